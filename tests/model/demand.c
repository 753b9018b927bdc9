#include "test.h"

#include "model/run.h"

static struct run run_mission_with(const char *mission, const char *more)
{
    struct tl_text overlay = {0};
    tl_text_print(&overlay, "assets = { " RUN_SHIP("s1", "") " };\nmissions = { %s };\n%s", mission, more);
    struct run run = run_in_world(tl_text_get(&overlay));
    tl_text_clear(&overlay);
    return run;
}

/* All changes of demand, in order, as "TIME DEMAND" in seconds and millionths. */
static void check_demands(const struct run *run, const char *expected)
{
    struct tl_text text = {0};
    for (size_t i = 0; i < run->count; i++) {
        const struct tl_event *event = &run->events[i];
        if (event->kind == TL_EVENT_DEMAND_CHANGES) {
            tl_text_print(&text, "%s%lld ", text.size > 0 ? "| " : "", (long long)event->time_s);
            tl_text_add_micro(&text, event->demand);
            tl_text_add_char(&text, ' ');
        }
    }
    ck_assert_str_eq(tl_text_get(&text), expected);
    tl_text_clear(&text);
}

START_TEST(steps_by_time)
{
    struct run run = run_mission_with(
        RUN_MISSION("a", "a", "2.0",
                    "steps = ( { from = \"100 s\"; needs = { presence = 3.0; }; }, "
                    "{ from = \"200 s\"; scale = 0.5; }, { from = \"300 s\"; needs = { presence = 1.0; }; }, "
                    "{ from = \"400 s\"; scale = 2.0; } );"),
        "");
    check_demands(&run, "0 2 | 100 3 | 200 1.5 | 300 0.5 | 400 2 ");
    run_clear(&run);
}
END_TEST

START_TEST(steps_by_phase)
{
    struct run run = run_mission_with(
        RUN_MISSION("a", "a", "2.0",
                    "steps = ( { phase = \"hot\"; scale = 2.0; }, { phase = \"cold\"; scale = 1.0; } );"),
        "phases = { hot = { at = \"1 h\"; }; cold = { at = \"2 h\"; }; };\n");
    check_demands(&run, "0 2 | 3600 4 | 7200 2 ");
    const struct tl_event *second = run_event(&run, TL_EVENT_DEMAND_CHANGES, NULL, 1);
    ck_assert_int_eq(run.events[second->cause - 1].kind, TL_EVENT_PHASE_STARTS);
    run_clear(&run);
}
END_TEST

START_TEST(scales_multiply)
{
    /* the mission's own scale is replaced by an inject's; a step's scale stays */
    struct run run = run_mission_with(
        RUN_MISSION("a", "a", "2.0", "scale = 3.0; steps = ( { from = \"100 s\"; scale = 0.5; } );"),
        "injects = { x = { at = \"200 s\"; kind = \"scale-demand\"; mission = \"a\"; scale = 4.0; }; };\n");
    check_demands(&run, "0 6 | 100 3 | 200 4 ");
    run_clear(&run);
}
END_TEST

START_TEST(demand_is_rounded_half_up_to_millionths)
{
    struct run run = run_mission_with(RUN_MISSION("a", "a", "1.0", "scale = 0.0000015;"), "");
    check_demands(&run, "0 0.000002 ");
    run_clear(&run);
}
END_TEST

START_TEST(opens_and_closes)
{
    /* steps before the opening are in force when it opens; after the closing nothing is told */
    struct run run = run_mission_with(
        RUN_MISSION("a", "a", "1.0",
                    "opens = \"1000 s\"; closes = \"300000 s\"; "
                    "steps = ( { from = \"500 s\"; scale = 2.0; }, { from = \"400000 s\"; scale = 9.0; } );"),
        "");
    check_demands(&run, "1000 2 ");
    ck_assert_int_eq(run_time(&run, TL_EVENT_MISSION_OPENS, NULL, 0), 1000);
    ck_assert_int_eq(run_time(&run, TL_EVENT_MISSION_CLOSES, NULL, 0), 300000);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_TASKED, "s1", 0), 1000);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_RECALLED, "s1", 0), 300000);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_HOME, "s1", 0), 372129);
    ck_assert_int_eq(run_count(&run, TL_EVENT_ASSET_TASKED, "s1"), 1);
    run_clear(&run);
}
END_TEST

