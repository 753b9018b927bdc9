#include "test.h"

#include "model/run.h"

/* Blue leads missions a and c, green may serve them. No message ever gets through: green knows what everybody knows, and what it has
 * promised. */
#define GREEN(keys)                                                                                          \
    "partners = { green = { capital = \"p\"; rank = 2; policy = \"greedy\"; " keys " }; };\n"                \
    "links = { far = { from = \"blue\"; to = \"green\"; delay = \"1 h\"; open = false; }; };\n"
#define GREEN_SHIP(name, more) name " = { class = \"ship\"; partner = \"green\"; home = \"p\"; " more " };"
#define SHARED(name, area, need, more)                                                                       \
    name " = { kind = \"station\"; theatre = \"line\"; area = \"area-" area                                  \
         "\"; partners = [\"blue\", \"green\"]; needs = { presence = " need "; };"                           \
         " set-up = \"21600 s\"; " more " };"
#define MISSION_C(need)             "missions = { " SHARED("c", "c", need, "") " };\n"
#define AGREED(name, partner, more) name " = { partner = \"" partner "\"; mission = \"c\"; " more " };"
#define BACKS_UP(more)              "agreements = { " AGREED("help", "green", "backs-up = true; " more) " };\n"

static int64_t starts(const struct run *run, size_t nth)
{
    return run_time(run, TL_EVENT_AGREEMENT_STARTS, NULL, nth);
}

START_TEST(it_starts_when_it_is_reached)
{
    struct run run = run_in_world(
        GREEN("") MISSION_C("0.0") "agreements = { " AGREED("now", "blue", "hold = \"until-relieved\";")
            AGREED("never", "blue", "state = \"absent\"; announce = \"1 d\";")
                AGREED("then", "blue", "state = \"late\"; late = \"3 d\"; announce = \"1 d\";") " };");
    ck_assert_int_eq(starts(&run, 0), 0);
    ck_assert_int_eq(starts(&run, 1), 3 * 86400);
    ck_assert_int_eq(starts(&run, 2), TL_NONE);
    const struct tl_event *late = run_event(&run, TL_EVENT_AGREEMENT_STARTS, NULL, 1);
    ck_assert_str_eq(run.model->roster.agreements.items[late->agreement], "then");
    ck_assert_int_eq(late->partner, run.model->agreements[late->agreement].partner);
    ck_assert_int_eq(late->cause, 0);
    run_clear(&run);
}
END_TEST

/* ---- backing up ---- */

START_TEST(nobody_helps_unasked)
{
    struct run run = run_in_world(GREEN("") MISSION_C("1.0") "assets = { " GREEN_SHIP("g", "") " };");
    ck_assert_int_eq(run_count(&run, TL_EVENT_ORDER_SENT, "g"), 0);
    run_clear(&run);
}
END_TEST

START_TEST(it_helps_when_its_notice_is_over)
{
    struct run run = run_in_world(GREEN("") MISSION_C("1.0")
                                      BACKS_UP("notice = \"5 h\";") "assets = { " GREEN_SHIP("g", "") " };");
    ck_assert_int_eq(run_time(&run, TL_EVENT_ORDER_SENT, "g", 0), 18000);
    const struct tl_event *order = run_event(&run, TL_EVENT_ORDER_SENT, "g", 0);
    ck_assert_int_eq(run.events[order->cause - 1].reason, TL_REASON_AGREEMENT);
    run_clear(&run);
    run = run_in_world(GREEN("") MISSION_C("1.0") BACKS_UP("") "assets = { " GREEN_SHIP("g", "") " };");
    ck_assert_int_eq(run_time(&run, TL_EVENT_ORDER_SENT, "g", 0), 0);
    run_clear(&run);
}
END_TEST

START_TEST(the_staff_works_while_the_notice_runs)
{
    struct run run = run_in_world(GREEN("staff = \"3 h\"; first-decision = \"30 d\";") MISSION_C("1.0")
                                      BACKS_UP("notice = \"5 h\";") "assets = { " GREEN_SHIP("g", "") " };");
    ck_assert_int_eq(run_time(&run, TL_EVENT_ORDER_SENT, "g", 0), 18000);
    run_clear(&run);
    run = run_in_world(GREEN("staff = \"7 h\"; first-decision = \"30 d\";") MISSION_C("1.0")
                           BACKS_UP("notice = \"5 h\";") "assets = { " GREEN_SHIP("g", "") " };");
    ck_assert_int_eq(run_time(&run, TL_EVENT_ORDER_SENT, "g", 0), 7 * 3600);
    run_clear(&run);
}
END_TEST

