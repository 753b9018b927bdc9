/* What stands behind a struct trilat_trace. */
#ifndef TL_LIBRARY_TRACE_H
#define TL_LIBRARY_TRACE_H

#include "base/error.h"
#include "base/text.h"
#include "event/coverage.h"
#include "trace/reader.h"
#include "trilat/trace.h"

struct trilat_trace {
    struct tl_trace_reader *reader;
    const struct tl_roster *roster; /* the reader's */
    struct trilat_header header;
    struct tl_coverage coverage;
    bool is_followed; /* every event up to the last one is in `coverage` */
    bool is_over;     /* the end, or what `err` tells */
    struct tl_error err;
    struct tl_event last; /* id 0: none yet */
    struct trilat_event event;
    struct trilat_field fields[TL_FIELDS];
    struct tl_text words;
};

#endif
