#include "event/coverage.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/units.h"

void tl_coverage_init(struct tl_coverage *coverage, const struct tl_roster *roster)
{
    size_t missions = roster->mission_count;
    *coverage = (struct tl_coverage){
        .roster = roster,
        .is_sound = true,
        .lifts = tl_alloc(missions, sizeof(size_t)),
        .due = tl_alloc(missions * roster->group_count + 1, sizeof(int64_t)),
        .supply_u = tl_alloc(missions * TL_NEEDS_MAX, sizeof(int64_t)),
        .demand_u = tl_alloc(missions * TL_NEEDS_MAX, sizeof(int64_t)),
        .open = tl_alloc(missions, sizeof(bool)),
        .counting = tl_alloc(roster->asset_count, sizeof(int32_t)),
        .covered = tl_alloc(missions, sizeof(double)),
        .lost_u = tl_alloc(roster->index_count * missions, sizeof(int64_t)),
        .loss_rate_u = tl_alloc(roster->index_count, sizeof(int64_t)),
    };
    tl_people_init(&coverage->people, roster);
    for (size_t m = 0; m < missions; m++) {
        coverage->covered[m] = 1; /* closed: nothing is lost */
        if (roster->missions[m].groups > 0) {
            coverage->lifts[coverage->lift_count++] = m;
        }
    }
    for (size_t a = 0; a < roster->asset_count; a++) {
        coverage->counting[a] = TL_NONE;
    }
}

void tl_coverage_clear(struct tl_coverage *coverage)
{
    tl_people_clear(&coverage->people);
    free(coverage->lifts);
    free(coverage->due);
    free(coverage->supply_u);
    free(coverage->demand_u);
    free(coverage->open);
    free(coverage->counting);
    free(coverage->covered);
    free(coverage->lost_u);
    free(coverage->loss_rate_u);
    *coverage = (struct tl_coverage){0};
}

double tl_coverage_of(size_t needs, const int64_t *supply_u, const int64_t *demand_u)
{
    double least = 1;
    for (size_t i = 0; i < needs; i++) {
        if (supply_u[i] < demand_u[i]) {
            double share = (double)supply_u[i] / (double)demand_u[i];
            least = share < least ? share : least;
        }
    }
    return least;
}

int64_t tl_coverage_loss_rate(double weight, double weight_sum, double covered)
{
    return tl_round(1e6 * weight * (1 - covered) / weight_sum);
}

bool tl_coverage_is_progress(const struct tl_roster_mission *mission)
{
    return mission->groups > 0 || mission->is_work;
}

bool tl_coverage_may_progress(enum tl_event_kind kind)
{
    return kind == TL_EVENT_PERSONS_DUE || kind == TL_EVENT_WORK_DONE || kind == TL_EVENT_PERSONS_LAND ||
           kind == TL_EVENT_CONVOY_ARRIVES || kind == TL_EVENT_PERSONS_GATHER;
}

size_t tl_coverage_needs(const struct tl_roster_mission *mission)
{
    return tl_coverage_is_progress(mission) ? 1 : mission->kinds > 0 ? mission->kinds : mission->needs;
}

/* The share of a response mission's kinds of incident for which enough are on alert. */
static double share_answered(size_t kinds, const int64_t *supply_u, const int64_t *demand_u)
{
    size_t answered = 0;
    for (size_t i = 0; i < kinds; i++) {
        answered += supply_u[i] >= demand_u[i];
    }
    return (double)answered / (double)kinds;
}

