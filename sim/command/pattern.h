/* Names chosen by a pattern. */
#ifndef TL_COMMAND_PATTERN_H
#define TL_COMMAND_PATTERN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/* Which of `names` fit a pattern of * and ?. None is a mistake.
 * option   "asset"
 * what     "asset in this trace"
 * chosen   out: [count] */
bool tl_pattern_choose(const char *option, const char *what, const char *pattern, const char *const *names,
                       size_t count, bool *chosen, struct tl_error *err);

#endif
