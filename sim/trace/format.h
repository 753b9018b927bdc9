/* The reference of the trace format, from the same tables that reading and writing use. */
#ifndef TL_TRACE_FORMAT_H
#define TL_TRACE_FORMAT_H

#include "base/text.h"

/* Append it as Markdown: every kind of event with its fields, every field, every reason, every state. */
void tl_trace_format_print(struct tl_text *out);

#endif
