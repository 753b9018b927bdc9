/* Endurance that runs down slower while a sustain mission is covered. All times are worked out by hand: a ship of the world has
 * 604,800 s, of which 2 x 72,129 are the way to A and back; a ship at A from the start may stay 532,671 s at full pace. */
#include "test.h"

#include "model/rules.h"
#include "model/run.h"

#define CLASSES                                                                                              \
    "classes = { tender = { domain = \"sea\"; speed = \"18 kn\"; gives = { supplies = 1.0; };\n"             \
    "  endurance = \"60 d\"; turnaround = \"60 d\"; }; };\n"
#define TENDER(name, more) name " = { class = \"tender\"; partner = \"blue\"; home = \"p\"; " more " };"
#define SUPPLY(name, need, pace, more)                                                                       \
    name " = { kind = \"sustain\"; theatre = \"line\"; area = \"area-a\"; partners = [\"blue\"]; weight = "  \
         "0.0;"                                                                                              \
         " worth = 1.0; needs = { supplies = " need "; }; set-up = \"21600 s\"; of = \"a\"; pace = " pace    \
         "; " more " };"
#define MISSION_A       RUN_MISSION("a", "a", "1.0", "handover = \"7200 s\";")
#define HALF            SUPPLY("supply", "1.0", "0.5", "")
#define MISSIONS(more)  CLASSES "missions = { " MISSION_A more " };\n"
#define ASSETS(more)    "assets = { " more " };\n"
#define AT_A            "at = \"a\";"
#define AT_SUPPLY       "at = \"supply\";"
#define LOSE_T1_AT(at)  "injects = { x = { at = \"" at " s\"; kind = \"lose\"; asset = \"t1\"; }; };\n"
#define HORIZON_30_DAYS "horizon = \"30 d\";\n"

static int64_t pace_at(const struct run *run, size_t nth)
{
    const struct tl_event *event = run_event(run, TL_EVENT_ENDURANCE_PACE, NULL, nth);
    return event != NULL ? event->pace : TL_NONE;
}

START_TEST(at_half_the_pace_it_stays_twice_as_long)
{
    struct run run = run_in_world(MISSIONS(HALF) ASSETS(RUN_SHIP("s1", "") TENDER("t1", AT_SUPPLY)));
    ck_assert_int_eq(run_time(&run, TL_EVENT_ENDURANCE_PACE, NULL, 0), 0);
    ck_assert_int_eq(pace_at(&run, 0), 500000);
    ck_assert_int_eq(run_count(&run, TL_EVENT_ENDURANCE_PACE, NULL), 1);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_ARRIVES, "s1", 0), 72129);
    ck_assert_int_eq(run_event(&run, TL_EVENT_ASSET_ON_STATION, "s1", 0)->until, 993213);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_LEAVES, "s1", 0), 993213);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_HOME, "s1", 0), 1065342);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_ON_STATION, "s1", 1), 1245471);
    run_clear(&run);
}
END_TEST

/* The tender leaves at 500,000: 427,871 s at half the pace have used up 213,935.5 of the 460,542 s; the half second is not taken. */
START_TEST(from_then_on_at_full_pace)
{
    struct run run =
        run_in_world(MISSIONS(HALF) ASSETS(RUN_SHIP("s1", "") TENDER("t1", AT_SUPPLY)) LOSE_T1_AT("500000"));
    ck_assert_int_eq(run_time(&run, TL_EVENT_ENDURANCE_PACE, NULL, 1), 500000);
    ck_assert_int_eq(pace_at(&run, 1), 1000000);
    const struct tl_event *pace = run_event(&run, TL_EVENT_ENDURANCE_PACE, NULL, 1);
    ck_assert_int_eq(run.events[pace->cause - 1].kind, TL_EVENT_ASSET_LOST);
    const struct tl_event *leaves = run_event(&run, TL_EVENT_ASSET_LEAVES, "s1", 0);
    ck_assert_int_eq(leaves->time_s, 746606);
    ck_assert_int_eq(leaves->cause, pace->id);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_HOME, "s1", 0), 818735);
    run_clear(&run);
}
END_TEST

