/* Charts drawn with letters. Pure functions: arrays in, text out. */
#ifndef TL_REPORT_CHART_H
#define TL_REPORT_CHART_H

#include <stddef.h>

#include "report/page.h"

/* A mean curve with its band over days. */
struct tl_chart {
    const double *mean; /* [cells] */
    const double *lo;   /* [cells] the band; NULL or NAN: none */
    const double *hi;
    size_t cells;
    double cell_d;    /* days a cell */
    double horizon_d; /* <= cells * cell_d: the last cell may be shorter */
    double order_d;   /* marked under the axis; NAN: nothing to mark */
    int rows;         /* lines of the plot at most, at least 3 */
    double low, high; /* range that must be shown; the axis ends at round numbers around it */
    double warmup_d;  /* when measures start, marked under the axis; 0: at once, nothing to mark */
};

/* The smallest range that holds the curve, its band and zero (with_zero) or else just these. Widens *low and *high, which may be
 * NAN at first: charts that are to be compared share one range. */
void tl_chart_range(const struct tl_chart *chart, bool with_zero, double *low, double *high);

/* Draw it: the y axis with round numbers, the band shaded, the mean as a line, zero as a rule, the x axis in days. No dip of the
 * mean is narrower than what is drawn: each place shows the mean's whole range there, and the band's. */
void tl_chart_print(const struct tl_chart *chart, const struct tl_page *page, struct tl_text *out);

/* One line of `width` places for values between 0 and 1: each place is the mean of its cells. */
void tl_chart_print_spark(const double *values, size_t cells, int width, const struct tl_page *page,
                          struct tl_text *out);

/* A bar of at most `width` places for a share between 0 and 1 of the greatest; drawn in eighths where letters allow. */
void tl_chart_print_bar(double share, int width, const struct tl_page *page, struct tl_text *out);

#endif
