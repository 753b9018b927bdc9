#include "report/fixture.h"
#include "report/golden.h"
#include "report/summary.h"
#include "test.h"

static struct fixture fixture;

static void print_page(size_t variants, size_t kept, int width, bool utf8, struct tl_text *out)
{
    struct tl_page page = {width, utf8, false};
    fixture_init(&fixture, variants, kept);
    tl_report_print_compare(&fixture.report, &page, out);
    fixture_clear(&fixture);
}

static void check_page(size_t variants, size_t kept, int width, bool utf8, const char *name)
{
    struct tl_text out = {0};
    print_page(variants, kept, width, utf8, &out);
    ck_assert(golden_matches(name, &out));
    ck_assert(width < 80 || golden_width(&out) <= width);
    tl_text_clear(&out);
}

START_TEST(test_golden_pages)
{
    check_page(3, 20, 80, true, "compare-80");
    check_page(2, 20, 80, false, "compare-80-ascii");
    check_page(2, 20, 40, false, "compare-40-ascii");
    check_page(3, 20, 200, true, "compare-200");
}
END_TEST

START_TEST(test_one_replication)
{
    check_page(2, 1, 80, true, "compare-single");
}
END_TEST

START_TEST(test_nothing_was_completed)
{
    check_page(2, 0, 80, true, "compare-nothing");
}
END_TEST

/* A crash is told in the head, and how to see it again. */
START_TEST(test_crashes)
{
    struct tl_page page = {80, true, false};
    struct tl_text out = {0};
    struct tl_study_crash crash = {1, 17, "killed by signal 6 (Aborted)"};
    fixture_init(&fixture, 2, 20);
    fixture.study.options.n = 21;
    fixture.study.crashes = &crash;
    fixture.study.crash_count = 1;
    tl_report_print_compare(&fixture.report, &page, &out);
    ck_assert_ptr_nonnull(strstr(tl_text_get(&out), "incomplete: 20 of 21 replications; 1 crashed"));
    tl_text_reset(&out);
    tl_report_print_crashes(&fixture.report, &out);
    ck_assert_str_eq(
        tl_text_get(&out),
        "replication 17 of senkaku-naval crashed: killed by signal 6 (Aborted): replay with: trilat run "
        "naval.cfg --set missions.mpa-soj.weight=1 --seed 7 --replication 17 --traces DIR\n");
    fixture_clear(&fixture);
    tl_text_clear(&out);
}
END_TEST

/* Late recoveries: the median is beyond what could be watched, and says so; the horizon itself is never a time. */
START_TEST(test_censored_recovery)
{
    struct tl_page page = {80, true, false};
    struct tl_text out = {0};
    fixture_init(&fixture, 2, 20);
    for (size_t i = 4; i < 20; i++) {
        fixture.pairs[1].pairs[i].closed = TL_REACH_CENSORED;
    }
    tl_report_print_compare(&fixture.report, &page, &out);
    ck_assert_ptr_nonnull(strstr(tl_text_get(&out), "> 41 (> 41 to > 41)"));
    ck_assert_ptr_nonnull(
        strstr(tl_text_get(&out), "\n closed                 4\n not seen within H      16\n"));
    page.width = 1000;
    tl_text_reset(&out);
    tl_report_print_compare(&fixture.report, &page, &out);
    ck_assert_ptr_nonnull(
        strstr(tl_text_get(&out),
               ". Only 4 of the 20 replications are back within 41 d of the order (degradation "));
    for (size_t i = 0; i < 4; i++) {
        fixture.pairs[1].pairs[i].closed = TL_REACH_CENSORED;
    }
    tl_text_reset(&out);
    tl_report_print_compare(&fixture.report, &page, &out);
    ck_assert_ptr_nonnull(strstr(tl_text_get(&out),
                                 ". None of the 20 replications is back within 41 d of the order "
                                 "(degradation below a tenth of their own dip, or below 0.01, for 48 h); "));
    fixture_clear(&fixture);
    tl_text_clear(&out);
}
END_TEST

