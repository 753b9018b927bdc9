#include "report/summary.h"

#include "report/fixture.h"
#include "test.h"

static struct fixture fixture;
static struct tl_summary summary;

static void setup(size_t variants, size_t kept)
{
    fixture_init(&fixture, variants, kept);
}

static void teardown(void)
{
    tl_summary_clear(&summary);
    fixture_clear(&fixture);
}

static const struct tl_statistic *find(const char *scenario, const char *measure, const char *entity,
                                       const char *name)
{
    for (size_t i = 0; i < summary.count; i++) {
        const struct tl_statistic *item = &summary.items[i];
        if (strcmp(item->scenario, scenario) == 0 && strcmp(item->measure, measure) == 0 &&
            strcmp(item->entity, entity) == 0 && strcmp(item->name, name) == 0) {
            return item;
        }
    }
    return NULL;
}

START_TEST(test_every_column_has_a_statistic)
{
    setup(1, 20);
    tl_summary_build(&fixture.report, &summary);
    ck_assert_uint_ge(summary.count, fixture.variants[0].column_count);
    for (size_t i = 0; i < fixture.variants[0].column_count; i++) {
        const struct tl_column *column = &fixture.variants[0].columns[i];
        ck_assert_ptr_nonnull(find("base", column->measure, column->entity, "mean"));
    }
    for (size_t i = 0; i < summary.count; i++) {
        ck_assert_ptr_null(summary.items[i].base);
    }
    ck_assert_ptr_nonnull(
        find("base", "gap-hours", "senkaku-msdf", "median")); /* heavy tail: the median beside the mean */
    ck_assert_ptr_null(find("base", "coverage", "bmd-soj", "median"));
    teardown();
}
END_TEST

START_TEST(test_no_statistic_is_named_twice)
{
    setup(3, 20);
    tl_summary_build(&fixture.report, &summary);
    for (size_t i = 0; i < summary.count; i++) {
        const struct tl_statistic *item = &summary.items[i];
        ck_assert_ptr_eq(find(item->scenario, item->measure, item->entity, item->name), item);
    }
    teardown();
}
END_TEST

START_TEST(test_differences_are_paired)
{
    setup(2, 20);
    tl_summary_build(&fixture.report, &summary);
    const struct tl_statistic *difference = find("senkaku-naval", "coverage", "escort-csg", "difference");
    double base = find("base", "coverage", "escort-csg", "mean")->interval.value;
    double variant = find("senkaku-naval", "coverage", "escort-csg", "mean")->interval.value;
    ck_assert_str_eq(difference->base, "base");
    ck_assert_double_eq_tol(difference->interval.value, variant - base, 1e-12);
    ck_assert_double_lt(difference->interval.hi, 0);
    ck_assert(!isnan(difference->correlation));
    const struct tl_statistic *cost = find("senkaku-naval", "degradation", "headline", "mean");
    const struct tl_statistic *loss = find("senkaku-naval", "loss", "headline", "difference");
    ck_assert_double_eq_tol(cost->interval.value, loss->interval.value, 1e-5);
    teardown();
}
END_TEST

/* The first two columns become a time that half of them reach and a flag. */
static struct tl_column columns[512];

static void set_kinds(size_t variants)
{
    memcpy(columns, fixture.variants[0].columns, fixture.variants[0].column_count * sizeof *columns);
    columns[0] = (struct tl_column){"t50", "japan", "d", TL_COLUMN_TIME, 1, TL_COLUMN_OUTCOME, 0};
    columns[1] = (struct tl_column){"conflict", "china", "", TL_COLUMN_FLAG, 1, TL_COLUMN_OUTCOME, 1};
    for (size_t v = 0; v < variants; v++) {
        struct tl_study_variant *variant = &fixture.variants[v];
        variant->columns = columns;
        for (size_t i = 0; i < fixture.study.kept; i++) {
            double *row = variant->values + i * variant->kept_columns;
            row[0] = i % 2 == v ? (double)INFINITY : 10 + (double)i;
            row[1] = i < 4 + v;
        }
    }
}

