#include "scenario/scenario.h"

#include <sys/stat.h>

#include "base/stream.h"
#include "scenario/files.h"
#include "scenario/mistake.h"
#include "scenario/sample.h"
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

/* The digest knows the values of a sample, not where they are; resolved names are found from everywhere. */
START_TEST(samples_by_name)
{
    files_enter();
    ck_assert_int_eq(mkdir("there", 0777), 0);
    files_put("there/days.csv", "1 d\n2 d\n");
    files_put("there/good.cfg", good_text);
    files_put("there/over.cfg",
              "base = \"good.cfg\";\n"
              "classes = { ship = { turnaround = \" empirical( \\\"days.csv\\\" )\"; }; };\n"
              "assets = { wing = { available = \"empirical(\\\"days.csv\\\")\"; }; };\n");
    struct tl_scenario *s = files_read("there/over.cfg");
    struct tl_text text = {0};
    tl_scenario_print(tl_sample_name(s, TL_SAMPLE_RESOLVED), &text);
    ck_assert_str_eq(tl_node_at(s->tree, "assets.wing.available")->text, "empirical(\"days.csv\")");
    ck_assert_ptr_null(strstr(text.data, "\"days.csv"));
    ck_assert_int_eq(mkdir("here", 0777), 0);
    files_put("here/shown.cfg", text.data);
    char *again = hash_of("here/shown.cfg", NULL);
    ck_assert_str_eq(again, s->hash);
    free(again);
    files_put("there/days.csv", "1 d\n3 d\n");
    char *other = hash_of("there/over.cfg", NULL);
    ck_assert_str_ne(other, s->hash);
    free(other);
    tl_text_clear(&text);
    tl_scenario_destroy(s);
}
END_TEST

/* With mistakes, but whole as far as it could be read; without a tree there is nothing. */
START_TEST(read_in_spite_of_mistakes)
{
    files_enter();
    files_put("good.cfg", good_text);
    struct tl_mistakes mistakes = {0};
    const struct tl_change change = {"missions.hunt.area", "see", NULL};
    struct tl_scenario *s = tl_scenario_read_whole("good.cfg", NULL, NULL, 0, &change, 1, &mistakes);
    ck_assert_uint_eq(mistakes.count, 1);
    ck_assert_uint_eq(s->mission_count, 2);
    ck_assert_int_eq(s->missions[0].area.index, TL_ABSENT);
    ck_assert(tl_scenario_gives(s, "missions.hunt", "area") &&
              !tl_scenario_gives(s, "missions.hunt", "lead"));
    ck_assert(tl_scenario_is_whole(s, TL_SECTION_MISSION) && tl_scenario_is_whole(s, TL_SECTION_INJECT));
    tl_scenario_destroy(s);
    const struct tl_change no_group = {"missions.hunt", "3", NULL};
    s = tl_scenario_read_whole("good.cfg", NULL, NULL, 0, &no_group, 1, &mistakes);
    ck_assert(!tl_scenario_is_whole(s, TL_SECTION_MISSION));
    tl_scenario_destroy(s);
    ck_assert_ptr_null(tl_scenario_read_whole("absent.cfg", NULL, NULL, 0, NULL, 0, &mistakes));
    tl_mistakes_clear(&mistakes);
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
        struct tl_change change = {i % 2 ? path : "missions.hunt.weight", i % 5 ? value : NULL, NULL};
        struct tl_error err = {0};
        struct tl_scenario *s = tl_scenario_read("good.cfg", NULL, NULL, 0, &change, 1, &err);
        ck_assert((s == NULL) == (err.count > 0));
        tl_scenario_destroy(s);
        tl_error_clear(&err);
    }
}
END_TEST

TL_TEST_MAIN(scenario, labels, hash_is_of_the_meaning, hash_of_what_is_merged, samples_by_name,
             read_in_spite_of_mistakes, survives_damage, survives_odd_changes)
