#include "test.h"

#include "model/run.h"

/* s1 on station at A from 0, s2 at P. Without more: s1 leaves at 532,671, s2 must sail 72,129 + 7,200 s earlier, at 453,342. */
#define TWO_SHIPS "assets = { " RUN_SHIP("s1", "at = \"a\";") RUN_SHIP("s2", "") " };\n"
#define MISSION_A "missions = { " RUN_MISSION("a", "a", "1.0", "handover = \"7200 s\";") " };\n"

START_TEST(in_time_it_takes_over_at_the_departure)
{
    struct run run = run_in_world(TWO_SHIPS MISSION_A);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ORDER_SENT, "s2", 0), 453342);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_ARRIVES, "s2", 0), 525471);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_RELIEVED, "s1", 0), 532671);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_ON_STATION, "s2", 0), 532671);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_HOME, "s1", 0), 604800);
    ck_assert_str_eq(run.model->assets[run_event(&run, TL_EVENT_ASSET_TASKED, "s2", 0)->by].name, "s1");
    run_clear(&run);
}
END_TEST

START_TEST(order_delay_is_allowed_for)
{
    struct run run = run_in_world("partners = { blue = { order-delay = \"1 h\"; }; };\n" TWO_SHIPS MISSION_A);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ORDER_SENT, "s2", 0), 453342 - 3600);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_DEPARTS, "s2", 0), 453342);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_ON_STATION, "s2", 0), 532671);
    run_clear(&run);
}
END_TEST

START_TEST(without_handover_arrival_and_departure_are_one_second)
{
    struct run run = run_in_world(TWO_SHIPS "missions = { " RUN_MISSION("a", "a", "1.0", "") " };\n");
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_ARRIVES, "s2", 0), 532671);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_RELIEVED, "s1", 0), 532671);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_ON_STATION, "s2", 0), 532671);
    run_clear(&run);
    /* the same where the relief's name comes first, so that it arrives before the departure is due */
    run = run_in_world("assets = { " RUN_SHIP("s1", "") RUN_SHIP(
        "s2", "at = \"a\";") " };\n"
                             "missions = { " RUN_MISSION("a", "a", "1.0", "") " };\n");
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_RELIEVED, "s2", 0), 532671);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_ON_STATION, "s1", 0), 532671);
    run_clear(&run);
}
END_TEST

START_TEST(late_it_sets_up_for_itself)
{
    /* ready at 500,000: arrives at 572,129, after s1 has left; counts at 593,729 */
    struct run run = run_in_world("assets = { " RUN_SHIP("s1", "at = \"a\";")
                                      RUN_SHIP("s2", "available = \"500000 s\";") " };\n" MISSION_A);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ORDER_SENT, "s2", 0), 500000);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_LEAVES, "s1", 0), 532671);
    ck_assert_int_gt(run_time(&run, TL_EVENT_ASSET_RELIEVED, "s1", 0), 593729); /* of a later turn */
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_ON_STATION, "s2", 0), 593729);
    run_clear(&run);
}
END_TEST

START_TEST(late_within_the_handover_it_sets_up_for_itself)
{
    /* ready at 455,000: arrives at 527,129, less than one handover before the departure */
    struct run run = run_in_world("assets = { " RUN_SHIP("s1", "at = \"a\";")
                                      RUN_SHIP("s2", "available = \"455000 s\";") " };\n" MISSION_A);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_ARRIVES, "s2", 0), 527129);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_LEAVES, "s1", 0), 532671);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_ON_STATION, "s2", 0), 548729);
    run_clear(&run);
}
END_TEST

START_TEST(one_that_fails_on_the_way_is_replaced)
{
    /* s2 fails after 10,000 s under way; s3 goes at once, late, and s2 comes home */
    struct run run = run_in_world(
        "classes = { weak = { domain = \"sea\"; speed = \"18 kn\"; gives = { presence = 1.0; };\n"
        "  endurance = \"604800 s\"; failures = \"10000 s\"; repair = \"60 d\"; }; };\n"
        "assets = { " RUN_SHIP("s1", "at = \"a\";") "s2 = { class = \"weak\"; partner = \"blue\"; home = "
                                                    "\"p\"; };\n" RUN_SHIP(
                                                        "s3", "available = \"460000 s\";") " };\n" MISSION_A);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_FAILS, "s2", 0), 463342);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_IN_REPAIR, "s2", 0), 473342);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ORDER_SENT, "s3", 0), 463342);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_LEAVES, "s1", 0), 532671);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_ON_STATION, "s3", 0), 463342 + 72129 + 21600);
    run_clear(&run);
}
END_TEST

START_TEST(the_relieved_lost_during_handover)
{
    /* s2 arrives at 525,471; s1 is lost 100 s later: s2 counts when it is set up, from its own arrival */
    struct run run = run_in_world(
        "injects = { x = { at = \"525571 s\"; kind = \"lose\"; asset = \"s1\"; }; };\n" TWO_SHIPS MISSION_A);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_LOST, "s1", 0), 525571);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_ON_STATION, "s2", 0), 525471 + 21600);
    ck_assert_int_gt(run_time(&run, TL_EVENT_ORDER_SENT, "s2", 1), 525471 + 21600);
    run_clear(&run);
}
END_TEST

