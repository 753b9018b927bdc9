/* What conditions may ask: each observable's value in a state that is known, at the start and later; none is left out. */
#include "model/observe.h"
#include "base/text.h"
#include "model/condition.h"
#include "model/run.h"

#define HOUR INT64_C(3600)

/* Ship s1 is on station in `a`, which asks for 4; two cutters are ready, until the diversion takes one at 30 h. 100 of 120 folk are taken to the
 * haven at 1 h, and are there at 3 h. A work is done by half a unit-day a day. */
/* clang-format off: a table of text, a section a line */
static const char observed[] =
    "epoch = \"2000-01-01T00:00:00Z\";\n"
    "phases = { first = { at = \"6 h\"; }; second = { at = \"30 h\"; }; never = { }; };\n"
    "places = { q = { kind = \"port\"; at = [0.0, 1.0]; }; h = { kind = \"haven\"; at = [0.0, 2.0]; }; };\n"
    "lanes = { road = { from = \"p\"; to = \"q\"; domain = \"land\"; length = \"9 km\"; speed = \"9 km/h\";\n"
    "  capacity = \"9 persons/h\"; }; };\n"
    "partners = { blue = { rhythm = \"300 d\"; messaging = 0.25; };\n"
    "  green = { capital = \"p\"; rank = 2; policy = \"greedy\"; }; red = { capital = \"p\"; rank = 3; "
    "policy = \"greedy\"; }; };\n"
    "classes = { cutter = { domain = \"sea\"; speed = \"18 kn\"; gives = { patrol = 1.0; }; endurance = \"30 "
    "d\"; };\n"
    "  digger = { domain = \"sea\"; speed = \"18 kn\"; gives = { dig = 0.5; }; endurance = \"30 d\"; }; };\n"
    "assets = { s1 = { class = \"ship\"; partner = \"blue\"; home = \"p\"; at = \"a\"; };\n"
    "  s2 = { class = \"cutter\"; partner = \"blue\"; home = \"p\"; count = 2; };\n"
    "  d = { class = \"digger\"; partner = \"blue\"; home = \"p\"; at = \"w\"; }; };\n"
    "missions = {\n"
    "  a = { kind = \"station\"; theatre = \"line\"; area = \"area-a\"; partners = [\"blue\"]; needs = { "
    "presence = 4.0; }; weight = 3.0; };\n"
    "  b = { kind = \"station\"; theatre = \"line\"; area = \"area-b\"; partners = [\"blue\"]; needs = { "
    "patrol = 0.0; }; weight = 1.0; };\n"
    "  w = { kind = \"work\"; theatre = \"line\"; area = \"area-c\"; partners = [\"blue\"]; needs = { dig = "
    "0.5; }; weight = 0.0;\n"
    "    amount = 3.0; within = \"4 d\"; }; };\n"
    "groups = { folk = { nationality = \"folk\"; origin = \"q\"; persons = 120; }; };\n"
    "services = { line = { from = \"q\"; haven = \"h\"; first = \"1 h\"; every = \"30 d\"; seats = 100; "
    "takes = \"2 h\"; }; };\n"
    "diversions = { away = { partner = \"blue\"; when = \"day() >= 1.25\"; to = \"b\"; pick = \"nearest\"; "
    "take = ( { count = 1; } ); }; };\n"
    "consents = { entry = { asker = \"blue\"; giver = \"green\"; }; };\n"
    "postures = { other = { states = [\"calm\", \"tense\", \"hot\"]; ceiling = \"1 /d\"; }; };\n"
    "gauges = { trust = { start = 0.5; }; };\n"
    "weathers = { sky = { places = [\"h\"]; domain = \"air\"; calm = \"25 h\"; rough = \"300 h\"; }; };\n"
    "injects = {\n"
    "  c1 = { kind = \"close\"; place = \"q\"; at = \"2 h\"; };\n"
    "  c2 = { kind = \"close-lane\"; lane = \"road\"; at = \"2 h\"; };\n"
    "  c3 = { kind = \"grant\"; consent = \"entry\"; grade = \"offshore\"; at = \"2 h\"; };\n"
    "  c4 = { kind = \"set-posture\"; posture = \"other\"; state = \"hot\"; at = \"2 h\"; };\n"
    "  c5 = { kind = \"set-gauge\"; gauge = \"trust\"; value = 0.75; at = \"2 h\"; };\n"
    "  c6 = { kind = \"set-messaging\"; partner = \"green\"; value = 0.875; at = \"2 h\"; }; };\n";
/* clang-format on */

/* By then everything has changed once but what moves by itself. */
enum { AT_START, AT_3_H, AT_31_H, TIMES };
static const int64_t times_s[TIMES] = {0, 3 * HOUR, 31 * HOUR};

