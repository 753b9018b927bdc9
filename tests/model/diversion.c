#include "test.h"

#include "model/run.h"

/* A world with missions a (weight 3), c (weight 1) and b, which takes and weighs nothing; phase `now` starts by hand. */
#define MISSIONS                                                                                             \
    "missions = { " RUN_MISSION("a", "a", "1.0", "weight = 3.0;") RUN_MISSION("b", "b", "0.0", "")           \
        RUN_MISSION("c", "c", "1.0", "") " };\n"

/* Ships, keys of diversion d but partner and to, and more. */
static struct run run_diversion(const char *ships, const char *keys, const char *more)
{
    struct tl_text overlay = {0};
    tl_text_print(&overlay, "assets = { %s };\n" MISSIONS, ships);
    tl_text_print(&overlay, "diversions = { d = { partner = \"blue\"; to = \"b\"; %s }; };\n%s", keys, more);
    struct run run = run_in_world(tl_text_get(&overlay));
    tl_text_clear(&overlay);
    return run;
}

/* Names of those ordered to b, in order, each followed by a blank. */
static void check_taken(const struct run *run, const char *names)
{
    struct tl_text taken = {0};
    for (size_t i = 0; i < run->count; i++) {
        if (run->events[i].kind == TL_EVENT_ORDER_SENT && run->events[i].diversion != TL_NONE) {
            tl_text_print(&taken, "%s ", run->model->assets[run->events[i].asset].name);
        }
    }
    ck_assert_str_eq(tl_text_get(&taken), names);
    tl_text_clear(&taken);
}

#define AT_A_AND_C RUN_SHIP("s1", "at = \"a\";") RUN_SHIP("s2", "at = \"c\";") RUN_SHIP("s3", "at = \"c\";")
#define AT_DAY_1   "when = \"day() >= 1\"; "
#define ENDS_DAY_2 "until = \"day() >= 2\"; "

START_TEST(nearest_goes_first)
{
    struct run run =
        run_diversion(AT_A_AND_C, AT_DAY_1 ENDS_DAY_2 "pick = \"nearest\"; take = ( { count = 2; } );", "");
    check_taken(&run, "s2 s3 "); /* 6 degrees from B against 10 */
    run_clear(&run);
}
END_TEST

START_TEST(idle_goes_first_then_the_least_weighted)
{
    struct run run =
        run_diversion(AT_A_AND_C RUN_SHIP("s4", ""),
                      AT_DAY_1 ENDS_DAY_2 "pick = \"idle-first\"; take = ( { count = 3; } );", "");
    check_taken(&run, "s4 s2 s3 ");
    run_clear(&run);
}
END_TEST

START_TEST(least_loss_goes_first)
{
    /* one of the two at c is spare; then s3 alone holds c (1 lost) against s1 at a (3 lost) */
    struct run run = run_diversion(
        AT_A_AND_C, AT_DAY_1 ENDS_DAY_2 "pick = \"least-loss\"; take = ( { count = 3; } );", "");
    check_taken(&run, "s2 s3 s1 ");
    run_clear(&run);
}
END_TEST

#define SHARE_OF_TEN(denominator)                                                                            \
    AT_DAY_1 ENDS_DAY_2 "pick = \"nearest\"; take = ( { share = 0.25; denominator = \"" denominator "\"; } " \
                        ");"

