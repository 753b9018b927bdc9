#include "test.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "measure/scene.h"

#define HOUR    INT64_C(3600)
#define HORIZON (100 * HOUR)

static void task(struct tl_measures *measures, int64_t time_s, enum tl_event_kind kind, int64_t asset,
                 int64_t mission, int64_t diversion)
{
    struct tl_event event = at(time_s, kind, asset, mission);
    event.diversion = diversion;
    event.partner = JAPAN;
    event.by = kind == TL_EVENT_ASSET_RELIEVED ? ASSET_Y : TL_NONE;
    tell(measures, event);
}

static void end_diversion(struct tl_measures *measures, int64_t time_s, int64_t diversion)
{
    struct tl_event event = at(time_s, TL_EVENT_DIVERSION_ENDS, TL_NONE, TL_NONE);
    event.diversion = diversion;
    event.partner = JAPAN;
    tell(measures, event);
}

/* One round: ready at 0, away 2 h, sets up 3 h, on station 10 h, home after 2 h, turnaround until 40 h. */
static void tell_round(struct tl_measures *measures, int64_t asset)
{
    tell(measures, at(0, TL_EVENT_ASSET_READY, asset, TL_NONE));
    task(measures, HOUR, TL_EVENT_ASSET_TASKED, asset, MISSION_B, 0);
    tell(measures, at(HOUR, TL_EVENT_ASSET_DEPARTS, asset, TL_NONE));
    tell(measures, at(3 * HOUR, TL_EVENT_ASSET_ARRIVES, asset, TL_NONE));
    tell(measures, at(6 * HOUR, TL_EVENT_ASSET_ON_STATION, asset, MISSION_B));
    tell(measures, at(16 * HOUR, TL_EVENT_ASSET_LEAVES, asset, MISSION_B));
    tell(measures, at(18 * HOUR, TL_EVENT_ASSET_HOME, asset, TL_NONE));
    tell(measures, at(40 * HOUR, TL_EVENT_ASSET_READY, asset, TL_NONE));
}

START_TEST(hours_by_state)
{
    struct tl_roster roster = make_roster(HORIZON);
    struct tl_measures *measures = tl_measures_create(&roster);
    tell_round(measures, ASSET_X);
    const struct tl_outcome *outcome = tl_measures_finish(measures);
    const struct {
        const char *state;
        double x, japan;
    } expected[] = {{"absent", 0, 100},     {"ready", 61, 61},      {"transit", 4, 4}, {"set-up", 3, 3},
                    {"on-station", 10, 10}, {"turnaround", 22, 22}, {"repair", 0, 0},  {"lost", 0, 0}};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        char entity[32];
        snprintf(entity, sizeof entity, "x/%s", expected[i].state);
        ck_assert_double_eq(get_value(measures, outcome, "force-hours", entity), expected[i].x);
        snprintf(entity, sizeof entity, "japan/%s", expected[i].state);
        ck_assert_double_eq(get_value(measures, outcome, "force-hours", entity), expected[i].japan);
    }
    ck_assert_double_eq(get_value(measures, outcome, "force-hours", "us/absent"), 100);
    ck_assert_double_eq(get_value(measures, outcome, "diverted-hours", "japan"), 17);
    ck_assert_double_eq(get_value(measures, outcome, "diverted-under-way", "japan"), 7.0 / 17);
    ck_assert_double_eq(get_value(measures, outcome, "diverted-hours", "us"), 0);
    ck_assert(isnan(get_value(measures, outcome, "diverted-under-way", "us")));
    ck_assert_double_eq(get_value(measures, outcome, "interruptions", "b"), 0);
    tl_measures_destroy(measures);
}
END_TEST

