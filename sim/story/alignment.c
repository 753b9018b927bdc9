#include "story/alignment.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

#define TL_BUCKETS  1024
#define TL_OPEN_MAX 128 /* events of one meaning and side that wait for a pair; more are settled at once */

/* Events of one meaning that have no pair yet. */
struct cluster {
    struct tl_meaning meaning;
    struct tl_event *open[TL_SIDES];
    size_t count[TL_SIDES], capacity[TL_SIDES];
    int64_t last_s;
    struct cluster *next; /* in its bucket */
};

struct tl_alignment {
    const struct tl_likeness *likeness;
    int64_t within_s;
    tl_alignment_take *take;
    void *self;
    int64_t now_s;
    int64_t swept_s; /* when all buckets were looked through last */
    struct tl_second seconds[TL_SIDES];
    struct cluster *buckets[TL_BUCKETS];
    int64_t costs[TL_OPEN_MAX + 1][TL_OPEN_MAX + 1];
};

struct tl_alignment *tl_alignment_create(const struct tl_likeness *likeness, int64_t within_s,
                                         tl_alignment_take *take, void *self)
{
    assert(within_s >= 0);
    struct tl_alignment *align = tl_alloc(1, sizeof *align);
    align->likeness = likeness;
    align->within_s = within_s;
    align->take = take;
    align->self = self;
    return align;
}

static void destroy_cluster(struct cluster *cluster)
{
    free(cluster->open[TL_SIDE_A]);
    free(cluster->open[TL_SIDE_B]);
    free(cluster);
}

void tl_alignment_destroy(struct tl_alignment *align)
{
    for (size_t i = 0; i < TL_BUCKETS; i++) {
        while (align->buckets[i]) {
            struct cluster *cluster = align->buckets[i];
            align->buckets[i] = cluster->next;
            destroy_cluster(cluster);
        }
    }
    tl_second_clear(&align->seconds[TL_SIDE_A]);
    tl_second_clear(&align->seconds[TL_SIDE_B]);
    free(align);
}

/* ---- one cluster ---- */

/* What it costs to pair two events: their shift; more than to leave both alone where that is above the limit. */
static int64_t cost_of_pair(const struct tl_alignment *align, const struct tl_event *a,
                            const struct tl_event *b)
{
    int64_t shift_s = a->time_s < b->time_s ? b->time_s - a->time_s : a->time_s - b->time_s;
    return shift_s <= align->within_s ? shift_s : 2 * align->within_s + 3;
}

/* costs[i][j]: the least for what is behind the first i of A and j of B. */
static void fill_costs(struct tl_alignment *align, const struct cluster *cluster)
{
    size_t n = cluster->count[TL_SIDE_A];
    size_t m = cluster->count[TL_SIDE_B];
    int64_t alone = align->within_s / 2 + 1; /* so that no pair within the limit is given up for nothing */
    for (size_t i = n + 1; i-- > 0;) {
        for (size_t j = m + 1; j-- > 0;) {
            int64_t best = i == n && j == m ? 0 : INT64_MAX;
            if (i < n) {
                best = align->costs[i + 1][j] + alone;
            }
            if (j < m && align->costs[i][j + 1] + alone < best) {
                best = align->costs[i][j + 1] + alone;
            }
            if (i < n && j < m) {
                int64_t pair = align->costs[i + 1][j + 1] + cost_of_pair(align, &cluster->open[TL_SIDE_A][i],
                                                                         &cluster->open[TL_SIDE_B][j]);
                best = pair <= best ? pair : best;
            }
            align->costs[i][j] = best;
        }
    }
}

