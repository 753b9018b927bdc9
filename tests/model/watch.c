#include "test.h"

#include "model/run.h"

#define WORLD(missions)                                                                                      \
    "gauges = { g = { start = 0.0; }; };\nassets = { " RUN_SHIP("s1", "") " };\nmissions = { " missions      \
                                                                          " };\n"

START_TEST(a_window_opens_and_closes)
{
    struct run run =
        run_in_world(WORLD(RUN_MISSION("a", "a", "1.0", "while = \"day() >= 2 && day() < 3\";")));
    ck_assert_int_eq(run_time(&run, TL_EVENT_MISSION_OPENS, NULL, 0), 2 * 86400);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_TASKED, "s1", 0), 2 * 86400);
    ck_assert_int_eq(run_time(&run, TL_EVENT_MISSION_CLOSES, NULL, 0), 3 * 86400);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_RECALLED, "s1", 0), 3 * 86400);
    ck_assert_int_eq(run_count(&run, TL_EVENT_MISSION_OPENS, NULL), 1);
    run_clear(&run);
}
END_TEST

/* What is told is looked at in its second, not at the next hour. */
START_TEST(what_is_told_is_seen_at_once)
{
    struct run run = run_in_world(WORLD(
        RUN_MISSION("a", "a", "1.0",
                    "while = \"gauge(\\\"g\\\") > 0.5\";")) "injects = { up = { kind = \"set-gauge\"; at = "
                                                            "\"100001 s\"; gauge = \"g\"; value = 1.0; };\n"
                                                            "after = { kind = \"scale-demand\"; when = "
                                                            "\"gauge(\\\"g\\\") > 0.5\"; mission = \"a\"; "
                                                            "scale = 2.0; };\n"
                                                            "down = { kind = \"set-gauge\"; at = \"200001 "
                                                            "s\"; gauge = \"g\"; value = 0.0; };\n"
                                                            "again = { kind = \"set-gauge\"; at = \"300001 "
                                                            "s\"; gauge = \"g\"; value = 1.0; }; };\n");
    ck_assert_int_eq(run_time(&run, TL_EVENT_MISSION_OPENS, NULL, 0), 100001);
    ck_assert_int_eq(run_time(&run, TL_EVENT_MISSION_CLOSES, NULL, 0), 200001);
    ck_assert_int_eq(run_time(&run, TL_EVENT_MISSION_OPENS, NULL, 1), 300001);
    ck_assert_int_eq(run_count(&run, TL_EVENT_INJECT_STRIKES, NULL), 4); /* the one on a condition but once */
    run_clear(&run);
}
END_TEST

#define SET_GAUGE(name, at, value)                                                                           \
    name " = { kind = \"set-gauge\"; gauge = \"g\"; at = \"" at " d\"; value = " value "; };\n"
#define CLOSE_ON_G(more)                                                                                     \
    "x = { kind = \"close\"; place = \"p\"; when = \"gauge(\\\"g\\\") > 0.5\"; " more " };\n"

/* Each time that it becomes true; not as long as it stays true. */
START_TEST(an_inject_may_strike_again)
{
    static const struct {
        const char *injects;
        int strikes;
    } cases[] = {
        {"injects = { " SET_GAUGE("up", "1", "1.0") SET_GAUGE("more", "2", "0.9") SET_GAUGE(
             "down", "3", "0.0") SET_GAUGE("up-again", "4", "1.0") CLOSE_ON_G("again = true;") "};\n",
         6},
        {"injects = { " SET_GAUGE("up", "1", "1.0") SET_GAUGE("more", "2", "0.9")
             SET_GAUGE("down", "3", "0.0") SET_GAUGE("up-again", "4", "1.0") CLOSE_ON_G("") "};\n",
         5},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tl_text overlay = {0};
        tl_text_print(&overlay, "%s%s", WORLD(RUN_MISSION("a", "a", "1.0", "")), cases[i].injects);
        struct run run = run_in_world(tl_text_get(&overlay));
        ck_assert_int_eq(run_count(&run, TL_EVENT_INJECT_STRIKES, NULL), cases[i].strikes);
        tl_text_clear(&overlay);
        run_clear(&run);
    }
}
END_TEST

START_TEST(a_step_takes_effect_when_its_condition_does)
{
    struct run run = run_in_world(WORLD(RUN_MISSION(
        "a", "a", "1.0",
        "steps = ( { when = \"day() >= 1\"; scale = 2.0; }, { when = \"day() >= 2\"; scale = 3.0; } );")));
    ck_assert_int_eq(run_time(&run, TL_EVENT_DEMAND_CHANGES, NULL, 1), 86400);
    ck_assert_int_eq(run_event(&run, TL_EVENT_DEMAND_CHANGES, NULL, 1)->demand, 2 * TL_MICRO);
    ck_assert_int_eq(run_event(&run, TL_EVENT_DEMAND_CHANGES, NULL, 2)->demand, 3 * TL_MICRO);
    run_clear(&run);
}
END_TEST

/* Two that undo each other come to rest until the next hour: no second without end. */
START_TEST(what_never_settles_waits)
{
    struct run run = run_in_world(
        "gauges = { g = { start = 0.0; moves = ( { when = \"gauge(\\\"g\\\") < 0.5\"; to = 1.0; },\n"
        "{ when = \"gauge(\\\"g\\\") > 0.5\"; to = 0.0; } ); }; };\n"
        "assets = { " RUN_SHIP("s1", "") " };\nmissions = { " RUN_MISSION("a", "a", "1.0", "") " };\n");
    int64_t hours = run.model->horizon_s / 3600;
    ck_assert_int_gt(run_count(&run, TL_EVENT_GAUGE_CHANGES, NULL), 2);
    ck_assert_int_lt(run_count(&run, TL_EVENT_GAUGE_CHANGES, NULL), 10 * (hours + 1));
    run_clear(&run);
}
END_TEST

