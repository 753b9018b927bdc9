#include "test.h"

#include "model/run.h"
#include "scenario/mistake.h"

#define SHIP    "assets = { " RUN_SHIP("s", "") " };\n"
#define MISSION "missions = { " RUN_MISSION("a", "a", "1.0", "") " };\n"

/* The notes on the world with an overlay, a line each without file and line, are exactly these. */
static void expect(const char *overlay, const char *expected)
{
    struct run run = run_build(run_world, overlay);
    struct tl_mistakes notes = {0};
    struct tl_error lines = {0};
    struct tl_text out = {0};
    tl_text_add(&out, "");
    tl_model_note(run.model, &notes);
    tl_mistakes_tell(&notes, &lines);
    for (size_t i = 0; i < lines.count; i++) {
        tl_text_print(&out, "%s\n", strstr(lines.lines[i], ": ") + 2);
    }
    ck_assert_str_eq(tl_text_get(&out), expected);
    tl_text_clear(&out);
    tl_error_clear(&lines);
    tl_mistakes_clear(&notes);
    run_clear(&run);
}

#define CONSENT(more) SHIP MISSION "consents = { c = { asker = \"blue\"; " more " }; };\n"
#define GRANT         "injects = { i = { kind = \"grant\"; consent = \"c\"; grade = \"full\"; at = \"1 d\"; }; };\n"
#define ANSWERS       "answers = ( { full = 1.0; } );"

START_TEST(consents_that_are_never_asked_for)
{
    expect(CONSENT(""), "consents.c: is never asked for: give the key \"when\"\n");
    expect(CONSENT("start = \"full\";"), "");
    expect(CONSENT("") GRANT, "");
    expect(CONSENT("when = \"day() > 3\"; " ANSWERS), "");
    expect(CONSENT("when = \"day() > 30\"; " ANSWERS),
           "consents.c.when = \"day() > 30\": is never true before the horizon, 20 d\n");
}
END_TEST

START_TEST(answers_that_are_never_given)
{
    expect(CONSENT("when = \"day() > 3\";"),
           "consents.c: is refused whenever it is asked for: it has no answers\n");
    expect(
        CONSENT(
            "when = \"day() > 3\"; answers = ( { when = \"day() > 5\"; full = 1.0; }, { offshore = 1.0; }, { "
            "refused = 1.0; } );"),
        "consents.c.answers[2]: is never looked at: a row before it always holds\n");
}
END_TEST

