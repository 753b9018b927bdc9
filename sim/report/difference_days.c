#include "report/difference_days.h"

#include <math.h>
#include <string.h>

#include "report/grid.h"

#define TL_STRIP_LEAST 8
#define TL_DAY_SOME    0.005 /* days a day; less is told as nothing */
#define TL_DAY_MUCH    0.1
#define TL_SUM_LEAST   0.0005 /* days in all that are told */

/* The mark of the days [from, to): how much more B has, or that events differ. */
static const char *mark_of(const struct tl_page *page, const struct tl_difference_row *row, size_t from,
                           size_t to)
{
    double more = 0;
    int64_t events = 0;
    for (size_t day = from; day < to; day++) {
        more += row->by_day[TL_SIDE_B][day] - row->by_day[TL_SIDE_A][day];
        events += row->events_by_day[day];
    }
    double share = more / (double)(to - from);
    if (fabs(share) >= TL_DAY_MUCH) {
        return share > 0 ? (page->utf8 ? "▲" : "^") : (page->utf8 ? "▼" : "v");
    }
    if (fabs(share) >= TL_DAY_SOME) {
        return share > 0 ? "+" : "-";
    }
    return events > 0 ? "~" : (page->utf8 ? "·" : ".");
}

static void add_strip(struct tl_grid *grid, size_t row, size_t column, const struct tl_difference_row *of,
                      size_t days, size_t places)
{
    struct tl_text strip = {0};
    for (size_t place = 0; place < places; place++) {
        tl_text_add(&strip, mark_of(grid->page, of, place * days / places, (place + 1) * days / places));
    }
    tl_grid_set(grid, row, column, tl_text_get(&strip));
    tl_text_clear(&strip);
}

/* A round day every so many places, each above its own day. */
static void print_days(struct tl_text *out, size_t days, size_t places)
{
    static const size_t steps[] = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000};
    size_t step = 0;
    while (step + 1 < sizeof steps / sizeof *steps && steps[step] * places < 5 * days) {
        step++;
    }
    tl_text_add(out, "D+0");
    for (size_t day = steps[step]; day < days; day += steps[step]) {
        size_t place = (day * places + days - 1) / days;
        if (place > out->size && place + 2 < places) {
            tl_text_print(out, "%*s%zu", (int)(place - out->size), "", day);
        }
    }
}

static void set_more(struct tl_grid *grid, size_t row, double more)
{
    if (fabs(more) < TL_SUM_LEAST) { /* no sign for nothing */
        tl_grid_set(grid, row, 3, "0.000");
    } else {
        tl_grid_print_cell(grid, row, 3, "%+.3f", more);
    }
}

/* Fill a row of the grid. places: 0: without a strip */
static void set_row(struct tl_grid *grid, size_t row, const struct tl_difference_row *of, size_t days,
                    size_t places)
{
    bool has_both = of->has[TL_SIDE_A] && of->has[TL_SIDE_B];
    for (int side = 0; side < TL_SIDES; side++) {
        if (of->has[side]) {
            tl_grid_print_cell(grid, row, 1 + (size_t)side, "%.2f", of->days[side]);
        }
    }
    if (has_both) {
        set_more(grid, row, of->days[TL_SIDE_B] - of->days[TL_SIDE_A]);
    }
    if (of->events > 0) {
        tl_grid_print_cell(grid, row, 4, "%lld", (long long)of->events);
    }
    if (has_both && places > 0) {
        add_strip(grid, row, 5, of, days, places);
    }
}

static bool is_worth_a_row(const struct tl_difference_row *row)
{
    return row->events > 0 || !row->has[TL_SIDE_A] || !row->has[TL_SIDE_B] ||
           fabs(row->days[TL_SIDE_A] - row->days[TL_SIDE_B]) >= TL_SUM_LEAST;
}

