/* A meter: the integral of a step function of time, by cell. It works only when the step changes, so its sums do not depend on
 * events that leave the step as it is. Whole rates below 2^53 / horizon give whole, exact integrals. */
#ifndef TL_MEASURE_METER_H
#define TL_MEASURE_METER_H

#include <stddef.h>
#include <stdint.h>

#include "measure/layout.h"

struct tl_meter {
    double rate; /* holds since since_s */
    int64_t since_s;
    double *cells;    /* integral so far by cell, owned */
    int64_t warmup_s; /* what is before counts in cells alone */
    double early;     /* the part before the warm-up's end of the cell in which it ends */
};

void tl_meter_init(struct tl_meter *meter, const struct tl_layout *layout);
void tl_meter_clear(struct tl_meter *meter);

/* Add the held rate up to until_s. */
void tl_meter_advance(struct tl_meter *meter, int64_t until_s);

/* From since_s on the rate holds; until then the last one did. */
static inline void tl_meter_hold(struct tl_meter *meter, int64_t since_s, double rate)
{
    if (rate != meter->rate) {
        tl_meter_advance(meter, since_s);
        meter->rate = rate;
    }
}

/* The integral from the warm-up's end on. */
double tl_meter_total(const struct tl_meter *meter, size_t cells);

#endif
