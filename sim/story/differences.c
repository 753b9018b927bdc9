#include "story/differences.h"

#include <stdlib.h>
#include <string.h>

#include "base/units.h"
#include "story/daily.h"
#include "trace/reader.h"

/* One trace being read. */
struct stream {
    struct tl_trace_reader *reader;
    const struct tl_roster *roster;
    enum tl_trace_step step;
    struct tl_event next; /* with TL_TRACE_EVENT */
    struct tl_daily daily;
    struct tl_difference_row **rows; /* [missions] */
};

struct work {
    const struct tl_differences_wish *wish;
    struct tl_differences *out;
    struct stream streams[TL_SIDES];
    struct tl_likeness likeness;
    struct tl_alignment *align;
};

/* ---- rows ---- */

static struct tl_difference_row *add_row(struct tl_differences *out, struct tl_difference_row *rows,
                                         size_t *count, const char *name, enum tl_side side)
{
    size_t at = 0;
    while (at < *count && strcmp(rows[at].name, name) != 0) {
        at++;
    }
    if (at == *count) {
        ++*count;
        rows[at] = (struct tl_difference_row){
            .name = tl_arena_copy(out->arena, name),
            .by_day = {tl_arena_alloc(out->arena, out->days, sizeof(double)),
                       tl_arena_alloc(out->arena, out->days, sizeof(double))},
            .events_by_day = tl_arena_alloc(out->arena, out->days, sizeof(int64_t)),
        };
    }
    rows[at].has[side] = true;
    return &rows[at];
}

static int by_name(const void *left, const void *right)
{
    const struct tl_difference_row *a = left;
    const struct tl_difference_row *b = right;
    return strcmp(a->name, b->name);
}

static void add_rows(struct work *work)
{
    struct tl_differences *out = work->out;
    const struct tl_roster *a = work->streams[TL_SIDE_A].roster;
    const struct tl_roster *b = work->streams[TL_SIDE_B].roster;
    out->missions =
        tl_arena_alloc(out->arena, a->mission_count + b->mission_count + 1, sizeof *out->missions);
    out->indexes = tl_arena_alloc(out->arena, a->index_count + b->index_count + 1, sizeof *out->indexes);
    for (int side = 0; side < TL_SIDES; side++) {
        const struct tl_roster *roster = work->streams[side].roster;
        for (size_t m = 0; m < roster->mission_count; m++) {
            add_row(out, out->missions, &out->mission_count, roster->missions[m].name, (enum tl_side)side);
        }
        for (size_t i = 0; i < roster->index_count; i++) {
            add_row(out, out->indexes, &out->index_count, roster->indexes[i].name, (enum tl_side)side);
        }
    }
    qsort(out->missions, out->mission_count, sizeof *out->missions, by_name);
    for (int side = 0; side < TL_SIDES; side++) {
        struct stream *stream = &work->streams[side];
        stream->rows = tl_arena_alloc(out->arena, stream->roster->mission_count + 1, sizeof *stream->rows);
        for (size_t m = 0; m < stream->roster->mission_count; m++) { /* it is there by now */
            stream->rows[m] = add_row(out, out->missions, &out->mission_count,
                                      stream->roster->missions[m].name, (enum tl_side)side);
        }
    }
}

/* Take over what the folds of both sides came to. */
static void fill_rows(struct work *work)
{
    struct tl_differences *out = work->out;
    for (int side = 0; side < TL_SIDES; side++) {
        struct stream *stream = &work->streams[side];
        const struct tl_daily *daily = &stream->daily;
        for (size_t m = 0; m < stream->roster->mission_count; m++) {
            struct tl_difference_row *row = stream->rows[m];
            for (size_t day = 0; day < out->days; day++) {
                row->by_day[side][day] = daily->covered[m * out->days + day] / TL_DAY_S;
                row->days[side] += row->by_day[side][day];
            }
        }
        for (size_t i = 0; i < stream->roster->index_count; i++) {
            struct tl_difference_row *row = add_row(out, out->indexes, &out->index_count,
                                                    stream->roster->indexes[i].name, (enum tl_side)side);
            int64_t sum_us = 0;
            for (size_t day = 0; day < out->days; day++) {
                int64_t lost_us = daily->lost_us[i * out->days + day];
                row->by_day[side][day] = (double)lost_us / TL_MICRO / TL_DAY_S;
                sum_us += lost_us;
            }
            row->days[side] = (double)sum_us / TL_MICRO / TL_DAY_S;
        }
    }
}