START_TEST(test_times_and_flags)
{
    setup(2, 20);
    set_kinds(2);
    tl_summary_build(&fixture.report, &summary);
    ck_assert_double_eq(find("base", "t50", "japan", "share-reached")->interval.value, 0.5);
    ck_assert(isinf(find("base", "t50", "japan", "median")->interval.value));
    ck_assert_double_eq_tol(find("base", "t50", "japan", "restricted-mean")->interval.value, (20 + 45) / 2.0,
                            1e-12);
    ck_assert_double_eq_tol(
        find("senkaku-naval", "t50", "japan", "difference-restricted-mean")->interval.value, -0.5, 1e-12);
    ck_assert_double_eq(find("senkaku-naval", "t50", "japan", "base-only")->interval.value, 10);
    ck_assert_double_eq(find("senkaku-naval", "t50", "japan", "both")->interval.value, 0);
    ck_assert_double_eq(find("base", "conflict", "china", "share")->interval.value, 0.2);
    ck_assert_double_eq_tol(find("senkaku-naval", "conflict", "china", "difference")->interval.value, 0.05,
                            1e-12);
    ck_assert_double_eq(find("senkaku-naval", "conflict", "china", "variant-only")->interval.value, 1);
    ck_assert_double_eq(find("senkaku-naval", "conflict", "china", "neither")->interval.value, 15);
    teardown();
}
END_TEST

START_TEST(test_details_come_from_moments)
{
    setup(1, 20);
    size_t detail = TL_NO_COLUMN;
    for (size_t i = 0; i < fixture.variants[0].column_count; i++) {
        detail = fixture.variants[0].columns[i].role == TL_COLUMN_DETAIL ? i : detail;
    }
    ck_assert_uint_ne(detail, TL_NO_COLUMN);
    double values[] = {101, 102, 104, 109};
    struct tl_moments moments = tl_stats_moments(values, 4);
    fixture.variants[0].details[detail] = (struct tl_running){4, moments.mean, 3 * moments.sd * moments.sd};
    struct tl_interval got = tl_summary_mean(&fixture.report, 0, detail);
    double half = 3.182446305 * moments.sd / 2; /* Student's t with 3 degrees of freedom */
    ck_assert_double_eq(got.value, 104);
    ck_assert_double_eq_tol(got.lo, 104 - half, 1e-6);
    ck_assert_double_eq_tol(got.hi, 104 + half, 1e-6);
    teardown();
}
END_TEST

/* A mean close to an end: Student's interval passes it, what is told does not. */
START_TEST(test_intervals_stay_within_what_is_possible)
{
    setup(2, 20);
    for (size_t i = 0; i < 20; i++) {
        double *row = fixture.variants[1].values + i * fixture.variants[1].kept_columns;
        fixture_set(&fixture.variants[1], row, "coverage", "bmd-soj", i == 0 ? 0 : 1);
        fixture_set(&fixture.variants[1], row, "gap-hours", "bmd-soj", i == 0 ? FIXTURE_DAYS * 24 : 0);
    }
    tl_summary_build(&fixture.report, &summary);
    ck_assert_double_eq(find("senkaku-naval", "coverage", "bmd-soj", "mean")->interval.hi, 1);
    ck_assert_double_eq(find("senkaku-naval", "gap-hours", "bmd-soj", "mean")->interval.lo, 0);
    for (size_t i = 0; i < summary.count; i++) {
        const struct tl_statistic *item = &summary.items[i];
        ck_assert(item->base || !(item->interval.lo < 0));
    }
    teardown();
}
END_TEST

START_TEST(test_a_column_of_one_scenario_alone_is_not_compared)
{
    setup(2, 20);
    memcpy(columns, fixture.variants[1].columns, fixture.variants[1].column_count * sizeof *columns);
    columns[0].entity = "new";
    fixture.variants[1].columns = columns;
    tl_summary_build(&fixture.report, &summary);
    ck_assert_ptr_nonnull(find("senkaku-naval", columns[0].measure, "new", "mean"));
    ck_assert_ptr_null(find("senkaku-naval", columns[0].measure, "new", "difference"));
    teardown();
}
END_TEST

START_TEST(test_nothing_kept)
{
    setup(2, 0);
    tl_summary_build(&fixture.report, &summary);
    for (size_t i = 0; i < summary.count; i++) {
        ck_assert(isnan(summary.items[i].interval.value));
    }
    teardown();
}
END_TEST

TL_TEST_MAIN(summary, test_every_column_has_a_statistic, test_no_statistic_is_named_twice,
             test_differences_are_paired, test_times_and_flags, test_details_come_from_moments,
             test_intervals_stay_within_what_is_possible, test_a_column_of_one_scenario_alone_is_not_compared,
             test_nothing_kept)
