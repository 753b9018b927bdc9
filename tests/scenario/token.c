#include "scenario/token.h"

#include <string.h>

#include "test.h"

static void expect(struct tl_cursor *cursor, enum tl_token_kind kind, const char *text, int line)
{
    struct tl_token token;
    tl_token_next(cursor, &token);
    ck_assert_int_eq(token.kind, kind);
    ck_assert_uint_eq(token.size, strlen(text));
    ck_assert_mem_eq(token.start, text, token.size);
    ck_assert_int_eq(token.line, line);
}

START_TEST(cuts_tokens)
{
    struct tl_cursor cursor = {"a-b_1 = -1e-5; # x\n// y\n/* z\n */ \"q\\\"//\" {0x1F-2L .5", 1};
    expect(&cursor, TL_TOKEN_NAME, "a-b_1", 1);
    expect(&cursor, TL_TOKEN_MARK, "=", 1);
    expect(&cursor, TL_TOKEN_NUMBER, "-1e-5", 1);
    expect(&cursor, TL_TOKEN_MARK, ";", 1);
    expect(&cursor, TL_TOKEN_TEXT, "\"q\\\"//\"", 4);
    expect(&cursor, TL_TOKEN_MARK, "{", 4);
    expect(&cursor, TL_TOKEN_NUMBER, "0x1F", 4);
    expect(&cursor, TL_TOKEN_NUMBER, "-2L", 4);
    expect(&cursor, TL_TOKEN_NUMBER, ".5", 4);
    expect(&cursor, TL_TOKEN_END, "", 4);
    expect(&cursor, TL_TOKEN_END, "", 4);
}
END_TEST

START_TEST(knows_numbers)
{
    static const char *const whole[] = {"0", "-12", "+3", "5L", "5LL", "0x1F", "0XabL"};
    static const char *const real[] = {"1.5", ".5", "5.", "1e5", "-1E-5", "+1.e+2"};
    static const char *const neither[] = {"",   "-",   ".",  "1e",    "1.2.3", "5d",
                                          "0x", "1L5", "e5", "1e5.0", "5LLL",  "--1"};
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++) {
        ck_assert_msg(tl_token_is_whole(whole[i]) && !(tl_token_is_real(whole[i]) && strchr(whole[i], 'L')),
                      "%s", whole[i]);
    }
    for (size_t i = 0; i < sizeof real / sizeof *real; i++) {
        ck_assert_msg(!tl_token_is_whole(real[i]) && tl_token_is_real(real[i]), "%s", real[i]);
    }
    for (size_t i = 0; i < sizeof neither / sizeof *neither; i++) {
        ck_assert_msg(!tl_token_is_whole(neither[i]) && !tl_token_is_real(neither[i]), "%s", neither[i]);
    }
}
END_TEST

TL_TEST_MAIN(token, cuts_tokens, knows_numbers)
