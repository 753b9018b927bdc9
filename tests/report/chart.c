#include "report/chart.h"

#include <math.h>

#include "report/golden.h"
#include "test.h"

#define CELLS 180

/* A rise on D+2, its greatest value on D+6, a slow decay, and a band. */
static struct tl_chart make_chart(double *mean, double *lo, double *hi)
{
    for (size_t i = 0; i < CELLS; i++) {
        double day = (double)i / 4;
        mean[i] = day < 2 ? 0 : (day < 6 ? 0.0152 * (day - 2) : 0.061 * exp(-(day - 6) / 8) - 0.004);
        lo[i] = mean[i] - (day < 2 ? 0 : 0.012);
        hi[i] = mean[i] + (day < 2 ? 0 : 0.012);
    }
    struct tl_chart chart = {mean, lo, hi, CELLS, 0.25, 45, 2, 11, NAN, NAN, 0};
    tl_chart_range(&chart, true, &chart.low, &chart.high);
    return chart;
}

static void check_page(int width, bool utf8, const char *name)
{
    double mean[CELLS], lo[CELLS], hi[CELLS];
    struct tl_page page = {width, utf8, false};
    struct tl_chart chart = make_chart(mean, lo, hi);
    struct tl_text out = {0};
    tl_chart_print(&chart, &page, &out);
    ck_assert(golden_matches(name, &out));
    ck_assert_int_le(golden_width(&out), width);
    tl_text_clear(&out);
}

START_TEST(test_golden_pages)
{
    check_page(40, false, "chart-40-ascii");
    check_page(80, false, "chart-80-ascii");
    check_page(80, true, "chart-80");
    check_page(200, true, "chart-200");
}
END_TEST

START_TEST(test_ascii_is_ascii)
{
    double mean[CELLS], lo[CELLS], hi[CELLS];
    struct tl_page page = {80, false, false};
    struct tl_chart chart = make_chart(mean, lo, hi);
    struct tl_text out = {0};
    tl_chart_print(&chart, &page, &out);
    for (size_t i = 0; i < out.size; i++) {
        ck_assert_int_gt(out.data[i], 0);
    }
    tl_text_clear(&out);
}
END_TEST

/* A dip of one cell out of a thousand is seen at every width: the first line holds a mark. */
START_TEST(test_no_dip_is_lost)
{
    double mean[1000] = {0};
    mean[617] = 1;
    for (int width = 40; width <= 140; width++) {
        struct tl_page page = {width, false, false};
        struct tl_chart chart = {mean, NULL, NULL, 1000, 0.25, 250, NAN, 11, 0, 1, 0};
        struct tl_text out = {0};
        tl_chart_print(&chart, &page, &out);
        const char *end = strchr(tl_text_get(&out), '\n');
        const char *star = strchr(tl_text_get(&out), '*');
        ck_assert_msg(star && star < end, "width %d", width);
        tl_text_clear(&out);
    }
}
END_TEST

START_TEST(test_absent_values_leave_the_rest)
{
    double mean[] = {NAN, 0.5, NAN, 0.5};
    double none[] = {NAN, NAN, NAN, NAN};
    struct tl_page page = {40, true, true};
    struct tl_chart chart = {mean, none, none, 4, 0.25, 0.9, NAN, 5, NAN, NAN, 0};
    struct tl_text out = {0};
    tl_chart_range(&chart, false, &chart.low, &chart.high);
    tl_chart_print(&chart, &page, &out);
    ck_assert_ptr_null(strstr(tl_text_get(&out), "░"));
    ck_assert_ptr_nonnull(strstr(tl_text_get(&out), "\033[1;36m"));
    tl_text_clear(&out);
}
END_TEST

START_TEST(test_spark)
{
    double values[] = {0, 0, 0.5, 0.5, 1, 1, -1, 2};
    struct tl_page page = {80, true, false};
    struct tl_text out = {0};
    tl_chart_print_spark(values, 8, 4, &page, &out);
    ck_assert_str_eq(tl_text_get(&out), "▁▅█▅");
    page.utf8 = false;
    tl_text_reset(&out);
    tl_chart_print_spark(values, 2, 6, &page, &out);
    ck_assert_str_eq(tl_text_get(&out), "______");
    tl_text_clear(&out);
}
END_TEST

START_TEST(test_bar)
{
    struct tl_page page = {80, true, false};
    struct tl_text out = {0};
    tl_chart_print_bar(0.5, 3, &page, &out);
    tl_text_add_char(&out, '|');
    tl_chart_print_bar(7, 2, &page, &out);
    tl_text_add_char(&out, '|');
    tl_chart_print_bar(-1, 2, &page, &out);
    ck_assert_str_eq(tl_text_get(&out), "█▌|██|");
    tl_text_clear(&out);
}
END_TEST

TL_TEST_MAIN(chart, test_golden_pages, test_ascii_is_ascii, test_no_dip_is_lost,
             test_absent_values_leave_the_rest, test_spark, test_bar)
