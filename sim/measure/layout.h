/* The layout: where each measure declares its columns and series once, and writes their values at the end. */
#ifndef TL_MEASURE_LAYOUT_H
#define TL_MEASURE_LAYOUT_H

#include "base/memory.h"
#include "measure/measure.h"

struct tl_layout {
    struct tl_arena *arena; /* names of entities that are put together */
    struct tl_column *columns;
    size_t column_count, column_capacity;
    struct tl_series *series;
    size_t series_count, series_capacity;
    size_t cells;
    int64_t warmup_s; /* in [0, horizon_s): values leave out what is before; curves do not */
    int64_t horizon_s;
    double *values; /* [columns], once every measure has declared its own */
    double *curves; /* [series][cells] */
};

void tl_layout_init(struct tl_layout *layout, int64_t warmup_s, int64_t horizon_s);
void tl_layout_clear(struct tl_layout *layout);

/* Declare a column or a series. Numbers are handed out in order from 0; names are borrowed. */
size_t tl_layout_add_column(struct tl_layout *layout, struct tl_column column);
size_t tl_layout_add_series(struct tl_layout *layout, struct tl_series series);

/* Everything is declared: make room for the values. */
void tl_layout_seal(struct tl_layout *layout);

/* The time that values are about, from the warm-up's end to the horizon. */
int64_t tl_layout_measured(const struct tl_layout *layout);

/* Length of a cell: TL_CELL_S, but for a shorter last one. */
int64_t tl_layout_cell_length(const struct tl_layout *layout, size_t cell);

#endif
