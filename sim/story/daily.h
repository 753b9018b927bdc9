/* What a trace's missions are covered and its indexes lose, day by day. A fold over events, with the arithmetic of the measures; like them it
 * leaves out what is before the warm-up's end. */
#ifndef TL_STORY_DAILY_H
#define TL_STORY_DAILY_H

#include <stddef.h>
#include <stdint.h>

#include "event/coverage.h"

struct tl_daily {
    struct tl_coverage coverage;
    size_t days;
    double *covered;                          /* [missions][days] seconds times coverage */
    int64_t *lost_us;                         /* [indexes][days] micro-index-seconds */
    double *held;                             /* [missions] coverage that is not in the sums yet */
    int64_t *rate_u;                          /* [indexes] loss rate likewise */
    int64_t *mission_since_s, *index_since_s; /* from when on */
};

/* roster  borrowed
 * days    at least those of its horizon */
void tl_daily_init(struct tl_daily *daily, const struct tl_roster *roster, size_t days);
void tl_daily_clear(struct tl_daily *daily);

void tl_daily_take(struct tl_daily *daily, const struct tl_event *event);

/* Close all sums at a time, not before the last event. */
void tl_daily_finish(struct tl_daily *daily, int64_t until_s);

#endif
