#include "test.h"

#include "model/kinds.h"
#include "model/run.h"

/* One mission at A, s1 there, s2 and s3 at P, phase `hot`, and an inject x at 100,000 s with these keys. */
static void print_overlay(struct tl_text *overlay, const char *keys)
{
    tl_text_add(
        overlay,
        "partners = { blue = { policy = \"priority\"; }; red = { capital = \"p\"; rank = 2; policy = "
        "\"greedy\"; };\n"
        "  grey = { capital = \"p\"; rank = 3; policy = \"greedy\"; }; };\n"
        "links = { l = { from = \"blue\"; to = \"red\"; delay = \"1 h\"; };\n"
        "  m = { from = \"blue\"; to = \"grey\"; delay = \"1 h\"; open = false; }; };\n"
        "incidents = { i = { mission = \"a\"; rate = \"1 /d\"; ceiling = \"2 /d\"; }; };\n"
        "lanes = { road = { from = \"p\"; to = \"q\"; domain = \"land\"; length = \"10 km\";\n"
        "  capacity = \"100 persons/h\"; speed = \"50 km/h\"; };\n"
        "  shut = { from = \"q\"; to = \"area-a\"; domain = \"land\"; length = \"10 km\"; open = "
        "false; }; };\n"
        "places = { q = { kind = \"city\"; at = [0.0, 0.1]; }; };\n"
        "consents = { leave = { asker = \"blue\"; giver = \"red\"; }; };\n"
        "postures = { other = { states = [\"calm\", \"angry\", \"rough\"]; ceiling = \"1 /d\"; }; };\n"
        "weathers = { sky = { places = [\"p\"]; domain = \"sea\"; calm = \"9 d\"; rough = \"9 d\"; "
        "}; };\n"
        "gauges = { trust = { start = 0.5; }; };\n"
        "phases = { hot = { at = \"10 d\"; }; };\n"
        "assets = { " RUN_SHIP("s1", "at = \"a\";")
            RUN_SHIP("s", "count = 2; available = \"200000 s\";") " };\n"
                                                                  "missions = { " RUN_MISSION("a", "a", "1.0",
                                                                                              "") " };\n");
    tl_text_print(overlay, "injects = { x = { at = \"100000 s\"; %s }; };\n", keys);
}

static struct run run_inject(const char *keys)
{
    struct tl_text overlay = {0};
    print_overlay(&overlay, keys);
    struct run run = run_in_world(tl_text_get(&overlay));
    tl_text_clear(&overlay);
    return run;
}

static void refuse_inject(const char *keys, const char *part)
{
    struct tl_text overlay = {0};
    print_overlay(&overlay, keys);
    run_refuses(run_world, tl_text_get(&overlay), part);
    tl_text_clear(&overlay);
}

/* One row a kind: keys with which it does something, and the event that shows it, whose cause is the inject. */
static const struct {
    const char *kind, *keys;
    enum tl_event_kind shows;
} strikes[] = {
    {"start-phase", "phase = \"hot\";", TL_EVENT_PHASE_STARTS},
    {"close", "place = \"p\";", TL_EVENT_PLACE_CLOSES},
    {"open", "place = \"p\";", TL_EVENT_INJECT_STRIKES}, /* it is open: nothing happens */
    {"lose", "asset = \"s1\";", TL_EVENT_ASSET_LOST},
    {"delay", "asset = \"s\"; delay = \"1 h\";", TL_EVENT_ASSET_DELAYED},
    {"scale-demand", "mission = \"a\"; scale = 2.0;", TL_EVENT_DEMAND_CHANGES},
    {"set-policy", "partner = \"blue\"; policy = \"greedy\";", TL_EVENT_POLICY_CHANGES},
    {"scale-rate", "incident = \"i\"; scale = 2.0;", TL_EVENT_RATE_CHANGES},
    {"cut-link", "link = \"l\";", TL_EVENT_LINK_CLOSES},
    {"restore-link", "link = \"m\";", TL_EVENT_LINK_OPENS},
    {"slow-link", "link = \"l\"; scale = 2.0;", TL_EVENT_LINK_SLOWS},
    {"close-lane", "lane = \"road\";", TL_EVENT_LANE_CLOSES},
    {"open-lane", "lane = \"shut\";", TL_EVENT_LANE_OPENS},
    {"scale-lane", "lane = \"road\"; scale = 0.5;", TL_EVENT_LANE_SCALES},
    {"scale-handling", "place = \"p\"; scale = 0.5;", TL_EVENT_PLACE_SCALES},
    {"grant", "consent = \"leave\"; grade = \"full\";", TL_EVENT_CONSENT_CHANGES},
    {"set-posture", "posture = \"other\"; state = \"angry\";", TL_EVENT_POSTURE_CHANGES},
    {"set-weather", "weather = \"sky\"; state = \"rough\";", TL_EVENT_WEATHER_CHANGES},
    {"set-gauge", "gauge = \"trust\"; value = 1.0;", TL_EVENT_GAUGE_CHANGES},
    {"set-messaging", "partner = \"blue\"; value = 1.0;", TL_EVENT_MESSAGING_CHANGES},
};
enum { STRIKES = sizeof strikes / sizeof *strikes };

