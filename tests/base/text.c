#include "base/text.h"

#include <math.h>
#include <string.h>

#include "base/stream.h"
#include "test.h"

START_TEST(grows_resets_and_clears)
{
    struct tl_text text = {0};
    ck_assert_str_eq(tl_text_get(&text), "");
    tl_text_add(&text, "");
    for (int i = 0; i < 100; i++) {
        tl_text_add_char(&text, 'a');
        tl_text_add_bytes(&text, "bcd", 2);
        tl_text_print(&text, "%02d", i);
    }
    ck_assert_uint_eq(text.size, 500);
    ck_assert_uint_eq(strlen(text.data), 500);
    ck_assert(strncmp(text.data, "abc00abc01", 10) == 0);
    tl_text_reset(&text);
    ck_assert_str_eq(tl_text_get(&text), "");
    tl_text_clear(&text);
    ck_assert_ptr_null(text.data);
}
END_TEST

static void check_real(double value, const char *expected)
{
    struct tl_text text = {0};
    tl_text_add_real(&text, value);
    ck_assert_str_eq(tl_text_get(&text), expected);
    tl_text_clear(&text);
}

START_TEST(reals_are_as_short_as_reads_back)
{
    check_real(0, "0");
    check_real(-0.0, "-0");
    check_real(3, "3");
    check_real(-12, "-12");
    check_real(0.1, "0.1");
    check_real(0.1 + 0.2, "0.30000000000000004");
    check_real(1.0 / 3, "0.3333333333333333");
    check_real(1e300, "1e+300");
    check_real(9007199254740992.0, "9007199254740992");
    check_real(5e-324, "4.94065645841247e-324");
    check_real(1.7976931348623157e308, "1.7976931348623157e+308");
    struct tl_stream stream;
    tl_stream_init(&stream, 1, 0, 2);
    struct tl_text text = {0};
    for (int i = 0; i < 20000; i++) {
        double u;
        tl_stream_draw(&stream, &u);
        double value = ldexp(u - 0.5, i % 200 - 100);
        tl_text_reset(&text);
        tl_text_add_real(&text, value);
        ck_assert(strtod(tl_text_get(&text), NULL) == value);
    }
    tl_text_clear(&text);
}
END_TEST

START_TEST(whole_numbers_and_millionths)
{
    static const struct {
        int64_t value;
        const char *whole;
        const char *micro;
    } cases[] = {
        {0, "0", "0"},
        {-1, "-1", "-0.000001"},
        {1500000, "1500000", "1.5"},
        {1000000, "1000000", "1"},
        {-20000001, "-20000001", "-20.000001"},
        {120, "120", "0.00012"},
        {INT64_MAX, "9223372036854775807", "9223372036854.775807"},
        {INT64_MIN, "-9223372036854775808", "-9223372036854.775808"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tl_text text = {0};
        tl_text_add_int(&text, cases[i].value);
        ck_assert_str_eq(tl_text_get(&text), cases[i].whole);
        tl_text_reset(&text);
        tl_text_add_micro(&text, cases[i].value);
        ck_assert_str_eq(tl_text_get(&text), cases[i].micro);
        tl_text_clear(&text);
    }
}
END_TEST

START_TEST(counts_are_grouped_by_thousands)
{
    static const struct {
        int64_t count;
        const char *text;
    } cases[] = {{0, "0"},        {999, "999"},           {1000, "1,000"},
                 {9120, "9,120"}, {1002003, "1,002,003"}, {INT64_MAX, "9,223,372,036,854,775,807"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tl_text text = {0};
        tl_text_add_grouped(&text, cases[i].count);
        ck_assert_str_eq(tl_text_get(&text), cases[i].text);
        tl_text_clear(&text);
    }
}
END_TEST

START_TEST(json_strings_escape_what_json_forbids)
{
    static const struct {
        const char *raw;
        const char *json;
    } cases[] = {
        {"", "\"\""},
        {"say \"hi\" \\ bye", "\"say \\\"hi\\\" \\\\ bye\""},
        {"a\tb\nc\r\x01\x1f\x7f", "\"a\\tb\\nc\\r\\u0001\\u001f\\u007f\""},
        {"\xe4\xb8\xad\xf0\x9f\x9a\xa2/", "\"\xe4\xb8\xad\xf0\x9f\x9a\xa2/\""},
        {"bad \xff\xc3(", "\"bad \\ufffd\\ufffd(\""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tl_text text = {0};
        tl_text_add_json(&text, cases[i].raw);
        ck_assert_str_eq(tl_text_get(&text), cases[i].json);
        tl_text_clear(&text);
    }
}
END_TEST

TL_TEST_MAIN(text, grows_resets_and_clears, reals_are_as_short_as_reads_back, whole_numbers_and_millionths,
             counts_are_grouped_by_thousands, json_strings_escape_what_json_forbids)
