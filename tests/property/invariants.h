/* What holds in the moving state after every step, whatever the scenario: books that must agree with what they summarise. */
#ifndef TL_TEST_PROPERTY_INVARIANTS_H
#define TL_TEST_PROPERTY_INVARIANTS_H

#include "model/run.h"

static inline bool invariants_operates(const struct tl_asset *asset)
{
    return asset->state == TL_STATE_TRANSIT || asset->state == TL_STATE_SET_UP ||
           asset->state == TL_STATE_ON_STATION;
}

/* Planned supply is the sum over the assets that count in a plan. */
static inline void invariants_check_plans(const struct tl_state *state)
{
    const struct tl_model *model = state->model;
    for (size_t m = 0; m < model->mission_count; m++) {
        for (size_t k = 0; k < model->missions[m].needs; k++) {
            int64_t sum_u = 0;
            for (size_t i = 0; i < model->asset_count; i++) {
                bool counts = state->assets[i].plan == (int32_t)m && state->assets[i].plan_counts;
                const struct tl_class *class = &model->classes[model->assets[i].class_index];
                sum_u += counts ? class->gives_u[model->missions[m].need[k]] : 0;
            }
            run_assert_int(state->planned_u[m * TL_NEEDS_MAX + k], ==, sum_u);
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
    run_assert_int(a->mission != TL_NONE, ==, operates && !is_sailing_home);
    run_assert(!a->leaving || (a->diversion != TL_NONE && a->mission != TL_NONE));
    run_assert(!a->wants_relief || a->state == TL_STATE_ON_STATION);
    run_assert(!a->failed || is_sailing_home || a->state == TL_STATE_REPAIR || a->state == TL_STATE_LOST);
    run_assert(a->diversion == TL_NONE || state->diversions[a->diversion].active);
    run_assert(a->plan_counts ? a->plan != TL_NONE : true);
    int32_t counts_for = a->state == TL_STATE_ON_STATION ? a->mission : TL_NONE;
    run_assert_int(state->coverage.counting[asset], ==, counts_for);
    bool has_milestone = state->calendar.position[asset] != 0;
    bool may_rest = a->state == TL_STATE_ABSENT || a->state == TL_STATE_READY || a->state == TL_STATE_LOST;
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
            run_assert_int(state->missions[m].demand_u[k], ==,
                           state->coverage.demand_u[m * TL_NEEDS_MAX + k]);
        }
    }
}

#endif
