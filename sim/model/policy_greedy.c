/* Policy `greedy`: again and again the move with the largest gain in weighted coverage over the lookahead, transit and set-up time
 * counted, until no move gains. */
#include "model/kinds.h"
#include "model/plan.h"
#include "model/rules.h"

struct option {
    int32_t asset; /* TL_NONE: none */
    int32_t mission;
    double gain; /* weighted coverage-seconds */
    int64_t leg_s;
    int64_t gives_u;
};

/* What it costs to take the asset from the mission that it serves. */
static double loss_of_leaving(const struct tl_plan *plan, const struct tl_pick_group *group)
{
    const struct tl_asset *a = &plan->state->assets[group->first];
    if (group->mission == TL_NONE || !a->plan_counts) {
        return 0.0;
    }
    const struct tl_partner *partner = &plan->state->model->partners[plan->partner];
    double covered = tl_plan_covered(plan, group->mission, group->first, 0);
    double without = tl_plan_covered(plan, group->mission, group->first, -1);
    return partner->weights[group->mission] * (covered - without) * (double)partner->lookahead_s;
}

/* Gains are compared exactly: they come from the same few operations on both sides. Ties go to the shorter leg, then to the asset that
 * gives less in all, then to the name that was tried first. */
static bool is_better(const struct option *a, const struct option *b)
{
    if (b->asset == TL_NONE || a->gain > b->gain || a->gain < b->gain) {
        return b->asset == TL_NONE || a->gain > b->gain;
    }
    return a->leg_s != b->leg_s ? a->leg_s < b->leg_s : a->gives_u < b->gives_u;
}

static void weigh(const struct tl_plan *plan, const struct tl_pick_group *group, int32_t mission, double loss,
                  struct option *best)
{
    const struct tl_model *model = plan->state->model;
    if (group->mission == mission || !tl_plan_helps(plan, group->first, mission)) {
        return;
    }
    struct option option = {.asset = group->first, .mission = mission};
    option.leg_s = tl_asset_leg(plan->state, group->first, model->missions[mission].post);
    int64_t from_s = 0;
    int64_t useful_s = tl_plan_useful(plan, group->first, mission, option.leg_s, &from_s);
    double covered = tl_plan_covered(plan, mission, group->first, 0);
    double raised = tl_plan_covered(plan, mission, group->first, 1);
    double weight = model->partners[plan->partner].weights[mission];
    option.gain = weight * (raised - covered) * (double)useful_s - loss;
    if (option.gain > 0.0) {
        option.gives_u = model->classes[model->assets[group->first].class_index].gives_sum_u;
        if (is_better(&option, best)) {
            *best = option;
        }
    }
}

static struct option best_option(struct tl_plan *plan)
{
    struct option best = {.asset = TL_NONE};
    tl_plan_list_groups(plan, tl_plan_look_for_short(plan));
    for (size_t i = 0; i < plan->group_count; i++) {
        double loss = loss_of_leaving(plan, &plan->groups[i]);
        for (size_t s = 0; s < plan->short_count; s++) {
            weigh(plan, &plan->groups[i], plan->shorts[s], loss, &best);
        }
    }
    return best;
}

static void choose(const struct tl_state *state, int32_t partner, struct tl_plan *plan)
{
    (void)state;
    (void)partner;
    for (struct option best = best_option(plan); best.asset != TL_NONE; best = best_option(plan)) {
        tl_plan_move(plan, best.asset, best.mission);
    }
}

const struct tl_policy tl_policy_greedy = {
    .name = "greedy",
    .help = "largest gain in weighted coverage per asset, transit and set-up time counted",
    .choose = choose,
};
