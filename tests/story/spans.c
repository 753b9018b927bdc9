#include "story/spans.h"

#include <stdio.h>
#include <string.h>

#include "test.h"
#include "trace/reader.h"

/* The sample: one ship at P, mission A, ten days. Leg 72,129 s, set-up 21,600, endurance 604,800, turnaround 86,400. */
static const char *sample(void)
{
    static char path[4096];
    snprintf(path, sizeof path, "%s/traces/transit.r0.trace.gz", getenv("TL_SOURCE"));
    return path;
}

struct lines {
    const struct tl_roster *roster;
    struct tl_text text;
};

static void write_asset(void *self, const struct tl_asset_span *span)
{
    struct lines *lines = self;
    const struct tl_roster *roster = lines->roster;
    tl_text_print(&lines->text, "%s %s %s %s %lld %lld\n", roster->assets[span->asset].name,
                  tl_state_name(span->state),
                  span->mission == TL_NONE ? "-" : roster->missions[span->mission].name,
                  span->place == TL_NONE ? "-" : roster->places.items[span->place], (long long)span->from_s,
                  (long long)span->to_s);
}

static void write_mission(void *self, const struct tl_mission_span *span)
{
    struct lines *lines = self;
    tl_text_print(&lines->text, "%s %s %g %lld %lld\n", lines->roster->missions[span->mission].name,
                  span->is_open ? "open" : "closed", span->covered, (long long)span->from_s,
                  (long long)span->to_s);
}

/* The sample's spans in a window, of events before `until_s`. */
static void expect_sample(int64_t from_s, int64_t to_s, int64_t until_s, const char *wanted)
{
    struct tl_error err = {0};
    struct tl_trace_reader *reader = tl_trace_reader_open(sample(), &err);
    ck_assert_ptr_nonnull(reader);
    struct lines lines = {.roster = tl_trace_reader_roster(reader)};
    struct tl_spans spans;
    struct tl_event event;
    tl_spans_init(&spans, lines.roster, from_s, to_s,
                  (struct tl_span_sink){write_asset, write_mission, &lines});
    while (tl_trace_reader_next(reader, &event, &err) == TL_TRACE_EVENT && event.time_s < until_s) {
        tl_spans_take(&spans, &event);
    }
    tl_spans_finish(&spans, until_s);
    ck_assert_str_eq(tl_text_get(&lines.text), wanted);
    tl_spans_clear(&spans);
    tl_text_clear(&lines.text);
    tl_trace_reader_close(reader);
}

START_TEST(a_ship_by_hand)
{
    expect_sample(0, 864000, 864000,
                  "s1 transit a area-a 0 72129\n"
                  "s1 set-up a area-a 72129 93729\n"
                  "a open 0 0 93729\n"
                  "s1 on-station a area-a 93729 532671\n"
                  "a open 1 93729 532671\n"
                  "s1 transit a p 532671 604800\n"
                  "s1 turnaround - p 604800 691200\n"
                  "s1 transit a area-a 691200 763329\n"
                  "s1 set-up a area-a 763329 784929\n"
                  "a open 0 532671 784929\n"
                  "s1 on-station a area-a 784929 864000\n"
                  "a open 1 784929 864000\n");
}
END_TEST

START_TEST(a_window_cuts)
{
    expect_sample(80000, 100000, 100000,
                  "s1 set-up a area-a 80000 93729\n"
                  "a open 0 80000 93729\n"
                  "s1 on-station a area-a 93729 100000\n"
                  "a open 1 93729 100000\n");
    expect_sample(93729, 532671, 864000, /* up to the second */
                  "s1 on-station a area-a 93729 532671\n"
                  "a open 1 93729 532671\n");
}
END_TEST

START_TEST(a_trace_that_stops_is_known_until_then)
{
    expect_sample(0, 864000, 80000,
                  "s1 transit a area-a 0 72129\n"
                  "s1 set-up a area-a 72129 80000\n"
                  "a open 0 0 80000\n");
}
END_TEST

/* What begins and ends within a second leaves no trace: what was there before goes on. */
START_TEST(a_second_is_seen_at_its_end)
{
    static struct tl_roster_asset assets[] = {{.name = "x"}};
    static const char *places[] = {"port"};
    struct tl_roster roster = {.assets = assets, .asset_count = 1, .places = {places, 1}};
    struct lines lines = {.roster = &roster};
    struct tl_spans spans;
    static const struct {
        enum tl_event_kind kind;
        int64_t time_s;
    } events[] = {{TL_EVENT_ASSET_READY, 5},
                  {TL_EVENT_ASSET_IN_REPAIR, 10},
                  {TL_EVENT_ASSET_READY, 10},
                  {TL_EVENT_ASSET_LOST, 20}};
    tl_spans_init(&spans, &roster, 0, 30, (struct tl_span_sink){write_asset, write_mission, &lines});
    for (size_t i = 0; i < sizeof events / sizeof *events; i++) {
        struct tl_event event = tl_event_make(events[i].kind, 1);
        event.time_s = events[i].time_s;
        event.asset = 0;
        event.place = events[i].kind == TL_EVENT_ASSET_LOST ? TL_NONE : 0;
        tl_spans_take(&spans, &event);
    }
    tl_spans_finish(&spans, 30);
    ck_assert_str_eq(tl_text_get(&lines.text), "x absent - - 0 5\nx ready - port 5 20\nx lost - - 20 30\n");
    tl_spans_clear(&spans);
    tl_text_clear(&lines.text);
}
END_TEST

TL_TEST_MAIN(spans, a_ship_by_hand, a_window_cuts, a_trace_that_stops_is_known_until_then,
             a_second_is_seen_at_its_end)
