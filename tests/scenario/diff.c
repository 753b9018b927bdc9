#include "scenario/diff.h"

#include "scenario/files.h"
#include "scenario/source.h"

static struct tl_node *parse(struct tl_arena *arena, const char *text)
{
    struct tl_mistakes mistakes = {0};
    files_put("x", text);
    struct tl_node *tree = tl_file_parse(arena, "x", NULL, &mistakes);
    ck_assert_ptr_nonnull(tree);
    return tree;
}

static void note(const char *path, const struct tl_node *a, const struct tl_node *b, void *context)
{
    struct tl_text *out = context;
    tl_text_print(out, "%s:", path);
    if (a) {
        tl_text_add(out, " -");
        tl_node_print_value(a, out, 1000);
    }
    if (b) {
        tl_text_add(out, " +");
        tl_node_print_value(b, out, 1000);
    }
    tl_text_add(out, "\n");
}

START_TEST(tells_differences)
{
    files_enter();
    struct tl_arena *arena = tl_arena_create();
    struct tl_text out = {0};
    const struct tl_node *a = parse(
        arena,
        "a = 1; b = { c = 2; d = 3; only = 1; }; l = [1, 2]; m = [1]; r = ( { x = 1; } ); k = { }; t = 2;");
    const struct tl_node *b = parse(arena, "t = 2.0; l = [1, 3]; b = { d = 4; c = 2.0; new = { y = 1; }; }; "
                                           "m = [1, 2]; r = ( { x = 2; } ); a = \"1\"; k = 1;");
    ck_assert_uint_eq(tl_node_diff(a, b, note, &out), 8);
    ck_assert_str_eq(
        out.data, "a: -1 +\"1\"\nb.d: -3 +4\nb.only: -1\nb.new: +{ y = 1; }\nl[1]: -2 +3\nm: -[1] +[1, 2]\n"
                  "r[0].x: -1 +2\nk: -{ } +1\n");
    ck_assert_uint_eq(tl_node_diff(a, a, note, &out), 0);
    tl_text_clear(&out);
    tl_arena_destroy(arena);
}
END_TEST

static void note_leaf(const char *path, const struct tl_node *leaf, void *context)
{
    note(path, leaf, NULL, context);
}

START_TEST(walks_leaves)
{
    files_enter();
    struct tl_arena *arena = tl_arena_create();
    struct tl_text out = {0};
    tl_node_walk(parse(arena, "a = 1; b = { c = [1, 2]; d = { }; r = ( { x = 1; }, [2] ); e = []; };"),
                 note_leaf, &out);
    ck_assert_str_eq(out.data, "a: -1\nb.c: -[1, 2]\nb.d: -{ }\nb.r[0].x: -1\nb.r[1]: -[2]\nb.e: -[]\n");
    tl_text_clear(&out);
    tl_arena_destroy(arena);
}
END_TEST

TL_TEST_MAIN(diff, tells_differences, walks_leaves)
