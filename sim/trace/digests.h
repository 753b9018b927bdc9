/* The digests of a trace: of all its lines, of each day's and of each mission's. */
#ifndef TL_TRACE_DIGESTS_H
#define TL_TRACE_DIGESTS_H

#include <stddef.h>
#include <stdint.h>

#include "base/hash.h"
#include "event/event.h"

struct tl_trace_digests {
    size_t day_count; /* whole and begun days of the horizon; the event at its very end belongs to the last */
    size_t mission_count;
    size_t day; /* the one under way */
    struct tl_digest *whole;
    struct tl_digest *today;
    struct tl_digest **missions;
    char (*days)[TL_DIGEST_TEXT]; /* of days before the one under way */
};

void tl_trace_digests_init(struct tl_trace_digests *digests, const struct tl_roster *roster);
void tl_trace_digests_clear(struct tl_trace_digests *digests);

/* The day of a time within the horizon. */
size_t tl_trace_digests_day(const struct tl_trace_digests *digests, int64_t time_s);

/* Add whole lines, all of one day, days ascending. */
void tl_trace_digests_add(struct tl_trace_digests *digests, size_t day, const char *lines, size_t size);

/* Add an event's line to the missions that it names. */
void tl_trace_digests_add_missions(struct tl_trace_digests *digests, const struct tl_event *event,
                                   const char *line, size_t size);

/* Close the day under way and every later one. Once, at the end. */
void tl_trace_digests_finish(struct tl_trace_digests *digests);

#endif
