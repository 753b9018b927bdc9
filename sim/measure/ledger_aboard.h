/* Who is aboard which asset, and which of them wait in front of a haven. */
#ifndef TL_MEASURE_LEDGER_ABOARD_H
#define TL_MEASURE_LEDGER_ABOARD_H

#include "event/event.h"

struct tl_aboard {
    const struct tl_roster *roster; /* borrowed */
    int64_t *persons;               /* [assets] all of them */
    int64_t *unsafe;                /* [assets][groups] those who boarded at no haven */
    bool *is_landing;               /* [assets] waits or unloads at a haven */
    int64_t *landing;               /* [groups] unsafe persons aboard those */
};

void tl_aboard_init(struct tl_aboard *aboard, const struct tl_roster *roster);
void tl_aboard_clear(struct tl_aboard *aboard);

/* One more event. Returns whether somebody has come to a haven with it. */
bool tl_aboard_take(struct tl_aboard *aboard, const struct tl_event *event);

#endif
