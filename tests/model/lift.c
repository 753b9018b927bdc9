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

#define WAITING_SHIP                                                                                         \
    "assets = { f = { class = \"ferry\"; partner = \"blue\"; home = \"p\"; at = \"out\"; }; };\n"

/* It is there two days before the mission opens, and loads in the second in which it does. */
START_TEST(nobody_loads_before_it_opens)
{
    struct run run = run_lift(WAITING_SHIP "missions = { out = { opens = \"2 d\"; }; };\n");
    ck_assert_int_eq(run_event(&run, TL_EVENT_ASSET_WAITS, "f", 0)->reason, TL_REASON_DEMAND);
    const struct tl_event *loads = run_event(&run, TL_EVENT_ASSET_LOADS, "f", 0);
    ck_assert_int_eq(loads->time_s, 172800);
    ck_assert_int_eq(run.events[loads->cause - 1].kind, TL_EVENT_MISSION_OPENS);
    run_clear(&run);
}
END_TEST

/* Taken back while ships wait for people, who come before the orders home do: nobody is taken. */
START_TEST(nobody_loads_when_consent_is_gone)
{
    struct run run = run_lift(
        WAITING_SHIP
        "partners = { blue = { order-delay = \"10 h\"; }; red = { capital = \"p\"; rank = 2; policy = "
        "\"greedy\"; }; };\n"
        "consents = { entry = { asker = \"blue\"; giver = \"red\"; start = \"full\"; }; };\n"
        "missions = { out = { consent = \"entry\"; }; };\n"
        "groups = { ours = { mobilisation = ( { at = \"25 h\"; share = 1.0; } ); };\n"
        "  theirs = { mobilisation = ( { at = \"25 h\"; share = 1.0; } ); }; };\n"
        "injects = { no = { kind = \"grant\"; at = \"24 h\"; consent = \"entry\"; grade = "
        "\"refused\"; }; };\n");
    ck_assert_int_eq(run_count(&run, TL_EVENT_ASSET_LOADS, NULL), 0);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_RECALLED, "f", 0), 34 * 3600);
    run_clear(&run);
}
END_TEST

/* Rough at the haven alone until 15 h: who waits for it at the quay, where it is calm all the time, loads as it calms. */
START_TEST(who_waits_for_the_havens_weather_hears_of_its_end)
{
    struct run run = run_lift(
        WAITING_SHIP
        "weathers = { sky = { places = [\"p\"]; domain = \"sea\"; calm = \"300 d\"; rough = \"15 h\"; "
        "no-go = [\"ferry\"]; }; };\n"
        "injects = { x = { kind = \"set-weather\"; weather = \"sky\"; state = \"rough\"; at = \"0 h\"; "
        "}; };\n"
        "groups = { ours = { mobilisation = ( { at = \"1 h\"; share = 1.0; } ); };\n"
        "  theirs = { mobilisation = ( { at = \"1 h\"; share = 1.0; } ); }; };\n");
    const struct tl_event *loads = run_event(&run, TL_EVENT_ASSET_LOADS, "f", 0);
    ck_assert_ptr_nonnull(loads);
    ck_assert_int_eq(loads->time_s, 15 * 3600);
    ck_assert_int_eq(run.events[loads->cause - 1].kind, TL_EVENT_WEATHER_CHANGES);
    run_clear(&run);
}
END_TEST

/* Half of them never set out: no ship waits for these to be full. */
START_TEST(nobody_waits_for_who_never_sets_out)
{
    struct run run =
        run_lift(SHIPS("1") "groups = { ours = { mobilisation = ( { at = \"0 d\"; share = 0.5; } ); }; };\n"
                            "missions = { out = { fill = 1.0; }; };\n");
    int64_t landed = 0;
    for (size_t i = 0; run_event(&run, TL_EVENT_PERSONS_LAND, NULL, i) != NULL; i++) {
        landed += run_event(&run, TL_EVENT_PERSONS_LAND, NULL, i)->persons;
    }
    int64_t out = run.model->groups[0].lumps[0].persons + 350;
    ck_assert_int_gt(out % 100, 0); /* the last ship is not full */
    ck_assert_int_eq(landed, out);
    run_clear(&run);
}
END_TEST

/* The last who are missing come to the haven by themselves: all are safe, and the mission is over. */
START_TEST(it_is_over_where_the_last_need_no_ship)
{
    struct run run = run_lift(SHIPS("5") "groups = { ours = { origin = \"p\"; mobilisation = ( { at = \"100 "
                                         "h\"; share = 1.0; } ); }; };\n");
    ck_assert_int_eq(run_time(&run, TL_EVENT_MISSION_CLOSES, NULL, 0), 360000);
    run_clear(&run);
}
END_TEST

/* There in LEG_S, ten hours to load, LEG_S back: nobody is sent whose endurance is a second short of it, also not where it would be home
 * again in the very second. */
START_TEST(endurance_must_reach_for_a_full_trip)
{
    static const struct {
        const char *home, *endurance;
        bool goes;
    } cases[] = {{"p", "84086 s", true}, {"p", "84085 s", false}, {"q", "60042 s", false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tl_text overlay = {0};
        tl_text_print(&overlay,
                      "places = { q = { handling = \"10 persons/h\"; }; };\n"
                      "classes = { ferry = { endurance = \"%s\"; bases = [\"p\", \"q\"]; }; };\n"
                      "assets = { f = { class = \"ferry\"; partner = \"blue\"; home = \"%s\"; }; };\n",
                      cases[i].endurance, cases[i].home);
        struct run run = run_lift(tl_text_get(&overlay));
        ck_assert_int_eq(run_count(&run, TL_EVENT_ASSET_TASKED, "f") > 0, cases[i].goes);
        ck_assert_int_eq(run_count(&run, TL_EVENT_ASSET_LOADS, "f") > 0, cases[i].goes);
        tl_text_clear(&overlay);
        run_clear(&run);
    }
}
END_TEST

/* It fails under way with people aboard: they are landed first, and it is repaired where it has landed them. */
START_TEST(it_fails_with_people_aboard)
{
    struct run run =
        run_lift(SHIPS("1") "classes = { ferry = { failures = \"10 h\"; repair = \"90 d\"; }; };\n");
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_FAILS, "f", 0), 36000);
    ck_assert_int_eq(run_time(&run, TL_EVENT_PERSONS_LAND, NULL, 0), 2 * LEG_S);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_IN_REPAIR, "f", 0), 2 * LEG_S);
    ck_assert_int_eq(run_count(&run, TL_EVENT_ASSET_LOADS, "f"), 1);
    run_clear(&run);
}
END_TEST

TL_TEST_MAIN(lift, departures_keep_their_distance, who_loads_first_leaves_first, own_nationals_board_first,
             shares_of_the_seats_are_kept, it_finishes_the_trip, nobody_waits_for_nobody,
             it_is_over_where_all_are_safe, it_is_over_where_the_last_need_no_ship,
             nobody_loads_before_it_opens, nobody_loads_when_consent_is_gone,
             who_waits_for_the_havens_weather_hears_of_its_end, nobody_waits_for_who_never_sets_out,
             endurance_must_reach_for_a_full_trip, it_fails_with_people_aboard)
