#include <sys/stat.h>

#include "scenario/files.h"
#include "scenario/source.h"

/* What file:line each line of the expanded text comes from, "name:line name:line ...". */
static char *map_of(const char *file, struct tl_error *err)
{
    struct tl_arena *arena = tl_arena_create();
    struct tl_mistakes mistakes = {0};
    struct tl_source source = {0};
    struct tl_text map = {0};
    tl_text_add(&map, "");
    if (tl_source_read(arena, file, NULL, &source, &mistakes)) {
        for (size_t i = 0; i < source.line_count; i++) {
            tl_text_print(&map, "%s%s:%d", i ? " " : "", source.lines[i].file, source.lines[i].line);
        }
    }
    tl_mistakes_tell(&mistakes, err);
    tl_mistakes_clear(&mistakes);
    tl_source_clear(&source);
    tl_arena_destroy(arena);
    return map.data;
}

START_TEST(maps_lines)
{
    files_enter();
    ck_assert_int_eq(mkdir("parts", 0777), 0);
    files_put(
        "top.cfg",
        "a = 1;\n  @include \"parts/b.cfg\" // why\nc = 3;\n/*\n@include \"absent\"\n*/\nd = \"//\"; e = 1;");
    files_put("parts/b.cfg", "b = 2;\n@include \"c.cfg\"\n");
    files_put("parts/c.cfg", "x = 1; // no line break");
    struct tl_error err = {0};
    char *map = map_of("top.cfg", &err);
    ck_assert_str_eq(
        map, "top.cfg:1 parts/b.cfg:1 parts/c.cfg:1 top.cfg:3 top.cfg:4 top.cfg:5 top.cfg:6 top.cfg:7");
    ck_assert(tl_error_is_empty(&err));
    free(map);
}
END_TEST

START_TEST(origins_follow)
{
    files_enter();
    ck_assert_int_eq(mkdir("parts", 0777), 0);
    files_put("top.cfg", "a = 1;\nb = {\n  @include \"parts/b.cfg\"\n  y = 4;\n};\n");
    files_put("parts/b.cfg", "\nx =\n  2;\nlist = ( 1,\n 2,\n { z = 1; } );\n");
    struct tl_arena *arena = tl_arena_create();
    struct tl_mistakes mistakes = {0};
    const struct tl_node *tree = tl_file_parse(arena, "top.cfg", NULL, &mistakes);
    ck_assert_ptr_nonnull(tree);
    static const struct {
        const char *path, *file;
        int line;
    } rows[] = {
        {"a", "top.cfg", 1},
        {"b", "top.cfg", 2},
        {"b.x", "parts/b.cfg", 2},
        {"b.list", "parts/b.cfg", 4},
        {"b.list[0]", "parts/b.cfg", 4},
        {"b.list[1]", "parts/b.cfg", 5},
        {"b.list[2].z", "parts/b.cfg", 6},
        {"b.y", "top.cfg", 4},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct tl_node *node = tl_node_at(tree, rows[i].path);
        ck_assert_ptr_nonnull(node);
        ck_assert_str_eq(node->origin.file, rows[i].file);
        ck_assert_int_eq(node->origin.line, rows[i].line);
    }
    tl_arena_destroy(arena);
}
END_TEST

