#include "story/alignment.h"

#include "trace/sample.h"

#define HOUR_S INT64_C(3600)
#define MANY   60000

/* What came out. */
struct told {
    int64_t counts[TL_VERDICTS];
    int64_t shift_s;                /* of all that are moved, in sum */
    bool seen[TL_SIDES][MANY + 1];  /* by id */
    struct tl_event last[TL_SIDES]; /* of the last one that is not the same; id 0: not on that side */
    enum tl_verdict verdict;
};

static void see(struct told *told, enum tl_side side, const struct tl_event *event)
{
    if (event) {
        ck_assert(!told->seen[side][event->id]);
        told->seen[side][event->id] = true;
    }
}

static void take(void *self, enum tl_verdict verdict, const struct tl_event *a, const struct tl_event *b)
{
    struct told *told = self;
    told->counts[verdict]++;
    ck_assert_int_eq(a == NULL, verdict == TL_VERDICT_ONLY_B);
    ck_assert_int_eq(b == NULL, verdict == TL_VERDICT_ONLY_A);
    see(told, TL_SIDE_A, a);
    see(told, TL_SIDE_B, b);
    told->shift_s += a && b ? llabs(a->time_s - b->time_s) : 0;
    if (verdict != TL_VERDICT_SAME) {
        told->verdict = verdict;
        told->last[TL_SIDE_A] = a ? *a : (struct tl_event){0};
        told->last[TL_SIDE_B] = b ? *b : (struct tl_event){0};
    }
}

static struct tl_event at(int64_t id, int64_t time_s, int64_t asset, int64_t until_s)
{
    struct tl_event event = tl_event_make(TL_EVENT_ASSET_DEPARTS, 0);
    event.id = id;
    event.time_s = time_s;
    event.asset = asset;
    event.from = 0;
    event.to = 1;
    event.until = until_s;
    return event;
}

/* Lay two streams side by side, each in order of time. */
static struct told align(const struct tl_event *a, size_t a_count, const struct tl_event *b, size_t b_count,
                         int64_t within_s)
{
    static struct told told;
    struct tl_roster roster = sample_roster();
    struct tl_likeness likeness;
    told = (struct told){0};
    tl_likeness_init(&likeness, &roster, &roster);
    struct tl_alignment *alignment = tl_alignment_create(&likeness, within_s, take, &told);
    for (size_t i = 0, j = 0; i < a_count || j < b_count;) {
        if (j == b_count || (i < a_count && a[i].time_s <= b[j].time_s)) {
            tl_alignment_add(alignment, TL_SIDE_A, &a[i++]);
        } else {
            tl_alignment_add(alignment, TL_SIDE_B, &b[j++]);
        }
    }
    tl_alignment_finish(alignment, false);
    tl_alignment_destroy(alignment);
    tl_likeness_clear(&likeness);
    int64_t pairs =
        told.counts[TL_VERDICT_SAME] + told.counts[TL_VERDICT_CHANGED] + told.counts[TL_VERDICT_MOVED];
    ck_assert_int_eq(pairs + told.counts[TL_VERDICT_ONLY_A], (int64_t)a_count);
    ck_assert_int_eq(pairs + told.counts[TL_VERDICT_ONLY_B], (int64_t)b_count);
    return told;
}

/* A departure every hour, of three ships in turn. */
static void make_stream(struct tl_event *events, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        events[i] = at((int64_t)i + 1, (int64_t)i * HOUR_S, (int64_t)i % 3, 0);
    }
}

/* Whichever is left out, that one is told, and no other: on either side. */
START_TEST(one_more_or_less_leaves_all_others)
{
    struct tl_event all[30];
    make_stream(all, 30);
    ck_assert_int_eq(align(all, 30, all, 30, 24 * HOUR_S).counts[TL_VERDICT_SAME], 30);
    for (size_t drop = 0; drop < 30; drop++) {
        struct tl_event rest[30];
        size_t count = 0;
        for (size_t i = 0; i < 30; i++) {
            if (i != drop) {
                rest[count++] = all[i];
            }
        }
        struct told told = align(all, 30, rest, count, 24 * HOUR_S);
        ck_assert_int_eq(told.counts[TL_VERDICT_SAME], 29);
        ck_assert_int_eq(told.counts[TL_VERDICT_ONLY_A], 1);
        ck_assert_int_eq(told.last[TL_SIDE_A].id, all[drop].id);
        told = align(rest, count, all, 30, 24 * HOUR_S);
        ck_assert_int_eq(told.counts[TL_VERDICT_SAME], 29);
        ck_assert_int_eq(told.counts[TL_VERDICT_ONLY_B], 1);
        ck_assert_int_eq(told.last[TL_SIDE_B].id, all[drop].id);
    }
}
END_TEST

