/* What people and their ways must keep to: groups, corridors over lanes, scheduled services, and places that handle people. What could not
 * be read is skipped: it has been told. */
#include <math.h>
#include <string.h>

#include "scenario/check.h"

#define TL_SUM_ERROR 1e-9 /* of shares, which are decimals */

static const char *name_place(const struct tl_check *c, int32_t place)
{
    return c->scenario->places[place].name;
}

void tl_check_ramp(struct tl_check *c, const char *path, const char *key, const struct tl_rows *rows)
{
    const struct tl_ramp_def *row = rows->items;
    if (row && rows->count == 0) {
        tl_path_refuse(c, path, key, "must hold at least one row");
    }
    for (size_t i = 1; i < rows->count; i++) {
        if (row[i].at_s != TL_ABSENT && row[i].at_s <= row[i - 1].at_s) {
            tl_path_refuse(c, row[i].path, "at", "must be later than in the row before");
        }
        if (row[i].share < row[i - 1].share) { /* false for what could not be read */
            tl_path_refuse(c, row[i].path, "share", "must not be less than in the row before");
        }
    }
}

void tl_check_sum(struct tl_check *c, const char *path, const char *key, double sum)
{
    if (fabs(sum - 1) > TL_SUM_ERROR) { /* false where one could not be read */
        struct tl_text text = {0};
        tl_text_add_real(&text, sum);
        tl_path_refuse(c, path, key, "sum%s to %s, and must sum to 1", key ? "s" : "", tl_text_get(&text));
        tl_text_clear(&text);
    }
}

void tl_check_handling(struct tl_check *c, const struct tl_place_def *place)
{
    if (place->handling_ps <= 0) {
        tl_path_refuse(c, place->path, "handling", "must be above 0; people are handled at once without it");
    }
}

void tl_check_ashore(struct tl_check *c, const char *path, const char *key, int32_t place)
{
    if (place != TL_ABSENT && c->scenario->places[place].kind == TL_PLACE_AREA) {
        tl_path_refuse(c, path, key, "must not be an area: nobody waits or is landed there");
    }
}

/* ---- corridors ---- */

/* Can convoys use it? */
static void check_carries(struct tl_check *c, const struct tl_corridor_def *corridor, size_t i)
{
    static const char *const keys[] = {"capacity", "speed"};
    const struct tl_lane_def *lane = &c->scenario->lanes[corridor->over.items[i]];
    const char *key = tl_arena_print(c->arena, "over[%zu]", i);
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
        if (!tl_scenario_gives(c->scenario, lane->path, keys[k])) {
            tl_path_refuse(c, corridor->path, key, "the lane needs the key \"%s\" to carry convoys", keys[k]);
        }
    }
    if (lane->capacity_ps <= 0) {
        tl_path_refuse(c, corridor->path, key,
                       "the lane has no capacity; one that is closed has open = false");
    }
}

/* The lanes lead from where people gather to the other end, one behind the other, whichever way each is written. */
static void check_chain(struct tl_check *c, const struct tl_corridor_def *corridor)
{
    int32_t at = corridor->from.index;
    for (size_t i = 0; i < corridor->over.count; i++) {
        const struct tl_lane_def *lane = &c->scenario->lanes[corridor->over.items[i]];
        if (at == TL_ABSENT || lane->from.index == TL_ABSENT || lane->to.index == TL_ABSENT) {
            return;
        }
        if (lane->from.index != at && lane->to.index != at) {
            tl_path_refuse(c, corridor->path, tl_arena_print(c->arena, "over[%zu]", i),
                           "goes from %s to %s, but the way has come to %s", name_place(c, lane->from.index),
                           name_place(c, lane->to.index), name_place(c, at));
            return;
        }
        at = lane->from.index == at ? lane->to.index : lane->from.index;
    }
    if (corridor->over.count > 0 && corridor->to.index != TL_ABSENT && at != corridor->to.index) {
        tl_path_refuse(c, corridor->path, "to", "the lanes of the corridor lead to %s", name_place(c, at));
    }
}

void tl_check_corridor(struct tl_check *c, const struct tl_corridor_def *corridor)
{
    if (corridor->over.given && corridor->over.count == 0) {
        tl_path_refuse(c, corridor->path, "over", "must name at least one lane");
    }
    for (size_t i = 0; i < corridor->over.count; i++) {
        check_carries(c, corridor, i);
    }
    tl_check_ashore(c, corridor->path, "to", corridor->to.index);
    if (corridor->from.index != TL_ABSENT && corridor->from.index == corridor->to.index) {
        tl_path_refuse(c, corridor->path, "to", "is where the corridor starts");
    } else {
        check_chain(c, corridor);
    }
}

