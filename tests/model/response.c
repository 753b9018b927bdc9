/* Response missions: who answers an incident, who waits, what coverage says. */
#include "model/watch.h"

/* ---- the micro-scenario ---- */

START_TEST(micro_goes_by_the_second)
{
    static const struct watch_line lines[] = {
        {0, "asset_on_alert", "f-1", -1},     {0, "asset_on_alert", "f-2", -1},
        {1000, "incident", "-", 1},           {1000, "asset_scrambles", "f-1", 1},
        {2183, "asset_on_scene", "f-1", 1},   {2183, "incident_answered", "-", 1},
        {3000, "incident", "-", 2},           {3000, "asset_scrambles", "f-2", 2},
        {3383, "asset_departs", "f-1", -1},   {3383, "incident_over", "-", 1},
        {4183, "asset_on_scene", "f-2", 2},   {4183, "incident_answered", "-", 2},
        {4266, "asset_home", "f-1", -1},      {5383, "asset_departs", "f-2", -1},
        {5383, "incident_over", "-", 2},      {6266, "asset_home", "f-2", -1},
        {9665, "incident", "-", 3},           {9665, "incident_missed", "-", 3},
        {9666, "asset_on_alert", "f-1", -1},  {9666, "incident", "-", 4},
        {9666, "asset_scrambles", "f-1", 4},  {9667, "incident", "-", 5},
        {9667, "incident_missed", "-", 5},    {10849, "asset_on_scene", "f-1", 4},
        {10849, "incident_answered", "-", 4}, {11666, "asset_on_alert", "f-2", -1},
        {12049, "asset_departs", "f-1", -1},  {12049, "incident_over", "-", 4},
        {12932, "asset_home", "f-1", -1},     {18332, "asset_on_alert", "f-1", -1},
        {20000, "incident", "-", 6},          {20000, "asset_scrambles", "f-2", 6},
        {21183, "asset_on_scene", "f-2", 6},  {21183, "incident_answered", "-", 6},
        {22383, "asset_departs", "f-2", -1},  {22383, "incident_over", "-", 6},
        {23266, "asset_home", "f-2", -1},     {28666, "asset_on_alert", "f-2", -1},
    };
    const char *source = getenv("TL_SOURCE");
    ck_assert_msg(source != NULL, "TL_SOURCE must name the source's folder");
    struct tl_text path = {0};
    tl_text_print(&path, "%s/configs/micro/response.cfg", source);
    struct tl_error err = {0};
    struct run run = {.scenario = tl_scenario_read(tl_text_get(&path), NULL, NULL, 0, NULL, 0, &err)};
    run.model = run.scenario != NULL ? tl_model_build(run.scenario, &err) : NULL;
    tl_error_print(&err, stderr);
    ck_assert_ptr_nonnull(run.model);
    run_replication(&run, 1, 0, NULL, NULL);
    WATCH_LINES(run, lines);
    ck_assert_int_eq(run_event(&run, TL_EVENT_INCIDENT_MISSED, NULL, 0)->reason, TL_REASON_SHORT);
    ck_assert_int_eq(run_event(&run, TL_EVENT_ASSET_SCRAMBLES, "f-1", 0)->until, 2183);
    ck_assert_int_eq(run_event(&run, TL_EVENT_ASSET_ON_SCENE, "f-1", 0)->until, 3383);
    ck_assert_int_eq(run.model->horizon_s, 28800);
    ck_assert_int_eq(watch_lost_us(&run, 0), (28800 - INT64_C(20134)) * TL_MICRO);
    watch_check_once(&run);
    tl_text_clear(&path);
    run_clear(&run);
}
END_TEST

/* ---- who goes ---- */

START_TEST(all_or_nobody)
{
    struct run run = watch_simulate("assets = { " FIGHTERS("f", ON_WATCH "count = 4;") " };\n" WATCH(
                                        "4.0", "") "incidents = { " VISITS("v", "takes = 4;") " };\n",
                                    "1000 s\n1001 s\n9666 s\n");
    watch_expect(&run, TL_EVENT_ASSET_SCRAMBLES, NULL, "1000 1000 1000 1000 9666 9666 9666 9666 ");
    watch_expect(&run, TL_EVENT_INCIDENT_ANSWERED, NULL, "2183 10849 ");
    watch_expect(&run, TL_EVENT_INCIDENT_MISSED, NULL, "1001 ");
    watch_expect(&run, TL_EVENT_INCIDENT_OVER, NULL, "3383 12049 ");
    run_clear(&run);
}
END_TEST

