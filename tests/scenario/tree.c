#include "scenario/tree.h"

#include "scenario/files.h"
#include "scenario/source.h"

static struct tl_node *parse(struct tl_arena *arena, const char *text)
{
    struct tl_mistakes mistakes = {0};
    files_put("x", text);
    struct tl_node *tree = tl_file_parse(arena, "x", NULL, &mistakes);
    ck_assert_uint_eq(mistakes.count, 0);
    return tree;
}

START_TEST(finds_paths)
{
    files_enter();
    struct tl_arena *arena = tl_arena_create();
    const struct tl_node *tree = parse(arena, "a = { b-c = ( 1, { d = 2; }, (3, 4) ); }; ab = 5;");
    ck_assert_ptr_eq(tl_node_at(tree, ""), tree);
    ck_assert_int_eq(tl_node_at(tree, "a.b-c[0]")->whole, 1);
    ck_assert_int_eq(tl_node_at(tree, "a.b-c[1].d")->whole, 2);
    ck_assert_int_eq(tl_node_at(tree, "a.b-c[2][1]")->whole, 4);
    ck_assert_int_eq(tl_node_at(tree, "ab")->whole, 5);
    static const char *const absent[] = {"b",        "a.b",    "a.b-c[3]", "a.b-c.d", "a[0]",        "ab.x",
                                         "a.b-c[x]", "a.b-c[", "a.b-c[]",  "abc",     "a.b-c[1].dd", "ab[0]"};
    for (size_t i = 0; i < sizeof absent / sizeof *absent; i++) {
        ck_assert_msg(tl_node_at(tree, absent[i]) == NULL, "%s", absent[i]);
    }
    tl_arena_destroy(arena);
}
END_TEST

START_TEST(compares_by_value)
{
    files_enter();
    struct tl_arena *arena = tl_arena_create();
    static const struct {
        const char *a, *b;
        bool equal;
    } rows[] = {
        {"x = 3;", "x = 3.0;", true},
        {"x = 3;", "x = 3.5;", false},
        {"x = 9007199254740993L;", "x = 9007199254740992L;", false}, /* as doubles they would be one */
        {"x = 1; y = { a = 1; b = 2; };", "y = { b = 2; a = 1; }; x = 1;", true},
        {"x = [1, 2];", "x = (1, 2);", true},
        {"x = [1, 2];", "x = [2, 1];", false},
        {"x = [1];", "x = 1;", false},
        {"x = true;", "x = false;", false},
        {"x = \"1\";", "x = 1;", false},
        {"x = 1;", "x = 1; y = 1;", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bool equal = tl_node_equal(parse(arena, rows[i].a), parse(arena, rows[i].b));
        ck_assert_msg(equal == rows[i].equal, "%s and %s", rows[i].a, rows[i].b);
    }
    tl_arena_destroy(arena);
}
END_TEST

START_TEST(merges_groups_alone)
{
    files_enter();
    struct tl_arena *arena = tl_arena_create();
    struct tl_node *into =
        parse(arena, "a = { x = 1; l = [1, 2]; g = { p = 1; q = 1; }; }; b = 1; c = { d = 1; };");
    const struct tl_node *over = parse(
        arena, "a = { x = 2; l = [3]; g = { q = 2; r = 2; }; }; c = 5; b = { n = 1; }; e = { f = 1; };");
    const struct tl_node *before = parse(
        arena, "a = { x = 2; l = [3]; g = { q = 2; r = 2; }; }; c = 5; b = { n = 1; }; e = { f = 1; };");
    const struct tl_node *expected = parse(
        arena,
        "a = { x = 2; l = [3]; g = { p = 1; q = 2; r = 2; }; }; b = { n = 1; }; c = 5; e = { f = 1; };");
    tl_node_merge(arena, into, over);
    ck_assert(tl_node_equal(into, expected));
    ck_assert(tl_node_equal(over, before));
    /* what merges later leaves the overlay alone: groups are copied */
    tl_node_merge(arena, into, parse(arena, "e = { f = 9; }; b = { n = 9; };"));
    ck_assert(tl_node_equal(over, before));
    tl_arena_destroy(arena);
}
END_TEST

START_TEST(removes)
{
    files_enter();
    struct tl_arena *arena = tl_arena_create();
    struct tl_node *tree = parse(arena, "a = 1; b = 2; c = 3;");
    tl_node_remove(tree, 1);
    ck_assert(tl_node_equal(tree, parse(arena, "a = 1; c = 3;")));
    ck_assert_ptr_null(tl_node_find(tree, "b"));
    ck_assert_ptr_null(tl_node_find(tl_node_find(tree, "a"), "b"));
    ck_assert_ptr_null(tl_node_find(NULL, "b"));
    tl_arena_destroy(arena);
}
END_TEST

TL_TEST_MAIN(tree, finds_paths, compares_by_value, merges_groups_alone, removes)
