#include "test.h"

#include "model/run.h"
#include "scenario/mistake.h"
#include "scenario/tree.h"

#define SHIP    "assets = { " RUN_SHIP("s1", "") " };\n"
#define MISSION "missions = { " RUN_MISSION("a", "a", "1.0", "") " };\n"
#define AWAY(when, more)                                                                                     \
    "diversions = { d = { partner = \"blue\"; when = \"" when "\"; to = \"a\"; pick = \"nearest\";\n"        \
    "  take = ( { } ); " more " }; };\n"

/* What base and overlay are told in one go, a line each without file and line: both must have mistakes of the reader. */
static char *judge(const char *overlay)
{
    struct run_file files[2] = {run_open_text(run_world), run_open_text(overlay)};
    const char *with[] = {files[1].path};
    struct tl_mistakes mistakes = {0};
    struct tl_error err = {0};
    struct tl_scenario *scenario = tl_scenario_read_whole(files[0].path, "test", with, 1, NULL, 0, &mistakes);
    ck_assert_ptr_nonnull(scenario);
    ck_assert_uint_gt(mistakes.count, 0);
    tl_model_judge(scenario, &mistakes);
    tl_mistakes_tell(&mistakes, &err);
    tl_mistakes_clear(&mistakes);
    struct tl_text out = {0};
    for (size_t i = 0; i < err.count; i++) {
        const char *line = strstr(err.lines[i], ": ");
        tl_text_print(&out, "%s\n", line + 2);
    }
    tl_error_clear(&err);
    tl_scenario_destroy(scenario);
    close(files[0].fd);
    close(files[1].fd);
    return out.data;
}

static void expect(const char *overlay, const char *expected)
{
    char *told = judge(overlay);
    ck_assert_str_eq(told, expected);
    free(told);
}

START_TEST(names_and_conditions)
{
    expect("horizon = 3;\n"
           "partners = { blue = { policy = \"gready\"; }; };\n" SHIP
           "missions = { a = { kind = \"staton\"; theatre = \"line\"; area = \"area-a\"; partners = "
           "[\"blue\"]; }; };\n" AWAY(
               "day() = 2",
               "until = \"phase() == calm\";") "injects = { x = { kind = \"cloze\"; at = \"1 d\"; };\n"
                                               "  y = { kind = \"set-policy\"; at = \"1 d\"; policy = "
                                               "\"share\"; place = \"p\"; }; };\n",
           "horizon = 3: must be a duration in quotes, such as \"36 h\"\n"
           "partners.blue.policy = \"gready\": no such policy; did you mean greedy?\n"
           "missions.a.kind = \"staton\": no such kind of mission; did you mean station?\n"
           "diversions.d.when = \"day() = 2\": a single = assigns; write == to compare\n"
           "diversions.d.until = \"phase() == calm\": is not a condition: calm: no such observable or "
           "phase (see trilat list observables)\n"
           "injects.x.kind = \"cloze\": no such kind of inject; did you mean close?\n"
           "injects.y: of kind set-policy has no use for the key \"place\"\n"
           "injects.y: of kind set-policy needs the key \"partner\"\n"
           "injects.y.policy = \"share\": no such policy; did you mean shares?\n");
    expect(
        "horizon = 3;\n" SHIP MISSION AWAY("day() > 1, 2", "until = \"coverage(\\\"b\\\") > 1\";"),
        "horizon = 3: must be a duration in quotes, such as \"36 h\"\n"
        "diversions.d.when = \"day() > 1, 2\": a comma makes several results; join them with && or ||\n"
        "diversions.d.until = \"coverage(\\\"b\\\") > 1\": \"b\" is not known here; did you mean \"a\"?\n");
    expect("horizon = 3; headline = [\"line\"];\n" SHIP MISSION AWAY("index(\\\"line\\\") > 1", ""),
           "horizon = 3: must be a duration in quotes, such as \"36 h\"\n"
           "diversions.d.when = \"index(\\\"line\\\") > 1\": \"line\" is not known here\n");
}
END_TEST

/* A name may be that of a part which could not be read: then nothing is said of it. */
START_TEST(makes_nothing_up)
{
    expect(SHIP "missions = { " RUN_MISSION("a", "a", "1.0",
                                            "") " b = 3; };\n" AWAY("coverage(\\\"b\\\") > 1", ""),
           "missions.b = 3: must be a group: { ... }\n");
    expect(SHIP MISSION "phases = { calm = 3; };\n" AWAY("phase() == calm", ""),
           "phases.calm = 3: must be a group: { ... }\n");
    expect("headline = 3;\n" SHIP MISSION AWAY("index(\\\"line\\\") > 1", ""),
           "headline = 3: must be a list of names, such as [\"a\", \"b\"]\n");
    expect(SHIP MISSION "injects = { x = { kind = \"close\"; at = \"1 d\"; place = \"q\"; }; };\n",
           "injects.x.place = \"q\": no such place; did you mean p?\n");
}
END_TEST

