#include "measure/measure.h"

#include <assert.h>
#include <stdlib.h>

#include "measure/layout.h"

#define TL_MEASURE(name) extern const struct tl_measure_class tl_measure_##name;
#include "measure/measure.def"
#undef TL_MEASURE

enum {
#define TL_MEASURE(name) CLASS_##name,
#include "measure/measure.def"
#undef TL_MEASURE
    CLASSES
};

static const struct tl_measure_class *const classes[CLASSES] = {
#define TL_MEASURE(name) &tl_measure_##name,
#include "measure/measure.def"
#undef TL_MEASURE
};

struct tl_measures {
    const struct tl_roster *roster;
    struct tl_coverage coverage;
    struct tl_layout layout;
    void *states[CLASSES];
    unsigned char takers[TL_EVENT_KINDS][CLASSES]; /* those that want events of a kind, in order */
    unsigned char taker_count[TL_EVENT_KINDS];
    unsigned char resters[CLASSES]; /* those that want to know when a second is over */
    size_t rester_count;
    int64_t since_s; /* coverage has been handed out up to here */
    int64_t now_s;   /* of the last event */
    struct tl_step *steps;
    size_t step_count, step_capacity;
    int64_t *orders_s; /* [diversions] */
    uint64_t events;
    bool finished;
    struct tl_outcome outcome;
};

const struct tl_measure_class *const *tl_measure_classes(size_t *count)
{
    *count = CLASSES;
    return classes;
}

bool tl_measure_wants_coverage(enum tl_event_kind kind)
{
    return kind == TL_EVENT_MISSION_OPENS || kind == TL_EVENT_MISSION_CLOSES ||
           kind == TL_EVENT_DEMAND_CHANGES || tl_event_class_get(kind)->state != TL_STATE_NONE;
}

static void list_takers(struct tl_measures *measures, enum tl_event_kind kind)
{
    for (size_t i = 0; i < CLASSES; i++) {
        if (classes[i]->take && (!classes[i]->wants || classes[i]->wants(kind))) {
            measures->takers[kind][measures->taker_count[kind]++] = (unsigned char)i;
        }
    }
}

struct tl_measures *tl_measures_create(const struct tl_roster *roster)
{
    assert(roster->warmup_s >= 0 && roster->warmup_s < roster->horizon_s);
    struct tl_measures *measures = tl_alloc(1, sizeof *measures);
    measures->roster = roster;
    measures->orders_s = tl_alloc(roster->diversions.count + 1, sizeof *measures->orders_s);
    for (size_t i = 0; i < roster->diversions.count; i++) {
        measures->orders_s[i] = TL_NONE;
    }
    tl_coverage_init(&measures->coverage, roster);
    tl_layout_init(&measures->layout, roster->warmup_s, roster->horizon_s);
    for (size_t i = 0; i < CLASSES; i++) {
        measures->states[i] = tl_alloc(1, classes[i]->state_bytes);
        classes[i]->init(measures->states[i], roster, &measures->layout);
        if (classes[i]->rest) {
            measures->resters[measures->rester_count++] = (unsigned char)i;
        }
    }
    tl_layout_seal(&measures->layout);
    for (int kind = 0; kind < TL_EVENT_KINDS; kind++) {
        list_takers(measures, (enum tl_event_kind)kind);
    }
    return measures;
}

void tl_measures_destroy(struct tl_measures *measures)
{
    if (!measures) {
        return;
    }
    for (size_t i = 0; i < CLASSES; i++) {
        classes[i]->clear(measures->states[i]);
        free(measures->states[i]);
    }
    tl_coverage_clear(&measures->coverage);
    tl_layout_clear(&measures->layout);
    free(measures->orders_s);
    free(measures->steps);
    free(measures);
}

const struct tl_column *tl_measures_columns(const struct tl_measures *measures, size_t *count)
{
    *count = measures->layout.column_count;
    return measures->layout.columns;
}

const struct tl_series *tl_measures_series(const struct tl_measures *measures, size_t *count, size_t *cells)
{
    *count = measures->layout.series_count;
    *cells = measures->layout.cells;
    return measures->layout.series;
}