START_TEST(the_notice_does_not_wait_for_a_busy_staff)
{
    /* green leads a, which none of its own can fill; its second ship's report at 4 h 30 min keeps the staff until 6 h 30 min */
    struct run run = run_in_world(GREEN("staff = \"2 h\"; first-decision = \"30 d\";") BACKS_UP(
        "notice = \"5 h\";") "classes = { boat = { domain = \"sea\"; speed = \"18 kn\"; gives = { asw = 1.0; "
                             "}; endurance = \"9 d\"; }; };\n"
                             "assets = { " GREEN_SHIP("g1", "") GREEN_SHIP(
                                 "g2",
                                 "available = \"16200 s\";") "boat = { class = \"boat\"; partner = \"blue\"; "
                                                             "home = \"p\"; available = \"19 d\"; }; };\n"
                                                             "missions = { " SHARED(
                                                                 "c", "c", "1.0",
                                                                 "") " a = { kind = \"station\"; theatre = "
                                                                     "\"line\"; area = \"area-a\"; lead = "
                                                                     "\"green\";"
                                                                     " partners = [\"green\", \"blue\"]; "
                                                                     "needs = { asw = 1.0; }; }; };");
    ck_assert_int_eq(run_time(&run, TL_EVENT_DECISION, NULL, 0), 0); /* blue's */
    ck_assert_int_eq(run_time(&run, TL_EVENT_ORDER_SENT, NULL, 0), 18000);
    run_clear(&run);
}
END_TEST

START_TEST(a_gap_that_closes_within_the_notice_is_left_alone)
{
    /* c needs somebody from 1 h to 4 h, and again from 10 h on */
    struct run run = run_in_world(GREEN("") BACKS_UP("notice = \"5 h\";") "assets = { " GREEN_SHIP(
        "g", "") " };\n"
                 "missions = { " SHARED("c", "c", "0.0",
                                        "steps = ( { from = \"1 h\"; needs = { presence = 1.0; }; },"
                                        " { from = \"4 h\"; needs = { presence = 0.0; }; },"
                                        " { from = \"10 h\"; needs = { presence = 1.0; }; } );") " };");
    ck_assert_int_eq(run_time(&run, TL_EVENT_ORDER_SENT, "g", 0), 15 * 3600);
    run_clear(&run);
}
END_TEST

START_TEST(it_helps_with_so_many_at_a_time)
{
    static const char ships[] =
        "assets = { g = { class = \"ship\"; partner = \"green\"; home = \"p\"; count = 5; }; };";
    struct tl_text overlay = {0};
    tl_text_print(&overlay, "%s%s%s%s", GREEN(""), MISSION_C("4.0"), BACKS_UP("up-to = 2;"), ships);
    struct run run = run_in_world(tl_text_get(&overlay));
    int64_t serving = 0;
    int64_t most = 0;
    int64_t orders = 0;
    for (size_t i = 0; i < run.count; i++) {
        const struct tl_event *event = &run.events[i];
        orders += event->kind == TL_EVENT_ORDER_SENT && event->time_s == 0;
        serving += event->kind == TL_EVENT_ASSET_ON_STATION;
        serving -= event->kind == TL_EVENT_ASSET_LEAVES;
        most = serving > most ? serving : most;
    }
    ck_assert_int_eq(orders, 2);
    ck_assert_int_eq(most, 2);
    run_clear(&run);
    tl_text_clear(&overlay);
}
END_TEST

START_TEST(before_it_is_reached_it_does_nothing)
{
    struct run run = run_in_world(GREEN("") MISSION_C("1.0") BACKS_UP(
        "notice = \"5 h\"; state = \"late\"; late = \"2 d\";") "assets = { " GREEN_SHIP("g", "") " };");
    ck_assert_int_eq(run_time(&run, TL_EVENT_ORDER_SENT, "g", 0), 2 * 86400 + 18000);
    run_clear(&run);
}
END_TEST

/* ---- binding diversions ---- */

#define MISSIONS                                                                                             \
    "missions = { " SHARED("a", "a", "1.0", "") SHARED("b", "b", "0.0", "")                                  \
        SHARED("c", "c", "1.0", "") " };\n"
