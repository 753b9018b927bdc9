#include "scenario/sample.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "scenario/key.h"
#include "scenario/source.h"
#include "scenario/tree.h"

/* One delay of an entity, whether it is given or not. */
struct spot {
    const struct tl_section_row *section;
    const struct tl_key *key;
    const char *entity;
    const struct tl_delay *delay;
};

/* Visit the delays of all entities, in the order of sections, names and keys. */
static void walk_delays(const struct tl_scenario *scenario, void (*visit)(const struct spot *, void *),
                        void *context)
{
    for (enum tl_section s = 0; s < TL_SECTIONS; s++) {
        const struct tl_section_row *row = tl_section_get(s);
        const char *defs = NULL;
        size_t count = 0;
        if (row->shape == TL_SHAPE_COLLECTION) {
            memcpy(&defs, (const char *)scenario + row->list_offset, sizeof defs);
            memcpy(&count, (const char *)scenario + row->count_offset, sizeof count);
        }
        for (size_t i = 0; i < count * row->key_count; i++) {
            const struct tl_key *key = &row->keys[i % row->key_count];
            const char *def = defs + i / row->key_count * row->size;
            if (key->type == TL_TYPE_DELAY) {
                const char *name = *(const char *const *)def; /* every definition starts with its name */
                visit(&(struct spot){row, key, name, (const struct tl_delay *)(def + key->offset)}, context);
            }
        }
    }
}

struct naming {
    struct tl_arena *arena;
    struct tl_node *tree;
    enum tl_sample_naming naming;
    char *folder; /* where we are */
};

/* The name of a sample's file, out of empirical("file.csv"), as seen from everywhere. */
static const char *resolve(const struct naming *n, const struct tl_node *value)
{
    const char *open = strchr(value->text, '"');
    const char *close = strrchr(value->text, '"');
    const char *name = tl_arena_print(n->arena, "%.*s", (int)(close - open - 1), open + 1);
    name = tl_path_join(n->arena, tl_path_folder(n->arena, value->origin.file), name);
    return *name == '/' || !n->folder ? name : tl_arena_print(n->arena, "%s/%s", n->folder, name);
}

static void name_one(const struct spot *spot, void *context)
{
    const struct naming *n = context;
    if (!spot->delay->given || spot->delay->dist.kind != TL_DIST_EMPIRICAL) {
        return;
    }
    struct tl_node *entity = tl_node_find(tl_node_find(n->tree, spot->section->key), spot->entity);
    size_t at = tl_node_index(entity, spot->key->name);
    const struct tl_node *value = entity->items[at];
    struct tl_node *named = tl_node_create(n->arena, TL_NODE_TEXT, value->name, &value->origin);
    named->text = n->naming == TL_SAMPLE_NAMELESS
                      ? "empirical()"
                      : tl_arena_print(n->arena, "empirical(\"%s\")", resolve(n, value));
    entity->items[at] = named;
}

const struct tl_node *tl_sample_name(const struct tl_scenario *scenario, enum tl_sample_naming naming)
{
    struct naming n = {.arena = scenario->arena, .naming = naming, .folder = get_current_dir_name()};
    n.tree = tl_node_create(n.arena, TL_NODE_GROUP, NULL, &scenario->tree->origin);
    tl_node_merge(n.arena, n.tree, scenario->tree);
    walk_delays(scenario, name_one, &n);
    free(n.folder);
    return n.tree;
}

static void add_one(const struct spot *spot, void *context)
{
    struct tl_text *out = context;
    for (uint32_t k = 0; spot->delay->given && k < spot->delay->dist.sample_count; k++) {
        tl_text_add_real(out, spot->delay->dist.sample[k]);
        tl_text_add_char(out, ',');
    }
    tl_text_add_char(out, ';');
}

void tl_sample_add_all(const struct tl_scenario *scenario, struct tl_text *out)
{
    walk_delays(scenario, add_one, out);
}