/* What half of the replications reach is told in plain words, of both kinds of recovery, and so is who needs none. */
START_TEST(test_recovery_in_words)
{
    struct tl_page page = {1000, true, false};
    struct tl_text out = {0};
    fixture_init(&fixture, 2, 20);
    for (size_t i = 0; i < 20; i++) {
        struct tl_pair *pair = &fixture.pairs[1].pairs[i];
        pair->closed = i < 19 ? TL_REACH_YES : TL_REACH_CENSORED;
        pair->restored = TL_REACH_YES;
        pair->closed_s = 12 * TL_DAY_S;
        pair->restored_s = 9 * TL_DAY_S;
    }
    tl_report_print_compare(&fixture.report, &page, &out);
    ck_assert_ptr_nonnull(
        strstr(tl_text_get(&out),
               ". Half of the replications are back within 12 d of the order (degradation below a tenth of "
               "their own dip, or below 0.01, for 48 h), 5 % not within 41 d; half of the replications are "
               "restored within 9 d of the order (index at most 0.01 below what it was before the order), "
               "all within 43 d.\n"));
    tl_text_reset(&out);
    for (size_t i = 0; i < 5; i++) {
        fixture.pairs[1].pairs[i].closed = TL_REACH_NEVER_DEGRADED;
    }
    tl_report_print_compare(&fixture.report, &page, &out);
    ck_assert_ptr_nonnull(strstr(tl_text_get(&out), ". Half of the degraded replications are back within "));
    ck_assert_ptr_nonnull(strstr(tl_text_get(&out), "; 5 of 20 are never degraded by more than 0.01.\n"));
    tl_text_reset(&out);
    for (size_t i = 5; i < 20; i++) {
        fixture.pairs[1].pairs[i].closed = TL_REACH_NEVER_DEGRADED;
    }
    tl_report_print_compare(&fixture.report, &page, &out); /* its index falls and rises as the base's does */
    ck_assert_ptr_nonnull(
        strstr(tl_text_get(&out), "; no replication is ever degraded by more than 0.01.\n"));
    ck_assert_ptr_null(strstr(tl_text_get(&out), "are restored"));
    fixture_clear(&fixture);
    tl_text_clear(&out);
}
END_TEST

/* One replication is no half of anything. */
START_TEST(test_recovery_of_one)
{
    struct tl_page page = {1000, true, false};
    struct tl_text out = {0};
    fixture_init(&fixture, 2, 1);
    struct tl_pair *pair = &fixture.pairs[1].pairs[0];
    pair->closed = TL_REACH_YES;
    pair->closed_s = 12 * TL_DAY_S;
    pair->restored = TL_REACH_CENSORED;
    tl_report_print_compare(&fixture.report, &page, &out);
    ck_assert_ptr_nonnull(strstr(
        tl_text_get(&out), ". It is back within 12 d of the order (degradation below a tenth of its dip, "));
    ck_assert_ptr_nonnull(strstr(tl_text_get(&out), "; it is not restored within 43 d of the order (index "));
    tl_text_reset(&out);
    pair->closed = TL_REACH_NEVER_DEGRADED;
    tl_report_print_compare(&fixture.report, &page, &out);
    ck_assert_ptr_nonnull(strstr(tl_text_get(&out), "; it is never degraded by more than 0.01.\n"));
    fixture_clear(&fixture);
    tl_text_clear(&out);
}
END_TEST

/* Where no diversion started there is no clock of recovery: such replications leave those rows, and are counted. */
START_TEST(test_without_an_order)
{
    struct tl_page page = {400, true, false};
    struct tl_text out = {0};
    fixture_init(&fixture, 2, 20);
    for (size_t i = 0; i < 3; i++) {
        struct tl_pair *pair = &fixture.pairs[1].pairs[i];
        pair->order_s = TL_NONE;
        pair->closed = pair->restored = TL_REACH_NO_ORDER;
    }
    tl_report_print_compare(&fixture.report, &page, &out);
    ck_assert_ptr_nonnull(strstr(tl_text_get(&out), "; 3 without an order are left out."));
    ck_assert_ptr_nonnull(strstr(tl_text_get(&out), "without an order        3 of 20, left out below"));
    ck_assert_ptr_nonnull(strstr(tl_text_get(&out), "\n closed                 17"));
    ck_assert_ptr_nonnull(strstr(tl_text_get(&out), "^ order"));
    tl_text_reset(&out);
    for (size_t i = 0; i < 20; i++) {
        struct tl_pair *pair = &fixture.pairs[1].pairs[i];
        pair->order_s = TL_NONE;
        pair->closed = pair->restored = TL_REACH_NO_ORDER;
    }
    tl_report_print_compare(&fixture.report, &page, &out);
    ck_assert_ptr_nonnull(
        strstr(tl_text_get(&out), "; the diversion never starts, so no recovery is timed."));
    ck_assert_ptr_nonnull(strstr(tl_text_get(&out), "20 of 20, left out below"));
    ck_assert_ptr_null(strstr(tl_text_get(&out), "^ order"));
    fixture_clear(&fixture);
    tl_text_clear(&out);
}
END_TEST

