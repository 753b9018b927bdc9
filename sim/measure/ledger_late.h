/* To what the lateness of lift and work missions is booked. Nobody's place is vacant there: people are late, and are held somewhere. They
 * are looked for from downstream: aboard, waiting to board, on the road, at home; and those in each queue are booked to the last
 * event that lowered its capacity, or are structural where none has. A work mission has one queue, of what is to be done. */
#ifndef TL_MEASURE_LEDGER_LATE_H
#define TL_MEASURE_LEDGER_LATE_H

#include "measure/ledger_book.h"
#include "measure/ledger_root.h"

enum tl_late_queue { TL_LATE_HAVEN, TL_LATE_PLACE, TL_LATE_ROAD, TL_LATE_HOME, TL_LATE_QUEUES };

struct tl_ledger_late {
    const struct tl_roster *roster;   /* borrowed */
    struct tl_ledger_book *books;     /* [missions] borrowed */
    int32_t (*roots)[TL_LATE_QUEUES]; /* [missions] of the last event that lowered the queue's capacity */
    int32_t *standing; /* [missions] of what lowers the capacity at the place for as long as it lasts */
    bool any;          /* is there such a mission? */
};

void tl_ledger_late_init(struct tl_ledger_late *late, const struct tl_roster *roster,
                         struct tl_ledger_book *books);
void tl_ledger_late_clear(struct tl_ledger_late *late);

/* One more event, folded into `coverage`, with its root (TL_NONE: it has none). Returns whether it is about such a mission alone. */
bool tl_ledger_late_take(struct tl_ledger_late *late, const struct tl_coverage *coverage,
                         const struct tl_event *event, int32_t root);

#endif
