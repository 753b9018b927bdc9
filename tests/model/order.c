#include "test.h"

#include "model/run.h"

#define ONE_SHIP  "assets = { " RUN_SHIP("s1", "") " };\n"
#define MISSION_A "missions = { " RUN_MISSION("a", "a", "1.0", "") " };\n"
#define DELAYS                                                                                               \
    "partners = { blue = { report-delay = \"600 s\"; staff = \"1000 s\"; order-delay = \"2000 s\";"          \
    " first-decision = \"11 h\"; }; };\n"

START_TEST(delays_add_up)
{
    struct run run = run_in_world(DELAYS ONE_SHIP MISSION_A);
    ck_assert_int_eq(run_time(&run, TL_EVENT_REPORT_SENT, NULL, 0), 0);
    ck_assert_int_eq(run_time(&run, TL_EVENT_REPORT_RECEIVED, NULL, 0), 600);
    ck_assert_int_eq(run_time(&run, TL_EVENT_DECISION, NULL, 0), 1600);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ORDER_SENT, "s1", 0), 1600);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ORDER_RECEIVED, "s1", 0), 3600);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_DEPARTS, "s1", 0), 3600);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_ARRIVES, "s1", 0), 3600 + 72129);
    run_clear(&run);
}
END_TEST

/* ---- messages that get lost ---- */

/* Lose the nth message of a kind. */
struct loser {
    enum tl_event_kind kind;
    int nth;
};

static bool lose(void *context, const struct tl_event *sent)
{
    struct loser *loser = context;
    return sent->kind == loser->kind && loser->nth-- == 0;
}

static struct run run_losing(const char *overlay, enum tl_event_kind kind, int nth)
{
    struct run run = run_build(run_world, overlay);
    struct loser loser = {kind, nth};
    run_replication(&run, 1, 0, lose, &loser);
    ck_assert_int_lt(loser.nth, 0);
    return run;
}

START_TEST(a_lost_order_is_not_carried_out)
{
    struct run run = run_losing(ONE_SHIP MISSION_A, TL_EVENT_ORDER_SENT, 0);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ORDER_SENT, "s1", 0), 0);
    ck_assert_int_eq(run_count(&run, TL_EVENT_ORDER_RECEIVED, NULL), 0);
    ck_assert_int_eq(run_count(&run, TL_EVENT_ASSET_TASKED, NULL), 0);
    ck_assert_int_eq(run_count(&run, TL_EVENT_ASSET_DEPARTS, NULL), 0);
    run_clear(&run);
}
END_TEST

START_TEST(a_lost_recall_leaves_it_where_it_is)
{
    static const char overlay[] = "assets = { " RUN_SHIP(
        "s1", "at = \"a\";") " };\n"
                             "missions = { " RUN_MISSION("a", "a", "1.0", "closes = \"100000 s\";") " };\n";
    struct run run = run_in_world(overlay);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_RECALLED, "s1", 0), 100000);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_HOME, "s1", 0), 172129);
    run_clear(&run);
    run = run_losing(overlay, TL_EVENT_ORDER_SENT, 0);
    ck_assert_int_eq(run_count(&run, TL_EVENT_ASSET_RECALLED, NULL), 0);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_LEAVES, "s1", 0),
                     532671); /* its endurance knows no orders */
    run_clear(&run);
}
END_TEST

START_TEST(a_lost_report_leaves_the_commander_to_its_rhythm)
{
    /* of the two reports at 0 s (demand, ready) either is enough, so both would have to get lost; with a first decision at 11 h
     * and one lost, the other still leads to a decision */
    static const char late[] =
        DELAYS "assets = { " RUN_SHIP("s1", "available = \"5000 s\";") " };\n" MISSION_A;
    struct run run = run_in_world(late);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ORDER_SENT, "s1", 0), 6600);
    run_clear(&run);
    struct loser loser = {TL_EVENT_REPORT_SENT, 2}; /* demand and gap at 0, then ready at 5,000 */
    run = run_build(run_world, late);
    run_replication(&run, 1, 0, lose, &loser);
    ck_assert_int_lt(loser.nth, 0);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ORDER_SENT, "s1", 0), 39600);
    run_clear(&run);
}
END_TEST

/* ---- refusals ---- */

START_TEST(refused_for_its_state)
{
    /* it sails at 2,000 and fails at 12,000, while the order to a better mission is under way from 11,000 to 13,000 */
    struct run run = run_in_world(
        "partners = { blue = { order-delay = \"2000 s\"; }; };\n"
        "classes = { ship = { failures = \"10000 s\"; repair = \"10 d\"; }; };\n"
        "phases = { now = { at = \"11000 s\"; }; };\n" ONE_SHIP
        "missions = { " RUN_MISSION("a", "a", "1.0", "") RUN_MISSION(
            "c", "c", "0.0",
            "weight = 9.0; steps = ( { phase = \"now\"; needs = { presence = 1.0; }; } );") " };\n");
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_DEPARTS, "s1", 0), 2000);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ORDER_SENT, "s1", 1), 11000);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_FAILS, "s1", 0), 12000);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ORDER_REFUSED, "s1", 0), 13000);
    ck_assert_int_eq(run_event(&run, TL_EVENT_ORDER_REFUSED, "s1", 0)->reason, TL_REASON_STATE);
    run_clear(&run);
}
END_TEST

