#include "baseline/trial.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "experiment/traces.h"
#include "measure/measure.h"

#define CONFIDENCE 0.95

/* ---- reading ---- */

/* The columns that are kept by replication: those before the details. */
static size_t count_kept(const struct tl_column *columns, size_t count)
{
    size_t kept = 0;
    while (kept < count && columns[kept].role != TL_COLUMN_DETAIL) {
        kept++;
    }
    return kept;
}

bool tl_trial_read(struct tl_trial *trial, struct tl_mistakes *mistakes)
{
    const struct tl_texts *texts = &trial->scenario->top.expect;
    struct tl_measures *measures = tl_measures_create(&trial->model->roster);
    size_t count;
    const struct tl_column *columns = tl_measures_columns(measures, &count);
    bool good = true;
    trial->expectations = tl_alloc(texts->count + 1, sizeof *trial->expectations);
    trial->expected = tl_alloc(texts->count + 1, sizeof *trial->expected);
    trial->expectation_count = texts->count;
    for (size_t i = 0; i < texts->count; i++) {
        good = tl_expectation_read(&texts->items[i], columns, count_kept(columns, count),
                                   trial->scenario->arena, &trial->expectations[i], mistakes) &&
               good;
    }
    tl_measures_destroy(measures);
    return good;
}

/* ---- running ---- */

/* The replications so far, as if one study had run them all. */
struct pool {
    struct tl_study_variant variant; /* columns are of the last study */
    struct tl_study *last;
};

static void append(struct pool *pool, struct tl_trial *trial, struct tl_study *study)
{
    const struct tl_study_variant *more = &study->variants[0];
    struct tl_study_variant *all = &pool->variant;
    size_t n = trial->n;
    double *values = tl_realloc(all->values, n + study->kept, more->kept_columns * sizeof *values);
    memcpy(values + n * more->kept_columns, more->values, study->kept * more->kept_columns * sizeof *values);
    char(*fingerprints)[TL_DIGEST_TEXT] =
        tl_realloc(all->fingerprints, n + study->kept, sizeof *fingerprints);
    memcpy(fingerprints + n, more->fingerprints, study->kept * sizeof *fingerprints);
    *all = *more;
    all->values = values;
    all->fingerprints = fingerprints;
    tl_study_destroy(pool->last);
    pool->last = study;
    trial->n += study->kept;
    trial->events += more->events;
    trial->seconds += study->seconds;
    trial->interrupted = study->interrupted;
    trial->crash_count = study->crash_count;
    trial->crashes = tl_alloc(study->crash_count + 1, sizeof *trial->crashes);
    if (study->crash_count > 0) {
        memcpy(trial->crashes, study->crashes, study->crash_count * sizeof *trial->crashes);
    }
}

static void clear_pool(struct pool *pool)
{
    free(pool->variant.values);
    free(pool->variant.fingerprints);
    tl_study_destroy(pool->last);
}

/* Run up to replication n. Returns false when the world failed. */
static bool run_to(struct pool *pool, struct tl_trial *trial, size_t n, struct tl_study_options *options,
                   struct tl_error *err)
{
    options->first = trial->n;
    options->n = n - trial->n;
    free(trial->crashes);
    trial->crashes = NULL;
    struct tl_study *study = tl_study_run(&trial->model, 1, options, err);
    if (study) {
        append(pool, trial, study);
    }
    return study != NULL;
}

/* ---- where ---- */

static bool is_same_record(const struct tl_baseline_record *was, const struct tl_baseline_record *is,
                           size_t *day)
{
    *day = 0;
    while (*day < was->day_count && *day < is->day_count && strcmp(was->days[*day], is->days[*day]) == 0) {
        (*day)++;
    }
    return *day == was->day_count && *day == is->day_count;
}

static void add_missions(struct tl_trial_place *place, const struct tl_baseline_entries *was,
                         const struct tl_baseline_entries *is)
{
    place->missions = tl_alloc(was->count + is->count + 1, sizeof *place->missions);
    for (size_t i = 0; i < was->count; i++) {
        const char *now = tl_baseline_find(is, was->items[i].name);
        if (now == NULL || strcmp(now, was->items[i].value) != 0) {
            place->missions[place->mission_count++] = was->items[i].name;
        }
    }
    for (size_t i = 0; i < is->count; i++) {
        if (tl_baseline_find(was, is->items[i].name) == NULL) {
            place->missions[place->mission_count++] = is->items[i].name;
        }
    }
}

/* Is the trace beside the baseline there, whole, and the one of its replication 0? */
static const char *find_trace_fault(const struct tl_baseline *baseline, const char *path)
{
    struct tl_baseline_record record = {0};
    struct tl_error why = {0};
    size_t day;
    const char *fault = NULL;
    if (access(path, F_OK) != 0) {
        fault = tl_arena_print(baseline->arena, "%s is not there", path);
    } else if (!tl_baseline_record(path, baseline->arena, &record, &why)) {
        fault = tl_arena_copy(baseline->arena, why.lines[0]);
    } else if (!is_same_record(&baseline->records[0], &record, &day)) {
        fault = tl_arena_print(baseline->arena, "%s is not the trace of this baseline", path);
    }
    free(record.missions.items);
    tl_error_clear(&why);
    return fault;
}

static void read_fork(struct tl_trial *trial, const char *trace)
{
    struct tl_arena *arena = trial->baseline->arena;
    const char *kept = tl_baseline_trace_path(arena, trial->baseline->path);
    trial->trace_fault = find_trace_fault(trial->baseline, kept);
    trial->has_fork = trial->trace_fault == NULL && tl_fork_read(&trial->fork, kept, trace, arena);
}