static void add_missions(struct tl_grid *grid, const struct tl_differences *differences, size_t places)
{
    for (size_t i = 0; i < differences->mission_count; i++) {
        if (is_worth_a_row(&differences->missions[i])) {
            size_t row = tl_grid_add_row(grid);
            tl_grid_set(grid, row, 0, differences->missions[i].name);
            set_row(grid, row, &differences->missions[i], differences->days, places);
        }
    }
}

/* Do two indexes lose the same on every day? */
static bool is_alike(const struct tl_difference_row *a, const struct tl_difference_row *b, size_t days)
{
    bool alike = true;
    for (int side = 0; side < TL_SIDES; side++) {
        alike = alike && a->has[side] == b->has[side] &&
                memcmp(a->by_day[side], b->by_day[side], days * sizeof(double)) == 0;
    }
    return alike;
}

/* Partners who weigh missions alike share a row. */
static void add_indexes(struct tl_grid *grid, const struct tl_differences *differences, size_t places)
{
    const struct tl_difference_row *indexes = differences->indexes;
    for (size_t i = 0; i < differences->index_count; i++) {
        struct tl_text names = {0};
        bool is_first = true;
        for (size_t j = 0; j < differences->index_count; j++) {
            if (is_alike(&indexes[i], &indexes[j], differences->days)) {
                is_first = is_first && j >= i;
                tl_text_print(&names, "%s%s", names.size > 0 ? ", " : "", indexes[j].name);
            }
        }
        if (is_first && is_worth_a_row(&indexes[i])) {
            size_t row = tl_grid_add_row(grid);
            tl_grid_set(grid, row, 0, tl_text_get(&names));
            set_row(grid, row, &indexes[i], differences->days, places);
        }
        tl_text_clear(&names);
    }
}

/* places: of the strips; 0: without them, to see how much room there is
 * title   of the strips, kept until the grid is printed */
static void build(struct tl_grid *grid, const struct tl_differences *differences, size_t places,
                  const char *title)
{
    tl_grid_add_column(grid, "", TL_ALIGN_LEFT, TL_INK_PLAIN, 0);
    tl_grid_add_column(grid, "A", TL_ALIGN_POINT, TL_INK_PLAIN, 2);
    tl_grid_add_column(grid, "B", TL_ALIGN_POINT, TL_INK_PLAIN, 1);
    tl_grid_add_column(grid, "B - A", TL_ALIGN_POINT, TL_INK_PLAIN, 0);
    tl_grid_add_column(grid, "events", TL_ALIGN_RIGHT, TL_INK_PLAIN, 0);
    tl_grid_add_column(grid, title, TL_ALIGN_LEFT, TL_INK_PLAIN, 0);
    tl_grid_add_heading(grid, "missions, days covered");
    add_missions(grid, differences, places);
    tl_grid_add_heading(grid, "indexes, index-days lost");
    add_indexes(grid, differences, places);
}

void tl_difference_days_print(const struct tl_differences *differences, const struct tl_page *page,
                              struct tl_text *out)
{
    struct tl_grid grid;
    struct tl_text title = {0};
    tl_grid_init(&grid, page);
    build(&grid, differences, 0, "");
    int room = page->width - tl_grid_width(&grid) - 2;
    size_t places = room < TL_STRIP_LEAST              ? 0
                    : (size_t)room < differences->days ? (size_t)room
                                                       : differences->days;
    tl_grid_clear(&grid);
    tl_grid_init(&grid, page);
    if (places > 0) {
        print_days(&title, differences->days, places);
    }
    build(&grid, differences, places, tl_text_get(&title));
    tl_text_add_char(out, '\n');
    tl_grid_print(&grid, out);
    if (places > 0) {
        const char *strong = page->utf8 ? "▲ ▼" : "^ v";
        struct tl_text marks = {0};
        tl_text_print(&marks, "+ - more or less in B, %s by a tenth of a day and more, ~ only events differ",
                      strong);
        tl_page_fill(page, out, 0, 0, tl_text_get(&marks));
        tl_text_clear(&marks);
    }
    tl_grid_clear(&grid);
    tl_text_clear(&title);
}