START_TEST(three_of_four_stay_where_they_are)
{
    struct run run = watch_simulate(
        "assets = { " FIGHTERS("f", ON_WATCH "count = 4;") " };\n" WATCH(
            "4.0", "") "injects = { x = { at = \"500 s\"; kind = \"lose\"; asset = \"f-3\"; }; };\n"
                       "incidents = { " VISITS("v", "takes = 4;") " };\n",
        "1000 s\n");
    ck_assert_int_eq(run_count(&run, TL_EVENT_ASSET_SCRAMBLES, NULL), 0);
    ck_assert_int_eq(run_event(&run, TL_EVENT_INCIDENT_MISSED, NULL, 0)->reason, TL_REASON_SHORT);
    ck_assert_int_eq(watch_lost_us(&run, 0), (172800 - 500) * TL_MICRO);
    run_clear(&run);
}
END_TEST

#define MIXED                                                                                                \
    "assets = { " FIGHTERS("f",                                                                              \
                           ON_WATCH "count = 2;") " a = { class = \"slow\"; partner = \"blue\"; home = "     \
                                                  "\"p\"; " ON_WATCH " }; };\n"

START_TEST(the_quickest_goes_then_the_longest_on_alert_then_the_first_by_name)
{
    struct run run = watch_simulate(MIXED WATCH("3.0", "") "incidents = { " VISITS("v", "") " };\n",
                                    "1000 s\n1100 s\n1200 s\n30000 s\n");
    watch_expect(&run, TL_EVENT_ASSET_SCRAMBLES, "f-1", "1000 30000 "); /* f-1 was back before f-2 */
    watch_expect(&run, TL_EVENT_ASSET_SCRAMBLES, "f-2", "1100 ");
    watch_expect(&run, TL_EVENT_ASSET_SCRAMBLES, "a", "1200 ");
    watch_expect(&run, TL_EVENT_INCIDENT_ANSWERED, NULL, "2183 2283 3266 31183 ");
    run_clear(&run);
}
END_TEST

START_TEST(who_would_be_late_does_not_go)
{
    struct run run =
        watch_simulate(MIXED WATCH("3.0", "limit = \"2065 s\";") "incidents = { " VISITS("v", "") " };\n",
                       "1000 s\n1100 s\n1200 s\n");
    watch_expect(&run, TL_EVENT_ASSET_SCRAMBLES, "a", "");
    watch_expect(&run, TL_EVENT_INCIDENT_MISSED, NULL, "1200 ");
    run_clear(&run);
    run = watch_simulate(MIXED WATCH("3.0", "limit = \"2066 s\";") "incidents = { " VISITS("v", "") " };\n",
                         "1000 s\n1100 s\n1200 s\n");
    watch_expect(&run, TL_EVENT_ASSET_SCRAMBLES, "a", "1200 ");
    watch_expect(&run, TL_EVENT_INCIDENT_ANSWERED, NULL, "2183 2283 3266 ");
    run_clear(&run);
}
END_TEST

/* An answer waits for the slowest of those who go; the scene of all runs from its arrival. */
START_TEST(answered_when_the_last_is_there)
{
    struct run run =
        watch_simulate(MIXED WATCH("3.0", "") "incidents = { " VISITS("v", "takes = 3;") " };\n", "1000 s\n");
    watch_expect(&run, TL_EVENT_ASSET_ON_SCENE, NULL, "2183 2183 3066 ");
    watch_expect(&run, TL_EVENT_INCIDENT_ANSWERED, NULL, "3066 ");
    ck_assert_int_eq(run_event(&run, TL_EVENT_INCIDENT_ANSWERED, NULL, 0)->cause,
                     run_event(&run, TL_EVENT_ASSET_ON_SCENE, "a", 0)->id);
    ck_assert_int_eq(run_event(&run, TL_EVENT_ASSET_ON_SCENE, "f-2", 0)->until, 4266);
    watch_expect(&run, TL_EVENT_ASSET_DEPARTS, NULL, "4266 4266 4266 ");
    watch_expect(&run, TL_EVENT_INCIDENT_OVER, NULL, "4266 ");
    run_clear(&run);
}
END_TEST

/* Slow ones have no endurance for the way there and back: they neither go nor count, and nobody waits for what only a fighter could
 * reach in time when it is the fighters that cannot come back. */
