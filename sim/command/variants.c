#include "command/variants.h"

#include <stdlib.h>
#include <string.h>

#include "command/clash.h"
#include "command/quote.h"
#include "command/read.h"
#include "report/save.h"

/* Changes as they are written: "PATH=VALUE", or "PATH" where one is unset. The texts are the caller's, to be freed. */
static char *print_change(const struct tl_change *change)
{
    struct tl_text text = {0};
    tl_text_add(&text, change->path);
    if (change->value) {
        tl_text_print(&text, "=%s", change->value);
    }
    return text.data;
}

/* Add "--with FILE --set PATH=VALUE ..." */
static void print_options(const struct tl_scenario_options *options, struct tl_text *out)
{
    for (size_t i = 0; i < options->with_count; i++) {
        tl_quote_add(out, "--with");
        tl_quote_add(out, options->with[i]);
    }
    for (size_t i = 0; i < options->change_count; i++) {
        char *change = print_change(&options->changes[i]);
        tl_quote_add(out, options->changes[i].value ? "--set" : "--unset");
        tl_quote_add(out, change);
        free(change);
    }
}

/* What the report is to know of one variant. vary: NULL where it is a file of its own */
static void describe(struct tl_report_scenario *report, const struct tl_scenario *scenario,
                     const struct tl_scenario_options *options, const struct tl_change *vary)
{
    struct tl_text replay = {0};
    const char **set = tl_alloc(options->change_count + 1, sizeof *set);
    print_options(options, &replay);
    for (size_t i = 0; i < options->change_count; i++) {
        set[report->set_count++] = print_change(&options->changes[i]);
    }
    if (vary) {
        char *change = print_change(vary);
        tl_quote_add(&replay, "--set");
        tl_quote_add(&replay, change);
        set[report->set_count++] = change;
    }
    report->file = scenario->file;
    report->set = set;
    report->with = options->with;
    report->with_count = options->with_count;
    report->options = replay.data ? replay.data : tl_copy("");
}

static void grow(struct tl_variants *variants)
{
    if (variants->count < variants->capacity) {
        return;
    }
    size_t most = 2 * variants->capacity + 8;
    variants->scenarios = tl_realloc(variants->scenarios, most, sizeof *variants->scenarios);
    variants->models = tl_realloc(variants->models, most, sizeof *variants->models);
    variants->reports = tl_realloc(variants->reports, most, sizeof *variants->reports);
    variants->capacity = most;
}

bool tl_variants_add(struct tl_variants *variants, const struct tl_scenario_options *options,
                     const char *spec, const char *label, const struct tl_change *vary, struct tl_error *err)
{
    struct tl_scenario *scenario;
    struct tl_model *model = tl_read_model(options, spec, label, vary, &scenario, err);
    if (model) {
        grow(variants);
        variants->models[variants->count] = model;
        variants->scenarios[variants->count] = scenario;
        variants->reports[variants->count] = (struct tl_report_scenario){0};
        describe(&variants->reports[variants->count], scenario, options, vary);
        variants->count++;
    }
    return model != NULL;
}

/* A variant of `file` by one change, labelled PATH=VALUE. */
static bool add_vary(struct tl_variants *variants, const struct tl_scenario_options *options,
                     const char *file, const struct tl_change *vary, struct tl_error *err)
{
    char *label = print_change(vary);
    bool good = tl_variants_add(variants, options, file, label, vary, err);
    free(label);
    return good;
}

/* Has one before it the same label? Then this is reported.
 * files  so many variants come from files, those behind them from --vary */
static bool check_label(const struct tl_variants *variants, size_t variant, size_t files,
                        struct tl_error *err)
{
    const char *label = variants->models[variant]->roster.scenario;
    for (size_t i = 0; i < variant; i++) {
        if (strcmp(label, variants->models[i]->roster.scenario) == 0) {
            return tl_error_add(err, TL_FAULT_USER,
                                i < files
                                    ? "%s: two scenarios have this label; give one another as LABEL=FILE"
                                    : "%s: two --vary are the same; leave one out",
                                label);
        }
    }
    return true;
}

/* Pairs need one label each and one time axis. Without the labels nobody could tell which of two does not fit. */
static bool check_variants(const struct tl_variants *variants, size_t files, struct tl_error *err)
{
    bool good = true;
    bool unfit = false;
    for (size_t i = 1; i < variants->count; i++) {
        good = check_label(variants, i, files, err) && good;
    }
    const struct tl_roster *base = &variants->models[0]->roster;
    for (size_t i = 1; i < variants->count && good; i++) {
        const struct tl_roster *roster = &variants->models[i]->roster;
        bool fits = tl_clash_check(roster, roster->scenario, base, base->scenario, err);
        unfit = unfit || !fits;
    }
    return good && !unfit;
}

bool tl_variants_read(struct tl_variants *variants, const struct tl_scenario_options *options,
                      const struct tl_arguments *files, const struct tl_change *vary, size_t vary_count,
                      struct tl_error *err)
{
    bool good = true;
    *variants = (struct tl_variants){0};
    for (size_t i = 0; i < files->count; i++) {
        good = tl_variants_add(variants, options, files->items[i], NULL, NULL, err) && good;
    }
    for (size_t i = 0; i < vary_count && good; i++) { /* a broken base would be reported once a variant */
        good = add_vary(variants, options, files->items[0], &vary[i], err);
    }
    return good && check_variants(variants, files->count, err);
}

void tl_variants_clear(struct tl_variants *variants)
{
    for (size_t i = 0; i < variants->count; i++) {
        struct tl_report_scenario *report = &variants->reports[i];
        for (size_t k = 0; k < report->set_count; k++) {
            free((char *)report->set[k]);
        }
        free((void *)report->set);
        free((char *)report->options);
        tl_model_destroy(variants->models[i]);
        tl_scenario_destroy(variants->scenarios[i]);
    }
    free(variants->scenarios);
    free(variants->models);
    free(variants->reports);
    *variants = (struct tl_variants){0};
}

int tl_variants_study(const struct tl_variants *variants, const struct tl_scenario_options *options,
                      const struct tl_study_input *input, struct tl_text *command, struct tl_error *err)
{
    struct tl_study_options study_options =
        tl_study_input_options(input, (uint64_t)variants->scenarios[0]->top.seed);
    if (input->file && !tl_save_check(input->file, err)) {
        return (int)err->fault;
    }
    struct tl_study *study =
        tl_study_run((const struct tl_model *const *)variants->models, variants->count, &study_options, err);
    if (!study) {
        return (int)err->fault;
    }
    print_options(options, command);
    tl_study_input_print(&study_options, input, command);
    struct tl_report report = {
        .study = study,
        .scenarios = variants->reports,
        .command = tl_text_get(command),
        .confidence = 0.95,
        .shown = variants->shown,
        .buyback = variants->buyback,
        .counterfactual = variants->counterfactual,
    };
    int status = tl_study_input_write(input, &report, err);
    tl_study_destroy(study);
    return status;
}