/* Each way in which a diversion ends for an asset tasked at 1 h. */
START_TEST(ends_of_a_diversion)
{
    const enum tl_event_kind ends[] = {
        TL_EVENT_ASSET_TASKED,    TL_EVENT_ASSET_RETASKED, TL_EVENT_ASSET_RECALLED,
        TL_EVENT_ASSET_HOME,      TL_EVENT_ASSET_LOST,     TL_EVENT_DIVERSION_ENDS,
        TL_EVENT_ASSET_IN_REPAIR, TL_EVENT_ASSET_FAILS,    TL_EVENT_ORDER_RECEIVED};
    const double hours[] = {9, 9, 9, 9, 9, 9, 9, 99, 99}; /* a failure or an order alone ends nothing */
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        struct tl_roster roster = make_roster(HORIZON);
        struct tl_measures *measures = tl_measures_create(&roster);
        task(measures, HOUR, TL_EVENT_ASSET_TASKED, ASSET_X, MISSION_B, 1);
        end_diversion(measures, 2 * HOUR, 0); /* another one */
        if (ends[i] == TL_EVENT_DIVERSION_ENDS) {
            end_diversion(measures, 10 * HOUR, 1);
        } else {
            task(measures, 10 * HOUR, ends[i], ASSET_X, MISSION_A, TL_NONE);
        }
        const struct tl_outcome *outcome = tl_measures_finish(measures);
        ck_assert_double_eq(get_value(measures, outcome, "diverted-hours", "japan"), hours[i]);
        tl_measures_destroy(measures);
    }
}
END_TEST

/* Leaving an open mission's station other than by relief or endurance is an interruption. */
START_TEST(interruptions)
{
    const struct {
        enum tl_event_kind kind;
        bool closed;
        double expected;
    } cases[] = {{TL_EVENT_ASSET_RETASKED, false, 1}, {TL_EVENT_ASSET_RETASKED, true, 0},
                 {TL_EVENT_ASSET_FAILS, false, 1},    {TL_EVENT_ASSET_LOST, false, 1},
                 {TL_EVENT_ASSET_RECALLED, false, 1}, {TL_EVENT_ASSET_RECALLED, true, 0},
                 {TL_EVENT_ASSET_LEAVES, false, 0},   {TL_EVENT_ASSET_RELIEVED, false, 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tl_roster roster = make_roster(HORIZON);
        struct tl_measures *measures = tl_measures_create(&roster);
        tell(measures, at(0, TL_EVENT_MISSION_OPENS, TL_NONE, MISSION_A));
        tell(measures, at(HOUR, TL_EVENT_ASSET_ON_STATION, ASSET_X, MISSION_A));
        if (cases[i].closed) {
            tell(measures, at(2 * HOUR, TL_EVENT_MISSION_CLOSES, TL_NONE, MISSION_A));
        }
        task(measures, 3 * HOUR, cases[i].kind, ASSET_X, MISSION_A, TL_NONE);
        tell(measures, at(3 * HOUR, TL_EVENT_ASSET_DEPARTS, ASSET_X, TL_NONE));
        task(measures, 4 * HOUR, TL_EVENT_ASSET_RETASKED, ASSET_X, MISSION_B,
             TL_NONE); /* no longer on station */
        const struct tl_outcome *outcome = tl_measures_finish(measures);
        ck_assert_double_eq(get_value(measures, outcome, "interruptions", "a"), cases[i].expected);
        tl_measures_destroy(measures);
    }
}
END_TEST

/* So is none when the diversion is over that put it there. */
START_TEST(end_of_a_diversion_interrupts_nothing)
{
    for (int over = 0; over < 2; over++) {
        struct tl_roster roster = make_roster(HORIZON);
        struct tl_measures *measures = tl_measures_create(&roster);
        tell(measures, at(0, TL_EVENT_MISSION_OPENS, TL_NONE, MISSION_B));
        task(measures, 0, TL_EVENT_ASSET_TASKED, ASSET_X, MISSION_B, 1);
        tell(measures, at(HOUR, TL_EVENT_ASSET_ON_STATION, ASSET_X, MISSION_B));
        if (over == 1) {
            end_diversion(measures, 2 * HOUR, 1);
        }
        task(measures, 3 * HOUR, TL_EVENT_ASSET_RETASKED, ASSET_X, MISSION_A, TL_NONE);
        const struct tl_outcome *outcome = tl_measures_finish(measures);
        ck_assert_double_eq(get_value(measures, outcome, "interruptions", "b"), 1 - over);
        tl_measures_destroy(measures);
    }
}
END_TEST

/* Hours of an asset and of all states sum to the horizon, whatever happens. */
START_TEST(hours_sum_up)
{
    struct tl_roster roster = make_roster(HORIZON);
    struct tl_measures *measures = tl_measures_create(&roster);
    tell_round(measures, ASSET_Y);
    tell(measures, at(50 * HOUR, TL_EVENT_ASSET_LOST, ASSET_Z, TL_NONE));
    const struct tl_outcome *outcome = tl_measures_finish(measures);
    size_t count;
    const struct tl_column *columns = tl_measures_columns(measures, &count);
    double kept = 0, detail = 0;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(columns[i].measure, "force-hours") == 0) {
            *(columns[i].role == TL_COLUMN_DETAIL ? &detail : &kept) += outcome->values[i];
        }
    }
    ck_assert_double_eq(kept, ASSETS * 100);
    ck_assert_double_eq(detail, ASSETS * 100);
    tl_measures_destroy(measures);
}
END_TEST

