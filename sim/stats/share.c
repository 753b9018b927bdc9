/* Shares and differences of shares. */
#include <assert.h>
#include <gsl/gsl_cdf.h>
#include <math.h>

#include "stats/stats.h"

#define TL_BISECTIONS 100 /* enough to pin any double in [-1, 1] down */

static double normal_quantile(double confidence)
{
    assert(confidence > 0 && confidence < 1);
    return gsl_cdf_ugaussian_Pinv(0.5 + confidence / 2);
}

static struct tl_interval bare_share(double value, size_t n)
{
    return (struct tl_interval){.value = n > 0 ? value : NAN, .lo = NAN, .hi = NAN, .n = n};
}

struct tl_interval tl_stats_share(size_t yes, size_t n, double confidence)
{
    assert(yes <= n);
    double count = (double)n;
    struct tl_interval interval = bare_share((double)yes / count, n);
    if (n == 0) {
        return interval;
    }
    double z = normal_quantile(confidence);
    double share = interval.value;
    double centre = (share + z * z / (2 * count)) / (1 + z * z / count);
    double half = z * sqrt(share * (1 - share) / count + z * z / (4 * count * count)) / (1 + z * z / count);
    interval.lo = yes == 0 ? 0 : centre - half; /* exactly, where rounding would leave a remainder */
    interval.hi = yes == n ? 1 : centre + half;
    return interval;
}

/* The p at which a Beta(a, b) distribution function is `level`. By bisection, since GSL 2.7's own inverse gives up
 * (NAN) for some parameters in the hundreds. */
static double beta_quantile(double level, double a, double b)
{
    double lo = 0;
    double hi = 1;
    for (int i = 0; i < TL_BISECTIONS; i++) {
        double middle = lo / 2 + hi / 2;
        bool below = gsl_cdf_beta_P(middle, a, b) < level;
        lo = below ? middle : lo;
        hi = below ? hi : middle;
    }
    return hi;
}

struct tl_interval tl_stats_share_exact(size_t yes, size_t n, double confidence)
{
    assert(yes <= n && confidence > 0 && confidence < 1);
    struct tl_interval interval = bare_share((double)yes / (double)n, n);
    if (n == 0) {
        return interval;
    }
    double tail = (1 - confidence) / 2;
    double a = (double)yes;
    double b = (double)(n - yes);
    interval.lo = yes == 0 ? 0 : beta_quantile(tail, a, b + 1);
    /* the upper end by the mirrored distribution: a level near 1 would lose digits */
    interval.hi = yes == n ? 1 : 1 - beta_quantile(tail, b, a + 1);
    return interval;
}

/* Tango's score: how many standard errors, under the difference d, lie between the observed difference and d. The share
 * of "second only" is its maximum-likelihood estimate under d, the root of a quadratic equation. Falls as d rises. */
static double tango_score(double first_only, double second_only, double n, double d)
{
    double a = 2 * n;
    double b = -first_only - second_only + (2 * n - first_only + second_only) * d;
    double c = -second_only * d * (1 - d);
    double root = sqrt(fmax(0, b * b - 4 * a * c));
    double second_share = fmax(0, (root - b) / (2 * a));
    double variance = n * (2 * second_share + d * (1 - d));
    double distance = first_only - second_only - n * d;
    if (!(variance > 0)) {
        return distance == 0 ? 0 : copysign(INFINITY, distance);
    }
    return distance / sqrt(variance);
}

/* The difference at which the score is `target`. */
static double tango_end(double first_only, double second_only, double n, double target)
{
    double lo = -1;
    double hi = 1;
    for (int i = 0; i < TL_BISECTIONS; i++) {
        double middle = lo / 2 + hi / 2;
        bool above = tango_score(first_only, second_only, n, middle) > target;
        lo = above ? middle : lo;
        hi = above ? hi : middle;
    }
    return lo / 2 + hi / 2;
}

struct tl_interval tl_stats_share_difference(size_t both, size_t first_only, size_t second_only,
                                             size_t neither, double confidence)
{
    size_t n = both + first_only + second_only + neither;
    double first = (double)first_only;
    double second = (double)second_only;
    double count = (double)n;
    struct tl_interval interval = bare_share((first - second) / count, n);
    if (n == 0) {
        return interval;
    }
    double z = normal_quantile(confidence);
    interval.lo = second_only == n ? -1 : tango_end(first, second, count, z);
    interval.hi = first_only == n ? 1 : tango_end(first, second, count, -z);
    return interval;
}
