/* The first line of a trace: the roster as JSON; and the last: count and digests. */
#ifndef TL_TRACE_HEADER_H
#define TL_TRACE_HEADER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "event/roster.h"
#include "trace/digests.h"

#define TL_TRACE_VERSION 1

/* Append the header's line, newline included. Seed and replication are at most 2^63 - 1. */
void tl_trace_header_print(const struct tl_roster *roster, struct tl_text *out);

/* Read a header into `arena`.
 * line  without its newline
 * path  for messages
 * Returns NULL and reports what is wrong: no JSON, no trace, another version, a key too many or too few, a value out of its
 * range, a name that is not listed. */
struct tl_roster *tl_trace_header_parse(const char *line, size_t size, const char *path,
                                        struct tl_arena *arena, struct tl_error *err);

/* Append the end's line.
 * events  how many lines of events there are, the end included; it is the end's id too
 * digests  finished */
void tl_trace_end_print(const struct tl_roster *roster, const struct tl_trace_digests *digests,
                        int64_t events, struct tl_text *out);

/* What an end line says. Digests are texts of the arena, in the order of the roster. */
struct tl_trace_end {
    int64_t time_s;
    int64_t id;
    int64_t events;
    const char *digest;
    const char **days;
    size_t day_count;
    const char **missions; /* [missions of the roster] */
};

/* Is this line the end of a trace? Returns false where it is not, or not of the right form: `why` then names a static text,
 * or is NULL where the line is no end at all. */
bool tl_trace_end_parse(const char *line, size_t size, const struct tl_roster *roster, struct tl_arena *arena,
                        struct tl_trace_end *end, const char **why);

#endif
