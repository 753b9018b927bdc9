#include "test.h"

#include <string.h>

#include "base/hash.h"
#include "base/stream.h"
#include "model/calendar.h"

enum { RESERVED = 20, OPERATIONS = 20000, ENTRIES_MAX = OPERATIONS };

/* The reference: all that is scheduled, unsorted; the next one is looked for from the start. */
struct expected {
    int64_t time_s;
    enum tl_due due;
    uint32_t entity;
    uint64_t sequence;
    int64_t detail;
    int slot; /* -1: one-time work */
};

static struct expected expected[ENTRIES_MAX];
static size_t expected_count;
static size_t one_time, most_one_time; /* work of no owner: now, and at most at once */

static bool is_before(const struct expected *a, const struct expected *b)
{
    if (a->time_s != b->time_s) {
        return a->time_s < b->time_s;
    }
    if (a->due != b->due) {
        return a->due < b->due;
    }
    return a->entity != b->entity ? a->entity < b->entity : a->sequence < b->sequence;
}

static void forget(size_t at)
{
    one_time -= expected[at].slot < 0;
    expected[at] = expected[--expected_count];
}

static void forget_slot(int slot)
{
    for (size_t i = 0; i < expected_count; i++) {
        if (expected[i].slot == slot) {
            forget(i);
            return;
        }
    }
}

static size_t first_expected(void)
{
    size_t first = 0;
    for (size_t i = 1; i < expected_count; i++) {
        first = is_before(&expected[i], &expected[first]) ? i : first;
    }
    return first;
}

static struct tl_stream stream;

static int64_t draw(int64_t below)
{
    double uniform = 0;
    tl_stream_draw(&stream, &uniform);
    return (int64_t)(uniform * (double)below);
}

static void pop_and_compare(struct tl_calendar *calendar)
{
    int64_t time_s = 0;
    enum tl_work_kind kind = TL_WORK_ASSET;
    ck_assert_int_eq(tl_calendar_peek(calendar, &time_s, &kind), expected_count > 0);
    if (expected_count == 0) {
        return;
    }
    size_t first = first_expected();
    struct tl_entry entry = tl_calendar_pop(calendar);
    ck_assert_int_eq(entry.time_s, expected[first].time_s);
    ck_assert_int_eq(time_s, entry.time_s);
    ck_assert_int_eq(entry.work.detail, expected[first].detail);
    ck_assert_int_eq(kind, entry.work.kind);
    forget(first);
}

static void schedule_one(struct tl_calendar *calendar, uint64_t number)
{
    struct expected e = {.time_s = draw(50), .due = (enum tl_due)draw(5), .entity = (uint32_t)draw(3)};
    e.sequence = number;
    e.detail = (int64_t)number;
    e.slot = draw(2) == 0 ? (int)draw(RESERVED) : -1;
    struct tl_work work = {.kind = TL_WORK_MISSION, .detail = e.detail};
    if (e.slot >= 0) {
        forget_slot(e.slot);
        tl_calendar_set(calendar, (uint32_t)e.slot, e.time_s, e.due, e.entity, work);
    } else {
        tl_calendar_add(calendar, e.time_s, e.due, e.entity, work);
    }
    expected[expected_count++] = e;
    one_time += e.slot < 0;
    most_one_time = one_time > most_one_time ? one_time : most_one_time;
}

START_TEST(random_work_comes_in_order)
{
    struct tl_calendar calendar;
    tl_calendar_init(&calendar, RESERVED);
    tl_stream_init(&stream, 1, 0, tl_hash_text("calendar"));
    for (uint64_t i = 0; i < OPERATIONS; i++) {
        int64_t what = draw(10);
        if (what < 5) {
            schedule_one(&calendar, i);
        } else if (what < 6) {
            int slot = (int)draw(RESERVED);
            forget_slot(slot);
            tl_calendar_cancel(&calendar, (uint32_t)slot);
        } else {
            pop_and_compare(&calendar);
        }
    }
    while (expected_count > 0) {
        pop_and_compare(&calendar);
    }
    pop_and_compare(&calendar);                                  /* both are empty */
    ck_assert_uint_eq(calendar.slots, RESERVED + most_one_time); /* slots are used again */
    tl_calendar_clear(&calendar);
}
END_TEST

