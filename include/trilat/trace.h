/* libtrilat: read the traces of trilat, and what they come to, from C or C++.
 *
 *     cc tool.c $(pkg-config --cflags --libs trilat)
 *
 *     char why[TRILAT_WHY];
 *     struct trilat_trace *trace = trilat_trace_open("base.r0.trace.gz", why);
 *     const struct trilat_event *event;
 *     while (trace && (event = trilat_trace_next(trace))) {
 *         ...
 *     }
 *
 * traces/README.md says what kinds of event there are and which fields they have. Times are whole seconds from the start. Texts
 * are UTF-8 and belong to the library. Nothing here prints. Objects share nothing: each may be used by another thread, and each
 * by one at a time. A process that runs out of memory is ended with status 3. */
#ifndef TRILAT_TRACE_H
#define TRILAT_TRACE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define TRILAT_API __attribute__((visibility("default")))

enum {
    TRILAT_WHY = 512,     /* bytes for a message, NUL included; a longer one is cut */
    TRILAT_TIME = 32,     /* bytes for a time in words, NUL included */
    TRILAT_CELL_S = 21600 /* curves are means over cells of 6 h; the last one may be shorter */
};

/* The library's version: "0.1.0". */
TRILAT_API const char *trilat_version(void);

/* Print a time, at 0 or later, as "D+3 06:00:00". Returns `out`. */
TRILAT_API const char *trilat_time_print(int64_t time_s, char out[TRILAT_TIME]);

/* ---- a trace, event by event ---- */

struct trilat_trace;

/* What the first line says. */
struct trilat_header {
    const char *program; /* "trilat 0.1.0" */
    const char *scenario, *title, *hash;
    uint64_t seed, replication;
    int64_t epoch_s;   /* Unix seconds of time 0 */
    int64_t horizon_s; /* where the trace ends */
    int64_t warmup_s;  /* measures leave out what happens before */
};

/* A field of an event. */
struct trilat_field {
    const char *name; /* "asset" */
    const char *text; /* a name or a word: "js-kongo"; NULL: a number */
    double number;    /* of a number; NAN: a text */
};

struct trilat_event {
    int64_t time_s;
    int64_t id;       /* from 1, one by one */
    int64_t cause;    /* the id of the event that made this one happen; 0: the outside world */
    const char *kind; /* "asset_departs" */
    size_t field_count;
    const struct trilat_field *fields; /* those that the event has, in the order of the trace */
};

/* Open a trace and read its first line.
 * path  "-" is standard input
 * why   out, on failure: what is wrong; NULL: nobody wants to know
 * Returns NULL on failure. */
TRILAT_API struct trilat_trace *trilat_trace_open(const char *path, char why[TRILAT_WHY]);
TRILAT_API void trilat_trace_close(struct trilat_trace *trace); /* NULL is allowed */

TRILAT_API const struct trilat_header *trilat_trace_header(const struct trilat_trace *trace);

/* The next event; it lives until the next call. NULL at the end, or where the trace is damaged: trilat_trace_error tells which. Every
 * whole event before a damage is given. */
TRILAT_API const struct trilat_event *trilat_trace_next(struct trilat_trace *trace);

/* What is wrong with the trace, as far as it was read: "base.r0.trace.gz: truncated; the 4096 events before are whole".
 * NULL: nothing. `trilat trace verify` looks at more. */
TRILAT_API const char *trilat_trace_error(const struct trilat_trace *trace);

/* Go to the first event at time_s or later, through the index where the trace has one. What follows from earlier events is not known
 * then, and digests are not looked at; time 0 starts afresh. Returns 0, or -1 where the trace cannot go there, such as back in
 * standard input; trilat_trace_error then tells why. */
TRILAT_API int trilat_trace_seek(struct trilat_trace *trace, int64_t time_s);

/* A field of an event by its name: NULL where it has none or that is a number. */
TRILAT_API const char *trilat_event_text(const struct trilat_event *event, const char *field);

/* Likewise: NAN where it has none or that is a text. Whole numbers below 2^53 are exact. */
TRILAT_API double trilat_event_number(const struct trilat_event *event, const char *field);

/* The event that was read last, in words: "js-kongo sets out from sasebo for soj, to be there at D+3 20:01:12". It lives until the
 * next call. Empty before the first event. */
TRILAT_API const char *trilat_trace_tell(struct trilat_trace *trace);

/* ---- who and what the trace is about ---- */

/* How many there are in a list of the first line: "missions", "assets", "partners", "places", "indexes", ... 0 where there is no such
 * list. */
TRILAT_API size_t trilat_trace_count(const struct trilat_trace *trace, const char *list);

/* The name of one, in alphabetical order but for indexes, whose first is the headline. NULL where there are not so many. */
TRILAT_API const char *trilat_trace_name(const struct trilat_trace *trace, const char *list, size_t i);

/* What is said of one: the "class" or "partner" of assets, the "theatre" of missions, the "nationality" of groups, the "mission" of
 * incidents. NULL where there is no such. */
TRILAT_API const char *trilat_trace_fact(const struct trilat_trace *trace, const char *list, size_t i,
                                         const char *key);

/* Where a place is: latitude and longitude in degrees, WGS84. Returns 0, or -1 where there is no such place. */
TRILAT_API int trilat_trace_position(const struct trilat_trace *trace, size_t place, double at_deg[2]);

/* How well a mission is covered, in [0, 1], from the event that was read last until the next one; 1 where it is closed or needs
 * nothing. Several events may come in one second: then the last one's holds. NAN where it is not known, since the trace was
 * entered in the middle or contradicts itself, or there is no such mission. */
TRILAT_API double trilat_trace_coverage(const struct trilat_trace *trace, size_t mission);

/* Likewise: the weighted mean coverage of an index's missions. */
TRILAT_API double trilat_trace_index(const struct trilat_trace *trace, size_t index);

/* ---- what a trace comes to ---- */

struct trilat_measures;

/* A number of one replication, as `trilat trace measure` gives it: "coverage" of "bmd-soj". */
struct trilat_measure {
    const char *name;   /* of the measure */
    const char *entity; /* mission, index, partner or asset; with a part: "japan/transit" */
    const char *unit;   /* "", "h", "index-days", ... */
    double
        value; /* NAN: absent, such as a mean of nothing; INFINITY: a time that was not reached within the horizon */
};

/* Read a whole trace and measure it. Returns NULL where it cannot be read or is damaged anywhere; `why` as for trilat_trace_open. */
TRILAT_API struct trilat_measures *trilat_measures_read(const char *path, char why[TRILAT_WHY]);
TRILAT_API void trilat_measures_free(struct trilat_measures *measures); /* NULL is allowed */

TRILAT_API size_t trilat_measures_count(const struct trilat_measures *measures);
TRILAT_API const struct trilat_measure *trilat_measures_get(const struct trilat_measures *measures, size_t i);

/* A value by its names: ("loss", "headline"). NAN where there is none. */
TRILAT_API double trilat_measures_find(const struct trilat_measures *measures, const char *name,
                                       const char *entity);

/* A curve over time: ("index", "headline"), ("coverage", a mission). NULL where there is none.
 * cells  out: how many; each is the mean over TRILAT_CELL_S, the last one over what is left of the horizon. A warm-up is in it */
TRILAT_API const double *trilat_measures_curve(const struct trilat_measures *measures, const char *name,
                                               const char *entity, size_t *cells);

#ifdef __cplusplus
}
#endif

#endif
