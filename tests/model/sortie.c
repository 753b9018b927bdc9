/* Sorties: what may happen to one between alert and alert, and the bound on how many there are in a day. */
#include "model/kinds.h"
#include "model/rules.h"
#include "model/watch.h"

/* ---- failures and losses ---- */

#define FAILS_AFTER(s) "classes = { fighter = { failures = \"" s " s\"; repair = \"1000 s\"; }; };\n"

START_TEST(a_failure_before_the_scene_misses_it)
{
    static const struct watch_line lines[] = {
        {0, "asset_on_alert", "f", -1},     {1000, "incident", "-", 1},
        {1000, "asset_scrambles", "f", 1},  {1600, "asset_fails", "f", -1},
        {1600, "incident_missed", "-", 1},  {1600, "asset_departs", "f", -1},
        {1900, "asset_in_repair", "f", -1}, {2900, "asset_repaired", "f", -1},
        {2900, "asset_ready", "f", -1},     {2900, "asset_tasked", "f", -1},
        {2900, "asset_on_alert", "f", -1},
    };
    struct run run = watch_simulate(FAILS_AFTER("600") ONE_FIGHTER WATCH("1.0", "") ONE_VISIT, "1000 s\n");
    WATCH_LINES(run, lines); /* it flew for 300 of 600 s */
    ck_assert_int_eq(run_event(&run, TL_EVENT_INCIDENT_MISSED, NULL, 0)->reason, TL_REASON_FAILURE);
    run_clear(&run);
}
END_TEST

START_TEST(a_failure_before_it_leaves_is_repaired_where_it_is)
{
    struct run run = watch_simulate(FAILS_AFTER("100") ONE_FIGHTER WATCH("1.0", "") ONE_VISIT, "1000 s\n");
    watch_expect(&run, TL_EVENT_INCIDENT_MISSED, NULL, "1100 ");
    watch_expect(&run, TL_EVENT_ASSET_IN_REPAIR, NULL, "1100 ");
    ck_assert_str_eq(run_place(&run, TL_EVENT_ASSET_IN_REPAIR, "f", 0), "p");
    run_clear(&run);
}
END_TEST

START_TEST(a_failure_on_the_scene_does_not)
{
    struct run run = watch_simulate(FAILS_AFTER("1500") ONE_FIGHTER WATCH("1.0", "") ONE_VISIT, "1000 s\n");
    watch_expect(&run, TL_EVENT_INCIDENT_ANSWERED, NULL, "2183 ");
    watch_expect(&run, TL_EVENT_INCIDENT_MISSED, NULL, "");
    watch_expect(&run, TL_EVENT_INCIDENT_OVER, NULL, "2500 ");
    watch_expect(&run, TL_EVENT_ASSET_IN_REPAIR, NULL, "3383 ");
    run_clear(&run);
}
END_TEST

START_TEST(a_failure_on_the_way_home_goes_on_home)
{
    struct run run = watch_simulate(FAILS_AFTER("2500") ONE_FIGHTER WATCH("1.0", "") ONE_VISIT, "1000 s\n");
    watch_expect(&run, TL_EVENT_ASSET_FAILS, NULL, "3500 ");
    ck_assert_str_eq(run_mission(&run, TL_EVENT_ASSET_FAILS, "f", 0), "watch");
    watch_expect(&run, TL_EVENT_ASSET_DEPARTS, NULL, "3383 ");
    watch_expect(&run, TL_EVENT_ASSET_IN_REPAIR, NULL, "4266 ");
    watch_expect(&run, TL_EVENT_ASSET_ON_ALERT, NULL, "0 5266 "); /* as the policy has it */
    run_clear(&run);
}
END_TEST

