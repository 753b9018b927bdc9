#include <math.h>

#include "measure/crisis.h"

#define DAY INT64_C(86400)

static void tell_consent(struct tl_measures *measures, int64_t time_s, enum tl_event_kind kind, int64_t grade)
{
    struct tl_event event = at(time_s, kind, TL_NONE, TL_NONE);
    event.consent = 0;
    event.partner = JAPAN;
    event.grade = grade;
    tell(measures, event);
}

/* Asked three times, offshore on day 2, withdrawn, full on day 6: the first time counts. */
START_TEST(when_it_is_granted)
{
    struct tl_roster roster = make_crisis_roster(10 * DAY);
    struct tl_measures *measures = tl_measures_create(&roster);
    for (int64_t day = 1; day <= 3; day++) {
        tell_consent(measures, day * DAY, TL_EVENT_REQUEST_SENT, TL_NONE);
    }
    tell_consent(measures, 2 * DAY, TL_EVENT_CONSENT_CHANGES, TL_GRADE_OFFSHORE);
    tell_consent(measures, 4 * DAY, TL_EVENT_CONSENT_CHANGES, TL_GRADE_REFUSED);
    tell_consent(measures, 6 * DAY, TL_EVENT_CONSENT_CHANGES, TL_GRADE_FULL);
    const struct tl_outcome *outcome = tl_measures_finish(measures);
    ck_assert_double_eq(get_value(measures, outcome, "consent-offshore", "entry"), 2);
    ck_assert_double_eq(get_value(measures, outcome, "consent-full", "entry"), 6);
    ck_assert_double_eq(get_value(measures, outcome, "consent-requests", "entry"), 3);
    tl_measures_destroy(measures);
}
END_TEST

/* Times count from the start, requests from the warm-up's end: that of day 2 is the second of three. */
START_TEST(leaves_out_the_warm_up)
{
    struct tl_roster roster = make_crisis_roster(10 * DAY);
    roster.warmup_s = 2 * DAY;
    struct tl_measures *measures = tl_measures_create(&roster);
    for (int64_t day = 1; day <= 3; day++) {
        tell_consent(measures, day * DAY, TL_EVENT_REQUEST_SENT, TL_NONE);
    }
    tell_consent(measures, DAY, TL_EVENT_CONSENT_CHANGES, TL_GRADE_OFFSHORE);
    const struct tl_outcome *outcome = tl_measures_finish(measures);
    ck_assert_double_eq(get_value(measures, outcome, "consent-requests", "entry"), 2);
    ck_assert_double_eq(get_value(measures, outcome, "consent-offshore", "entry"), 1);
    tl_measures_destroy(measures);
}
END_TEST

START_TEST(one_that_is_never_granted)
{
    struct tl_roster roster = make_crisis_roster(10 * DAY);
    struct tl_measures *measures = tl_measures_create(&roster);
    const struct tl_outcome *outcome = tl_measures_finish(measures);
    ck_assert(isinf(get_value(measures, outcome, "consent-offshore", "entry")));
    ck_assert(isinf(get_value(measures, outcome, "consent-full", "entry")));
    tl_measures_destroy(measures);
}
END_TEST

TL_TEST_MAIN(consent, when_it_is_granted, leaves_out_the_warm_up, one_that_is_never_granted)
