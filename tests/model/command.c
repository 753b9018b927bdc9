#include "test.h"

#include "model/run.h"

/* ---- own forces as reported ---- */

/* What blue believes to be planned for mission 0 whenever something happened, looked at after each step. */
static struct {
    int64_t changed_s[16]; /* when it changed */
    int64_t planned_u[16];
    size_t count;
} seen; /* the first changes; more do not matter */

static void look(const struct tl_state *state)
{
    int64_t planned_u = tl_state_planned(state, 0, 0)[0];
    if (seen.count < 16 && (seen.count == 0 || seen.planned_u[seen.count - 1] != planned_u)) {
        seen.changed_s[seen.count] = state->now_s;
        seen.planned_u[seen.count++] = planned_u;
    }
}

static struct run run_looking(const char *overlay)
{
    struct run run = run_build(run_world, overlay);
    run.watch = look;
    seen.count = 0;
    run_replication(&run, 1, 0, NULL, NULL);
    return run;
}

#define MISSION_A           "missions = { " RUN_MISSION("a", "a", "1.0", "") " };\n"
#define FAILS(time, repair) "classes = { ship = { failures = \"" time "\"; repair = \"" repair "\"; }; };\n"
#define SLOW_REPORTS                                                                                         \
    "partners = { blue = { report-delay = \"2 h\"; first-decision = \"0 h\"; rhythm = \"1 h\"; }; };\n"

START_TEST(a_failure_is_known_when_its_report_is_there)
{
    /* s1 fails after 100,000 s on station; the commander looks every hour, and sends s2 when it knows */
    struct run run = run_looking(SLOW_REPORTS FAILS("constant(100000 s)", "constant(15 d)") MISSION_A
                                 "assets = { " RUN_SHIP("s1", "at = \"a\";") RUN_SHIP("s2", "") " };");
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_FAILS, "s1", 0), 100000);
    ck_assert_uint_ge(seen.count, 4);
    ck_assert_int_eq(seen.planned_u[1], TL_MICRO); /* s1 from the start */
    ck_assert_int_eq(seen.changed_s[1], 0);
    ck_assert_int_eq(seen.planned_u[2], 0);
    ck_assert_int_eq(seen.changed_s[2], 107200);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ORDER_SENT, "s2", 0), 107200);
    run_clear(&run);
}
END_TEST

START_TEST(a_loss_is_known_when_its_report_is_there)
{
    struct run run = run_looking(SLOW_REPORTS MISSION_A "assets = { " RUN_SHIP("s1", "at = \"a\";") RUN_SHIP(
        "s2", "") " };\n"
                  "injects = { sunk = { kind = \"lose\"; asset = \"s1\"; at = \"100000 s\"; }; };");
    ck_assert_int_eq(seen.changed_s[2], 107200);
    ck_assert_int_eq(seen.planned_u[2], 0);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ORDER_SENT, "s2", 0), 107200);
    run_clear(&run);
}
END_TEST

START_TEST(an_old_report_takes_nothing_new_away)
{
    /* At 2 degrees and failing soon: s1 fails under way, is back and repaired before the report of that is there, and is sent again. */
    struct run run =
        run_looking("partners = { blue = { report-delay = \"5 h\"; rhythm = \"1 h\"; }; };\n" FAILS(
            "constant(3000 s)",
            "constant(60 s)") "missions = { " RUN_MISSION("a", "c", "1.0",
                                                          "") " };\n"
                                                              "assets = { " RUN_SHIP("s1", "") " };");
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_FAILS, "s1", 0), 3000);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_READY, "s1", 1), 6060);
    /* the commander, who believes it on its way, learns of the failure at 21,000 s: the ready ship goes then, and fails at 24,000 s, of
     * which it learns at 42,000 s; reports of its being ready come at 24,060 s, before that */
    ck_assert_int_eq(run_time(&run, TL_EVENT_ORDER_SENT, "s1", 1), 21000);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_FAILS, "s1", 1), 24000);
    for (size_t i = 1; i < seen.count; i++) {
        ck_assert(seen.planned_u[i] == 0 || seen.planned_u[i] == TL_MICRO);
    }
    ck_assert_int_eq(seen.changed_s[1], 0);
    ck_assert_int_eq(seen.changed_s[2], 21000); /* gone with the report, there again with the order */
    ck_assert_int_eq(seen.changed_s[3], 21000);
    ck_assert_int_eq(seen.changed_s[4], 42000);
    run_clear(&run);
}
END_TEST

START_TEST(a_planned_departure_is_known_at_once)
{
    struct run run = run_looking(SLOW_REPORTS MISSION_A "assets = { " RUN_SHIP("s1", "at = \"a\";") " };");
    ck_assert_int_eq(seen.changed_s[2], 532671);
    ck_assert_int_eq(seen.planned_u[2], 0);
    run_clear(&run);
}
END_TEST

