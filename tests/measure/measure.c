#include "test.h"

#include <stdio.h>
#include <string.h>

#include "measure/scene.h"

#define HORIZON INT64_C(54000) /* 15 h: cells of 6, 6 and 3 h */

/* Missions a and c open at 0 with demand 1; x counts for a, z for c until 30,000, then for a from 45,000. */
static void tell_story(struct tl_measures *measures)
{
    tell(measures, at(0, TL_EVENT_MISSION_OPENS, TL_NONE, MISSION_A));
    tell_demand(measures, 0, MISSION_A, 0, 2 * TL_MICRO);
    tell(measures, at(0, TL_EVENT_MISSION_OPENS, TL_NONE, MISSION_C));
    tell_demand(measures, 0, MISSION_C, 0, TL_MICRO);
    tell_demand(measures, 0, MISSION_C, 1, TL_MICRO);
    tell(measures, at(0, TL_EVENT_ASSET_ON_STATION, ASSET_X, MISSION_A));
    tell(measures, at(0, TL_EVENT_ASSET_ON_STATION, ASSET_Z, MISSION_C));
    tell(measures, at(10000, TL_EVENT_DECISION, TL_NONE, TL_NONE));
    tell(measures, at(30000, TL_EVENT_ASSET_LEAVES, ASSET_Z, MISSION_C));
    tell(measures, at(45000, TL_EVENT_ASSET_ON_STATION, ASSET_Z, MISSION_A));
}

START_TEST(every_class_is_complete)
{
    size_t count;
    const struct tl_measure_class *const *classes = tl_measure_classes(&count);
    ck_assert_uint_eq(count, 15);
    for (size_t i = 0; i < count; i++) {
        ck_assert_ptr_nonnull(classes[i]->init);
        ck_assert_ptr_nonnull(classes[i]->finish);
        ck_assert_ptr_nonnull(classes[i]->clear);
        ck_assert(classes[i]->span || classes[i]->take);
    }
}
END_TEST

/* Every measure of a column has a line in its class's help, and no two columns are the same. */
START_TEST(columns_are_explained)
{
    struct tl_roster roster = make_roster(HORIZON);
    struct tl_measures *measures = tl_measures_create(&roster);
    size_t count, class_count;
    const struct tl_column *columns = tl_measures_columns(measures, &count);
    const struct tl_measure_class *const *classes = tl_measure_classes(&class_count);
    for (size_t i = 0; i < count; i++) {
        char line[64];
        snprintf(line, sizeof line, "%s: ", columns[i].measure);
        bool found = false;
        for (size_t k = 0; k < class_count; k++) {
            const char *help = strstr(classes[k]->help, line);
            found = found || (help && (help == classes[k]->help || help[-1] == '\n'));
        }
        ck_assert_msg(found, "%s is not explained", columns[i].measure);
        for (size_t k = 0; k < i; k++) {
            ck_assert(strcmp(columns[i].measure, columns[k].measure) != 0 ||
                      strcmp(columns[i].entity, columns[k].entity) != 0);
        }
    }
    tl_measures_destroy(measures);
}
END_TEST

/* Loss rate: a is half covered (3/4 x 1/2), c by half (bmd 0.5: 1/8): 0.5; from 30,000 c has nothing: 0.625; from 45,000 a is
 * full: 0.25. */
START_TEST(index_and_loss)
{
    struct tl_roster roster = make_roster(HORIZON);
    struct tl_measures *measures = tl_measures_create(&roster);
    tell_story(measures);
    const struct tl_outcome *outcome = tl_measures_finish(measures);
    double loss_s = 0.5 * 30000 + 0.625 * 15000 + 0.25 * 9000;
    ck_assert_double_eq(get_value(measures, outcome, "loss", "headline"), loss_s * 1e6 / 1e6 / 86400);
    ck_assert_double_eq(get_value(measures, outcome, "index", "headline"), 1 - loss_s * 1e6 / (1e6 * 54000));
    ck_assert_double_eq(get_value(measures, outcome, "index", "senkaku"), 1);
    ck_assert_uint_eq(outcome->events, 10);
    ck_assert_int_eq(outcome->orders_s[0], TL_NONE);
    size_t series_count, cells;
    const struct tl_series *series = tl_measures_series(measures, &series_count, &cells);
    ck_assert_uint_eq(cells, 3);
    ck_assert_uint_eq(series_count, 2 + MISSIONS);
    ck_assert_str_eq(series[0].measure, "index");
    ck_assert_str_eq(series[0].entity, "headline");
    ck_assert_double_eq(outcome->cells[0], 0.5);
    ck_assert_double_eq(outcome->cells[1], 1 - (0.5 * 8400 + 0.625 * 13200) / 21600);
    ck_assert_double_eq(outcome->cells[2], 1 - (0.625 * 1800 + 0.25 * 9000) / 10800);
    tl_measures_destroy(measures);
}
END_TEST

