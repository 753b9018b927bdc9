/* Is an outcome still what its baseline says? From the cheapest to the dearest: which values of the scenario are others, whether events
 * are the same bit for bit, where they first differ, and whether measures differ by more than what matters. */
#ifndef TL_BASELINE_JUDGE_H
#define TL_BASELINE_JUDGE_H

#include "baseline/baseline.h"
#include "stats/equivalence.h"

/* ---- the scenario ---- */

struct tl_baseline_change {
    const char *path;
    const char *was, *is;    /* as text; NULL: there is none */
    struct tl_origin origin; /* where it is set now, or, where it is no more, the scenario's file */
};

struct tl_baseline_changes {
    struct tl_baseline_change *items;
    size_t count, capacity;
};

/* Which leaves of the scenario are others now, by path. Texts and names are of the baseline's arena and the scenario's. */
void tl_baseline_compare(const struct tl_baseline *baseline, const struct tl_scenario *scenario,
                         struct tl_baseline_changes *changes);

/* ---- the events ---- */

/* How many of the first n replications have other events; first: the least of them. */
size_t tl_baseline_count_different(const struct tl_baseline *baseline, const struct tl_study_variant *variant,
                                   size_t n, size_t *first);

/* ---- the measures ---- */

/* Is one that is judged gone, or another one in the first n replications, by more than libraries of mathematics differ by? With the same events it
 * is measured otherwise: by another weight, or by another program. */
bool tl_baseline_is_remeasured(const struct tl_baseline *baseline, const struct tl_study_variant *variant,
                               size_t n);

enum tl_ruling {
    TL_RULING_SAME,      /* equal in every replication */
    TL_RULING_PASSES,    /* equivalent: the interval lies within the tolerance */
    TL_RULING_REGRESSED, /* beyond the tolerance, to the worse */
    TL_RULING_IMPROVED,  /* ... to the better */
    TL_RULING_MOVED,     /* ... of what is neither good nor bad; or it is there in one of the two alone */
    TL_RULING_UNDECIDED,
    TL_RULINGS
};

/* "regressed" */
const char *tl_ruling_name(enum tl_ruling verdict);

struct tl_judgement {
    const char *measure, *entity, *unit;
    int harm; /* as in struct tl_column */
    double tolerance;
    bool is_presence; /* it is about in how many replications there is a value at all */
    double was,
        is; /* means over the replications looked at, of what is there in both; times within the horizon */
    struct tl_look look; /* at is - was */
    double
        n_decides; /* where undecided: so many replications would decide; INFINITY: no number can be named */
    enum tl_ruling verdict;
};

struct tl_judgements {
    struct tl_judgement *items;
    size_t count, capacity;
    size_t n;                  /* replications looked at */
    size_t counts[TL_RULINGS]; /* by verdict */
};

/* Judge the measures by the first n replications. A measure that only one of the two has is a judgement of its own.
 * Claims that something is beyond its tolerance err together at one look in at most a third of 5 % (Holm); that something passes, each. */
void tl_baseline_judge(const struct tl_baseline *baseline, const struct tl_study_variant *variant, size_t n,
                       struct tl_judgements *judgements);
void tl_judgements_clear(struct tl_judgements *judgements);

#endif
