#include "report/grid.h"

#include <string.h>

#include "test.h"

static struct tl_text out;

/* Three rows whose columns may be dropped by 2, then 1. */
static const char *print_grid(int width)
{
    struct tl_page page = {width, true, false};
    struct tl_grid grid;
    tl_grid_init(&grid, &page);
    tl_grid_add_column(&grid, "name", TL_ALIGN_LEFT, TL_INK_PLAIN, 0);
    tl_grid_add_column(&grid, "value", TL_ALIGN_POINT, TL_INK_PLAIN, 0);
    tl_grid_add_column(&grid, "right", TL_ALIGN_RIGHT, TL_INK_PLAIN, 1);
    tl_grid_add_column(&grid, "note", TL_ALIGN_LEFT, TL_INK_PLAIN, 2);
    tl_grid_add_column(&grid, "empty", TL_ALIGN_LEFT, TL_INK_PLAIN, 0);
    tl_grid_add_heading(&grid, "a heading that is wider than the table is");
    static const char *const cells[3][4] = {
        {"é", "1.25", "x", "first"}, {"bb", "-120", "yyyyyyy", ""}, {"ccccc", "0.5", "", "third"}};
    for (size_t i = 0; i < 3; i++) {
        size_t row = tl_grid_add_row(&grid);
        for (size_t column = 0; column < 4; column++) {
            tl_grid_set(&grid, row, column, cells[i][column]);
        }
    }
    tl_text_reset(&out);
    tl_grid_print(&grid, &out);
    tl_grid_clear(&grid);
    return tl_text_get(&out);
}

START_TEST(test_points_line_up)
{
    ck_assert_str_eq(print_grid(80), "name     value    right  note\n"
                                     "a heading that is wider than the table is\n"
                                     "é         1.25        x  first\n"
                                     "bb     -120     yyyyyyy\n"
                                     "ccccc     0.5            third\n");
}
END_TEST

START_TEST(test_columns_are_dropped_by_rank)
{
    ck_assert_str_eq(print_grid(24), "name     value    right\n"
                                     "a heading that is wider than the table is\n"
                                     "é         1.25        x\n"
                                     "bb     -120     yyyyyyy\n"
                                     "ccccc     0.5\n");
    ck_assert_ptr_nonnull(strstr(print_grid(16), "name     value\n"));
    ck_assert_ptr_nonnull(strstr(print_grid(3), "name     value\n"));
}
END_TEST

START_TEST(test_a_set_cell_replaces_the_former)
{
    struct tl_page page = {80, false, true};
    struct tl_grid grid;
    tl_grid_init(&grid, &page);
    tl_grid_add_column(&grid, "", TL_ALIGN_RIGHT, TL_INK_FAINT, 0);
    size_t row = tl_grid_add_row(&grid);
    tl_grid_set(&grid, row, 0, "old");
    tl_grid_print_cell(&grid, row, 0, "%d", 12);
    ck_assert_int_eq(tl_grid_width(&grid), 2);
    tl_text_reset(&out);
    tl_grid_print(&grid, &out);
    ck_assert_str_eq(tl_text_get(&out), "\n\033[2m12\033[0m\n");
    tl_grid_clear(&grid);
}
END_TEST

/* A note stands plainly across the columns, and heads nothing. */
START_TEST(test_sections)
{
    struct tl_page page = {80, false, true};
    struct tl_grid grid;
    tl_grid_init(&grid, &page);
    tl_grid_add_column(&grid, "", TL_ALIGN_LEFT, TL_INK_PLAIN, 0);
    static const char *const names[] = {"before", "same", "same", "after"};
    size_t rows[4];
    for (size_t i = 0; i < 4; i++) {
        if (i == 1 || i == 2) {
            tl_grid_add_heading(&grid, i == 1 ? "one" : "two");
        }
        rows[i] = tl_grid_add_row(&grid);
        tl_grid_set(&grid, rows[i], 0, names[i]);
        if (i == 2) {
            tl_grid_add_note(&grid, " 3 more");
        }
    }
    ck_assert_ptr_null(tl_grid_section(&grid, rows[0]));
    ck_assert_str_eq(tl_grid_section(&grid, rows[1]), "one");
    ck_assert_str_eq(tl_grid_section(&grid, rows[2]), "two");
    ck_assert_str_eq(tl_grid_section(&grid, rows[3]), "two");
    ck_assert(!tl_grid_repeats(&grid, rows[0]) && tl_grid_repeats(&grid, rows[1]));
    ck_assert(tl_grid_repeats(&grid, rows[2]) && !tl_grid_repeats(&grid, rows[3]));
    tl_text_reset(&out);
    tl_grid_print(&grid, &out);
    ck_assert_str_eq(tl_text_get(&out),
                     "\nbefore\n\033[1mone\033[0m\nsame\n\033[1mtwo\033[0m\nsame\n 3 more\nafter\n");
    tl_grid_clear(&grid);
}
END_TEST

TL_TEST_MAIN(grid, test_sections, test_points_line_up, test_columns_are_dropped_by_rank,
             test_a_set_cell_replaces_the_former)
