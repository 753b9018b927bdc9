/* trilat trace measure TRACE...: the traces of a study bring back its report. */
#include <argp.h>
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "command/clash.h"
#include "command/command.h"
#include "command/output.h"
#include "command/quote.h"
#include "command/study_options.h"
#include "command/trace.h"
#include "experiment/fold.h"
#include "measure/measure.h"
#include "model/model.h"
#include "trace/reader.h"

struct input {
    struct tl_study_input study;
    struct tl_arguments paths;
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
    struct input *input = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &input->study;
        return 0;
    case ARGP_KEY_ARG:
        tl_arguments_add(&input->paths, arg);
        return 0;
    case ARGP_KEY_NO_ARGS:
        argp_error(state, "which trace?");
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

/* One trace, and where it belongs. */
struct record {
    const char *path;
    size_t variant;
    uint64_t replication;
};

/* One scenario. Its first trace stays open, since the roster lives there. */
struct variant {
    const char *path;
    struct tl_trace_reader *reader;
    struct tl_model model; /* nothing but the roster: all that a report looks at */
    size_t traces;
    char *file; /* for the report's head */
};

struct archive {
    struct record *records; /* after sorting: by replication, then variant */
    size_t record_count;
    struct variant *variants; /* in the order of their first traces */
    size_t variant_count;
};

/* Pairs need the same draws, and one scenario a label. */
static const char *find_clash(const struct tl_roster *roster, const struct tl_roster *first, bool same_label)
{
    if (same_label && strcmp(roster->hash, first->hash) != 0) {
        return "scenarios of the same label but different contents";
    }
    if (roster->seed != first->seed) {
        return "different seeds";
    }
    return strcmp(roster->program, first->program) != 0 ? "different versions of the program" : NULL;
}

/* Which variant a header belongs to; the number of variants where it is a new one. */
static size_t find_variant(const struct archive *archive, const struct tl_roster *roster)
{
    size_t i = 0;
    while (i < archive->variant_count &&
           strcmp(archive->variants[i].model.roster.scenario, roster->scenario) != 0) {
        i++;
    }
    return i;
}

/* Read a trace's header and put it where it belongs. The reader is kept or closed. */
static bool add_record(struct archive *archive, const char *path, struct tl_trace_reader *reader,
                       struct tl_error *err)
{
    const struct tl_roster *roster = tl_trace_reader_roster(reader);
    size_t number = find_variant(archive, roster);
    bool is_new = number == archive->variant_count;
    const struct variant *first = &archive->variants[is_new ? 0 : number];
    const char *clash = archive->variant_count > 0 ? find_clash(roster, &first->model.roster, !is_new) : NULL;
    archive->records[archive->record_count++] = (struct record){path, number, roster->replication};
    if (is_new) {
        archive->variants[archive->variant_count++] =
            (struct variant){.path = path, .reader = reader, .model = {.roster = *roster}};
    }
    archive->variants[number].traces++;
    bool good = !clash || tl_error_add(err, TL_FAULT_USER, "%s and %s are of %s", first->path, path, clash);
    good = good && tl_clash_check(roster, path, &first->model.roster, first->path, err);
    if (!is_new) {
        tl_trace_reader_close(reader);
    }
    return good;
}

static int compare_records(const void *a, const void *b)
{
    const struct record *first = a;
    const struct record *second = b;
    if (first->replication != second->replication) {
        return first->replication < second->replication ? -1 : 1;
    }
    return first->variant < second->variant ? -1 : first->variant > second->variant;
}

/* Does a group of records hold each variant once, all of one replication? */
static bool is_whole(const struct record *group, size_t left, size_t variant_count)
{
    for (size_t v = 0; v < variant_count; v++) {
        if (v >= left || group[v].variant != v || group[v].replication != group[0].replication) {
            return false;
        }
    }
    return true;
}

/* Sorted, the records must be whole replications, none of them twice. */
static bool check_grid(const struct archive *archive, struct tl_error *err)
{
    const struct record *records = archive->records;
    size_t count = archive->record_count;
    for (size_t i = 1; i < count; i++) {
        if (compare_records(&records[i - 1], &records[i]) == 0) {
            return tl_error_add(err, TL_FAULT_USER, "%s and %s are of the same replication",
                                records[i - 1].path, records[i].path);
        }
    }
    for (size_t i = 0; i < count; i += archive->variant_count) {
        if (!is_whole(&records[i], count - i, archive->variant_count)) {
            return tl_error_add(err, TL_FAULT_USER,
                                "%s has no counterpart: each scenario needs the same replications",
                                records[i].path);
        }
    }
    return true;
}

static bool open_archive(struct archive *archive, const struct tl_arguments *paths, struct tl_error *err)
{
    *archive = (struct archive){
        .records = tl_alloc(paths->count, sizeof *archive->records),
        .variants = tl_alloc(paths->count, sizeof *archive->variants),
    };
    for (size_t i = 0; i < paths->count; i++) {
        struct tl_trace_reader *reader = tl_trace_reader_open(paths->items[i], err);
        if (!reader || !add_record(archive, paths->items[i], reader, err)) {
            return false;
        }
    }
    qsort(archive->records, archive->record_count, sizeof *archive->records, compare_records);
    return check_grid(archive, err);
}

static void close_archive(struct archive *archive)
{
    for (size_t i = 0; i < archive->variant_count; i++) {
        tl_trace_reader_close(archive->variants[i].reader);
        free(archive->variants[i].file);
    }
    free(archive->records);
    free(archive->variants);
}

/* Feed a whole trace to fresh measures of its variant. NULL where it is damaged. */
static struct tl_measures *measure_trace(const struct archive *archive, const struct record *record,
                                         struct tl_error *err)
{
    const struct variant *variant = &archive->variants[record->variant];
    bool is_open = strcmp(record->path, variant->path) == 0;
    struct tl_trace_reader *reader = is_open ? variant->reader : tl_trace_reader_open(record->path, err);
    if (!reader) {
        return NULL;
    }
    struct tl_measures *measures = tl_measures_create(&variant->model.roster);
    struct tl_sink sink = tl_measures_sink(measures);
    struct tl_event event;
    enum tl_trace_step step;
    while ((step = tl_trace_reader_next(reader, &event, err)) == TL_TRACE_EVENT) {
        sink.take(sink.self, &event);
    }
    if (!is_open) {
        tl_trace_reader_close(reader);
    }
    if (step == TL_TRACE_BROKEN) {
        tl_measures_destroy(measures);
        return NULL;
    }
    return measures;
}

/* Measure and fold one replication after the other, as the study itself did. */
static bool fold_all(struct tl_study *study, const struct archive *archive, struct tl_error *err)
{
    struct tl_measures **measures = tl_alloc(archive->variant_count, sizeof(struct tl_measures *));
    struct tl_result *results = tl_alloc(archive->variant_count, sizeof *results);
    bool good = true;
    for (size_t i = 0; i < archive->record_count && good; i += archive->variant_count) {
        for (size_t v = 0; v < archive->variant_count; v++) {
            measures[v] = good ? measure_trace(archive, &archive->records[i + v], err) : NULL;
            good = measures[v] != NULL;
            if (good) {
                results[v].outcome = *tl_measures_finish(measures[v]);
            }
        }
        if (good) {
            tl_fold_add(study, archive->records[i].replication, results);
        }
        for (size_t v = 0; v < archive->variant_count; v++) {
            tl_measures_destroy(measures[v]);
        }
    }
    free(measures);
    free(results);
    return good;
}

/* "FILE", or "FILE and 9 more". */
static char *describe_file(const struct variant *variant)
{
    struct tl_text text = {0};
    tl_text_add(&text, variant->path);
    if (variant->traces > 1) {
        tl_text_print(&text, " and %zu more", variant->traces - 1);
    }
    return text.data;
}

static int write_report(const struct input *input, const struct tl_study *study, struct archive *archive,
                        struct tl_error *err)
{
    struct tl_report_scenario *scenarios = tl_alloc(archive->variant_count, sizeof *scenarios);
    struct tl_text command = {0};
    for (size_t i = 0; i < archive->variant_count; i++) {
        archive->variants[i].file = describe_file(&archive->variants[i]);
        scenarios[i] = (struct tl_report_scenario){.file = archive->variants[i].file, .options = ""};
    }
    tl_text_add(&command, "trilat trace measure");
    for (size_t i = 0; i < input->paths.count; i++) {
        tl_quote_add(&command, input->paths.items[i]);
    }
    struct tl_report report = {
        .study = study, .scenarios = scenarios, .command = tl_text_get(&command), .confidence = 0.95};
    int status = tl_study_input_write(&input->study, &report, err);
    tl_text_clear(&command);
    free(scenarios);
    return status;
}

static int measure_archive(const struct input *input, struct archive *archive, struct tl_error *err)
{
    size_t count = archive->variant_count;
    assert(count > 0); /* argp saw to a trace */
    /* they tell the columns for the study's life */
    struct tl_measures **measures = tl_alloc(count, sizeof(struct tl_measures *));
    struct tl_study study = {
        .options = {.seed = archive->variants[0].model.roster.seed,
                    .first = archive->records[0].replication,
                    .n = archive->record_count / count,
                    .jobs = 1},
        .variant_count = count,
        .variants = tl_alloc(count, sizeof *study.variants),
    };
    for (size_t i = 0; i < count; i++) {
        study.variants[i].model = &archive->variants[i].model;
        measures[i] = tl_measures_create(&archive->variants[i].model.roster);
    }
    tl_fold_init(&study, measures);
    int status = TL_FAULT_USER;
    if (fold_all(&study, archive, err)) {
        status = write_report(input, &study, archive, err);
    }
    tl_fold_clear(&study);
    for (size_t i = 0; i < count; i++) {
        tl_measures_destroy(measures[i]);
    }
    free(study.variants);
    free(measures);
    return status;
}

int tl_trace_verb_measure(int argc, char **argv)
{
    static const struct argp_child children[] = {TL_OUTPUT_CHILD, {0}};
    static const struct argp argp = {
        .parser = parse,
        .children = children,
        .args_doc = "TRACE...",
        .doc = "Measure traces: the report that trilat run, or trilat compare, gave for these replications, "
               "to the last digit. "
               "Traces of one scenario are its replications; those of another are compared with the first's, "
               "and then each "
               "needs the same replications."
               "\vExample: trilat trace measure base.r*.trace.gz blockade.r*.trace.gz",
    };
    struct input input = {0};
    struct archive archive;
    struct tl_error err = {0};
    tl_study_input_init(&input.study);
    argp_parse(&argp, argc, argv, 0, NULL, &input);
    int status = TL_FAULT_USER;
    if (open_archive(&archive, &input.paths, &err) &&
        tl_output_check(input.study.file, input.paths.items, input.paths.count, &err)) {
        status = measure_archive(&input, &archive, &err);
    }
    close_archive(&archive);
    tl_arguments_clear(&input.paths);
    int told = tl_command_fail(&err);
    return told != TL_FAULT_NONE ? told : status;
}
