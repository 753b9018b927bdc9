#include "command/counterfactual.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "command/quote.h"

void tl_counterfactual_parse(struct argp_state *state, struct tl_counterfactual_input *input,
                             const char *root)
{
    for (size_t i = 0; i < input->count; i++) {
        if (strcmp(input->roots[i], root) == 0) {
            argp_error(state, "--counterfactual %s: asked for twice", root);
        }
    }
    input->roots = tl_grow(input->roots, input->count, &input->capacity, sizeof *input->roots);
    input->roots[input->count++] = root;
}

void tl_counterfactual_clear(struct tl_counterfactual_input *input)
{
    free(input->roots);
    free(input->rows.rows);
    *input = (struct tl_counterfactual_input){0};
}

void tl_counterfactual_print_options(const struct tl_counterfactual_input *input, struct tl_text *command)
{
    for (size_t i = 0; i < input->count; i++) {
        tl_quote_add(command, "--counterfactual");
        tl_quote_add(command, input->roots[i]);
    }
}

/* The changes that leave a root out of a scenario. */
struct leaving {
    const struct tl_scenario *scenario;
    const char *root; /* as asked for */
    const char *name; /* behind the '/'; NULL: without one */
    struct tl_arena *arena;
    struct tl_change *changes;
    size_t count, capacity;
    struct tl_error *err;
};

/* value: NULL to unset */
static void add_change(struct leaving *leaving, const char *value, const char *path, const char *key)
{
    leaving->changes =
        tl_grow(leaving->changes, leaving->count, &leaving->capacity, sizeof *leaving->changes);
    leaving->changes[leaving->count++] =
        (struct tl_change){tl_arena_print(leaving->arena, key ? "%s.%s" : "%s", path, key), value};
}

/* That the scenario has nothing of this name, and what may be meant. */
static bool refuse_name(const struct leaving *leaving, const char *what, const char **names, size_t count)
{
    const char *near = tl_text_nearest(leaving->name, names, count);
    return tl_error_add(leaving->err, TL_FAULT_USER, "--counterfactual %s: %s has no %s of this name%s%s%s",
                        leaving->root, leaving->scenario->file, what, near ? "; did you mean " : "",
                        near ? near : "", near ? "?" : "");
}

/* The path of the entity that the root names; NULL after a mistake. */
#define FIND_PATH(leaving, what, entities, n, path)                                                          \
    do {                                                                                                     \
        const char **names = tl_arena_alloc((leaving)->arena, (n) + 1, sizeof *names);                       \
        (path) = NULL;                                                                                       \
        for (size_t i = 0; i < (n); i++) {                                                                   \
            names[i] = (entities)[i].name;                                                                   \
            (path) = strcmp(names[i], (leaving)->name) == 0 ? (entities)[i].path : (path);                   \
        }                                                                                                    \
        if (!(path)) {                                                                                       \
            refuse_name(leaving, what, names, n);                                                            \
        }                                                                                                    \
    } while (0)

static bool leave_diversion(struct leaving *leaving)
{
    const char *path;
    FIND_PATH(leaving, "diversion", leaving->scenario->diversions, leaving->scenario->diversion_count, path);
    if (path) {
        add_change(leaving, "false", path, "enabled");
    }
    return path != NULL;
}

static bool leave_inject(struct leaving *leaving)
{
    const char *path;
    FIND_PATH(leaving, "inject", leaving->scenario->injects, leaving->scenario->inject_count, path);
    if (path) {
        add_change(leaving, NULL, path, NULL);
    }
    return path != NULL;
}

/* The phase begins all the same, but asks nobody for more: the missions' steps that wait for it fall away, the last first, so that those
 * before keep their numbers. */
static bool leave_phase(struct leaving *leaving)
{
    const struct tl_scenario *scenario = leaving->scenario;
    const char *path;
    FIND_PATH(leaving, "phase", scenario->phases, scenario->phase_count, path);
    for (size_t m = 0; path && m < scenario->mission_count; m++) {
        const struct tl_step_def *steps = scenario->missions[m].steps.items;
        for (size_t i = scenario->missions[m].steps.count; i-- > 0;) {
            int32_t phase = steps[i].phase.index;
            if (phase >= 0 && scenario->phases[phase].path == path) {
                add_change(leaving, NULL, steps[i].path, NULL);
            }
        }
    }
    return path != NULL;
}

static bool leave_key(struct leaving *leaving, const char *key, const char *value)
{
    const struct tl_scenario *scenario = leaving->scenario;
    for (size_t i = 0; i < scenario->class_count; i++) {
        const char *path = scenario->classes[i].path;
        if (tl_scenario_gives(scenario, path, key)) {
            add_change(leaving, value, path, key);
        }
    }
    return true;
}

