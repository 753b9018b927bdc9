#include "report/number.h"

#include <math.h>

#include "test.h"

static struct tl_text out;

static const char *print_interval(double value, double lo, double hi, unsigned flags, double limit)
{
    struct tl_interval interval = {.value = value, .lo = lo, .hi = hi, .n = 200, .flags = flags};
    tl_text_reset(&out);
    tl_number_print_interval(&out, &interval, limit);
    return tl_text_get(&out);
}

static const char *print_share(size_t yes, size_t n)
{
    struct tl_interval share = tl_stats_share(yes, n, 0.95);
    tl_text_reset(&out);
    tl_number_print_share(&out, &share);
    return tl_text_get(&out);
}

static const char *print_plain(double value)
{
    tl_text_reset(&out);
    tl_number_print_plain(&out, value);
    return tl_text_get(&out);
}

START_TEST(test_interval_decides_the_digits)
{
    ck_assert_str_eq(print_interval(0.84213, 0.7123, 0.9721, 0, 0), "0.84 (0.71 to 0.97)");
    ck_assert_str_eq(print_interval(0.0612345, 0.0601, 0.0623, 0, 0), "0.0612 (0.0601 to 0.0623)");
    ck_assert_str_eq(print_interval(12345.6, 11000, 13700, 0, 0), "12300 (11000 to 13700)");
    ck_assert_str_eq(print_interval(100, 98.02, 101.98, 0, 0), "100.0 (98.0 to 102.0)");
    ck_assert_str_eq(print_interval(-0.001, -0.02, 0.018, 0, 0), "-0.001 (-0.020 to 0.018)");
}
END_TEST

START_TEST(test_zero_has_no_sign)
{
    ck_assert_str_eq(print_interval(-0.001, -0.52, 0.518, 0, 0), "0.00 (-0.52 to 0.52)");
    ck_assert_str_eq(print_plain(-0.0), "0");
    ck_assert_str_eq(print_interval(0, -1e-17, 2e-17, 0, 0), "0"); /* rounding errors are no width */
    ck_assert_str_eq(print_interval(-1e-17, -1e-17, 0, 0, 0), "0");
}
END_TEST

START_TEST(test_exact_numbers_have_no_interval)
{
    ck_assert_str_eq(print_interval(0.6, 0.6, 0.6, TL_FLAG_IDENTICAL, 0), "0.6, identical in all 200");
    ck_assert_str_eq(print_interval(1.87611979, NAN, NAN, TL_FLAG_SINGLE, 0), "1.876");
    ck_assert_str_eq(print_interval(NAN, NAN, NAN, TL_FLAG_ABSENT, 0), "-");
    /* a median that most replications share, not all of them */
    ck_assert_str_eq(print_interval(0.57361, 0.57361, 0.57361, 0, 0), "0.5736 (0.5736 to 0.5736)");
}
END_TEST

START_TEST(test_times_that_are_not_reached_are_beyond_the_limit)
{
    ck_assert_str_eq(print_interval(12.34, 9.1, INFINITY, TL_FLAG_CENSORED, 43), "12.3 (9.1 to > 43)");
    ck_assert_str_eq(print_interval(INFINITY, 31.27, INFINITY, TL_FLAG_CENSORED, 43), "> 43 (31.27 to > 43)");
    ck_assert_str_eq(print_interval(INFINITY, INFINITY, INFINITY, TL_FLAG_CENSORED, 40.5),
                     "> 40.5 (> 40.5 to > 40.5)");
}
END_TEST

START_TEST(test_plain_numbers_have_four_digits_at_most)
{
    ck_assert_str_eq(print_plain(0.1), "0.1");
    ck_assert_str_eq(print_plain(1.0 / 3), "0.3333");
    ck_assert_str_eq(print_plain(123456), "123456");
    ck_assert_str_eq(print_plain(45), "45");
    ck_assert_str_eq(print_plain(0.00012345), "0.000123");
}
END_TEST

START_TEST(test_shares_are_percent_with_the_rule_of_three_at_the_ends)
{
    ck_assert_str_eq(print_share(0, 200), "0 % (at most 1.5 %)");
    ck_assert_str_eq(print_share(200, 200), "100 % (at least 98 %)");
    ck_assert_str_eq(print_share(0, 30), "0 % (at most 10 %)");
    ck_assert_str_eq(print_share(20, 20), "100 % (at least 84 %)");
    ck_assert_str_eq(print_share(3, 3), "100 % (at least 44 %)");
    ck_assert_str_eq(print_share(0, 3), "0 % (at most 56 %)");
    ck_assert_str_eq(print_share(16, 200), "8.0 % (5.0 to 12.6)");
    ck_assert_str_eq(print_share(5, 10), "50 % (24 to 76)");
    ck_assert_str_eq(print_share(0, 0), "-");
}
END_TEST

START_TEST(test_scale_keeps_the_ends_in_order)
{
    struct tl_interval scaled =
        tl_number_scale((struct tl_interval){.value = 2, .lo = 1, .hi = 4, .n = 5}, -3);
    ck_assert_double_eq(scaled.value, -6);
    ck_assert_double_eq(scaled.lo, -12);
    ck_assert_double_eq(scaled.hi, -3);
}
END_TEST

TL_TEST_MAIN(number, test_interval_decides_the_digits, test_zero_has_no_sign,
             test_exact_numbers_have_no_interval, test_times_that_are_not_reached_are_beyond_the_limit,
             test_plain_numbers_have_four_digits_at_most,
             test_shares_are_percent_with_the_rule_of_three_at_the_ends, test_scale_keeps_the_ends_in_order)
