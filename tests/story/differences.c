#include "story/differences.h"

#include <math.h>

#include "base/units.h"
#include "story/retold.h"

static const struct tl_differences_wish all = {.within_s = TL_DAY_S};

static struct tl_differences read_two(const char *a, const char *b)
{
    struct tl_differences differences;
    struct tl_error err = {0};
    const char *const paths[TL_SIDES] = {a, b};
    bool good = tl_differences_read(&differences, paths, &all, &err);
    ck_assert_msg(good && err.count == 0, "%s", err.count > 0 ? err.lines[0] : "");
    return differences;
}

/* The transit micro-scenario: covered 518,013 of 864,000 s; from 93,729 to 532,671 and from 784,929 on. */
START_TEST(a_trace_is_the_same_as_itself)
{
    struct tl_differences differences = read_two(retold_sample(), retold_sample());
    ck_assert_int_eq(differences.count, 0);
    ck_assert_uint_eq(differences.kept, 0);
    ck_assert_int_eq(differences.all.counts[TL_VERDICT_SAME], differences.events[TL_SIDE_A]);
    ck_assert_int_eq(differences.until_s, 864000);
    ck_assert_uint_eq(differences.mission_count, 1);
    const struct tl_difference_row *mission = &differences.missions[0];
    for (int side = 0; side < TL_SIDES; side++) {
        ck_assert_double_eq_tol(mission->days[side] * TL_DAY_S, 518013, 1e-6);
        ck_assert_double_eq_tol(mission->by_day[side][0], 0, 1e-9);
        ck_assert_double_eq_tol(mission->by_day[side][1] * TL_DAY_S, 172800 - 93729, 1e-6);
        ck_assert_double_eq_tol(mission->by_day[side][9] * TL_DAY_S, 864000 - 784929, 1e-6);
        ck_assert_str_eq(differences.indexes[0].name, "headline");
        ck_assert_double_eq_tol(differences.indexes[0].days[side] * TL_DAY_S, 864000 - 518013, 1e-6);
    }
    tl_differences_clear(&differences);
}
END_TEST

/* Whichever event is left out, on either side: that one alone differs, where it was. */
START_TEST(one_event_left_out_is_told_alone)
{
    struct retold retold = retold_read();
    const char *path = sample_path("without");
    for (size_t i = 0; i < retold.count; i++) {
        const struct tl_event *gone = &retold.events[i];
        retold_write_without(&retold, gone->id, path);
        struct tl_differences without = read_two(retold_sample(), path);
        struct tl_differences with = read_two(path, retold_sample());
        ck_assert_int_eq(without.count, 1);
        ck_assert_int_eq(without.items[0].verdict, TL_VERDICT_ONLY_A);
        ck_assert(sample_is_same(&without.items[0].events[TL_SIDE_A], gone));
        ck_assert_int_eq(with.count, 1);
        ck_assert_int_eq(with.items[0].verdict, TL_VERDICT_ONLY_B);
        ck_assert(sample_is_same(&with.items[0].events[TL_SIDE_B], gone));
        ck_assert_int_eq(with.kinds[gone->kind].counts[TL_VERDICT_ONLY_B], 1);
        ck_assert_int_eq(with.missions[0].events, gone->mission == 0);
        ck_assert_int_eq(with.events_by_day[gone->time_s < 864000 ? gone->time_s / TL_DAY_S : 9], 1);
        tl_differences_clear(&without);
        tl_differences_clear(&with);
    }
    unlink(path);
    retold_clear(&retold);
}
END_TEST

/* Counts later on one side: moved, by so much, and as much less is covered. */
START_TEST(a_shift_is_told_and_costs_what_it_costs)
{
    struct retold retold = retold_read();
    const char *path = sample_path("shift");
    size_t at = 0;
    while (retold.events[at].kind != TL_EVENT_ASSET_ON_STATION) {
        at++;
    }
    retold.events[at].time_s += 5000;
    sample_write(path, retold.roster, retold.events, (int64_t)retold.count);
    struct tl_differences differences = read_two(retold_sample(), path);
    ck_assert_int_eq(differences.count, 1);
    ck_assert_int_eq(differences.items[0].verdict, TL_VERDICT_MOVED);
    ck_assert_int_eq(differences.kinds[TL_EVENT_ASSET_ON_STATION].least_shift_s, 5000);
    ck_assert_int_eq(differences.all.most_shift_s, 5000);
    const struct tl_difference_row *mission = &differences.missions[0];
    ck_assert_double_eq_tol((mission->days[TL_SIDE_A] - mission->days[TL_SIDE_B]) * TL_DAY_S, 5000, 1e-6);
    ck_assert_double_eq_tol((mission->by_day[TL_SIDE_A][1] - mission->by_day[TL_SIDE_B][1]) * TL_DAY_S, 5000,
                            1e-6);
    tl_differences_clear(&differences);
    unlink(path);
    retold_clear(&retold);
}
END_TEST

