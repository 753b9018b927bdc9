#include "report/grid.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

#define TL_GRID_GAP 2 /* spaces between columns */

/* What a column takes: the part before the decimal point and the rest are measured apart, so that points line up. */
struct extent {
    bool used;
    int left;
    int right;
    int width;
};

void tl_grid_init(struct tl_grid *grid, const struct tl_page *page)
{
    *grid = (struct tl_grid){.page = page};
}

void tl_grid_clear(struct tl_grid *grid)
{
    for (size_t row = 0; row < grid->row_count; row++) {
        free(grid->rows[row].heading);
        for (size_t column = 0; column < TL_GRID_COLUMNS_MAX; column++) {
            free(grid->rows[row].cells[column]);
        }
    }
    free(grid->rows);
    *grid = (struct tl_grid){0};
}

size_t tl_grid_add_column(struct tl_grid *grid, const char *title, enum tl_align align, enum tl_ink ink,
                          int drop)
{
    assert(grid->column_count < TL_GRID_COLUMNS_MAX);
    grid->columns[grid->column_count] = (struct tl_grid_column){title, align, ink, drop};
    return grid->column_count++;
}

size_t tl_grid_add_row(struct tl_grid *grid)
{
    grid->rows = tl_grow(grid->rows, grid->row_count, &grid->row_capacity, sizeof *grid->rows);
    return grid->row_count++;
}

void tl_grid_add_heading(struct tl_grid *grid, const char *text)
{
    size_t row = tl_grid_add_row(grid); /* moves the rows */
    grid->rows[row].heading = tl_copy(text);
}

void tl_grid_add_note(struct tl_grid *grid, const char *text)
{
    tl_grid_add_heading(grid, text);
    grid->rows[grid->row_count - 1].is_note = true;
}

const char *tl_grid_section(const struct tl_grid *grid, size_t row)
{
    for (size_t i = row; i-- > 0;) {
        if (grid->rows[i].heading && !grid->rows[i].is_note) {
            return grid->rows[i].heading;
        }
    }
    return NULL;
}

bool tl_grid_repeats(const struct tl_grid *grid, size_t row)
{
    const char *name = grid->rows[row].cells[0];
    for (size_t i = 0; name && i < grid->row_count; i++) {
        const char *other = grid->rows[i].cells[0];
        if (i != row && other && strcmp(other, name) == 0) {
            return true;
        }
    }
    return false;
}

void tl_grid_set(struct tl_grid *grid, size_t row, size_t column, const char *text)
{
    assert(row < grid->row_count && column < grid->column_count && !grid->rows[row].heading);
    free(grid->rows[row].cells[column]);
    grid->rows[row].cells[column] = tl_copy(text);
}

void tl_grid_print_cell(struct tl_grid *grid, size_t row, size_t column, const char *format, ...)
{
    struct tl_text text = {0};
    va_list args;
    va_start(args, format);
    tl_text_print_args(&text, format, args);
    va_end(args);
    tl_grid_set(grid, row, column, tl_text_get(&text));
    tl_text_clear(&text);
}

static const char *get_cell(const struct tl_grid *grid, size_t row, size_t column)
{
    const char *text = grid->rows[row].cells[column];
    return text ? text : "";
}

/* The columns left of a number's decimal point, or of where it would stand: behind the last digit of its whole part. */
static int measure_left(const char *text)
{
    size_t digits = strcspn(text, "0123456789");
    if (!text[digits]) {
        return tl_text_width(text);
    }
    size_t whole = digits + strspn(text + digits, "0123456789");
    struct tl_text left = {0};
    tl_text_add_bytes(&left, text, whole);
    int width = tl_text_width(tl_text_get(&left));
    tl_text_clear(&left);
    return width;
}

static int max_int(int a, int b)
{
    return a > b ? a : b;
}

static struct extent measure_column(const struct tl_grid *grid, size_t column)
{
    struct extent extent = {0};
    bool points = grid->columns[column].align == TL_ALIGN_POINT;
    for (size_t row = 0; row < grid->row_count; row++) {
        const char *text = get_cell(grid, row, column);
        int width = tl_text_width(text);
        int left = points ? measure_left(text) : width;
        extent.used = extent.used || *text;
        extent.left = max_int(extent.left, left);
        extent.right = max_int(extent.right, width - left);
    }
    extent.width = max_int(extent.left + extent.right, tl_text_width(grid->columns[column].title));
    return extent;
}