static void print_keys(struct tl_text *keys, const char *kind, const char *more)
{
    tl_text_reset(keys);
    tl_text_print(keys, "kind = \"%s\"; %s", kind, more);
}

START_TEST(every_kind_strikes)
{
    size_t kind_count = 0;
    tl_inject_kinds(&kind_count);
    ck_assert_uint_eq(kind_count, STRIKES);
    struct tl_text keys = {0};
    for (size_t i = 0; i < STRIKES; i++) {
        ck_assert_str_eq(tl_inject_kinds(&kind_count)[i].name, strikes[i].kind);
        print_keys(&keys, strikes[i].kind, strikes[i].keys);
        struct run run = run_inject(tl_text_get(&keys));
        const struct tl_event *strike = run_event(&run, TL_EVENT_INJECT_STRIKES, NULL, 0);
        ck_assert_int_eq(strike->time_s, 100000);
        ck_assert_int_eq(strike->cause, 0);
        bool shows = strikes[i].shows == TL_EVENT_INJECT_STRIKES;
        for (size_t k = 0; k < run.count; k++) {
            shows = shows || (run.events[k].kind == strikes[i].shows && run.events[k].cause == strike->id);
        }
        ck_assert_msg(shows, "%s does nothing", strikes[i].kind);
        run_clear(&run);
    }
    tl_text_clear(&keys);
}
END_TEST

/* Every key of strikes[], and which kinds of inject need it. */
static const struct {
    const char *key, *keys;
    enum tl_inject_needs need;
} needs[] = {
    {"phase", "phase = \"hot\"; ", TL_NEEDS_PHASE},
    {"place", "place = \"p\"; ", TL_NEEDS_PLACE},
    {"asset", "asset = \"s1\"; ", TL_NEEDS_ASSET},
    {"delay", "delay = \"1 h\"; ", TL_NEEDS_DELAY},
    {"mission", "mission = \"a\"; ", TL_NEEDS_MISSION},
    {"scale", "scale = 2.0; ", TL_NEEDS_SCALE},
    {"partner", "partner = \"blue\"; ", TL_NEEDS_PARTNER},
    {"policy", "policy = \"greedy\"; ", TL_NEEDS_POLICY},
    {"link", "link = \"l\"; ", TL_NEEDS_LINK},
    {"incident", "incident = \"i\"; ", TL_NEEDS_INCIDENT},
    {"lane", "lane = \"road\"; ", TL_NEEDS_LANE},
    {"consent", "consent = \"leave\"; ", TL_NEEDS_CONSENT},
    {"grade", "grade = \"full\"; ", TL_NEEDS_GRADE},
    {"posture", "posture = \"other\"; ", TL_NEEDS_POSTURE},
    {"state", "state = \"rough\"; ", TL_NEEDS_STATE},
    {"weather", "weather = \"sky\"; ", TL_NEEDS_WEATHER},
    {"gauge", "gauge = \"trust\"; ", TL_NEEDS_GAUGE},
    {"value", "value = 1.0; ", TL_NEEDS_VALUE},
};
enum { NEEDS = sizeof needs / sizeof *needs };

START_TEST(every_key_too_few_or_too_many_is_a_mistake)
{
    size_t count = 0;
    const struct tl_inject_kind *kinds = tl_inject_kinds(&count);
    struct tl_text keys = {0};
    struct tl_text part = {0};
    for (size_t i = 0; i < count; i++) {
        for (size_t odd = 0; odd < NEEDS; odd++) { /* all that it needs, but one the other way round */
            print_keys(&keys, kinds[i].name, "");
            for (size_t k = 0; k < NEEDS; k++) {
                bool is_needed = (kinds[i].needs & needs[k].need) != 0;
                tl_text_add(&keys, is_needed != (k == odd) ? needs[k].keys : "");
            }
            bool is_needed = (kinds[i].needs & needs[odd].need) != 0;
            tl_text_reset(&part);
            tl_text_print(&part, "of kind %s %s the key \"%s\"", kinds[i].name,
                          is_needed ? "needs" : "has no use for", needs[odd].key);
            refuse_inject(tl_text_get(&keys), tl_text_get(&part));
        }
    }
    tl_text_clear(&keys);
    tl_text_clear(&part);
}
END_TEST

START_TEST(unknown_kinds_and_policies)
{
    refuse_inject("kind = \"loose\"; asset = \"s1\";",
                  "injects.x.kind = \"loose\": no such kind of inject; did you mean lose?");
    refuse_inject("kind = \"set-policy\"; partner = \"blue\"; policy = \"greed\";",
                  "no such policy; did you mean greedy?");
}
END_TEST