START_TEST(who_could_not_come_back_does_not_go)
{
    struct run run = watch_simulate("classes = { slow = { endurance = \"3531 s\"; }; };\n" MIXED WATCH(
                                        "3.0", "") "incidents = { " VISITS("v", "") " };\n",
                                    "1000 s\n1100 s\n1200 s\n");
    watch_expect(&run, TL_EVENT_ASSET_SCRAMBLES, "a", "");
    watch_expect(&run, TL_EVENT_INCIDENT_MISSED, NULL, "1200 ");
    run_assert_int(watch_lost_us(&run, 0), >, 0); /* from 1,100 on, though a is on alert */
    run_clear(&run);
    run = watch_simulate("classes = { slow = { endurance = \"3532 s\"; }; };\n" MIXED WATCH(
                             "3.0", "") "incidents = { " VISITS("v", "") " };\n",
                         "1000 s\n1100 s\n1200 s\n");
    watch_expect(&run, TL_EVENT_ASSET_SCRAMBLES, "a", "1200 ");
    run_clear(&run);
    run = watch_simulate(
        "classes = { fighter = { endurance = \"1765 s\"; }; };\n" MIXED WATCH(
            "3.0", "waits = true; limit = \"2200 s\";") "incidents = { " VISITS("v", "") " };\n",
        "1000 s\n1001 s\n");
    watch_expect(&run, TL_EVENT_ASSET_SCRAMBLES, NULL, "1000 ");
    watch_expect(&run, TL_EVENT_INCIDENT_MISSED, NULL, "1135 "); /* 1,001 + 2,200 - 300 - 1,766 */
    run_clear(&run);
}
END_TEST

START_TEST(two_in_one_second_find_one_aircraft)
{
    static const char *const moments[] = {"1000 s\n1000 s\n", "1000 s\n"};
    struct run run = watch_build("assets = { " FIGHTERS("f", ON_WATCH) " };\n" WATCH(
                                     "1.0", "") "incidents = { " VISITS("v", "") VISITS("u", "") " };\n",
                                 moments, 2);
    run_replication(&run, 1, 0, NULL, NULL);
    watch_expect(&run, TL_EVENT_ASSET_SCRAMBLES, "f", "1000 ");
    watch_expect(&run, TL_EVENT_INCIDENT_MISSED, NULL, "1000 1000 ");
    const struct tl_event *answered = run_event(&run, TL_EVENT_INCIDENT_ANSWERED, NULL, 0);
    ck_assert_str_eq(run.model->incidents[answered->incident].name, "u"); /* by name */
    run_clear(&run);
}
END_TEST

/* u at C takes one, w at D (half as far) takes two: coverage is the share of kinds that could be answered now. */
START_TEST(kinds_of_incident_differ)
{
    static const char *const moments[] = {"1000 s\n", "20000 s\n"};
    struct run run =
        watch_build(TWO_FIGHTERS WATCH("2.0", "limit = \"1800 s\";") "incidents = { " VISITS("u", "")
                        VISITS("w", "takes = 2; area = \"area-d\";") " };\n",
                    moments, 2);
    run_replication(&run, 1, 0, NULL, NULL);
    watch_expect(&run, TL_EVENT_INCIDENT_ANSWERED, NULL, "2183 20742 "); /* 1 degree takes 442 s (441.6) */
    /* half lost while one is out, all while both are */
    ck_assert_int_eq(watch_lost_us(&run, 0),
                     8666 * TL_MICRO / 2 + (300 + 442 + 1200 + 442 + 5400) * TL_MICRO);
    run_clear(&run);
}
END_TEST

/* ---- waiting ---- */

START_TEST(waits_until_somebody_is_back)
{
    struct run run = watch_simulate("assets = { " FIGHTERS("f", ON_WATCH) " };\n" WATCH(
                                        "1.0", "waits = true;") "incidents = { " VISITS("v", "") " };\n",
                                    "1000 s\n1001 s\n1002 s\n");
    watch_expect(&run, TL_EVENT_ASSET_SCRAMBLES, "f", "1000 9666 18332 ");
    watch_expect(&run, TL_EVENT_INCIDENT_MISSED, NULL, "");
    for (size_t i = 0; i < 3; i++) {
        ck_assert_int_eq(run_event(&run, TL_EVENT_ASSET_SCRAMBLES, "f", i)->number, (int64_t)i + 1);
    }
    run_clear(&run);
}
END_TEST

