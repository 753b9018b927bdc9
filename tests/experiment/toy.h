/* A kernel of the tests' own, and models for it: a few events drawn from (seed, replication, variant). */
#ifndef TL_TEST_TOY_H
#define TL_TEST_TOY_H

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "kernel/kernel.h"

#define TOY_HORIZON INT64_C(200000)

static const int64_t toy_gives[1] = {TL_MICRO};
static const char *toy_capability[] = {"asw"};
static const char *toy_partner[] = {"japan"};
static const char *toy_place[] = {"sasebo"};
static const double toy_at[][2] = {{33.16, 129.71}};
static const char *toy_diversion[] = {"north"};
static const bool toy_never, toy_may = true; /* whether that one is in force */
static struct tl_roster_asset toy_assets[] = {{"x", "dd", 0, toy_gives}, {"y", "dd", 0, toy_gives}};
static struct tl_roster_mission toy_missions[] = {
    {.name = "a", .theatre = "peninsula", .weight = 3, .needs = 1, .need = {0}, .post = 0},
    {.name = "b", .theatre = "neo", .weight = 1, .needs = 1, .need = {0}, .post = 0}};
static const double toy_weights[] = {3, 1};
static struct tl_roster_index toy_indexes[] = {{"headline", toy_weights, 4}, {"japan", toy_weights, 4}};

/* horizon_s of the model itself, which measures do not read, is how many microseconds a replication sleeps. */
static inline struct tl_model make_toy(const char *label, unsigned sleep_us)
{
    return (struct tl_model){
        .horizon_s = sleep_us,
        .roster = {.program = "trilat 0.1.0",
                   .scenario = label,
                   .title = "a toy",
                   .hash = "0123456789abcdef0123456789abcdef",
                   .horizon_s = TOY_HORIZON,
                   .capabilities = {toy_capability, 1},
                   .partners = {toy_partner, 1},
                   .places = {toy_place, 1},
                   .at_deg = toy_at,
                   .diversions = {toy_diversion, 1},
                   .in_force = &toy_never,
                   .missions = toy_missions,
                   .mission_count = 2,
                   .assets = toy_assets,
                   .asset_count = 2,
                   .indexes = toy_indexes,
                   .index_count = 2},
    };
}

struct toy_run {
    const struct tl_sink *sinks;
    size_t sink_count;
    int64_t id;
    uint64_t state;
};

static inline int64_t toy_draw(struct toy_run *run, int64_t below)
{
    run->state = run->state * 6364136223846793005u + 1442695040888963407u;
    return (int64_t)((run->state >> 33) % (uint64_t)below);
}

static inline void toy_tell(struct toy_run *run, int64_t time_s, struct tl_event event)
{
    event.time_s = time_s;
    event.id = ++run->id;
    for (size_t i = 0; i < run->sink_count; i++) {
        run->sinks[i].take(run->sinks[i].self, &event);
    }
}

static inline void toy_open(struct toy_run *run, int64_t mission)
{
    struct tl_event event = tl_event_make(TL_EVENT_MISSION_OPENS, 0);
    event.mission = mission;
    toy_tell(run, 0, event);
    event = tl_event_make(TL_EVENT_DEMAND_CHANGES, 1);
    event.mission = mission;
    event.capability = 0;
    event.demand = TL_MICRO;
    toy_tell(run, 0, event);
}

/* Ship x comes and goes at random times on mission a; in every variant but "base" it stays away longer, from a diversion on, which "never"
 * does not tell of. */
uint64_t tl_kernel_run(const struct tl_model *model, uint64_t seed, uint64_t replication,
                       const struct tl_sink *sinks, size_t sink_count, tl_lose_message *lose, void *context)
{
    (void)lose;
    (void)context;
    bool base = strcmp(model->roster.scenario, "base") == 0;
    bool never = strcmp(model->roster.scenario, "never") == 0;
    struct toy_run run = {sinks, sink_count, 0, seed * 1000003 + replication};
    usleep((unsigned)model->horizon_s);
    toy_open(&run, 0);
    toy_open(&run, 1);
    int64_t time_s = 0;
    for (int round = 0; round < 20; round++) {
        struct tl_event event = tl_event_make(TL_EVENT_ASSET_ON_STATION, 0);
        event.asset = 0;
        event.mission = 0;
        event.until = TOY_HORIZON;
        time_s += toy_draw(&run, 2000);
        toy_tell(&run, time_s, event);
        event = tl_event_make(TL_EVENT_ASSET_LEAVES, 1);
        event.asset = 0;
        event.mission = 0;
        time_s += toy_draw(&run, 7000);
        toy_tell(&run, time_s, event);
        if (!base && !never && round == 3) {
            event = tl_event_make(TL_EVENT_DIVERSION_STARTS, 0);
            event.diversion = 0;
            event.partner = 0;
            toy_tell(&run, time_s, event);
        }
        time_s += !base && round >= 3 ? 900 : 0;
    }
    return (uint64_t)run.id;
}

bool tl_kernel_load(const struct tl_model *model, struct tl_error *err)
{
    (void)model;
    (void)err;
    return true;
}

#endif
