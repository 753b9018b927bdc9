#include "story/divergence.h"

#include <string.h>

#include "base/units.h"
#include "trace/reader.h"

/* One trace, second by second. */
struct stream {
    struct tl_trace_reader *reader;
    enum tl_trace_step step;
    struct tl_event next; /* with TL_TRACE_EVENT */
    struct tl_second second;
};

static void step_on(struct stream *stream, struct tl_error *err)
{
    stream->step = tl_trace_reader_next(stream->reader, &stream->next, err);
}

/* Stand before the first event of a time. */
static bool start_at(struct stream *stream, int64_t time_s, struct tl_error *err)
{
    if (!tl_trace_reader_seek(stream->reader, time_s, err)) {
        return false;
    }
    step_on(stream, err);
    return true;
}

/* The last line, if the trace has one; what is wrong with it otherwise shows later, when it is read as far. */
static const struct tl_trace_end *find_end(struct stream *stream)
{
    struct tl_error ignored = {0};
    bool found = start_at(stream, tl_trace_reader_roster(stream->reader)->horizon_s, &ignored);
    while (found && stream->step == TL_TRACE_EVENT) {
        step_on(stream, &ignored);
    }
    tl_error_clear(&ignored);
    return found && stream->step == TL_TRACE_END ? tl_trace_reader_end(stream->reader) : NULL;
}

/* The first day that differs; -1: none does. Whichever has no end is to be read from its beginning. */
static int64_t find_day(struct stream streams[TL_SIDES])
{
    const struct tl_trace_end *a = find_end(&streams[TL_SIDE_A]);
    const struct tl_trace_end *b = find_end(&streams[TL_SIDE_B]);
    if (!a || !b) {
        return 0;
    }
    size_t day = 0;
    while (day < a->day_count && day < b->day_count && strcmp(a->days[day], b->days[day]) == 0) {
        day++;
    }
    if (day == a->day_count && day == b->day_count) {
        return -1;
    }
    size_t last = (a->day_count < b->day_count ? a->day_count : b->day_count) - 1;
    return (int64_t)(day < last ? day : last); /* the end of the shorter one belongs to its last day */
}

/* The events of the second at which a stream stands, if that is `time_s`. */
static void read_second(struct stream *stream, const struct tl_likeness *likeness, enum tl_side side,
                        int64_t time_s, struct tl_error *err)
{
    tl_second_reset(&stream->second);
    while (stream->step == TL_TRACE_EVENT && stream->next.time_s == time_s) {
        struct tl_meaning meaning = tl_likeness_mean(likeness, side, &stream->next);
        tl_second_add(&stream->second, &stream->next, &meaning);
        step_on(stream, err);
    }
}

static void note(struct tl_divergence *divergence, enum tl_side side, const struct tl_event *event)
{
    if (!divergence->has[side] || event->id < divergence->events[side].id) {
        divergence->has[side] = true;
        divergence->events[side] = *event;
    }
}

static void take_match(void *self, enum tl_verdict verdict, const struct tl_meaning *meaning,
                       const struct tl_event *a, const struct tl_event *b)
{
    struct tl_divergence *divergence = self;
    (void)meaning;
    if (verdict == TL_VERDICT_SAME) {
        return;
    }
    divergence->parting = TL_PARTING_EVENT;
    if (a) {
        note(divergence, TL_SIDE_A, a);
    }
    if (b) {
        note(divergence, TL_SIDE_B, b);
    }
}

/* Do they differ in anything, id and cause included? Both then hold as many events. */
static bool find_unequal(const struct tl_likeness *likeness, const struct tl_second *a,
                         const struct tl_second *b, size_t *at)
{
    for (*at = 0; *at < a->count && *at < b->count; ++*at) {
        const struct tl_event *x = &a->events[*at];
        const struct tl_event *y = &b->events[*at];
        if (tl_meaning_compare(&a->meanings[*at], &b->meanings[*at]) != 0 ||
            !tl_likeness_is_exact(likeness, x, y) || x->number != y->number || x->cause != y->cause ||
            x->id != y->id) {
            return true;
        }
    }
    return a->count != b->count;
}

static void part(struct tl_divergence *divergence, const struct tl_likeness *likeness,
                 const struct tl_second *a, const struct tl_second *b, size_t at)
{
    tl_second_match(likeness, a, b, take_match, divergence);
    if (divergence->parting == TL_PARTING_EVENT) {
        return;
    }
    bool is_alike = tl_meaning_compare(&a->meanings[at], &b->meanings[at]) == 0 &&
                    tl_likeness_is_exact(likeness, &a->events[at], &b->events[at]) &&
                    a->events[at].number == b->events[at].number;
    divergence->parting = is_alike ? TL_PARTING_CAUSE : TL_PARTING_ORDER;
    note(divergence, TL_SIDE_A, &a->events[at]);
    note(divergence, TL_SIDE_B, &b->events[at]);
}

/* Go on until the first second that differs. Returns false where one is damaged before: the second in which it stops is not whole. */
static bool search(struct tl_divergence *divergence, struct stream streams[TL_SIDES],
                   const struct tl_likeness *likeness, struct tl_error *err)
{
    struct stream *a = &streams[TL_SIDE_A];
    struct stream *b = &streams[TL_SIDE_B];
    while (a->step == TL_TRACE_EVENT || b->step == TL_TRACE_EVENT) {
        int64_t a_s = a->step == TL_TRACE_EVENT ? a->next.time_s : INT64_MAX;
        int64_t b_s = b->step == TL_TRACE_EVENT ? b->next.time_s : INT64_MAX;
        divergence->time_s = a_s < b_s ? a_s : b_s;
        read_second(a, likeness, TL_SIDE_A, divergence->time_s, err);
        read_second(b, likeness, TL_SIDE_B, divergence->time_s, err);
        size_t at;
        if (a->step == TL_TRACE_BROKEN || b->step == TL_TRACE_BROKEN) {
            return false;
        }
        if (find_unequal(likeness, &a->second, &b->second, &at)) {
            part(divergence, likeness, &a->second, &b->second, at);
            return true;
        }
    }
    return a->step == TL_TRACE_END && b->step == TL_TRACE_END;
}

static bool find(struct tl_divergence *divergence, struct stream streams[TL_SIDES], struct tl_error *err)
{
    int64_t day = find_day(streams);
    if (day < 0) {
        return true;
    }
    struct tl_likeness likeness;
    tl_likeness_init(&likeness, tl_trace_reader_roster(streams[TL_SIDE_A].reader),
                     tl_trace_reader_roster(streams[TL_SIDE_B].reader));
    bool good = start_at(&streams[TL_SIDE_A], day * TL_DAY_S, err) &&
                start_at(&streams[TL_SIDE_B], day * TL_DAY_S, err) &&
                search(divergence, streams, &likeness, err);
    tl_likeness_clear(&likeness);
    return good;
}

bool tl_divergence_find(struct tl_divergence *divergence, const char *const paths[TL_SIDES],
                        struct tl_error *err)
{
    *divergence = (struct tl_divergence){0};
    struct stream streams[TL_SIDES] = {{.reader = tl_trace_reader_open(paths[TL_SIDE_A], err)},
                                       {.reader = tl_trace_reader_open(paths[TL_SIDE_B], err)}};
    bool good = streams[TL_SIDE_A].reader && streams[TL_SIDE_B].reader && find(divergence, streams, err);
    for (int side = 0; side < TL_SIDES; side++) {
        tl_second_clear(&streams[side].second);
        tl_trace_reader_close(streams[side].reader);
    }
    return good;
}
