/* What the ledger books to a root, beside what really changes without it: booking is no proof of cause. In index-days of the headline,
 * by replication:
 *   booked        the root's account in the scenario
 *   changes       L(scenario) - L(scenario without the root)
 *   cost changes  changes - [L(base) - L(base without the root)]: by how much the scenario's cost is less without it */
#ifndef TL_REPORT_COUNTERFACTUAL_H
#define TL_REPORT_COUNTERFACTUAL_H

#include "report/sheet.h"
#include "report/summary.h"

#define TL_COUNTERFACTUAL_NO_BASE SIZE_MAX

/* A root left out of one scenario. Numbers are of the study's variants; its first is the base. */
struct tl_counterfactual_row {
    const char *root; /* "failure", "diversion/senkaku-naval" */
    size_t variant, without;
    const char *meaning; /* what the scenario without it is: "nothing fails" */
    size_t
        base_without; /* 0 where the base does not have the root; TL_COUNTERFACTUAL_NO_BASE: the scenario has no base */
};

struct tl_counterfactual {
    struct tl_counterfactual_row *rows;
    size_t count;
    size_t capacity;
};

struct tl_counterfactual_worth {
    struct tl_interval booked, changes;
    struct tl_interval
        cost_changes;   /* n is 0 and the value NAN without a base; it is of four losses, no pair */
    double correlation; /* of the pairs of `changes`; NAN where there is none */
};

/* What a row comes to. The study must have kept a replication. */
struct tl_counterfactual_worth tl_counterfactual_find(const struct tl_report *report,
                                                      const struct tl_counterfactual_row *row);

/* As a table, and what it means to be without each root. Rows of a variant stand together, in order. */
void tl_counterfactual_print(struct tl_sheet *sheet, const struct tl_counterfactual *counterfactual);

/* Statistics of measure "counterfactual", by scenario and root: "booked", "changes" and, with a base, "cost-changes". None unless the report was asked for them and
 * has kept a replication. */
void tl_counterfactual_summarise(const struct tl_report *report, struct tl_summary *summary);

#endif