/* 1183 s before its limit nobody can be in time any longer; at that very second somebody still can. */
START_TEST(waits_no_longer_than_its_limit)
{
    struct run run =
        watch_simulate("assets = { " FIGHTERS("f", ON_WATCH) " };\n" WATCH(
                           "1.0", "waits = true; limit = \"3 h\";") "incidents = { " VISITS("v", "") " };\n",
                       "1000 s\n1001 s\n1002 s\n");
    /* the second one waits 8,665 s, the third could wait until 1,002 + 10,800 - 1,183 */
    watch_expect(&run, TL_EVENT_ASSET_SCRAMBLES, "f", "1000 9666 ");
    watch_expect(&run, TL_EVENT_INCIDENT_MISSED, NULL, "10619 ");
    ck_assert_int_eq(run_event(&run, TL_EVENT_INCIDENT_MISSED, NULL, 0)->reason, TL_REASON_LIMIT);
    run_clear(&run);
}
END_TEST

START_TEST(at_its_last_second_it_is_answered)
{
    /* waits 8,665 s, and 1,183 s are needed to be there */
    struct run run = watch_simulate(ONE_FIGHTER WATCH("1.0", "waits = true; limit = \"9848 s\";") ONE_VISIT,
                                    "1000 s\n1001 s\n");
    watch_expect(&run, TL_EVENT_ASSET_SCRAMBLES, "f", "1000 9666 ");
    watch_expect(&run, TL_EVENT_INCIDENT_MISSED, NULL, "");
    run_clear(&run);
    run = watch_simulate(ONE_FIGHTER WATCH("1.0", "waits = true; limit = \"9847 s\";") ONE_VISIT,
                         "1000 s\n1001 s\n");
    watch_expect(&run, TL_EVENT_ASSET_SCRAMBLES, "f", "1000 ");
    watch_expect(&run, TL_EVENT_INCIDENT_MISSED, NULL, "9665 ");
    run_clear(&run);
}
END_TEST

/* The first of two that come on alert in one second does not go where only one is wanted while both are waited for. */
START_TEST(a_pair_that_comes_back_together_serves_who_came_first)
{
    static const char *const moments[] = {"1002 s\n2000 s\n", "1000 s\n1001 s\n"};
    struct run run = watch_build(TWO_FIGHTERS WATCH("2.0", "waits = true;") "incidents = { " VISITS("one", "")
                                     VISITS("two", "takes = 2;") " };\n",
                                 moments, 2);
    run_replication(&run, 1, 0, NULL, NULL);
    watch_expect(&run, TL_EVENT_ASSET_SCRAMBLES, NULL, "1000 1000 9666 9666 18332 18332 ");
    watch_expect(&run, TL_EVENT_INCIDENT_OVER, NULL, "3383 12049 20715 20715 ");
    run_clear(&run);
}
END_TEST

/* Both are ordered into the pool in one second: the first order does not give away what takes both. */
START_TEST(a_pair_that_is_ordered_together_serves_who_came_first)
{
    static const char *const moments[] = {"0 s\n", "0 s\n"};
    struct run run = watch_build("assets = { " FIGHTERS("f", "count = 2;") " };\n" WATCH(
                                     "2.0", "waits = true;") "incidents = { " VISITS("a", "takes = 2;")
                                     VISITS("b", "") " };\n",
                                 moments, 2);
    run_replication(&run, 1, 0, NULL, NULL);
    watch_expect(&run, TL_EVENT_ASSET_SCRAMBLES, NULL, "0 0 8666 ");
    const struct tl_event *first = run_event(&run, TL_EVENT_ASSET_SCRAMBLES, NULL, 0);
    ck_assert_str_eq(run.model->incidents[first->incident].name, "a");
    run_clear(&run);
}
END_TEST

/* An order brings it on alert in the last second in which it would be in time. */
START_TEST(an_order_of_the_last_second_is_in_time)
{
    struct run run = watch_simulate(
        "assets = { " FIGHTERS("f", "") " };\n" WATCH("1.0", "waits = true; limit = \"1183 s\";") ONE_VISIT,
        "0 s\n");
    watch_expect(&run, TL_EVENT_ASSET_SCRAMBLES, "f", "0 ");
    watch_expect(&run, TL_EVENT_INCIDENT_MISSED, NULL, "");
    run_clear(&run);
}
END_TEST

