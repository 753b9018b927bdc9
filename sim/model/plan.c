#include "model/plan.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/units.h"
#include "model/kinds.h"
#include "model/rules.h"

void tl_plan_init(struct tl_plan *plan, const struct tl_state *state, int32_t partner)
{
    const struct tl_model *model = state->model;
    size_t cells = model->mission_count * TL_NEEDS_MAX;
    *plan = (struct tl_plan){.state = state, .partner = partner};
    plan->planned_u = tl_alloc(cells + 1, sizeof *plan->planned_u);
    memcpy(plan->planned_u, tl_state_planned(state, partner, 0), cells * sizeof *plan->planned_u);
    plan->goes = tl_alloc(model->asset_count + 1, sizeof *plan->goes);
    for (size_t i = 0; i < model->asset_count; i++) {
        plan->goes[i] = TL_NONE;
    }
    plan->may_leave = tl_alloc(model->mission_count + 1, sizeof *plan->may_leave);
    plan->shorts = tl_alloc(model->mission_count + 1, sizeof *plan->shorts);
}

void tl_plan_clear(struct tl_plan *plan)
{
    free(plan->planned_u);
    free(plan->goes);
    free(plan->may_leave);
    free(plan->shorts);
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
    return a->mission != TL_NONE && tl_asset_can_go(plan->state, asset) && a->plan == a->mission &&
           a->diversion == TL_NONE && a->relieves == TL_NONE && a->relieved_by == TL_NONE &&
           plan->goes[asset] == TL_NONE && plan->state->now_s - a->tasked_s >= dwell_s;
}

static bool stands(const struct tl_asset *a)
{
    return a->state == TL_STATE_READY || a->state == TL_STATE_ALERT;
}

/* Assets of one kin that stand at one place, ready or on alert for the same mission, are alike. */
static bool is_alike(const struct tl_plan *plan, int32_t one, int32_t other)
{
    const struct tl_asset *a = &plan->state->assets[one];
    const struct tl_asset *b = &plan->state->assets[other];
    const struct tl_asset_plan *plans = plan->state->model->assets;
    return one == other ||
           (stands(a) && a->state == b->state && a->place == b->place && a->mission == b->mission &&
            a->plan_counts == b->plan_counts && plans[one].kin == plans[other].kin);
}

bool tl_plan_is_in(const struct tl_plan *plan, const struct tl_pick_group *group, int32_t asset)
{
    bool may_go = group->mission == TL_NONE ? is_ready(plan, asset) : is_movable(plan, asset);
    return is_alike(plan, group->first, asset) && (may_go || plan->goes[asset] != TL_NONE);
}

/* One that is promised as a relief is taken last. Those who are out are never alike. Names of one kin stand together: mostly the last
 * group is it. */
static void add_to_groups(struct tl_plan *plan, int32_t asset)
{
    const struct tl_asset *assets = plan->state->assets;
    for (size_t i = stands(&assets[asset]) ? plan->group_count : 0; i-- > 0;) {
        struct tl_pick_group *group = &plan->groups[i];
        if (is_alike(plan, group->first, asset)) {
            bool is_freer = assets[group->first].promised != TL_NONE && assets[asset].promised == TL_NONE;
            group->first = is_freer ? asset : group->first;
            group->count++;
            return;
        }
    }
    plan->groups = tl_grow(plan->groups, plan->group_count, &plan->group_capacity, sizeof *plan->groups);
    plan->groups[plan->group_count++] = (struct tl_pick_group){asset, assets[asset].mission, 1};
}

static void list_ready(struct tl_plan *plan, uint32_t gives_mask)
{
    const struct tl_model *model = plan->state->model;
    const uint64_t *own = model->partners[plan->partner].bits;
    for (size_t word = 0; word <= model->asset_count / 64; word++) {
        for (uint64_t left = plan->state->ready[word] & own[word]; left != 0; left &= left - 1) {
            int32_t asset = (int32_t)(word * 64) + __builtin_ctzll(left);
            if (gives_any(plan, asset, gives_mask) && is_ready(plan, asset)) {
                add_to_groups(plan, asset);
            }
        }
    }
}

static void list_movable(struct tl_plan *plan, uint32_t gives_mask)
{
    const struct tl_partner *partner = &plan->state->model->partners[plan->partner];
    bool any = false;
    for (size_t m = 0; m < plan->state->model->mission_count; m++) {
        any = any || plan->may_leave[m];
    }
    for (size_t i = 0; i < partner->asset_count && any; i++) {
        int32_t asset = partner->assets[i];
        int32_t mission = plan->state->assets[asset].mission;
        if (mission != TL_NONE && plan->may_leave[mission] && gives_any(plan, asset, gives_mask) &&
            is_movable(plan, asset)) {
            add_to_groups(plan, asset);
        }
    }
}

