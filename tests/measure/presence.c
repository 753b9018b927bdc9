#include "test.h"

#include "measure/scene.h"

#define HOUR    INT64_C(3600)
#define HORIZON (100 * HOUR)

static void visit(struct tl_measures *measures, int64_t hour, int64_t number, int64_t until_hour)
{
    tell_incident(measures, hour * HOUR, TL_EVENT_INCIDENT, VISIT, number, until_hour * HOUR);
}

/* Visits in [10, 20), [15, 30), [50, 60) and [90, 120). x counts at c in [12, 18), y from 17 to 25, z from 55 on. */
static void tell_story(struct tl_measures *measures)
{
    visit(measures, 10, 1, 20);
    tell(measures, at(12 * HOUR, TL_EVENT_ASSET_ON_STATION, ASSET_X, MISSION_C));
    visit(measures, 15, 2, 30);
    tell(measures, at(17 * HOUR, TL_EVENT_ASSET_ON_STATION, ASSET_Y, MISSION_C));
    tell(measures, at(18 * HOUR, TL_EVENT_ASSET_LEAVES, ASSET_X, MISSION_C));
    tell(measures, at(19 * HOUR, TL_EVENT_ASSET_ON_STATION, ASSET_X, MISSION_A)); /* elsewhere */
    tell(measures, at(25 * HOUR, TL_EVENT_ASSET_LEAVES, ASSET_Y, MISSION_C));
    visit(measures, 50, 3, 60);
    tell(measures, at(55 * HOUR, TL_EVENT_ASSET_ON_STATION, ASSET_Z, MISSION_C));
    visit(measures, 90, 4, 120);
}

START_TEST(hours)
{
    struct tl_roster roster = make_busy_roster(HORIZON);
    struct tl_measures *measures = tl_measures_create(&roster);
    tell_story(measures);
    const struct tl_outcome *outcome = tl_measures_finish(measures);
    ck_assert_double_eq(get_value(measures, outcome, "visits", "c"), 4);
    ck_assert_double_eq(get_value(measures, outcome, "presence-hours", "c"), 20 + 10 + 10);
    ck_assert_double_eq(get_value(measures, outcome, "uncontested-hours", "c"), 2 + 5 + 5);
    tl_measures_destroy(measures);
}
END_TEST

/* From 16 on: the visits that came before still hold, and are not counted. */
START_TEST(leaves_out_the_warm_up)
{
    struct tl_roster roster = make_busy_roster(HORIZON);
    roster.warmup_s = 16 * HOUR;
    struct tl_measures *measures = tl_measures_create(&roster);
    tell_story(measures);
    const struct tl_outcome *outcome = tl_measures_finish(measures);
    ck_assert_double_eq(get_value(measures, outcome, "visits", "c"), 2);
    ck_assert_double_eq(get_value(measures, outcome, "presence-hours", "c"), 14 + 10 + 10);
    ck_assert_double_eq(get_value(measures, outcome, "uncontested-hours", "c"), 5 + 5);
    tl_measures_destroy(measures);
}
END_TEST

/* Who counts for another mission in the same area is there, too; an alert pool is not. */
START_TEST(anybody_there_contests)
{
    struct tl_roster roster = make_busy_roster(HORIZON);
    roster.missions[MISSION_A].post = roster.missions[MISSION_B].post = AREA_C;
    struct tl_measures *measures = tl_measures_create(&roster);
    visit(measures, 0, 1, 100);
    tell(measures, at(20 * HOUR, TL_EVENT_ASSET_ON_ALERT, ASSET_Y, MISSION_B));
    tell(measures, at(40 * HOUR, TL_EVENT_ASSET_ON_STATION, ASSET_X, MISSION_A));
    tell(measures, at(70 * HOUR, TL_EVENT_ASSET_FAILS, ASSET_X, MISSION_A));
    tell(measures, at(70 * HOUR, TL_EVENT_ASSET_DEPARTS, ASSET_X, TL_NONE));
    const struct tl_outcome *outcome = tl_measures_finish(measures);
    ck_assert_double_eq(get_value(measures, outcome, "uncontested-hours", "c"), 70);
    tl_measures_destroy(measures);
}
END_TEST

TL_TEST_MAIN(presence, hours, leaves_out_the_warm_up, anybody_there_contests)
