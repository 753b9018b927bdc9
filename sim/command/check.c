/* trilat check [BASELINE|FOLDER...] */
#include "command/check.h"

#include <argp.h>
#include <errno.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "baseline/trial.h"
#include "command/command.h"
#include "command/read.h"
#include "command/study_options.h"
#include "experiment/interrupt.h"
#include "report/check.h"
#include "report/save.h"
#include "scenario/mistake.h"
#include "scenario/source.h"

enum {
    OPTION_UPDATE = 0x4001,
    OPTION_JUNIT,
    OPTION_MARKDOWN,
    OPTION_FORMAT,
    OPTION_SEED,
    OPTION_JOBS,
    OPTION_COLOR
};

struct input {
    struct tl_arguments files;
    struct tl_check_options options;
    bool update, n_given;
    const char *junit, *markdown; /* files; NULL: none */
    enum tl_check_format format;
};

/* ---- options ---- */

static void check_input(struct argp_state *state, const struct input *input)
{
    if (input->update && input->files.count == 0) {
        argp_error(state, "--update: which scenarios?");
    }
    if (!input->update && (input->n_given || input->options.seed_given)) {
        argp_error(state, "-n and --seed go with --update: a baseline says by itself what is run");
    }
    if (input->update && (input->junit || input->markdown || input->format != TL_CHECK_TABLE)) {
        argp_error(state, "--junit, --markdown and --format go without --update");
    }
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
    static const char *const colors[] = {"auto", "always", "never", NULL};
    struct input *input = state->input;
    switch (key) {
    case OPTION_UPDATE:
        input->update = true;
        return 0;
    case OPTION_JUNIT:
        input->junit = arg;
        return 0;
    case OPTION_MARKDOWN:
        input->markdown = arg;
        return 0;
    case OPTION_FORMAT:
        input->format = (enum tl_check_format)tl_choice_parse(state, "--format", arg, tl_check_formats);
        return 0;
    case OPTION_SEED:
        input->options.seed = tl_count_parse(state, "--seed", arg, 0, TL_SEED_MOST);
        input->options.seed_given = true;
        return 0;
    case OPTION_JOBS:
        input->options.jobs = (unsigned)tl_count_parse(state, "--jobs", arg, 1, INT16_MAX);
        return 0;
    case OPTION_COLOR:
        input->options.color = (enum tl_color)tl_choice_parse(state, "--color", arg, colors);
        return 0;
    case 'n':
        input->options.n = tl_count_parse(state, "-n", arg, TL_BASELINE_LEAST, TL_N_MOST);
        input->n_given = true;
        return 0;
    case ARGP_KEY_ARG:
        tl_arguments_add(&input->files, arg);
        return 0;
    case ARGP_KEY_END:
        check_input(state, input);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

/* ---- which baselines ---- */

static struct tl_arguments *found; /* by nftw, which passes no context on */

static int take_file(const char *path, const struct stat *status, int type, struct FTW *where)
{
    (void)status;
    const char *name = path + where->base;
    if (type == FTW_D && where->level > 0 && *name == '.') {
        return FTW_SKIP_SUBTREE;
    }
    if (type == FTW_F && tl_baseline_is_named(name)) {
        tl_arguments_add(found, tl_copy(strncmp(path, "./", 2) == 0 ? path + 2 : path));
    }
    return FTW_CONTINUE;
}

static int compare_paths(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* All below a folder, but for hidden folders, sorted. */
static bool search_folder(const char *folder, struct tl_arguments *files, struct tl_error *err)
{
    size_t before = files->count;
    found = files;
    if (nftw(folder, take_file, 16, FTW_PHYS | FTW_ACTIONRETVAL) != 0) {
        return tl_error_add(err, TL_FAULT_WORLD, "cannot look for baselines in %s: %s", folder,
                            strerror(errno));
    }
    if (files->count == before) {
        return tl_error_add(err, TL_FAULT_USER,
                            "no **/*" TL_BASELINE_SUFFIX
                            " below %s: write one with trilat check --update SCENARIO",
                            strcmp(folder, ".") == 0 ? "this folder" : folder);
    }
    qsort(files->items + before, files->count - before, sizeof *files->items, compare_paths);
    return true;
}

static bool is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* A scenario, most likely. */
static bool refuse_name(const char *name, struct tl_error *err)
{
    struct tl_arena *arena = tl_arena_create();
    const char *path = tl_baseline_path(arena, name);
    if (access(path, F_OK) == 0) {
        tl_error_add(err, TL_FAULT_USER, "%s: is no baseline: its own is %s", name, path);
    } else {
        tl_error_add(err, TL_FAULT_USER,
                     "%s: is no baseline: their names end in " TL_BASELINE_SUFFIX
                     "; trilat check --update SCENARIO writes one",
                     name);
    }
    tl_arena_destroy(arena);
    return false;
}

/* The baselines that are named, and those below the folders that are; below this one where nothing is.
 * files  out: the paths are the caller's to free */
static bool find_baselines(const struct tl_arguments *named, struct tl_arguments *files, struct tl_error *err)
{
    bool good = named->count > 0 || search_folder(".", files, err);
    for (size_t i = 0; i < named->count; i++) {
        if (is_folder(named->items[i])) {
            good = search_folder(named->items[i], files, err) && good;
        } else if (!tl_baseline_is_named(named->items[i])) {
            good = refuse_name(named->items[i], err);
        } else {
            tl_arguments_add(files, tl_copy(named->items[i]));
        }
    }
    return good;
}

/* ---- the trials ---- */

/* Is the scenario of a baseline there, and is it the one beside it? */
static bool check_owner(const struct tl_baseline *baseline, const char *scenario, struct tl_error *err)
{
    struct tl_arena *arena = baseline->arena;
    if (strcmp(tl_baseline_path(arena, scenario), baseline->path) != 0) {
        return tl_error_add(
            err, TL_FAULT_USER,
            "%s: is the baseline of %s, which has another name: where that was renamed, write "
            "it anew with trilat check --update SCENARIO",
            baseline->path, baseline->scenario);
    }
    return access(scenario, F_OK) == 0 ||
           tl_error_add(err, TL_FAULT_USER,
                        "%s: is the baseline of %s, which is not there: where that was removed, remove this "
                        "and %s, too",
                        baseline->path, scenario, tl_baseline_trace_path(arena, baseline->path));
}

/* Read a baseline, its scenario, and what that expects. */
static void read_trial(const char *file, struct tl_trial *trial)
{
    static const struct tl_scenario_options none = {0};
    struct tl_mistakes mistakes = {0};
    struct tl_scenario *scenario = NULL;
    *trial = (struct tl_trial){.path = file};
    trial->baseline = tl_baseline_read(file, &trial->failures);
    if (trial->baseline) {
        struct tl_arena *arena = trial->baseline->arena;
        const char *path = tl_path_join(arena, tl_path_folder(arena, file), trial->baseline->scenario);
        if (check_owner(trial->baseline, path, &trial->failures)) {
            trial->model = tl_read_model(&none, path, NULL, &scenario, &trial->failures);
        }
        trial->scenario = scenario;
    }
    if (trial->model) {
        tl_trial_read(trial, &mistakes);
    }
    tl_mistakes_tell(&mistakes, &trial->failures);
    tl_mistakes_clear(&mistakes);
}

static void clear_trial(struct tl_trial *trial)
{
    tl_trial_clear(trial);
    tl_model_destroy((struct tl_model *)(uintptr_t)trial->model);
    tl_scenario_destroy((struct tl_scenario *)(uintptr_t)trial->scenario);
    tl_baseline_destroy(trial->baseline);
}

static void tell_cost(const struct tl_trial *trials, size_t count)
{
    size_t replications = 0;
    for (size_t i = 0; i < count; i++) {
        replications += trials[i].baseline->replications;
    }
    fprintf(stderr, "%zu baseline%s, at most %zu replications\n", count, count == 1 ? "" : "s", replications);
}

static bool run_trial(struct tl_trial *trial, unsigned jobs)
{
    struct tl_text folder = {0};
    bool good = tl_scratch_make(&folder, &trial->failures) &&
                tl_trial_run(trial, jobs, tl_text_get(&folder), isatty(STDERR_FILENO));
    tl_scratch_remove(&folder);
    return good && !trial->interrupted;
}

/* Read them all, and run them if all can be. */
static void run_trials(const struct tl_arguments *files, struct tl_trial *trials, unsigned jobs)
{
    bool good = true;
    for (size_t i = 0; i < files->count; i++) {
        read_trial(files->items[i], &trials[i]);
        good = good && tl_error_is_empty(&trials[i].failures);
    }
    if (good) {
        tell_cost(trials, files->count);
    }
    struct tl_interrupt interrupt;
    tl_interrupt_begin(&interrupt);
    for (size_t i = 0; i < files->count && good; i++) {
        trials[i].interrupted = tl_interrupt_came(); /* between two */
        good = !trials[i].interrupted && run_trial(&trials[i], jobs);
    }
    tl_interrupt_end(&interrupt);
}

/* The gravest: what failed before a wrong answer, that before one that is open. */
static int gather_status(const struct tl_trial *trials, size_t count)
{
    static const enum tl_fault order[] = {TL_FAULT_INTERRUPT, TL_FAULT_WORLD, TL_FAULT_USER, TL_FAULT_NO,
                                          TL_FAULT_UNDECIDED};
    for (size_t k = 0; k < sizeof order / sizeof *order; k++) {
        for (size_t i = 0; i < count; i++) {
            if (tl_trial_outcome(&trials[i]) == order[k]) {
                return (int)order[k];
            }
        }
    }
    return TL_FAULT_NONE;
}

static void save_report(const char *path, const struct tl_trial *trials, size_t count,
                        enum tl_check_format format, struct tl_error *err)
{
    struct tl_text text = {0};
    if (path) {
        tl_check_print(trials, count, format, NULL, &text);
        tl_save_text(path, &text, err);
    }
    tl_text_clear(&text);
}

static void report_trials(const struct tl_trial *trials, size_t count, const struct input *input,
                          struct tl_error *err)
{
    struct tl_text text = {0};
    struct tl_page page = tl_page_detect(stdout, input->options.color);
    bool has_news = false; /* mistakes alone go to the standard error */
    for (size_t i = 0; i < count; i++) {
        has_news = has_news || !tl_check_is_absent(&trials[i]);
    }
    if (has_news || input->format != TL_CHECK_TABLE) {
        tl_check_print(trials, count, input->format, &page, &text);
    }
    tl_command_write(&text);
    tl_text_clear(&text);
    save_report(input->junit, trials, count, TL_CHECK_JUNIT, err);
    save_report(input->markdown, trials, count, TL_CHECK_MARKDOWN, err);
}

static int check_files(const struct tl_arguments *files, const struct input *input, struct tl_error *err)
{
    struct tl_trial *trials = tl_alloc(files->count, sizeof *trials);
    run_trials(files, trials, input->options.jobs);
    report_trials(trials, files->count, input, err);
    int status = gather_status(trials, files->count);
    for (size_t i = 0; i < files->count; i++) {
        for (size_t line = 0; line < trials[i].failures.count; line++) {
            tl_error_add(err, trials[i].failures.fault, "%s", trials[i].failures.lines[line]);
        }
        clear_trial(&trials[i]);
    }
    free(trials);
    return status;
}

static int check(struct input *input, struct tl_error *err)
{
    if (input->update) {
        return tl_check_update(&input->files, &input->options, err);
    }
    struct tl_arguments files = {0};
    bool good = find_baselines(&input->files, &files, err);
    good = (!input->junit || tl_save_check(input->junit, err)) && good;
    good = (!input->markdown || tl_save_check(input->markdown, err)) && good;
    int status = good ? check_files(&files, input, err) : TL_FAULT_NONE;
    for (size_t i = 0; i < files.count; i++) {
        free((char *)(uintptr_t)files.items[i]);
    }
    tl_arguments_clear(&files);
    return status;
}

int tl_command_check(int argc, char **argv)
{
    static const struct argp_option rows[] = {
        {"update", OPTION_UPDATE, NULL, 0,
         "write or rewrite the baselines of these scenarios, and tell what moved", 1},
        {"replications", 'n', "N", 0, "of new baselines: 300 unless given, or as before", 1},
        {"seed", OPTION_SEED, "SEED", 0, "of new baselines: the scenario's own unless given", 1},
        {"format", OPTION_FORMAT, "table|json|github|markdown|junit", 0,
         "table unless given; github writes annotations, markdown a summary of a step", 2},
        {"junit", OPTION_JUNIT, "FILE", 0,
         "write a JUnit report as well; what is undecided is a failure there", 2},
        {"markdown", OPTION_MARKDOWN, "FILE", 0, "write the summary in Markdown as well", 2},
        {"color", OPTION_COLOR, "auto|always|never", 0, "auto unless given", 2},
        {"jobs", OPTION_JOBS, "N", 0, "replications at a time; as many as there are processors unless given",
         3},
        {0},
    };
    static const struct argp argp = {
        .options = rows,
        .parser = parse,
        .args_doc = "[BASELINE|FOLDER...]\n--update SCENARIO...",
        .doc = "Hold scenarios against their baselines, X" TL_BASELINE_SUFFIX
               " beside X.cfg: those that are named, all below folders that are, and all below this one "
               "where nothing is named. The exit status is 0 if every "
               "outcome is what it was, bit for "
               "bit or within what matters, and all that scenarios expect holds; 1 if something moved or "
               "fails; 4 if it is undecided."
               "\vExample: trilat check --update base.cfg && git add base.check.json base.check.trace.gz",
    };
    struct input input = {.options = {.n = 0, .jobs = tl_study_jobs_default()}};
    struct tl_error err = {0};
    argp_parse(&argp, argc, argv, 0, NULL, &input);
    int status = check(&input, &err);
    tl_arguments_clear(&input.files);
    int told = tl_command_fail(&err);
    return told != TL_FAULT_NONE ? told : status;
}