static int64_t pop_detail(struct tl_calendar *calendar)
{
    return tl_calendar_pop(calendar).work.detail;
}

START_TEST(one_second_goes_by_kind_then_entity_then_turn)
{
    struct tl_calendar calendar;
    tl_calendar_init(&calendar, 1);
    static const struct {
        enum tl_due due;
        uint32_t entity;
    } entries[] = {
        {TL_DUE_ORDER, 1},     {TL_DUE_DECISION, 1},  {TL_DUE_REPORT, 1},
        {TL_DUE_INJECT, 1},    {TL_DUE_ORDER, 0},     {TL_DUE_MILESTONE, 2},
        {TL_DUE_MILESTONE, 2}, {TL_DUE_MILESTONE, 1}, {TL_DUE_REPORT, 0},
    };
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
        struct tl_work work = {.detail = (int64_t)i};
        tl_calendar_add(&calendar, 7, entries[i].due, entries[i].entity, work);
    }
    static const int64_t order[] = {7, 5, 6, 3, 8, 2, 1, 4, 0};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        ck_assert_int_eq(pop_detail(&calendar), order[i]);
    }
    tl_calendar_clear(&calendar);
}
END_TEST

/* Work of the same second that is added while the second is under way goes before later kinds and behind nothing that is over. */
START_TEST(a_second_may_grow)
{
    struct tl_calendar calendar;
    tl_calendar_init(&calendar, 0);
    tl_calendar_add(&calendar, 5, TL_DUE_ORDER, 0, (struct tl_work){.detail = 1});
    tl_calendar_add(&calendar, 5, TL_DUE_REPORT, 0, (struct tl_work){.detail = 2});
    ck_assert_int_eq(pop_detail(&calendar), 2);
    tl_calendar_add(&calendar, 5, TL_DUE_MILESTONE, 0, (struct tl_work){.detail = 3});
    tl_calendar_add(&calendar, 4, TL_DUE_ORDER, 0, (struct tl_work){.detail = 4});
    ck_assert_int_eq(pop_detail(&calendar), 4);
    ck_assert_int_eq(pop_detail(&calendar), 3);
    ck_assert_int_eq(pop_detail(&calendar), 1);
    tl_calendar_clear(&calendar);
}
END_TEST

START_TEST(moving_keeps_one_entry)
{
    struct tl_calendar calendar;
    tl_calendar_init(&calendar, 2);
    int64_t time_s = 0;
    enum tl_work_kind kind = TL_WORK_ASSET;
    tl_calendar_set(&calendar, 0, 100, TL_DUE_MILESTONE, 0, (struct tl_work){.detail = 1});
    tl_calendar_set(&calendar, 1, 50, TL_DUE_MILESTONE, 1, (struct tl_work){.detail = 2});
    tl_calendar_set(&calendar, 0, 10, TL_DUE_MILESTONE, 0, (struct tl_work){.detail = 3});
    ck_assert(tl_calendar_peek(&calendar, &time_s, &kind));
    ck_assert_int_eq(time_s, 10);
    tl_calendar_set(&calendar, 0, 200, TL_DUE_MILESTONE, 0, (struct tl_work){.detail = 4});
    ck_assert_int_eq(pop_detail(&calendar), 2);
    tl_calendar_cancel(&calendar, 1); /* nothing there: nothing happens */
    ck_assert_int_eq(pop_detail(&calendar), 4);
    ck_assert(!tl_calendar_peek(&calendar, &time_s, &kind));
    tl_calendar_clear(&calendar);
}
END_TEST

TL_TEST_MAIN(calendar, random_work_comes_in_order, one_second_goes_by_kind_then_entity_then_turn,
             a_second_may_grow, moving_keeps_one_entry)