/* ---- events ---- */

static int64_t time_of(const struct tl_difference *item)
{
    int64_t a_s = item->events[TL_SIDE_A].id > 0 ? item->events[TL_SIDE_A].time_s : INT64_MAX;
    int64_t b_s = item->events[TL_SIDE_B].id > 0 ? item->events[TL_SIDE_B].time_s : INT64_MAX;
    return a_s < b_s ? a_s : b_s;
}

/* By time; in a second those of A in their order, then those of B alone. */
static int by_time(const void *left, const void *right)
{
    const struct tl_difference *a = left;
    const struct tl_difference *b = right;
    if (time_of(a) != time_of(b)) {
        return time_of(a) < time_of(b) ? -1 : 1;
    }
    for (int side = 0; side < TL_SIDES; side++) {
        int64_t x = a->events[side].id;
        int64_t y = b->events[side].id;
        if (x != y) {
            return x == 0 ? 1 : y == 0 ? -1 : x < y ? -1 : 1;
        }
    }
    return 0;
}

/* Keep the earliest ones. */
static void cut_items(struct tl_differences *out)
{
    qsort(out->items, out->kept, sizeof *out->items, by_time);
    out->kept = out->kept < TL_DIFFERENCES_MOST ? out->kept : TL_DIFFERENCES_MOST;
}

static void keep(struct tl_differences *out, const struct tl_difference *item)
{
    if (out->kept == 2 * (size_t)TL_DIFFERENCES_MOST) {
        cut_items(out);
    }
    out->items[out->kept++] = *item;
    out->count++;
}

static void count_kind(struct tl_difference_kind *kind, enum tl_verdict verdict, int64_t shift_s)
{
    if (verdict == TL_VERDICT_MOVED) {
        bool is_first = kind->counts[verdict] == 0;
        kind->least_shift_s = is_first || shift_s < kind->least_shift_s ? shift_s : kind->least_shift_s;
        kind->most_shift_s = is_first || shift_s > kind->most_shift_s ? shift_s : kind->most_shift_s;
    }
    kind->counts[verdict]++;
}

static void count_mission(struct tl_difference_row *row, size_t day)
{
    row->events++;
    row->events_by_day[day]++;
}

static void take_pair(void *self, enum tl_verdict verdict, const struct tl_event *a, const struct tl_event *b)
{
    struct work *work = self;
    struct tl_differences *out = work->out;
    const struct tl_event *event = a ? a : b;
    int64_t shift_s = a && b ? b->time_s - a->time_s : 0;
    count_kind(&out->kinds[event->kind], verdict, shift_s);
    count_kind(&out->all, verdict, shift_s);
    if (verdict == TL_VERDICT_SAME) {
        return;
    }
    struct tl_difference item = {.verdict = verdict,
                                 .events = {a ? *a : (struct tl_event){0}, b ? *b : (struct tl_event){0}}};
    keep(out, &item);
    size_t day = (size_t)(time_of(&item) / TL_DAY_S);
    day = day < out->days ? day : out->days - 1;
    out->events_by_day[day]++;
    struct tl_difference_row **rows = work->streams[a ? TL_SIDE_A : TL_SIDE_B].rows;
    if (event->mission != TL_NONE) {
        count_mission(rows[event->mission], day);
    }
    if (event->was != TL_NONE && event->was != event->mission) {
        count_mission(rows[event->was], day);
    }
}

/* ---- reading ---- */

static void step_on(struct stream *stream, struct tl_error *err)
{
    stream->step = tl_trace_reader_next(stream->reader, &stream->next, err);
}

/* Whichever is earlier; TL_SIDES: both are at their end, or one is damaged. */
static enum tl_side choose(const struct stream streams[TL_SIDES])
{
    const struct stream *a = &streams[TL_SIDE_A];
    const struct stream *b = &streams[TL_SIDE_B];
    if (a->step == TL_TRACE_BROKEN || b->step == TL_TRACE_BROKEN) {
        return TL_SIDES;
    }
    if (a->step == TL_TRACE_END) {
        return b->step == TL_TRACE_END ? TL_SIDES : TL_SIDE_B;
    }
    return b->step == TL_TRACE_END || a->next.time_s <= b->next.time_s ? TL_SIDE_A : TL_SIDE_B;
}

