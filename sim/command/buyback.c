#include "command/buyback.h"

#include <stdlib.h>
#include <string.h>

#include "command/quote.h"

static size_t count_commas(const char *text)
{
    size_t count = 0;
    for (; *text; text++) {
        count += *text == ',';
    }
    return count;
}

/* "pact,share" as a set labelled "pact+share". */
static struct tl_buyback_set split_set(struct tl_arena *arena, const char *text)
{
    struct tl_buyback_set set = {.patterns =
                                     tl_arena_alloc(arena, count_commas(text) + 1, sizeof *set.patterns)};
    char *label = tl_arena_copy(arena, text);
    char *rest = tl_arena_copy(arena, text);
    for (char *name; (name = strsep(&rest, ","));) {
        set.patterns[set.count++] = name;
    }
    for (char *comma = label; (comma = strchr(comma, ','));) {
        *comma = '+';
    }
    set.label = label;
    return set;
}

static void check_set(struct argp_state *state, const struct tl_buyback_input *input,
                      const struct tl_buyback_set *set, const char *text)
{
    for (size_t i = 0; i < set->count; i++) {
        if (*set->patterns[i] == '\0') {
            argp_error(state, "--buy-back %s: write --buy-back NAME[,NAME...]", text);
        }
        for (size_t k = 0; k < i; k++) {
            if (strcmp(set->patterns[k], set->patterns[i]) == 0) {
                argp_error(state, "--buy-back %s: %s stands there twice", text, set->patterns[i]);
            }
        }
    }
    for (size_t i = 0; i < input->count; i++) {
        if (strcmp(input->sets[i].label, set->label) == 0) {
            argp_error(state, "--buy-back %s: asked for twice", text);
        }
    }
}

void tl_buyback_parse(struct argp_state *state, struct tl_buyback_input *input, const char *text)
{
    input->arena = input->arena ? input->arena : tl_arena_create();
    struct tl_buyback_set set = split_set(input->arena, text);
    check_set(state, input, &set, text);
    input->sets = tl_grow(input->sets, input->count, &input->capacity, sizeof *input->sets);
    input->sets[input->count++] = set;
}

void tl_buyback_clear(struct tl_buyback_input *input)
{
    if (input->arena) {
        tl_arena_destroy(input->arena);
    }
    free(input->sets);
    free(input->names);
    free(input->rows.rows);
    *input = (struct tl_buyback_input){0};
}

void tl_buyback_print_options(const struct tl_buyback_input *input, struct tl_text *command)
{
    struct tl_text names = {0};
    for (size_t i = 0; i < input->count; i++) {
        tl_text_reset(&names);
        for (size_t k = 0; k < input->sets[i].count; k++) {
            tl_text_print(&names, "%s%s", k > 0 ? "," : "", input->sets[i].patterns[k]);
        }
        tl_quote_add(command, "--buy-back");
        tl_quote_add(command, tl_text_get(&names));
    }
    tl_text_clear(&names);
}

static const struct tl_agreement_def *find_agreement(const struct tl_scenario *scenario, const char *name)
{
    for (size_t i = 0; i < scenario->agreement_count; i++) {
        if (strcmp(scenario->agreements[i].name, name) == 0) {
            return &scenario->agreements[i];
        }
    }
    return NULL;
}

