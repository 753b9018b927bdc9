#include "event/coverage.h"

#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "base/stream.h"
#include "test.h"

/* Two missions: m0 needs capabilities 0 and 1, m1 needs 1. Three assets. */
static const int64_t gives_u[3][2] = {{1000000, 500000}, {0, 2000000}, {300000, 300000}};
static const double weights[2][2] = {{3, 1}, {0, 0.3}};
static struct tl_roster_mission missions[2] = {{.name = "m0", .needs = 2, .need = {0, 1}},
                                               {.name = "m1", .needs = 1, .need = {1}}};
static struct tl_roster_asset assets[3] = {
    {"a", "", 0, gives_u[0]}, {"b", "", 0, gives_u[1]}, {"c", "", 0, gives_u[2]}};
static struct tl_roster_index indexes[2] = {{"headline", weights[0], 4}, {"other", weights[1], 0.9}};
static const struct tl_roster roster = {.missions = missions,
                                        .mission_count = 2,
                                        .assets = assets,
                                        .asset_count = 3,
                                        .indexes = indexes,
                                        .index_count = 2};

static bool tell(struct tl_coverage *coverage, enum tl_event_kind kind, int64_t asset, int64_t mission)
{
    struct tl_event event = tl_event_make(kind, 1);
    event.asset = asset;
    event.mission = mission;
    return tl_coverage_take(coverage, &event);
}

static bool demand(struct tl_coverage *coverage, int64_t mission, int64_t capability, int64_t units_u)
{
    struct tl_event event = tl_event_make(TL_EVENT_DEMAND_CHANGES, 1);
    event.mission = mission;
    event.capability = capability;
    event.demand = units_u;
    return tl_coverage_take(coverage, &event);
}

START_TEST(the_least_need_decides)
{
    const int64_t supply_u[] = {1000000, 500000, 0};
    const int64_t demand_u[] = {2000000, 2000000, 0};
    ck_assert(tl_coverage_of(0, supply_u, demand_u) == 1);
    ck_assert(tl_coverage_of(1, supply_u, demand_u) == 0.5);
    ck_assert(tl_coverage_of(2, supply_u, demand_u) == 0.25);
    ck_assert(tl_coverage_of(3, supply_u, demand_u) == 0.25); /* a demand of 0 is met */
    ck_assert(tl_coverage_of(1, demand_u, supply_u) == 1);    /* more than enough is enough */
}
END_TEST

START_TEST(rates_round_half_up)
{
    ck_assert_int_eq(tl_coverage_loss_rate(3, 4, 0.75), 187500);
    ck_assert_int_eq(tl_coverage_loss_rate(3, 4, 1), 0);
    ck_assert_int_eq(tl_coverage_loss_rate(4, 4, 0), 1000000);
    ck_assert_int_eq(tl_coverage_loss_rate(1, 2000000, 0), 1); /* exactly a half */
    ck_assert_int_eq(tl_coverage_loss_rate(0.9999, 2000000, 0), 0);
    ck_assert_int_eq(tl_coverage_loss_rate(1, 3, 0), 333333);
    ck_assert_int_eq(tl_coverage_loss_rate(0, 3, 0), 0);
}
END_TEST

