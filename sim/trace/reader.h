/* Read a trace: its roster, its events one by one, or those from a time on. */
#ifndef TL_TRACE_READER_H
#define TL_TRACE_READER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "event/event.h"
#include "trace/digests.h"
#include "trace/header.h"

struct tl_trace_reader;

enum tl_trace_step {
    TL_TRACE_EVENT,  /* one event was read */
    TL_TRACE_END,    /* the trace is whole and ends here */
    TL_TRACE_BROKEN, /* the trace is damaged, truncated or wrong here; reported (TL_FAULT_USER) */
};

/* Open a trace and read its header.
 * path  "-" is standard input
 * Returns NULL and reports (TL_FAULT_USER): no such file, empty, not gzipped, no trace, another version. */
struct tl_trace_reader *tl_trace_reader_open(const char *path, struct tl_error *err);
void tl_trace_reader_close(struct tl_trace_reader *reader); /* NULL is allowed */

/* The roster in the header; it lives as long as the reader. */
const struct tl_roster *tl_trace_reader_roster(const struct tl_trace_reader *reader);

/* Read the next event. Every whole event before a damage is read, then the damage is reported, once; after the end or a
 * damage the answer stays the same. Looked at on the way: the form of each line, that ids follow each other, causes come before
 * what they cause and times do not fall, and at the end the count, the digest of the lines, the index and the digest of the file.
 * event  out: with TL_TRACE_EVENT; else it stays as it is */
enum tl_trace_step tl_trace_reader_next(struct tl_trace_reader *reader, struct tl_event *event,
                                        struct tl_error *err);

/* Go to the first event at time_s or later: through the index where the trace has one, else by reading on or anew. After it
 * digests are not looked at. Returns false and reports where standard input is past that time already. */
bool tl_trace_reader_seek(struct tl_trace_reader *reader, int64_t time_s, struct tl_error *err);

/* The line that was read last, until the next one; its newline stands behind its `size` bytes; and its number in the file, from 1. */
const char *tl_trace_reader_line(const struct tl_trace_reader *reader, size_t *size);
int64_t tl_trace_reader_line_number(const struct tl_trace_reader *reader);

/* What the last line says, after TL_TRACE_END. */
const struct tl_trace_end *tl_trace_reader_end(const struct tl_trace_reader *reader);

/* After TL_TRACE_END: is it the file as it was written? False: another program compressed it anew, so it has no index. */
bool tl_trace_reader_is_indexed(const struct tl_trace_reader *reader);

#endif
