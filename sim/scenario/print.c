/* Printing a tree: as a file, as the form that is digested, as a value in a message, as JSON. */
#include <stdlib.h>
#include <string.h>

#include "scenario/tree.h"

#define TL_PRINT_COLUMNS 100 /* a group that fits into a line of this width stands on one */
#define TL_PRINT_INDENT  4

static void add_text(struct tl_text *out, const char *text)
{
    static const struct {
        char c;
        const char *escape;
    } escapes[] = {{'"', "\\\""}, {'\\', "\\\\"}, {'\n', "\\n"}, {'\r', "\\r"}, {'\t', "\\t"}, {'\f', "\\f"}};
    tl_text_add_char(out, '"');
    for (; *text; text++) {
        const char *escape = NULL;
        for (size_t i = 0; i < sizeof escapes / sizeof *escapes && !escape; i++) {
            escape = escapes[i].c == *text ? escapes[i].escape : NULL;
        }
        if (escape) {
            tl_text_add(out, escape);
        } else if ((unsigned char)*text < 0x20 || *text == 0x7F) {
            tl_text_print(out, "\\x%02X", (unsigned)(unsigned char)*text);
        } else {
            tl_text_add_char(out, *text);
        }
    }
    tl_text_add_char(out, '"');
}

/* With a point or an exponent, so that it reads back as a real. */
static void add_real(struct tl_text *out, double real)
{
    size_t start = out->size;
    tl_text_add_real(out, real);
    if (!strpbrk(tl_text_get(out) + start, ".e")) {
        tl_text_add(out, ".0");
    }
}

static bool is_long(const struct tl_node *node)
{
    return node->kind == TL_NODE_INT && (node->whole > INT32_MAX || node->whole < INT32_MIN);
}

static void add_scalar(struct tl_text *out, const struct tl_node *node)
{
    switch (node->kind) {
    case TL_NODE_BOOL:
        tl_text_add(out, node->flag ? "true" : "false");
        break;
    case TL_NODE_INT:
        tl_text_add_int(out, node->whole);
        tl_text_add(out, is_long(node) ? "L" : "");
        break;
    case TL_NODE_REAL:
        add_real(out, node->real);
        break;
    default:
        add_text(out, node->text);
        break;
    }
}

/* May it stand in [ ]? Only lists of scalars do; that their types may differ is settled by tl_source_normalize. */
static bool is_array(const struct tl_node *list)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i]->kind == TL_NODE_GROUP || list->items[i]->kind == TL_NODE_LIST) {
            return false;
        }
    }
    return true;
}

static void add_inline(struct tl_text *out, const struct tl_node *node)
{
    if (node->kind == TL_NODE_GROUP) {
        tl_text_add(out, "{");
        for (size_t i = 0; i < node->count; i++) {
            tl_text_print(out, " %s = ", node->items[i]->name);
            add_inline(out, node->items[i]);
            tl_text_add(out, ";");
        }
        tl_text_add(out, " }");
    } else if (node->kind == TL_NODE_LIST) {
        bool array = is_array(node);
        tl_text_add(out, array ? "[" : "(");
        for (size_t i = 0; i < node->count; i++) {
            tl_text_add(out, i > 0 ? ", " : "");
            add_inline(out, node->items[i]);
        }
        tl_text_add(out, array ? "]" : ")");
    } else {
        add_scalar(out, node);
    }
}

static void add_indent(struct tl_text *out, int depth)
{
    tl_text_print(out, "%*s", depth * TL_PRINT_INDENT, "");
}

static void add_items(struct tl_text *out, const struct tl_node *parent, int depth);

/* One value at the end of a line that began at `start`; it is broken up only where it does not fit. Collections of groups
 * are always broken up: one entity a line reads better. */
static void add_value(struct tl_text *out, const struct tl_node *node, size_t start, int depth)
{
    bool broken = false;
    for (size_t i = 0; node->kind == TL_NODE_GROUP && depth == 0 && i < node->count; i++) {
        broken = broken || node->items[i]->kind == TL_NODE_GROUP;
    }
    size_t before = out->size;
    if (!broken) {
        add_inline(out, node);
        if (node->count == 0 || tl_text_width(tl_text_get(out) + start) < TL_PRINT_COLUMNS) {
            return;
        }
        out->size = before;
        out->data[before] = '\0';
    }
    bool group = node->kind == TL_NODE_GROUP;
    tl_text_add(out, group ? "{\n" : "(\n");
    add_items(out, node, depth + 1);
    add_indent(out, depth);
    tl_text_add(out, group ? "}" : ")");
}

