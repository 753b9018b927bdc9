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
    struct tl_text option = {0};
    for (size_t i = 0; i < scenario->agreement_count; i++) {
        names[i] = scenario->agreements[i].name;
    }
    tl_text_print(&option, "--buy-back %s", name);
    tl_name_refuse(tl_text_get(&option), scenario, "agreement", name, names, scenario->agreement_count, err);
    tl_text_clear(&option);
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

/* Take note of the agreements of a scenario that any set asks for. */
static void note_names(struct tl_buyback_input *input, const struct tl_scenario *scenario)
{
    for (size_t a = 0; a < scenario->agreement_count; a++) {
        const char *name = scenario->agreements[a].name;
        bool any = false;
        bool known = false;
        for (size_t i = 0; i < input->count; i++) {
            any = any || is_in(&input->sets[i], name);
        }
        for (size_t i = 0; i < input->name_count; i++) {
            known = known || strcmp(input->names[i], name) == 0;
        }
        if (any && !known) {
            input->names =
                tl_grow(input->names, input->name_count, &input->name_capacity, sizeof *input->names);
            input->names[input->name_count++] = tl_arena_copy(input->arena, name);
        }
    }
}

/* Is every pattern the name of some agreement? If not, this is told of the base. */
static bool check_patterns(const struct tl_buyback_input *input, const struct tl_scenario *base,
                           struct tl_error *err)
{
    bool good = true;
    for (size_t i = 0; i < input->count; i++) {
        for (size_t k = 0; k < input->sets[i].count; k++) {
            bool any = false;
            for (size_t n = 0; n < input->name_count; n++) {
                any = any || tl_text_matches(input->sets[i].patterns[k], input->names[n]);
            }
            good = (any || refuse_name(base, input->sets[i].patterns[k], err)) && good;
        }
    }
    return good;
}

/* Does every file have all the agreements that are asked for? To set the state of one that it has not would make a new, broken one.
 * What --vary makes has all that its file has. */
static bool check_files(const struct tl_buyback_input *input, struct tl_scenario *const *scenarios,
                        size_t files, struct tl_error *err)
{
    bool good = true;
    for (size_t i = 0; i < files; i++) {
        for (size_t k = 0; k < input->name_count; k++) {
            const char *name = input->names[k];
            good = (find_agreement(scenarios[i], name) || refuse_name(scenarios[i], name, err)) && good;
        }
    }
    return good;
}

/* Find the agreements that are asked for, and check that they are everywhere. */
static bool find_names(struct tl_buyback_input *input, const struct tl_variants_source *source,
                       struct tl_error *err)
{
    size_t files = source->files->count;
    size_t count = files + source->vary_count;
    struct tl_scenario **scenarios = tl_alloc(count, sizeof *scenarios);
    bool good = true;
    /* a broken base would be reported once a --vary */
    for (size_t i = 0; i < count && (good || i < files); i++) {
        struct tl_scenario_options options = tl_variants_options(source, i, NULL);
        scenarios[i] = tl_scenario_options_read(&options, tl_variants_spec(source, i), err);
        good = scenarios[i] && good;
        free(options.changes);
    }
    for (size_t i = 0; i < count && good; i++) {
        note_names(input, scenarios[i]);
    }
    if (good) {
        good = check_patterns(input, scenarios[0], err);
        good = check_files(input, scenarios, files, err) && good;
    }
    for (size_t i = 0; i < count; i++) {
        tl_scenario_destroy(scenarios[i]);
    }
    free(scenarios);
    return good;
}

/* The state of every agreement of any set: `state` for those of `set`, absent for the others. The caller clears it.
 * set  NULL: absent for all */
static struct tl_changes decide(const struct tl_buyback_input *input, const struct tl_buyback_set *set,
                                const char *state)
{
    struct tl_changes changes = {0};
    for (size_t i = 0; i < input->name_count; i++) {
        const char *name = input->names[i];
        tl_changes_add(&changes, tl_arena_print(input->arena, "agreements.%s.state", name),
                       is_in(set, name) ? state : "absent");
    }
    return changes;
}

/* Variant `variant` once more, with a set of agreements in a state. Returns false after a mistake.
 * end     what its label ends with
 * number  out: which it is */
static bool add_with(const struct tl_buyback_input *input, struct tl_variants *variants, size_t variant,
                     const struct tl_buyback_set *set, const char *state, const char *end, size_t *number,
                     struct tl_error *err)
{
    struct tl_changes changes = decide(input, set, state);
    struct tl_text label = {0};
    tl_text_print(&label, "%s+%s%s", variants->scenarios[variant]->label, set->label, end);
    *number = variants->count;
    bool good = tl_variants_add_changed(variants, variant, &changes, tl_text_get(&label), err);
    tl_text_clear(&label);
    tl_changes_clear(&changes);
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
static bool add_row(struct tl_buyback_input *input, struct tl_variants *variants, size_t variant,
                    const struct tl_buyback_set *set, size_t base_with, struct tl_error *err)
{
    struct tl_buyback *rows = &input->rows;
    struct tl_buyback_row row = {
        .agreements = set->label, .base_with = base_with, .variant = variant, .late = TL_BUYBACK_NO_LATE};
    bool good = add_with(input, variants, variant, set, "from-start", "", &row.with, err);
    if (good && has_late(variants->scenarios[variant], set)) {
        good = add_with(input, variants, variant, set, "late", ":late", &row.late, err);
    }
    rows->rows = tl_grow(rows->rows, rows->count, &rows->capacity, sizeof *rows->rows);
    rows->rows[rows->count++] = row;
    return good;
}

/* All variants with agreements. They stand behind those that are shown. */
static bool add_all(struct tl_buyback_input *input, struct tl_variants *variants, struct tl_error *err)
{
    size_t shown = variants->count;
    size_t *base_with = tl_alloc(input->count, sizeof *base_with);
    bool good = true;
    for (size_t i = 0; i < input->count && good; i++) {
        good = add_with(input, variants, 0, &input->sets[i], "from-start", "", &base_with[i], err);
    }
    for (size_t variant = 1; variant < shown; variant++) {
        for (size_t i = 0; i < input->count && good; i++) {
            good = add_row(input, variants, variant, &input->sets[i], base_with[i], err);
        }
    }
    variants->shown = shown;
    variants->buyback = &input->rows;
    free(base_with);
    return good;
}

bool tl_buyback_read(struct tl_buyback_input *input, struct tl_variants *variants,
                     const struct tl_variants_source *source, struct tl_error *err)
{
    *variants = (struct tl_variants){0};
    if (input->count == 0) {
        return tl_variants_read(variants, source, NULL, err);
    }
    if (!find_names(input, source, err)) {
        return false;
    }
    struct tl_changes without = decide(input, NULL, "absent");
    bool good = tl_variants_read(variants, source, &without, err) && add_all(input, variants, err);
    tl_changes_clear(&without);
    return good;
}
