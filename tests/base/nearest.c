#include <string.h>

#include "base/text.h"
#include "test.h"

START_TEST(finds_what_was_meant)
{
    static const char *const names[] = {"weight", "priority", "theatre", "height", "set-up", "b"};
    static const struct {
        const char *typed;
        const char *meant;
    } cases[] = {
        {"wieght", "weight"}, /* neighbours swapped: one edit, so nearer than height */
        {"eight", "weight"},  /* as near as height: the first wins */
        {"prioritty", "priority"}, {"theater", "theatre"}, {"setup", "set-up"}, {"a", "b"},
        {"colour", NULL},          {"theme", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *nearest = tl_text_nearest(cases[i].typed, names, sizeof names / sizeof *names);
        if (cases[i].meant) {
            ck_assert_ptr_nonnull(nearest);
            ck_assert_str_eq(nearest, cases[i].meant);
        } else {
            ck_assert_ptr_null(nearest);
        }
    }
    ck_assert_ptr_null(tl_text_nearest("weight", names, 0));
}
END_TEST

START_TEST(patterns_match_as_in_a_shell)
{
    static const struct {
        const char *pattern;
        const char *name;
        bool matches;
    } cases[] = {
        {"*", "", true},
        {"", "", true},
        {"", "a", false},
        {"neo.*", "neo.t90", true},
        {"neo.*", "neo", false},
        {"*.t?0", "neo.japan.t90", true},
        {"*.t?0", "neo.japan.t9", false},
        {"a*b*c", "a-b-b-c", true},
        {"a*b*c", "a-c-b", false},
        {"[a]", "a", false},
        {"**a", "bca", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ck_assert_msg(tl_text_matches(cases[i].pattern, cases[i].name) == cases[i].matches, "%s %s",
                      cases[i].pattern, cases[i].name);
    }
}
END_TEST

TL_TEST_MAIN(nearest, finds_what_was_meant, patterns_match_as_in_a_shell)
