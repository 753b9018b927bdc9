/* Compiling people and their ways: lanes, corridors, groups, services, and what lift and work missions have beside the rest. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/units.h"
#include "model/build.h"

#define TL_CONVOYS 300 /* of all corridors together, unless they say how large a convoy is */
#define TL_LUMPS   100 /* of a group that is where it boards already */

/* ---- plans over time ---- */

/* When the k-th of n is due by rows of time and share, between two rows evenly; TL_NONE: never. */
static int64_t time_of(const struct tl_rows *rows, int64_t k, int64_t n)
{
    const struct tl_ramp_def *row = rows->items;
    double share = (double)k / (double)n;
    for (size_t i = 0; i < rows->count; i++) {
        if (row[i].share < share) {
            continue;
        }
        if (i == 0) {
            return row[i].at_s;
        }
        double part = (share - row[i - 1].share) / (row[i].share - row[i - 1].share);
        return row[i - 1].at_s + tl_round((double)(row[i].at_s - row[i - 1].at_s) * part);
    }
    return rows->count == 0 ? 0 : TL_NONE;
}

/* The share by then. */
static double share_at(const struct tl_rows *rows, int64_t time_s)
{
    const struct tl_ramp_def *row = rows->items;
    size_t i = 0;
    while (i < rows->count && row[i].at_s <= time_s) {
        i++;
    }
    if (i == 0) {
        return 0;
    }
    if (i == rows->count) {
        return row[i - 1].share;
    }
    double part = (double)(time_s - row[i - 1].at_s) / (double)(row[i].at_s - row[i - 1].at_s);
    return row[i - 1].share + (row[i].share - row[i - 1].share) * part;
}

/* ---- lanes and corridors ---- */

static bool is_opened_by_work(const struct tl_mission_def *def, int32_t lane)
{
    const struct tl_part_def *parts = def->parts.items;
    for (size_t i = 0; i < def->parts.count; i++) {
        if (parts[i].lane.index == lane) {
            return true;
        }
    }
    return false;
}

static bool may_change(const struct tl_scenario *scenario, int32_t lane)
{
    bool may = false;
    for (size_t i = 0; i < scenario->inject_count; i++) {
        may = may || scenario->injects[i].lane.index == lane;
    }
    for (size_t i = 0; i < scenario->weather_count; i++) {
        const struct tl_refs *lanes = &scenario->weathers[i].lanes;
        for (size_t j = 0; j < lanes->count; j++) {
            may = may || lanes->items[j] == lane;
        }
    }
    for (size_t i = 0; i < scenario->mission_count; i++) {
        may = may || is_opened_by_work(&scenario->missions[i], lane);
    }
    return may;
}

static void build_lanes(struct tl_model *model, const struct tl_scenario *scenario)
{
    struct tl_lane *lanes = tl_arena_alloc(model->arena, scenario->lane_count + 1, sizeof *lanes);
    for (size_t i = 0; i < scenario->lane_count; i++) {
        const struct tl_lane_def *def = &scenario->lanes[i];
        lanes[i] = (struct tl_lane){.name = def->name,
                                    .ends = {def->from.index, def->to.index},
                                    .capacity_ps = def->capacity_ps,
                                    .speed_mps = def->speed_mps,
                                    .length_m = def->length_m,
                                    .open_at_start = def->open,
                                    .may_change = may_change(scenario, (int32_t)i)};
    }
    model->lanes = lanes;
    model->lane_count = scenario->lane_count;
}

static int64_t count_leavers(const struct tl_group_def *def)
{
    return def->persons - tl_round(def->stay * (double)def->persons);
}

/* Which corridor has only these people to carry, or TL_NONE: the one from their origin. */
static int32_t only_corridor(const struct tl_scenario *scenario, const struct tl_group_def *def)
{
    int32_t found = TL_NONE;
    for (size_t i = 0; i < scenario->corridor_count; i++) {
        if (scenario->corridors[i].from.index == def->city.index) {
            found = (int32_t)i;
        }
    }
    return found;
}