START_TEST(a_step_of_the_same_demand_is_silent)
{
    struct run run = run_mission_with(
        RUN_MISSION("a", "a", "1.0", "steps = ( { from = \"100 s\"; needs = { presence = 1.0; }; } );"), "");
    check_demands(&run, "0 1 ");
    run_clear(&run);
}
END_TEST

START_TEST(a_phase_by_inject_comes_whatever_its_time)
{
    struct run run =
        run_mission_with(RUN_MISSION("a", "a", "1.0", "steps = ( { phase = \"hot\"; scale = 2.0; } );"),
                         "phases = { hot = { }; };\n"
                         "injects = { x = { at = \"50 s\"; kind = \"start-phase\"; phase = \"hot\"; }; };\n");
    check_demands(&run, "0 1 | 50 2 ");
    ck_assert_int_eq(run_time(&run, TL_EVENT_PHASE_STARTS, NULL, 0), 50);
    run_clear(&run);
}
END_TEST

/* Whoever waits for a notice of a diversion when its mission closes goes where it was taken for. */
START_TEST(one_that_waits_to_leave_is_not_called_home)
{
    struct run run = run_in_world(
        "diversions = { d = { partner = \"blue\"; when = \"day() >= 1\"; to = \"b\"; pick = \"nearest\"; "
        "notice = \"5 d\";\n"
        "  take = ( { assets = [\"s1\"]; } ); }; };\n"
        "assets = { " RUN_SHIP("s1", "at = \"a\";") " };\n"
                                                    "missions = { " RUN_MISSION("a", "a", "1.0",
                                                                                "closes = \"100000 s\";")
                                                        RUN_MISSION("b", "b", "0.0", "") " };\n");
    ck_assert_int_eq(run_count(&run, TL_EVENT_ASSET_RECALLED, "s1"), 0);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_RETASKED, "s1", 0), 100000);
    ck_assert_str_eq(run_mission(&run, TL_EVENT_ASSET_RETASKED, "s1", 0), "b");
    run_clear(&run);
}
END_TEST

/* What a pool needs is told by itself, whatever its incidents take. */
START_TEST(a_pool_s_demand_is_told_once)
{
    static const struct {
        const char *need, *steps, *takes, *expected;
    } cases[] = {
        {"2.0", "", "2", "0 2 "},
        {"3.0", "{ from = \"6 h\"; needs = { presence = 2.0; }; }", "2", "0 3 | 21600 2 "},
        {"2.0", "{ from = \"6 h\"; scale = 1.0; }", "1", "0 2 "},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tl_text overlay = {0};
        tl_text_print(
            &overlay,
            "assets = { s = { class = \"ship\"; partner = \"blue\"; home = \"p\"; count = 3; }; };\n"
            "missions = { c = { kind = \"response\"; theatre = \"line\"; area = \"area-c\";"
            " base = \"p\"; partners = [\"blue\"]; needs = { presence = %s; }; steps = ( %s ); }; };\n"
            "incidents = { i = { mission = \"c\"; rate = \"0.0001 /d\"; ceiling = \"0.0001 /d\";"
            " process = \"poisson\"; takes = %s; scene = \"1 h\"; }; };",
            cases[i].need, cases[i].steps, cases[i].takes);
        struct run run = run_in_world(tl_text_get(&overlay));
        check_demands(&run, cases[i].expected);
        run_clear(&run);
        tl_text_clear(&overlay);
    }
}
END_TEST

/* 10^6 units, times 500, a factor cut at 1,000 and 1,000 from a day on, are more than the books can hold. */
START_TEST(the_greatest_demand_is_cut)
{
    struct run run = run_mission_with(
        RUN_MISSION("a", "a", "1e6",
                    "scale = 500.0; factor = \"1e9\"; steps = ( { from = \"1 d\"; scale = 1000.0; } );"),
        "");
    const struct tl_event *last = run_event(&run, TL_EVENT_DEMAND_CHANGES, NULL,
                                            (size_t)run_count(&run, TL_EVENT_DEMAND_CHANGES, NULL) - 1);
    ck_assert_int_eq(last->time_s, 86400);
    ck_assert_int_eq(last->demand, (int64_t)TL_DEMAND_MOST_U);
    run_clear(&run);
}
END_TEST

TL_TEST_MAIN(demand, a_pool_s_demand_is_told_once, steps_by_time, steps_by_phase, scales_multiply,
             demand_is_rounded_half_up_to_millionths, opens_and_closes, a_step_of_the_same_demand_is_silent,
             a_phase_by_inject_comes_whatever_its_time, one_that_waits_to_leave_is_not_called_home,
             the_greatest_demand_is_cut)
