/* A study: n replications of one or several variants under common random numbers, folded in replication order, so that every
 * aggregate has the same bits for any number of jobs. Variant 0 is the base. */
#ifndef TL_EXPERIMENT_STUDY_H
#define TL_EXPERIMENT_STUDY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/hash.h"
#include "measure/measure.h"
#include "model/model.h"
#include "stats/stats.h"

struct tl_study_options {
    uint64_t seed;
    uint64_t first;       /* first replication number */
    uint64_t n;           /* how many, >= 1 */
    unsigned jobs;        /* >= 1 */
    const char *traces;   /* folder for traces, created if missing; NULL: none */
    uint64_t trace_first; /* which replications are traced: trace_first..trace_last */
    uint64_t trace_last;
    bool fingerprints;  /* keep a digest of the events of each replication */
    bool draw_progress; /* stderr is a terminal */
};

/* Running moments of a detail column. */
struct tl_running {
    size_t n;
    double mean;
    double m2;
};

struct tl_study_variant {
    const struct tl_model *model; /* borrowed */
    const struct tl_column *columns;
    size_t column_count;
    size_t kept_columns;        /* the first columns, whose values are kept by replication; details follow */
    double *values;             /* [replications kept][kept_columns], row by row */
    struct tl_running *details; /* [columns], of details */
    const struct tl_series *series;
    size_t series_count;
    size_t cells;
    struct tl_curve *curves;              /* [series] */
    char (*fingerprints)[TL_DIGEST_TEXT]; /* [replications kept] empty unless asked for */
    uint64_t events;                      /* over all kept replications */
};

/* One variant against the base, by kept replication. */
struct tl_study_pair {
    struct tl_pair *pairs; /* [replications kept] */
    bool
        diverts; /* it has a diversion that the base has not: a replication in which none of these starts has no order */
    struct tl_curve *degradation; /* [indexes], by cell: R_base - R_variant; indexes by the base's roster */
};

struct tl_study_crash {
    size_t variant;
    uint64_t replication;
    char why[96];
};

struct tl_study {
    struct tl_study_options options;
    size_t variant_count;
    struct tl_study_variant *variants;
    struct tl_study_pair *pairs; /* [variants]; [0] is unused */
    size_t kept;                 /* replications in which no variant crashed */
    uint64_t *replications;      /* [kept] their numbers */
    struct tl_study_crash *crashes;
    size_t crash_count;
    bool interrupted; /* Ctrl-C: kept holds what was complete */
    double seconds;   /* wall time, for progress and benchmarks only */
};

/* Run it. Variants have the same horizon, and labels of their own. Traces are written as FOLDER/LABEL.rK.trace.gz. A crashed replication number leaves all variants and is listed. Progress
 * goes to stderr: a bar with the time left on a terminal when it takes over a second, else a line a minute.
 * Returns NULL when the world failed (err says how); the caller destroys the result. */
struct tl_study *tl_study_run(const struct tl_model *const *models, size_t model_count,
                              const struct tl_study_options *options, struct tl_error *err);
void tl_study_destroy(struct tl_study *study); /* NULL is allowed */

/* How many jobs to run at a time unless told otherwise: SLURM_CPUS_PER_TASK, else the processors that we may run on. >= 1. */
unsigned tl_study_jobs_default(void);

#endif