/* Bring a mission's coverage and the loss rates up to its supply, demand and openness. */
static void settle(struct tl_coverage *coverage, size_t mission)
{
    const struct tl_roster *roster = coverage->roster;
    const size_t first = mission * TL_NEEDS_MAX;
    double was = coverage->covered[mission];
    double now = 1;
    const struct tl_roster_mission *m = &roster->missions[mission];
    if (coverage->open[mission] ||
        m->groups > 0) { /* whoever is due is due, whether anybody is sent or not */
        now = m->kinds > 0 ? share_answered(m->kinds, coverage->supply_u + first, coverage->demand_u + first)
                           : tl_coverage_of(tl_coverage_needs(m), coverage->supply_u + first,
                                            coverage->demand_u + first);
    }
    if (now == was) {
        return;
    }
    coverage->covered[mission] = now;
    for (size_t i = 0; i < roster->index_count; i++) {
        const struct tl_roster_index *index = &roster->indexes[i];
        if (index->weights[mission] <= 0) {
            continue; /* most missions are outside of most indexes */
        }
        int64_t *lost_u = &coverage->lost_u[i * roster->mission_count + mission];
        int64_t lost_now_u = tl_coverage_loss_rate(index->weights[mission], index->weight_sum, now);
        coverage->loss_rate_u[i] += lost_now_u - *lost_u;
        *lost_u = lost_now_u;
    }
}

int64_t tl_coverage_gives(const struct tl_roster *roster, int64_t asset,
                          const struct tl_roster_mission *mission, size_t i)
{
    if (tl_coverage_is_progress(mission)) {
        return 0; /* it is what they have done that counts */
    }
    if (mission->kinds > 0) {
        return roster->incidents[mission->kind[i]].in_time[asset] ? TL_MICRO : 0;
    }
    return roster->assets[asset].gives_u[mission->need[i]];
}

/* Let an asset count for a mission, or for none. */
static bool move(struct tl_coverage *coverage, int64_t asset, int64_t mission)
{
    int32_t was = coverage->counting[asset];
    if (was == mission) {
        return false;
    }
    const struct tl_roster *roster = coverage->roster;
    const int32_t ends[2] = {was, (int32_t)mission};
    for (int side = 0; side < 2; side++) {
        if (ends[side] == TL_NONE) {
            continue;
        }
        const struct tl_roster_mission *served = &roster->missions[ends[side]];
        int64_t *supply_u = coverage->supply_u + (size_t)ends[side] * TL_NEEDS_MAX;
        for (size_t i = 0; i < tl_coverage_needs(served); i++) {
            int64_t given_u = tl_coverage_gives(roster, asset, served, i);
            supply_u[i] += side == 0 ? -given_u : given_u;
        }
        settle(coverage, (size_t)ends[side]);
    }
    coverage->counting[asset] = (int32_t)mission;
    return true;
}

/* A closed mission demands nothing; when it opens again, its demands are told anew. */
static bool set_open(struct tl_coverage *coverage, int64_t mission, bool open)
{
    const struct tl_roster *roster = coverage->roster;
    const struct tl_roster_mission *m = &roster->missions[mission];
    coverage->open[mission] = open;
    for (size_t i = 0; i < TL_NEEDS_MAX && !tl_coverage_is_progress(m); i++) {
        bool asks = open && i < m->kinds;
        coverage->demand_u[(size_t)mission * TL_NEEDS_MAX + i] =
            asks ? roster->incidents[m->kind[i]].takes * TL_MICRO : 0;
    }
    settle(coverage, (size_t)mission);
    return true;
}

static bool set_demand(struct tl_coverage *coverage, const struct tl_event *event)
{
    const struct tl_roster_mission *mission = &coverage->roster->missions[event->mission];
    bool counts = mission->kinds == 0 && !tl_coverage_is_progress(mission);
    for (size_t i = 0; counts && i < mission->needs; i++) {
        if (mission->need[i] == event->capability) {
            coverage->demand_u[(size_t)event->mission * TL_NEEDS_MAX + i] = event->demand;
            settle(coverage, (size_t)event->mission);
            return true;
        }
    }
    return false;
}

