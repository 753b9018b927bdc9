#include "scenario/mistake.h"

#include "scenario/files.h"

START_TEST(tells_in_the_order_of_lines)
{
    struct tl_mistakes mistakes = {0};
    struct tl_error err = {0};
    static const struct tl_origin b9 = {"b", 9}, b10 = {"b", 10}, a = {"a", 0}, a2 = {"a", 2};
    tl_mistake_add(&mistakes, &b10, "x", "1", "first of b:10");
    tl_mistake_add(&mistakes, &b10, NULL, NULL, "second of b:10, %d", 5);
    tl_mistake_add(&mistakes, &b9, "y", NULL, "of b:9");
    tl_mistake_add(&mistakes, &a2, NULL, "v", "of a:2");
    ck_assert(!tl_mistake_add(&mistakes, &a, NULL, NULL, "of a"));
    ck_assert(!tl_mistakes_tell(&mistakes, &err));
    ck_assert_int_eq(err.fault, TL_FAULT_USER);
    char *messages = files_messages(&err);
    ck_assert_str_eq(
        messages,
        "a: of a\na:2: v: of a:2\nb:9: y: of b:9\nb:10: x = 1: first of b:10\nb:10: second of b:10, 5\n");
    free(messages);
    tl_mistakes_clear(&mistakes);
    ck_assert(tl_mistakes_tell(&mistakes, &err));
    ck_assert(tl_error_is_empty(&err));
}
END_TEST

START_TEST(takes_over)
{
    struct tl_mistakes into = {0};
    struct tl_mistakes from = {0};
    static const struct tl_origin where = {"f", 1};
    tl_mistake_add(&into, &where, NULL, NULL, "one");
    tl_mistake_add(&from, &where, NULL, NULL, "dropped");
    tl_mistake_add(&from, &where, NULL, NULL, "two");
    tl_mistakes_take(&into, &from, 1);
    ck_assert_uint_eq(from.count, 0);
    struct tl_error err = {0};
    tl_mistakes_tell(&into, &err);
    char *messages = files_messages(&err);
    ck_assert_str_eq(messages, "f:1: one\nf:1: two\n");
    free(messages);
    tl_mistakes_clear(&into);
}
END_TEST

START_TEST(advises)
{
    struct tl_arena *arena = tl_arena_create();
    static const char *const names[] = {"weight", "priority"};
    ck_assert_str_eq(tl_mistake_advice(arena, "wieght", names, 2), "; did you mean weight?");
    ck_assert_str_eq(tl_mistake_advice(arena, "zzz", names, 2), "");
    ck_assert_str_eq(tl_mistake_advice(arena, "zzz", names, 0), "");
    tl_arena_destroy(arena);
}
END_TEST

START_TEST(quotes_words)
{
    struct tl_mistakes mistakes = {0};
    struct tl_error err = {0};
    static const struct tl_words_text words = {"f(\"x\")", {"a", 2}, "d.when"};
    ck_assert(!tl_mistake_add_words(&mistakes, &words, "no %s", "f"));
    tl_mistakes_tell(&mistakes, &err);
    ck_assert_str_eq(err.lines[0], "a:2: d.when = \"f(\\\"x\\\")\": no f");
    tl_error_clear(&err);
    tl_mistakes_clear(&mistakes);
}
END_TEST

TL_TEST_MAIN(mistake, quotes_words, tells_in_the_order_of_lines, takes_over, advises)
