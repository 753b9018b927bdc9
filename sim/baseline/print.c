/* A baseline as JSON: an object a line, so that a change shows line by line. */
#include <math.h>

#include "baseline/baseline.h"

/* INFINITY is "never", NAN null. */
static void add_number(struct tl_text *out, double value)
{
    if (isnan(value)) {
        tl_text_add(out, "null");
    } else if (isinf(value)) {
        tl_text_add(out, "\"never\"");
    } else {
        tl_text_add_real(out, value);
    }
}

static void add_field(struct tl_text *out, const char *name, const char *value)
{
    tl_text_print(out, "\"%s\": ", name);
    tl_text_add_json(out, value);
}

static void add_entries(struct tl_text *out, const struct tl_baseline_entries *entries, const char *lead)
{
    for (size_t i = 0; i < entries->count; i++) {
        tl_text_add(out, i > 0 ? "," : "");
        tl_text_add(out, lead);
        tl_text_add_json(out, entries->items[i].name);
        tl_text_add(out, ": ");
        tl_text_add_json(out, entries->items[i].value);
    }
}

/* The same in all replications? Then it stands beside the measure alone. */
static bool is_constant(const struct tl_baseline_measure *measure, size_t replications)
{
    for (size_t i = 1; i < replications; i++) {
        if (!tl_baseline_is_same(measure->values[i], measure->values[0])) {
            return false;
        }
    }
    return true;
}

static void add_measure(struct tl_text *out, const struct tl_baseline *baseline, size_t number)
{
    const struct tl_baseline_measure *measure = &baseline->measures[number];
    tl_text_add(out, number > 0 ? ",\n    {" : "\n    {");
    add_field(out, "measure", measure->measure);
    tl_text_add(out, ", ");
    add_field(out, "entity", measure->entity);
    tl_text_add(out, ", ");
    add_field(out, "unit", measure->unit);
    tl_text_add(out, ", ");
    add_field(out, "kind", tl_baseline_kinds[measure->kind]);
    tl_text_print(out, ", \"harm\": %d, \"most\": ", measure->harm);
    add_number(out, measure->most);
    tl_text_add(out, ", \"tolerance\": ");
    add_number(out, measure->tolerance);
    if (is_constant(measure, baseline->replications)) {
        tl_text_add(out, ", \"always\": ");
        add_number(out, measure->values[0]);
    }
    tl_text_add(out, "}");
}

static void add_record(struct tl_text *out, const struct tl_baseline_record *record, size_t number)
{
    tl_text_print(out, "%s\n    {\"replication\": %zu, \"days\": [", number > 0 ? "," : "", number);
    for (size_t day = 0; day < record->day_count; day++) {
        tl_text_add(out, day > 0 ? ", " : "");
        tl_text_add_json(out, record->days[day]);
    }
    tl_text_add(out, "], \"missions\": {");
    add_entries(out, &record->missions, "");
    tl_text_add(out, "}}");
}

static void add_outcome(struct tl_text *out, const struct tl_baseline *baseline, size_t replication,
                        const bool *constant)
{
    bool is_first = true;
    tl_text_print(out, "%s\n    {\"replication\": %zu, ", replication > 0 ? "," : "", replication);
    add_field(out, "fingerprint", baseline->fingerprints[replication]);
    tl_text_add(out, ", \"values\": [");
    for (size_t i = 0; i < baseline->measure_count; i++) {
        if (!constant[i]) {
            tl_text_add(out, is_first ? "" : ", ");
            add_number(out, baseline->measures[i].values[replication]);
            is_first = false;
        }
    }
    tl_text_add(out, "]}");
}

static void add_outcomes(struct tl_text *out, const struct tl_baseline *baseline)
{
    bool *constant = tl_arena_alloc(baseline->arena, baseline->measure_count + 1, sizeof *constant);
    for (size_t i = 0; i < baseline->measure_count; i++) {
        constant[i] = is_constant(&baseline->measures[i], baseline->replications);
    }
    for (size_t i = 0; i < baseline->replications; i++) {
        add_outcome(out, baseline, i, constant);
    }
}

void tl_baseline_print(const struct tl_baseline *baseline, struct tl_text *out)
{
    tl_text_add(out, "{\n  \"schema\": \"" TL_BASELINE_SCHEMA "\",\n  ");
    add_field(out, "program", baseline->program);
    tl_text_add(out, ",\n  ");
    add_field(out, "scenario", baseline->scenario);
    tl_text_add(out, ",\n  ");
    add_field(out, "hash", baseline->hash);
    tl_text_print(out, ",\n  \"seed\": %llu,\n  \"replications\": %zu,\n  \"files\": {",
                  (unsigned long long)baseline->seed, baseline->replications);
    add_entries(out, &baseline->files, "\n    ");
    tl_text_add(out, "\n  },\n  \"values\": {");
    add_entries(out, &baseline->values, "\n    ");
    tl_text_add(out, "\n  },\n  \"measures\": [");
    for (size_t i = 0; i < baseline->measure_count; i++) {
        add_measure(out, baseline, i);
    }
    tl_text_add(out, "\n  ],\n  \"records\": [");
    for (size_t i = 0; i < TL_BASELINE_RECORDS && i < baseline->replications; i++) {
        add_record(out, &baseline->records[i], i);
    }
    tl_text_add(out, "\n  ],\n  \"outcomes\": [");
    add_outcomes(out, baseline);
    tl_text_add(out, "\n  ]\n}\n");
}
