#include "model/plan.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "model/rules.h"

void tl_plan_init(struct tl_plan *plan, const struct tl_state *state, int32_t partner)
{
    const struct tl_model *model = state->model;
    size_t cells = model->mission_count * TL_NEEDS_MAX;
    *plan = (struct tl_plan){.state = state, .partner = partner};
    plan->planned_u = tl_alloc(cells + 1, sizeof *plan->planned_u);
    memcpy(plan->planned_u, state->planned_u, cells * sizeof *plan->planned_u);
    plan->goes = tl_alloc(model->asset_count + 1, sizeof *plan->goes);
    for (size_t i = 0; i < model->asset_count; i++) {
        plan->goes[i] = TL_NONE;
    }
    plan->groups = tl_alloc(model->partners[partner].asset_count + 1, sizeof *plan->groups);
    plan->moves = tl_alloc(model->partners[partner].asset_count + 1, sizeof *plan->moves);
}

void tl_plan_clear(struct tl_plan *plan)
{
    free(plan->planned_u);
    free(plan->goes);
    free(plan->groups);
    free(plan->moves);
    *plan = (struct tl_plan){0};
}

static bool gives_any(const struct tl_plan *plan, int32_t asset, uint32_t mask)
{
    const struct tl_model *model = plan->state->model;
    return (model->classes[model->assets[asset].class_index].gives_mask & mask) != 0;
}

static bool is_ready(const struct tl_plan *plan, int32_t asset)
{
    const struct tl_asset *a = &plan->state->assets[asset];
    return a->state == TL_STATE_READY && a->plan == TL_NONE && a->diversion == TL_NONE &&
           plan->goes[asset] == TL_NONE;
}

static bool is_movable(const struct tl_plan *plan, int32_t asset)
{
    const struct tl_asset *a = &plan->state->assets[asset];
    const struct tl_model *model = plan->state->model;
    int64_t dwell_s = model->classes[model->assets[asset].class_index].dwell_s;
    return a->mission != TL_NONE && a->plan == a->mission && a->diversion == TL_NONE &&
           a->relieves == TL_NONE && a->relieved_by == TL_NONE && plan->goes[asset] == TL_NONE &&
           plan->state->now_s - a->tasked_s >= dwell_s;
}

/* Ready assets of one kin at one place are alike; one that is promised as a relief is taken last. */
static void add_ready(struct tl_plan *plan, int32_t asset)
{
    const struct tl_asset *assets = plan->state->assets;
    const struct tl_asset_plan *plans = plan->state->model->assets;
    for (size_t i = 0; i < plan->group_count; i++) {
        struct tl_pick_group *group = &plan->groups[i];
        if (plans[group->first].kin == plans[asset].kin &&
            assets[group->first].place == assets[asset].place) {
            bool is_freer = assets[group->first].promised != TL_NONE && assets[asset].promised == TL_NONE;
            group->first = is_freer ? asset : group->first;
            return;
        }
    }
    plan->groups[plan->group_count++] = (struct tl_pick_group){asset, TL_NONE};
}

void tl_plan_list_groups(struct tl_plan *plan, uint32_t gives_mask)
{
    const struct tl_partner *partner = &plan->state->model->partners[plan->partner];
    plan->group_count = 0;
    for (size_t i = 0; i < partner->asset_count; i++) {
        if (gives_any(plan, partner->assets[i], gives_mask) && is_ready(plan, partner->assets[i])) {
            add_ready(plan, partner->assets[i]);
        }
    }
    for (size_t i = 0; i < partner->asset_count; i++) {
        if (gives_any(plan, partner->assets[i], gives_mask) && is_movable(plan, partner->assets[i])) {
            plan->groups[plan->group_count++] =
                (struct tl_pick_group){partner->assets[i], plan->state->assets[partner->assets[i]].mission};
        }
    }
}

static const struct tl_class *class_of(const struct tl_plan *plan, int32_t asset)
{
    const struct tl_model *model = plan->state->model;
    return &model->classes[model->assets[asset].class_index];
}