START_TEST(a_mission_from_opening_to_closing)
{
    struct tl_coverage coverage;
    tl_coverage_init(&coverage, &roster);
    ck_assert(coverage.covered[0] == 1 && coverage.loss_rate_u[0] == 0);
    ck_assert(tell(&coverage, TL_EVENT_MISSION_OPENS, TL_NONE, 0));
    ck_assert(coverage.open[0] && coverage.covered[0] == 1); /* demands nothing yet */
    ck_assert(demand(&coverage, 0, 0, 2000000));
    ck_assert(coverage.covered[0] == 0);
    ck_assert_int_eq(coverage.loss_rate_u[0], 750000);
    ck_assert_int_eq(coverage.loss_rate_u[1], 0); /* of weight 0 there */
    ck_assert(tell(&coverage, TL_EVENT_ASSET_ON_STATION, 0, 0));
    ck_assert(coverage.covered[0] == 0.5);
    ck_assert_int_eq(coverage.counting[0], 0);
    ck_assert(demand(&coverage, 0, 1, 5000000));
    ck_assert(coverage.covered[0] == 0.1);
    ck_assert_int_eq(coverage.loss_rate_u[0], 675000);
    ck_assert(!tell(&coverage, TL_EVENT_ASSET_RELIEVED, 0, 0));
    ck_assert(tell(&coverage, TL_EVENT_MISSION_CLOSES, TL_NONE, 0));
    ck_assert(coverage.covered[0] == 1 && coverage.loss_rate_u[0] == 0);
    ck_assert_int_eq(coverage.supply_u[0], 1000000); /* it is still there */
    ck_assert(tell(&coverage, TL_EVENT_ASSET_LEAVES, 0, 0));
    ck_assert_int_eq(coverage.supply_u[0], 0);
    ck_assert_int_eq(coverage.counting[0], TL_NONE);
    ck_assert(!tell(&coverage, TL_EVENT_ASSET_LEAVES, 0, 0));
    tl_coverage_clear(&coverage);
}
END_TEST

/* Whatever leaves an asset in another state ends its counting; what changes no state does not. */
START_TEST(every_kind_that_moves_an_asset)
{
    for (int kind = 0; kind < TL_EVENT_KINDS; kind++) {
        const struct tl_event_class *class = tl_event_class_get((enum tl_event_kind)kind);
        if (class->fields[0] != TL_FIELD_ASSET) {
            continue;
        }
        struct tl_coverage coverage;
        tl_coverage_init(&coverage, &roster);
        tell(&coverage, TL_EVENT_MISSION_OPENS, TL_NONE, 1);
        demand(&coverage, 1, 1, 4000000);
        tell(&coverage, TL_EVENT_ASSET_ON_STATION, 1, 1);
        ck_assert(coverage.covered[1] == 0.5);
        bool stays = class->state == TL_STATE_NONE || class->state == TL_STATE_ON_STATION ||
                     class->state == TL_STATE_ALERT;
        ck_assert_int_eq(tell(&coverage, (enum tl_event_kind)kind, 1, 1), !stays);
        ck_assert_msg(coverage.covered[1] == (stays ? 0.5 : 0), "%s", class->name);
        tl_coverage_clear(&coverage);
    }
}
END_TEST

START_TEST(a_new_station_ends_the_old_one)
{
    struct tl_coverage coverage;
    tl_coverage_init(&coverage, &roster);
    tell(&coverage, TL_EVENT_ASSET_ON_STATION, 0, 0);
    tell(&coverage, TL_EVENT_ASSET_ON_STATION, 0, 1);
    ck_assert_int_eq(coverage.supply_u[0], 0);
    ck_assert_int_eq(coverage.supply_u[1], 0);
    ck_assert_int_eq(coverage.supply_u[TL_NEEDS_MAX], 500000);
    tl_coverage_clear(&coverage);
}
END_TEST

START_TEST(a_foreign_capability_changes_nothing)
{
    struct tl_coverage coverage;
    tl_coverage_init(&coverage, &roster);
    tell(&coverage, TL_EVENT_MISSION_OPENS, TL_NONE, 1);
    ck_assert(!demand(&coverage, 1, 0, 1000000));
    ck_assert(coverage.covered[1] == 1);
    tl_coverage_clear(&coverage);
}
END_TEST

