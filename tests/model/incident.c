#include "test.h"

#include <math.h>

#include "base/units.h"
#include "model/run.h"

/* Statistical assertions allow five standard errors: with draws that are as they should be, one of them fails with a probability
 * below 10^-6, and draws stand by their seeds, so that one which holds will hold. */
#define ERRORS 5.0

#define BASE                                                                                                 \
    "assets = { " RUN_SHIP("s1", "") " };\n"                                                                 \
                                     "missions = { " RUN_MISSION("a", "a", "1.0", "") RUN_MISSION(           \
                                         "b", "b", "1.0", "opens = \"2 d\"; closes = \"4 d\";") " };\n"
#define PROCESS(name, keys)  name " = { mission = \"a\"; " keys " };"
#define INCIDENT(name, keys) "incidents = { " PROCESS(name, keys) " };\n"
#define STEADY               "rate = \"20 /d\"; ceiling = \"40 /d\"; scene = \"exponential(3 h)\"; "

/* When the incidents of a process came, and how long each stayed. */
struct comings {
    int64_t time_s[8192], stay_s[8192];
    size_t count;
};

static void list_comings(const struct run *run, int64_t incident, struct comings *comings)
{
    comings->count = 0;
    for (size_t i = 0; i < run->count; i++) {
        const struct tl_event *event = &run->events[i];
        if (event->kind == TL_EVENT_INCIDENT && event->incident == incident) {
            run_assert(comings->count < 8192);
            run_assert_int(event->number, ==, (int64_t)comings->count + 1);
            comings->time_s[comings->count] = event->time_s;
            comings->stay_s[comings->count++] = event->until - event->time_s;
        }
    }
}

static struct comings run_comings(const char *overlay)
{
    struct comings comings;
    struct run run = run_in_world(overlay);
    list_comings(&run, 0, &comings);
    run_clear(&run);
    return comings;
}

/* Incidents over so many replications, and the sum of squares by replication. */
static double count_all(const char *overlay, int replications, double *squares)
{
    struct run run = run_build(run_world, overlay);
    double sum = 0;
    *squares = 0;
    for (int r = 0; r < replications; r++) {
        run_replication(&run, 1, (uint64_t)r, NULL, NULL);
        double count = (double)run_count(&run, TL_EVENT_INCIDENT, NULL);
        sum += count;
        *squares += count * count;
    }
    run_clear(&run);
    return sum;
}

static void expect_near(double value, double mean, double error)
{
    ck_assert_msg(fabs(value - mean) <= ERRORS * error, "%g is not %g +- %g", value, mean, ERRORS * error);
}

START_TEST(a_poisson_process_keeps_its_rate)
{
    double squares;
    /* 20 days: 5 at 6, 15 at 2.4 times that */
    double mean = 200 * (5 * 6 + 15 * 14.4);
    double sum = count_all(BASE INCIDENT("x", "rate = \"6 /d\"; ceiling = \"20 /d\"; "
                                              "steps = ( { from = \"5 d\"; scale = 2.4; } );"),
                           200, &squares);
    expect_near(sum, mean, sqrt(mean));
    /* the index of dispersion of a Poisson count is 1; its estimate has the variance 2 / (n - 1) */
    double variance = (squares - sum * sum / 200) / 199;
    expect_near(variance / (sum / 200), 1, sqrt(2.0 / 199));
}
END_TEST

/* The counts of calendar quarters vary like a mixed Poisson variable: by mean + (spread x mean)^2. */
START_TEST(a_gamma_mixed_process_varies_by_quarter)
{
    static const char overlay[] = "epoch = \"2016-01-01\"; horizon = \"366 d\"; watch = \"24 h\";\n"
                                  "partners = { blue = { rhythm = \"30 d\"; }; };\n" BASE INCIDENT(
                                      "x", "process = \"gamma-mixed\"; rate = \"1 /d\"; ceiling = \"6 /d\"; "
                                           "spread = 0.5;");
    static const int64_t ends_d[] = {91, 182, 274, 366};
    struct run run = run_build(run_world, overlay);
    static struct comings comings;
    double z_sum = 0;
    double z_squares = 0;
    for (uint64_t r = 0; r < 250; r++) {
        run_replication(&run, 1, r, NULL, NULL);
        list_comings(&run, 0, &comings);
        size_t at = 0;
        for (size_t q = 0; q < 4; q++) {
            double mean = (double)(ends_d[q] - (q > 0 ? ends_d[q - 1] : 0));
            double count = 0;
            for (; at < comings.count && comings.time_s[at] < ends_d[q] * TL_DAY_S; at++) {
                count++;
            }
            double z = (count - mean) / sqrt(mean + 0.25 * mean * mean);
            z_sum += z;
            z_squares += z * z;
        }
    }
    run_clear(&run);
    expect_near(z_sum / 1000, 0, sqrt(1.0 / 1000));
    /* the fourth moment of a gamma variable with spread 0.5 is 3 + 6 x 0.25: z^2 has the variance 3.5 */
    expect_near(z_squares / 1000, 1, sqrt(3.5 / 1000));
}
END_TEST