static bool leave_failure(struct leaving *leaving)
{
    return leave_key(leaving, "failures", NULL);
}

static bool leave_ramp(struct leaving *leaving)
{
    return leave_key(leaving, "readiness", NULL);
}

/* Whoever sets out may stay until the end. */
static bool leave_rotation(struct leaving *leaving)
{
    long long endurance_s = 2 * (long long)leaving->scenario->top.horizon_s + 60;
    return leave_key(leaving, "endurance", tl_arena_print(leaving->arena, "%lld s", endurance_s));
}

static const struct {
    const char *root;
    bool is_named; /* followed by "/NAME" */
    bool (*leave)(struct leaving *leaving);
} kinds[] = {
    {"diversion", true, leave_diversion}, {"inject", true, leave_inject}, {"phase", true, leave_phase},
    {"failure", false, leave_failure},    {"ramp", false, leave_ramp},    {"rotation", false, leave_rotation},
};

/* Find the changes that leave the root out. False after a mistake. */
static bool find_changes(struct leaving *leaving)
{
    const char *slash = strchr(leaving->root, '/');
    size_t size = slash ? (size_t)(slash - leaving->root) : strlen(leaving->root);
    leaving->name = slash ? slash + 1 : NULL;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        bool is_it = strlen(kinds[i].root) == size && strncmp(kinds[i].root, leaving->root, size) == 0;
        if (is_it && kinds[i].is_named == (slash != NULL)) {
            return kinds[i].leave(leaving);
        }
    }
    return tl_error_add(leaving->err, TL_FAULT_USER,
                        "--counterfactual %s: no change of a scenario leaves this out; it takes "
                        "diversion/NAME, inject/NAME, phase/NAME, failure, ramp or rotation",
                        leaving->root);
}

/* What all variants without a root are made from. */
struct source {
    struct tl_counterfactual_input *input;
    struct tl_variants *variants;
    const struct tl_scenario_options *options;
    const struct tl_arguments *files;
    const struct tl_change *vary;
    struct tl_error *err;
};

/* Read a variant once more, with changes behind those of the options. */
static bool add_changed(const struct source *source, size_t variant, const struct leaving *leaving)
{
    bool own = variant < source->files->count;
    struct tl_scenario_options options = *source->options;
    struct tl_text label = {0};
    size_t count = options.change_count;
    options.changes = tl_alloc(count + leaving->count + 1, sizeof *options.changes);
    options.change_count = count + leaving->count;
    for (size_t i = 0; i < options.change_count; i++) {
        options.changes[i] = i < count ? source->options->changes[i] : leaving->changes[i - count];
    }
    tl_text_print(&label, "%s-without-%s", source->variants->scenarios[variant]->label, leaving->root);
    bool good = tl_variants_add(source->variants, &options, source->files->items[own ? variant : 0],
                                tl_text_get(&label),
                                own ? NULL : &source->vary[variant - source->files->count], source->err);
    tl_text_clear(&label);
    free(options.changes);
    return good;
}

static bool add_row(const struct source *source, size_t variant, const char *root)
{
    struct tl_counterfactual *rows = &source->input->rows;
    struct leaving leaving = {.scenario = source->variants->scenarios[variant],
                              .root = root,
                              .arena = tl_arena_create(),
                              .err = source->err};
    struct tl_counterfactual_row row = {root, variant, source->variants->count};
    bool good = find_changes(&leaving) && add_changed(source, variant, &leaving);
    rows->rows = tl_grow(rows->rows, rows->count, &rows->capacity, sizeof *rows->rows);
    rows->rows[rows->count++] = row;
    free(leaving.changes);
    tl_arena_destroy(leaving.arena);
    return good;
}

bool tl_counterfactual_add(struct tl_counterfactual_input *input, struct tl_variants *variants,
                           const struct tl_scenario_options *options, const struct tl_arguments *files,
                           const struct tl_change *vary, struct tl_error *err)
{
    struct source source = {input, variants, options, files, vary, err};
    size_t shown = variants->count;
    bool good = true;
    if (input->count == 0) {
        return true;
    }
    for (size_t variant = shown > 1; variant < shown; variant++) {
        for (size_t i = 0; i < input->count; i++) {
            good = add_row(&source, variant, input->roots[i]) && good;
        }
    }
    variants->shown = shown;
    variants->counterfactual = &input->rows;
    return good;
}
