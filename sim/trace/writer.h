/* Write a trace: the record of one replication as gzipped JSON Lines (traces/README.md). */
#ifndef TL_TRACE_WRITER_H
#define TL_TRACE_WRITER_H

#include <stdbool.h>

#include "base/error.h"
#include "event/event.h"

#define TL_TRACE_MEMBER_EVENTS 4096 /* events of one gzip member */

struct tl_trace_writer;

/* Begin a trace.
 * path    becomes the trace when it is complete; until then only a file beside it, PATH.NUMBER.part, is there
 * roster  borrowed until the writer is closed
 * Returns NULL and reports (TL_FAULT_WORLD) where no file can be made there. */
struct tl_trace_writer *tl_trace_writer_open(const char *path, const struct tl_roster *roster,
                                             struct tl_error *err);

/* Where its events go: ids from 1 without a gap, times ascending and within the horizon. The same roster and events
 * give the same bytes before compression. */
struct tl_sink tl_trace_writer_sink(struct tl_trace_writer *writer);

/* Complete the trace and free the writer. On a write that failed at any time (a full disk) nothing is left behind, and
 * it reports (TL_FAULT_WORLD). */
bool tl_trace_writer_close(struct tl_trace_writer *writer, struct tl_error *err);

#endif