START_TEST(what_takes_two_does_not_block_what_takes_one)
{
    static const char *const moments[] = {"500 s\n30000 s\n", "1000 s\n1500 s\n"};
    struct run run = watch_build(TWO_FIGHTERS WATCH("2.0", "waits = true;") "incidents = { " VISITS("one", "")
                                     VISITS("two", "takes = 2;") " };\n",
                                 moments, 2);
    run_replication(&run, 1, 0, NULL, NULL);
    /* f-1 is out from 500 to 9,166; both answer the first that takes two, from then to 17,832 the second one */
    watch_expect(&run, TL_EVENT_ASSET_SCRAMBLES, "f-1", "500 9166 17832 30000 ");
    watch_expect(&run, TL_EVENT_ASSET_SCRAMBLES, "f-2", "9166 17832 ");
    run_clear(&run);
    static const char *const crossed[] = {"500 s\n2000 s\n", "1000 s\n"};
    run = watch_build(TWO_FIGHTERS WATCH("2.0", "waits = true;") "incidents = { " VISITS("one", "")
                          VISITS("two", "takes = 2;") " };\n",
                      crossed, 2);
    run_replication(&run, 1, 0, NULL, NULL);
    watch_expect(&run, TL_EVENT_ASSET_SCRAMBLES, "f-1", "500 10666 ");
    watch_expect(&run, TL_EVENT_ASSET_SCRAMBLES, "f-2", "2000 10666 "); /* at once, past the one that waits */
    run_clear(&run);
}
END_TEST

/* ---- closed bases ---- */

START_TEST(nobody_is_on_alert_at_a_closed_base)
{
    struct run run =
        watch_simulate(ONE_FIGHTER WATCH("1.0", "") ONE_VISIT
                       "injects = { x = { at = \"500 s\"; kind = \"close\"; place = \"p\"; }; };\n",
                       "1000 s\n");
    watch_expect(&run, TL_EVENT_INCIDENT_MISSED, NULL, "1000 ");
    watch_expect(&run, TL_EVENT_ASSET_DEPARTS, "f", "500 ");
    watch_expect(&run, TL_EVENT_ASSET_HOME, "f", "2266 ");
    ck_assert_str_eq(run_place(&run, TL_EVENT_ASSET_READY, "f", 0), "q");
    watch_expect(&run, TL_EVENT_ASSET_READY, "f", "7666 ");
    watch_expect(&run, TL_EVENT_ASSET_ON_ALERT, "f", "0 ");
    ck_assert_int_eq(watch_lost_us(&run, 0), (172800 - 500) * TL_MICRO);
    run_clear(&run);
}
END_TEST

/* With no base open it has nowhere to go; in turnaround it becomes ready; and at the start nobody is on alert there. */
START_TEST(at_a_closed_base_it_is_ready)
{
    struct run run = watch_simulate(ONE_FIGHTER WATCH("1.0", "") ONE_VISIT
                                    "injects = { x = { at = \"500 s\"; kind = \"close\"; place = \"p\"; };\n"
                                    "  w = { at = \"400 s\"; kind = \"close\"; place = \"q\"; }; };\n",
                                    "1000 s\n");
    watch_expect(&run, TL_EVENT_ASSET_READY, "f", "500 ");
    watch_expect(&run, TL_EVENT_ASSET_DEPARTS, "f", "");
    watch_expect(&run, TL_EVENT_INCIDENT_MISSED, NULL, "1000 ");
    run_clear(&run);
    run = watch_simulate(ONE_FIGHTER WATCH("1.0", "") ONE_VISIT
                         "injects = { x = { at = \"5000 s\"; kind = \"close\"; place = \"p\"; }; };\n",
                         "1000 s\n");
    watch_expect(&run, TL_EVENT_ASSET_READY, "f", "9666 ");
    watch_expect(&run, TL_EVENT_ASSET_ON_ALERT, "f", "0 ");
    run_clear(&run);
    run = watch_simulate("places = { p = { open = false; }; };\n" ONE_FIGHTER WATCH("1.0", "") ONE_VISIT,
                         "1000 s\n");
    watch_expect(&run, TL_EVENT_ASSET_READY, "f", "0 ");
    watch_expect(&run, TL_EVENT_ASSET_ON_ALERT, "f", "");
    run_clear(&run);
}
END_TEST

/* ---- always ---- */

