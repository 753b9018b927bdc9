/* The tree against the rows of the keys. */
#include "scenario/check.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

bool tl_name_is_good(const char *name)
{
    if (!(*name >= 'a' && *name <= 'z')) {
        return false;
    }
    while ((*name >= 'a' && *name <= 'z') || (*name >= '0' && *name <= '9') || *name == '-') {
        name++;
    }
    return *name == '\0';
}

/* The head that every tl_<section>_def starts with. */
struct head {
    TL_DEF_HEAD
};

/* A default as a value of the file would be. */
static struct tl_node make_fallback(const struct tl_key *key, const struct tl_node *group)
{
    struct tl_node node = {.kind = TL_NODE_TEXT, .origin = group->origin, .text = key->fallback};
    if (key->type == TL_TYPE_FLAG) {
        node.kind = TL_NODE_BOOL;
        node.flag = strcmp(key->fallback, "true") == 0;
    }
    return node;
}

static void read_key(struct tl_check *c, const struct tl_key *key, const struct tl_node *group,
                     const char *path, void *member)
{
    tl_read_absent(key->type, member);
    struct tl_spot spot = {tl_node_find(group, key->name), path, key};
    if (spot.node) {
        tl_read_value(c, &spot, member);
    } else if (key->fallback == tl_key_required) {
        if (group != c->forgiven) {
            tl_mistake_add(c->mistakes, &group->origin, tl_spot_path(c, &spot), NULL, "is required: %s",
                           key->help);
        }
    } else if (key->fallback != tl_key_optional) {
        struct tl_node fallback = make_fallback(key, group);
        spot.node = &fallback;
        bool good = tl_read_value(c, &spot, member);
        assert(good);
        (void)good;
    }
}

/* Names that may stand in a group of this section: its keys, and collections at the top of a file. */
static const char **list_known(struct tl_check *c, enum tl_section section, size_t *count)
{
    const struct tl_section_row *row = tl_section_get(section);
    const char **known = tl_arena_alloc(c->arena, row->key_count + TL_SECTIONS, sizeof *known);
    *count = 0;
    for (size_t i = 0; i < row->key_count; i++) {
        known[(*count)++] = row->keys[i].name;
    }
    for (enum tl_section s = 0; row->shape == TL_SHAPE_ROOT && s < TL_SECTIONS; s++) {
        if (tl_section_get(s)->shape == TL_SHAPE_COLLECTION) {
            known[(*count)++] = tl_section_get(s)->key;
        }
    }
    return known;
}

static void check_known(struct tl_check *c, enum tl_section section, const struct tl_node *group,
                        const char *path)
{
    size_t count;
    const char **known = list_known(c, section, &count);
    for (size_t i = 0; i < group->count; i++) {
        const struct tl_node *item = group->items[i];
        size_t k = 0;
        while (k < count && strcmp(known[k], item->name) != 0) {
            k++;
        }
        if (k == count) {
            tl_mistake_add(c->mistakes, &item->origin,
                           tl_arena_print(c->arena, "%s%s%s", path, *path ? "." : "", item->name), NULL,
                           "no such key%s", tl_mistake_advice(c->arena, item->name, known, count));
        }
    }
}

void tl_check_group(struct tl_check *c, enum tl_section section, const struct tl_node *group,
                    const char *path, void *def)
{
    const struct tl_section_row *row = tl_section_get(section);
    struct head *head = def;
    head->name = group->name;
    head->path = tl_arena_copy(c->arena, path);
    head->origin = group->origin;
    check_known(c, section, group, path);
    for (size_t i = 0; i < row->key_count; i++) {
        read_key(c, &row->keys[i], group, path, (char *)def + row->keys[i].offset);
    }
}

static int compare_names(const void *a, const void *b)
{
    return strcmp((*(const struct tl_node *const *)a)->name, (*(const struct tl_node *const *)b)->name);
}

/* List the names of a collection before anything refers to them. Entities that are no groups, or have bad names, are
 * reported and left out. */
static void list_names(struct tl_check *c, enum tl_section section, const struct tl_node *tree)
{
    const struct tl_section_row *row = tl_section_get(section);
    const struct tl_node *group = tl_node_find(tree, row->key);
    if (!group) {
        return;
    }
    if (group->kind != TL_NODE_GROUP) {
        tl_mistake_add_node(c->mistakes, group, row->key,
                            "must be a group of named groups: { name = { ... }; ... }");
        return;
    }
    const struct tl_node **entities = tl_arena_alloc(c->arena, group->count, sizeof(struct tl_node *));
    size_t count = 0;
    for (size_t i = 0; i < group->count; i++) {
        const struct tl_node *item = group->items[i];
        const char *path = tl_arena_print(c->arena, "%s.%s", row->key, item->name);
        if (item->kind != TL_NODE_GROUP) {
            tl_mistake_add_node(c->mistakes, item, path, "must be a group: { ... }");
        } else if (!tl_name_is_good(item->name)) {
            tl_mistake_add(c->mistakes, &item->origin, path, NULL,
                           "a name is written with a-z, 0-9 and -, from a letter on");
        } else {
            entities[count++] = item;
        }
    }
    qsort(entities, count, sizeof(struct tl_node *), compare_names);
    c->entities[section] = entities;
    c->names[section] = tl_arena_alloc(c->arena, count, sizeof(char *));
    c->counts[section] = count;
    for (size_t i = 0; i < count; i++) {
        c->names[section][i] = entities[i]->name;
    }
}

