/* Plans: what a policy decides. A policy looks at a picture of what is planned so far and moves assets in it; each move becomes an
 * order. */
#ifndef TL_MODEL_PLAN_H
#define TL_MODEL_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/state.h"

struct tl_move {
    int32_t asset;
    int32_t mission; /* TL_NONE: come home */
};

/* Assets that a policy may use alike: ready ones of one kin at one place, or a single one that serves a mission. */
struct tl_pick_group {
    int32_t
        first; /* the asset that would go: first by name among those not promised as reliefs, else among all */
    int32_t mission; /* that it would leave; TL_NONE: ready */
};

struct tl_plan {
    const struct tl_state *state;
    int32_t partner;
    int64_t *planned_u; /* [missions][TL_NEEDS_MAX] a copy that moves with the plan */
    int32_t *goes;      /* [assets] mission that this plan gives it, or TL_NONE: not moved */
    struct tl_pick_group *groups;
    size_t group_count;
    struct tl_move *moves;
    size_t count;
};

/* Start from what is planned now. Freed by clear. */
void tl_plan_init(struct tl_plan *plan, const struct tl_state *state, int32_t partner);
void tl_plan_clear(struct tl_plan *plan);

/* The assets that may go where the policy likes, grouped: ready ones, then those that serve a mission and may be moved (past their
 * dwell, held by no diversion, relieving nobody and relieved by nobody). Valid until the next call or move.
 * gives_mask   only those that give one of these capabilities (bits as in struct tl_class) */
void tl_plan_list_groups(struct tl_plan *plan, uint32_t gives_mask);

/* Move an asset in the plan. At most once an asset. */
void tl_plan_move(struct tl_plan *plan, int32_t asset, int32_t mission);

/* May this partner fill the mission, and is its planned coverage below 1? */
bool tl_plan_is_short(const struct tl_plan *plan, int32_t mission);

/* Would the asset raise the planned supply of a need that is below its demand? */
bool tl_plan_helps(const struct tl_plan *plan, int32_t asset, int32_t mission);

/* Seconds for which the asset would count in a mission, ordered there now, before its endurance calls it home; <= 0: not at all. */
int64_t tl_plan_counts_for(const struct tl_plan *plan, int32_t asset, int32_t mission);

/* A mission's planned coverage with one asset's capability added (sign 1), taken away (-1) or neither (0). Under joint needs the mean
 * over needs counts a thousandth, so that filling one need of several is worth something. */
double tl_plan_covered(const struct tl_plan *plan, int32_t mission, int32_t asset, int sign);

/* The nearest asset (in seconds of leg, ties by name) that helps a mission among ready ones, or among those serving a mission that
 * `may_leave` allows (NULL: ready ones alone); TL_NONE when there is none. */
int32_t tl_plan_nearest(struct tl_plan *plan, int32_t mission,
                        bool (*may_leave)(const struct tl_plan *plan, int32_t from, int32_t to));

#endif
