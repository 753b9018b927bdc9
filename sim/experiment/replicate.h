/* One replication, in the child process that the pool forked for it. */
#ifndef TL_EXPERIMENT_REPLICATE_H
#define TL_EXPERIMENT_REPLICATE_H

#include "experiment/study.h"
#include "kernel/pool.h"

/* What children find when they are forked. All is borrowed. */
struct tl_replicate {
    const struct tl_study_options *options;
    struct tl_measures *const
        *measures; /* [models] fresh: made before the fork, since that is cheaper than once a child */
};

/* A tl_pool_work: run it, measure it, trace it where wanted, write the outcome (result.h).
 * context   struct tl_replicate
 * TL_TEST_ABORT=LABEL:K in the environment aborts replication K of the variant LABEL as a failed assertion would: a seam for
 * tests of how crashes are told. */
bool tl_replicate_work(void *context, const struct tl_model *model, const struct tl_job *job, int fd);

#endif
