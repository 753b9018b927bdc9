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

/* What the report is to know of one variant. */
static void describe(struct tl_report_scenario *report, const struct tl_scenario *scenario,
                     const struct tl_scenario_options *options)
{
    struct tl_text replay = {0};
    const char **set = tl_alloc(options->change_count + 1, sizeof *set);
    print_options(options, &replay);
    for (size_t i = 0; i < options->change_count; i++) {
        set[report->set_count++] = print_change(&options->changes[i]);
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

static void add_change(struct tl_changes *changes, const struct tl_change *change)
{
    changes->items = tl_grow(changes->items, changes->count, &changes->capacity, sizeof *changes->items);
    changes->items[changes->count++] = *change;
}

void tl_changes_add(struct tl_changes *changes, const char *path, const char *value)
{
    add_change(changes, &(struct tl_change){path, value, NULL});
}

void tl_changes_clear(struct tl_changes *changes)
{
    free(changes->items);
    *changes = (struct tl_changes){0};
}

/* Is it the first file with a change of --vary, and not a file of its own? */
static bool is_varied(const struct tl_variants_source *source, size_t number)
{
    return number >= source->files->count;
}

static const struct tl_change *find_vary(const struct tl_variants_source *source, size_t number)
{
    return &source->vary[number - source->files->count];
}

struct tl_scenario_options tl_variants_options(const struct tl_variants_source *source, size_t number,
                                               const struct tl_changes *last)
{
    struct tl_scenario_options options = *source->options;
    struct tl_changes changes = {0};
    for (size_t i = 0; i < options.change_count; i++) {
        add_change(&changes, &options.changes[i]);
    }
    if (is_varied(source, number)) {
        add_change(&changes, find_vary(source, number));
    }
    for (size_t i = 0; last && i < last->count; i++) {
        add_change(&changes, &last->items[i]);
    }
    options.changes = changes.items;
    options.change_count = changes.count;
    options.change_capacity = changes.capacity;
    return options;
}

const char *tl_variants_spec(const struct tl_variants_source *source, size_t number)
{
    return source->files->items[is_varied(source, number) ? 0 : number];
}

/* Read scenario `number` of the source.
 * label  NULL, or what to call it instead */
static bool add(struct tl_variants *variants, size_t number, const struct tl_changes *last, const char *label,
                struct tl_error *err)
{
    struct tl_scenario_options options = tl_variants_options(variants->source, number, last);
    struct tl_scenario *scenario;
    struct tl_model *model =
        tl_read_model(&options, tl_variants_spec(variants->source, number), label, &scenario, err);
    if (model) {
        grow(variants);
        variants->models[variants->count] = model;
        variants->scenarios[variants->count] = scenario;
        variants->reports[variants->count] = (struct tl_report_scenario){0};
        describe(&variants->reports[variants->count], scenario, &options);
        variants->count++;
    }
    free(options.changes);
    return model != NULL;
}

static bool has_label(const struct tl_variants *variants, const char *label)
{
    for (size_t i = 0; i < variants->count; i++) {
        if (strcmp(label, variants->models[i]->roster.scenario) == 0) {
            return true;
        }
    }
    return false;
}

bool tl_variants_add_changed(struct tl_variants *variants, size_t number, const struct tl_changes *last,
                             const char *label, struct tl_error *err)
{
    if (has_label(variants, label)) {
        return tl_error_add(err, TL_FAULT_USER,
                            "%s: two variants would have this label, one of them made of %s; give that file "
                            "another label as LABEL=FILE",
                            label, variants->scenarios[number]->file);
    }
    return add(variants, number, last, label, err);
}

/* A variant of the first file by one change, labelled PATH=VALUE. */
static bool add_vary(struct tl_variants *variants, size_t number, const struct tl_changes *last,
                     struct tl_error *err)
{
    char *label = print_change(find_vary(variants->source, number));
    bool is_seed = strcmp(find_vary(variants->source, number)->path, "seed") == 0;
    bool good = !is_seed ||
                tl_error_add(err, TL_FAULT_USER,
                             "--vary %s: would change nothing, since pairs share their draws; --seed N gives "
                             "all of them others",
                             label);
    good = good && add(variants, number, last, label, err);
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

bool tl_variants_read(struct tl_variants *variants, const struct tl_variants_source *source,
                      const struct tl_changes *last, struct tl_error *err)
{
    size_t files = source->files->count;
    bool good = true;
    *variants = (struct tl_variants){.source = source};
    for (size_t i = 0; i < files; i++) {
        good = add(variants, i, last, NULL, err) && good;
    }
    /* a broken base would be reported once a variant */
    for (size_t i = 0; i < source->vary_count && good; i++) {
        good = add_vary(variants, files + i, last, err);
    }
    return good && check_variants(variants, files, err);
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
