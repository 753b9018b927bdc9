#include "report/marked.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "report/flags.h"
#include "report/number.h"

void tl_marked_add(struct tl_marked *marked, struct tl_marked_number number)
{
    if (number.interval.flags == 0) {
        return;
    }
    number.row = tl_copy(number.row);
    marked->items = tl_grow(marked->items, marked->count, &marked->capacity, sizeof *marked->items);
    marked->items[marked->count++] = number;
}

void tl_marked_clear(struct tl_marked *marked)
{
    for (size_t i = 0; i < marked->count; i++) {
        free((char *)marked->items[i].row);
    }
    free(marked->items);
    *marked = (struct tl_marked){0};
}

/* The heading that tells the row of a number from others of its name; NULL: its name does. */
static const char *find_section(const struct tl_marked_number *number, const struct tl_grid *grid)
{
    bool stands_in_it = grid && number->grid_column != TL_MARKED_ALWAYS;
    return stands_in_it && tl_grid_repeats(grid, number->grid_row) ? tl_grid_section(grid, number->grid_row)
                                                                   : NULL;
}

/* "aew-soj longest 5.10 (4.80 to 5.40)"; numbers of one row are told one after the other without naming it again, and so are rows of
 * one section. */
static void add_median(const struct tl_marked_number *number, const struct tl_marked_number *before,
                       const struct tl_grid *grid, struct tl_text *text)
{
    const char *section = find_section(number, grid);
    const char *section_before = before ? find_section(before, grid) : NULL;
    bool same_section = section == section_before;
    bool same_row = before && same_section && strcmp(before->row, number->row) == 0;
    struct tl_interval median = {.value = number->interval.median,
                                 .lo = number->interval.median_lo,
                                 .hi = number->interval.median_hi,
                                 .n = number->interval.n};
    tl_text_add(text, !before ? "" : same_row ? ", " : "; ");
    if (section && !same_section) {
        tl_text_print(text, "%s: ", section);
    }
    if (!same_row) {
        tl_text_print(text, *number->column ? "%s " : "%s", number->row);
    }
    tl_text_print(text, "%s ", number->column);
    if (median.lo == median.hi) { /* so many values are this one that nothing else can be the median */
        median.lo = median.hi = NAN;
    }
    tl_number_print_interval(text, &median, number->limit);
}

unsigned tl_marked_print(const struct tl_marked *marked, const struct tl_grid *grid,
                         const struct tl_page *page, struct tl_text *out)
{
    struct tl_text medians = {0};
    const struct tl_marked_number *before = NULL;
    unsigned flags = 0;
    for (size_t i = 0; i < marked->count; i++) {
        const struct tl_marked_number *number = &marked->items[i];
        if (grid && number->grid_column != TL_MARKED_ALWAYS && !tl_grid_shows(grid, number->grid_column)) {
            continue;
        }
        flags |= number->interval.flags;
        if (number->interval.flags & TL_FLAG_HEAVY_TAIL) {
            add_median(number, before, grid, &medians);
            before = number;
        }
    }
    if (medians.size > 0) {
        tl_text_add(out, "* median: ");
        tl_page_fill(page, out, 10, 2, tl_text_get(&medians));
    }
    tl_text_clear(&medians);
    return flags;
}
