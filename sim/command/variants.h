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
    size_t capacity;
    size_t shown;                                   /* as in struct tl_report */
    const struct tl_buyback *buyback;               /* ... */
    const struct tl_counterfactual *counterfactual; /* ... */
};

/* Read `files`, then one further variant of the first a change of `vary`, labelled PATH=VALUE. All mistakes are reported.
 * Variants with one label, or with differing horizons or epochs, are mistakes.
 * options  applied to all of them; borrowed */
bool tl_variants_read(struct tl_variants *variants, const struct tl_scenario_options *options,
                      const struct tl_arguments *files, const struct tl_change *vary, size_t vary_count,
                      struct tl_error *err);

/* Read one more, behind the others. The caller sees to it that its label is new and its time axis theirs.
 * spec   "FILE" or "LABEL=FILE"
 * label  NULL, or what to call it instead
 * vary   one more change, after those of the options, or NULL
 * Returns false after a mistake. */
bool tl_variants_add(struct tl_variants *variants, const struct tl_scenario_options *options,
                     const char *spec, const char *label, const struct tl_change *vary, struct tl_error *err);
void tl_variants_clear(struct tl_variants *variants);

/* Run them and write the report.
 * command  "trilat run FILE": what reproduces it, but for the shared options, which are added
 * Returns the exit status; err then holds what is still to be told. */
int tl_variants_study(const struct tl_variants *variants, const struct tl_scenario_options *options,
                      const struct tl_study_input *input, struct tl_text *command, struct tl_error *err);

#endif
