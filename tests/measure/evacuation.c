#include <math.h>

#include "measure/crisis.h"

#define DAY INT64_C(86400)

static void tell_due(struct tl_measures *measures, int64_t time_s, int64_t group, int64_t persons)
{
    struct tl_event event = at(time_s, TL_EVENT_PERSONS_DUE, TL_NONE, MISSION_A);
    event.group = group;
    event.persons = persons;
    tell(measures, event);
}

/* Of 2,000 folk 200 stay. 1,000 set out on day 1 and 800 on day 2; 900 are landed on day 3, 720 more on day 5, 180 never. All of
 * folk-a are due on day 2, half of folk-b on day 4. */
static void tell_story(struct tl_measures *measures)
{
    tell_people(measures, 0, TL_EVENT_PERSONS_STAY, FOLK_B, 200, TL_NONE, TL_NONE);
    tell_people(measures, DAY, TL_EVENT_PERSONS_GATHER, FOLK_A, 1000, AREA_A, TL_NONE);
    tell_people(measures, DAY, TL_EVENT_PERSONS_GATHER, FLIGHT, 5000, AREA_A, TL_NONE);
    tell_due(measures, 2 * DAY, FOLK_A, 1000);
    tell_people(measures, 2 * DAY, TL_EVENT_PERSONS_GATHER, FOLK_B, 800, AREA_A, TL_NONE);
    tell_people(measures, 2 * DAY, TL_EVENT_PERSONS_BOARD, FOLK_A, 900, AREA_A, TL_NONE);
    tell_people(measures, 3 * DAY, TL_EVENT_PERSONS_LAND, FOLK_A, 900, PORT, AREA_A);
    tell_due(measures, 4 * DAY, FOLK_B, 400);
    tell_people(measures, 4 * DAY, TL_EVENT_PERSONS_BOARD, FOLK_B, 720, AREA_A, TL_NONE);
    tell_people(measures, 5 * DAY, TL_EVENT_PERSONS_LAND, FOLK_B, 720, PORT, AREA_A);
}

START_TEST(who_is_safe_late_and_at_risk)
{
    struct tl_roster roster = make_crisis_roster(10 * DAY);
    struct tl_measures *measures = tl_measures_create(&roster);
    tell_story(measures);
    const struct tl_outcome *outcome = tl_measures_finish(measures);
    ck_assert_double_eq(get_value(measures, outcome, "t50", "folk"), 3); /* 900 of 1,800 */
    ck_assert_double_eq(get_value(measures, outcome, "t90", "folk"), 5); /* 1,620 */
    ck_assert(isinf(get_value(measures, outcome, "t99", "folk")));
    ck_assert_double_eq(get_value(measures, outcome, "persons-left", "folk"), 180);
    /* 1,000 for a day; then 100 of folk-a for ever, and 400 of folk-b for a day: 320 more who are safe make up for nobody */
    ck_assert_double_eq(get_value(measures, outcome, "late-person-days", "folk"), 1000 + 100 * 7 + 400);
    ck_assert_double_eq(get_value(measures, outcome, "person-days-at-risk", "folk"),
                        1000 + 1800 + 900 * 2 + 180 * 5);
    ck_assert_double_eq(get_value(measures, outcome, "safe-peak-day", "folk"), 900);
    tl_measures_destroy(measures);
}
END_TEST

/* Times stay what they are; what is summed over time begins on day 4. */
START_TEST(leaves_out_the_warm_up)
{
    struct tl_roster roster = make_crisis_roster(10 * DAY);
    roster.warmup_s = 4 * DAY;
    struct tl_measures *measures = tl_measures_create(&roster);
    tell_story(measures);
    const struct tl_outcome *outcome = tl_measures_finish(measures);
    ck_assert_double_eq(get_value(measures, outcome, "t50", "folk"), 3);
    ck_assert_double_eq(get_value(measures, outcome, "late-person-days", "folk"), 100 * 6 + 400);
    ck_assert_double_eq(get_value(measures, outcome, "person-days-at-risk", "folk"), 900 + 180 * 5);
    tl_measures_destroy(measures);
}
END_TEST

