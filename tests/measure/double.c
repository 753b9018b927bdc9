#include "test.h"

#include "measure/scene.h"

#define HOUR    INT64_C(3600)
#define HORIZON (100 * HOUR)

static void tell_need(struct tl_measures *measures, int64_t hour, int64_t mission, int64_t units)
{
    tell(measures, at(hour * HOUR, TL_EVENT_MISSION_OPENS, TL_NONE, mission));
    tell_demand(measures, hour * HOUR, mission, 0, units * TL_MICRO);
}

static void tell_counts(struct tl_measures *measures, int64_t hour, int64_t asset, int64_t mission)
{
    tell(measures, at(hour * HOUR, TL_EVENT_ASSET_ON_STATION, asset, mission));
}

static void tell_leaves(struct tl_measures *measures, int64_t hour, int64_t asset, int64_t mission)
{
    tell(measures, at(hour * HOUR, TL_EVENT_ASSET_LEAVES, asset, mission));
}

/* Finish, and hold a's hours to what they should be. */
static void expect(struct tl_measures *measures, double covered, double harmful)
{
    const struct tl_outcome *outcome = tl_measures_finish(measures);
    ck_assert_double_eq(get_value(measures, outcome, "double-cover", "a"), covered);
    ck_assert_double_eq(get_value(measures, outcome, "double-harmful", "a"), harmful);
    ck_assert_double_eq(get_value(measures, outcome, "double-cover", "c"), 0);
    ck_assert_double_eq(get_value(measures, outcome, "double-harmful", "c"), 0);
    tl_measures_destroy(measures);
}

/* Two where one is enough, of two partners, or of one. */
START_TEST(of_two_partners)
{
    const int64_t others[] = {ASSET_Z, ASSET_Y};
    for (size_t i = 0; i < 2; i++) {
        struct tl_roster roster = make_roster(HORIZON);
        struct tl_measures *measures = tl_measures_create(&roster);
        tell_need(measures, 0, MISSION_A, 1);
        tell_counts(measures, 10, ASSET_X, MISSION_A);
        tell_counts(measures, 20, others[i], MISSION_A);
        tell_leaves(measures, 50, ASSET_X, MISSION_A);
        expect(measures, i == 0 ? 30 : 0, 0);
    }
}
END_TEST

/* Whether one is enough changes with the demand, and no demand is left once the mission closes. */
START_TEST(follows_the_demand)
{
    struct tl_roster roster = make_roster(HORIZON);
    struct tl_measures *measures = tl_measures_create(&roster);
    tell_need(measures, 0, MISSION_A, 2);
    tell_counts(measures, 10, ASSET_X, MISSION_A);
    tell_counts(measures, 10, ASSET_Z, MISSION_A);
    tell_demand(measures, 30 * HOUR, MISSION_A, 0, TL_MICRO);
    tell_demand(measures, 40 * HOUR, MISSION_A, 0, TL_MICRO + 1);
    tell_demand(measures, 45 * HOUR, MISSION_A, 0, 1);
    tell_counts(measures, 50, ASSET_Y, MISSION_A);
    tell_leaves(measures, 55, ASSET_Z, MISSION_A); /* x and y are of one partner */
    tell_counts(measures, 60, ASSET_Z, MISSION_A);
    tell(measures, at(80 * HOUR, TL_EVENT_MISSION_CLOSES, TL_NONE, MISSION_A));
    expect(measures, 10 + 10 + 20, 0);
}
END_TEST

/* c lacks somebody in [30, 50), which a's spare would reach in 6 h. b, too, in 3 h: one asset leaves a at a time. */
START_TEST(harms_a_gap_elsewhere)
{
    for (int more = 0; more < 2; more++) {
        struct tl_roster roster = make_roster(HORIZON);
        struct tl_measures *measures = tl_measures_create(&roster);
        tell_need(measures, 0, MISSION_A, 1);
        tell_counts(measures, 0, ASSET_X, MISSION_A);
        tell_counts(measures, 10, ASSET_Z, MISSION_A);
        tell_need(measures, 30, MISSION_C, 1);
        if (more) {
            tell_need(measures, 40, MISSION_B, 1);
            tell(measures, at(50 * HOUR, TL_EVENT_MISSION_CLOSES, TL_NONE, MISSION_B));
        }
        tell(measures, at(50 * HOUR, TL_EVENT_MISSION_CLOSES, TL_NONE, MISSION_C));
        expect(measures, 90, more ? 7 : 14); /* b's gap is the first by name */
    }
}
END_TEST

/* c lacks what x gives, then what z gives, then what x gives: one of a's is away at a time, so each has to come anew. */
START_TEST(one_is_away_at_a_time)
{
    static const int64_t bmd_alone[2] = {0, TL_MICRO};
    struct tl_roster_asset assets[ASSETS];
    struct tl_roster roster = make_roster(HORIZON);
    memcpy(assets, scene_assets, sizeof assets);
    assets[ASSET_Z].gives_u = bmd_alone;
    roster.assets = assets;
    struct tl_measures *measures = tl_measures_create(&roster);
    tell_need(measures, 0, MISSION_A, 0);
    tell_counts(measures, 0, ASSET_X, MISSION_A);
    tell_counts(measures, 10, ASSET_Z, MISSION_A);
    tell_need(measures, 30, MISSION_C, 1); /* [36, 40) */
    tell_demand(measures, 40 * HOUR, MISSION_C, 1, TL_MICRO);
    tell_demand(measures, 40 * HOUR, MISSION_C, 0, 0); /* [46, 50) */
    tell_demand(measures, 50 * HOUR, MISSION_C, 0, TL_MICRO);
    tell_demand(measures, 50 * HOUR, MISSION_C, 1, 0); /* [56, 60) */
    tell(measures, at(60 * HOUR, TL_EVENT_MISSION_CLOSES, TL_NONE, MISSION_C));
    expect(measures, 90, 4 + 4 + 4);
}
END_TEST

/* c's gap of 30 would have been reached at 36: what counts begins with the warm-up's end. */
START_TEST(leaves_out_the_warm_up)
{
    struct tl_roster roster = make_roster(HORIZON);
    roster.warmup_s = 40 * HOUR;
    struct tl_measures *measures = tl_measures_create(&roster);
    tell_need(measures, 0, MISSION_A, 1);
    tell_counts(measures, 0, ASSET_X, MISSION_A);
    tell_counts(measures, 10, ASSET_Z, MISSION_A);
    tell_need(measures, 30, MISSION_C, 1);
    tell_leaves(measures, 70, ASSET_Z, MISSION_A);
    expect(measures, 30, 30);
}
END_TEST

TL_TEST_MAIN(double, of_two_partners, follows_the_demand, harms_a_gap_elsewhere, one_is_away_at_a_time,
             leaves_out_the_warm_up)
