/* Reading a scenario, from command line and files to checked rows. */
#include "scenario/scenario.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "scenario/chain.h"
#include "scenario/check.h"
#include "scenario/sample.h"
#include "scenario/source.h"
#include "scenario/tree.h"

/* "LABEL=FILE": how many bytes the label takes, 0 without one. A label has no slash, so "a/b=c.cfg" is a file. */
static size_t measure_label(const char *spec)
{
    size_t n = strcspn(spec, "=/");
    return spec[n] == '=' ? n : 0;
}

/* "base" for "korea-2017/base.cfg". */
static const char *make_stem(struct tl_arena *arena, const char *file)
{
    if (strcmp(file, TL_STDIN_NAME) == 0) {
        return "stdin";
    }
    const char *slash = strrchr(file, '/');
    const char *name = slash ? slash + 1 : file;
    const char *dot = strrchr(name, '.');
    return tl_arena_print(arena, "%.*s", (int)(dot && dot > name ? (size_t)(dot - name) : strlen(name)),
                          name);
}

static void name_scenario(struct tl_scenario *scenario, const char *spec, const char *label)
{
    size_t size = measure_label(spec);
    scenario->file = tl_arena_copy(scenario->arena, size > 0 ? spec + size + 1 : spec);
    if (label) {
        scenario->label = tl_arena_copy(scenario->arena, label);
    } else if (size > 0) {
        scenario->label = tl_arena_print(scenario->arena, "%.*s", (int)size, spec);
    } else {
        scenario->label = make_stem(scenario->arena, scenario->file);
    }
}

/* The merged tree, or NULL. Every overlay and change is tried, so that all mistakes are told. */
static struct tl_node *merge_tree(struct tl_scenario *scenario, const char *const *with, size_t with_count,
                                  const struct tl_change *changes, size_t change_count,
                                  struct tl_mistakes *mistakes)
{
    struct tl_chain chain = {.arena = scenario->arena, .mistakes = mistakes};
    bool good = tl_chain_add(&chain, scenario->file);
    for (size_t i = 0; good && i < with_count; i++) {
        good = tl_chain_add(&chain, with[i]);
    }
    struct tl_node *tree = good ? chain.tree : NULL;
    for (size_t i = 0; tree && i < change_count; i++) {
        good = tl_change_apply(scenario->arena, tree, &changes[i], mistakes) && good;
    }
    tl_chain_clear(&chain);
    return tree;
}

static void hash_scenario(struct tl_scenario *scenario)
{
    struct tl_text text = {0};
    tl_node_print_canonical(tl_sample_name(scenario, TL_SAMPLE_NAMELESS), &text);
    tl_sample_add_all(scenario, &text);
    struct tl_digest *digest = tl_digest_create();
    tl_digest_add(digest, tl_text_get(&text), text.size);
    tl_digest_get(digest, scenario->hash);
    tl_digest_destroy(digest);
    tl_text_clear(&text);
}

static void check_tree(struct tl_scenario *scenario, const struct tl_node *tree, struct tl_mistakes *mistakes)
{
    struct tl_check check = {.arena = scenario->arena, .mistakes = mistakes, .scenario = scenario};
    scenario->tree = tree;
    tl_check_tree(&check, tree);
    tl_check_entities(&check);
    tl_check_together(&check);
    struct tl_uncertain *uncertain =
        tl_arena_alloc(scenario->arena, check.uncertain_count, sizeof *uncertain);
    if (check.uncertain_count > 0) {
        memcpy(uncertain, check.uncertain, check.uncertain_count * sizeof *uncertain);
    }
    scenario->uncertain = uncertain;
    scenario->uncertain_count = check.uncertain_count;
    free(check.uncertain);
}

struct tl_scenario *tl_scenario_read_whole(const char *spec, const char *label, const char *const *with,
                                           size_t with_count, const struct tl_change *changes,
                                           size_t change_count, struct tl_mistakes *mistakes)
{
    struct tl_arena *arena = tl_arena_create();
    struct tl_scenario *scenario = tl_arena_alloc(arena, 1, sizeof *scenario);
    scenario->arena = arena;
    name_scenario(scenario, spec, label);
    size_t before = mistakes->count;
    const struct tl_node *tree = merge_tree(scenario, with, with_count, changes, change_count, mistakes);
    if (!tree) {
        tl_scenario_destroy(scenario);
        return NULL;
    }
    check_tree(scenario, tree, mistakes);
    if (mistakes->count == before) {
        hash_scenario(scenario);
    }
    return scenario;
}

struct tl_scenario *tl_scenario_read(const char *spec, const char *label, const char *const *with,
                                     size_t with_count, const struct tl_change *changes, size_t change_count,
                                     struct tl_error *err)
{
    struct tl_mistakes mistakes = {0};
    struct tl_scenario *scenario =
        tl_scenario_read_whole(spec, label, with, with_count, changes, change_count, &mistakes);
    bool good = tl_mistakes_tell(&mistakes, err);
    tl_mistakes_clear(&mistakes);
    if (!good) {
        tl_scenario_destroy(scenario);
        return NULL;
    }
    return scenario;
}

void tl_scenario_destroy(struct tl_scenario *scenario)
{
    if (scenario) {
        tl_arena_destroy(scenario->arena);
    }
}
