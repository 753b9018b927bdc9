#include "scenario/mistake.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#define TL_VALUE_WIDTH 60 /* longer values are cut off in messages */

void tl_mistakes_clear(struct tl_mistakes *mistakes)
{
    for (size_t i = 0; i < mistakes->count; i++) {
        free(mistakes->items[i].file);
        free(mistakes->items[i].text);
    }
    free(mistakes->items);
    *mistakes = (struct tl_mistakes){0};
}

static void push(struct tl_mistakes *mistakes, const struct tl_origin *where, const char *path,
                 const char *value, const char *rule)
{
    struct tl_error one = {0};
    tl_error_at(&one, where, path, value, "%s", rule);
    mistakes->items = tl_grow(mistakes->items, mistakes->count, &mistakes->capacity, sizeof *mistakes->items);
    mistakes->items[mistakes->count] = (struct tl_mistake){
        .file = where && where->file ? tl_copy(where->file) : NULL,
        .line = where ? where->line : 0,
        .number = mistakes->count,
        .text = tl_copy(one.lines[0]),
    };
    mistakes->count++;
    if (mistakes->fault < TL_FAULT_USER) {
        mistakes->fault = TL_FAULT_USER;
    }
    tl_error_clear(&one);
}

bool tl_mistake_add(struct tl_mistakes *mistakes, const struct tl_origin *where, const char *path,
                    const char *value, const char *rule, ...)
{
    struct tl_text text = {0};
    va_list args;
    va_start(args, rule);
    tl_text_print_args(&text, rule, args);
    va_end(args);
    push(mistakes, where, path, value, tl_text_get(&text));
    tl_text_clear(&text);
    return false;
}

bool tl_mistake_add_node(struct tl_mistakes *mistakes, const struct tl_node *node, const char *path,
                         const char *rule, ...)
{
    struct tl_text text = {0};
    struct tl_text value = {0};
    va_list args;
    va_start(args, rule);
    tl_text_print_args(&text, rule, args);
    va_end(args);
    tl_node_print_value(node, &value, TL_VALUE_WIDTH);
    push(mistakes, &node->origin, path, tl_text_get(&value), tl_text_get(&text));
    tl_text_clear(&text);
    tl_text_clear(&value);
    return false;
}

bool tl_mistake_add_words(struct tl_mistakes *mistakes, const struct tl_words_text *words, const char *rule,
                          ...)
{
    struct tl_node node = {.kind = TL_NODE_TEXT, .origin = words->origin, .text = words->text};
    struct tl_text text = {0};
    va_list args;
    va_start(args, rule);
    tl_text_print_args(&text, rule, args);
    va_end(args);
    tl_mistake_add_node(mistakes, &node, words->path, "%s", tl_text_get(&text));
    tl_text_clear(&text);
    return false;
}

const char *tl_mistake_advice(struct tl_arena *arena, const char *name, const char *const *candidates,
                              size_t count)
{
    const char *nearest = tl_text_nearest(name, candidates, count);
    return nearest ? tl_arena_print(arena, "; did you mean %s?", nearest) : "";
}

void tl_mistakes_take(struct tl_mistakes *into, struct tl_mistakes *from, size_t first)
{
    for (size_t i = first; i < from->count; i++) {
        into->items = tl_grow(into->items, into->count, &into->capacity, sizeof *into->items);
        into->items[into->count] = from->items[i];
        into->items[into->count].number = into->count;
        into->count++;
        from->items[i].file = NULL;
        from->items[i].text = NULL;
    }
    into->fault = from->fault > into->fault ? from->fault : into->fault;
    tl_mistakes_clear(from);
}

static int compare(const void *a, const void *b)
{
    const struct tl_mistake *x = a;
    const struct tl_mistake *y = b;
    int order = strcmp(x->file ? x->file : "", y->file ? y->file : "");
    if (order == 0) {
        order = (x->line > y->line) - (x->line < y->line);
    }
    return order ? order : (x->number > y->number) - (x->number < y->number);
}

bool tl_mistakes_tell(struct tl_mistakes *mistakes, struct tl_error *err)
{
    if (mistakes->count > 0) {
        qsort(mistakes->items, mistakes->count, sizeof *mistakes->items, compare);
    }
    for (size_t i = 0; i < mistakes->count; i++) {
        tl_error_add(err, mistakes->fault, "%s", mistakes->items[i].text);
    }
    return mistakes->count == 0;
}
