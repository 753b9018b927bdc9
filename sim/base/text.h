/* Text that grows, and small text functions. */
#ifndef TL_BASE_TEXT_H
#define TL_BASE_TEXT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A growing, always NUL-terminated text. Zero-initialised is empty (data may then be NULL: use tl_text_get). */
struct tl_text {
    char *data;
    size_t size; /* bytes without the NUL */
    size_t capacity;
};

void tl_text_clear(struct tl_text *text); /* frees; empty and usable afterwards */
void tl_text_reset(struct tl_text *text); /* empties, keeps the memory */
const char *tl_text_get(const struct tl_text *text);
void tl_text_add(struct tl_text *text, const char *more);
void tl_text_add_bytes(struct tl_text *text, const char *bytes, size_t count);
void tl_text_add_char(struct tl_text *text, char c);
void tl_text_add_int(struct tl_text *text, int64_t value);     /* own printing: the hot path of traces */
void tl_text_add_grouped(struct tl_text *text, int64_t count); /* 9120 is "9,120"; count >= 0 */
void tl_text_print(struct tl_text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
void tl_text_print_args(struct tl_text *text, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

/* The shortest decimal form that reads back to the same double ("0.1", "3", "1e+300"). Never NaN or infinite. */
void tl_text_add_real(struct tl_text *text, double value);

/* A whole number of millionths as a decimal without trailing zeros: 1500000 is "1.5", -1 is "-0.000001". */
void tl_text_add_micro(struct tl_text *text, int64_t micro);

/* `text` as a JSON string, quotes included. */
void tl_text_add_json(struct tl_text *text, const char *string);

/* The candidate nearest to `name` by edit distance (insertions, deletions, substitutions, swaps of neighbours),
 * or NULL when none is near enough to be meant: more than a third of the longer one's length, at least 1. */
const char *tl_text_nearest(const char *name, const char *const *candidates, size_t count);

/* Does `name` match the shell pattern (only * and ? are special)? */
bool tl_text_matches(const char *pattern, const char *name);

/* Columns that a UTF-8 text takes in a terminal (one a code point, none for combining marks). */
int tl_text_width(const char *utf8);

#endif