START_TEST(covered_in_part_it_helps_in_part)
{
    /* one tender of two: 0.75, and 460,542 s last 614,056 */
    struct run run = run_in_world(MISSIONS(SUPPLY("supply", "2.0", "0.5", ""))
                                      ASSETS(RUN_SHIP("s1", "") TENDER("t1", AT_SUPPLY)));
    ck_assert_int_eq(pace_at(&run, 0), 750000);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_LEAVES, "s1", 0), 72129 + 614056);
    run_clear(&run);
}
END_TEST

START_TEST(of_several_the_lowest_pace_holds)
{
    struct run run = run_in_world(
        MISSIONS(SUPPLY("supply", "1.0", "0.8", "")
                     SUPPLY("supply-2", "1.0", "0.5", "closes = \"500000 s\";"))
            ASSETS(RUN_SHIP("s1", AT_A) TENDER("t1", AT_SUPPLY) TENDER("t2", "at = \"supply-2\";")));
    ck_assert_int_eq(pace_at(&run, 0), 500000);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ENDURANCE_PACE, NULL, 1), 500000);
    ck_assert_int_eq(pace_at(&run, 1), 800000);
    /* 250,000 of 532,671 s are used; 282,671 last 353,338.75 */
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_LEAVES, "s1", 0), 853338);
    run_clear(&run);
}
END_TEST

START_TEST(one_that_needs_nothing_or_is_closed_changes_nothing)
{
    struct run run = run_in_world(MISSIONS(SUPPLY("supply", "0.0", "0.5", ""))
                                      ASSETS(RUN_SHIP("s1", AT_A) TENDER("t1", AT_SUPPLY)));
    ck_assert_int_eq(run_count(&run, TL_EVENT_ENDURANCE_PACE, NULL), 0);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_LEAVES, "s1", 0), 532671);
    run_clear(&run);
    run = run_in_world(MISSIONS(SUPPLY("supply", "1.0", "0.5", "opens = \"19 d\";"))
                           ASSETS(RUN_SHIP("s1", AT_A) TENDER("t1", "")));
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_LEAVES, "s1", 0), 532671);
    run_clear(&run);
}
END_TEST

START_TEST(a_relief_is_called_for_the_new_departure)
{
    /* the tender counts at 300,000: 232,671 s left last 465,342, so s1 leaves at 765,342; s2 sails 79,329 s earlier */
    struct run run = run_in_world(MISSIONS(HALF) ASSETS(RUN_SHIP("s1", AT_A) RUN_SHIP("s2", "")
                                                            TENDER("t1", "available = \"206271 s\";")));
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_ON_STATION, "t1", 0), 300000);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ENDURANCE_PACE, NULL, 0), 300000);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ORDER_SENT, "s2", 0), 686013);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_RELIEVED, "s1", 0), 765342);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_HOME, "s1", 0), 765342 + 72129);
    run_clear(&run);
}
END_TEST

START_TEST(a_relief_that_waits_takes_over_later)
{
    /* s2 is there at 525,471 to take over at 532,671; the tender counts at 530,000: 2,671 s last 5,342 */
    struct run run = run_in_world(MISSIONS(HALF) ASSETS(RUN_SHIP("s1", AT_A) RUN_SHIP("s2", "")
                                                            TENDER("t1", "available = \"436271 s\";")));
    ck_assert_int_eq(run_time(&run, TL_EVENT_ENDURANCE_PACE, NULL, 0), 530000);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_RELIEVED, "s1", 0), 535342);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_ON_STATION, "s2", 0), 535342);
    /* s2 sailed at 453,342; 4,529 of its 460,542 s there are used up at full pace */
    ck_assert_int_eq(run_event(&run, TL_EVENT_ASSET_ON_STATION, "s2", 0)->until,
                     530000 + 2 * (460542 - 4529));
    run_clear(&run);
}
END_TEST

