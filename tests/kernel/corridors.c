/* Convoys on shared lanes, to the second: known answers, and random networks beside a progressive filling of the test's own. */
#include "test.h"

#include <math.h>

#include "base/hash.h"
#include "base/stream.h"
#include "kernel/runs.h"

#define HOUR INT64_C(3600)

/* A line of towns without a free journey worth a second; lanes go from each to the next. */
static void print_world(struct tl_text *out, int towns, const double *capacity_ph, const char *horizon)
{
    tl_text_print(out, "trilat = 1; title = \"roads\"; horizon = \"%s\";\nplaces = { ", horizon);
    for (int i = 0; i < towns; i++) {
        tl_text_print(out, "town-%d = { kind = \"city\"; at = [0.0, %d.0]; }; ", i, i);
    }
    tl_text_add(out, "area = { kind = \"area\"; at = [1.0, 0.0]; }; };\nlanes = { ");
    for (int i = 0; i + 1 < towns; i++) {
        tl_text_print(
            out, "lane-%d = { from = \"town-%d\"; to = \"town-%d\"; domain = \"land\"; length = \"1 m\"; ", i,
            i, i + 1);
        tl_text_print(out, "capacity = \"%.17g persons/h\"; speed = \"1000 m/s\"; }; ", capacity_ph[i]);
    }
    tl_text_add(out, "};\npartners = { p = { capital = \"town-0\"; rank = 1; policy = \"greedy\"; rhythm = "
                     "\"300 d\"; }; };\n"
                     "classes = { ship = { domain = \"land\"; speed = \"18 kn\"; gives = { x = 1.0; }; "
                     "endurance = \"9 d\"; }; };\n"
                     "assets = { s = { class = \"ship\"; partner = \"p\"; home = \"town-0\"; }; };\n"
                     "missions = { m = { kind = \"station\"; theatre = \"t\"; area = \"area\"; partners = "
                     "[\"p\"]; }; };\n");
}

/* From one town to another along the line, either way. */
static void print_corridor(struct tl_text *out, int number, int from, int to, long long convoy)
{
    tl_text_print(out, "way-%d = { from = \"town-%d\"; to = \"town-%d\"; convoy = %lld; over = [", number,
                  from, to, convoy);
    for (int at = from; at != to; at += to > from ? 1 : -1) {
        tl_text_print(out, "%s\"lane-%d\"", at == from ? "" : ", ", to > from ? at : at - 1);
    }
    tl_text_add(out, "]; }; ");
}

static void print_group(struct tl_text *out, int number, int town, long long persons)
{
    tl_text_print(out, "group-%d = { nationality = \"n\"; origin = \"town-%d\"; persons = %lld; ", number,
                  town, persons);
    tl_text_print(out, "corridors = { way-%d = 1.0; }; flees = true; }; ", number);
}

static struct run build(const struct tl_text *text)
{
    return run_build(tl_text_get(text), NULL);
}

/* When the n-th convoy of a corridor arrives, from 1; TL_NONE: it does not. */
static int64_t arrival(const struct run *run, int64_t corridor, int64_t number)
{
    for (size_t i = 0; i < run->count; i++) {
        const struct tl_event *event = &run->events[i];
        if (event->kind == TL_EVENT_CONVOY_ARRIVES && event->corridor == corridor &&
            event->number == number) {
            return event->time_s;
        }
    }
    return TL_NONE;
}

