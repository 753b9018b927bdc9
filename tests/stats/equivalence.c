#include "stats/equivalence.h"

#include <stdio.h>

#include "draws.h"
#include "test.h"

enum { CHECKS = 2000, N = 300 };

/* ---- one look ---- */

START_TEST(students_ends_where_nothing_is_skewed)
{
    const double values[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    struct tl_look look = tl_stats_look(values, 10, 2, 0.025);
    ck_assert_double_eq_tol(look.mean, 5.5, 1e-14);
    ck_assert_double_eq_tol(look.lo, 5.5 - 2.1658506, 1e-6); /* t(9) = 2.262157, sd 3.027650 */
    ck_assert_double_eq_tol(look.hi, 5.5 + 2.1658506, 1e-6);
    ck_assert_double_eq_tol(look.p_above, 0.0026356, 1e-6); /* t = 3.655631 */
    ck_assert_double_gt(look.p_below, 0.9999);
    ck_assert_double_eq_tol(look.apart, 3.655631, 1e-6);
    ck_assert_double_eq(tl_stats_look_decides(&look, 10, 0.025),
                        8); /* 10 ((2.262157 + 0.841621) / 3.655631)^2 = 7.2 */
    ck_assert_double_eq(tl_stats_look_decides(&look, 100, 0.025),
                        73); /* 72.1, if one replication in ten has a value */
    ck_assert_double_eq(tl_stats_look_decides(&look, 10, 0.0025), 16); /* 3.689662 for 2.262157 */
}
END_TEST

/* An end is where its p is the error: 0.05, at any skewness. */
START_TEST(ends_and_p_agree)
{
    double values[40];
    struct tl_stream stream = stream_of("agree");
    for (int i = 0; i < 40; i++) {
        values[i] = exp(draw_normal(&stream)) - 4;
    }
    struct tl_look look = tl_stats_look(values, 40, 1, 0.05);
    ck_assert_double_lt(look.hi, 0);
    ck_assert_double_gt(look.hi - look.mean, 1.2 * (look.mean - look.lo));
    ck_assert_double_eq_tol(tl_stats_look(values, 40, -look.hi, 0.05).p_below, 0.05, 1e-9);
    for (int i = 0; i < 40; i++) {
        values[i] = -values[i];
    }
    struct tl_look mirrored = tl_stats_look(values, 40, 1, 0.05);
    ck_assert_double_eq_tol(mirrored.lo, -look.hi, 1e-12);
    ck_assert_double_eq_tol(tl_stats_look(values, 40, mirrored.lo, 0.05).p_above, 0.05, 1e-9);
}
END_TEST

START_TEST(nothing_to_be_uncertain_of)
{
    const double alike[] = {0.5, NAN, 0.5, 0.5, 0.5, 0.5};
    struct tl_look look = tl_stats_look(alike, 6, 0.4, 0.05);
    ck_assert(look.n == 5 && look.lo == 0.5 && look.hi == 0.5 && look.p_above == 0.03125 &&
              look.p_below == 1);
    look = tl_stats_look(alike, 6, 0.5, 0.05);
    ck_assert(look.p_above == 1); /* at the tolerance is not beyond it */
    ck_assert(isinf(tl_stats_look_decides(&look, 6, 0.05)));
    look = tl_stats_look(alike, 5, 0.4, 0.05); /* four the same are chance once in sixteen times */
    ck_assert(look.n == 4 && isinf(look.lo) && isinf(look.hi) && look.p_above == 0.0625);
    ck_assert_double_eq(tl_stats_look_decides(&look, 5, 0.05), 6); /* 4.3 of them, for every four 5 */
    look = tl_stats_look(alike, 1, 0.4, 0.05);
    ck_assert(look.n == 1 && isinf(look.lo) && isinf(look.hi) && look.p_above == 0.5);
    look = tl_stats_look(alike + 1, 1, 0.4, 0.05);
    ck_assert(look.n == 0 && isnan(look.mean) && isinf(look.hi) &&
              isinf(tl_stats_look_decides(&look, 1, 0.05)));
}
END_TEST

START_TEST(claims_step_down)
{
    const double p[] = {0.02, 0.001, 0.9, 0.012};
    bool claims[4];
    tl_stats_holm(p, 4, 0.05, claims); /* 0.0125, 0.0167, 0.025, 0.05 */
    ck_assert(claims[0] && claims[1] && !claims[2] && claims[3]);
    const double missed[] = {0.02, 0.001, 0.9, 0.017};
    tl_stats_holm(missed, 4, 0.05, claims);
    ck_assert(!claims[0] && claims[1] && !claims[2] && !claims[3]);
    tl_stats_holm(p, 0, 0.05, claims);
}
END_TEST

/* ---- whole checks, the difference being exactly the tolerance, 1 ---- */

static double draw_even(struct tl_stream *stream)
{
    return 1 + 3 * draw_normal(stream);
}

static double draw_skewed_up(struct tl_stream *stream)
{
    return -2 * log(draw_uniform(stream)) - 1;
}

static double draw_skewed_down(struct tl_stream *stream)
{
    return 2 * log(draw_uniform(stream)) + 3;
}

/* One replication in ten is another one. */
static double draw_seldom(struct tl_stream *stream)
{
    return draw_uniform(stream) < 0.1 ? 10 : 0;
}

typedef double draw_one(struct tl_stream *stream);

struct rates {
    double passed, regressed, undecided;
};

/* Looks at a quarter, half and all; what is certain ends it. */
static struct rates run_checks(const char *name, draw_one *draw, double error)
{
    struct tl_stream stream = stream_of(name);
    int passed = 0;
    int regressed = 0;
    for (int check = 0; check < CHECKS; check++) {
        double differences[N];
        bool is_over = false;
        for (int i = 0; i < N; i++) {
            differences[i] = draw(&stream);
        }
        for (size_t n = N / 4; n <= N && !is_over; n *= 2) {
            struct tl_look look = tl_stats_look(differences, n, 1, error);
            bool passes = look.lo > -1 && look.hi < 1;
            bool regresses = look.p_above <= error;
            ck_assert(!(passes && regresses));
            passed += passes;
            regressed += regresses;
            is_over = passes || regresses;
        }
    }
    return (struct rates){(double)passed / CHECKS, (double)regressed / CHECKS,
                          1 - (double)(passed + regressed) / CHECKS};
}

START_TEST(errors_at_the_tolerance)
{
    static const struct {
        const char *name;
        draw_one *draw;
    } cases[] = {
        {"even", draw_even}, {"up", draw_skewed_up}, {"down", draw_skewed_down}, {"seldom", draw_seldom}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct rates rates = run_checks(cases[i].name, cases[i].draw, TL_LOOK_ERROR);
        printf("%s: false pass %.4f, false regression %.4f\n", cases[i].name, rates.passed, rates.regressed);
        ck_assert_msg(rates.passed <= 0.05, "%s: false pass %g", cases[i].name, rates.passed);
        ck_assert_msg(rates.regressed <= 0.05, "%s: false regression %g", cases[i].name, rates.regressed);
        ck_assert_double_gt(rates.passed + rates.regressed, 0.01); /* it can err */
    }
}
END_TEST

START_TEST(looks_without_correction_err_too_often)
{
    struct rates rates = run_checks("even", draw_even, 0.05);
    printf("uncorrected: false pass %.4f, false regression %.4f\n", rates.passed, rates.regressed);
    ck_assert_double_gt(rates.passed, 0.05);
    ck_assert_double_gt(rates.regressed, 0.05);
}
END_TEST

TL_TEST_MAIN(equivalence, students_ends_where_nothing_is_skewed, ends_and_p_agree, nothing_to_be_uncertain_of,
             claims_step_down, errors_at_the_tolerance, looks_without_correction_err_too_often)
