#include "scenario/tree.h"

#include <assert.h>
#include <ctype.h>
#include <string.h>

struct tl_node *tl_node_create(struct tl_arena *arena, enum tl_node_kind kind, const char *name,
                               const struct tl_origin *where)
{
    struct tl_node *node = tl_arena_alloc(arena, 1, sizeof *node);
    node->kind = kind;
    node->name = name ? tl_arena_copy(arena, name) : NULL;
    node->origin = *where;
    return node;
}

void tl_node_add(struct tl_arena *arena, struct tl_node *parent, struct tl_node *item)
{
    assert(parent->kind == TL_NODE_GROUP || parent->kind == TL_NODE_LIST);
    if (parent->count == parent->capacity) {
        size_t capacity = parent->capacity ? 2 * parent->capacity : 4;
        struct tl_node **items = tl_arena_alloc(arena, capacity, sizeof *items);
        if (parent->count > 0) {
            memcpy(items, parent->items, parent->count * sizeof *items);
        }
        parent->items = items;
        parent->capacity = capacity;
    }
    parent->items[parent->count++] = item;
}

void tl_node_remove(struct tl_node *parent, size_t index)
{
    assert(index < parent->count);
    parent->count--;
    memmove(parent->items + index, parent->items + index + 1,
            (parent->count - index) * sizeof *parent->items);
}

size_t tl_node_index(const struct tl_node *group, const char *name)
{
    size_t i = 0;
    while (i < group->count && strcmp(group->items[i]->name, name) != 0) {
        i++;
    }
    return i;
}

struct tl_node *tl_node_find(const struct tl_node *group, const char *name)
{
    if (!group || group->kind != TL_NODE_GROUP) {
        return NULL;
    }
    size_t i = tl_node_index(group, name);
    return i < group->count ? group->items[i] : NULL;
}

const char **tl_node_names(struct tl_arena *arena, const struct tl_node *group)
{
    const char **names = tl_arena_alloc(arena, group->count, sizeof *names);
    for (size_t i = 0; i < group->count; i++) {
        names[i] = group->items[i]->name;
    }
    return names;
}

/* The element of a list that "[1]" at the start of a path names; *path moves behind it. */
static const struct tl_node *take_element(const struct tl_node *list, const char **path)
{
    const char *at = *path + 1;
    size_t index = 0;
    size_t digits = 0;
    for (; isdigit((unsigned char)*at) && digits < 9; at++, digits++) {
        index = index * 10 + (size_t)(*at - '0');
    }
    if (list->kind != TL_NODE_LIST || digits == 0 || *at != ']' || index >= list->count) {
        return NULL;
    }
    *path = at + 1;
    return list->items[index];
}

static const struct tl_node *take_item(const struct tl_node *group, const char **path)
{
    size_t n = strcspn(*path, ".[");
    for (size_t i = 0; group->kind == TL_NODE_GROUP && i < group->count; i++) {
        const struct tl_node *item = group->items[i];
        if (strncmp(item->name, *path, n) == 0 && item->name[n] == '\0') {
            *path += n;
            return item;
        }
    }
    return NULL;
}

const struct tl_node *tl_node_at(const struct tl_node *root, const char *path)
{
    const struct tl_node *node = root;
    for (bool first = true; node && *path; first = false) {
        if (*path == '[') {
            node = take_element(node, &path);
        } else {
            path += !first && *path == '.';
            node = take_item(node, &path);
        }
    }
    return node;
}

void tl_node_add_step(struct tl_text *path, const struct tl_node *parent, size_t index)
{
    if (parent->kind == TL_NODE_LIST) {
        tl_text_print(path, "[%zu]", index);
    } else {
        tl_text_print(path, "%s%s", path->size > 0 ? "." : "", parent->items[index]->name);
    }
}

static bool is_number(const struct tl_node *node)
{
    return node->kind == TL_NODE_INT || node->kind == TL_NODE_REAL;
}

static bool equal_numbers(const struct tl_node *a, const struct tl_node *b)
{
    if (a->kind == TL_NODE_INT && b->kind == TL_NODE_INT) {
        return a->whole == b->whole;
    }
    double x = a->kind == TL_NODE_INT ? (double)a->whole : a->real;
    double y = b->kind == TL_NODE_INT ? (double)b->whole : b->real;
    return x == y;
}

static bool equal_items(const struct tl_node *a, const struct tl_node *b)
{
    if (a->count != b->count) {
        return false;
    }
    for (size_t i = 0; i < a->count; i++) {
        const struct tl_node *other =
            a->kind == TL_NODE_LIST ? b->items[i] : tl_node_find(b, a->items[i]->name);
        if (!other || !tl_node_equal(a->items[i], other)) {
            return false;
        }
    }
    return true;
}

bool tl_node_equal(const struct tl_node *a, const struct tl_node *b)
{
    if (is_number(a) && is_number(b)) {
        return equal_numbers(a, b);
    }
    if (a->kind != b->kind) {
        return false;
    }
    if (a->kind == TL_NODE_BOOL) {
        return a->flag == b->flag;
    }
    return a->kind == TL_NODE_TEXT ? strcmp(a->text, b->text) == 0 : equal_items(a, b);
}

/* A copy of a group and of the groups within, so that merging into it leaves the original as it was. */
static struct tl_node *copy_group(struct tl_arena *arena, const struct tl_node *group)
{
    struct tl_node *copy = tl_node_create(arena, TL_NODE_GROUP, group->name, &group->origin);
    tl_node_merge(arena, copy, group);
    return copy;
}

void tl_node_merge(struct tl_arena *arena, struct tl_node *into, const struct tl_node *over)
{
    assert(into->kind == TL_NODE_GROUP && over->kind == TL_NODE_GROUP);
    bool fresh = into->count == 0; /* then nothing is to be found: names within `over` differ */
    for (size_t i = 0; i < over->count; i++) {
        struct tl_node *item = over->items[i];
        size_t at = fresh ? into->count : tl_node_index(into, item->name);
        if (at < into->count && into->items[at]->kind == TL_NODE_GROUP && item->kind == TL_NODE_GROUP) {
            tl_node_merge(arena, into->items[at], item);
            continue;
        }
        struct tl_node *copy = item->kind == TL_NODE_GROUP ? copy_group(arena, item) : item;
        if (at < into->count) {
            into->items[at] = copy;
        } else {
            tl_node_add(arena, into, copy);
        }
    }
}
