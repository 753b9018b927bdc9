/* The book of one mission: its vacancies, the loss rate of its index that it causes, and the accounts to which that is booked. */
#ifndef TL_MEASURE_LEDGER_BOOK_H
#define TL_MEASURE_LEDGER_BOOK_H

#include "event/coverage.h"
#include "measure/ledger_vacancy.h"

#define TL_NO_SET SIZE_MAX

struct tl_ledger_part {
    int32_t root;
    int64_t rate_u;
};

struct tl_ledger_book {
    const struct tl_roster *roster; /* borrowed */
    size_t mission;
    size_t set; /* the index to which it belongs: the headline or its theatre's; TL_NO_SET: none weighs it */
    struct tl_vacancies vacancies;
    int64_t demand_u[TL_NEEDS_MAX];
    int64_t missing_u[TL_NEEDS_MAX]; /* max(0, demand - supply): what the vacancies sum to */
    int64_t rate_u;                  /* its part of the index's loss rate, whole millionths */
    int64_t since_s;                 /* all of this holds since then; before it everything is booked */
    struct tl_ledger_part *parts;    /* the rate, split by root; out of date where `changed` */
    size_t part_count, part_capacity;
    bool changed;
    int64_t *scratch; /* for the split */
    size_t scratch_capacity;
    int64_t *accounts_us; /* [roots] micro-index-seconds */
};

void tl_ledger_book_init(struct tl_ledger_book *book, const struct tl_roster *roster, size_t mission,
                         size_t roots);
void tl_ledger_book_clear(struct tl_ledger_book *book);

/* Book what has held until now: before anything changes. The rate of each interval is split among the vacancies of the binding need;
 * of a response mission first equally among the kinds of incident that it could not answer. */
void tl_ledger_book_settle(struct tl_ledger_book *book, int64_t now_s);

/* What is missing now by the coverage, less what was when last looked at, by need. Sets what is missing, the demand and the rate. */
void tl_ledger_book_look(struct tl_ledger_book *book, const struct tl_coverage *coverage,
                         int64_t more_u[TL_NEEDS_MAX]);

/* Do the vacancies sum to what is missing? Always, unless the program is wrong. */
bool tl_ledger_book_is_even(const struct tl_ledger_book *book);

/* A mission opens, closes, or one of its demands is set (event, folded into the coverage): vacancies follow. A rise is fresh until its
 * second is over. Demand that has closed takes the vacancies with it; of those who were absent then, and have not been free since,
 * the vacancies come back first when it opens again. Returns whether anything is fresh. */
bool tl_ledger_demand_change(struct tl_ledger_book *book, const struct tl_coverage *coverage,
                             const struct tl_event *event, int32_t root);

/* The second is over: of its rises, what all eligible assets together could not hold is structural, what only those could who are
 * absent is the ramp's, and what only those could who are lost goes to the roots of their losses; the rest keeps its root.
 * absent  [assets]
 * lost    [assets] root of its loss; TL_NONE: it is not lost, or missed somewhere else */
void tl_ledger_demand_tell_apart(struct tl_ledger_book *book, const bool *absent, const int32_t *lost);

#endif
