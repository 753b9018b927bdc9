/* A result that is written piece by piece, and appears whole or not at all. */
#ifndef TL_REPORT_SAVING_H
#define TL_REPORT_SAVING_H

#include <stdbool.h>

#include "base/error.h"
#include "base/text.h"

struct tl_saving;

/* Begin. path: gzipped, as one member, where it ends in ".gz"; what is special (tl_save_is_special) is written to directly.
 * Returns NULL and reports where the file cannot be made (TL_FAULT_WORLD). */
struct tl_saving *tl_saving_open(const char *path, struct tl_error *err);

/* Append a text. A failure is kept for the end. */
void tl_saving_add(struct tl_saving *saving, const struct tl_text *text);

/* End and free. is_kept: the file appears under its name; else what there is of it is removed. Returns false and reports where
 * something could not be written. */
bool tl_saving_close(struct tl_saving *saving, bool is_kept, struct tl_error *err);

#endif
