/* Mistakes of a scenario while it is read: collected in any order, told in the order of files and lines. */
#ifndef TL_SCENARIO_MISTAKE_H
#define TL_SCENARIO_MISTAKE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/text.h"
#include "scenario/scenario.h"
#include "scenario/tree.h"

struct tl_mistake {
    char *file; /* NULL: of none */
    int line;
    size_t number; /* order of discovery, among mistakes of one line */
    char *text;
};

/* Zero-initialised is empty. */
struct tl_mistakes {
    struct tl_mistake *items;
    size_t count;
    size_t capacity;
    enum tl_fault fault; /* the gravest */
};

void tl_mistakes_clear(struct tl_mistakes *mistakes);

/* Add one: `where: path = value: rule`, the parts as for tl_error_at. Always returns false. */
bool tl_mistake_add(struct tl_mistakes *mistakes, const struct tl_origin *where, const char *path,
                    const char *value, const char *rule, ...) __attribute__((format(printf, 5, 6)));
/* The same for the value `node`, as a user would write it; `node` gives the origin too. */
bool tl_mistake_add_node(struct tl_mistakes *mistakes, const struct tl_node *node, const char *path,
                         const char *rule, ...) __attribute__((format(printf, 4, 5)));

/* The same for a text whose meaning a later room knows. */
bool tl_mistake_add_words(struct tl_mistakes *mistakes, const struct tl_words_text *words, const char *rule,
                          ...) __attribute__((format(printf, 3, 4)));

/* "; did you mean us?" for the nearest of the candidates, or "" where none is near. The text lives in the arena. */
const char *tl_mistake_advice(struct tl_arena *arena, const char *name, const char *const *candidates,
                              size_t count);

/* Move the mistakes of `from`, from number `first` on, into `into`; `from` is cleared. */
void tl_mistakes_take(struct tl_mistakes *into, struct tl_mistakes *from, size_t first);

/* Tell all of them, sorted by file and line. Returns whether there were none. */
bool tl_mistakes_tell(struct tl_mistakes *mistakes, struct tl_error *err);

#endif