/* All is found out before anything is done: that the first inject closes p is no reason for the second in the same look. */
START_TEST(acts_are_seen_by_the_next_look)
{
    struct run run = run_in_world(WORLD(
        RUN_MISSION("a", "a", "1.0",
                    "")) "injects = { first = { kind = \"close\"; when = \"day() >= 1\"; place = \"p\"; };\n"
                         "second = { kind = \"set-gauge\"; when = \"!is_open(\\\"p\\\")\"; gauge = \"g\"; "
                         "value = 1.0; }; };\n");
    const struct tl_event *closes = run_event(&run, TL_EVENT_PLACE_CLOSES, NULL, 0);
    const struct tl_event *second = run_event(&run, TL_EVENT_INJECT_STRIKES, NULL, 1);
    ck_assert_int_eq(closes->time_s, 86400);
    ck_assert_int_eq(second->time_s, 86400);
    ck_assert_int_gt(second->cause, 0); /* told of by what the first did */
    run_clear(&run);
}
END_TEST

/* The phase of the first inject makes conditions be looked at while the second, true in the same look, has still to strike. */
START_TEST(a_phase_begun_in_a_look_swallows_nothing)
{
    struct run run = run_in_world(WORLD(
        RUN_MISSION("a", "a", "1.0",
                    "")) "phases = { hot = { at = \"19 d\"; }; };\n"
                         "injects = { first = { kind = \"start-phase\"; when = \"day() >= 1\"; phase = "
                         "\"hot\"; };\n"
                         "second = { kind = \"set-gauge\"; when = \"day() >= 1\"; gauge = \"g\"; value = "
                         "1.0; };\n"
                         "third = { kind = \"close\"; when = \"phase() >= hot\"; place = \"p\"; }; };\n");
    ck_assert_int_eq(run_time(&run, TL_EVENT_PHASE_STARTS, NULL, 0), 86400);
    ck_assert_int_eq(run_time(&run, TL_EVENT_GAUGE_CHANGES, NULL, 0), 86400);
    ck_assert_int_eq(run_time(&run, TL_EVENT_PLACE_CLOSES, NULL, 0), 86400); /* the next look of the second */
    ck_assert_int_eq(run_count(&run, TL_EVENT_INJECT_STRIKES, NULL), 3);
    run_clear(&run);
}
END_TEST

/* Two gauges change in one look, the one that matters first: the mission opens because of it, not because of the last. */
START_TEST(the_cause_is_what_was_asked_about)
{
    struct run run =
        run_in_world("gauges = { g = { start = 0.0; moves = ( { when = \"day() >= 1\"; to = 1.0; } ); };\n"
                     "  h = { start = 0.0; moves = ( { when = \"day() >= 1\"; to = 1.0; } ); }; };\n"
                     "assets = { " RUN_SHIP("s1", "") " };\nmissions = { " RUN_MISSION(
                         "a", "a", "1.0", "while = \"gauge( \\\"g\\\") > 0.5\";") " };\n");
    const struct tl_event *opens = run_event(&run, TL_EVENT_MISSION_OPENS, NULL, 0);
    ck_assert_int_eq(opens->time_s, 86400);
    ck_assert_int_eq(run.events[opens->cause - 1].kind, TL_EVENT_GAUGE_CHANGES);
    ck_assert_int_eq(run.events[opens->cause - 1].gauge, 0);
    run_clear(&run);
}
END_TEST

/* At once, and because of it. */
START_TEST(a_diversion_is_seen)
{
    struct run run = run_in_world(WORLD(RUN_MISSION("a", "a", "1.0", "") RUN_MISSION(
        "b", "b", "1.0",
        "weight = 0.0;")) "diversions = { away = { partner = \"blue\"; to = \"b\"; when = \"day() >= 1\"; "
                          "until "
                          "= \"day() >= 3\"; pick = \"nearest\"; take = ( { count = 1; } ); }; };\n"
                          "injects = { x = { kind = \"set-gauge\"; when = \"diverted(\\\"away\\\")\"; gauge "
                          "= "
                          "\"g\"; value = 1.0; };\n"
                          "y = { kind = \"set-gauge\"; when = \"day() > 2 && !diverted(\\\"away\\\")\"; "
                          "gauge "
                          "= \"g\"; value = 0.5; }; };\n");
    static const int64_t times_s[] = {86400, 3 * 86400};
    static const enum tl_event_kind kinds[] = {TL_EVENT_DIVERSION_STARTS, TL_EVENT_DIVERSION_ENDS};
    for (size_t i = 0; i < 2; i++) {
        const struct tl_event *strikes = run_event(&run, TL_EVENT_INJECT_STRIKES, NULL, i);
        ck_assert_ptr_nonnull(strikes);
        ck_assert_int_eq(strikes->time_s, times_s[i]);
        ck_assert_int_eq(run.events[strikes->cause - 1].kind, kinds[i]);
    }
    run_clear(&run);
}
END_TEST

TL_TEST_MAIN(watch, a_window_opens_and_closes, what_is_told_is_seen_at_once, an_inject_may_strike_again,
             a_step_takes_effect_when_its_condition_does, what_never_settles_waits,
             acts_are_seen_by_the_next_look, a_phase_begun_in_a_look_swallows_nothing,
             the_cause_is_what_was_asked_about, a_diversion_is_seen)
