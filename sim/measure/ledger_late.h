/* To what the lateness of lift and work missions is booked. Nobody's place is vacant there: people are late, and are held somewhere. They
 * are looked for from downstream: in front of the haven, aboard or waiting to board, on the road, at home; and those in each queue are
 * booked to the last event that lowered its capacity and is not undone, or are structural where there is none. A work mission has
 * one queue, of what is to be done. */
#ifndef TL_MEASURE_LEDGER_LATE_H
#define TL_MEASURE_LEDGER_LATE_H

#include "measure/ledger_book.h"
#include "measure/ledger_lowering.h"

struct tl_ledger_late {
    const struct tl_roster *roster; /* borrowed */
    struct tl_ledger_book *books;   /* [missions] borrowed */
    size_t *missions;               /* which missions these are, ascending */
    size_t count;
    bool *stale; /* [missions] who is late, or what holds them, may have changed in this second */
    bool any_stale;
    struct tl_aboard aboard;
    struct tl_lowerings lowerings;
};

void tl_ledger_late_init(struct tl_ledger_late *late, const struct tl_roster *roster,
                         struct tl_ledger_book *books);
void tl_ledger_late_clear(struct tl_ledger_late *late);

/* One more event, with its root (TL_NONE: it has none). Returns whether it is about such a mission alone.
 * why  root of its asset's leaving a mission, should it leave one; TL_NONE: its endurance */
bool tl_ledger_late_take(struct tl_ledger_late *late, const struct tl_event *event, int32_t root,
                         int32_t why);

/* The second is over, and `coverage` holds from it on: what is lost from now on is split anew. */
void tl_ledger_late_look(struct tl_ledger_late *late, const struct tl_coverage *coverage, int64_t time_s);

#endif
