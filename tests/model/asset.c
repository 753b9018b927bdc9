#include "test.h"

#include "model/run.h"

#define ONE_MISSION "missions = { " RUN_MISSION("a", "a", "1.0", "") " };\n"
#define SHIP_AT_A   "assets = { " RUN_SHIP("s1", "at = \"a\";") " };\n"
#define SHIP_AT_P   "assets = { " RUN_SHIP("s1", "") " };\n"

START_TEST(a_failure_at_sea_goes_home_to_repair)
{
    struct run run = run_in_world(
        "classes = { ship = { failures = \"36064 s\"; repair = \"50000 s\"; }; };\n" SHIP_AT_P ONE_MISSION);
    /* half-way (36,064.5 of 72,129): 3 degrees back are 36,064 or 36,065 s */
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_FAILS, "s1", 0), 36064);
    ck_assert_str_eq(run_mission(&run, TL_EVENT_ASSET_FAILS, "s1", 0), "a");
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_DEPARTS, "s1", 1), 36064);
    ck_assert_int_eq(run_event(&run, TL_EVENT_ASSET_DEPARTS, "s1", 1)->from, TL_NONE);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_IN_REPAIR, "s1", 0), 72128);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_REPAIRED, "s1", 0), 122128);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_READY, "s1", 1), 122128);
    ck_assert_int_eq(run_count(&run, TL_EVENT_ASSET_HOME, "s1"), 0);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_FAILS, "s1", 1), 122128 + 36064);
    run_clear(&run);
}
END_TEST

START_TEST(a_failure_goes_to_the_nearest_base)
{
    struct run run =
        run_in_world("classes = { ship = { failures = \"100000 s\"; repair = \"1 d\"; }; };\n"
                     "places = { q = { kind = \"port\"; at = [0.0, 8.0]; }; };\n" SHIP_AT_P ONE_MISSION);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_ON_STATION, "s1", 0), 93729);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_LEAVES, "s1", 0), 100000);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_IN_REPAIR, "s1", 0), 124043);
    ck_assert_str_eq(run_place(&run, TL_EVENT_ASSET_IN_REPAIR, "s1", 0), "q");
    run_clear(&run);
}
END_TEST

START_TEST(failure_time_runs_only_while_operating)
{
    /* operates from 0 to 604,800, then rests; 100,000 s are left when it sails at 691,200 */
    struct run run = run_in_world(
        "classes = { ship = { failures = \"704800 s\"; repair = \"1 d\"; }; };\n" SHIP_AT_P ONE_MISSION);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_HOME, "s1", 0), 604800);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_FAILS, "s1", 0), 791200);
    ck_assert_int_eq(run_count(&run, TL_EVENT_ASSET_IN_REPAIR, "s1"), 1);
    run_clear(&run);
}
END_TEST

START_TEST(a_failure_on_the_way_home_is_repaired_there)
{
    struct run run = run_in_world(
        "classes = { ship = { failures = \"600000 s\"; repair = \"1 d\"; }; };\n" SHIP_AT_P ONE_MISSION);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_FAILS, "s1", 0), 600000);
    ck_assert_str_eq(run_mission(&run, TL_EVENT_ASSET_FAILS, "s1", 0), "");
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_IN_REPAIR, "s1", 0), 604800);
    ck_assert_int_eq(run_count(&run, TL_EVENT_ASSET_HOME, "s1"), 0);
    ck_assert_int_eq(run_count(&run, TL_EVENT_ASSET_DEPARTS, "s1"), 5); /* out and home twice, and out */
    run_clear(&run);
}
END_TEST

START_TEST(a_failure_that_comes_due_on_coming_home_waits_for_the_next_trip)
{
    /* 604,800 s of operation end the trip and the time to failure at once: home comes first */
    struct run run = run_in_world(
        "classes = { ship = { failures = \"604800 s\"; repair = \"1 d\"; }; };\n" SHIP_AT_P ONE_MISSION);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_HOME, "s1", 0), 604800);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_FAILS, "s1", 0), 691200);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_IN_REPAIR, "s1", 0), 691200); /* it had not left yet */
    run_clear(&run);
}
END_TEST

/* Failures and repairs that take no time to speak of do not stop the clock. */
START_TEST(failures_within_a_second_do_not_go_round_for_ever)
{
    struct run run = run_in_world("horizon = \"100 s\";\n"
                                  "classes = { ship = { failures = \"uniform(0 s, 0.4 s)\";\n"
                                  "  repair = \"uniform(0 s, 0.4 s)\"; }; };\n" SHIP_AT_P ONE_MISSION);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_FAILS, "s1", 0), 1);
    ck_assert_int_le(run_count(&run, TL_EVENT_ASSET_FAILS, "s1"), 100);
    run_clear(&run);
}
END_TEST

