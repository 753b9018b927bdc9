/* The events of one second in two traces: which of them are in both. */
#ifndef TL_STORY_SECOND_H
#define TL_STORY_SECOND_H

#include <stddef.h>

#include "story/likeness.h"

/* What becomes of an event when two traces are laid side by side. */
enum tl_verdict {
    TL_VERDICT_SAME,
    TL_VERDICT_CHANGED, /* at the same time, with other quantities or another relief */
    TL_VERDICT_MOVED,   /* at another time */
    TL_VERDICT_ONLY_A,
    TL_VERDICT_ONLY_B,
    TL_VERDICTS
};

/* The events of one side, in order. Zero-initialised is empty. */
struct tl_second {
    struct tl_event *events;
    struct tl_meaning *meanings;
    size_t count, capacity, meaning_capacity;
};

void tl_second_add(struct tl_second *second, const struct tl_event *event, const struct tl_meaning *meaning);
void tl_second_reset(struct tl_second *second); /* empties, keeps the memory */
void tl_second_clear(struct tl_second *second);

/* Called once for each pair and each event without a pair (the other one is NULL): pairs of a meaning before those of it that are left. */
typedef void tl_second_take(void *self, enum tl_verdict verdict, const struct tl_meaning *meaning,
                            const struct tl_event *a, const struct tl_event *b);

/* Pair them: exact ones first, then those of a meaning in their order. Never TL_VERDICT_MOVED. */
void tl_second_match(const struct tl_likeness *likeness, const struct tl_second *a, const struct tl_second *b,
                     tl_second_take *take, void *self);

#endif
