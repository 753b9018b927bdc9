/* Spans of random scenarios: they partition every window, and at the end of each second they say what events say. */
#include "test.h"

#include "kernel/runs.h"
#include "property/generator.h"
#include "property/seeds.h"
#include "story/spans.h"

/* What is known of spans so far, and what events have said of it. */
struct book {
    const struct run *run;
    struct tl_asset_span *assets; /* [assets] the last one each; to_s is where the next must begin */
    struct tl_mission_span *missions;
    struct tl_asset_span *all; /* every one, in order */
    size_t count, capacity;
    struct tl_mission_span *all_missions;
    size_t mission_count, mission_capacity;
    int64_t from_s, to_s;
    int64_t last_end_s;
};

static void take_asset(void *self, const struct tl_asset_span *span)
{
    struct book *book = self;
    struct tl_asset_span *last = &book->assets[span->asset];
    run_assert(span->from_s < span->to_s);
    run_assert(span->from_s == (last->to_s > 0 ? last->to_s : book->from_s));
    run_assert(last->to_s == 0 || last->state != span->state || last->mission != span->mission ||
               last->place != span->place);
    run_assert(span->to_s >= book->last_end_s); /* in the order in which they end */
    book->last_end_s = span->to_s;
    *last = *span;
    book->all = tl_grow(book->all, book->count, &book->capacity, sizeof *book->all);
    book->all[book->count++] = *span;
}

static void take_mission(void *self, const struct tl_mission_span *span)
{
    struct book *book = self;
    struct tl_mission_span *last = &book->missions[span->mission];
    run_assert(span->from_s < span->to_s);
    run_assert(span->from_s == (last->to_s > 0 ? last->to_s : book->from_s));
    run_assert(last->to_s == 0 || last->is_open != span->is_open || last->covered < span->covered ||
               last->covered > span->covered);
    *last = *span;
    book->all_missions =
        tl_grow(book->all_missions, book->mission_count, &book->mission_capacity, sizeof *book->all_missions);
    book->all_missions[book->mission_count++] = *span;
}

static void open_book(struct book *book, const struct run *run, int64_t from_s, int64_t to_s)
{
    *book = (struct book){.run = run, .from_s = from_s, .to_s = to_s};
    book->assets = tl_alloc(run->model->asset_count + 1, sizeof *book->assets);
    book->missions = tl_alloc(run->model->mission_count + 1, sizeof *book->missions);
}

static void close_book(struct book *book)
{
    for (size_t i = 0; i < book->run->model->asset_count; i++) {
        run_assert(book->assets[i].to_s == book->to_s);
    }
    for (size_t i = 0; i < book->run->model->mission_count; i++) {
        run_assert(book->missions[i].to_s == book->to_s);
    }
    free(book->assets);
    free(book->missions);
    free(book->all);
    free(book->all_missions);
}

static void fold(struct book *book)
{
    struct tl_spans spans;
    const struct run *run = book->run;
    tl_spans_init(&spans, &run->model->roster, book->from_s, book->to_s,
                  (struct tl_span_sink){take_asset, take_mission, book});
    for (size_t i = 0; i < run->count && run->events[i].time_s < book->to_s; i++) {
        tl_spans_take(&spans, &run->events[i]);
    }
    tl_spans_finish(&spans, book->to_s);
    tl_spans_clear(&spans);
}

/* How long each asset is in each state by the events alone, kept by another rule: the time from one event of state to the next. */
static void check_states(const struct book *book)
{
    const struct run *run = book->run;
    size_t assets = run->model->asset_count;
    int64_t *spent_s = tl_alloc(assets * TL_STATES + 1, sizeof *spent_s);
    int64_t *since_s = tl_alloc(assets + 1, sizeof *since_s);
    enum tl_asset_state *state = tl_alloc(assets + 1, sizeof *state); /* zero: absent */
    for (size_t i = 0; i < run->count; i++) {
        const struct tl_event *event = &run->events[i];
        enum tl_asset_state next = tl_event_class_get(event->kind)->state;
        if (next != TL_STATE_NONE && event->time_s < book->to_s) {
            size_t a = (size_t)event->asset;
            spent_s[a * TL_STATES + state[a]] += event->time_s - since_s[a];
            since_s[a] = event->time_s;
            state[a] = next;
        }
    }
    for (size_t a = 0; a < assets; a++) {
        spent_s[a * TL_STATES + state[a]] += book->to_s - since_s[a];
    }
    for (size_t i = 0; i < book->count; i++) {
        const struct tl_asset_span *span = &book->all[i];
        spent_s[(size_t)span->asset * TL_STATES + span->state] -= span->to_s - span->from_s;
    }
    for (size_t i = 0; i < assets * TL_STATES; i++) {
        run_assert(spent_s[i] == 0);
    }
    free(spent_s);
    free(since_s);
    free(state);
}

