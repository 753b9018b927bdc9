/* What the tests of differences share: the events of a trace, told anew with something changed. */
#ifndef TL_TEST_STORY_RETOLD_H
#define TL_TEST_STORY_RETOLD_H

#include "base/memory.h"
#include "trace/reader.h"
#include "trace/sample.h"

struct retold {
    struct tl_trace_reader *reader; /* of the sample; keeps the roster */
    const struct tl_roster *roster;
    struct tl_event *events;
    size_t count;
};

static inline const char *retold_sample(void)
{
    static char path[4096];
    snprintf(path, sizeof path, "%s/traces/transit.r0.trace.gz", getenv("TL_SOURCE"));
    return path;
}

/* The sample: a ship sails, holds its area, and goes home, again and again. */
static inline struct retold retold_read(void)
{
    struct tl_error err = {0};
    struct retold retold = {.reader = tl_trace_reader_open(retold_sample(), &err)};
    size_t capacity = 0;
    struct tl_event event;
    ck_assert_ptr_nonnull(retold.reader);
    retold.roster = tl_trace_reader_roster(retold.reader);
    while (tl_trace_reader_next(retold.reader, &event, &err) == TL_TRACE_EVENT) {
        retold.events = tl_grow(retold.events, retold.count, &capacity, sizeof event);
        retold.events[retold.count++] = event;
    }
    ck_assert_uint_eq(err.count, 0);
    return retold;
}

static inline void retold_clear(struct retold *retold)
{
    free(retold->events);
    tl_trace_reader_close(retold->reader);
}

/* Write all events but one; those that it caused are its cause's. drop: 0: none of them */
static inline void retold_write_without(const struct retold *retold, int64_t drop, const char *path)
{
    struct tl_event *events = tl_alloc(retold->count, sizeof *events);
    int64_t heir = drop > 0 ? retold->events[drop - 1].cause : 0;
    int64_t count = 0;
    for (size_t i = 0; i < retold->count; i++) {
        struct tl_event event = retold->events[i];
        if (event.id == drop) {
            continue;
        }
        event.cause = drop > 0 && event.cause == drop ? heir : event.cause;
        event.cause -= drop > 0 && event.cause > drop;
        event.id -= drop > 0 && event.id > drop;
        events[count++] = event;
    }
    sample_write(path, retold->roster, events, count);
    free(events);
}

#endif
