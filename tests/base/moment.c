#include "base/units.h"
#include "test.h"

START_TEST(dates_go_there_and_back)
{
    static const struct {
        const char *text;
        int64_t unix_s;
    } cases[] = {
        {"1970-01-01T00:00:00Z", 0},
        {"2017-04-25T00:00:00Z", 1493078400},
        {"2000-02-29T23:59:59Z", 951868799},
        {"1969-12-31T23:59:59Z", -1},
        {"1900-03-01T00:00:00Z", -2203891200},
        {"9999-12-31T23:59:59Z", INT64_C(253402300799)},
        {"0001-01-01T00:00:00Z", INT64_C(-62135596800)},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t unix_s = 1;
        const char *rule;
        ck_assert(tl_date_parse(cases[i].text, &unix_s, &rule));
        ck_assert_int_eq(unix_s, cases[i].unix_s);
        struct tl_text text = {0};
        tl_date_print(&text, unix_s);
        ck_assert_str_eq(tl_text_get(&text), cases[i].text);
        tl_text_clear(&text);
    }
    struct tl_text text = {0};
    for (int64_t day = -800000; day < 2900000; day += 331) { /* through leap years and centuries */
        int64_t back;
        const char *rule;
        tl_text_reset(&text);
        tl_date_print(&text, day * TL_DAY_S + 3723);
        if (day > -719000) {
            ck_assert(tl_date_parse(tl_text_get(&text), &back, &rule));
            ck_assert_int_eq(back, day * TL_DAY_S + 3723);
        }
    }
    tl_text_clear(&text);
}
END_TEST

START_TEST(refuses_wrong_dates)
{
    static const char *const wrong[] = {
        "2017-02-29",
        "1900-02-29",
        "2017-13-01",
        "2017-00-01",
        "2017-04-31",
        "2017-04-00",
        "2017-4-25",
        "17-04-25",
        "2017-04-25T24:00:00Z",
        "2017-04-25T00:60:00Z",
        "2017-04-25T00:00:00",
        "2017-04-25T00:00:00+09:00",
        "2017-04-25T00:00:00Z ",
        "2017-04-25 00:00:00Z",
        "",
        "2017/04/25",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        int64_t unix_s;
        const char *rule = NULL;
        ck_assert_msg(!tl_date_parse(wrong[i], &unix_s, &rule), "%s", wrong[i]);
        ck_assert_ptr_nonnull(rule);
    }
}
END_TEST

START_TEST(reads_moments)
{
    int64_t epoch_s = 1493078400; /* 2017-04-25 */
    static const struct {
        const char *text;
        int64_t time_s;
    } cases[] = {
        {"3 d 6 h", 280800},
        {"0 s", 0},
        {"0.5 s", 1},
        {"D+3", 259200},
        {"D+3 06:00", 280800},
        {"D+0 00:00:30", 30},
        {"2017-04-28T06:00:00Z", 280800},
        {"2017-04-26", 86400},
    };
    const char *rule;
    int64_t time_s;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ck_assert_msg(tl_moment_parse(cases[i].text, epoch_s, &time_s, &rule), "%s", cases[i].text);
        ck_assert_int_eq(time_s, cases[i].time_s);
    }
    static const char *const wrong[] = {
        "",           "3",          "-1 d",      "D",          "D+",
        "D-1",        "D+1 6:00",   "D+1 25:00", "D+1 06:00x", "D+1234567",
        "2017-04-24", "2017-04-31", "1e13 s",    "tomorrow",   "D+3  06:00",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        rule = NULL;
        ck_assert_msg(!tl_moment_parse(wrong[i], epoch_s, &time_s, &rule), "%s", wrong[i]);
        ck_assert_ptr_nonnull(rule);
    }
}
END_TEST

START_TEST(quarters_follow_the_calendar)
{
    static const struct {
        const char *moment, *next;
    } cases[] = {
        {"2017-04-25T06:00:00Z", "2017-07-01T00:00:00Z"}, {"2017-12-31T23:59:59Z", "2018-01-01T00:00:00Z"},
        {"2018-01-01T00:00:00Z", "2018-04-01T00:00:00Z"}, {"2016-02-29T12:00:00Z", "2016-04-01T00:00:00Z"},
        {"1969-11-01T00:00:00Z", "1970-01-01T00:00:00Z"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t unix_s;
        int64_t next_s;
        const char *rule;
        ck_assert(tl_date_parse(cases[i].moment, &unix_s, &rule));
        ck_assert(tl_date_parse(cases[i].next, &next_s, &rule));
        ck_assert_int_eq(tl_date_next_quarter(unix_s), next_s);
    }
}
END_TEST

START_TEST(prints_moments_that_read_back)
{
    static const struct {
        int64_t time_s;
        const char *text;
    } cases[] = {
        {0, "D+0 00:00"},
        {280800, "D+3 06:00"},
        {93729, "D+1 02:02:09"},
        {-3600, "D-1 23:00"},
    };
    struct tl_text text = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        tl_text_reset(&text);
        tl_moment_print(&text, cases[i].time_s);
        ck_assert_str_eq(tl_text_get(&text), cases[i].text);
        int64_t back = cases[i].time_s;
        const char *rule;
        ck_assert(cases[i].time_s < 0 || tl_moment_parse(tl_text_get(&text), 0, &back, &rule));
        ck_assert_int_eq(back, cases[i].time_s);
    }
    tl_text_clear(&text);
}
END_TEST

START_TEST(prints_spans_for_reading)
{
    static const struct {
        double span_s;
        const char *text;
    } cases[] = {
        {0, "0 s"},          {0.5, "0.5 s"},   {90, "90 s"},    {120, "2 min"},    {5400, "90 min"},
        {7200, "2 h"},       {129600, "36 h"}, {172800, "2 d"}, {362880, "4.2 d"}, {3888000, "45 d"},
        {-362880, "-4.2 d"}, {-0.01, "0 s"},   {9.96, "10 s"},  {863000, "10 d"},
    };
    struct tl_text text = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        tl_text_reset(&text);
        tl_span_print(&text, cases[i].span_s);
        ck_assert_str_eq(tl_text_get(&text), cases[i].text);
    }
    tl_text_clear(&text);
}
END_TEST

TL_TEST_MAIN(moment, quarters_follow_the_calendar, dates_go_there_and_back, refuses_wrong_dates,
             reads_moments, prints_moments_that_read_back, prints_spans_for_reading)
