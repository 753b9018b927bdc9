/* Pairs: what the variant of a replication loses against the base, and when it has recovered. All in whole millionths of the
 * headline index and whole seconds. */
#include <assert.h>

#include "base/units.h"
#include "measure/measure.h"

const char tl_pair_help[] =
    "degradation: of pairs: integral over time of the headline index of the base less the variant's\n"
    "worst-dip: of pairs: the greatest degradation of the mean curve, and when\n"
    "own-dip: of pairs: mean of each replication's own greatest degradation\n"
    "closed: of pairs: days from the order until degradation stays below 0.01, or a tenth of its dip, "
    "for 48 h\n"
    "restored: of pairs: days from the order until the variant's index is back to 0.01 below its value "
    "before it";

/* Both step functions, walked together: one interval after another in which neither changes. */
struct walk {
    const struct tl_step *base, *variant;
    size_t base_left, variant_left; /* steps behind the present ones */
    int64_t horizon_s;
    int64_t since_s, until_s; /* the present interval */
    int64_t down_u;           /* D in it */
};

/* The end of a step: where the next one begins. */
static int64_t end_of(const struct tl_step *step, size_t left, int64_t horizon_s)
{
    return left > 0 ? step[1].time_s : horizon_s;
}

static void look(struct walk *walk)
{
    int64_t base_s = end_of(walk->base, walk->base_left, walk->horizon_s);
    int64_t variant_s = end_of(walk->variant, walk->variant_left, walk->horizon_s);
    walk->until_s = base_s < variant_s ? base_s : variant_s;
    walk->down_u = walk->variant->rate_u - walk->base->rate_u; /* R = 1 - L */
}

static struct walk begin(const struct tl_step *base, size_t base_count, const struct tl_step *variant,
                         size_t variant_count, int64_t horizon_s)
{
    assert(base_count > 0 && variant_count > 0 && base->time_s == variant->time_s);
    struct walk walk = {base, variant, base_count - 1, variant_count - 1, horizon_s, base->time_s, 0, 0};
    look(&walk);
    return walk;
}

static bool next(struct walk *walk)
{
    if (walk->until_s >= walk->horizon_s) {
        return false;
    }
    walk->since_s = walk->until_s;
    if (end_of(walk->base, walk->base_left, walk->horizon_s) == walk->since_s) {
        walk->base++;
        walk->base_left--;
    }
    if (end_of(walk->variant, walk->variant_left, walk->horizon_s) == walk->since_s) {
        walk->variant++;
        walk->variant_left--;
    }
    look(walk);
    return true;
}

/* The integral of D and its greatest value from the order on. Returns that value, 0 where D never exceeds 0. */
static int64_t find_dip(struct walk walk, int64_t order_s, struct tl_pair *pair)
{
    int64_t dip_u = 0;
    do {
        pair->degradation_us += walk.down_u * (walk.until_s - walk.since_s);
        if (walk.until_s > order_s && walk.down_u > dip_u) {
            dip_u = walk.down_u;
            pair->dip_s = walk.since_s > order_s ? walk.since_s : order_s;
        }
    } while (next(&walk));
    return dip_u;
}

/* The first TL_CALM_S behind the dip in which D stays below max(0.01, a tenth of the dip). A lull before the dip is no recovery
 * from it. */
static void find_closed(struct walk walk, int64_t dip_u, int64_t order_s, struct tl_pair *pair)
{
    int64_t calm_since_s = TL_NONE;
    pair->closed = dip_u > TL_SLACK_U ? TL_REACH_CENSORED : TL_REACH_NEVER_DEGRADED;
    if (pair->closed == TL_REACH_NEVER_DEGRADED) {
        return;
    }
    int64_t tenfold_u = dip_u > 10 * TL_SLACK_U ? dip_u : 10 * TL_SLACK_U;
    do {
        if (walk.until_s <= pair->dip_s) {
            continue;
        }
        if (10 * walk.down_u >= tenfold_u) {
            calm_since_s = TL_NONE;
            continue;
        }
        if (calm_since_s == TL_NONE) {
            calm_since_s = walk.since_s;
        }
        if (walk.until_s - calm_since_s >= TL_CALM_S) {
            pair->closed = TL_REACH_YES;
            pair->closed_s = calm_since_s - order_s;
            return;
        }
    } while (next(&walk));
}

/* The first time at or behind the dip at which the variant is back to 0.01 below where it was before the order, having been lower.
 * As for *closed*, a lull before the dip is no recovery from it. An order at the very start, or in the warm-up, has nothing
 * before it: then the value that holds from the first step on is the one to come back to. */
static void find_restored(const struct tl_step *variant, size_t count, int64_t order_s, struct tl_pair *pair)
{
    size_t i = 0;
    int64_t least_u = variant[0].rate_u + TL_SLACK_U; /* the loss that is good enough */
    while (i + 1 < count && variant[i + 1].time_s < order_s) {
        i++;
        least_u = variant[i].rate_u + TL_SLACK_U;
    }
    pair->restored = TL_REACH_NEVER_DEGRADED;
    for (i++; i < count; i++) {
        bool is_behind_dip = i + 1 == count || variant[i + 1].time_s > pair->dip_s;
        if (variant[i].rate_u > least_u) {
            pair->restored = TL_REACH_CENSORED;
        } else if (pair->restored == TL_REACH_CENSORED && is_behind_dip) {
            int64_t back_s = variant[i].time_s > pair->dip_s ? variant[i].time_s : pair->dip_s;
            pair->restored = TL_REACH_YES;
            pair->restored_s = back_s - order_s;
            return;
        }
    }
}

struct tl_pair tl_pair_compare(const struct tl_step *base, size_t base_count, const struct tl_step *variant,
                               size_t variant_count, int64_t order_s, int64_t horizon_s)
{
    struct tl_pair pair = {.order_s = order_s, .dip_s = TL_NONE};
    struct walk walk = begin(base, base_count, variant, variant_count, horizon_s);
    int64_t dip_u = find_dip(walk, order_s, &pair);
    pair.dip = (double)dip_u / 1e6;
    find_closed(walk, dip_u, order_s, &pair);
    find_restored(variant, variant_count, order_s, &pair);
    return pair;
}
