/* What a timeline has collected and its printer draws. Of report/timeline*.c alone. */
#ifndef TL_REPORT_TIMELINE_STATE_H
#define TL_REPORT_TIMELINE_STATE_H

#include "report/gantt.h"
#include "report/timeline.h"

#define TL_TIMELINE_INDENT 2 /* columns of a row beneath its section's heading */
#define TL_TIMELINE_TALL                                                                                     \
    20 /* more rows are many: the axis stands above, too, and who does nothing has none */

/* Pointers are NULL where there is nothing of the kind; so is what a tally or blocks hold. */
struct tl_timeline_section {
    struct tl_tally *rows;    /* [assets] states */
    struct tl_tally *serves;  /* [assets] missions, the last kind being none */
    size_t assets;            /* that have a row */
    struct tl_blocks *states; /* [TL_STATES] how many are in it */
    struct tl_blocks total;   /* a mission's coverage, or how many are at a place */
};

struct tl_timeline {
    const struct tl_page *page;
    const struct tl_roster *roster;
    enum tl_timeline_by by;
    struct tl_timescale scale;
    int label_width; /* columns before those of the chart, with a blank at their end */
    bool
        is_partial; /* some assets are not to be shown: neither is a mission that none of the others serves */
    bool tells_missions; /* beneath an asset's row, in words: where there are few */
    size_t *order;       /* [assets] as they are shown */
    struct tl_timeline_section *sections;
    size_t section_count;
    size_t row_count;       /* of all sections */
    struct tl_arena *arena; /* of the marks */
    struct tl_timescale_mark *marks;
    size_t mark_count, mark_capacity;
};

#endif
