#include "scenario/files.h"

#define SET "--set: "

START_TEST(refuses_values)
{
    files_enter();
    static const struct files_case cases[] = {
        {"missions.hunt.weight=-2", SET "missions.hunt.weight = -2: must be at least 0\n"},
        {"missions.hunt.weight=1e7", SET "missions.hunt.weight = 10000000.0: must be at most 1000000\n"},
        {"missions.hunt.weight=much",
         SET "missions.hunt.weight = \"much\": must be a bare number or a percentage, such as 0.4 or 40 %\n"},
        {"missions.hunt.weight=true",
         SET "missions.hunt.weight = true: must be a number, such as 0.4 or \"40 %\"\n"},
        {"missions.hunt.weight=[1]",
         SET "missions.hunt.weight = [1]: must be a number, such as 0.4 or \"40 %\"\n"},
        {"missions.hunt.priority=1.5", SET "missions.hunt.priority = 1.5: must be a whole number\n"},
        {"missions.hunt.priority=0", SET "missions.hunt.priority = 0: must be at least 1\n"},
        {"missions.hunt.priority=uncertain(1, 1.5, 2)",
         SET "missions.hunt.priority = \"uncertain(1, 1.5, 2)\": must be a whole number\n"},
        {"assets.boat.count=9000000000000000000L",
         SET "assets.boat.count = 9000000000000000000L: must be at most 1000\n"},
        {"diversions.away.enabled=\"true\"",
         SET "diversions.away.enabled = \"true\": must be true or false, without quotes\n"},
        {"diversions.away.enabled=1",
         SET "diversions.away.enabled = 1: must be true or false, without quotes\n"},
        {"horizon=30", SET "horizon = 30: must be a duration in quotes, such as \"36 h\"\n"},
        {"horizon=\"30\"", SET "horizon = \"30\": a time needs a unit: s, min, h, d or wk (minutes are never "
                               "m), such as 3 d 6 h\n"},
        {"horizon=0 s", SET "horizon = \"0 s\": must be at least 1 s\n"},
        {"missions.hunt.set-up=-1 h", SET "missions.hunt.set-up = \"-1 h\": must be at least 0 s\n"},
        {"classes.ship.speed=18",
         SET "classes.ship.speed = 18: must be a speed in quotes, such as \"18 kn\"\n"},
        {"classes.ship.speed=18 knots",
         SET "classes.ship.speed = \"18 knots\": a speed needs a unit: kn, km/h or m/s\n"},
        {"classes.ship.speed=uncertain(0 kn, 18 kn, 20 kn)",
         SET "classes.ship.speed = \"uncertain(0 kn, 18 kn, 20 kn)\": must be at least 0.01 m/s\n"},
        {"classes.ship.speed=uncertain(19 kn, 18 kn, 20 kn)",
         SET "classes.ship.speed = \"uncertain(19 kn, 18 kn, 20 kn)\": needs low <= nominal <= high\n"},
        {"title=3", SET "title = 3: must be a text in quotes that is not empty\n"},
        {"title= ", SET "title = \" \": must be a text in quotes that is not empty\n"},
        {"title=", SET "title = \"\": must be a text in quotes that is not empty\n"},
        {"places.sea.kind=harbor",
         SET "places.sea.kind = \"harbor\": must be port, airfield, area, city, haven or capital\n"},
        {"places.sea.kind=aera", SET "places.sea.kind = \"aera\": must be port, airfield, area, city, haven "
                                     "or capital; did you mean area?\n"},
        {"places.sea.at=[91, 129]", SET "places.sea.at[0] = 91: must be at most 90\n"},
        {"places.sea.at=[10, -180.5]", SET "places.sea.at[1] = -180.5: must be at least -180\n"},
        {"places.sea.at=[\"north\", 12]",
         SET "places.sea.at[0] = \"north\": must be a bare number or a percentage, such as 0.4 or 40 %\n"},
        {"places.sea.at=[10]",
         SET "places.sea.at = [10]: must be [latitude, longitude] in degrees, such as [33.16, 129.71]\n"},
        {"places.sea.at=10",
         SET "places.sea.at = 10: must be [latitude, longitude] in degrees, such as [33.16, 129.71]\n"},
        {"phases.calm.at=5",
         SET "phases.calm.at = 5: must be a moment in quotes, such as \"2 d\" or \"D+2 06:00\"\n"},
        {"phases.calm.at=uncertain(1 d, 2 d, 2e9 d)",
         SET "phases.calm.at = \"uncertain(1 d, 2 d, 2e9 d)\": must be at most 37037 d\n"},
        {"epoch=3", SET "epoch = 3: must be a date in quotes, such as \"2017-04-25T00:00:00Z\"\n"},
        {"trilat=2", SET "trilat = 2: must be at most 1\n"},
    };
    FILES_EXPECT_CASES(cases);
}
END_TEST

/* Read the good scenario with one change. */
static struct tl_scenario *read_with(const char *set)
{
    struct tl_error err = {0};
    struct tl_scenario *scenario = files_try("good.cfg", NULL, (const char *[]){set, NULL}, &err);
    char *messages = files_messages(&err);
    ck_assert_str_eq(messages, "");
    free(messages);
    return scenario;
}