/* A variant that has no diversion at all recovers from the start. */
START_TEST(test_without_a_diversion)
{
    struct tl_page page = {400, true, false};
    struct tl_text out = {0};
    fixture_init(&fixture, 3, 20);
    fixture.pairs[1].diverts = false;
    tl_report_print_compare(&fixture.report, &page, &out);
    ck_assert_ptr_nonnull(strstr(tl_text_get(&out), " d of the start (degradation below "));
    ck_assert_ptr_nonnull(
        strstr(tl_text_get(&out), ". It has no diversion of its own, so times count from the start."));
    ck_assert_ptr_nonnull(
        strstr(tl_text_get(&out), "days after the order, without a diversion after the start"));
    tl_text_reset(&out);
    fixture.pairs[2].diverts = false;
    tl_report_print_compare(&fixture.report, &page, &out);
    ck_assert_ptr_null(strstr(tl_text_get(&out), "order"));
    fixture_clear(&fixture);
    tl_text_clear(&out);
}
END_TEST

/* Charts of several variants are drawn to one scale, and say so; all of them show when measures start. */
START_TEST(test_charts_tell_their_scale)
{
    struct tl_page page = {80, true, false};
    struct tl_text out = {0};
    fixture_init(&fixture, 3, 20);
    for (size_t v = 0; v < 3; v++) {
        fixture.models[v].roster.warmup_s = 5 * TL_DAY_S;
    }
    tl_report_print_compare(&fixture.report, &page, &out);
    ck_assert_ptr_nonnull(strstr(tl_text_get(&out), "95 % confidence; one scale\n"));
    const char *first = strstr(tl_text_get(&out), "^ measures start at D+5 00:00\n");
    ck_assert_ptr_nonnull(first);
    ck_assert_ptr_nonnull(strstr(first + 1, "^ measures start at D+5 00:00\n"));
    const char *naval = strstr(tl_text_get(&out), "\nsenkaku-naval\n") + strlen("\nsenkaku-naval\n");
    const char *air = strstr(tl_text_get(&out), "\nsenkaku-air\n") + strlen("\nsenkaku-air\n");
    ck_assert_int_eq(strncmp(naval, air, strcspn(naval, "\n") < 7 ? strcspn(naval, "\n") : 7), 0);
    fixture_clear(&fixture);
    tl_text_reset(&out);
    fixture_init(&fixture, 2, 20);
    tl_report_print_compare(&fixture.report, &page, &out);
    ck_assert_ptr_nonnull(strstr(tl_text_get(&out), "95 % confidence\n"));
    ck_assert_ptr_null(strstr(tl_text_get(&out), "measures start"));
    fixture_clear(&fixture);
    tl_text_clear(&out);
}
END_TEST

/* Partners whose indexes weigh the same stand in one row. */
START_TEST(test_shared_indexes)
{
    struct tl_page page = {80, true, false};
    struct tl_text out = {0};
    fixture_init(&fixture, 2, 20);
    struct tl_roster_index *indexes = (struct tl_roster_index *)fixture.models[0].roster.indexes;
    indexes[4] = (struct tl_roster_index){indexes[4].name, indexes[2].weights, indexes[2].weight_sum};
    tl_report_print_compare(&fixture.report, &page, &out);
    ck_assert_ptr_nonnull(strstr(tl_text_get(&out), "\n japan, us     "));
    ck_assert_ptr_nonnull(strstr(tl_text_get(&out), "\n rok "));
    ck_assert_ptr_null(strstr(tl_text_get(&out), "\n us "));
    fixture_clear(&fixture);
    tl_text_clear(&out);
}
END_TEST

/* Another cost of a replication of the variant, booked to the diversion. */
static void set_cost(size_t replication, int64_t cost_us)
{
    static const char *const accounts[2][2] = {{"ledger", "diversion/away"},
                                               {"ledger-mission", "bmd-soj: diversion/away"}};
    struct tl_study_variant *variant = &fixture.variants[1];
    double *row = variant->values + replication * variant->kept_columns;
    int64_t *now_us = &fixture.pairs[1].pairs[replication].degradation_us;
    for (size_t i = 0; i < 2; i++) {
        size_t column = tl_summary_find(variant, accounts[i][0], accounts[i][1]);
        int64_t us = llround(row[column] * 1e6 * (double)TL_DAY_S) + cost_us - *now_us;
        row[column] = (double)us / 1e6 / (double)TL_DAY_S;
    }
    *now_us = cost_us;
}

