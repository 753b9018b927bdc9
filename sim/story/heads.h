/* What differs between the headers of two traces. */
#ifndef TL_STORY_HEADS_H
#define TL_STORY_HEADS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/memory.h"
#include "story/likeness.h"

struct tl_head_names {
    const char **items;
    size_t count;
};

/* A key of the header whose value is not the same. */
struct tl_head_row {
    const char *key;
    const char *values[TL_SIDES]; /* as JSON, where it is a single value; NULL: of a list or an object */
    struct tl_head_names only[TL_SIDES]; /* of a list or an object: names in one alone */
    struct tl_head_names changed;        /* and names of which other things are said */
};

struct tl_heads {
    struct tl_arena *arena;
    struct tl_head_row *rows; /* in the order of the header */
    size_t count;
    bool matters; /* something else differs than which program wrote it */
};

/* Cleared by the caller. */
void tl_heads_compare(struct tl_heads *heads, const struct tl_roster *a, const struct tl_roster *b);
void tl_heads_clear(struct tl_heads *heads);

#endif
