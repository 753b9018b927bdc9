#include "test.h"

#include <string.h>

#include "measure/scene.h"

#define HOUR    INT64_C(3600)
#define HORIZON (20 * HOUR)

/* c needs 2 asw and 1 bmd. Gaps: [0, 2 h) with nothing at all, [2 h, 6 h) with one of two asw and half a bmd, none from 6 h
 * since nothing is demanded, [10 h, 13 h) half, none from 13 h since it closes. */
START_TEST(gaps)
{
    struct tl_roster roster = make_roster(HORIZON);
    struct tl_measures *measures = tl_measures_create(&roster);
    tell(measures, at(0, TL_EVENT_MISSION_OPENS, TL_NONE, MISSION_C));
    tell_demand(measures, 0, MISSION_C, 0, 2 * TL_MICRO);
    tell_demand(measures, 0, MISSION_C, 1, TL_MICRO);
    tell(measures, at(2 * HOUR, TL_EVENT_ASSET_ON_STATION, ASSET_Z, MISSION_C));
    tell_demand(measures, 6 * HOUR, MISSION_C, 0, 0);
    tell_demand(measures, 6 * HOUR, MISSION_C, 1, 0);
    tell_demand(measures, 10 * HOUR, MISSION_C, 0, 2 * TL_MICRO);
    tell(measures, at(13 * HOUR, TL_EVENT_MISSION_CLOSES, TL_NONE, MISSION_C));
    const struct tl_outcome *outcome = tl_measures_finish(measures);
    ck_assert_double_eq(get_value(measures, outcome, "gap-hours", "c"), 9);
    ck_assert_double_eq(get_value(measures, outcome, "gap-longest", "c"), 6);
    ck_assert_double_eq(get_value(measures, outcome, "gap-zero", "c"), 2);
    ck_assert_double_eq(get_value(measures, outcome, "gap-unmet", "c"), 2 * 3 + 4 * 1.5 + 3 * 1);
    ck_assert_double_eq(get_value(measures, outcome, "gap-hours", "a"), 0);
    ck_assert_double_eq(get_value(measures, outcome, "gap-unmet", "a"), 0);
    tl_measures_destroy(measures);
}
END_TEST

/* A gap that is open at the horizon ends there; one closed and opened within a second is one gap. */
START_TEST(ends)
{
    struct tl_roster roster = make_roster(HORIZON);
    struct tl_measures *measures = tl_measures_create(&roster);
    tell(measures, at(HOUR, TL_EVENT_MISSION_OPENS, TL_NONE, MISSION_A));
    tell_demand(measures, HOUR, MISSION_A, 0, TL_MICRO);
    tell(measures, at(5 * HOUR, TL_EVENT_ASSET_ON_STATION, ASSET_X, MISSION_A));
    tell(measures, at(5 * HOUR, TL_EVENT_ASSET_FAILS, ASSET_X, MISSION_A));
    tell(measures, at(5 * HOUR, TL_EVENT_ASSET_DEPARTS, ASSET_X, TL_NONE));
    const struct tl_outcome *outcome = tl_measures_finish(measures);
    ck_assert_double_eq(get_value(measures, outcome, "gap-hours", "a"), 19);
    ck_assert_double_eq(get_value(measures, outcome, "gap-longest", "a"), 19);
    ck_assert_double_eq(get_value(measures, outcome, "gap-zero", "a"), 19);
    tl_measures_destroy(measures);
}
END_TEST

/* From 3 h on: the gap that goes on at the warm-up's end begins there. */
START_TEST(warm_up)
{
    struct tl_roster roster = make_roster(HORIZON);
    roster.warmup_s = 3 * HOUR;
    struct tl_measures *measures = tl_measures_create(&roster);
    tell(measures, at(0, TL_EVENT_MISSION_OPENS, TL_NONE, MISSION_A));
    tell_demand(measures, 0, MISSION_A, 0, TL_MICRO);
    tell(measures, at(0, TL_EVENT_MISSION_OPENS, TL_NONE, MISSION_C));
    tell_demand(measures, 0, MISSION_C, 0, TL_MICRO);
    tell(measures, at(HOUR, TL_EVENT_ASSET_ON_STATION, ASSET_Z, MISSION_C));
    tell(measures, at(5 * HOUR, TL_EVENT_ASSET_ON_STATION, ASSET_X, MISSION_A));
    tell(measures, at(19 * HOUR, TL_EVENT_ASSET_LEAVES, ASSET_X, MISSION_A));
    const struct tl_outcome *outcome = tl_measures_finish(measures);
    ck_assert_double_eq(get_value(measures, outcome, "gap-hours", "a"), 3);
    ck_assert_double_eq(get_value(measures, outcome, "gap-longest", "a"), 2);
    ck_assert_double_eq(get_value(measures, outcome, "gap-zero", "a"), 3);
    ck_assert_double_eq(get_value(measures, outcome, "gap-unmet", "a"), 3);
    ck_assert_double_eq(get_value(measures, outcome, "gap-hours", "c"), 0);
    tl_measures_destroy(measures);
}
END_TEST

TL_TEST_MAIN(gap, gaps, ends, warm_up)