static void check_state(const struct tl_state *state)
{
    for (size_t m = 0; m < state->model->mission_count; m++) {
        int32_t on_alert = 0;
        for (size_t i = 0; i < state->model->asset_count; i++) {
            const struct tl_asset *a = &state->assets[i];
            on_alert += a->state == TL_STATE_ALERT && a->mission == (int32_t)m;
            run_assert((a->answer != TL_NONE) == (a->state == TL_STATE_SORTIE));
            run_assert(a->answer == TL_NONE || state->answers[a->answer].used);
        }
        run_assert_int(state->missions[m].alert.count, ==, on_alert);
        int64_t last = 0;
        int32_t row = state->missions[m].waiting.first;
        for (int32_t i = 0; i < state->missions[m].waiting.count; i++) {
            run_assert(state->answers[row].used && state->answers[row].sent == 0);
            run_assert_int(state->answers[row].since_s, >=, last);
            last = state->answers[row].since_s;
            row = state->answers[row].next;
        }
    }
    int64_t sent = 0;
    int64_t flying = 0;
    for (size_t i = 0; i < state->answer_count; i++) {
        sent += state->answers[i].used ? state->answers[i].sent : 0;
    }
    for (size_t i = 0; i < state->model->asset_count; i++) {
        flying += state->assets[i].state == TL_STATE_SORTIE;
    }
    run_assert_int(sent, ==, flying);
}

static const char random_pool[] =
    "horizon = \"60 d\"; classes = { fighter = { failures = \"exponential(20000 s)\";\n"
    "  repair = \"exponential(6 h)\"; sorties = 4; }; };\n"
    "places = { p = { docks = 1; }; };\n"
    "assets = { f = { class = \"fighter\"; partner = \"blue\"; home = \"p\"; at = \"watch\"; count = 6; };\n"
    "  a = { class = \"slow\"; partner = \"blue\"; home = \"p\"; count = 2; }; };\n"
    "incidents = { u = { mission = \"watch\"; rate = \"10 /d\"; ceiling = \"12 /d\"; takes = 2;\n"
    "    scene = \"exponential(30 min)\"; };\n"
    "  v = { mission = \"watch\"; rate = \"8 /d\"; ceiling = \"8 /d\"; area = \"area-d\"; }; };\n"
    "injects = { x = { at = \"20 d\"; kind = \"lose\"; asset = \"f-3\"; };\n"
    "  y = { at = \"30 d\"; kind = \"close\"; place = \"p\"; };\n"
    "  z = { at = \"31 d\"; kind = \"open\"; place = \"p\"; }; };\n";

START_TEST(every_incident_is_answered_missed_or_open_once)
{
    static const char *const kinds[] = {WATCH("7.0", "closes = \"58 d\";"), WATCH("7.0", "waits = true;"),
                                        WATCH("7.0", "waits = true; limit = \"2 h\";"),
                                        WATCH("7.0", "limit = \"40 min\";")};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct tl_text overlay = {0};
        tl_text_print(&overlay, "%s%s", random_pool, kinds[i]);
        struct run run = run_build(watch_world, tl_text_get(&overlay));
        run.watch = check_state;
        for (uint64_t replication = 0; replication < 3; replication++) {
            run_replication(&run, 1, replication, NULL, NULL);
            watch_check_once(&run);
            run_assert_int(run_count(&run, TL_EVENT_INCIDENT_ANSWERED, NULL), >, 50);
        }
        run_clear(&run);
        tl_text_clear(&overlay);
    }
}
END_TEST

TL_TEST_MAIN(response, micro_goes_by_the_second, all_or_nobody, three_of_four_stay_where_they_are,
             the_quickest_goes_then_the_longest_on_alert_then_the_first_by_name,
             who_would_be_late_does_not_go, answered_when_the_last_is_there,
             two_in_one_second_find_one_aircraft, kinds_of_incident_differ, waits_until_somebody_is_back,
             waits_no_longer_than_its_limit, at_its_last_second_it_is_answered,
             a_pair_that_comes_back_together_serves_who_came_first,
             a_pair_that_is_ordered_together_serves_who_came_first, an_order_of_the_last_second_is_in_time,
             who_could_not_come_back_does_not_go, what_takes_two_does_not_block_what_takes_one,
             nobody_is_on_alert_at_a_closed_base, at_a_closed_base_it_is_ready,
             every_incident_is_answered_missed_or_open_once)
