#include <math.h>
#include <time.h>

#include "draws.h"
#include "stats/stats.h"
#include "test.h"

enum { CELLS = 180 };

struct bands {
    double lo[CELLS];
    double hi[CELLS];
    double lo_sim[CELLS];
    double hi_sim[CELLS];
};

/* One curve: a stationary autoregressive process around `level`, its sd growing along the curve; 0 in the first ten cells. */
static void draw_curve(struct tl_stream *stream, double memory, double level, double values[CELLS])
{
    double state = draw_normal(stream);
    for (int i = 0; i < CELLS; i++) {
        values[i] = i < 10 ? level : level + state * (1 + i / 60.0);
        state = memory * state + sqrt(1 - memory * memory) * draw_normal(stream);
    }
}

static void fill_curve(struct tl_curve *curve, struct tl_stream *stream, size_t n, double memory,
                       double level)
{
    tl_curve_init(curve, CELLS);
    for (size_t r = 0; r < n; r++) {
        double values[CELLS];
        draw_curve(stream, memory, level, values);
        tl_curve_add(curve, values);
    }
}

START_TEST(folds_mean_and_covariance)
{
    const double curves[4][3] = {{1, 2, 7}, {2, 4, 7}, {3, 3, 7}, {6, 11, 7}};
    struct tl_curve curve;
    tl_curve_init(&curve, 3);
    for (int r = 0; r < 4; r++) {
        tl_curve_add(&curve, curves[r]);
    }
    ck_assert_uint_eq(curve.n, 4);
    ck_assert_double_eq_tol(curve.mean[0], 3, 1e-14);
    ck_assert_double_eq_tol(curve.mean[1], 5, 1e-14);
    ck_assert_double_eq_tol(curve.covariance[0], 14, 1e-13); /* 4 + 1 + 0 + 9 */
    ck_assert_double_eq_tol(curve.covariance[1], 25, 1e-13); /* 6 + 1 + 0 + 18 */
    ck_assert_double_eq_tol(curve.covariance[2], 50, 1e-13); /* 9 + 1 + 4 + 36 */
    ck_assert(curve.mean[2] == 7 && curve.covariance[5] == 0);
    double lo[3];
    double hi[3];
    double lo_sim[3];
    double hi_sim[3];
    tl_curve_bands(&curve, 0.95, 2000, lo, hi, lo_sim, hi_sim);
    double half = 3.182446305284263 * sqrt(14.0 / 3 / 4); /* t(3) */
    ck_assert_double_eq_tol(hi[0], 3 + half, 1e-9);
    ck_assert_double_eq_tol(lo[0], 3 - half, 1e-9);
    ck_assert(lo[2] == 7 && hi[2] == 7 && lo_sim[2] == 7 && hi_sim[2] == 7);
    ck_assert(lo_sim[0] < lo[0] && hi_sim[1] > hi[1]);
    tl_curve_clear(&curve);
}
END_TEST

START_TEST(bands_of_none_and_one_are_absent)
{
    struct tl_curve curve;
    tl_curve_init(&curve, 1);
    double ends[4] = {0};
    const double value = 3;
    for (int r = 0; r < 2; r++) {
        tl_curve_bands(&curve, 0.95, 100, &ends[0], &ends[1], &ends[2], &ends[3]);
        ck_assert(isnan(ends[0]) && isnan(ends[1]) && isnan(ends[2]) && isnan(ends[3]));
        tl_curve_add(&curve, &value);
    }
    tl_curve_bands(&curve, 0.95, 100, &ends[0], &ends[1], &ends[2], &ends[3]); /* no cell varies */
    ck_assert(ends[0] == 3 && ends[1] == 3 && ends[2] == 3 && ends[3] == 3);
    tl_curve_clear(&curve);
}
END_TEST

/* Where all cells move together the simultaneous band is the pointwise one; where they are unrelated it is near the
 * exact value for independent cells, the normal quantile at (1 + 0.95^(1/170)) / 2 = 3.6143. */
START_TEST(bands_know_how_cells_move_together)
{
    struct bands b;
    struct tl_curve curve;
    struct tl_stream stream = stream_of("together");
    fill_curve(&curve, &stream, 40, 1, 5);
    tl_curve_bands(&curve, 0.95, 4000, b.lo, b.hi, b.lo_sim, b.hi_sim);
    double ratio = (b.hi_sim[50] - b.lo_sim[50]) / (b.hi[50] - b.lo[50]);
    ck_assert_double_ge(ratio, 1);
    ck_assert_double_le(ratio, 1.05);
    ck_assert_double_eq_tol(b.lo_sim[0], 5, 1e-12);
    tl_curve_clear(&curve);
    fill_curve(&curve, &stream, 3000, 0, 5);
    tl_curve_bands(&curve, 0.95, 4000, b.lo, b.hi, b.lo_sim, b.hi_sim);
    ratio = (b.hi_sim[50] - b.lo_sim[50]) / (b.hi[50] - b.lo[50]);
    ck_assert_double_eq_tol(ratio * 1.96, 3.6143, 0.06);
    tl_curve_clear(&curve);
}
END_TEST

/* The covariance of 50 replications in 180 cells is singular; the band must come out all the same, and cover. */
START_TEST(simultaneous_bands_cover_the_whole_curve)
{
    enum { REPEATS = 150, N = 50 };
    struct tl_stream stream = stream_of("simultaneous");
    int covered[2] = {0};
    for (int r = 0; r < REPEATS; r++) {
        struct bands b;
        struct tl_curve curve;
        fill_curve(&curve, &stream, N, 0.9, 2);
        tl_curve_bands(&curve, 0.95, 400, b.lo, b.hi, b.lo_sim, b.hi_sim);
        bool inside[2] = {true, true};
        for (int i = 10; i < CELLS; i++) {
            inside[0] = inside[0] && b.lo[i] <= 2 && 2 <= b.hi[i];
            inside[1] = inside[1] && b.lo_sim[i] <= 2 && 2 <= b.hi_sim[i];
        }
        covered[0] += inside[0];
        covered[1] += inside[1];
        tl_curve_clear(&curve);
    }
    ck_assert_msg(covered[1] >= REPEATS * 90 / 100, "%d of %d", covered[1], REPEATS);
    ck_assert_int_le(covered[0], REPEATS * 70 / 100); /* what a pointwise band cannot do */
}
END_TEST

START_TEST(bands_repeat_and_are_quick)
{
    struct bands first;
    struct bands again;
    struct tl_curve curve;
    struct tl_stream stream = stream_of("repeat");
    fill_curve(&curve, &stream, 400, 0.9, 0);
    clock_t start = clock();
    tl_curve_bands(&curve, 0.95, 2000, first.lo, first.hi, first.lo_sim, first.hi_sim);
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    tl_curve_bands(&curve, 0.95, 2000, again.lo, again.hi, again.lo_sim, again.hi_sim);
    for (int i = 0; i < CELLS; i++) {
        ck_assert(first.lo_sim[i] == again.lo_sim[i] && first.hi_sim[i] == again.hi_sim[i]);
    }
    ck_assert_msg(seconds < 5, "%g s", seconds); /* 0.05 s when optimised; sanitizers are slow */
    tl_curve_clear(&curve);
}
END_TEST

TL_TEST_MAIN(curve, folds_mean_and_covariance, bands_of_none_and_one_are_absent,
             bands_know_how_cells_move_together, simultaneous_bands_cover_the_whole_curve,
             bands_repeat_and_are_quick)
