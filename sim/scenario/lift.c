/* What lift and work missions must keep to, beyond what any mission has. Several lift missions may have one group: each counts all of
 * the group who are safe, as where ships take one part of it and aircraft another. */
#include <string.h>

#include "scenario/check.h"

static const struct tl_amount *find_amount(const struct tl_amounts *amounts, const char *name)
{
    for (size_t i = 0; i < amounts->count; i++) {
        if (strcmp(amounts->items[i].name, name) == 0) {
            return &amounts->items[i];
        }
    }
    return NULL;
}

/* ---- lift: seats ---- */

/* Policies send whoever gives something that the mission needs: seats alone. */
static void check_needs(struct tl_check *c, const struct tl_mission_def *mission,
                        const struct tl_amounts *needs, const char *path)
{
    for (size_t i = 0; i < needs->count; i++) {
        const char *name = needs->items[i].name;
        if (strcmp(name, mission->seats.text) != 0) {
            tl_path_refuse(c, path, tl_arena_print(c->arena, "needs.%s", name),
                           "a lift mission needs seats alone: %s, see its key \"seats\"",
                           mission->seats.text);
        }
    }
}

/* The value of a number at its bound, where it is uncertain. */
static double bound_of(const struct tl_check *c, const char *path, double nominal, bool is_high)
{
    for (size_t i = 0; i < c->uncertain_count; i++) {
        if (strcmp(c->uncertain[i].path, path) == 0) {
            return is_high ? c->uncertain[i].high : c->uncertain[i].low;
        }
    }
    return nominal;
}

/* May somebody come who would wait for ever: too large for the haven, or of the wrong domain? */
static void check_class(struct tl_check *c, const struct tl_mission_def *mission,
                        const struct tl_class_def *class, double seats)
{
    static const char *const keys[] = {"area", "haven"};
    const int32_t ends[] = {mission->area.index, mission->haven.index};
    const struct tl_place_def *haven =
        mission->haven.index != TL_ABSENT ? &c->scenario->places[mission->haven.index] : NULL;
    const char *key = tl_arena_print(c->arena, "gives.%s", mission->seats.text);
    const char *path = tl_arena_print(c->arena, "%s.%s", class->path, key);
    double most = bound_of(c, path, seats, true);
    double room = haven && haven->capacity != TL_ABSENT
                      ? bound_of(c, tl_arena_print(c->arena, "%s.capacity", haven->path),
                                 (double)haven->capacity, false)
                      : most;
    if (bound_of(c, path, seats, false) < 1) {
        tl_path_refuse(c, class->path, key, "is less than a seat, and mission %s takes it to lift people",
                       mission->name);
    } else if (room < most) {
        tl_path_refuse(c, haven->path, "capacity",
                       "has no room for the %.0f who come with one of class %s of mission %s", most,
                       class->name, mission->name);
    }
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        int kind = ends[i] != TL_ABSENT ? c->scenario->places[ends[i]].kind : TL_ABSENT;
        bool is_wrong = (kind == TL_PLACE_AIRFIELD && class->domain == TL_DOMAIN_SEA) ||
                        (kind == TL_PLACE_PORT && class->domain == TL_DOMAIN_AIR);
        if (is_wrong) {
            tl_path_refuse(c, mission->path, keys[i], "class %s cannot %s at %s", class->name,
                           i == 0 ? "load" : "unload", kind == TL_PLACE_PORT ? "a port" : "an airfield");
        }
    }
}

/* Does a partner of the mission have assets of the class? */
static bool may_come(const struct tl_check *c, const struct tl_mission_def *mission, int32_t class_index)
{
    bool may = false;
    for (size_t i = 0; i < c->scenario->asset_count; i++) {
        const struct tl_asset_def *asset = &c->scenario->assets[i];
        may = may ||
              (asset->class.index == class_index && tl_refs_hold(&mission->partners, asset->partner.index));
    }
    return may;
}

static void check_classes(struct tl_check *c, const struct tl_mission_def *mission)
{
    for (size_t i = 0; i < c->scenario->class_count; i++) {
        const struct tl_class_def *class = &c->scenario->classes[i];
        const struct tl_amount *gives = find_amount(&class->gives, mission->seats.text);
        if (gives && gives->value > 0 && may_come(c, mission, (int32_t)i)) {
            check_class(c, mission, class, gives->value);
        }
    }
}

/* Who starts in the mission must be able to carry people. */
static void check_starters(struct tl_check *c, const struct tl_mission_def *mission)
{
    for (size_t i = 0; i < c->scenario->asset_count; i++) {
        const struct tl_asset_def *asset = &c->scenario->assets[i];
        bool starts = asset->at.mission != TL_ABSENT && &c->scenario->missions[asset->at.mission] == mission;
        if (!starts || asset->class.index == TL_ABSENT) {
            continue;
        }
        const struct tl_class_def *class = &c->scenario->classes[asset->class.index];
        bool read = class->gives.given || !tl_scenario_gives(c->scenario, class->path, "gives");
        if (read && !find_amount(&class->gives, mission->seats.text)) {
            tl_path_refuse(c, asset->path, "at", "class %s has no seats: it gives no %s", class->name,
                           mission->seats.text);
        }
    }
}

/* ---- lift: who boards ---- */

