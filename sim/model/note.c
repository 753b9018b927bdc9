/* Notes on what a scenario says that can never happen. */
#include <string.h>

#include "base/units.h"
#include "model/build.h"
#include "model/geo.h"
#include "model/note.h"
#include "scenario/tree.h"

void tl_note_add(const struct tl_notes *notes, const char *path, const char *key, const char *what)
{
    const struct tl_node *tree = notes->model->scenario->tree;
    const char *full = key != NULL ? tl_arena_print(notes->model->arena, "%s.%s", path, key) : path;
    const struct tl_node *node = key != NULL ? tl_node_at(tree, full) : NULL;
    if (node != NULL) {
        tl_mistake_add_node(notes->list, node, full, "%s", what);
    } else {
        tl_mistake_add(notes->list, &tl_node_at(tree, path)->origin, path, NULL, "%s", what);
    }
}

const char *tl_note_span(const struct tl_notes *notes, double span_s)
{
    struct tl_text text = {0};
    tl_span_print(&text, span_s);
    const char *copy = tl_arena_print(notes->model->arena, "%s", tl_text_get(&text));
    tl_text_clear(&text);
    return copy;
}

static void note_time(const struct tl_notes *notes, int64_t at_s, const char *path, const char *key)
{
    if (at_s >= notes->model->horizon_s) {
        tl_note_add(notes, path, key,
                    tl_arena_print(notes->model->arena, "never happens: it is not before the horizon, %s",
                                   notes->horizon));
    }
}

/* Does an inject start the phase in time, whatever its own time? */
static bool is_started(const struct tl_model *model, int32_t phase)
{
    bool is = false;
    for (size_t i = 0; i < model->inject_count; i++) {
        is = is || (model->injects[i].phase == phase && model->injects[i].at_s < model->horizon_s);
    }
    return is;
}

/* Steps of rates that wait for a phase which nothing starts: those of a time are looked at as such. */
static void note_rate_steps(const struct tl_notes *notes, const struct tl_incident *incident,
                            const struct tl_rate_step_def *defs)
{
    for (size_t i = 0; i < incident->step_count; i++) {
        int32_t phase = incident->steps[i].phase;
        if (phase == TL_NONE) {
            note_time(notes, defs[i].from_s, defs[i].path, "from");
        } else if (notes->model->phase_at_s[phase] == TL_NONE && !is_started(notes->model, phase)) {
            tl_note_add(notes, defs[i].path, "phase", "never takes effect: nothing starts the phase");
        }
    }
}

static void note_incident(const struct tl_notes *notes, const struct tl_incident *incident,
                          const struct tl_incident_def *def)
{
    tl_note_answers(notes, incident, def);
    note_rate_steps(notes, incident, def->steps.items);
    if (incident->process != TL_PROCESS_REPLAY && tl_build_peak_rate(notes->model->scenario, def) <= 0) {
        tl_note_add(notes, def->path, NULL, "never happens: its rate is 0 throughout");
    } else if (incident->process == TL_PROCESS_REPLAY &&
               (incident->date_count == 0 || incident->dates_s[0] >= notes->model->horizon_s)) {
        tl_note_add(notes, def->path, "dates",
                    tl_arena_print(notes->model->arena,
                                   "never happens: it holds no moment from the start to the horizon, %s",
                                   notes->horizon));
    }
}

/* A scale that an inject gives may take the rate past the ceiling, where it is cut. */
static void note_scale(const struct tl_notes *notes, const struct tl_inject *inject,
                       const struct tl_inject_def *def)
{
    if (inject->incident == TL_NONE) {
        return;
    }
    const struct tl_scenario *s = notes->model->scenario;
    double peak_ps = tl_build_peak_rate(s, &s->incidents[inject->incident]);
    int64_t ceiling_n = notes->model->incidents[inject->incident].ceiling_n;
    if (tl_round(peak_ps * inject->scale * (double)TL_RATE_SCALE) > ceiling_n) {
        tl_note_add(notes, def->path, "scale", "the rate may be cut at the ceiling of its process");
    }
}

/* May any asset use the place as a base? */
static bool is_base(const struct tl_model *model, int32_t place)
{
    bool is = false;
    for (size_t i = 0; i < model->kin_count; i++) {
        for (size_t k = 0; k < model->kins[i].base_count; k++) { /* all of them, in the row of any place */
            is = is || model->kins[i].nearest[k] == place;
        }
    }
    return is;
}

