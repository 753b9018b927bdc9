#include "stats/equivalence.h"

#include <assert.h>
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"
#include "stats/present.h"

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

static struct tl_look look_alike(double mean, size_t n, double tolerance)
{
    return (struct tl_look){
        .n = n,
        .mean = mean,
        .lo = mean,
        .hi = mean,
        .p_above = n > 1 && mean > tolerance ? 0 : 1,
        .p_below = n > 1 && mean < -tolerance ? 0 : 1,
        .n_decides = 2,
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
        struct tl_look look = look_alike(kept > 0 ? moments.mean : NAN, kept, tolerance);
        if (kept < 2) {
            look.lo = -INFINITY;
            look.hi = INFINITY;
        }
        return look;
    }
    double freedom = (double)(kept - 1);
    double sem = moments.sd / sqrt((double)kept);
    double tilt = moments.skewness / sqrt((double)kept);
    double quantile = gsl_cdf_tdist_Qinv(error, freedom);
    double away = fabs(fabs(moments.mean) - tolerance);
    double width = quantile * moments.sd / away;
    return (struct tl_look){
        .n = kept,
        .mean = moments.mean,
        .lo = moments.mean - bend(quantile, tilt) * sem,
        .hi = moments.mean - bend(-quantile, tilt) * sem,
        .p_above = gsl_cdf_tdist_Q(straighten((moments.mean - tolerance) / sem, tilt), freedom),
        .p_below = gsl_cdf_tdist_P(straighten((moments.mean + tolerance) / sem, tilt), freedom),
        .n_decides = away > 0 ? ceil(width * width) : INFINITY,
    };
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
