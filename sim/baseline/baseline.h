/* A baseline: what a scenario was, and what came of it, replication by replication, so that a later program or scenario can be held
 * against it with the same seeds. It is kept as X.check.json beside X.cfg: sorted, a line a replication. */
#ifndef TL_BASELINE_BASELINE_H
#define TL_BASELINE_BASELINE_H

#include <stdint.h>

#include "base/error.h"
#include "base/hash.h"
#include "base/memory.h"
#include "base/text.h"
#include "experiment/study.h"
#include "scenario/scenario.h"

extern const char *const tl_baseline_kinds[]; /* "mean", by enum tl_column_kind */
#define TL_BASELINE_KINDS 3

#define TL_BASELINE_SCHEMA  "trilat.check/1"
#define TL_BASELINE_SUFFIX  ".check.json"
#define TL_BASELINE_TRACE   ".check.trace.gz"
#define TL_BASELINE_N       300 /* replications unless told otherwise */
#define TL_BASELINE_LEAST   20  /* at fewer nothing is looked at: what is seldom would not show */
#define TL_BASELINE_RECORDS 4   /* replications whose days and missions have digests of their own */

/* A text under a name: a leaf of the merged scenario, a file and its digest, a mission and its digest. */
struct tl_baseline_entry {
    const char *name;
    const char *value;
};

struct tl_baseline_entries { /* sorted by name */
    struct tl_baseline_entry *items;
    size_t count, capacity;
};

struct tl_baseline_measure {
    const char *measure, *entity, *unit;
    enum tl_column_kind kind;
    int harm;
    double most; /* as in struct tl_column */
    double
        tolerance; /* so much of a difference does not matter; > 0. NAN: any: it explains others, and is not judged */
    double *values; /* [replications] INFINITY: not reached; NAN: absent */
};

/* Digests of the first replications, which tell on which day and in which missions something is different. */
struct tl_baseline_record {
    const char **days; /* [day_count] */
    size_t day_count;
    struct tl_baseline_entries missions;
};

struct tl_baseline {
    struct tl_arena *arena;
    const char *path;     /* of its file, as the user would type it */
    const char *program;  /* "trilat 0.1.0" */
    const char *scenario; /* the scenario's file beside it: "base.cfg" */
    const char *hash;
    uint64_t seed;
    size_t replications; /* 0, 1, ... */
    struct tl_baseline_entries
        files; /* all that were read, as seen from the baseline's folder, with their digests */
    struct tl_baseline_entries values; /* the merged scenario, leaf by leaf */
    struct tl_baseline_measure *measures;
    size_t measure_count;
    char (*fingerprints)[TL_DIGEST_TEXT]; /* [replications] */
    struct tl_baseline_record records[TL_BASELINE_RECORDS];
};

/* "X.check.json" of "X.cfg", and the name of the trace of replication 0 beside a baseline. Texts of the arena. */
const char *tl_baseline_path(struct tl_arena *arena, const char *scenario);
const char *tl_baseline_trace_path(struct tl_arena *arena, const char *baseline);
/* Does a path end as those of baselines do? */
bool tl_baseline_is_named(const char *path);

/* Read one. Returns NULL and reports what is wrong, and what to do: unreadable, empty, cut off, with marks of a merge, of another
 * format or version, or with parts that do not fit each other. */
struct tl_baseline *tl_baseline_read(const char *path, struct tl_error *err);

/* What a study of one scenario came to. Its replications are 0, 1, ...; all are there, with fingerprints; the first
 * TL_BASELINE_RECORDS, or all, were traced into `traces`.
 * before  tolerances that were changed by hand are taken from there; NULL: nobody was here before
 * Returns NULL where a file or trace cannot be read. */
struct tl_baseline *tl_baseline_make(const char *path, const struct tl_scenario *scenario,
                                     const struct tl_study *study, const struct tl_baseline *before,
                                     struct tl_error *err);
void tl_baseline_destroy(struct tl_baseline *baseline); /* NULL is allowed */

/* As JSON. */
void tl_baseline_print(const struct tl_baseline *baseline, struct tl_text *out);

/* Are two values the same, or both absent? */
bool tl_baseline_is_same(double a, double b);

/* A tolerance where nobody has said one: 1 % of the greatest value that there can be; where there is no bound, 2 % of the mean, at least
 * 0.05; but no less than a fifth of the standard deviation between replications. */
double tl_baseline_tolerance(const struct tl_baseline_measure *measure, size_t replications);

/* Every leaf of a merged scenario but its title, as text, sorted by path; samples from files with a digest of their values. */
void tl_baseline_flatten(const struct tl_scenario *scenario, struct tl_arena *arena,
                         struct tl_baseline_entries *values);

void tl_baseline_add(struct tl_baseline_entries *entries, const char *name, const char *value);
void tl_baseline_sort(struct tl_baseline_entries *entries);
/* The value under a name; NULL: there is none. */
const char *tl_baseline_find(const struct tl_baseline_entries *entries, const char *name);

/* The measure of a column; NULL: there is none. */
const struct tl_baseline_measure *tl_baseline_find_measure(const struct tl_baseline *baseline,
                                                           const struct tl_column *column);

/* The digests of a trace by day and mission, from its end. Returns false and reports where it is not whole. */
bool tl_baseline_record(const char *trace, struct tl_arena *arena, struct tl_baseline_record *record,
                        struct tl_error *err);

#endif
