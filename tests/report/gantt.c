#include "report/gantt.h"

#include <math.h>

#include "test.h"

static const struct tl_page ascii = {.width = 80};
static const struct tl_page utf8 = {.width = 80, .utf8 = true};
static const struct tl_page colored = {.width = 80, .color = true};
static const struct tl_timescale scale = {100, 160, 10, 6};

static void expect_text(struct tl_text *text, const char *wanted)
{
    ck_assert_str_eq(tl_text_get(text), wanted);
    tl_text_clear(text);
}

/* Ready until 104, under way until 127, on station until 150, nothing is known after that. */
static struct tl_tally make_row(void)
{
    struct tl_tally row;
    tl_tally_init(&row, &scale, TL_STATES);
    tl_tally_add(&row, &scale, 100, 104, TL_STATE_READY);
    tl_tally_add(&row, &scale, 104, 127, TL_STATE_TRANSIT);
    tl_tally_add(&row, &scale, 127, 150, TL_STATE_ON_STATION);
    return row;
}

START_TEST(a_letter_is_what_holds_for_longest)
{
    struct tl_tally row = make_row();
    struct tl_text text = {0};
    bool seen[TL_STATES] = {false};
    tl_letters_print(&row, &scale, seen, &ascii, &text);
    expect_text(&text, ">>>##");
    tl_letters_add_legend(seen, &text);
    expect_text(&text, "> transit, # on-station"); /* ready was never drawn */
    ck_assert_uint_eq(tl_tally_kinds(&row, &scale),
                      1U << TL_STATE_READY | 1U << TL_STATE_TRANSIT | 1U << TL_STATE_ON_STATION);
    tl_tally_clear(&row);
}
END_TEST

START_TEST(ties_go_to_the_first_in_the_table)
{
    struct tl_tally row;
    tl_tally_init(&row, &scale, TL_STATES);
    tl_tally_add(&row, &scale, 105, 110, TL_STATE_READY);
    tl_tally_add(&row, &scale, 100, 105, TL_STATE_TRANSIT);
    ck_assert_int_eq(tl_tally_get(&row, 0), TL_STATE_READY);
    ck_assert_int_eq(tl_tally_get(&row, 1), TL_NONE);
    tl_tally_clear(&row);
}
END_TEST

START_TEST(what_holds_twice_adds_up)
{
    struct tl_tally row;
    tl_tally_init(&row, &scale, TL_STATES);
    tl_tally_add(&row, &scale, 100, 103, TL_STATE_REPAIR);
    tl_tally_add(&row, &scale, 103, 107, TL_STATE_TRANSIT);
    tl_tally_add(&row, &scale, 107, 110, TL_STATE_REPAIR);
    ck_assert_int_eq(tl_tally_get(&row, 0), TL_STATE_REPAIR);
    tl_tally_clear(&row);
}
END_TEST

START_TEST(colours_change_with_the_state)
{
    struct tl_tally row = make_row();
    struct tl_text text = {0};
    bool seen[TL_STATES] = {false};
    tl_letters_print(&row, &scale, seen, &colored, &text);
    expect_text(&text, "\033[34m>>>\033[0m\033[32m##\033[0m");
    tl_tally_clear(&row);
}
END_TEST

START_TEST(gaps_stay_blank)
{
    struct tl_tally row;
    struct tl_text text = {0};
    bool seen[TL_STATES] = {false};
    tl_tally_init(&row, &scale, TL_STATES);
    tl_tally_add(&row, &scale, 110, 120, TL_STATE_ALERT);
    tl_tally_add(&row, &scale, 140, 150, TL_STATE_ALERT);
    tl_letters_print(&row, &scale, seen, &ascii, &text);
    expect_text(&text, " a  a");
    struct tl_tally other = make_row();
    ck_assert(tl_tally_are_alike(&row, &row, &scale));
    ck_assert(!tl_tally_are_alike(&row, &other, &scale));
    tl_tally_clear(&row);
    tl_tally_clear(&other);
}
END_TEST

START_TEST(words_stand_where_they_begin_to_hold)
{
    static const struct tl_timescale wide = {0, 30, 1, 30};
    static const char *const names[] = {"bmd-soj", "asw", NULL};
    struct tl_tally row;
    struct tl_text text = {0};
    tl_tally_init(&row, &wide, 3);
    ck_assert(!tl_words_print(&row, &wide, names, &text));
    tl_tally_add(&row, &wide, 0, 2, 2);   /* no name */
    tl_tally_add(&row, &wide, 2, 8, 0);   /* cut, with a blank to the next */
    tl_tally_add(&row, &wide, 8, 20, 1);  /* whole */
    tl_tally_add(&row, &wide, 20, 23, 0); /* too narrow */
    tl_tally_add(&row, &wide, 27, 30, 1); /* up to the end */
    ck_assert(tl_words_print(&row, &wide, names, &text));
    expect_text(&text, "  bmd-s asw                asw");
    tl_tally_clear(&row);
}
END_TEST

/* Coverage of 0, a half, all but a thousandth, 1, unknown, 1. */
START_TEST(blocks_show_what_is_neither_none_nor_full)
{
    struct tl_blocks blocks;
    struct tl_text text = {0};
    tl_blocks_init(&blocks, &scale);
    tl_blocks_set(&blocks, &scale, 100, 110, 0);
    tl_blocks_set(&blocks, &scale, 110, 115, 1);
    tl_blocks_set(&blocks, &scale, 115, 120, 0);
    tl_blocks_set(&blocks, &scale, 120, 130, 0.999);
    tl_blocks_set(&blocks, &scale, 130, 140, 1);
    tl_blocks_set(&blocks, &scale, 152, 154, 1); /* for as long as it is known */
    tl_blocks_print(&blocks, 1, &scale, &ascii, &text);
    expect_text(&text, "_=*# #");
    tl_blocks_print(&blocks, 1, &scale, &utf8, &text);
    expect_text(&text, "▁▅▇█ █");
    ck_assert(isnan(tl_blocks_get(&blocks, 4)));
    ck_assert_double_eq_tol(tl_blocks_mean(&blocks, &scale), (5 + 9.99 + 10 + 2) / 42, 1e-12);
    tl_blocks_clear(&blocks);
}
END_TEST

START_TEST(counts_add_up)
{
    struct tl_blocks blocks;
    struct tl_text text = {0};
    tl_blocks_init(&blocks, &scale);
    tl_blocks_raise(&blocks, &scale, 100, 130, 1);
    tl_blocks_raise(&blocks, &scale, 110, 120, 1);
    tl_blocks_set(&blocks, &scale, 100, 140, 0);
    ck_assert_double_eq_tol(tl_blocks_most(&blocks, &scale), 2, 1e-12);
    tl_blocks_print(&blocks, 2, &scale, &ascii, &text);
    expect_text(&text, "=#=_");
    tl_blocks_clear(&blocks);
}
END_TEST

TL_TEST_MAIN(gantt, a_letter_is_what_holds_for_longest, ties_go_to_the_first_in_the_table,
             what_holds_twice_adds_up, colours_change_with_the_state, gaps_stay_blank,
             words_stand_where_they_begin_to_hold, blocks_show_what_is_neither_none_nor_full, counts_add_up)