static const char any_overlay[] = SHIP
    "partners = { red = { capital = \"p\"; rank = 2; policy = \"greedy\"; }; };\n"
    "missions = { " RUN_MISSION("a", "a", "1.0", "") " };\n" AWAY(
        "day() > 1",
        "until = \"day() > 2\";") "phases = { calm = { }; };\n"
                                  "incidents = { g = { mission = \"a\"; process = \"gamma-mixed\"; spread = "
                                  "0.3; rate = \"1 /d\"; ceiling = \"9 "
                                  "/d\";\n"
                                  "    steps = ( { phase = \"calm\"; scale = 2; } ); };\n"
                                  "  m = { mission = \"a\"; process = \"markov\"; ceiling = \"9 /d\"; states "
                                  "= (\n"
                                  "    { name = \"s\"; rate = \"1 /d\"; stay = \"2 d\"; next = { s = 1; }; } "
                                  "); }; };\n"
                                  "links = { l = { from = \"blue\"; to = \"red\"; delay = \"1 h\"; }; };\n"
                                  "agreements = { w = { partner = \"blue\"; mission = \"a\"; announce = \"1 "
                                  "d\"; hold = \"until-relieved\"; }; };\n"
                                  "injects = { x = { kind = \"close\"; at = \"1 d\"; place = \"p\"; };\n"
                                  "  y = { kind = \"scale-rate\"; incident = \"g\"; scale = 2; at = \"1 d\"; "
                                  "}; };\n";

/* Judge with one change. Returns whether there was a mistake. value  NULL: unset */
static bool judge_change(const struct run_file files[2], const char *path, const char *value)
{
    const char *with[] = {files[1].path};
    const struct tl_change change = {.path = path, .value = value};
    struct tl_mistakes mistakes = {0};
    struct tl_scenario *s = tl_scenario_read_whole(files[0].path, "test", with, 1, &change, 1, &mistakes);
    ck_assert_ptr_nonnull(s);
    tl_model_judge(s, &mistakes);
    bool is_wrong = mistakes.count > 0;
    tl_mistakes_clear(&mistakes);
    struct tl_error err = {0};
    struct tl_model *model = is_wrong ? NULL : tl_model_build(s, &err);
    if (model != NULL) { /* what is taken can be built and noted, too */
        tl_model_note(model, &mistakes);
        tl_mistakes_clear(&mistakes);
        tl_model_destroy(model);
    }
    tl_error_clear(&err);
    tl_scenario_destroy(s);
    return is_wrong;
}

/* Each wrong value in turn for an entity (key NULL) or a key of it. Returns how many were told. */
static size_t judge_values(const struct run_file files[2], const char *collection, const char *entity,
                           const char *key)
{
    static const char *const values[] = {NULL, "-1", "\"zzz\"", "( )", "{ }", "true", "( { } )", "[ \"p\" ]"};
    struct tl_text path = {0};
    size_t told = 0;
    tl_text_print(&path, "%s.%s%s%s", collection, entity, key ? "." : "", key ? key : "");
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        told += judge_change(files, tl_text_get(&path), values[i]);
    }
    tl_text_clear(&path);
    return told;
}

