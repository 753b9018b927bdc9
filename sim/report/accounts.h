/* The accounts of the loss: to what the ledger books it. */
#ifndef TL_REPORT_ACCOUNTS_H
#define TL_REPORT_ACCOUNTS_H

#include "report/sheet.h"

/* One scenario: the accounts of its headline loss by root and by mission and root, the largest first; nothing where nothing is lost. */
void tl_accounts_print_run(struct tl_sheet *sheet);

/* A variant against the base: by how much which accounts differ, the greatest change first. They sum to its cost.
 * variant  1 and up */
void tl_accounts_print_compare(struct tl_sheet *sheet, size_t variant);

/* The values of an account, or of a loss, by kept replication, in the whole micro-index-seconds that they were made of, so that their
 * differences are exact: what is zero reads zero. All 0 where the variant has no such column. Heap, the caller frees. */
int64_t *tl_accounts_copy(const struct tl_study *study, size_t variant, const char *measure,
                          const char *entity);

/* Mean over the kept replications of more - less, index-days.
 * less  NULL: nothing
 * correlation  out: of the pairs; NULL where nobody asks */
struct tl_interval tl_accounts_mean(const struct tl_report *report, const int64_t *more, const int64_t *less,
                                    double *correlation);

#endif
