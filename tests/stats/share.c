#include <math.h>

#include "draws.h"
#include "stats/stats.h"
#include "test.h"

/* Newcombe (1998), "Two-sided confidence intervals for the single proportion", table I. */
START_TEST(published_intervals_of_a_share)
{
    static const struct {
        size_t yes;
        size_t n;
        double wilson[2];
        double exact[2];
    } cases[] = {
        {81, 263, {0.2553, 0.3662}, {0.2527, 0.3676}}, {15, 148, {0.0624, 0.1605}, {0.0578, 0.1617}},
        {0, 20, {0.0000, 0.1611}, {0.0000, 0.1684}},   {1, 29, {0.0061, 0.1718}, {0.0009, 0.1776}},
        {0, 10, {0.0000, 0.2775}, {0.0000, 0.3085}},   {1, 20, {0.0089, 0.2361}, {0.0013, 0.2487}},
    };
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        struct tl_interval wilson = tl_stats_share(cases[c].yes, cases[c].n, 0.95);
        struct tl_interval exact = tl_stats_share_exact(cases[c].yes, cases[c].n, 0.95);
        ck_assert_double_eq_tol(wilson.lo, cases[c].wilson[0], 5.1e-5);
        ck_assert_double_eq_tol(wilson.hi, cases[c].wilson[1], 5.1e-5);
        ck_assert_double_eq_tol(exact.lo, cases[c].exact[0], 5.1e-5);
        ck_assert_double_eq_tol(exact.hi, cases[c].exact[1], 5.1e-5);
        ck_assert_double_eq(wilson.value, (double)cases[c].yes / (double)cases[c].n);
    }
}
END_TEST

START_TEST(ends_are_exact_and_mirrored)
{
    for (size_t n = 1; n < 3000; n = n * 3 / 2 + 1) {
        for (size_t yes = 0; yes <= n; yes += 1 + n / 37) {
            struct tl_interval a = tl_stats_share_exact(yes, n, 0.95);
            struct tl_interval b = tl_stats_share_exact(n - yes, n, 0.95);
            struct tl_interval w = tl_stats_share(yes, n, 0.95);
            ck_assert_double_eq_tol(a.lo, 1 - b.hi, 1e-12);
            ck_assert(0 <= a.lo && a.lo <= a.value && a.value <= a.hi && a.hi <= 1);
            ck_assert(0 <= w.lo && w.lo <= w.value && w.value <= w.hi && w.hi <= 1);
        }
        ck_assert_double_eq_tol(tl_stats_share_exact(0, n, 0.95).hi, 1 - pow(0.025, 1.0 / (double)n), 1e-12);
        ck_assert(tl_stats_share(0, n, 0.95).lo == 0 && tl_stats_share(n, n, 0.95).hi == 1);
    }
    ck_assert(isnan(tl_stats_share(0, 0, 0.95).value) && isnan(tl_stats_share_exact(0, 0, 0.95).lo));
}
END_TEST

/* Fagerland, Lydersen and Laake, Statistical Analysis of Contingency Tables (2017), ch. 8: airway hyper-responsiveness
 * before and after stem cell transplantation (1, 1, 7, 12). */
START_TEST(published_interval_of_a_difference)
{
    struct tl_interval i = tl_stats_share_difference(1, 1, 7, 12, 0.95);
    ck_assert_double_eq_tol(i.value, -6.0 / 21, 1e-14);
    ck_assert_double_eq_tol(i.lo, -0.517, 5.1e-4);
    ck_assert_double_eq_tol(i.hi, -0.026, 5.1e-4);
}
END_TEST

static double log_or_zero(double count, double share)
{
    return count > 0 ? count * log(share) : 0;
}

/* The score by its definition: the likelihood under the difference d, maximised over the share of "second only" by
 * golden sections instead of by Tango's closed form. */
static double score_by_search(double first, double second, double n, double d)
{
    double lo = fmax(0, -d) + 1e-12;
    double hi = (1 - d) / 2 - 1e-12;
    for (int i = 0; i < 200; i++) {
        double p[2] = {hi - (hi - lo) * 0.6180339887498949, lo + (hi - lo) * 0.6180339887498949};
        double l[2];
        for (int k = 0; k < 2; k++) {
            l[k] = log_or_zero(first, p[k] + d) + log_or_zero(second, p[k]) +
                   log_or_zero(n - first - second, 1 - 2 * p[k] - d);
        }
        lo = l[0] < l[1] ? p[0] : lo;
        hi = l[0] < l[1] ? hi : p[1];
    }
    double share = lo / 2 + hi / 2;
    return (first - second - n * d) / sqrt(n * (2 * share + d - d * d));
}

