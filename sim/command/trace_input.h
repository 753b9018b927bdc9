/* What verbs of `trilat trace` share: a trace, a format, and where the answer goes. */
#ifndef TL_COMMAND_TRACE_INPUT_H
#define TL_COMMAND_TRACE_INPUT_H

#include <argp.h>

#include "command/study_options.h"

/* As on the command line, borrowed from argv. Zero-initialised: nothing was given, a table is wanted. */
struct tl_trace_input {
    const char *path; /* NULL: not given */
    const char *file; /* NULL: the standard output */
    enum tl_format format;
};

enum { TL_TRACE_FORMAT = 0x5101 };

/* Rows of a verb's options. formats: "table|json"; more: what else is to be said of them. */
#define TL_TRACE_FORMAT_ROW(formats, more)                                                                   \
    {                                                                                                        \
        "format", TL_TRACE_FORMAT, formats, 0, "table unless given" more, 0                                  \
    }
#define TL_TRACE_FILE_ROW                                                                                    \
    {                                                                                                        \
        NULL, 'o', "FILE", 0,                                                                                \
            "write there and not to the standard output, gzipped where it ends in .gz; it appears whole or " \
            "not at all",                                                                                    \
            0                                                                                                \
    }

/* How many of table, json and csv, in this order, a verb knows. */
#define TL_TRACE_TABLE_JSON     2
#define TL_TRACE_TABLE_JSON_CSV 3

/* Take --format, -o and the one trace that there must be from a verb's parser, which passes on what it does not know itself; what is none of
 * these is ARGP_ERR_UNKNOWN. */
error_t tl_trace_input_parse(int key, char *arg, struct argp_state *state, struct tl_trace_input *input,
                             int formats);

#endif
