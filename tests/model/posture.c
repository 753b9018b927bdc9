#include "test.h"

#include <math.h>

#include "model/run.h"

/* `mission`: further keys of the mission; `more`: further sections. */
static struct run build_posture(const char *moves, const char *mission, const char *more)
{
    struct tl_text overlay = {0};
    tl_text_print(
        &overlay,
        "postures = { other = { states = [\"calm\", \"tense\", \"hot\"]; ceiling = \"6 /d\"; moves = ( %s ); "
        "}; };\n"
        "assets = { " RUN_SHIP("s1", "") " };\nmissions = { " RUN_MISSION("a", "a", "1.0", "%s") " };\n%s",
        moves, mission, more);
    struct run run = run_build(run_world, tl_text_get(&overlay));
    tl_text_clear(&overlay);
    return run;
}

#define UP   "{ from = \"calm\"; to = \"tense\"; rate = \"1 /d\"; }"
#define DOWN "{ from = \"tense\"; to = \"calm\"; rate = \"2 /d\"; }"

/* The share of its 20 days that a replication is tense. */
static double tense_share(const struct run *run)
{
    int64_t tense_s = 0;
    int64_t since_s = TL_NONE;
    for (size_t i = 0; i < run->count; i++) {
        const struct tl_event *event = &run->events[i];
        if (event->kind == TL_EVENT_POSTURE_CHANGES) {
            tense_s += event->level == 0 ? event->time_s - since_s : 0;
            since_s = event->time_s;
        }
    }
    const struct tl_event *last = run_event(run, TL_EVENT_POSTURE_CHANGES, NULL,
                                            (size_t)run_count(run, TL_EVENT_POSTURE_CHANGES, NULL) - 1);
    tense_s += last != NULL && last->level == 1 ? run->model->horizon_s - since_s : 0;
    return (double)tense_s / (double)run->model->horizon_s;
}

/* From calm, with rates 1 and 2 a day, a third of the time less what the beginning lacks: (1 - 1 / 60) / 3 over 20 days. */
START_TEST(time_in_a_state_is_right)
{
    enum { N = 400 };
    struct run run = build_posture(UP ", " DOWN, "", "");
    double sum = 0;
    double squares = 0;
    for (uint64_t replication = 0; replication < N; replication++) {
        run_replication(&run, 1, replication, NULL, NULL);
        double share = tense_share(&run);
        sum += share;
        squares += share * share;
    }
    double mean = sum / N;
    double error = sqrt((squares / N - mean * mean) / N);
    ck_assert_double_lt(fabs(mean - (1 - 1.0 / 60) / 3), 3.29 * error); /* 99.9 % */
    ck_assert_double_lt(error, 0.005);                                  /* so that a tenth more would show */
    run_clear(&run);
}
END_TEST

/* A quicker way down leaves the way up as it is: both variants leave calm at the same second, in each replication. */
START_TEST(variants_share_what_they_can)
{
    struct run slow = build_posture(UP ", " DOWN, "", "");
    struct run quick = build_posture("{ from = \"tense\"; to = \"calm\"; rate = \"4 /d\"; }, " UP, "", "");
    int differs = 0;
    for (uint64_t replication = 0; replication < 30; replication++) {
        run_replication(&slow, 1, replication, NULL, NULL);
        run_replication(&quick, 1, replication, NULL, NULL);
        ck_assert_int_eq(run_time(&slow, TL_EVENT_POSTURE_CHANGES, NULL, 0),
                         run_time(&quick, TL_EVENT_POSTURE_CHANGES, NULL, 0));
        differs += run_time(&slow, TL_EVENT_POSTURE_CHANGES, NULL, 1) !=
                   run_time(&quick, TL_EVENT_POSTURE_CHANGES, NULL, 1);
    }
    ck_assert_int_gt(differs, 5);
    run_clear(&slow);
    run_clear(&quick);
}
END_TEST

