#include "scenario/sample.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/hash.h"
#include "scenario/key.h"
#include "scenario/source.h"
#include "scenario/tree.h"

/* The head that every tl_<section>_def starts with. */
struct head {
    TL_DEF_HEAD
};

/* One delay, or file of moments, of a group, whether it is given or not. */
struct spot {
    const struct tl_key *key;
    const char *path;             /* of the group */
    const struct tl_delay *delay; /* NULL: moments */
    const struct tl_dates *dates; /* NULL: a delay */
};

/* What is done at each of them. */
struct visitor {
    void (*visit)(const struct spot *spot, void *context);
    void *context;
};

/* Visit the keys of a group, and of its rows. */
static void walk_group(const struct visitor *v, const struct tl_section_row *section, const char *def)
{
    const char *path = ((const struct head *)(const void *)def)->path;
    for (size_t i = 0; i < section->key_count; i++) {
        const struct tl_key *key = &section->keys[i];
        const void *member = def + key->offset;
        if (key->type == TL_TYPE_DELAY) {
            v->visit(&(struct spot){.key = key, .path = path, .delay = member}, v->context);
        } else if (key->type == TL_TYPE_DATES) {
            v->visit(&(struct spot){.key = key, .path = path, .dates = member}, v->context);
        } else if (key->type == TL_TYPE_ROWS) {
            const struct tl_rows *rows = member;
            const struct tl_section_row *row = tl_section_get((enum tl_section)key->of);
            for (size_t r = 0; r < rows->count; r++) {
                walk_group(v, row, (const char *)rows->items + r * row->size);
            }
        }
    }
}

/* Visit all entities, in the order of sections, names and keys. */
static void walk(const struct tl_scenario *scenario, const struct visitor *v)
{
    for (enum tl_section s = 0; s < TL_SECTIONS; s++) {
        const struct tl_section_row *section = tl_section_get(s);
        const char *defs = NULL;
        size_t count = 0;
        if (section->shape == TL_SHAPE_COLLECTION) {
            memcpy(&defs, (const char *)scenario + section->list_offset, sizeof defs);
            memcpy(&count, (const char *)scenario + section->count_offset, sizeof count);
        }
        for (size_t i = 0; i < count; i++) {
            walk_group(v, section, defs + i * section->size);
        }
    }
}

/* ---- values ---- */

static bool is_sample(const struct spot *spot)
{
    return spot->dates ? spot->dates->given
                       : spot->delay->given && spot->delay->dist.kind == TL_DIST_EMPIRICAL;
}

static void add_one(const struct spot *spot, void *context)
{
    struct tl_text *out = context;
    for (uint32_t k = 0; spot->delay && spot->delay->given && k < spot->delay->dist.sample_count; k++) {
        tl_text_add_real(out, spot->delay->dist.sample[k]);
        tl_text_add_char(out, ',');
    }
    for (size_t k = 0; spot->dates && k < spot->dates->count; k++) {
        tl_text_add_int(out, spot->dates->items[k]);
        tl_text_add_char(out, ',');
    }
    tl_text_add_char(out, ';');
}

void tl_sample_add_all(const struct tl_scenario *scenario, struct tl_text *out)
{
    walk(scenario, &(struct visitor){add_one, out});
}

static void digest_values(const struct spot *spot, char text[TL_DIGEST_TEXT])
{
    struct tl_text values = {0};
    struct tl_digest *digest = tl_digest_create();
    add_one(spot, &values);
    tl_digest_add(digest, tl_text_get(&values), values.size);
    tl_digest_get(digest, text);
    tl_digest_destroy(digest);
    tl_text_clear(&values);
}

/* ---- names ---- */

/* The name of a sample's file as it is written, out of "file.csv" or empirical("file.csv"). */
static const char *get_name(struct tl_arena *arena, const struct spot *spot, const struct tl_node *value)
{
    if (spot->dates) {
        return value->text;
    }
    const char *open = strchr(value->text, '"');
    const char *close = strrchr(value->text, '"');
    return tl_arena_print(arena, "%.*s", (int)(close - open - 1), open + 1);
}

/* As the user would type it. */
static const char *get_path(struct tl_arena *arena, const struct spot *spot, const struct tl_node *value)
{
    return tl_path_join(arena, tl_path_folder(arena, value->origin.file), get_name(arena, spot, value));
}

static struct tl_node **find_value(const struct tl_node *tree, const struct spot *spot)
{
    const struct tl_node *group = tl_node_at(tree, spot->path);
    return &group->items[tl_node_index(group, spot->key->name)];
}

struct naming {
    struct tl_arena *arena;
    const struct tl_node *tree;
    enum tl_sample_naming naming;
    char *folder; /* where we are */
};

static const char *rename_value(const struct naming *n, const struct spot *spot, const struct tl_node *value)
{
    if (n->naming == TL_SAMPLE_NAMELESS) {
        return spot->dates ? "moments" : "empirical()";
    }
    if (n->naming == TL_SAMPLE_DIGESTED) {
        char digest[TL_DIGEST_TEXT];
        digest_values(spot, digest);
        return tl_arena_print(n->arena, "%s of %s", value->text, digest);
    }
    const char *path = get_path(n->arena, spot, value);
    const char *folder = *path == '/' || !n->folder ? "" : tl_arena_print(n->arena, "%s/", n->folder);
    return spot->dates ? tl_arena_print(n->arena, "%s%s", folder, path)
                       : tl_arena_print(n->arena, "empirical(\"%s%s\")", folder, path);
}

static void name_one(const struct spot *spot, void *context)
{
    const struct naming *n = context;
    if (is_sample(spot)) {
        struct tl_node **value = find_value(n->tree, spot);
        struct tl_node *named = tl_node_create(n->arena, TL_NODE_TEXT, (*value)->name, &(*value)->origin);
        named->text = rename_value(n, spot, *value);
        *value = named;
    }
}

/* A copy whose groups and lists are its own. */
static struct tl_node *copy_tree(struct tl_arena *arena, struct tl_node *node)
{
    if (node->kind != TL_NODE_GROUP && node->kind != TL_NODE_LIST) {
        return node;
    }
    struct tl_node *copy = tl_node_create(arena, node->kind, node->name, &node->origin);
    for (size_t i = 0; i < node->count; i++) {
        tl_node_add(arena, copy, copy_tree(arena, node->items[i]));
    }
    return copy;
}

const struct tl_node *tl_sample_name(const struct tl_scenario *scenario, enum tl_sample_naming naming)
{
    struct tl_node *tree = tl_node_create(scenario->arena, TL_NODE_GROUP, NULL, &scenario->tree->origin);
    for (size_t i = 0; i < scenario->tree->count; i++) {
        tl_node_add(scenario->arena, tree, copy_tree(scenario->arena, scenario->tree->items[i]));
    }
    struct naming n = {scenario->arena, tree, naming, get_current_dir_name()};
    walk(scenario, &(struct visitor){name_one, &n});
    free(n.folder);
    return tree;
}

struct listing {
    const struct tl_scenario *scenario;
    void (*visit)(const char *file, void *context);
    void *context;
};

static void list_one(const struct spot *spot, void *context)
{
    const struct listing *listing = context;
    const struct tl_scenario *scenario = listing->scenario;
    if (is_sample(spot)) {
        listing->visit(get_path(scenario->arena, spot, *find_value(scenario->tree, spot)), listing->context);
    }
}

void tl_sample_walk_files(const struct tl_scenario *scenario, void (*visit)(const char *file, void *context),
                          void *context)
{
    struct listing listing = {scenario, visit, context};
    walk(scenario, &(struct visitor){list_one, &listing});
}
