/* The curves of a study, one after the other: what JSON and CSV write alike. */
#ifndef TL_REPORT_SERIES_H
#define TL_REPORT_SERIES_H

#include "report/contrast.h"

struct tl_curve_row {
    const char *scenario;
    const char *base; /* NULL: the scenario's own; else of the degradation from it */
    const char *measure;
    const char *entity;
    const struct tl_curve *curve;
    struct tl_bands bands;
};

/* Called once a curve; the row is borrowed. */
typedef void tl_take_curve(void *self, const struct tl_curve_row *row);

/* Every series of every variant, then D of every index of every variant but the first. */
void tl_series_walk(const struct tl_report *report, tl_take_curve *take, void *self);

#endif
