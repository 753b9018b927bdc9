#include "base/error.h"

#include <stdarg.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/text.h"

void tl_error_clear(struct tl_error *err)
{
    for (size_t i = 0; i < err->count; i++) {
        free(err->lines[i]);
    }
    free(err->lines);
    *err = (struct tl_error){0};
}

bool tl_error_is_empty(const struct tl_error *err)
{
    return err->count == 0;
}

/* Take the text's memory over as one more line. Line breaks within a value would tear the list apart. */
static void push(struct tl_error *err, enum tl_fault fault, struct tl_text *text)
{
    for (char *c = text->data; c && *c; c++) {
        if (*c == '\n' || *c == '\r') {
            *c = ' ';
        }
    }
    err->lines = tl_grow(err->lines, err->count, &err->capacity, sizeof *err->lines);
    err->lines[err->count++] = tl_copy(tl_text_get(text));
    if (fault > err->fault) {
        err->fault = fault;
    }
    tl_text_clear(text);
}

bool tl_error_add(struct tl_error *err, enum tl_fault fault, const char *format, ...)
{
    struct tl_text text = {0};
    va_list args;
    va_start(args, format);
    tl_text_print_args(&text, format, args);
    va_end(args);
    push(err, fault, &text);
    return false;
}

bool tl_error_at(struct tl_error *err, const struct tl_origin *where, const char *path, const char *value,
                 const char *rule, ...)
{
    struct tl_text text = {0};
    if (where && where->file) {
        tl_text_add(&text, where->file);
        if (where->line > 0) {
            tl_text_print(&text, ":%d", where->line);
        }
        tl_text_add(&text, ": ");
    }
    if (path) {
        tl_text_add(&text, path);
    }
    if (value) {
        tl_text_print(&text, "%s%s", path ? " = " : "", value);
    }
    if (path || value) {
        tl_text_add(&text, ": ");
    }
    va_list args;
    va_start(args, rule);
    tl_text_print_args(&text, rule, args);
    va_end(args);
    push(err, TL_FAULT_USER, &text);
    return false;
}

void tl_error_print(const struct tl_error *err, FILE *out)
{
    for (size_t i = 0; i < err->count; i++) {
        fprintf(out, "trilat: %s\n", err->lines[i]);
    }
}