/* One factor holds for a calendar quarter of the epoch's date, whatever the day on which the scenario starts. */
START_TEST(rates_change_with_the_quarter)
{
    struct run run = run_in_world("epoch = \"2017-03-20T12:00:00Z\"; horizon = \"110 d\";\n" BASE INCIDENT(
        "x", "process = \"gamma-mixed\"; rate = \"2 /d\"; ceiling = \"12 /d\"; spread = 0.5;"));
    ck_assert_int_eq(run_count(&run, TL_EVENT_RATE_CHANGES, NULL), 3);
    ck_assert_int_eq(run_time(&run, TL_EVENT_RATE_CHANGES, NULL, 0), 0);
    ck_assert_int_eq(run_time(&run, TL_EVENT_RATE_CHANGES, NULL, 1), 11 * TL_DAY_S + TL_DAY_S / 2);
    ck_assert_int_eq(run_time(&run, TL_EVENT_RATE_CHANGES, NULL, 2), 102 * TL_DAY_S + TL_DAY_S / 2);
    run_clear(&run);
}
END_TEST

/* Idle for 2 d, busy for 1 d, both exponential, from idle on: busy at t with the probability (1 - exp(-1.5 t)) / 3. */
START_TEST(a_markov_process_keeps_its_mean)
{
    double squares;
    double sum = count_all(
        BASE INCIDENT("x", "process = \"markov\"; ceiling = \"30 /d\"; states = (\n"
                           "  { name = \"idle\"; rate = \"0 /d\"; stay = \"exponential(2 d)\"; },\n"
                           "  { name = \"busy\"; rate = \"24 /d\"; stay = \"exponential(1 d)\"; } );"),
        400, &squares);
    double mean = 24.0 * (20.0 / 3 - 1 / 4.5);
    double variance = (squares - sum * sum / 400) / 399;
    expect_near(sum / 400, mean, sqrt(variance / 400));
    ck_assert_double_gt(variance, 2 * mean); /* far more than of a Poisson count */
}
END_TEST

#define SLOW "horizon = \"400 d\"; watch = \"24 h\"; partners = { blue = { rhythm = \"30 d\"; }; };\n"

/* a leads to b in a quarter of all cases, else to c; both last as long as they say, a stay that rounds to nothing a second. */
START_TEST(what_follows_a_state_is_drawn)
{
    struct run run = run_in_world(SLOW BASE INCIDENT(
        "x", "process = \"markov\"; ceiling = \"4 /d\"; states = (\n"
             "  { name = \"a\"; rate = \"1 /d\"; stay = \"3 h\"; next = { b = 0.25; c = \"75 %\"; }; },\n"
             "  { name = \"b\"; rate = \"2 /d\"; stay = \"1 h\"; next = { a = 1; }; },\n"
             "  { name = \"c\"; rate = \"3 /d\"; stay = \"0.4 s\"; next = { a = 1; c = 0; }; } );"));
    double to_b = 0;
    double to_c = 0;
    int64_t last_s = 0;
    int64_t last_n = TL_NONE;
    for (size_t i = 0; i < run.count; i++) {
        const struct tl_event *event = &run.events[i];
        if (event->kind == TL_EVENT_RATE_CHANGES) {
            run_assert(last_n != TL_NONE || event->rate == 11574);
            run_assert(last_n != 11574 || event->time_s - last_s == 3 * 3600);
            run_assert(last_n != 23148 || event->time_s - last_s == 3600);
            run_assert(last_n != 34722 || event->time_s - last_s == 1);
            to_b += event->rate == 23148;
            to_c += event->rate == 34722;
            last_s = event->time_s;
            last_n = event->rate;
        }
    }
    double n = to_b + to_c;
    ck_assert_double_gt(n, 2500);
    expect_near(to_b / n, 0.25, sqrt(0.25 * 0.75 / n));
    run_clear(&run);
}
END_TEST

