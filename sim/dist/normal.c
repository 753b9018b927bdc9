#include <gsl/gsl_cdf.h>
#include <stddef.h>

#include "dist/kinds.h"

#define TL_NEGATIVE_SHARE_MAX 1e-6 /* of a time's draws; such a draw counts as 0 */

const char *tl_normal_prepare(struct tl_dist *dist, enum tl_unit unit)
{
    double mean = dist->params[0];
    double sd = dist->params[1];
    if (!(sd > 0)) {
        return "normal(mean, sd) needs sd > 0";
    }
    if (unit == TL_UNIT_TIME && gsl_cdf_ugaussian_P(-mean / sd) > TL_NEGATIVE_SHARE_MAX) {
        return "a normal time needs P(< 0) of at most 1e-6: a mean of at least 4.76 sd";
    }
    return NULL;
}

double tl_normal_mean(const struct tl_dist *dist)
{
    return dist->params[0];
}

double tl_normal_quantile(const struct tl_dist *dist, double p)
{
    return dist->params[0] + dist->params[1] * gsl_cdf_ugaussian_Pinv(p);
}
