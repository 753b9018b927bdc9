/* trilat validate SCENARIO... */
#include <argp.h>
#include <string.h>

#include "baseline/trial.h"
#include "command/command.h"
#include "command/read.h"
#include "report/page.h"
#include "scenario/mistake.h"

struct input {
    struct tl_scenario_options scenario;
    struct tl_arguments files;
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
    struct input *input = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &input->scenario;
        return 0;
    case ARGP_KEY_ARG:
        tl_arguments_add(&input->files, arg);
        return 0;
    case ARGP_KEY_NO_ARGS:
        argp_error(state, "which scenario?");
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

/* Assets as they are counted in a run: a count is that many. */
static int64_t count_assets(const struct tl_scenario *scenario)
{
    int64_t count = 0;
    for (size_t i = 0; i < scenario->asset_count; i++) {
        count += scenario->assets[i].count;
    }
    return count;
}

static void add_count(struct tl_text *out, int64_t count, const char *one, const char *many)
{
    tl_text_print(out, "%lld %s, ", (long long)count, count == 1 ? one : many);
}

static void print_summary(const struct tl_scenario *scenario)
{
    struct tl_text text = {0};
    tl_text_print(&text, "%s: ok: ", scenario->file);
    add_count(&text, (int64_t)scenario->mission_count, "mission", "missions");
    add_count(&text, count_assets(scenario), "asset", "assets");
    tl_text_add_real(&text, (double)scenario->top.horizon_s / (double)TL_DAY_S);
    tl_text_print(&text, " d, %zu uncertain input%s\n", scenario->uncertain_count,
                  scenario->uncertain_count == 1 ? "" : "s");
    tl_command_write(&text);
    tl_text_clear(&text);
}

/* What can never happen, on stderr: no mistakes. */
static void print_notes(const struct tl_model *model)
{
    struct tl_mistakes notes = {0};
    struct tl_error lines = {0};
    struct tl_text text = {0};
    struct tl_page page = tl_page_detect(stderr, TL_COLOR_AUTO);
    tl_model_note(model, &notes);
    tl_mistakes_tell(&notes, &lines);
    for (size_t i = 0; i < lines.count; i++) {
        tl_page_add(&page, &text, TL_INK_WARNING, "trilat: note:");
        tl_text_print(&text, " %s\n", lines.lines[i]);
    }
    tl_command_flush(); /* keeps the order where both go to one file */
    fputs(tl_text_get(&text), stderr);
    tl_text_clear(&text);
    tl_error_clear(&lines);
    tl_mistakes_clear(&notes);
}

/* What it expects must be something that is measured. */
static bool check_expected(const struct tl_scenario *scenario, const struct tl_model *model,
                           struct tl_error *err)
{
    struct tl_trial trial = {.scenario = scenario, .model = model};
    struct tl_mistakes mistakes = {0};
    bool good = tl_trial_read(&trial, &mistakes);
    tl_mistakes_tell(&mistakes, err);
    tl_mistakes_clear(&mistakes);
    tl_trial_clear(&trial);
    return good;
}

static void validate(const struct tl_scenario_options *options, const char *spec, struct tl_error *err)
{
    struct tl_scenario *scenario;
    struct tl_model *model = tl_read_model(options, spec, NULL, &scenario, err);
    if (model && check_expected(scenario, model, err)) {
        print_summary(scenario);
        print_notes(model);
    }
    tl_model_destroy(model);
    tl_scenario_destroy(scenario);
}

int tl_command_validate(int argc, char **argv)
{
    static const struct argp_child children[] = {TL_SCENARIO_CHILD, {0}};
    static const struct argp argp = {
        .parser = parse,
        .children = children,
        .args_doc = "SCENARIO...",
        .doc = "Report every mistake of each scenario, with file, line and what was meant; say of each that "
               "is well what is "
               "in it, and note what can never happen. The exit status is 2 if there is any mistake.",
    };
    struct input input = {0};
    struct tl_error err = {0};
    argp_parse(&argp, argc, argv, 0, NULL, &input);
    for (size_t i = 0; i < input.files.count; i++) {
        validate(&input.scenario, input.files.items[i], &err);
    }
    tl_arguments_clear(&input.files);
    tl_scenario_options_clear(&input.scenario);
    return tl_command_fail(&err);
}