#define AT_A_AND_C "assets = { " RUN_SHIP("s1", "at = \"a\";") RUN_SHIP("s2", "at = \"c\";") " };\n"
#define TAKES(keys)                                                                                          \
    "diversions = { d = { partner = \"blue\"; to = \"b\"; pick = \"nearest\"; take = ( { } ); " keys         \
    " }; };\n"
#define DAY_1 "when = \"day() >= 1\"; "

START_TEST(it_binds_those_of_its_mission_alone)
{
    struct run run = run_in_world(GREEN("") MISSIONS AT_A_AND_C TAKES(DAY_1) "agreements = { " AGREED(
        "stay", "blue", "announce = \"10 h\";") " };");
    ck_assert_int_eq(run_time(&run, TL_EVENT_ORDER_SENT, "s1", 0), 86400);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ORDER_SENT, "s2", 0), 86400 + 36000);
    const struct tl_event *announced = run_event(&run, TL_EVENT_WITHDRAWAL_ANNOUNCED, NULL, 0);
    ck_assert_int_eq(announced->time_s, 86400);
    ck_assert_str_eq(run.model->assets[announced->asset].name, "s2");
    ck_assert_str_eq(run_mission(&run, TL_EVENT_WITHDRAWAL_ANNOUNCED, "s2", 0), "c");
    ck_assert_int_eq(run.events[announced->cause - 1].kind, TL_EVENT_DIVERSION_STARTS);
    ck_assert_int_eq(run_count(&run, TL_EVENT_WITHDRAWAL_ANNOUNCED, NULL), 1);
    run_clear(&run);
}
END_TEST

START_TEST(the_stricter_of_both_counts)
{
    static const struct {
        const char *diversion, *agreement;
        int64_t leaves_s;
    } cases[] = {
        {"notice = \"3 h\"; ", "announce = \"2 h\"; ", 3},
        {"notice = \"3 h\"; ", "announce = \"4 h\"; ", 4},
        {"notice = \"3 h\"; ", "hold = \"until-relieved\"; max-hold = \"2 h\"; ", 5},
        {"notice = \"3 h\"; hold = \"until-relieved\"; max-hold = \"6 h\"; ",
         "hold = \"until-relieved\"; max-hold = \"2 h\"; ", 9},
        {"hold = \"until-relieved\"; max-hold = \"6 h\"; ", "announce = \"1 h\"; ", 7},
        {"hold = \"until-relieved\"; max-hold = \"1 h\"; ",
         "hold = \"until-relieved\"; max-hold = \"8 h\"; announce = \"1 h\"; ", 9},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tl_text overlay = {0};
        tl_text_print(&overlay,
                      "%s%s%sdiversions = { d = { partner = \"blue\"; to = \"b\"; pick = \"nearest\"; "
                      "take = ( { assets = [\"s2\"]; } ); %s%s }; };\n"
                      "agreements = { stay = { partner = \"blue\"; mission = \"c\"; %s }; };",
                      GREEN(""), MISSIONS, AT_A_AND_C, DAY_1, cases[i].diversion, cases[i].agreement);
        struct run run = run_in_world(tl_text_get(&overlay));
        ck_assert_int_eq(run_time(&run, TL_EVENT_ORDER_SENT, "s2", 0), 86400 + cases[i].leaves_s * 3600);
        run_clear(&run);
        tl_text_clear(&overlay);
    }
}
END_TEST

START_TEST(held_without_end_it_waits_for_its_relief)
{
    /* s3 becomes ready at 100,000 and counts at c at 100,000 + 24,043 + 21,600 */
    struct run run = run_in_world(GREEN("") MISSIONS "assets = { " RUN_SHIP("s2", "at = \"c\";") RUN_SHIP(
        "s3", "available = \"100000 s\";") " };\n"
                                           "diversions = { d = { partner = \"blue\"; to = \"b\"; pick = "
                                           "\"nearest\"; take = ( { assets = [\"s2\"]; } ); " DAY_1
                                           "}; };\nagreements = { " AGREED(
                                               "stay", "blue", "hold = \"until-relieved\";") " };");
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_LEAVES, "s2", 0), 145643);
    run_clear(&run);
}
END_TEST

