#include "scenario/scenario.h"

#include <sys/stat.h>

#include "base/stream.h"
#include "scenario/files.h"
#include "scenario/tree.h"

START_TEST(labels)
{
    files_enter();
    ck_assert_int_eq(mkdir("d=e", 0777), 0);
    files_put("good.v2.cfg", good_text);
    files_put("d=e/good", good_text);
    static const struct {
        const char *spec, *label, *file, *expected;
    } rows[] = {
        {"good.v2.cfg", NULL, "good.v2.cfg", "good.v2"},
        {"./good.v2.cfg", NULL, "./good.v2.cfg", "good.v2"},
        {"base=good.v2.cfg", NULL, "good.v2.cfg", "base"},
        {"./d=e/good", NULL, "./d=e/good", "good"},
        {"x=d=e/good", NULL, "d=e/good", "x"},
        {"base=good.v2.cfg", "mine", "good.v2.cfg", "mine"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct tl_error err = {0};
        struct tl_scenario *s = tl_scenario_read(rows[i].spec, rows[i].label, NULL, 0, NULL, 0, &err);
        ck_assert_ptr_nonnull(s);
        ck_assert_str_eq(s->file, rows[i].file);
        ck_assert_str_eq(s->label, rows[i].expected);
        tl_scenario_destroy(s);
    }
}
END_TEST

static char *hash_of(const char *spec, const char *const *sets)
{
    struct tl_error err = {0};
    struct tl_scenario *s = files_try(spec, NULL, sets, &err);
    ck_assert_ptr_nonnull(s);
    ck_assert_uint_eq(strlen(s->hash), 32);
    char *hash = strdup(s->hash);
    tl_scenario_destroy(s);
    return hash;
}

static void shuffle(const struct tl_node *group, struct tl_stream *stream)
{
    for (size_t i = group->count; i > 1 && group->kind == TL_NODE_GROUP; i--) {
        double u;
        tl_stream_draw(stream, &u);
        size_t j = (size_t)(u * (double)i);
        struct tl_node *item = group->items[i - 1];
        group->items[i - 1] = group->items[j];
        group->items[j] = item;
    }
    for (size_t i = 0; i < group->count; i++) {
        shuffle(group->items[i], stream);
    }
}

/* Order of keys, comments, layout and title change nothing; what show prints is the same scenario. */
START_TEST(hash_is_of_the_meaning)
{
    files_enter();
    files_put("good.cfg", good_text);
    char *hash = hash_of("good.cfg", NULL);
    struct tl_stream stream;
    tl_stream_init(&stream, 7, 0, 0);
    for (int i = 0; i < 20; i++) {
        struct tl_scenario *s = files_read("good.cfg");
        struct tl_text text = {0};
        shuffle(s->tree, &stream);
        tl_text_add(&text, "// a comment\n");
        tl_scenario_print(s->tree, &text);
        files_put("shuffled.cfg", text.data);
        tl_text_clear(&text);
        tl_scenario_destroy(s);
        char *other = hash_of("shuffled.cfg", NULL);
        ck_assert_str_eq(hash, other);
        free(other);
    }
    static const struct {
        const char *set;
        bool same;
    } rows[] = {
        {"title=another", true},
        {"trilat=1", true},
        {"places.port.at=[36, 129.0]", true},
        {"seed=2", false},
        {"missions.hunt.weight=2", false},
        {"horizon=31 d", false},
        {"places.port.at=[36.5, 129.0]", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *other = hash_of("good.cfg", (const char *[]){rows[i].set, NULL});
        ck_assert_msg((strcmp(hash, other) == 0) == rows[i].same, "%s", rows[i].set);
        free(other);
    }
    free(hash);
}
END_TEST

START_TEST(hash_of_what_is_merged)
{
    files_enter();
    files_put("good.cfg", good_text);
    files_put("over.cfg",
              "base = \"good.cfg\";\ntitle = \"other\";\nmissions = { hunt = { weight = 2.0; }; };\n");
    char *a = hash_of("over.cfg", NULL);
    char *b = hash_of("good.cfg", (const char *[]){"missions.hunt.weight=2", NULL});
    ck_assert_str_eq(a, b);
    free(a);
    free(b);
}
END_TEST

/* Damaged files are told or read, and never crash, hang or leak. */
START_TEST(survives_damage)
{
    files_enter();
    struct tl_stream stream;
    tl_stream_init(&stream, 11, 0, 0);
    static const char bits[] = "{}()[];,=\"\\/*#@:-.eEL0x9\n \xC3\xA9";
    size_t size = sizeof good_text - 1;
    size_t read = 0;
    for (int i = 0; i < 1500; i++) {
        char *text = malloc(size);
        memcpy(text, good_text, size);
        double u;
        tl_stream_draw(&stream, &u);
        int changes = 1 + (int)(u * 4);
        for (int k = 0; k < changes; k++) {
            double where;
            double what;
            tl_stream_draw(&stream, &where);
            tl_stream_draw(&stream, &what);
            bool any = what < 0.2;
            text[(size_t)(where * (double)size)] =
                any ? (char)(what * 5 * 256) : bits[(size_t)(what * (double)(sizeof bits - 1))];
        }
        tl_stream_draw(&stream, &u);
        files_put_bytes("damaged.cfg", text, u < 0.1 ? (size_t)(u * 10 * (double)size) : size);
        struct tl_error err = {0};
        struct tl_scenario *s = tl_scenario_read("damaged.cfg", NULL, NULL, 0, NULL, 0, &err);
        ck_assert((s == NULL) == (err.count > 0));
        ck_assert(err.count == 0 || err.fault == TL_FAULT_USER);
        read += s != NULL;
        tl_scenario_destroy(s);
        tl_error_clear(&err);
        free(text);
    }
    ck_assert_uint_gt(read, 10); /* some damage is harmless: in texts, blanks, names */
}
END_TEST

/* Values of the command line come from anywhere, too. */
START_TEST(survives_odd_changes)
{
    files_enter();
    files_put("good.cfg", good_text);
    struct tl_stream stream;
    tl_stream_init(&stream, 13, 0, 0);
    static const char bits[] = "{}()[];=\"\\/*#@.-1e9L ab\n";
    for (int i = 0; i < 500; i++) {
        char value[16] = "";
        char path[24] = "missions.hunt.";
        size_t length = strlen(path);
        for (size_t k = 0; k < 8; k++) {
            double u;
            tl_stream_draw(&stream, &u);
            value[k] = bits[(size_t)(u * (double)(sizeof bits - 1))];
            tl_stream_draw(&stream, &u);
            path[length + k] = u < 0.7 ? "weight.["[k] : bits[(size_t)(u * (double)(sizeof bits - 1))];
        }
        struct tl_change change = {i % 2 ? path : "missions.hunt.weight", i % 5 ? value : NULL};
        struct tl_error err = {0};
        struct tl_scenario *s = tl_scenario_read("good.cfg", NULL, NULL, 0, &change, 1, &err);
        ck_assert((s == NULL) == (err.count > 0));
        tl_scenario_destroy(s);
        tl_error_clear(&err);
    }
}
END_TEST

TL_TEST_MAIN(scenario, labels, hash_is_of_the_meaning, hash_of_what_is_merged, survives_damage,
             survives_odd_changes)