START_TEST(coverage_by_mission)
{
    struct tl_roster roster = make_roster(HORIZON);
    struct tl_measures *measures = tl_measures_create(&roster);
    tell_story(measures);
    const struct tl_outcome *outcome = tl_measures_finish(measures);
    ck_assert_double_eq(get_value(measures, outcome, "coverage", "a"), (0.5 * 45000 + 9000) / 54000);
    ck_assert_double_eq(get_value(measures, outcome, "coverage", "b"), 1);
    ck_assert_double_eq(get_value(measures, outcome, "coverage", "c"), 0.5 * 30000 / 54000);
    const double *of_a = outcome->cells + 2 * 3; /* behind the two indexes */
    ck_assert_double_eq(of_a[0], 0.5);
    ck_assert_double_eq(of_a[1], 0.5);
    ck_assert_double_eq(of_a[2], (0.5 * 1800 + 9000) / 10800);
    tl_measures_destroy(measures);
}
END_TEST

/* Consecutive steps differ; of several events at one second only the last rate stays. */
START_TEST(steps)
{
    struct tl_roster roster = make_roster(HORIZON);
    struct tl_measures *measures = tl_measures_create(&roster);
    tell_story(measures);
    tell(measures, at(50000, TL_EVENT_ASSET_LEAVES, ASSET_X, MISSION_A)); /* down and up within a second */
    tell(measures, at(50000, TL_EVENT_ASSET_ON_STATION, ASSET_Y, MISSION_A));
    tell(measures,
         at(54000, TL_EVENT_ASSET_LEAVES, ASSET_Y, MISSION_A)); /* at the horizon: no time is left */
    const struct tl_outcome *outcome = tl_measures_finish(measures);
    const struct tl_step expected[] = {{0, 500000}, {30000, 625000}, {45000, 250000}};
    ck_assert_uint_eq(outcome->step_count, 3);
    for (size_t i = 0; i < 3; i++) {
        ck_assert_int_eq(outcome->steps[i].time_s, expected[i].time_s);
        ck_assert_int_eq(outcome->steps[i].rate_u, expected[i].rate_u);
    }
    tl_measures_destroy(measures);
}
END_TEST

/* Without any event there is one step, and everything is covered. */
START_TEST(nothing_happens)
{
    struct tl_roster roster = make_roster(100);
    struct tl_measures *measures = tl_measures_create(&roster);
    const struct tl_outcome *outcome = tl_measures_finish(measures);
    ck_assert_uint_eq(outcome->step_count, 1);
    ck_assert_int_eq(outcome->steps[0].rate_u, 0);
    ck_assert_double_eq(get_value(measures, outcome, "index", "headline"), 1);
    ck_assert_double_eq(get_value(measures, outcome, "force-hours", "japan/absent"), 2 * 100.0 / 3600);
    tl_measures_destroy(measures);
}
END_TEST

START_TEST(first_order)
{
    struct tl_roster roster = make_roster(HORIZON);
    struct tl_measures *measures = tl_measures_create(&roster);
    for (int64_t day_s = 1000; day_s <= 3000; day_s += 1000) {
        struct tl_event event = at(day_s, TL_EVENT_DIVERSION_STARTS, TL_NONE, TL_NONE);
        event.diversion = 1;
        event.partner = JAPAN;
        tell(measures, event);
    }
    const struct tl_outcome *outcome = tl_measures_finish(measures);
    ck_assert_int_eq(outcome->orders_s[0], TL_NONE);
    ck_assert_int_eq(outcome->orders_s[1], 1000);
    tl_measures_destroy(measures);
}
END_TEST

