/* The file under a trace reader: lines out of gzip members. A member's lines are given out only when its checksum has been
 * found right, unless it is larger than a trace's members are or the file ends within it. */
#ifndef TL_TRACE_INPUT_H
#define TL_TRACE_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "trace/index.h"

struct tl_trace_input;

enum tl_trace_got {
    TL_TRACE_GOT_LINE,
    TL_TRACE_GOT_END,    /* the file is whole and ends here */
    TL_TRACE_GOT_CUT,    /* the file ends in the middle */
    TL_TRACE_GOT_BROKEN, /* damage; tl_trace_input_why says which */
};

/* path  "-" is standard input
 * Returns NULL and reports where it cannot be opened, is empty or is not gzipped. */
struct tl_trace_input *tl_trace_input_open(const char *path, struct tl_error *err);
void tl_trace_input_close(struct tl_trace_input *input);

/* The next line, without its newline, until the next call.
 * offset  out: where the line's member begins, if the line is its first one; else UINT64_MAX */
enum tl_trace_got tl_trace_input_next(struct tl_trace_input *input, const char **line, size_t *size,
                                      uint64_t *offset);

/* What is broken: a text for people, after the last call gave TL_TRACE_GOT_BROKEN. */
const char *tl_trace_input_why(const struct tl_trace_input *input);

/* Has the index been passed on the way? At TL_TRACE_GOT_END: is this the file as trilat wrote it, or was it compressed anew
 * by another program? */
bool tl_trace_input_is_indexed(const struct tl_trace_input *input);

/* The index that was passed on the way, complete at TL_TRACE_GOT_END. */
const struct tl_trace_index *tl_trace_input_index(const struct tl_trace_input *input);

/* Read the index at the end of the file, if it has one: see tl_trace_index_read. */
bool tl_trace_input_read_index(struct tl_trace_input *input, struct tl_trace_index *index);

/* Go on reading at a member. From then on the digest of the file is not checked.
 * Returns false where the file is no regular file. */
bool tl_trace_input_seek(struct tl_trace_input *input, uint64_t offset);

#endif
