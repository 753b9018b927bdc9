/* Why a mission is covered as it is, at a moment: what it asks for, who counts, what is booked to which root, and the last event that
 * lowered its coverage. */
#ifndef TL_STORY_SHORTFALL_H
#define TL_STORY_SHORTFALL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/memory.h"
#include "event/coverage.h"

struct tl_shortfall_root {
    const char *name; /* "diversion/senkaku-naval" */
    double share;     /* of what the mission's index loses by it in that second, in (0, 1] */
};

struct tl_shortfall {
    struct tl_arena *arena;
    size_t needs;
    const char *need
        [TL_NEEDS_MAX]; /* capability, or kind of incident; NULL: of a lift persons, of a work unit-days */
    int64_t supply_u[TL_NEEDS_MAX], demand_u[TL_NEEDS_MAX];
    bool is_open;
    double covered;      /* in [0, 1] */
    const char **assets; /* that count in it, by name */
    size_t asset_count;
    struct tl_shortfall_root *roots; /* the largest first; none where no index weighs the mission */
    size_t root_count;
    int64_t
        fell_id; /* the last event until then after which it was covered less than before; 0: there was none */
};

/* path     a file or - for the standard input
 * mission  index in the trace's roster
 * at_s     in [0, horizon): all that happened until then, in that second too, has happened
 * Returns false and reports where the trace cannot be read so far. Cleared by the caller, whatever it returns. */
bool tl_shortfall_read(struct tl_shortfall *shortfall, const char *path, int32_t mission, int64_t at_s,
                       struct tl_error *err);
void tl_shortfall_clear(struct tl_shortfall *shortfall);

#endif
