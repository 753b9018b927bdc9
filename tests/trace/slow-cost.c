/* What a trace costs: prints nanoseconds of processor time and bytes an event, writing, reading and verifying; CI looks at no number, only that a
 * round trip of many events works. Run it alone for figures. */
#include <time.h>

#include "trace/reader.h"
#include "trace/sample.h"

#define COUNT INT64_C(500000)

static double now_ns(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

/* Events as a run tells them: one asset after another goes through its cycle. */
static struct tl_event *cycles(void)
{
    static const enum tl_event_kind cycle[] = {
        TL_EVENT_ASSET_TASKED,   TL_EVENT_ASSET_DEPARTS, TL_EVENT_ASSET_ARRIVES,   TL_EVENT_ASSET_ON_STATION,
        TL_EVENT_ASSET_RELIEVED, TL_EVENT_ASSET_LEAVES,  TL_EVENT_ASSET_DEPARTS,   TL_EVENT_ASSET_HOME,
        TL_EVENT_ASSET_READY,    TL_EVENT_REPORT_SENT,   TL_EVENT_REPORT_RECEIVED, TL_EVENT_DECISION};
    const int64_t length = sizeof cycle / sizeof *cycle;
    struct tl_event *events = tl_alloc((size_t)COUNT, sizeof *events);
    struct tl_stream stream;
    tl_stream_init(&stream, 1, 0, 2);
    for (int64_t i = 0; i < COUNT; i++) {
        int64_t asset = i * 7 % SAMPLE_ASSETS;
        events[i] = sample_event(&stream, cycle[i / SAMPLE_ASSETS % length]);
        events[i].id = i + 1;
        events[i].cause = i < SAMPLE_ASSETS ? 0 : i - (i % 3 == 0 ? 0 : 11);
        events[i].time_s = i * SAMPLE_HORIZON_S / COUNT;
        for (int field = 0; field < TL_FIELDS; field++) {
            const struct tl_field_class *class = tl_field_class_get((enum tl_field)field);
            int64_t *value = (int64_t *)((char *)&events[i] + class->offset);
            int64_t usual =
                class->type == TL_TYPE_TIME ? events[i].time_s + 86400 + asset * 3600 : asset % SAMPLE_NAMES;
            *value = *value < 0 ? *value : usual;
        }
    }
    return events;
}

START_TEST(many_events)
{
    const char *path = sample_path("cost");
    struct tl_roster roster = sample_roster();
    struct tl_event *events = cycles();
    struct tl_error err = {0};
    struct tl_event event;
    size_t size;
    double start = now_ns();
    sample_write(path, &roster, events, COUNT);
    double written = now_ns();
    struct tl_trace_reader *reader = tl_trace_reader_open(path, &err);
    int64_t count = 0; /* one assertion takes longer than an event */
    while (tl_trace_reader_next(reader, &event, &err) == TL_TRACE_EVENT) {
        count++;
    }
    double read = now_ns();
    ck_assert_int_eq(count, COUNT);
    ck_assert(tl_trace_reader_seek(reader, SAMPLE_HORIZON_S * 9 / 10, &err));
    ck_assert(tl_trace_reader_next(reader, &event, &err) == TL_TRACE_EVENT);
    double found = now_ns();
    tl_trace_reader_close(reader);
    free(sample_read(path, &size));
    printf("%lld events: written %.0f ns and %.1f bytes an event, read %.0f ns an event, a time found in "
           "%.2f ms\n",
           (long long)COUNT, (written - start) / (double)COUNT, (double)size / (double)COUNT,
           (read - written) / (double)COUNT, (found - read) / 1e6);
    free(events);
    unlink(path);
}
END_TEST

TL_TEST_MAIN(cost, many_events)
