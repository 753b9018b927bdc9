#include <math.h>

#include "draws.h"
#include "stats/stats.h"
#include "test.h"

START_TEST(moments_of_small_samples)
{
    const double values[] = {1, 2, 3, 4, 10};
    struct tl_moments m = tl_stats_moments(values, 5);
    ck_assert_uint_eq(m.n, 5);
    ck_assert_double_eq_tol(m.mean, 4, 1e-15);
    ck_assert_double_eq_tol(m.sd, 3.5355339059327378, 1e-14);       /* sqrt(50 / 4) */
    ck_assert_double_eq_tol(m.skewness, 1.6970562748477141, 1e-13); /* 36 / 10^1.5 x sqrt(20) / 3 */
    m = tl_stats_moments(values, 2);
    ck_assert_double_eq(m.skewness, 0);
    ck_assert_double_eq_tol(m.sd, sqrt(0.5), 1e-15);
    m = tl_stats_moments(values, 1);
    ck_assert(m.mean == 1 && m.sd == 0 && m.skewness == 0);
    ck_assert(isnan(tl_stats_moments(values, 0).mean));
    const double alike[] = {0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1};
    m = tl_stats_moments(alike, 7);
    ck_assert(m.mean == 0.1 && m.sd == 0 && m.skewness == 0); /* exactly */
}
END_TEST

START_TEST(moments_survive_a_large_offset)
{
    double values[1000];
    for (int i = 0; i < 1000; i++) {
        values[i] = 1e9 + i % 2;
    }
    struct tl_moments m = tl_stats_moments(values, 1000);
    ck_assert_double_eq_tol(m.mean, 1e9 + 0.5, 1e-6);
    ck_assert_double_eq_tol(m.sd, 0.5002501876563868, 1e-9);
}
END_TEST

START_TEST(correlations)
{
    const double x[] = {1, 2, NAN, 3, 4, 7};
    const double y[] = {2, 4, 5, 6, 8, NAN};
    const double falling[] = {4, 3, 9, 2, 1, NAN};
    const double anscombe_x[] = {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5};
    const double anscombe_y[] = {8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68};
    const double flat[] = {1, 1, 1, 1, 1, 1};
    ck_assert_double_eq_tol(tl_stats_correlation(x, y, 6), 1, 1e-14);
    ck_assert_double_eq_tol(tl_stats_correlation(x, falling, 6), -1, 1e-14);
    ck_assert_double_eq_tol(tl_stats_correlation(anscombe_x, anscombe_y, 11), 0.81642051634484, 1e-12);
    ck_assert(isnan(tl_stats_correlation(x, flat, 6)));
    ck_assert(isnan(tl_stats_correlation(x, y, 0)));
    ck_assert(isnan(tl_stats_correlation(x, y, 1)));
}
END_TEST

TL_TEST_MAIN(moments, moments_of_small_samples, moments_survive_a_large_offset, correlations)