START_TEST(a_relief_that_waits_takes_over_sooner)
{
    /* s1 was to leave at 1,065,342; s2 is there at 1,058,142. The tender is lost at 1,060,000 with 2,671 s of s1 left */
    struct run run = run_in_world(HORIZON_30_DAYS MISSIONS(HALF) ASSETS(
        RUN_SHIP("s1", AT_A) RUN_SHIP("s2", "") TENDER("t1", AT_SUPPLY)) LOSE_T1_AT("1060000"));
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_ARRIVES, "s2", 0), 1058142);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_RELIEVED, "s1", 0), 1062671);
    ck_assert_int_eq(run_event(&run, TL_EVENT_ASSET_ON_STATION, "s2", 0)->until, 1058142 + 460542 + 929);
    run_clear(&run);
}
END_TEST

START_TEST(a_relief_under_way_comes_too_late)
{
    /* lost at 1,000,000, with s2 at sea: s1 leaves at 1,032,671, s2 arrives at 1,058,142 and sets up for itself */
    struct run run = run_in_world(HORIZON_30_DAYS MISSIONS(HALF) ASSETS(
        RUN_SHIP("s1", AT_A) RUN_SHIP("s2", "") TENDER("t1", AT_SUPPLY)) LOSE_T1_AT("1000000"));
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_LEAVES, "s1", 0), 1032671);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_ON_STATION, "s2", 0), 1058142 + 21600);
    run_clear(&run);
}
END_TEST

START_TEST(what_it_gained_goes_with_it)
{
    /* at 400,000 s1 has used 200,000 of 604,800 s; it goes to C, 48,086 s, and is 24,043 from home there: leaves at 780,757 */
    struct run run = run_in_world(
        "phases = { now = { at = \"400000 s\"; }; };\n"
        "diversions = { d = { partner = \"blue\"; when = \"phase() == now\"; to = \"c\"; pick = "
        "\"nearest\";\n"
        "  take = ( { assets = [\"s1\"]; } ); }; };\n" MISSIONS(HALF RUN_MISSION("c", "c", "0.0", ""))
            ASSETS(RUN_SHIP("s1", AT_A) TENDER("t1", AT_SUPPLY)));
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_ARRIVES, "s1", 0), 448086);
    ck_assert_int_eq(run_event(&run, TL_EVENT_ASSET_ON_STATION, "s1", 1)->until, 400000 + 404800 - 24043);
    run_clear(&run);
}
END_TEST

START_TEST(a_base_that_opens_is_reckoned_with)
{
    /* a port at A itself opens at 400,000, when 404,800 s are left: at half the pace until 1,209,600 */
    struct run run = run_in_world(
        "places = { q = { kind = \"port\"; at = [0.0, 6.0]; open = false; }; };\n"
        "injects = { x = { at = \"400000 s\"; kind = \"open\"; place = \"q\"; }; };\n" MISSIONS(HALF)
            ASSETS(RUN_SHIP("s1", AT_A) TENDER("t1", AT_SUPPLY)));
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_LEAVES, "s1", 0), 1209600);
    run_clear(&run);
}
END_TEST

/* ---- many changes of pace: the clock against the events, and against being settled at every step ---- */

static const char unsteady[] = HORIZON_30_DAYS
    "classes = { tender = { domain = \"sea\"; speed = \"18 kn\"; gives = { supplies = 1.0; }; endurance = "
    "\"200000 s\";\n"
    "    turnaround = \"uniform(1 h, 30 h)\"; failures = \"exponential(2 d)\"; repair = \"uniform(1 h, 30 "
    "h)\"; };\n"
    "  ship = { turnaround = \"uniform(1 h, 30 h)\"; }; };\n"
    "missions = { " RUN_MISSION("a", "a", "2.0", "handover = \"7200 s\";")
        SUPPLY("supply", "3.0", "0.371293", "") " };\n" ASSETS(
            "s = { class = \"ship\"; partner = \"blue\"; home = \"p\"; count = 5; };"
            "t = { class = \"tender\"; partner = \"blue\"; home = \"p\"; count = 4; };");