START_TEST(refused_since_the_mission_is_over)
{
    struct run run =
        run_in_world("partners = { blue = { order-delay = \"2000 s\"; }; };\n" ONE_SHIP
                     "missions = { " RUN_MISSION("a", "a", "1.0", "closes = \"1000 s\";") " };\n");
    ck_assert_int_eq(run_time(&run, TL_EVENT_ORDER_REFUSED, "s1", 0), 2000);
    ck_assert_int_eq(run_event(&run, TL_EVENT_ORDER_REFUSED, "s1", 0)->reason, TL_REASON_DEMAND);
    ck_assert_int_eq(run_count(&run, TL_EVENT_ASSET_TASKED, "s1"), 0);
    run_clear(&run);
}
END_TEST

START_TEST(refused_where_endurance_does_not_reach)
{
    /* s1 at A may stay until 532,671. A diversion at 484,585 s or later cannot be sailed to B and back: 120,215 + 48,086 s; at
     * 604,800 - 168,301 = 436,499 it just can */
    static const char format[] =
        "injects = { x = { at = \"%d s\"; kind = \"start-phase\"; phase = \"now\"; }; };\n"
        "phases = { now = { }; };\n"
        "diversions = { d = { partner = \"blue\"; when = \"phase() == now\"; to = \"b\"; pick = "
        "\"nearest\";\n"
        "  take = ( { assets = [\"s1\"]; } ); }; };\n"
        "assets = { " RUN_SHIP("s1", "at = \"a\";") " };\n"
                                                    "missions = { " RUN_MISSION("a", "a", "1.0", "")
                                                        RUN_MISSION("b", "b", "0.0", "") " };\n";
    for (int late = 0; late <= 1; late++) {
        struct tl_text overlay = {0};
        tl_text_print(&overlay, format, 436499 + late);
        struct run run = run_in_world(tl_text_get(&overlay));
        ck_assert_int_eq(run_count(&run, TL_EVENT_ORDER_REFUSED, "s1") > 0, late);
        if (late) {
            ck_assert_int_eq(run_event(&run, TL_EVENT_ORDER_REFUSED, "s1", 0)->reason, TL_REASON_ENDURANCE);
            ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_LEAVES, "s1", 0), 532671);
        } else {
            ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_RETASKED, "s1", 0), 436499);
            ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_HOME, "s1", 0), 604800);
        }
        tl_text_clear(&overlay);
        run_clear(&run);
    }
}
END_TEST

START_TEST(retasked_under_way_the_leg_starts_where_it_is)
{
    /* 36,064 s east of P at 18 kn are 333,952.6 m, a hair less than 3 degrees; to B at -4 it is 84,150 s */
    struct run run = run_in_world(
        "injects = { x = { at = \"36064 s\"; kind = \"start-phase\"; phase = \"now\"; }; };\n"
        "phases = { now = { }; };\n"
        "diversions = { d = { partner = \"blue\"; when = \"phase() == now\"; to = \"b\"; pick = "
        "\"nearest\";\n"
        "  take = ( { assets = [\"s1\"]; } ); }; };\n" ONE_SHIP
        "missions = { " RUN_MISSION("a", "a", "1.0", "") RUN_MISSION("b", "b", "0.0", "") " };\n");
    const struct tl_event *departs = run_event(&run, TL_EVENT_ASSET_DEPARTS, "s1", 1);
    ck_assert_int_eq(departs->time_s, 36064);
    ck_assert_int_eq(departs->from, TL_NONE);
    ck_assert_int_eq(departs->until, 36064 + 84150);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_ARRIVES, "s1", 0), 36064 + 84150);
    run_clear(&run);
}
END_TEST

/* An order to move that is refused leaves the asset on its mission: it asks for a relief again. */
START_TEST(one_that_stays_after_a_refusal_is_relieved)
{
    struct run run = run_in_world(
        "injects = { x = { at = \"440000 s\"; kind = \"start-phase\"; phase = \"now\"; }; };\n"
        "phases = { now = { }; }; partners = { blue = { order-delay = \"20000 s\"; }; };\n"
        "diversions = { d = { partner = \"blue\"; when = \"phase() == now\"; until = \"day() > 5\"; to = "
        "\"b\";\n"
        "  pick = \"nearest\"; take = ( { assets = [\"s1\"]; } ); }; };\n"
        "assets = { " RUN_SHIP("s1", "at = \"a\";")
            RUN_SHIP("s2", "available = \"465000 s\";") " };\n"
                                                        "missions = { " RUN_MISSION("a", "a", "1.0",
                                                                                    "handover = \"7200 s\";")
                                                            RUN_MISSION("b", "b", "0.0", "") " };\n");
    ck_assert_int_eq(run_time(&run, TL_EVENT_ORDER_REFUSED, "s1", 0), 460000);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ORDER_SENT, "s2", 0), 465000);
    run_clear(&run);
}
END_TEST

TL_TEST_MAIN(order, delays_add_up, a_lost_order_is_not_carried_out, a_lost_recall_leaves_it_where_it_is,
             a_lost_report_leaves_the_commander_to_its_rhythm, refused_for_its_state,
             refused_since_the_mission_is_over, refused_where_endurance_does_not_reach,
             retasked_under_way_the_leg_starts_where_it_is, one_that_stays_after_a_refusal_is_relieved)
