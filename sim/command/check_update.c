/* trilat check --update: new baselines. */
#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "baseline/judge.h"
#include "command/check.h"
#include "command/command.h"
#include "command/read.h"
#include "experiment/interrupt.h"
#include "experiment/traces.h"
#include "report/check.h"
#include "report/save.h"

/* ---- scratch folders ---- */

bool tl_scratch_make(struct tl_text *path, struct tl_error *err)
{
    const char *folder = getenv("TMPDIR");
    tl_text_print(path, "%s/trilat-check-XXXXXX", folder && *folder ? folder : "/tmp");
    if (mkdtemp(path->data) == NULL) {
        tl_error_add(err, TL_FAULT_WORLD, "%s: cannot make a folder for traces: %s", path->data,
                     strerror(errno));
        tl_text_clear(path);
        return false;
    }
    return true;
}

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *where)
{
    (void)status;
    (void)type;
    (void)where;
    return remove(path);
}

void tl_scratch_remove(struct tl_text *path)
{
    if (path->size > 0) {
        nftw(path->data, remove_one, 4, FTW_DEPTH | FTW_PHYS);
    }
    tl_text_clear(path);
}

/* ---- the trace ---- */

/* Put the trace of replication 0 beside the baseline. */
static bool keep_trace(const struct tl_study *study, const struct tl_baseline *baseline, struct tl_error *err)
{
    struct tl_text path = {0};
    struct tl_text bytes = {0};
    tl_traces_print_path(&path, study->options.traces, study->variants[0].model->roster.scenario, 0);
    bool good =
        (tl_file_read(tl_text_get(&path), &bytes) ||
         tl_error_add(err, TL_FAULT_WORLD, "%s: cannot read it: %s", tl_text_get(&path), strerror(errno))) &&
        tl_save_text(tl_baseline_trace_path(baseline->arena, baseline->path), &bytes, err);
    tl_text_clear(&path);
    tl_text_clear(&bytes);
    return good;
}

/* ---- what moved ---- */

static void tell_moves(const struct tl_baseline *before, const struct tl_baseline *after,
                       const struct tl_scenario *scenario, const struct tl_study *study, bool is_lost,
                       enum tl_color color)
{
    struct tl_text text = {0};
    struct tl_page page = tl_page_detect(stdout, color);
    size_t both = before && before->seed == after->seed
                      ? (before->replications < study->kept ? before->replications : study->kept)
                      : 0;
    tl_text_print(&text, "%s: %zu replications, seed %llu", after->path, after->replications,
                  (unsigned long long)after->seed);
    if (both == 0) {
        tl_text_add(&text, before    ? "; another seed than before\n"
                           : is_lost ? "; new, with usual tolerances: the one before could not be read\n"
                                     : "; new\n");
    } else {
        size_t first;
        struct tl_baseline_changes changes = {0};
        struct tl_judgements judgements;
        size_t different = tl_baseline_count_different(before, &study->variants[0], both, &first);
        tl_baseline_compare(before, scenario, &changes);
        tl_baseline_judge(before, &study->variants[0], both, &judgements);
        tl_text_print(&text, "; %zu of %zu replications have other events than before\n", different, both);
        tl_check_print_moves(&changes, &judgements, &page, &text);
        tl_judgements_clear(&judgements);
        free(changes.items);
    }
    tl_command_write(&text);
    tl_text_clear(&text);
}

/* ---- one scenario ---- */

/* What was there before; one that cannot be read is as none, and that is told.
 * is_lost  out: there is such a one */
static struct tl_baseline *read_before(const char *path, bool *is_lost)
{
    struct tl_error why = {0};
    struct tl_baseline *before = access(path, F_OK) == 0 ? tl_baseline_read(path, &why) : NULL;
    *is_lost = !tl_error_is_empty(&why);
    tl_error_print(&why, stderr);
    tl_error_clear(&why);
    return before;
}

