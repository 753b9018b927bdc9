#include <stddef.h>

#include "dist/kinds.h"

const char *tl_constant_prepare(struct tl_dist *dist, enum tl_unit unit)
{
    return unit == TL_UNIT_TIME && dist->params[0] < 0 ? "a time must not be negative" : NULL;
}

double tl_constant_mean(const struct tl_dist *dist)
{
    return dist->params[0];
}

double tl_constant_quantile(const struct tl_dist *dist, double p)
{
    (void)p;
    return dist->params[0];
}
