/* The fold of a study: outcomes of one replication after the other, in their order, into its aggregates. */
#ifndef TL_EXPERIMENT_FOLD_H
#define TL_EXPERIMENT_FOLD_H

#include "experiment/result.h"
#include "experiment/study.h"

/* Make room in the study for options.n replications of its variants, whose models are set.
 * measures   [variants] tell the columns and series; borrowed by the study for its life */
void tl_fold_init(struct tl_study *study, struct tl_measures *const *measures);
void tl_fold_clear(struct tl_study *study);

/* Fold one replication in which no variant crashed. results: [variants]. */
void tl_fold_add(struct tl_study *study, uint64_t replication, const struct tl_result *results);

#endif
