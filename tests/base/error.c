#include "base/error.h"

#include <string.h>

#include "test.h"

START_TEST(starts_empty_and_keeps_the_gravest_fault)
{
    struct tl_error err = {0};
    ck_assert(tl_error_is_empty(&err));
    ck_assert(!tl_error_add(&err, TL_FAULT_WORLD, "disk %s is full", "/dev/x"));
    ck_assert(!tl_error_add(&err, TL_FAULT_USER, "second"));
    ck_assert(!tl_error_is_empty(&err));
    ck_assert_uint_eq(err.count, 2);
    ck_assert_int_eq(err.fault, TL_FAULT_WORLD);
    ck_assert_str_eq(err.lines[0], "disk /dev/x is full");
    tl_error_clear(&err);
    ck_assert(tl_error_is_empty(&err));
    ck_assert_int_eq(err.fault, TL_FAULT_NONE);
}
END_TEST

START_TEST(says_file_line_path_value_and_rule)
{
    static const struct {
        struct tl_origin where;
        const char *path;
        const char *value;
        const char *line;
    } cases[] = {
        {{"k/base.cfg", 41},
         "missions.x.weight",
         "-2",
         "k/base.cfg:41: missions.x.weight = -2: must be at least 0"},
        {{"base.cfg", 0}, "horizon", NULL, "base.cfg: horizon: must be at least 0"},
        {{NULL, 7}, NULL, "-2", "-2: must be at least 0"},
        {{"a.cfg", 3}, NULL, NULL, "a.cfg:3: must be at least 0"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tl_error err = {0};
        ck_assert(
            !tl_error_at(&err, &cases[i].where, cases[i].path, cases[i].value, "must be at least %d", 0));
        ck_assert_str_eq(err.lines[0], cases[i].line);
        ck_assert_int_eq(err.fault, TL_FAULT_USER);
        tl_error_clear(&err);
    }
    struct tl_error err = {0};
    tl_error_at(&err, NULL, "seed", "x", "100 %% wrong");
    ck_assert_str_eq(err.lines[0], "seed = x: 100 % wrong");
    tl_error_clear(&err);
}
END_TEST

START_TEST(prints_one_line_each)
{
    struct tl_error err = {0};
    for (int i = 0; i < 20; i++) {
        tl_error_add(&err, TL_FAULT_USER, "number %d\nwith a break", i);
    }
    char *printed = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&printed, &size);
    tl_error_print(&err, out);
    fclose(out);
    int lines = 0;
    for (const char *c = printed; *c; c++) {
        lines += *c == '\n';
    }
    ck_assert_int_eq(lines, 20);
    ck_assert(strncmp(printed, "trilat: number 0 with a break\ntrilat: number 1 ", 47) == 0);
    free(printed);
    tl_error_clear(&err);
}
END_TEST

TL_TEST_MAIN(error, starts_empty_and_keeps_the_gravest_fault, says_file_line_path_value_and_rule,
             prints_one_line_each)
