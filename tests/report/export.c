/* Random events of every kind, whatever they say, come out as JSON that holds each of them once. */
#include "report/export.h"

#include <jansson.h>

#include "report/tracks.h"
#include "trace/sample.h"

#define EVENTS ((int64_t)TL_EVENT_KINDS * 40)

static json_t *export_random(const struct tl_export_class *class, bool is_complete)
{
    struct tl_roster roster = sample_roster();
    struct tl_event *events = sample_events(EVENTS, 7);
    struct tl_text out = {0};
    json_error_t error;
    void *export = class->create(&roster, 0, &out);
    for (int64_t i = 0; i < EVENTS; i++) {
        class->take(export, &events[i]);
    }
    class->finish(export, is_complete ? roster.horizon_s : events[EVENTS - 1].time_s, is_complete);
    json_t *root = json_loadb(out.data, out.size, JSON_REJECT_DUPLICATES, &error);
    ck_assert_msg(root, "line %d: %s", error.line, error.text);
    tl_text_clear(&out);
    free(events);
    return root;
}

static const char *text_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

static int64_t int_of(const json_t *object, const char *key)
{
    return json_integer_value(json_object_get(object, key));
}

/* Each event is a begin or an instant, in order, and the start of an arrow; each cause is the end of one. */
START_TEST(perfetto_has_each_event_once)
{
    json_t *root = export_random(&tl_export_perfetto, true);
    const json_t *records = json_object_get(root, "traceEvents");
    int64_t id = 0, starts = 0, time = 0;
    for (size_t i = 0; i < json_array_size(records); i++) {
        const json_t *record = json_array_get(records, i);
        const json_t *args = json_object_get(record, "args");
        const char *phase = text_of(record, "ph");
        if (strcmp(phase, "M") != 0) {
            ck_assert_int_ge(int_of(record, "ts"), time);
            time = int_of(record, "ts");
        }
        if (json_object_get(args, "id")) {
            ck_assert(strcmp(phase, "B") == 0 || strcmp(phase, "i") == 0);
            ck_assert_int_eq(int_of(args, "id"), ++id);
            ck_assert_int_eq(int_of(args, "t") * 1000000, int_of(record, "ts"));
        }
        if (strcmp(phase, "s") == 0) {
            ck_assert_int_eq(int_of(record, "id"), ++starts);
        }
        ck_assert(strcmp(phase, "f") != 0 || int_of(record, "id") < id);
    }
    ck_assert_int_eq(id, EVENTS);
    ck_assert_int_eq(starts, EVENTS);
    ck_assert(json_is_true(json_object_get(json_object_get(root, "otherData"), "complete")));
    json_decref(root);
}
END_TEST

/* Spans of a track neither overlap nor stay open. */
START_TEST(perfetto_spans_follow_each_other)
{
    json_t *root = export_random(&tl_export_perfetto, false);
    const json_t *records = json_object_get(root, "traceEvents");
    bool is_open[1000] = {false};
    for (size_t i = 0; i < json_array_size(records); i++) {
        const json_t *record = json_array_get(records, i);
        const char *phase = text_of(record, "ph");
        bool begins = strcmp(phase, "B") == 0;
        if (begins || strcmp(phase, "E") == 0) {
            int64_t track = int_of(record, "tid") - TL_TRACK_ID(0);
            ck_assert(track > 0 && track < 1000);
            ck_assert(is_open[track] != begins);
            is_open[track] = begins;
        }
    }
    for (size_t track = 0; track < 1000; track++) {
        ck_assert(!is_open[track]);
    }
    ck_assert(json_is_false(json_object_get(json_object_get(root, "otherData"), "complete")));
    json_decref(root);
}
END_TEST

/* Every kind has a track, in the group of the entity that it names first. */
START_TEST(every_kind_has_a_track)
{
    struct tl_roster roster = sample_roster();
    struct tl_trace_words words;
    struct tl_tracks tracks;
    struct tl_event *events = sample_events(TL_EVENT_KINDS, 3);
    tl_trace_words_init(&words, &roster);
    tl_tracks_init(&tracks, &roster, &words);
    for (int kind = 0; kind < TL_EVENT_KINDS; kind++) {
        int64_t track = tl_tracks_find(&tracks, &events[kind]);
        ck_assert(track >= 1 && track <= tracks.count);
        int64_t group = tl_tracks_group(&tracks, track);
        if (tl_event_class_get((enum tl_event_kind)kind)->state != TL_STATE_NONE) {
            ck_assert_int_eq(track, tl_tracks_of_asset(&tracks, (size_t)events[kind].asset));
            ck_assert_int_eq(group, TL_GROUP_PARTNERS + roster.assets[events[kind].asset].partner);
        }
    }
    struct tl_event opens = tl_event_make(TL_EVENT_MISSION_OPENS, 0);
    opens.mission = 4;
    ck_assert_int_eq(tl_tracks_group(&tracks, tl_tracks_find(&tracks, &opens)), TL_GROUP_MISSIONS);
    struct tl_event phase = tl_event_make(TL_EVENT_PHASE_STARTS, 0);
    phase.phase = 2;
    ck_assert_int_eq(tl_tracks_find(&tracks, &phase), 1); /* all phases share one */
    tl_trace_words_clear(&words);
    free(events);
}
END_TEST

