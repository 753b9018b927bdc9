/* trilat show SCENARIO */
#include <argp.h>
#include <string.h>

#include "command/command.h"
#include "command/options.h"
#include "kernel/kernel.h"
#include "scenario/diff.h"
#include "scenario/sample.h"
#include "scenario/tree.h"

#define TL_VALUE_WIDTH   48 /* longer values push the origin to the right */
#define TL_VALUE_LONGEST 160

enum format { FORMAT_CFG, FORMAT_JSON, FORMAT_PLATFORM };

struct input {
    struct tl_scenario_options scenario;
    const char *file;
    bool origin;
    enum format format;
};

enum { OPTION_ORIGIN = 0x2001, OPTION_FORMAT };

static error_t parse(int key, char *arg, struct argp_state *state)
{
    static const char *const formats[] = {"cfg", "json", "platform", NULL};
    struct input *input = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &input->scenario;
        return 0;
    case OPTION_ORIGIN:
        input->origin = true;
        return 0;
    case OPTION_FORMAT:
        input->format = (enum format)tl_choice_parse(state, "--format", arg, formats);
        return 0;
    case ARGP_KEY_ARG:
        if (input->file) {
            argp_error(state, "one scenario at a time; to merge %s over it use --with", arg);
        }
        input->file = arg;
        return 0;
    case ARGP_KEY_NO_ARGS:
        argp_error(state, "which scenario?");
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

/* Columns of the table of origins. */
struct table {
    struct tl_text *out;
    int path_width;
    int value_width;
};

static void measure_leaf(const char *path, const struct tl_node *leaf, void *context)
{
    struct table *table = context;
    struct tl_text value = {0};
    tl_node_print_value(leaf, &value, TL_VALUE_LONGEST);
    int path_width = tl_text_width(path);
    int value_width = tl_text_width(tl_text_get(&value));
    table->path_width = path_width > table->path_width ? path_width : table->path_width;
    if (value_width <= TL_VALUE_WIDTH && value_width > table->value_width) {
        table->value_width = value_width;
    }
    tl_text_clear(&value);
}

static void print_leaf(const char *path, const struct tl_node *leaf, void *context)
{
    struct table *table = context;
    struct tl_text value = {0};
    tl_node_print_value(leaf, &value, TL_VALUE_LONGEST);
    int gap = table->value_width - tl_text_width(tl_text_get(&value));
    tl_text_print(table->out, "%-*s  %s%*s  ", table->path_width, path, tl_text_get(&value),
                  gap > 0 ? gap : 0, "");
    tl_origin_print(&leaf->origin, table->out);
    tl_text_add_char(table->out, '\n');
    tl_text_clear(&value);
}

static void print_origins(const struct tl_scenario *scenario, struct tl_text *out)
{
    struct table table = {.out = out};
    tl_node_walk(scenario->tree, measure_leaf, &table);
    tl_node_walk(scenario->tree, print_leaf, &table);
}

static void add_json_origin(const char *path, const struct tl_node *leaf, void *context)
{
    struct tl_text *out = context;
    struct tl_text origin = {0};
    tl_origin_print(&leaf->origin, &origin);
    tl_text_add(out, out->data[out->size - 1] == '{' ? "\n    " : ",\n    ");
    tl_text_add_json(out, path);
    tl_text_add(out, ": ");
    tl_text_add_json(out, tl_text_get(&origin));
    tl_text_clear(&origin);
}

static void print_json(const struct tl_scenario *scenario, bool origin, struct tl_text *out)
{
    tl_text_add(out, "{\n  \"schema\": \"trilat.show/1\",\n  \"program\": \"trilat " TL_VERSION
                     "\",\n  \"file\": ");
    tl_text_add_json(out, scenario->file);
    tl_text_print(out, ",\n  \"hash\": \"%s\",\n  \"scenario\": ", scenario->hash);
    tl_node_print_json(scenario->tree, out, 1);
    if (origin) {
        tl_text_add(out, ",\n  \"origins\": {");
        tl_node_walk(scenario->tree, add_json_origin, out);
        tl_text_add(out, "\n  }");
    }
    tl_text_add(out, "\n}\n");
}

static bool print_platform(const struct tl_scenario *scenario, struct tl_text *out, struct tl_error *err)
{
    struct tl_model *model = tl_model_build(scenario, err);
    if (model) {
        tl_platform_print(model, out);
    }
    tl_model_destroy(model);
    return model != NULL;
}

static bool print_scenario(const struct input *input, const struct tl_scenario *scenario, struct tl_text *out,
                           struct tl_error *err)
{
    if (input->format == FORMAT_PLATFORM) {
        return print_platform(scenario, out, err);
    }
    if (input->format == FORMAT_JSON) {
        print_json(scenario, input->origin, out);
    } else if (input->origin) {
        print_origins(scenario, out);
    } else {
        tl_text_print(out, "// %s; hash %s\n", scenario->file, scenario->hash);
        tl_scenario_print(tl_sample_name(scenario, TL_SAMPLE_RESOLVED), out);
    }
    return true;
}

int tl_command_show(int argc, char **argv)
{
    static const struct argp_option rows[] = {
        {"origin", OPTION_ORIGIN, 0, 0, "where each value comes from: file and line, or --set", 0},
        {"format", OPTION_FORMAT, "cfg|json|platform", 0,
         "cfg is the scenario language itself: what is shown can be read again; platform is the XML that "
         "SimGrid reads",
         0},
        {0},
    };
    static const struct argp_child children[] = {TL_SCENARIO_CHILD, {0}};
    static const struct argp argp = {
        .options = rows,
        .parser = parse,
        .children = children,
        .args_doc = "SCENARIO",
        .doc =
            "Show the scenario with its bases, overlays and changes merged, or where each of its values "
            "comes from. In the "
            "scenario language files of recorded samples are shown with their whole paths, so that they are "
            "found from every folder.",
    };
    struct input input = {0};
    struct tl_error err = {0};
    argp_parse(&argp, argc, argv, 0, NULL, &input);
    struct tl_scenario *scenario = tl_scenario_options_read(&input.scenario, input.file, &err);
    if (scenario) {
        struct tl_text out = {0};
        if (print_scenario(&input, scenario, &out, &err)) {
            tl_command_write(&out);
        }
        tl_text_clear(&out);
    }
    tl_scenario_destroy(scenario);
    tl_scenario_options_clear(&input.scenario);
    return tl_command_fail(&err);
}
