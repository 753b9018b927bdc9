#include "scenario/files.h"
#include "scenario/source.h"

/* Parse one file of this text; all messages, with the file's name left out. */
static char *parse(const char *text, struct tl_text *printed)
{
    struct tl_arena *arena = tl_arena_create();
    struct tl_mistakes mistakes = {0};
    struct tl_error err = {0};
    files_put("x", text);
    const struct tl_node *tree = tl_file_parse(arena, "x", NULL, &mistakes);
    if (tree) {
        tl_scenario_print(tree, printed);
    }
    tl_mistakes_tell(&mistakes, &err);
    tl_mistakes_clear(&mistakes);
    tl_arena_destroy(arena);
    return files_messages(&err);
}

static void expect(const char *text, const char *expected)
{
    struct tl_text printed = {0};
    char *messages = parse(text, &printed);
    ck_assert_msg(strcmp(messages, expected) == 0, "%s\ntells: %s\nnot:   %s", text, messages, expected);
    free(messages);
    tl_text_clear(&printed);
}

START_TEST(tells_syntax_and_cause)
{
    files_enter();
    expect("a = port;\n", "x:1: a = port;: a text needs quotes: \"port\"\n");
    expect("a = 10 d;\n", "x:1: a = 10 d;: a quantity with a unit needs quotes: \"10 d\"\n");
    expect("a = 10d;\n", "x:1: a = 10d;: a quantity with a unit needs quotes and a blank: \"10 d\"\n");
    expect("a = [10 d];\n", "x:1: a = [10 d];: a quantity with a unit needs quotes: \"10 d\"\n");
    expect("a = 1.2.3;\n", "x:1: a = 1.2.3;: 1.2.3 is not a number\n");
    expect("a = .;\n", "x:1: a = .;: . is not a number\n");
    expect("a = -;\n", "x:1: a = -;: - is not a number\n");
    expect("b = 1;\n\n  a 3;\n", "x:3: a 3;: = is missing behind a\n");
    expect("a = ;\n", "x:1: a = ;: a value is missing before ;\n");
    expect("a == 1;\n", "x:1: a == 1;: one = is enough\n");
    expect("a = 'port';\n", "x:1: a = 'port';: a text stands in double quotes\n");
    expect("a = 1;;\n", "x:1: a = 1;;: nothing stands before this ;\n");
    expect("a = (1, 2,);\n", "x:1: a = (1, 2,);: a comma too many before )\n");
    expect("a = \"coverage(\"guard\") < 1\";\n",
           "x:1: a = \"coverage(\"guard\") < 1\";: a quote inside a text is written \\\"\n");
    expect("a = \"is_open( \"3\" )\";\n",
           "x:1: a = \"is_open( \"3\" )\";: a quote inside a text is written \\\"\n");
    expect("a = (\"index(\" guard \") < 1\");\n",
           "x:1: a = (\"index(\" guard \") < 1\");: a quote inside a text is written \\\"\n");
    expect("a = \"x\" b;\n", "x:1: a = \"x\" b;: = is missing behind b\n");
    expect("a = (1 2);\n", "x:1: a = (1 2);: a comma or ) is missing before 2\n");
    expect("a = (\n{ b = 1; }\n{ b = 2; }\n);\n", "x:3: { b = 2; }: a comma or ) is missing before {\n");
    expect("a = {\n b = 1;\n", "x:1: a = {: the { that opens here is never closed\n");
    expect("a = (\n 1,\n 2\n", "x:1: a = (: the ( that opens here is never closed\n");
    expect("a = { b = 1; );\n", "x:1: a = { b = 1; );: ) closes what { opened in line 1\n");
    expect("a = 1; }\n", "x:1: a = 1; }: } closes what nothing opened\n");
    expect("a =", "x:1: a =: the file ends where a value is due\n");
    expect("3 = a;\n", "x:1: 3 = a;: a key is due here, not 3\n");
    expect("a = 1;\n$\n", "x:2: $: a key is due here, not $\n");
}
END_TEST