START_TEST(share_of_all_or_of_the_ready)
{
    /* of ten, six are there at day 1: 0.25 of 10 is 3 (2.5), of 6 it is 2 (1.5) */
    static const char ships[] =
        RUN_SHIP("here", "count = 6;") RUN_SHIP("late", "count = 4; available = \"10 d\";");
    struct run run = run_diversion(ships, SHARE_OF_TEN("all"), "");
    ck_assert_int_eq(run_count(&run, TL_EVENT_DIVERSION_STARTS, NULL), 1);
    size_t taken = 0;
    for (size_t i = 0; i < run.count; i++) {
        taken += run.events[i].kind == TL_EVENT_ORDER_SENT && run.events[i].diversion != TL_NONE;
    }
    ck_assert_uint_eq(taken, 3);
    run_clear(&run);
    run = run_diversion(ships, SHARE_OF_TEN("ready"), "");
    taken = 0;
    for (size_t i = 0; i < run.count; i++) {
        taken += run.events[i].kind == TL_EVENT_ORDER_SENT && run.events[i].diversion != TL_NONE;
    }
    ck_assert_uint_eq(taken, 2);
    run_clear(&run);
}
END_TEST

START_TEST(notice_holds_those_on_station_alone)
{
    struct run run =
        run_diversion(RUN_SHIP("s1", "at = \"a\";") RUN_SHIP("s2", "at = \"p\"; available = \"80000 s\";"),
                      AT_DAY_1 "pick = \"nearest\"; notice = \"10 h\"; take = ( { count = 2; } );", "");
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_RETASKED, "s1", 0), 86400 + 36000);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_RETASKED, "s2", 0), 86400); /* it was under way to c */
    run_clear(&run);
}
END_TEST

#define HOLDS "pick = \"nearest\"; hold = \"until-relieved\"; take = ( { assets = [\"s1\"]; } ); "

START_TEST(until_relieved_it_waits_for_the_relief)
{
    /* s2 is free: the policy sends it to a at day 1; it counts at 86,400 + 72,129 + 21,600 and frees s1 that very second */
    struct run run = run_diversion(
        RUN_SHIP("s1", "at = \"a\";") RUN_SHIP("s2", "") RUN_SHIP("s3", "at = \"c\";"), AT_DAY_1 HOLDS, "");
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_ON_STATION, "s2", 0), 180129);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_LEAVES, "s1", 0), 180129);
    ck_assert_str_eq(run_mission(&run, TL_EVENT_ASSET_RETASKED, "s1", 0), "b");
    run_clear(&run);
}
END_TEST

START_TEST(of_two_held_one_is_spare)
{
    /* a needs two and has s1 and s2, both taken. s3, ready at 2 d, frees one of them; the order that calls it takes an hour to arrive,
     * and while it still counts, the other must not go. s4 frees that one at 3 d */
    struct tl_text overlay = {0};
    static const char ships[] = RUN_SHIP("s1", "at = \"a\";") RUN_SHIP("s2", "at = \"a\";")
        RUN_SHIP("s3", "available = \"2 d\";") RUN_SHIP("s4", "available = \"3 d\";");
    tl_text_print(
        &overlay,
        "partners = { blue = { order-delay = \"1 h\"; }; }; assets = { %s };\n"
        "missions = { " RUN_MISSION("a", "a", "2.0", "") RUN_MISSION(
            "b", "b", "0.0",
            "") " };\n"
                "diversions = { d = { partner = \"blue\"; to = \"b\"; when = \"day() >= 1\"; pick = "
                "\"nearest\"; hold = \"until-relieved\"; take = ( { assets = [\"s1\", \"s2\"]; } ); }; };\n",
        ships);
    struct run run = run_in_world(tl_text_get(&overlay));
    tl_text_clear(&overlay);
    int64_t relieved_s = 3600 + 72129 + 21600; /* order, leg, set-up */
    ck_assert_int_eq(run_time(&run, TL_EVENT_ORDER_SENT, "s1", 0), 2 * 86400 + relieved_s);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_LEAVES, "s1", 0), 2 * 86400 + relieved_s + 3600);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ORDER_SENT, "s2", 0), 3 * 86400 + relieved_s);
    run_clear(&run);
}
END_TEST