/* The required keys that a group lacks, for reading: "from", "to" and "delay". Returns how many. */
static size_t list_missing(const struct tl_section_row *row, const struct tl_node *group, struct tl_text *out)
{
    const char *last = NULL;
    size_t count = 0;
    for (size_t i = 0; i < row->key_count; i++) {
        if (row->keys[i].fallback == tl_key_required && !tl_node_find(group, row->keys[i].name)) {
            if (last) {
                tl_text_print(out, "%s\"%s\"", count > 1 ? ", " : "", last);
            }
            last = row->keys[i].name;
            count++;
        }
    }
    if (last) {
        tl_text_print(out, "%s\"%s\"", count > 1 ? " and " : "", last);
    }
    return count;
}

static bool is_of_one_file(const struct tl_node *a, const struct tl_node *b)
{
    return a->origin.file && b->origin.file && strcmp(a->origin.file, b->origin.file) == 0;
}

/* An entity that lacks keys, with nearly the name of a whole one of another file, may be meant to change that one: told in one line. */
static void tell_misspelt(struct tl_check *c, enum tl_section section, const struct tl_node *entity,
                          const char *path)
{
    const struct tl_section_row *row = tl_section_get(section);
    const char **whole = tl_arena_alloc(c->arena, c->counts[section] + 1, sizeof *whole);
    size_t count = 0;
    struct tl_text unused = {0};
    for (size_t i = 0; i < c->counts[section]; i++) {
        const struct tl_node *other = c->entities[section][i];
        if (!is_of_one_file(entity, other) && list_missing(row, other, &unused) == 0) {
            whole[count++] = other->name;
        }
    }
    struct tl_text missing = {0};
    const char *nearest = tl_text_nearest(entity->name, whole, count);
    size_t lacks = list_missing(row, entity, &missing);
    if (nearest && lacks > 0) {
        tl_mistake_add(c->mistakes, &entity->origin, path, NULL,
                       "is new and lacks the key%s %s; did you mean %s?", lacks == 1 ? "" : "s",
                       tl_text_get(&missing), nearest);
        c->forgiven = entity;
    }
    tl_text_clear(&missing);
    tl_text_clear(&unused);
}

static void read_collection(struct tl_check *c, enum tl_section section)
{
    const struct tl_section_row *row = tl_section_get(section);
    size_t count = c->counts[section];
    char *defs = tl_arena_alloc(c->arena, count, row->size);
    for (size_t i = 0; i < count; i++) {
        const struct tl_node *entity = c->entities[section][i];
        const char *path = tl_arena_print(c->arena, "%s.%s", row->key, entity->name);
        tell_misspelt(c, section, entity, path);
        tl_check_group(c, section, entity, path, defs + i * row->size);
    }
    memcpy((char *)c->scenario + row->list_offset, &(const void *){defs}, sizeof(void *));
    memcpy((char *)c->scenario + row->count_offset, &count, sizeof count);
}

void tl_check_tree(struct tl_check *c, const struct tl_node *tree)
{
    for (enum tl_section s = 0; s < TL_SECTIONS; s++) {
        if (tl_section_get(s)->shape == TL_SHAPE_COLLECTION) {
            list_names(c, s, tree);
        }
    }
    tl_check_group(c, TL_SECTION_TOP, tree, "", &c->scenario->top); /* first: moments count from its epoch */
    for (enum tl_section s = 0; s < TL_SECTIONS; s++) {
        if (tl_section_get(s)->shape == TL_SHAPE_COLLECTION) {
            read_collection(c, s);
        }
    }
}

bool tl_scenario_is_whole(const struct tl_scenario *scenario, enum tl_section section)
{
    const struct tl_section_row *row = tl_section_get(section);
    const struct tl_node *group = tl_node_find(scenario->tree, row->key);
    size_t count;
    memcpy(&count, (const char *)scenario + row->count_offset, sizeof count);
    return !group || (group->kind == TL_NODE_GROUP && group->count == count);
}

bool tl_scenario_gives(const struct tl_scenario *scenario, const char *path, const char *key)
{
    return tl_node_find(tl_node_at(scenario->tree, path), key) != NULL;
}

void tl_path_refuse(struct tl_check *c, const char *path, const char *key, const char *rule, ...)
{
    const char *full = key ? tl_arena_print(c->arena, "%s%s%s", path, *path ? "." : "", key) : path;
    struct tl_text text = {0};
    va_list args;
    va_start(args, rule);
    tl_text_print_args(&text, rule, args);
    va_end(args);
    const struct tl_node *node = tl_node_at(c->scenario->tree, full);
    if (node && node->kind != TL_NODE_GROUP) {
        tl_mistake_add_node(c->mistakes, node, full, "%s", tl_text_get(&text));
    } else {
        node = node ? node : tl_node_at(c->scenario->tree, path);
        tl_mistake_add(c->mistakes, node ? &node->origin : &c->scenario->tree->origin, full, NULL, "%s",
                       tl_text_get(&text));
    }
    tl_text_clear(&text);
}
