/* What is wrong with an event of a trace. */
#ifndef TL_TRACE_FLAW_H
#define TL_TRACE_FLAW_H

#include <stdbool.h>

#define TL_TRACE_FLAW_RULE 200

struct tl_flaw {
    const char *what; /* "asset" */
    const char *name; /* "js-kongo"; NULL: none */
    char rule[TL_TRACE_FLAW_RULE];
};

/* Fill it in. Returns false. */
bool tl_flaw_set(struct tl_flaw *flaw, const char *what, const char *name, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif
