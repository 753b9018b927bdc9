/* The tables that scenarios choose from by name: kinds of mission, allocation policies, kinds of inject. */
#ifndef TL_MODEL_KINDS_H
#define TL_MODEL_KINDS_H

#include <stddef.h>
#include <stdint.h>

#include "model/model.h"

struct tl_state;
struct tl_plan;

/* A kind of mission: what an asset does once it is in the area. */
struct tl_mission_kind {
    const char *name;
    const char *help;
    /* The asset has just arrived in the area of its mission; sets its next milestone. */
    void (*arrive)(struct tl_state *state, int32_t asset);
    /* The asset's milestone in the area is due (states SET_UP and ON_STATION). */
    void (*milestone)(struct tl_state *state, int32_t asset);
    /* The demand of the mission changed. */
    void (*demand_changed)(struct tl_state *state, int32_t mission);
    /* An asset of the partner became ready: somebody in the area may have waited for it. */
    void (*asset_ready)(struct tl_state *state, int32_t mission, int32_t partner);
};

/* An allocation policy: pure; looks at the state and fills a plan. See plan.h. */
struct tl_policy {
    const char *name;
    const char *help;
    void (*choose)(const struct tl_state *state, int32_t partner, struct tl_plan *plan);
};

enum tl_inject_needs {
    TL_NEEDS_PHASE = 1,
    TL_NEEDS_PLACE = 2,
    TL_NEEDS_ASSET = 4,
    TL_NEEDS_DELAY = 8,
    TL_NEEDS_MISSION = 16,
    TL_NEEDS_SCALE = 32,
    TL_NEEDS_PARTNER = 64,
    TL_NEEDS_POLICY = 128,
};

struct tl_inject_kind {
    const char *name;
    const char *help;
    unsigned needs; /* enum tl_inject_needs */
    void (*strike)(struct tl_state *state, const struct tl_inject *inject, int64_t cause);
};

const struct tl_mission_kind *const *tl_mission_kinds(size_t *count);
const struct tl_policy *const *tl_policies(size_t *count);
const struct tl_inject_kind *tl_inject_kinds(size_t *count);

#endif
