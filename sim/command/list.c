/* trilat list WHAT */
#include <argp.h>
#include <stdlib.h>
#include <string.h>

#include "base/units.h"
#include "command/command.h"
#include "command/leave.h"
#include "command/options.h"
#include "dist/dist.h"
#include "measure/measure.h"
#include "model/condition.h"
#include "model/kinds.h"
#include "report/page.h"

/* One thing that a scenario may choose. */
struct row {
    char *name;
    char *help;
};

struct rows {
    struct row *items;
    size_t count;
    size_t capacity;
    const char *remark; /* on all of them, or NULL */
};

static void add_row(struct rows *rows, const char *name, const char *help)
{
    rows->items = tl_grow(rows->items, rows->count, &rows->capacity, sizeof *rows->items);
    rows->items[rows->count++] = (struct row){tl_copy(name), tl_copy(help)};
}

static void list_missions(struct rows *rows)
{
    size_t count;
    const struct tl_mission_kind *const *kinds = tl_mission_kinds(&count);
    for (size_t i = 0; i < count; i++) {
        add_row(rows, kinds[i]->name, kinds[i]->help);
    }
}

static void list_policies(struct rows *rows)
{
    size_t count;
    const struct tl_policy *const *policies = tl_policies(&count);
    for (size_t i = 0; i < count; i++) {
        add_row(rows, policies[i]->name, policies[i]->help);
    }
}

static void list_injects(struct rows *rows)
{
    size_t count;
    const struct tl_inject_kind *kinds = tl_inject_kinds(&count);
    for (size_t i = 0; i < count; i++) {
        add_row(rows, kinds[i].name, kinds[i].help);
    }
}

static void list_observables(struct rows *rows)
{
    size_t count;
    const struct tl_observable_class *classes = tl_observable_classes(&count);
    for (size_t i = 0; i < count; i++) {
        struct tl_text call = {0};
        tl_text_print(&call, "%s()", classes[i].name);
        add_row(rows, tl_text_get(&call), classes[i].help);
        tl_text_clear(&call);
    }
}

/* The help of a measure has a line "name: what it is" for each of its columns. */
static void add_help(struct rows *rows, const char *name, const char *lines)
{
    char *help = tl_copy(lines);
    for (char *line = strtok(help, "\n"); line; line = strtok(NULL, "\n")) {
        char *colon = strstr(line, ": ");
        if (colon) {
            *colon = '\0';
        }
        add_row(rows, colon ? line : name, colon ? colon + 2 : line);
    }
    free(help);
}

static void list_measures(struct rows *rows)
{
    size_t count;
    const struct tl_measure_class *const *classes = tl_measure_classes(&count);
    for (size_t i = 0; i < count; i++) {
        add_help(rows, classes[i]->name, classes[i]->help);
    }
    add_help(rows, "pair", tl_pair_help);
    rows->remark =
        "What is before the end of the warm-up is left out of all sums, means, shares and counts. Times "
        "(\"days until\") count from the start whatever the warm-up, and what is said of the end is as it is "
        "then. A difference is the variant's value less the base's: below 0, index and coverage are worse in "
        "the "
        "variant; above 0, loss, gap-hours and the other gaps are. Degradation and dips are base less "
        "variant: above 0, the variant is worse.";
}

static void list_roots(struct rows *rows)
{
    size_t count;
    const struct tl_ledger_root_row *roots = tl_ledger_root_rows(&count);
    for (size_t i = 0; i < count; i++) {
        const char *without = tl_leave_without(&roots[i]);
        struct tl_text name = {0};
        struct tl_text help = {0};
        tl_text_print(&name, "%s%s", roots[i].name, roots[i].is_named ? "/NAME" : "");
        tl_text_print(&help, "%s%s%s", roots[i].meaning, without ? "; left out: " : "",
                      without ? without : "");
        add_row(rows, tl_text_get(&name), tl_text_get(&help));
        tl_text_clear(&name);
        tl_text_clear(&help);
    }
    rows->remark =
        "To which of these a loss is booked follows from the events that led to it, which is no proof of "
        "cause: run and compare with --counterfactual ROOT show what changes where it is left out.";
}

static void list_distributions(struct rows *rows)
{
    for (enum tl_dist_kind k = 0; k < TL_DIST_KINDS; k++) {
        const struct tl_dist_class *class = tl_dist_class_get(k);
        add_row(rows, class->usage, class->help);
    }
}

static const struct {
    const char *name;
    void (*list)(struct rows *rows); /* NULL: of a scenario */
} lists[] = {
    {"missions", list_missions},
    {"policies", list_policies},
    {"injects", list_injects},
    {"observables", list_observables},
    {"distributions", list_distributions},
    {"measures", list_measures},
    {"roots", list_roots},
    {"capabilities", NULL},
};

#define TL_LIST_COUNT (sizeof lists / sizeof *lists)

/* How much of a capability a mission asks for at most, over its steps. */
static double most_needed(const struct tl_mission_def *mission, const char *capability)
{
    const struct tl_step_def *steps = mission->steps.items;
    double most = 0;
    for (size_t k = 0; k <= mission->steps.count; k++) {
        const struct tl_amounts *needs = k == 0 ? &mission->needs : &steps[k - 1].needs;
        for (size_t i = 0; i < needs->count; i++) {
            if (strcmp(needs->items[i].name, capability) == 0 && needs->items[i].value > most) {
                most = needs->items[i].value;
            }
        }
    }
    return most;
}

