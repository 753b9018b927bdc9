/* From files and changes to one tree: the chain of bases, overlays, changes of the command line. */
#ifndef TL_SCENARIO_CHAIN_H
#define TL_SCENARIO_CHAIN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/memory.h"
#include "scenario/mistake.h"
#include "scenario/scenario.h"
#include "scenario/tree.h"

/* Files already merged into a tree, each once, by their real paths. Zero-initialised is empty. */
struct tl_chain {
    struct tl_arena *arena;
    struct tl_mistakes *mistakes;
    struct tl_node *tree; /* NULL until a file is merged */
    const char **files;   /* as the user would type them */
    char **real;          /* the same files, resolved */
    size_t count;
    size_t capacity;
    size_t real_capacity;
};

void tl_chain_clear(struct tl_chain *chain);

/* Merge `file` over the tree: first its base (key `base`, relative to the file), and that one's, unless they are merged
 * already. The first file starts the tree. The bases of a later one, an overlay, must lead to a file merged before.
 * Returns false on a mistake. */
bool tl_chain_add(struct tl_chain *chain, const char *file);

/* Apply one change of the command line. A value is libconfig's, else a text; a group merges, everything else replaces.
 * The groups on the way are made as needed, but not the entity of a collection, which would lack its required keys.
 * Returns false on a mistake: a path that is none, leads nowhere, or (unset) does not exist. */
bool tl_change_apply(struct tl_arena *arena, struct tl_node *tree, const struct tl_change *change,
                     struct tl_mistakes *mistakes);

#endif
