/* Measures: folds over the event stream. They know the roster and the events, never the simulation, so a live run and its trace
 * give the same numbers to the last digit. */
#ifndef TL_MEASURE_MEASURE_H
#define TL_MEASURE_MEASURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "event/coverage.h"
#include "event/event.h"
#include "event/roster.h"

#define TL_CELL_S  INT64_C(21600)  /* curves are means over cells of 6 h; the last one may be shorter */
#define TL_SLACK_U INT64_C(10000)  /* 0.01 of the index: less is no degradation */
#define TL_CALM_S  INT64_C(172800) /* how long degradation must stay low to be over: 48 h */

/* What kind of number a column holds, which decides how it is summarised. */
enum tl_column_kind {
    TL_COLUMN_MEAN, /* a number; NAN: absent in this replication (an empty denominator) */
    TL_COLUMN_TIME, /* a time in its unit; INFINITY: not reached within the horizon; NAN: absent */
    TL_COLUMN_FLAG, /* 0 or 1: its mean is a share of replications */
};

enum tl_column_role {
    TL_COLUMN_OUTCOME,
    TL_COLUMN_ACCOUNT, /* says to what an outcome is booked */
    TL_COLUMN_DETAIL, /* these come after all others; too many to keep by replication: only running moments are kept */
};

/* A scalar per replication. Columns depend on the roster alone, never on what happened. */
struct tl_column {
    const char *measure; /* "coverage", "gap-hours" */
    const char *entity;  /* mission, index, partner or asset; with a state: "japan/transit" */
    const char *unit;    /* "", "h", "index-days", "unit-hours" */
    enum tl_column_kind kind;
    int harm; /* +1: more is worse; -1: less is worse; 0: neither */
    enum tl_column_role role;
    double most; /* the greatest value there can be, in its unit; the least is 0. 0: no bound above */
};

/* A curve per replication. */
struct tl_series {
    const char *measure; /* "index", "coverage" */
    const char *entity;
};

/* A step function of time: rate_u holds from time_s to the next step or the horizon. Consecutive rates differ; the first step is
 * at the warm-up's end. */
struct tl_step {
    int64_t time_s;
    int64_t rate_u; /* loss rate of the headline index, millionths */
};

/* What one replication comes to. */
struct tl_outcome {
    double *values; /* [columns] */
    double *cells;  /* [series][cells] */
    struct tl_step *steps;
    size_t step_count;
    int64_t *orders_s; /* [diversions] when each started first; TL_NONE: never */
    uint64_t events;
};

struct tl_measures;

/* roster is borrowed and must outlive the result. */
struct tl_measures *tl_measures_create(const struct tl_roster *roster);
void tl_measures_destroy(struct tl_measures *measures);
struct tl_sink tl_measures_sink(struct tl_measures *measures);

const struct tl_column *tl_measures_columns(const struct tl_measures *measures, size_t *count);
const struct tl_series *tl_measures_series(const struct tl_measures *measures, size_t *count, size_t *cells);

/* Close every interval at the horizon and give the outcome (owned by the measures). Once, after the last event. */
const struct tl_outcome *tl_measures_finish(struct tl_measures *measures);

/* One row a measure file, for `trilat list measures`, the reference and generic tests. A measure keeps its own state. */
struct tl_layout; /* where a measure declares its columns and series, and later writes them */
struct tl_measure_class {
    const char *name;
    const char *help;   /* a line for each measure of its columns: "gap-hours: hours below demand\n..." */
    size_t state_bytes; /* zeroed before init */
    void (*init)(void *state, const struct tl_roster *roster, struct tl_layout *layout);
    /* before: the interval [since_s, until_s) has ended, with `coverage` as it was in it; a warm-up may end within it */
    void (*span)(void *state, const struct tl_coverage *coverage, int64_t since_s, int64_t until_s);
    /* the kinds of event of which `take` makes anything; NULL: any */
    bool (*wants)(enum tl_event_kind kind);
    /* after: the event has been folded into `coverage` */
    void (*take)(void *state, const struct tl_coverage *coverage, const struct tl_event *event);
    /* all events of a second have been taken, and there was one; `coverage` holds from it on */
    void (*rest)(void *state, const struct tl_coverage *coverage, int64_t time_s);
    void (*finish)(void *state, const struct tl_roster *roster, struct tl_layout *layout);
    void (*clear)(void *state);
};
const struct tl_measure_class *const *tl_measure_classes(size_t *count);

/* May an event of the kind change what a mission is supplied with or demands? */
bool tl_measure_wants_coverage(enum tl_event_kind kind);

/* ---- pairs: base and variant of the same seed and replication ---- */

enum tl_reach {
    TL_REACH_NEVER_DEGRADED,
    TL_REACH_YES,
    TL_REACH_CENSORED,
    TL_REACH_NO_ORDER, /* the variant's diversion never starts, so there is no clock: told by whoever knows, not by the steps */
};

/* Degradation D(t) = R_base - R_variant of the headline index, from both step functions, from the warm-up's end on. Recovery is
 *   closed    D stays below max(0.01, a tenth of its own dip) for 48 h, for the first time behind the dip;
 *             never degraded where D does not exceed 0.01 from the order on
 *   restored  the variant's own R is back to 0.01 below its value just before the order, at or behind the dip and after having
 *             been below that; never degraded where it never was. An order before the first step has nothing before it: then the first step counts */
struct tl_pair {
    int64_t order_s;        /* as given: when the clock of recovery starts; TL_NONE with TL_REACH_NO_ORDER */
    int64_t degradation_us; /* integral of D, micro-index-seconds: exactly the difference of the two losses */
    double dip;             /* greatest D from the order on, this replication's own; 0 where none exceeds 0 */
    int64_t dip_s;          /* when it first holds; TL_NONE without a dip */
    enum tl_reach closed;
    int64_t closed_s; /* seconds from the order to the beginning of those 48 h; valid with TL_REACH_YES */
    enum tl_reach restored;
    int64_t restored_s; /* likewise */
};

/* Both begin at the same second, the warm-up's end.
 * order_s   the first diversion that is the variant's own, or 0 where it has none: the clock of recovery starts here
 * A recovery that needs 48 h counts when they end by the horizon; else it is censored. */
struct tl_pair tl_pair_compare(const struct tl_step *base, size_t base_count, const struct tl_step *variant,
                               size_t variant_count, int64_t order_s, int64_t horizon_s);

/* What reports tell of pairs, a line each, as the help of a measure class has it. */
extern const char tl_pair_help[];

#endif
