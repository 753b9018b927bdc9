#include "report/buyback.h"

#include <math.h>
#include <string.h>

#include "report/golden.h"
#include "test.h"

/* A study made by hand: the base, a variant, both with a pact, and the variant with the pact late; 4 replications. */
enum { BASE, NAVAL, BASE_WITH, NAVAL_WITH, NAVAL_LATE, VARIANTS };
enum { KEPT = 4 };

static const char *const labels[] = {"base", "naval", "base+pact", "naval+pact", "naval+pact:late"};
static double losses[VARIANTS][KEPT] = {
    {1.0, 1.2, 0.9, 1.1}, {2.0, 2.1, 2.0, 2.1}, {0.9, 1.1, 0.8, 1.0},
    {1.5, 1.7, 1.4, 1.6}, {1.8, 1.8, 1.8, 1.8},
};
static const struct tl_column column = {"loss", "headline", "index-days", TL_COLUMN_MEAN, 1, false, 10};
static struct tl_roster_index headline = {.name = "headline"};
static struct tl_model models[VARIANTS];
static struct tl_study_variant variants[VARIANTS];
static struct tl_study study;
static struct tl_report report;
static struct tl_buyback_row rows[] = {{"pact", BASE_WITH, NAVAL, NAVAL_WITH, NAVAL_LATE},
                                       {"pact", BASE_WITH, NAVAL, NAVAL_WITH, TL_BUYBACK_NO_LATE}};
static struct tl_buyback buyback = {rows, 2, 2};

static void setup(size_t kept)
{
    for (size_t v = 0; v < VARIANTS; v++) {
        models[v].roster = (struct tl_roster){.scenario = labels[v], .indexes = &headline, .index_count = 1};
        variants[v] = (struct tl_study_variant){.model = &models[v],
                                                .columns = &column,
                                                .column_count = 1,
                                                .kept_columns = 1,
                                                .values = losses[v]};
    }
    study = (struct tl_study){.variant_count = VARIANTS, .variants = variants, .kept = kept};
    report = (struct tl_report){.study = &study, .confidence = 0.95, .shown = 2, .buyback = &buyback};
}

static void check_mean(struct tl_interval interval, double value)
{
    ck_assert_double_eq_tol(interval.value, value, 1e-12);
    ck_assert_uint_eq(interval.n, KEPT);
}

/* By hand: costs 1, 0.9, 1.1, 1; compensations 0.5, 0.4, 0.6, 0.5, each less the 0.1 that the pact saves in the base;
 * premiums 0.3, 0.1, 0.4, 0.2. The interval of 0.25 with sd 0.1291: 3.18245 x 0.1291 / 2 = 0.20543. */
START_TEST(test_worth_by_hand)
{
    setup(KEPT);
    struct tl_buyback_worth worth = tl_buyback_find(&report, &rows[0]);
    check_mean(worth.cost, 1);
    check_mean(worth.compensation, 0.5);
    check_mean(worth.protection, 0.4);
    check_mean(worth.premium, 0.25);
    ck_assert_double_eq_tol(worth.premium.lo, 0.25 - 0.20543, 1e-5);
    ck_assert_double_eq_tol(worth.premium.hi, 0.25 + 0.20543, 1e-5);
}
END_TEST

/* Differences of what was a whole number of micro-index-seconds are exact: 1.2 - 1.1 and 0.9 - 0.8 are the same. */
START_TEST(test_what_is_the_same_is_identical)
{
    setup(KEPT);
    struct tl_buyback_row base_alone = {"pact", BASE, BASE, BASE_WITH, TL_BUYBACK_NO_LATE};
    struct tl_buyback_worth worth = tl_buyback_find(&report, &base_alone);
    ck_assert_uint_eq(worth.compensation.flags, TL_FLAG_IDENTICAL);
    ck_assert_double_eq(worth.cost.value, 0);
    ck_assert_uint_eq(worth.cost.flags, TL_FLAG_IDENTICAL);
}
END_TEST

START_TEST(test_no_premium_without_late)
{
    setup(KEPT);
    struct tl_buyback_worth worth = tl_buyback_find(&report, &rows[1]);
    ck_assert_uint_eq(worth.premium.n, 0);
    ck_assert(isnan(worth.premium.value));
}
END_TEST

static void check_statistic(const struct tl_statistic *statistic, const char *name, double value)
{
    ck_assert_str_eq(statistic->scenario, "naval");
    ck_assert_str_eq(statistic->base, "base");
    ck_assert_str_eq(statistic->measure, "buy-back");
    ck_assert_str_eq(statistic->entity, "pact");
    ck_assert_str_eq(statistic->name, name);
    ck_assert_double_eq_tol(statistic->interval.value, value, 1e-12);
}

START_TEST(test_statistics)
{
    setup(KEPT);
    struct tl_summary summary = {0};
    tl_buyback_summarise(&report, &summary);
    ck_assert_uint_eq(summary.count, 7); /* the second row has no premium */
    check_statistic(&summary.items[0], "cost", 1);
    check_statistic(&summary.items[1], "compensation", 0.5);
    check_statistic(&summary.items[2], "protection", 0.4);
    check_statistic(&summary.items[3], "advance-premium", 0.25);
    tl_summary_clear(&summary);
    setup(0);
    tl_buyback_summarise(&report, &summary);
    ck_assert_uint_eq(summary.count, 0);
    tl_summary_clear(&summary);
}
END_TEST