START_TEST(it_binds_those_on_alert)
{
    /* an incident takes one: of two on alert for it, both taken, one may go when the announcement is over */
    struct run run = run_in_world(GREEN("") "missions = { " SHARED(
        "b", "b", "0.0",
        "") " c = { kind = \"response\"; theatre = \"line\"; area = \"area-c\"; base = \"p\"; limit = \"2 "
            "d\";"
            " partners = [\"blue\", \"green\"]; needs = { presence = 2.0; }; }; };\n"
            "incidents = { i = { mission = \"c\"; process = \"poisson\"; rate = \"0.0001 /d\"; ceiling = "
            "\"0.0001 /d\"; takes = 1; scene = \"1 h\"; }; };\n"
            "assets = { " RUN_SHIP("s1", "at = \"c\";") RUN_SHIP("s2", "at = \"c\";") " };\n" TAKES(
                DAY_1) "agreements = { " AGREED("stay", "blue",
                                                "announce = \"10 h\"; hold = \"until-relieved\";") " };");
    ck_assert_int_eq(run_count(&run, TL_EVENT_WITHDRAWAL_ANNOUNCED, NULL), 2);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ORDER_SENT, "s1", 0), 86400 + 36000);
    ck_assert_str_eq(run_mission(&run, TL_EVENT_ASSET_RETASKED, "s1", 0), "b");
    ck_assert_int_eq(run_count(&run, TL_EVENT_ORDER_SENT, "s2"), 0);
    run_clear(&run);
}
END_TEST

START_TEST(a_late_one_binds_what_is_taken_after_it)
{
    /* of c's two ships one is taken on day 1 with half a day of notice of its own, and keeps to that; the other on day 3 */
    static const char late[] = GREEN("") "missions = { " SHARED("b", "b", "0.0", "") SHARED(
        "c", "c", "2.0",
        "") " };\n"
            "assets = { " RUN_SHIP("s1", "at = \"c\";") RUN_SHIP(
                "s2", "at = \"c\";") " };\n"
                                     "diversions = { d1 = { partner = \"blue\"; to = \"b\"; pick = "
                                     "\"nearest\"; notice = "
                                     "\"12 h\"; take = ( { assets = [\"s1\"]; } ); " DAY_1 "};"
                                     " d2 = { partner = \"blue\"; to = \"b\"; pick = \"nearest\";"
                                     " take = ( { assets = [\"s2\"]; } ); when = \"day() >= 3\"; }; };\n"
                                     "agreements = { " AGREED(
                                         "stay", "blue",
                                         "announce = \"24 h\"; state = \"late\"; late = \"30 h\";") " };";
    struct run run = run_in_world(late);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ORDER_SENT, "s1", 0), 86400 + 43200);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ORDER_SENT, "s2", 0), 4 * 86400);
    run_clear(&run);
}
END_TEST

START_TEST(it_binds_a_diversion_of_its_own_second)
{
    struct run run = run_in_world(GREEN("") MISSIONS AT_A_AND_C TAKES(DAY_1) "agreements = { " AGREED(
        "stay", "blue", "announce = \"10 h\"; state = \"late\"; late = \"1 d\";") " };");
    ck_assert_int_eq(run_time(&run, TL_EVENT_ORDER_SENT, "s2", 0), 86400 + 36000);
    run_clear(&run);
}
END_TEST

START_TEST(it_binds_a_diversion_of_a_phase_of_its_own_second)
{
    static const char *const cases[][2] = {{"1 d", "state = \"late\"; late = \"1 d\";"}, {"0 d", ""}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tl_text overlay = {0};
        tl_text_print(
            &overlay,
            "%s%s%sphases = { x = { at = \"%s\"; }; };\n"
            "diversions = { d = { partner = \"blue\"; to = \"b\"; pick = \"nearest\"; take = ( { } );"
            " when = \"phase() >= x\"; }; };\n"
            "agreements = { stay = { partner = \"blue\"; mission = \"c\"; announce = \"10 h\"; %s }; };",
            GREEN(""), MISSIONS, AT_A_AND_C, cases[i][0], cases[i][1]);
        struct run run = run_in_world(tl_text_get(&overlay));
        const struct tl_event *agreed = run_event(&run, TL_EVENT_AGREEMENT_STARTS, NULL, 0);
        const struct tl_event *diverts = run_event(&run, TL_EVENT_DIVERSION_STARTS, NULL, 0);
        ck_assert_int_eq(diverts->time_s, agreed->time_s);
        ck_assert_int_lt(agreed->id, diverts->id);
        if (i == 0) { /* at 0 s nobody is there yet to be taken */
            ck_assert_int_eq(run_time(&run, TL_EVENT_ORDER_SENT, "s2", 0), agreed->time_s + 36000);
        }
        run_clear(&run);
        tl_text_clear(&overlay);
    }
}
END_TEST

