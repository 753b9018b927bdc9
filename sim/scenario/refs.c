/* Values that name something: entities, capabilities, rows. */
#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/check.h"

int32_t tl_ref_find(const struct tl_check *c, enum tl_section section, const char *name)
{
    size_t low = 0;
    size_t high = c->counts[section];
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(name, c->names[section][middle]);
        if (order == 0) {
            return (int32_t)middle;
        }
        if (order < 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return TL_ABSENT;
}

/* The asset called NAME for a name that reads NAME-i, whatever its count; TL_ABSENT where there is none. */
static int32_t find_stem(const struct tl_check *c, const char *name, int32_t *number)
{
    const char *dash = strrchr(name, '-');
    if (!dash || dash[1] < '1' || dash[1] > '9' || strlen(dash + 1) > 4) {
        return TL_ABSENT;
    }
    char *end;
    *number = (int32_t)strtol(dash + 1, &end, 10);
    return *end
               ? TL_ABSENT
               : tl_ref_find(c, TL_SECTION_ASSET, tl_arena_print(c->arena, "%.*s", (int)(dash - name), name));
}

int32_t tl_ref_find_member(const struct tl_check *c, const char *name, int32_t *member)
{
    int32_t number;
    int32_t index = find_stem(c, name, &number);
    if (index == TL_ABSENT) {
        return TL_ABSENT;
    }
    assert(c->scenario->assets);
    int64_t count = c->scenario->assets[index].count;
    if (count != TL_ABSENT && (count == 1 || number > count)) {
        return TL_ABSENT;
    }
    *member = number;
    return index;
}

/* What may have been meant; of an asset with a count, which members it has. */
static const char *advise_name(struct tl_check *c, enum tl_section section, const char *name)
{
    int32_t number;
    int32_t index = section == TL_SECTION_ASSET ? find_stem(c, name, &number) : TL_ABSENT;
    if (index != TL_ABSENT && c->scenario->assets[index].count > 1) {
        const struct tl_asset_def *asset = &c->scenario->assets[index];
        return tl_arena_print(c->arena, "; %s stands for %s-1 to %s-%d", asset->name, asset->name,
                              asset->name, (int)asset->count);
    }
    return tl_mistake_advice(c->arena, name, c->names[section], c->counts[section]);
}

/* Read one name of a section; of assets, also that of a member, unless an asset is called so. path  as it is shown */
static bool read_name(struct tl_check *c, enum tl_section section, const struct tl_node *node,
                      const char *path, struct tl_ref *ref)
{
    const struct tl_section_row *row = tl_section_get(section);
    *ref = (struct tl_ref){TL_ABSENT, 0};
    if (node->kind != TL_NODE_TEXT) {
        return tl_mistake_add_node(c->mistakes, node, path, "must be the name of a %s in quotes", row->name);
    }
    ref->index = tl_ref_find(c, section, node->text);
    if (ref->index == TL_ABSENT && section == TL_SECTION_ASSET) {
        ref->index = tl_ref_find_member(c, node->text, &ref->member);
    }
    return ref->index != TL_ABSENT || tl_mistake_add_node(c->mistakes, node, path, "no such %s%s", row->name,
                                                          advise_name(c, section, node->text));
}

bool tl_read_ref(struct tl_check *c, const struct tl_spot *spot, void *out)
{
    return read_name(c, (enum tl_section)spot->key->of, spot->node, tl_spot_path(c, spot), out);
}

static bool check_repeat(struct tl_check *c, const struct tl_node *list, size_t i, const char *path)
{
    for (size_t j = 0; j < i; j++) {
        if (list->items[j]->kind == TL_NODE_TEXT && list->items[i]->kind == TL_NODE_TEXT &&
            strcmp(list->items[j]->text, list->items[i]->text) == 0) {
            return tl_mistake_add_node(c->mistakes, list->items[i], path, "is named twice");
        }
    }
    return true;
}

bool tl_read_refs(struct tl_check *c, const struct tl_spot *spot, void *out)
{
    struct tl_refs *refs = out;
    const struct tl_node *list = spot->node;
    if (list->kind != TL_NODE_LIST) {
        return tl_spot_refuse(c, spot, "must be a list of names, such as [\"a\", \"b\"]");
    }
    int32_t *items = tl_arena_alloc(c->arena, list->count, sizeof *items);
    int32_t *members = tl_arena_alloc(c->arena, list->count, sizeof *members);
    bool good = true;
    for (size_t i = 0; i < list->count; i++) {
        const char *path = tl_arena_print(c->arena, "%s[%zu]", tl_spot_path(c, spot), i);
        struct tl_ref ref;
        good = read_name(c, (enum tl_section)spot->key->of, list->items[i], path, &ref) &&
               check_repeat(c, list, i, path) && good;
        items[i] = ref.index;
        members[i] = ref.member;
    }
    if (good) {
        *refs = (struct tl_refs){items, members, list->count, true};
    }
    return good;
}

bool tl_read_names(struct tl_check *c, const struct tl_spot *spot, void *out)
{
    const struct tl_node *list = spot->node;
    if (list->kind != TL_NODE_LIST || list->count == 0) {
        return tl_spot_refuse(c, spot, "must be a list of names, such as [\"a\", \"b\"]");
    }
    const char **items = tl_arena_alloc(c->arena, list->count, sizeof *items);
    bool good = true;
    for (size_t i = 0; i < list->count; i++) {
        const char *path = tl_arena_print(c->arena, "%s[%zu]", tl_spot_path(c, spot), i);
        if (list->items[i]->kind != TL_NODE_TEXT) {
            good = tl_mistake_add_node(c->mistakes, list->items[i], path, "must be a name in quotes");
        } else {
            items[i] = list->items[i]->text;
            good = check_repeat(c, list, i, path) && good;
        }
    }
    if (good) {
        *(struct tl_name_list *)out = (struct tl_name_list){items, list->count, true};
    }
    return good;
}

/* The names of missions and places together, for advice. */
static const char *advise_start(struct tl_check *c, const char *name)
{
    size_t missions = c->counts[TL_SECTION_MISSION];
    size_t places = c->counts[TL_SECTION_PLACE];
    const char **names = tl_arena_alloc(c->arena, missions + places, sizeof *names);
    for (size_t i = 0; i < missions + places; i++) {
        names[i] = i < missions ? c->names[TL_SECTION_MISSION][i] : c->names[TL_SECTION_PLACE][i - missions];
    }
    return tl_mistake_advice(c->arena, name, names, missions + places);
}

bool tl_read_start(struct tl_check *c, const struct tl_spot *spot, void *out)
{
    const char *name = spot->node->kind == TL_NODE_TEXT ? spot->node->text : NULL;
    if (!name) {
        return tl_spot_refuse(c, spot, "must be the name of a mission or a place in quotes");
    }
    struct tl_start start = {tl_ref_find(c, TL_SECTION_MISSION, name),
                             tl_ref_find(c, TL_SECTION_PLACE, name)};
    if (start.mission == TL_ABSENT && start.place == TL_ABSENT) {
        return tl_spot_refuse(c, spot, "no such mission or place%s", advise_start(c, name));
    }
    if (start.mission != TL_ABSENT && start.place != TL_ABSENT) {
        return tl_spot_refuse(c, spot, "names both a mission and a place; rename one of them");
    }
    *(struct tl_start *)out = start;
    return true;
}

static int compare_amounts(const void *a, const void *b)
{
    return strcmp(((const struct tl_amount *)a)->name, ((const struct tl_amount *)b)->name);
}

/* Is it the name of an item of a group? */
static bool check_item(struct tl_check *c, const struct tl_node *item, const char *path)
{
    return tl_name_is_good(item->name) ||
           tl_mistake_add(c->mistakes, &item->origin, path, NULL,
                          "a name is written with a-z, 0-9 and -, from a letter on");
}

/* A value that could not be read is NAN, so that the names are still checked. */
bool tl_read_amounts(struct tl_check *c, const struct tl_spot *spot, void *out)
{
    const struct tl_node *group = spot->node;
    if (group->kind != TL_NODE_GROUP) {
        return tl_spot_refuse(c, spot, "must be a group of numbers, such as { asw = 2.0; escort = 1.0; }");
    }
    struct tl_amount *items = tl_arena_alloc(c->arena, group->count, sizeof *items);
    bool good = true;
    bool named = true;
    for (size_t i = 0; i < group->count; i++) {
        const struct tl_node *item = group->items[i];
        struct tl_spot part = {item, spot->parent, spot->key};
        const char *path = tl_arena_print(c->arena, "%s.%s", tl_spot_path(c, spot), item->name);
        items[i] = (struct tl_amount){item->name, NAN};
        bool is_named = check_item(c, item, path);
        good = is_named && tl_read_quantity(c, &part, path, TL_UNIT_NONE, &items[i].value) && good;
        named = is_named && named;
    }
    if (named) {
        qsort(items, group->count, sizeof *items, compare_amounts);
        *(struct tl_amounts *)out = (struct tl_amounts){items, group->count, true};
    }
    return good && named;
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(((const struct tl_words_text *)a)->path, ((const struct tl_words_text *)b)->path);
}

bool tl_read_texts(struct tl_check *c, const struct tl_spot *spot, void *out)
{
    const struct tl_node *group = spot->node;
    if (group->kind != TL_NODE_GROUP) {
        return tl_spot_refuse(c, spot,
                              "must be a group of texts, such as { fast = \"...\"; safe = \"...\"; }");
    }
    struct tl_words_text *items = tl_arena_alloc(c->arena, group->count, sizeof *items);
    bool good = true;
    for (size_t i = 0; i < group->count; i++) {
        const struct tl_node *item = group->items[i];
        const char *path = tl_arena_print(c->arena, "%s.%s", tl_spot_path(c, spot), item->name);
        bool is_text = item->kind == TL_NODE_TEXT ||
                       tl_mistake_add_node(c->mistakes, item, path, "must be a text in quotes");
        items[i] = (struct tl_words_text){is_text ? item->text : NULL, item->origin, path};
        good = check_item(c, item, path) && is_text && good;
    }
    qsort(items, group->count, sizeof *items, compare_texts);
    if (good) {
        *(struct tl_texts *)out = (struct tl_texts){items, group->count, true};
    }
    return good;
}

bool tl_read_rows(struct tl_check *c, const struct tl_spot *spot, void *out)
{
    enum tl_section section = (enum tl_section)spot->key->of;
    const struct tl_node *list = spot->node;
    size_t size = tl_section_get(section)->size;
    if (list->kind != TL_NODE_LIST) {
        return tl_spot_refuse(c, spot, "must be a list of groups: ( { ... }, { ... } )");
    }
    char *rows = tl_arena_alloc(c->arena, list->count, size);
    bool good = true;
    for (size_t i = 0; i < list->count; i++) {
        const char *path = tl_arena_print(c->arena, "%s[%zu]", tl_spot_path(c, spot), i);
        if (list->items[i]->kind != TL_NODE_GROUP) {
            good = tl_mistake_add_node(c->mistakes, list->items[i], path, "must be a group: { ... }");
        } else {
            tl_check_group(c, section, list->items[i], path, rows + i * size);
        }
    }
    if (good) {
        *(struct tl_rows *)out = (struct tl_rows){rows, list->count};
    }
    return good;
}
