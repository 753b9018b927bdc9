#include "measure/layout.h"

#include <assert.h>
#include <stdlib.h>

void tl_layout_init(struct tl_layout *layout, int64_t warmup_s, int64_t horizon_s)
{
    *layout = (struct tl_layout){
        .arena = tl_arena_create(),
        .cells = (size_t)((horizon_s + TL_CELL_S - 1) / TL_CELL_S),
        .warmup_s = warmup_s,
        .horizon_s = horizon_s,
    };
}

void tl_layout_clear(struct tl_layout *layout)
{
    tl_arena_destroy(layout->arena);
    free(layout->columns);
    free(layout->series);
    free(layout->values);
    free(layout->curves);
    *layout = (struct tl_layout){0};
}

size_t tl_layout_add_column(struct tl_layout *layout, struct tl_column column)
{
    layout->columns =
        tl_grow(layout->columns, layout->column_count, &layout->column_capacity, sizeof *layout->columns);
    bool after_detail =
        layout->column_count > 0 && layout->columns[layout->column_count - 1].role == TL_COLUMN_DETAIL;
    assert(column.role == TL_COLUMN_DETAIL ||
           !after_detail); /* so that those kept by replication are the first of a row */
    layout->columns[layout->column_count] = column;
    return layout->column_count++;
}

size_t tl_layout_add_series(struct tl_layout *layout, struct tl_series series)
{
    layout->series =
        tl_grow(layout->series, layout->series_count, &layout->series_capacity, sizeof *layout->series);
    layout->series[layout->series_count] = series;
    return layout->series_count++;
}

void tl_layout_seal(struct tl_layout *layout)
{
    layout->values = tl_alloc(layout->column_count, sizeof *layout->values);
    layout->curves = tl_alloc(layout->series_count * layout->cells, sizeof *layout->curves);
}

int64_t tl_layout_measured(const struct tl_layout *layout)
{
    return layout->horizon_s - layout->warmup_s;
}

int64_t tl_layout_cell_length(const struct tl_layout *layout, size_t cell)
{
    int64_t left_s = layout->horizon_s - (int64_t)cell * TL_CELL_S;
    return left_s < TL_CELL_S ? left_s : TL_CELL_S;
}
