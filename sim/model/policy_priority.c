/* Policy `priority`: missions in order of priority; each takes the nearest ready asset that helps, then the nearest one that serves a
 * mission of lower priority, until its demand is met. */
#include "model/kinds.h"
#include "model/plan.h"

static bool may_leave(const struct tl_plan *plan, int32_t from, int32_t to)
{
    return plan->state->model->missions[from].priority > plan->state->model->missions[to].priority;
}

static void fill(struct tl_plan *plan, int32_t mission)
{
    while (tl_plan_is_short(plan, mission)) {
        int32_t asset = tl_plan_nearest(plan, mission, NULL);
        asset = asset != TL_NONE ? asset : tl_plan_nearest(plan, mission, may_leave);
        if (asset == TL_NONE) {
            return;
        }
        tl_plan_move(plan, asset, mission);
    }
}

/* The first mission of the least (priority, name) after the given one, or TL_NONE. */
static int32_t next_mission(const struct tl_model *model, int64_t priority, int32_t after)
{
    int32_t next = TL_NONE;
    for (size_t i = 0; i < model->mission_count; i++) {
        int64_t p = model->missions[i].priority;
        bool is_after = p > priority || (p == priority && (int32_t)i > after);
        if (is_after && (next == TL_NONE || p < model->missions[next].priority)) {
            next = (int32_t)i;
        }
    }
    return next;
}

static void choose(const struct tl_state *state, int32_t partner, struct tl_plan *plan)
{
    (void)partner;
    const struct tl_model *model = state->model;
    for (int32_t m = next_mission(model, INT64_MIN, TL_NONE); m != TL_NONE;
         m = next_mission(model, model->missions[m].priority, m)) {
        fill(plan, m);
    }
}

const struct tl_policy tl_policy_priority = {
    .name = "priority",
    .help = "missions in order of priority, nearest capable asset first",
    .choose = choose,
};
