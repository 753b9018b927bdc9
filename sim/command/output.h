/* Where an answer goes: piece by piece to the standard output, or to a file that appears whole or not at all. */
#ifndef TL_COMMAND_OUTPUT_H
#define TL_COMMAND_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/text.h"
#include "report/page.h"

struct tl_output {
    struct tl_saving *saving; /* NULL: to the standard output */
};

/* May `file` be written, where these are read? NULL: the standard output. Nothing is written.
 * Returns false and reports a folder that is missing or closed to us, and a file that is one of `read` itself. */
bool tl_output_check(const char *file, const char *const *read, size_t count, struct tl_error *err);

/* Begin, after that check. Returns false and reports where the file cannot be made (TL_FAULT_WORLD). */
bool tl_output_open(struct tl_output *output, const char *file, const char *const *read, size_t count,
                    struct tl_error *err);

/* Hand on a text, and empty it. */
void tl_output_add(struct tl_output *output, struct tl_text *text);

/* End. is_kept: the file appears under its name; else what there is of it is removed. Returns false and reports where something could not be
 * written to the file; of the standard output that is told at the program's end. */
bool tl_output_close(struct tl_output *output, bool is_kept, struct tl_error *err);

/* The page to write for: a file has no colour and the width of a page, whatever the terminal is. */
struct tl_page tl_output_page(const struct tl_output *output);

#endif