START_TEST(one_that_stays_after_all_frees_the_other)
{
    /* of a's two ships s1 is ordered away at once, so that s2 is held; an hour later s1's endurance refuses the order */
    struct run run = run_in_world(
        "partners = { blue = { order-delay = \"1 h\"; }; };\n"
        "assets = { " RUN_SHIP("s3", "at = \"c\";") RUN_SHIP("s1", "at = \"a\";") RUN_SHIP(
            "s2",
            "at = \"a\";") " };\n" MISSIONS "diversions = { d = { partner = \"blue\"; to = \"b\"; when = "
                           "\"day() >= 6\"; pick = \"nearest\"; hold = "
                           "\"until-relieved\"; take = ( { assets = [\"s2\"]; } ); };"
                           " e = { partner = \"blue\"; to = \"b\"; when = \"day() >= 6\"; pick = \"nearest\";"
                           " take = ( { assets = [\"s1\"]; } ); }; };");
    ck_assert_int_eq(run_time(&run, TL_EVENT_ORDER_SENT, "s1", 0), 518400);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ORDER_REFUSED, "s1", 0), 522000);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ORDER_SENT, "s2", 0), 522000);
    run_clear(&run);
}
END_TEST

START_TEST(what_is_held_is_announced)
{
    struct run run = run_diversion(RUN_SHIP("s1", "at = \"a\";") RUN_SHIP("s2", ""), AT_DAY_1 HOLDS, "");
    ck_assert_int_eq(run_count(&run, TL_EVENT_WITHDRAWAL_ANNOUNCED, NULL), 1);
    ck_assert_int_eq(run_time(&run, TL_EVENT_WITHDRAWAL_ANNOUNCED, "s1", 0), 86400);
    ck_assert_str_eq(run_mission(&run, TL_EVENT_WITHDRAWAL_ANNOUNCED, "s1", 0), "a");
    run_clear(&run);
}
END_TEST

START_TEST(max_hold_ends_the_wait)
{
    struct run run = run_diversion(RUN_SHIP("s1", "at = \"a\";"),
                                   AT_DAY_1 HOLDS "notice = \"1 h\"; max-hold = \"5 h\";", "");
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_LEAVES, "s1", 0), 86400 + 3600 + 18000);
    run_clear(&run);
    run = run_diversion(RUN_SHIP("s1", "at = \"a\";"), AT_DAY_1 HOLDS,
                        ""); /* nobody relieves it: its endurance does */
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_LEAVES, "s1", 0), 532671);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_RETASKED, "s1", 0), TL_NONE);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_TASKED, "s1", 0),
                     691200); /* rested, it goes where it was taken for */
    ck_assert_str_eq(run_mission(&run, TL_EVENT_ASSET_TASKED, "s1", 0), "b");
    run_clear(&run);
}
END_TEST

START_TEST(the_rest_goes_as_it_becomes_ready)
{
    struct run run = run_diversion(
        RUN_SHIP("s1", "") RUN_SHIP("s2", "available = \"4 d\";") RUN_SHIP("s3", "available = \"9 d\";"),
        AT_DAY_1 "pick = \"nearest\"; until = \"day() >= 7\"; take = ( { class = \"ship\"; } );", "");
    check_taken(&run, "s1 s2 ");
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_TASKED, "s2", 0), 4 * 86400);
    ck_assert_str_eq(run_mission(&run, TL_EVENT_ASSET_TASKED, "s3", 0), "a"); /* the diversion is over */
    run_clear(&run);
}
END_TEST

START_TEST(a_held_asset_returns_to_the_diversion_after_its_turnaround)
{
    struct run run = run_diversion(RUN_SHIP("s1", "at = \"a\";"),
                                   AT_DAY_1 "pick = \"nearest\"; take = ( { assets = [\"s1\"]; } );", "");
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_HOME, "s1", 0), 604800);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_TASKED, "s1", 0), 691200);
    ck_assert_str_eq(run_mission(&run, TL_EVENT_ASSET_TASKED, "s1", 0), "b");
    ck_assert_int_eq(run_event(&run, TL_EVENT_ASSET_TASKED, "s1", 0)->diversion, 0);
    run_clear(&run);
}
END_TEST