/* Both fly; only the fighter fails. The slow one flies on, nothing is answered, and nobody waits for anybody. */
START_TEST(the_others_fly_on)
{
    struct run run = watch_simulate(
        FAILS_AFTER("600") "assets = { " FIGHTERS(
            "f", ON_WATCH) " a = { class = \"slow\"; "
                           "partner = \"blue\"; home = \"p\"; " ON_WATCH
                           " }; };\n" WATCH("2.0", "") "incidents = { " VISITS("v", "takes = 2;") " };\n",
        "1000 s\n");
    watch_expect(&run, TL_EVENT_INCIDENT_MISSED, NULL, "1600 ");
    watch_expect(&run, TL_EVENT_ASSET_ON_SCENE, NULL, "3066 ");
    watch_expect(&run, TL_EVENT_INCIDENT_ANSWERED, NULL, "");
    watch_expect(&run, TL_EVENT_INCIDENT_OVER, NULL, "");
    watch_expect(&run, TL_EVENT_ASSET_HOME, "a", "6032 ");
    watch_expect(&run, TL_EVENT_ASSET_ON_ALERT, "a", "0 11432 ");
    run_clear(&run);
}
END_TEST

/* An inject takes f away in each of its states; another one must go on as if nothing were. */
START_TEST(lost_in_each_state)
{
    static const struct {
        const char *at, *missed, *answered, *over, *ready;
    } rows[] = {
        {"500 s", "1000 ", "", "", "0 "},           /* on alert */
        {"1200 s", "1200 ", "", "", "0 "},          /* not off yet */
        {"1500 s", "1500 ", "", "", "0 "},          /* on its way */
        {"2500 s", "", "2183 ", "2500 ", "0 "},     /* on the scene */
        {"3500 s", "", "2183 ", "3383 ", "0 "},     /* on its way back */
        {"5000 s", "", "2183 ", "3383 ", "0 "},     /* in turnaround */
        {"9666 s", "", "2183 ", "3383 ", "0 9666 "} /* on alert again */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct tl_text overlay = {0};
        tl_text_add(&overlay, ONE_FIGHTER WATCH("1.0", "") ONE_VISIT "injects = { x = { at = \"");
        tl_text_add(&overlay, rows[i].at);
        tl_text_add(&overlay, "\"; kind = \"lose\"; asset = \"f\"; }; };");
        struct run run = watch_simulate(tl_text_get(&overlay), "1000 s\n");
        watch_expect(&run, TL_EVENT_INCIDENT_MISSED, NULL, rows[i].missed);
        watch_expect(&run, TL_EVENT_INCIDENT_ANSWERED, NULL, rows[i].answered);
        watch_expect(&run, TL_EVENT_INCIDENT_OVER, NULL, rows[i].over);
        watch_expect(&run, TL_EVENT_ASSET_ON_ALERT, NULL, rows[i].ready);
        const struct tl_event *lost = run_event(&run, TL_EVENT_ASSET_LOST, "f", 0);
        for (size_t k = (size_t)lost->id; k < run.count; k++) {
            enum tl_asset_state state = tl_event_class_get(run.events[k].kind)->state;
            ck_assert_msg(state == TL_STATE_NONE, "%s: it goes on", rows[i].at);
        }
        run_clear(&run);
        tl_text_clear(&overlay);
    }
}
END_TEST

/* ---- orders, diversions, closing ---- */

START_TEST(joins_from_its_base_at_once_and_from_another_after_a_turnaround)
{
    static const struct watch_line lines[] = {
        {0, "asset_ready", "here", -1},       {0, "asset_ready", "there", -1},
        {0, "asset_tasked", "here", -1},      {0, "asset_on_alert", "here", -1},
        {0, "asset_tasked", "there", -1},     {0, "asset_departs", "there", -1},
        {1766, "asset_home", "there", -1},    {7166, "asset_on_alert", "there", -1},
        {50000, "incident", "-", 1},          {50000, "asset_scrambles", "here", 1},
        {51183, "asset_on_scene", "here", 1}, {51183, "incident_answered", "-", 1},
        {52383, "asset_departs", "here", -1}, {52383, "incident_over", "-", 1},
        {53266, "asset_home", "here", -1},    {58666, "asset_on_alert", "here", -1},
    };
    struct run run = watch_simulate(
        "assets = { " FIGHTERS("here", "") " there = { class = \"fighter\"; partner = "
                                           "\"blue\"; home = \"q\"; }; };\n" WATCH("2.0", "") ONE_VISIT,
        "50000 s\n");
    WATCH_LINES(run, lines);
    run_clear(&run);
}
END_TEST

