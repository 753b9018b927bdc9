/* Verbs of `trilat trace`: one row of trace.def and one file each. */
#ifndef TL_COMMAND_TRACE_H
#define TL_COMMAND_TRACE_H

#define TL_TRACE_VERB(name, help) int tl_trace_verb_##name(int argc, char **argv);
#include "command/trace.def"
#undef TL_TRACE_VERB

#endif
