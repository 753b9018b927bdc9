/* Differences between two traces as JSON. */
#ifndef TL_COMMAND_DIFFERENCE_JSON_H
#define TL_COMMAND_DIFFERENCE_JSON_H

#include "base/text.h"
#include "story/causes.h"
#include "story/differences.h"
#include "story/divergence.h"
#include "story/heads.h"

struct tl_difference_json {
    const char *paths[TL_SIDES];
    const struct tl_roster *rosters[TL_SIDES];
    const struct tl_heads *heads;
    const struct tl_divergence
        *divergence;                /* NULL: where they part is not known, since one is damaged before it */
    const struct tl_causes *chains; /* [TL_SIDES] of its events; empty where there is none */
    const struct tl_differences *differences; /* NULL: not asked for */
    int64_t within_s;
    bool is_whole; /* both were read to their ends */
};

void tl_difference_json_print(const struct tl_difference_json *json, struct tl_text *out);

#endif
