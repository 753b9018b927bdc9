/* Intervals, bands and shares: the rules for every number that is printed. Pure functions over arrays of doubles;
 * confidence is two-sided, 0.95 unless the caller says otherwise. Methods are named above each function. */
#ifndef TL_STATS_STATS_H
#define TL_STATS_STATS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a reader must know about a number besides its interval. */
enum tl_flag {
    TL_FLAG_HEAVY_TAIL = 1, /* n < 25 skewness^2: bootstrap-t interval, with the median beside it */
    TL_FLAG_IDENTICAL = 2,  /* the same in all n: no interval is needed */
    TL_FLAG_SINGLE = 4,     /* n = 1: no interval can be given */
    TL_FLAG_CENSORED = 8,   /* some replications did not reach it within the horizon */
    TL_FLAG_ABSENT = 16,    /* some replications do not have it (an empty denominator) and are skipped */
};

/* lo and hi may be -INFINITY / INFINITY where an end is not reached ("> 45 d"), and NAN where there is none. */
struct tl_interval {
    double value;
    double lo;
    double hi;
    size_t n;       /* values used */
    unsigned flags; /* enum tl_flag */
    double median, median_lo,
        median_hi; /* of a mean with TL_FLAG_HEAVY_TAIL, as of tl_stats_median; else unused */
};

/* Sample moments by Welford's recurrence; skewness is the adjusted Fisher-Pearson g1, 0 where n < 3 or s = 0. */
struct tl_moments {
    size_t n;
    double mean;
    double sd; /* n - 1 */
    double skewness;
};
struct tl_moments tl_stats_moments(const double *values, size_t n);

/* Mean with Student-t interval; where n < 25 skewness^2 a bootstrap-t interval (Efron & Tibshirani, 1993, ch. 12; 999
 * resamples from a fixed stream, so that the same values give the same interval) and TL_FLAG_HEAVY_TAIL. Below n = 10, and
 * where over a tail of the resamples are all alike (a few rare values among equal ones), Student's interval stays, flagged.
 * What is flagged so brings its median.
 * NAN values are absent: skipped and flagged. n = 0 gives value NAN. */
struct tl_interval tl_stats_mean(const double *values, size_t n, double confidence);

/* Median with its order-statistic (binomial) interval. INFINITY marks a time that was not reached: ends may be INFINITY.
 * The ends are NAN where n is too small for any (at 0.95: n < 6). */
struct tl_interval tl_stats_median(const double *values, size_t n, double confidence);

/* Correlation of pairs; NAN if either is constant. Pairs with a NAN are skipped. */
double tl_stats_correlation(const double *x, const double *y, size_t n);

/* Paired difference of means x - y with the interval of tl_stats_mean over the differences; a pair with a NAN is skipped. */
struct tl_interval tl_stats_paired(const double *x, const double *y, size_t n, double confidence);

/* Restricted mean E min(T, horizon): INFINITY counts as horizon. */
struct tl_interval tl_stats_restricted_mean(const double *times, size_t n, double horizon, double confidence);

/* A share of n: Wilson's score interval (1927), for showing. */
struct tl_interval tl_stats_share(size_t yes, size_t n, double confidence);

/* A share of n: Clopper and Pearson's exact interval (1934), for gates. */
struct tl_interval tl_stats_share_exact(size_t yes, size_t n, double confidence);

/* Paired difference of two shares, (both + first only)/n - (both + second only)/n: Tango's score interval (1998). */
struct tl_interval tl_stats_share_difference(size_t both, size_t first_only, size_t second_only,
                                             size_t neither, double confidence);

/* Running mean and covariance of a curve sampled at `cells` points, folded one replication at a time. */
struct tl_curve {
    size_t cells;
    size_t n;
    double *mean; /* [cells], owned */
    /* sums of products, lower triangle row by row: [cells (cells + 1) / 2], owned; NULL while n < 2 */
    double *covariance;
};
void tl_curve_init(struct tl_curve *curve, size_t cells);
void tl_curve_clear(struct tl_curve *curve);
void tl_curve_add(struct tl_curve *curve, const double *values);

/* Bands of the mean curve. Pointwise: Student-t at each cell. Simultaneous: sup-t, its critical value from `draws` Gaussian
 * multiplier replicates of the studentised process with the curve's covariance (Montiel Olea & Plagborg-Moller, 2019),
 * from a fixed stream, carried over to Student's t by equal tails; cells without variance are left out of the supremum.
 * lo, hi, lo_sim, hi_sim   out: [cells]; NAN where n < 2 */
void tl_curve_bands(const struct tl_curve *curve, double confidence, size_t draws, double *lo, double *hi,
                    double *lo_sim, double *hi_sim);

#endif
