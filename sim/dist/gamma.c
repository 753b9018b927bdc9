/* Gamma by the mean and standard deviation of the value itself: shape (mean / sd)^2, scale sd^2 / mean.
 * GSL 2.7 inverts the distribution function reliably and monotonically for shapes from 0.16 to 800 only (beyond, it
 * returns NAN or steps back here and there), so parameters are held within that. */
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <stddef.h>

#include "dist/kinds.h"

const char *tl_gamma_prepare(struct tl_dist *dist, enum tl_unit unit)
{
    (void)unit;
    double mean = dist->params[0];
    double sd = dist->params[1];
    if (!(mean > 0 && sd > 0)) {
        return "gamma(mean, sd) needs mean > 0 and sd > 0";
    }
    if (!(sd >= mean / 20 && sd <= 2.5 * mean)) {
        return "gamma(mean, sd) needs an sd from a twentieth of the mean to 2.5 means";
    }
    gsl_set_error_handler_off(); /* GSL's own handler would end the program */
    dist->derived[0] = mean / sd * (mean / sd);
    dist->derived[1] = sd * (sd / mean);
    return NULL;
}

double tl_gamma_mean(const struct tl_dist *dist)
{
    return dist->params[0];
}

double tl_gamma_quantile(const struct tl_dist *dist, double p)
{
    return gsl_cdf_gamma_Pinv(p, dist->derived[0], dist->derived[1]);
}