/* The state after random events is what it is when computed afresh from who is where. */
START_TEST(a_fold_keeps_no_memory)
{
    struct tl_coverage coverage;
    struct tl_stream stream;
    int64_t at[3] = {TL_NONE, TL_NONE, TL_NONE};
    tl_stream_init(&stream, 1, 0, tl_hash_text("coverage"));
    tl_coverage_init(&coverage, &roster);
    for (int m = 0; m < 2; m++) {
        tell(&coverage, TL_EVENT_MISSION_OPENS, TL_NONE, m);
        demand(&coverage, m, 1, 2500000);
    }
    for (int step = 0; step < 2000; step++) {
        double draw;
        tl_stream_draw(&stream, &draw);
        int asset = (int)(draw * 3);
        tl_stream_draw(&stream, &draw);
        int mission = (int)(draw * 3) - 1;
        tell(&coverage, mission < 0 ? TL_EVENT_ASSET_LEAVES : TL_EVENT_ASSET_ON_STATION, asset,
             mission < 0 ? 0 : mission);
        at[asset] = mission;
        int64_t rate_u[2] = {0, 0};
        for (int m = 0; m < 2; m++) {
            int64_t supply_u = 0;
            for (int a = 0; a < 3; a++) {
                supply_u += at[a] == m ? gives_u[a][1] : 0;
            }
            double covered = supply_u < 2500000 ? (double)supply_u / 2500000.0 : 1;
            ck_assert(coverage.covered[m] == covered);
            for (int i = 0; i < 2; i++) {
                rate_u[i] += tl_coverage_loss_rate(weights[i][m], indexes[i].weight_sum, covered);
            }
        }
        ck_assert_int_eq(coverage.loss_rate_u[0], rate_u[0]);
        ck_assert_int_eq(coverage.loss_rate_u[1], rate_u[1]);
    }
    tl_coverage_clear(&coverage);
}
END_TEST

/* A response mission with two kinds of incident: u takes one, w takes two, and asset c is in time for u alone. */
static const bool in_time[2][3] = {{true, true, true}, {true, true, false}};
static struct tl_roster_incident incidents[2] = {{"u", 0, 1, 0, in_time[0]}, {"w", 0, 2, 0, in_time[1]}};
static struct tl_roster_mission pool[1] = {
    {.name = "watch", .needs = 1, .need = {0}, .kinds = 2, .kind = {0, 1}}};
static const double one[1] = {1};
static struct tl_roster_index whole[1] = {{"headline", one, 1}};
static const struct tl_roster response = {.missions = pool,
                                          .mission_count = 1,
                                          .incidents = incidents,
                                          .incident_count = 2,
                                          .assets = assets,
                                          .asset_count = 3,
                                          .indexes = whole,
                                          .index_count = 1};

START_TEST(a_pool_covers_the_kinds_that_it_could_answer_now)
{
    struct tl_coverage coverage;
    tl_coverage_init(&coverage, &response);
    tell(&coverage, TL_EVENT_MISSION_OPENS, TL_NONE, 0);
    ck_assert(coverage.covered[0] == 0);
    ck_assert(!demand(&coverage, 0, 0, 5000000)); /* what the pool is told to be says nothing */
    tell(&coverage, TL_EVENT_ASSET_ON_ALERT, 2, 0);
    ck_assert(coverage.covered[0] == 0.5);
    tell(&coverage, TL_EVENT_ASSET_ON_ALERT, 1, 0);
    ck_assert(coverage.covered[0] == 0.5);
    tell(&coverage, TL_EVENT_ASSET_ON_ALERT, 0, 0);
    ck_assert(coverage.covered[0] == 1);
    ck_assert_int_eq(coverage.supply_u[0], 3 * TL_MICRO);
    ck_assert_int_eq(coverage.supply_u[1], 2 * TL_MICRO);
    tell(&coverage, TL_EVENT_ASSET_SCRAMBLES, 0, 0);
    ck_assert(coverage.covered[0] == 0.5);
    ck_assert(!tell(&coverage, TL_EVENT_ASSET_ON_SCENE, 0, 0));
    ck_assert_int_eq(coverage.loss_rate_u[0], 500000);
    tell(&coverage, TL_EVENT_MISSION_CLOSES, TL_NONE, 0);
    ck_assert(coverage.covered[0] == 1);
    tell(&coverage, TL_EVENT_MISSION_OPENS, TL_NONE, 0);
    ck_assert(coverage.covered[0] == 0.5); /* who is on alert still is */
    tl_coverage_clear(&coverage);
}
END_TEST

TL_TEST_MAIN(coverage, the_least_need_decides, rates_round_half_up, a_mission_from_opening_to_closing,
             every_kind_that_moves_an_asset, a_new_station_ends_the_old_one,
             a_foreign_capability_changes_nothing, a_fold_keeps_no_memory,
             a_pool_covers_the_kinds_that_it_could_answer_now)
