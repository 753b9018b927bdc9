#include "report/timescale.h"

#include "base/units.h"
#include "test.h"

static const struct tl_page ascii = {.width = 80};
static const struct tl_page utf8 = {.width = 80, .utf8 = true};

START_TEST(slices_are_round)
{
    static const struct {
        int64_t length_s, slice_s;
        int most;
    } cases[] = {
        {45 * TL_DAY_S, 18 * 3600, 62},
        {10 * TL_DAY_S, 4 * 3600, 62},
        {8 * 3600, 465, 62},
        {120, 2, 62},
        {60, 1, 62},
        {1, 1, 62},
        {3, 1, 62},
        {TL_DAY_S, TL_DAY_S, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tl_timescale scale = tl_timescale_make(100, 100 + cases[i].length_s, cases[i].most);
        ck_assert_int_eq(scale.slice_s, cases[i].slice_s);
        ck_assert_int_le(scale.columns, cases[i].most);
        ck_assert_int_ge(scale.columns * scale.slice_s, cases[i].length_s);
        ck_assert_int_lt((scale.columns - 1) * scale.slice_s, cases[i].length_s);
    }
}
END_TEST

/* Whatever the window and the page, the columns hold all of it, and little of the page is wasted. */
START_TEST(columns_partition_the_window)
{
    for (int64_t length_s = 1; length_s < 40 * TL_DAY_S; length_s += 1 + length_s / 3) {
        for (int most = 1; most <= 140; most += 13) {
            struct tl_timescale scale = tl_timescale_make(7, 7 + length_s, most);
            int64_t sum_s = 0;
            for (int i = 0; i < scale.columns; i++) {
                sum_s += tl_timescale_overlap(&scale, i, 0, INT64_MAX);
            }
            ck_assert_int_eq(sum_s, length_s);
            ck_assert_int_le(scale.columns, most);
            ck_assert(scale.slice_s == 1 || scale.slice_s * 8 <= (length_s / most + 1) * 9 + 8);
            ck_assert_int_eq(tl_timescale_column(&scale, 7), 0);
            ck_assert_int_eq(tl_timescale_column(&scale, 6 + length_s), scale.columns - 1);
        }
    }
}
END_TEST

START_TEST(an_overlap_is_what_lies_in_both)
{
    struct tl_timescale scale = tl_timescale_make(100, 130, 3); /* 10 s each */
    ck_assert_int_eq(scale.slice_s, 10);
    ck_assert_int_eq(tl_timescale_overlap(&scale, 0, 105, 125), 5);
    ck_assert_int_eq(tl_timescale_overlap(&scale, 1, 105, 125), 10);
    ck_assert_int_eq(tl_timescale_overlap(&scale, 2, 105, 125), 5);
    ck_assert_int_eq(tl_timescale_overlap(&scale, 2, 105, 120), 0);
}
END_TEST

static void expect_slice(int64_t slice_s, const char *wanted)
{
    struct tl_timescale scale = {0, slice_s, slice_s, 1};
    struct tl_text text = {0};
    tl_timescale_print_slice(&scale, &text);
    ck_assert_str_eq(tl_text_get(&text), wanted);
    tl_text_clear(&text);
}

START_TEST(a_slice_is_told_exactly)
{
    expect_slice(18 * 3600, "18 h");
    expect_slice(465, "7 min 45 s");
    expect_slice(7200 + 900, "2 h 15 min");
    expect_slice(3600 + 5, "1 h 5 s");
    expect_slice(1, "1 s");
}
END_TEST

static void expect_axis(int64_t from_s, int64_t to_s, const struct tl_page *page, const char *wanted)
{
    struct tl_timescale scale = tl_timescale_make(from_s, to_s, 60);
    struct tl_text text = {0};
    tl_timescale_print(&scale, 2, page, &text);
    ck_assert_str_eq(tl_text_get(&text), wanted);
    tl_text_clear(&text);
}

START_TEST(ticks_are_round)
{
    expect_axis(0, 10 * TL_DAY_S, &ascii,
                "  +-----------+-----------+-----------+-----------+-----------\n"
                "  D+0         2           4           6           8\n");
    expect_axis(3 * TL_DAY_S + 20 * 3600, 4 * TL_DAY_S + 11 * 3600, &utf8,
                "  ┬───────┬───────┬───────┬───────┬───────┬───────┬───────┬───\n"
                "  20:00   22:00   D+4     02:00   04:00   06:00   08:00  10:00\n");
    expect_axis(TL_DAY_S - 30, TL_DAY_S + 30, &ascii,
                "  +---------+---------+---------+---------+---------+---------\n"
                "  23:59:30  23:59:40  23:59:50  D+1       00:00:10  00:00:20\n");
}
END_TEST

START_TEST(above_the_times_come_first)
{
    struct tl_timescale scale = tl_timescale_make(0, 4 * TL_DAY_S, 8);
    struct tl_text text = {0};
    tl_timescale_print_above(&scale, 3, &utf8, &text);
    ck_assert_str_eq(tl_text_get(&text), "   D+0\n   ┴───────\n");
    tl_text_clear(&text);
}
END_TEST

static void expect_marks(const struct tl_timescale_mark *marks, size_t count, const char *wanted)
{
    struct tl_timescale scale = {0, 30, 1, 30};
    struct tl_text text = {0};
    tl_timescale_print_marks(&scale, 1, marks, count, &text);
    ck_assert_str_eq(tl_text_get(&text), wanted);
    tl_text_clear(&text);
}

START_TEST(marks_share_lines_where_they_have_room)
{
    static const struct tl_timescale_mark marks[] = {{0, "one"}, {4, "two"}, {6, "three"}, {28, "four"}};
    expect_marks(marks, 4,
                 " ^ one ^ three          four ^\n"
                 "     ^ two\n");
    expect_marks(marks, 0, "");
}
END_TEST

START_TEST(marks_that_fit_nowhere_are_counted)
{
    static const struct tl_timescale_mark many[] = {{9, "a"}, {9, "b"}, {9, "c"}, {9, "d"},
                                                    {9, "e"}, {9, "f"}, {9, "g"}};
    expect_marks(many, 7,
                 "          ^ a\n          ^ b\n          ^ c\n          ^ d\n          ^ e\n          ^ f\n "
                 "and 1 more\n");
    static const struct tl_timescale_mark wide[] = {{15, "a name that is too wide for it"}};
    expect_marks(wide, 1, " and 1 more\n");
}
END_TEST

TL_TEST_MAIN(timescale, slices_are_round, columns_partition_the_window, an_overlap_is_what_lies_in_both,
             a_slice_is_told_exactly, ticks_are_round, above_the_times_come_first,
             marks_share_lines_where_they_have_room, marks_that_fit_nowhere_are_counted)
