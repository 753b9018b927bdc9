/* Results that appear whole or not at all. */
#ifndef TL_REPORT_SAVE_H
#define TL_REPORT_SAVE_H

#include <stdbool.h>

#include "base/error.h"
#include "base/text.h"

/* May a file be made at `path`? So that a mistake shows before the work and not after it. Nothing is written.
 * Returns false and reports where its folder is missing or closed to us, or where it is a folder itself. */
bool tl_save_check(const char *path, struct tl_error *err);

/* Is there something that is no regular file (a pipe, a device, a link)? It is written to directly. */
bool tl_save_is_special(const char *path);

/* Write `text` to a file beside `path` and rename it: a reader sees the old file or the new one. What is
 * special is written to directly. Returns false and reports where the world fails (TL_FAULT_WORLD). */
bool tl_save_text(const char *path, const struct tl_text *text, struct tl_error *err);

#endif
