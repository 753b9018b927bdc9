/* Memory: arenas for what lives and dies together, arrays that grow. Running out ends the program with status 3. */
#ifndef TL_BASE_MEMORY_H
#define TL_BASE_MEMORY_H

#include <stddef.h>
#include <stdint.h>

struct tl_arena;

struct tl_arena *tl_arena_create(void);
void tl_arena_destroy(struct tl_arena *arena); /* NULL is allowed */

/* `count` zeroed items of `bytes` each, aligned for any type; freed with the arena. Never NULL. */
void *tl_arena_alloc(struct tl_arena *arena, size_t count, size_t bytes);
char *tl_arena_copy(struct tl_arena *arena, const char *text);
char *tl_arena_print(struct tl_arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* calloc and realloc that never return NULL. Pair with free(). */
void *tl_alloc(size_t count, size_t bytes);
void *tl_realloc(void *block, size_t count, size_t bytes);
char *tl_copy(const char *text);

/* What tl_grow does where there is no room. */
void *tl_grow_full(void *items, size_t count, size_t *capacity, size_t bytes);

/* Make room for one more item behind `count` in a heap array: the usual push is
 *     xs = tl_grow(xs, n, &capacity, sizeof *xs);
 *     xs[n++] = x;
 * Doubles the capacity when it is full; new items are zero. Returns the (moved) array. */
static inline void *tl_grow(void *items, size_t count, size_t *capacity, size_t bytes)
{
    return count < *capacity ? items : tl_grow_full(items, count, capacity, bytes);
}

#endif