/* That a scenario has no agreement of this name, and which one may be meant. */
static bool refuse_name(const struct tl_scenario *scenario, const char *name, struct tl_error *err)
{
    const char **names = tl_alloc(scenario->agreement_count + 1, sizeof *names);
    for (size_t i = 0; i < scenario->agreement_count; i++) {
        names[i] = scenario->agreements[i].name;
    }
    const char *near = tl_text_nearest(name, names, scenario->agreement_count);
    tl_error_add(err, TL_FAULT_USER, "--buy-back %s: %s has no agreement of this name%s%s%s", name,
                 scenario->file, near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
    free(names);
    return false;
}

static bool is_in(const struct tl_buyback_set *set, const char *name)
{
    for (size_t i = 0; set && i < set->count; i++) {
        if (tl_text_matches(set->patterns[i], name)) {
            return true;
        }
    }
    return false;
}

static bool has_match(const struct tl_scenario *scenario, const char *pattern)
{
    for (size_t i = 0; i < scenario->agreement_count; i++) {
        if (tl_text_matches(pattern, scenario->agreements[i].name)) {
            return true;
        }
    }
    return false;
}

/* Is every pattern of every set the name of some agreement in the base? Takes note of those agreements. */
static bool find_names(struct tl_buyback_input *input, const struct tl_scenario *base, struct tl_error *err)
{
    bool good = true;
    for (size_t i = 0; i < input->count; i++) {
        for (size_t k = 0; k < input->sets[i].count; k++) {
            const char *pattern = input->sets[i].patterns[k];
            good = (has_match(base, pattern) || refuse_name(base, pattern, err)) && good;
        }
    }
    for (size_t a = 0; a < base->agreement_count; a++) {
        bool any = false;
        for (size_t i = 0; i < input->count; i++) {
            any = any || is_in(&input->sets[i], base->agreements[a].name);
        }
        if (any) {
            input->names =
                tl_grow(input->names, input->name_count, &input->name_capacity, sizeof *input->names);
            input->names[input->name_count++] = tl_arena_copy(input->arena, base->agreements[a].name);
        }
    }
    return good;
}

/* Does every scenario have all the agreements of the base that are asked for? To set the state of one that it has not would make a
 * new, broken one. */
static bool check_names(struct tl_buyback_input *input, const struct tl_scenario_options *options,
                        const struct tl_arguments *files, struct tl_error *err)
{
    bool good = true;
    for (size_t i = 0; i < files->count; i++) {
        struct tl_scenario *scenario = tl_scenario_options_read(options, files->items[i], err);
        good = scenario && good;
        if (i == 0 && scenario) {
            good = find_names(input, scenario, err) && good;
        }
        for (size_t k = 0; i > 0 && scenario && k < input->name_count; k++) {
            const char *name = input->names[k];
            good = (find_agreement(scenario, name) || refuse_name(scenario, name, err)) && good;
        }
        tl_scenario_destroy(scenario);
    }
    return good;
}

/* The options, and behind them the state of every agreement of any set: `state` for those of `set`, absent for the others.
 * The result borrows from `options` and the arena; the caller frees its changes.
 * set  NULL: absent for all */
static struct tl_scenario_options decide(const struct tl_buyback_input *input,
                                         const struct tl_scenario_options *options,
                                         const struct tl_buyback_set *set, const char *state)
{
    struct tl_scenario_options decided = *options;
    decided.changes = tl_alloc(options->change_count + input->name_count + 1, sizeof *decided.changes);
    for (size_t i = 0; i < options->change_count; i++) {
        decided.changes[i] = options->changes[i];
    }
    for (size_t i = 0; i < input->name_count; i++) {
        const char *name = input->names[i];
        decided.changes[decided.change_count++] = (struct tl_change){
            tl_arena_print(input->arena, "agreements.%s.state", name), is_in(set, name) ? state : "absent"};
    }
    return decided;
}

/* What all variants with agreements are made from. */
struct source {
    struct tl_buyback_input *input;
    struct tl_variants *variants;
    const struct tl_scenario_options *options;
    const struct tl_arguments *files;
    const struct tl_change *vary;
    struct tl_error *err;
};

/* Variant `variant` once more, with a set of agreements in a state. Returns false after a mistake.
 * end     what its label ends with
 * number  out: which it is */
static bool add_with(const struct source *source, size_t variant, const struct tl_buyback_set *set,
                     const char *state, const char *end, size_t *number)
{
    bool own = variant < source->files->count;
    struct tl_scenario_options options = decide(source->input, source->options, set, state);
    struct tl_text label = {0};
    tl_text_print(&label, "%s+%s%s", source->variants->scenarios[variant]->label, set->label, end);
    *number = source->variants->count;
    bool good = tl_variants_add(source->variants, &options, source->files->items[own ? variant : 0],
                                tl_text_get(&label),
                                own ? NULL : &source->vary[variant - source->files->count], source->err);
    tl_text_clear(&label);
    free(options.changes);
    return good;
}

/* Do all agreements of a set say when they are reached late? */
static bool has_late(const struct tl_scenario *scenario, const struct tl_buyback_set *set)
{
    for (size_t i = 0; i < scenario->agreement_count; i++) {
        if (is_in(set, scenario->agreements[i].name) && scenario->agreements[i].late_s < 0) {
            return false;
        }
    }
    return true;
}

/* The variants that credit one set in one variant. */
static bool add_row(const struct source *source, size_t variant, const struct tl_buyback_set *set,
                    size_t base_with)
{
    struct tl_buyback *rows = &source->input->rows;
    struct tl_buyback_row row = {
        .agreements = set->label, .base_with = base_with, .variant = variant, .late = TL_BUYBACK_NO_LATE};
    bool good = add_with(source, variant, set, "from-start", "", &row.with);
    if (good && has_late(source->variants->scenarios[variant], set)) {
        good = add_with(source, variant, set, "late", ":late", &row.late);
    }
    rows->rows = tl_grow(rows->rows, rows->count, &rows->capacity, sizeof *rows->rows);
    rows->rows[rows->count++] = row;
    return good;
}

/* All variants with agreements. They stand behind those that are shown. */
static bool add_all(const struct source *source)
{
    size_t shown = source->variants->count;
    size_t sets = source->input->count;
    size_t *base_with = tl_alloc(sets, sizeof *base_with);
    bool good = true;
    for (size_t i = 0; i < sets && good; i++) {
        good = add_with(source, 0, &source->input->sets[i], "from-start", "", &base_with[i]);
    }
    for (size_t variant = 1; variant < shown; variant++) {
        for (size_t i = 0; i < sets && good; i++) {
            good = add_row(source, variant, &source->input->sets[i], base_with[i]);
        }
    }
    source->variants->shown = shown;
    source->variants->buyback = &source->input->rows;
    free(base_with);
    return good;
}

bool tl_buyback_read(struct tl_buyback_input *input, struct tl_variants *variants,
                     const struct tl_scenario_options *options, const struct tl_arguments *files,
                     const struct tl_change *vary, size_t vary_count, struct tl_error *err)
{
    *variants = (struct tl_variants){0};
    if (input->count == 0) {
        return tl_variants_read(variants, options, files, vary, vary_count, err);
    }
    if (!check_names(input, options, files, err)) {
        return false;
    }
    struct source source = {input, variants, options, files, vary, err};
    struct tl_scenario_options without = decide(input, options, NULL, "absent");
    bool good = tl_variants_read(variants, &without, files, vary, vary_count, err) && add_all(&source);
    free(without.changes);
    return good;
}
