/* The scenarios of a study, read from the command line and compiled. */
#ifndef TL_COMMAND_VARIANTS_H
#define TL_COMMAND_VARIANTS_H

#include "command/study_options.h"
#include "model/model.h"

/* What the scenarios of a study are read from: each of `files`, then one further variant of the first a change of `vary`. All is
 * borrowed. */
struct tl_variants_source {
    const struct tl_scenario_options *options; /* applied to all of them */
    const struct tl_arguments *files;
    const struct tl_change *vary;
    size_t vary_count;
};

struct tl_variants {
    const struct tl_variants_source *source; /* borrowed */
    struct tl_scenario **scenarios;
    struct tl_model **models;
    struct tl_report_scenario *reports;
    size_t count;
    size_t capacity;
    size_t shown;                                   /* as in struct tl_report */
    const struct tl_buyback *buyback;               /* ... */
    const struct tl_counterfactual *counterfactual; /* ... */
};

/* Changes in their order. The texts are borrowed. Zero-initialised is empty. */
struct tl_changes {
    struct tl_change *items;
    size_t count;
    size_t capacity;
};

void tl_changes_add(struct tl_changes *changes, const char *path, const char *value);
void tl_changes_clear(struct tl_changes *changes);

/* The options that make scenario `number` of the source, its --vary and `last` among them: `last` wins. The caller frees `changes` of
 * the result, which borrows the rest.
 * last  NULL: none */
struct tl_scenario_options tl_variants_options(const struct tl_variants_source *source, size_t number,
                                               const struct tl_changes *last);

/* The file of scenario `number`, "FILE" or "LABEL=FILE". */
const char *tl_variants_spec(const struct tl_variants_source *source, size_t number);

/* Read all scenarios of a source; one of --vary is labelled PATH=VALUE. All mistakes are reported. Variants with one label, or with
 * differing horizons or epochs, are mistakes.
 * source  must outlive `variants`
 * last    changes behind all others of every scenario, or NULL */
bool tl_variants_read(struct tl_variants *variants, const struct tl_variants_source *source,
                      const struct tl_changes *last, struct tl_error *err);

/* Read scenario `number` of the source once more, behind all variants, with changes that win over all others but those that
 * tl_variants_read was given, which do not count. The caller sees to it that its time axis stays.
 * label  what to call it; that another variant has this label is a mistake
 * Returns false after a mistake. */
bool tl_variants_add_changed(struct tl_variants *variants, size_t number, const struct tl_changes *last,
                             const char *label, struct tl_error *err);
void tl_variants_clear(struct tl_variants *variants);

/* Run them and write the report.
 * command  "trilat run FILE": what reproduces it, but for the shared options, which are added
 * Returns the exit status; err then holds what is still to be told. */
int tl_variants_study(const struct tl_variants *variants, const struct tl_scenario_options *options,
                      const struct tl_study_input *input, struct tl_text *command, struct tl_error *err);

#endif
