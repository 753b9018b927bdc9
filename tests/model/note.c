#include "test.h"

#include "model/run.h"
#include "scenario/mistake.h"

#define SHIP    "assets = { " RUN_SHIP("s", "count = 3;") " };\n"
#define MISSION "missions = { " RUN_MISSION("a", "a", "1.0", "") " };\n"
#define AWAY(keys)                                                                                           \
    SHIP MISSION "diversions = { d = { partner = \"blue\"; to = \"a\"; pick = \"nearest\"; " keys " }; };\n"

/* The notes on the world with an overlay, a line each without file and line, are exactly these. */
static void expect(const char *overlay, const char *expected)
{
    struct run run = run_build(run_world, overlay);
    struct tl_mistakes notes = {0};
    struct tl_error lines = {0};
    struct tl_text out = {0};
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

#define NEVER ": never happens: it is not before the horizon, 20 d\n"

START_TEST(what_is_not_before_the_horizon)
{
    expect(SHIP MISSION "phases = { early = { at = \"19 d\"; }; late = { at = \"20 d\"; }; };\n",
           "phases.late.at = \"20 d\"" NEVER);
    expect(SHIP MISSION "injects = { x = { kind = \"close\"; place = \"p\"; at = \"20 d\"; };\n"
                        "  y = { kind = \"close\"; place = \"p\"; at = \"19 d\"; }; };\n",
           "injects.x.at = \"20 d\"" NEVER);
    expect(
        SHIP "missions = { " RUN_MISSION("a", "a", "1.0", "")
            RUN_MISSION("b", "b", "1.0", "opens = \"21 d\";") RUN_MISSION(
                "c", "c", "1.0",
                "steps = ( { from = \"1 d\"; scale = 2.0; }, { from = \"40 d\"; scale = 1.0; } );") " };\n",
        "missions.b.opens = \"21 d\"" NEVER "missions.c.steps[1].from = \"40 d\"" NEVER);
}
END_TEST

START_TEST(a_phase_that_an_inject_starts_happens)
{
    expect(SHIP MISSION "phases = { late = { at = \"30 d\"; }; };\n"
                        "injects = { x = { kind = \"start-phase\"; phase = \"late\"; at = \"3 d\"; }; };\n",
           "");
}
END_TEST

START_TEST(rows_that_take_nothing)
{
    expect(
        AWAY("when = \"day() > 1\"; take = ( { }, { share = 0.4; }, { share = 0.1; }, { share = 0.0; } );"),
        "diversions.d.take[2].share = 0.1: takes nothing of the 3 that fit\n"
        "diversions.d.take[3].share = 0.0: takes nothing of the 3 that fit\n");
}
END_TEST

START_TEST(rows_of_a_disabled_diversion_that_find_too_few)
{
    expect(
        AWAY("when = \"day() > 1\"; enabled = false; take = ( { count = 4; }, { count = 3; }, { from = "
             "\"area-a\"; } );"),
        "diversions.d.take[0].count = 4: its diversion is disabled; enabled, it would be a mistake: only 3 "
        "fit\n"
        "diversions.d.take[2]: its diversion is disabled; enabled, it would be a mistake: no asset fits\n");
}
END_TEST

START_TEST(conditions_of_the_time_that_come_too_late)
{
    static const char late[] = ": is never true before the horizon, 20 d\n";
    static const struct {
        const char *when;
        bool is_noted;
    } cases[] = {
        {"day() >= 20", true},
        {"day() >= 19.9", false},
        {"day() > 3 && day() < 2", true},
        {"day() == 3", false},
        {"day() > 30 || index(\\\"headline\\\") < 1", false},
        {"index(\\\"headline\\\") < 0", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tl_text overlay = {0};
        struct tl_text expected = {0};
        tl_text_print(&overlay, AWAY("take = ( { } ); when = \"%s\";"), cases[i].when);
        if (cases[i].is_noted) {
            tl_text_print(&expected, "diversions.d.when = \"%s\"%s", cases[i].when, late);
        }
        expect(tl_text_get(&overlay), tl_text_get(&expected));
        tl_text_clear(&overlay);
        tl_text_clear(&expected);
    }
}
END_TEST

#define PROCESS(keys)                                                                                        \
    SHIP MISSION "incidents = { x = { mission = \"a\"; ceiling = \"4 /d\"; scene = \"1 h\"; " keys " }; "    \
                 "};\n"

START_TEST(incidents_that_never_come)
{
    expect(PROCESS("rate = \"1 /d\";"), "");
    expect(PROCESS("rate = \"0 /d\";"), "incidents.x: never happens: its rate is 0 throughout\n");
    expect(PROCESS("rate = \"1 /d\"; steps = ( { from = \"0 d\"; scale = 0; } );"),
           "incidents.x: never happens: its rate is 0 throughout\n");
    expect(PROCESS("process = \"markov\"; states = ( { name = \"s\"; rate = \"0 /d\"; stay = \"1 d\"; } );"),
           "incidents.x: never happens: its rate is 0 throughout\n");
    expect(PROCESS("rate = \"1 /d\"; steps = ( { from = \"30 d\"; scale = 2; } );"),
           "incidents.x.steps[0].from = \"30 d\"" NEVER);
    expect(
        "phases = { hot = { }; };\n" PROCESS("rate = \"1 /d\"; steps = ( { phase = \"hot\"; scale = 2; } );"),
        "incidents.x.steps[0].phase = \"hot\": never takes effect: nothing starts the phase\n");
    expect("phases = { hot = { }; }; injects = { i = { kind = \"start-phase\"; phase = \"hot\"; at = \"1 "
           "d\"; }; };\n" PROCESS("rate = \"1 /d\"; steps = ( { phase = \"hot\"; scale = 2; } );"),
           "");
}
END_TEST

#define RAID(process, more)                                                                                  \
    "missions = { r = { kind = \"response\"; theatre = \"line\"; area = \"area-c\"; base = \"p\";\n"         \
    "  partners = [\"blue\"]; " more " }; };\n"                                                              \
    "incidents = { x = { mission = \"r\"; rate = \"1 /d\"; ceiling = \"1 /d\"; " process " }; };\n"
#define ANSWER(takes, more) SHIP RAID("takes = " takes ";", "needs = { presence = 4.0; }; " more)
#define SCENE(scene)        SHIP RAID("scene = \"" scene "\";", "needs = { presence = 4.0; }; reaction = \"1 d\";")
#define POOL(needs, more)                                                                                    \
    SHIP RAID("takes = 2;", needs)                                                                           \
    more

START_TEST(answers_that_never_come)
{
    expect(ANSWER("3", ""), "");
    expect(
        ANSWER("4", ""),
        "incidents.x.takes = 4: is never answered: only 3 could be there within the limit and come back\n");
    expect(ANSWER("1", "set-up = \"1 h\"; handover = \"2 h\";"),
           "missions.r.set-up = \"1 h\": says nothing of a response mission\n"
           "missions.r.handover = \"2 h\": says nothing of a response mission\n");
}
END_TEST

#define ASKS "incidents.x.takes = 2: is never answered: its pool asks for "

/* Who could come is more than the pool asks for: three ships that give 1 each. */
START_TEST(pools_that_are_smaller_than_an_answer)
{
    static const char *const enough[] = {
        POOL("needs = { presence = 2.0; };", ""),
        POOL("needs = { presence = 1.1; };", ""),
        POOL("needs = { presence = 1.0; }; steps = ( { from = \"3 d\"; scale = 2.0; } );", ""),
        POOL("needs = { presence = 1.0; };",
             "injects = { i = { kind = \"scale-demand\"; mission = \"r\"; at = \"1 d\"; scale = 2; }; };\n"),
        POOL(
            "needs = { presence = 1.0; };",
            "diversions = { d = { partner = \"blue\"; to = \"r\"; pick = \"nearest\"; when = \"day() > 1\";\n"
            "  take = ( { } ); }; };\n"),
        "assets = { " RUN_SHIP("s", "count = 3; at = \"r\";") " };\n" RAID("takes = 2;",
                                                                           "needs = { presence = 1.0; };"),
    };
    for (size_t i = 0; i < sizeof enough / sizeof *enough; i++) {
        expect(enough[i], "");
    }
    expect(POOL("needs = { presence = 1.0; };", ""), ASKS "1 presence, so for no more than 1 asset\n");
    expect(POOL("", ""), "classes.ship.gives.presence = 1.0: no mission needs it\n" ASKS
                         "nothing, so for no more than 0 assets\n");
}
END_TEST

/* Two partners that do not know of each other's at once may each send one. */
START_TEST(pools_that_several_fill)
{
    static const char format[] =
        SHIP "partners = { red = { capital = \"p\"; rank = 2; policy = \"greedy\"; }; };\n%s"
             "missions = { r = { kind = \"response\"; theatre = \"line\"; area = \"area-c\"; base = \"p\";\n"
             "  partners = [\"blue\", \"red\"]; needs = { presence = 1.0; }; }; };\n"
             "incidents = { x = { mission = \"r\"; rate = \"1 /d\"; ceiling = \"1 /d\"; takes = 2; }; };\n";
    struct tl_text overlay = {0};
    tl_text_print(&overlay, format, "");
    expect(tl_text_get(&overlay), ASKS "1 presence, so for no more than 1 asset\n");
    tl_text_reset(&overlay);
    tl_text_print(&overlay, format,
                  "links = { l = { from = \"blue\"; to = \"red\"; delay = \"1 h\"; }; };\n");
    expect(tl_text_get(&overlay), "");
    tl_text_clear(&overlay);
}
END_TEST

/* From p to area-c and back it is 48,086 s; the ship has 604,800 s from setting out: 556,714 s, 6.44 d, are left. */
START_TEST(scenes_that_endurance_cuts_short)
{
    expect(SCENE("556714 s"), "");
    expect(SCENE("exponential(7 d)"),
           "incidents.x.scene = \"exponential(7 d)\": is cut short: it takes 7 d on average, and endurance "
           "lets nobody who could answer stay longer than 6.4 d\n");
}
END_TEST

START_TEST(visits_that_last_no_time)
{
    expect(SHIP MISSION "incidents = { x = { mission = \"a\"; ceiling = \"4 /d\"; rate = \"1 /d\"; }; };\n",
           "incidents.x: those who come leave at once: give the key \"scene\"\n");
    expect(SHIP MISSION
           "incidents = { x = { mission = \"a\"; ceiling = \"4 /d\"; rate = \"1 /d\"; scene = \"0 s\"; "
           "}; };\n",
           "incidents.x.scene = \"0 s\": those who come leave at once: give the key \"scene\"\n");
}
END_TEST

#define TOO_MUCH ": can never be met: all that may serve the mission give 3 presence together\n"

START_TEST(needs_above_all_that_there_is)
{
    expect(SHIP "missions = { " RUN_MISSION("a", "a", "3.0", "") " };\n", "");
    expect(SHIP "missions = { " RUN_MISSION("a", "a", "3.1", "") " };\n",
           "missions.a.needs.presence = 3.1" TOO_MUCH);
    expect(SHIP "missions = { " RUN_MISSION("a", "a", "2.0", "scale = 2.0;") " };\n",
           "missions.a.needs.presence = 2.0" TOO_MUCH);
    expect(SHIP "missions = { " RUN_MISSION("a", "a", "9.0",
                                            "steps = ( { from = \"0 d\"; scale = 0.1; } );") " };\n",
           "");
    expect(SHIP "missions = { " RUN_MISSION("a", "a", "2.0",
                                            "steps = ( { from = \"1 d\"; needs = { presence = 4; }; }, { "
                                            "from = \"2 d\"; scale = 1.8; } );") " };\n",
           "missions.a.steps[0].needs.presence = 4" TOO_MUCH "missions.a.steps[1].scale = 1.8" TOO_MUCH);
}
END_TEST

START_TEST(shares_that_are_not_given)
{
    expect("partners = { blue = { policy = \"shares\"; }; };\n" SHIP MISSION,
           "partners.blue.policy = \"shares\": sends nothing anywhere: blue has no shares\n");
    expect("partners = { blue = { policy = \"shares\"; shares = { line = 0.5; }; }; };\n" SHIP MISSION, "");
    expect(SHIP MISSION
           "injects = { i = { kind = \"set-policy\"; partner = \"blue\"; policy = \"shares\"; at = \"1 d\"; "
           "}; };\n",
           "injects.i.policy = \"shares\": sends nothing anywhere: blue has no shares\n");
}
END_TEST

#define CLOSES(place) "injects = { i = { kind = \"close\"; place = \"" place "\"; at = \"1 d\"; }; };\n"

START_TEST(places_that_are_nobodys_base)
{
    expect(SHIP MISSION CLOSES("p"), "");
    expect(SHIP MISSION CLOSES("area-a"),
           "injects.i.place = \"area-a\": changes nothing: no asset may use it as a base\n");
    expect(AWAY("take = ( { } ); when = \"is_open(\\\"area-a\\\") < 1\";") CLOSES("area-a"), "");
    expect(SHIP MISSION
           "places = { quay = { kind = \"city\"; at = [0.0, 1.0]; }; };\n"
           "services = { s = { from = \"quay\"; haven = \"p\"; every = \"1 d\"; seats = 5; takes = "
           "\"1 h\"; }; };\n" CLOSES("quay"),
           "");
}
END_TEST

START_TEST(diversions_that_start_in_the_warm_up)
{
    static const char early[] =
        ": starts before the warm-up ends, 5 d: what it does until then is not measured\n";
    static const struct {
        const char *when;
        bool is_noted;
    } cases[] = {
        {"day() >= 3", true},
        {"day() >= 5", false},
        {"day() >= 3 && day() < 4 || day() > 10", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tl_text overlay = {0};
        struct tl_text expected = {0};
        tl_text_print(&overlay, "warmup = \"5 d\";\n" AWAY("take = ( { } ); when = \"%s\";"), cases[i].when);
        if (cases[i].is_noted) {
            tl_text_print(&expected, "diversions.d.when = \"%s\"%s", cases[i].when, early);
        }
        expect(tl_text_get(&overlay), tl_text_get(&expected));
        tl_text_clear(&overlay);
        tl_text_clear(&expected);
    }
}
END_TEST

START_TEST(moments_past_the_horizon)
{
    struct run_file file = run_open_text("20 d\n21 d\n");
    struct tl_text overlay = {0};
    struct tl_text expected = {0};
    tl_text_print(
        &overlay,
        SHIP MISSION
        "incidents = { x = { mission = \"a\"; process = \"replay\"; scene = \"1 h\"; dates = \"%s\"; }; };\n",
        file.path);
    tl_text_print(
        &expected,
        "incidents.x.dates = \"%s\": never happens: it holds no moment from the start to the horizon, "
        "20 d\n",
        file.path);
    expect(tl_text_get(&overlay), tl_text_get(&expected));
    tl_text_clear(&overlay);
    tl_text_clear(&expected);
    close(file.fd);
}
END_TEST

#define SCALE(scale)                                                                                         \
    "injects = { i = { kind = \"scale-rate\"; incident = \"x\"; at = \"1 d\"; scale = " scale "; }; };\n"

START_TEST(scales_past_the_ceiling)
{
    expect(PROCESS("rate = \"1 /d\";") SCALE("4"), "");
    expect(PROCESS("rate = \"1 /d\";") SCALE("4.5"),
           "injects.i.scale = 4.5: the rate may be cut at the ceiling of its process\n");
}
END_TEST

START_TEST(agreements_that_come_too_late)
{
    static const char format[] = SHIP MISSION "agreements = { w = { partner = \"blue\"; mission = \"a\"; "
                                              "announce = \"1 d\"; state = \"%s\"; late = \"20 "
                                              "d\"; }; };\n";
    struct tl_text overlay = {0};
    tl_text_print(&overlay, format, "late");
    expect(tl_text_get(&overlay), "agreements.w.late = \"20 d\"" NEVER);
    tl_text_reset(&overlay);
    tl_text_print(&overlay, format, "absent"); /* compare --buy-back has a try with it late */
    expect(tl_text_get(&overlay), "agreements.w.late = \"20 d\"" NEVER);
    tl_text_clear(&overlay);
}
END_TEST

/* Three classes give what no mission of any kind may need; that of the last one has no assets. */
#define GIVES(boat, mission, more)                                                                           \
    "classes = { ship = { gives = { presense = 1.0; }; };\n"                                                 \
    "  boat = { domain = \"sea\"; speed = \"18 kn\"; endurance = \"7 d\"; gives = { " boat " }; };\n"        \
    "  yacht = { domain = \"sea\"; speed = \"18 kn\"; endurance = \"7 d\"; gives = { sails = 1.0; }; }; "    \
    "};\n"                                                                                                   \
    "assets = { " RUN_SHIP("s", "") " b = { class = \"boat\"; partner = \"blue\"; home = \"p\"; }; };\n"     \
                                    "missions = { " RUN_MISSION("a", "a", "1.0", mission) " };\n" more
#define GIVEN(class, capability, value)                                                                      \
    "classes." class ".gives." capability " = " value ": no mission needs it"

START_TEST(capabilities_that_nothing_needs)
{
    expect(GIVES("escrt = 1.0; presense = 2.0; idle = 0.0; lift = 3.0;", "", ""),
           GIVEN("boat", "escrt", "1.0") "\n" GIVEN("boat", "lift", "3.0") "\n" GIVEN(
               "boat", "presense", "2.0") "; did you mean presence?\n");
    expect(GIVES("presense = 1.0; escort = 1.0; radar = 1.0;",
                 "steps = ( { from = \"1 d\"; needs = { radar = 1.0; presense = 0.0; }; } );",
                 "diversions = { d = { partner = \"blue\"; to = \"a\"; pick = \"nearest\"; when = \"day() > "
                 "1\"; take = ( { capability = \"escort\"; } ); }; };\n"),
           "");
}
END_TEST

#define STATION(more, other)                                                                                 \
    SHIP "missions = { m = { kind = \"station\"; theatre = \"line\"; area = \"area-c\"; partners = "         \
         "[\"blue\"]; needs = { presence = 1.0; }; " more " }; " other " };\n"
#define SUSTAIN                                                                                              \
    "o = { kind = \"sustain\"; of = \"m\"; pace = 0.5; theatre = \"line\"; area = \"area-c\"; partners = "   \
    "[\"blue\"]; needs = { presence = 1.0; }; weight = 0.0; };"

/* 7 d of endurance less a leg of 24,043 s. */
START_TEST(handovers_that_nobody_lives_to_see)
{
    expect(STATION("handover = \"580757 s\";", ""), "");
    expect(STATION("handover = \"580758 s\";", ""),
           "missions.m.handover = \"580758 s\": no relief ever takes over: endurance lets nobody who may "
           "serve stay longer than 6.7 d\n");
    expect(STATION("handover = \"8 d\";", SUSTAIN), "");
}
END_TEST

TL_TEST_MAIN(note, capabilities_that_nothing_needs, handovers_that_nobody_lives_to_see,
             pools_that_several_fill, pools_that_are_smaller_than_an_answer, scenes_that_endurance_cuts_short,
             visits_that_last_no_time, needs_above_all_that_there_is, shares_that_are_not_given,
             places_that_are_nobodys_base, diversions_that_start_in_the_warm_up, answers_that_never_come,
             incidents_that_never_come, moments_past_the_horizon, scales_past_the_ceiling,
             agreements_that_come_too_late, what_is_not_before_the_horizon,
             a_phase_that_an_inject_starts_happens, rows_that_take_nothing,
             rows_of_a_disabled_diversion_that_find_too_few, conditions_of_the_time_that_come_too_late)