static void add_supply(struct tl_plan *plan, int32_t mission, int32_t asset, int64_t sign)
{
    const struct tl_mission *m = &plan->state->model->missions[mission];
    for (size_t k = 0; k < m->needs; k++) {
        plan->planned_u[(size_t)mission * TL_NEEDS_MAX + k] +=
            sign * class_of(plan, asset)->gives_u[m->need[k]];
    }
}

void tl_plan_move(struct tl_plan *plan, int32_t asset, int32_t mission)
{
    const struct tl_asset *a = &plan->state->assets[asset];
    assert(plan->goes[asset] == TL_NONE);
    if (a->plan_counts) {
        add_supply(plan, a->plan, asset, -1);
    }
    add_supply(plan, mission, asset, 1);
    plan->goes[asset] = mission;
    plan->moves[plan->count++] = (struct tl_move){asset, mission};
}

double tl_plan_covered(const struct tl_plan *plan, int32_t mission, int32_t asset, int sign)
{
    const struct tl_mission *m = &plan->state->model->missions[mission];
    int64_t supply_u[TL_NEEDS_MAX];
    const int64_t *demand_u = plan->state->missions[mission].demand_u;
    double mean = 0.0;
    for (size_t k = 0; k < m->needs; k++) {
        int64_t gives_u = sign != 0 ? class_of(plan, asset)->gives_u[m->need[k]] : 0;
        supply_u[k] = plan->planned_u[(size_t)mission * TL_NEEDS_MAX + k] + sign * gives_u;
        mean += tl_coverage_of(1, &supply_u[k], &demand_u[k]);
    }
    double covered = tl_coverage_of(m->needs, supply_u, demand_u);
    return m->needs > 1 ? covered + 1e-3 * mean / (double)m->needs : covered;
}

bool tl_plan_is_short(const struct tl_plan *plan, int32_t mission)
{
    return tl_command_may_fill(plan->state, plan->partner, mission) &&
           tl_state_lacks(plan->state, mission, &plan->planned_u[(size_t)mission * TL_NEEDS_MAX]);
}

bool tl_plan_helps(const struct tl_plan *plan, int32_t asset, int32_t mission)
{
    const struct tl_mission *m = &plan->state->model->missions[mission];
    if ((class_of(plan, asset)->gives_mask & m->needs_mask) == 0) {
        return false;
    }
    for (size_t k = 0; k < m->needs; k++) {
        bool is_below =
            plan->planned_u[(size_t)mission * TL_NEEDS_MAX + k] < plan->state->missions[mission].demand_u[k];
        if (is_below && class_of(plan, asset)->gives_u[m->need[k]] > 0) {
            return true;
        }
    }
    return false;
}

int64_t tl_plan_counts_for(const struct tl_plan *plan, int32_t asset, int32_t mission)
{
    const struct tl_model *model = plan->state->model;
    /* the endurance of one that is out runs on until the order reaches it */
    bool is_ready = plan->state->assets[asset].state == TL_STATE_READY;
    int64_t lost_s = is_ready ? 0 : model->partners[plan->partner].order_s;
    return tl_asset_stay(plan->state, asset, mission) - lost_s - model->missions[mission].set_up_s;
}

int32_t tl_plan_nearest(struct tl_plan *plan, int32_t mission,
                        bool (*may_leave)(const struct tl_plan *plan, int32_t from, int32_t to))
{
    int32_t best = TL_NONE;
    int64_t best_s = 0;
    tl_plan_list_groups(plan, plan->state->model->missions[mission].needs_mask);
    for (size_t i = 0; i < plan->group_count; i++) {
        const struct tl_pick_group *group = &plan->groups[i];
        bool may_go = group->mission == TL_NONE || (may_leave != NULL && group->mission != mission &&
                                                    may_leave(plan, group->mission, mission));
        if (!may_go || !tl_plan_helps(plan, group->first, mission) ||
            tl_plan_counts_for(plan, group->first, mission) <= 0) {
            continue;
        }
        int64_t leg_s = tl_asset_leg(plan->state, group->first, plan->state->model->missions[mission].area);
        if (best == TL_NONE || leg_s < best_s || (leg_s == best_s && group->first < best)) {
            best = group->first;
            best_s = leg_s;
        }
    }
    return best;
}
