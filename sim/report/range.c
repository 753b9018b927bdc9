#include "report/range.h"

#include <math.h>

const struct tl_range tl_range_of_share = {0, 1};
const struct tl_range tl_range_of_degradation = {-1, 1};

struct tl_range tl_range_of_column(const struct tl_column *column)
{
    return (struct tl_range){0, column->most > 0 ? column->most : INFINITY};
}

struct tl_range tl_range_of_difference(const struct tl_column *column)
{
    double most = tl_range_of_column(column).high;
    return (struct tl_range){-most, most};
}

double tl_range_clamp(struct tl_range range, double value)
{
    if (value < range.low) {
        return range.low;
    }
    return value > range.high ? range.high : value;
}

struct tl_interval tl_range_cut(struct tl_range range, struct tl_interval interval)
{
    interval.lo = tl_range_clamp(range, interval.lo);
    interval.hi = tl_range_clamp(range, interval.hi);
    return interval;
}