/* Two corridors of 60 and 80 an hour meet on a lane of 100: 50 each, and 80 for the second once the first is done. */
START_TEST(a_merge_is_shared_evenly)
{
    const double capacity_ph[] = {60, 100, 80};
    struct tl_text text = {0};
    print_world(&text, 4, capacity_ph, "3 d");
    tl_text_add(&text, "corridors = { way-0 = { from = \"town-0\"; to = \"town-2\"; over = [\"lane-0\", "
                       "\"lane-1\"]; convoy = 9999; };\n"
                       "way-1 = { from = \"town-1\"; to = \"town-3\"; over = [\"lane-1\", \"lane-2\"]; "
                       "convoy = 9999; }; };\ngroups = { ");
    print_group(&text, 0, 0, 300);
    print_group(&text, 1, 1, 700);
    tl_text_add(&text, "};\n");
    struct run run = build(&text);
    ck_assert(runs_forked(&run, 1, 0));
    ck_assert_int_eq(arrival(&run, 0, 1), 6 * HOUR);  /* 300 at 50 */
    ck_assert_int_eq(arrival(&run, 1, 1), 11 * HOUR); /* 300 by then, 400 at 80 */
    run_clear(&run);
    tl_text_clear(&text);
}
END_TEST

/* The narrowest lane decides how long N persons take, however they are divided into convoys; the way back is another road. */
START_TEST(the_narrowest_lane_bounds_the_flow)
{
    const double capacity_ph[] = {90, 40, 70};
    struct tl_text text = {0};
    print_world(&text, 4, capacity_ph, "9 d");
    tl_text_add(&text, "corridors = { ");
    print_corridor(&text, 0, 0, 3, 50);
    print_corridor(&text, 1, 3, 0, 1000);
    tl_text_add(&text, "};\ngroups = { ");
    print_group(&text, 0, 0, 1000);
    print_group(&text, 1, 3, 1000);
    tl_text_add(&text, "};\n");
    struct run run = build(&text);
    ck_assert(runs_forked(&run, 1, 0));
    ck_assert_int_eq(arrival(&run, 0, 20), 25 * HOUR);
    ck_assert_int_eq(arrival(&run, 1, 1), 25 * HOUR);
    run_clear(&run);
    tl_text_clear(&text);
}
END_TEST

/* 400 persons at 100 an hour, with injects on the lane. */
static int64_t arrival_with(const char *injects)
{
    const double capacity_ph[] = {100};
    struct tl_text text = {0};
    print_world(&text, 2, capacity_ph, "3 d");
    tl_text_add(&text, "corridors = { ");
    print_corridor(&text, 0, 0, 1, 400);
    tl_text_add(&text, "};\ngroups = { ");
    print_group(&text, 0, 0, 400);
    tl_text_print(&text, "};\ninjects = { %s };\n", injects);
    struct run run = build(&text);
    ck_assert(runs_forked(&run, 1, 0));
    int64_t time_s = arrival(&run, 0, 1);
    run_clear(&run);
    tl_text_clear(&text);
    return time_s;
}

START_TEST(lanes_change_in_mid_transfer)
{
    ck_assert_int_eq(arrival_with(""), 4 * HOUR);
    ck_assert_int_eq(arrival_with("a = { kind = \"close-lane\"; at = \"2 h\"; lane = \"lane-0\"; };"
                                  "b = { kind = \"open-lane\"; at = \"5 h\"; lane = \"lane-0\"; };"),
                     7 * HOUR);
    ck_assert_int_eq(
        arrival_with("a = { kind = \"scale-lane\"; at = \"1 h\"; lane = \"lane-0\"; scale = 0.5; };"
                     "b = { kind = \"scale-lane\"; at = \"3 h\"; lane = \"lane-0\"; scale = 2.0; };"),
        4 * HOUR); /* 100, 100, then 200 in an hour: more than at its start */
    ck_assert_int_eq(arrival_with("a = { kind = \"close-lane\"; at = \"0 s\"; lane = \"lane-0\"; };"
                                  "b = { kind = \"open-lane\"; at = \"10 h\"; lane = \"lane-0\"; };"),
                     14 * HOUR); /* it waits to set out */
    ck_assert_int_eq(arrival_with("a = { kind = \"close-lane\"; at = \"2 h\"; lane = \"lane-0\"; };"),
                     TL_NONE);
}
END_TEST

/* ---- random networks ---- */

enum { TOWNS_MAX = 9, WAYS_MAX = 20, CONVOYS = 12 };

