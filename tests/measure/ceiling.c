#include "measure/crisis.h"

static void cut(struct tl_measures *measures, int64_t incident, int64_t posture)
{
    struct tl_event event = at(3600, TL_EVENT_CEILING_REACHED, TL_NONE, TL_NONE);
    event.incident = incident;
    event.posture = posture;
    tell(measures, event);
}

START_TEST(each_has_a_flag_of_its_own)
{
    static const char *parties[] = {"other", "third"};
    struct tl_roster crisis = make_crisis_roster(86400);
    struct tl_roster roster = make_busy_roster(86400);
    const struct tl_names states[] = {crisis.states[0], crisis.states[0]};
    roster.postures = (struct tl_names){parties, 2};
    roster.states = states;
    struct tl_measures *measures = tl_measures_create(&roster);
    cut(measures, RAID, TL_NONE);
    cut(measures, TL_NONE, 1);
    const struct tl_outcome *outcome = tl_measures_finish(measures);
    ck_assert_double_eq(get_value(measures, outcome, "ceiling-reached", "incidents.probe"), 0);
    ck_assert_double_eq(get_value(measures, outcome, "ceiling-reached", "incidents.raid"), 1);
    ck_assert_double_eq(get_value(measures, outcome, "ceiling-reached", "incidents.visit"), 0);
    ck_assert_double_eq(get_value(measures, outcome, "ceiling-reached", "postures.other"), 0);
    ck_assert_double_eq(get_value(measures, outcome, "ceiling-reached", "postures.third"), 1);
    tl_measures_destroy(measures);
}
END_TEST

TL_TEST_MAIN(ceiling, each_has_a_flag_of_its_own)
