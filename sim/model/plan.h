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

/* Assets that a policy may use alike: ready ones of one kin at one place, those of one kin on alert in one pool, or a single one that
 * serves a mission. */
struct tl_pick_group {
    int32_t first;   /* that would go: first by name among those not promised as reliefs, else among all */
    int32_t mission; /* that it would leave; TL_NONE: ready */
    int64_t count;
};

struct tl_plan {
    const struct tl_state *state;
    int32_t partner;
    int64_t *planned_u; /* [missions][TL_NEEDS_MAX] a copy that moves with the plan */
    int32_t *goes;      /* [assets] mission that this plan gives it, or TL_NONE: not moved */
    bool *
        may_leave; /* [missions] for listing groups: may assets that serve it go elsewhere? Whoever lists sets it */
    int32_t *shorts; /* missions that were short when last looked for, in order */
    size_t short_count;
    struct tl_pick_group *groups;
    size_t group_count, group_capacity;
    struct tl_move *moves;
    size_t count, move_capacity;
};

/* Start from what is planned now. Freed by clear. */
void tl_plan_init(struct tl_plan *plan, const struct tl_state *state, int32_t partner);
void tl_plan_clear(struct tl_plan *plan);

/* List the missions that are short, and let assets leave each for which some other one is. Returns the capabilities that short missions
 * need, bits as in struct tl_class. */
uint32_t tl_plan_look_for_short(struct tl_plan *plan);

/* The assets that may go where the policy likes, grouped: ready ones, then those that serve a mission that assets may leave (see
 * may_leave) and may be moved (past their dwell, held by no diversion, relieving nobody and relieved by nobody, on no sortie). Valid until the next call; after a move the
 * groups stand as they were.
 * gives_mask   only those that give one of these capabilities (bits as in struct tl_class) */
void tl_plan_list_groups(struct tl_plan *plan, uint32_t gives_mask);

/* Move an asset in the plan. At most once an asset. */
void tl_plan_move(struct tl_plan *plan, int32_t asset, int32_t mission);

/* Move so many of a group, those first that `first` would name; there must be as many. */
void tl_plan_move_some(struct tl_plan *plan, struct tl_pick_group group, int64_t count, int32_t mission);

/* Is the asset one of those that the group stands for? */
bool tl_plan_is_in(const struct tl_plan *plan, const struct tl_pick_group *group, int32_t asset);

/* How many more assets this plan may send to the mission: without bound (INT64_MAX) to one that the partner leads or was told to help
 * with, as many as agreements leave to one that it only backs up, none to others. */
int64_t tl_plan_room(const struct tl_plan *plan, int32_t mission);

/* May this partner fill the mission, with room left, and is its planned coverage below 1? */
bool tl_plan_is_short(const struct tl_plan *plan, int32_t mission);

/* Would the asset raise the planned supply of a need that is below its demand? */
bool tl_plan_helps(const struct tl_plan *plan, int32_t asset, int32_t mission);

/* Seconds for which the asset would count in a mission, ordered there now, before its endurance calls it home; <= 0: not at all. */
int64_t tl_plan_counts_for(const struct tl_plan *plan, int32_t asset, int32_t mission);

/* The same within the partner's lookahead: from when, seconds from now, and for how long (>= 0) it would count. An alert pool asks for
 * no endurance, but for a turnaround where the asset comes from elsewhere: its mean is taken.
 * leg_s  tl_asset_leg to the mission's post
 * from_s  out; any time when the result is 0 */
int64_t tl_plan_useful(const struct tl_plan *plan, int32_t asset, int32_t mission, int64_t leg_s,
                       int64_t *from_s);

/* A mission's planned coverage with one asset's capability added (sign 1), taken away (-1) or neither (0). Under joint needs the mean
 * over needs counts a thousandth, so that filling one need of several is worth something. */
double tl_plan_covered(const struct tl_plan *plan, int32_t mission, int32_t asset, int sign);

/* The nearest asset (in seconds of leg, ties by name) that helps a mission among ready ones, or among those serving a mission that
 * `may_leave` allows (NULL: ready ones alone); TL_NONE when there is none. */
int32_t tl_plan_nearest(struct tl_plan *plan, int32_t mission,
                        bool (*may_leave)(const struct tl_plan *plan, int32_t from, int32_t to));

#endif
