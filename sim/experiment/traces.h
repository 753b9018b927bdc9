/* The traces of a study: FOLDER/LABEL.rK.trace.gz. */
#ifndef TL_EXPERIMENT_TRACES_H
#define TL_EXPERIMENT_TRACES_H

#include "base/text.h"
#include "experiment/study.h"

/* Is this replication traced? */
bool tl_traces_wanted(const struct tl_study_options *options, uint64_t replication);

/* Make the folder, and those above it, unless it is there. */
bool tl_traces_make_folder(const char *folder, struct tl_error *err);

/* The path of one trace. A slash within a label becomes a dash. */
void tl_traces_print_path(struct tl_text *path, const char *folder, const char *label, uint64_t replication);

/* Remove what an unfinished trace of this study left behind: a crashed or killed child cannot do that itself. */
void tl_traces_clean(const struct tl_study *study);

#endif
