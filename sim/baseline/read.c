/* A baseline from its file. */
#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "baseline/baseline.h"
#include "trace/json.h"

#define MERGE_MARK "<<<<<<< "

static bool refuse(const char *path, int line, const char *rule, struct tl_error *err)
{
    struct tl_origin where = {path, line};
    return tl_error_at(err, &where, NULL, NULL, "%s", rule);
}

/* ---- the text ---- */

/* The line on which a merge left its mark; 0: none. */
static int find_merge(const char *text)
{
    int line = 1;
    for (const char *at = text; *at; line++) {
        if (strncmp(at, MERGE_MARK, strlen(MERGE_MARK)) == 0) {
            return line;
        }
        const char *end = strchr(at, '\n');
        at = end ? end + 1 : at + strlen(at);
    }
    return 0;
}

static json_t *parse_text(const char *path, const struct tl_text *text, struct tl_error *err)
{
    json_error_t error;
    if (text->size == 0) {
        refuse(path, 0, "is empty; write it anew with trilat check --update SCENARIO", err);
        return NULL;
    }
    int merge = find_merge(tl_text_get(text));
    if (merge > 0) {
        refuse(path, merge,
               "has the marks of a merge; take one side whole (git checkout --ours, or --theirs), whose "
               "tolerances then stay, and write it anew with trilat check --update SCENARIO",
               err);
        return NULL;
    }
    json_t *root = json_loadb(text->data, text->size, JSON_REJECT_DUPLICATES, &error);
    if (root == NULL) {
        bool is_cut = json_error_code(&error) == json_error_premature_end_of_input;
        refuse(path, error.line,
               is_cut ? "ends too early; take it from its repository again, or write it anew with trilat "
                        "check --update SCENARIO"
                      : "is no JSON; take it from its repository again, or write it anew with trilat check "
                        "--update SCENARIO",
               err);
    }
    return root;
}

/* ---- its parts ---- */

static void read_entries(struct tl_trace_json *json, const json_t *object, const char *key,
                         struct tl_baseline_entries *entries)
{
    json_t *group = (json_t *)(uintptr_t)tl_trace_json_get(json, object, key, JSON_OBJECT);
    const char *name;
    json_t *value;
    json_object_foreach(group, name, value)
    {
        if (!json_is_string(value)) {
            tl_trace_json_fail(json, key, "must be a group of texts");
            return;
        }
        tl_baseline_add(entries, tl_arena_copy(json->arena, name),
                        tl_arena_copy(json->arena, json_string_value(value)));
    }
    tl_baseline_sort(entries);
}

static double read_number(struct tl_trace_json *json, const json_t *value, const char *key)
{
    if (json_is_null(value)) {
        return NAN;
    }
    if (json_is_string(value) && strcmp(json_string_value(value), "never") == 0) {
        return INFINITY;
    }
    if (!json_is_number(value)) {
        tl_trace_json_fail(json, key, "must be a number, null or \"never\"");
    }
    return json_number_value(value);
}

static void read_kind(struct tl_trace_json *json, const json_t *object, enum tl_column_kind *kind)
{
    const char *name = tl_trace_json_string(json, object, "kind");
    for (size_t i = 0; name && i < TL_BASELINE_KINDS; i++) {
        if (strcmp(tl_baseline_kinds[i], name) == 0) {
            *kind = (enum tl_column_kind)i;
            return;
        }
    }
    tl_trace_json_fail(json, "kind", "must be mean, time or flag");
}

/* Of a measure; only times may be never reached. */
static double read_value(struct tl_trace_json *json, const struct tl_baseline_measure *measure,
                         const json_t *value, const char *key)
{
    double number = read_number(json, value, key);
    if (isinf(number) && measure->kind != TL_COLUMN_TIME) {
        tl_trace_json_fail(json, key, "\"never\" goes with times alone");
    }
    return number;
}