/* f-1 is on a sortie when the diversion comes, f-2 on alert: f-2 goes at once, f-1 when it is back and fit. */
START_TEST(a_diversion_takes_from_the_pool)
{
    struct run run =
        watch_simulate(TWO_FIGHTERS WATCH_AND_STATION ONE_VISIT
                       "phases = { now = { }; }; injects = { x = { at = \"1500 s\"; kind = "
                       "\"start-phase\"; phase = \"now\"; }; };\n"
                       "diversions = { d = { partner = \"blue\"; when = \"phase() == now\"; until = "
                       "\"day() >= 1\"; to = \"cap\"; pick = \"nearest\"; take = ( { class = "
                       "\"fighter\"; count = 2; } ); }; };\n",
                       "1000 s\n");
    watch_expect(&run, TL_EVENT_ASSET_RETASKED, "f-2", "1500 ");
    ck_assert_int_eq(run_event(&run, TL_EVENT_ASSET_DEPARTS, "f-2", 0)->time_s, 1500);
    watch_expect(&run, TL_EVENT_INCIDENT_ANSWERED, NULL, "2183 ");
    /* the order finds it at its base, whether it was ready or on alert again for that second */
    ck_assert_int_eq(run_event(&run, TL_EVENT_ORDER_RECEIVED, "f-1", 0)->time_s, 9666);
    ck_assert_int_eq(run_event(&run, TL_EVENT_ASSET_DEPARTS, "f-1", 1)->time_s, 9666);
    watch_expect(&run, TL_EVENT_ORDER_REFUSED, NULL, "");
    ck_assert_str_eq(run_mission(&run, TL_EVENT_ASSET_ON_STATION, "f-1", 0), "cap");
    run_clear(&run);
}
END_TEST

/* Ordered at 500 with a notice of three hours: it answers until then, and comes on alert again in between. */
START_TEST(until_its_notice_is_over_it_answers)
{
    struct run run = watch_simulate(
        "assets = { " FIGHTERS(
            "f", ON_WATCH) " };\n" WATCH_AND_STATION ONE_VISIT
                           "phases = { now = { }; }; injects = { x = { at = \"500 s\"; kind = "
                           "\"start-phase\"; phase = \"now\"; }; };\n"
                           "diversions = { d = { partner = \"blue\"; when = \"phase() == now\"; to = "
                           "\"cap\"; pick = \"nearest\";\n"
                           "  notice = \"3 h\"; take = ( { class = \"fighter\"; count = 1; } ); }; };\n",
        "1000 s\n");
    watch_expect(&run, TL_EVENT_INCIDENT_ANSWERED, NULL, "2183 ");
    watch_expect(&run, TL_EVENT_ASSET_ON_ALERT, NULL, "0 9666 ");
    watch_expect(&run, TL_EVENT_ASSET_RETASKED, NULL, "11300 ");
    run_clear(&run);
}
END_TEST

/* Run until f is on its way to the incident, order it, and run on. */
static struct run order_on_sortie(const char *mission)
{
    struct run run = watch_build("assets = { " FIGHTERS("f", ON_WATCH) " };\n" WATCH_AND_STATION ONE_VISIT,
                                 (const char *const[]){"1000 s\n"}, 1);
    struct tl_sink sink = {run_take, &run};
    struct tl_state state;
    tl_state_init(&state, run.model, 1, 0, &sink, 1);
    run_until(&state, 1000, NULL);
    int32_t to = mission == NULL ? TL_NONE : strcmp(run.model->missions[0].name, mission) == 0 ? 0 : 1;
    struct tl_order order = {
        .partner = 0, .asset = 0, .mission = to, .diversion = TL_NONE, .relieves = TL_NONE};
    tl_order_send(&state, order, state.last_id);
    run_until(&state, run.model->horizon_s, NULL);
    tl_state_clear(&state);
    return run;
}