/* From 20,000 on: means and losses leave out what was before, curves do not, and what held goes on to hold. */
START_TEST(warm_up)
{
    struct tl_roster roster = make_roster(HORIZON);
    roster.warmup_s = 20000;
    struct tl_measures *measures = tl_measures_create(&roster);
    tell_story(measures);
    const struct tl_outcome *outcome = tl_measures_finish(measures);
    double loss_s = 0.5 * 10000 + 0.625 * 15000 + 0.25 * 9000;
    ck_assert_double_eq(get_value(measures, outcome, "loss", "headline"), loss_s * 1e6 / 1e6 / 86400);
    ck_assert_double_eq(get_value(measures, outcome, "index", "headline"), 1 - loss_s * 1e6 / (1e6 * 34000));
    ck_assert_double_eq(get_value(measures, outcome, "coverage", "a"), (0.5 * 25000 + 9000) / 34000);
    ck_assert_double_eq(get_value(measures, outcome, "coverage", "c"), 0.5 * 10000 / 34000);
    ck_assert_double_eq(outcome->cells[0], 0.5);
    ck_assert_double_eq(outcome->cells[1], 1 - (0.5 * 8400 + 0.625 * 13200) / 21600);
    const struct tl_step expected[] = {{20000, 500000}, {30000, 625000}, {45000, 250000}};
    ck_assert_uint_eq(outcome->step_count, 3);
    for (size_t i = 0; i < 3; i++) {
        ck_assert_int_eq(outcome->steps[i].time_s, expected[i].time_s);
        ck_assert_int_eq(outcome->steps[i].rate_u, expected[i].rate_u);
    }
    ck_assert_uint_eq(outcome->events, 10);
    tl_measures_destroy(measures);
}
END_TEST

/* Wherever the warm-up ends, an event there or not, both parts of the loss are the whole. */
START_TEST(warm_up_splits_exactly)
{
    const int64_t ends[] = {1, 10000, 21600, 30000, 43200, 45000, 53999};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        struct tl_roster roster = make_roster(HORIZON);
        roster.warmup_s = ends[i];
        struct tl_measures *measures = tl_measures_create(&roster);
        tell_story(measures);
        const struct tl_outcome *outcome = tl_measures_finish(measures);
        int64_t loss_us = 0;
        for (size_t k = 0; k < outcome->step_count; k++) {
            int64_t end_s = k + 1 < outcome->step_count ? outcome->steps[k + 1].time_s : HORIZON;
            loss_us += outcome->steps[k].rate_u * (end_s - outcome->steps[k].time_s);
        }
        double rest = (double)loss_us / 1e6 / 86400;
        ck_assert_int_eq(outcome->steps[0].time_s, ends[i]);
        ck_assert_double_eq(get_value(measures, outcome, "loss", "headline"), rest);
        double mean = 1 - (double)loss_us / (1e6 * (double)(HORIZON - ends[i]));
        ck_assert_double_eq(get_value(measures, outcome, "index", "headline"), mean);
        tl_measures_destroy(measures);
    }
}
END_TEST

/* Events that change no coverage, however many, change no bit of a sum. */
START_TEST(idle_events_change_nothing)
{
    double values[2][256];
    size_t count = 0;
    for (int noisy = 0; noisy < 2; noisy++) {
        struct tl_roster roster = make_roster(HORIZON);
        struct tl_measures *measures = tl_measures_create(&roster);
        tell(measures, at(0, TL_EVENT_MISSION_OPENS, TL_NONE, MISSION_A));
        tell_demand(measures, 0, MISSION_A, 0, 3 * TL_MICRO);
        tell(measures, at(0, TL_EVENT_ASSET_ON_STATION, ASSET_X, MISSION_A));
        for (int64_t s = 1; noisy && s < HORIZON; s += 7) {
            tell(measures, at(s, TL_EVENT_REPORT_SENT, ASSET_X, MISSION_A));
        }
        const struct tl_outcome *outcome = tl_measures_finish(measures);
        tl_measures_columns(measures, &count);
        ck_assert_uint_le(count, 256);
        memcpy(values[noisy], outcome->values, count * sizeof(double));
        tl_measures_destroy(measures);
    }
    ck_assert_mem_eq(values[0], values[1], count * sizeof(double));
}
END_TEST

TL_TEST_MAIN(measure, every_class_is_complete, columns_are_explained, index_and_loss, coverage_by_mission,
             steps, nothing_happens, first_order, warm_up, warm_up_splits_exactly, idle_events_change_nothing)
