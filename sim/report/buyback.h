/* What agreements buy back of what a variant costs. All of it is in index-days of the headline, by replication:
 *   cost          L(variant) - L(base), both without the agreements
 *   compensation  L(variant) - L(variant with them)
 *   protection    compensation - [L(base) - L(base with them)]: what they save beyond what they save anyway
 *   premium       L(variant with them late) - L(variant with them): what it is worth not to wait */
#ifndef TL_REPORT_BUYBACK_H
#define TL_REPORT_BUYBACK_H

#include "report/sheet.h"
#include "report/summary.h"

#define TL_BUYBACK_NO_LATE SIZE_MAX

/* A set of agreements in one variant. Numbers are of the study's variants; its first is the base without them. */
struct tl_buyback_row {
    const char *agreements; /* as they were asked for: "pact", "pact+held-*" */
    size_t base_with;
    size_t variant, with;
    size_t late; /* TL_BUYBACK_NO_LATE: no time is given at which they might be reached late */
};

struct tl_buyback {
    struct tl_buyback_row *rows;
    size_t count;
    size_t capacity;
};

/* Of premium, n is 0 and the value NAN where there is no late variant. Correlations are of the pairs of losses, NAN where there is none;
 * protection is of four losses, no pair. */
struct tl_buyback_worth {
    struct tl_interval cost, compensation, protection, premium;
    double cost_correlation, compensation_correlation, premium_correlation;
};

/* What a row comes to: paired means. The study must have kept a replication. */
struct tl_buyback_worth tl_buyback_find(const struct tl_report *report, const struct tl_buyback_row *row);

/* In words, then as a table: patterns as the names of the base's agreements that they stand for. Rows of a variant stand together, in
 * order. */
void tl_buyback_print(struct tl_sheet *sheet, const struct tl_buyback *buyback);

/* Statistics of measure "buy-back", by variant and set: "cost", "compensation", "protection", "advance-premium". None unless
 * the report was asked for them and has kept a replication. */
void tl_buyback_summarise(const struct tl_report *report, struct tl_summary *summary);

#endif
