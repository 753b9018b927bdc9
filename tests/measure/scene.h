/* A small roster and a way to tell events: two missions in the index (a weighs 3, c weighs 1) and one outside it (b). */
#ifndef TL_TEST_SCENE_H
#define TL_TEST_SCENE_H

#include "measure/measure.h"

enum { ASSET_X, ASSET_Y, ASSET_Z, ASSETS };
enum { MISSION_A, MISSION_B, MISSION_C, MISSIONS };
enum { JAPAN, US, PARTNERS };

static const int64_t one_unit[2] = {TL_MICRO, 0};
static const int64_t both_units[2] = {TL_MICRO, TL_MICRO / 2};
static const char *capability_names[] = {"asw", "bmd"};
static const char *partner_names[] = {"japan", "us"};
static const char *diversion_names[] = {"early", "late"};

static struct tl_roster_asset scene_assets[ASSETS] = {
    {"x", "dd", JAPAN, one_unit},
    {"y", "dd", JAPAN, one_unit},
    {"z", "ddg", US, both_units},
};
static struct tl_roster_mission scene_missions[MISSIONS] = {
    {"a", "peninsula", 3, 1, {0}},
    {"b", "senkaku", 2, 1, {0}},
    {"c", "peninsula", 1, 2, {0, 1}},
};
static const double headline_weights[MISSIONS] = {3, 0, 1};
static const double senkaku_weights[MISSIONS] = {0, 2, 0};
static struct tl_roster_index scene_indexes[] = {
    {"headline", headline_weights, 4},
    {"senkaku", senkaku_weights, 2},
};

static struct tl_roster make_roster(int64_t horizon_s)
{
    return (struct tl_roster){
        .program = "test",
        .scenario = "scene",
        .horizon_s = horizon_s,
        .capabilities = {capability_names, 2},
        .partners = {partner_names, PARTNERS},
        .diversions = {diversion_names, 2},
        .missions = scene_missions,
        .mission_count = MISSIONS,
        .assets = scene_assets,
        .asset_count = ASSETS,
        .indexes = scene_indexes,
        .index_count = 2,
    };
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