START_TEST(refuses_what_is_no_text)
{
    files_enter();
    ck_assert_int_eq(mkdir("folder", 0777), 0);
    files_put("bom.cfg", "\xEF\xBB\xBFtrilat = 1;\n");
    files_put_bytes("nul.cfg", "a = 1;\nb\0 = 2;\n", 15);
    files_put("latin.cfg", "a = 1;\n\nb = \"caf\xE9\";\n");
    files_put("far.cfg", "a = 1;\n@include \"folder\"\n");
    files_put("lost.cfg", "\n\n@include \"absent.cfg\"\n");
    files_put("bare.cfg", "@include absent.cfg\n");
    files_put("more.cfg", "@include \"a.cfg\"; x = 1;\n");
    files_put("late.cfg", "a = 1; @include \"a.cfg\"\n");
    files_put("quote.cfg", "a = 1;\nb = \"no end;\nc = 2;\n");
    files_put("comment.cfg", "a = 1;\n\n/* no end\nc = 2;\n");
    files_put("nested.cfg", "a = {\n@include \"comment.cfg\"\n};\n");
    static const struct {
        const char *file, *expected;
    } rows[] = {
        {"absent.cfg", "absent.cfg: cannot read it: No such file or directory\n"},
        {"folder", "folder: cannot read it: it is a folder\n"},
        {"bom.cfg", "bom.cfg:1: starts with a byte order mark; save it as UTF-8 without one\n"},
        {"nul.cfg", "nul.cfg:2: holds a NUL byte\n"},
        {"latin.cfg", "latin.cfg:3: holds bytes that are not UTF-8\n"},
        {"far.cfg", "far.cfg:2: cannot read folder: it is a folder\n"},
        {"lost.cfg", "lost.cfg:3: cannot read absent.cfg: No such file or directory\n"},
        {"bare.cfg",
         "bare.cfg:1: @include absent.cfg: is written alone on its line: @include \"file.cfg\"\n"},
        {"more.cfg",
         "more.cfg:1: @include \"a.cfg\"; x = 1;: is written alone on its line: @include \"file.cfg\"\n"},
        {"late.cfg", "late.cfg:1: a = 1; @include \"a.cfg\": @include stands alone on its line\n"},
        {"quote.cfg", "quote.cfg:2: b = \"no end;: a text in quotes must end on its line\n"},
        {"comment.cfg", "comment.cfg:3: the comment that begins here is never closed\n"},
        {"nested.cfg", "comment.cfg:3: the comment that begins here is never closed\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        files_expect(rows[i].file, rows[i].expected);
    }
}
END_TEST

START_TEST(refuses_circles)
{
    files_enter();
    ck_assert_int_eq(mkdir("d", 0777), 0);
    files_put("a.cfg", "@include \"d/b.cfg\"\n");
    files_put("d/b.cfg", "\n@include \"../a.cfg\"\n");
    files_put("self.cfg", "@include \"self.cfg\"\n");
    files_expect("self.cfg", "self.cfg:1: files include each other in a circle: self.cfg -> self.cfg\n");
    files_expect("a.cfg",
                 "d/b.cfg:2: files include each other in a circle: a.cfg -> d/b.cfg -> d/../a.cfg\n");
}
END_TEST

START_TEST(includes_twice_in_a_row)
{
    files_enter(); /* no circle: the same rows in two groups */
    files_put("rows.cfg", "x = 1;\n");
    files_put("top.cfg", "a = {\n@include \"rows.cfg\"\n};\nb = {\n@include \"rows.cfg\"\n};\n");
    struct tl_error err = {0};
    char *map = map_of("top.cfg", &err);
    ck_assert_str_eq(map, "top.cfg:1 rows.cfg:1 top.cfg:3 top.cfg:4 rows.cfg:1 top.cfg:6");
    free(map);
}
END_TEST

START_TEST(joins_paths)
{
    struct tl_arena *arena = tl_arena_create();
    ck_assert_str_eq(tl_path_folder(arena, "a/b/c.cfg"), "a/b/");
    ck_assert_str_eq(tl_path_folder(arena, "c.cfg"), "");
    ck_assert_str_eq(tl_path_folder(arena, "/c.cfg"), "/");
    ck_assert_str_eq(tl_path_join(arena, "a/", "b.cfg"), "a/b.cfg");
    ck_assert_str_eq(tl_path_join(arena, "a/", "/b.cfg"), "/b.cfg");
    tl_arena_destroy(arena);
}
END_TEST

TL_TEST_MAIN(include, maps_lines, origins_follow, refuses_what_is_no_text, refuses_circles,
             includes_twice_in_a_row, joins_paths)
