#include "report/counterfactual.h"

#include <math.h>
#include <string.h>

#include "report/fixture.h"
#include "test.h"

static struct fixture fixture;

/* The second variant is the first without its diversion: the base. */
static struct tl_counterfactual_row rows[] = {
    {"diversion/away", 1, 0, "it is not enabled", 0},
    {"diversion/away", 2, 0, "it is not enabled", TL_COUNTERFACTUAL_NO_BASE},
    {"failure", 1, 2, "nothing fails", 1}};
static struct tl_counterfactual counterfactual = {rows, 3, 3};

static void setup(void)
{
    fixture_init(&fixture, 3, 20);
    fixture.report.counterfactual = &counterfactual;
}

/* Booked and lost is the same; the pairs are told by their correlation, an account by none. */
START_TEST(test_statistics)
{
    struct tl_summary summary = {0};
    setup();
    tl_counterfactual_summarise(&fixture.report, &summary);
    ck_assert_uint_eq(summary.count, 8); /* one has no base */
    const struct tl_statistic *booked = &summary.items[0];
    const struct tl_statistic *changes = &summary.items[1];
    ck_assert_str_eq(booked->name, "booked");
    ck_assert_str_eq(changes->name, "changes");
    ck_assert_double_eq_tol(booked->interval.value, changes->interval.value, 1e-5);
    ck_assert(isnan(booked->correlation));
    double with[20];
    double without[20];
    for (size_t i = 0; i < 20; i++) {
        const struct tl_study_variant *v = fixture.variants;
        size_t column = tl_summary_find(v, "loss", "headline");
        with[i] = v[1].values[i * v[1].kept_columns + column];
        without[i] = v[0].values[i * v[0].kept_columns + column];
    }
    ck_assert_double_eq_tol(changes->correlation, tl_stats_correlation(with, without, 20), 1e-6);
    const struct tl_statistic *cost = &summary.items[2]; /* a base without the root loses all of the cost */
    ck_assert_str_eq(cost->name, "cost-changes");
    ck_assert_double_eq(cost->interval.value, changes->interval.value);
    ck_assert(isnan(cost->correlation));
    ck_assert_str_eq(summary.items[5].entity, "failure");
    ck_assert_str_eq(summary.items[7].name, "cost-changes");
    double sum = 0; /* (v1 - v2) - (v0 - v1) */
    for (size_t i = 0; i < 20; i++) {
        const struct tl_study_variant *v = fixture.variants;
        size_t column = tl_summary_find(v, "loss", "headline");
        size_t at = i * v[0].kept_columns + column;
        sum += 2 * v[1].values[at] - v[2].values[at] - v[0].values[at];
    }
    ck_assert_double_eq_tol(summary.items[7].interval.value, sum / 20, 1e-5);
    tl_summary_clear(&summary);
    fixture_clear(&fixture);
}
END_TEST

/* What it means to be without a root is said once. */
START_TEST(test_page)
{
    struct tl_text out = {0};
    struct tl_page page = {80, true, false};
    setup();
    struct tl_sheet sheet = {.report = &fixture.report, .page = &page, .out = &out};
    tl_counterfactual_print(&sheet, &counterfactual);
    const char *first = strstr(tl_text_get(&out), "without diversion/away: it is not enabled\n");
    ck_assert_ptr_nonnull(first);
    ck_assert_ptr_null(strstr(first + 1, "without diversion/away"));
    ck_assert_ptr_nonnull(strstr(first, "without failure: nothing fails\n"));
    ck_assert_ptr_nonnull(strstr(tl_text_get(&out), "\nsenkaku-naval, failure\n booked to it (1)"));
    const char *cost = strstr(tl_text_get(&out), "\n cost because of it (3)");
    ck_assert_ptr_nonnull(cost);
    ck_assert_ptr_null(
        strstr(strstr(cost + 1, "\n cost because of it (3)") + 1, "\n cost because of it (3)"));
    tl_text_clear(&out);
    fixture_clear(&fixture);
}
END_TEST

TL_TEST_MAIN(counterfactual, test_statistics, test_page)
