/* The scenarios of a study, read from the command line and compiled. */
#ifndef TL_COMMAND_VARIANTS_H
#define TL_COMMAND_VARIANTS_H

#include "command/study_options.h"
#include "model/model.h"

struct tl_variants {
    struct tl_scenario **scenarios;
    struct tl_model **models;
    struct tl_report_scenario *reports;
    size_t count;
};

/* Read `files`, then one further variant of the first a change of `vary`, labelled PATH=VALUE. All mistakes are reported.
 * Variants with one label, or with differing horizons or epochs, are mistakes.
 * options  applied to all of them; borrowed */
bool tl_variants_read(struct tl_variants *variants, const struct tl_scenario_options *options,
                      const struct tl_arguments *files, const struct tl_change *vary, size_t vary_count,
                      struct tl_error *err);
void tl_variants_clear(struct tl_variants *variants);

/* Run them and write the report.
 * command  "trilat run FILE": what reproduces it, but for the shared options, which are added
 * Returns the exit status; err then holds what is still to be told. */
int tl_variants_study(const struct tl_variants *variants, const struct tl_scenario_options *options,
                      const struct tl_study_input *input, struct tl_text *command, struct tl_error *err);

#endif