/* A few a year: 0.5 a year with a factor of 0.1 is neither 0 nor more. Over 20 x 4,000 days about 11 changes. */
START_TEST(rare_moves_are_not_rounded_away)
{
    struct run run = build_posture(
        "{ from = \"calm\"; to = \"tense\"; rate = \"0.0013689 /d\"; factor = \"0.1\"; }", "", "");
    int changes = 0;
    for (uint64_t replication = 0; replication < 4000; replication++) {
        run_replication(&run, 1, replication, NULL, NULL);
        changes += (int)run_count(&run, TL_EVENT_POSTURE_CHANGES, NULL);
    }
    ck_assert_int_ge(changes, 2);
    ck_assert_int_le(changes, 24);
    run_clear(&run);
}
END_TEST

/* Once, though it goes on; not where its moves together just meet the ceiling of 6 a day. */
START_TEST(rates_that_are_cut_are_told_once)
{
    struct run met =
        build_posture("{ from = \"calm\"; to = \"tense\"; rate = \"2 /d\"; factor = \"0.1 * 10\"; }, "
                      "{ from = \"calm\"; to = \"hot\"; rate = \"4 /d\"; }, " DOWN,
                      "", "");
    struct run cut =
        build_posture("{ from = \"calm\"; to = \"tense\"; rate = \"2 /d\"; factor = \"day() < 10 ? 1 : "
                      "1.001\"; }, { from = \"calm\"; to = \"hot\"; rate = \"4 /d\"; }, " DOWN
                      ", { from = \"hot\"; to = \"calm\"; rate = \"2 /d\"; }",
                      "", "");
    run_replication(&met, 1, 0, NULL, NULL);
    ck_assert_int_eq(run_count(&met, TL_EVENT_CEILING_REACHED, NULL), 0);
    run_replication(&cut, 1, 0, NULL, NULL);
    ck_assert_int_eq(run_count(&cut, TL_EVENT_CEILING_REACHED, NULL), 1);
    const struct tl_event *event = run_event(&cut, TL_EVENT_CEILING_REACHED, NULL, 0);
    ck_assert_int_ge(event->time_s, 10 * 86400);
    ck_assert_int_eq(event->posture, 0);
    ck_assert_int_eq(event->incident, TL_NONE);
    run_clear(&met);
    run_clear(&cut);
}
END_TEST

/* What follows a posture up follows it down again. */
START_TEST(demand_follows_it)
{
    struct run run = build_posture(
        "{ from = \"hot\"; to = \"calm\"; rate = \"0 /d\"; }", "factor = \"1 + posture(\\\"other\\\")\";",
        "injects = { up = { kind = \"set-posture\"; at = \"100000 s\"; posture = \"other\"; state = \"hot\"; "
        "};\n"
        "down = { kind = \"set-posture\"; at = \"200000 s\"; posture = \"other\"; state = \"calm\"; }; };\n");
    run_replication(&run, 1, 0, NULL, NULL);
    ck_assert_int_eq(run_event(&run, TL_EVENT_DEMAND_CHANGES, NULL, 0)->demand, TL_MICRO);
    ck_assert_int_eq(run_event(&run, TL_EVENT_DEMAND_CHANGES, NULL, 1)->demand, 3 * TL_MICRO);
    ck_assert_int_eq(run_time(&run, TL_EVENT_DEMAND_CHANGES, NULL, 1), 100000);
    ck_assert_int_eq(run_event(&run, TL_EVENT_DEMAND_CHANGES, NULL, 2)->demand, TL_MICRO);
    ck_assert_int_eq(run_time(&run, TL_EVENT_DEMAND_CHANGES, NULL, 2), 200000);
    run_clear(&run);
}
END_TEST

TL_TEST_MAIN(posture, time_in_a_state_is_right, variants_share_what_they_can, rare_moves_are_not_rounded_away,
             rates_that_are_cut_are_told_once, demand_follows_it)