START_TEST(endurance_runs_from_the_start_on_station)
{
    struct run run = run_in_world(SHIP_AT_A ONE_MISSION);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_ON_STATION, "s1", 0), 0);
    ck_assert_int_eq(run_event(&run, TL_EVENT_ASSET_ON_STATION, "s1", 0)->until, 604800 - 72129);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_LEAVES, "s1", 0), 532671);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_HOME, "s1", 0), 604800);
    run_clear(&run);
}
END_TEST

/* Endurance calls it home before it is set up: it never counts, and it is back in time. */
START_TEST(endurance_goes_before_set_up)
{
    /* the ship could count for 0 s: back at 604,800 it leaves at 532,671, set up only at 572,129; a boat with more endurance makes
     * the mission one that can be served */
    struct run run = run_in_world(
        "partners = { blue = { policy = \"priority\"; }; };\n"
        "classes = { boat = { domain = \"sea\"; speed = \"18 kn\"; endurance = \"30 d\";\n"
        "  gives = { presence = 1.0; }; }; };\n"
        "assets = { " RUN_SHIP(
            "s1",
            "") "\n"
                "  boat = { class = \"boat\"; partner = \"blue\"; home = \"p\"; available = \"19 d\"; }; };\n"
                "missions = { a = { kind = \"station\"; theatre = \"line\"; area = \"area-a\";\n"
                "  partners = [\"blue\"]; needs = { presence = 1.0; }; set-up = \"500000 s\"; }; };\n"
                "diversions = { go = { partner = \"blue\"; when = \"day() >= 1\"; to = \"a\"; pick = "
                "\"nearest\";\n"
                "  take = ( { assets = [\"s1\"]; count = 1; } ); }; };\n");
    /* no policy sends it; a diversion does, on day 1 */
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_ARRIVES, "s1", 0), 86400 + 72129);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_DEPARTS, "s1", 1), 86400 + 532671);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_HOME, "s1", 0), 86400 + 604800);
    ck_assert_int_eq(run_count(&run, TL_EVENT_ASSET_ON_STATION, "s1"), 0);
    run_clear(&run);
}
END_TEST

START_TEST(turnaround_is_at_the_nearest_base_and_starts_from_there)
{
    struct run run =
        run_in_world("places = { q = { kind = \"port\"; at = [0.0, 4.0]; }; };\n" SHIP_AT_P ONE_MISSION);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_LEAVES, "s1", 0), 604800 - 24043);
    ck_assert_str_eq(run_place(&run, TL_EVENT_ASSET_HOME, "s1", 0), "q");
    ck_assert_str_eq(run_place(&run, TL_EVENT_ASSET_READY, "s1", 1), "q");
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_ARRIVES, "s1", 1), 604800 + 86400 + 24043);
    run_clear(&run);
}
END_TEST

START_TEST(lost_is_for_good)
{
    struct run run = run_in_world(
        "injects = { x = { at = \"200000 s\"; kind = \"lose\"; asset = \"s1\"; };\n"
        "  y = { at = \"300000 s\"; kind = \"lose\"; asset = \"s1\"; }; };\n" SHIP_AT_A ONE_MISSION);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_LOST, "s1", 0), 200000);
    ck_assert_str_eq(run_mission(&run, TL_EVENT_ASSET_LOST, "s1", 0), "a");
    ck_assert_int_eq(run_count(&run, TL_EVENT_ASSET_LOST, "s1"), 1);
    ck_assert_int_eq(run_count(&run, TL_EVENT_ASSET_LEAVES, "s1"), 0);
    ck_assert_int_eq(run_count(&run, TL_EVENT_ASSET_DEPARTS, "s1"), 0);
    const struct tl_event *cause = &run.events[run_event(&run, TL_EVENT_ASSET_LOST, "s1", 0)->cause - 1];
    ck_assert_int_eq(cause->kind, TL_EVENT_INJECT_STRIKES);
    run_clear(&run);
}
END_TEST

