#include "story/heads.h"

#include <string.h>

#include "base/text.h"
#include "trace/header.h"

/* The headers are compared as they are printed, so that no fact of theirs is forgotten. Printed JSON has no white space between tokens, and
 * names need no escapes. */
struct part {
    const char *name; /* key in an object, in a list the element itself or its first value: that of "name" */
    const char *value;
};

struct parts {
    struct part *items;
    size_t count;
};

static const char *skip_string(const char *text)
{
    for (text++; *text != '"'; text++) {
        text += *text == '\\';
    }
    return text + 1;
}

/* Behind the value that begins here. */
static const char *skip_value(const char *text)
{
    int depth = 0;
    for (; *text != '\0'; text++) {
        if (*text == '"') {
            text = skip_string(text) - 1;
        } else if (*text == '[' || *text == '{') {
            depth++;
        } else if (*text == ']' || *text == '}') {
            depth--;
        }
        if (depth < 0 || (depth == 0 && *text == ',')) {
            return text;
        }
    }
    return text;
}

static const char *copy_part(struct tl_arena *arena, const char *from, const char *to)
{
    return tl_arena_print(arena, "%.*s", (int)(to - from), from);
}

/* The text in the first pair of quotes at or behind `text`. */
static const char *copy_name(struct tl_arena *arena, const char *text)
{
    const char *open = strchr(text, '"');
    return copy_part(arena, open + 1, skip_string(open) - 1);
}

/* What a list or an object holds. */
static struct parts split(struct tl_arena *arena, const char *text)
{
    bool is_list = *text == '[';
    size_t most = 1;
    for (const char *at = text; *at; at++) {
        most += *at == ',';
    }
    struct parts parts = {.items = tl_arena_alloc(arena, most, sizeof *parts.items)};
    for (text++; *text != ']' && *text != '}' && *text != '\0'; text += *text == ',') {
        const char *value = is_list ? text : skip_string(text) + 1;
        const char *named = *text == '{' ? text + strlen("{\"name\":") : text;
        const char *end = skip_value(value);
        parts.items[parts.count++] = (struct part){copy_name(arena, named), copy_part(arena, value, end)};
        text = end;
    }
    return parts;
}

static const char *find(const struct parts *parts, const char *name)
{
    for (size_t i = 0; i < parts->count; i++) {
        if (strcmp(parts->items[i].name, name) == 0) {
            return parts->items[i].value;
        }
    }
    return NULL;
}

static bool is_container(const char *value)
{
    return *value == '[' || *value == '{';
}

static struct tl_head_row compare_values(struct tl_arena *arena, const char *key, const char *a,
                                         const char *b)
{
    struct tl_head_row row = {.key = key};
    if (!is_container(a) || !is_container(b)) {
        row.values[TL_SIDE_A] = a;
        row.values[TL_SIDE_B] = b;
        return row;
    }
    struct parts left = split(arena, a);
    struct parts right = split(arena, b);
    struct tl_head_names *lists[] = {&row.only[TL_SIDE_A], &row.only[TL_SIDE_B], &row.changed};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        lists[i]->items = tl_arena_alloc(arena, left.count + right.count + 1, sizeof(char *));
    }
    for (size_t i = 0; i < left.count; i++) {
        const char *name = left.items[i].name;
        const char *other = find(&right, name);
        if (!other) {
            row.only[TL_SIDE_A].items[row.only[TL_SIDE_A].count++] = name;
        } else if (strcmp(left.items[i].value, other) != 0) {
            row.changed.items[row.changed.count++] = name;
        }
    }
    for (size_t i = 0; i < right.count; i++) {
        if (!find(&left, right.items[i].name)) {
            row.only[TL_SIDE_B].items[row.only[TL_SIDE_B].count++] = right.items[i].name;
        }
    }
    return row;
}

void tl_heads_compare(struct tl_heads *heads, const struct tl_roster *a, const struct tl_roster *b)
{
    *heads = (struct tl_heads){.arena = tl_arena_create()};
    struct tl_text text = {0};
    tl_trace_header_print(a, &text);
    struct parts left = split(heads->arena, tl_text_get(&text));
    tl_text_reset(&text);
    tl_trace_header_print(b, &text);
    struct parts right = split(heads->arena, tl_text_get(&text));
    tl_text_clear(&text);
    heads->rows = tl_arena_alloc(heads->arena, left.count + 1, sizeof *heads->rows);
    for (size_t i = 0; i < left.count; i++) { /* every header of a version has the same keys */
        const char *key = left.items[i].name;
        const char *other = find(&right, key);
        if (strcmp(left.items[i].value, other) != 0) {
            heads->rows[heads->count++] = compare_values(heads->arena, key, left.items[i].value, other);
            heads->matters = heads->matters || strcmp(key, "program") != 0;
        }
    }
}

void tl_heads_clear(struct tl_heads *heads)
{
    if (heads->arena) {
        tl_arena_destroy(heads->arena);
    }
    *heads = (struct tl_heads){0};
}
