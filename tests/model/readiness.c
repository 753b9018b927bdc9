#include "test.h"

#include "model/run.h"

/* Ships of a class with a ramp: `more` are keys of the class, `ships` the assets. */
static struct run run_ramp(const char *ramp, const char *ships)
{
    struct tl_text overlay = {0};
    tl_text_print(&overlay, "classes = { ship = { %s }; }; assets = { %s };\n", ramp, ships);
    tl_text_add(&overlay, "missions = { " RUN_MISSION("a", "a", "1.0", "") " };\n");
    struct run run = run_in_world(tl_text_get(&overlay));
    tl_text_clear(&overlay);
    return run;
}

/* When the first `count` first readinesses happen, whoever it is. */
static void check_times(const struct run *run, const int64_t *times_s, size_t count)
{
    size_t at = 0;
    for (size_t i = 0; i < run->count && at < count; i++) {
        const struct tl_event *event = &run->events[i];
        if (event->kind == TL_EVENT_ASSET_READY && event->cause == 0) {
            ck_assert_int_eq(event->time_s, times_s[at]);
            at++;
        }
    }
    ck_assert_uint_eq(at, count);
}

static size_t count_roots(const struct run *run)
{
    size_t count = 0;
    for (size_t i = 0; i < run->count; i++) {
        count += run->events[i].kind == TL_EVENT_ASSET_READY && run->events[i].cause == 0;
    }
    return count;
}

#define TEN RUN_SHIP("s", "count = 10;")

START_TEST(all_at_once_without_a_ramp)
{
    struct run run = run_ramp("", TEN);
    check_times(&run, (int64_t[10]){0}, 10);
    run_clear(&run);
}
END_TEST

START_TEST(evenly_between_two_points)
{
    /* 3 of 10 at 1,000; 4 more evenly over 1,001 s: round(i x 1,001 / 4) is 250, 501 (500.5), 751, 1,001; 3 never */
    struct run run = run_ramp(
        "readiness = ( { at = \"1000 s\"; share = 0.3; }, { at = \"2001 s\"; share = 0.7; } );", TEN);
    check_times(&run, (int64_t[]){1000, 1000, 1000, 1250, 1501, 1751, 2001}, 7);
    ck_assert_uint_eq(count_roots(&run), 7);
    run_clear(&run);
}
END_TEST

START_TEST(shares_are_rounded_half_up)
{
    /* 0.25 of 10 is 2.5: 3; 0.34 of 10 is 3.4: 3, so the second step has nobody */
    struct run run =
        run_ramp("readiness = ( { at = \"1 h\"; share = 0.25; }, { at = \"2 h\"; share = 0.34; } );", TEN);
    check_times(&run, (int64_t[]){3600, 3600, 3600}, 3);
    ck_assert_uint_eq(count_roots(&run), 3);
    run_clear(&run);
}
END_TEST

START_TEST(those_on_station_are_the_first_ready)
{
    /* 2 of 4 are ready at 0: the two on station; the others come in the second step */
    struct run run =
        run_ramp("readiness = ( { at = \"0 s\"; share = 0.5; }, { at = \"1000 s\"; share = 1.0; } );",
                 RUN_SHIP("s", "count = 2;") RUN_SHIP("t", "count = 2; at = \"a\";"));
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_ON_STATION, "t-1", 0), 0);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_ON_STATION, "t-2", 0), 0);
    check_times(&run, (int64_t[]){500, 1000}, 2);
    run_clear(&run);
}
END_TEST

START_TEST(which_hulls_are_ready_is_drawn)
{
    struct run run =
        run_build(run_world, "classes = { ship = { readiness = ( { at = \"0 s\"; share = 0.1; } ); }; };"
                             "assets = { " TEN " }; missions = { " RUN_MISSION("a", "a", "1.0", "") " };");
    bool seen[10] = {false};
    int different = 0;
    for (uint64_t replication = 0; replication < 60; replication++) {
        run_replication(&run, 1, replication, NULL, NULL);
        int64_t asset = run_event(&run, TL_EVENT_ASSET_READY, NULL, 0)->asset;
        different += !seen[asset];
        seen[asset] = true;
    }
    ck_assert_int_ge(different, 8); /* all ten but with a probability of 2 % */
    run_clear(&run);
}
END_TEST

START_TEST(another_partners_ships_are_another_ramp)
{
    static const char overlay[] =
        "partners = { red = { capital = \"p\"; rank = 2; policy = \"greedy\"; }; };\n"
        "classes = { ship = { readiness = ( { at = \"100 s\"; share = 0.5; } ); }; };\n"
        "assets = { " RUN_SHIP(
            "s", "count = 4;") "\n"
                               "  r = { class = \"ship\"; partner = \"red\"; home = \"p\"; count = 2; }; };\n"
                               "missions = { " RUN_MISSION("a", "a", "1.0", "") " };\n";
    struct run run = run_in_world(overlay);
    check_times(&run, (int64_t[]){100, 100, 100}, 3); /* 2 of 4 and 1 of 2 */
    ck_assert_uint_eq(count_roots(&run), 3);
    run_clear(&run);
}
END_TEST

START_TEST(available_goes_by_its_own_date_and_place)
{
    struct run run = run_ramp("readiness = ( { at = \"1 h\"; share = 1.0; } );",
                              RUN_SHIP("s", "") RUN_SHIP("t", "available = \"5 d\"; at = \"area-c\";"));
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_READY, "s", 0), 3600);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_READY, "t", 0), 432000);
    ck_assert_str_eq(run_place(&run, TL_EVENT_ASSET_READY, "t", 0), "area-c");
    run_clear(&run);
}
END_TEST

TL_TEST_MAIN(readiness, all_at_once_without_a_ramp, evenly_between_two_points, shares_are_rounded_half_up,
             those_on_station_are_the_first_ready, which_hulls_are_ready_is_drawn,
             another_partners_ships_are_another_ramp, available_goes_by_its_own_date_and_place)