/* Set what a lift or work mission has done, and should have by its plan. */
static bool set_progress(struct tl_coverage *coverage, size_t mission, int64_t done_u, int64_t due_u)
{
    coverage->supply_u[mission * TL_NEEDS_MAX] = done_u;
    coverage->demand_u[mission * TL_NEEDS_MAX] = due_u;
    settle(coverage, mission);
    return true;
}

int64_t tl_coverage_late(const struct tl_coverage *coverage, size_t mission, int64_t group)
{
    int64_t due = coverage->due[mission * coverage->roster->group_count + (size_t)group];
    int64_t safe = coverage->people.safe[group];
    return safe < due ? due - safe : 0;
}

/* How many of a lift mission's groups are due, and how many of these are safe? */
static bool count_due(struct tl_coverage *coverage, size_t m)
{
    const struct tl_roster_mission *mission = &coverage->roster->missions[m];
    int64_t due = 0;
    int64_t late = 0;
    for (size_t i = 0; i < mission->groups; i++) {
        due += coverage->due[m * coverage->roster->group_count + (size_t)mission->group[i]];
        late += tl_coverage_late(coverage, m, mission->group[i]);
    }
    bool same = coverage->supply_u[m * TL_NEEDS_MAX] == (due - late) * TL_MICRO &&
                coverage->demand_u[m * TL_NEEDS_MAX] == due * TL_MICRO;
    return !same && set_progress(coverage, m, (due - late) * TL_MICRO, due * TL_MICRO);
}

bool tl_coverage_is_of_group(const struct tl_roster_mission *mission, int64_t group)
{
    for (size_t i = 0; i < mission->groups; i++) {
        if (mission->group[i] == group) {
            return true;
        }
    }
    return false;
}

/* People moved: every lift that is about them. */
static bool count_safe(struct tl_coverage *coverage, int64_t group)
{
    const struct tl_roster *roster = coverage->roster;
    bool changed = false;
    for (size_t i = 0; i < coverage->lift_count; i++) {
        size_t m = coverage->lifts[i];
        changed = (tl_coverage_is_of_group(&roster->missions[m], group) && count_due(coverage, m)) || changed;
    }
    return changed;
}

static bool set_due(struct tl_coverage *coverage, const struct tl_event *event)
{
    size_t row = (size_t)event->mission * coverage->roster->group_count + (size_t)event->group;
    coverage->due[row] = event->persons;
    return count_due(coverage, (size_t)event->mission);
}

static bool move_people(struct tl_coverage *coverage, const struct tl_event *event)
{
    bool sound;
    int64_t safe = coverage->people.safe[event->group];
    bool moved = tl_people_take(&coverage->people, event, &sound);
    coverage->is_sound = coverage->is_sound && sound;
    return moved && coverage->people.safe[event->group] != safe && count_safe(coverage, event->group);
}

/* What is not about where an asset is. */
static bool take_rest(struct tl_coverage *coverage, const struct tl_event *event)
{
    switch (event->kind) {
    case TL_EVENT_MISSION_OPENS:
        return set_open(coverage, event->mission, true);
    case TL_EVENT_MISSION_CLOSES:
        return set_open(coverage, event->mission, false);
    case TL_EVENT_DEMAND_CHANGES:
        return set_demand(coverage, event);
    case TL_EVENT_PERSONS_DUE:
        return set_due(coverage, event);
    case TL_EVENT_WORK_DONE:
        return set_progress(coverage, (size_t)event->mission, event->done, event->due);
    default:
        return event->group != TL_NONE && move_people(coverage, event);
    }
}

bool tl_coverage_take(struct tl_coverage *coverage, const struct tl_event *event)
{
    if (tl_event_class_get(event->kind)->state == TL_STATE_NONE) {
        return take_rest(coverage, event);
    }
    /* whatever takes an asset off its station or alert ends its counting */
    bool counts = event->kind == TL_EVENT_ASSET_ON_STATION || event->kind == TL_EVENT_ASSET_ON_ALERT;
    return move(coverage, event->asset, counts ? event->mission : TL_NONE);
}