/* Without `next` the states follow each other as they stand, and after the last comes the first. */
START_TEST(states_follow_each_other)
{
    struct run run =
        run_in_world(BASE INCIDENT("x", "process = \"markov\"; ceiling = \"1 /h\"; states = (\n"
                                        "  { name = \"a\"; rate = \"0 /h\"; stay = \"8 d\"; },\n"
                                        "  { name = \"b\"; rate = \"1 /h\"; stay = \"2 h\"; } );"));
    static const int64_t changes[] = {0, 192 * 3600, 194 * 3600, 386 * 3600, 388 * 3600};
    ck_assert_int_eq(run_count(&run, TL_EVENT_RATE_CHANGES, NULL), 5);
    for (size_t i = 0; i < 5; i++) {
        const struct tl_event *event = run_event(&run, TL_EVENT_RATE_CHANGES, NULL, i);
        ck_assert_int_eq(event->time_s, changes[i]);
        ck_assert_int_eq(event->rate, i % 2 == 0 ? 0 : 277778);
        ck_assert_int_eq(event->cause, 0);
    }
    for (size_t i = 0; run_event(&run, TL_EVENT_INCIDENT, NULL, i) != NULL; i++) {
        int64_t time_s = run_time(&run, TL_EVENT_INCIDENT, NULL, i);
        ck_assert((time_s >= changes[1] && time_s < changes[2]) ||
                  (time_s >= changes[3] && time_s < changes[4]));
    }
    run_clear(&run);
}
END_TEST

/* Wherever rates agree, variants share their incidents, and how long each of them stays. */
START_TEST(variants_share_incidents)
{
    struct comings plain = run_comings(BASE INCIDENT("x", STEADY));
    struct comings more =
        run_comings(BASE INCIDENT("x", STEADY "steps = ( { from = \"5 d\"; scale = 2; } );"));
    struct comings back = run_comings(BASE INCIDENT(
        "x", STEADY "steps = ( { from = \"5 d\"; scale = 0; }, { from = \"10 d\"; scale = 1; } );"));
    ck_assert_uint_gt(plain.count, 200);
    ck_assert_uint_gt(more.count, plain.count);
    for (size_t i = 0; plain.time_s[i] < 5 * TL_DAY_S; i++) {
        ck_assert(plain.time_s[i] == more.time_s[i] && plain.stay_s[i] == more.stay_s[i]);
        ck_assert(plain.time_s[i] == back.time_s[i] && plain.stay_s[i] == back.stay_s[i]);
    }
    for (size_t i = 1; i <= back.count && back.time_s[back.count - i] >= 10 * TL_DAY_S; i++) {
        ck_assert_int_eq(plain.time_s[plain.count - i], back.time_s[back.count - i]);
        ck_assert_int_eq(plain.stay_s[plain.count - i], back.stay_s[back.count - i]);
    }
}
END_TEST

START_TEST(a_lower_rate_has_a_part_of_the_incidents)
{
    struct comings full = run_comings(BASE INCIDENT("x", STEADY));
    struct comings half =
        run_comings(BASE INCIDENT("x", STEADY "steps = ( { from = \"0 d\"; scale = 0.5; } );"));
    size_t at = 0;
    for (size_t i = 0; i < half.count; i++) {
        while (at < full.count && (full.time_s[at] != half.time_s[i] || full.stay_s[at] != half.stay_s[i])) {
            at++;
        }
        ck_assert_uint_lt(at++, full.count);
    }
    expect_near((double)half.count, (double)full.count / 2, sqrt((double)full.count / 4));
}
END_TEST

/* Another process, and other draws of the same scenario, change nothing. */
START_TEST(a_process_draws_from_streams_of_its_own)
{
    static const char overlay[] = BASE "incidents = { " PROCESS("x", STEADY)
        PROCESS("m", "rate = \"3 /d\"; ceiling = \"3 /d\";") " };\n";
    struct comings alone = run_comings(BASE INCIDENT("x", STEADY));
    struct run both = run_in_world(overlay);
    struct run again = run_in_world(overlay);
    static struct comings x;
    list_comings(&both, 1, &x);
    ck_assert_str_eq(both.model->incidents[1].name, "x");
    ck_assert_uint_eq(x.count, alone.count);
    ck_assert_int_eq(memcmp(x.time_s, alone.time_s, x.count * sizeof *x.time_s), 0);
    ck_assert(run_is_same(&both, &again));
    run_replication(&again, 1, 1, NULL, NULL);
    ck_assert(!run_is_same(&both, &again));
    run_clear(&both);
    run_clear(&again);
}
END_TEST