static void tell_convoy(struct tl_measures *measures, int64_t time_s, int64_t number, int64_t group)
{
    struct tl_event event = at(time_s, TL_EVENT_CONVOY_DEPARTS, TL_NONE, TL_NONE);
    event.corridor = 0;
    event.number = number;
    event.group = group;
    event.persons = 0;
    tell(measures, event);
}

/* Two of each convoy's events are of one. 900 are safe on day 3 and 720 on day 5. */
START_TEST(counts_begin_with_the_warm_up_s_end)
{
    static const struct {
        int64_t warmup_s;
        double convoys, peak;
    } cases[] = {{0, 4, 900}, {3 * DAY, 2, 900}, {3 * DAY + 1, 1, 720}, {6 * DAY, 0, 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tl_roster roster = make_crisis_roster(10 * DAY);
        roster.warmup_s = cases[i].warmup_s;
        struct tl_measures *measures = tl_measures_create(&roster);
        const int64_t departs_s[] = {0, DAY, 3 * DAY, 3 * DAY + 1};
        for (int64_t n = 0; n < 4; n++) {
            tell_convoy(measures, departs_s[n], n + 1, FOLK_A);
            tell_convoy(measures, departs_s[n], n + 1, FLIGHT);
        }
        const struct tl_outcome *outcome = tl_measures_finish(measures);
        ck_assert_double_eq(get_value(measures, outcome, "convoys", "road"), cases[i].convoys);
        tl_measures_destroy(measures);
        measures = tl_measures_create(&roster);
        tell_story(measures);
        outcome = tl_measures_finish(measures);
        ck_assert_double_eq(get_value(measures, outcome, "safe-peak-day", "folk"), cases[i].peak);
        ck_assert_double_eq(get_value(measures, outcome, "persons-left", "folk"), 180);
        tl_measures_destroy(measures);
    }
}
END_TEST

/* Nobody is left to go: no time at which they are safe, early or late. */
START_TEST(all_of_them_stay)
{
    struct tl_roster roster = make_crisis_roster(10 * DAY);
    struct tl_measures *measures = tl_measures_create(&roster);
    tell_people(measures, 0, TL_EVENT_PERSONS_STAY, FOLK_A, 1000, TL_NONE, TL_NONE);
    tell_people(measures, 0, TL_EVENT_PERSONS_STAY, FOLK_B, 1000, TL_NONE, TL_NONE);
    const struct tl_outcome *outcome = tl_measures_finish(measures);
    ck_assert(isnan(get_value(measures, outcome, "t50", "folk")));
    ck_assert(isnan(get_value(measures, outcome, "t99", "folk")));
    ck_assert(isnan(get_value(measures, outcome, "late-person-days", "folk"))); /* no plan, nobody late */
    ck_assert_double_eq(get_value(measures, outcome, "persons-left", "folk"), 0);
    tl_measures_destroy(measures);
}
END_TEST

/* The curve: shares of the 1,800 who leave, means over 6 h. They are landed at the begins of cells. */
START_TEST(how_many_are_safe_when)
{
    struct tl_roster roster = make_crisis_roster(10 * DAY);
    struct tl_measures *measures = tl_measures_create(&roster);
    size_t count, cells;
    tell_story(measures);
    const struct tl_outcome *outcome = tl_measures_finish(measures);
    const struct tl_series *series = tl_measures_series(measures, &count, &cells);
    bool found = false;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(series[i].measure, "safe") == 0) {
            found = true;
            ck_assert_str_eq(series[i].entity, "folk");
            for (size_t cell = 0; cell < cells; cell++) {
                double safe = cell < 12 ? 0 : cell < 20 ? 900 : 1620;
                ck_assert_double_eq_tol(outcome->cells[i * cells + cell], safe / 1800, 1e-12);
            }
        }
    }
    ck_assert(found);
    tl_measures_destroy(measures);
}
END_TEST