START_TEST(ends_solve_the_score_equation)
{
    static const size_t cells[][4] = {
        {60, 40, 20, 40}, {36, 12, 2, 0}, {5, 3, 9, 15}, {0, 5, 4, 41}, {198, 1, 1, 0}, {43, 1, 3, 100},
    };
    for (size_t c = 0; c < sizeof cells / sizeof *cells; c++) {
        const size_t *t = cells[c];
        double n = (double)(t[0] + t[1] + t[2] + t[3]);
        struct tl_interval i = tl_stats_share_difference(t[0], t[1], t[2], t[3], 0.95);
        ck_assert_double_eq_tol(score_by_search((double)t[1], (double)t[2], n, i.lo), 1.959963984540054,
                                1e-5);
        ck_assert_double_eq_tol(score_by_search((double)t[1], (double)t[2], n, i.hi), -1.959963984540054,
                                1e-5);
        struct tl_interval mirrored = tl_stats_share_difference(t[0], t[2], t[1], t[3], 0.95);
        ck_assert_double_eq_tol(mirrored.lo, -i.hi, 1e-12);
        ck_assert_double_eq_tol(mirrored.hi, -i.lo, 1e-12);
    }
}
END_TEST

START_TEST(differences_at_the_edges)
{
    double z2 = 1.959963984540054 * 1.959963984540054;
    struct tl_interval i = tl_stats_share_difference(30, 0, 0, 70, 0.95);
    ck_assert_double_eq(i.value, 0);
    ck_assert_double_eq_tol(i.hi, z2 / (100 + z2), 1e-9); /* as Wilson's for 0 of 100 */
    ck_assert_double_eq_tol(i.lo, -i.hi, 1e-12);
    i = tl_stats_share_difference(0, 10, 0, 0, 0.95);
    ck_assert(i.value == 1 && i.hi == 1 && i.lo > 0 && i.lo < 1);
    i = tl_stats_share_difference(0, 0, 10, 0, 0.95);
    ck_assert(i.value == -1 && i.lo == -1 && i.hi < 0);
    ck_assert(isnan(tl_stats_share_difference(0, 0, 0, 0, 0.95).value));
}
END_TEST

/* Shares of 1 % in both variants, partly in common: Student's interval over the differences covers 86 % only. */
START_TEST(small_differences_are_covered)
{
    enum { REPEATS = 2000, N = 200 };
    struct tl_stream stream = stream_of("tango");
    int covered = 0;
    for (int r = 0; r < REPEATS; r++) {
        size_t cells[2][2] = {{0}};
        for (int k = 0; k < N; k++) {
            bool first = draw_uniform(&stream) < 0.01;
            bool second = draw_uniform(&stream) < 0.01;
            cells[first][second]++;
        }
        struct tl_interval i =
            tl_stats_share_difference(cells[1][1], cells[1][0], cells[0][1], cells[0][0], 0.95);
        covered += i.lo <= 0 && 0 <= i.hi;
    }
    ck_assert_int_ge(covered, REPEATS * 94 / 100);
}
END_TEST

/* Wilson's coverage averages 95 % over shares; Clopper and Pearson's is never below it. */
START_TEST(shares_are_covered)
{
    enum { N = 50 };
    double wilson_sum = 0;
    int points = 0;
    for (double p = 0.02; p < 0.981; p += 0.01, points++) {
        double wilson = 0;
        double exact = 0;
        double mass = pow(1 - p, N); /* of `yes` in the binomial distribution */
        for (size_t yes = 0; yes <= N; yes++) {
            struct tl_interval w = tl_stats_share(yes, N, 0.95);
            struct tl_interval e = tl_stats_share_exact(yes, N, 0.95);
            wilson += w.lo <= p && p <= w.hi ? mass : 0;
            exact += e.lo <= p && p <= e.hi ? mass : 0;
            mass *= (double)(N - yes) / (double)(yes + 1) * p / (1 - p);
        }
        ck_assert_double_ge(exact, 0.95 - 1e-9);
        wilson_sum += wilson;
    }
    ck_assert_double_eq_tol(wilson_sum / points, 0.95, 0.01);
}
END_TEST

TL_TEST_MAIN(share, published_intervals_of_a_share, ends_are_exact_and_mirrored,
             published_interval_of_a_difference, ends_solve_the_score_equation, differences_at_the_edges,
             small_differences_are_covered, shares_are_covered)