static bool lay_side_by_side(struct work *work, struct tl_error *err)
{
    struct tl_differences *out = work->out;
    struct stream *streams = work->streams;
    step_on(&streams[TL_SIDE_A], err);
    step_on(&streams[TL_SIDE_B], err);
    for (enum tl_side side; (side = choose(streams)) != TL_SIDES;) {
        struct stream *stream = &streams[side];
        out->until_s = stream->next.time_s;
        tl_daily_take(&stream->daily, &stream->next);
        if (!work->wish->wants || work->wish->wants(work->wish->self, side, &stream->next)) {
            out->events[side]++;
            tl_alignment_add(work->align, side, &stream->next);
        }
        step_on(stream, err);
    }
    return streams[TL_SIDE_A].step == TL_TRACE_END && streams[TL_SIDE_B].step == TL_TRACE_END;
}

static void finish(struct work *work, bool is_whole)
{
    struct tl_differences *out = work->out;
    tl_alignment_finish(work->align, !is_whole);
    for (int side = 0; side < TL_SIDES; side++) {
        struct stream *stream = &work->streams[side];
        int64_t horizon_s = stream->roster->horizon_s;
        tl_daily_finish(&stream->daily, is_whole || horizon_s < out->until_s ? horizon_s : out->until_s);
        out->until_s = is_whole && horizon_s > out->until_s ? horizon_s : out->until_s;
    }
    fill_rows(work);
    cut_items(out);
}

static void prepare(struct work *work)
{
    struct tl_differences *out = work->out;
    int64_t horizon_s = 0;
    for (int side = 0; side < TL_SIDES; side++) {
        struct stream *stream = &work->streams[side];
        stream->roster = tl_trace_reader_roster(stream->reader);
        horizon_s = stream->roster->horizon_s > horizon_s ? stream->roster->horizon_s : horizon_s;
    }
    out->arena = tl_arena_create();
    out->days = (size_t)((horizon_s + TL_DAY_S - 1) / TL_DAY_S);
    out->events_by_day = tl_arena_alloc(out->arena, out->days, sizeof *out->events_by_day);
    out->items = tl_alloc(2 * (size_t)TL_DIFFERENCES_MOST, sizeof *out->items);
    for (int side = 0; side < TL_SIDES; side++) {
        tl_daily_init(&work->streams[side].daily, work->streams[side].roster, out->days);
    }
    add_rows(work);
    tl_likeness_init(&work->likeness, work->streams[TL_SIDE_A].roster, work->streams[TL_SIDE_B].roster);
    work->align = tl_alignment_create(&work->likeness, work->wish->within_s, take_pair, work);
}

bool tl_differences_read(struct tl_differences *differences, const char *const paths[TL_SIDES],
                         const struct tl_differences_wish *wish, struct tl_error *err)
{
    *differences = (struct tl_differences){0};
    struct work work = {.wish = wish,
                        .out = differences,
                        .streams = {{.reader = tl_trace_reader_open(paths[TL_SIDE_A], err)},
                                    {.reader = tl_trace_reader_open(paths[TL_SIDE_B], err)}}};
    bool good = false;
    if (work.streams[TL_SIDE_A].reader && work.streams[TL_SIDE_B].reader) {
        prepare(&work);
        good = lay_side_by_side(&work, err);
        finish(&work, good);
        tl_alignment_destroy(work.align);
        tl_likeness_clear(&work.likeness);
        tl_daily_clear(&work.streams[TL_SIDE_A].daily);
        tl_daily_clear(&work.streams[TL_SIDE_B].daily);
    }
    tl_trace_reader_close(work.streams[TL_SIDE_A].reader);
    tl_trace_reader_close(work.streams[TL_SIDE_B].reader);
    return good;
}

void tl_differences_clear(struct tl_differences *differences)
{
    free(differences->items);
    if (differences->arena) {
        tl_arena_destroy(differences->arena);
    }
    *differences = (struct tl_differences){0};
}
