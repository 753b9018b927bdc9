/* Notes on people who are never brought out, and on ways and means that nobody uses. */
#include <string.h>

#include "model/kinds.h"
#include "model/note.h"

/* ---- groups ---- */

/* Does somebody take the group up at the place, or is it safe there? */
static bool is_taken_up(const struct tl_model *model, size_t group, int32_t place)
{
    bool is = model->places[place].is_haven;
    for (size_t i = 0; i < model->mission_count; i++) {
        const struct tl_lift *lift = model->missions[i].lift;
        is = is || (lift != NULL && model->missions[i].post == place && lift->takes[group]);
    }
    for (size_t i = 0; i < model->service_count; i++) {
        is = is || (model->services[i].from == place && model->services[i].takes[group]);
    }
    return is;
}

/* Where a lump of a group comes to. */
static int32_t end_of(const struct tl_model *model, const struct tl_group *group, size_t lump)
{
    int32_t corridor = group->lumps[lump].corridor;
    return corridor != TL_NONE ? model->corridors[corridor].to : group->origin;
}

static void note_left(const struct tl_notes *notes, size_t index, size_t lump)
{
    const struct tl_model *model = notes->model;
    const struct tl_group *group = &model->groups[index];
    int32_t corridor = group->lumps[lump].corridor;
    for (size_t i = 0; i < lump; i++) {
        if (group->lumps[i].corridor == corridor) {
            return; /* told already */
        }
    }
    int32_t place = end_of(model, group, lump);
    if (!is_taken_up(model, index, place)) {
        const char *key = corridor != TL_NONE
                              ? tl_arena_print(model->arena, "corridors.%s", model->corridors[corridor].name)
                              : NULL;
        tl_note_add(notes, model->scenario->groups[index].path, key,
                    tl_arena_print(model->arena,
                                   "nobody takes them up at %s: no lift mission or service there is for them",
                                   model->places[place].name));
    }
}

/* Of those who leave, who never set out since the ramp ends before. */
static int64_t count_left_out(const struct tl_group *group)
{
    int64_t left_out = group->persons - group->stayers;
    for (size_t i = 0; i < group->lump_count; i++) {
        left_out -= group->lumps[i].persons;
    }
    return left_out;
}

static void note_group(const struct tl_notes *notes, size_t index)
{
    const struct tl_model *model = notes->model;
    const struct tl_group *group = &model->groups[index];
    const struct tl_group_def *def = &model->scenario->groups[index];
    if (group->lump_count == 0) {
        bool is_stay = group->stayers == group->persons;
        tl_note_add(notes, def->path, is_stay ? "stay" : "mobilisation", "nobody of them ever sets out");
    } else if (group->lumps[0].time_s >= model->horizon_s) {
        tl_note_add(
            notes, def->path, "mobilisation",
            tl_arena_print(model->arena, "nobody of them sets out before the horizon, %s", notes->horizon));
    } else if (count_left_out(group) > 0) {
        tl_note_add(notes, def->path, "mobilisation",
                    tl_arena_print(model->arena,
                                   "%lld of the %lld who leave never set out: its last share "
                                   "is below 1; those who stay are given by the key \"stay\"",
                                   (long long)count_left_out(group),
                                   (long long)(group->persons - group->stayers)));
    }
    for (size_t i = 0; i < group->lump_count && !group->flees; i++) {
        note_left(notes, index, i);
    }
}

/* ---- corridors and services ---- */

static void note_corridor(const struct tl_notes *notes, size_t index)
{
    const struct tl_model *model = notes->model;
    for (size_t g = 0; g < model->group_count; g++) {
        for (size_t i = 0; i < model->groups[g].lump_count; i++) {
            if (model->groups[g].lumps[i].corridor == (int32_t)index) {
                return;
            }
        }
    }
    tl_note_add(notes, model->scenario->corridors[index].path, NULL,
                "nobody takes it: no group has a share of it");
}

