/* Two traces side by side: which events of them mean the same. The meaning of an event is its kind and whom it is about: every name, state
 * and reason that it tells, but for the asset that takes over. That one, times and quantities are what may differ; serial numbers, id and
 * cause are not looked at, since they shift with every event that one trace has and the other has not. */
#ifndef TL_STORY_LIKENESS_H
#define TL_STORY_LIKENESS_H

#include <stdbool.h>
#include <stdint.h>

#include "event/event.h"

enum tl_side { TL_SIDE_A, TL_SIDE_B, TL_SIDES };

struct tl_likeness {
    const struct tl_roster *rosters[TL_SIDES]; /* borrowed */
    int32_t *joint[TL_SIDES]
                  [TL_FIELDS]; /* [names of the field's type] their numbers in both; NULL: no reference */
};

/* Kind, then field by field as the kind lists them. Compared as a whole. */
#define TL_MEANING_PARTS 8
struct tl_meaning {
    int32_t parts[TL_MEANING_PARTS];
};

void tl_likeness_init(struct tl_likeness *likeness, const struct tl_roster *a, const struct tl_roster *b);
void tl_likeness_clear(struct tl_likeness *likeness);

/* The same names mean the same in both, whatever their places in the rosters are. */
struct tl_meaning tl_likeness_mean(const struct tl_likeness *likeness, enum tl_side side,
                                   const struct tl_event *event);

/* Any order that is the same every time; 0: they mean the same. */
int tl_meaning_compare(const struct tl_meaning *a, const struct tl_meaning *b);
uint64_t tl_meaning_hash(const struct tl_meaning *meaning);

/* Of two events that mean the same, each of a side: an order of the times and quantities in them, and of who relieves whom; 0: the
 * same. */
int tl_likeness_compare(const struct tl_likeness *likeness, enum tl_side left, const struct tl_event *a,
                        enum tl_side right, const struct tl_event *b);

/* Of an event of A and one of B that mean the same: are the times and quantities in them the same too, and who relieves whom? */
bool tl_likeness_is_exact(const struct tl_likeness *likeness, const struct tl_event *a,
                          const struct tl_event *b);

#endif
