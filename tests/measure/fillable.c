#include "test.h"

#include "measure/scene.h"

#define HOUR    INT64_C(3600)
#define HORIZON (100 * HOUR)

/* Ready at the port from that hour on. */
static void tell_ready(struct tl_measures *measures, int64_t hour, int64_t asset)
{
    tell_place(measures, hour * HOUR, TL_EVENT_ASSET_READY, asset, PORT);
}

static void tell_gap(struct tl_measures *measures, int64_t hour, int64_t mission)
{
    tell(measures, at(hour * HOUR, TL_EVENT_MISSION_OPENS, TL_NONE, mission));
    tell_demand(measures, hour * HOUR, mission, 0, TL_MICRO);
}

static void end_gap(struct tl_measures *measures, int64_t hour, int64_t mission)
{
    tell(measures, at(hour * HOUR, TL_EVENT_MISSION_CLOSES, TL_NONE, mission));
}

static struct tl_measures *start(struct tl_roster *roster, int64_t warmup_s)
{
    *roster = make_roster(HORIZON);
    roster->warmup_s = warmup_s;
    return tl_measures_create(roster);
}

/* Finish, and hold both missions' hours to what they should be. */
static void expect(struct tl_measures *measures, double a, double c)
{
    const struct tl_outcome *outcome = tl_measures_finish(measures);
    ck_assert_double_eq(get_value(measures, outcome, "fillable-hours", "a"), a);
    ck_assert_double_eq(get_value(measures, outcome, "fillable-hours", "c"), c);
    tl_measures_destroy(measures);
}

/* a lacks somebody in [10, 30); x is ready before it, and would count from 14 on. */
START_TEST(ready_before_the_gap)
{
    struct tl_roster roster;
    struct tl_measures *measures = start(&roster, 0);
    tell_ready(measures, 0, ASSET_X);
    tell_gap(measures, 10, MISSION_A);
    end_gap(measures, 30, MISSION_A);
    expect(measures, 16, 0);
}
END_TEST

/* It is bound from the order on, whether it has sailed or not; a refused order, or a recall, binds nobody. */
START_TEST(until_it_is_ordered)
{
    struct tl_roster roster;
    struct tl_measures *measures = start(&roster, 0);
    tell_gap(measures, 0, MISSION_A);
    tell_ready(measures, 5, ASSET_X);
    tell(measures, at(8 * HOUR, TL_EVENT_ORDER_SENT, ASSET_X, TL_NONE));
    tell(measures, at(15 * HOUR, TL_EVENT_ORDER_SENT, ASSET_X, MISSION_C)); /* [9, 15) */
    tell(measures, at(16 * HOUR, TL_EVENT_ORDER_REFUSED, ASSET_X, MISSION_C));
    tell(measures, at(26 * HOUR, TL_EVENT_ASSET_DEPARTS, ASSET_X, TL_NONE)); /* [20, 26) */
    tell(measures, at(27 * HOUR, TL_EVENT_ORDER_REFUSED, ASSET_X, MISSION_C));
    expect(measures, 6 + 6, 0);
}
END_TEST

/* x serves both gaps as they end: c's first, then from where it was ready a's. */
START_TEST(one_gap_at_a_time)
{
    struct tl_roster roster;
    struct tl_measures *measures = start(&roster, 0);
    tell_ready(measures, 0, ASSET_X);
    tell_gap(measures, 0, MISSION_A);
    tell_gap(measures, 0, MISSION_C);
    end_gap(measures, 20, MISSION_C); /* [2, 20) */
    end_gap(measures, 40, MISSION_A); /* ordered at 20: [24, 40) */
    expect(measures, 16, 18);
}
END_TEST

/* Gaps that end at once are taken by name, and equal assets, too: x for a, which leaves z for c. */
START_TEST(matched_by_name)
{
    for (int both = 0; both < 2; both++) {
        struct tl_roster roster;
        struct tl_measures *measures = start(&roster, 0);
        tell_ready(measures, 0, ASSET_X);
        if (both) {
            tell_ready(measures, 0, ASSET_Z);
        }
        tell_gap(measures, 0, MISSION_A);
        tell_gap(measures, 0, MISSION_C);
        end_gap(measures, 20, MISSION_C);
        end_gap(measures, 20, MISSION_A);
        expect(measures, 16, both ? 18 : 0);
    }
}
END_TEST

/* One after the other: x in [4, 8), z from 12 + 4 on. */
START_TEST(one_after_the_other)
{
    struct tl_roster roster;
    struct tl_measures *measures = start(&roster, 0);
    tell_ready(measures, 0, ASSET_X);
    tell_gap(measures, 0, MISSION_A);
    tell(measures, at(8 * HOUR, TL_EVENT_ASSET_DEPARTS, ASSET_X, TL_NONE));
    tell_ready(measures, 12, ASSET_Z);
    end_gap(measures, 20, MISSION_A);
    expect(measures, 4 + 4, 0);
}
END_TEST

