/* The tables that scenarios choose from by name: kinds of mission, allocation policies, kinds of inject. */
#ifndef TL_MODEL_KINDS_H
#define TL_MODEL_KINDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/model.h"

struct tl_state;
struct tl_plan;

/* A kind of mission: what an asset does once it is at the mission's post, which is its area or, where `is_at_base`, a base. */
struct tl_mission_kind {
    const char *name;
    const char *help;
    /* Its assets stand at a base: who arrives there goes through a turnaround and joins, who comes home to it joins again. They need
     * no endurance to stay, and shortfalls of its coverage are no gaps to report. */
    bool is_at_base;
    /* ---- where the post is a base ---- */
    /* The asset is free at the post (READY) and has the mission. cause: the event that made it so; 0: it starts there. */
    void (*join)(struct tl_state *state, int32_t asset, int64_t cause);
    /* ---- where it is an area ---- */
    /* The asset has just arrived in the area of its mission; sets its next milestone. */
    void (*arrive)(struct tl_state *state, int32_t asset);
    /* The asset's milestone in the area is due (states SET_UP and ON_STATION). */
    void (*milestone)(struct tl_state *state, int32_t asset);
    /* ---- any; those of this part may be NULL ---- */
    /* The asset is torn from the mission by an order, a failure or its loss (cause); its state is still the one it had. */
    void (*leave)(struct tl_state *state, int32_t asset, int64_t cause);
    /* The mission has just closed (cause); those who serve it are about to be called home. */
    void (*closed)(struct tl_state *state, int32_t mission, int64_t cause);
    /* The demand of the mission changed. */
    void (*demand_changed)(struct tl_state *state, int32_t mission);
    /* ---- any ---- */
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
    TL_NEEDS_LINK = 256,
    TL_NEEDS_INCIDENT = 512,
    TL_NEEDS_LANE = 1024,
    TL_NEEDS_CONSENT = 2048,
    TL_NEEDS_GRADE = 4096,
    TL_NEEDS_POSTURE = 8192,
    TL_NEEDS_STATE = 16384,
    TL_NEEDS_GAUGE = 32768,
    TL_NEEDS_VALUE = 65536,
    TL_NEEDS_WEATHER = 131072,
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