static const struct {
    const char *text;
    double value[TIMES];
} rows[] = {
    {"day()", {0, 0.125, 31.0 / 24}},
    {"phase()", {0, 0, 2}},
    {"coverage(\"a\")", {0.25, 0.25, 0.25}},
    {"coverage(\"b\")", {1, 1, 1}},
    {"index(\"headline\")", {0.4375, 0.4375, 0.4375}}, /* 3/4 of the weight at 1/4 */
    {"ready(\"cutter\")", {2, 2, 1}},
    {"ready(\"ship\")", {0, 0, 0}},
    {"diverted(\"away\")", {0, 0, 1}},
    {"is_open(\"q\")", {1, 0, 0}},
    {"is_open(\"p\")", {1, 1, 1}},
    {"posture(\"other\")", {0, 2, 2}},
    {"consent(\"entry\")", {0, 1, 1}},
    {"gauge(\"trust\")", {0.5, 0.75, 0.75}},
    {"messaging(\"blue\")", {0.25, 0.25, 0.25}},
    {"messaging(\"green\")", {0, 0.875, 0.875}},
    {"divergence()", {0, 0.625, 0.625}}, /* red says nothing, and differs from nobody */
    {"supply(\"a\")", {1, 1, 1}},
    {"supply(\"w\")", {0, 0.0625, 0.645833}}, /* whole millionths, rounded down */
    {"demand(\"a\")", {4, 4, 4}},
    {"demand(\"w\")", {0, 0.09375, 0.96875}},
    {"safe(\"folk\")", {0, 100, 100}},
    {"waiting(\"q\")", {120, 20, 20}},
    {"waiting(\"h\")", {0, 100, 100}},
    {"lane_open(\"road\")", {1, 0, 0}},
    {"rough(\"sky\")", {0, 0, 1}},
    {"posture(\"other\") == hot", {0, 1, 1}}, /* names of states, grades and phases */
    {"consent(\"entry\") >= offshore", {0, 1, 1}},
    {"phase() >= second", {0, 0, 1}},
    {"phase() >= never", {0, 0, 0}},
};
#define ROWS (sizeof rows / sizeof *rows)

static double observe(const struct run *run, const struct tl_state *state, const char *text)
{
    struct tl_words_text words = {.text = text, .path = "a.b"};
    struct tl_mistakes mistakes = {0};
    const struct tl_condition *condition = tl_condition_compile(run->model->watcher, &words, &mistakes);
    ck_assert_msg(condition != NULL, "%s", text);
    tl_mistakes_clear(&mistakes);
    return tl_condition_value(run->model->watcher, condition, state);
}

START_TEST(each_has_its_value)
{
    struct run run = run_build(run_world, observed);
    struct tl_sink sink = {run_take, &run};
    struct tl_state state;
    tl_state_init(&state, run.model, 1, 0, &sink, 1);
    for (int t = 0; t < TIMES; t++) {
        run_until(&state, times_s[t], NULL);
        state.now_s = times_s[t];
        for (size_t i = 0; i < ROWS; i++) {
            double value = observe(&run, &state, rows[i].text);
            ck_assert_msg(value > rows[i].value[t] - 1e-12 && value < rows[i].value[t] + 1e-12,
                          "%s at %lld s: %.9g, not %.9g", rows[i].text, (long long)times_s[t], value,
                          rows[i].value[t]);
        }
    }
    tl_state_clear(&state);
    run_clear(&run);
}
END_TEST

/* A row for each line of observable.def, and one that is not always 0. */
START_TEST(none_is_left_out)
{
    size_t count;
    const struct tl_observable_class *classes = tl_observable_classes(&count);
    for (size_t i = 0; i < count; i++) {
        struct tl_text call = {0};
        bool has_value = false;
        tl_text_print(&call, "%s(", classes[i].name);
        for (size_t k = 0; k < ROWS; k++) {
            bool is_it = strncmp(rows[k].text, tl_text_get(&call), strlen(tl_text_get(&call))) == 0;
            has_value = has_value || (is_it && (rows[k].value[0] > 0 || rows[k].value[TIMES - 1] > 0));
        }
        ck_assert_msg(has_value, "%s has no row", classes[i].name);
        tl_text_clear(&call);
    }
}
END_TEST

/* Every kind of entity whose name an observable takes is listed as it stands in the model. */
START_TEST(names_are_those_of_the_model)
{
    static const struct {
        enum tl_argument argument;
        size_t count;
        const char *first;
    } lists[] = {
        {TL_ARGUMENT_NONE, 0, NULL},        {TL_ARGUMENT_MISSION, 3, "a"},
        {TL_ARGUMENT_INDEX, 4, "headline"}, {TL_ARGUMENT_CLASS, 3, "cutter"},
        {TL_ARGUMENT_DIVERSION, 1, "away"}, {TL_ARGUMENT_PLACE, 6, "area-a"},
        {TL_ARGUMENT_POSTURE, 1, "other"},  {TL_ARGUMENT_CONSENT, 1, "entry"},
        {TL_ARGUMENT_GAUGE, 1, "trust"},    {TL_ARGUMENT_PARTNER, 3, "blue"},
        {TL_ARGUMENT_GROUP, 1, "folk"},     {TL_ARGUMENT_LANE, 1, "road"},
        {TL_ARGUMENT_WEATHER, 1, "sky"},
    };
    ck_assert_uint_eq(sizeof lists / sizeof *lists, TL_ARGUMENT_WEATHER + 1);
    struct run run = run_build(run_world, observed);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        ck_assert_uint_eq(tl_argument_count(run.model, lists[i].argument), lists[i].count);
        if (lists[i].first != NULL) {
            ck_assert_str_eq(tl_argument_name(run.model, lists[i].argument, 0), lists[i].first);
        }
    }
    run_clear(&run);
}
END_TEST

TL_TEST_MAIN(observe, each_has_its_value, none_is_left_out, names_are_those_of_the_model)