START_TEST(an_order_does_not_reach_a_sortie)
{
    struct run run = order_on_sortie("cap");
    ck_assert_int_eq(run_event(&run, TL_EVENT_ORDER_REFUSED, "f", 0)->reason, TL_REASON_STATE);
    watch_expect(&run, TL_EVENT_INCIDENT_ANSWERED, NULL, "2183 ");
    watch_expect(&run, TL_EVENT_ASSET_ON_ALERT, NULL, "0 9666 ");
    run_clear(&run);
}
END_TEST

START_TEST(a_recall_is_heeded_once_it_is_back)
{
    struct run run = order_on_sortie(NULL);
    watch_expect(&run, TL_EVENT_ORDER_REFUSED, NULL, "");
    watch_expect(&run, TL_EVENT_INCIDENT_ANSWERED, NULL, "2183 ");
    watch_expect(&run, TL_EVENT_ASSET_ON_ALERT, NULL, "0 ");
    watch_expect(&run, TL_EVENT_ASSET_READY, NULL, "9666 ");
    run_clear(&run);
}
END_TEST

/* A weighty mission opens while one is out: the policy takes the one on alert, at once, and later the other. */
START_TEST(a_policy_takes_from_the_pool)
{
    struct run run = watch_simulate(
        TWO_FIGHTERS "missions = { " MISSION(
            "0.0",
            "") " cap = { kind = \"station\"; theatre = \"line\"; area = \"area-d\"; partners = [\"blue\"];\n"
                "  weight = 50.0; opens = \"1500 s\"; needs = { scramble = 2.0; }; }; };\n" ONE_VISIT,
        "1000 s\n");
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_RETASKED, "f-2", 0), 1500);
    watch_expect(&run, TL_EVENT_ORDER_REFUSED, NULL, "");
    watch_expect(&run, TL_EVENT_INCIDENT_ANSWERED, NULL, "2183 ");
    ck_assert_int_le(run_count(&run, TL_EVENT_DECISION, NULL), 100);
    run_clear(&run);
}
END_TEST

START_TEST(the_mission_closes_during_a_sortie)
{
    static const struct watch_line lines[] = {
        {0, "asset_on_alert", "f-1", -1},    {0, "asset_on_alert", "f-2", -1},
        {1000, "incident", "-", 1},          {1000, "asset_scrambles", "f-1", 1},
        {1500, "asset_recalled", "f-2", -1}, {1500, "asset_ready", "f-2", -1},
        {2183, "asset_on_scene", "f-1", 1},  {2183, "incident_answered", "-", 1},
        {3383, "asset_departs", "f-1", -1},  {3383, "incident_over", "-", 1},
        {4266, "asset_home", "f-1", -1},     {9666, "asset_ready", "f-1", -1},
    };
    struct run run =
        watch_simulate(TWO_FIGHTERS WATCH("2.0", "closes = \"1500 s\";") ONE_VISIT, "1000 s\n2000 s\n");
    WATCH_LINES(run, lines);
    run_clear(&run);
}
END_TEST

/* Whoever waits when it closes is missed. */
START_TEST(closing_drops_the_queue)
{
    struct run run = watch_build(ONE_FIGHTER WATCH("1.0", "waits = true;") ONE_VISIT,
                                 (const char *const[]){"1000 s\n1100 s\n1200 s\n"}, 1);
    struct tl_sink sink = {run_take, &run};
    struct tl_state state;
    tl_state_init(&state, run.model, 1, 0, &sink, 1);
    run_until(&state, 1300, NULL);
    ck_assert_int_eq(state.missions[0].waiting.count, 2);
    struct tl_event event = tl_event_make(TL_EVENT_MISSION_CLOSES, 0);
    event.mission = 0;
    int64_t id = tl_state_tell(&state, event);
    run.model->missions[0].kind->closed(&state, 0, id);
    ck_assert_int_eq(state.missions[0].waiting.count, 0);
    watch_expect(&run, TL_EVENT_INCIDENT_MISSED, NULL, "1200 1200 ");
    ck_assert_int_eq(run_event(&run, TL_EVENT_INCIDENT_MISSED, NULL, 0)->reason, TL_REASON_DEMAND);
    tl_state_clear(&state);
    run_clear(&run);
}
END_TEST