static struct run run_replay(const char *moments, const char *mission)
{
    struct run_file file = run_open_text(moments);
    struct tl_text overlay = {0};
    tl_text_print(&overlay,
                  BASE "epoch = \"2017-04-25\"; phases = { hot = { at = \"1 d\"; }; };\nincidents = { x = { "
                       "mission = \"%s\"; process = \"replay\"; "
                       "dates = \"%s\"; scene = \"90 min\"; }; };\n",
                  mission, file.path);
    struct run run = run_text(run_world, tl_text_get(&overlay));
    tl_text_clear(&overlay);
    close(file.fd);
    return run;
}

START_TEST(a_replay_is_kept_to_the_second)
{
    struct run run = run_replay("# recorded\n2017-04-26T00:00:01Z\nD+0 06:00 # a day\n2017-04-24T23:59:59Z\n"
                                "D+0 06:00\n480 h\n\n481 h\n0 s\n",
                                "a");
    static const int64_t times_s[] = {0, 21600, 21600, 86401, 480 * 3600};
    struct comings comings;
    list_comings(&run, 0, &comings);
    ck_assert_uint_eq(comings.count, 5);
    for (size_t i = 0; i < 5; i++) {
        ck_assert_int_eq(comings.time_s[i], times_s[i]);
        ck_assert_int_eq(comings.stay_s[i], 5400);
    }
    ck_assert_int_eq(run_count(&run, TL_EVENT_RATE_CHANGES, NULL), 0);
    run_clear(&run);
}
END_TEST

/* b is open from 2 d to 4 d: opening comes before an incident of the same second, and closing too. */
START_TEST(a_closed_mission_has_no_incidents)
{
    struct run run = run_replay("1 d\n2 d\n3 d\n4 d\n5 d\n", "b");
    ck_assert_int_eq(run_count(&run, TL_EVENT_INCIDENT, NULL), 2);
    ck_assert_int_eq(run_time(&run, TL_EVENT_INCIDENT, NULL, 0), 2 * TL_DAY_S);
    ck_assert_int_eq(run_event(&run, TL_EVENT_INCIDENT, NULL, 0)->number, 1);
    ck_assert_int_eq(run_time(&run, TL_EVENT_INCIDENT, NULL, 1), 3 * TL_DAY_S);
    ck_assert_int_eq(run_event(&run, TL_EVENT_INCIDENT, NULL, 1)->number, 2);
    run_clear(&run);
}
END_TEST

/* The rates that are told, and why; a step of a time comes after a phase of the same second. */
START_TEST(steps_take_effect_by_phase_and_time)
{
    struct run run = run_in_world(
        "phases = { calm = { at = \"0 d\"; }; crisis = { at = \"3 d\"; }; war = { }; };\n"
        "injects = { outbreak = { kind = \"start-phase\"; phase = \"war\"; at = \"6 d\"; }; };\n" BASE
            INCIDENT(
                "x",
                "rate = \"100 /d\"; ceiling = \"400 /d\"; steps = ( { phase = \"calm\"; scale = 0.5; },\n"
                "  { phase = \"crisis\"; scale = 2; }, { from = \"3 d\"; scale = 3; }, { from = \"4 d\"; "
                "scale "
                "= 3; },\n"
                "  { phase = \"war\"; scale = 4; } );"));
    static const int64_t expected[][2] = {
        {0, 578704}, {3 * 86400, 2314815}, {3 * 86400, 3472222}, {6 * 86400, 4629630}};
    ck_assert_int_eq(run_count(&run, TL_EVENT_RATE_CHANGES, NULL), 4);
    for (size_t i = 0; i < 4; i++) {
        const struct tl_event *event = run_event(&run, TL_EVENT_RATE_CHANGES, NULL, i);
        ck_assert_int_eq(event->time_s, expected[i][0]);
        ck_assert_int_eq(event->rate, expected[i][1]);
    }
    ck_assert_int_eq(run_event(&run, TL_EVENT_RATE_CHANGES, NULL, 1)->cause,
                     run_event(&run, TL_EVENT_PHASE_STARTS, NULL, 1)->id);
    ck_assert_int_eq(run_event(&run, TL_EVENT_RATE_CHANGES, NULL, 2)->cause, 0);
    /* an incident is there because of the rate at which it came */
    ck_assert_int_eq(run_event(&run, TL_EVENT_INCIDENT, NULL, 0)->cause,
                     run_event(&run, TL_EVENT_RATE_CHANGES, NULL, 0)->id);
    run_clear(&run);
}
END_TEST