static void write_baseline(const struct tl_scenario *scenario, const struct tl_study *study, const char *path,
                           const struct tl_baseline *before, bool is_lost, enum tl_color color,
                           struct tl_error *err)
{
    struct tl_text text = {0};
    struct tl_baseline *baseline = tl_baseline_make(path, scenario, study, before, err);
    if (baseline) {
        tl_baseline_print(baseline, &text);
        if (keep_trace(study, baseline, err) && tl_save_text(path, &text, err)) {
            tell_moves(before, baseline, scenario, study, is_lost, color);
        }
    }
    tl_text_clear(&text);
    tl_baseline_destroy(baseline);
}

static bool refuse_study(const struct tl_scenario *scenario, const struct tl_study *study,
                         struct tl_error *err)
{
    if (study->interrupted) {
        return tl_error_add(err, TL_FAULT_INTERRUPT, "%s: interrupted: nothing was written", scenario->file);
    }
    if (study->crash_count > 0) {
        return tl_error_add(err, TL_FAULT_WORLD, "%s: replication %llu crashed (%s): nothing was written",
                            scenario->file, (unsigned long long)study->crashes[0].replication,
                            study->crashes[0].why);
    }
    if (study->variants[0].events == 0) {
        return tl_error_add(err, TL_FAULT_USER, "%s: nothing happens in it: nothing was written",
                            scenario->file);
    }
    return true;
}

/* Write the baseline of a scenario; what keeps it from that is told. */
static void update(const char *file, const struct tl_check_options *options, struct tl_error *err)
{
    static const struct tl_scenario_options none = {0};
    if (tl_baseline_is_named(file)) {
        tl_error_add(err, TL_FAULT_USER, "%s: is a baseline: name its scenario", file);
        return;
    }
    struct tl_scenario *scenario;
    const struct tl_model *model = tl_read_model(&none, file, NULL, &scenario, err);
    if (model == NULL) {
        return;
    }
    struct tl_text folder = {0};
    const char *path = tl_baseline_path(scenario->arena, file);
    bool is_lost;
    struct tl_baseline *before = read_before(path, &is_lost);
    struct tl_study_options study_options = {
        .seed = options->seed_given ? options->seed
                : before            ? before->seed
                                    : model->roster.seed,
        .n = options->n > 0 ? options->n
             : before       ? before->replications
                            : TL_BASELINE_N,
        .jobs = options->jobs,
        .trace_last = TL_BASELINE_RECORDS - 1,
        .fingerprints = true,
        .draw_progress = isatty(STDERR_FILENO),
    };
    bool good = tl_save_check(path, err) && tl_scratch_make(&folder, err);
    if (good) {
        fprintf(stderr, "%s: %llu replications\n", path, (unsigned long long)study_options.n);
    }
    study_options.traces = tl_text_get(&folder);
    struct tl_study *study = good ? tl_study_run(&model, 1, &study_options, err) : NULL;
    if (study && refuse_study(scenario, study, err)) {
        write_baseline(scenario, study, path, before, is_lost, options->color, err);
    }
    tl_study_destroy(study);
    tl_scratch_remove(&folder);
    tl_baseline_destroy(before);
    tl_model_destroy((struct tl_model *)(uintptr_t)model);
    tl_scenario_destroy(scenario);
}

int tl_check_update(const struct tl_arguments *scenarios, const struct tl_check_options *options,
                    struct tl_error *err)
{
    struct tl_interrupt interrupt;
    tl_interrupt_begin(&interrupt);
    for (size_t i = 0; i < scenarios->count; i++) {
        if (tl_interrupt_came()) {
            tl_error_add(err, TL_FAULT_INTERRUPT, "%s: interrupted: nothing was written",
                         scenarios->items[i]);
        } else {
            update(scenarios->items[i], options, err); /* a mistake in one is none of the others */
        }
    }
    tl_interrupt_end(&interrupt);
    return (int)err->fault;
}
