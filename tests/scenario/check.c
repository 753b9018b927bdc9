#include "scenario/check.h"

#include "scenario/files.h"

START_TEST(reads_the_good_scenario)
{
    files_enter();
    files_put("good.cfg", good_text);
    struct tl_scenario *s = files_read("good.cfg");
    ck_assert_uint_eq(s->place_count, 3);
    ck_assert_str_eq(s->places[0].name, "field"); /* sorted by name, whatever the file's order */
    ck_assert_str_eq(s->places[0].path, "places.field");
    ck_assert_str_eq(s->places[0].origin.file, "good.cfg");
    ck_assert_int_eq(s->places[0].origin.line, 6);
    ck_assert_str_eq(s->partners[0].name, "japan");
    ck_assert_int_eq(s->places[0].owner.index, 1);
    ck_assert_int_eq(s->assets[0].home.index, 1);
    ck_assert_str_eq(s->missions[0].kind.text, "station");
    ck_assert_str_eq(s->missions[0].kind.path, "missions.hunt.kind");
    ck_assert_int_eq(s->missions[0].kind.origin.line, 23);
    ck_assert_uint_eq(s->missions[0].steps.count, 1);
    const struct tl_step_def *steps = s->missions[0].steps.items;
    ck_assert_str_eq(steps[0].path, "missions.hunt.steps[0]");
    ck_assert_int_eq(steps[0].phase.index, 1);
    ck_assert_int_eq(steps[0].from_s, TL_ABSENT);
    ck_assert_double_eq(steps[0].needs.items[0].value, 2);
    ck_assert_uint_eq(s->lane_count, 0);
    ck_assert_uint_eq(s->inject_count, 0);
    tl_scenario_destroy(s);
}
END_TEST

START_TEST(refuses_keys_and_shapes)
{
    files_enter();
    static const struct files_case cases[] = {
        {"horzon=\"3 d\"", "--set: horzon: no such key; did you mean horizon?\n"},
        {"mission={ }", "--set: mission: no such key; did you mean missions?\n"},
        {"missions.hunt.wieght=2", "--set: missions.hunt.wieght: no such key; did you mean weight?\n"},
        {"missions.hunt.steps[0].scales=2",
         "--set: missions.hunt.steps[0].scales: no such key; did you mean scale?\n"},
        {"missions.hunt.qqqqqq=2", "--set: missions.hunt.qqqqqq: no such key\n"},
        {"horizon", "good.cfg: horizon: is required: how long is simulated, at most ten years\n"},
        {"missions.hunt.area", "good.cfg:23: missions.hunt.area: is required: where it is\n"},
        {"diversions.away.pick", "good.cfg:28: diversions.away.pick: is required: which of the fitting "
                                 "assets go; can double the cost, so it is never "
                                 "implicit\n"},
        {"missions=3", "--set: missions = 3: must be a group of named groups: { name = { ... }; ... }\n"
                       "good.cfg:28: diversions.away.to = \"watch\": no such mission\n"},
        {"missions.hunt=3", "--set: missions.hunt = 3: must be a group: { ... }\n"},
        {"phases.Late={ }", "--set: phases.Late: a name is written with a-z, 0-9 and -, from a letter on\n"},
        {"phases.a_b={ }", "--set: phases.a_b: a name is written with a-z, 0-9 and -, from a letter on\n"},
        {"classes.ship.gives.A-sw=1",
         "--set: classes.ship.gives.A-sw: a name is written with a-z, 0-9 and -, from a letter on\n"},
        {"missions.hunt.steps=3",
         "--set: missions.hunt.steps = 3: must be a list of groups: ( { ... }, { ... } )\n"},
        {"missions.hunt.steps=(3)", "--set: missions.hunt.steps[0] = 3: must be a group: { ... }\n"},
        {"missions.hunt.needs=3", "--set: missions.hunt.needs = 3: must be a group of numbers, such as { asw "
                                  "= 2.0; escort = 1.0; }\n"},
    };
    FILES_EXPECT_CASES(cases);
}
END_TEST

