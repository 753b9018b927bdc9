#include "base/text.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"

void tl_text_clear(struct tl_text *text)
{
    free(text->data);
    *text = (struct tl_text){0};
}

void tl_text_reset(struct tl_text *text)
{
    text->size = 0;
    if (text->data) {
        text->data[0] = '\0';
    }
}

const char *tl_text_get(const struct tl_text *text)
{
    return text->data ? text->data : "";
}

/* Make room for `count` more bytes and the NUL. */
static void reserve(struct tl_text *text, size_t count)
{
    size_t needed = text->size + count + 1;
    if (needed <= text->capacity) {
        return;
    }
    size_t capacity = text->capacity ? text->capacity : 32;
    while (capacity < needed) {
        capacity *= 2;
    }
    text->data = tl_realloc(text->data, capacity, 1);
    text->capacity = capacity;
}

void tl_text_add_bytes(struct tl_text *text, const char *bytes, size_t count)
{
    reserve(text, count);
    if (count > 0) {
        memcpy(text->data + text->size, bytes, count);
    }
    text->size += count;
    text->data[text->size] = '\0';
}

void tl_text_add(struct tl_text *text, const char *more)
{
    tl_text_add_bytes(text, more, strlen(more));
}

void tl_text_add_char(struct tl_text *text, char c)
{
    tl_text_add_bytes(text, &c, 1);
}

/* The digits of `value` end before `end`; at least `least` of them. Returns where they start. */
static char *write_digits(char *end, uint64_t value, int least)
{
    do {
        *--end = (char)('0' + value % 10);
        value /= 10;
        least--;
    } while (value > 0 || least > 0);
    return end;
}

static uint64_t magnitude(int64_t value)
{
    return value < 0 ? -(uint64_t)value : (uint64_t)value; /* unsigned, so that INT64_MIN has one too */
}

void tl_text_add_int(struct tl_text *text, int64_t value)
{
    char digits[24];
    char *end = digits + sizeof digits;
    char *start = write_digits(end, magnitude(value), 1);
    if (value < 0) {
        *--start = '-';
    }
    tl_text_add_bytes(text, start, (size_t)(end - start));
}

void tl_text_add_grouped(struct tl_text *text, int64_t count)
{
    assert(count >= 0);
    if (count >= 1000) {
        tl_text_add_grouped(text, count / 1000);
        tl_text_print(text, ",%03d", (int)(count % 1000));
    } else {
        tl_text_add_int(text, count);
    }
}

void tl_text_print_args(struct tl_text *text, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int size = vsnprintf(NULL, 0, format, again);
    va_end(again);
    assert(size >= 0);
    reserve(text, (size_t)size);
    vsnprintf(text->data + text->size, (size_t)size + 1, format, args);
    text->size += (size_t)size;
}

void tl_text_print(struct tl_text *text, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    tl_text_print_args(text, format, args);
    va_end(args);
}

void tl_text_add_real(struct tl_text *text, double value)
{
    assert(isfinite(value));
    const double exact = 9007199254740992.0; /* 2^53: whole numbers up to here print as such */
    if (fabs(value) <= exact && value == floor(value) && !(value == 0 && signbit(value))) {
        tl_text_add_int(text, (int64_t)value);
        return;
    }
    char digits[32];
    for (int precision = 15; precision <= 17; precision++) {
        snprintf(digits, sizeof digits, "%.*g", precision, value);
        if (strtod(digits, NULL) == value) {
            break;
        }
    }
    tl_text_add(text, digits);
}

void tl_text_add_micro(struct tl_text *text, int64_t micro)
{
    uint64_t size = magnitude(micro);
    char digits[32];
    char *end = digits + sizeof digits;
    char *start = write_digits(end, size % 1000000, 6);
    while (end > start && end[-1] == '0') {
        end--;
    }
    if (end > start) {
        *--start = '.';
    }
    start = write_digits(start, size / 1000000, 1);
    if (micro < 0) {
        *--start = '-';
    }
    tl_text_add_bytes(text, start, (size_t)(end - start));
}

/* JSON's short escapes; other control characters are written as \u00XX. */
static const char *short_escape(char c)
{
    static const struct {
        char c;
        const char *text;
    } escapes[] = {{'"', "\\\""}, {'\\', "\\\\"}, {'\n', "\\n"}, {'\r', "\\r"}, {'\t', "\\t"}};
    for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++) {
        if (escapes[i].c == c) {
            return escapes[i].text;
        }
    }
    return NULL;
}

void tl_text_add_json(struct tl_text *text, const char *string)
{
    tl_text_add_char(text, '"');
    while (*string) {
        uint32_t code = 0;
        size_t bytes = tl_utf8_decode(string, &code);
        const char *escape = short_escape(*string);
        if (bytes == 0) {
            tl_text_add(text, "\\ufffd"); /* a reader of JSON refuses bytes that are not UTF-8 */
        } else if (escape) {
            tl_text_add(text, escape);
        } else if (code < 0x20 || code == 0x7F) {
            tl_text_print(text, "\\u%04x", (unsigned)code);
        } else {
            tl_text_add_bytes(text, string, bytes);
        }
        string += bytes ? bytes : 1;
    }
    tl_text_add_char(text, '"');
}