/* On alert and on a sortie are states of their own; a sortie breaks nothing off, to be moved from alert does. */
START_TEST(alert_and_sortie)
{
    struct tl_roster roster = make_busy_roster(HORIZON);
    struct tl_measures *measures = tl_measures_create(&roster);
    tell(measures, at(0, TL_EVENT_MISSION_OPENS, TL_NONE, MISSION_B));
    tell(measures, at(0, TL_EVENT_ASSET_ON_ALERT, ASSET_X, MISSION_B));
    tell(measures, at(0, TL_EVENT_ASSET_ON_ALERT, ASSET_Y, MISSION_B));
    tell(measures, at(10 * HOUR, TL_EVENT_ASSET_SCRAMBLES, ASSET_X, MISSION_B));
    tell(measures, at(11 * HOUR, TL_EVENT_ASSET_ON_SCENE, ASSET_X, MISSION_B));
    tell(measures, at(12 * HOUR, TL_EVENT_ASSET_FAILS, ASSET_X, MISSION_B));
    tell(measures, at(12 * HOUR, TL_EVENT_ASSET_DEPARTS, ASSET_X, TL_NONE));
    task(measures, 13 * HOUR, TL_EVENT_ASSET_RETASKED, ASSET_Y, MISSION_A, TL_NONE);
    tell(measures, at(13 * HOUR, TL_EVENT_ASSET_DEPARTS, ASSET_Y, TL_NONE));
    const struct tl_outcome *outcome = tl_measures_finish(measures);
    ck_assert_double_eq(get_value(measures, outcome, "force-hours", "japan/alert"), 10 + 13);
    ck_assert_double_eq(get_value(measures, outcome, "force-hours", "x/sortie"), 2);
    ck_assert_double_eq(get_value(measures, outcome, "force-hours", "y/alert"), 13);
    ck_assert_double_eq(get_value(measures, outcome, "interruptions", "b"), 1);
    tl_measures_destroy(measures);
}
END_TEST

/* From 8 h on. The round's diversion has begun before. */
START_TEST(warm_up)
{
    struct tl_roster roster = make_roster(HORIZON);
    roster.warmup_s = 8 * HOUR;
    struct tl_measures *measures = tl_measures_create(&roster);
    tell(measures, at(0, TL_EVENT_MISSION_OPENS, TL_NONE, MISSION_A));
    tell(measures, at(0, TL_EVENT_ASSET_ON_STATION, ASSET_Y, MISSION_A));
    task(measures, HOUR, TL_EVENT_ASSET_RETASKED, ASSET_Y, MISSION_B, TL_NONE);
    tell(measures, at(HOUR, TL_EVENT_ASSET_LOST, ASSET_Y, TL_NONE));
    tell_round(measures, ASSET_X);
    const struct tl_outcome *outcome = tl_measures_finish(measures);
    ck_assert_double_eq(get_value(measures, outcome, "force-hours", "x/ready"), 60);
    ck_assert_double_eq(get_value(measures, outcome, "force-hours", "x/transit"), 2);
    ck_assert_double_eq(get_value(measures, outcome, "force-hours", "x/set-up"), 0);
    ck_assert_double_eq(get_value(measures, outcome, "force-hours", "x/on-station"), 8);
    ck_assert_double_eq(get_value(measures, outcome, "force-hours", "japan/lost"), 92);
    ck_assert_double_eq(get_value(measures, outcome, "force-hours", "us/absent"), 92);
    ck_assert_double_eq(get_value(measures, outcome, "diverted-hours", "japan"), 10);
    ck_assert_double_eq(get_value(measures, outcome, "diverted-under-way", "japan"), 2.0 / 10);
    ck_assert_double_eq(get_value(measures, outcome, "interruptions", "a"), 0);
    tl_measures_destroy(measures);
}
END_TEST

TL_TEST_MAIN(force, alert_and_sortie, warm_up, hours_by_state, ends_of_a_diversion, interruptions,
             end_of_a_diversion_interrupts_nothing, hours_sum_up)
