#include <math.h>

#include "draws.h"
#include "stats/stats.h"
#include "test.h"

/* Orders of the 95 % interval from tables of the binomial distribution: n, lower and upper order. */
START_TEST(order_statistics_of_the_tables)
{
    static const size_t orders[][3] = {{6, 1, 6},   {8, 1, 8},   {9, 2, 8},    {10, 2, 9},
                                       {20, 6, 15}, {25, 8, 18}, {100, 40, 61}};
    double values[100];
    for (size_t i = 0; i < 100; i++) {
        values[i] = 0;
    }
    for (size_t c = 0; c < sizeof orders / sizeof *orders; c++) {
        size_t n = orders[c][0];
        for (size_t i = 0; i < n; i++) {
            values[i] = (double)(n - i); /* in falling order */
        }
        struct tl_interval interval = tl_stats_median(values, n, 0.95);
        ck_assert_double_eq(interval.value, (double)(n + 1) / 2);
        ck_assert_double_eq(interval.lo, (double)orders[c][1]);
        ck_assert_double_eq(interval.hi, (double)orders[c][2]);
        ck_assert_uint_eq(interval.flags, 0);
    }
}
END_TEST

START_TEST(times_not_reached_are_not_the_horizon)
{
    double times[20];
    for (int i = 0; i < 20; i++) {
        times[i] = i < 13 ? i + 1.0 : (double)INFINITY;
    }
    struct tl_interval i = tl_stats_median(times, 20, 0.95);
    ck_assert(i.value == 10.5 && i.lo == 6 && i.hi == INFINITY);
    ck_assert_uint_eq(i.flags, TL_FLAG_CENSORED);
    for (int k = 10; k < 13; k++) {
        times[k] = INFINITY;
    }
    i = tl_stats_median(times, 20, 0.95); /* ten reached it, ten did not */
    ck_assert(i.value == INFINITY && i.lo == 6 && i.hi == INFINITY);
    const double never[] = {INFINITY, INFINITY, INFINITY};
    i = tl_stats_median(never, 3, 0.95);
    ck_assert(i.value == INFINITY && i.lo == INFINITY && i.hi == INFINITY);
    ck_assert_uint_eq(i.flags, TL_FLAG_CENSORED | TL_FLAG_IDENTICAL);
}
END_TEST

START_TEST(small_and_absent)
{
    const double values[] = {4, NAN, 1, 3, 2, 5};
    struct tl_interval i = tl_stats_median(values, 6, 0.95);
    ck_assert(i.value == 3 && isnan(i.lo) && isnan(i.hi) && i.n == 5);
    ck_assert_uint_eq(i.flags, TL_FLAG_ABSENT);
    i = tl_stats_median(values, 1, 0.95);
    ck_assert(i.value == 4 && isnan(i.lo) && i.flags == TL_FLAG_SINGLE);
    i = tl_stats_median(values, 0, 0.95);
    ck_assert(isnan(i.value) && i.n == 0);
}
END_TEST

START_TEST(intervals_cover_the_median)
{
    enum { REPEATS = 2000, N = 41 };
    struct tl_stream stream = stream_of("median");
    int covered = 0;
    for (int r = 0; r < REPEATS; r++) {
        double values[N];
        for (int k = 0; k < N; k++) {
            values[k] = exp(draw_normal(&stream));
            values[k] = values[k] > 1.5 ? (double)INFINITY : values[k];
        }
        struct tl_interval i = tl_stats_median(values, N, 0.95);
        covered += i.lo <= 1 && 1 <= i.hi;
    }
    ck_assert_int_ge(covered, 1890); /* at least 95 %, less 2 standard errors */
    ck_assert_int_le(covered, 1970);
}
END_TEST

TL_TEST_MAIN(median, order_statistics_of_the_tables, times_not_reached_are_not_the_horizon, small_and_absent,
             intervals_cover_the_median)