/* Ceilings and what a response mission has to answer are looked at, too; a process that could not be read may be one of it. */
START_TEST(incidents_and_who_answers_them)
{
    static const char format[] =
        "horizon = 3;\n" SHIP
        "missions = { a = { kind = \"response\"; theatre = \"line\"; area = \"area-a\";\n"
        "  base = \"p\"; partners = [\"blue\"]; needs = { presence = 1.0; }; }; };\nincidents = { %s };\n";
    static const char wrong[] = "horizon = 3: must be a duration in quotes, such as \"36 h\"\n";
    static const char *const cases[][2] = {
        {"", "missions.a: has nothing to answer: a response mission needs an incident process of its own\n"},
        {"x = 3;", "incidents.x = 3: must be a group: { ... }\n"},
        {"x = { mission = \"a\"; rate = \"3 /d\"; ceiling = \"2 /d\"; };",
         "incidents.x.ceiling = \"2 /d\": would cut the rate: give at least 3.00 /d\n"},
        {"x = { mission = \"a\"; rate = 3; ceiling = \"2 /d\"; };",
         "incidents.x.rate = 3: must be a rate in quotes, such as \"2.2 /d\"\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tl_text overlay = {0};
        struct tl_text expected = {0};
        tl_text_print(&overlay, format, cases[i][0]);
        tl_text_print(&expected, "%s%s", wrong, cases[i][1]);
        expect(tl_text_get(&overlay), tl_text_get(&expected));
        tl_text_clear(&overlay);
        tl_text_clear(&expected);
    }
}
END_TEST

/* The same for the keys of the first row of a list of groups. */
static size_t judge_rows(const struct run_file files[2], const char *collection, const char *entity,
                         const struct tl_node *list)
{
    const struct tl_node *row = list->kind == TL_NODE_LIST && list->count > 0 ? list->items[0] : NULL;
    size_t told = 0;
    for (size_t i = 0; row != NULL && row->kind == TL_NODE_GROUP && i < row->count; i++) {
        struct tl_text key = {0};
        tl_text_print(&key, "%s[0].%s", list->name, row->items[i]->name);
        told += judge_values(files, collection, entity, tl_text_get(&key));
        tl_text_clear(&key);
    }
    return told;
}

/* Any value of the world with the overlay may be wrong: whatever was read can be judged. Returns how many were told. */
static size_t judge_all(const char *overlay)
{
    struct run_file files[2] = {run_open_text(run_world), run_open_text(overlay)};
    const char *with[] = {files[1].path};
    struct tl_error err = {0};
    struct tl_scenario *good = tl_scenario_read(files[0].path, "test", with, 1, NULL, 0, &err);
    size_t told = 0;
    ck_assert_ptr_nonnull(good);
    for (size_t i = 0; i < good->tree->count; i++) {
        const struct tl_node *group = good->tree->items[i];
        for (size_t k = 0; group->kind == TL_NODE_GROUP && k < group->count; k++) {
            const struct tl_node *entity = group->items[k];
            told += judge_values(files, group->name, entity->name, NULL);
            for (size_t j = 0; j < entity->count; j++) {
                told += judge_values(files, group->name, entity->name, entity->items[j]->name);
                told += judge_rows(files, group->name, entity->name, entity->items[j]);
            }
        }
    }
    tl_scenario_destroy(good);
    close(files[0].fd);
    close(files[1].fd);
    return told;
}

START_TEST(survives_every_wrong_value)
{
    ck_assert_uint_gt(judge_all(any_overlay), 200);
}
END_TEST

static const char people_overlay[] =
    "places = { town = { kind = \"city\"; at = [1.0, 1.0]; }; quay = { kind = \"port\"; at = [0.0, 1.0]; "
    "handling = \"90 persons/h\"; };\n"
    "  isle = { kind = \"port\"; at = [0.0, 3.0]; capacity = 900; }; };\n"
    "lanes = { road = { from = \"town\"; to = \"quay\"; domain = \"land\"; length = \"60 km\"; capacity = "
    "\"900 persons/h\"; speed = \"60 km/h\"; }; };\n"
    "corridors = { way = { from = \"town\"; to = \"quay\"; over = [\"road\"]; }; };\n"
    "classes = { ferry = { domain = \"sea\"; speed = \"18 kn\"; gives = { lift = 450.0; }; endurance = \"14 "
    "d\"; }; };\n"
    "assets = { s = { class = \"ferry\"; partner = \"blue\"; home = \"p\"; at = \"out\"; }; t = { class = "
    "\"ship\"; partner = \"blue\"; home = \"p\"; }; };\n"
    "partners = { red = { capital = \"p\"; rank = 2; policy = \"greedy\"; messaging = 0.5; }; };\n"
    "phases = { calm = { at = \"0 d\"; }; };\n"
    "groups = { a = { nationality = \"n\"; origin = \"town\"; persons = 100; corridors = { way = 1.0; }; "
    "shelter-phase = \"calm\"; shelter = \"1 d\"; mobilisation = ( { at = \"1 d\"; share = 1.0; } ); };\n"
    "  b = { nationality = \"n\"; origin = \"quay\"; persons = 100; flees = false; }; };\n"
    "services = { bus = { from = \"quay\"; haven = \"isle\"; every = \"1 d\"; seats = 5; takes = \"1 h\"; "
    "groups = [\"a\"]; while = \"safe(\\\"a\\\") < 10\"; }; };\n"
    "consents = { step = { asker = \"blue\"; start = \"full\"; }; c = { asker = \"blue\"; giver = \"red\"; "
    "after = \"step\"; when = \"day() > 1\"; delay = \"1 h\"; answers = ( { full = 1.0; } ); again = \"1 "
    "d\"; }; };\n"
    "postures = { v = { states = [\"low\", \"high\"]; ceiling = \"1 /d\"; moves = ( { from = \"low\"; to = "
    "\"high\"; rate = \"1 /d\"; factor = \"gauge(\\\"g\\\")\"; } ); }; };\n"
    "gauges = { g = { start = 0.5; moves = ( { when = \"posture(\\\"v\\\") == high\"; by = 0.1; } ); }; };\n"
    "weathers = { w = { places = [\"p\"]; lanes = [\"road\"]; domain = \"sea\"; calm = \"1 d\"; rough = \"1 "
    "d\"; no-go = [\"ship\"]; }; };\n"
    "missions = { out = { kind = \"lift\"; theatre = \"neo\"; area = \"quay\"; haven = \"isle\"; groups = "
    "[\"a\"]; also = [\"b\"]; loading = \"shares\"; shares = { a = 0.5; };\n"
    "    seats = \"lift\"; needs = { lift = 450.0; }; partners = [\"blue\"]; consent = \"c\"; grade = "
    "\"offshore\"; due = ( { at = \"5 d\"; share = 1.0; } ); };\n"
    "  dig = { kind = \"work\"; theatre = \"line\"; area = \"area-a\"; partners = [\"blue\"]; needs = { "
    "presence = 1.0; }; amount = 3.0; within = \"2 d\"; while = \"day() > 1\";\n"
    "    parts = ( { amount = 1.0; place = \"quay\"; } ); steps = ( { when = \"day() > 2\"; scale = 2.0; } "
    "); }; };\n"
    "diversions = { d = { partner = \"blue\"; when = \"day() > 3\"; to = \"out\"; pick = \"nearest\"; take = "
    "( { class = \"ferry\"; } ); }; };\n"
    "injects = { x = { kind = \"set-posture\"; posture = \"v\"; state = \"high\"; at = \"1 d\"; }; y = { "
    "kind = \"set-gauge\"; gauge = \"g\"; value = 1.0; when = \"day() > 1\"; };\n"
    "  z = { kind = \"grant\"; consent = \"c\"; grade = \"full\"; at = \"1 d\"; }; u = { kind = "
    "\"close-lane\"; lane = \"road\"; at = \"1 d\"; }; };\n";

START_TEST(survives_every_wrong_value_of_people)
{
    ck_assert_uint_gt(judge_all(people_overlay), 600);
}
END_TEST

START_TEST(conditions_everywhere)
{
    expect(
        "horizon = 3;\n" SHIP "missions = { " RUN_MISSION(
            "a", "a", "1.0", "while = \"dya() > 1\";") " };\n"
                                                       "postures = { p = { states = [\"low\", \"high\"]; "
                                                       "ceiling = \"1 /d\"; moves = ( { from = \"low\"; to = "
                                                       "\"high\"; rate = \"1 /d\"; factor = "
                                                       "\"posture(\\\"p\\\") == lwo\"; } ); }; };\n"
                                                       "gauges = { g = { moves = ( { when = "
                                                       "\"gauge(\\\"h\\\") > 1\"; by = 0.1; } ); }; };\n",
        "horizon = 3: must be a duration in quotes, such as \"36 h\"\n"
        "missions.a.while = \"dya() > 1\": is not a condition: dya: no such observable, phase or state; did "
        "you mean day? (see trilat list observables)\n"
        "postures.p.moves[0].factor = \"posture(\\\"p\\\") == lwo\": is not a condition: lwo: no such "
        "observable, phase or state; did you mean low? (see trilat list observables)\n"
        "gauges.g.moves[0].when = \"gauge(\\\"h\\\") > 1\": \"h\" is not known here; did you mean \"g\"?\n");
    /* what may name a state that could not be read is not judged */
    expect(
        SHIP "missions = { " RUN_MISSION(
            "a", "a", "1.0", "while = \"posture(\\\"p\\\") == lwo\";") " };\n"
                                                                       "postures = { p = { states = \"low\"; "
                                                                       "ceiling = \"1 /d\"; }; };\n",
        "postures.p.states = \"low\": must be a list of names, such as [\"a\", \"b\"]\n");
}
END_TEST

TL_TEST_MAIN(build_judge, incidents_and_who_answers_them, names_and_conditions, conditions_everywhere,
             makes_nothing_up, survives_every_wrong_value_of_people, survives_every_wrong_value)
