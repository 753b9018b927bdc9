/* From a study to a baseline. */
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "baseline/baseline.h"
#include "experiment/traces.h"
#include "scenario/diff.h"
#include "scenario/sample.h"
#include "scenario/source.h"

/* ---- files ---- */

struct listing {
    struct tl_arena *arena;
    struct tl_baseline_entries *files;
    const char *folder; /* of the baseline, with its slash; "": none */
};

static void add_file(const char *file, void *context)
{
    struct listing *listing = context;
    size_t size = strlen(listing->folder);
    const char *name = strncmp(file, listing->folder, size) == 0 ? file + size : file;
    for (size_t i = 0; i < listing->files->count; i++) {
        if (strcmp(listing->files->items[i].name, name) == 0) {
            return;
        }
    }
    tl_baseline_add(listing->files, tl_arena_copy(listing->arena, name), tl_arena_copy(listing->arena, file));
}

static void add_origin(const char *path, const struct tl_node *leaf, void *context)
{
    (void)path;
    add_file(leaf->origin.file, context);
}

static const char *digest_file(struct tl_arena *arena, const char *path, struct tl_error *err)
{
    char text[TL_DIGEST_TEXT];
    struct tl_text bytes = {0};
    bool good = tl_file_read(path, &bytes) ||
                tl_error_add(err, TL_FAULT_WORLD, "%s: cannot read: %s", path, strerror(errno));
    struct tl_digest *digest = tl_digest_create();
    tl_digest_add(digest, tl_text_get(&bytes), bytes.size);
    tl_digest_get(digest, text);
    tl_digest_destroy(digest);
    tl_text_clear(&bytes);
    return good ? tl_arena_copy(arena, text) : NULL;
}

static bool list_files(struct tl_baseline *baseline, const struct tl_scenario *scenario, struct tl_error *err)
{
    struct listing listing = {baseline->arena, &baseline->files,
                              tl_path_folder(baseline->arena, baseline->path)};
    add_file(scenario->file, &listing);
    tl_node_walk(scenario->tree, add_origin, &listing);
    tl_sample_walk_files(scenario, add_file, &listing);
    bool good = true;
    for (size_t i = 0; i < baseline->files.count; i++) {
        struct tl_baseline_entry *file = &baseline->files.items[i];
        file->value = digest_file(baseline->arena, file->value, err);
        good = good && file->value != NULL;
    }
    tl_baseline_sort(&baseline->files);
    return good;
}

/* ---- measures ---- */

/* Accounts are not judged: what they are booked from is. */
static double usual_tolerance(const struct tl_baseline_measure *measure, const struct tl_column *column,
                              size_t replications)
{
    return column->role == TL_COLUMN_ACCOUNT ? NAN : tl_baseline_tolerance(measure, replications);
}

static void add_measure(struct tl_baseline *baseline, const struct tl_study_variant *variant, size_t column,
                        const struct tl_baseline *before)
{
    const struct tl_column *of = &variant->columns[column];
    const struct tl_baseline_measure *was = before ? tl_baseline_find_measure(before, of) : NULL;
    struct tl_baseline_measure *measure = &baseline->measures[baseline->measure_count++];
    *measure = (struct tl_baseline_measure){
        .measure = tl_arena_copy(baseline->arena, of->measure),
        .entity = tl_arena_copy(baseline->arena, of->entity),
        .unit = tl_arena_copy(baseline->arena, of->unit),
        .kind = of->kind,
        .harm = of->harm,
        .most = of->most,
        .values = tl_alloc(baseline->replications, sizeof *measure->values),
    };
    for (size_t i = 0; i < baseline->replications; i++) {
        measure->values[i] = variant->values[i * variant->kept_columns + column];
    }
    measure->tolerance = usual_tolerance(measure, of, baseline->replications);
    if (was && !tl_baseline_is_same(was->tolerance, usual_tolerance(was, of, before->replications))) {
        measure->tolerance = was->tolerance; /* somebody set it */
    }
}

static bool add_records(struct tl_baseline *baseline, const struct tl_study *study, struct tl_error *err)
{
    bool good = true;
    const char *label = study->variants[0].model->roster.scenario;
    for (size_t i = 0; good && i < TL_BASELINE_RECORDS && i < baseline->replications; i++) {
        struct tl_text path = {0};
        tl_traces_print_path(&path, study->options.traces, label, i);
        good = tl_baseline_record(tl_text_get(&path), baseline->arena, &baseline->records[i], err);
        tl_text_clear(&path);
    }
    return good;
}

struct tl_baseline *tl_baseline_make(const char *path, const struct tl_scenario *scenario,
                                     const struct tl_study *study, const struct tl_baseline *before,
                                     struct tl_error *err)
{
    struct tl_arena *arena = tl_arena_create();
    struct tl_baseline *baseline = tl_arena_alloc(arena, 1, sizeof *baseline);
    const struct tl_study_variant *variant = &study->variants[0];
    const char *slash = strrchr(scenario->file, '/');
    *baseline = (struct tl_baseline){
        .arena = arena,
        .path = tl_arena_copy(arena, path),
        .program = "trilat " TL_VERSION,
        .scenario = tl_arena_copy(arena, slash ? slash + 1 : scenario->file),
        .hash = tl_arena_copy(arena, scenario->hash),
        .seed = study->options.seed,
        .replications = study->kept,
        .measures = tl_alloc(variant->kept_columns, sizeof *baseline->measures),
        .fingerprints = tl_alloc(study->kept, sizeof *baseline->fingerprints),
    };
    memcpy(baseline->fingerprints, variant->fingerprints, study->kept * sizeof *baseline->fingerprints);
    tl_baseline_flatten(scenario, arena, &baseline->values);
    for (size_t i = 0; i < variant->kept_columns; i++) {
        add_measure(baseline, variant, i, before);
    }
    if (!list_files(baseline, scenario, err) || !add_records(baseline, study, err)) {
        tl_baseline_destroy(baseline);
        return NULL;
    }
    return baseline;
}
