#include "story/causes.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "trace/reader.h"

static bool refuse_id(const char *path, int64_t id, int64_t last, struct tl_error *err)
{
    return tl_error_add(err, TL_FAULT_USER, "%s: no event %lld; ids go from 1 to %lld", path, (long long)id,
                        (long long)last);
}

/* ---- back ---- */

/* The causes of events 1 to id, by id. */
static int64_t *read_causes(struct tl_trace_reader *reader, const char *path, int64_t id,
                            struct tl_error *err)
{
    size_t capacity = 0;
    size_t count = 1; /* no event has id 0 */
    int64_t *causes = tl_grow(NULL, 0, &capacity, sizeof *causes);
    struct tl_event event;
    enum tl_trace_step step = TL_TRACE_EVENT;
    while ((int64_t)count <= id && (step = tl_trace_reader_next(reader, &event, err)) == TL_TRACE_EVENT) {
        causes = tl_grow(causes, count, &capacity, sizeof *causes);
        causes[count++] = event.cause;
    }
    if (id < 1 || step != TL_TRACE_EVENT) {
        if (step != TL_TRACE_BROKEN) {
            refuse_id(path, id, (int64_t)count - 1, err);
        }
        free(causes);
        return NULL;
    }
    return causes;
}

/* Fetch the events of a chain: ids ascending. */
static bool fetch(struct tl_causes *chain, const char *path, const int64_t *ids, struct tl_error *err)
{
    struct tl_trace_reader *reader = tl_trace_reader_open(path, err);
    struct tl_event event;
    size_t found = 0;
    while (reader && found < chain->count && tl_trace_reader_next(reader, &event, err) == TL_TRACE_EVENT) {
        if (event.id == ids[found]) {
            chain->events[found++] = event;
        }
    }
    tl_trace_reader_close(reader);
    return found == chain->count;
}

bool tl_causes_read(struct tl_causes *chain, const char *path, int64_t id, struct tl_error *err)
{
    *chain = (struct tl_causes){0};
    if (strcmp(path, "-") == 0) {
        return tl_error_add(err, TL_FAULT_USER,
                            "causes are looked up in a file, which is read twice: not in the standard input");
    }
    struct tl_trace_reader *reader = tl_trace_reader_open(path, err);
    int64_t *causes = reader ? read_causes(reader, path, id, err) : NULL;
    tl_trace_reader_close(reader);
    if (!causes) {
        return false;
    }
    for (int64_t at = id; at != 0;
         at = causes[at]) { /* a cause is earlier than what it causes: the reader sees to that */
        chain->count++;
    }
    int64_t *ids = tl_alloc(chain->count, sizeof *ids);
    size_t left = chain->count;
    for (int64_t at = id; at != 0; at = causes[at]) {
        ids[--left] = at;
    }
    chain->events = tl_alloc(chain->count, sizeof *chain->events);
    bool good = fetch(chain, path, ids, err);
    free(causes);
    free(ids);
    return good;
}

void tl_causes_clear(struct tl_causes *chain)
{
    free(chain->events);
    *chain = (struct tl_causes){0};
}

/* ---- on ---- */

/* A growing set of ids. */
struct marks {
    uint64_t *words;
    size_t count, capacity;
};

static void mark(struct marks *marks, int64_t id, bool marked)
{
    while (marks->count <= (size_t)id / 64) {
        marks->words = tl_grow(marks->words, marks->count, &marks->capacity, sizeof *marks->words);
        marks->words[marks->count++] = 0;
    }
    marks->words[id / 64] |= (uint64_t)marked << (id % 64);
}

static bool is_marked(const struct marks *marks, int64_t id)
{
    return (marks->words[id / 64] >> (id % 64) & 1) != 0;
}

static void keep(struct tl_aftermath *aftermath, const struct tl_event *event)
{
    if (aftermath->kept < TL_AFTERMATH_MOST) {
        aftermath->events[aftermath->kept++] = *event;
    }
}

bool tl_aftermath_read(struct tl_aftermath *aftermath, const char *path, int64_t id, struct tl_error *err)
{
    *aftermath = (struct tl_aftermath){.events = tl_alloc(TL_AFTERMATH_MOST, sizeof *aftermath->events)};
    struct tl_trace_reader *reader = tl_trace_reader_open(path, err);
    struct marks marks = {0};
    mark(&marks, 0, false);
    struct tl_event event = {.id = 0};
    int64_t last = 0;
    enum tl_trace_step step = TL_TRACE_BROKEN;
    while (reader && (step = tl_trace_reader_next(reader, &event, err)) == TL_TRACE_EVENT) {
        last = event.id;
        bool is_it = event.id == id;
        bool follows = is_marked(&marks, event.cause);
        mark(&marks, event.id, is_it || follows);
        if (is_it || follows) {
            keep(aftermath, &event);
            aftermath->last_s = event.time_s;
            aftermath->count += follows;
            aftermath->by_kind[event.kind] += follows;
        }
    }
    free(marks.words);
    tl_trace_reader_close(reader);
    if (step == TL_TRACE_END && aftermath->kept == 0) {
        return refuse_id(path, id, last, err);
    }
    return step == TL_TRACE_END;
}

void tl_aftermath_clear(struct tl_aftermath *aftermath)
{
    free(aftermath->events);
    *aftermath = (struct tl_aftermath){0};
}