START_TEST(what_is_moved_too_far_is_another)
{
    for (int64_t shift_s = 1; shift_s < 9; shift_s++) {
        for (int64_t within_s = 0; within_s < 9; within_s++) {
            struct tl_event a = at(1, 1000, 0, 0);
            struct tl_event b = at(1, 1000 + shift_s, 0, 0);
            ck_assert_int_eq(align(&a, 1, &b, 1, within_s).counts[TL_VERDICT_MOVED], shift_s <= within_s);
            ck_assert_int_eq(align(&b, 1, &a, 1, within_s).counts[TL_VERDICT_MOVED], shift_s <= within_s);
        }
    }
}
END_TEST

/* In the same second: exact ones are paired first, then those of one meaning; never those of another. */
START_TEST(a_second_is_paired_by_meaning)
{
    const struct tl_event a[] = {at(1, 5, 0, 100), at(2, 5, 0, 200), at(3, 5, 1, 100)};
    const struct tl_event b[] = {at(1, 5, 2, 100), at(2, 5, 0, 200), at(3, 5, 0, 300)};
    struct told told = align(a, 3, b, 3, 10);
    ck_assert_int_eq(told.counts[TL_VERDICT_SAME], 1);
    ck_assert_int_eq(told.counts[TL_VERDICT_CHANGED], 1);
    ck_assert_int_eq(told.counts[TL_VERDICT_ONLY_A], 1);
    ck_assert_int_eq(told.counts[TL_VERDICT_ONLY_B], 1);
    told = align(a, 1, b + 2, 1, 10);
    ck_assert_int_eq(told.verdict, TL_VERDICT_CHANGED);
    ck_assert_int_eq(told.last[TL_SIDE_A].until, 100);
    ck_assert_int_eq(told.last[TL_SIDE_B].until, 300);
    told = align(b + 1, 2, a, 2, 10); /* in another order */
    ck_assert_int_eq(told.counts[TL_VERDICT_SAME], 1);
    ck_assert_int_eq(told.counts[TL_VERDICT_CHANGED], 1);
}
END_TEST

/* Very many of one meaning in one second, the other way round: pairing takes no square of their number, which would be minutes. */
START_TEST(a_full_second_is_paired)
{
    struct tl_event *a = tl_alloc(MANY, sizeof *a);
    struct tl_event *b = tl_alloc(MANY, sizeof *b);
    for (int64_t i = 0; i < MANY; i++) {
        a[i] = at(i + 1, 5, 0, i);
        b[i] = at(i + 1, 5, 0, MANY - i);
    }
    struct told told = align(a, MANY, b, MANY, 10);
    ck_assert_int_eq(told.counts[TL_VERDICT_SAME], MANY - 1);
    ck_assert_int_eq(told.counts[TL_VERDICT_CHANGED], 1);
    free(a);
    free(b);
}
END_TEST

/* Nothing is paired across an event that stands in both at the same time. */
START_TEST(pairs_do_not_cross)
{
    const struct tl_event a[] = {at(1, 10, 0, 0), at(2, 20, 0, 0)};
    const struct tl_event b[] = {at(1, 20, 0, 0), at(2, 30, 0, 0)};
    struct told told = align(a, 2, b, 2, 1000);
    ck_assert_int_eq(told.counts[TL_VERDICT_SAME], 1);
    ck_assert_int_eq(told.counts[TL_VERDICT_ONLY_A], 1);
    ck_assert_int_eq(told.counts[TL_VERDICT_ONLY_B], 1);
}
END_TEST