/* People write it by hand, so a mistake says in which measure. */
static double read_tolerance(struct tl_trace_json *json, const json_t *object,
                             const struct tl_baseline_measure *measure)
{
    const json_t *value = json_object_get(object, "tolerance");
    bool is_good = json_is_null(value) || (json_is_number(value) && json_number_value(value) > 0);
    if (!json->failed && !is_good) {
        tl_trace_json_fail(
            json, tl_arena_print(json->arena, "tolerance of %s %s", measure->measure, measure->entity),
            "must be a number above 0, or null where the measure is not to be judged");
    }
    return json_is_number(value) ? json_number_value(value) : NAN;
}

/* Returns whether its value is the same everywhere, so that outcomes leave it out. */
static bool read_measure(struct tl_trace_json *json, const json_t *object, size_t replications,
                         struct tl_baseline_measure *measure)
{
    const json_t *always = json_object_get(object, "always");
    *measure = (struct tl_baseline_measure){
        .measure = tl_trace_json_string(json, object, "measure"),
        .entity = tl_trace_json_string(json, object, "entity"),
        .unit = tl_trace_json_string(json, object, "unit"),
        .harm = (int)tl_trace_json_int(json, object, "harm", -1),
        .most = tl_trace_json_real(json, object, "most", 0),
        .values = tl_alloc(replications + 1, sizeof *measure->values),
    };
    read_kind(json, object, &measure->kind);
    measure->tolerance = read_tolerance(json, object, measure);
    if (measure->harm > 1) {
        tl_trace_json_fail(json, "harm", "must be -1, 0 or 1");
    }
    for (size_t i = 0; always && i < replications; i++) {
        measure->values[i] = read_value(json, measure, always, "always");
    }
    return always != NULL;
}

static bool *read_measures(struct tl_trace_json *json, const json_t *root, struct tl_baseline *baseline)
{
    const json_t *list = tl_trace_json_get(json, root, "measures", JSON_ARRAY);
    size_t count = json_array_size(list);
    bool *constant = tl_arena_alloc(json->arena, count + 1, sizeof *constant);
    baseline->measures = tl_alloc(count + 1, sizeof *baseline->measures);
    for (size_t i = 0; i < count && !json->failed; i++) {
        constant[i] =
            read_measure(json, json_array_get(list, i), baseline->replications, &baseline->measures[i]);
        baseline->measure_count = i + 1;
    }
    return constant;
}

static void read_outcome(struct tl_trace_json *json, const json_t *object, const bool *constant, size_t row,
                         struct tl_baseline *baseline)
{
    const char *fingerprint = tl_trace_json_string(json, object, "fingerprint");
    const json_t *values = tl_trace_json_get(json, object, "values", JSON_ARRAY);
    size_t at = 0;
    if (tl_trace_json_int(json, object, "replication", 0) != (int64_t)row) {
        tl_trace_json_fail(json, "outcomes", "must be those of replications 0, 1 and so on");
    }
    if (fingerprint && strlen(fingerprint) != TL_DIGEST_TEXT - 1) {
        tl_trace_json_fail(json, "fingerprint", "is no digest");
    }
    for (size_t i = 0; i < baseline->measure_count && !json->failed; i++) {
        if (!constant[i]) {
            baseline->measures[i].values[row] =
                read_value(json, &baseline->measures[i], json_array_get(values, at++), "values");
        }
    }
    if (!json->failed && at != json_array_size(values)) {
        tl_trace_json_fail(json, "values", "must be as many as there are measures without \"always\"");
    }
    if (!json->failed) {
        memcpy(baseline->fingerprints[row], fingerprint, TL_DIGEST_TEXT);
    }
}

static void read_outcomes(struct tl_trace_json *json, const json_t *root, struct tl_baseline *baseline)
{
    const bool *constant = read_measures(json, root, baseline);
    const json_t *list = json_object_get(root, "outcomes");
    for (size_t row = 0; row < baseline->replications && !json->failed; row++) {
        read_outcome(json, json_array_get(list, row), constant, row, baseline);
    }
}

