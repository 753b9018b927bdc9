/* What keeps two scenarios from being compared as a pair. */
#ifndef TL_COMMAND_CLASH_H
#define TL_COMMAND_CLASH_H

#include <stdbool.h>

#include "base/error.h"
#include "event/roster.h"

/* Have both one time axis and one headline index, and one ceiling and the same states for what both draw at random? Every difference is a
 * mistake, told with what the two are called. */
bool tl_clash_check(const struct tl_roster *roster, const char *name, const struct tl_roster *base,
                    const char *base_name, struct tl_error *err);

#endif