/* Longitude first and in range; nothing ends before it begins. */
START_TEST(geojson_is_well_formed)
{
    json_t *root = export_random(&tl_export_geojson, true);
    const json_t *features = json_object_get(root, "features");
    ck_assert_str_eq(text_of(root, "type"), "FeatureCollection");
    ck_assert_uint_gt(json_array_size(features), SAMPLE_NAMES + 100);
    for (size_t i = 0; i < json_array_size(features); i++) {
        const json_t *feature = json_array_get(features, i);
        const json_t *geometry = json_object_get(feature, "geometry");
        const json_t *properties = json_object_get(feature, "properties");
        if (strcmp(text_of(geometry, "type"), "Point") == 0) {
            const json_t *at = json_object_get(geometry, "coordinates");
            ck_assert_double_le(fabs(json_number_value(json_array_get(at, 0))), 180);
            ck_assert_double_le(fabs(json_number_value(json_array_get(at, 1))), 90);
        }
        ck_assert_int_le(int_of(properties, "t0"), int_of(properties, "t1"));
        ck_assert_str_eq(text_of(feature, "type"), "Feature");
    }
    json_decref(root);
}
END_TEST

static struct tl_event depart(int64_t time_s, int64_t from, int64_t to, int64_t until_s)
{
    struct tl_event event = tl_event_make(TL_EVENT_ASSET_DEPARTS, 0);
    event.time_s = time_s;
    event.asset = 0;
    event.from = from;
    event.to = to;
    event.until = until_s;
    return event;
}

/* A leg is broken off half-way: it ends there, and the next begins there. A line across the 180th meridian is cut in two. */
START_TEST(geojson_turns_and_crosses)
{
    static const double at_deg[SAMPLE_NAMES][2] = {{0, 179}, {0, -179}, {0, 173}};
    struct tl_roster roster = sample_roster();
    struct tl_text out = {0};
    const struct tl_event events[] = {depart(100, 0, 2, 700), depart(400, TL_NONE, 1, 1000)};
    roster.at_deg = at_deg;
    void *export = tl_export_geojson.create(&roster, 0, &out);
    tl_text_reset(&out); /* the places */
    tl_export_geojson.take(export, &events[0]);
    tl_export_geojson.take(export, &events[1]);
    ck_assert_ptr_nonnull(strstr(out.data, "\"LineString\",\"coordinates\":[[179,0],"));
    ck_assert_ptr_nonnull(strstr(out.data, "[176,0]]},\"properties\":{\"what\":\"leg\",\"asset\":\"js-a\""));
    ck_assert_ptr_nonnull(strstr(out.data, "\"from\":\"alpha\",\"to\":\"b\",\"t0\":100,\"t1\":400,"));
    tl_text_reset(&out);
    tl_export_geojson.finish(export, 1000, true);
    ck_assert_ptr_nonnull(strstr(out.data, "\"MultiLineString\",\"coordinates\":[[[176,0],"));
    ck_assert_ptr_nonnull(strstr(out.data, "[180,0]],[[-180,0],"));
    ck_assert_ptr_nonnull(strstr(out.data, "[-179,0]]]},"));
    tl_text_clear(&out);
}
END_TEST

/* The 180th meridian has two longitudes. */
START_TEST(geojson_stays_on_the_meridian)
{
    static const double at_deg[SAMPLE_NAMES][2] = {{10, 180}, {10, -180}, {12, -180}};
    struct tl_roster roster = sample_roster();
    struct tl_text out = {0};
    const struct tl_event event = depart(100, 0, 1, 700);
    roster.at_deg = at_deg;
    void *export = tl_export_geojson.create(&roster, 0, &out);
    tl_text_reset(&out); /* the places */
    tl_export_geojson.take(export, &event);
    tl_export_geojson.finish(export, 700, true);
    ck_assert_ptr_nonnull(strstr(out.data, "\"coordinates\":[[[180,10],[180,10]],[[-180,10],[-180,10]]]}"));
    tl_text_clear(&out);
}
END_TEST

/* As many columns in every row as in the first. */
START_TEST(csv_is_a_table)
{
    struct tl_roster roster = sample_roster();
    struct tl_event *events = sample_events(EVENTS, 9);
    struct tl_text out = {0};
    void *export = tl_export_csv.create(&roster, 0, &out);
    for (int64_t i = 0; i < EVENTS; i++) {
        tl_text_reset(&out);
        tl_export_csv.take(export, &events[i]);
        int commas = 0;
        for (const char *c = out.data; *c != '\0'; c++) {
            commas += *c == ',';
        }
        ck_assert_int_eq(commas, 3 + TL_FIELDS);
    }
    tl_export_csv.finish(export, 0, true);
    tl_text_clear(&out);
    free(events);
}
END_TEST

TL_TEST_MAIN("report/export", perfetto_has_each_event_once, perfetto_spans_follow_each_other,
             every_kind_has_a_track, geojson_is_well_formed, geojson_turns_and_crosses,
             geojson_stays_on_the_meridian, csv_is_a_table)
