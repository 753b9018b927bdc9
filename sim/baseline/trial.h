/* A scenario held against its baseline: what is run, and what is found. */
#ifndef TL_BASELINE_TRIAL_H
#define TL_BASELINE_TRIAL_H

#include "baseline/expect.h"
#include "baseline/fork.h"
#include "baseline/judge.h"

/* Where the first replications that have digests by day and mission differ. */
struct tl_trial_place {
    bool is_known;
    size_t replication;
    size_t day;            /* the first that differs, from 0 */
    const char **missions; /* of all days; heap */
    size_t mission_count;
};

struct tl_trial {
    const char *path; /* of the baseline; borrowed */
    struct tl_error
        failures; /* why there is no answer: mistakes in the baseline or the scenario, or a world that failed */

    /* as read; borrowed by the trial. NULL where that failed */
    struct tl_baseline *baseline;
    const struct tl_scenario *scenario;
    const struct tl_model *model;
    struct tl_expectation *expectations; /* heap */
    size_t expectation_count;

    /* as found */
    bool was_judged; /* once at least */
    struct tl_baseline_changes changes;
    size_t n;         /* replications run */
    size_t different; /* of them with other events */
    size_t first;     /* the least of those */
    bool is_other;    /* some have other events; or the same, which are measured otherwise */
    struct tl_trial_place place;
    bool has_fork; /* replication 0 differs, and its trace is kept beside the baseline */
    const char *
        trace_fault; /* why that trace is of no use where replication 0 differs: "base.check.trace.gz is not there"; NULL: it is */
    struct tl_fork fork;
    struct tl_judgements judgements;     /* at the last look; empty where nothing is other */
    struct tl_expected_result *expected; /* [expectations] heap */
    size_t fails, open;                  /* expectations */
    uint64_t events;
    struct tl_study_crash *crashes; /* heap */
    size_t crash_count;
    bool interrupted;
    double seconds;
};

/* Read what the scenario expects. False after mistakes. */
bool tl_trial_read(struct tl_trial *trial, struct tl_mistakes *mistakes);

/* Look at the replications run so far, n of them. Returns whether what was found ends it: something moved or fails, and nothing is
 * undecided. To pass it takes all replications: what is the same in a quarter of them may differ in one of the others. */
bool tl_trial_look(struct tl_trial *trial, const struct tl_study_variant *variant);

/* Run it: a quarter of the baseline's replications, half of them, and all; a look at each may end it.
 * Fewer than TL_BASELINE_LEAST are not looked at.
 * folder  for traces: of replications 0 to 3, as FOLDER/LABEL.rK.trace.gz
 * Returns false after a failure. */
bool tl_trial_run(struct tl_trial *trial, unsigned jobs, const char *folder, bool draw_progress);
void tl_trial_clear(struct tl_trial *trial);

/* Is something other, and what is simulated and measured as it was, so that it is the program's? What a scenario expects is neither. */
bool tl_trial_is_program(const struct tl_trial *trial);

/* What it comes to: TL_FAULT_NONE where events are the same bit for bit and measured as they were, or all measures equivalent, and all that is expected holds;
 * TL_FAULT_NO where something regressed, improved, moved or fails; TL_FAULT_UNDECIDED; TL_FAULT_WORLD where replications crashed;
 * TL_FAULT_INTERRUPT; and the fault of what failed. A scenario in which nothing happens is TL_FAULT_NO; a trial that was not run has not
 * been answered, and is TL_FAULT_UNDECIDED. */
enum tl_fault tl_trial_outcome(const struct tl_trial *trial);

/* How many replications would decide what is undecided; INFINITY: no number can be named. */
double tl_trial_decides(const struct tl_trial *trial);

#endif
