#include "test.h"

#include "model/run.h"

/* Ships of 100 seats at P bring people from Q, 2 degrees away (24,043 s), to P; at once on and off, but for what a test says. */
static const char lift_world[] =
    "trilat = 1; title = \"lift\"; horizon = \"9 d\";\n"
    "places = { p = { kind = \"port\"; at = [0.0, 0.0]; }; q = { kind = \"port\"; at = [0.0, 2.0]; };\n"
    "  r = { kind = \"area\"; at = [0.0, 1.0]; }; };\n"
    "partners = { blue = { capital = \"p\"; rank = 1; policy = \"greedy\"; rhythm = \"12 h\"; }; };\n"
    "classes = { ferry = { domain = \"sea\"; speed = \"18 kn\"; gives = { lift = 100.0; presence = 1.0; }; "
    "endurance = \"30 "
    "d\"; bases = [\"p\"]; }; };\n"
    "groups = { ours = { nationality = \"blue\"; origin = \"q\"; persons = 150; };\n"
    "  theirs = { nationality = \"red\"; origin = \"q\"; persons = 350; }; };\n"
    "missions = { out = { kind = \"lift\"; theatre = \"neo\"; area = \"q\"; haven = \"p\"; groups = "
    "[\"ours\", \"theirs\"];\n"
    "  needs = { lift = 1000.0; }; partners = [\"blue\"]; }; };\n";

#define SHIPS(count)                                                                                         \
    "assets = { f = { class = \"ferry\"; partner = \"blue\"; home = \"p\"; count = " count "; }; };\n"
#define LEG_S INT64_C(24043)

static struct run run_lift(const char *overlay)
{
    struct run run = run_build(lift_world, overlay);
    run_replication(&run, 1, 0, NULL, NULL);
    return run;
}

/* How many of a group the n-th boarding of anybody took, or 0 where that was of another group. */
static int64_t boarded(const struct run *run, int32_t group, size_t n)
{
    const struct tl_event *event = run_event(run, TL_EVENT_PERSONS_BOARD, NULL, n);
    return event != NULL && event->group == group ? event->persons : 0;
}

/* Loaded in one second at one place, they leave an hour apart, in the order of their names. */
START_TEST(departures_keep_their_distance)
{
    struct run run = run_lift(SHIPS("3") "places = { q = { spacing = \"1 h\"; }; };\n");
    int64_t first_s = run_time(&run, TL_EVENT_ASSET_DEPARTS, "f-1", 1);
    ck_assert_int_eq(first_s, LEG_S);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_DEPARTS, "f-2", 1), first_s + 3600);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_DEPARTS, "f-3", 1), first_s + 7200);
    run_clear(&run);
}
END_TEST

/* The last of three loads at 1,800 s before its turn; one that comes in the meantime, whatever its name, leaves after it. */
START_TEST(who_loads_first_leaves_first)
{
    struct run run =
        run_lift("places = { q = { spacing = \"10 h\"; }; };\n"
                 "assets = { z = { class = \"ferry\"; partner = \"blue\"; home = \"p\"; count = 2; };\n"
                 "  a = { class = \"ferry\"; partner = \"blue\"; home = \"p\"; available = \"1 h\"; }; };\n");
    int64_t first_s = run_time(&run, TL_EVENT_ASSET_DEPARTS, "z-1", 1);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_DEPARTS, "z-2", 1), first_s + 36000);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_DEPARTS, "a", 1), first_s + 72000);
    run_clear(&run);
}
END_TEST

START_TEST(own_nationals_board_first)
{
    struct run run = run_lift(SHIPS("1"));
    ck_assert_int_eq(boarded(&run, 0, 0), 100);
    ck_assert_int_eq(boarded(&run, 0, 1), 50);
    ck_assert_int_eq(boarded(&run, 1, 2), 50);
    run_clear(&run);
}
END_TEST

/* All came in the same second: pooled, groups by name. */
START_TEST(shares_of_the_seats_are_kept)
{
    struct run run = run_lift(SHIPS(
        "1") "missions = { out = { loading = \"shares\"; shares = { ours = 0.3; theirs = 0.7; }; }; };\n");
    ck_assert_int_eq(boarded(&run, 0, 0), 30);
    ck_assert_int_eq(boarded(&run, 1, 1), 70);
    run_clear(&run);
}
END_TEST

/* Ordered elsewhere with people aboard, it lands them first, and then goes straight there. */
START_TEST(it_finishes_the_trip)
{
    struct run run =
        run_lift(SHIPS("1") "missions = { other = { kind = \"station\"; theatre = \"line\"; "
                            "area = \"r\"; weight = 0.0; worth = 0.0; partners = [\"blue\"]; needs = { "
                            "presence = 1.0; }; }; };\n"
                            "diversions = { away = { partner = \"blue\"; to = \"other\"; when = "
                            "\"day() >= 0.3\"; take = ( { count = 1; } ); "
                            "pick = \"nearest\"; }; };\n");
    ck_assert_int_eq(run_time(&run, TL_EVENT_DIVERSION_STARTS, NULL, 0),
                     8 * 3600); /* the first hour of the look */
    ck_assert_int_eq(run_time(&run, TL_EVENT_PERSONS_LAND, NULL, 0), 2 * LEG_S);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_RETASKED, "f", 0), 2 * LEG_S);
    ck_assert_int_eq(run_count(&run, TL_EVENT_PERSONS_LAND, NULL), 1);
    run_clear(&run);
}
END_TEST

/* A ship waits to be full, and the last who could fill it go to another port: it sails as soon as that is known. */
START_TEST(nobody_waits_for_nobody)
{
    struct run run =
        run_lift(SHIPS("1") "places = { other = { kind = \"port\"; at = [0.0, 2.2]; }; };\n"
                            "groups = { ours = { persons = 50; };\n"
                            "  theirs = { persons = 10; origin = \"other\"; mobilisation = ( { at "
                            "= \"0 d\"; share = 0.0; }, { at = \"50 h\"; share = 1.0; } ); }; };\n"
                            "missions = { out = { fill = 1.0; }; };\n");
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_ARRIVES, "f", 0), LEG_S);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_LOADS, "f", 0), INT64_C(50) * 3600);
    run_clear(&run);
}
END_TEST

/* A mission that opens when all are safe is over at once: nobody is sent. */
START_TEST(it_is_over_where_all_are_safe)
{
    struct run run = run_lift(SHIPS("1") "services = { s = { from = \"q\"; haven = \"p\"; every = \"1 h\"; "
                                         "seats = 1000; takes = \"1 h\"; }; };\n"
                                         "missions = { out = { opens = \"2 d\"; }; };\n");
    ck_assert_int_eq(run_time(&run, TL_EVENT_MISSION_OPENS, NULL, 0), 172800);
    ck_assert_int_eq(run_time(&run, TL_EVENT_MISSION_CLOSES, NULL, 0), 172800);
    ck_assert_int_eq(run_count(&run, TL_EVENT_ASSET_TASKED, NULL), 0);
    run_clear(&run);
}
END_TEST

TL_TEST_MAIN(lift, departures_keep_their_distance, who_loads_first_leaves_first, own_nationals_board_first,
             shares_of_the_seats_are_kept, it_finishes_the_trip, nobody_waits_for_nobody,
             it_is_over_where_all_are_safe)