static void settle(struct tl_alignment *align, struct cluster *cluster)
{
    size_t n = cluster->count[TL_SIDE_A];
    size_t m = cluster->count[TL_SIDE_B];
    int64_t alone = align->within_s / 2 + 1;
    fill_costs(align, cluster);
    for (size_t i = 0, j = 0; i < n || j < m;) {
        const struct tl_event *a = i < n ? &cluster->open[TL_SIDE_A][i] : NULL;
        const struct tl_event *b = j < m ? &cluster->open[TL_SIDE_B][j] : NULL;
        int64_t cost = align->costs[i][j];
        if (a && b && cost == align->costs[i + 1][j + 1] + cost_of_pair(align, a, b)) {
            align->take(align->self, TL_VERDICT_MOVED, a, b);
            i++;
            j++;
        } else if (a && cost == align->costs[i + 1][j] + alone) {
            align->take(align->self, TL_VERDICT_ONLY_A, a, NULL);
            i++;
        } else {
            align->take(align->self, TL_VERDICT_ONLY_B, NULL, b);
            j++;
        }
    }
    cluster->count[TL_SIDE_A] = 0;
    cluster->count[TL_SIDE_B] = 0;
}

/* ---- all clusters ---- */

static struct cluster **find_cluster(struct tl_alignment *align, const struct tl_meaning *meaning)
{
    struct cluster **at = &align->buckets[tl_meaning_hash(meaning) % TL_BUCKETS];
    while (*at && tl_meaning_compare(&(*at)->meaning, meaning) != 0) {
        at = &(*at)->next;
    }
    return at;
}

static void close_cluster(struct tl_alignment *align, struct cluster **at)
{
    struct cluster *cluster = *at;
    settle(align, cluster);
    *at = cluster->next;
    destroy_cluster(cluster);
}

/* Close those that nothing can join any longer. */
static void sweep(struct tl_alignment *align, int64_t before_s)
{
    for (size_t i = 0; i < TL_BUCKETS; i++) {
        struct cluster **at = &align->buckets[i];
        while (*at) {
            if ((*at)->last_s < before_s) {
                close_cluster(align, at);
            } else {
                at = &(*at)->next;
            }
        }
    }
}

static void wait_for_pair(struct tl_alignment *align, enum tl_side side, const struct tl_meaning *meaning,
                          const struct tl_event *event)
{
    struct cluster **at = find_cluster(align, meaning);
    struct cluster *cluster = *at;
    if (!cluster) {
        cluster = *at = tl_alloc(1, sizeof *cluster);
        cluster->meaning = *meaning;
    } else if (cluster->count[side] == TL_OPEN_MAX || cluster->last_s < event->time_s - align->within_s) {
        settle(align, cluster);
    }
    cluster->open[side] = tl_grow(cluster->open[side], cluster->count[side], &cluster->capacity[side],
                                  sizeof *cluster->open[side]);
    cluster->open[side][cluster->count[side]++] = *event;
    cluster->last_s = event->time_s;
}

static void take_match(void *self, enum tl_verdict verdict, const struct tl_meaning *meaning,
                       const struct tl_event *a, const struct tl_event *b)
{
    struct tl_alignment *align = self;
    if (verdict == TL_VERDICT_ONLY_A || verdict == TL_VERDICT_ONLY_B) {
        wait_for_pair(align, a ? TL_SIDE_A : TL_SIDE_B, meaning, a ? a : b);
        return;
    }
    struct cluster **at = find_cluster(align, meaning);
    if (*at) { /* nothing is paired across what stands in both at the same time */
        close_cluster(align, at);
    }
    align->take(align->self, verdict, a, b);
}

static void settle_second(struct tl_alignment *align)
{
    tl_second_match(align->likeness, &align->seconds[TL_SIDE_A], &align->seconds[TL_SIDE_B], take_match,
                    align);
    tl_second_reset(&align->seconds[TL_SIDE_A]);
    tl_second_reset(&align->seconds[TL_SIDE_B]);
}

void tl_alignment_add(struct tl_alignment *align, enum tl_side side, const struct tl_event *event)
{
    assert(event->time_s >= align->now_s);
    if (event->time_s > align->now_s) {
        settle_second(align);
        align->now_s = event->time_s;
        if (align->now_s - align->swept_s > align->within_s) {
            sweep(align, align->now_s - align->within_s);
            align->swept_s = align->now_s;
        }
    }
    struct tl_meaning meaning = tl_likeness_mean(align->likeness, side, event);
    tl_second_add(&align->seconds[side], event, &meaning);
}

void tl_alignment_finish(struct tl_alignment *align, bool is_cut)
{
    if (!is_cut) {
        settle_second(align);
    }
    sweep(align, INT64_MAX);
}
