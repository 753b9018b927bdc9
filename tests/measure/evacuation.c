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

TL_TEST_MAIN(evacuation, who_is_safe_late_and_at_risk, leaves_out_the_warm_up, the_ledger_holds_its_sums,
             those_who_flee_are_nobody_of_ours)