/* The first time alone, with the rate for its cause; not where it is just met. */
START_TEST(a_rate_that_is_cut_is_told_once)
{
    struct run run = run_in_world(
        "injects = { i1 = { kind = \"scale-rate\"; incident = \"x\"; scale = 2; at = \"1 d\"; };\n"
        "  i2 = { kind = \"scale-rate\"; incident = \"x\"; scale = 2.01; at = \"2 d\"; };\n"
        "  i3 = { kind = \"scale-rate\"; incident = \"x\"; scale = 1; at = \"3 d\"; };\n"
        "  i4 = { kind = \"scale-rate\"; incident = \"x\"; scale = 9; at = \"4 d\"; }; };\n" BASE
        "incidents = { " PROCESS("x", "rate = \"1 /h\"; ceiling = \"2 /h\";")
            PROCESS("y", "rate = \"1 /h\"; ceiling = \"2 /h\"; factor = \"day() < 5 ? 1 : 3\";") " };\n");
    ck_assert_int_eq(run_count(&run, TL_EVENT_CEILING_REACHED, NULL), 2);
    const struct tl_event *x = run_event(&run, TL_EVENT_CEILING_REACHED, NULL, 0);
    const struct tl_event *y = run_event(&run, TL_EVENT_CEILING_REACHED, NULL, 1);
    ck_assert_int_eq(x->time_s, 2 * 86400);
    ck_assert_int_eq(x->incident, 0);
    ck_assert_int_eq(x->posture, TL_NONE);
    ck_assert_int_eq(run.events[x->cause - 1].kind, TL_EVENT_RATE_CHANGES);
    ck_assert_int_eq(y->time_s, 5 * 86400);
    ck_assert_int_eq(y->incident, 1);
    run_clear(&run);
}
END_TEST

START_TEST(an_inject_scales_the_rate_up_to_the_ceiling)
{
    struct run run = run_in_world(
        "injects = { i1 = { kind = \"scale-rate\"; incident = \"x\"; scale = 0.5; at = \"0 d\"; };\n"
        "  i2 = { kind = \"scale-rate\"; incident = \"x\"; scale = 7; at = \"2 d\"; }; };\n" BASE INCIDENT(
            "x", "rate = \"1 /h\"; ceiling = \"2 /h\"; steps = ( { from = \"1 d\"; scale = 2; } );"));
    static const int64_t expected[][2] = {{0, 277778}, {0, 138889}, {86400, 277778}, {2 * 86400, 555556}};
    ck_assert_int_eq(run_count(&run, TL_EVENT_RATE_CHANGES, NULL), 4);
    for (size_t i = 0; i < 4; i++) {
        const struct tl_event *event = run_event(&run, TL_EVENT_RATE_CHANGES, NULL, i);
        ck_assert_int_eq(event->time_s, expected[i][0]);
        ck_assert_int_eq(event->rate, expected[i][1]);
    }
    ck_assert_int_eq(run_event(&run, TL_EVENT_RATE_CHANGES, NULL, 3)->cause,
                     run_event(&run, TL_EVENT_INJECT_STRIKES, NULL, 1)->id);
    run_clear(&run);
}
END_TEST

START_TEST(many_may_come_within_a_second)
{
    struct run run =
        run_in_world("horizon = \"5 h\";\n" BASE INCIDENT("x", "rate = \"360 /h\"; ceiling = \"360 /h\";"));
    static struct comings comings;
    list_comings(&run, 0, &comings);
    size_t together = 0;
    for (size_t i = 1; i < comings.count; i++) {
        together += comings.time_s[i] == comings.time_s[i - 1];
    }
    /* a gap is rounded: its mean is 1 / (2 sinh 0.05) = 9.9958 s, and it is 0 s with the probability 1 - exp(-0.05) = 0.0488 */
    expect_near((double)comings.count, 18000 / 9.9958, sqrt(18000 / 9.9958));
    expect_near((double)together / (double)comings.count, 0.0488, 0.22 / sqrt(1800));
    run_clear(&run);
    /* more often, rounding would show */
    run_refuses(run_world, BASE INCIDENT("x", "rate = \"361 /h\"; ceiling = \"361 /h\";"), "at most 0.1 /s");
}
END_TEST

TL_TEST_MAIN(incident, a_poisson_process_keeps_its_rate, a_gamma_mixed_process_varies_by_quarter,
             rates_change_with_the_quarter, a_markov_process_keeps_its_mean, what_follows_a_state_is_drawn,
             states_follow_each_other, variants_share_incidents, a_lower_rate_has_a_part_of_the_incidents,
             a_process_draws_from_streams_of_its_own, a_replay_is_kept_to_the_second,
             a_closed_mission_has_no_incidents, steps_take_effect_by_phase_and_time,
             a_rate_that_is_cut_is_told_once, an_inject_scales_the_rate_up_to_the_ceiling,
             many_may_come_within_a_second)
