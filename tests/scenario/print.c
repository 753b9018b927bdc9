#include <math.h>

#include "base/stream.h"
#include "scenario/files.h"
#include "scenario/source.h"

static struct tl_node *parse(struct tl_arena *arena, const char *text)
{
    struct tl_mistakes mistakes = {0};
    files_put("x", text);
    struct tl_node *tree = tl_file_parse(arena, "x", NULL, &mistakes);
    ck_assert_msg(mistakes.count == 0, "%s\n%s", mistakes.count ? mistakes.items[0].text : "", text);
    return tree;
}

START_TEST(prints_readably)
{
    files_enter();
    struct tl_arena *arena = tl_arena_create();
    struct tl_text out = {0};
    static const char text[] = "title = \"t\";\n"
                               "big = 3000000000L;\n"
                               "places = {\n"
                               "    a = { at = [1.5, 2]; };\n"
                               "    b = {\n"
                               "        text = \"a long text that pushes the line over its limit, so that "
                               "the group is broken up\";\n"
                               "        x = 1.0;\n"
                               "        rows = ({ x = 1; }, { x = 2; });\n"
                               "    };\n"
                               "};\n"
                               "g = { x = 1; };\n";
    tl_scenario_print(parse(arena, text), &out);
    ck_assert_str_eq(out.data, text);
    tl_text_clear(&out);
    tl_arena_destroy(arena);
}
END_TEST

/* Random trees, from one stream; names differ within a group. */
static void draw(struct tl_stream *stream, uint32_t below, uint32_t *number)
{
    double u;
    tl_stream_draw(stream, &u);
    *number = (uint32_t)(u * below);
}

static const char *draw_text(struct tl_arena *arena, struct tl_stream *stream)
{
    static const char *const pieces[] = {"a",  "\"", "\\",       "\n", "\t",   "\xC3\xA9",
                                         "//", "/*", "@include", " ",  "\x01", "x\\x41"};
    struct tl_text text = {0};
    uint32_t count;
    draw(stream, 6, &count);
    tl_text_add(&text, "");
    for (uint32_t i = 0; i < count; i++) {
        uint32_t piece;
        draw(stream, sizeof pieces / sizeof *pieces, &piece);
        tl_text_add(&text, pieces[piece]);
    }
    const char *copy = tl_arena_copy(arena, text.data);
    tl_text_clear(&text);
    return copy;
}

static struct tl_node *draw_tree(struct tl_arena *arena, struct tl_stream *stream, const char *name,
                                 int depth)
{
    static const struct tl_origin where = {"random", 1};
    uint32_t kind;
    draw(stream, depth == 0 ? 1 : depth < 5 ? 6 : 4, &kind);
    static const enum tl_node_kind kinds[] = {TL_NODE_BOOL, TL_NODE_INT,  TL_NODE_REAL,
                                              TL_NODE_TEXT, TL_NODE_LIST, TL_NODE_GROUP};
    struct tl_node *node = tl_node_create(arena, depth == 0 ? TL_NODE_GROUP : kinds[kind], name, &where);
    uint32_t count;
    double u;
    draw(stream, 6, &count);
    tl_stream_draw(stream, &u);
    if (node->kind == TL_NODE_BOOL) {
        node->flag = u < 0.5;
    } else if (node->kind == TL_NODE_INT) {
        node->whole = (int64_t)ldexp(u - 0.5, (int)(count * 12 + 4));
    } else if (node->kind == TL_NODE_REAL) {
        node->real = count == 0 ? floor(u * 10) : ldexp(u - 0.5, (int)count * 200 - 500);
    } else if (node->kind == TL_NODE_TEXT) {
        node->text = draw_text(arena, stream);
    }
    for (uint32_t i = 0; i < count && (node->kind == TL_NODE_GROUP || node->kind == TL_NODE_LIST); i++) {
        const char *item = node->kind == TL_NODE_GROUP ? tl_arena_print(arena, "k%u-%u", i, count) : NULL;
        tl_node_add(arena, node, draw_tree(arena, stream, item, depth + 1));
    }
    return node;
}

START_TEST(reads_back_what_it_prints)
{
    files_enter();
    struct tl_stream stream;
    tl_stream_init(&stream, 1, 0, 0);
    for (int i = 0; i < 400; i++) {
        struct tl_arena *arena = tl_arena_create();
        const struct tl_node *tree = draw_tree(arena, &stream, NULL, 0);
        struct tl_text first = {0};
        struct tl_text second = {0};
        tl_text_add(&first, "");
        tl_text_add(&second, "");
        tl_scenario_print(tree, &first);
        const struct tl_node *again = parse(arena, first.data);
        ck_assert_msg(tl_node_equal(tree, again), "%s", first.data);
        tl_scenario_print(again, &second);
        ck_assert_str_eq(first.data, second.data);
        tl_text_reset(&first);
        tl_text_reset(&second);
        tl_node_print_canonical(tree, &first);
        tl_node_print_canonical(again, &second);
        ck_assert_str_eq(first.data, second.data);
        tl_text_clear(&first);
        tl_text_clear(&second);
        tl_arena_destroy(arena);
    }
}
END_TEST

START_TEST(canonical_form_knows_values_alone)
{
    files_enter();
    struct tl_arena *arena = tl_arena_create();
    struct tl_text out = {0};
    tl_node_print_canonical(
        parse(arena, "title = \"x\"; b = 3.0; a = { z = (1, 0.1); y = \"t\"; title = true; };"), &out);
    ck_assert_str_eq(out.data, "{a={title=true;y=\"t\";z=(1,0.1,);};b=3;}");
    tl_text_clear(&out);
    tl_arena_destroy(arena);
}
END_TEST

START_TEST(cuts_values_off_between_characters)
{
    files_enter();
    struct tl_arena *arena = tl_arena_create();
    struct tl_text out = {0};
    const struct tl_node *tree = parse(arena, "a = \"x\xC3\xA9\xC3\xA9\";");
    tl_node_print_value(tree->items[0], &out, 5); /* within the second e */
    ck_assert_str_eq(out.data, "\"x\xC3\xA9...");
    tl_text_reset(&out);
    tl_node_print_value(tree->items[0], &out, 7);
    ck_assert_str_eq(out.data, "\"x\xC3\xA9\xC3\xA9\"");
    tl_text_clear(&out);
    tl_arena_destroy(arena);
}
END_TEST

START_TEST(prints_json)
{
    files_enter();
    struct tl_arena *arena = tl_arena_create();
    struct tl_text out = {0};
    tl_node_print_json(parse(arena, "a = [1, 2.5]; b = { c = \"q\\\"\"; d = true; }; e = ();"), &out, 0);
    ck_assert_str_eq(
        out.data,
        "{\n  \"a\": [\n    1,\n    2.5\n  ],\n  \"b\": {\n    \"c\": \"q\\\"\",\n    \"d\": true\n  },\n"
        "  \"e\": []\n}");
    tl_text_clear(&out);
    tl_arena_destroy(arena);
}
END_TEST

TL_TEST_MAIN(print, prints_readably, reads_back_what_it_prints, canonical_form_knows_values_alone,
             cuts_values_off_between_characters, prints_json)