struct naming {
    const char *quoted;
    bool is_found;
};

static void look_for_name(const struct tl_words_text *text, void *context)
{
    struct naming *naming = context;
    naming->is_found = naming->is_found || strstr(text->text, naming->quoted) != NULL;
}

/* Does a condition ask about the entity? */
static bool is_watched(const struct tl_model *model, const char *name)
{
    struct naming naming = {tl_arena_print(model->arena, "\"%s\"", name), false};
    tl_scenario_walk_conditions(model->scenario, look_for_name, &naming);
    return naming.is_found;
}

/* Are people taken up or landed there? */
static bool is_boarded(const struct tl_model *model, int32_t place)
{
    bool is = model->places[place].is_haven;
    for (size_t i = 0; i < model->service_count; i++) {
        is = is || model->services[i].from == place || model->services[i].haven == place;
    }
    for (size_t i = 0; i < model->mission_count; i++) {
        is = is || (model->missions[i].lift != NULL && model->missions[i].post == place);
    }
    return is;
}

static void note_place(const struct tl_notes *notes, const struct tl_inject *inject,
                       const struct tl_inject_def *def)
{
    if (inject->place != TL_NONE && !is_base(notes->model, inject->place) &&
        !is_watched(notes->model, notes->model->places[inject->place].name) &&
        !is_boarded(notes->model, inject->place)) {
        tl_note_add(notes, def->path, "place", "changes nothing: no asset may use it as a base");
    }
}

static void note_lane(const struct tl_notes *notes, const struct tl_inject *inject,
                      const struct tl_inject_def *def)
{
    const struct tl_model *model = notes->model;
    bool is_used = inject->lane == TL_NONE || is_watched(model, model->lanes[inject->lane].name);
    for (size_t i = 0; i < model->corridor_count; i++) {
        for (size_t k = 0; k < model->corridors[i].over_count; k++) {
            is_used = is_used || model->corridors[i].over[k].lane == inject->lane;
        }
    }
    if (!is_used) {
        tl_note_add(notes, def->path, "lane", "changes nothing: no corridor leads over it");
    }
}

/* The longest that one who may serve could stay in the area of a mission whose endurance nobody slows, wherever it comes from. */
static int64_t longest_stay(const struct tl_model *model, const struct tl_mission *mission)
{
    int64_t longest_s = 0;
    for (size_t i = 0; i < model->asset_count; i++) {
        const struct tl_asset_plan *plan = &model->assets[i];
        const struct tl_kin *kin = &model->kins[plan->kin];
        if (tl_build_fits(model, mission, plan->kin) && kin->base_count > 0) {
            int32_t base = kin->nearest[(size_t)mission->area * kin->base_count];
            int64_t stay_s = model->classes[plan->class_index].endurance_s -
                             tl_geo_leg(model, plan->class_index, base, mission->area);
            longest_s = stay_s > longest_s ? stay_s : longest_s;
        }
    }
    return longest_s;
}

static void note_handover(const struct tl_notes *notes, const struct tl_mission *mission, const char *path)
{
    int64_t longest_s = longest_stay(notes->model, mission);
    if (mission->lift == NULL && mission->sustained_by_count == 0 && mission->handover_s > longest_s) {
        tl_note_add(notes, path, "handover",
                    tl_arena_print(notes->model->arena,
                                   "no relief ever takes over: endurance lets nobody who may serve stay "
                                   "longer than %s",
                                   tl_note_span(notes, (double)longest_s)));
    }
}

/* Assets on alert are not set up, nor do they hand over. */
static void note_set_up(const struct tl_notes *notes, size_t mission)
{
    const struct tl_mission *m = &notes->model->missions[mission];
    const char *path = notes->model->scenario->missions[mission].path;
    if (m->kind->is_at_base && m->set_up_s > 0) {
        tl_note_add(notes, path, "set-up", "says nothing of a response mission");
    }
    if (m->kind->is_at_base && m->handover_s > 0) {
        tl_note_add(notes, path, "handover", "says nothing of a response mission");
    } else if (m->handover_s > 0) {
        note_handover(notes, m, path);
    }
}