/* So many persons a convoy that all corridors together send TL_CONVOYS or so. */
static int64_t usual_convoy(const struct tl_scenario *scenario)
{
    int64_t persons = 0;
    for (size_t i = 0; i < scenario->group_count; i++) {
        const struct tl_group_def *def = &scenario->groups[i];
        bool drives = def->corridors.given || only_corridor(scenario, def) != TL_NONE;
        persons += drives ? count_leavers(def) : 0;
    }
    return persons / TL_CONVOYS + 1;
}

static void build_corridor(struct tl_model *model, struct tl_corridor *corridor,
                           const struct tl_corridor_def *def, int64_t usual)
{
    struct tl_corridor_lane *over = tl_arena_alloc(model->arena, def->over.count + 1, sizeof *over);
    *corridor = (struct tl_corridor){.name = def->name,
                                     .from = def->from.index,
                                     .to = def->to.index,
                                     .over = over,
                                     .over_count = def->over.count,
                                     .convoy = def->convoy != TL_ABSENT ? def->convoy : usual};
    int32_t at = corridor->from;
    for (size_t i = 0; i < def->over.count; i++) {
        const struct tl_lane *lane = &model->lanes[def->over.items[i]];
        over[i].lane = def->over.items[i];
        over[i].back = lane->ends[0] != at;
        at = lane->ends[over[i].back ? 0 : 1];
        corridor->may_change = corridor->may_change || lane->may_change;
        corridor->travel_s += tl_leg_seconds(lane->length_m, lane->speed_mps);
    }
}

static void build_corridors(struct tl_model *model, const struct tl_scenario *scenario)
{
    struct tl_corridor *corridors =
        tl_arena_alloc(model->arena, scenario->corridor_count + 1, sizeof *corridors);
    int64_t usual = usual_convoy(scenario);
    for (size_t i = 0; i < scenario->corridor_count; i++) {
        build_corridor(model, &corridors[i], &scenario->corridors[i], usual);
    }
    model->corridors = corridors;
    model->corridor_count = scenario->corridor_count;
}

/* ---- groups ---- */

/* A group's persons of one corridor, or of the place where it is. Added to `lumps`, a lump as soon as the last of it is ready. */
static void add_lumps(struct tl_lump *lumps, size_t *count, const struct tl_group_def *def, int32_t corridor,
                      int64_t persons, int64_t size)
{
    for (int64_t done = 0; done < persons;) {
        int64_t more = persons - done < size ? persons - done : size;
        int64_t time_s = time_of(&def->mobilisation, done + more, persons);
        struct tl_lump *last = *count > 0 ? &lumps[*count - 1] : NULL;
        if (time_s == TL_NONE) {
            return; /* they never set out */
        }
        if (last != NULL && last->corridor == corridor && last->time_s == time_s) {
            last->persons += more;
        } else {
            lumps[(*count)++] = (struct tl_lump){time_s, more, corridor};
        }
        done += more;
    }
}

static int compare_lumps(const void *a, const void *b)
{
    const struct tl_lump *x = a;
    const struct tl_lump *y = b;
    if (x->time_s != y->time_s) {
        return x->time_s < y->time_s ? -1 : 1;
    }
    return (x->corridor > y->corridor) - (x->corridor < y->corridor);
}

static double share_of(const struct tl_amounts *amounts, const char *name)
{
    for (size_t i = 0; i < amounts->count; i++) {
        if (strcmp(amounts->items[i].name, name) == 0) {
            return amounts->items[i].value;
        }
    }
    return 0;
}

/* How many take each corridor: whole persons by largest remainder, ties to the first by name. */
static void split_persons(const struct tl_scenario *scenario, const struct tl_group_def *def, int64_t persons,
                          int64_t *split)
{
    int64_t left = persons;
    for (size_t i = 0; i < scenario->corridor_count; i++) {
        split[i] = (int64_t)(share_of(&def->corridors, scenario->corridors[i].name) * (double)persons);
        left -= split[i];
    }
    while (left > 0) {
        size_t most = 0;
        double greatest = -1;
        for (size_t i = 0; i < scenario->corridor_count; i++) {
            double exact = share_of(&def->corridors, scenario->corridors[i].name) * (double)persons;
            double rest = exact > 0 ? exact - (double)split[i] : -1;
            most = rest > greatest ? i : most;
            greatest = rest > greatest ? rest : greatest;
        }
        split[most]++;
        left--;
    }
}

