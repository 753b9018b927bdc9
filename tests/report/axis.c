#include "report/axis.h"

#include <math.h>

#include "test.h"

/* Ranges of all sizes and signs. */
START_TEST(test_range_fits_and_ticks_are_round)
{
    static const double lows[] = {-3, -0.4, -0.0001, 0, 0.83, 12};
    static const double sizes[] = {1e-5, 0.03, 0.97, 1, 2.5, 44, 12345};
    for (size_t i = 0; i < sizeof lows / sizeof *lows * sizeof sizes / sizeof *sizes; i++) {
        double low = lows[i % 6];
        double high = low + sizes[i / 6];
        for (int rows = 3; rows < 20; rows++) {
            struct tl_axis axis = tl_axis_make(low, high, rows);
            ck_assert_int_le(axis.rows, rows);
            ck_assert_double_ge(tl_axis_row(&axis, high), -1e-6);
            ck_assert_double_le(tl_axis_row(&axis, low), axis.rows - 1 + 1e-6);
            ck_assert_int_ge(axis.first_tick, 0);
            ck_assert_int_lt(axis.first_tick, axis.tick_rows);
            double tick = axis.top - axis.first_tick * axis.per_row;
            double ticks = tick / (axis.per_row * axis.tick_rows);
            ck_assert_double_eq_tol(ticks, round(ticks), 1e-6 * (1 + fabs(ticks)));
        }
    }
}
END_TEST

START_TEST(test_a_range_without_extent_is_widened)
{
    struct tl_axis axis = tl_axis_make(0, 0, 11);
    ck_assert_double_gt(axis.per_row, 0);
    axis = tl_axis_make(NAN, NAN, 11);
    ck_assert_double_gt(axis.per_row, 0);
}
END_TEST

START_TEST(test_days)
{
    struct tl_page page = {80, false, false};
    struct tl_axis axis = tl_axis_make(0, 1, 11);
    struct tl_axis_mark order = {2, "order"};
    struct tl_text out = {0};
    tl_axis_print_days(&axis, 45, &order, 1, 40, &page, &out);
    ck_assert_str_eq(tl_text_get(&out), "     ++--------+--------+--------+--------+---\n"
                                        "      D+0      10       20       30       40\n"
                                        "        ^ order\n");
    tl_text_reset(&out);
    tl_axis_print_days(&axis, 1.5, NULL, 0, 40, &page, &out);
    ck_assert_str_eq(tl_text_get(&out), "     ++------------+-------------+-----------+\n"
                                        "      D+0          0.5           1         1.5\n");
    tl_text_clear(&out);
}
END_TEST

/* A mark points at its day at either side of it, and is left out where no line could hold it. */
START_TEST(test_marks_point_at_their_day)
{
    struct tl_page page = {80, false, false};
    struct tl_axis axis = tl_axis_make(0, 1, 11);
    struct tl_axis_mark marks[] = {{30, "order"}, {36, "measures start at D+36"}};
    struct tl_text out = {0};
    tl_axis_print_days(&axis, 40, marks, 2, 40, &page, &out);
    const char *order = strstr(tl_text_get(&out), "                                    ^ order\n");
    ck_assert_ptr_nonnull(order);
    ck_assert_str_eq(order, "                                    ^ order\n"
                            "                   measures start at D+36 ^\n");
    tl_text_reset(&out);
    marks[1].day = 15;
    tl_axis_print_days(&axis, 40, &marks[1], 1, 20, &page, &out);
    ck_assert_ptr_null(strstr(tl_text_get(&out), "^"));
    tl_text_clear(&out);
}
END_TEST

TL_TEST_MAIN(axis, test_range_fits_and_ticks_are_round, test_a_range_without_extent_is_widened, test_days,
             test_marks_point_at_their_day)
