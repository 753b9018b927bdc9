/* UTF-8, one code point at a time. */
#ifndef TL_BASE_UTF8_H
#define TL_BASE_UTF8_H

#include <stddef.h>
#include <stdint.h>

/* Decode the code point at `text`, which is NUL-terminated.
 * code  out: the code point
 * Returns its bytes, 1 to 4; 0 at the end of the text or where it is not valid UTF-8 (overlong forms, surrogates and
 * values past U+10FFFF are not valid). */
size_t tl_utf8_decode(const char *text, uint32_t *code);

#endif