static void check_also(struct tl_check *c, const struct tl_mission_def *mission)
{
    tl_check_boards(c, mission->path, "groups", &mission->groups);
    if (mission->also.count > 0) {
        tl_check_boards(c, mission->path, "also", &mission->also);
    }
    for (size_t i = 0; i < mission->also.count; i++) {
        if (tl_refs_hold(&mission->groups, mission->also.items[i])) {
            tl_path_refuse(c, mission->path, tl_arena_print(c->arena, "also[%zu]", i),
                           "is among its groups already");
        }
    }
}

/* The groups that a mission takes, by name. */
static const char **list_taken(struct tl_check *c, const struct tl_mission_def *mission, size_t *count)
{
    *count = mission->groups.count + mission->also.count;
    const char **names = tl_arena_alloc(c->arena, *count, sizeof *names);
    for (size_t i = 0; i < *count; i++) {
        size_t groups = mission->groups.count;
        int32_t index = i < groups ? mission->groups.items[i] : mission->also.items[i - groups];
        names[i] = c->scenario->groups[index].name;
    }
    return names;
}

static void check_share(struct tl_check *c, const struct tl_mission_def *mission, const char *name)
{
    size_t count;
    const char **names = list_taken(c, mission, &count);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(names[i], name) == 0) {
            return;
        }
    }
    bool also_read = mission->also.given || !tl_scenario_gives(c->scenario, mission->path, "also");
    if (mission->groups.given && also_read) {
        tl_path_refuse(c, mission->path, tl_arena_print(c->arena, "shares.%s", name),
                       "the mission takes no such group%s", tl_mistake_advice(c->arena, name, names, count));
    }
}

static void check_loading(struct tl_check *c, const struct tl_mission_def *mission)
{
    bool gives = tl_scenario_gives(c->scenario, mission->path, "shares");
    double sum = 0;
    if (gives && mission->loading != TL_LOADING_SHARES && mission->loading != TL_ABSENT) {
        tl_path_refuse(c, mission->path, "shares", "says nothing unless loading is \"shares\"");
    } else if (!gives && mission->loading == TL_LOADING_SHARES) {
        tl_path_refuse(c, mission->path, "loading", "needs the key \"shares\": of the seats, by group");
    }
    for (size_t i = 0; i < mission->shares.count; i++) {
        check_share(c, mission, mission->shares.items[i].name);
        sum += mission->shares.items[i].value;
    }
    if (sum > 1 + 1e-9) {
        struct tl_text text = {0};
        tl_text_add_real(&text, sum);
        tl_path_refuse(c, mission->path, "shares", "sum to %s, more than 1", tl_text_get(&text));
        tl_text_clear(&text);
    }
}

void tl_check_lift(struct tl_check *c, const struct tl_mission_def *mission)
{
    const struct tl_step_def *steps = mission->steps.items;
    if (mission->haven.index != TL_ABSENT && mission->haven.index == mission->area.index) {
        tl_path_refuse(c, mission->path, "haven", "is where people wait: see its area");
    }
    tl_check_ashore(c, mission->path, "area", mission->area.index);
    tl_check_ashore(c, mission->path, "haven", mission->haven.index);
    check_also(c, mission);
    check_loading(c, mission);
    tl_check_ramp(c, mission->path, "due", &mission->due);
    if (!mission->seats.text) {
        return;
    }
    check_needs(c, mission, &mission->needs, mission->path);
    for (size_t i = 0; i < mission->steps.count; i++) {
        check_needs(c, mission, &steps[i].needs, steps[i].path);
    }
    check_classes(c, mission);
    check_starters(c, mission);
}

/* ---- work ---- */

static void check_part(struct tl_check *c, const struct tl_mission_def *mission, size_t i)
{
    const struct tl_part_def *part = (const struct tl_part_def *)mission->parts.items + i;
    bool has_place = tl_scenario_gives(c->scenario, part->path, "place");
    if (has_place == tl_scenario_gives(c->scenario, part->path, "lane")) {
        tl_path_refuse(c, part->path, NULL, "needs %s of the keys \"place\" and \"lane\"",
                       has_place ? "only one" : "one");
    }
    if (part->amount > mission->amount) {
        tl_path_refuse(c, part->path, "amount", "is more than the amount of the mission");
    }
    if (i > 0 && part->amount < part[-1].amount) {
        tl_path_refuse(c, part->path, "amount", "must not be less than in the row before");
    }
}

/* What is worked off is of one capability. */
static void check_kinds(struct tl_check *c, const struct tl_mission_def *mission)
{
    const struct tl_step_def *steps = mission->steps.items;
    if (mission->needs.count != 1) {
        if (mission->needs.given) {
            tl_path_refuse(c, mission->path, "needs", "a work mission needs one capability, and no other");
        }
        return;
    }
    const char *name = mission->needs.items[0].name;
    for (size_t i = 0; i < mission->steps.count; i++) {
        for (size_t k = 0; k < steps[i].needs.count; k++) {
            if (strcmp(steps[i].needs.items[k].name, name) != 0) {
                tl_path_refuse(c, steps[i].path,
                               tl_arena_print(c->arena, "needs.%s", steps[i].needs.items[k].name),
                               "a work mission needs one capability: %s", name);
            }
        }
    }
}

void tl_check_work(struct tl_check *c, const struct tl_mission_def *mission)
{
    check_kinds(c, mission);
    if (mission->amount <= 0) {
        tl_path_refuse(c, mission->path, "amount", "must be above 0");
    }
    for (size_t i = 0; i < mission->parts.count; i++) {
        check_part(c, mission, i);
    }
}
