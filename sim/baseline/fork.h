/* Where the events of replication 0 part from the trace that is kept beside a baseline, and why, in words. */
#ifndef TL_BASELINE_FORK_H
#define TL_BASELINE_FORK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/memory.h"

enum tl_fork_side { TL_FORK_WAS, TL_FORK_IS, TL_FORK_SIDES };

/* An event with its causes, from the outside on to itself: "D+3 06:00:00  an asset fails ...", a line each. */
struct tl_fork_chain {
    const char **lines;
    size_t count; /* 0: this side has no such event */
};

struct tl_fork {
    struct tl_fork_chain chains[TL_FORK_SIDES];
};

/* was, is  paths of the traces. Texts are of the arena.
 * Returns false where the events are the same, or one of the traces is not there or cannot be read so far: then nothing is known. */
bool tl_fork_read(struct tl_fork *fork, const char *was, const char *is, struct tl_arena *arena);

#endif
