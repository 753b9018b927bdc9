#include "stats/equivalence.h"

#include <assert.h>
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"
#include "stats/present.h"

#define MISS 0.2 /* the number that would decide is named so that it fails to so often */

/* Hall's cubic, which grows with t everywhere: nearly symmetric where t, of n values of some skewness, is not.
 * tilt  skewness / sqrt(n) */
static double straighten(double t, double tilt)
{
    return t + tilt * t * t / 3 + tilt * tilt * t * t * t / 27 + tilt / 6;
}

/* Its inverse. */
static double bend(double x, double tilt)
{
    bool is_straight = fabs(tilt) < 1e-9; /* less cannot be told from rounding */
    return is_straight ? x : 3 / tilt * (cbrt(1 + tilt * (x - tilt / 6)) - 1);
}

/* n differences that are all the same, or none: by the sign test. So many on one side of the tolerance are chance in a share of 2^-n. */
static struct tl_look look_alike(double mean, size_t n, double tolerance, double error)
{
    double chance = pow(0.5, (double)n);
    double reach = chance <= error ? 0 : INFINITY;
    return (struct tl_look){
        .n = n,
        .mean = mean,
        .lo = n > 0 ? mean - reach : -INFINITY,
        .hi = n > 0 ? mean + reach : INFINITY,
        .p_above = mean > tolerance ? chance : 1,
        .p_below = mean < -tolerance ? chance : 1,
        .apart = fabs(mean) != tolerance ? INFINITY : 0,
    };
}

struct tl_look tl_stats_look(const double *differences, size_t n, double tolerance, double error)
{
    assert(tolerance > 0 && error > 0 && error < 0.5);
    size_t kept;
    double *present = tl_stats_copy_present(differences, n, &kept);
    struct tl_moments moments = tl_stats_moments(present, kept);
    free(present);
    if (kept < 2 || moments.sd == 0) {
        return look_alike(moments.mean, kept, tolerance, error);
    }
    double freedom = (double)(kept - 1);
    double sem = moments.sd / sqrt((double)kept);
    double tilt = moments.skewness / sqrt((double)kept);
    double quantile = gsl_cdf_tdist_Qinv(error, freedom);
    double above = straighten((moments.mean - tolerance) / sem, tilt);
    double below = straighten((moments.mean + tolerance) / sem, tilt);
    return (struct tl_look){
        .n = kept,
        .mean = moments.mean,
        .lo = moments.mean - bend(quantile, tilt) * sem,
        .hi = moments.mean - bend(-quantile, tilt) * sem,
        .p_above = gsl_cdf_tdist_Q(above, freedom),
        .p_below = gsl_cdf_tdist_P(below, freedom),
        .apart = fmin(fabs(above), fabs(below)),
    };
}

double tl_stats_look_decides(const struct tl_look *look, size_t n, double error)
{
    if (look->n == 0 || look->apart == 0) {
        return INFINITY;
    }
    if (isinf(look->apart)) {
        return ceil(-log2(error) * (double)n / (double)look->n);
    }
    double wanted = gsl_cdf_tdist_Qinv(error, (double)(look->n - 1)) + gsl_cdf_ugaussian_Qinv(MISS);
    double more = wanted / look->apart; /* what is apart grows with the root of their number */
    return ceil(more * more * (double)n);
}

static int compare_p(const void *a, const void *b, void *context)
{
    const double *p = context;
    double x = p[*(const size_t *)a];
    double y = p[*(const size_t *)b];
    return (x > y) - (x < y);
}

void tl_stats_holm(const double *p, size_t count, double error, bool *claims)
{
    size_t *order = tl_alloc(count + 1, sizeof *order);
    for (size_t i = 0; i < count; i++) {
        order[i] = i;
        claims[i] = false;
    }
    qsort_r(order, count, sizeof *order, compare_p, (void *)(uintptr_t)p);
    for (size_t i = 0; i < count && p[order[i]] <= error / (double)(count - i); i++) {
        claims[order[i]] = true;
    }
    free(order);
}
