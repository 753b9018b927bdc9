/* Where two traces part: found through the digests of their days, without reading what is before. */
#ifndef TL_STORY_DIVERGENCE_H
#define TL_STORY_DIVERGENCE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "story/second.h"

enum tl_parting {
    TL_PARTING_NONE,  /* the events are the same, one by one */
    TL_PARTING_EVENT, /* an event of one is not in the other, or with other quantities */
    TL_PARTING_CAUSE, /* the same events in that second, but one has another cause */
    TL_PARTING_ORDER, /* the same events in that second, in another order or with other serial numbers */
};

struct tl_divergence {
    enum tl_parting parting;
    int64_t time_s; /* the first second whose events are not the same */
    /* the first event there that is not in the other trace; TL_PARTING_CAUSE and TL_PARTING_ORDER: the first one that has not got its
     * equal in the same place */
    struct tl_event events[TL_SIDES];
    bool has[TL_SIDES]; /* at least one of them, unless TL_PARTING_NONE */
};

/* Both are files, not the standard input. One that is damaged is read from its beginning, up to the damage.
 * Returns false and reports where one cannot be read as far as it must be; both may have parted before that. */
bool tl_divergence_find(struct tl_divergence *divergence, const char *const paths[TL_SIDES],
                        struct tl_error *err);

#endif
