#include "report/marked.h"

#include <math.h>

#include "test.h"

static const struct tl_page page = {60, true, false};

static struct tl_marked_number make(const char *row, const char *column, size_t grid_column, double median)
{
    return (struct tl_marked_number){.row = row,
                                     .column = column,
                                     .grid_column = grid_column,
                                     .interval = {.value = 2 * median,
                                                  .n = 40,
                                                  .flags = TL_FLAG_HEAVY_TAIL,
                                                  .median = median,
                                                  .median_lo = median - 1,
                                                  .median_hi = median + 1},
                                     .limit = 40};
}

static void check(const struct tl_marked *marked, const struct tl_grid *grid, unsigned flags,
                  const char *text)
{
    struct tl_text out = {0};
    ck_assert_uint_eq(tl_marked_print(marked, grid, &page, &out), flags);
    ck_assert_str_eq(tl_text_get(&out), text);
    tl_text_clear(&out);
}

START_TEST(test_every_heavy_tail_names_its_median)
{
    struct tl_marked marked = {0};
    check(&marked, NULL, 0, "");
    tl_marked_add(&marked, make("aew", "longest", TL_MARKED_ALWAYS, 5));
    tl_marked_add(&marked, make("aew", "in all", TL_MARKED_ALWAYS, 9));
    tl_marked_add(&marked, make("mean", "", TL_MARKED_ALWAYS, 7));
    struct tl_marked_number alike = make("asw", "longest", TL_MARKED_ALWAYS, 3);
    alike.interval.median_lo = alike.interval.median_hi = 3;
    tl_marked_add(&marked, alike);
    check(&marked, NULL, TL_FLAG_HEAVY_TAIL,
          "* median: aew longest 5.0 (4.0 to 6.0), in all 9.0 (8.0 to\n"
          "  10.0); mean 7.0 (6.0 to 8.0); asw longest 3\n");
    tl_marked_clear(&marked);
}
END_TEST

START_TEST(test_other_flags_have_no_median)
{
    struct tl_marked marked = {0};
    struct tl_marked_number number = make("aew", "longest", TL_MARKED_ALWAYS, 5);
    number.interval.flags = 0;
    tl_marked_add(&marked, number);
    ck_assert_uint_eq(marked.count, 0);
    number.interval.flags = TL_FLAG_ABSENT;
    tl_marked_add(&marked, number);
    check(&marked, NULL, TL_FLAG_ABSENT, "");
    tl_marked_clear(&marked);
}
END_TEST

/* A median that was not reached is beyond what could be watched. */
START_TEST(test_not_reached)
{
    struct tl_marked marked = {0};
    struct tl_marked_number number = make("close", "", TL_MARKED_ALWAYS, 30);
    number.interval.median = number.interval.median_hi = INFINITY;
    tl_marked_add(&marked, number);
    check(&marked, NULL, TL_FLAG_HEAVY_TAIL, "* median: close > 40 (29.00 to > 40)\n");
    tl_marked_clear(&marked);
}
END_TEST

/* What the page has no room for is not told of. */
START_TEST(test_columns_that_are_left_out)
{
    struct tl_marked marked = {0};
    struct tl_grid grid;
    tl_grid_init(&grid, &page);
    tl_grid_add_column(&grid, "kept", TL_ALIGN_LEFT, TL_INK_PLAIN, 0);
    tl_grid_add_column(&grid, "dropped", TL_ALIGN_LEFT, TL_INK_PLAIN, 1);
    size_t row = tl_grid_add_row(&grid);
    tl_grid_set(&grid, row, 0, "0123456789012345678901234567890123456789");
    tl_grid_set(&grid, row, 1, "0123456789012345678901234567890123456789");
    tl_marked_add(&marked, make("aew", "longest", 1, 5));
    check(&marked, &grid, 0, "");
    tl_marked_add(&marked, make("aew", "in all", 0, 4));
    check(&marked, &grid, TL_FLAG_HEAVY_TAIL, "* median: aew in all 4.0 (3.0 to 5.0)\n");
    tl_marked_clear(&marked);
    tl_grid_clear(&grid);
}
END_TEST

/* Rows of one name are told apart by their sections; others need none. */
START_TEST(test_names_that_repeat)
{
    static const char *const names[] = {"csg", "soj", "csg", "tug"};
    struct tl_marked marked = {0};
    struct tl_grid grid;
    tl_grid_init(&grid, &page);
    tl_grid_add_column(&grid, "", TL_ALIGN_LEFT, TL_INK_PLAIN, 0);
    for (size_t i = 0; i < 4; i++) {
        if (i % 2 == 0) {
            tl_grid_add_heading(&grid, i == 0 ? "gaps" : "double cover");
        }
        size_t row = tl_grid_add_row(&grid);
        tl_grid_print_cell(&grid, row, 0, " %s", names[i]);
        struct tl_marked_number number = make(names[i], "change", 0, 4);
        number.grid_row = row;
        tl_marked_add(&marked, number);
    }
    check(&marked, &grid, TL_FLAG_HEAVY_TAIL,
          "* median: gaps: csg change 4.0 (3.0 to 5.0); soj change 4.0\n"
          "  (3.0 to 5.0); double cover: csg change 4.0 (3.0 to 5.0);\n"
          "  tug change 4.0 (3.0 to 5.0)\n");
    tl_marked_clear(&marked);
    tl_grid_clear(&grid);
}
END_TEST

TL_TEST_MAIN(marked, test_names_that_repeat, test_every_heavy_tail_names_its_median,
             test_other_flags_have_no_median, test_not_reached, test_columns_that_are_left_out)