struct network {
    int towns, ways;
    double capacity_ph[TOWNS_MAX];
    int from[WAYS_MAX], to[WAYS_MAX];
    long long persons[WAYS_MAX];
    double ends_h[WAYS_MAX][CONVOYS]; /* by the test's own filling */
};

static int pick(struct tl_stream *stream, int low, int high)
{
    double uniform = 0;
    tl_stream_draw(stream, &uniform);
    return low + (int)(uniform * (double)(high - low + 1));
}

/* So small that the last convoys are on the road for years: a second is 10^-9 of that. */
static void make_network(struct network *n, uint64_t seed)
{
    struct tl_stream stream;
    tl_stream_init(&stream, seed, 0, tl_hash_text("network"));
    n->towns = pick(&stream, 2, TOWNS_MAX);
    n->ways = pick(&stream, 1, WAYS_MAX);
    for (int i = 0; i < n->towns; i++) {
        n->capacity_ph[i] = pick(&stream, 10, 1000) / 7.0;
    }
    for (int i = 0; i < n->ways; i++) {
        n->from[i] = pick(&stream, 0, n->towns - 1);
        n->to[i] = pick(&stream, 0, n->towns - 2);
        n->to[i] += n->to[i] >= n->from[i];
        n->persons[i] = (long long)CONVOYS * pick(&stream, 1000, 9000);
    }
}

static bool uses(const struct network *n, int way, int lane, bool back)
{
    bool is_back = n->to[way] < n->from[way];
    int low = is_back ? n->to[way] : n->from[way];
    int high = is_back ? n->from[way] : n->to[way];
    return is_back == back && lane >= low && lane < high;
}

/* Max-min fair rates of those who still send, by filling up lane after lane (Bertsekas and Gallager, Data Networks, 6.5.2). */
static void fill_rates(const struct network *n, const bool *sends, double *rates)
{
    bool fixed[WAYS_MAX];
    for (int w = 0; w < n->ways; w++) {
        fixed[w] = !sends[w];
        rates[w] = 0;
    }
    for (;;) {
        double least = INFINITY;
        int at = -1;
        for (int lane = 0; lane < 2 * (n->towns - 1); lane++) {
            double left = n->capacity_ph[lane / 2];
            int open = 0;
            for (int w = 0; w < n->ways; w++) {
                if (uses(n, w, lane / 2, lane % 2 == 1)) {
                    left -= rates[w];
                    open += !fixed[w];
                }
            }
            if (open > 0 && left / open < least) {
                least = left / open;
                at = lane;
            }
        }
        if (at < 0) {
            return;
        }
        for (int w = 0; w < n->ways; w++) {
            if (!fixed[w] && uses(n, w, at / 2, at % 2 == 1)) {
                fixed[w] = true;
                rates[w] = least;
            }
        }
    }
}

/* Convoys of a corridor follow each other without a break: its flow changes only when some corridor is done. */
static void solve(struct network *n)
{
    bool sends[WAYS_MAX];
    double sent[WAYS_MAX] = {0};
    double rates[WAYS_MAX];
    int ended[WAYS_MAX] = {0};
    double now_h = 0;
    for (int w = 0; w < n->ways; w++) {
        sends[w] = true;
    }
    for (int events = 0; events < n->ways * CONVOYS; events++) {
        double next_h = INFINITY;
        int which = -1;
        fill_rates(n, sends, rates);
        for (int w = 0; w < n->ways; w++) {
            double due = (double)n->persons[w] / CONVOYS * (ended[w] + 1);
            double end_h = sends[w] ? now_h + (due - sent[w]) / rates[w] : INFINITY;
            which = end_h < next_h ? w : which;
            next_h = end_h < next_h ? end_h : next_h;
        }
        for (int w = 0; w < n->ways; w++) {
            sent[w] += sends[w] ? rates[w] * (next_h - now_h) : 0;
        }
        now_h = next_h;
        n->ends_h[which][ended[which]++] = now_h;
        sends[which] = ended[which] < CONVOYS;
    }
}