/* Too far for a short gap; at a place from which nobody reaches it; giving nothing that is short. */
START_TEST(nobody_in_reach)
{
    struct tl_roster roster;
    struct tl_measures *measures = start(&roster, 0);
    tell_place(measures, 0, TL_EVENT_ASSET_READY, ASSET_Z, AREA_B);
    tell_ready(measures, 0, ASSET_X);
    tell_gap(measures, 10, MISSION_A);
    end_gap(measures, 14, MISSION_A);
    tell(measures, at(20 * HOUR, TL_EVENT_MISSION_OPENS, TL_NONE, MISSION_C));
    tell_demand(measures, 20 * HOUR, MISSION_C, 1, TL_MICRO); /* bmd: z's alone */
    expect(measures, 0, 0);
}
END_TEST

/* c needs asw and bmd, of which x gives asw alone; y has met that before x would be there. Later z would serve. */
START_TEST(what_it_gives_is_not_short)
{
    for (int both = 0; both < 2; both++) {
        struct tl_roster roster;
        struct tl_measures *measures = start(&roster, 0);
        tell_ready(measures, 0, ASSET_X);
        tell_gap(measures, 0, MISSION_C);
        tell_demand(measures, 0, MISSION_C, 1, TL_MICRO);
        tell(measures, at(1 * HOUR, TL_EVENT_ASSET_ON_STATION, ASSET_Y, MISSION_C));
        if (both) {
            tell_ready(measures, 10, ASSET_Z);
        }
        end_gap(measures, 40, MISSION_C);
        expect(measures, 0, both ? 28 : 0);
    }
}
END_TEST

/* y leaves c again: x, which has come, is still there, unless it has served a until then. z gives bmd, too. */
START_TEST(what_it_gives_is_short_again)
{
    for (int other = 0; other < 3; other++) {
        struct tl_roster roster;
        struct tl_measures *measures = start(&roster, 0);
        tell_ready(measures, 0, ASSET_X);
        tell_gap(measures, 0, MISSION_C);
        tell_demand(measures, 0, MISSION_C, 1, TL_MICRO);
        if (other == 2) { /* [4, 21), and c from 23 on */
            tell_gap(measures, 0, MISSION_A);
        }
        tell(measures, at(10 * HOUR, TL_EVENT_ASSET_ON_STATION, ASSET_Y, MISSION_C));
        if (other == 1) {
            tell_ready(measures, 11, ASSET_Z); /* [13, 30) */
        }
        if (other == 2) { /* the first to end */
            end_gap(measures, 21, MISSION_A);
        }
        tell(measures, at(22 * HOUR, TL_EVENT_ASSET_LEAVES, ASSET_Y, MISSION_C));
        end_gap(measures, 30, MISSION_C);
        const double c[] = {8 + 8, 8 + 17, 7};
        expect(measures, other == 2 ? 17 : 0, c[other]);
    }
}
END_TEST

/* One of a hundred that are missing: it does not fill the gap, but serves it. */
START_TEST(a_little_serves)
{
    struct tl_roster roster;
    struct tl_measures *measures = start(&roster, 0);
    tell_ready(measures, 0, ASSET_X);
    tell(measures, at(0, TL_EVENT_MISSION_OPENS, TL_NONE, MISSION_A));
    tell_demand(measures, 0, MISSION_A, 0, 100 * TL_MICRO);
    expect(measures, 96, 0);
}
END_TEST

/* A gap of the warm-up is served from then on, but counts from the warm-up's end on. */
START_TEST(begins_in_the_warm_up)
{
    struct tl_roster roster;
    struct tl_measures *measures = start(&roster, 50 * HOUR);
    tell_ready(measures, 0, ASSET_X);
    tell_gap(measures, 20, MISSION_A);
    expect(measures, 50, 0);
}
END_TEST

/* c's gap is over before the warm-up is, but who serves it is not free for a's until then; that one ends at the horizon. */
START_TEST(warm_up_and_horizon)
{
    struct tl_roster roster;
    struct tl_measures *measures = start(&roster, 50 * HOUR);
    tell_ready(measures, 0, ASSET_X);
    tell_gap(measures, 0, MISSION_C);
    tell_gap(measures, 20, MISSION_A);
    end_gap(measures, 49, MISSION_C);
    expect(measures, 47, 0);
}
END_TEST

/* A gap does not end where another asset takes over within a second. */
START_TEST(a_second_holds_its_last_value)
{
    struct tl_roster roster;
    struct tl_measures *measures = start(&roster, 0);
    tell_ready(measures, 0, ASSET_X);
    tell_gap(measures, 0, MISSION_A);
    tell(measures, at(3 * HOUR, TL_EVENT_ASSET_ON_STATION, ASSET_Y, MISSION_A));
    tell(measures, at(3 * HOUR, TL_EVENT_ASSET_LEAVES, ASSET_Y, MISSION_A));
    end_gap(measures, 10, MISSION_A);
    expect(measures, 6, 0);
}
END_TEST

TL_TEST_MAIN(fillable, ready_before_the_gap, until_it_is_ordered, one_gap_at_a_time, matched_by_name,
             one_after_the_other, nobody_in_reach, what_it_gives_is_not_short, what_it_gives_is_short_again,
             a_little_serves, begins_in_the_warm_up, warm_up_and_horizon, a_second_holds_its_last_value)
