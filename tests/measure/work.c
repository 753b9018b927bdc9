#include <math.h>

#include "measure/crisis.h"

#define DAY INT64_C(86400)

static void tell_done(struct tl_measures *measures, int64_t time_s, int64_t done_u, int64_t due_u)
{
    struct tl_event event = at(time_s, TL_EVENT_WORK_DONE, TL_NONE, MISSION_C);
    event.done = done_u;
    event.due = due_u;
    tell(measures, event);
}

static void tell_closing(struct tl_measures *measures, int64_t time_s)
{
    struct tl_event event = at(time_s, TL_EVENT_MISSION_CLOSES, TL_NONE, MISSION_C);
    event.cause = 1;
    tell(measures, event);
}

/* Half done, and ahead of its plan, it is closed for a while, which is not its end. */
START_TEST(when_it_is_finished)
{
    struct tl_roster roster = make_crisis_roster(10 * DAY);
    struct tl_measures *measures = tl_measures_create(&roster);
    tell(measures, at(0, TL_EVENT_MISSION_OPENS, TL_NONE, MISSION_C));
    tell_done(measures, DAY, 2 * TL_MICRO, TL_MICRO);
    tell_closing(measures, 2 * DAY);
    tell(measures, at(3 * DAY, TL_EVENT_MISSION_OPENS, TL_NONE, MISSION_C));
    tell_done(measures, 6 * DAY, 4 * TL_MICRO, 4 * TL_MICRO);
    tell(measures, at(6 * DAY, TL_EVENT_WORK_FINISHED, TL_NONE, MISSION_C));
    tell_closing(measures, 6 * DAY);
    const struct tl_outcome *outcome = tl_measures_finish(measures);
    ck_assert_double_eq(get_value(measures, outcome, "work-done", "c"), 4);
    ck_assert_double_eq(get_value(measures, outcome, "work-finished", "c"), 6);
    tl_measures_destroy(measures);
}
END_TEST

/* Closed by its condition while it is ahead of its plan, for good. */
START_TEST(one_that_is_given_up)
{
    struct tl_roster roster = make_crisis_roster(10 * DAY);
    struct tl_measures *measures = tl_measures_create(&roster);
    tell(measures, at(0, TL_EVENT_MISSION_OPENS, TL_NONE, MISSION_C));
    tell_done(measures, DAY, 2 * TL_MICRO, TL_MICRO);
    tell_closing(measures, 2 * DAY);
    const struct tl_outcome *outcome = tl_measures_finish(measures);
    ck_assert_double_eq(get_value(measures, outcome, "work-done", "c"), 2);
    ck_assert(isinf(get_value(measures, outcome, "work-finished", "c")));
    tl_measures_destroy(measures);
}
END_TEST

START_TEST(one_that_never_opens)
{
    struct tl_roster roster = make_crisis_roster(10 * DAY);
    struct tl_measures *measures = tl_measures_create(&roster);
    const struct tl_outcome *outcome = tl_measures_finish(measures);
    ck_assert(isnan(get_value(measures, outcome, "work-done", "c")));
    ck_assert(isnan(get_value(measures, outcome, "work-finished", "c")));
    tl_measures_destroy(measures);
}
END_TEST

START_TEST(one_that_is_never_finished)
{
    struct tl_roster roster = make_crisis_roster(10 * DAY);
    struct tl_measures *measures = tl_measures_create(&roster);
    tell(measures, at(0, TL_EVENT_MISSION_OPENS, TL_NONE, MISSION_C));
    tell_done(measures, DAY, 2 * TL_MICRO, 4 * TL_MICRO);
    const struct tl_outcome *outcome = tl_measures_finish(measures);
    ck_assert_double_eq(get_value(measures, outcome, "work-done", "c"), 2);
    ck_assert(isinf(get_value(measures, outcome, "work-finished", "c")));
    tl_measures_destroy(measures);
}
END_TEST

TL_TEST_MAIN(work, when_it_is_finished, one_that_is_given_up, one_that_never_opens,
             one_that_is_never_finished)
