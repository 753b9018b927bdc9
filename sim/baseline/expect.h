/* What a scenario says must hold of its outcome: "mean(index.headline) > 0.7", "p(t90.Japan <= 20 d) >= 0.9". */
#ifndef TL_BASELINE_EXPECT_H
#define TL_BASELINE_EXPECT_H

#include "experiment/study.h"
#include "scenario/mistake.h"
#include "scenario/scenario.h"

enum tl_functional {
    TL_FUNCTIONAL_MEAN,   /* of a time: within the horizon */
    TL_FUNCTIONAL_MEDIAN, /* by order statistics */
    TL_FUNCTIONAL_P, /* share of the replications in which something holds, of those that have the measure */
    TL_FUNCTIONALS
};

enum tl_relation { TL_RELATION_LESS, TL_RELATION_AT_MOST, TL_RELATION_MORE, TL_RELATION_AT_LEAST };

struct tl_expectation {
    const struct tl_words_text *text;
    const char *name; /* "fast" of "expect.fast" */
    enum tl_functional functional;
    size_t column;           /* of the study's columns */
    enum tl_relation within; /* of p: of the measure and `bound` */
    double bound;            /* in the column's unit */
    enum tl_relation relation;
    double limit;
};

/* FUNCTIONAL ( MEASURE.ENTITY [RELATION VALUE] ) RELATION VALUE. Values of times have a unit, shares may be percent, all others are
 * plain numbers in the measure's own unit.
 * columns  [count] those that are kept by replication
 * Returns false after a mistake: what cannot be read, or no such measure or entity. */
bool tl_expectation_read(const struct tl_words_text *text, const struct tl_column *columns, size_t count,
                         struct tl_arena *arena, struct tl_expectation *expectation,
                         struct tl_mistakes *mistakes);

enum tl_expected { TL_EXPECTED_HOLDS, TL_EXPECTED_FAILS, TL_EXPECTED_OPEN };

struct tl_expected_result {
    enum tl_expected expected; /* holds: all of the interval satisfies it; fails: none of it does */
    struct tl_interval interval;
    double
        n_decides; /* so many replications would decide, by today's value; INFINITY: no number can be named */
};

struct tl_expected_result tl_expectation_judge(const struct tl_expectation *expectation,
                                               const struct tl_study_variant *variant, size_t n,
                                               double confidence);

#endif
