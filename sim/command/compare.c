/* trilat compare BASE VARIANT... */
#include <argp.h>
#include <stdlib.h>

#include "base/memory.h"
#include "command/buyback.h"
#include "command/command.h"
#include "command/counterfactual.h"
#include "command/quote.h"
#include "command/variants.h"

struct input {
    struct tl_scenario_options scenario;
    struct tl_study_input study;
    struct tl_arguments files;
    struct tl_change *vary;
    size_t vary_count;
    size_t vary_capacity;
    struct tl_buyback_input buyback;
    struct tl_counterfactual_input counterfactual;
};

enum { OPTION_VARY = 0x4001, OPTION_BUY_BACK };

static error_t parse(int key, char *arg, struct argp_state *state)
{
    struct input *input = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &input->scenario;
        state->child_inputs[1] = &input->study;
        state->child_inputs[2] = &input->study;
        return 0;
    case OPTION_VARY:
        input->vary = tl_grow(input->vary, input->vary_count, &input->vary_capacity, sizeof *input->vary);
        input->vary[input->vary_count++] = tl_change_parse(state, "--vary", arg);
        return 0;
    case OPTION_BUY_BACK:
        tl_buyback_parse(state, &input->buyback, arg);
        return 0;
    case TL_OPTION_COUNTERFACTUAL:
        tl_counterfactual_parse(state, &input->counterfactual, arg);
        return 0;
    case ARGP_KEY_ARG:
        tl_arguments_add(&input->files, arg);
        return 0;
    case ARGP_KEY_NO_ARGS:
        argp_error(state, "which scenarios? The base comes first");
        return 0;
    case ARGP_KEY_END:
        if (input->files.count + input->vary_count < 2) {
            argp_error(state, "compare %s with what? Name a variant, or use --vary PATH=VALUE",
                       input->files.items[0]);
        }
        if (input->counterfactual.count > 0 && input->buyback.count > 0) {
            argp_error(state, "--counterfactual and --buy-back: one of them at a time");
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static void print_command(const struct input *input, struct tl_text *command)
{
    struct tl_text change = {0};
    tl_text_add(command, "trilat compare");
    for (size_t i = 0; i < input->files.count; i++) {
        tl_quote_add(command, input->files.items[i]);
    }
    for (size_t i = 0; i < input->vary_count; i++) {
        tl_text_reset(&change);
        tl_text_print(&change, "%s=%s", input->vary[i].path, input->vary[i].value);
        tl_quote_add(command, "--vary");
        tl_quote_add(command, tl_text_get(&change));
    }
    tl_text_clear(&change);
    tl_buyback_print_options(&input->buyback, command);
    tl_counterfactual_print_options(&input->counterfactual, command);
}

int tl_command_compare(int argc, char **argv)
{
    static const struct argp_option rows[] = {
        {"vary", OPTION_VARY, "PATH=VALUE", 0, "one more variant: BASE with this value, labelled PATH=VALUE",
         0},
        {"buy-back", OPTION_BUY_BACK, "NAME[,NAME...]", 0,
         "how much of a variant's cost these agreements buy back, together (NAME may hold * and ?): by runs "
         "without them, with them, "
         "and with them reached late",
         0},
        TL_COUNTERFACTUAL_OPTION,
        {0},
    };
    static const struct argp_child children[] = {TL_SCENARIO_CHILD, TL_STUDY_CHILD, TL_OUTPUT_CHILD, {0}};
    static const struct argp argp = {
        .options = rows,
        .parser = parse,
        .children = children,
        .args_doc = "BASE VARIANT...",
        .doc = "Run a base and its variants with the same random numbers, pair by pair: what each variant "
               "costs, when, and "
               "where. A scenario is FILE or LABEL=FILE."
               "\vExample: trilat compare base.cfg naval.cfg early=naval-early.cfg --vary "
               "partners.japan.policy=priority",
    };
    struct input input = {0};
    struct tl_error err = {0};
    struct tl_variants variants;
    tl_study_input_init(&input.study);
    argp_parse(&argp, argc, argv, 0, NULL, &input);
    int status = TL_FAULT_USER;
    struct tl_variants_source source = {&input.scenario, &input.files, input.vary, input.vary_count};
    if (tl_buyback_read(&input.buyback, &variants, &source, &err) &&
        tl_counterfactual_add(&input.counterfactual, &variants, &err)) {
        struct tl_text command = {0};
        print_command(&input, &command);
        status = tl_variants_study(&variants, &input.scenario, &input.study, &command, &err);
        tl_text_clear(&command);
    }
    tl_variants_clear(&variants);
    tl_buyback_clear(&input.buyback);
    tl_counterfactual_clear(&input.counterfactual);
    tl_arguments_clear(&input.files);
    tl_scenario_options_clear(&input.scenario);
    free(input.vary);
    int told = tl_command_fail(&err);
    return told != TL_FAULT_NONE ? told : status;
}
