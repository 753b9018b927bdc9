#include "scenario/diff.h"

struct diff {
    tl_diff_visit *visit;
    void *context;
    struct tl_text path;
    size_t count;
};

static void cut_path(struct tl_text *path, size_t size)
{
    path->size = size;
    if (path->data) {
        path->data[size] = '\0';
    }
}

static void tell(struct diff *d, const struct tl_node *a, const struct tl_node *b)
{
    d->count++;
    d->visit(tl_text_get(&d->path), a, b, d->context);
}

static void compare(struct diff *d, const struct tl_node *a, const struct tl_node *b);

static void compare_groups(struct diff *d, const struct tl_node *a, const struct tl_node *b)
{
    size_t base = d->path.size;
    for (size_t i = 0; i < a->count; i++) {
        tl_node_add_step(&d->path, a, i);
        const struct tl_node *other = tl_node_find(b, a->items[i]->name);
        if (other) {
            compare(d, a->items[i], other);
        } else {
            tell(d, a->items[i], NULL);
        }
        cut_path(&d->path, base);
    }
    for (size_t i = 0; i < b->count; i++) {
        if (!tl_node_find(a, b->items[i]->name)) {
            tl_node_add_step(&d->path, b, i);
            tell(d, NULL, b->items[i]);
            cut_path(&d->path, base);
        }
    }
}

static void compare(struct diff *d, const struct tl_node *a, const struct tl_node *b)
{
    if (tl_node_equal(a, b)) {
        return;
    }
    if (a->kind == TL_NODE_GROUP && b->kind == TL_NODE_GROUP) {
        compare_groups(d, a, b);
    } else if (a->kind == TL_NODE_LIST && b->kind == TL_NODE_LIST && a->count == b->count) {
        size_t base = d->path.size;
        for (size_t i = 0; i < a->count; i++) {
            tl_node_add_step(&d->path, a, i);
            compare(d, a->items[i], b->items[i]);
            cut_path(&d->path, base);
        }
    } else {
        tell(d, a, b);
    }
}

size_t tl_node_diff(const struct tl_node *a, const struct tl_node *b, tl_diff_visit *visit, void *context)
{
    struct diff d = {visit, context, {0}, 0};
    compare(&d, a, b);
    tl_text_clear(&d.path);
    return d.count;
}

static bool is_leaf(const struct tl_node *node)
{
    bool list = node->kind == TL_NODE_LIST;
    if (node->count == 0 || (!list && node->kind != TL_NODE_GROUP)) {
        return true;
    }
    for (size_t i = 0; i < node->count; i++) {
        if (!list || node->items[i]->kind == TL_NODE_GROUP || node->items[i]->kind == TL_NODE_LIST) {
            return false;
        }
    }
    return true;
}

static void walk(const struct tl_node *node, struct tl_text *path, tl_leaf_visit *visit, void *context)
{
    size_t base = path->size;
    for (size_t i = 0; i < node->count; i++) {
        tl_node_add_step(path, node, i);
        if (is_leaf(node->items[i])) {
            visit(tl_text_get(path), node->items[i], context);
        } else {
            walk(node->items[i], path, visit, context);
        }
        cut_path(path, base);
    }
}

void tl_node_walk(const struct tl_node *tree, tl_leaf_visit *visit, void *context)
{
    struct tl_text path = {0};
    walk(tree, &path, visit, context);
    tl_text_clear(&path);
}
