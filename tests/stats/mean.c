#include <math.h>

#include "draws.h"
#include "stats/stats.h"
#include "test.h"

START_TEST(student_interval)
{
    const double values[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    struct tl_interval i = tl_stats_mean(values, 10, 0.95);
    ck_assert_double_eq_tol(i.value, 5.5, 1e-14);
    ck_assert_double_eq_tol(i.lo, 5.5 - 2.1658506, 1e-6); /* t(9) = 2.262157, sd 3.027650 */
    ck_assert_double_eq_tol(i.hi, 5.5 + 2.1658506, 1e-6);
    ck_assert_uint_eq(i.n, 10);
    ck_assert_uint_eq(i.flags, 0);
    ck_assert_double_lt(tl_stats_mean(values, 10, 0.99).lo, i.lo);
}
END_TEST

START_TEST(flags_tell_what_is_missing)
{
    const double alike[] = {3, 3, NAN, 3};
    struct tl_interval i = tl_stats_mean(alike, 4, 0.95);
    ck_assert(i.value == 3 && i.lo == 3 && i.hi == 3 && i.n == 3);
    ck_assert_uint_eq(i.flags, TL_FLAG_IDENTICAL | TL_FLAG_ABSENT);
    i = tl_stats_mean(alike, 1, 0.95);
    ck_assert(i.value == 3 && isnan(i.lo) && isnan(i.hi));
    ck_assert_uint_eq(i.flags, TL_FLAG_SINGLE);
    i = tl_stats_mean(alike + 2, 1, 0.95);
    ck_assert(isnan(i.value) && isnan(i.lo) && i.n == 0);
    ck_assert_uint_eq(i.flags, TL_FLAG_ABSENT);
    i = tl_stats_mean(alike, 0, 0.95);
    ck_assert(isnan(i.value) && i.flags == 0);
}
END_TEST

START_TEST(heavy_tails_get_a_lopsided_interval_that_repeats)
{
    double values[100];
    struct tl_stream stream = stream_of("heavy");
    for (int k = 0; k < 100; k++) {
        values[k] = exp(1.5 * draw_normal(&stream));
    }
    struct tl_interval i = tl_stats_mean(values, 100, 0.95);
    ck_assert_uint_eq(i.flags, TL_FLAG_HEAVY_TAIL);
    ck_assert_double_gt(i.hi - i.value, 1.2 * (i.value - i.lo)); /* the long tail is above */
    struct tl_interval again = tl_stats_mean(values, 100, 0.95);
    ck_assert(i.lo == again.lo && i.hi == again.hi);
    const double few[] = {1, 1, 1, 1, 50};
    i = tl_stats_mean(few, 5, 0.95);
    ck_assert_uint_eq(i.flags, TL_FLAG_HEAVY_TAIL);
    ck_assert_double_eq_tol(i.hi - i.value, i.value - i.lo, 1e-9); /* too few to resample */
    double rare[200] = {[17] = 1};
    i = tl_stats_mean(rare, 200, 0.95);
    ck_assert_uint_eq(i.flags, TL_FLAG_HEAVY_TAIL);
    ck_assert(isfinite(i.lo) && isfinite(i.hi) && i.lo < i.value && i.value < i.hi);
    ck_assert_double_eq_tol(i.hi - i.value, i.value - i.lo, 1e-9); /* a third of the resamples holds no 1 */
}
END_TEST

START_TEST(paired_differences_cancel_what_is_common)
{
    double x[50];
    double y[50];
    struct tl_stream stream = stream_of("paired");
    for (int k = 0; k < 50; k++) {
        double common = 100 * draw_normal(&stream);
        x[k] = common + 1 + 0.1 * draw_normal(&stream);
        y[k] = common;
    }
    struct tl_interval i = tl_stats_paired(x, y, 50, 0.95);
    ck_assert(i.lo < 1 && 1 < i.hi && i.hi - i.lo < 0.1);
    y[3] = NAN;
    x[4] = NAN;
    i = tl_stats_paired(x, y, 50, 0.95);
    ck_assert_uint_eq(i.n, 48);
    ck_assert(i.flags & TL_FLAG_ABSENT);
}
END_TEST

START_TEST(restricted_means_stop_at_the_horizon)
{
    const double times[] = {10, 20, INFINITY, 45, 50, NAN};
    struct tl_interval i = tl_stats_restricted_mean(times, 6, 45, 0.95);
    ck_assert_double_eq_tol(i.value, 33, 1e-13); /* (10 + 20 + 45 + 45 + 45) / 5 */
    ck_assert_uint_eq(i.n, 5);
    ck_assert(i.flags & TL_FLAG_CENSORED);
    ck_assert(i.flags & TL_FLAG_ABSENT);
    i = tl_stats_restricted_mean(times, 2, 45, 0.95);
    ck_assert(i.value == 15 && !(i.flags & TL_FLAG_CENSORED));
}
END_TEST

static double draw_exponential(struct tl_stream *stream)
{
    return -log(draw_uniform(stream));
}

static double draw_lognormal(struct tl_stream *stream)
{
    return exp(draw_normal(stream));
}

/* The share of `repeats` samples whose interval covers the true mean. */
static double coverage(double (*draw)(struct tl_stream *), double mean, size_t n, int repeats)
{
    struct tl_stream stream = stream_of("coverage");
    double values[200];
    int covered = 0;
    for (int r = 0; r < repeats; r++) {
        for (size_t k = 0; k < n; k++) {
            values[k] = draw(&stream);
        }
        struct tl_interval i = tl_stats_mean(values, n, 0.95);
        covered += i.lo <= mean && mean <= i.hi;
    }
    return (double)covered / repeats;
}

START_TEST(intervals_cover_the_mean)
{
    static const struct {
        double (*draw)(struct tl_stream *);
        double mean;
        size_t n;
        int repeats;
        double least;
        double most;
    } cases[] = {
        {draw_normal, 0, 20, 2000, 0.94, 0.965},
        {draw_normal, 0, 100, 2000, 0.94, 0.965},
        {draw_exponential, 1, 40, 1000, 0.93, 0.97},
        {draw_lognormal, 1.6487212707001282, 50, 1000, 0.90, 0.97},
    };
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        double covered = coverage(cases[c].draw, cases[c].mean, cases[c].n, cases[c].repeats);
        ck_assert_msg(covered >= cases[c].least && covered <= cases[c].most, "case %zu covers %.4f", c,
                      covered);
    }
}
END_TEST

TL_TEST_MAIN(mean, student_interval, flags_tell_what_is_missing,
             heavy_tails_get_a_lopsided_interval_that_repeats, paired_differences_cancel_what_is_common,
             restricted_means_stop_at_the_horizon, intervals_cover_the_mean)
