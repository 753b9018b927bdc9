#include "test.h"

#include <math.h>
#include <string.h>

#include "measure/scene.h"

#define MINUTE  INT64_C(60)
#define HORIZON (100 * MINUTE)

#define COMES    TL_EVENT_INCIDENT
#define ANSWERED TL_EVENT_INCIDENT_ANSWERED
#define OVER     TL_EVENT_INCIDENT_OVER

static void tell_minute(struct tl_measures *measures, int64_t minute, enum tl_event_kind kind,
                        int64_t incident, int64_t number)
{
    tell_incident(measures, minute * MINUTE, kind, incident, number, TL_NONE);
}

/* Probes: 1 answered after 5, over after 25; 2 missed at once; 3 waits 20 and is missed; 4 is answered after 7 and lasts.
 * Raids: 1 answered after 9, over after 10. */
static void tell_day(struct tl_measures *measures)
{
    tell_minute(measures, 10, COMES, PROBE, 1);
    tell_minute(measures, 15, ANSWERED, PROBE, 1);
    tell_minute(measures, 20, COMES, PROBE, 2);
    tell_minute(measures, 20, TL_EVENT_INCIDENT_MISSED, PROBE, 2);
    tell_minute(measures, 30, COMES, RAID, 1);
    tell_minute(measures, 35, OVER, PROBE, 1);
    tell_minute(measures, 39, ANSWERED, RAID, 1);
    tell_minute(measures, 40, OVER, RAID, 1);
    tell_minute(measures, 50, COMES, PROBE, 3);
    tell_minute(measures, 60, COMES, PROBE, 4);
    tell_minute(measures, 67, ANSWERED, PROBE, 4);
    tell_minute(measures, 70, TL_EVENT_INCIDENT_MISSED, PROBE, 3);
}

struct expected {
    const char *measure;
    double all, probes, raids;
};

static void expect(int64_t warmup_s, const struct expected *expected, size_t count)
{
    struct tl_roster roster = make_busy_roster(HORIZON);
    roster.warmup_s = warmup_s;
    struct tl_measures *measures = tl_measures_create(&roster);
    tell_day(measures);
    const struct tl_outcome *outcome = tl_measures_finish(measures);
    for (size_t i = 0; i < count; i++) {
        const char *measure = expected[i].measure;
        ck_assert_double_eq(get_value(measures, outcome, measure, "b"), expected[i].all);
        ck_assert_double_eq(get_value(measures, outcome, measure, "b/probe"), expected[i].probes);
        ck_assert_double_eq(get_value(measures, outcome, measure, "b/raid"), expected[i].raids);
    }
    tl_measures_destroy(measures);
}

START_TEST(by_mission_and_process)
{
    const struct expected expected[] = {
        {"incidents", 5, 4, 1},
        {"answered-share", 3.0 / 5, 2.0 / 4, 1},
        {"missed", 2, 2, 0},
        {"response-time", (5.0 + 7 + 9) / 3, (5.0 + 7) / 2, 9},
        {"time-in-system", (25.0 + 10) / 2, 25, 10},
        {"number-waiting", (5 + 9 + 20 + 7) / 100.0, (5 + 20 + 7) / 100.0, 9 / 100.0},
        {"number-in-system", (25 + 10 + 20 + 40) / 100.0, (25 + 20 + 40) / 100.0, 10 / 100.0},
    };
    expect(0, expected, sizeof expected / sizeof *expected);
}
END_TEST

/* From minute 32 on: of the raid that came before it only what is left counts, and only in the means over time. */
START_TEST(leaves_out_the_warm_up)
{
    const struct expected expected[] = {
        {"incidents", 2, 2, 0},
        {"missed", 1, 1, 0},
        {"number-waiting", (7 + 20 + 7) / 68.0, (20 + 7) / 68.0, 7 / 68.0},
        {"number-in-system", (3 + 8 + 20 + 40) / 68.0, (3 + 20 + 40) / 68.0, 8 / 68.0},
    };
    expect(32 * MINUTE, expected, sizeof expected / sizeof *expected);
}
END_TEST

