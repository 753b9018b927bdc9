#include <stddef.h>

#include "dist/kinds.h"

const char *tl_uniform_prepare(struct tl_dist *dist, enum tl_unit unit)
{
    if (dist->params[0] > dist->params[1]) {
        return "uniform(a, b) needs a <= b";
    }
    return unit == TL_UNIT_TIME && dist->params[0] < 0 ? "a time must not be negative" : NULL;
}

double tl_uniform_mean(const struct tl_dist *dist)
{
    return dist->params[0] / 2 + dist->params[1] / 2;
}

double tl_uniform_quantile(const struct tl_dist *dist, double p)
{
    return dist->params[0] * (1 - p) + dist->params[1] * p;
}
