#include "story/shortfall.h"

#include <stdlib.h>
#include <string.h>

#include "measure/measure.h"
#include "trace/reader.h"

/* What is booked in the second from `at` on is what is lost then: the same measures as always, over that second alone. */
static struct tl_roster one_second(const struct tl_roster *roster, int64_t at_s)
{
    struct tl_roster second = *roster;
    second.warmup_s = at_s;
    second.horizon_s = at_s + 1;
    return second;
}

static int by_share(const void *left, const void *right)
{
    const struct tl_shortfall_root *a = left;
    const struct tl_shortfall_root *b = right;
    return a->share > b->share ? -1 : a->share < b->share ? 1 : strcmp(a->name, b->name);
}

/* The accounts of the mission, as shares. */
static void find_roots(struct tl_shortfall *shortfall, struct tl_measures *measures, const char *mission)
{
    size_t count;
    const struct tl_column *columns = tl_measures_columns(measures, &count);
    const double *values = tl_measures_finish(measures)->values;
    size_t length = strlen(mission);
    double sum = 0;
    shortfall->roots = tl_arena_alloc(shortfall->arena, count + 1, sizeof *shortfall->roots);
    for (size_t i = 0; i < count; i++) {
        const char *entity = columns[i].entity;
        bool is_its = strcmp(columns[i].measure, "ledger-mission") == 0 &&
                      strncmp(entity, mission, length) == 0 && strncmp(entity + length, ": ", 2) == 0;
        if (is_its && values[i] > 0) {
            const char *name = tl_arena_print(shortfall->arena, "%s", entity + length + 2);
            shortfall->roots[shortfall->root_count++] = (struct tl_shortfall_root){name, values[i]};
            sum += values[i];
        }
    }
    for (size_t i = 0; i < shortfall->root_count; i++) {
        shortfall->roots[i].share /= sum;
    }
    qsort(shortfall->roots, shortfall->root_count, sizeof *shortfall->roots, by_share);
}

static void note_needs(struct tl_shortfall *shortfall, const struct tl_coverage *coverage, int32_t mission)
{
    const struct tl_roster *roster = coverage->roster;
    const struct tl_roster_mission *m = &roster->missions[mission];
    shortfall->needs = tl_coverage_needs(m);
    shortfall->covered = coverage->covered[mission];
    shortfall->is_open = coverage->open[mission];
    for (size_t i = 0; i < shortfall->needs; i++) {
        const char *name = m->kinds > 0                 ? roster->incidents[m->kind[i]].name
                           : tl_coverage_is_progress(m) ? NULL
                                                        : roster->capabilities.items[m->need[i]];
        shortfall->need[i] = name != NULL ? tl_arena_print(shortfall->arena, "%s", name) : NULL;
        shortfall->supply_u[i] = coverage->supply_u[(size_t)mission * TL_NEEDS_MAX + i];
        shortfall->demand_u[i] = coverage->demand_u[(size_t)mission * TL_NEEDS_MAX + i];
    }
    shortfall->assets = tl_arena_alloc(shortfall->arena, roster->asset_count + 1, sizeof *shortfall->assets);
    for (size_t i = 0; i < roster->asset_count; i++) {
        if (coverage->counting[i] == mission) {
            shortfall->assets[shortfall->asset_count++] =
                tl_arena_print(shortfall->arena, "%s", roster->assets[i].name);
        }
    }
}

/* Fold all events of that second and before it. */
static bool fold(struct tl_shortfall *shortfall, struct tl_trace_reader *reader, struct tl_coverage *coverage,
                 struct tl_sink *sink, int32_t mission, int64_t at_s, struct tl_error *err)
{
    struct tl_event event;
    enum tl_trace_step step;
    while ((step = tl_trace_reader_next(reader, &event, err)) == TL_TRACE_EVENT && event.time_s <= at_s) {
        double was = coverage->covered[mission];
        tl_coverage_take(coverage, &event);
        sink->take(sink->self, &event);
        shortfall->fell_id = coverage->covered[mission] < was ? event.id : shortfall->fell_id;
    }
    return step != TL_TRACE_BROKEN;
}

bool tl_shortfall_read(struct tl_shortfall *shortfall, const char *path, int32_t mission, int64_t at_s,
                       struct tl_error *err)
{
    *shortfall = (struct tl_shortfall){.arena = tl_arena_create()};
    struct tl_trace_reader *reader = tl_trace_reader_open(path, err);
    if (!reader) {
        return false;
    }
    struct tl_roster roster = one_second(tl_trace_reader_roster(reader), at_s);
    struct tl_measures *measures = tl_measures_create(&roster);
    struct tl_sink sink = tl_measures_sink(measures);
    struct tl_coverage coverage;
    tl_coverage_init(&coverage, &roster);
    bool good = fold(shortfall, reader, &coverage, &sink, mission, at_s, err);
    if (good) {
        note_needs(shortfall, &coverage, mission);
        find_roots(shortfall, measures, roster.missions[mission].name);
    }
    tl_coverage_clear(&coverage);
    tl_measures_destroy(measures);
    tl_trace_reader_close(reader);
    return good;
}

void tl_shortfall_clear(struct tl_shortfall *shortfall)
{
    if (shortfall->arena) {
        tl_arena_destroy(shortfall->arena);
    }
}