/* On station or on alert is somewhere, and for a mission; at a base is at a place; who is absent or lost serves nobody. */
static void check_sense(const struct book *book)
{
    for (size_t i = 0; i < book->count; i++) {
        const struct tl_asset_span *span = &book->all[i];
        bool counts = span->state == TL_STATE_ON_STATION || span->state == TL_STATE_ALERT;
        bool rests =
            span->state == TL_STATE_ABSENT || span->state == TL_STATE_LOST || span->state == TL_STATE_REPAIR;
        bool is_at_base = span->state == TL_STATE_READY || span->state == TL_STATE_TURNAROUND ||
                          span->state == TL_STATE_REPAIR;
        run_assert(!counts || (span->mission != TL_NONE && span->place != TL_NONE));
        run_assert(!rests || span->mission == TL_NONE);
        run_assert(!is_at_base || span->place != TL_NONE);
    }
}

/* The coverage fold at the end of each second is what the spans say of it. */
static void check_coverage(const struct book *book)
{
    const struct run *run = book->run;
    struct tl_coverage coverage;
    size_t next = 0;
    tl_coverage_init(&coverage, &run->model->roster);
    for (size_t i = 0; i < book->mission_count;
         i++) { /* they end in order: the fold is brought to each one's last second */
        const struct tl_mission_span *span = &book->all_missions[i];
        for (; next < run->count && run->events[next].time_s < span->to_s; next++) {
            tl_coverage_take(&coverage, &run->events[next]);
        }
        run_assert(!(coverage.covered[span->mission] < span->covered) &&
                   !(coverage.covered[span->mission] > span->covered));
        run_assert(coverage.open[span->mission] == span->is_open);
    }
    tl_coverage_clear(&coverage);
}

/* What a window shows is what the whole shows, cut. */
static void check_window(const struct book *whole)
{
    struct book cut;
    int64_t horizon_s = whole->to_s;
    open_book(&cut, whole->run, horizon_s / 3, horizon_s * 2 / 3);
    fold(&cut);
    int64_t sum_s = 0;
    for (size_t i = 0; i < whole->count; i++) {
        const struct tl_asset_span *span = &whole->all[i];
        int64_t from_s = span->from_s > cut.from_s ? span->from_s : cut.from_s;
        int64_t to_s = span->to_s < cut.to_s ? span->to_s : cut.to_s;
        sum_s += to_s > from_s ? (to_s - from_s) * (1 + (int64_t)span->state + 20 * (span->mission + 1) +
                                                    400 * (span->place + 1))
                               : 0;
    }
    for (size_t i = 0; i < cut.count; i++) {
        const struct tl_asset_span *span = &cut.all[i];
        sum_s -= (span->to_s - span->from_s) *
                 (1 + (int64_t)span->state + 20 * (span->mission + 1) + 400 * (span->place + 1));
    }
    run_assert(sum_s == 0);
    close_book(&cut);
}

static void check(uint64_t seed, unsigned form)
{
    struct tl_text text = {0};
    generator_write(seed, form, &text);
    struct run run = run_build(tl_text_get(&text), NULL);
    if ((form & GENERATOR_ROADS) != 0) {
        run_assert(runs_forked(&run, seed, 0));
    } else {
        run_replication(&run, seed, 0, NULL, NULL);
    }
    struct book book;
    open_book(&book, &run, 0, run.model->horizon_s);
    fold(&book);
    check_states(&book);
    check_sense(&book);
    check_coverage(&book);
    check_window(&book);
    close_book(&book);
    tl_text_clear(&text);
    run_clear(&run);
}

static void look(uint64_t seed)
{
    check(seed, GENERATOR_PLAIN);
}

START_TEST(spans_partition_the_horizon)
{
    seeds_look(150, 50, look);
}
END_TEST

static void look_at_roads(uint64_t seed)
{
    check(seed, GENERATOR_PEOPLE | GENERATOR_ROADS);
}

START_TEST(of_lifts_too)
{
    seeds_look(30, 15, look_at_roads);
}
END_TEST

TL_TEST_MAIN(spans, spans_partition_the_horizon, of_lifts_too)