START_TEST(the_end_frees)
{
    struct run run =
        run_diversion(RUN_SHIP("s1", "at = \"a\";"),
                      AT_DAY_1 ENDS_DAY_2 "pick = \"nearest\"; take = ( { assets = [\"s1\"]; } );", "");
    ck_assert_int_eq(run_time(&run, TL_EVENT_DIVERSION_ENDS, NULL, 0), 172800);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_RETASKED, "s1", 1),
                     172800); /* the policy takes it back at once */
    ck_assert_str_eq(run_mission(&run, TL_EVENT_ASSET_RETASKED, "s1", 1), "a");
    run_clear(&run);
}
END_TEST

START_TEST(the_end_during_the_notice_keeps_it_where_it_is)
{
    /* held from day 4 to day 6, with notice until day 9; s2 is ready at 525,000, too late to be in time, and goes at once */
    struct run run =
        run_diversion(RUN_SHIP("s1", "at = \"a\";") RUN_SHIP("s2", "available = \"525000 s\";"),
                      "when = \"day() >= 4\"; until = \"day() >= 6\"; pick = \"nearest\"; notice = \"5 d\"; "
                      "take = ( { assets = [\"s1\"]; } );",
                      "");
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_LEAVES, "s1", 0), 532671);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ORDER_SENT, "s2", 0), 525000);
    check_taken(&run, "");
    run_clear(&run);
}
END_TEST

START_TEST(an_order_that_arrives_after_the_end_is_one_like_any_other)
{
    struct run run =
        run_diversion(RUN_SHIP("s1", "available = \"1 d\";"),
                      AT_DAY_1 "until = \"day() >= 1\"; pick = \"nearest\"; take = ( { count = 1; } );",
                      "partners = { blue = { order-delay = \"2 h\"; }; };\n");
    const struct tl_event *goes = run_event(&run, TL_EVENT_ASSET_TASKED, "s1", 0);
    ck_assert_int_lt(run_time(&run, TL_EVENT_DIVERSION_ENDS, NULL, 0), goes->time_s);
    ck_assert_int_eq(goes->diversion, TL_NONE);
    run_clear(&run);
}
END_TEST

START_TEST(disabled_is_as_if_it_were_not_there)
{
    struct run run = run_diversion(
        AT_A_AND_C, "enabled = false; when = \"1 == 1\"; pick = \"nearest\"; take = ( { } );", "");
    ck_assert_int_eq(run_count(&run, TL_EVENT_DIVERSION_STARTS, NULL), 0);
    check_taken(&run, "");
    run_clear(&run);
}
END_TEST

START_TEST(when_is_an_edge)
{
    /* true from the start: once, though it ends and still is true; `watch` is an hour */
    struct run run = run_diversion(RUN_SHIP("s1", ""),
                                   "when = \"day() < 5 || day() > 7\"; until = \"day() >= 1\"; "
                                   "pick = \"nearest\"; take = ( { } );",
                                   "");
    ck_assert_int_eq(run_count(&run, TL_EVENT_DIVERSION_STARTS, NULL), 2);
    ck_assert_int_eq(run_time(&run, TL_EVENT_DIVERSION_STARTS, NULL, 0), 0);
    ck_assert_int_eq(run_time(&run, TL_EVENT_DIVERSION_ENDS, NULL, 0), 86400);
    ck_assert_int_eq(run_time(&run, TL_EVENT_DIVERSION_STARTS, NULL, 1), 7 * 86400 + 3600);
    run_clear(&run);
}
END_TEST

