#include "experiment/study.h"

#include <assert.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/units.h"
#include "experiment/fold.h"
#include "experiment/interrupt.h"
#include "experiment/progress.h"
#include "experiment/replicate.h"
#include "experiment/result.h"
#include "experiment/traces.h"
#include "kernel/pool.h"

#define WAIT_MS 200 /* between looks at the clock and the interrupt flag */

/* A study and what it stands on. The study comes first: its address is the owner's. */
struct owner {
    struct tl_study study;
    struct tl_measures **measures; /* [variants] columns and series; children start from them */
    size_t crash_capacity;
};

enum arrival { RUNNING, ARRIVED, CRASHED };

/* Jobs in the order in which they start: replication by replication, its variants in turn. A window of them is under way or
 * waits for its turn to be folded; job j has slot j % slots. */
struct schedule {
    struct owner *owner;
    struct tl_pool *pool;
    size_t slots;                          /* a multiple of the variants */
    uint64_t started, done, folded, total; /* jobs */
    enum arrival *arrivals;                /* [slots] */
    struct tl_result *results;             /* [slots] borrowed from the pool */
    char (*whys)[96];                      /* [slots] where crashed */
};

unsigned tl_study_jobs_default(void)
{
    const char *told = getenv("SLURM_CPUS_PER_TASK");
    long jobs = told ? strtol(told, NULL, 10) : 0;
    cpu_set_t set;
    if (jobs < 1 && sched_getaffinity(0, sizeof set, &set) == 0) {
        jobs = CPU_COUNT(&set);
    }
    if (jobs < 1) {
        jobs = sysconf(_SC_NPROCESSORS_ONLN);
    }
    return jobs < 1 ? 1 : jobs > INT16_MAX ? INT16_MAX : (unsigned)jobs;
}

/* Pairs need one time axis, and traces one name a variant. */
static bool is_comparable(const struct tl_model *const *models, size_t count)
{
    bool good = true;
    for (size_t i = 0; i < count; i++) {
        good = good && models[i]->roster.horizon_s == models[0]->roster.horizon_s &&
               models[i]->roster.warmup_s == models[0]->roster.warmup_s;
        for (size_t k = 0; k < i; k++) {
            good = good && strcmp(models[i]->roster.scenario, models[k]->roster.scenario) != 0;
        }
    }
    return good;
}

static struct owner *create_owner(const struct tl_model *const *models, size_t count,
                                  const struct tl_study_options *options)
{
    struct owner *owner = tl_alloc(1, sizeof *owner);
    owner->study.options = *options;
    owner->study.variant_count = count;
    owner->study.variants = tl_alloc(count, sizeof *owner->study.variants);
    owner->measures = tl_alloc(count, sizeof(struct tl_measures *));
    for (size_t i = 0; i < count; i++) {
        owner->study.variants[i].model = models[i];
        owner->measures[i] = tl_measures_create(&models[i]->roster);
    }
    tl_fold_init(&owner->study, owner->measures);
    return owner;
}

void tl_study_destroy(struct tl_study *study)
{
    if (!study) {
        return;
    }
    struct owner *owner = (struct owner *)study;
    tl_fold_clear(study);
    for (size_t i = 0; i < study->variant_count; i++) {
        tl_measures_destroy(owner->measures[i]);
    }
    free(owner->measures);
    free(study->variants);
    free(study->crashes);
    free(owner);
}

static void init_schedule(struct schedule *schedule, struct owner *owner)
{
    size_t variants = owner->study.variant_count;
    size_t rows = 2 + (2 * (size_t)owner->study.options.jobs + variants - 1) / variants;
    *schedule = (struct schedule){
        .owner = owner,
        .slots = rows * variants,
        .total = owner->study.options.n * variants,
        .arrivals = tl_alloc(rows * variants, sizeof *schedule->arrivals),
        .results = tl_alloc(rows * variants, sizeof *schedule->results),
        .whys = tl_alloc(rows * variants, sizeof *schedule->whys),
    };
}

static void clear_schedule(struct schedule *schedule)
{
    tl_pool_destroy(schedule->pool);
    free(schedule->arrivals);
    free(schedule->results);
    free(schedule->whys);
}

static void start_jobs(struct schedule *schedule)
{
    const struct tl_study *study = &schedule->owner->study;
    while (schedule->started < schedule->total && schedule->started < schedule->folded + schedule->slots &&
           tl_pool_is_free(schedule->pool)) {
        uint64_t job = schedule->started++;
        size_t slot = job % schedule->slots;
        schedule->arrivals[slot] = RUNNING;
        tl_pool_start(schedule->pool,
                      (struct tl_job){.model = job % study->variant_count,
                                      .replication = study->options.first + job / study->variant_count,
                                      .slot = slot});
    }
}

/* Tell why the world failed a job: its message, or what the pool knows. */
static bool report_failure(const struct tl_done *done, struct tl_error *err)
{
    char *message = tl_copy(done->size > 0 ? (const char *)done->bytes : done->why);
    char *rest = message;
    for (char *line; (line = strsep(&rest, "\n"));) {
        tl_error_add(err, TL_FAULT_WORLD, "%s", line);
    }
    free(message);
    return false;
}