uint32_t tl_plan_look_for_short(struct tl_plan *plan)
{
    const struct tl_model *model = plan->state->model;
    uint32_t needed = 0;
    plan->short_count = 0;
    for (size_t m = 0; m < model->mission_count; m++) {
        if (tl_plan_is_short(plan, (int32_t)m)) {
            needed |= model->missions[m].needs_mask;
            plan->shorts[plan->short_count++] = (int32_t)m;
        }
    }
    for (size_t m = 0; m < model->mission_count; m++) {
        plan->may_leave[m] =
            plan->short_count > 1 || (plan->short_count == 1 && plan->shorts[0] != (int32_t)m);
    }
    return needed;
}

void tl_plan_list_groups(struct tl_plan *plan, uint32_t gives_mask)
{
    plan->group_count = 0;
    list_ready(plan, gives_mask);
    list_movable(plan, gives_mask);
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
    plan->moves = tl_grow(plan->moves, plan->count, &plan->move_capacity, sizeof *plan->moves);
    plan->moves[plan->count++] = (struct tl_move){asset, mission};
}

void tl_plan_move_some(struct tl_plan *plan, struct tl_pick_group group, int64_t count, int32_t mission)
{
    const struct tl_partner *partner = &plan->state->model->partners[plan->partner];
    for (int promised = 0; promised < 2; promised++) {
        for (size_t i = 0; i < partner->asset_count && count > 0; i++) {
            int32_t asset = partner->assets[i];
            bool is_promised = plan->state->assets[asset].promised != TL_NONE;
            if (is_promised == (promised == 1) && plan->goes[asset] == TL_NONE &&
                tl_plan_is_in(plan, &group, asset)) {
                tl_plan_move(plan, asset, mission);
                count--;
            }
        }
    }
    assert(count == 0);
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

int64_t tl_plan_room(const struct tl_plan *plan, int32_t mission)
{
    const struct tl_model *model = plan->state->model;
    size_t at = (size_t)plan->partner * model->mission_count + (size_t)mission;
    if (!tl_command_may_fill(plan->state, plan->partner, mission)) {
        return 0;
    }
    if (model->missions[mission].lead == plan->partner || plan->state->told[at]) {
        return INT64_MAX;
    }
    int64_t room = tl_agreement_room(plan->state, plan->partner, mission);
    for (size_t i = 0; i < plan->count && room < INT64_MAX; i++) {
        room -= plan->moves[i].mission == mission;
    }
    return room > 0 ? room : 0;
}

bool tl_plan_is_short(const struct tl_plan *plan, int32_t mission)
{
    return tl_state_lacks(plan->state, mission, &plan->planned_u[(size_t)mission * TL_NEEDS_MAX]) &&
           tl_plan_room(plan, mission) > 0;
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
    const struct tl_asset *a = &plan->state->assets[asset];
    /* the endurance of one that is out runs on until the order reaches it */
    int64_t lost_s = stands(a) ? 0 : model->partners[plan->partner].order_s;
    return tl_asset_stay(plan->state, asset, mission) - lost_s - model->missions[mission].set_up_s;
}

int64_t tl_plan_useful(const struct tl_plan *plan, int32_t asset, int32_t mission, int64_t leg_s,
                       int64_t *from_s)
{
    const struct tl_partner *partner = &plan->state->model->partners[plan->partner];
    int64_t counts_s = tl_plan_counts_for(plan, asset, mission);
    *from_s = partner->order_s + leg_s + plan->state->model->missions[mission].set_up_s;
    if (plan->state->model->missions[mission].kind->is_at_base && counts_s >= 0) {
        counts_s = partner->lookahead_s;
        *from_s += leg_s > 0 ? tl_round(tl_dist_mean(&class_of(plan, asset)->turnaround)) : 0;
    }
    int64_t ahead_s = partner->lookahead_s - *from_s;
    int64_t useful_s = counts_s < ahead_s ? counts_s : ahead_s;
    return useful_s > 0 ? useful_s : 0;
}

int32_t tl_plan_nearest(struct tl_plan *plan, int32_t mission,
                        bool (*may_leave)(const struct tl_plan *plan, int32_t from, int32_t to))
{
    int32_t best = TL_NONE;
    int64_t best_s = 0;
    for (size_t m = 0; m < plan->state->model->mission_count; m++) {
        plan->may_leave[m] =
            may_leave != NULL && (int32_t)m != mission && may_leave(plan, (int32_t)m, mission);
    }
    tl_plan_list_groups(plan, plan->state->model->missions[mission].needs_mask);
    for (size_t i = 0; i < plan->group_count; i++) {
        const struct tl_pick_group *group = &plan->groups[i];
        if (!tl_plan_helps(plan, group->first, mission) ||
            tl_plan_counts_for(plan, group->first, mission) <= 0) {
            continue;
        }
        int64_t leg_s = tl_asset_leg(plan->state, group->first, plan->state->model->missions[mission].post);
        if (best == TL_NONE || leg_s < best_s || (leg_s == best_s && group->first < best)) {
            best = group->first;
            best_s = leg_s;
        }
    }
    return best;
}