/* What the loss of the lift's coverage takes of those who are due, by the story's days: 1,000 of 1,000, 100 of 1,000, 500 of 1,400, then 100. */
START_TEST(late_is_the_integral_of_the_loss)
{
    static const double due[10] = {0, 0, 1000, 1000, 1400, 1400, 1400, 1400, 1400, 1400};
    struct tl_roster roster = make_crisis_roster(10 * DAY);
    struct tl_measures *measures = tl_measures_create(&roster);
    size_t count, cells;
    double late_days = 0;
    tell_story(measures);
    const struct tl_outcome *outcome = tl_measures_finish(measures);
    const struct tl_series *series = tl_measures_series(measures, &count, &cells);
    for (size_t i = 0; i < count; i++) {
        bool is_lift = strcmp(series[i].measure, "coverage") == 0 && strcmp(series[i].entity, "a") == 0;
        for (size_t cell = 0; is_lift && cell < cells; cell++) {
            late_days += (1 - outcome->cells[i * cells + cell]) * due[cell / 4] / 4;
        }
    }
    ck_assert_double_eq_tol(late_days, 1000 + 100 + 500 + 5 * 100, 1e-6);
    ck_assert_double_eq_tol(get_value(measures, outcome, "late-person-days", "folk"), late_days, 1e-6);
    ck_assert_double_eq_tol(get_value(measures, outcome, "gap-unmet", "a"), 24 * late_days, 1e-6);
    tl_measures_destroy(measures);
}
END_TEST

/* Hours of one who is missing are of missions that need somebody, not of those that count what is done. */
START_TEST(nobody_is_spare_for_a_lift_or_a_work)
{
    struct tl_roster roster = make_crisis_roster(10 * DAY);
    struct tl_measures *measures = tl_measures_create(&roster);
    size_t count, seen = 0;
    const struct tl_column *columns = tl_measures_columns(measures, &count);
    for (size_t i = 0; i < count; i++) {
        const char *measure = columns[i].measure;
        if (strcmp(measure, "fillable-hours") == 0 || strncmp(measure, "double-", 7) == 0) {
            ck_assert_str_eq(columns[i].entity, "b");
            seen++;
        }
    }
    ck_assert_uint_eq(seen, 3);
    tl_measures_finish(measures);
    tl_measures_destroy(measures);
}
END_TEST

/* What the ledger books sums to the loss, late people or not; checked by its own assertions. */
START_TEST(the_ledger_holds_its_sums)
{
    struct tl_roster roster = make_crisis_roster(10 * DAY);
    struct tl_measures *measures = tl_measures_create(&roster);
    tell_story(measures);
    const struct tl_outcome *outcome = tl_measures_finish(measures);
    /* a weighs 3 of 4: nobody of 1,000 for a day, 900 of them for one, 900 of 1,400 for one, then 1,300 */
    double loss = 0.75 * (1 + 100.0 / 1000 + 500.0 / 1400 + 5 * 100.0 / 1400);
    ck_assert_double_eq_tol(get_value(measures, outcome, "loss", "headline"), loss, 1e-5);
    ck_assert_double_eq_tol(get_value(measures, outcome, "ledger-mission", "a: structural"), loss, 1e-5);
    tl_measures_destroy(measures);
}
END_TEST

START_TEST(those_who_flee_are_nobody_of_ours)
{
    struct tl_roster roster = make_crisis_roster(10 * DAY);
    struct tl_measures *measures = tl_measures_create(&roster);
    size_t count;
    const struct tl_column *columns = tl_measures_columns(measures, &count);
    for (size_t i = 0; i < count; i++) {
        ck_assert_str_ne(columns[i].entity, "flight");
    }
    tl_measures_finish(measures);
    tl_measures_destroy(measures);
}
END_TEST

TL_TEST_MAIN(evacuation, who_is_safe_late_and_at_risk, leaves_out_the_warm_up,
             counts_begin_with_the_warm_up_s_end, all_of_them_stay, how_many_are_safe_when,
             late_is_the_integral_of_the_loss, nobody_is_spare_for_a_lift_or_a_work,
             the_ledger_holds_its_sums, those_who_flee_are_nobody_of_ours)
