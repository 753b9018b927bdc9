/* trilat run SCENARIO */
#include <argp.h>

#include "command/command.h"
#include "command/counterfactual.h"
#include "command/quote.h"
#include "command/variants.h"

struct input {
    struct tl_scenario_options scenario;
    struct tl_study_input study;
    struct tl_arguments files;
    struct tl_counterfactual_input counterfactual;
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
    struct input *input = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &input->scenario;
        state->child_inputs[1] = &input->study;
        state->child_inputs[2] = &input->study;
        return 0;
    case TL_OPTION_COUNTERFACTUAL:
        tl_counterfactual_parse(state, &input->counterfactual, arg);
        return 0;
    case ARGP_KEY_ARG:
        if (input->files.count == 1) {
            argp_error(state, "%s: run takes one scenario; trilat compare takes several", arg);
        }
        tl_arguments_add(&input->files, arg);
        return 0;
    case ARGP_KEY_NO_ARGS:
        argp_error(state, "which scenario?");
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

int tl_command_run(int argc, char **argv)
{
    static const struct argp_option rows[] = {TL_COUNTERFACTUAL_OPTION, {0}};
    static const struct argp_child children[] = {TL_SCENARIO_CHILD, TL_STUDY_CHILD, TL_OUTPUT_CHILD, {0}};
    static const struct argp argp = {
        .options = rows,
        .parser = parse,
        .children = children,
        .args_doc = "SCENARIO",
        .doc = "Run replications of a scenario: how well the missions are covered, when they are not, and "
               "what the forces do."
               "\vExample: trilat run base.cfg -n 50 --set horizon=\"20 d\" -o base.json",
    };
    struct input input = {0};
    struct tl_error err = {0};
    struct tl_variants variants;
    tl_study_input_init(&input.study);
    argp_parse(&argp, argc, argv, 0, NULL, &input);
    int status = TL_FAULT_USER;
    struct tl_variants_source source = {.options = &input.scenario, .files = &input.files};
    if (tl_variants_read(&variants, &source, NULL, &err) &&
        tl_counterfactual_add(&input.counterfactual, &variants, &err)) {
        struct tl_text command = {0};
        tl_text_add(&command, "trilat run");
        tl_quote_add(&command, input.files.items[0]);
        tl_counterfactual_print_options(&input.counterfactual, &command);
        status = tl_variants_study(&variants, &input.scenario, &input.study, &command, &err);
        tl_text_clear(&command);
    }
    tl_variants_clear(&variants);
    tl_counterfactual_clear(&input.counterfactual);
    tl_arguments_clear(&input.files);
    tl_scenario_options_clear(&input.scenario);
    int told = tl_command_fail(&err);
    return told != TL_FAULT_NONE ? told : status;
}
