#include "scenario/chain.h"

#include <stdlib.h>
#include <string.h>

#include "scenario/source.h"

#define TL_CHAIN_MAX 32 /* files that build on each other */

/* A file on the way from an overlay down to the file that it builds on in the end. */
struct link {
    const char *file;
    char *real;
    struct tl_node *tree;
};

void tl_chain_clear(struct tl_chain *chain)
{
    for (size_t i = 0; i < chain->count; i++) {
        free(chain->real[i]);
    }
    free(chain->real);
    free(chain->files);
    *chain = (struct tl_chain){0};
}

/* One name for a file, however it is typed. A file that is not there keeps its name: reading tells. */
static char *resolve(const char *file)
{
    char *real = strcmp(file, TL_STDIN_NAME) == 0 ? NULL : realpath(file, NULL);
    return real ? real : tl_copy(file);
}

static bool is_merged(const struct tl_chain *chain, const char *real)
{
    for (size_t i = 0; i < chain->count; i++) {
        if (strcmp(chain->real[i], real) == 0) {
            return true;
        }
    }
    return false;
}

static void note_file(struct tl_chain *chain, const struct link *link)
{
    chain->files = tl_grow(chain->files, chain->count, &chain->capacity, sizeof *chain->files);
    chain->real = tl_grow(chain->real, chain->count, &chain->real_capacity, sizeof *chain->real);
    chain->files[chain->count] = link->file;
    chain->real[chain->count++] = tl_copy(link->real);
}

/* Does the file build on itself? Tells the way round. */
static bool find_circle(struct tl_chain *chain, const struct link *links, size_t count,
                        const struct tl_node *base)
{
    for (size_t i = 0; i + 1 < count; i++) {
        if (strcmp(links[i].real, links[count - 1].real) != 0) {
            continue;
        }
        const char *way = links[i].file;
        for (size_t j = i + 1; j < count; j++) {
            way = tl_arena_print(chain->arena, "%s -> %s", way, links[j].file);
        }
        tl_mistake_add_node(chain->mistakes, base, "base", "files build on each other in a circle: %s", way);
        return true;
    }
    return false;
}

/* Follow `base` from links[0] downwards. Returns how many links there are, 0 on a mistake. */
static size_t follow(struct tl_chain *chain, const char *file, struct link links[TL_CHAIN_MAX])
{
    const struct tl_node *base = NULL;
    for (size_t count = 0; count < TL_CHAIN_MAX; count++) {
        struct link *link = &links[count];
        *link = (struct link){.file = tl_arena_copy(chain->arena, file), .real = resolve(file)};
        if (base && is_merged(chain, link->real)) {
            return count;
        }
        if (base && find_circle(chain, links, count + 1, base)) {
            return 0;
        }
        link->tree = tl_file_parse(chain->arena, file, base ? &base->origin : NULL, chain->mistakes);
        if (!link->tree) {
            return 0;
        }
        const struct tl_node *next = tl_node_find(link->tree, "base");
        if (!next && base && chain->count > 0) {
            tl_mistake_add_node(chain->mistakes, base, "base", "is not what %s builds on", chain->files[0]);
            return 0;
        }
        base = next;
        if (!base) {
            return count + 1;
        }
        if (base->kind != TL_NODE_TEXT) {
            tl_mistake_add_node(chain->mistakes, base, "base", "must be the name of a file, in quotes");
            return 0;
        }
        file = tl_path_join(chain->arena, tl_path_folder(chain->arena, file), base->text);
    }
    tl_mistake_add_node(chain->mistakes, base, "base", "more than %d files build on each other",
                        TL_CHAIN_MAX);
    return 0;
}

static void merge_file(struct tl_chain *chain, const struct link *link)
{
    size_t base = tl_node_index(link->tree, "base");
    if (base < link->tree->count) {
        tl_node_remove(link->tree, base);
    }
    if (!chain->tree) {
        chain->tree = tl_node_create(chain->arena, TL_NODE_GROUP, NULL, &link->tree->origin);
    }
    tl_node_merge(chain->arena, chain->tree, link->tree);
    note_file(chain, link);
}

bool tl_chain_add(struct tl_chain *chain, const char *file)
{
    struct link links[TL_CHAIN_MAX] = {0};
    size_t count = follow(chain, file, links);
    for (size_t i = count; i-- > 0;) {
        merge_file(chain, &links[i]);
    }
    for (size_t i = 0; i < TL_CHAIN_MAX; i++) {
        free(links[i].real);
    }
    return count > 0;
}
