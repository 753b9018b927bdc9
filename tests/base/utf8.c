#include "base/utf8.h"

#include "base/text.h"
#include "test.h"

START_TEST(decodes_valid_and_refuses_invalid)
{
    static const struct {
        const char *text;
        size_t bytes;
        uint32_t code;
    } cases[] = {
        {"A", 1, 'A'},
        {"\xc3\xa9", 2, 0xE9},
        {"\xe2\x94\x80", 3, 0x2500},
        {"\xf0\x9f\x9a\xa2", 4, 0x1F6A2},
        {"\xf4\x8f\xbf\xbf", 4, 0x10FFFF},
        {"", 0, 0},
        {"\x80", 0, 0},             /* a continuation alone */
        {"\xc0\xaf", 0, 0},         /* overlong */
        {"\xe0\x80\xaf", 0, 0},     /* overlong */
        {"\xed\xa0\x80", 0, 0},     /* a surrogate */
        {"\xf4\x90\x80\x80", 0, 0}, /* past the last code point */
        {"\xe2\x94", 0, 0},         /* cut short */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint32_t code = 0;
        ck_assert_uint_eq(tl_utf8_decode(cases[i].text, &code), cases[i].bytes);
        ck_assert_uint_eq(code, cases[i].code);
    }
}
END_TEST

START_TEST(widths_count_code_points_but_no_marks)
{
    ck_assert_int_eq(tl_text_width(""), 0);
    ck_assert_int_eq(tl_text_width("plain"), 5);
    ck_assert_int_eq(tl_text_width("\xe2\x94\x80\xe2\x94\x80"), 2);
    ck_assert_int_eq(tl_text_width("e\xcc\x81t\xc3\xa9"), 3); /* one e by a combining accent */
    ck_assert_int_eq(tl_text_width("\xff!"), 2);
}
END_TEST

TL_TEST_MAIN(utf8, decodes_valid_and_refuses_invalid, widths_count_code_points_but_no_marks)