/* ---- groups ---- */

/* One corridor that a group names: it is there, and starts where they are. */
static void check_way(struct tl_check *c, const struct tl_group_def *group, const char *name)
{
    const char *key = tl_arena_print(c->arena, "corridors.%s", name);
    int32_t index = tl_ref_find(c, TL_SECTION_CORRIDOR, name);
    if (index == TL_ABSENT) {
        tl_path_refuse(
            c, group->path, key, "no such corridor%s",
            tl_mistake_advice(c->arena, name, c->names[TL_SECTION_CORRIDOR], c->counts[TL_SECTION_CORRIDOR]));
        return;
    }
    int32_t from = c->scenario->corridors[index].from.index;
    if (from != TL_ABSENT && group->city.index != TL_ABSENT && from != group->city.index) {
        tl_path_refuse(c, group->path, key, "starts at %s, but they are at %s", name_place(c, from),
                       name_place(c, group->city.index));
    }
}

/* Without shares there must be no choice. */
static void check_only_way(struct tl_check *c, const struct tl_group_def *group)
{
    const struct tl_corridor_def *first = NULL;
    for (size_t i = 0; i < c->scenario->corridor_count && group->city.index != TL_ABSENT; i++) {
        const struct tl_corridor_def *corridor = &c->scenario->corridors[i];
        if (corridor->from.index != group->city.index) {
            continue;
        }
        if (first) {
            tl_path_refuse(c, group->path, NULL,
                           "needs the key \"corridors\": %s and %s both start at their origin", first->name,
                           corridor->name);
            return;
        }
        first = corridor;
    }
}

static void check_ways(struct tl_check *c, const struct tl_group_def *group)
{
    double sum = 0;
    for (size_t i = 0; i < group->corridors.count; i++) {
        check_way(c, group, group->corridors.items[i].name);
        sum += group->corridors.items[i].value;
    }
    if (group->corridors.given) {
        tl_check_sum(c, group->path, "corridors", sum);
    } else if (!tl_scenario_gives(c->scenario, group->path, "corridors")) {
        check_only_way(c, group);
    }
}

void tl_check_people(struct tl_check *c, const struct tl_group_def *group)
{
    check_ways(c, group);
    tl_check_ramp(c, group->path, "mobilisation", &group->mobilisation);
    bool has_phase = tl_scenario_gives(c->scenario, group->path, "shelter-phase");
    bool has_span = tl_scenario_gives(c->scenario, group->path, "shelter");
    if (has_phase && !has_span) {
        tl_path_refuse(c, group->path, "shelter-phase",
                       "needs the key \"shelter\": how long they stay inside");
    } else if (has_span && !has_phase) {
        tl_path_refuse(c, group->path, "shelter",
                       "needs the key \"shelter-phase\": from the start of which phase");
    }
}

/* ---- boarding ---- */

void tl_check_boards(struct tl_check *c, const char *path, const char *key, const struct tl_refs *groups)
{
    for (size_t i = 0; i < groups->count; i++) {
        const struct tl_group_def *group = &c->scenario->groups[groups->items[i]];
        if (group->flees) {
            tl_path_refuse(c, path, tl_arena_print(c->arena, "%s[%zu]", key, i),
                           "flees and boards nothing: see flees of the group");
        }
    }
    if (groups->given && groups->count == 0) {
        tl_path_refuse(c, path, key, "must name at least one group");
    }
}

void tl_check_service(struct tl_check *c, const struct tl_service_def *service)
{
    tl_check_boards(c, service->path, "groups", &service->groups);
    tl_check_ashore(c, service->path, "from", service->from.index);
    tl_check_ashore(c, service->path, "haven", service->haven.index);
    if (service->from.index != TL_ABSENT && service->from.index == service->haven.index) {
        tl_path_refuse(c, service->path, "haven", "is where it takes people up");
    }
    if (service->last_s != TL_ABSENT && service->first_s != TL_ABSENT && service->last_s < service->first_s) {
        tl_path_refuse(c, service->path, "last", "must not be earlier than the first departure");
    }
}
