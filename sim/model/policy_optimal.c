/* Policy `optimal`: the assignment of greatest weighted coverage over the lookahead, solved exactly. It counts what policy `greedy`
 * counts (order, leg, set-up, endurance; leaving a mission costs at once) but weighs all moves together. */
#include "model/optimal.h"

#include <stdlib.h>

#include "model/kinds.h"
#include "model/rules.h"

/* Weights as whole numbers of the greatest one of the partner's own missions: one that is none of his must not change the rounding, and
 * weighs nothing. */
static int64_t whole_weight(const struct tl_model *model, int32_t partner, size_t mission)
{
    const double *weights = model->partners[partner].weights;
    double greatest = 0.0;
    for (size_t m = 0; m < model->mission_count; m++) {
        bool is_his = model->missions[m].eligible[partner];
        greatest = is_his && weights[m] > greatest ? weights[m] : greatest;
    }
    return greatest > 0 && model->missions[mission].eligible[partner]
               ? tl_round((double)TL_ASSIGN_WEIGHT * weights[mission] / greatest)
               : 0;
}

static void pose_missions(const struct tl_plan *plan, struct tl_assign *problem)
{
    const struct tl_state *state = plan->state;
    for (size_t m = 0; m < problem->mission_count; m++) {
        struct tl_assign_mission *mission = &problem->missions[m];
        mission->weight = whole_weight(state->model, plan->partner, m);
        mission->room = tl_plan_room(plan, (int32_t)m);
        mission->needs = state->model->missions[m].needs;
        mission->need = state->model->missions[m].need;
        for (size_t k = 0; k < mission->needs; k++) {
            mission->supply_u[k] = plan->planned_u[m * TL_NEEDS_MAX + k];
            mission->demand_u[k] = state->missions[m].demand_u[k];
        }
    }
}

static void pose_way(const struct tl_plan *plan, int32_t asset, int32_t mission, struct tl_assign_way *way)
{
    way->leg_s = tl_asset_leg(plan->state, asset, plan->state->model->missions[mission].post);
    int64_t useful_s = tl_plan_useful(plan, asset, mission, way->leg_s, &way->from_s);
    way->from_s = useful_s > 0 ? way->from_s : 0;
    way->until_s = way->from_s + useful_s;
}

static void pose_group(const struct tl_plan *plan, size_t group, struct tl_assign *problem)
{
    const struct tl_model *model = plan->state->model;
    const struct tl_pick_group *from = &plan->groups[group];
    const struct tl_class *class = &model->classes[model->assets[from->first].class_index];
    bool counts = from->mission != TL_NONE && plan->state->assets[from->first].plan_counts;
    problem->groups[group] = (struct tl_assign_group){
        .count = from->count,
        .source = counts ? (size_t)from->mission : model->mission_count,
        .gives_u = class->gives_u,
    };
    for (size_t m = 0; m < model->mission_count; m++) {
        if ((int32_t)m != from->mission && (class->gives_mask & model->missions[m].needs_mask) != 0 &&
            problem->missions[m].weight > 0 && tl_command_may_fill(plan->state, plan->partner, (int32_t)m)) {
            pose_way(plan, from->first, (int32_t)m, &problem->ways[tl_assign_cell(problem, group, m)]);
        }
    }
}

/* What stands there is there, whatever is believed: the problem's supply is never less than its own groups could take away. */
static void raise_supply(struct tl_assign *problem, size_t mission)
{
    struct tl_assign_mission *m = &problem->missions[mission];
    for (size_t k = 0; k < m->needs; k++) {
        int64_t least_u = 0;
        for (size_t g = 0; g < problem->group_count; g++) {
            const struct tl_assign_group *group = &problem->groups[g];
            least_u += group->source == mission ? group->count * group->gives_u[m->need[k]] : 0;
        }
        m->supply_u[k] = m->supply_u[k] > least_u ? m->supply_u[k] : least_u;
    }
}

void tl_optimal_pose(struct tl_plan *plan, struct tl_assign *problem)
{
    const struct tl_model *model = plan->state->model;
    uint32_t needed = 0;
    for (size_t m = 0; m < model->mission_count; m++) {
        needed |= model->missions[m].needs_mask;
        plan->may_leave[m] = true; /* one that goes may be followed by another */
    }
    tl_plan_list_groups(plan, needed);
    tl_assign_init(problem, plan->group_count, model->mission_count);
    problem->span_s = model->partners[plan->partner].lookahead_s;
    pose_missions(plan, problem);
    for (size_t g = 0; g < plan->group_count; g++) {
        pose_group(plan, g, problem);
    }
    for (size_t m = 0; m < model->mission_count; m++) {
        raise_supply(problem, m);
    }
}

static void choose(const struct tl_state *state, int32_t partner, struct tl_plan *plan)
{
    (void)state;
    (void)partner;
    struct tl_assign problem;
    tl_optimal_pose(plan, &problem);
    int64_t *sent = tl_alloc(problem.group_count * problem.mission_count + 1, sizeof *sent);
    tl_assign_solve(&problem, sent);
    for (size_t g = 0; g < problem.group_count; g++) {
        for (size_t m = 0; m < problem.mission_count; m++) {
            tl_plan_move_some(plan, plan->groups[g], sent[tl_assign_cell(&problem, g, m)], (int32_t)m);
        }
    }
    free(sent);
    tl_assign_clear(&problem);
}

const struct tl_policy tl_policy_optimal = {
    .name = "optimal",
    .help = "the best assignment over the lookahead, solved exactly",
    .choose = choose,
};
