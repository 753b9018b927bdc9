/* Roads at the end of a run, and runs side by side: whoever waits on the road in the last second is cut off cleanly; the same events for any
 * number of jobs. */
#include "test.h"

#include "kernel/pool.h"
#include "kernel/road_network.h"

/* ---- the last second ---- */

enum { HORIZON_S = 36000 };

/* So many ways over one lane, each from a town of its own, and 100 persons on each who set out at a time. */
static void make_star(struct network *n, int ways, int64_t from_s)
{
    *n = (struct network){.towns = ways + 2, .road_count = ways + 1, .way_count = ways};
    for (int w = 0; w < ways; w++) {
        n->roads[w] = (struct road){.ends = {w, ways}, .capacity_ph = 300};
        n->ways[w] = (struct way){.from = w,
                                  .to = ways + 1,
                                  .over = {w, ways},
                                  .over_count = 2,
                                  .convoy = 60,
                                  .persons = 100,
                                  .from_s = (int)from_s};
    }
    n->roads[ways] = (struct road){.ends = {ways, ways + 1}, .capacity_ph = 100};
}

static int64_t count(const struct run *run, enum tl_event_kind kind, int64_t time_s)
{
    int64_t found = 0;
    for (size_t i = 0; i < run->count; i++) {
        found += run->events[i].kind == kind && run->events[i].time_s == time_s;
    }
    return found;
}

/* The lane that all share does so much; convoys that set out in the last second, and those that arrive in it. */
static void look_at_end(int ways, int64_t from_s, struct change change, int64_t departs, int64_t arrives)
{
    static struct network n;
    make_star(&n, ways, from_s);
    n.roads[ways].changes[0] = change;
    n.roads[ways].change_count = 1;
    struct run run = network_build(&n, "10 h", NULL);
    network_open_log();
    ck_assert_msg(runs_forked(&run, 1, 0), "%d ways, from %lld s, change at %lld s", ways, (long long)from_s,
                  (long long)change.at_s);
    ck_assert_int_eq(count(&run, TL_EVENT_CONVOY_DEPARTS, HORIZON_S), departs);
    ck_assert_int_eq(count(&run, TL_EVENT_CONVOY_ARRIVES, HORIZON_S), arrives);
    run_clear(&run);
}

/* Each stage of setting out, with up to six at once: SimGrid's actors then wait for their turn, for the one whose lanes are wide open, or for
 * the end of a transfer. */
START_TEST(the_last_second_cuts_off_whoever_waits)
{
    const struct change later = {HORIZON_S + 3600, true, 500};
    const struct change closes = {HORIZON_S, false, 1000};
    const struct change halves = {HORIZON_S, true, 500};
    const struct change closed = {1, false, 1000};
    for (int ways = 1; ways <= 6; ways++) {
        look_at_end(ways, HORIZON_S, later, ways, 0);
        look_at_end(ways, HORIZON_S, closes, 0, 0);
        look_at_end(ways, HORIZON_S, halves, ways, 0);
        look_at_end(ways, HORIZON_S, closed, 0, 0);
        look_at_end(ways, HORIZON_S - 1, later, 0, 0);
        look_at_end(ways, HORIZON_S - 1, halves, 0, 0);
        look_at_end(ways, 5, closed, 0, 0); /* there all along, and never let go */
    }
}
END_TEST

/* Opened in the last second. */
START_TEST(the_last_second_opens_the_road)
{
    static struct network n;
    for (int ways = 1; ways <= 6; ways++) {
        make_star(&n, ways, 7200);
        struct road *road = &n.roads[ways];
        road->changes[0] = (struct change){3600, false, 1000};
        road->changes[1] = (struct change){HORIZON_S, true, 1000};
        road->change_count = 2;
        struct run run = network_build(&n, "10 h", NULL);
        network_open_log();
        ck_assert(runs_forked(&run, 1, 0));
        ck_assert_int_eq(count(&run, TL_EVENT_CONVOY_DEPARTS, HORIZON_S), ways);
        run_clear(&run);
    }
}
END_TEST

