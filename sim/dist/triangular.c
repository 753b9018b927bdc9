#include <math.h>
#include <stddef.h>

#include "dist/kinds.h"

const char *tl_triangular_prepare(struct tl_dist *dist, enum tl_unit unit)
{
    double min = dist->params[0];
    double mode = dist->params[1];
    double max = dist->params[2];
    if (!(min <= mode && mode <= max)) {
        return "triangular(min, mode, max) needs min <= mode <= max";
    }
    if (unit == TL_UNIT_TIME && min < 0) {
        return "a time must not be negative";
    }
    dist->derived[0] = max > min ? (mode - min) / (max - min) : 0; /* P(at most the mode) */
    return NULL;
}

double tl_triangular_mean(const struct tl_dist *dist)
{
    return dist->params[0] / 3 + dist->params[1] / 3 + dist->params[2] / 3;
}

double tl_triangular_quantile(const struct tl_dist *dist, double p)
{
    double min = dist->params[0];
    double max = dist->params[2];
    double at_mode = dist->derived[0];
    double width = max - min;
    if (p < at_mode) {
        return min + width * sqrt(p * at_mode);
    }
    return max - width * sqrt((1 - p) * (1 - at_mode));
}