START_TEST(tells_a_syntax_error_alone)
{
    files_enter(); /* the number and the repeated key before it are left for later */
    expect("a = 3000000000;\na = 2;\nb = port;\nc = port;\n",
           "x:3: b = port;: a text needs quotes: \"port\"\n");
}
END_TEST

START_TEST(bounds_depth)
{
    files_enter();
    struct tl_text text = {0};
    tl_text_add(&text, "a = ");
    for (int i = 0; i < 64; i++) {
        tl_text_add(&text, "(");
    }
    size_t half = text.size;
    for (int i = 0; i < 64; i++) {
        tl_text_add(&text, ")");
    }
    expect(text.data, "");
    text.size = half;
    for (int i = 0; i < 100000; i++) {
        tl_text_add(&text, "(");
    }
    struct tl_text printed = {0};
    char *messages = parse(text.data, &printed);
    ck_assert_ptr_nonnull(strstr(messages, ": more than 64 groups and lists within each other\n"));
    free(messages);
    tl_text_clear(&text);
}
END_TEST

START_TEST(tells_numbers_and_texts)
{
    files_enter(); /* all of them, and they do not keep the file from being read further */
    expect("a = 3000000000;\nb = { c = [1, -2147483649]; };\nd = 0xFFFFFFFF;\ne = 1e400;\nf = "
           "99999999999999999999L;\n"
           "g = ( \"a\" \"b\" \"c\" );\n",
           "x:1: a = 3000000000: a whole number beyond 32 bits needs an L: 3000000000L\n"
           "x:2: b.c[1] = -2147483649: a whole number beyond 32 bits needs an L: -2147483649L\n"
           "x:3: d = 0xFFFFFFFF: a whole number beyond 32 bits needs an L: 0xFFFFFFFFL\n"
           "x:4: e = 1e400: is beyond the range of real numbers\n"
           "x:5: f = 99999999999999999999L: is beyond the range of whole numbers (64 bits)\n"
           "x:6: g[0] = \"a\" \"b\": two texts next to each other; a comma may be missing\n");
    expect("a = -2147483648; b = 2147483647; c = 3000000000L; d = 0x7FFFFFFF; e = 1e300; f = .5; g = 5.; h = "
           "1E-5; i = +3;\n",
           "");
}
END_TEST

START_TEST(tells_keys_given_twice)
{
    files_enter();
    expect("a = 1;\nb = {\n c = 1;\n d = 2;\n c = 3; };\na = 2;\ne = ( { a = 1; }, { a = 1; } );\n",
           "x:5: b.c: is given twice; first at x:3\n"
           "x:6: a: is given twice; first at x:1\n");
}
END_TEST

START_TEST(keeps_values)
{
    files_enter();
    struct tl_text printed = {0};
    char *messages = parse("a = [1, 2.5, 3]; // mixed\nb: 3000000000L, c = TRUE\n d = \"x\\\"\\\\\\n\\x41 // "
                           "no comment\"; # end\n"
                           "e = [ ]; f = ( ); g = { }; /* 'a\n b' */ h = ([1], (2), {x=0x10});\n",
                           &printed);
    ck_assert_str_eq(messages, "");
    ck_assert_str_eq(printed.data,
                     "a = [1, 2.5, 3];\nb = 3000000000L;\nc = true;\nd = \"x\\\"\\\\\\nA // no comment\";\n"
                     "e = [];\nf = [];\ng = { };\nh = ([1], [2], { x = 16; });\n");
    free(messages);
    tl_text_clear(&printed);
}
END_TEST

START_TEST(reads_line_ends_of_other_systems)
{
    files_enter();
    struct tl_text printed = {0};
    char *messages = parse("a = 1;\r\n// c\r\nb = \"x\";\r\n", &printed);
    ck_assert_str_eq(messages, "");
    ck_assert_str_eq(printed.data, "a = 1;\nb = \"x\";\n");
    free(messages);
    tl_text_clear(&printed);
}
END_TEST

TL_TEST_MAIN(grammar, tells_syntax_and_cause, tells_a_syntax_error_alone, bounds_depth,
             tells_numbers_and_texts, tells_keys_given_twice, keeps_values, reads_line_ends_of_other_systems)
