/* One event and its line in a trace, both ways. */
#ifndef TL_TRACE_LINE_H
#define TL_TRACE_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "trace/words.h"

#define TL_TRACE_WHY 160

/* Write an event's line, newline included: keys in the order of event.def, no spaces.
 * out  has room for words->line_max bytes
 * Returns the bytes written. */
size_t tl_trace_line_print(const struct tl_trace_words *words, const struct tl_event *event, char *out);

/* Read a line (without its newline). Keys may come in any order, with JSON's white space between tokens; everything
 * else is as the writer writes it: each key of the kind once, no others, whole numbers >= 0 without sign or exponent.
 * event  out
 * why    out, on failure: what is wrong, for people
 * Whether the event fits the ones before it is not looked at. */
bool tl_trace_line_parse(const struct tl_trace_words *words, const char *line, size_t size,
                         struct tl_event *event, char why[TL_TRACE_WHY]);

#endif