/* A job has ended. Returns false when the world failed it. */
static bool accept_done(struct schedule *schedule, const struct tl_done *done, struct tl_error *err)
{
    size_t slot = done->job.slot;
    schedule->done++;
    if (done->failed) {
        return report_failure(done, err);
    }
    const struct owner *owner = schedule->owner;
    struct tl_result_shape shape = tl_result_shape_of(owner->measures[done->job.model],
                                                      &owner->study.variants[done->job.model].model->roster);
    if (done->crashed) {
        schedule->arrivals[slot] = CRASHED;
        snprintf(schedule->whys[slot], sizeof schedule->whys[slot], "%s", done->why);
    } else if (tl_result_read(done->bytes, done->size, shape, &schedule->results[slot])) {
        schedule->arrivals[slot] = ARRIVED;
    } else {
        schedule->arrivals[slot] = CRASHED;
        snprintf(schedule->whys[slot], sizeof schedule->whys[slot], "it ended without a result");
    }
    return true;
}

static void add_crash(struct owner *owner, size_t variant, uint64_t replication, const char *why)
{
    struct tl_study *study = &owner->study;
    study->crashes =
        tl_grow(study->crashes, study->crash_count, &owner->crash_capacity, sizeof *study->crashes);
    struct tl_study_crash *crash = &study->crashes[study->crash_count++];
    *crash = (struct tl_study_crash){.variant = variant, .replication = replication};
    snprintf(crash->why, sizeof crash->why, "%s", why);
}

/* Fold the replications whose variants have all ended, as far as the order allows. One that crashed leaves all variants. */
static void fold_ready(struct schedule *schedule)
{
    struct tl_study *study = &schedule->owner->study;
    size_t variants = study->variant_count;
    assert(variants > 0);
    while (schedule->folded + variants <= schedule->started) {
        size_t first = schedule->folded % schedule->slots;
        uint64_t replication = study->options.first + schedule->folded / variants;
        size_t crashed = 0;
        for (size_t i = 0; i < variants; i++) {
            if (schedule->arrivals[first + i] == RUNNING) {
                return;
            }
            crashed += schedule->arrivals[first + i] == CRASHED;
        }
        for (size_t i = 0; crashed > 0 && i < variants; i++) {
            if (schedule->arrivals[first + i] == CRASHED) {
                add_crash(schedule->owner, i, replication, schedule->whys[first + i]);
            }
        }
        if (crashed == 0) {
            tl_fold_add(study, replication, schedule->results + first);
        }
        schedule->folded += variants;
    }
}

/* Run all jobs, or until an interrupt. Only whole replications before the first unfinished one are kept: those behind it that
 * happen to be complete would be the quick ones. Returns false when the world failed one. */
static bool run_jobs(struct schedule *schedule, struct tl_error *err)
{
    struct tl_study *study = &schedule->owner->study;
    struct tl_progress progress;
    tl_progress_begin(&progress, stderr, study->options.draw_progress, study->options.n,
                      study->variant_count);
    bool good = true;
    while (good && schedule->folded < schedule->total && !tl_interrupt_came()) {
        struct tl_done done;
        start_jobs(schedule);
        if (tl_pool_wait(schedule->pool, WAIT_MS, &done)) {
            good = accept_done(schedule, &done, err);
            fold_ready(schedule);
        }
        tl_progress_show(&progress, schedule->done);
    }
    study->seconds = tl_progress_end(&progress);
    study->interrupted = schedule->folded < schedule->total;
    return good;
}

static bool run_study(struct owner *owner, const struct tl_model *const *models, struct tl_error *err)
{
    struct tl_study *study = &owner->study;
    struct tl_replicate context = {&study->options, owner->measures};
    struct schedule schedule;
    struct tl_interrupt interrupt;
    init_schedule(&schedule, owner);
    tl_interrupt_begin(&interrupt);
    schedule.pool = tl_pool_create(models, study->variant_count, study->options.jobs, schedule.slots,
                                   tl_replicate_work, &context, err);
    bool good = schedule.pool && run_jobs(&schedule, err);
    clear_schedule(&schedule);
    tl_interrupt_end(&interrupt);
    if (!good || study->interrupted || study->crash_count > 0) {
        tl_traces_clean(study);
    }
    return good;
}

struct tl_study *tl_study_run(const struct tl_model *const *models, size_t model_count,
                              const struct tl_study_options *options, struct tl_error *err)
{
    assert(model_count > 0 && options->n > 0 && options->jobs > 0 && is_comparable(models, model_count));
    if (options->traces && !tl_traces_make_folder(options->traces, err)) {
        return NULL;
    }
    struct owner *owner = create_owner(models, model_count, options);
    if (!run_study(owner, models, err)) {
        tl_study_destroy(&owner->study);
        return NULL;
    }
    return &owner->study;
}
