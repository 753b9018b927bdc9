#include "report/fixture.h"
#include "report/golden.h"
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
    ck_assert_ptr_nonnull(strstr(tl_text_get(&out), "0 / 4 / 16"));
    ck_assert_ptr_nonnull(strstr(tl_text_get(&out), "80 %"));
    fixture_clear(&fixture);
    tl_text_clear(&out);
}
END_TEST

/* A gain is called one, and what shows nothing says that. */
START_TEST(test_sentence_has_the_right_verb)
{
    struct tl_page page = {200, true, false};
    struct tl_text out = {0};
    fixture_init(&fixture, 2, 20);
    for (size_t i = 0; i < 20; i++) {
        fixture.pairs[1].pairs[i].degradation_us *= -1;
    }
    tl_report_print_compare(&fixture.report, &page, &out);
    ck_assert_ptr_nonnull(
        strstr(tl_text_get(&out), "senkaku-naval gains 0.84 index-days (0.69 to 0.99) of 45"));
    tl_text_reset(&out);
    for (size_t i = 0; i < 20; i += 2) {
        fixture.pairs[1].pairs[i].degradation_us *= -1;
    }
    tl_report_print_compare(&fixture.report, &page, &out);
    ck_assert_ptr_nonnull(strstr(tl_text_get(&out), "senkaku-naval shows no clear cost: "));
    tl_text_reset(&out);
    for (size_t i = 0; i < 20; i++) {
        fixture.pairs[1].pairs[i].degradation_us = 0;
    }
    tl_report_print_compare(&fixture.report, &page, &out);
    ck_assert_ptr_nonnull(
        strstr(tl_text_get(&out), "senkaku-naval changes nothing: 0 index-days, identical in all 20, of 45"));
    fixture_clear(&fixture);
    tl_text_clear(&out);
}
END_TEST

TL_TEST_MAIN(print_compare, test_golden_pages, test_one_replication, test_nothing_was_completed, test_crashes,
             test_censored_recovery, test_sentence_has_the_right_verb)
