/* Causes. Every event names the earlier one that made it happen, so the events of a trace form a forest: a chain leads from each back to
 * a draw, a date or a clock, and from each on to all that came of it. */
#ifndef TL_STORY_CAUSES_H
#define TL_STORY_CAUSES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "event/event.h"

struct tl_causes {
    struct tl_event *events; /* from the outside on: [0] has cause 0, each is caused by the one before it */
    size_t count;            /* at least 1 */
};

/* The chain that ends in an event. Reads the trace twice up to there, and keeps 8 bytes an event meanwhile.
 * path  of a file: not the standard input
 * Returns false and reports (TL_FAULT_USER): no such event, a trace that cannot be read so far. Cleared by the caller, whatever it returns. */
bool tl_causes_read(struct tl_causes *chain, const char *path, int64_t id, struct tl_error *err);
void tl_causes_clear(struct tl_causes *chain);

/* What came of an event. */
struct tl_aftermath {
    struct tl_event *
        events; /* the event itself, then all that it led to, in order: the first TL_AFTERMATH_MOST of them */
    size_t kept;
    int64_t count;  /* all of them, without the event itself */
    int64_t last_s; /* when the last of them happened; the event's own time where there are none */
    int64_t by_kind[TL_EVENT_KINDS]; /* how many of each kind */
};

#define TL_AFTERMATH_MOST 5000

/* Reads the whole trace once, and keeps a bit an event meanwhile. A damaged trace is read up to there: false, with what there is. */
bool tl_aftermath_read(struct tl_aftermath *aftermath, const char *path, int64_t id, struct tl_error *err);
void tl_aftermath_clear(struct tl_aftermath *aftermath);

#endif