START_TEST(a_station_asks_for_another_relief_when_the_first_failed)
{
    /* s2, on its way to relieve s1, fails at 453,342 + 30,000; the report is there 2 h later, and s3 is sent as the relief */
    struct run run = run_looking(
        "partners = { blue = { report-delay = \"2 h\"; rhythm = \"30 d\"; first-decision = \"0 h\"; }; };\n"
        "classes = { fast = { domain = \"sea\"; speed = \"36 kn\"; gives = { presence = 1.0; }; endurance = "
        "\"604800 "
        "s\"; };\n weak = { domain = \"sea\"; speed = \"18 kn\"; gives = { presence = 1.0; }; endurance = "
        "\"604800 s\"; "
        "failures = \"constant(30000 s)\"; repair = \"constant(30 d)\"; }; };\n"
        "missions = { " RUN_MISSION(
            "a", "a", "1.0",
            "handover = \"7200 s\";") " };\n"
                                      "assets = { " RUN_SHIP(
                                          "s1",
                                          "at = \"a\";") " s2 = { class = \"weak\"; partner = \"blue\"; home "
                                                         "= \"p\"; };"
                                                         " s3 = { class = \"fast\"; partner = \"blue\"; home "
                                                         "= \"p\"; available = \"460000 s\"; }; };");
    ck_assert_int_eq(run_time(&run, TL_EVENT_ORDER_SENT, "s2", 0), 453342);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_FAILS, "s2", 0), 483342);
    const struct tl_event *order = run_event(&run, TL_EVENT_ORDER_SENT, "s3", 0);
    ck_assert_ptr_nonnull(order);
    ck_assert_int_eq(order->time_s, 490542);
    ck_assert_int_ne(order->by, TL_NONE);
    run_clear(&run);
}
END_TEST

/* ---- decisions ---- */

START_TEST(reports_of_one_second_are_decided_on_once)
{
    /* at 1 d the only ship is lost and another one becomes ready, which are two reports and the gap at the end of the second a third */
    struct run run = run_looking(MISSION_A "assets = { " RUN_SHIP("s1", "at = \"a\";") RUN_SHIP(
        "s2",
        "available = \"1 d\";") " };\n"
                                "injects = { sunk = { kind = \"lose\"; asset = \"s1\"; at = \"1 d\"; }; };");
    for (size_t i = 0; i < run.count; i++) {
        const struct tl_event *event = &run.events[i];
        for (size_t j = i + 1; j < run.count && run.events[j].time_s == event->time_s; j++) {
            bool are_both = event->kind == TL_EVENT_DECISION && run.events[j].kind == TL_EVENT_DECISION;
            ck_assert(!are_both || event->reason == TL_REASON_RHYTHM ||
                      run.events[j].reason == TL_REASON_RHYTHM);
        }
    }
    ck_assert_int_eq(run_time(&run, TL_EVENT_ORDER_SENT, "s2", 0), 86400);
    run_clear(&run);
}
END_TEST

/* A pool is below what its incidents take whenever somebody is out; that is no gap to report. */
START_TEST(no_gap_is_reported_of_a_pool)
{
    struct run run = run_looking("assets = { " RUN_SHIP("s1", "at = \"c\";") RUN_SHIP(
        "s2", "at = \"a\";") " };\n"
                             "missions = { " RUN_MISSION(
                                 "a", "a", "2.0",
                                 "") " c = { kind = \"response\"; theatre = \"line\"; area = \"area-c\"; "
                                     "base = \"p\";"
                                     " partners = [\"blue\"]; needs = { presence = 2.0; }; }; };\n"
                                     "incidents = { i = { mission = \"c\"; rate = \"1 /d\"; ceiling = \"1 "
                                     "/d\"; process = \"poisson\";"
                                     " takes = 2; scene = \"1 h\"; }; };");
    int64_t gaps = 0;
    for (size_t i = 0; i < run.count; i++) {
        const struct tl_event *event = &run.events[i];
        bool is_gap = event->kind == TL_EVENT_REPORT_SENT && event->reason == TL_REASON_GAP;
        gaps += is_gap;
        ck_assert(!is_gap || strcmp(run.model->missions[event->mission].name, "a") == 0);
    }
    ck_assert_int_gt(gaps, 0);
    run_clear(&run);
}
END_TEST

TL_TEST_MAIN(command, no_gap_is_reported_of_a_pool, a_failure_is_known_when_its_report_is_there,
             a_loss_is_known_when_its_report_is_there, an_old_report_takes_nothing_new_away,
             a_planned_departure_is_known_at_once, a_station_asks_for_another_relief_when_the_first_failed,
             reports_of_one_second_are_decided_on_once)
