#include "model/assign.h"

#include <stdlib.h>

#include "base/memory.h"

#define BILLION INT64_C(1000000000)

void tl_assign_init(struct tl_assign *problem, size_t groups, size_t missions)
{
    *problem = (struct tl_assign){
        .groups = tl_alloc(groups + 1, sizeof *problem->groups),
        .group_count = groups,
        .missions = tl_alloc(missions + 1, sizeof *problem->missions),
        .mission_count = missions,
        .ways = tl_alloc(groups * missions + 1, sizeof *problem->ways),
    };
}

void tl_assign_clear(struct tl_assign *problem)
{
    free(problem->groups);
    free(problem->missions);
    free(problem->ways);
    *problem = (struct tl_assign){0};
}

bool tl_assign_is_way(const struct tl_assign *problem, size_t group, size_t mission)
{
    const struct tl_assign_way *way = &problem->ways[tl_assign_cell(problem, group, mission)];
    const struct tl_assign_mission *m = &problem->missions[mission];
    bool helps = false;
    for (size_t k = 0; k < m->needs; k++) {
        helps = helps || (m->demand_u[k] > 0 && problem->groups[group].gives_u[m->need[k]] > 0);
    }
    return helps && m->weight > 0 && m->room > 0 && way->from_s < way->until_s &&
           problem->groups[group].source != mission;
}

/* List the groups that have a way, and mark the missions that these could be sent to or stand at. */
static size_t list_core_groups(const struct tl_assign *problem, size_t *groups, bool *concerned)
{
    size_t count = 0;
    for (size_t g = 0; g < problem->group_count; g++) {
        bool any = false;
        for (size_t m = 0; m < problem->mission_count && problem->groups[g].count > 0; m++) {
            bool is_way = tl_assign_is_way(problem, g, m);
            concerned[m] = concerned[m] || is_way;
            any = any || is_way;
        }
        if (any) {
            concerned[problem->groups[g].source] = true;
            groups[count++] = g;
        }
    }
    return count;
}

static void copy_core_group(const struct tl_assign *problem, size_t from, struct tl_assign *core, size_t to,
                            const size_t *missions)
{
    core->groups[to] = problem->groups[from];
    core->groups[to].source = core->mission_count;
    for (size_t m = 0; m < core->mission_count; m++) {
        core->ways[tl_assign_cell(core, to, m)] = problem->ways[tl_assign_cell(problem, from, missions[m])];
        if (problem->groups[from].source == missions[m]) {
            core->groups[to].source = m;
        }
    }
}

void tl_assign_reduce(const struct tl_assign *problem, struct tl_assign *core, size_t *groups,
                      size_t *missions)
{
    bool *concerned = tl_alloc(problem->mission_count + 1, sizeof *concerned); /* the last: no source */
    size_t group_count = list_core_groups(problem, groups, concerned);
    size_t mission_count = 0;
    for (size_t m = 0; m < problem->mission_count; m++) {
        if (concerned[m]) {
            missions[mission_count++] = m;
        }
    }
    free(concerned);
    tl_assign_init(core, group_count, mission_count);
    core->span_s = problem->span_s;
    for (size_t m = 0; m < mission_count; m++) {
        core->missions[m] = problem->missions[missions[m]];
    }
    for (size_t g = 0; g < group_count; g++) {
        copy_core_group(problem, groups[g], core, g, missions);
    }
}

/* Add what one asset of the group gives, so many times. */
static void add(const struct tl_assign *problem, size_t group, size_t mission, int64_t times,
                int64_t *supply_u)
{
    const struct tl_assign_mission *m = &problem->missions[mission];
    for (size_t k = 0; k < m->needs; k++) {
        supply_u[k] += times * problem->groups[group].gives_u[m->need[k]];
    }
}

/* What a mission has at a time, and until when that lasts. */
static int64_t supply_at(const struct tl_assign *problem, size_t mission, const int64_t *sent, int64_t at_s,
                         int64_t *supply_u)
{
    int64_t lasts_s = problem->span_s;
    for (size_t k = 0; k < problem->missions[mission].needs; k++) {
        supply_u[k] = problem->missions[mission].supply_u[k];
    }
    for (size_t g = 0; g < problem->group_count; g++) {
        for (size_t m = 0; m < problem->mission_count && problem->groups[g].source == mission; m++) {
            add(problem, g, mission, -sent[tl_assign_cell(problem, g, m)], supply_u);
        }
        size_t cell = tl_assign_cell(problem, g, mission);
        const struct tl_assign_way *way = &problem->ways[cell];
        if (sent[cell] == 0 || way->until_s <= at_s) {
            continue;
        }
        int64_t change_s = way->from_s > at_s ? way->from_s : way->until_s;
        lasts_s = change_s < lasts_s ? change_s : lasts_s;
        if (way->from_s <= at_s) {
            add(problem, g, mission, sent[cell], supply_u);
        }
    }
    return lasts_s;
}

static int64_t share_of(int64_t supply_u, int64_t demand_u)
{
    if (supply_u >= demand_u) {
        return BILLION;
    }
    return supply_u > 0 ? (int64_t)((__int128)supply_u * BILLION / demand_u) : 0;
}

static int64_t coverage_of(const struct tl_assign_mission *mission, const int64_t *supply_u)
{
    int64_t least = BILLION;
    int64_t sum = 0;
    for (size_t k = 0; k < mission->needs; k++) {
        int64_t share = share_of(supply_u[k], mission->demand_u[k]);
        least = share < least ? share : least;
        sum += share;
    }
    return mission->needs > 1 ? least + sum / (int64_t)mission->needs / 1000 : least;
}

__int128 tl_assign_evaluate(const struct tl_assign *problem, const int64_t *sent)
{
    __int128 value = 0;
    for (size_t m = 0; m < problem->mission_count; m++) {
        int64_t supply_u[TL_NEEDS_MAX];
        int64_t next_s = 0;
        for (int64_t at_s = 0; at_s < problem->span_s; at_s = next_s) {
            next_s = supply_at(problem, m, sent, at_s, supply_u);
            value += (__int128)coverage_of(&problem->missions[m], supply_u) * (next_s - at_s) *
                     problem->missions[m].weight;
        }
    }
    return value;
}

__int128 tl_assign_whole(const struct tl_assign *problem)
{
    __int128 whole = 0;
    for (size_t m = 0; m < problem->mission_count; m++) {
        whole += (__int128)problem->missions[m].weight * BILLION * problem->span_s;
    }
    return whole;
}