START_TEST(home_to_another_base_where_its_own_is_closed)
{
    struct run run =
        watch_simulate(ONE_FIGHTER WATCH("1.0", "") ONE_VISIT
                       "injects = { x = { at = \"3500 s\"; kind = \"close\"; place = \"p\"; }; };\n",
                       "1000 s\n");
    /* 117 of 883 s on its way back to P, 2 degrees from either: 883 + 117 s to Q */
    watch_expect(&run, TL_EVENT_ASSET_DEPARTS, "f", "3383 3500 ");
    watch_expect(&run, TL_EVENT_ASSET_HOME, "f", "4500 ");
    ck_assert_str_eq(run_place(&run, TL_EVENT_ASSET_HOME, "f", 0), "q");
    watch_expect(&run, TL_EVENT_ASSET_READY, "f", "9900 ");
    watch_expect(&run, TL_EVENT_ASSET_ON_ALERT, "f", "0 ");
    run_clear(&run);
}
END_TEST

/* ---- endurance and sorties ---- */

START_TEST(the_scene_ends_with_its_endurance)
{
    struct run run = watch_simulate(
        "classes = { fighter = { endurance = \"2400 s\"; }; };\n" ONE_FIGHTER WATCH("1.0", "") ONE_VISIT,
        "1000 s\n");
    ck_assert_int_eq(run_event(&run, TL_EVENT_ASSET_ON_SCENE, "f", 0)->until, 1300 + 2400 - 883);
    watch_expect(&run, TL_EVENT_ASSET_HOME, "f", "3700 ");
    run_clear(&run);
}
END_TEST

#define FIGHTER_AND_SLOW(scene)                                                                              \
    "assets = { " FIGHTERS(                                                                                  \
        "f", ON_WATCH) " a = { class = \"slow\"; partner = \"blue\"; home = \"p\"; " ON_WATCH                \
                       " }; };\n" WATCH(                                                                     \
                           "2.0",                                                                            \
                           "") "incidents = { v = { mission = \"watch\"; process = \"replay\"; dates = "     \
                               "\"%s\"; takes = 2; scene = \"" scene "\"; }; };\n"

/* The fighter is there at 2,183, the slow one, first by name, at 3,066. With 2,648 s the fighter must be off a second before that. */
START_TEST(who_is_there_waits_as_long_as_endurance_allows)
{
    struct run run = watch_simulate(
        "classes = { fighter = { endurance = \"2649 s\"; }; };\n" FIGHTER_AND_SLOW("1200 s"), "1000 s\n");
    watch_expect(&run, TL_EVENT_INCIDENT_ANSWERED, NULL, "3066 ");
    watch_expect(&run, TL_EVENT_INCIDENT_MISSED, NULL, "");
    watch_expect(&run, TL_EVENT_ASSET_DEPARTS, "f", "3066 ");
    watch_expect(&run, TL_EVENT_ASSET_DEPARTS, "a", "4266 ");
    run_clear(&run);
    run = watch_simulate("classes = { fighter = { endurance = \"2648 s\"; }; };\n" FIGHTER_AND_SLOW("1200 s"),
                         "1000 s\n");
    watch_expect(&run, TL_EVENT_INCIDENT_ANSWERED, NULL, "");
    watch_expect(&run, TL_EVENT_INCIDENT_MISSED, NULL, "3065 ");
    watch_expect(&run, TL_EVENT_INCIDENT_OVER, NULL, "");
    ck_assert_int_eq(run_event(&run, TL_EVENT_INCIDENT_MISSED, NULL, 0)->reason, TL_REASON_ENDURANCE);
    watch_expect(&run, TL_EVENT_ASSET_HOME, "f", "3948 ");
    watch_expect(&run, TL_EVENT_ASSET_DEPARTS, "a", "4266 ");
    run_clear(&run);
}
END_TEST

