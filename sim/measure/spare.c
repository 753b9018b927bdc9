#include "measure/spare.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* Since from_s these needs are short: bit i, need i. */
struct piece {
    int64_t from_s;
    uint32_t needs;
};

struct tl_lack {  /* the present gap of a mission */
    uint32_t now; /* what is short; 0: there is no gap */
    uint32_t number;
    struct piece *pieces; /* of the gap since its begin */
    size_t count, capacity;
};

struct tl_way { /* an asset that may serve a mission */
    int32_t asset;
    uint32_t gives;           /* bit i: something to need i */
    uint32_t first_row, rows; /* of the roster's reaches: one a place */
};

struct tl_spare {
    int32_t asset, place, owner;
    int32_t before; /* the asset's one before, or TL_NONE */
    int64_t from_s, until_s;
    uint32_t gap; /* number of the gap to which it would have come last */
};

/* Somebody who serves a gap, for a time. */
struct service {
    struct tl_spare *spare; /* NULL: nobody */
    int64_t from_s, until_s;
};

/* Does a row of the table speak of the asset? */
static bool is_of(const struct tl_roster *roster, const struct tl_roster_reach *row, size_t asset)
{
    return row->partner == roster->assets[asset].partner &&
           strcmp(row->class_name, roster->assets[asset].class_name) == 0;
}

static uint32_t find_gives(const struct tl_roster *roster, int64_t asset, size_t mission)
{
    const struct tl_roster_mission *m = &roster->missions[mission];
    uint32_t mask = 0;
    for (size_t i = 0; i < tl_coverage_needs(m); i++) {
        mask |= tl_coverage_gives(roster, asset, m, i) > 0 ? UINT32_C(1) << i : 0;
    }
    return mask;
}

/* Add the ways that rows [first, first + rows) open, all of one mission, class and partner. Returns how many; ways may be NULL. */
static size_t add_ways(const struct tl_roster *roster, size_t first, size_t rows, struct tl_way *ways)
{
    size_t count = 0;
    for (size_t a = 0; a < roster->asset_count; a++) {
        if (is_of(roster, &roster->reaches[first], a)) {
            if (ways) {
                uint32_t gives = find_gives(roster, (int64_t)a, (size_t)roster->reaches[first].mission);
                ways[count] = (struct tl_way){(int32_t)a, gives, (uint32_t)first, (uint32_t)rows};
            }
            count++;
        }
    }
    return count;
}

/* How many rows from `first` on speak of the same mission, class and partner. */
static size_t count_rows(const struct tl_roster *roster, size_t first)
{
    const struct tl_roster_reach *a = &roster->reaches[first];
    size_t end = first + 1;
    while (end < roster->reach_count && roster->reaches[end].mission == a->mission &&
           roster->reaches[end].partner == a->partner &&
           strcmp(roster->reaches[end].class_name, a->class_name) == 0) {
        end++;
    }
    return end - first;
}

static void init_ways(struct tl_spares *spares, const struct tl_roster *roster)
{
    size_t count = 0;
    for (size_t row = 0, rows; row < roster->reach_count; row += rows) {
        rows = count_rows(roster, row);
        size_t added = add_ways(roster, row, rows, NULL);
        count += added;
        spares->first_way[roster->reaches[row].mission + 1] += added;
    }
    for (size_t m = 0; m < roster->mission_count; m++) {
        spares->first_way[m + 1] += spares->first_way[m];
    }
    spares->ways = tl_alloc(count, sizeof *spares->ways);
    size_t at = 0;
    for (size_t row = 0, rows; row < roster->reach_count; row += rows) {
        rows = count_rows(roster, row);
        at += add_ways(roster, row, rows, spares->ways + at);
    }
}

void tl_spares_init(struct tl_spares *spares, const struct tl_roster *roster, size_t owners)
{
    *spares = (struct tl_spares){
        .roster = roster,
        .counting = tl_alloc(roster->asset_count, sizeof *spares->counting),
        .changed = tl_alloc(roster->mission_count, sizeof *spares->changed),
        .first_changed = roster->mission_count,
        .lacks = tl_alloc(roster->mission_count, sizeof *spares->lacks),
        .first_way = tl_alloc(roster->mission_count + 1, sizeof *spares->first_way),
        .last = tl_alloc(roster->asset_count, sizeof *spares->last),
        .busy_until_s = tl_alloc(owners, sizeof *spares->busy_until_s),
        .serves = tl_alloc(owners, sizeof *spares->serves),
        .served_s = tl_alloc(roster->mission_count, sizeof *spares->served_s),
        .serving_s = tl_alloc(owners, sizeof *spares->serving_s),
    };
    for (size_t i = 0; i < owners; i++) {
        spares->serves[i] = TL_NONE;
    }
    for (size_t a = 0; a < roster->asset_count; a++) {
        spares->counting[a] = spares->last[a] = TL_NONE;
    }
    init_ways(spares, roster);
}

