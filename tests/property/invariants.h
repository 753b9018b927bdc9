/* What holds in the moving state after every step, whatever the scenario: books that must agree with what they summarise. */
#ifndef TL_TEST_PROPERTY_INVARIANTS_H
#define TL_TEST_PROPERTY_INVARIANTS_H

#include "model/kinds.h"
#include "model/network.h"
#include "model/run.h"

static inline bool invariants_operates(const struct tl_asset *asset)
{
    return asset->state == TL_STATE_TRANSIT || asset->state == TL_STATE_SET_UP ||
           asset->state == TL_STATE_ON_STATION || asset->state == TL_STATE_SORTIE;
}

/* What a partner's assets are planned to supply to a need; a failure that has not been reported yet is none to its owner. */
static inline int64_t invariants_sum_plan(const struct tl_state *state, int32_t owner, int32_t mission,
                                          size_t need)
{
    const struct tl_model *model = state->model;
    int64_t sum_u = 0;
    for (size_t i = 0; i < model->asset_count; i++) {
        const struct tl_asset *a = &state->assets[i];
        int64_t gives_u =
            model->classes[model->assets[i].class_index].gives_u[model->missions[mission].need[need]];
        if (model->assets[i].partner == owner) {
            sum_u += a->plan == mission && a->plan_counts ? gives_u : 0;
            sum_u += a->believed == mission ? gives_u : 0;
        }
    }
    return sum_u;
}

/* What a partner believes of another: all of it without links, else what it was told last. */
static inline int64_t invariants_sum_belief(const struct tl_state *state, int32_t partner, int32_t owner,
                                            int32_t mission, size_t need)
{
    const struct tl_network *network = state->network;
    if (owner == partner || !tl_network_is_linked(state)) {
        return invariants_sum_plan(state, owner, mission, need);
    }
    size_t row = (size_t)owner * state->model->partner_count + (size_t)partner;
    return network->told_u[row * network->cells + network->first_cell[mission] + need];
}

/* Planned supply is the sum over what each partner is believed to plan. */
static inline void invariants_check_plans(const struct tl_state *state)
{
    const struct tl_model *model = state->model;
    for (int32_t p = 0; p < (int32_t)model->partner_count; p++) {
        for (int32_t m = 0; m < (int32_t)model->mission_count; m++) {
            for (size_t k = 0; k < model->missions[m].needs; k++) {
                int64_t sum_u = 0;
                for (int32_t owner = 0; owner < (int32_t)model->partner_count; owner++) {
                    sum_u += invariants_sum_belief(state, p, owner, m, k);
                }
                run_assert_int(tl_state_planned(state, p, m)[k], ==, sum_u);
            }
        }
    }
}

/* Ties between assets are the same from both ends, and only between those that can be tied. */
static inline void invariants_check_ties(const struct tl_state *state, int32_t asset)
{
    const struct tl_asset *a = &state->assets[asset];
    if (a->relieves != TL_NONE) {
        const struct tl_asset *old = &state->assets[a->relieves];
        run_assert_int(old->relieved_by, ==, asset);
        run_assert_int(old->state, ==, TL_STATE_ON_STATION);
        run_assert_int(old->mission, ==, a->plan);
        run_assert(a->plan_counts && !old->plan_counts);
    }
    if (a->relieved_by != TL_NONE) {
        run_assert_int(state->assets[a->relieved_by].relieves, ==, asset);
    }
    if (a->promised != TL_NONE) {
        run_assert_int(state->assets[a->promised].promised, ==, asset);
        run_assert(a->state == TL_STATE_ON_STATION || a->state == TL_STATE_READY);
        run_assert_int(a->state, !=, state->assets[a->promised].state);
    }
}

static inline void invariants_check_asset(const struct tl_state *state, int32_t asset)
{
    const struct tl_asset *a = &state->assets[asset];
    bool operates = invariants_operates(a);
    bool is_sailing_home = a->state == TL_STATE_TRANSIT && a->mission == TL_NONE;
    run_assert_int(operates, ==, a->operates_from_s != TL_NONE && a->state != TL_STATE_LOST);
    bool is_pooled = a->mission != TL_NONE && state->model->missions[a->mission].kind->is_at_base;
    bool rests = a->state == TL_STATE_TURNAROUND || a->state == TL_STATE_ALERT;
    run_assert_int(a->mission != TL_NONE, ==, (operates && !is_sailing_home) || (is_pooled && rests));
    run_assert(a->state != TL_STATE_SORTIE || is_pooled);
    run_assert_int(a->answer != TL_NONE, ==, a->state == TL_STATE_SORTIE);
    run_assert(!a->leaving || (a->diversion != TL_NONE && a->mission != TL_NONE));
    run_assert(!a->wants_relief || a->state == TL_STATE_ON_STATION);
    run_assert(!a->failed || is_sailing_home || a->state == TL_STATE_REPAIR || a->state == TL_STATE_LOST);
    run_assert(a->diversion == TL_NONE || state->diversions[a->diversion].active);
    run_assert(a->plan_counts ? a->plan != TL_NONE : true);
    bool counts = a->state == TL_STATE_ON_STATION || a->state == TL_STATE_ALERT;
    int32_t counts_for = counts ? a->mission : TL_NONE;
    run_assert_int(state->coverage.counting[asset], ==, counts_for);
    bool has_milestone = state->calendar.position[asset] != 0;
    bool queues = a->state == TL_STATE_REPAIR && state->docks[a->place].queue.count > 0;
    bool may_rest = a->state == TL_STATE_ABSENT || a->state == TL_STATE_READY || a->state == TL_STATE_LOST ||
                    a->state == TL_STATE_ALERT || queues;
    if (a->relieved_by != TL_NONE) { /* its relief's arrival within this second does the rest */
        const struct tl_asset *by = &state->assets[a->relieved_by];
        may_rest = may_rest || (by->state == TL_STATE_TRANSIT && by->milestone_s == state->now_s);
    }
    run_assert_msg(has_milestone || may_rest, "asset %d of state %s waits for nothing", (int)asset,
                   tl_state_name(a->state));
    invariants_check_ties(state, asset);
}

static inline void invariants_check(const struct tl_state *state)
{
    const struct tl_model *model = state->model;
    for (size_t i = 0; i < model->asset_count; i++) {
        invariants_check_asset(state, (int32_t)i);
    }
    invariants_check_plans(state);
    for (size_t m = 0; m < model->mission_count; m++) {
        int32_t wanting = 0;
        for (size_t i = 0; i < model->asset_count; i++) {
            wanting += state->assets[i].wants_relief && state->assets[i].mission == (int32_t)m;
        }
        run_assert_int(state->missions[m].wanting, ==, wanting);
        run_assert(state->coverage.covered[m] >= 0 && state->coverage.covered[m] <= 1);
        for (size_t k = 0; k < model->missions[m].needs; k++) {
            run_assert(model->missions[m].kind->is_at_base ||
                       state->missions[m].demand_u[k] == state->coverage.demand_u[m * TL_NEEDS_MAX + k]);
        }
    }
}

#endif
