#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stddef.h>

#include "dist/kinds.h"

const char *tl_weibull_prepare(struct tl_dist *dist, enum tl_unit unit)
{
    (void)unit;
    if (!(dist->params[0] > 0 && dist->params[1] > 0)) {
        return "weibull(shape, scale) needs shape > 0 and scale > 0";
    }
    if (dist->params[0] < 0.1 || dist->params[0] > 1e4) {
        return "weibull(shape, scale) needs a shape from 0.1 to 10,000";
    }
    dist->derived[0] = dist->params[1] * tgamma(1 + 1 / dist->params[0]);
    return NULL;
}

double tl_weibull_mean(const struct tl_dist *dist)
{
    return dist->derived[0];
}

double tl_weibull_quantile(const struct tl_dist *dist, double p)
{
    return gsl_cdf_weibull_Pinv(p, dist->params[1], dist->params[0]);
}
