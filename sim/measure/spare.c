#include "measure/spare.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

struct tl_lack { /* the present gap of a mission */
    int64_t since_s;
    uint32_t now;  /* bit i: need i is short */
    uint32_t ever; /* ... or was in this gap */
};

struct tl_way { /* an asset that may serve a mission */
    int32_t asset;
    uint32_t first_row, rows; /* of the roster's reaches: one a place */
};

struct tl_spare {
    int32_t asset, place, owner;
    int32_t before; /* the asset's one before, or TL_NONE */
    int64_t from_s, until_s;
};

/* Somebody who serves a gap, for a time. */
struct service {
    const struct tl_spare *spare; /* NULL: nobody */
    int64_t from_s, until_s;
};

/* Does a row of the table speak of the asset? */
static bool is_of(const struct tl_roster *roster, const struct tl_roster_reach *row, size_t asset)
{
    return row->partner == roster->assets[asset].partner &&
           strcmp(row->class_name, roster->assets[asset].class_name) == 0;
}

/* Add the ways that rows [first, first + rows) open, all of one mission, class and partner. Returns how many; ways may be NULL. */
static size_t add_ways(const struct tl_roster *roster, size_t first, size_t rows, struct tl_way *ways)
{
    size_t count = 0;
    for (size_t a = 0; a < roster->asset_count; a++) {
        if (is_of(roster, &roster->reaches[first], a)) {
            if (ways) {
                ways[count] = (struct tl_way){(int32_t)a, (uint32_t)first, (uint32_t)rows};
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
        .filled_s = tl_alloc(roster->mission_count, sizeof *spares->filled_s),
        .serving_s = tl_alloc(owners, sizeof *spares->serving_s),
    };
    for (size_t a = 0; a < roster->asset_count; a++) {
        spares->counting[a] = spares->last[a] = TL_NONE;
    }
    init_ways(spares, roster);
}

void tl_spares_clear(struct tl_spares *spares)
{
    free(spares->counting);
    free(spares->changed);
    free(spares->lacks);
    free(spares->first_way);
    free(spares->ways);
    free(spares->spares);
    free(spares->last);
    free(spares->busy_until_s);
    free(spares->filled_s);
    free(spares->serving_s);
}

static void mark(struct tl_spares *spares, int64_t mission)
{
    if (mission != TL_NONE) {
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
        (struct tl_spare){(int32_t)asset, (int32_t)place, (int32_t)owner, before, time_s, INT64_MAX};
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

static bool gives_any(const struct tl_roster *roster, int32_t asset, size_t mission, uint32_t needs)
{
    const struct tl_roster_mission *m = &roster->missions[mission];
    for (size_t i = 0; i < tl_coverage_needs(m); i++) {
        if ((needs >> i & 1U) && tl_coverage_gives(roster, asset, m, i) > 0) {
            return true;
        }
    }
    return false;
}

/* When the way's asset could serve the gap, at `at_s` at the earliest: the first of its spares that does. */
static struct service find_service(const struct tl_spares *spares, const struct tl_way *way,
                                   const struct tl_lack *gap, int64_t until_s, int64_t at_s)
{
    struct service first = {NULL, INT64_MAX, 0};
    for (int32_t i = spares->last[way->asset]; i != TL_NONE; i = spares->spares[i].before) {
        const struct tl_spare *spare = &spares->spares[i];
        if (spare->until_s <= at_s) {
            break; /* those before it ended earlier still */
        }
        int64_t reach_s = find_reach(spares->roster, way, spare->place);
        int64_t order_s = spare->from_s > gap->since_s ? spare->from_s : gap->since_s;
        int64_t free_s = spares->busy_until_s[spare->owner];
        order_s = free_s > order_s ? free_s : order_s;
        int64_t from_s = order_s + reach_s > at_s ? order_s + reach_s : at_s;
        int64_t end_s = spare->until_s < until_s ? spare->until_s : until_s;
        if (reach_s != TL_NONE && from_s < end_s) {
            first = (struct service){spare, from_s, end_s};
        }
    }
    return first;
}

/* Fill one gap of a mission, which ends at until_s. */
static void fill_gap(struct tl_spares *spares, size_t mission, const struct tl_lack *gap, int64_t until_s)
{
    int64_t at_s = gap->since_s;
    struct service best;
    do {
        best = (struct service){NULL, INT64_MAX, 0};
        for (size_t i = spares->first_way[mission]; i < spares->first_way[mission + 1]; i++) {
            const struct tl_way *way = &spares->ways[i];
            struct service service = find_service(spares, way, gap, until_s, at_s);
            bool is_better =
                service.from_s < best.from_s ||
                (service.spare && service.from_s == best.from_s && way->asset < best.spare->asset);
            if (is_better && gives_any(spares->roster, way->asset, mission, gap->ever)) {
                best = service;
            }
        }
        if (best.spare) {
            spares->busy_until_s[best.spare->owner] = at_s = best.until_s;
            spares->filled_s[mission] += best.until_s - best.from_s;
            spares->serving_s[best.spare->owner] += best.until_s - best.from_s;
        }
    } while (best.spare);
}

static void end_gap(struct tl_spares *spares, size_t mission, int64_t until_s)
{
    struct tl_lack gap = spares->lacks[mission];
    int64_t warmup_s = spares->roster->warmup_s;
    gap.since_s = gap.since_s > warmup_s ? gap.since_s : warmup_s;
    if (gap.since_s < until_s) {
        fill_gap(spares, mission, &gap, until_s);
    }
}

static void look_at(struct tl_spares *spares, const struct tl_coverage *coverage, size_t mission,
                    int64_t since_s)
{
    struct tl_lack *lack = &spares->lacks[mission];
    uint32_t now = find_short(coverage, mission);
    if (now == 0 && lack->now != 0) {
        end_gap(spares, mission, since_s);
    }
    if (now != 0 && lack->now == 0) {
        *lack = (struct tl_lack){.since_s = since_s};
    }
    lack->now = now;
    lack->ever |= now;
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
            end_gap(spares, m, spares->roster->horizon_s);
        }
    }
}
