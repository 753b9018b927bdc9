#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "trace/line.h"

/* A line under reading. */
struct scan {
    const struct tl_trace_words *words;
    const char *at;
    const char *end;
    char *why;
};

/* Keys that every line has, as bits above those of the fields. */
enum { KEY_T = TL_FIELDS, KEY_ID, KEY_CAUSE, KEY_EVENT, KEYS };

static_assert(KEYS <= 64, "the keys seen are kept in 64 bits");

#define BIT(key)    (UINT64_C(1) << (key))
#define COMMON_BITS (BIT(KEY_T) | BIT(KEY_ID) | BIT(KEY_CAUSE) | BIT(KEY_EVENT))

static bool fail(struct scan *scan, const char *what, const char *text, size_t size)
{
    int shown = size < 60 ? (int)size : 60;
    snprintf(scan->why, TL_TRACE_WHY, "%s%s%.*s", what, size > 0 ? " " : "", shown, text);
    return false;
}

static void skip_space(struct scan *scan)
{
    while (scan->at < scan->end && (*scan->at == ' ' || *scan->at == '\t' || *scan->at == '\r')) {
        scan->at++;
    }
}

/* Take one character of JSON's structure, after white space. */
static bool take(struct scan *scan, char c)
{
    skip_space(scan);
    if (scan->at == scan->end || *scan->at != c) {
        return false;
    }
    scan->at++;
    return true;
}

/* A string, quotes included; a backslash keeps the next character within it. */
static bool take_string(struct scan *scan, const char **text, size_t *size)
{
    skip_space(scan);
    const char *start = scan->at;
    const char *at = start + 1;
    if (start == scan->end || *start != '"') {
        return fail(scan, "a string in quotes is due at", start, (size_t)(scan->end - start));
    }
    while (at < scan->end && *at != '"') {
        at += *at == '\\' && at + 1 < scan->end ? 2 : 1;
    }
    if (at >= scan->end) {
        return fail(scan, "a string without its end:", start, (size_t)(scan->end - start));
    }
    scan->at = at + 1;
    *text = start;
    *size = (size_t)(scan->at - start);
    return true;
}

static bool is_digit(const struct scan *scan)
{
    return scan->at < scan->end && *scan->at >= '0' && *scan->at <= '9';
}

/* A whole number >= 0 as JSON writes it: no sign, no leading zero. */
static bool take_int(struct scan *scan, int64_t *value)
{
    skip_space(scan);
    const char *start = scan->at;
    *value = 0;
    while (is_digit(scan)) {
        if (__builtin_mul_overflow(*value, 10, value) ||
            __builtin_add_overflow(*value, *scan->at - '0', value)) {
            return fail(scan, "too large a number:", start, (size_t)(scan->end - start));
        }
        scan->at++;
    }
    if (scan->at == start || (*start == '0' && scan->at > start + 1)) {
        return fail(scan, "a whole number, not negative, is due at", start, (size_t)(scan->end - start));
    }
    return true;
}

#define UNITS_MAX INT64_C(1000000000000) /* sums of a mission's needs stay whole numbers of 64 bits */

/* A decimal >= 0 of at most six places, as whole millionths. */
static bool take_micro(struct scan *scan, int64_t *micro)
{
    skip_space(scan);
    const char *start = scan->at;
    int64_t places = 0;
    int64_t unit = TL_MICRO;
    if (!take_int(scan, micro)) {
        return false;
    }
    if (scan->at < scan->end && *scan->at == '.') {
        scan->at++;
        for (; is_digit(scan) && unit > 1; scan->at++) {
            unit /= 10;
            places += unit * (*scan->at - '0');
        }
        if (unit == TL_MICRO || is_digit(scan)) {
            return fail(scan, "one to six decimals are due at", start, (size_t)(scan->end - start));
        }
    }
    if (*micro >= UNITS_MAX) {
        return fail(scan, "too large a number:", start, (size_t)(scan->end - start));
    }
    *micro = *micro * TL_MICRO + places;
    return true;
}

static bool take_name(struct scan *scan, const struct tl_trace_list *list, const char *what, int64_t *index)
{
    const char *text;
    size_t size;
    if (!take_string(scan, &text, &size)) {
        return false;
    }
    *index = tl_trace_list_find(list, text, size);
    return *index != TL_NONE || fail(scan, what, text, size);
}

