#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "stats/present.h"

double *tl_stats_copy_present(const double *values, size_t n, size_t *kept)
{
    double *copy = tl_alloc(n, sizeof *copy);
    *kept = 0;
    for (size_t i = 0; i < n; i++) {
        if (!isnan(values[i])) {
            copy[(*kept)++] = values[i];
        }
    }
    return copy;
}

static int compare_values(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x > y) - (x < y);
}

void tl_stats_sort(double *values, size_t n)
{
    qsort(values, n, sizeof *values, compare_values);
}

struct tl_interval tl_stats_bare_interval(double value, size_t kept, size_t n)
{
    unsigned flags = (kept < n ? TL_FLAG_ABSENT : 0u) | (kept == 1 ? TL_FLAG_SINGLE : 0u);
    return (struct tl_interval){.value = value, .lo = NAN, .hi = NAN, .n = kept, .flags = flags};
}

struct tl_moments tl_stats_moments(const double *values, size_t n)
{
    double mean = 0;
    double squares = 0; /* sums of powers of the differences from the mean so far */
    double cubes = 0;
    for (size_t i = 0; i < n; i++) {
        double count = (double)i + 1;
        double delta = values[i] - mean;
        double step = delta / count;
        double product = delta * step * (count - 1);
        cubes += product * step * (count - 2) - 3 * step * squares;
        squares += product;
        mean += step;
    }
    struct tl_moments moments = {.n = n, .mean = n > 0 ? mean : NAN};
    if (n > 1) {
        moments.sd = sqrt(squares / (double)(n - 1));
    }
    if (n > 2 && squares > 0) {
        double count = (double)n;
        double plain = sqrt(count) * cubes / (squares * sqrt(squares));
        moments.skewness = plain * sqrt(count * (count - 1)) / (count - 2);
    }
    return moments;
}

double tl_stats_correlation(const double *x, const double *y, size_t n)
{
    double count = 0;
    double mean_x = 0;
    double mean_y = 0;
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (size_t i = 0; i < n; i++) {
        if (isnan(x[i]) || isnan(y[i])) {
            continue;
        }
        count++;
        double dx = x[i] - mean_x;
        double dy = y[i] - mean_y;
        mean_x += dx / count;
        mean_y += dy / count;
        double weight = (count - 1) / count;
        xx += dx * dx * weight;
        yy += dy * dy * weight;
        xy += dx * dy * weight;
    }
    if (!(xx > 0 && yy > 0)) {
        return NAN;
    }
    double correlation = xy / (sqrt(xx) * sqrt(yy));
    return fmin(1, fmax(-1, correlation)); /* rounding must not take it past its range */
}
