/* Does a difference matter? Looks at paired differences, each at its own small error, that end as soon as something is certain.
 * Equivalence is shown when an interval lies within a tolerance (two one-sided tests: Schuirmann, 1987), and harm when it lies beyond. */
#ifndef TL_STATS_EQUIVALENCE_H
#define TL_STATS_EQUIVALENCE_H

#include <stdbool.h>
#include <stddef.h>

/* Looks at a quarter, half and all of the replications, each at a third of 5 % one-sided (Bonferroni: looks at 5 % each would err in 10 % and more). */
#define TL_LOOKS      3
#define TL_LOOK_ERROR (0.05 / TL_LOOKS)

/* What differences come to at one look. */
struct tl_look {
    size_t n; /* differences used: those that are not NAN */
    double mean;
    double lo,
        hi; /* one-sided ends, each at the error asked for; both the mean where all are the same, and not few */
    double p_above; /* of a mean as great as this where it is really at most the tolerance */
    double p_below; /* of one as small as this where it is really at least -tolerance */
    double
        apart; /* the mean from the nearer tolerance, in standard errors; INFINITY: all are the same; 0: on it */
};

/* Student's statistic, made symmetric by Hall's cubic where the differences are skewed (Hall, "On the removal of skewness by
 * transformation", J. R. Statist. Soc. B 54, 1992). Where all are the same, the sign test.
 * differences  [n] NAN: skipped
 * tolerance    > 0
 * error        of each end, in (0, 0.5) */
struct tl_look tl_stats_look(const double *differences, size_t n, double tolerance, double error);

/* So many replications would show on which side of the tolerance the mean is, four times out of five, if all goes on as in the n looked at.
 * Returns INFINITY where no number can be named. */
double tl_stats_look_decides(const struct tl_look *look, size_t n, double error);

/* Which claims stand, at most `error` of all of them wrong together (Holm, "A simple sequentially rejective multiple test procedure",
 * Scand. J. Statist. 6, 1979).
 * p       [count]
 * claims  out: [count] */
void tl_stats_holm(const double *p, size_t count, double error, bool *claims);

#endif
