/* What `trilat check` and its --update share. */
#ifndef TL_COMMAND_CHECK_H
#define TL_COMMAND_CHECK_H

#include <stdint.h>

#include "base/error.h"
#include "base/text.h"
#include "command/options.h"
#include "report/page.h"

struct tl_check_options {
    uint64_t n; /* replications of new baselines */
    uint64_t seed;
    bool seed_given;
    unsigned jobs;
    enum tl_color color;
};

/* A new folder for traces that nobody keeps; tl_scratch_remove removes it with all that is in it.
 * path  out
 * Returns false and reports where none can be made. */
bool tl_scratch_make(struct tl_text *path, struct tl_error *err);
void tl_scratch_remove(struct tl_text *path);

/* Write the baselines of these scenarios, with their traces, and tell what moved. Nothing is written of a scenario with mistakes, or of
 * which a replication crashed; the others are. Returns the exit status of what went well; the rest is in err. */
int tl_check_update(const struct tl_arguments *scenarios, const struct tl_check_options *options,
                    struct tl_error *err);

#endif
