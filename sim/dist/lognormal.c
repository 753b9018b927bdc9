/* Lognormal by the mean and standard deviation of the value itself: with cv = sd / mean, the logarithm has the variance
 * ln(1 + cv^2) and the mean ln(mean) - variance / 2 (Law, Simulation Modeling and Analysis, ch. 6). */
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stddef.h>

#include "dist/kinds.h"

const char *tl_lognormal_prepare(struct tl_dist *dist, enum tl_unit unit)
{
    (void)unit;
    double mean = dist->params[0];
    double sd = dist->params[1];
    if (!(mean > 0 && sd > 0)) {
        return "lognormal(mean, sd) needs mean > 0 and sd > 0";
    }
    if (!(sd / mean <= 1e6)) {
        return "lognormal(mean, sd) needs an sd of at most a million means";
    }
    double variance = log1p(sd / mean * (sd / mean));
    dist->derived[0] = log(mean) - variance / 2;
    dist->derived[1] = sqrt(variance);
    return NULL;
}

double tl_lognormal_mean(const struct tl_dist *dist)
{
    return dist->params[0];
}

double tl_lognormal_quantile(const struct tl_dist *dist, double p)
{
    return exp(dist->derived[0] + dist->derived[1] * gsl_cdf_ugaussian_Pinv(p));
}
