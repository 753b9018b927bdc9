/* Policy `shares`: hold a given fraction of each capability in each theatre (the apportionment). Ready assets go to the theatre that is
 * furthest below its share of a capability that one of its missions lacks, there to the mission of first priority, nearest first. */
#include <stdlib.h>

#include "model/kinds.h"
#include "model/plan.h"

/* What the partner could give of a capability: all its assets but the absent and the lost, millionths. */
static int64_t capability_total(const struct tl_state *state, int32_t partner, int32_t capability)
{
    const struct tl_model *model = state->model;
    int64_t total_u = 0;
    for (size_t i = 0; i < model->partners[partner].asset_count; i++) {
        int32_t asset = model->partners[partner].assets[i];
        enum tl_asset_state s = state->assets[asset].state;
        if (s != TL_STATE_ABSENT && s != TL_STATE_LOST && s != TL_STATE_REPAIR) {
            total_u += model->classes[model->assets[asset].class_index].gives_u[capability];
        }
    }
    return total_u;
}

/* What of it is planned for a theatre. */
static int64_t capability_held(const struct tl_plan *plan, int32_t theatre, int32_t capability)
{
    const struct tl_model *model = plan->state->model;
    const struct tl_partner *partner = &model->partners[plan->partner];
    int64_t held_u = 0;
    for (size_t i = 0; i < partner->asset_count; i++) {
        int32_t asset = partner->assets[i];
        int32_t mission = plan->goes[asset] != TL_NONE ? plan->goes[asset] : plan->state->assets[asset].plan;
        if (mission != TL_NONE && partner->theatre_of[mission] == theatre) {
            held_u += model->classes[model->assets[asset].class_index].gives_u[capability];
        }
    }
    return held_u;
}

/* How far the mission's theatre is below its share of the capability that the mission lacks most, millionths; <= 0: not below. */
static double deficit(const struct tl_plan *plan, int32_t mission)
{
    const struct tl_model *model = plan->state->model;
    const struct tl_partner *partner = &model->partners[plan->partner];
    double greatest = 0.0;
    for (size_t k = 0; k < model->missions[mission].needs; k++) {
        int32_t capability = model->missions[mission].need[k];
        double target_u =
            partner->share_of[mission] * (double)capability_total(plan->state, plan->partner, capability);
        double below = target_u - (double)capability_held(plan, partner->theatre_of[mission], capability);
        greatest = below > greatest ? below : greatest;
    }
    return greatest;
}

/* The short mission that comes next: deepest deficit, then priority, then name. `asset` out: who goes. TL_NONE: nobody can. */
static int32_t next_mission(struct tl_plan *plan, int32_t *asset)
{
    const struct tl_model *model = plan->state->model;
    int32_t best = TL_NONE;
    double best_deficit = 0.0;
    for (size_t i = 0; i < model->mission_count; i++) {
        double below = tl_plan_is_short(plan, (int32_t)i) ? deficit(plan, (int32_t)i) : 0.0;
        bool ties = best != TL_NONE && !(below < best_deficit) && !(below > best_deficit);
        bool is_next =
            below > best_deficit || (ties && model->missions[i].priority < model->missions[best].priority);
        int32_t candidate = below > 0.0 && is_next ? tl_plan_nearest(plan, (int32_t)i, NULL) : TL_NONE;
        if (candidate != TL_NONE) {
            best = (int32_t)i;
            best_deficit = below;
            *asset = candidate;
        }
    }
    return best;
}

static void choose(const struct tl_state *state, int32_t partner, struct tl_plan *plan)
{
    (void)state;
    (void)partner;
    int32_t asset = TL_NONE;
    for (int32_t m = next_mission(plan, &asset); m != TL_NONE; m = next_mission(plan, &asset)) {
        tl_plan_move(plan, asset, m);
    }
}

const struct tl_policy tl_policy_shares = {
    .name = "shares",
    .help = "hold the given fraction of each capability in each theatre",
    .choose = choose,
};