START_TEST(consents_that_nobody_hears_of)
{
    static const char format[] = "partners = { red = { capital = \"p\"; rank = 2; policy = \"greedy\"; }; "
                                 "green = { capital = \"p\"; rank = 3; "
                                 "policy = \"greedy\"; }; };\n" CONSENT(
                                     "giver = \"red\"; when = \"day() > 3\"; " ANSWERS) "links = { %s};\n";
    static const char *const cases[][2] = {
        {"", ""},
        {"a = { from = \"blue\"; to = \"green\"; delay = \"1 h\"; }; ",
         "consents.c.giver = \"red\": never hears of it: no links lead there from the asker\n"},
        {"a = { from = \"blue\"; to = \"green\"; delay = \"1 h\"; }; b = { from = \"red\"; to = \"green\"; "
         "delay = "
         "\"1 h\"; }; ",
         ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tl_text overlay = {0};
        tl_text_print(&overlay, format, cases[i][0]);
        expect(tl_text_get(&overlay), cases[i][1]);
        tl_text_clear(&overlay);
    }
}
END_TEST

#define MOVE(from, to, rate, more) "{ from = \"" from "\"; to = \"" to "\"; rate = \"" rate "\"; " more "}"
#define POSTURE(moves)                                                                                       \
    SHIP MISSION                                                                                             \
        "postures = { p = { states = [\"low\", \"mid\", \"top\"]; ceiling = \"2 /d\"; moves = ( " moves      \
        " ); }; };\n"

START_TEST(moves_that_are_cut)
{
    expect(POSTURE(MOVE("mid", "low", "1 /d", "") ", " MOVE("mid", "top", "1 /d", "") ", " MOVE("low", "mid",
                                                                                                "2 /d", "")),
           "");
    expect(POSTURE(MOVE("mid", "low", "1 /d", "") ", " MOVE("low", "mid", "1 /d",
                                                            "") ", " MOVE("mid", "top", "1.5 /d", "")),
           "postures.p.moves[2].rate = \"1.5 /d\": is cut at the ceiling: what leaves mid is above it "
           "together\n");
    expect(POSTURE(MOVE("low", "mid", "0 /d", "")),
           "postures.p.moves[0].rate = \"0 /d\": never happens: its rate is 0\n");
    expect(SHIP MISSION "postures = { p = { states = [\"low\", \"mid\"]; ceiling = \"2 /d\"; }; };\n", "");
}
END_TEST

START_TEST(conditions_that_are_never_true)
{
    static const char never[] = "is never true before the horizon, 20 d\n";
    struct tl_text expected = {0};
    tl_text_print(&expected,
                  "missions.a.while = \"day() > 20\": %smissions.a.steps[1].when = \"day() > 21\": %s", never,
                  never);
    expect(SHIP "missions = { " RUN_MISSION(
               "a", "a", "1.0",
               "while = \"day() > 20\"; steps = ( { when = \"day() > 2\"; scale = 0.5; }, { "
               "when = \"day() > 21\"; scale = 0.8; } );") " };\n",
           tl_text_get(&expected));
    tl_text_reset(&expected);
    tl_text_print(&expected, "gauges.g.moves[0].when = \"day() > 22\": %sinjects.i.when = \"day() > 23\": %s",
                  never, never);
    expect(SHIP MISSION "gauges = { g = { moves = ( { when = \"day() > 22\"; by = 0.1; }, { when = "
                        "\"coverage(\\\"a\\\") > 1\"; by = 0.1; } ); }; };\n"
                        "injects = { i = { kind = \"close\"; place = \"p\"; when = \"day() > 23\"; }; };\n",
           tl_text_get(&expected));
    tl_text_clear(&expected);
}
END_TEST

/* The notes on a diversion that starts with a condition. */
static void expect_when(const char *when, const char *expected)
{
    struct tl_text overlay = {0};
    struct tl_text note = {0};
    tl_text_print(&overlay,
                  SHIP MISSION "diversions = { d = { partner = \"blue\"; to = \"a\"; pick = \"nearest\"; "
                               "when = \"%s\"; take = ( { } ); }; };\n",
                  when);
    tl_text_add(&note, "");
    if (*expected != '\0') {
        tl_text_print(&note, "diversions.d.when = \"%s\": %s\n", when, expected);
    }
    expect(tl_text_get(&overlay), tl_text_get(&note));
    tl_text_clear(&overlay);
    tl_text_clear(&note);
}

START_TEST(shares_that_are_compared_with_percentages)
{
    static const char *const cases[][2] = {
        {"coverage(\\\"a\\\") < 50",
         "coverage(\\\"a\\\") is between 0 and 1, so that its comparison with 50 is "
         "always true; did you mean 0.5?"},
        {"day() > 3 && 80 <= index(\\\"headline\\\")",
         "index(\\\"headline\\\") is between 0 and 1, so that its comparison with 80 is never true; did you "
         "mean 0.8?"},
        {"coverage(\\\"a\\\") > -1",
         "coverage(\\\"a\\\") is between 0 and 1, so that its comparison with -1 is always true"},
        {"divergence() > 1.5",
         "divergence() is between 0 and 1, so that its comparison with 1.5 is never true"},
        {"is_open(\\\"p\\\") != 2 && day() < 3",
         "is_open(\\\"p\\\") is 0 or 1, so that its comparison with 2 is always true"},
        {"diverted(\\\"d\\\") == 50",
         "diverted(\\\"d\\\") is 0 or 1, so that its comparison with 50 is never true"},
        {"coverage(\\\"a\\\") <= 1 && coverage(\\\"a\\\") >= 0 && coverage(\\\"a\\\") < 0.5", ""},
        {"100 * coverage(\\\"a\\\") < 50 && coverage(\\\"a\\\") * 100 < 50", ""},
        {"coverage(\\\"a\\\") < 50 / 100", ""},
        {"ready(\\\"ship\\\") < 50 && supply(\\\"a\\\") < 50", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tl_text expected = {0};
        for (const char *c = cases[i][1]; *c != '\0'; c++) {
            tl_text_print(&expected, "%.*s", *c != '\\',
                          c); /* quotes of the condition are not escaped there */
        }
        expect_when(cases[i][0], tl_text_get(&expected));
        tl_text_clear(&expected);
    }
}
END_TEST

TL_TEST_MAIN(note_party, shares_that_are_compared_with_percentages, consents_that_are_never_asked_for,
             answers_that_are_never_given, consents_that_nobody_hears_of, moves_that_are_cut,
             conditions_that_are_never_true)
