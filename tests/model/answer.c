/* Who answers which of many incidents, and when, against a second reckoning that goes through every second and knows nothing of
 * calendars, lists and events. */
#include "base/hash.h"
#include "base/stream.h"
#include "model/watch.h"

enum { ASSETS = 5, KINDS = 3, EACH = 60 };
#define HORIZON_S 172800
#define NEVER     INT64_MAX

/* By name: u and w at C, v at D. Two of the assets are slow. */
static const int64_t takes[KINDS] = {1, 2, 3};
static const int64_t scene_s[KINDS] = {1200, 600, 1800};
static const bool is_far[KINDS] = {true, false, true};

struct visit {
    int64_t at_s;
    int64_t sent_s; /* NEVER: nobody went */
    int64_t missed_s;
    unsigned who; /* bit a: asset a went */
};

struct toy {
    struct visit visits[KINDS][EACH];
    bool waits;
    int64_t limit_s;         /* NEVER: none */
    int64_t fit_s[ASSETS];   /* when it is on alert again */
    int64_t since_s[ASSETS]; /* on alert since; NEVER: it is not */
};

static int64_t leg_of(int asset, int kind)
{
    bool is_slow = asset < 2; /* a-1 and a-2 come before f-1 */
    return is_far[kind] ? (is_slow ? 1766 : 883) : (is_slow ? 883 : 442);
}

/* The best asset that may still go: TL_NONE if there is none. */
static int best(const struct toy *toy, int kind, const struct visit *visit, int64_t now_s, unsigned taken)
{
    int found = TL_NONE;
    for (int a = 0; a < ASSETS; a++) {
        int64_t leg_s = leg_of(a, kind);
        bool is_late = toy->limit_s != NEVER && now_s + 300 + leg_s > visit->at_s + toy->limit_s;
        if (toy->since_s[a] == NEVER || is_late || (taken >> a & 1U) != 0) {
            continue;
        }
        bool is_better = found == TL_NONE || leg_s < leg_of(found, kind) ||
                         (leg_s == leg_of(found, kind) && toy->since_s[a] < toy->since_s[found]);
        found = is_better ? a : found;
    }
    return found;
}

static bool serve(struct toy *toy, int kind, struct visit *visit, int64_t now_s)
{
    unsigned taken = 0;
    for (int64_t i = 0; i < takes[kind]; i++) {
        int asset = best(toy, kind, visit, now_s, taken);
        if (asset == TL_NONE) {
            return false;
        }
        taken |= 1U << asset;
    }
    int64_t slowest_s = 0;
    for (int a = 0; a < ASSETS; a++) {
        bool is_slower = (taken >> a & 1U) != 0 && leg_of(a, kind) > slowest_s;
        slowest_s = is_slower ? leg_of(a, kind) : slowest_s;
    }
    for (int a = 0; a < ASSETS; a++) {
        if ((taken >> a & 1U) != 0) { /* those who are there wait for the last */
            toy->since_s[a] = NEVER;
            toy->fit_s[a] = now_s + 300 + slowest_s + scene_s[kind] + leg_of(a, kind) + 5400;
        }
    }
    visit->sent_s = now_s;
    visit->who = taken;
    return true;
}

static bool is_open(const struct visit *visit, int64_t now_s)
{
    return visit->at_s <= now_s && visit->sent_s == NEVER && visit->missed_s == NEVER;
}

/* All that are open by then, the oldest first, in a second by kind. */
static void serve_all(struct toy *toy, int64_t now_s)
{
    for (int64_t at_s = 0; at_s <= now_s;) {
        int64_t next_s = NEVER;
        for (int kind = 0; kind < KINDS; kind++) {
            for (int i = 0; i < EACH; i++) {
                struct visit *visit = &toy->visits[kind][i];
                if (is_open(visit, now_s) && visit->at_s == at_s && !serve(toy, kind, visit, now_s) &&
                    !toy->waits) {
                    visit->missed_s = now_s;
                }
                bool is_next = is_open(visit, now_s) && visit->at_s > at_s && visit->at_s < next_s;
                next_s = is_next ? visit->at_s : next_s;
            }
        }
        at_s = next_s;
    }
}

static void give_up(struct toy *toy, int64_t now_s)
{
    if (toy->limit_s == NEVER) {
        return;
    }
    for (int kind = 0; kind < KINDS; kind++) {
        for (int i = 0; i < EACH; i++) {
            struct visit *visit = &toy->visits[kind][i];
            int64_t latest_s = visit->at_s + toy->limit_s - 300 - leg_of(ASSETS - 1, kind);
            if (is_open(visit, now_s) && now_s >= latest_s) {
                visit->missed_s = now_s;
            }
        }
    }
}

static void reckon(struct toy *toy)
{
    for (int64_t now_s = 0; now_s <= HORIZON_S; now_s++) {
        bool is_any = false;
        for (int a = 0; a < ASSETS; a++) {
            if (toy->fit_s[a] == now_s) {
                toy->since_s[a] = now_s;
                is_any = true;
            }
        }
        for (int kind = 0; kind < KINDS; kind++) {
            for (int i = 0; i < EACH; i++) {
                is_any = is_any || toy->visits[kind][i].at_s == now_s;
            }
        }
        if (is_any) {
            serve_all(toy, now_s);
        }
        give_up(toy, now_s);
    }
}

/* ---- the same in trilat ---- */