/* Without incidents there is no share and no time; visits are not answered, and ask for nothing. */
START_TEST(nothing_to_answer)
{
    struct tl_roster roster = make_busy_roster(HORIZON);
    struct tl_measures *measures = tl_measures_create(&roster);
    tell_incident(measures, 10, TL_EVENT_INCIDENT, VISIT, 1, 500);
    tell_minute(measures, 1, TL_EVENT_INCIDENT, PROBE, 1);          /* undecided at the horizon */
    tell_minute(measures, 2, TL_EVENT_INCIDENT_ANSWERED, PROBE, 7); /* never came */
    const struct tl_outcome *outcome = tl_measures_finish(measures);
    ck_assert_double_eq(get_value(measures, outcome, "incidents", "b"), 1);
    ck_assert_double_eq(get_value(measures, outcome, "incidents", "b/raid"), 0);
    ck_assert(isnan(get_value(measures, outcome, "answered-share", "b")));
    ck_assert(isnan(get_value(measures, outcome, "response-time", "b")));
    ck_assert(isnan(get_value(measures, outcome, "time-in-system", "b")));
    ck_assert_double_eq(get_value(measures, outcome, "number-waiting", "b"), 99.0 / 100);
    size_t count;
    const struct tl_column *columns = tl_measures_columns(measures, &count);
    for (size_t i = 0; i < count; i++) {
        bool is_ours = strcmp(columns[i].measure, "incidents") == 0;
        ck_assert(!is_ours || strncmp(columns[i].entity, "b", 1) == 0);
    }
    tl_measures_destroy(measures);
}
END_TEST

/* Coverage of b: from 10 on one is on alert, enough for probes; from 20 on two, for both; z helps raids alone. */
START_TEST(coverage_counts_who_is_on_alert)
{
    struct tl_roster roster = make_busy_roster(HORIZON);
    struct tl_measures *measures = tl_measures_create(&roster);
    tell(measures, at(0, TL_EVENT_MISSION_OPENS, TL_NONE, MISSION_B));
    tell_demand(measures, 0, MISSION_B, 0, 9 * TL_MICRO); /* the pool's, for policies alone */
    tell(measures, at(600, TL_EVENT_ASSET_ON_ALERT, ASSET_X, MISSION_B));
    tell(measures, at(1200, TL_EVENT_ASSET_ON_ALERT, ASSET_Z, MISSION_B));
    tell(measures, at(3000, TL_EVENT_ASSET_SCRAMBLES, ASSET_X, MISSION_B));
    tell(measures, at(3600, TL_EVENT_ASSET_ON_SCENE, ASSET_X, MISSION_B));
    tell(measures, at(4200, TL_EVENT_ASSET_ON_ALERT, ASSET_Y, MISSION_B));
    const struct tl_outcome *outcome = tl_measures_finish(measures);
    double covered_s = 0.5 * 600 + 1800 + 0 * 1200 + 1800;
    ck_assert_double_eq(get_value(measures, outcome, "coverage", "b"), covered_s / 6000);
    ck_assert_double_eq(get_value(measures, outcome, "gap-hours", "b"), (1200 + 1200) / 3600.0);
    ck_assert_double_eq(get_value(measures, outcome, "gap-zero", "b"), (600 + 1200) / 3600.0);
    ck_assert_double_eq(get_value(measures, outcome, "gap-unmet", "b"),
                        (3 * 600 + 1 * 600 + 2 * 1200) / 3600.0); /* in assets */
    tl_measures_destroy(measures);
}
END_TEST

TL_TEST_MAIN(response, by_mission_and_process, leaves_out_the_warm_up, nothing_to_answer,
             coverage_counts_who_is_on_alert)
