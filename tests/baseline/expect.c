#include "baseline/expect.h"

#include "test.h"

enum { COVER, TIME, HOURS, COLUMNS, N = 40 };

static const struct tl_column columns[COLUMNS] = {
    [COVER] = {"coverage", "a", "", TL_COLUMN_MEAN, -1, false, 1},
    [TIME] = {"t90", "United States", "d", TL_COLUMN_TIME, 1, false, 30},
    [HOURS] = {"gap-hours", "a", "h", TL_COLUMN_MEAN, 1, false, 720},
};

static struct tl_mistakes mistakes;

static bool read_text(const char *text, struct tl_expectation *expectation)
{
    static struct tl_words_text words;
    static struct tl_arena *arena;
    arena = arena ? arena : tl_arena_create();
    words = (struct tl_words_text){text, {"x.cfg", 7}, "expect.it"};
    return tl_expectation_read(&words, columns, COLUMNS, arena, expectation, &mistakes);
}

/* Coverage is 0.6 and 0.8 in turn, so 0.7; T90 is 10 d, in every fourth replication not reached; half have 4 h of gaps, half none at all. */
static struct tl_expected_result judge(const char *text, size_t n)
{
    static double values[N][COLUMNS];
    for (size_t i = 0; i < N; i++) {
        values[i][COVER] = i % 2 == 0 ? 0.6 : 0.8;
        values[i][TIME] = i % 4 == 0 ? INFINITY : 10;
        values[i][HOURS] = i % 2 == 0 ? 4 : NAN;
    }
    struct tl_study_variant variant = {
        .columns = columns, .column_count = COLUMNS, .kept_columns = COLUMNS, .values = values[0]};
    struct tl_expectation expectation;
    ck_assert_msg(read_text(text, &expectation), "%s", text);
    ck_assert_str_eq(expectation.name, "it");
    return tl_expectation_judge(&expectation, &variant, n, 0.95);
}

START_TEST(what_holds_and_what_does_not)
{
    static const struct {
        const char *text;
        enum tl_expected expected;
        double value;
    } cases[] = {
        {"mean(coverage.a) > 60 %", TL_EXPECTED_HOLDS, 0.7},
        {"  mean ( coverage.a )  >=  0.8 ", TL_EXPECTED_FAILS, 0.7},
        {"mean(coverage.a) < 0.71", TL_EXPECTED_OPEN, 0.7},
        {"median(t90.United States) <= 240 h", TL_EXPECTED_HOLDS, 10},
        {"mean(t90.United States) <= 14 d", TL_EXPECTED_OPEN, 15}, /* not reached is 30 d */
        {"mean(t90.United States) < 20 d", TL_EXPECTED_HOLDS, 15},
        {"p(t90.United States <= 10 d) >= 0.5", TL_EXPECTED_HOLDS, 0.75},
        {"p(t90.United States < 10 d) >= 0.5", TL_EXPECTED_FAILS, 0},
        {"p(t90.United States > 29 d) > 0.2", TL_EXPECTED_OPEN, 0.25},
        {"p(gap-hours.a >= 240 min) > 0.8", TL_EXPECTED_HOLDS, 1}, /* of those that have gaps */
        {"p(coverage.a > 0.7) > 0", TL_EXPECTED_HOLDS, 0.5},       /* one that is so shows it */
        {"p(coverage.a > 0.5) < 1", TL_EXPECTED_OPEN, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tl_expected_result result = judge(cases[i].text, N);
        ck_assert_msg(result.expected == cases[i].expected, "%s: %g to %g", cases[i].text, result.interval.lo,
                      result.interval.hi);
        ck_assert_double_eq_tol(result.interval.value, cases[i].value, 1e-12);
    }
    ck_assert_uint_eq(judge("p(gap-hours.a >= 240 min) > 0.8", N).interval.n, N / 2);
}
END_TEST

/* Half the width at four times the replications. */
START_TEST(how_many_would_decide)
{
    struct tl_expected_result result = judge("mean(coverage.a) < 0.71", N);
    double half = result.interval.hi - 0.7;
    ck_assert_double_eq_tol(result.n_decides, ceil(N * (half / 0.01) * (half / 0.01)), 1);
    ck_assert(judge("mean(coverage.a) > 0.5", 1).expected == TL_EXPECTED_OPEN); /* no interval */
    ck_assert(isinf(judge("mean(coverage.a) > 0.5", 1).n_decides));
    /* of a median by the share that is so: 3 of 4, though its interval may end at "not reached" */
    result = judge("median(t90.United States) <= 20 d", 12);
    ck_assert_int_eq(result.expected, TL_EXPECTED_OPEN);
    half = 0.75 - 0.4281; /* Clopper and Pearson's lower end of 9 in 12 */
    ck_assert_double_eq(result.n_decides, ceil(12 * (half / 0.25) * (half / 0.25)));
}
END_TEST

START_TEST(what_cannot_be_read)
{
    static const char *const texts[][2] = {
        {"", "must be like"},
        {"mean(coverage.a)", "must be like"},
        {"mean(coverage.a > 1) > 1", "must be like"},
        {"p(coverage.a) > 0.5", "must be like"},
        {"mean coverage.a > 0.5", "must be like"},
        {"mean(coverage) > 0.5", "coverage: name a measure and what it is of"},
        {"mean(coverage.b) > 0.5", "coverage is not measured of b"},
        {"mean(coverge.a) > 0.5", "no such measure: coverge; did you mean coverage?"},
        {"mean(coverage.a) > much", "much: "},
        {"median(t90.United States) < 20", "20: a time needs a unit"},
        {"p(t90.United States <= 20) > 0.9", "20: a time needs a unit"},
        {"mean(coverage.a) > 0.5 and more", "0.5 and more: "},
        {"p(coverage.a > 0.5) >= 1", "no number of replications tells whether a share is so"},
        {"p(coverage.a > 0.5) <= 0", "compare it with what lies between 0 and 1"},
        {"p(coverage.a > 0.5) < 150 %", "compare it with what lies between 0 and 1"},
        {"p(coverage.a > 0.5) > -0.1", "compare it with what lies between 0 and 1"},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct tl_expectation expectation;
        struct tl_error err = {0};
        ck_assert_msg(!read_text(texts[i][0], &expectation), "%s", texts[i][0]);
        tl_mistakes_tell(&mistakes, &err);
        ck_assert_uint_eq(err.count, 1);
        ck_assert_ptr_nonnull(strstr(err.lines[0], "x.cfg:7: expect.it"));
        ck_assert_msg(strstr(err.lines[0], texts[i][1]) != NULL, "%s", err.lines[0]);
        tl_error_clear(&err);
        tl_mistakes_clear(&mistakes);
    }
}
END_TEST

TL_TEST_MAIN(expect, what_holds_and_what_does_not, how_many_would_decide, what_cannot_be_read)
