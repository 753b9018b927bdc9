#include "trace/words.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

static struct tl_trace_word keep(struct tl_trace_words *words, const struct tl_text *text)
{
    return (struct tl_trace_word){tl_arena_copy(words->arena, tl_text_get(text)), (uint32_t)text->size, 0};
}

/* The word for one name, between two pieces of JSON. */
static struct tl_trace_word quote(struct tl_trace_words *words, const char *before, const char *name,
                                  const char *after)
{
    struct tl_text text = {0};
    tl_text_add(&text, before);
    tl_text_add_json(&text, name);
    tl_text_add(&text, after);
    struct tl_trace_word word = keep(words, &text);
    tl_text_clear(&text);
    return word;
}

static int compare(const struct tl_trace_word *a, const char *text, size_t size)
{
    if (a->size != size) {
        return a->size < size ? -1 : 1;
    }
    return memcmp(a->text, text, size);
}

static int compare_words(const void *a, const void *b)
{
    const struct tl_trace_word *second = b;
    return compare(a, second->text, second->size);
}

/* Fill a list from `count` names, each a const char * at the start of a struct of `stride` bytes. */
static void fill(struct tl_trace_words *words, struct tl_trace_list *list, const void *first, size_t count,
                 size_t stride)
{
    list->items = tl_arena_alloc(words->arena, count, sizeof *list->items);
    list->count = count;
    for (size_t i = 0; i < count; i++) {
        const char *name;
        memcpy(&name, (const char *)first + i * stride, sizeof name);
        list->items[i] = quote(words, "", name, "");
        list->items[i].index = (uint32_t)i;
    }
    list->sorted = tl_arena_alloc(words->arena, count, sizeof *list->sorted);
    if (count > 0) {
        memcpy(list->sorted, list->items, count * sizeof *list->sorted);
        qsort(list->sorted, count, sizeof *list->sorted, compare_words);
    }
}

static void fill_names(struct tl_trace_words *words, enum tl_field_type type, const struct tl_names *names)
{
    fill(words, &words->names[type], names->items, names->count, sizeof *names->items);
}

static void fill_roster(struct tl_trace_words *words, const struct tl_roster *roster)
{
    /* the name is the first member of both structs */
    fill(words, &words->names[TL_TYPE_ASSET], roster->assets, roster->asset_count, sizeof *roster->assets);
    fill(words, &words->names[TL_TYPE_MISSION], roster->missions, roster->mission_count,
         sizeof *roster->missions);
    fill_names(words, TL_TYPE_PARTNER, &roster->partners);
    fill_names(words, TL_TYPE_PLACE, &roster->places);
    fill_names(words, TL_TYPE_DIVERSION, &roster->diversions);
    fill_names(words, TL_TYPE_PHASE, &roster->phases);
    fill_names(words, TL_TYPE_INJECT, &roster->injects);
    fill(words, &words->names[TL_TYPE_INCIDENT], roster->incidents, roster->incident_count,
         sizeof *roster->incidents);
    fill_names(words, TL_TYPE_LINK, &roster->links);
    fill_names(words, TL_TYPE_AGREEMENT, &roster->agreements);
    fill_names(words, TL_TYPE_CAPABILITY, &roster->capabilities);
    fill(words, &words->names[TL_TYPE_GROUP], roster->groups, roster->group_count, sizeof *roster->groups);
    fill_names(words, TL_TYPE_POSTURE, &roster->postures);
    fill_names(words, TL_TYPE_CORRIDOR, &roster->corridors);
    fill_names(words, TL_TYPE_LANE, &roster->lanes);
    fill_names(words, TL_TYPE_SERVICE, &roster->services);
    fill_names(words, TL_TYPE_CONSENT, &roster->consents);
    fill_names(words, TL_TYPE_GAUGE, &roster->gauges);
    fill_names(words, TL_TYPE_WEATHER, &roster->weathers);
}

static size_t longest(const struct tl_trace_word *items, size_t count)
{
    size_t size = 0;
    for (size_t i = 0; i < count; i++) {
        size = items[i].size > size ? items[i].size : size;
    }
    return size;
}

/* A bound: three numbers, and every field with its key and the longest name of all. */
static size_t longest_line(const struct tl_trace_words *words)
{
    const size_t number = 24;
    const size_t frame = sizeof "{\"t\":,\"id\":,\"cause\":}\n";
    size_t name = number;
    for (int type = 0; type <= TL_TYPE_REASON; type++) {
        size_t size = longest(words->names[type].items, words->names[type].count);
        name = size > name ? size : name;
    }
    return frame + 3 * number + longest(words->kind_parts, TL_EVENT_KINDS) +
           TL_FIELDS * (longest(words->field_parts, TL_FIELDS) + name);
}

void tl_trace_words_init(struct tl_trace_words *words, const struct tl_roster *roster)
{
    *words = (struct tl_trace_words){.arena = tl_arena_create()};
    fill_roster(words, roster);
    const char *names[TL_EVENT_KINDS + TL_FIELDS + TL_REASONS];
    for (int i = 0; i < TL_REASONS; i++) {
        names[i] = tl_reason_name((enum tl_reason)i);
    }
    fill(words, &words->names[TL_TYPE_REASON], names, TL_REASONS, sizeof *names);
    for (int i = 0; i < TL_GRADES; i++) {
        names[i] = tl_grade_name((enum tl_grade)i);
    }
    fill(words, &words->names[TL_TYPE_GRADE], names, TL_GRADES, sizeof *names);
    for (int i = 0; i < TL_EVENT_KINDS; i++) {
        names[i] = tl_event_class_get((enum tl_event_kind)i)->name;
        words->kind_parts[i] = quote(words, ",\"event\":", names[i], "");
    }
    fill(words, &words->kinds, names, TL_EVENT_KINDS, sizeof *names);
    for (int i = 0; i < TL_FIELDS; i++) {
        names[i] = tl_field_class_get((enum tl_field)i)->name;
        words->field_parts[i] = quote(words, ",", names[i], ":");
    }
    fill(words, &words->fields, names, TL_FIELDS, sizeof *names);
    words->line_max = longest_line(words);
}

void tl_trace_words_clear(struct tl_trace_words *words)
{
    tl_arena_destroy(words->arena);
    *words = (struct tl_trace_words){0};
}

int64_t tl_trace_list_find(const struct tl_trace_list *list, const char *text, size_t size)
{
    size_t low = 0;
    size_t high = list->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare(&list->sorted[middle], text, size);
        if (order == 0) {
            return list->sorted[middle].index;
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return TL_NONE;
}