/* The first of the replications with digests of their own that differs: on which day, in which missions. */
static bool find_place(struct tl_trial *trial, const char *folder, struct tl_error *err)
{
    bool good = true;
    for (size_t k = 0; good && k < TL_BASELINE_RECORDS && k < trial->n && !trial->place.is_known; k++) {
        struct tl_baseline_record now = {0};
        struct tl_text path = {0};
        tl_traces_print_path(&path, folder, trial->model->roster.scenario, k);
        good = tl_baseline_record(tl_text_get(&path), trial->baseline->arena, &now, err);
        if (good && !is_same_record(&trial->baseline->records[k], &now, &trial->place.day)) {
            trial->place.is_known = true;
            trial->place.replication = k;
            add_missions(&trial->place, &trial->baseline->records[k].missions, &now.missions);
            if (k == 0) {
                read_fork(trial, tl_text_get(&path));
            }
        }
        free(now.missions.items);
        tl_text_clear(&path);
    }
    return good;
}

/* ---- the whole ---- */

static void judge_expected(struct tl_trial *trial, const struct tl_study_variant *variant)
{
    trial->fails = trial->open = 0;
    for (size_t i = 0; i < trial->expectation_count; i++) {
        trial->expected[i] = tl_expectation_judge(&trial->expectations[i], variant, trial->n, CONFIDENCE);
        trial->fails += trial->expected[i].expected == TL_EXPECTED_FAILS;
        trial->open += trial->expected[i].expected == TL_EXPECTED_OPEN;
    }
}

bool tl_trial_look(struct tl_trial *trial, const struct tl_study_variant *variant)
{
    trial->different = tl_baseline_count_different(trial->baseline, variant, trial->n, &trial->first);
    tl_judgements_clear(&trial->judgements);
    trial->is_other = trial->different > 0 || tl_baseline_is_remeasured(trial->baseline, variant, trial->n);
    if (trial->is_other) {
        tl_baseline_judge(trial->baseline, variant, trial->n, &trial->judgements);
    }
    judge_expected(trial, variant);
    trial->was_judged = true;
    return trial->is_other && trial->judgements.counts[TL_RULING_UNDECIDED] == 0 && trial->open == 0 &&
           tl_trial_outcome(trial) == TL_FAULT_NO;
}

bool tl_trial_run(struct tl_trial *trial, unsigned jobs, const char *folder, bool draw_progress)
{
    struct tl_error *err = &trial->failures;
    size_t all = trial->baseline->replications;
    const size_t looks[TL_LOOKS] = {all / 4, all / 2, all};
    struct tl_study_options options = {
        .seed = trial->baseline->seed,
        .jobs = jobs,
        .traces = folder,
        .trace_last = TL_BASELINE_RECORDS - 1,
        .fingerprints = true,
        .draw_progress = draw_progress,
    };
    struct pool pool = {0};
    bool good = true;
    bool is_settled = false;
    tl_baseline_compare(trial->baseline, trial->scenario, &trial->changes);
    for (size_t i = 0; i < TL_LOOKS && good && !is_settled; i++) {
        if (looks[i] < TL_BASELINE_LEAST) {
            continue;
        }
        good =
            run_to(&pool, trial, looks[i], &options, err) && trial->crash_count == 0 && !trial->interrupted;
        is_settled = good && tl_trial_look(trial, &pool.variant);
    }
    good = tl_error_is_empty(err) && (trial->different == 0 || find_place(trial, folder, err));
    clear_pool(&pool);
    return good;
}

void tl_trial_clear(struct tl_trial *trial)
{
    free(trial->changes.items);
    free(trial->place.missions);
    tl_judgements_clear(&trial->judgements);
    free(trial->expectations);
    free(trial->expected);
    free(trial->crashes);
    tl_error_clear(&trial->failures);
}

bool tl_trial_is_program(const struct tl_trial *trial)
{
    return trial->is_other &&
           (trial->changes.count == 0 || strcmp(trial->baseline->hash, trial->scenario->hash) == 0);
}

enum tl_fault tl_trial_outcome(const struct tl_trial *trial)
{
    const size_t *counts = trial->judgements.counts;
    if (!tl_error_is_empty(&trial->failures)) {
        return trial->failures.fault;
    }
    if (trial->interrupted) {
        return TL_FAULT_INTERRUPT;
    }
    if (trial->crash_count > 0) {
        return TL_FAULT_WORLD;
    }
    if (!trial->was_judged) {
        return TL_FAULT_UNDECIDED;
    }
    if (trial->events == 0 || trial->fails > 0 || counts[TL_RULING_REGRESSED] > 0 ||
        counts[TL_RULING_IMPROVED] > 0 || counts[TL_RULING_MOVED] > 0) {
        return TL_FAULT_NO;
    }
    return counts[TL_RULING_UNDECIDED] > 0 || trial->open > 0 ? TL_FAULT_UNDECIDED : TL_FAULT_NONE;
}

double tl_trial_decides(const struct tl_trial *trial)
{
    double most = 0;
    for (size_t i = 0; i < trial->judgements.count; i++) {
        const struct tl_judgement *judgement = &trial->judgements.items[i];
        if (judgement->verdict == TL_RULING_UNDECIDED) {
            most = fmax(most, judgement->n_decides);
        }
    }
    for (size_t i = 0; i < trial->expectation_count; i++) {
        if (trial->expected[i].expected == TL_EXPECTED_OPEN) {
            most = fmax(most, trial->expected[i].n_decides);
        }
    }
    return most;
}
