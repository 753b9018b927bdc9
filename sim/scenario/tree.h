/* The tree of values that a scenario is made of, each with where it comes from. All memory is of an arena. */
#ifndef TL_SCENARIO_TREE_H
#define TL_SCENARIO_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"

enum tl_node_kind { TL_NODE_GROUP, TL_NODE_LIST, TL_NODE_BOOL, TL_NODE_INT, TL_NODE_REAL, TL_NODE_TEXT };

struct tl_node {
    enum tl_node_kind kind;
    const char *name; /* NULL for an element of a list and for the root */
    struct tl_origin origin;
    union {
        bool flag;
        int64_t whole;
        double real;
        const char *text;
    };
    struct tl_node **items; /* of a group (names differ, in the order of first appearance) or list */
    size_t count;
    size_t capacity;
};

/* A new node without value or items; name is copied, where->file is borrowed and must live as long as the arena. */
struct tl_node *tl_node_create(struct tl_arena *arena, enum tl_node_kind kind, const char *name,
                               const struct tl_origin *where);
/* Put `item` last into the group or list `parent`. */
void tl_node_add(struct tl_arena *arena, struct tl_node *parent, struct tl_node *item);
/* Drop the item at `index`; the later ones move up. */
void tl_node_remove(struct tl_node *parent, size_t index);

/* The position of `name` in a group, or group->count where there is none. */
size_t tl_node_index(const struct tl_node *group, const char *name);
/* The item of a group by name, or NULL; also NULL where `group` is NULL or not a group. */
struct tl_node *tl_node_find(const struct tl_node *group, const char *name);
/* The names of a group's items, in its order. */
const char **tl_node_names(struct tl_arena *arena, const struct tl_node *group);
/* The item at a path such as "missions.x.steps[1].scale", or NULL. The empty path is the root. */
const struct tl_node *tl_node_at(const struct tl_node *root, const char *path);

/* Add to `path` the step from a group or list to its item at `index`: ".scale", "scale" or "[1]". */
void tl_node_add_step(struct tl_text *path, const struct tl_node *parent, size_t index);

/* Same kind, value and items, whatever the origins and the order within groups. Numbers are compared by value: 3 is 3.0. */
bool tl_node_equal(const struct tl_node *a, const struct tl_node *b);

/* Groups merge by name, everything else replaces; origins come along. `over` is borrowed and may share nodes with the
 * result afterwards. Both must be groups. */
void tl_node_merge(struct tl_arena *arena, struct tl_node *into, const struct tl_node *over);

/* Add `tree` as a scenario file that reads back to an equal tree: one item a line, small groups within theirs. */
void tl_scenario_print(const struct tl_node *tree, struct tl_text *out);
/* Add the form whose digest identifies a scenario: no spaces, names sorted, numbers by value, without the title and what is expected. */
void tl_node_print_canonical(const struct tl_node *tree, struct tl_text *out);
/* Add one value as a user would write it on one line, for messages and tables; cut off with "..." behind `width` bytes,
 * at the end of a character. */
void tl_node_print_value(const struct tl_node *node, struct tl_text *out, size_t width);
/* Add "file:line", or the file alone where no line is known. */
void tl_origin_print(const struct tl_origin *origin, struct tl_text *out);
/* Add the tree as JSON; `indent` is that of the line on which it starts. */
void tl_node_print_json(const struct tl_node *tree, struct tl_text *out, int indent);

#endif