START_TEST(a_counted_asset_loses_all_of_its_own)
{
    struct run run = run_inject("kind = \"lose\"; asset = \"s\";");
    ck_assert_int_eq(run_count(&run, TL_EVENT_ASSET_LOST, NULL), 2);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_LOST, "s-1", 0), 100000);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_LOST, "s-2", 0), 100000);
    ck_assert_int_eq(run_count(&run, TL_EVENT_ASSET_READY, "s-1"), 0); /* lost before they were there */
    run_clear(&run);
}
END_TEST

START_TEST(closing_twice_is_told_once)
{
    struct run run = run_in_world(
        "injects = { x = { at = \"1 h\"; kind = \"close\"; place = \"p\"; };\n"
        "  y = { at = \"2 h\"; kind = \"close\"; place = \"p\"; };\n"
        "  z = { at = \"3 h\"; kind = \"open\"; place = \"p\"; }; };\n"
        "assets = { " RUN_SHIP("s1", "at = \"a\";") " };\n"
                                                    "missions = { " RUN_MISSION("a", "a", "1.0", "") " };\n");
    ck_assert_int_eq(run_count(&run, TL_EVENT_PLACE_CLOSES, NULL), 1);
    ck_assert_int_eq(run_time(&run, TL_EVENT_PLACE_OPENS, NULL, 0), 3 * 3600);
    run_clear(&run);
}
END_TEST

START_TEST(a_policy_that_changes_is_followed_at_once)
{
    /* mission b weighs nothing, so greedy never serves it; priority does */
    struct run run =
        run_in_world("injects = { x = { at = \"1 h\"; kind = \"set-policy\"; partner = \"blue\"; policy = "
                     "\"priority\"; }; };\n"
                     "assets = { " RUN_SHIP("s1", "at = \"a\";")
                         RUN_SHIP("s2", "") " };\n"
                                            "missions = { " RUN_MISSION("a", "a", "1.0", "")
                                                RUN_MISSION("b", "b", "1.0", "weight = 0.0;") " };\n");
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_TASKED, "s2", 0), 3600);
    ck_assert_str_eq(run_mission(&run, TL_EVENT_ASSET_TASKED, "s2", 0), "b");
    run_clear(&run);
}
END_TEST

START_TEST(one_member_is_lost_alone)
{
    struct run run = run_inject("kind = \"lose\"; asset = \"s-2\";");
    ck_assert_int_eq(run_count(&run, TL_EVENT_ASSET_LOST, NULL), 1);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_LOST, "s-2", 0), 100000);
    run_clear(&run);
}
END_TEST

/* s has two: s-3 is another ship. */
START_TEST(a_name_like_a_members_is_spared)
{
    struct run run = run_in_world("assets = { " RUN_SHIP("s", "count = 2;") RUN_SHIP(
        "s-3", "") " };\n"
                   "missions = { " RUN_MISSION(
                       "a", "a", "1.0",
                       "") " };\n"
                           "injects = { x = { at = \"1 d\"; kind = \"lose\"; asset = \"s\"; }; };\n");
    ck_assert_int_eq(run_count(&run, TL_EVENT_ASSET_LOST, NULL), 2);
    ck_assert_int_eq(run_count(&run, TL_EVENT_ASSET_LOST, "s-3"), 0);
    run_clear(&run);
}
END_TEST

/* At 0, from outside: the lane `shut`, and a port. */
START_TEST(what_is_closed_from_the_start_is_told)
{
    struct run run = run_inject("kind = \"open-lane\"; lane = \"shut\"");
    const struct tl_event *event = run_event(&run, TL_EVENT_LANE_CLOSES, NULL, 0);
    ck_assert_int_eq(event->time_s, 0);
    ck_assert_int_eq(event->cause, 0);
    ck_assert_str_eq(run.model->roster.lanes.items[event->lane], "shut");
    ck_assert_int_eq(run_count(&run, TL_EVENT_PLACE_CLOSES, NULL), 0);
    run_clear(&run);
    run = run_in_world(
        "places = { q = { kind = \"port\"; at = [0.0, 0.1]; open = false; }; };\n"
        "missions = { " RUN_MISSION("a", "a", "1.0", "") " };\n"
                                                         "assets = { " RUN_SHIP("s1", "") " };\n");
    event = run_event(&run, TL_EVENT_PLACE_CLOSES, NULL, 0);
    ck_assert_int_eq(event->time_s, 0);
    ck_assert_str_eq(run.model->roster.places.items[event->place], "q");
    run_clear(&run);
}
END_TEST

TL_TEST_MAIN(inject, what_is_closed_from_the_start_is_told, every_kind_strikes,
             every_key_too_few_or_too_many_is_a_mistake, unknown_kinds_and_policies,
             a_counted_asset_loses_all_of_its_own, one_member_is_lost_alone, a_name_like_a_members_is_spared,
             closing_twice_is_told_once, a_policy_that_changes_is_followed_at_once)