/* The most pairs within the limit, and of these the least shift: by trying all. Worth: pairs * 10^6 less the shift. */
static int64_t best_of(const struct tl_event *a, size_t n, const struct tl_event *b, size_t m,
                       int64_t within_s)
{
    if (n == 0 || m == 0) {
        return 0;
    }
    int64_t best = best_of(a + 1, n - 1, b, m, within_s);
    int64_t other = best_of(a, n, b + 1, m - 1, within_s);
    best = other > best ? other : best;
    int64_t shift_s = llabs(a->time_s - b->time_s);
    if (shift_s <= within_s) {
        int64_t pair = 1000000 - shift_s + best_of(a + 1, n - 1, b + 1, m - 1, within_s);
        best = pair > best ? pair : best;
    }
    return best;
}

/* Shifts in sum are as short as they can be, among all ways in which one more pair is worth a day's shift within the limit. */
START_TEST(shifts_are_as_short_as_can_be)
{
    struct tl_stream stream;
    tl_stream_init(&stream, 11, 0, tl_hash_text("alignment"));
    for (int turn = 0; turn < 500; turn++) {
        struct tl_event a[6];
        struct tl_event b[6];
        size_t n = (size_t)sample_below(&stream, 7);
        size_t m = (size_t)sample_below(&stream, 7);
        int64_t time_s = 0;
        for (size_t i = 0; i < n; i++) { /* even times on one side, odd ones on the other */
            time_s += 2 * sample_below(&stream, 30);
            a[i] = at((int64_t)i + 1, time_s, 0, 0);
        }
        time_s = 1;
        for (size_t i = 0; i < m; i++) {
            time_s += 2 * sample_below(&stream, 30);
            b[i] = at((int64_t)i + 1, time_s, 0, 0);
        }
        int64_t within_s = 2 * sample_below(&stream, 40);
        struct told told = align(a, n, b, m, within_s);
        int64_t alone = within_s / 2 + 1;
        int64_t cost =
            told.shift_s + alone * (told.counts[TL_VERDICT_ONLY_A] + told.counts[TL_VERDICT_ONLY_B]);
        int64_t best = best_of(a, n, b, m, within_s); /* one with the most pairs: it cannot be cheaper */
        int64_t pairs = (best + 999999) / 1000000;
        int64_t shift_s = pairs * 1000000 - best;
        ck_assert_int_le(cost, shift_s + alone * ((int64_t)(n + m) - 2 * pairs));
    }
}
END_TEST

/* However many wait for a pair, each comes out once. */
START_TEST(long_stretches_lose_nobody)
{
    static struct tl_event a[3000];
    static struct tl_event b[3000];
    for (size_t i = 0; i < 3000; i++) {
        a[i] = at((int64_t)i + 1, (int64_t)i * 10, 0, 0);
        b[i] = at((int64_t)i + 1, (int64_t)i * 10 + 3, 0, 0);
    }
    struct told told = align(a, 3000, b, 3000, 1000000);
    ck_assert_int_eq(told.counts[TL_VERDICT_MOVED], 3000);
    ck_assert_int_eq(told.shift_s, 3 * 3000);
    told = align(a, 3000, b, 0, 1000000);
    ck_assert_int_eq(told.counts[TL_VERDICT_ONLY_A], 3000);
}
END_TEST

START_TEST(a_cut_leaves_out_its_second)
{
    struct tl_roster roster = sample_roster();
    struct tl_likeness likeness;
    static struct told told;
    told = (struct told){0};
    tl_likeness_init(&likeness, &roster, &roster);
    struct tl_alignment *alignment = tl_alignment_create(&likeness, 10, take, &told);
    struct tl_event events[] = {at(1, 5, 0, 0), at(2, 6, 0, 0)};
    tl_alignment_add(alignment, TL_SIDE_A, &events[0]);
    tl_alignment_add(alignment, TL_SIDE_A, &events[1]);
    tl_alignment_finish(alignment, true);
    tl_alignment_destroy(alignment);
    tl_likeness_clear(&likeness);
    ck_assert(told.seen[TL_SIDE_A][1] && !told.seen[TL_SIDE_A][2]);
}
END_TEST

TL_TEST_MAIN(alignment, one_more_or_less_leaves_all_others, what_is_moved_too_far_is_another,
             a_second_is_paired_by_meaning, a_full_second_is_paired, pairs_do_not_cross,
             shifts_are_as_short_as_can_be, long_stretches_lose_nobody, a_cut_leaves_out_its_second)