static void note_times(const struct tl_notes *notes)
{
    const struct tl_scenario *s = notes->model->scenario;
    for (size_t i = 0; i < s->phase_count; i++) {
        if (!is_started(notes->model, (int32_t)i)) {
            note_time(notes, s->phases[i].at_s, s->phases[i].path, "at");
        }
    }
    for (size_t i = 0; i < s->mission_count; i++) {
        const struct tl_step_def *steps = s->missions[i].steps.items;
        note_time(notes, s->missions[i].opens_s, s->missions[i].path, "opens");
        note_set_up(notes, i);
        for (size_t j = 0; j < s->missions[i].steps.count; j++) {
            note_time(notes, steps[j].from_s, steps[j].path, "from");
        }
    }
    for (size_t i = 0; i < s->agreement_count; i++) {
        note_time(notes, s->agreements[i].late_s, s->agreements[i].path, "late");
    }
    for (size_t i = 0; i < s->inject_count; i++) {
        note_time(notes, s->injects[i].at_s, s->injects[i].path, "at");
        note_scale(notes, &notes->model->injects[i], &s->injects[i]);
        note_place(notes, &notes->model->injects[i], &s->injects[i]);
        note_lane(notes, &notes->model->injects[i], &s->injects[i]);
    }
}

static void note_take(const struct tl_notes *notes, const struct tl_take *take, const struct tl_take_def *def)
{
    int fitting = 0;
    for (size_t i = 0; i < notes->model->asset_count; i++) {
        fitting += take->fits[i];
    }
    if (fitting == 0) {
        tl_note_add(notes, def->path, NULL,
                    "its diversion is disabled; enabled, it would be a mistake: no asset fits");
    } else if (take->count > fitting) {
        tl_note_add(notes, def->path, "count",
                    tl_arena_print(notes->model->arena,
                                   "its diversion is disabled; enabled, it would be a mistake: only %d fit",
                                   fitting));
    } else if (take->count == TL_NONE && tl_round(take->share * fitting) == 0) {
        tl_note_add(notes, def->path, "share",
                    tl_arena_print(notes->model->arena, "takes nothing of the %d that fit", fitting));
    }
}

/* Of a condition of the time alone: is it never true, or only before measures start? */
static void note_when(const struct tl_notes *notes, const struct tl_diversion *diversion,
                      const struct tl_diversion_def *def)
{
    const struct tl_model *model = notes->model;
    int64_t warmup_s = model->roster.warmup_s;
    if (!tl_note_may_tell(notes, &def->when) ||
        tl_note_rises_in(notes, diversion->when, warmup_s, model->horizon_s)) {
        return;
    }
    bool is_early = tl_note_rises_in(notes, diversion->when, 0, warmup_s);
    tl_note_add(notes, def->path, "when",
                is_early
                    ? tl_arena_print(model->arena,
                                     "starts before the warm-up ends, %s: what it does until then is not "
                                     "measured",
                                     tl_note_span(notes, (double)warmup_s))
                    : tl_arena_print(model->arena, "is never true before the horizon, %s", notes->horizon));
}

/* Of two conditions of the time alone: is it over as soon as it starts? */
static void note_until(const struct tl_notes *notes, const struct tl_diversion *diversion,
                       const struct tl_diversion_def *def)
{
    if (tl_note_may_tell(notes, &def->when) && tl_note_may_tell(notes, &def->until) &&
        tl_note_holds_as_rises(notes, diversion->until, diversion->when)) {
        tl_note_add(notes, def->path, "until", "is true already when it starts: it ends at the next look");
    }
}

static void note_diversion(const struct tl_notes *notes, const struct tl_diversion *diversion,
                           const struct tl_diversion_def *def)
{
    const struct tl_take_def *rows = def->take.items;
    for (size_t i = 0; i < diversion->take_count; i++) {
        note_take(notes, &diversion->takes[i], &rows[i]);
    }
    note_when(notes, diversion, def);
    note_until(notes, diversion, def);
}

void tl_model_note(const struct tl_model *model, struct tl_mistakes *list)
{
    struct tl_text horizon = {0};
    tl_span_print(&horizon, (double)model->horizon_s);
    const struct tl_notes notes = {model, list, tl_text_get(&horizon)};
    note_times(&notes);
    tl_note_gives(&notes);
    tl_note_needs(&notes);
    tl_note_people(&notes);
    tl_note_parties(&notes);
    tl_note_comparisons(&notes);
    for (size_t i = 0; i < model->incident_count; i++) {
        note_incident(&notes, &model->incidents[i], &model->scenario->incidents[i]);
    }
    for (size_t i = 0; i < model->diversion_count; i++) {
        note_diversion(&notes, &model->diversions[i], &model->scenario->diversions[i]);
    }
    tl_text_clear(&horizon);
}