/* A new entity with nearly the name of a whole one of another file: what it lacks is told in one line. */
START_TEST(asks_about_misspelt_entities)
{
    files_enter();
    static const struct files_case cases[] = {
        {"diversions.awy={ enabled = false; }",
         "--set: diversions.awy: is new and lacks the keys \"partner\", \"when\", \"to\", \"take\" and "
         "\"pick\"; did you "
         "mean away?\n"},
        {"diversions.awy={ enable = false; }",
         "--set: diversions.awy: is new and lacks the keys \"partner\", \"when\", \"to\", \"take\" and "
         "\"pick\"; did you "
         "mean away?\n--set: diversions.awy.enable: no such key; did you mean enabled?\n"},
        {"places.fields={ at = [1, 2]; }",
         "--set: places.fields: is new and lacks the key \"kind\"; did you mean field?\n"},
        {"places.qqqq={ at = [1, 2]; }",
         "--set: places.qqqq.kind: is required: what it is; ships use ports, aircraft airfields\n"},
    };
    FILES_EXPECT_CASES(cases);
    files_put("good.cfg", good_text);
    files_put("one.cfg", "base = \"good.cfg\";\n"
                         "places = { ab = { kind = \"port\"; at = [1, 2]; }; ac = { at = [1, 2]; }; };\n");
    files_expect("one.cfg", "one.cfg:2: places.ac.kind: is required: what it is; ships use ports, aircraft "
                            "airfields\n");
}
END_TEST

/* A deliberately broken file: every mistake, each with its line, in the order of lines, and no consequence of one told as another. */
START_TEST(tells_all_mistakes)
{
    files_enter();
    files_put(
        "broken.cfg",
        "trilat = 1;\n"
        "tittle = \"x\";\n"
        "horizon = \"45\";\n"
        "places = {\n"
        "  a = { kind = \"prot\"; at = [91, 0]; };\n"
        "  b = { kind = \"area\"; at = [1, 2]; };\n"
        "};\n"
        "partners = { us = { capital = \"c\"; rank = 0; policy = \"greedy\"; }; };\n"
        "classes = {\n"
        "  ship = { domain = \"sea\"; speed = 18; gives = { asw = -1; }; endurance = \"14 days\"; };\n"
        "};\n"
        "assets = { s1 = { class = \"shp\"; partner = \"us\"; home = \"a\"; count = 1.5; }; };\n"
        "missions = {\n"
        "  m = { kind = \"station\"; theatre = \"T\"; area = \"b\"; partners = [\"us\"]; lead = \"usa\";\n"
        "        opens = \"5 d\"; closes = \"4 d\"; };\n"
        "};\n");
    files_expect(
        "broken.cfg",
        "broken.cfg: title: is required: one line for reports\n"
        "broken.cfg:2: tittle: no such key; did you mean title?\n"
        "broken.cfg:3: horizon = \"45\": a time needs a unit: s, min, h, d or wk (minutes are never m), such "
        "as 3 d 6 h\n"
        "broken.cfg:5: places.a.kind = \"prot\": must be port, airfield, area, city, haven or capital; did "
        "you mean port?\n"
        "broken.cfg:5: places.a.at[0] = 91: must be at most 90\n"
        "broken.cfg:8: partners.us.capital = \"c\": no such place; did you mean a?\n"
        "broken.cfg:8: partners.us.rank = 0: must be at least 1\n"
        "broken.cfg:10: classes.ship.speed = 18: must be a speed in quotes, such as \"18 kn\"\n"
        "broken.cfg:10: classes.ship.gives.asw = -1: must be at least 0\n"
        "broken.cfg:10: classes.ship.endurance = \"14 days\": a time needs a unit: s, min, h, d or wk "
        "(minutes are never m), such as 3 d 6 h\n"
        "broken.cfg:12: assets.s1.class = \"shp\": no such class; did you mean ship?\n"
        "broken.cfg:12: assets.s1.count = 1.5: must be a whole number\n"
        "broken.cfg:14: missions.m.lead = \"usa\": no such partner; did you mean us?\n"
        "broken.cfg:14: missions.m.theatre = \"T\": a name is written with a-z, 0-9 and -, from a letter on\n"
        "broken.cfg:15: missions.m.closes = \"4 d\": must be later than it opens\n");
}
END_TEST

START_TEST(knows_good_names)
{
    ck_assert(tl_name_is_good("a"));
    ck_assert(tl_name_is_good("bmd-soj-2"));
    static const char *const bad[] = {"", "A", "2a", "-a", "a_b", "a.b", "aB", "a b", "\xC3\xA9"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        ck_assert_msg(!tl_name_is_good(bad[i]), "%s", bad[i]);
    }
}
END_TEST

TL_TEST_MAIN(check, reads_the_good_scenario, refuses_keys_and_shapes, asks_about_misspelt_entities,
             tells_all_mistakes, knows_good_names)