/* May it depart at one of its times, as far as the time decides? */
static bool may_depart(const struct tl_notes *notes, const struct tl_service *service,
                       const struct tl_service_def *def)
{
    bool is_of_time = service->runs != NULL && tl_note_may_tell(notes, &def->runs);
    int64_t until_s = notes->model->horizon_s;
    until_s = service->last_s != TL_NONE && service->last_s < until_s ? service->last_s + 1 : until_s;
    for (int64_t at_s = service->first_s; at_s < until_s; at_s += service->every_s) {
        if (!is_of_time || tl_note_holds_at(notes, service->runs, at_s)) {
            return true;
        }
    }
    return false;
}

static void note_service(const struct tl_notes *notes, size_t index)
{
    const struct tl_model *model = notes->model;
    const struct tl_service_def *def = &model->scenario->services[index];
    if (!may_depart(notes, &model->services[index], def)) {
        bool is_late = model->services[index].first_s >= model->horizon_s;
        tl_note_add(notes, def->path, is_late ? "first" : "while",
                    tl_arena_print(model->arena, "never departs before the horizon, %s", notes->horizon));
    }
}

/* ---- missions ---- */

/* Does anybody whom the mission takes ever come to where it loads? */
static bool comes_anybody(const struct tl_model *model, const struct tl_mission *mission)
{
    bool comes = model->places[mission->post].is_haven; /* for the way on */
    for (size_t g = 0; g < model->group_count; g++) {
        const struct tl_group *group = &model->groups[g];
        for (size_t i = 0; i < group->lump_count && !comes; i++) {
            comes = mission->lift->takes[g] && end_of(model, group, i) == mission->post;
        }
    }
    return comes;
}

static void note_lift(const struct tl_notes *notes, size_t index)
{
    const struct tl_model *model = notes->model;
    const struct tl_mission *mission = &model->missions[index];
    const char *path = model->scenario->missions[index].path;
    if (!comes_anybody(model, mission)) {
        tl_note_add(notes, path, "area", "has nobody to carry: none of its groups comes there");
    }
    if (mission->lift->due_count == 0 && mission->weight > 0) {
        tl_note_add(notes, path, "due", "nobody is ever due, so that its coverage is always 1");
    }
    if (mission->set_up_s > 0) {
        tl_note_add(notes, path, "set-up", "says nothing of a lift mission");
    }
    if (mission->handover_s > 0) {
        tl_note_add(notes, path, "handover", "says nothing of a lift mission");
    }
}

/* ---- places ---- */

/* Does a lift mission or a service carry people from the place; of one group, or TL_NONE: of any; to one haven, or TL_NONE: to any? */
static bool is_carried(const struct tl_model *model, int32_t from, int32_t group, int32_t haven)
{
    bool is = false;
    for (size_t i = 0; i < model->mission_count; i++) {
        const struct tl_lift *lift = model->missions[i].lift;
        is = is || (lift != NULL && model->missions[i].post == from &&
                    (group == TL_NONE || lift->takes[group]) && (haven == TL_NONE || lift->haven == haven));
    }
    for (size_t i = 0; i < model->service_count; i++) {
        const struct tl_service *service = &model->services[i];
        is = is || (service->from == from && (group == TL_NONE || service->takes[group]) &&
                    (haven == TL_NONE || service->haven == haven));
    }
    return is;
}

/* How many may be landed at a haven: who comes to where somebody carries them there from, and of whom other havens may send on, all. */
static int64_t count_landed(const struct tl_model *model, int32_t haven)
{
    int64_t persons = 0;
    for (size_t g = 0; g < model->group_count; g++) {
        const struct tl_group *group = &model->groups[g];
        bool is_sent_on = false;
        for (size_t p = 0; p < model->place_count; p++) {
            is_sent_on =
                is_sent_on || (model->places[p].is_haven && is_carried(model, (int32_t)p, (int32_t)g, haven));
        }
        for (size_t i = 0; i < group->lump_count && !group->flees; i++) {
            bool may = is_sent_on || is_carried(model, end_of(model, group, i), (int32_t)g, haven);
            persons += may ? group->lumps[i].persons : 0;
        }
    }
    return persons;
}

