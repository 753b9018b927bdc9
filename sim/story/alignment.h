/* Lay two streams of events side by side, by their meaning and not by their lines: one event too many leaves all others as they are.
 *
 * What happens in the same second on both sides is paired first. Of what is left, events of one meaning are paired in their order, so that
 * shifts are short in sum: those between two that stand in both at the same time, and by no more than a limit; of two ways with as many
 * pairs the shorter one (dynamic programming over each such stretch, as in sequence alignment). What then has no pair is in one
 * stream alone. Memory depends on how much differs within the limit, not on the length of the streams. */
#ifndef TL_STORY_ALIGNMENT_H
#define TL_STORY_ALIGNMENT_H

#include "story/second.h"

struct tl_alignment;

/* Called once for each pair and each event without one (the other is NULL); borrowed. What is moved or alone comes later than it
 * happened. */
typedef void tl_alignment_take(void *self, enum tl_verdict verdict, const struct tl_event *a,
                               const struct tl_event *b);

/* likeness  borrowed
 * within_s  the greatest shift of what is moved, >= 0 */
struct tl_alignment *tl_alignment_create(const struct tl_likeness *likeness, int64_t within_s,
                                         tl_alignment_take *take, void *self);
void tl_alignment_destroy(struct tl_alignment *align);

/* The next event of a side. Times of both sides together never fall. */
void tl_alignment_add(struct tl_alignment *align, enum tl_side side, const struct tl_event *event);

/* Settle all that is open. Once.
 * is_cut  the streams stop in the middle of the last second, which is then left out */
void tl_alignment_finish(struct tl_alignment *align, bool is_cut);

#endif
