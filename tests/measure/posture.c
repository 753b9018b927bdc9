#include <math.h>

#include "measure/crisis.h"

#define DAY INT64_C(86400)

static void enter(struct tl_measures *measures, int64_t time_s, int64_t level)
{
    struct tl_event event = at(time_s, TL_EVENT_POSTURE_CHANGES, TL_NONE, TL_NONE);
    event.posture = 0;
    event.level = level;
    tell(measures, event);
}

START_TEST(time_in_each_state)
{
    struct tl_roster roster = make_crisis_roster(10 * DAY);
    roster.warmup_s = DAY;
    struct tl_measures *measures = tl_measures_create(&roster);
    enter(measures, 2 * DAY, 1);
    enter(measures, 4 * DAY, 2);
    enter(measures, 5 * DAY, 0);
    const struct tl_outcome *outcome = tl_measures_finish(measures);
    ck_assert_double_eq(get_value(measures, outcome, "posture-share", "other/calm"), 6.0 / 9);
    ck_assert_double_eq(get_value(measures, outcome, "posture-share", "other/tense"), 2.0 / 9);
    ck_assert_double_eq(get_value(measures, outcome, "posture-share", "other/hot"), 1.0 / 9);
    ck_assert_double_eq(get_value(measures, outcome, "posture-left", "other"), 1);
    ck_assert_double_eq(get_value(measures, outcome, "posture-last", "other"), 4);
    /* the worst of them has all of the loss, and the others none that could be averaged */
    ck_assert_double_eq(get_value(measures, outcome, "posture-worst", "other/hot"), 1);
    ck_assert_double_eq(get_value(measures, outcome, "posture-worst", "other/tense"), 0);
    ck_assert_double_eq(get_value(measures, outcome, "loss-given", "other/hot"),
                        get_value(measures, outcome, "loss", "headline"));
    ck_assert(isnan(get_value(measures, outcome, "loss-given", "other/tense")));
    ck_assert(isnan(get_value(measures, outcome, "loss-given", "other/calm")));
    tl_measures_destroy(measures);
}
END_TEST

/* Out of its first state in the warm-up alone, or still so at its end, or for no time at all but behind it. */
START_TEST(leaves_out_the_warm_up)
{
    const struct {
        int64_t enters_s, returns_s, left;
    } cases[] = {{DAY, 2 * DAY, 0}, {DAY, 2 * DAY + 1, 1}, {DAY, 10 * DAY, 1}, {3 * DAY, 3 * DAY, 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tl_roster roster = make_crisis_roster(10 * DAY);
        roster.warmup_s = 2 * DAY;
        struct tl_measures *measures = tl_measures_create(&roster);
        enter(measures, cases[i].enters_s, 2);
        enter(measures, cases[i].returns_s, 0);
        const struct tl_outcome *outcome = tl_measures_finish(measures);
        ck_assert_double_eq(get_value(measures, outcome, "posture-left", "other"), (double)cases[i].left);
        ck_assert_double_eq(get_value(measures, outcome, "posture-worst", "other/hot"),
                            (double)cases[i].left);
        ck_assert_double_eq(get_value(measures, outcome, "posture-last", "other"),
                            (double)cases[i].enters_s / (double)DAY);
        tl_measures_destroy(measures);
    }
}
END_TEST

START_TEST(a_party_that_stays_calm)
{
    struct tl_roster roster = make_crisis_roster(10 * DAY);
    struct tl_measures *measures = tl_measures_create(&roster);
    const struct tl_outcome *outcome = tl_measures_finish(measures);
    ck_assert_double_eq(get_value(measures, outcome, "posture-share", "other/calm"), 1);
    ck_assert_double_eq(get_value(measures, outcome, "posture-left", "other"), 0);
    ck_assert(isinf(get_value(measures, outcome, "posture-last", "other")));
    tl_measures_destroy(measures);
}
END_TEST

TL_TEST_MAIN(posture, time_in_each_state, leaves_out_the_warm_up, a_party_that_stays_calm)