static void look_at_network(uint64_t seed)
{
    static struct network n;
    n = (struct network){0};
    make_network(&n, seed);
    solve(&n);
    double last_h = 0;
    for (int w = 0; w < n.ways; w++) {
        last_h = n.ends_h[w][CONVOYS - 1] > last_h ? n.ends_h[w][CONVOYS - 1] : last_h;
    }
    double scale = 3640.0 * 24 / last_h; /* the horizon is at most ten years */
    struct tl_text text = {0};
    for (int i = 0; i < n.towns; i++) {
        n.capacity_ph[i] /= scale;
    }
    print_world(&text, n.towns, n.capacity_ph, "3650 d");
    tl_text_add(&text, "corridors = { ");
    for (int w = 0; w < n.ways; w++) {
        print_corridor(&text, w, n.from[w], n.to[w], n.persons[w] / CONVOYS);
    }
    tl_text_add(&text, "};\ngroups = { ");
    for (int w = 0; w < n.ways; w++) {
        print_group(&text, w, n.from[w], n.persons[w]);
    }
    tl_text_add(&text, "};\n");
    struct run run = build(&text);
    ck_assert(runs_forked(&run, 1, 0));
    for (int w = 0; w < n.ways; w++) {
        char name[16];
        snprintf(name, sizeof name, "way-%d", w);
        int64_t corridor = 0;
        while (strcmp(run.model->corridors[corridor].name, name) != 0) {
            corridor++;
        }
        for (int c = 0; c < CONVOYS; c++) {
            double want_s = n.ends_h[w][c] * scale * 3600;
            int64_t got_s = arrival(&run, corridor, c + 1);
            /* it arrives with the first whole second that is not before its end, of some 10^8 */
            double slack_s = 1e-9 * want_s;
            bool is_right = (double)got_s >= want_s - slack_s && (double)got_s <= want_s + 1 + slack_s;
            ck_assert_msg(is_right, "network %d, %s #%d: %lld, not %.6f", (int)seed, name, c + 1,
                          (long long)got_s, want_s);
        }
    }
    run_clear(&run);
    tl_text_clear(&text);
}

START_TEST(random_networks_fill_up_alike)
{
    for (uint64_t seed = 1; seed <= 20; seed++) {
        look_at_network(seed);
    }
}
END_TEST

/* ---- the micro-scenario of a lift ---- */

START_TEST(lift_to_the_second)
{
    static const struct {
        int64_t time_s, safe;
    } steps[] = {{51300, 450}, {56700, 900}, {102600, 1350}, {108000, 1800}, {149400, 2000}};
    struct tl_error err = {0};
    char path[512];
    snprintf(path, sizeof path, "%s/configs/micro/lift.cfg", getenv("TL_SOURCE"));
    struct run run = {.scenario = tl_scenario_read(path, NULL, NULL, 0, NULL, 0, &err)};
    ck_assert_ptr_nonnull(run.scenario);
    run.model = tl_model_build(run.scenario, &err);
    ck_assert(runs_forked(&run, 1, 0));
    size_t step = 0;
    int64_t safe = 0;
    for (size_t i = 0; i < run.count; i++) {
        if (run.events[i].kind == TL_EVENT_PERSONS_LAND) {
            safe += run.events[i].persons;
            ck_assert_uint_lt(step, sizeof steps / sizeof *steps);
            ck_assert_int_eq(run.events[i].time_s, steps[step].time_s);
            ck_assert_int_eq(safe, steps[step].safe);
            step++;
        }
    }
    ck_assert_uint_eq(step, sizeof steps / sizeof *steps);
    run_clear(&run);
}
END_TEST

TL_TEST_MAIN(corridors, a_merge_is_shared_evenly, the_narrowest_lane_bounds_the_flow,
             lanes_change_in_mid_transfer, random_networks_fill_up_alike, lift_to_the_second)
