#include <assert.h>
#include <string.h>

#include "base/text.h"
#include "trace/line.h"

/* The hot path of a run with traces: bytes go straight to their place, since the caller knows the longest line. */

static char *put_word(char *at, const struct tl_trace_word *word)
{
    memcpy(at, word->text, word->size);
    return at + word->size;
}

#define PUT(at, literal) (memcpy(at, literal, sizeof literal - 1), (at) + sizeof literal - 1)

/* A number >= 0, two digits at a time. */
static char *put_int(char *at, int64_t value)
{
    static const char pairs[] =
        "00010203040506070809101112131415161718192021222324252627282930313233343536373839"
        "40414243444546474849505152535455565758596061626364656667686970717273747576777879"
        "8081828384858687888990919293949596979899";
    char digits[20];
    char *start = digits + sizeof digits;
    uint64_t rest = (uint64_t)value;
    while (rest >= 100) {
        start -= 2;
        memcpy(start, pairs + rest % 100 * 2, 2);
        rest /= 100;
    }
    if (rest >= 10) {
        start -= 2;
        memcpy(start, pairs + rest * 2, 2);
    } else {
        *--start = (char)('0' + rest);
    }
    size_t size = (size_t)(digits + sizeof digits - start);
    memcpy(at, start, size);
    return at + size;
}

static char *put_micro(char *at, int64_t value)
{
    struct tl_text text = {0};
    tl_text_add_micro(&text, value);
    memcpy(at, text.data, text.size);
    at += text.size;
    tl_text_clear(&text);
    return at;
}

static char *put_value(const struct tl_trace_words *words, enum tl_field_type type, int64_t value, char *at)
{
    assert(value >= 0);
    const struct tl_trace_list *list = &words->names[type];
    if (type == TL_TYPE_MICRO) {
        return put_micro(at, value);
    }
    if (type == TL_TYPE_TIME || type == TL_TYPE_COUNT) {
        return put_int(at, value);
    }
    assert((size_t)value < list->count);
    return put_word(at, &list->items[value]);
}

size_t tl_trace_line_print(const struct tl_trace_words *words, const struct tl_event *event, char *out)
{
    const struct tl_event_class *class = tl_event_class_get(event->kind);
    char *at = PUT(out, "{\"t\":");
    at = put_int(at, event->time_s);
    at = PUT(at, ",\"id\":");
    at = put_int(at, event->id);
    at = PUT(at, ",\"cause\":");
    at = put_int(at, event->cause);
    at = put_word(at, &words->kind_parts[event->kind]);
    for (int i = 0; i < class->field_count; i++) {
        enum tl_field field = class->fields[i];
        const struct tl_field_class *kind = tl_field_class_get(field);
        int64_t value = *(const int64_t *)((const char *)event + kind->offset);
        if (value != TL_NONE || !class->optional[i]) {
            at = put_word(at, &words->field_parts[field]);
            at = put_value(words, kind->type, value, at);
        }
    }
    at = PUT(at, "}\n");
    assert((size_t)(at - out) <= words->line_max);
    return (size_t)(at - out);
}