/* Follow one ship through the events: millionths of a second of endurance used between leaving a base and being back. */
struct clock {
    bool out, in_area;
    int64_t since_s, used_us;
};

static void advance(struct clock *clock, int64_t now_s, int64_t pace_u)
{
    clock->used_us += (now_s - clock->since_s) * (clock->in_area ? pace_u : TL_MICRO);
    clock->since_s = now_s;
}

/* How many came home; each within its endurance, and within 2 s of it where it left for that alone. */
static size_t check_ship(const struct run *run, int32_t ship)
{
    const int64_t endurance_us = 604800 * TL_MICRO;
    struct clock clock = {0};
    int64_t pace_u = TL_MICRO;
    size_t homes = 0;
    for (size_t i = 0; i < run->count; i++) {
        const struct tl_event *event = &run->events[i];
        if (event->kind == TL_EVENT_ENDURANCE_PACE) {
            advance(&clock, event->time_s, pace_u);
            pace_u = event->pace;
        }
        if (event->asset != ship) {
            continue;
        }
        advance(&clock, event->time_s, pace_u);
        if (event->kind == TL_EVENT_ASSET_DEPARTS) {
            clock = (struct clock){true, false, event->time_s, clock.out ? clock.used_us : 0};
        } else if (event->kind == TL_EVENT_ASSET_ARRIVES) {
            clock.in_area = true;
        } else if (event->kind == TL_EVENT_ASSET_HOME) {
            run_assert_int(clock.used_us, <=, endurance_us);
            run_assert_int(clock.used_us, >, endurance_us - 2 * TL_MICRO);
            clock = (struct clock){.since_s = event->time_s};
            homes++;
        }
    }
    return homes;
}

START_TEST(nobody_is_home_late_or_leaves_early)
{
    struct run run = run_build(run_world, unsteady);
    size_t homes = 0;
    for (uint64_t replication = 0; replication < 20; replication++) {
        run_replication(&run, 1, replication, NULL, NULL);
        ck_assert_int_gt(run_count(&run, TL_EVENT_ENDURANCE_PACE, NULL), 10);
        for (size_t i = 0; i < run.model->asset_count; i++) {
            homes += run.model->assets[i].name[0] == 's' ? check_ship(&run, (int32_t)i) : 0;
        }
    }
    ck_assert_uint_gt(homes, 50);
    run_clear(&run);
}
END_TEST

static void settle_all(const struct tl_state *state)
{
    for (size_t i = 0; i < state->model->asset_count; i++) {
        tl_sustain_settle((struct tl_state *)(uintptr_t)state, (int32_t)i);
    }
}

START_TEST(settling_it_often_changes_nothing)
{
    struct run seldom = run_build(run_world, unsteady);
    struct run often = run_build(run_world, unsteady);
    often.watch = settle_all;
    for (uint64_t replication = 0; replication < 10; replication++) {
        run_replication(&seldom, 1, replication, NULL, NULL);
        run_replication(&often, 1, replication, NULL, NULL);
        ck_assert_uint_gt(seldom.count, 100);
        ck_assert(run_is_same(&seldom, &often));
    }
    run_clear(&seldom);
    run_clear(&often);
}
END_TEST

TL_TEST_MAIN(sustain, at_half_the_pace_it_stays_twice_as_long, from_then_on_at_full_pace,
             covered_in_part_it_helps_in_part, of_several_the_lowest_pace_holds,
             one_that_needs_nothing_or_is_closed_changes_nothing, a_relief_is_called_for_the_new_departure,
             a_relief_that_waits_takes_over_later, a_relief_that_waits_takes_over_sooner,
             a_relief_under_way_comes_too_late, what_it_gained_goes_with_it,
             a_base_that_opens_is_reckoned_with, nobody_is_home_late_or_leaves_early,
             settling_it_often_changes_nothing)