/* In the second of the last arrival nobody leaves before it, whoever is first by name. */
START_TEST(without_a_scene_all_leave_together)
{
    static const char *const overlays[] = {FIGHTER_AND_SLOW("0 s"),
                                           "classes = { fighter = { speed = \"245 kn\"; }; slow = { speed = "
                                           "\"490 kn\"; }; };\n" FIGHTER_AND_SLOW("0 s")};
    for (size_t i = 0; i < sizeof overlays / sizeof *overlays; i++) {
        struct run run = watch_simulate(overlays[i], "1000 s\n");
        watch_expect(&run, TL_EVENT_INCIDENT_ANSWERED, NULL, "3066 ");
        watch_expect(&run, TL_EVENT_INCIDENT_MISSED, NULL, "");
        watch_expect(&run, TL_EVENT_INCIDENT_OVER, NULL, "3066 ");
        watch_expect(&run, TL_EVENT_ASSET_DEPARTS, NULL, "3066 3066 ");
        run_clear(&run);
    }
}
END_TEST

/* Three are sent; one drops out before the last is there. Those on the scene stay until 1,200 s after their own arrival, or now. */
START_TEST(who_drops_out_ends_the_wait)
{
    static const struct {
        const char *at, *lost, *f_2, *a;
    } rows[] = {
        {"2500 s", "f-1", "3383 ", "4266 "}, /* on the scene */
        {"2500 s", "a", "3383 ", ""},        /* on its way */
        {"3500 s", "f-1", "4266 ", "4266 "}, /* all were there */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct tl_text overlay = {0};
        tl_text_print(&overlay, "injects = { x = { at = \"%s\"; kind = \"lose\"; asset = \"%s\"; }; };\n",
                      rows[i].at, rows[i].lost);
        tl_text_add(&overlay,
                    "assets = { " FIGHTERS("f", ON_WATCH
                                           "count = 2;") " a = { class = \"slow\"; partner = "
                                                         "\"blue\"; home = \"p\"; " ON_WATCH
                                                         " }; };\n" WATCH("3.0", "") "incidents = { " VISITS(
                                                             "v", "takes = 3;") " };\n");
        struct run run = watch_simulate(tl_text_get(&overlay), "1000 s\n");
        bool is_answered = i == 2;
        watch_expect(&run, TL_EVENT_INCIDENT_ANSWERED, NULL, is_answered ? "3066 " : "");
        watch_expect(&run, TL_EVENT_INCIDENT_MISSED, NULL, is_answered ? "" : "2500 ");
        watch_expect(&run, TL_EVENT_ASSET_DEPARTS, "f-2", rows[i].f_2);
        watch_expect(&run, TL_EVENT_ASSET_DEPARTS, "a", rows[i].a);
        run_clear(&run);
        tl_text_clear(&overlay);
    }
}
END_TEST

/* The leg from Q to the pool's base is no sortie: it may scramble on the same day, once. */
START_TEST(a_leg_between_bases_is_no_sortie)
{
    struct run run = watch_simulate(
        "classes = { fighter = { sorties = 1; }; };\n"
        "assets = { f = { class = \"fighter\"; partner = \"blue\"; home = \"q\"; }; };\n" WATCH("1.0", "")
            ONE_VISIT,
        "10000 s\n");
    watch_expect(&run, TL_EVENT_ASSET_SCRAMBLES, "f", "10000 ");
    watch_expect(&run, TL_EVENT_ASSET_ON_ALERT, "f", "7166 96400 ");
    run_clear(&run);
}
END_TEST

