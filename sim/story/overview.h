/* What one trace comes to: how many events of which kind and when, its turning points, and the main measures of its replication. */
#ifndef TL_STORY_OVERVIEW_H
#define TL_STORY_OVERVIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "event/event.h"
#include "measure/measure.h"
#include "trace/reader.h"

#define TL_TURNS_MOST 1000 /* turning points that are kept */

/* Events of one kind. */
struct tl_overview_kind {
    int64_t count;
    int64_t first_s, last_s; /* valid where count > 0 */
};

struct tl_overview {
    struct tl_overview_kind kinds[TL_EVENT_KINDS];
    int64_t events;          /* the end's line is none */
    int64_t first_s, last_s; /* of the first and the last event; valid where events > 0 */
    int64_t *by_day;         /* [days] events; the horizon itself belongs to the last day */
    size_t days;
    struct tl_event
        *turns; /* phases, injects, diversions, consents, postures, closures and the like, in order */
    size_t turns_kept, turns_capacity;
    int64_t turns_count;
    struct tl_measures *measures;
    const struct tl_outcome *outcome; /* NULL: the trace is damaged, so nothing is known of the time behind */
    bool indexed;                     /* valid with an outcome; false: compressed anew by another program */
    const char *digest;               /* of all lines; NULL: damaged */
};

/* Read a trace from where the reader stands, its beginning, to its end.
 * reader  borrowed, and must outlive the result
 * Returns false and reports where the trace is damaged; `overview` then holds what stands before that. Cleared by the caller, whatever it
 * returns. */
bool tl_overview_read(struct tl_overview *overview, struct tl_trace_reader *reader, struct tl_error *err);
void tl_overview_clear(struct tl_overview *overview);

/* Is an event of the kind a turning point? */
bool tl_overview_turns(enum tl_event_kind kind);

/* ---- main measures ---- */

#define TL_FACET_MEASURES 4

/* Some measures of the same entities. */
struct tl_facet {
    const char *title;
    const char *entity;                      /* what its rows are: "mission" */
    const char *measures[TL_FACET_MEASURES]; /* as in measure.def's files; NULL: fewer */
    const char *heads[TL_FACET_MEASURES];    /* of their columns, for reading */
    bool by_size; /* the largest first, and without those that are 0; else in the order of the columns */
};

const struct tl_facet *tl_facets(size_t *count);

/* One entity's numbers: NAN where there is none, INFINITY where a time is not reached. */
struct tl_facet_row {
    const char *entity;
    double values[TL_FACET_MEASURES];
};

/* The rows of a facet: of whole entities, not of their parts, and of the headline alone where each index has some. The caller frees the
 * array. There is an outcome. */
struct tl_facet_row *tl_overview_rows(const struct tl_overview *overview, const struct tl_facet *facet,
                                      size_t *count);

#endif
