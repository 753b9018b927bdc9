#include <gsl/gsl_cdf.h>
#include <stddef.h>

#include "dist/kinds.h"

const char *tl_exponential_prepare(struct tl_dist *dist, enum tl_unit unit)
{
    (void)unit;
    return dist->params[0] > 0 ? NULL : "exponential(mean) needs mean > 0";
}

double tl_exponential_mean(const struct tl_dist *dist)
{
    return dist->params[0];
}

double tl_exponential_quantile(const struct tl_dist *dist, double p)
{
    return gsl_cdf_exponential_Pinv(p, dist->params[0]);
}
