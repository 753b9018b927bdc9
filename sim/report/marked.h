/* The marked numbers of a table under way: which marks a reader will see, and the median beside each mean with a heavy tail. */
#ifndef TL_REPORT_MARKED_H
#define TL_REPORT_MARKED_H

#include "report/grid.h"
#include "stats/stats.h"

#define TL_MARKED_ALWAYS SIZE_MAX /* in no column that a narrow page may leave out */

struct tl_marked_number {
    const char *row;    /* what it is of; copied when added */
    size_t grid_row;    /* which row of the grid that is; unused with TL_MARKED_ALWAYS */
    const char *column; /* what of it; "": the row says it all. Borrowed */
    size_t grid_column; /* where its mark stands, or TL_MARKED_ALWAYS */
    struct tl_interval interval;
    double limit; /* as for tl_number_print */
};

struct tl_marked {
    struct tl_marked_number *items;
    size_t count;
    size_t capacity;
};

/* Remember a number, if it is flagged. `row` is copied, `column` borrowed until tl_marked_clear. */
void tl_marked_add(struct tl_marked *marked, struct tl_marked_number number);
void tl_marked_clear(struct tl_marked *marked);

/* Print the medians of what has a heavy tail in a paragraph, "* median: ...", and return all flags that are shown. What stands in a
 * column of the grid that the page has no room for is passed over. A row whose name stands in several sections of the grid is told
 * with the heading of its section. grid NULL: none is. */
unsigned tl_marked_print(const struct tl_marked *marked, const struct tl_grid *grid,
                         const struct tl_page *page, struct tl_text *out);

#endif