/* Green sees from the start that c is short of one. What blue's second ship does an hour later it cannot know. */
START_TEST(it_acts_on_what_its_partner_knows)
{
    struct run run =
        run_in_world(GREEN("first-decision = \"30 d\";") MISSION_C("2.0")
                         BACKS_UP("notice = \"10 h\";") "assets = { " RUN_SHIP("s1", "at = \"c\";")
                             RUN_SHIP("s2", "available = \"1 h\";") GREEN_SHIP("g", "") " };");
    const struct tl_event *order = run_event(&run, TL_EVENT_ORDER_SENT, "g", 0);
    ck_assert_int_eq(order->time_s, 36000);
    const struct tl_event *decision = &run.events[order->cause - 1];
    ck_assert_int_eq(decision->reason, TL_REASON_AGREEMENT);
    ck_assert_int_eq(run.events[decision->cause - 1].time_s, 0);
    run_clear(&run);
    /* here a picture says so; blue's own report of it takes days, so that it warns nobody */
    run = run_in_world(
        "partners = { green = { capital = \"p\"; rank = 2; policy = \"greedy\"; first-decision = \"30 d\"; };"
        " blue = { rhythm = \"30 d\"; first-decision = \"1 h\"; report-delay = \"9 d\"; }; };\n"
        "links = { near = { from = \"blue\"; to = \"green\"; delay = \"1 h\"; }; };\n"
        "missions = { " SHARED("b", "b", "0.0", "")
            SHARED("c", "c", "1.0",
                   "") " };\n"
                       "assets = { " RUN_SHIP("s2", "at = \"c\";") GREEN_SHIP(
                           "g", "") " };\n"
                                    "diversions = { d = { partner = \"blue\"; to = \"b\"; pick = "
                                    "\"nearest\"; take = ( { assets = [\"s2\"]; } ); " DAY_1
                                    "}; };\nagreements = { " AGREED(
                                        "help", "green", "backs-up = true; notice = \"2 h\";") " };");
    order = run_event(&run, TL_EVENT_ORDER_SENT, "g", 0);
    ck_assert_int_eq(order->time_s, 86400 + 3 * 3600);
    decision = &run.events[order->cause - 1];
    ck_assert_int_eq(run.events[decision->cause - 1].kind, TL_EVENT_PICTURE_RECEIVED);
    run_clear(&run);
}
END_TEST

/* ---- announced in advance, filled in advance ---- */

START_TEST(what_is_announced_is_filled_in_advance)
{
    /* s2 stays at c for 20 h more; green's picture says so an hour after the announcement, and its ship counts there in time */
    struct run run = run_in_world(
        "partners = { green = { capital = \"p\"; rank = 2; policy = \"greedy\"; }; };\n"
        "links = { near = { from = \"blue\"; to = \"green\"; delay = \"1 h\"; }; };\n" MISSIONS
        "assets = { " RUN_SHIP("s2", "at = \"c\";") GREEN_SHIP("g", "") RUN_SHIP(
            "s1", "at = \"a\";") " };\n"
                                 "diversions = { d = { partner = \"blue\"; to = \"b\"; pick = \"nearest\"; "
                                 "take = ( { assets = [\"s2\"]; } ); " DAY_1
                                 "}; };\nagreements = { " AGREED("stay", "blue", "announce = \"20 h\";")
                                     AGREED("help", "green", "backs-up = true;") " };");
    ck_assert_int_eq(run_time(&run, TL_EVENT_ORDER_SENT, "g", 0), 86400 + 3600);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_ON_STATION, "g", 0), 86400 + 3600 + 24043 + 21600);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_LEAVES, "s2", 0), 86400 + 72000);
    run_clear(&run);
}
END_TEST

TL_TEST_MAIN(agreement, it_binds_a_diversion_of_a_phase_of_its_own_second, it_acts_on_what_its_partner_knows,
             it_starts_when_it_is_reached, nobody_helps_unasked, it_helps_when_its_notice_is_over,
             the_staff_works_while_the_notice_runs, the_notice_does_not_wait_for_a_busy_staff,
             a_gap_that_closes_within_the_notice_is_left_alone, it_helps_with_so_many_at_a_time,
             before_it_is_reached_it_does_nothing, it_binds_those_of_its_mission_alone,
             the_stricter_of_both_counts, held_without_end_it_waits_for_its_relief, it_binds_those_on_alert,
             a_late_one_binds_what_is_taken_after_it, it_binds_a_diversion_of_its_own_second,
             what_is_announced_is_filled_in_advance)