static bool take_field(struct scan *scan, enum tl_field field, struct tl_event *event)
{
    const struct tl_field_class *class = tl_field_class_get(field);
    int64_t *value = (int64_t *)((char *)event + class->offset);
    switch (class->type) {
    case TL_TYPE_MICRO:
        return take_micro(scan, value);
    case TL_TYPE_TIME:
    case TL_TYPE_COUNT:
        return take_int(scan, value);
    case TL_TYPE_REASON:
        return take_name(scan, &scan->words->names[class->type], "no such reason:", value);
    default:
        return take_name(scan, &scan->words->names[class->type], "the header does not name", value);
    }
}

static int find_key(const struct scan *scan, const char *text, size_t size)
{
    static const struct {
        const char *text;
        size_t size;
        int key;
    } common[] = {
        {"\"t\"", 3, KEY_T}, {"\"id\"", 4, KEY_ID}, {"\"cause\"", 7, KEY_CAUSE}, {"\"event\"", 7, KEY_EVENT}};
    for (size_t i = 0; i < sizeof common / sizeof *common; i++) {
        if (size == common[i].size && memcmp(text, common[i].text, size) == 0) {
            return common[i].key;
        }
    }
    return (int)tl_trace_list_find(&scan->words->fields, text, size);
}

static bool take_value(struct scan *scan, int key, struct tl_event *event)
{
    int64_t kind;
    switch (key) {
    case KEY_T:
        return take_int(scan, &event->time_s);
    case KEY_ID:
        return take_int(scan, &event->id);
    case KEY_CAUSE:
        return take_int(scan, &event->cause);
    case KEY_EVENT:
        if (!take_name(scan, &scan->words->kinds, "no such kind of event:", &kind)) {
            return false;
        }
        event->kind = (enum tl_event_kind)kind;
        return true;
    default:
        return take_field(scan, (enum tl_field)key, event);
    }
}

static bool take_member(struct scan *scan, uint64_t *seen, struct tl_event *event)
{
    const char *text;
    size_t size;
    if (!take_string(scan, &text, &size)) {
        return false;
    }
    int key = find_key(scan, text, size);
    if (key == TL_NONE) {
        return fail(scan, "no such key:", text, size);
    }
    if (*seen & BIT(key)) {
        return fail(scan, "twice the key", text, size);
    }
    *seen |= BIT(key);
    if (!take(scan, ':')) {
        return fail(scan, "no colon after the key", text, size);
    }
    return take_value(scan, key, event);
}

/* Does the line have its kind's keys, and no others? */
static bool check_keys(struct scan *scan, uint64_t seen, const struct tl_event *event)
{
    static const char *const names[] = {"t", "id", "cause", "event"};
    for (int key = KEY_T; key < KEYS; key++) {
        if (!(seen & BIT(key))) {
            return fail(scan, "no key", names[key - KEY_T], strlen(names[key - KEY_T]));
        }
    }
    const struct tl_event_class *class = tl_event_class_get(event->kind);
    uint64_t allowed = COMMON_BITS;
    for (int i = 0; i < class->field_count; i++) {
        allowed |= BIT(class->fields[i]);
        if (!class->optional[i] && !(seen & BIT(class->fields[i]))) {
            snprintf(scan->why, TL_TRACE_WHY, "%s without its key %s", class->name,
                     tl_field_class_get(class->fields[i])->name);
            return false;
        }
    }
    for (int field = 0; field < TL_FIELDS; field++) {
        if (seen & BIT(field) & ~allowed) {
            snprintf(scan->why, TL_TRACE_WHY, "%s has no key %s", class->name,
                     tl_field_class_get((enum tl_field)field)->name);
            return false;
        }
    }
    return true;
}

bool tl_trace_line_parse(const struct tl_trace_words *words, const char *line, size_t size,
                         struct tl_event *event, char why[TL_TRACE_WHY])
{
    struct scan scan = {words, line, line + size, why};
    uint64_t seen = 0;
    *event = tl_event_make((enum tl_event_kind)0, 0);
    if (!take(&scan, '{')) {
        return fail(&scan, "not a JSON object:", line, size);
    }
    do {
        if (!take_member(&scan, &seen, event)) {
            return false;
        }
    } while (take(&scan, ','));
    if (!take(&scan, '}')) {
        return fail(&scan, "a comma or the end of the object is due at", scan.at,
                    (size_t)(scan.end - scan.at));
    }
    skip_space(&scan);
    if (scan.at != scan.end) {
        return fail(&scan, "more after the object:", scan.at, (size_t)(scan.end - scan.at));
    }
    return check_keys(&scan, seen, event);
}
