/* A grid: cells of text in aligned columns. */
#ifndef TL_REPORT_GRID_H
#define TL_REPORT_GRID_H

#include <stddef.h>

#include "report/page.h"

#define TL_GRID_COLUMNS_MAX 12

enum tl_align {
    TL_ALIGN_LEFT,
    TL_ALIGN_RIGHT,
    TL_ALIGN_POINT, /* decimal points one below the other */
};

struct tl_grid_column {
    const char *title;
    enum tl_align align;
    enum tl_ink ink;
    int drop; /* where the page is too narrow, all columns of the greatest number go first; 0: it stays */
};

struct tl_grid_row {
    char *heading; /* a line across all columns, and then no cells; NULL: a row of cells */
    bool is_note;  /* a heading that is a plain line about the section it ends */
    char *cells[TL_GRID_COLUMNS_MAX];
};

struct tl_grid {
    const struct tl_page *page; /* borrowed */
    struct tl_grid_column columns[TL_GRID_COLUMNS_MAX];
    size_t column_count;
    struct tl_grid_row *rows;
    size_t row_count;
    size_t row_capacity;
};

void tl_grid_init(struct tl_grid *grid, const struct tl_page *page);
void tl_grid_clear(struct tl_grid *grid);

/* Add a column and return its number. Titles are borrowed. */
size_t tl_grid_add_column(struct tl_grid *grid, const char *title, enum tl_align align, enum tl_ink ink,
                          int drop);

/* Add a line across all columns. */
void tl_grid_add_heading(struct tl_grid *grid, const char *text);

/* Add a plain line across all columns: what is to be said of the rows of a section. */
void tl_grid_add_note(struct tl_grid *grid, const char *text);

/* The heading of the section that a row stands in; NULL: none. */
const char *tl_grid_section(const struct tl_grid *grid, size_t row);

/* Is there another row whose first cell is the same? */
bool tl_grid_repeats(const struct tl_grid *grid, size_t row);

/* Add an empty row and return its number. */
size_t tl_grid_add_row(struct tl_grid *grid);

/* Set a cell; the text is copied. */
void tl_grid_set(struct tl_grid *grid, size_t row, size_t column, const char *text);
void tl_grid_print_cell(struct tl_grid *grid, size_t row, size_t column, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Columns of the page that the grid takes when no column is left out. */
int tl_grid_width(const struct tl_grid *grid);

/* Will the column be printed, or is it left out? */
bool tl_grid_shows(const struct tl_grid *grid, size_t column);

/* Print it: titles, then rows. Columns without any text are left out; so are columns with a `drop`, as far as the width asks.
 * A grid that is still too wide runs over: nothing that must be read is cut. */
void tl_grid_print(const struct tl_grid *grid, struct tl_text *out);

#endif