START_TEST(converts_units)
{
    files_enter();
    files_put("good.cfg", good_text);
    struct tl_scenario *s = read_with("classes.ship.speed=36 km/h");
    ck_assert_double_eq(s->classes[1].speed_mps, 10);
    ck_assert_int_eq(s->classes[1].endurance_s, 14 * TL_DAY_S);
    ck_assert_double_eq(s->places[1].at.lat_deg, 36);
    ck_assert_double_eq(s->places[1].at.lon_deg, 129);
    tl_scenario_destroy(s);
    s = read_with("missions.hunt.weight=40 %");
    ck_assert_double_eq(s->missions[0].weight, 0.4);
    tl_scenario_destroy(s);
    s = read_with("missions.hunt.set-up=1 d 2.5 h");
    ck_assert_int_eq(s->missions[0].set_up_s, 95400);
    tl_scenario_destroy(s);
    s = read_with("missions.hunt.set-up=0.5 s"); /* rounded half up */
    ck_assert_int_eq(s->missions[0].set_up_s, 1);
    tl_scenario_destroy(s);
    s = read_with("seed=8999999999999999L");
    ck_assert_int_eq(s->top.seed, 8999999999999999);
    tl_scenario_destroy(s);
    s = read_with("lanes={ l = { from = \"port\"; to = \"sea\"; domain = \"sea\"; length = \"10 nmi\"; }; }");
    ck_assert_double_eq(s->lanes[0].length_m, 18520);
    tl_scenario_destroy(s);
}
END_TEST

START_TEST(reads_moments)
{
    files_enter();
    files_put("good.cfg", good_text);
    files_put("dated.cfg",
              "base = \"good.cfg\";\nepoch = \"2017-04-25T00:00:00Z\";\nphases = {\n"
              "  calm = { at = \"D+3 06:00\"; };\n  crisis = { at = \"2017-04-27T12:00:00Z\"; };\n"
              "  later = { at = \"uncertain(3 d, 4 d, 5 d)\"; };\n  never = { };\n};\n");
    struct tl_scenario *s = files_read("dated.cfg");
    ck_assert_int_eq(s->phases[0].at_s, 3 * TL_DAY_S + 6 * TL_HOUR_S);
    ck_assert_int_eq(s->phases[1].at_s, 2 * TL_DAY_S + 12 * TL_HOUR_S);
    ck_assert_int_eq(s->phases[2].at_s, 4 * TL_DAY_S);
    ck_assert_int_eq(s->phases[3].at_s, TL_ABSENT);
    ck_assert_uint_eq(s->uncertain_count, 1);
    tl_scenario_destroy(s);
    files_put("early.cfg",
              "base = \"dated.cfg\";\nphases = { calm = { at = \"2017-04-24T12:00:00Z\"; }; };\n");
    struct tl_error err = {0};
    ck_assert_ptr_null(files_try("early.cfg", NULL, NULL, &err));
    ck_assert_uint_eq(err.count, 1);
    tl_error_clear(&err);
}
END_TEST

START_TEST(lists_uncertain_inputs)
{
    files_enter();
    files_put("good.cfg", good_text);
    files_put("doubt.cfg", "base = \"good.cfg\";\n"
                           "missions = { hunt = { weight = \"uncertain(1, 2, 3)\"; needs = { asw = "
                           "\"uncertain(50 %, 1, 1.5)\"; }; }; };\n"
                           "classes = { ship = { endurance = \"uncertain(10 d, 14 d, 20 d)\"; }; };\n"
                           "places = { sea = { at = [\"uncertain(34, 34.5, 35)\", 129]; }; };\n"
                           "assets = { boat = { count = \"uncertain(1, 2, 4)\"; }; };\n");
    struct tl_scenario *s = files_read("doubt.cfg");
    static const struct {
        const char *path;
        double low, nominal, high;
        int line;
    } rows[] = {
        {"places.sea.at[0]", 34, 34.5, 35, 4}, {"classes.ship.endurance", 864000, 1209600, 1728000, 3},
        {"assets.boat.count", 1, 2, 4, 5},     {"missions.hunt.needs.asw", 0.5, 1, 1.5, 2},
        {"missions.hunt.weight", 1, 2, 3, 2},
    };
    ck_assert_uint_eq(s->uncertain_count, sizeof rows / sizeof *rows);
    for (size_t i = 0; i < s->uncertain_count; i++) {
        ck_assert_str_eq(s->uncertain[i].path, rows[i].path);
        ck_assert_double_eq(s->uncertain[i].low, rows[i].low);
        ck_assert_double_eq(s->uncertain[i].nominal, rows[i].nominal);
        ck_assert_double_eq(s->uncertain[i].high, rows[i].high);
        ck_assert_str_eq(s->uncertain[i].origin.file, "doubt.cfg");
        ck_assert_int_eq(s->uncertain[i].origin.line, rows[i].line);
    }
    ck_assert_int_eq(s->assets[0].count, 2);
    ck_assert_double_eq(s->missions[0].weight, 2);
    tl_scenario_destroy(s);
}
END_TEST

TL_TEST_MAIN(value, refuses_values, converts_units, reads_moments, lists_uncertain_inputs)