static void add_items(struct tl_text *out, const struct tl_node *parent, int depth)
{
    for (size_t i = 0; i < parent->count; i++) {
        size_t start = out->size;
        add_indent(out, depth);
        if (parent->kind == TL_NODE_GROUP) {
            tl_text_print(out, "%s = ", parent->items[i]->name);
        }
        add_value(out, parent->items[i], start, depth);
        tl_text_add(out, parent->kind == TL_NODE_GROUP ? ";\n" : i + 1 < parent->count ? ",\n" : "\n");
    }
}

void tl_scenario_print(const struct tl_node *tree, struct tl_text *out)
{
    add_items(out, tree, 0);
}

static int compare_names(const void *a, const void *b)
{
    return strcmp((*(const struct tl_node *const *)a)->name, (*(const struct tl_node *const *)b)->name);
}

static void add_canonical(const struct tl_node *node, struct tl_text *out)
{
    if (node->kind == TL_NODE_GROUP) {
        struct tl_node **sorted = tl_alloc(node->count, sizeof(struct tl_node *));
        for (size_t i = 0; i < node->count; i++) {
            sorted[i] = node->items[i];
        }
        qsort(sorted, node->count, sizeof(struct tl_node *), compare_names);
        tl_text_add_char(out, '{');
        for (size_t i = 0; i < node->count; i++) {
            tl_text_print(out, "%s=", sorted[i]->name);
            add_canonical(sorted[i], out);
            tl_text_add_char(out, ';');
        }
        tl_text_add_char(out, '}');
        free(sorted);
    } else if (node->kind == TL_NODE_LIST) {
        tl_text_add_char(out, '(');
        for (size_t i = 0; i < node->count; i++) {
            add_canonical(node->items[i], out);
            tl_text_add_char(out, ',');
        }
        tl_text_add_char(out, ')');
    } else if (node->kind == TL_NODE_INT) {
        tl_text_add_int(out, node->whole);
    } else if (node->kind == TL_NODE_REAL) {
        tl_text_add_real(out, node->real);
    } else {
        add_scalar(out, node);
    }
}

void tl_node_print_canonical(const struct tl_node *tree, struct tl_text *out)
{
    struct tl_node bare = *tree; /* its own items, so that the tree stays as it is */
    struct tl_node **items = tl_alloc(tree->count, sizeof(struct tl_node *));
    bare.items = items;
    bare.count = 0;
    for (size_t i = 0; i < tree->count; i++) {
        const char *name = tree->items[i]->name;
        if (strcmp(name, "title") != 0 && strcmp(name, "expect") != 0) {
            items[bare.count++] = tree->items[i];
        }
    }
    add_canonical(&bare, out);
    free(items);
}

void tl_node_print_value(const struct tl_node *node, struct tl_text *out, size_t width)
{
    size_t start = out->size;
    add_inline(out, node);
    if (out->size - start <= width) {
        return;
    }
    size_t end = start + width;
    while (end > start && ((unsigned char)out->data[end] & 0xC0) == 0x80) {
        end--; /* not within a character */
    }
    out->size = end;
    tl_text_add(out, "...");
}

void tl_origin_print(const struct tl_origin *origin, struct tl_text *out)
{
    tl_text_add(out, origin->file);
    if (origin->line > 0) {
        tl_text_print(out, ":%d", origin->line);
    }
}

static void add_json_break(struct tl_text *out, int indent)
{
    tl_text_print(out, "\n%*s", 2 * indent, "");
}

void tl_node_print_json(const struct tl_node *tree, struct tl_text *out, int indent)
{
    bool group = tree->kind == TL_NODE_GROUP;
    if (group || tree->kind == TL_NODE_LIST) {
        tl_text_add_char(out, group ? '{' : '[');
        for (size_t i = 0; i < tree->count; i++) {
            tl_text_add(out, i > 0 ? "," : "");
            add_json_break(out, indent + 1);
            if (group) {
                tl_text_add_json(out, tree->items[i]->name);
                tl_text_add(out, ": ");
            }
            tl_node_print_json(tree->items[i], out, indent + 1);
        }
        if (tree->count > 0) {
            add_json_break(out, indent);
        }
        tl_text_add_char(out, group ? '}' : ']');
    } else if (tree->kind == TL_NODE_TEXT) {
        tl_text_add_json(out, tree->text);
    } else if (tree->kind == TL_NODE_INT) {
        tl_text_add_int(out, tree->whole);
    } else if (tree->kind == TL_NODE_REAL) {
        tl_text_add_real(out, tree->real);
    } else {
        tl_text_add(out, tree->flag ? "true" : "false");
    }
}