static int compare_times(const void *a, const void *b)
{
    int64_t x = ((const struct visit *)a)->at_s;
    int64_t y = ((const struct visit *)b)->at_s;
    return (x > y) - (x < y);
}

static struct toy draw(uint64_t seed, bool waits, int64_t limit_s)
{
    struct toy toy = {.waits = waits, .limit_s = limit_s};
    struct tl_stream stream;
    tl_stream_init(&stream, seed, 0, tl_hash_text("visits"));
    for (int a = 0; a < ASSETS; a++) {
        toy.since_s[a] = NEVER;
    }
    for (int kind = 0; kind < KINDS; kind++) {
        for (int i = 0; i < EACH; i++) {
            double uniform;
            tl_stream_draw(&stream, &uniform);
            /* few different seconds, so that much happens at once */
            int64_t at_s = 1 + (int64_t)(uniform * 170) * 1000;
            toy.visits[kind][i] = (struct visit){.at_s = at_s, .sent_s = NEVER, .missed_s = NEVER};
        }
        qsort(toy.visits[kind], EACH, sizeof toy.visits[kind][0], compare_times);
    }
    return toy;
}

static const char toy_pool[] =
    "assets = { f = { class = \"fighter\"; partner = \"blue\"; home = \"p\"; at = \"watch\"; count = 3; };\n"
    "  a = { class = \"slow\"; partner = \"blue\"; home = \"p\"; at = \"watch\"; count = 2; }; };\n"
    "incidents = { u = { mission = \"watch\"; process = \"replay\"; dates = \"%s\"; scene = \"1200 s\"; };\n"
    "  v = { mission = \"watch\"; process = \"replay\"; dates = \"%s\"; takes = 2; scene = \"600 s\";\n"
    "    area = \"area-d\"; };\n"
    "  w = { mission = \"watch\"; process = \"replay\"; dates = \"%s\"; takes = 3; scene = \"1800 s\"; }; "
    "};\n";

static struct run simulate(const struct toy *toy)
{
    struct tl_text moments[KINDS] = {{0}};
    const char *texts[KINDS];
    for (int kind = 0; kind < KINDS; kind++) {
        for (int i = 0; i < EACH; i++) {
            tl_text_print(&moments[kind], "%lld s\n", (long long)toy->visits[kind][i].at_s);
        }
        texts[kind] = tl_text_get(&moments[kind]);
    }
    char limit[64] = "";
    if (toy->limit_s != NEVER) {
        snprintf(limit, sizeof limit, "limit = \"%lld s\";", (long long)toy->limit_s);
    }
    struct tl_text overlay = {0};
    tl_text_add(&overlay, toy_pool);
    tl_text_print(&overlay, WATCH("5.0", "waits = %s; %s"), toy->waits ? "true" : "false", limit);
    struct run run = watch_build(tl_text_get(&overlay), texts, KINDS);
    run_replication(&run, 1, 0, NULL, NULL);
    for (int kind = 0; kind < KINDS; kind++) {
        tl_text_clear(&moments[kind]);
    }
    tl_text_clear(&overlay);
    return run;
}

/* What came of each visit, as the events tell. */
static struct toy listen(const struct run *run, struct toy toy)
{
    for (size_t i = 0; i < run->count; i++) {
        const struct tl_event *event = &run->events[i];
        if (event->number == TL_NONE) {
            continue;
        }
        struct visit *visit = &toy.visits[event->incident][event->number - 1];
        if (event->kind == TL_EVENT_INCIDENT) {
            run_assert_int(visit->at_s, ==, event->time_s);
        } else if (event->kind == TL_EVENT_ASSET_SCRAMBLES) {
            visit->sent_s = event->time_s;
            visit->who |= 1U << event->asset;
        } else if (event->kind == TL_EVENT_INCIDENT_MISSED) {
            visit->missed_s = event->time_s;
        }
    }
    return toy;
}

static int64_t check(uint64_t seed, bool waits, int64_t limit_s)
{
    struct toy toy = draw(seed, waits, limit_s);
    struct run run = simulate(&toy);
    struct toy heard = listen(&run, toy);
    int64_t sent = 0;
    reckon(&toy);
    for (int kind = 0; kind < KINDS; kind++) {
        for (int i = 0; i < EACH; i++) {
            const struct visit *a = &heard.visits[kind][i];
            const struct visit *b = &toy.visits[kind][i];
            run_assert_msg(
                a->sent_s == b->sent_s && a->missed_s == b->missed_s && a->who == b->who,
                "seed %d, %d %lld: kind %d, %d of %lld: sent %lld (%u), missed %lld, not %lld (%u), %lld",
                (int)seed, waits, (long long)limit_s, kind, i + 1, (long long)a->at_s, (long long)a->sent_s,
                a->who, (long long)a->missed_s, (long long)b->sent_s, b->who, (long long)b->missed_s);
            sent += b->sent_s != NEVER;
        }
    }
    run_clear(&run);
    return sent;
}

START_TEST(a_second_reckoning_agrees)
{
    static const int64_t limits_s[] = {NEVER, 1200, 2066, 9000};
    int64_t sent = 0;
    for (size_t i = 0; i < sizeof limits_s / sizeof *limits_s; i++) {
        for (uint64_t seed = 1; seed <= 4; seed++) {
            sent += check(seed, false, limits_s[i]);
            sent += check(seed, true, limits_s[i]);
        }
    }
    ck_assert_int_gt(sent, 500);
}
END_TEST

TL_TEST_MAIN(answer, a_second_reckoning_agrees)
