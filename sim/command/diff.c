/* trilat diff SCENARIO SCENARIO */
#include <argp.h>
#include <string.h>

#include "command/command.h"
#include "command/options.h"
#include "scenario/diff.h"

#define TL_VALUE_LONGEST 400

enum format { FORMAT_TABLE, FORMAT_JSON };

struct input {
    struct tl_scenario_options scenario;
    struct tl_arguments files;
    enum format format;
};

enum { OPTION_FORMAT = 0x2001 };

static error_t parse(int key, char *arg, struct argp_state *state)
{
    static const char *const formats[] = {"table", "json", NULL};
    struct input *input = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &input->scenario;
        return 0;
    case OPTION_FORMAT:
        input->format = (enum format)tl_choice_parse(state, "--format", arg, formats);
        return 0;
    case ARGP_KEY_ARG:
        tl_arguments_add(&input->files, arg);
        return 0;
    case ARGP_KEY_END:
        if (input->files.count != 2) {
            argp_error(state, "two scenarios are needed, %zu given", input->files.count);
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static void add_side(struct tl_text *out, char sign, const struct tl_node *node)
{
    if (node) {
        tl_text_print(out, "  %c ", sign);
        tl_node_print_value(node, out, TL_VALUE_LONGEST);
        tl_text_add(out, "  (");
        tl_origin_print(&node->origin, out);
        tl_text_add(out, ")\n");
    }
}

static void print_difference(const char *path, const struct tl_node *a, const struct tl_node *b,
                             void *context)
{
    struct tl_text *out = context;
    tl_text_print(out, "%s\n", path);
    add_side(out, '-', a);
    add_side(out, '+', b);
}

static void add_json_side(struct tl_text *out, const char *name, const struct tl_node *node)
{
    struct tl_text origin = {0};
    tl_text_print(out, ", \"%s\": ", name);
    if (node) {
        tl_origin_print(&node->origin, &origin);
        tl_text_add(out, "{\"origin\": ");
        tl_text_add_json(out, tl_text_get(&origin));
        tl_text_add(out, ", \"value\": ");
        tl_node_print_json(node, out, 2);
        tl_text_add(out, "}");
    } else {
        tl_text_add(out, "null");
    }
    tl_text_clear(&origin);
}

static void print_json_difference(const char *path, const struct tl_node *a, const struct tl_node *b,
                                  void *context)
{
    struct tl_text *out = context;
    tl_text_add(out, out->data[out->size - 1] == '[' ? "\n    {\"path\": " : ",\n    {\"path\": ");
    tl_text_add_json(out, path);
    add_json_side(out, "a", a);
    add_json_side(out, "b", b);
    tl_text_add(out, "}");
}

static void add_json_scenario(struct tl_text *out, const char *name, const struct tl_scenario *scenario)
{
    tl_text_print(out, "  \"%s\": {\"file\": ", name);
    tl_text_add_json(out, scenario->file);
    tl_text_print(out, ", \"hash\": \"%s\"},\n", scenario->hash);
}

/* Returns how many values differ. */
static size_t print_diff(const struct tl_scenario *a, const struct tl_scenario *b, enum format format)
{
    struct tl_text out = {0};
    size_t count;
    if (format == FORMAT_JSON) {
        tl_text_add(&out, "{\n  \"schema\": \"trilat.diff/1\",\n  \"program\": \"trilat " TL_VERSION "\",\n");
        add_json_scenario(&out, "a", a);
        add_json_scenario(&out, "b", b);
        tl_text_add(&out, "  \"differences\": [");
        count = tl_node_diff(a->tree, b->tree, print_json_difference, &out);
        tl_text_add(&out, count > 0 ? "\n  ]\n}\n" : "]\n}\n");
    } else {
        count = tl_node_diff(a->tree, b->tree, print_difference, &out);
        if (count == 0) {
            tl_text_add(&out, "no difference\n");
        } else {
            tl_text_print(&out, "%zu value%s\n", count, count == 1 ? " differs" : "s differ");
        }
    }
    tl_command_write(&out);
    tl_text_clear(&out);
    return count;
}

int tl_command_diff(int argc, char **argv)
{
    static const struct argp_option rows[] = {
        {"format", OPTION_FORMAT, "table|json", 0, "table unless given", 0},
        {0},
    };
    static const struct argp_child children[] = {TL_SCENARIO_CHILD, {0}};
    static const struct argp argp = {
        .options = rows,
        .parser = parse,
        .children = children,
        .args_doc = "SCENARIO SCENARIO",
        .doc = "Show what differs between two merged scenarios: path, value of the first (-) and of the "
               "second (+), and where "
               "each comes from. The exit status is 1 if anything does.",
    };
    struct input input = {0};
    struct tl_error err = {0};
    argp_parse(&argp, argc, argv, 0, NULL, &input);
    struct tl_scenario *a = tl_scenario_options_read(&input.scenario, input.files.items[0], &err);
    struct tl_scenario *b = tl_scenario_options_read(&input.scenario, input.files.items[1], &err);
    size_t count = a && b ? print_diff(a, b, input.format) : 0;
    tl_scenario_destroy(a);
    tl_scenario_destroy(b);
    tl_arguments_clear(&input.files);
    tl_scenario_options_clear(&input.scenario);
    int status = tl_command_fail(&err);
    return status != TL_FAULT_NONE ? status : count > 0 ? TL_FAULT_NO : TL_FAULT_NONE;
}