/* The headline's rate since since_s, if it is another one than before. What is over by the warm-up's end is left out. */
static void add_step(struct tl_measures *measures, int64_t until_s)
{
    int64_t rate_u = measures->coverage.loss_rate_u[0];
    int64_t warmup_s = measures->roster->warmup_s;
    size_t count = measures->step_count;
    if (until_s <= warmup_s || (count > 0 && measures->steps[count - 1].rate_u == rate_u)) {
        return;
    }
    int64_t since_s = measures->since_s > warmup_s ? measures->since_s : warmup_s;
    measures->steps = tl_grow(measures->steps, count, &measures->step_capacity, sizeof *measures->steps);
    measures->steps[measures->step_count++] = (struct tl_step){since_s, rate_u};
}

/* Hand out the interval up to until_s, in which coverage was as it still is. Several events at one second leave no interval
 * between them, hence only the last one's values. */
static void close_span(struct tl_measures *measures, int64_t until_s)
{
    assert(until_s >= measures->since_s && until_s <= measures->roster->horizon_s);
    if (until_s == measures->since_s) {
        return;
    }
    add_step(measures, until_s);
    for (size_t i = 0; i < CLASSES; i++) {
        if (classes[i]->span) {
            classes[i]->span(measures->states[i], &measures->coverage, measures->since_s, until_s);
        }
    }
    measures->since_s = until_s;
}

/* May this event change coverage? It does so only if it is about a demand, about an asset that counts or begins to, or about people, but for
 * those who flee, whom no mission waits for. */
static bool touches_coverage(const struct tl_coverage *coverage, const struct tl_event *event)
{
    switch (event->kind) {
    case TL_EVENT_MISSION_OPENS:
    case TL_EVENT_MISSION_CLOSES:
    case TL_EVENT_DEMAND_CHANGES:
    case TL_EVENT_ASSET_ON_STATION:
    case TL_EVENT_ASSET_ON_ALERT:
        return true;
    default:
        if (tl_coverage_may_progress(event->kind)) {
            return event->group == TL_NONE || !coverage->roster->groups[event->group].flees;
        }
        return event->asset != TL_NONE && coverage->counting[event->asset] != TL_NONE;
    }
}

static void end_second(struct tl_measures *measures)
{
    for (size_t i = 0; i < measures->rester_count; i++) {
        size_t class = measures->resters[i];
        classes[class]->rest(measures->states[class], &measures->coverage, measures->now_s);
    }
}

static void take_event(void *self, const struct tl_event *event)
{
    struct tl_measures *measures = self;
    measures->events++;
    if (event->time_s > measures->now_s) {
        end_second(measures);
        measures->now_s = event->time_s;
    }
    bool touches = touches_coverage(&measures->coverage, event);
    if (touches) {
        close_span(measures, event->time_s);
    }
    bool changed = tl_coverage_take(&measures->coverage, event);
    assert(touches || !changed);
    (void)changed;
    if (event->kind == TL_EVENT_DIVERSION_STARTS && measures->orders_s[event->diversion] == TL_NONE) {
        measures->orders_s[event->diversion] = event->time_s;
    }
    for (size_t i = 0; i < measures->taker_count[event->kind]; i++) {
        size_t class = measures->takers[event->kind][i];
        classes[class]->take(measures->states[class], &measures->coverage, event);
    }
}

struct tl_sink tl_measures_sink(struct tl_measures *measures)
{
    return (struct tl_sink){take_event, measures};
}

const struct tl_outcome *tl_measures_finish(struct tl_measures *measures)
{
    assert(!measures->finished);
    measures->finished = true;
    end_second(measures);
    close_span(measures, measures->roster->horizon_s);
    for (size_t i = 0; i < CLASSES; i++) {
        classes[i]->finish(measures->states[i], measures->roster, &measures->layout);
    }
    measures->outcome = (struct tl_outcome){
        .values = measures->layout.values,
        .cells = measures->layout.curves,
        .steps = measures->steps,
        .step_count = measures->step_count,
        .orders_s = measures->orders_s,
        .events = measures->events,
    };
    return &measures->outcome;
}
