#include "report/page.h"

#include <stdlib.h>

#include "test.h"

static struct tl_page detect(const char *lang, const char *term, enum tl_color color)
{
    setenv("LC_ALL", "", 1);
    setenv("LC_CTYPE", lang, 1);
    setenv("LANG", "C", 1);
    setenv("TERM", term, 1);
    FILE *file = tmpfile();
    struct tl_page page = tl_page_detect(file, color);
    fclose(file);
    return page;
}

START_TEST(test_a_file_is_80_wide_and_plain)
{
    struct tl_page page = detect("C", "xterm", TL_COLOR_AUTO);
    ck_assert_int_eq(page.width, 80);
    ck_assert(!page.utf8 && !page.color);
}
END_TEST

START_TEST(test_utf8_by_the_locale)
{
    ck_assert(detect("ja_JP.UTF-8", "xterm", TL_COLOR_AUTO).utf8);
    ck_assert(detect("C.utf8", "xterm", TL_COLOR_AUTO).utf8);
    ck_assert(!detect("ja_JP.eucJP", "xterm", TL_COLOR_AUTO).utf8);
    setenv("LC_ALL", "C", 1); /* goes before LC_CTYPE */
    ck_assert(!tl_page_detect(stdout, TL_COLOR_AUTO).utf8);
}
END_TEST

START_TEST(test_color_may_be_forced)
{
    ck_assert(detect("C", "dumb", TL_COLOR_ALWAYS).color);
    ck_assert(!detect("C", "xterm", TL_COLOR_NEVER).color);
}
END_TEST

START_TEST(test_fill)
{
    struct tl_page page = {20, true, false};
    struct tl_text out = {0};
    tl_page_fill(&page, &out, 0, 2, "twenty columns  wide, no more: äöüäöüäöüäöüäöü end");
    ck_assert_str_eq(tl_text_get(&out), "twenty columns wide,\n  no more:\n  äöüäöüäöüäöüäöü\n  end\n");
    tl_text_reset(&out);
    tl_page_fill(&page, &out, 15, 0, "a long one");
    ck_assert_str_eq(tl_text_get(&out), "a\nlong one\n");
    tl_text_clear(&out);
}
END_TEST

/* A long command ends its lines between the shell's words, and a shell reads it as if it stood in one. */
START_TEST(test_fill_command)
{
    struct tl_page page = {20, true, false};
    struct tl_text out = {0};
    tl_page_fill_command(&page, &out, 7, 2, "run 'a file with spaces.cfg' -n 1 'it'\\''s x' --last 12");
    ck_assert_str_eq(tl_text_get(&out), "run \\\n"
                                        "  'a file with spaces.cfg' \\\n"
                                        "  -n 1 'it'\\''s x' \\\n"
                                        "  --last 12\n");
    tl_text_reset(&out);
    tl_page_fill_command(&page, &out, 7, 2, "fills 12345678");
    ck_assert_str_eq(tl_text_get(&out), "fills \\\n  12345678\n");
    tl_text_reset(&out);
    tl_page_fill_command(&page, &out, 7, 2, "fills 1234567");
    ck_assert_str_eq(tl_text_get(&out), "fills 1234567\n");
    tl_text_clear(&out);
}
END_TEST

START_TEST(test_ink_only_where_there_is_color)
{
    struct tl_page page = {80, true, true};
    struct tl_text out = {0};
    tl_page_add(&page, &out, TL_INK_BOLD, "x");
    page.color = false;
    tl_page_add(&page, &out, TL_INK_BOLD, "y");
    ck_assert_str_eq(tl_text_get(&out), "\033[1mx\033[0my");
    tl_text_clear(&out);
}
END_TEST

TL_TEST_MAIN(page, test_a_file_is_80_wide_and_plain, test_utf8_by_the_locale, test_color_may_be_forced,
             test_fill, test_fill_command, test_ink_only_where_there_is_color)
