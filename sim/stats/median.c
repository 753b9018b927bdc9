/* The median of times that may not be reached. */
#include <assert.h>
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

#include "stats/present.h"

/* The greatest order l with P(Binomial(n, 1/2) < l) <= tail; 0 when there is none, since n is too small. From the l-th
 * to the (n + 1 - l)-th value the interval covers the median with at least 1 - 2 tail, whatever the distribution. */
static size_t find_order(size_t n, double tail)
{
    size_t good = 0;
    size_t bad = n / 2 + 1;
    while (bad - good > 1) {
        size_t middle = good + (bad - good) / 2;
        bool fits = gsl_cdf_binomial_P((unsigned)(middle - 1), 0.5, (unsigned)n) <= tail;
        good = fits ? middle : good;
        bad = fits ? bad : middle;
    }
    return good;
}

static double middle_of(const double *sorted, size_t n)
{
    double upper = sorted[n / 2];
    double lower = sorted[(n - 1) / 2];
    return lower == upper ? upper : lower / 2 + upper / 2; /* not reached, if one of the two is not */
}

static void set_ends(struct tl_interval *interval, const double *sorted, double confidence)
{
    size_t n = interval->n;
    size_t order = find_order(n, (1 - confidence) / 2);
    if (sorted[0] == sorted[n - 1]) {
        interval->lo = interval->hi = interval->value;
        interval->flags |= TL_FLAG_IDENTICAL;
    } else if (order > 0) {
        interval->lo = sorted[order - 1];
        interval->hi = sorted[n - order];
    }
}

struct tl_interval tl_stats_median(const double *values, size_t n, double confidence)
{
    assert(confidence > 0 && confidence < 1);
    size_t kept;
    double *sorted = tl_stats_copy_present(values, n, &kept);
    tl_stats_sort(sorted, kept);
    struct tl_interval interval = tl_stats_bare_interval(kept ? middle_of(sorted, kept) : NAN, kept, n);
    if (kept > 0 && sorted[kept - 1] == INFINITY) {
        interval.flags |= TL_FLAG_CENSORED;
    }
    if (kept > 1) {
        set_ends(&interval, sorted, confidence);
    }
    free(sorted);
    return interval;
}
