#include "report/fixture.h"
#include "report/golden.h"
#include "test.h"

static void check_page(size_t kept, int width, bool utf8, const char *name)
{
    static struct fixture fixture;
    struct tl_page page = {width, utf8, false};
    struct tl_text out = {0};
    fixture_init(&fixture, 1, kept);
    tl_report_print_run(&fixture.report, &page, &out);
    ck_assert(golden_matches(name, &out));
    ck_assert(width < 80 ||
              golden_width(&out) <= width); /* a narrow page runs over rather than lose an interval */
    fixture_clear(&fixture);
    tl_text_clear(&out);
}

START_TEST(test_golden_pages)
{
    check_page(20, 80, true, "run-80");
    check_page(20, 80, false, "run-80-ascii");
    check_page(20, 40, false, "run-40-ascii");
    check_page(20, 200, true, "run-200");
}
END_TEST

START_TEST(test_one_replication)
{
    check_page(1, 80, true, "run-single");
}
END_TEST

START_TEST(test_nothing_was_completed)
{
    check_page(0, 80, true, "run-nothing");
}
END_TEST

/* The chart shows when measures start, and what its band is. */
START_TEST(test_warmup_is_marked)
{
    static struct fixture fixture;
    struct tl_page page = {80, true, false};
    struct tl_text out = {0};
    fixture_init(&fixture, 1, 20);
    fixture.models[0].roster.warmup_s = 36 * TL_HOUR_S;
    tl_report_print_run(&fixture.report, &page, &out);
    ck_assert_ptr_nonnull(strstr(tl_text_get(&out), " ^ measures start at D+1 12:00\n"));
    ck_assert_ptr_nonnull(strstr(tl_text_get(&out), "\nby day: mean curve; the band holds at all times"));
    fixture_clear(&fixture);
    tl_text_clear(&out);
}
END_TEST

/* The table of forces has as many partners side by side as fit. */
START_TEST(test_forces_fit_any_width)
{
    static struct fixture fixture;
    for (int width = 40; width <= 120; width += 4) {
        struct tl_page page = {width, true, false};
        struct tl_text out = {0};
        struct tl_text forces = {0};
        fixture_init(&fixture, 1, 20);
        tl_report_print_run(&fixture.report, &page, &out);
        tl_text_add(&forces, strstr(tl_text_get(&out), "\nForces: "));
        ck_assert_int_le(golden_width(&forces), width);
        fixture_clear(&fixture);
        tl_text_clear(&forces);
        tl_text_clear(&out);
    }
}
END_TEST

TL_TEST_MAIN(print_run, test_forces_fit_any_width, test_warmup_is_marked, test_golden_pages,
             test_one_replication, test_nothing_was_completed)
