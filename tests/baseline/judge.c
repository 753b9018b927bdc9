#include "baseline/judge.h"

#include "test.h"

enum { BETTER, WORSE, NEITHER, TIME, GONE, MEASURES, N = 80 };

static struct tl_baseline_measure measures[MEASURES];
static double was[MEASURES][N];
static struct tl_column columns[MEASURES];
static double now[N][MEASURES]; /* NEW takes the column of GONE */

static struct tl_baseline baseline = {.replications = N, .measures = measures, .measure_count = MEASURES};
static struct tl_study_variant variant = {
    .columns = columns, .column_count = MEASURES, .kept_columns = MEASURES, .values = now[0]};

/* Everything is as it was: a value that differs from replication to replication. */
static void begin(void)
{
    static const char *const names[MEASURES] = {"index", "loss", "visits", "t90", "gone"};
    static const int harms[MEASURES] = {-1, 1, 0, 1, 1};
    for (size_t m = 0; m < MEASURES; m++) {
        bool is_time = m == TIME;
        measures[m] = (struct tl_baseline_measure){
            names[m], "x", "", is_time ? TL_COLUMN_TIME : TL_COLUMN_MEAN, harms[m], 30, 0.5, was[m]};
        columns[m] = (struct tl_column){names[m], "x", "", measures[m].kind, harms[m], TL_COLUMN_OUTCOME, 30};
        for (size_t i = 0; i < N; i++) {
            was[m][i] = now[i][m] = 10 + (double)(i % 7);
        }
    }
}

static struct tl_judgements judgements;

static const struct tl_judgement *find(const char *measure, bool is_presence)
{
    for (size_t i = 0; i < judgements.count; i++) {
        if (strcmp(judgements.items[i].measure, measure) == 0 &&
            judgements.items[i].is_presence == is_presence) {
            return &judgements.items[i];
        }
    }
    return NULL;
}

static enum tl_ruling rule(const char *measure)
{
    tl_judgements_clear(&judgements);
    tl_baseline_judge(&baseline, &variant, N, &judgements);
    return find(measure, false)->verdict;
}

START_TEST(by_direction_and_size)
{
    begin();
    ck_assert_int_eq(rule("index"), TL_RULING_SAME);
    ck_assert_uint_eq(judgements.counts[TL_RULING_SAME], MEASURES);
    for (size_t i = 0; i < N; i++) {
        double noise = i % 2 == 0 ? 0.1 : -0.1;
        now[i][BETTER] -= 1 + noise;
        now[i][WORSE] -= 1 + noise;
        now[i][NEITHER] += 1 + noise;
        now[i][GONE] += noise;
    }
    ck_assert_int_eq(rule("index"), TL_RULING_REGRESSED); /* less of an index is worse */
    ck_assert_int_eq(rule("loss"), TL_RULING_IMPROVED);
    ck_assert_int_eq(rule("visits"), TL_RULING_MOVED);
    ck_assert_int_eq(rule("gone"), TL_RULING_PASSES);
    ck_assert_double_eq_tol(find("index", false)->look.mean, -1, 1e-12);
}
END_TEST

START_TEST(too_noisy_to_say)
{
    begin();
    for (size_t i = 0; i < N; i++) {
        now[i][BETTER] += i % 2 == 0 ? 3 : -2.2; /* 0.4 in the mean, and any of it may matter */
    }
    ck_assert_int_eq(rule("index"), TL_RULING_UNDECIDED);
    ck_assert_double_gt(find("index", false)->n_decides, N);
    double all = find("index", false)->n_decides;
    for (size_t i = 0; i < N; i++) {
        now[i][BETTER] = i % 4 < 2 ? NAN : now[i][BETTER]; /* as before, but half as often */
    }
    rule("index");
    ck_assert_double_gt(find("index", false)->n_decides, 1.8 * all);
}
END_TEST

/* Beyond its tolerance for certain, were it the only claim: more than there are would decide. */
START_TEST(one_claim_of_many)
{
    begin();
    for (size_t i = 0; i < N; i++) {
        double noise = i % 2 == 0 ? 1 : -1;
        now[i][BETTER] += 0.77 + noise;
        now[i][WORSE] += noise;
        now[i][NEITHER] += noise;
    }
    ck_assert_int_eq(rule("index"), TL_RULING_UNDECIDED);
    ck_assert_double_gt(find("index", false)->look.lo, 0.5);
    ck_assert_double_gt(find("index", false)->n_decides, N);
}
END_TEST

/* A time that is not reached is the horizon, 30; what is absent in one alone is a change of its own. */
START_TEST(times_and_absence)
{
    begin();
    for (size_t i = 0; i < N; i++) {
        now[i][TIME] = i % 4 == 0 ? INFINITY : now[i][TIME];
        now[i][WORSE] = i % 2 == 0 ? NAN : now[i][WORSE];
    }
    ck_assert_int_eq(rule("t90"), TL_RULING_REGRESSED);
    ck_assert_double_lt(find("t90", false)->look.mean, 0.25 * 20.0 + 1e-9);
    ck_assert_int_eq(find("loss", true)->verdict, TL_RULING_MOVED);
    ck_assert_double_eq_tol(find("loss", true)->is, 0.5, 1e-12);
    ck_assert_ptr_null(find("index", true));
}
END_TEST

/* Accounts explain and are not judged; a measure that only one has is told. */
START_TEST(explained_gone_and_new)
{
    begin();
    measures[WORSE].tolerance = NAN;
    columns[GONE].measure = "new";
    for (size_t i = 0; i < N; i++) {
        now[i][WORSE] += 5;
    }
    ck_assert_int_eq(rule("loss"), TL_RULING_SAME);
    ck_assert_int_eq(find("gone", false)->verdict, TL_RULING_MOVED);
    ck_assert(isnan(find("gone", false)->is));
    ck_assert_int_eq(find("new", false)->verdict, TL_RULING_MOVED);
    ck_assert(isnan(find("new", false)->was));
    columns[GONE].role = TL_COLUMN_ACCOUNT;
    rule("loss");
    ck_assert_ptr_null(find("new", false)); /* of a root that nobody was late for before */
}
END_TEST

START_TEST(tolerances_that_nobody_set)
{
    begin();
    measures[BETTER].most = 1000;
    ck_assert_double_eq(tl_baseline_tolerance(&measures[BETTER], N), 10); /* 1 % of what there can be */
    measures[BETTER].most = 0;
    ck_assert_double_eq_tol(tl_baseline_tolerance(&measures[BETTER], N), 0.4,
                            0.02); /* a fifth of the spread, 2 */
    for (size_t i = 0; i < N; i++) {
        was[WORSE][i] = 0;
    }
    measures[WORSE].most = 0;
    ck_assert_double_eq(tl_baseline_tolerance(&measures[WORSE], N), 0.05);
}
END_TEST

TL_TEST_MAIN(judge, by_direction_and_size, too_noisy_to_say, one_claim_of_many, times_and_absence,
             explained_gone_and_new, tolerances_that_nobody_set)
