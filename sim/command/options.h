/* Options and arguments that several subcommands share. */
#ifndef TL_COMMAND_OPTIONS_H
#define TL_COMMAND_OPTIONS_H

#include <argp.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "scenario/scenario.h"

/* --with, --set and --unset, in order. Texts are borrowed from argv (which is cut up for --set). Zero-initialised is empty. */
struct tl_scenario_options {
    const char **with;
    size_t with_count;
    size_t with_capacity;
    struct tl_change *changes;
    size_t change_count;
    size_t change_capacity;
};

void tl_scenario_options_clear(struct tl_scenario_options *options);

/* A child parser: give it a struct tl_scenario_options * in state->child_inputs at ARGP_KEY_INIT. */
extern const struct argp tl_scenario_argp;
#define TL_SCENARIO_CHILD                                                                                    \
    {                                                                                                        \
        &tl_scenario_argp, 0,                                                                                \
            "Changes to every scenario: --with, then --set and --unset, each in the order given:", 1         \
    }

/* Read a scenario with the options applied. NULL after a mistake. */
struct tl_scenario *tl_scenario_options_read(const struct tl_scenario_options *options, const char *spec,
                                             struct tl_error *err);

/* Split "PATH=VALUE" in place. Ends the program through argp where there is no '=' or no path.
 * name  of the option, for the message: "--set" */
struct tl_change tl_change_parse(struct argp_state *state, const char *name, char *text);

/* The position of `word` in a NULL-terminated list. Ends the program through argp, naming all of them, where it is none.
 * name  of the option, for the message: "--format" */
int tl_choice_parse(struct argp_state *state, const char *name, const char *word, const char *const *words);

/* That a scenario has nothing of this name, and which of `names` may be meant. Returns false.
 * option  with what was asked for: "--buy-back pacts"
 * what    it should name: "agreement" */
bool tl_name_refuse(const char *option, const struct tl_scenario *scenario, const char *what,
                    const char *name, const char *const *names, size_t count, struct tl_error *err);

/* Plain arguments, borrowed from argv. Zero-initialised is empty. */
struct tl_arguments {
    const char **items;
    size_t count;
    size_t capacity;
};

void tl_arguments_add(struct tl_arguments *arguments, const char *argument);
void tl_arguments_clear(struct tl_arguments *arguments);

#endif
