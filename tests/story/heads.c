#include "story/heads.h"

#include "trace/sample.h"

static struct tl_heads compare(const struct tl_roster *a, const struct tl_roster *b)
{
    struct tl_heads heads;
    tl_heads_compare(&heads, a, b);
    return heads;
}

START_TEST(a_header_is_the_same_as_itself)
{
    struct tl_roster roster = sample_roster();
    struct tl_heads heads = compare(&roster, &roster);
    ck_assert_uint_eq(heads.count, 0);
    ck_assert(!heads.matters);
    tl_heads_clear(&heads);
}
END_TEST

START_TEST(single_values_are_told)
{
    struct tl_roster a = sample_roster();
    struct tl_roster b = a;
    b.title = "another, \"with\" [brackets}";
    b.seed = 1;
    struct tl_heads heads = compare(&a, &b);
    ck_assert_uint_eq(heads.count, 2);
    ck_assert_str_eq(heads.rows[0].key, "title");
    ck_assert_str_eq(heads.rows[0].values[TL_SIDE_B], "\"another, \\\"with\\\" [brackets}\"");
    ck_assert_str_eq(heads.rows[1].key, "seed");
    ck_assert_str_eq(heads.rows[1].values[TL_SIDE_A], "9000000000000001");
    ck_assert_str_eq(heads.rows[1].values[TL_SIDE_B], "1");
    ck_assert(heads.matters);
    tl_heads_clear(&heads);
}
END_TEST

START_TEST(which_program_wrote_it_does_not_matter)
{
    struct tl_roster a = sample_roster();
    struct tl_roster b = a;
    b.program = "trilat 9.9.9";
    struct tl_heads heads = compare(&a, &b);
    ck_assert_uint_eq(heads.count, 1);
    ck_assert(!heads.matters);
    tl_heads_clear(&heads);
}
END_TEST

START_TEST(names_in_lists_are_told)
{
    static const char *const others[] = {"alpha", "b", "new"};
    struct tl_roster a = sample_roster();
    struct tl_roster b = a;
    b.links = (struct tl_names){(const char **)(uintptr_t)others, 3};
    struct tl_heads heads = compare(&a, &b);
    ck_assert_uint_eq(heads.count, 1);
    ck_assert_str_eq(heads.rows[0].key, "links");
    ck_assert_ptr_null(heads.rows[0].values[TL_SIDE_A]);
    ck_assert_uint_eq(heads.rows[0].only[TL_SIDE_A].count, 1);
    ck_assert_str_eq(heads.rows[0].only[TL_SIDE_A].items[0], "alpha-2");
    ck_assert_uint_eq(heads.rows[0].only[TL_SIDE_B].count, 1);
    ck_assert_str_eq(heads.rows[0].only[TL_SIDE_B].items[0], "new");
    ck_assert_uint_eq(heads.rows[0].changed.count, 0);
    tl_heads_clear(&heads);
}
END_TEST

/* A weight, a group's size, a reach: deep in the header, under the name that it belongs to. */
START_TEST(other_facts_are_told_by_name)
{
    struct tl_roster a = sample_roster();
    struct tl_roster b = a;
    struct tl_roster_group groups[SAMPLE_NAMES];
    struct tl_roster_reach reaches[5];
    memcpy(groups, a.groups, sizeof groups);
    memcpy(reaches, a.reaches, sizeof reaches);
    groups[1].persons = 12;
    reaches[4].reach_s++;
    b.groups = groups;
    b.reaches = reaches;
    struct tl_heads heads = compare(&a, &b);
    ck_assert_uint_eq(heads.count, 2);
    ck_assert_str_eq(heads.rows[0].key, "groups");
    ck_assert_uint_eq(heads.rows[0].changed.count, 1);
    ck_assert_str_eq(heads.rows[0].changed.items[0], "alpha-2");
    ck_assert_str_eq(heads.rows[1].key, "reaches");
    ck_assert_uint_eq(heads.rows[1].changed.count, 1);
    ck_assert_str_eq(heads.rows[1].changed.items[0], "patrol-2");
    tl_heads_clear(&heads);
}
END_TEST

TL_TEST_MAIN(heads, a_header_is_the_same_as_itself, single_values_are_told,
             which_program_wrote_it_does_not_matter, names_in_lists_are_told, other_facts_are_told_by_name)