static void build_lumps(struct tl_model *model, const struct tl_scenario *scenario, struct tl_group *group,
                        const struct tl_group_def *def)
{
    int64_t leavers = group->persons - group->stayers;
    size_t corridors = scenario->corridor_count;
    int64_t *split = tl_alloc(corridors + 1, sizeof *split);
    int32_t only = only_corridor(scenario, def);
    size_t most = TL_LUMPS + 1;
    if (def->corridors.given) {
        split_persons(scenario, def, leavers, split);
    } else if (only != TL_NONE) {
        split[only] = leavers;
    }
    for (size_t i = 0; i < corridors; i++) {
        most += (size_t)(split[i] / model->corridors[i].convoy + 1);
    }
    struct tl_lump *lumps = tl_arena_alloc(model->arena, most, sizeof *lumps);
    for (size_t i = 0; i < corridors; i++) {
        add_lumps(lumps, &group->lump_count, def, (int32_t)i, split[i], model->corridors[i].convoy);
    }
    if (!def->corridors.given && only == TL_NONE) {
        add_lumps(lumps, &group->lump_count, def, TL_NONE, leavers, leavers / TL_LUMPS + 1);
    }
    qsort(lumps, group->lump_count, sizeof *lumps, compare_lumps);
    group->lumps = lumps;
    free(split);
}

static void build_groups(struct tl_model *model, const struct tl_scenario *scenario)
{
    struct tl_group *groups = tl_arena_alloc(model->arena, scenario->group_count + 1, sizeof *groups);
    for (size_t i = 0; i < scenario->group_count; i++) {
        const struct tl_group_def *def = &scenario->groups[i];
        groups[i] = (struct tl_group){.name = def->name,
                                      .partner = def->partner.index,
                                      .origin = def->city.index,
                                      .persons = def->persons,
                                      .stayers = def->persons - count_leavers(def),
                                      .flees = def->flees,
                                      .shelter_phase = def->shelter_phase.index,
                                      .shelter_s = def->shelter_s};
        build_lumps(model, scenario, &groups[i], def);
    }
    model->groups = groups;
    model->group_count = scenario->group_count;
}

/* ---- services ---- */

/* By group: is it named? All are where nobody is. */
static const bool *build_takes(struct tl_model *model, const struct tl_refs *first,
                               const struct tl_refs *second)
{
    size_t count = model->scenario->group_count;
    bool *takes = tl_arena_alloc(model->arena, count + 1, sizeof *takes);
    for (size_t i = 0; i < count; i++) {
        takes[i] = !first->given && second == NULL && !model->scenario->groups[i].flees;
    }
    for (size_t i = 0; i < first->count; i++) {
        takes[first->items[i]] = true;
    }
    for (size_t i = 0; second != NULL && i < second->count; i++) {
        takes[second->items[i]] = true;
    }
    return takes;
}

static void build_services(struct tl_model *model, const struct tl_scenario *scenario)
{
    struct tl_service *services = tl_arena_alloc(model->arena, scenario->service_count + 1, sizeof *services);
    for (size_t i = 0; i < scenario->service_count; i++) {
        const struct tl_service_def *def = &scenario->services[i];
        services[i] = (struct tl_service){.name = def->name,
                                          .from = def->from.index,
                                          .haven = def->haven.index,
                                          .every_s = def->every_s,
                                          .first_s = def->first_s,
                                          .last_s = def->last_s,
                                          .seats = def->seats,
                                          .takes_s = def->takes_s,
                                          .takes = build_takes(model, &def->groups, NULL)};
    }
    model->services = services;
    model->service_count = scenario->service_count;
}

void tl_build_people(struct tl_model *model, const struct tl_scenario *scenario)
{
    build_lanes(model, scenario);
    build_corridors(model, scenario);
    build_groups(model, scenario);
    build_services(model, scenario);
}