static void read_record(struct tl_trace_json *json, const json_t *object, struct tl_baseline_record *record)
{
    const json_t *days = tl_trace_json_get(json, object, "days", JSON_ARRAY);
    record->day_count = json_array_size(days);
    record->days = tl_arena_alloc(json->arena, record->day_count, sizeof *record->days);
    for (size_t i = 0; i < record->day_count; i++) {
        const char *digest = json_string_value(json_array_get(days, i));
        if (digest == NULL) {
            tl_trace_json_fail(json, "days", "must be a list of digests");
        }
        record->days[i] = tl_arena_copy(json->arena, digest ? digest : "");
    }
    read_entries(json, object, "missions", &record->missions);
}

static void read_records(struct tl_trace_json *json, const json_t *root, struct tl_baseline *baseline)
{
    const json_t *list = tl_trace_json_get(json, root, "records", JSON_ARRAY);
    size_t count = json_array_size(list);
    if (!json->failed && count != (baseline->replications < TL_BASELINE_RECORDS ? baseline->replications
                                                                                : TL_BASELINE_RECORDS)) {
        tl_trace_json_fail(json, "records", "must be those of the first replications");
    }
    for (size_t i = 0; i < count && !json->failed; i++) {
        read_record(json, json_array_get(list, i), &baseline->records[i]);
    }
}

static void read_head(struct tl_trace_json *json, const json_t *root, struct tl_baseline *baseline)
{
    const json_t *schema = json_object_get(root, "schema");
    if (!json_is_string(schema) || strcmp(json_string_value(schema), TL_BASELINE_SCHEMA) != 0) {
        tl_trace_json_fail(
            json, "schema",
            "must be \"" TL_BASELINE_SCHEMA
            "\": this is no baseline of this version; write it anew with trilat check --update SCENARIO");
    }
    baseline->program = tl_trace_json_string(json, root, "program");
    baseline->scenario = tl_trace_json_string(json, root, "scenario");
    baseline->hash = tl_trace_json_string(json, root, "hash");
    baseline->seed = (uint64_t)tl_trace_json_int(json, root, "seed", 0);
    baseline->replications = (size_t)tl_trace_json_int(json, root, "replications", TL_BASELINE_LEAST);
    const json_t *outcomes = tl_trace_json_get(json, root, "outcomes", JSON_ARRAY);
    if (!json->failed &&
        json_array_size(outcomes) != baseline->replications) { /* before room is made for them */
        tl_trace_json_fail(json, "outcomes", "must be as many as \"replications\" says");
    }
    baseline->fingerprints =
        tl_alloc(json->failed ? 1 : baseline->replications, sizeof *baseline->fingerprints);
    read_entries(json, root, "files", &baseline->files);
    read_entries(json, root, "values", &baseline->values);
    tl_trace_json_close(json, root, 11, "the baseline");
}

struct tl_baseline *tl_baseline_read(const char *path, struct tl_error *err)
{
    struct tl_text text = {0};
    bool is_read =
        tl_file_read(path, &text) || tl_error_add(err, TL_FAULT_USER, "%s: cannot read it: %m", path);
    json_t *root = is_read ? parse_text(path, &text, err) : NULL;
    tl_text_clear(&text);
    if (root == NULL) {
        return NULL;
    }
    struct tl_arena *arena = tl_arena_create();
    struct tl_baseline *baseline = tl_arena_alloc(arena, 1, sizeof *baseline);
    struct tl_trace_json json = {.path = path, .arena = arena, .err = err};
    baseline->arena = arena;
    baseline->path = tl_arena_copy(arena, path);
    read_head(&json, root, baseline);
    if (!json.failed) {
        read_outcomes(&json, root, baseline);
    }
    if (!json.failed) {
        read_records(&json, root, baseline);
    }
    json_decref(root);
    if (json.failed) {
        tl_baseline_destroy(baseline);
        return NULL;
    }
    return baseline;
}
