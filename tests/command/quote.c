#include "command/quote.h"

#include <stdio.h>
#include <string.h>

#include "test.h"

START_TEST(test_plain_words_stay_plain)
{
    struct tl_text out = {0};
    tl_quote_add(&out, "--set");
    tl_quote_add(&out, "missions.bmd-soj.weight=4");
    ck_assert_str_eq(tl_text_get(&out), "--set missions.bmd-soj.weight=4");
    tl_text_clear(&out);
}
END_TEST

/* A shell reads back what was meant. */
START_TEST(test_a_shell_reads_it_back)
{
    static const char *const words[] = {
        "", "a b", "horizon=\"10 d\"", "it's", "$HOME `x` \\", "steps[1]", "a;b&c|d>", "\tü\n", "~", "*?!#"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct tl_text command = {0};
        char got[64] = "";
        tl_text_add(&command, "printf %s");
        tl_quote_add(&command, words[i]);
        FILE *pipe = popen(tl_text_get(&command), "r");
        size_t size = fread(got, 1, sizeof got - 1, pipe);
        ck_assert_int_eq(pclose(pipe), 0);
        ck_assert_uint_eq(size, strlen(words[i]));
        ck_assert_str_eq(got, words[i]);
        tl_text_clear(&command);
    }
}
END_TEST

TL_TEST_MAIN(quote, test_plain_words_stay_plain, test_a_shell_reads_it_back)