/* 60 persons at 100 an hour, set out so that they are through in the last second: what follows them sets out in it. Both free journeys take
 * 200 s, so that nobody arrives any more. */
START_TEST(the_next_convoy_sets_out_in_the_last_second)
{
    for (int ways = 1; ways <= 3; ways++) {
        int64_t through_s = INT64_C(2160) * ways;
        look_at_end(ways, HORIZON_S - through_s, (struct change){HORIZON_S + 1, true, 500}, ways, 0);
        look_at_end(ways, HORIZON_S - through_s - 200, (struct change){HORIZON_S + 1, true, 500}, 0, ways);
    }
}
END_TEST

/* ---- side by side ---- */

enum { MODELS = 6, REPLICATIONS = 2, JOBS = MODELS * REPLICATIONS };

static void fold(void *self, const struct tl_event *event)
{
    const int64_t head[] = {event->time_s, event->id, event->cause, event->kind};
    tl_digest_add(self, head, sizeof head);
    for (int i = 0; i < TL_FIELDS; i++) {
        int64_t value = tl_event_field(event, (enum tl_field)i);
        tl_digest_add(self, &value, sizeof value);
    }
}

static bool run_job(void *context, const struct tl_model *model, const struct tl_job *job, int fd)
{
    (void)context;
    struct tl_digest *digest = tl_digest_create();
    struct tl_sink sink = {fold, digest};
    uint64_t events = tl_kernel_run(model, 1, job->replication, &sink, 1, NULL, NULL);
    char text[TL_DIGEST_TEXT];
    tl_digest_get(digest, text);
    tl_digest_destroy(digest);
    return dprintf(fd, "%s %llu", text, (unsigned long long)events) > 0;
}

/* Digests of all replications, so many at a time. */
static void run_all(struct run *runs, unsigned jobs, char lines[JOBS][64])
{
    const struct tl_model *models[MODELS];
    struct tl_error err = {0};
    for (size_t i = 0; i < MODELS; i++) {
        models[i] = runs[i].model;
    }
    struct tl_pool *pool = tl_pool_create(models, MODELS, jobs, JOBS, run_job, NULL, &err);
    ck_assert_ptr_nonnull(pool);
    for (size_t started = 0, taken = 0; taken < JOBS;) {
        if (started < JOBS && tl_pool_is_free(pool)) {
            tl_pool_start(pool, (struct tl_job){started / REPLICATIONS, started % REPLICATIONS, started});
            started++;
            continue;
        }
        struct tl_done done;
        ck_assert(tl_pool_wait(pool, -1, &done));
        ck_assert_msg(!done.crashed && !done.failed, "network %zu: %s", done.job.model + 1, done.why);
        snprintf(lines[done.job.model * REPLICATIONS + done.job.replication], 64, "%s",
                 (const char *)done.bytes);
        taken++;
    }
    tl_pool_destroy(pool);
}

START_TEST(events_are_the_same_for_any_number_of_jobs)
{
    static struct network n;
    static char one[JOBS][64], many[JOBS][64];
    struct run runs[MODELS];
    for (uint64_t i = 0; i < MODELS; i++) {
        network_make(&n, i + 1);
        runs[i] = network_build(&n, "30 d", NULL);
    }
    run_all(runs, 1, one);
    for (unsigned jobs = 2; jobs <= 4; jobs += 2) {
        memset(many, 0, sizeof many);
        run_all(runs, jobs, many);
        for (size_t i = 0; i < JOBS; i++) {
            ck_assert_str_eq(one[i], many[i]);
            ck_assert_str_ne(one[i], one[(i + REPLICATIONS) % JOBS]);
        }
    }
    for (size_t i = 0; i < MODELS; i++) {
        run_clear(&runs[i]);
    }
}
END_TEST

TL_TEST_MAIN(road_ends, the_last_second_cuts_off_whoever_waits, the_last_second_opens_the_road,
             the_next_convoy_sets_out_in_the_last_second, events_are_the_same_for_any_number_of_jobs)