void tl_spares_clear(struct tl_spares *spares)
{
    free(spares->counting);
    for (size_t m = 0; m < spares->roster->mission_count; m++) {
        free(spares->lacks[m].pieces);
    }
    free(spares->changed);
    free(spares->lacks);
    free(spares->first_way);
    free(spares->ways);
    free(spares->spares);
    free(spares->last);
    free(spares->busy_until_s);
    free(spares->serves);
    free(spares->served_s);
    free(spares->serving_s);
}

static void mark(struct tl_spares *spares, int64_t mission)
{
    if (mission != TL_NONE && !tl_coverage_is_progress(&spares->roster->missions[mission])) {
        size_t m = (size_t)mission;
        spares->changed[m] = true;
        spares->first_changed = m < spares->first_changed ? m : spares->first_changed;
        spares->last_changed = m > spares->last_changed ? m : spares->last_changed;
    }
}

bool tl_spares_take(struct tl_spares *spares, const struct tl_coverage *coverage,
                    const struct tl_event *event, int32_t *was)
{
    if (event->asset == TL_NONE) {
        bool is_demand = event->kind == TL_EVENT_DEMAND_CHANGES || event->kind == TL_EVENT_MISSION_OPENS ||
                         event->kind == TL_EVENT_MISSION_CLOSES;
        mark(spares, is_demand ? event->mission : TL_NONE);
        return false;
    }
    *was = spares->counting[event->asset];
    int32_t now = coverage->counting[event->asset];
    if (now == *was) {
        return false;
    }
    spares->counting[event->asset] = now;
    mark(spares, *was);
    mark(spares, now);
    return true;
}

void tl_spares_begin(struct tl_spares *spares, int64_t asset, int64_t place, size_t owner, int64_t time_s)
{
    int32_t before = spares->last[asset];
    if (before != TL_NONE && spares->spares[before].until_s == INT64_MAX) {
        return;
    }
    spares->spares = tl_grow(spares->spares, spares->count, &spares->capacity, sizeof *spares->spares);
    spares->last[asset] = (int32_t)spares->count;
    spares->spares[spares->count++] =
        (struct tl_spare){(int32_t)asset, (int32_t)place, (int32_t)owner, before, time_s, INT64_MAX, 0};
}

void tl_spares_end(struct tl_spares *spares, int64_t asset, int64_t time_s)
{
    int32_t last = spares->last[asset];
    if (last != TL_NONE && spares->spares[last].until_s == INT64_MAX) {
        spares->spares[last].until_s = time_s;
    }
}

static uint32_t find_short(const struct tl_coverage *coverage, size_t mission)
{
    uint32_t mask = 0;
    if (coverage->covered[mission] < 1) {
        const int64_t *supply_u = coverage->supply_u + mission * TL_NEEDS_MAX;
        const int64_t *demand_u = coverage->demand_u + mission * TL_NEEDS_MAX;
        for (size_t i = 0; i < tl_coverage_needs(&coverage->roster->missions[mission]); i++) {
            mask |= supply_u[i] < demand_u[i] ? UINT32_C(1) << i : 0;
        }
    }
    return mask;
}

/* Seconds from an order at the place until it counts; TL_NONE: out of reach. */
static int64_t find_reach(const struct tl_roster *roster, const struct tl_way *way, int32_t place)
{
    for (uint32_t i = 0; i < way->rows; i++) {
        if (roster->reaches[way->first_row + i].place == place) {
            return roster->reaches[way->first_row + i].reach_s;
        }
    }
    return TL_NONE;
}

/* The last piece of a gap that begins at time_s or before; the first one where none does. */
static size_t find_piece(const struct tl_lack *gap, int64_t time_s)
{
    size_t first = 0;
    for (size_t count = gap->count; count > 1;) {
        size_t half = count / 2;
        first += gap->pieces[first + half].from_s <= time_s ? half : 0;
        count -= half;
    }
    return first;
}

/* Narrow [*from_s, *until_s) of a gap to the first time in which one of the needs is short. False: there is none. */
static bool find_short_time(const struct tl_lack *gap, uint32_t needs, int64_t *from_s, int64_t *until_s)
{
    size_t at = find_piece(gap, *from_s);
    while (at < gap->count && (gap->pieces[at].needs & needs) == 0) {
        at++;
    }
    if (at < gap->count && gap->pieces[at].from_s > *from_s) {
        *from_s = gap->pieces[at].from_s;
    }
    bool any = at < gap->count && *from_s < *until_s;
    while (any && at < gap->count && gap->pieces[at].from_s < *until_s &&
           (gap->pieces[at].needs & needs) != 0) {
        at++;
    }
    if (any && at < gap->count && gap->pieces[at].from_s < *until_s) {
        *until_s = gap->pieces[at].from_s;
    }
    return any;
}

/* When a spare at the place would be there, ordered as early as can be; TL_NONE: never. Once it has come it stays, unless its owner
 * has been elsewhere since. */
