#include "story/second.h"

#include <stdlib.h>

#include "base/memory.h"

void tl_second_add(struct tl_second *second, const struct tl_event *event, const struct tl_meaning *meaning)
{
    second->events = tl_grow(second->events, second->count, &second->capacity, sizeof *second->events);
    second->meanings =
        tl_grow(second->meanings, second->count, &second->meaning_capacity, sizeof *second->meanings);
    second->events[second->count] = *event;
    second->meanings[second->count++] = *meaning;
}

void tl_second_reset(struct tl_second *second)
{
    second->count = 0;
}

void tl_second_clear(struct tl_second *second)
{
    free(second->events);
    free(second->meanings);
    *second = (struct tl_second){0};
}

/* What is sorted. */
struct sorting {
    const struct tl_likeness *likeness;
    enum tl_side side;
    const struct tl_second *second;
};

static int by_meaning(const void *left, const void *right, void *context)
{
    const struct sorting *sorting = context;
    const struct tl_second *second = sorting->second;
    size_t a = *(const size_t *)left;
    size_t b = *(const size_t *)right;
    int order = tl_meaning_compare(&second->meanings[a], &second->meanings[b]);
    order = order != 0 ? order
                       : tl_likeness_compare(sorting->likeness, sorting->side, &second->events[a],
                                             sorting->side, &second->events[b]);
    return order != 0 ? order : a < b ? -1 : 1;
}

/* Positions, ordered by meaning, then by quantities, then as they came. */
static size_t *sort(const struct tl_likeness *likeness, enum tl_side side, const struct tl_second *second)
{
    size_t *order = tl_alloc(second->count + 1, sizeof *order);
    for (size_t i = 0; i < second->count; i++) {
        order[i] = i;
    }
    struct sorting sorting = {likeness, side, second};
    qsort_r(order, second->count, sizeof *order, by_meaning, &sorting);
    return order;
}

/* Where the run of one meaning that starts at `at` ends. */
static size_t find_end(const struct tl_second *second, const size_t *order, size_t at)
{
    size_t end = at + 1;
    while (end < second->count &&
           tl_meaning_compare(&second->meanings[order[at]], &second->meanings[order[end]]) == 0) {
        end++;
    }
    return end;
}

/* What pairs are told with. */
struct match {
    const struct tl_likeness *likeness;
    const struct tl_meaning *meaning;
    tl_second_take *take;
    void *self;
};

/* Those of one meaning that are not paired yet. */
struct run {
    const struct tl_event *events;
    size_t *order;
    size_t count;
};

static int by_position(const void *left, const void *right)
{
    size_t a = *(const size_t *)left;
    size_t b = *(const size_t *)right;
    return a < b ? -1 : a > b;
}

/* Pair exact ones, both runs being ordered by quantities; those that are left stand as they came. */
static void pair_exact(const struct match *match, struct run *a, struct run *b)
{
    size_t a_left = 0;
    size_t b_left = 0;
    for (size_t i = 0, j = 0; i < a->count || j < b->count;) {
        const struct tl_event *left = i < a->count ? &a->events[a->order[i]] : NULL;
        const struct tl_event *right = j < b->count ? &b->events[b->order[j]] : NULL;
        int order = !left    ? 1
                    : !right ? -1
                             : tl_likeness_compare(match->likeness, TL_SIDE_A, left, TL_SIDE_B, right);
        if (order == 0) {
            match->take(match->self, TL_VERDICT_SAME, match->meaning, left, right);
            i++;
            j++;
        } else if (order < 0) {
            a->order[a_left++] = a->order[i++];
        } else {
            b->order[b_left++] = b->order[j++];
        }
    }
    a->count = a_left;
    b->count = b_left;
    qsort(a->order, a->count, sizeof *a->order, by_position);
    qsort(b->order, b->count, sizeof *b->order, by_position);
}

static void pair_run(const struct match *match, struct run a, struct run b)
{
    pair_exact(match, &a, &b);
    size_t both = a.count < b.count ? a.count : b.count;
    for (size_t i = 0; i < both; i++) {
        match->take(match->self, TL_VERDICT_CHANGED, match->meaning, &a.events[a.order[i]],
                    &b.events[b.order[i]]);
    }
    for (size_t i = both; i < a.count; i++) {
        match->take(match->self, TL_VERDICT_ONLY_A, match->meaning, &a.events[a.order[i]], NULL);
    }
    for (size_t i = both; i < b.count; i++) {
        match->take(match->self, TL_VERDICT_ONLY_B, match->meaning, NULL, &b.events[b.order[i]]);
    }
}

/* Nearly always both sides are the same, one by one. */
static bool is_same(const struct tl_likeness *likeness, const struct tl_second *a, const struct tl_second *b)
{
    for (size_t i = 0; a->count == b->count && i < a->count; i++) {
        if (tl_meaning_compare(&a->meanings[i], &b->meanings[i]) != 0 ||
            !tl_likeness_is_exact(likeness, &a->events[i], &b->events[i])) {
            return false;
        }
    }
    return a->count == b->count;
}

void tl_second_match(const struct tl_likeness *likeness, const struct tl_second *a, const struct tl_second *b,
                     tl_second_take *take, void *self)
{
    if (is_same(likeness, a, b)) {
        for (size_t i = 0; i < a->count; i++) {
            take(self, TL_VERDICT_SAME, &a->meanings[i], &a->events[i], &b->events[i]);
        }
        return;
    }
    size_t *left = sort(likeness, TL_SIDE_A, a);
    size_t *right = sort(likeness, TL_SIDE_B, b);
    for (size_t i = 0, j = 0; i < a->count || j < b->count;) {
        int order = i == a->count   ? 1
                    : j == b->count ? -1
                                    : tl_meaning_compare(&a->meanings[left[i]], &b->meanings[right[j]]);
        size_t i_end = order <= 0 ? find_end(a, left, i) : i;
        size_t j_end = order >= 0 ? find_end(b, right, j) : j;
        const struct tl_meaning *meaning = order <= 0 ? &a->meanings[left[i]] : &b->meanings[right[j]];
        struct match match = {likeness, meaning, take, self};
        pair_run(&match, (struct run){a->events, left + i, i_end - i},
                 (struct run){b->events, right + j, j_end - j});
        i = i_end;
        j = j_end;
    }
    free(left);
    free(right);
}
