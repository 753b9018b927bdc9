#include "baseline/baseline.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/units.h"
#include "scenario/diff.h"
#include "scenario/sample.h"
#include "trace/reader.h"

#define SMALL_EFFECT   0.2  /* of the standard deviation (Cohen, Statistical Power Analysis, 1988) */
#define LEAST_ABSOLUTE 0.05 /* of what has no bound: an event in one replication of twenty */

/* ---- paths ---- */

const char *tl_baseline_path(struct tl_arena *arena, const char *scenario)
{
    const char *slash = strrchr(scenario, '/');
    const char *dot = strrchr(scenario, '.');
    bool has_stem = dot != NULL && (slash == NULL || dot > slash + 1);
    int stem = has_stem ? (int)(dot - scenario) : (int)strlen(scenario);
    return tl_arena_print(arena, "%.*s" TL_BASELINE_SUFFIX, stem, scenario);
}

bool tl_baseline_is_named(const char *path)
{
    size_t size = strlen(path);
    size_t suffix = strlen(TL_BASELINE_SUFFIX);
    return size > suffix && strcmp(path + size - suffix, TL_BASELINE_SUFFIX) == 0;
}

const char *tl_baseline_trace_path(struct tl_arena *arena, const char *baseline)
{
    size_t size = strlen(baseline);
    int stem = (int)(tl_baseline_is_named(baseline) ? size - strlen(TL_BASELINE_SUFFIX) : size);
    return tl_arena_print(arena, "%.*s" TL_BASELINE_TRACE, stem, baseline);
}

/* ---- entries ---- */

void tl_baseline_add(struct tl_baseline_entries *entries, const char *name, const char *value)
{
    entries->items = tl_grow(entries->items, entries->count, &entries->capacity, sizeof *entries->items);
    entries->items[entries->count++] = (struct tl_baseline_entry){name, value};
}

static int compare_entries(const void *a, const void *b)
{
    return strcmp(((const struct tl_baseline_entry *)a)->name, ((const struct tl_baseline_entry *)b)->name);
}

void tl_baseline_sort(struct tl_baseline_entries *entries)
{
    if (entries->count > 0) {
        qsort(entries->items, entries->count, sizeof *entries->items, compare_entries);
    }
}

const char *tl_baseline_find(const struct tl_baseline_entries *entries, const char *name)
{
    struct tl_baseline_entry key = {name, NULL};
    const struct tl_baseline_entry *entry =
        entries->count > 0
            ? bsearch(&key, entries->items, entries->count, sizeof *entries->items, compare_entries)
            : NULL;
    return entry ? entry->value : NULL;
}

/* ---- the scenario ---- */

struct flattening {
    struct tl_arena *arena;
    struct tl_baseline_entries *values;
};

static void add_leaf(const char *path, const struct tl_node *leaf, void *context)
{
    struct flattening *flattening = context;
    struct tl_text text = {0};
    if (strcmp(path, "title") != 0) {
        tl_node_print_value(leaf, &text, SIZE_MAX);
        tl_baseline_add(flattening->values, tl_arena_copy(flattening->arena, path),
                        tl_arena_copy(flattening->arena, tl_text_get(&text)));
    }
    tl_text_clear(&text);
}

void tl_baseline_flatten(const struct tl_scenario *scenario, struct tl_arena *arena,
                         struct tl_baseline_entries *values)
{
    struct flattening flattening = {arena, values};
    tl_node_walk(tl_sample_name(scenario, TL_SAMPLE_DIGESTED), add_leaf, &flattening);
    tl_baseline_sort(values);
}

/* ---- measures ---- */

const char *const tl_baseline_kinds[TL_BASELINE_KINDS] = {
    [TL_COLUMN_MEAN] = "mean", [TL_COLUMN_TIME] = "time", [TL_COLUMN_FLAG] = "flag"};

const struct tl_baseline_measure *tl_baseline_find_measure(const struct tl_baseline *baseline,
                                                           const struct tl_column *column)
{
    for (size_t i = 0; i < baseline->measure_count; i++) {
        const struct tl_baseline_measure *measure = &baseline->measures[i];
        if (strcmp(measure->measure, column->measure) == 0 && strcmp(measure->entity, column->entity) == 0) {
            return measure;
        }
    }
    return NULL;
}

bool tl_baseline_is_same(double a, double b)
{
    return a == b || (isnan(a) && isnan(b));
}

double tl_baseline_tolerance(const struct tl_baseline_measure *measure, size_t replications)
{
    double *values = tl_alloc(replications + 1, sizeof *values);
    size_t count = 0;
    for (size_t i = 0; i < replications; i++) {
        if (!isnan(measure->values[i])) {
            values[count++] = isinf(measure->values[i]) ? measure->most : measure->values[i];
        }
    }
    struct tl_moments moments = tl_stats_moments(values, count);
    free(values);
    double spread = count > 1 ? SMALL_EFFECT * moments.sd : 0;
    double least = measure->most > 0 ? 0.01 * measure->most
                   : count > 0       ? fmax(LEAST_ABSOLUTE, 0.02 * fabs(moments.mean))
                                     : LEAST_ABSOLUTE;
    return fmax(least, spread);
}

/* ---- traces ---- */

static void copy_end(const struct tl_trace_end *end, const struct tl_roster *roster, struct tl_arena *arena,
                     struct tl_baseline_record *record)
{
    record->day_count = end->day_count;
    record->days = tl_arena_alloc(arena, end->day_count, sizeof *record->days);
    for (size_t day = 0; day < end->day_count; day++) {
        record->days[day] = tl_arena_copy(arena, end->days[day]);
    }
    for (size_t m = 0; m < roster->mission_count; m++) {
        tl_baseline_add(&record->missions, tl_arena_copy(arena, roster->missions[m].name),
                        tl_arena_copy(arena, end->missions[m]));
    }
    tl_baseline_sort(&record->missions);
}

bool tl_baseline_record(const char *trace, struct tl_arena *arena, struct tl_baseline_record *record,
                        struct tl_error *err)
{
    struct tl_trace_reader *reader = tl_trace_reader_open(trace, err);
    enum tl_trace_step step = reader ? TL_TRACE_EVENT : TL_TRACE_BROKEN;
    while (step == TL_TRACE_EVENT) {
        struct tl_event event;
        step = tl_trace_reader_next(reader, &event, err);
    }
    if (step == TL_TRACE_END) {
        copy_end(tl_trace_reader_end(reader), tl_trace_reader_roster(reader), arena, record);
    }
    tl_trace_reader_close(reader);
    return step == TL_TRACE_END;
}

void tl_baseline_destroy(struct tl_baseline *baseline)
{
    if (baseline == NULL) {
        return;
    }
    for (size_t i = 0; i < baseline->measure_count; i++) {
        free(baseline->measures[i].values);
    }
    for (size_t i = 0; i < TL_BASELINE_RECORDS; i++) {
        free(baseline->records[i].missions.items);
    }
    free(baseline->measures);
    free(baseline->fingerprints);
    free(baseline->files.items);
    free(baseline->values.items);
    tl_arena_destroy(baseline->arena); /* it holds the baseline itself */
}