static const struct tl_statistic *find(const struct tl_summary *summary, const char *name)
{
    for (size_t i = 0; i < summary->count; i++) {
        if (strcmp(summary->items[i].name, name) == 0) {
            return &summary->items[i];
        }
    }
    return NULL;
}

/* By hand. Losses with the pact go up and down with those without (2.0, 2.1, 2.0, 2.1 beside 1.5, 1.7, 1.4, 1.6: covariance 0.03 of
 * 0.0033 x 0.0167 roots is 0.8944); base beside variant 1.0, 1.2, 0.9, 1.1: the same; late is always 1.8, which goes with nothing. */
START_TEST(test_correlations)
{
    setup(KEPT);
    struct tl_summary summary = {0};
    tl_buyback_summarise(&report, &summary);
    ck_assert_double_eq_tol(find(&summary, "cost")->correlation, 2 / sqrt(5), 1e-9);
    ck_assert_double_eq_tol(find(&summary, "compensation")->correlation, 2 / sqrt(5), 1e-9);
    ck_assert(isnan(find(&summary, "protection")->correlation));
    ck_assert(isnan(find(&summary, "advance-premium")->correlation));
    struct tl_buyback_row moving = {"pact", BASE_WITH, NAVAL, NAVAL_WITH, BASE};
    ck_assert_double_eq_tol(tl_buyback_find(&report, &moving).premium_correlation, 1, 1e-9);
    tl_summary_clear(&summary);
}
END_TEST

/* A pattern reads as a mark: names stand for it, as many as there is room for. */
static void check_names(const char *agreements, const char *words)
{
    static const struct tl_agreement_def held[] = {
        {.name = "backup"}, {.name = "held-asw-strait"}, {.name = "held-bmd"}, {.name = "held-escort-csg"}};
    static struct tl_scenario scenario = {.agreements = held, .agreement_count = 4};
    struct tl_text out = {0};
    struct tl_page page = {200, true, false};
    struct tl_buyback_row row = {agreements, BASE_WITH, NAVAL, NAVAL_WITH, TL_BUYBACK_NO_LATE};
    struct tl_buyback one = {&row, 1, 1};
    setup(KEPT);
    models[BASE].scenario = &scenario;
    struct tl_sheet sheet = {.report = &report, .page = &page, .out = &out};
    tl_buyback_print(&sheet, &one);
    ck_assert_msg(strstr(tl_text_get(&out), words), "no '%s' in:\n%s", words, tl_text_get(&out));
    ck_assert_ptr_null(strchr(tl_text_get(&out), '*'));
    tl_text_clear(&out);
}

START_TEST(test_names)
{
    check_names("backup+held-bmd", "\nbackup+held-bmd buys back");
    check_names("held-b*", "\nnaval, held-bmd\n");
    check_names("held-?md+b*", "\nbackup+held-bmd buys back");
    check_names("*", "\nbackup+held-asw-strait+held-bmd and 1 more buys back");
    check_names("held-*", "\nnaval, held-asw-strait+held-bmd+held-escort-csg\n");
}
END_TEST

static void print_page(size_t kept, struct tl_text *out)
{
    struct tl_page page = {80, true, false};
    setup(kept);
    struct tl_sheet sheet = {.report = &report, .page = &page, .out = out};
    tl_buyback_print(&sheet, &buyback);
    ck_assert(golden_width(out) <= 80);
}

START_TEST(test_page)
{
    struct tl_text out = {0};
    print_page(KEPT, &out);
    ck_assert(golden_matches("buyback", &out));
    tl_text_reset(&out);
    print_page(1, &out);
    ck_assert(golden_matches("buyback-single", &out));
    tl_text_clear(&out);
}
END_TEST

/* The words follow the numbers: harm, no effect, nothing clear, and a variant that costs nothing. */
static void check_words(double with, double spread, double cost, const char *words)
{
    static double changed[VARIANTS][KEPT];
    struct tl_text out = {0};
    struct tl_page page = {200, true, false};
    struct tl_buyback one = {rows + 1, 1, 1};
    setup(KEPT);
    for (size_t i = 0; i < KEPT; i++) {
        changed[NAVAL][i] = losses[BASE][i] + cost;
        changed[NAVAL_WITH][i] = changed[NAVAL][i] + with + (i % 2 ? spread : -spread);
    }
    variants[NAVAL].values = changed[NAVAL];
    variants[NAVAL_WITH].values = changed[NAVAL_WITH];
    struct tl_sheet sheet = {.report = &report, .page = &page, .out = &out};
    tl_buyback_print(&sheet, &one);
    ck_assert_msg(strstr(tl_text_get(&out), words), "no '%s' in:\n%s", words, tl_text_get(&out));
    tl_text_clear(&out);
}

START_TEST(test_words)
{
    check_words(-0.25, 0.01, 1, "pact buys back 0.25");
    check_words(-0.25, 0.01, 1, "of 1 index-days that naval costs");
    check_words(0.25, 0.01, 1, "pact costs a further 0.25");
    check_words(0, 0, 1, "pact buys back nothing: 0 (identical in all 4) of 1 index-days that naval costs");
    check_words(-0.1, 0.5, 1, "pact shows no clear effect: 0.1");
    check_words(-0.25, 0.01, 0, "index-days; naval shows no cost to buy back");
}
END_TEST

TL_TEST_MAIN(buyback, test_worth_by_hand, test_what_is_the_same_is_identical, test_no_premium_without_late,
             test_statistics, test_page, test_words, test_correlations, test_names)
