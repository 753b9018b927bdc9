#include "report/range.h"

#include <math.h>

#include "test.h"

START_TEST(test_a_column_has_its_own_range)
{
    struct tl_column hours = {"gap-hours", "a", "h", TL_COLUMN_MEAN, 1, false, 240};
    struct tl_column moves = {"interruptions", "a", "", TL_COLUMN_MEAN, 1, false, 0};
    ck_assert_double_eq(tl_range_of_column(&hours).low, 0);
    ck_assert_double_eq(tl_range_of_column(&hours).high, 240);
    ck_assert_double_eq(tl_range_of_difference(&hours).low, -240);
    ck_assert_double_eq(tl_range_of_difference(&hours).high, 240);
    ck_assert_double_eq(tl_range_of_column(&moves).low, 0);
    ck_assert(isinf(tl_range_of_column(&moves).high));
    ck_assert(isinf(tl_range_of_difference(&moves).low));
}
END_TEST

START_TEST(test_ends_are_cut_and_the_value_stays)
{
    struct tl_interval cut =
        tl_range_cut((struct tl_range){0, 13}, (struct tl_interval){6, -25, 14, 3, 0u, 0, 0, 0});
    ck_assert_double_eq(cut.value, 6);
    ck_assert_double_eq(cut.lo, 0);
    ck_assert_double_eq(cut.hi, 13);
    cut = tl_range_cut(tl_range_of_share, (struct tl_interval){0.5, NAN, 0.75, 3, 0u, 0, 0, 0});
    ck_assert(isnan(cut.lo));
    ck_assert_double_eq(cut.hi, 0.75);
    ck_assert_double_eq(tl_range_clamp(tl_range_of_degradation, -2), -1);
    ck_assert_double_eq(tl_range_clamp(tl_range_of_degradation, 0.5), 0.5);
}
END_TEST

TL_TEST_MAIN(range, test_a_column_has_its_own_range, test_ends_are_cut_and_the_value_stays)
