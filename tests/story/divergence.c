#include "story/divergence.h"

#include "story/retold.h"

static struct tl_divergence find(const char *a, const char *b)
{
    struct tl_divergence divergence;
    struct tl_error err = {0};
    const char *const paths[TL_SIDES] = {a, b};
    ck_assert(tl_divergence_find(&divergence, paths, &err));
    ck_assert_uint_eq(err.count, 0);
    return divergence;
}

START_TEST(a_trace_does_not_part_from_itself)
{
    ck_assert_int_eq(find(retold_sample(), retold_sample()).parting, TL_PARTING_NONE);
}
END_TEST

/* Whichever event is left out: that is where they part, on the right side. */
START_TEST(what_is_left_out_is_found)
{
    struct retold retold = retold_read();
    const char *path = sample_path("without");
    for (size_t i = 0; i < retold.count; i++) {
        retold_write_without(&retold, (int64_t)i + 1, path);
        struct tl_divergence divergence = find(retold_sample(), path);
        ck_assert_int_eq(divergence.parting, TL_PARTING_EVENT);
        ck_assert_int_eq(divergence.time_s, retold.events[i].time_s);
        ck_assert(divergence.has[TL_SIDE_A] && !divergence.has[TL_SIDE_B]);
        ck_assert(sample_is_same(&divergence.events[TL_SIDE_A], &retold.events[i]));
        divergence = find(path, retold_sample());
        ck_assert(!divergence.has[TL_SIDE_A] && divergence.has[TL_SIDE_B]);
        ck_assert(sample_is_same(&divergence.events[TL_SIDE_B], &retold.events[i]));
    }
    unlink(path);
    retold_clear(&retold);
}
END_TEST

START_TEST(another_cause_is_found)
{
    struct retold retold = retold_read();
    const char *path = sample_path("cause");
    for (size_t i = 2; i < retold.count; i++) {
        int64_t cause = retold.events[i].cause;
        retold.events[i].cause = cause != 1 ? 1 : 2;
        sample_write(path, retold.roster, retold.events, (int64_t)retold.count);
        struct tl_divergence divergence = find(retold_sample(), path);
        ck_assert_int_eq(divergence.parting, TL_PARTING_CAUSE);
        ck_assert_int_eq(divergence.events[TL_SIDE_A].id, retold.events[i].id);
        ck_assert_int_eq(divergence.events[TL_SIDE_A].cause, cause);
        ck_assert_int_eq(divergence.events[TL_SIDE_B].cause, retold.events[i].cause);
        retold.events[i].cause = cause;
    }
    unlink(path);
    retold_clear(&retold);
}
END_TEST

START_TEST(another_order_is_found)
{
    struct retold retold = retold_read();
    const char *path = sample_path("order");
    size_t at = 0;
    while (retold.events[at].time_s != retold.events[at + 1].time_s) {
        at++;
    }
    struct tl_event first = retold.events[at];
    retold.events[at] = retold.events[at + 1];
    retold.events[at + 1] = first;
    for (size_t i = at; i < at + 2; i++) {
        retold.events[i].id = (int64_t)i + 1;
        retold.events[i].cause = 0;
    }
    sample_write(path, retold.roster, retold.events, (int64_t)retold.count);
    struct tl_divergence divergence = find(retold_sample(), path);
    ck_assert_int_eq(divergence.parting, TL_PARTING_ORDER);
    ck_assert_int_eq(divergence.events[TL_SIDE_A].id, (int64_t)at + 1);
    unlink(path);
    retold_clear(&retold);
}
END_TEST

/* Over many members and days: the event that says something else, wherever it is. */
START_TEST(digests_lead_to_the_event)
{
    const int64_t count = 20000;
    const char *a = sample_path("a");
    const char *b = sample_path("b");
    struct tl_roster roster = sample_roster();
    struct tl_event *events = sample_events(count, 3);
    sample_write(a, &roster, events, count);
    for (int64_t i = 17; i < count; i += 997) {
        struct tl_event was = events[i];
        events[i] = tl_event_make(TL_EVENT_LINK_SLOWS, was.cause);
        events[i].time_s = was.time_s;
        events[i].id = was.id;
        events[i].link = 1;
        events[i].delay = INT64_C(123456789012);
        sample_write(b, &roster, events, count);
        struct tl_divergence divergence = find(a, b);
        ck_assert_int_eq(divergence.time_s, was.time_s);
        ck_assert(sample_is_same(&divergence.events[TL_SIDE_B], &events[i]));
        ck_assert(sample_is_same(&divergence.events[TL_SIDE_A], &was));
        events[i] = was;
    }
    free(events);
    unlink(a);
    unlink(b);
}
END_TEST

/* The shorter one ends: the first event behind its horizon is where they part. */
START_TEST(a_longer_one_goes_on)
{
    struct retold retold = retold_read();
    struct tl_roster longer = *retold.roster;
    const char *path = sample_path("longer");
    longer.horizon_s += 300000;
    struct tl_event *events = tl_alloc(retold.count + 1, sizeof *events);
    memcpy(events, retold.events, retold.count * sizeof *events);
    struct tl_event more = tl_event_make(TL_EVENT_MISSION_CLOSES, 0);
    more.id = (int64_t)retold.count + 1;
    more.time_s = longer.horizon_s - 1;
    more.mission = 0;
    events[retold.count] = more;
    sample_write(path, &longer, events, (int64_t)retold.count + 1);
    struct tl_divergence divergence = find(retold_sample(), path);
    ck_assert_int_eq(divergence.parting, TL_PARTING_EVENT);
    ck_assert(!divergence.has[TL_SIDE_A] && sample_is_same(&divergence.events[TL_SIDE_B], &more));
    sample_write(path, &longer, events, (int64_t)retold.count);
    ck_assert_int_eq(find(retold_sample(), path).parting, TL_PARTING_NONE);
    free(events);
    unlink(path);
    retold_clear(&retold);
}
END_TEST

/* Cut anywhere: what parts before the cut is found all the same; else it is told that nothing can be said. */
START_TEST(a_damaged_one_is_read_so_far)
{
    const int64_t count = 20000;
    const char *a = sample_path("a");
    const char *b = sample_path("b");
    struct tl_roster roster = sample_roster();
    struct tl_event *events = sample_events(count, 4);
    sample_write(a, &roster, events, count);
    struct tl_event was = events[5000];
    events[5000].kind = TL_EVENT_ASSET_REPAIRED;
    events[5000].asset = 1;
    sample_write(b, &roster, events, count);
    size_t size;
    unsigned char *bytes = sample_read(b, &size);
    for (size_t eighth = 1; eighth < 8; eighth++) {
        struct tl_divergence divergence;
        struct tl_error err = {0};
        const char *const paths[TL_SIDES] = {a, b};
        sample_store(b, bytes, size * eighth / 8);
        bool found = tl_divergence_find(&divergence, paths, &err);
        if (eighth != 2) { /* where it stands */
            ck_assert_int_eq(found, eighth > 2);
        }
        ck_assert_int_eq(found, err.count == 0);
        if (found) {
            ck_assert(sample_is_same(&divergence.events[TL_SIDE_A], &was));
        }
        tl_error_clear(&err);
    }
    free(bytes);
    free(events);
    unlink(a);
    unlink(b);
}
END_TEST

TL_TEST_MAIN(divergence, a_trace_does_not_part_from_itself, what_is_left_out_is_found, another_cause_is_found,
             another_order_is_found, digests_lead_to_the_event, a_longer_one_goes_on,
             a_damaged_one_is_read_so_far)