/* Does an inject or a work open the place before the horizon, as far as is known? */
static bool is_opened(const struct tl_model *model, int32_t place)
{
    bool is = model->places[place].open_at_start;
    for (size_t i = 0; i < model->inject_count; i++) {
        const struct tl_inject *inject = &model->injects[i];
        is = is || (inject->place == place && strcmp(inject->kind->name, "open") == 0 &&
                    inject->at_s < model->horizon_s);
    }
    for (size_t i = 0; i < model->mission_count; i++) {
        const struct tl_work_plan *plan = model->missions[i].job;
        for (size_t k = 0; plan != NULL && k < plan->part_count; k++) {
            is = is || plan->parts[k].place == place;
        }
    }
    return is;
}

/* Does anybody come to where they would be carried from? */
static bool has_people(const struct tl_model *model, int32_t place)
{
    bool has = false;
    for (size_t g = 0; g < model->group_count; g++) {
        const struct tl_group *group = &model->groups[g];
        for (size_t i = 0; i < group->lump_count && !group->flees && !has; i++) {
            has = end_of(model, group, i) == place && is_carried(model, place, (int32_t)g, TL_NONE);
        }
    }
    return has;
}

static void note_place(const struct tl_notes *notes, size_t index)
{
    const struct tl_model *model = notes->model;
    const struct tl_place *place = &model->places[index];
    const char *path = model->scenario->places[index].path;
    int32_t at = (int32_t)index;
    int64_t landed = count_landed(model, at);
    bool is_left = place->disperses_ps > 0 || is_carried(model, at, TL_NONE, TL_NONE);
    if (place->capacity != TL_NONE && place->capacity < landed && !is_left) {
        tl_note_add(notes, path, "capacity",
                    tl_arena_print(model->arena,
                                   "is less than the %lld who may come, and nobody leaves: give the key "
                                   "\"disperses\", or a lift mission or service from there",
                                   (long long)landed));
    }
    if (!is_opened(model, at) && has_people(model, at)) {
        tl_note_add(notes, path, "open", "keeps people waiting there: nothing ever opens it");
    } else if (!is_opened(model, at) && landed > 0) {
        tl_note_add(notes, path, "open", "keeps people from being landed there: nothing ever opens it");
    }
}

/* ---- works ---- */

static void note_parts(const struct tl_notes *notes, size_t index)
{
    const struct tl_model *model = notes->model;
    const struct tl_work_plan *plan = model->missions[index].job;
    const struct tl_part_def *defs = model->scenario->missions[index].parts.items;
    for (size_t i = 0; i < plan->part_count; i++) {
        const struct tl_part *part = &plan->parts[i];
        bool is_open = part->place != TL_NONE ? model->places[part->place].open_at_start
                                              : model->lanes[part->lane].open_at_start;
        bool is_closed =
            model->missions[index].runs != NULL; /* as soon as a change of the scenario says so */
        for (size_t k = 0; k < model->inject_count; k++) {
            const struct tl_inject *inject = &model->injects[k];
            is_closed = is_closed ||
                        (part->place != TL_NONE ? inject->place == part->place : inject->lane == part->lane);
        }
        if (is_open && !is_closed) {
            tl_note_add(notes, defs[i].path, part->place != TL_NONE ? "place" : "lane",
                        "opens nothing: it is open from the start, and nothing closes it");
        }
    }
}

void tl_note_people(const struct tl_notes *notes)
{
    const struct tl_model *model = notes->model;
    for (size_t i = 0; i < model->group_count; i++) {
        note_group(notes, i);
    }
    for (size_t i = 0; i < model->place_count; i++) {
        note_place(notes, i);
    }
    for (size_t i = 0; i < model->corridor_count; i++) {
        note_corridor(notes, i);
    }
    for (size_t i = 0; i < model->service_count; i++) {
        note_service(notes, i);
    }
    for (size_t i = 0; i < model->mission_count; i++) {
        if (model->missions[i].lift != NULL) {
            note_lift(notes, i);
        } else if (model->missions[i].job != NULL) {
            note_parts(notes, i);
        }
    }
}
