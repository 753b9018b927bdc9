#include "base/memory.h"

#include <assert.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"

#define TL_CHUNK_BYTES ((size_t)64 * 1024)

struct chunk {
    struct chunk *next;
    size_t used;
    size_t bytes;
    alignas(max_align_t) unsigned char data[];
};

struct tl_arena {
    struct chunk *chunks; /* the newest first; only the first is filled further */
};

/* Nothing can be unwound without memory, and a forked replication must not flush what its parent buffered. */
static _Noreturn void fail_for_memory(void)
{
    static const char text[] = "trilat: out of memory\n";
    ssize_t written = write(STDERR_FILENO, text, sizeof text - 1);
    (void)written;
    _exit(TL_FAULT_WORLD);
}

static size_t multiply(size_t count, size_t bytes)
{
    size_t product;
    if (__builtin_mul_overflow(count, bytes, &product)) {
        fail_for_memory();
    }
    return product;
}

void *tl_alloc(size_t count, size_t bytes)
{
    size_t total = multiply(count, bytes);
    void *block = calloc(1, total ? total : 1);
    if (!block) {
        fail_for_memory();
    }
    return block;
}

void *tl_realloc(void *block, size_t count, size_t bytes)
{
    size_t total = multiply(count, bytes);
    void *moved = realloc(block, total ? total : 1);
    if (!moved) {
        fail_for_memory();
    }
    return moved;
}

char *tl_copy(const char *text)
{
    size_t bytes = strlen(text) + 1;
    return memcpy(tl_alloc(bytes, 1), text, bytes);
}

void *tl_grow_full(void *items, size_t count, size_t *capacity, size_t bytes)
{
    assert(count == *capacity && bytes > 0);
    size_t larger = *capacity ? multiply(*capacity, 2) : 8;
    unsigned char *moved = tl_realloc(items, larger, bytes);
    memset(moved + count * bytes, 0, (larger - count) * bytes);
    *capacity = larger;
    return moved;
}

struct tl_arena *tl_arena_create(void)
{
    return tl_alloc(1, sizeof(struct tl_arena));
}

void tl_arena_destroy(struct tl_arena *arena)
{
    if (!arena) {
        return;
    }
    for (struct chunk *chunk = arena->chunks, *next; chunk; chunk = next) {
        next = chunk->next;
        free(chunk);
    }
    free(arena);
}

static struct chunk *add_chunk(size_t bytes)
{
    if (bytes > SIZE_MAX - sizeof(struct chunk)) {
        fail_for_memory();
    }
    struct chunk *chunk = tl_alloc(1, sizeof(struct chunk) + bytes);
    chunk->bytes = bytes;
    return chunk;
}

/* A block too large for the usual chunk gets its own, behind the one being filled, so that no room is wasted. */
static void *alloc_large(struct tl_arena *arena, size_t bytes)
{
    struct chunk *chunk = add_chunk(bytes);
    chunk->used = bytes;
    if (arena->chunks) {
        chunk->next = arena->chunks->next;
        arena->chunks->next = chunk;
    } else {
        arena->chunks = chunk;
    }
    return chunk->data;
}

void *tl_arena_alloc(struct tl_arena *arena, size_t count, size_t bytes)
{
    size_t total = multiply(count, bytes);
    if (total > TL_CHUNK_BYTES / 4) {
        return alloc_large(arena, total);
    }
    const size_t align = alignof(max_align_t);
    total = total ? (total + align - 1) / align * align : align;
    struct chunk *chunk = arena->chunks;
    if (!chunk || chunk->bytes - chunk->used < total) {
        chunk = add_chunk(TL_CHUNK_BYTES);
        chunk->next = arena->chunks;
        arena->chunks = chunk;
    }
    void *block = chunk->data + chunk->used;
    chunk->used += total;
    return block;
}

char *tl_arena_copy(struct tl_arena *arena, const char *text)
{
    size_t bytes = strlen(text) + 1;
    return memcpy(tl_arena_alloc(arena, bytes, 1), text, bytes);
}

char *tl_arena_print(struct tl_arena *arena, const char *format, ...)
{
    va_list args;
    va_list again;
    va_start(args, format);
    va_copy(again, args);
    int size = vsnprintf(NULL, 0, format, args);
    va_end(args);
    assert(size >= 0);
    char *text = tl_arena_alloc(arena, (size_t)size + 1, 1);
    vsnprintf(text, (size_t)size + 1, format, again);
    va_end(again);
    return text;
}