START_TEST(delay_moves_readiness_and_only_that)
{
    static const char injects[] = "injects = { x = { at = \"1 h\"; kind = \"delay\"; asset = \"s1\"; delay = "
                                  "\"2 h\"; };\n" /* under way: none */
                                  "  y = { at = \"650000 s\"; kind = \"delay\"; asset = \"s1\"; delay = "
                                  "\"8800 s\"; }; };\n";
    struct tl_text overlay = {0};
    tl_text_print(&overlay, "%s%s%s", injects, SHIP_AT_P, ONE_MISSION);
    struct run run = run_in_world(tl_text_get(&overlay));
    ck_assert_int_eq(run_count(&run, TL_EVENT_ASSET_DELAYED, "s1"), 1);
    ck_assert_int_eq(run_event(&run, TL_EVENT_ASSET_DELAYED, "s1", 0)->until, 700000);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_READY, "s1", 1),
                     700000); /* turnaround would end at 691,200 */
    tl_text_clear(&overlay);
    run_clear(&run);
}
END_TEST

START_TEST(a_closed_base_changes_the_departure)
{
    static const char places[] = "places = { q = { kind = \"port\"; at = [0.0, 4.0]; }; };\n";
    struct tl_text overlay = {0};
    tl_text_print(&overlay, "%s%s%s", places, SHIP_AT_A, ONE_MISSION);
    tl_text_add(&overlay, "injects = { x = { at = \"100000 s\"; kind = \"close\"; place = \"q\"; }; };\n");
    struct run run = run_in_world(tl_text_get(&overlay));
    ck_assert_int_eq(run_event(&run, TL_EVENT_ASSET_ON_STATION, "s1", 0)->until, 604800 - 24043);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_LEAVES, "s1", 0), 604800 - 72129);
    ck_assert_str_eq(run_place(&run, TL_EVENT_ASSET_HOME, "s1", 0), "p");
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_HOME, "s1", 0), 604800);
    run_clear(&run);
    tl_text_reset(&overlay);
    tl_text_print(&overlay, "%s%s%s", places, SHIP_AT_A, ONE_MISSION);
    tl_text_add(&overlay, "injects = { x = { at = \"100000 s\"; kind = \"close\"; place = \"q\"; };\n"
                          "  y = { at = \"200000 s\"; kind = \"open\"; place = \"q\"; }; };\n");
    run = run_in_world(tl_text_get(&overlay));
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_LEAVES, "s1", 0),
                     604800 - 24043); /* as if nothing had been */
    run_clear(&run);
    tl_text_clear(&overlay);
}
END_TEST

START_TEST(a_base_that_closes_early_is_left_for_another_on_the_way)
{
    /* leaves for Q at 580,757; Q closes half-way: one degree back to A's west, five degrees to P */
    struct run run =
        run_in_world("places = { q = { kind = \"port\"; at = [0.0, 4.0]; }; };\n"
                     "injects = { x = { at = \"592779 s\"; kind = \"close\"; place = \"q\"; }; };\n" SHIP_AT_A
                         ONE_MISSION);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_DEPARTS, "s1", 0), 580757);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_DEPARTS, "s1", 1), 592779);
    ck_assert_str_eq(run_place(&run, TL_EVENT_ASSET_HOME, "s1", 0), "p");
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_HOME, "s1", 0), 592779 + 60107); /* 5 degrees less 0.5 s */
    const struct tl_event *departs = run_event(&run, TL_EVENT_ASSET_DEPARTS, "s1", 1);
    ck_assert_int_eq(run.events[departs->cause - 1].kind, TL_EVENT_PLACE_CLOSES);
    run_clear(&run);
}
END_TEST

/* No base is open at all: it goes to the nearest all the same, never to where it happened to start. */
START_TEST(without_any_base_the_nearest_will_do)
{
    struct run run = run_in_world(
        "places = { q = { kind = \"port\"; at = [0.0, 4.0]; }; };\n"
        "injects = { x = { at = \"100000 s\"; kind = \"close\"; place = \"q\"; };\n"
        "  y = { at = \"100000 s\"; kind = \"close\"; place = \"p\"; }; };\n" SHIP_AT_A ONE_MISSION);
    ck_assert_str_eq(run_place(&run, TL_EVENT_ASSET_HOME, "s1", 0), "q");
    run_clear(&run);
}
END_TEST

TL_TEST_MAIN(asset, a_failure_at_sea_goes_home_to_repair, a_failure_goes_to_the_nearest_base,
             failure_time_runs_only_while_operating, a_failure_on_the_way_home_is_repaired_there,
             a_failure_that_comes_due_on_coming_home_waits_for_the_next_trip,
             failures_within_a_second_do_not_go_round_for_ever, endurance_runs_from_the_start_on_station,
             endurance_goes_before_set_up, turnaround_is_at_the_nearest_base_and_starts_from_there,
             lost_is_for_good, delay_moves_readiness_and_only_that, a_closed_base_changes_the_departure,
             a_base_that_closes_early_is_left_for_another_on_the_way, without_any_base_the_nearest_will_do)