START_TEST(the_relieved_diverted_during_handover)
{
    struct run run =
        run_in_world("injects = { x = { at = \"525571 s\"; kind = \"start-phase\"; phase = \"now\"; }; };\n"
                     "phases = { now = { }; };\n"
                     "diversions = { d = { partner = \"blue\"; when = \"phase() == now\"; to = \"b\"; pick = "
                     "\"nearest\";\n"
                     "  take = ( { assets = [\"s1\"]; } ); }; };\n" TWO_SHIPS
                     "missions = { " RUN_MISSION("a", "a", "1.0", "handover = \"7200 s\";")
                         RUN_MISSION("b", "c", "0.0", "") " };\n");
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_RETASKED, "s1", 0), 525571);
    ck_assert_int_eq(run_count(&run, TL_EVENT_ASSET_RELIEVED, "s1"), 0);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_ON_STATION, "s2", 0), 525471 + 21600);
    run_clear(&run);
}
END_TEST

/* A relief that is claimed with notice while it waits to take over is not set up by that. */
START_TEST(a_waiting_relief_claimed_by_a_diversion_is_not_set_up)
{
    struct run run =
        run_in_world("injects = { x = { at = \"525571 s\"; kind = \"start-phase\"; phase = \"now\"; }; };\n"
                     "phases = { now = { }; };\n"
                     "diversions = { d = { partner = \"blue\"; when = \"phase() == now\"; to = \"b\"; pick = "
                     "\"nearest\";\n"
                     "  notice = \"10 h\"; take = ( { assets = [\"s2\"]; } ); }; };\n" TWO_SHIPS
                     "missions = { " RUN_MISSION("a", "a", "1.0", "handover = \"7200 s\";")
                         RUN_MISSION("b", "c", "0.0", "") " };\n");
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_LEAVES, "s1", 0), 532671);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_ON_STATION, "s2", 0), 525471 + 21600);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_RETASKED, "s2", 0), 525571 + 36000);
    run_clear(&run);
}
END_TEST

START_TEST(no_relief_where_demand_is_met_without)
{
    /* two ships for a demand that falls from 2 to 1 at 300,000: whoever asks first is not relieved, the other is */
    struct run run =
        run_in_world("assets = { " RUN_SHIP("s1", "at = \"a\";") RUN_SHIP("s2", "at = \"a\";") RUN_SHIP(
            "s3",
            "") " };\n"
                "missions = { " RUN_MISSION(
                    "a", "a", "2.0",
                    "handover = \"7200 s\"; steps = ( { from = \"300000 s\"; scale = 0.5; } );") " };\n");
    ck_assert_int_gt(run_time(&run, TL_EVENT_ASSET_RELIEVED, "s1", 0), 532671); /* of a later turn */
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_LEAVES, "s1", 0), 532671);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_RELIEVED, "s2", 0), 532671);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_ON_STATION, "s3", 0), 532671);
    run_clear(&run);
}
END_TEST

START_TEST(two_that_ask_for_one_reliever)
{
    struct run run =
        run_in_world("assets = { " RUN_SHIP("s1", "at = \"a\";") RUN_SHIP("s2", "at = \"a\";") RUN_SHIP(
            "s3", "") " };\n"
                      "missions = { " RUN_MISSION("a", "a", "2.0", "handover = \"7200 s\";") " };\n");
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_RELIEVED, "s1", 0), 532671);
    ck_assert_int_eq(run_count(&run, TL_EVENT_ASSET_RELIEVED, "s2"), 0);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_LEAVES, "s2", 0), 532671);
    ck_assert_int_eq(run_count(&run, TL_EVENT_ASSET_RELIEVED, NULL),
                     run_count(&run, TL_EVENT_ASSET_RELIEVED, "s1") +
                         run_count(&run, TL_EVENT_ASSET_RELIEVED, "s3"));
    run_clear(&run);
}
END_TEST

START_TEST(one_that_becomes_ready_later_still_comes_in_time)
{
    /* nobody is ready when s1 asks (453,342 is the order's time); s2 is, at 450,000, before it is too late */
    struct run run = run_in_world("assets = { " RUN_SHIP("s1", "at = \"a\";")
                                      RUN_SHIP("s2", "available = \"450000 s\";") " };\n" MISSION_A);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ORDER_SENT, "s2", 0), 453342);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_ON_STATION, "s2", 0), 532671);
    run_clear(&run);
}
END_TEST

/* All ships start on station: the way from their home is what a relief takes, not the way from where they start. */
START_TEST(ships_that_all_start_on_station_relieve_each_other_in_time)
{
    /* c closes at 100,000: s2 goes home, rests, and is ready at 100,000 + 24,043 + 86,400 = 210,443 */
    struct run run = run_in_world("assets = { " RUN_SHIP("s1", "at = \"a\";") RUN_SHIP(
        "s2", "at = \"c\";") " };\n"
                             "missions = { " RUN_MISSION("a", "a", "1.0", "handover = \"7200 s\";")
                                      RUN_MISSION("c", "c", "1.0", "closes = \"100000 s\";") " };\n");
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_RECALLED, "s2", 0), 100000);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_READY, "s2", 0), 210443);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_RELIEVED, "s1", 0), 532671);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_ON_STATION, "s2", 1), 532671);
    run_clear(&run);
}
END_TEST

TL_TEST_MAIN(relief, in_time_it_takes_over_at_the_departure, order_delay_is_allowed_for,
             without_handover_arrival_and_departure_are_one_second, late_it_sets_up_for_itself,
             late_within_the_handover_it_sets_up_for_itself, one_that_fails_on_the_way_is_replaced,
             the_relieved_lost_during_handover, the_relieved_diverted_during_handover,
             a_waiting_relief_claimed_by_a_diversion_is_not_set_up, no_relief_where_demand_is_met_without,
             two_that_ask_for_one_reliever, one_that_becomes_ready_later_still_comes_in_time,
             ships_that_all_start_on_station_relieve_each_other_in_time)
