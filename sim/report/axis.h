/* Axes of charts: round numbers at the left, days below. */
#ifndef TL_REPORT_AXIS_H
#define TL_REPORT_AXIS_H

#include "report/page.h"

/* A y axis over the lines of a plot, the first line being the top. Every tick is a whole multiple of the step and lies in the
 * middle of a line. */
struct tl_axis {
    double top;      /* value in the middle of the first line */
    double per_row;  /* how much a line is, > 0 */
    int rows;        /* lines that are needed, at most those allowed */
    int first_tick;  /* line of the first tick */
    int tick_rows;   /* a tick every so many lines */
    int decimals;    /* of its labels */
    int label_width; /* columns left of the plot, the rule included */
};

/* The finest round numbers for [low, high] on at most `rows` lines, at least 3; 0, if inside, is in the middle of a line. A range without extent is widened. */
struct tl_axis tl_axis_make(double low, double high, int rows);

/* The line of a value, as a real number: 0 is the middle of the first line. */
double tl_axis_row(const struct tl_axis *axis, double value);

/* What stands left of a line of the plot. */
void tl_axis_print_label(const struct tl_axis *axis, int row, const struct tl_page *page,
                         struct tl_text *out);

/* A day to point at, within the horizon. */
struct tl_axis_mark {
    double day;
    const char *what; /* ASCII */
};

/* The lines below the plot: the rule with its ticks, the days, and a line a mark, which may stand left of its point where it does
 * not fit right of it.
 * places  columns of the plot */
void tl_axis_print_days(const struct tl_axis *axis, double horizon_d, const struct tl_axis_mark *marks,
                        size_t mark_count, int places, const struct tl_page *page, struct tl_text *out);

#endif
