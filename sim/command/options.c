#include "command/options.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { TL_OPTION_WITH = 0x1001, TL_OPTION_SET, TL_OPTION_UNSET };

void tl_scenario_options_clear(struct tl_scenario_options *options)
{
    free(options->with);
    free(options->changes);
    *options = (struct tl_scenario_options){0};
}

struct tl_change tl_change_parse(struct argp_state *state, const char *name, char *text)
{
    char *equals = strchr(text, '=');
    if (!equals || equals == text) {
        argp_error(state, "%s %s: write %s PATH=VALUE", name, text, name);
        return (struct tl_change){text, NULL, name}; /* not reached: argp ends the program */
    }
    *equals = '\0';
    return (struct tl_change){text, equals + 1, name};
}

static void add_change(struct tl_scenario_options *options, struct tl_change change)
{
    options->changes =
        tl_grow(options->changes, options->change_count, &options->change_capacity, sizeof *options->changes);
    options->changes[options->change_count++] = change;
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
    struct tl_scenario_options *options = state->input;
    switch (key) {
    case TL_OPTION_WITH:
        options->with =
            tl_grow(options->with, options->with_count, &options->with_capacity, sizeof *options->with);
        options->with[options->with_count++] = arg;
        return 0;
    case TL_OPTION_SET:
        add_change(options, tl_change_parse(state, "--set", arg));
        return 0;
    case TL_OPTION_UNSET:
        add_change(options, (struct tl_change){arg, NULL, "--unset"});
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_option rows[] = {
    {"with", TL_OPTION_WITH, "OVERLAY", 0,
     "merge this file over the scenario; groups merge, everything else replaces", 1},
    {"set", TL_OPTION_SET, "PATH=VALUE", 0,
     "set a value, such as missions.bmd-soj.weight=4 or horizon=\"10 d\"; what is not of the scenario "
     "language is a text",
     1},
    {"unset", TL_OPTION_UNSET, "PATH", 0, "drop a key or an entity", 1},
    {0},
};

const struct argp tl_scenario_argp = {.options = rows, .parser = parse};

struct tl_scenario *tl_scenario_options_read(const struct tl_scenario_options *options, const char *spec,
                                             struct tl_error *err)
{
    return tl_scenario_read(spec, NULL, options->with, options->with_count, options->changes,
                            options->change_count, err);
}

int tl_choice_parse(struct argp_state *state, const char *name, const char *word, const char *const *words)
{
    struct tl_text list = {0};
    for (int i = 0; words[i]; i++) {
        if (strcmp(words[i], word) == 0) {
            tl_text_clear(&list);
            return i;
        }
        tl_text_print(&list, "%s%s", i == 0 ? "" : words[i + 1] ? ", " : " or ", words[i]);
    }
    argp_error(state, "%s %s: must be %s", name, word, tl_text_get(&list));
    tl_text_clear(&list);
    return 0;
}

bool tl_name_refuse(const char *option, const struct tl_scenario *scenario, const char *what,
                    const char *name, const char *const *names, size_t count, struct tl_error *err)
{
    const char *near = tl_text_nearest(name, names, count);
    return tl_error_add(err, TL_FAULT_USER, "%s: %s has no %s of this name%s%s%s", option, scenario->file,
                        what, near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
}

void tl_arguments_add(struct tl_arguments *arguments, const char *argument)
{
    arguments->items =
        tl_grow(arguments->items, arguments->count, &arguments->capacity, sizeof *arguments->items);
    arguments->items[arguments->count++] = argument;
}

void tl_arguments_clear(struct tl_arguments *arguments)
{
    free(arguments->items);
    *arguments = (struct tl_arguments){0};
}