START_TEST(takes_by_class_home_and_capability)
{
    static const char more[] = "places = { q = { kind = \"port\"; at = [0.0, 1.0]; }; };\n"
                               "classes = { boat = { domain = \"sea\"; speed = \"18 kn\"; endurance = \"9 "
                               "d\"; gives = { lift = 1.0; presence = 0.5; }; }; };\n";
    struct run run =
        run_diversion(RUN_SHIP("s1", "") "t1 = { class = \"boat\"; partner = \"blue\"; home = \"p\"; };\n"
                                         "t2 = { class = \"ship\"; partner = \"blue\"; home = \"q\"; };\n",
                      AT_DAY_1 ENDS_DAY_2 "pick = \"nearest\"; take = ( { capability = \"lift\"; }, { from = "
                                          "\"q\"; }, { class = \"ship\"; } );",
                      more);
    check_taken(&run, "t1 t2 s1 ");
    run_clear(&run);
}
END_TEST

/* The only aircraft on alert is taken at 6 h with an hour's notice; an incident at 6 h 50 min keeps it beyond that. It goes when it is on
 * alert again. */
START_TEST(notice_that_ends_on_a_sortie_is_made_good)
{
    static const char *const holds[] = {"", "hold = \"until-relieved\"; max-hold = \"0 h\"; "};
    for (size_t i = 0; i < sizeof holds / sizeof *holds; i++) {
        struct run_file file = run_open_text("D+0 06:50\n");
        struct tl_text overlay = {0};
        tl_text_print(
            &overlay,
            "places = { p = { kind = \"airfield\"; }; };\n"
            "classes = { jet = { domain = \"air\"; speed = \"490 kn\"; gives = { presence = 1.0; };"
            " endurance = \"10 h\"; turnaround = \"5400 s\"; }; };\n"
            "assets = { f = { class = \"jet\"; partner = \"blue\"; home = \"p\"; at = \"c\"; }; };\n"
            "missions = { " RUN_MISSION(
                "b", "b", "0.0",
                "") " c = { kind = \"response\"; theatre = \"line\"; area = \"area-c\"; base = \"p\";"
                    " partners = [\"blue\"]; needs = { presence = 1.0; }; reaction = \"300 s\"; }; };\n"
                    "incidents = { i = { mission = \"c\"; process = \"replay\"; dates = \"%s\"; takes = 1;"
                    " scene = \"1200 s\"; }; };\n"
                    "diversions = { d = { partner = \"blue\"; to = \"b\"; when = \"day() >= 0.25\";"
                    " pick = \"nearest\"; notice = \"1 h\"; %stake = ( { count = 1; } ); }; };",
            file.path, holds[i]);
        struct run run = run_in_world(tl_text_get(&overlay));
        int64_t back_s = run_time(&run, TL_EVENT_ASSET_ON_ALERT, "f", 1);
        ck_assert_int_gt(back_s, 7 * 3600);
        ck_assert_int_eq(run_time(&run, TL_EVENT_ORDER_SENT, "f", 0), back_s);
        ck_assert_str_eq(run_mission(&run, TL_EVENT_ASSET_RETASKED, "f", 0), "b");
        run_clear(&run);
        tl_text_clear(&overlay);
        close(file.fd);
    }
}
END_TEST

TL_TEST_MAIN(diversion, notice_that_ends_on_a_sortie_is_made_good, nearest_goes_first,
             idle_goes_first_then_the_least_weighted, least_loss_goes_first, share_of_all_or_of_the_ready,
             notice_holds_those_on_station_alone, until_relieved_it_waits_for_the_relief,
             of_two_held_one_is_spare, one_that_stays_after_all_frees_the_other, what_is_held_is_announced,
             max_hold_ends_the_wait, the_rest_goes_as_it_becomes_ready,
             a_held_asset_returns_to_the_diversion_after_its_turnaround, the_end_frees,
             the_end_during_the_notice_keeps_it_where_it_is,
             an_order_that_arrives_after_the_end_is_one_like_any_other, disabled_is_as_if_it_were_not_there,
             when_is_an_edge, takes_by_class_home_and_capability)
