/* The words of a trace's lines: every name, kind and key as JSON text, made once and then copied or looked up. */
#ifndef TL_TRACE_WORDS_H
#define TL_TRACE_WORDS_H

#include <stddef.h>
#include <stdint.h>

#include "base/memory.h"
#include "event/event.h"

struct tl_trace_word {
    const char *text; /* quotes included */
    uint32_t size;
    uint32_t index; /* in its list */
};

struct tl_trace_list {
    struct tl_trace_word *items;  /* by index */
    struct tl_trace_word *sorted; /* the same, shorter ones first, then by bytes */
    size_t count;
};

struct tl_trace_words {
    struct tl_arena *arena;
    struct tl_trace_list names[TL_TYPE_REASON + 1]; /* by tl_field_type; empty for numbers */
    struct tl_trace_list kinds;
    struct tl_trace_list fields;
    struct tl_trace_word kind_parts[TL_EVENT_KINDS]; /* ,"event":"asset_tasked" */
    struct tl_trace_word field_parts[TL_FIELDS];     /* ,"asset": */
    size_t line_max;                                 /* bytes of the longest line, newline included */
};

/* roster  borrowed; its names are copied */
void tl_trace_words_init(struct tl_trace_words *words, const struct tl_roster *roster);
void tl_trace_words_clear(struct tl_trace_words *words);

/* The index of a word (quotes included), or TL_NONE. */
int64_t tl_trace_list_find(const struct tl_trace_list *list, const char *text, size_t size);

#endif