static int sum_widths(const struct tl_grid *grid, const struct extent *extents)
{
    int width = 0;
    for (size_t column = 0; column < grid->column_count; column++) {
        if (extents[column].used) {
            width += extents[column].width + (width > 0 ? TL_GRID_GAP : 0);
        }
    }
    return width;
}

static void measure_all(const struct tl_grid *grid, struct extent *extents)
{
    for (size_t column = 0; column < grid->column_count; column++) {
        extents[column] = measure_column(grid, column);
    }
}

int tl_grid_width(const struct tl_grid *grid)
{
    struct extent extents[TL_GRID_COLUMNS_MAX];
    measure_all(grid, extents);
    return sum_widths(grid, extents);
}

/* Leave columns out until the rest fits or nothing more may go. */
static void drop_columns(const struct tl_grid *grid, struct extent *extents)
{
    while (sum_widths(grid, extents) > grid->page->width) {
        int most = 0;
        for (size_t column = 0; column < grid->column_count; column++) {
            most = extents[column].used ? max_int(most, grid->columns[column].drop) : most;
        }
        if (most == 0) {
            return;
        }
        for (size_t column = 0; column < grid->column_count; column++) {
            extents[column].used = extents[column].used && grid->columns[column].drop != most;
        }
    }
}

/* How far a text of `width` columns moves in to stand as its column asks. */
static int find_pad(const struct tl_grid_column *column, const struct extent *extent, const char *text)
{
    if (column->align == TL_ALIGN_LEFT) {
        return 0;
    }
    if (column->align == TL_ALIGN_RIGHT) {
        return extent->width - tl_text_width(text);
    }
    return extent->width - extent->right - measure_left(text);
}

/* Print one line; blanks at its end are left out. `row` == row_count: the titles. */
static void print_line(const struct tl_grid *grid, const struct extent *extents, size_t row,
                       struct tl_text *out)
{
    int owed = 0; /* blanks that go before the next text */
    bool first = true;
    bool titles = row == grid->row_count;
    for (size_t i = 0; i < grid->column_count; i++) {
        const struct tl_grid_column *column = &grid->columns[i];
        if (!extents[i].used) {
            continue;
        }
        owed += first ? 0 : TL_GRID_GAP;
        first = false;
        const char *text = titles ? column->title : get_cell(grid, row, i);
        if (!*text) {
            owed += extents[i].width;
            continue;
        }
        bool to_right = titles && column->align != TL_ALIGN_LEFT;
        int pad = to_right ? extents[i].width - tl_text_width(text) : find_pad(column, &extents[i], text);
        pad = pad > 0 ? pad : 0;
        tl_text_print(out, "%*s", owed + pad, "");
        tl_page_add(grid->page, out, titles ? TL_INK_FAINT : column->ink, text);
        owed = extents[i].width - pad - tl_text_width(text);
    }
    tl_text_add_char(out, '\n');
}

bool tl_grid_shows(const struct tl_grid *grid, size_t column)
{
    struct extent extents[TL_GRID_COLUMNS_MAX];
    measure_all(grid, extents);
    drop_columns(grid, extents);
    return extents[column].used;
}

void tl_grid_print(const struct tl_grid *grid, struct tl_text *out)
{
    struct extent extents[TL_GRID_COLUMNS_MAX];
    measure_all(grid, extents);
    drop_columns(grid, extents);
    print_line(grid, extents, grid->row_count, out);
    for (size_t row = 0; row < grid->row_count; row++) {
        if (grid->rows[row].heading) {
            enum tl_ink ink = grid->rows[row].is_note ? TL_INK_PLAIN : TL_INK_BOLD;
            tl_page_add(grid->page, out, ink, grid->rows[row].heading);
            tl_text_add_char(out, '\n');
        } else {
            print_line(grid, extents, row, out);
        }
    }
}
