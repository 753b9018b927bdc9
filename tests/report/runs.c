#include "report/runs.h"

#include "test.h"

START_TEST(numbers_count)
{
    static const char *const order[] = {"a",     "a-1",   "a-2",      "a-10",    "a-b",
                                        "f2-10", "f15-2", "f15-2-01", "f15-2-1", "x"};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        for (size_t k = 0; k < sizeof order / sizeof *order; k++) {
            int way = tl_runs_compare(order[i], order[k]);
            ck_assert_int_eq((way > 0) - (way < 0), (i > k) - (i < k));
        }
    }
}
END_TEST

START_TEST(sisters_differ_in_their_number)
{
    ck_assert(tl_runs_are_sisters("f15-naha-2", "f15-naha-10"));
    ck_assert(!tl_runs_are_sisters("f15-naha-2", "f2-naha-2"));
    ck_assert(!tl_runs_are_sisters("js-kongo", "js-myoko"));
    ck_assert(!tl_runs_are_sisters("f15-naha", "f15-naha-2"));
    ck_assert(!tl_runs_are_sisters("f15-naha-2", "f15-naha"));
    ck_assert(!tl_runs_are_sisters("a-1x", "a-2x"));
}
END_TEST

static void expect_run(const char *first, const char *last, const char *wanted)
{
    struct tl_text text = {0};
    tl_runs_add(&text, first, last);
    ck_assert_str_eq(tl_text_get(&text), wanted);
    tl_text_clear(&text);
}

START_TEST(a_run_is_told_by_its_ends)
{
    expect_run("f15-naha-2", "f15-naha-10", "f15-naha-2..10");
    expect_run("f15-naha-2", "f15-naha-2", "f15-naha-2");
    expect_run("js-kongo", "js-kongo", "js-kongo");
}
END_TEST

static void expect_cut(const char *text, int width, const char *wanted)
{
    struct tl_text out = {0};
    tl_runs_add_cut(&out, text, width);
    ck_assert_str_eq(tl_text_get(&out), wanted);
    tl_text_clear(&out);
}

START_TEST(what_is_too_long_loses_its_middle)
{
    expect_cut("uss-bonhomme-richard", 20, "uss-bonhomme-richard");
    expect_cut("uss-bonhomme-richard", 12, "uss-bo~chard");
    expect_cut("f15-nyutabaru-10..28", 12, "f15-ny~0..28");
}
END_TEST

TL_TEST_MAIN(runs, numbers_count, sisters_differ_in_their_number, a_run_is_told_by_its_ends,
             what_is_too_long_loses_its_middle)
