/* A small roster and a way to tell events: two missions in the index (a weighs 3, c weighs 1) and one outside it (b). */
#ifndef TL_TEST_SCENE_H
#define TL_TEST_SCENE_H

#include <string.h>

#include "measure/measure.h"

enum { ASSET_X, ASSET_Y, ASSET_Z, ASSETS };
enum { MISSION_A, MISSION_B, MISSION_C, MISSIONS };
enum { JAPAN, US, PARTNERS };
enum { AREA_A, AREA_B, AREA_C, PORT, PLACES };
enum { PROBE, RAID, VISIT, INCIDENTS };

static const int64_t one_unit[2] = {TL_MICRO, 0};
static const int64_t both_units[2] = {TL_MICRO, TL_MICRO / 2};
static const char *capability_names[] = {"asw", "bmd"};
static const char *partner_names[] = {"japan", "us"};
static const char *diversion_names[] = {"early", "late"};
static const char *place_names[] = {"area-a", "area-b", "area-c", "port"};

static struct tl_roster_asset scene_assets[ASSETS] = {
    {"x", "dd", JAPAN, one_unit},
    {"y", "dd", JAPAN, one_unit},
    {"z", "ddg", US, both_units},
};
static const bool scene_eligible[PARTNERS] = {true, true};
static struct tl_roster_mission scene_missions[MISSIONS] = {
    {.name = "a",
     .theatre = "peninsula",
     .weight = 3,
     .needs = 1,
     .need = {0},
     .eligible = scene_eligible,
     .post = AREA_A},
    {.name = "b",
     .theatre = "senkaku",
     .weight = 2,
     .needs = 1,
     .need = {0},
     .eligible = scene_eligible,
     .post = AREA_B},
    {.name = "c",
     .theatre = "peninsula",
     .weight = 1,
     .needs = 2,
     .need = {0, 1},
     .eligible = scene_eligible,
     .post = AREA_C},
};
static const double headline_weights[MISSIONS] = {3, 0, 1};
static const double senkaku_weights[MISSIONS] = {0, 2, 0};
static struct tl_roster_index scene_indexes[] = {
    {"headline", headline_weights, 4},
    {"senkaku", senkaku_weights, 2},
};

/* From the port a is 4 h away and c 2 h; from one area to another it takes 6 h, but to b 3 h. Nobody reaches b from the port. */
static struct tl_roster_reach scene_reaches[] = {
    {MISSION_A, JAPAN, AREA_C, "dd", 21600}, {MISSION_A, JAPAN, PORT, "dd", 14400},
    {MISSION_A, US, AREA_C, "ddg", 21600},   {MISSION_A, US, PORT, "ddg", 14400},
    {MISSION_B, JAPAN, AREA_A, "dd", 10800}, {MISSION_C, JAPAN, AREA_A, "dd", 21600},
    {MISSION_C, JAPAN, PORT, "dd", 7200},    {MISSION_C, US, AREA_A, "ddg", 21600},
    {MISSION_C, US, PORT, "ddg", 7200},
};

static struct tl_roster make_roster(int64_t horizon_s)
{
    return (struct tl_roster){
        .program = "test",
        .scenario = "scene",
        .horizon_s = horizon_s,
        .capabilities = {capability_names, 2},
        .partners = {partner_names, PARTNERS},
        .places = {place_names, PLACES},
        .diversions = {diversion_names, 2},
        .reaches = scene_reaches,
        .reach_count = sizeof scene_reaches / sizeof *scene_reaches,
        .missions = scene_missions,
        .mission_count = MISSIONS,
        .assets = scene_assets,
        .asset_count = ASSETS,
        .indexes = scene_indexes,
        .index_count = 2,
    };
}

/* The same with incidents: b answers probes, for which z is too slow, and raids, which take two; outside parties visit c. */
static inline struct tl_roster make_busy_roster(int64_t horizon_s)
{
    static const bool in_time[2][ASSETS] = {{true, true, false}, {true, true, true}};
    static struct tl_roster_incident incidents[INCIDENTS] = {
        {.name = "probe", .mission = MISSION_B, .takes = 1, .in_time = in_time[0]},
        {.name = "raid", .mission = MISSION_B, .takes = 2, .in_time = in_time[1]},
        {.name = "visit", .mission = MISSION_C, .takes = 1},
    };
    static struct tl_roster_mission missions[MISSIONS];
    memcpy(missions, scene_missions, sizeof missions);
    missions[MISSION_B].kinds = 2;
    missions[MISSION_B].kind[1] = RAID;
    struct tl_roster roster = make_roster(horizon_s);
    roster.missions = missions;
    roster.incidents = incidents;
    roster.incident_count = INCIDENTS;
    return roster;
}

/* Tell an event of `kind` at time_s about `asset` and `mission` (TL_NONE: about none). */
static struct tl_event at(int64_t time_s, enum tl_event_kind kind, int64_t asset, int64_t mission)
{
    struct tl_event event = tl_event_make(kind, 0);
    event.time_s = time_s;
    event.asset = asset;
    event.mission = mission;
    return event;
}

static void tell(struct tl_measures *measures, struct tl_event event)
{
    struct tl_sink sink = tl_measures_sink(measures);
    sink.take(sink.self, &event);
}

static inline void tell_demand(struct tl_measures *measures, int64_t time_s, int64_t mission,
                               int64_t capability, int64_t demand_u)
{
    struct tl_event event = at(time_s, TL_EVENT_DEMAND_CHANGES, TL_NONE, mission);
    event.capability = capability;
    event.demand = demand_u;
    tell(measures, event);
}

/* Tell what becomes of an incident; until_s: of a visit, when it is over. */
static inline void tell_incident(struct tl_measures *measures, int64_t time_s, enum tl_event_kind kind,
                                 int64_t incident, int64_t number, int64_t until_s)
{
    struct tl_event event = at(time_s, kind, TL_NONE, incident == VISIT ? MISSION_C : MISSION_B);
    event.incident = incident;
    event.number = number;
    event.until = until_s;
    tell(measures, event);
}

/* Tell an event about an asset at a place. */
static inline void tell_place(struct tl_measures *measures, int64_t time_s, enum tl_event_kind kind,
                              int64_t asset, int64_t place)
{
    struct tl_event event = at(time_s, kind, asset, TL_NONE);
    event.place = place;
    tell(measures, event);
}

/* The value of a column; fails the test where there is none. */
static double get_value(const struct tl_measures *measures, const struct tl_outcome *outcome,
                        const char *measure, const char *entity)
{
    size_t count;
    const struct tl_column *columns = tl_measures_columns(measures, &count);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(columns[i].measure, measure) == 0 && strcmp(columns[i].entity, entity) == 0) {
            return outcome->values[i];
        }
    }
    ck_abort_msg("no column %s of %s", measure, entity);
    return 0;
}

#endif
