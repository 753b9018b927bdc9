/* Who is on the way to fill what: an asset that is ordered to a mission speaks for one of its vacancies. */
#ifndef TL_MEASURE_LEDGER_CLAIM_H
#define TL_MEASURE_LEDGER_CLAIM_H

#include "measure/ledger_book.h"

/* Of one asset. */
struct tl_ledger_claim {
    int32_t mission; /* of the vacancy, or TL_NONE: it speaks for none */
    uint32_t number; /* of the vacancy */
    int32_t root;    /* of the vacancy when the order was given, or TL_NONE */
};

struct tl_ledger_claims {
    const struct tl_roster *roster; /* borrowed */
    struct tl_ledger_book *books;   /* [missions] borrowed */
    struct tl_ledger_claim *items;  /* [assets] */
};

void tl_ledger_claims_init(struct tl_ledger_claims *claims, const struct tl_roster *roster,
                           struct tl_ledger_book *books);
void tl_ledger_claims_clear(struct tl_ledger_claims *claims);

/* The asset is ordered to a mission: it speaks for the oldest vacancy there that nobody speaks for, if there is one; for no other any
 * longer. */
void tl_ledger_claim_make(struct tl_ledger_claims *claims, int64_t asset, int64_t mission);

/* The asset is on its way to no vacancy any longer. */
void tl_ledger_claim_drop(struct tl_ledger_claims *claims, int64_t asset);

/* The root of what the asset is to fill: the vacancy's, or what that was should it have been closed; TL_NONE: it speaks for nothing. */
int32_t tl_ledger_claim_root(const struct tl_ledger_claims *claims, int64_t asset);

#endif