/* ---- lift and work missions ---- */

/* The plan in hours: how many of each group should be safe, less those who stay. */
static void build_due(struct tl_model *model, struct tl_lift *lift, const struct tl_rows *rows)
{
    const struct tl_ramp_def *row = rows->items;
    if (rows->count == 0) {
        return;
    }
    int64_t last_s =
        row[rows->count - 1].at_s < model->horizon_s ? row[rows->count - 1].at_s : model->horizon_s;
    size_t most = (size_t)(last_s / TL_HOUR_S + 2) * lift->group_count;
    struct tl_due_step *due = tl_arena_alloc(model->arena, most, sizeof *due);
    int64_t *before = tl_alloc(model->group_count + 1, sizeof *before);
    for (int64_t hour = 0; hour * TL_HOUR_S < last_s + TL_HOUR_S; hour++) {
        int64_t time_s = hour * TL_HOUR_S < last_s ? hour * TL_HOUR_S : last_s;
        for (size_t i = 0; i < lift->group_count; i++) {
            int32_t g = lift->groups[i];
            const struct tl_group *group = &model->groups[g];
            int64_t persons = tl_round(share_at(rows, time_s) * (double)(group->persons - group->stayers));
            if (persons > before[g]) {
                due[lift->due_count++] = (struct tl_due_step){time_s, g, persons};
                before[g] = persons;
            }
        }
    }
    free(before);
    lift->due = due;
}

static int compare_indexes(const void *a, const void *b)
{
    return *(const int32_t *)a - *(const int32_t *)b;
}

static const struct tl_lift *build_lift(struct tl_model *model, const struct tl_mission_def *def)
{
    struct tl_lift *lift = tl_arena_alloc(model->arena, 1, sizeof *lift);
    int32_t *groups = tl_arena_alloc(model->arena, def->groups.count + 1, sizeof *groups);
    double *shares = tl_arena_alloc(model->arena, model->group_count + 1, sizeof *shares);
    if (def->groups.count > 0) {
        memcpy(groups, def->groups.items, def->groups.count * sizeof *groups);
        qsort(groups, def->groups.count, sizeof *groups, compare_indexes);
    }
    for (size_t i = 0; i < model->group_count; i++) {
        shares[i] = share_of(&def->shares, model->groups[i].name);
    }
    *lift = (struct tl_lift){.haven = def->haven.index,
                             .seats = tl_build_capability(model, def->seats.text),
                             .groups = groups,
                             .group_count = def->groups.count,
                             .takes = build_takes(model, &def->groups, &def->also),
                             .loading = (enum tl_loading)def->loading,
                             .shares = shares,
                             .fill = def->fill,
                             .patience_s = def->patience_s};
    build_due(model, lift, &def->due);
    return lift;
}

static const struct tl_work_plan *build_work(struct tl_model *model, const struct tl_mission_def *def)
{
    const struct tl_part_def *rows = def->parts.items;
    struct tl_work_plan *plan = tl_arena_alloc(model->arena, 1, sizeof *plan);
    struct tl_part *parts = tl_arena_alloc(model->arena, def->parts.count + 1, sizeof *parts);
    for (size_t i = 0; i < def->parts.count; i++) {
        parts[i] = (struct tl_part){tl_build_micro(rows[i].amount) * TL_DAY_S, rows[i].place.index,
                                    rows[i].lane.index};
        model->roads_may_change = model->roads_may_change || rows[i].lane.index != TL_ABSENT;
    }
    *plan = (struct tl_work_plan){.amount_us = tl_build_micro(def->amount) * TL_DAY_S,
                                  .within_s = def->within_s,
                                  .parts = parts,
                                  .part_count = def->parts.count};
    return plan;
}

void tl_build_extras(struct tl_model *model, struct tl_mission *mission, const struct tl_mission_def *def)
{
    mission->lift = def->haven.index != TL_ABSENT ? build_lift(model, def) : NULL;
    mission->job = isnan(def->amount) ? NULL : build_work(model, def);
}
