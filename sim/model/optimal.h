/* Policy `optimal`: what a commander decides as an assignment problem, and its best solution as a plan. */
#ifndef TL_MODEL_OPTIMAL_H
#define TL_MODEL_OPTIMAL_H

#include "model/assign.h"
#include "model/plan.h"

/* The problem of a plan in which nobody is moved yet: its groups, as tl_plan_list_groups then lists them, in the same order; all
 * missions by number; the partner's lookahead. The plan keeps the groups. Freed by tl_assign_clear. */
void tl_optimal_pose(struct tl_plan *plan, struct tl_assign *problem);

#endif
