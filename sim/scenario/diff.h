/* What differs between two trees, and the leaves of one. */
#ifndef TL_SCENARIO_DIFF_H
#define TL_SCENARIO_DIFF_H

#include "scenario/tree.h"

/* One difference: a value that only one tree has (the other is NULL) or that is not equal in both. Lists of equal length
 * differ by element, others as a whole. */
typedef void tl_diff_visit(const char *path, const struct tl_node *a, const struct tl_node *b, void *context);

/* Visit the differences in the order of `a`, then what only `b` has, group by group. Returns how many there are. */
size_t tl_node_diff(const struct tl_node *a, const struct tl_node *b, tl_diff_visit *visit, void *context);

/* One leaf: a scalar, a list of scalars, or an empty group or list. */
typedef void tl_leaf_visit(const char *path, const struct tl_node *leaf, void *context);

/* Visit every leaf in the order of the tree. */
void tl_node_walk(const struct tl_node *tree, tl_leaf_visit *visit, void *context);

#endif