/* Of more than are kept, the earliest are. */
START_TEST(the_earliest_are_kept)
{
    const int64_t count = 3 * TL_DIFFERENCES_MOST;
    struct tl_roster roster = sample_roster();
    struct tl_event *events = tl_alloc((size_t)count, sizeof *events);
    const char *a = sample_path("many");
    const char *b = sample_path("one");
    for (int64_t i = 0; i < count; i++) {
        events[i] = tl_event_make(TL_EVENT_LINK_CLOSES, 0);
        events[i].id = i + 1;
        events[i].link = i % 2; /* whose open ends are settled apart */
        events[i].time_s = i;
    }
    sample_write(a, &roster, events, count);
    sample_write(b, &roster, events, 1);
    struct tl_differences differences = read_two(a, b);
    ck_assert_int_eq(differences.count, count - 1);
    ck_assert_uint_eq(differences.kept, TL_DIFFERENCES_MOST);
    for (size_t i = 0; i < differences.kept; i++) {
        ck_assert_int_eq(differences.items[i].events[TL_SIDE_A].id, (int64_t)i + 2);
    }
    tl_differences_clear(&differences);
    free(events);
    unlink(a);
    unlink(b);
}
END_TEST

/* A damaged one: what is before the damage is compared, nothing behind it, and it is told. */
START_TEST(a_damaged_one_is_compared_so_far)
{
    const int64_t count = 20000;
    struct tl_roster roster = sample_roster();
    struct tl_event *events = tl_alloc((size_t)count, sizeof *events);
    const char *a = sample_path("whole");
    const char *b = sample_path("cut");
    for (int64_t i = 0; i < count; i++) {
        events[i] = tl_event_make(TL_EVENT_LINK_CLOSES, 0);
        events[i].id = i + 1;
        events[i].link = i % 3;
        events[i].time_s = i * 40;
    }
    sample_write(a, &roster, events, count);
    size_t size;
    unsigned char *bytes = sample_read(a, &size);
    sample_store(b, bytes, size / 2);
    for (int swap = 0; swap < 2; swap++) {
        struct tl_differences differences;
        struct tl_error err = {0};
        const char *const paths[TL_SIDES] = {swap ? b : a, swap ? a : b};
        ck_assert(!tl_differences_read(&differences, paths, &all, &err));
        ck_assert_uint_eq(err.count, 1);
        ck_assert_int_eq(differences.count, 0);
        ck_assert_int_gt(differences.all.counts[TL_VERDICT_SAME], 4000);
        ck_assert_int_lt(differences.until_s, roster.horizon_s);
        tl_error_clear(&err);
        tl_differences_clear(&differences);
    }
    free(bytes);
    free(events);
    unlink(a);
    unlink(b);
}
END_TEST

static bool is_of_ship(void *self, enum tl_side side, const struct tl_event *event)
{
    int64_t *asked = self;
    asked[side]++;
    return event->asset == 0;
}

START_TEST(only_what_is_wanted_is_compared)
{
    struct retold retold = retold_read();
    const char *path = sample_path("wanted");
    int64_t asked[TL_SIDES] = {0};
    struct tl_differences_wish wish = {.within_s = TL_DAY_S, .wants = is_of_ship, .self = asked};
    retold_write_without(&retold, 1, path); /* a mission's event */
    struct tl_differences differences;
    struct tl_error err = {0};
    const char *const paths[TL_SIDES] = {retold_sample(), path};
    ck_assert(tl_differences_read(&differences, paths, &wish, &err));
    ck_assert_int_eq(asked[TL_SIDE_A], (int64_t)retold.count);
    ck_assert_int_eq(asked[TL_SIDE_B], (int64_t)retold.count - 1);
    ck_assert_int_eq(differences.count, 0);
    ck_assert_int_gt(differences.all.counts[TL_VERDICT_SAME], 10);
    ck_assert_int_eq(differences.all.counts[TL_VERDICT_SAME], differences.events[TL_SIDE_A]);
    ck_assert_double_lt(differences.missions[0].days[TL_SIDE_A], differences.missions[0].days[TL_SIDE_B]);
    tl_differences_clear(&differences);
    unlink(path);
    retold_clear(&retold);
}
END_TEST

TL_TEST_MAIN(differences, a_trace_is_the_same_as_itself, one_event_left_out_is_told_alone,
             a_shift_is_told_and_costs_what_it_costs, the_earliest_are_kept, a_damaged_one_is_compared_so_far,
             only_what_is_wanted_is_compared)