static int64_t find_arrival(const struct tl_spares *spares, const struct tl_way *way, int32_t number,
                            const struct tl_lack *gap)
{
    const struct tl_spare *spare = &spares->spares[number];
    if (spares->serves[spare->owner] == number && spare->gap == gap->number) {
        return spares->busy_until_s[spare->owner];
    }
    int64_t since_s = gap->pieces[0].from_s;
    int64_t order_s = spare->from_s > since_s ? spare->from_s : since_s;
    int64_t free_s = spares->busy_until_s[spare->owner];
    int64_t reach_s = find_reach(spares->roster, way, spare->place);
    return reach_s == TL_NONE ? TL_NONE : (free_s > order_s ? free_s : order_s) + reach_s;
}

/* When the way's asset could serve the gap, at `at_s` at the earliest: the first of its spares that does. */
static struct service find_service(const struct tl_spares *spares, const struct tl_way *way,
                                   const struct tl_lack *gap, int64_t until_s, int64_t at_s)
{
    struct service first = {NULL, INT64_MAX, 0};
    for (int32_t i = spares->last[way->asset]; i != TL_NONE; i = spares->spares[i].before) {
        struct tl_spare *spare = &spares->spares[i];
        if (spare->until_s <= at_s) {
            break; /* those before it ended earlier still */
        }
        int64_t from_s = find_arrival(spares, way, i, gap);
        int64_t end_s = spare->until_s < until_s ? spare->until_s : until_s;
        bool comes = from_s != TL_NONE;
        from_s = from_s > at_s ? from_s : at_s;
        if (comes && from_s < end_s && find_short_time(gap, way->gives, &from_s, &end_s)) {
            first = (struct service){spare, from_s, end_s};
        }
    }
    return first;
}

/* Whoever serves a gap of a mission first after at_s. */
static struct service find_first(const struct tl_spares *spares, size_t mission, const struct tl_lack *gap,
                                 int64_t until_s, int64_t at_s)
{
    struct service best = {NULL, INT64_MAX, 0};
    for (size_t i = spares->first_way[mission]; i < spares->first_way[mission + 1]; i++) {
        const struct tl_way *way = &spares->ways[i];
        struct service service = find_service(spares, way, gap, until_s, at_s);
        bool is_tie = best.spare && service.from_s == best.from_s;
        if (service.from_s < best.from_s || (is_tie && way->asset < best.spare->asset)) {
            best = service;
        }
    }
    return best;
}

/* Serve one gap of a mission, which ends at until_s. What is served during the warm-up does not count. */
static void serve_gap(struct tl_spares *spares, size_t mission, const struct tl_lack *gap, int64_t until_s)
{
    int64_t warmup_s = spares->roster->warmup_s;
    struct service best = find_first(spares, mission, gap, until_s, gap->pieces[0].from_s);
    while (best.spare) {
        int32_t owner = best.spare->owner;
        int64_t from_s = best.from_s > warmup_s ? best.from_s : warmup_s;
        int64_t served_s = best.until_s > from_s ? best.until_s - from_s : 0;
        spares->served_s[mission] += served_s;
        spares->serving_s[owner] += served_s;
        spares->busy_until_s[owner] = best.until_s;
        spares->serves[owner] = (int32_t)(best.spare - spares->spares);
        best.spare->gap = gap->number;
        best = find_first(spares, mission, gap, until_s, best.until_s);
    }
}

static void look_at(struct tl_spares *spares, const struct tl_coverage *coverage, size_t mission,
                    int64_t since_s)
{
    struct tl_lack *lack = &spares->lacks[mission];
    uint32_t now = find_short(coverage, mission);
    if (now == lack->now) {
        return;
    }
    if (now == 0) {
        serve_gap(spares, mission, lack, since_s);
    } else {
        if (lack->now == 0) {
            lack->count = 0;
            lack->number = ++spares->last_gap;
        }
        lack->pieces = tl_grow(lack->pieces, lack->count, &lack->capacity, sizeof *lack->pieces);
        lack->pieces[lack->count++] = (struct piece){since_s, now};
    }
    lack->now = now;
}

void tl_spares_span(struct tl_spares *spares, const struct tl_coverage *coverage, int64_t since_s,
                    void (*look)(void *self, const struct tl_coverage *coverage, size_t mission,
                                 int64_t since_s),
                    void *self)
{
    for (size_t m = spares->first_changed; m <= spares->last_changed && m < spares->roster->mission_count;
         m++) {
        if (spares->changed[m]) {
            spares->changed[m] = false;
            look_at(spares, coverage, m, since_s);
            if (look) {
                look(self, coverage, m, since_s);
            }
        }
    }
    spares->first_changed = spares->roster->mission_count;
    spares->last_changed = 0;
}

void tl_spares_finish(struct tl_spares *spares)
{
    for (size_t m = 0; m < spares->roster->mission_count; m++) {
        if (spares->lacks[m].now != 0) {
            serve_gap(spares, m, &spares->lacks[m], spares->roster->horizon_s);
        }
    }
}
