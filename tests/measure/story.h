/* Stories for the ledger: a roster, ways to tell events with ids and causes, and accounts in whole micro-index-seconds. */
#ifndef TL_TEST_MEASURE_STORY_H
#define TL_TEST_MEASURE_STORY_H

#include <math.h>
#include <string.h>

#include "measure/measure.h"
#include "test.h"

/* Three ships and one of another class; missions a, b and c in the headline, `far` in a theatre of its own, `watch` a response mission
 * with two kinds of incident, of which `two` takes two aircraft and is out of v's reach. Weights are set by each test. */
enum { V, W, X, Y, ASSETS };
enum { A, B, C, FAR, WATCH, MISSIONS };
enum { HORIZON = 500000 };

static const int64_t one_unit[] = {TL_MICRO, 0};
static const int64_t both_units[] = {TL_MICRO, TL_MICRO / 2};
static const char *capabilities[] = {"asw", "bmd"};
static const char *partners[] = {"blue", "green"};
static const char *diversions[] = {"away"};
static const char *injects[] = {"more", "sinks"};
static const char *phases[] = {"war"};
static const bool blue_alone[] = {true, false};
static const bool all_in_time[] = {true, true, true, true};
static const bool v_is_late[] = {false, true, true, true};
static struct tl_roster_asset ships[ASSETS] = {{"v", "ship", 0, one_unit},
                                               {"w", "ship", 0, one_unit},
                                               {"x", "ship", 0, both_units},
                                               {"y", "ship", 1, one_unit}};
static struct tl_roster_mission missions[MISSIONS] = {
    {.name = "a", .theatre = "line", .needs = 1, .need = {0}},
    {.name = "b", .theatre = "line", .needs = 1, .need = {0}, .eligible = blue_alone},
    {.name = "c", .theatre = "line", .needs = 2, .need = {0, 1}},
    {.name = "far", .theatre = "far-sea", .needs = 1, .need = {0}},
    {.name = "watch", .theatre = "line", .needs = 1, .need = {0}, .kinds = 2, .kind = {0, 1}},
};
static struct tl_roster_incident incidents[] = {
    {.name = "one", .mission = WATCH, .takes = 1, .in_time = all_in_time},
    {.name = "two", .mission = WATCH, .takes = 2, .in_time = v_is_late},
};
static double weights[2][MISSIONS];

struct story {
    struct tl_roster roster;
    struct tl_roster_index indexes[2];
    struct tl_measures *measures;
    const struct tl_outcome *outcome;
    int64_t id;
};

static void begin(struct story *story, double a, double b, double c, double far, double watch)
{
    const double set[MISSIONS] = {a, b, c, 0, watch};
    memset(weights, 0, sizeof weights);
    memcpy(weights[0], set, sizeof set);
    weights[1][FAR] = far;
    *story = (struct story){
        .indexes = {{"headline", weights[0], a + b + c + watch}, {"far-sea", weights[1], far}},
        .roster = {.program = "test",
                   .scenario = "story",
                   .horizon_s = HORIZON,
                   .capabilities = {capabilities, 2},
                   .partners = {partners, 2},
                   .diversions = {diversions, 1},
                   .injects = {injects, 2},
                   .phases = {phases, 1},
                   .missions = missions,
                   .mission_count = MISSIONS,
                   .incidents = incidents,
                   .incident_count = 2,
                   .assets = ships,
                   .asset_count = ASSETS,
                   .index_count = 2},
    };
    story->roster.indexes = story->indexes;
    story->roster.index_count = far > 0 ? 2 : 1;
    story->measures = tl_measures_create(&story->roster);
}

static struct tl_event make(int64_t time_s, enum tl_event_kind kind, int64_t asset, int64_t mission,
                            int64_t cause)
{
    struct tl_event event = tl_event_make(kind, cause);
    event.time_s = time_s;
    event.asset = asset;
    event.mission = mission;
    return event;
}

static int64_t put(struct story *story, struct tl_event event)
{
    struct tl_sink sink = tl_measures_sink(story->measures);
    event.id = ++story->id;
    sink.take(sink.self, &event);
    return event.id;
}

static int64_t say(struct story *story, int64_t time_s, enum tl_event_kind kind, int64_t asset,
                   int64_t mission, int64_t cause)
{
    return put(story, make(time_s, kind, asset, mission, cause));
}

static void demand(struct story *story, int64_t time_s, int64_t mission, int64_t capability, int64_t demand_u,
                   int64_t cause)
{
    struct tl_event event = make(time_s, TL_EVENT_DEMAND_CHANGES, TL_NONE, mission, cause);
    event.capability = capability;
    event.demand = demand_u;
    put(story, event);
}

/* A mission opens and asks for so many millionths of asw. */
static void open(struct story *story, int64_t time_s, int64_t mission, int64_t demand_u)
{
    int64_t id = say(story, time_s, TL_EVENT_MISSION_OPENS, TL_NONE, mission, 0);
    demand(story, time_s, mission, 0, demand_u, id);
}

static void count(struct story *story, int64_t time_s, int64_t asset, int64_t mission)
{
    say(story, time_s, TL_EVENT_ASSET_ON_STATION, asset, mission, 0);
}

static void leave(struct story *story, int64_t time_s, int64_t asset, int64_t mission, int64_t cause)
{
    say(story, time_s, TL_EVENT_ASSET_LEAVES, asset, mission, cause);
}

static void break_down(struct story *story, int64_t time_s, int64_t asset, int64_t mission)
{
    int64_t id = say(story, time_s, TL_EVENT_ASSET_FAILS, asset, mission, 0);
    leave(story, time_s, asset, mission, id);
}

/* Moved to another mission. diversion: TL_NONE for none */
static void move(struct story *story, int64_t time_s, int64_t asset, int64_t was, int64_t mission,
                 int64_t diversion, int64_t cause)
{
    struct tl_event event = make(time_s, TL_EVENT_ASSET_RETASKED, asset, mission, cause);
    event.was = was;
    event.diversion = diversion;
    leave(story, time_s, asset, was, put(story, event));
}

static void end(struct story *story)
{
    story->outcome = tl_measures_finish(story->measures);
}

/* A column in micro-index-seconds; the test fails where there is none. */
static int64_t get_us(const struct story *story, const char *measure, const char *entity)
{
    size_t columns;
    const struct tl_column *column = tl_measures_columns(story->measures, &columns);
    for (size_t i = 0; i < columns; i++) {
        if (strcmp(column[i].measure, measure) == 0 && strcmp(column[i].entity, entity) == 0) {
            return llround(story->outcome->values[i] * 86400e6);
        }
    }
    ck_abort_msg("no column %s of %s", measure, entity);
    return 0;
}

#define check_account(story, root, seconds)                                                                  \
    ck_assert_int_eq(get_us(story, "ledger", root), (int64_t)((seconds)*1e6))
#define check_pair(story, pair, seconds)                                                                     \
    ck_assert_int_eq(get_us(story, "ledger-mission", pair), (int64_t)((seconds)*1e6))

#endif
