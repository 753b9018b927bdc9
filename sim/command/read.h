/* From a file on the command line to a model. */
#ifndef TL_COMMAND_READ_H
#define TL_COMMAND_READ_H

#include "command/options.h"
#include "model/model.h"

/* Read a scenario with the options applied, and compile it. All mistakes are told in one go, by file and line: those of the file's
 * language, and as far as it can be judged in spite of them, what only the model knows.
 * spec      "FILE" or "LABEL=FILE"
 * label     NULL, or what to call it instead of the file's stem
 * scenario  out: the caller destroys it, after the model; NULL after a mistake
 * Returns NULL on any mistake. */
struct tl_model *tl_read_model(const struct tl_scenario_options *options, const char *spec, const char *label,
                               struct tl_scenario **scenario, struct tl_error *err);

#endif