static void describe_capability(const struct tl_scenario *scenario, const char *name, struct tl_text *out)
{
    int64_t total_u = 0; /* millionths: tenths would not add up */
    tl_text_add(out, "given by");
    const char *separator = " ";
    for (size_t i = 0; i < scenario->class_count; i++) {
        const struct tl_amounts *gives = &scenario->classes[i].gives;
        for (size_t k = 0; k < gives->count; k++) {
            if (strcmp(gives->items[k].name, name) == 0) {
                tl_text_print(out, "%s%s ", separator, scenario->classes[i].name);
                tl_text_add_real(out, gives->items[k].value);
                separator = ", ";
                for (size_t a = 0; a < scenario->asset_count; a++) {
                    bool of_class = scenario->assets[a].class.index == (int32_t)i;
                    total_u +=
                        of_class ? tl_round(1e6 * gives->items[k].value) * scenario->assets[a].count : 0;
                }
            }
        }
    }
    tl_text_add(out, "; all assets together ");
    tl_text_add_micro(out, total_u);
    separator = "; needed by ";
    for (size_t i = 0; i < scenario->mission_count; i++) {
        double most = most_needed(&scenario->missions[i], name);
        if (most > 0) {
            tl_text_print(out, "%s%s ", separator, scenario->missions[i].name);
            tl_text_add_real(out, most);
            separator = ", ";
        }
    }
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void list_capabilities(const struct tl_scenario *scenario, struct rows *rows)
{
    const char **names = NULL;
    size_t count = 0;
    size_t capacity = 0;
    for (size_t i = 0; i < scenario->class_count; i++) {
        const struct tl_amounts *gives = &scenario->classes[i].gives;
        for (size_t k = 0; k < gives->count; k++) {
            names = tl_grow(names, count, &capacity, sizeof *names);
            names[count++] = gives->items[k].name;
        }
    }
    if (count > 0) {
        qsort(names, count, sizeof *names, compare_texts);
    }
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || strcmp(names[i - 1], names[i]) != 0) {
            struct tl_text help = {0};
            describe_capability(scenario, names[i], &help);
            add_row(rows, names[i], tl_text_get(&help));
            tl_text_clear(&help);
        }
    }
    free(names);
}

static void print_rows(const struct rows *rows)
{
    struct tl_page page = tl_page_detect(stdout, TL_COLOR_AUTO);
    struct tl_text out = {0};
    int column = 0;
    for (size_t i = 0; i < rows->count; i++) {
        int width = tl_text_width(rows->items[i].name) + 2;
        column = width > column ? width : column;
    }
    for (size_t i = 0; i < rows->count; i++) {
        tl_page_add(&page, &out, TL_INK_BOLD, rows->items[i].name);
        tl_text_print(&out, "%*s", column - tl_text_width(rows->items[i].name), "");
        tl_page_fill(&page, &out, column, column, rows->items[i].help);
    }
    if (rows->remark) {
        tl_text_add_char(&out, '\n');
        tl_page_fill(&page, &out, 0, 0, rows->remark);
    }
    tl_command_write(&out);
    tl_text_clear(&out);
}

static void clear_rows(struct rows *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        free(rows->items[i].name);
        free(rows->items[i].help);
    }
    free(rows->items);
}

struct input {
    struct tl_scenario_options scenario;
    struct tl_arguments words;
    int list;
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
    struct input *input = state->input;
    const char *names[TL_LIST_COUNT + 1] = {0};
    for (size_t i = 0; i < TL_LIST_COUNT; i++) {
        names[i] = lists[i].name;
    }
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &input->scenario;
        return 0;
    case ARGP_KEY_ARG:
        if (state->arg_num == 0) {
            input->list = tl_choice_parse(state, "list", arg, names);
        } else {
            tl_arguments_add(&input->words, arg);
        }
        return 0;
    case ARGP_KEY_END:
        if (state->arg_num == 0) {
            argp_error(state, "list what?");
        } else if (lists[input->list].list && input->words.count > 0) {
            argp_error(state, "%s are the same for every scenario", lists[input->list].name);
        } else if (!lists[input->list].list && input->words.count != 1) {
            argp_error(state, "capabilities are named by a scenario: trilat list capabilities SCENARIO");
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

int tl_command_list(int argc, char **argv)
{
    static const struct argp_child children[] = {TL_SCENARIO_CHILD, {0}};
    static const struct argp argp = {
        .parser = parse,
        .children = children,
        .args_doc =
            "missions|policies|injects|observables|distributions|measures|roots\ncapabilities SCENARIO",
        .doc = "List what a scenario may choose from by name, or the capabilities that a scenario names.",
    };
    struct input input = {0};
    struct rows rows = {0};
    struct tl_error err = {0};
    argp_parse(&argp, argc, argv, 0, NULL, &input);
    struct tl_scenario *scenario = NULL;
    if (lists[input.list].list) {
        lists[input.list].list(&rows);
    } else if ((scenario = tl_scenario_options_read(&input.scenario, input.words.items[0], &err))) {
        list_capabilities(scenario, &rows);
    }
    print_rows(&rows);
    clear_rows(&rows);
    tl_scenario_destroy(scenario);
    tl_arguments_clear(&input.words);
    tl_scenario_options_clear(&input.scenario);
    return tl_command_fail(&err);
}