START_TEST(one_sortie_a_day)
{
    struct run run =
        watch_simulate("classes = { fighter = { sorties = 1; }; };\n" ONE_FIGHTER WATCH("1.0", "") ONE_VISIT,
                       "1000 s\n87399 s\n87400 s\n");
    watch_expect(&run, TL_EVENT_ASSET_SCRAMBLES, "f", "1000 87400 ");
    watch_expect(&run, TL_EVENT_ASSET_ON_ALERT, "f", "0 87400 ");
    watch_expect(&run, TL_EVENT_INCIDENT_MISSED, NULL, "87399 ");
    run_clear(&run);
}
END_TEST

START_TEST(two_sorties_a_day)
{
    struct run run =
        watch_simulate("classes = { fighter = { sorties = 2; }; };\n" ONE_FIGHTER WATCH("1.0", "") ONE_VISIT,
                       "1000 s\n20000 s\n87399 s\n87400 s\n106399 s\n106400 s\n172000 s\n");
    /* the third not before 1,000 s + a day, the fourth not before 20,000 s + a day */
    watch_expect(&run, TL_EVENT_ASSET_SCRAMBLES, "f", "1000 20000 87400 106400 ");
    watch_expect(&run, TL_EVENT_INCIDENT_MISSED, NULL, "87399 106399 172000 ");
    run_clear(&run);
}
END_TEST

/* What is flown to a station counts as well: out at 0 and at 20,000, the third time not before a day is over. */
START_TEST(the_bound_is_on_leaving_a_base_for_whatever)
{
    struct run run = run_text(
        watch_world,
        "classes = { fighter = { sorties = 2; endurance = \"10000 s\"; turnaround = \"10000 s\"; }; };\n"
        "assets = { " FIGHTERS(
            "f",
            "") " };\n"
                "missions = { cap = { kind = \"station\"; theatre = \"line\"; area = \"area-d\"; partners "
                "= [\"blue\"]; needs = { scramble = 1.0; }; }; };\n");
    watch_expect(&run, TL_EVENT_ASSET_HOME, "f", "10000 30000 96400 116400 ");
    watch_expect(&run, TL_EVENT_ASSET_READY, "f", "0 20000 86400 106400 172800 ");
    run_clear(&run);
}
END_TEST

START_TEST(after_repair_the_bound_on_sorties_holds)
{
    struct run run = watch_simulate(
        "classes = { fighter = { sorties = 1; failures = \"600 s\"; repair = \"1000 s\"; }; };\n" ONE_FIGHTER
            WATCH("1.0", "") ONE_VISIT,
        "1000 s\n");
    watch_expect(&run, TL_EVENT_ASSET_REPAIRED, "f", "2900 ");
    watch_expect(&run, TL_EVENT_ASSET_HOME, "f", "2900 ");
    watch_expect(&run, TL_EVENT_ASSET_READY, "f", "87400 ");
    run_clear(&run);
}
END_TEST

TL_TEST_MAIN(sortie, until_its_notice_is_over_it_answers, a_failure_before_the_scene_misses_it,
             a_failure_before_it_leaves_is_repaired_where_it_is, a_failure_on_the_scene_does_not,
             a_failure_on_the_way_home_goes_on_home, the_others_fly_on, lost_in_each_state,
             joins_from_its_base_at_once_and_from_another_after_a_turnaround, a_diversion_takes_from_the_pool,
             an_order_does_not_reach_a_sortie, a_recall_is_heeded_once_it_is_back,
             a_policy_takes_from_the_pool, the_mission_closes_during_a_sortie, closing_drops_the_queue,
             home_to_another_base_where_its_own_is_closed, the_scene_ends_with_its_endurance,
             who_is_there_waits_as_long_as_endurance_allows, without_a_scene_all_leave_together,
             who_drops_out_ends_the_wait, a_leg_between_bases_is_no_sortie, one_sortie_a_day,
             two_sorties_a_day, the_bound_is_on_leaving_a_base_for_whatever,
             after_repair_the_bound_on_sorties_holds)
