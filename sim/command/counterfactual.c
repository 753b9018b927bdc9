#include "command/counterfactual.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "command/leave.h"
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

/* A variant without a root. False after a mistake.
 * changes  that leave it out */
static bool add_row(struct tl_counterfactual *rows, struct tl_variants *variants, size_t variant,
                    const char *root, const struct tl_changes *changes, struct tl_error *err)
{
    struct tl_counterfactual_row row = {root, variant, variants->count, tl_leave_meaning(root),
                                        TL_COUNTERFACTUAL_NO_BASE};
    struct tl_text label = {0};
    tl_text_print(&label, "%s-without-%s", variants->scenarios[variant]->label, root);
    bool good = tl_variants_add_changed(variants, variant, changes, tl_text_get(&label), err);
    tl_text_clear(&label);
    rows->rows = tl_grow(rows->rows, rows->count, &rows->capacity, sizeof *rows->rows);
    rows->rows[rows->count++] = row;
    return good;
}

/* The variant without each root that it has. False after a mistake.
 * had  [roots] set for those that it has */
static bool add_rows(struct tl_counterfactual_input *input, struct tl_variants *variants, size_t variant,
                     bool *had, struct tl_error *err)
{
    struct tl_arena *arena = tl_arena_create();
    bool good = true;
    for (size_t i = 0; i < input->count; i++) {
        struct tl_changes changes = {0};
        if (tl_leave_find(variants->scenarios[variant], input->roots[i], arena, &changes)) {
            had[i] = true;
            good = add_row(&input->rows, variants, variant, input->roots[i], &changes, err) && good;
        }
        tl_changes_clear(&changes);
    }
    tl_arena_destroy(arena);
    return good;
}

/* The base, too, without each root that it has and a row is about: a cost is a loss less that of the base. False after a mistake. */
static bool add_bases(struct tl_counterfactual_input *input, struct tl_variants *variants,
                      struct tl_error *err)
{
    struct tl_arena *arena = tl_arena_create();
    bool good = true;
    for (size_t i = 0; i < input->count && good; i++) {
        struct tl_changes changes = {0};
        size_t base_without = 0;
        if (tl_leave_find(variants->scenarios[0], input->roots[i], arena, &changes)) {
            struct tl_text label = {0};
            tl_text_print(&label, "%s-without-%s", variants->scenarios[0]->label, input->roots[i]);
            base_without = variants->count;
            good = tl_variants_add_changed(variants, 0, &changes, tl_text_get(&label), err);
            tl_text_clear(&label);
        }
        for (size_t k = 0; k < input->rows.count; k++) {
            struct tl_counterfactual_row *row = &input->rows.rows[k];
            row->base_without = row->root == input->roots[i] ? base_without : row->base_without;
        }
        tl_changes_clear(&changes);
    }
    tl_arena_destroy(arena);
    return good;
}

bool tl_counterfactual_add(struct tl_counterfactual_input *input, struct tl_variants *variants,
                           struct tl_error *err)
{
    size_t shown = variants->count;
    size_t first = shown > 1;
    bool good = true;
    if (input->count == 0) {
        return true;
    }
    for (size_t i = 0; i < input->count; i++) {
        good = tl_leave_check(input->roots[i], err) && good;
    }
    bool *had = tl_alloc(input->count, sizeof *had);
    bool whole = good;
    for (size_t variant = first; whole && variant < shown; variant++) {
        good = add_rows(input, variants, variant, had, err) && good;
    }
    for (size_t i = 0; whole && i < input->count; i++) {
        good = (had[i] || tl_leave_refuse(variants->scenarios[first], input->roots[i], err)) && good;
    }
    good = good && (first == 0 || add_bases(input, variants, err));
    free(had);
    variants->shown = shown;
    variants->counterfactual = &input->rows;
    return good;
}