/* A gain is called one, and what shows nothing says that. */
START_TEST(test_sentence_has_the_right_verb)
{
    struct tl_page page = {200, true, false};
    struct tl_text out = {0};
    fixture_init(&fixture, 2, 20);
    for (size_t i = 0; i < 20; i++) {
        set_cost(i, -fixture.pairs[1].pairs[i].degradation_us);
    }
    tl_report_print_compare(&fixture.report, &page, &out);
    ck_assert_ptr_nonnull(
        strstr(tl_text_get(&out), "senkaku-naval gains 0.84 index-days (0.69 to 0.99) of 45"));
    ck_assert_ptr_null(strstr(tl_text_get(&out), "are back"));
    ck_assert_ptr_null(strstr(tl_text_get(&out), "are restored"));
    tl_text_reset(&out);
    for (size_t i = 0; i < 20; i += 2) {
        set_cost(i, -fixture.pairs[1].pairs[i].degradation_us);
    }
    tl_report_print_compare(&fixture.report, &page, &out);
    ck_assert_ptr_nonnull(strstr(tl_text_get(&out), "senkaku-naval shows no clear cost: "));
    tl_text_reset(&out);
    for (size_t i = 0; i < 20; i++) {
        set_cost(i, 0);
    }
    tl_report_print_compare(&fixture.report, &page, &out);
    ck_assert_ptr_nonnull(
        strstr(tl_text_get(&out), "senkaku-naval changes nothing: 0 index-days, identical in all 20, of 45"));
    fixture_clear(&fixture);
    tl_text_clear(&out);
}
END_TEST

/* A mission that the variant alone has is told apart, and so is one that it lacks. */
START_TEST(test_missions_of_one_scenario_alone)
{
    static struct tl_column columns[512];
    struct tl_page page = {80, true, false};
    struct tl_text out = {0};
    fixture_init(&fixture, 2, 20);
    struct tl_roster *roster = &fixture.models[1].roster;
    struct tl_roster_mission missions[FIXTURE_MISSIONS];
    memcpy(missions, roster->missions, sizeof missions);
    memcpy(columns, fixture.variants[1].columns, fixture.variants[1].column_count * sizeof *columns);
    missions[3].name = "taiwan-watch";
    for (size_t i = 0; i < fixture.variants[1].column_count; i++) {
        bool renamed = strcmp(columns[i].entity, "senkaku-msdf") == 0;
        columns[i].entity = renamed ? missions[3].name : columns[i].entity;
    }
    roster->missions = missions;
    fixture.variants[1].columns = columns;
    tl_report_print_compare(&fixture.report, &page, &out);
    const char *base =
        strstr(tl_text_get(&out), "coverage of missions off the headline, only in base\n senkaku-msdf ");
    ck_assert_ptr_nonnull(base);
    ck_assert_ptr_nonnull(strstr(base, "headline, only in senkaku-naval\n taiwan-watch "));
    fixture_clear(&fixture);
    tl_text_clear(&out);
}
END_TEST

/* A variant without any degradation has no chart; one beside it keeps its own. */
START_TEST(test_no_empty_charts)
{
    struct tl_page page = {80, true, false};
    struct tl_text out = {0};
    fixture_init(&fixture, 3, 20);
    double zeros[FIXTURE_CELLS] = {0};
    tl_curve_clear(&fixture.pairs[1].degradation[0]);
    tl_curve_init(&fixture.pairs[1].degradation[0], FIXTURE_CELLS);
    for (size_t i = 0; i < 20; i++) {
        tl_curve_add(&fixture.pairs[1].degradation[0], zeros);
    }
    tl_report_print_compare(&fixture.report, &page, &out);
    ck_assert_ptr_null(strstr(tl_text_get(&out), "\nsenkaku-naval\n"));
    ck_assert_ptr_nonnull(strstr(tl_text_get(&out), "\nsenkaku-air\n"));
    fixture_clear(&fixture);
    tl_text_clear(&out);
}
END_TEST

/* Intervals are about chance; inputs that are marked uncertain are counted, where there are any. */
START_TEST(test_uncertain_inputs_are_counted)
{
    struct tl_page page = {200, true, false};
    struct tl_text out = {0};
    struct tl_scenario scenario = {.uncertain_count = 0};
    fixture_init(&fixture, 2, 20);
    fixture.models[0].scenario = &scenario;
    tl_report_print_compare(&fixture.report, &page, &out);
    ck_assert_ptr_null(strstr(tl_text_get(&out), "uncertain"));
    scenario.uncertain_count = 12;
    tl_report_print_compare(&fixture.report, &page, &out);
    ck_assert_ptr_nonnull(
        strstr(tl_text_get(&out), "12 inputs of base are marked uncertain and are not varied."));
    fixture_clear(&fixture);
    tl_text_clear(&out);
}
END_TEST

TL_TEST_MAIN(print_compare, test_golden_pages, test_one_replication, test_nothing_was_completed, test_crashes,
             test_censored_recovery, test_recovery_in_words, test_recovery_of_one,
             test_charts_tell_their_scale, test_without_an_order, test_without_a_diversion,
             test_shared_indexes, test_sentence_has_the_right_verb, test_missions_of_one_scenario_alone,
             test_no_empty_charts, test_uncertain_inputs_are_counted)
