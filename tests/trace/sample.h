/* What the tests of traces share: a roster, random events of every kind, a written trace and its bytes. */
#ifndef TL_TEST_TRACE_SAMPLE_H
#define TL_TEST_TRACE_SAMPLE_H

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/stream.h"
#include "base/text.h"
#include "event/event.h"
#include "test.h"
#include "trace/writer.h"

#define SAMPLE_ASSETS    12
#define SAMPLE_MISSIONS  5
#define SAMPLE_NAMES     3
#define SAMPLE_HORIZON_S INT64_C(864000)
#define SAMPLE_DAYS      10

static const char *const sample_names[] = {"alpha", "alpha-2", "b"};
static const int64_t sample_gives_u[][SAMPLE_NAMES] = {{1000000, 0, 600000}, {0, 1, 123456789}, {0, 0, 0}};
static const double sample_weights[][SAMPLE_MISSIONS] = {{3, 0.1, 0, 1e-300, 1.0 / 3}, {0, 0, 0, 0, 7}};

static const bool sample_eligible[SAMPLE_NAMES] = {true, false, true};
static const bool sample_in_time[2][SAMPLE_ASSETS] = {
    {true, false, true, false, true, false, true, false, true, false, true, false},      /* all of a class */
    {false, false, false, false, false, true, false, false, false, false, false, true}}; /* one partner's */

static const double sample_at[SAMPLE_NAMES][2] = {{-90, 180}, {33.158333333333331, -129.7166}, {0, 1e-7}};
static const bool sample_haven[SAMPLE_NAMES] = {false, true, false};
static const bool sample_in_force[SAMPLE_NAMES] = {true, false, true};

static struct tl_names sample_list(void)
{
    return (struct tl_names){(const char **)(uintptr_t)sample_names, SAMPLE_NAMES};
}

/* Every fact of a roster, awkward where it may be. */
static inline struct tl_roster sample_roster(void)
{
    static struct tl_roster_mission missions[SAMPLE_MISSIONS];
    static struct tl_roster_asset assets[SAMPLE_ASSETS];
    static struct tl_roster_index indexes[2];
    /* z answers two kinds, patrol is visited */
    static struct tl_roster_incident incidents[SAMPLE_NAMES] = {
        {"alpha", 4, 2, 1, sample_in_time[0]}, {"alpha-2", 4, 1, 0, sample_in_time[1]}, {"b", 2, 1, 2, NULL}};
    static struct tl_roster_reach reaches[] = {
        {0, 0, 2, "burke", 100}, {0, 1, 0, "burke", 0},       {0, 1, 1, "burke", 7},
        {0, 0, 0, "kongo", 12},  {3, 2, 2, "burke", 3600000},
    };
    static char names[SAMPLE_ASSETS][16];
    static struct tl_roster_group groups[SAMPLE_NAMES] = {
        {"alpha", "jp", 57000, false}, {"alpha-2", "us", 0, false}, {"b", "kr", INT64_C(1000000000), true}};
    static const int32_t evacuated[] = {0, 1};
    static struct tl_names states[SAMPLE_NAMES];
    states[0] = states[2] = sample_list();
    for (int m = 0; m < SAMPLE_MISSIONS; m++) {
        static const char *const mission_names[] = {"bmd-soj", "neo", "patrol", "patrol-2", "z"};
        missions[m] = (struct tl_roster_mission){.name = mission_names[m],
                                                 .theatre = m < 3 ? "peninsula" : "senkaku",
                                                 .weight = sample_weights[0][m],
                                                 .needs = (size_t)(m % 3),
                                                 .need = {m % 2, 2},
                                                 .eligible = m > 0 ? sample_eligible : NULL,
                                                 .post = m % SAMPLE_NAMES,
                                                 .haven = m == 1 ? 1 : TL_NONE,
                                                 .lanes = m == 1 ? sample_eligible : NULL,
                                                 .weathers = m == 3 ? sample_haven : NULL,
                                                 .lane_weathers = m == 1 ? sample_eligible : NULL,
                                                 .consent = m == 1 ? 2 : TL_NONE,
                                                 .grade = m == 1 ? TL_GRADE_OFFSHORE : 0};
    }
    missions[1].groups = 2; /* neo is a lift, patrol-2 a work */
    missions[1].group = evacuated;
    missions[3].is_work = true;
    missions[4].kinds = 2;
    missions[4].kind[1] = 1;
    for (int a = 0; a < SAMPLE_ASSETS; a++) {
        snprintf(names[a], sizeof names[a], "js-%c", 'a' + a);
        assets[a] = (struct tl_roster_asset){names[a], a % 2 ? "burke" : "kongo", a % SAMPLE_NAMES,
                                             sample_gives_u[a % 3]};
    }
    indexes[0] = (struct tl_roster_index){"headline", sample_weights[0], 3.5};
    indexes[1] = (struct tl_roster_index){"senkaku", sample_weights[1], 7.1 + 0.2};
    return (struct tl_roster){
        .program = "trilat 0.1.0",
        .scenario = "base",
        .title = "A \"title\" with \\, a tab\t and \xC3\xBC",
        .hash = "0123456789abcdef",
        .seed = UINT64_C(9000000000000001),
        .replication = 3,
        .epoch_s = 1493078400,
        .horizon_s = SAMPLE_HORIZON_S,
        .warmup_s = 3600,
        .capabilities = sample_list(),
        .partners = sample_list(),
        .places = sample_list(),
        .diversions = sample_list(),
        .phases = sample_list(),
        .injects = sample_list(),
        .links = sample_list(),
        .agreements = sample_list(),
        .lanes = sample_list(),
        .corridors = sample_list(),
        .services = sample_list(),
        .consents = sample_list(),
        .postures = sample_list(),
        .states = states,
        .gauges = sample_list(),
        .weathers = sample_list(),
        .at_deg = sample_at,
        .in_force = sample_in_force,
        .is_haven = sample_haven,
        .groups = groups,
        .group_count = SAMPLE_NAMES,
        .incidents = incidents,
        .incident_count = SAMPLE_NAMES,
        .reaches = reaches,
        .reach_count = sizeof reaches / sizeof *reaches,
        .missions = missions,
        .mission_count = SAMPLE_MISSIONS,
        .assets = assets,
        .asset_count = SAMPLE_ASSETS,
        .indexes = indexes,
        .index_count = 2,
    };
}

static int64_t sample_below(struct tl_stream *stream, int64_t limit)
{
    double uniform;
    tl_stream_draw(stream, &uniform);
    return (int64_t)(uniform * (double)limit);
}

static int64_t sample_value(struct tl_stream *stream, enum tl_field_type type)
{
    switch (type) {
    case TL_TYPE_ASSET:
        return sample_below(stream, SAMPLE_ASSETS);
    case TL_TYPE_MISSION:
        return sample_below(stream, SAMPLE_MISSIONS);
    case TL_TYPE_REASON:
        return sample_below(stream, TL_REASONS);
    case TL_TYPE_MICRO: { /* of every size, with and without decimals */
        int64_t size = sample_below(stream, 18);
        int64_t value = sample_below(stream, 10);
        while (size-- > 0) {
            value = value * 10 + sample_below(stream, 10);
        }
        return value;
    }
    case TL_TYPE_TIME:
    case TL_TYPE_COUNT:
        return sample_below(stream, INT64_C(4000000000));
    default:
        return sample_below(stream, SAMPLE_NAMES);
    }
}

/* A random event of a kind with random fields; optional ones are left out half of the time. */
static struct tl_event sample_event(struct tl_stream *stream, enum tl_event_kind kind)
{
    struct tl_event event = tl_event_make(kind, 0);
    const struct tl_event_class *class = tl_event_class_get(kind);
    for (int i = 0; i < class->field_count; i++) {
        const struct tl_field_class *field = tl_field_class_get(class->fields[i]);
        int64_t value = sample_value(stream, field->type);
        int64_t coin = sample_below(stream, 2);
        if (!class->optional[i] || coin == 1) {
            *(int64_t *)((char *)&event + field->offset) = value;
        }
    }
    return event;
}

/* Member by member: what lies between them is anything. */
static inline bool sample_is_same(const struct tl_event *a, const struct tl_event *b)
{
    bool same = a->time_s == b->time_s && a->id == b->id && a->cause == b->cause && a->kind == b->kind;
    for (int field = 0; field < TL_FIELDS && same; field++) {
        same = tl_event_field(a, (enum tl_field)field) == tl_event_field(b, (enum tl_field)field);
    }
    return same;
}

/* `count` random events spread over the horizon, the last at its very end, every kind in turn. */
static inline struct tl_event *sample_events(int64_t count, uint64_t seed)
{
    struct tl_event *events = tl_alloc((size_t)count, sizeof *events);
    struct tl_stream stream;
    tl_stream_init(&stream, seed, 0, tl_hash_text("sample"));
    for (int64_t i = 0; i < count; i++) {
        events[i] = sample_event(&stream, (enum tl_event_kind)(i % TL_EVENT_KINDS));
        events[i].id = i + 1;
        events[i].cause = sample_below(&stream, i + 1);
        events[i].time_s = count > 1 ? SAMPLE_HORIZON_S * i / (count - 1) : 0;
    }
    return events;
}

/* A path in the folder for temporary files, of this process alone. */
static inline const char *sample_path(const char *name)
{
    static char path[4][256];
    static int turn;
    const char *folder = getenv("TMPDIR");
    turn = (turn + 1) % 4;
    snprintf(path[turn], sizeof path[turn], "%s/trilat-test-%ld-%s", folder ? folder : "/tmp", (long)getpid(),
             name);
    return path[turn];
}

static inline void sample_write(const char *path, const struct tl_roster *roster,
                                const struct tl_event *events, int64_t count)
{
    struct tl_error err = {0};
    struct tl_trace_writer *writer = tl_trace_writer_open(path, roster, &err);
    ck_assert_ptr_nonnull(writer);
    struct tl_sink sink = tl_trace_writer_sink(writer);
    for (int64_t i = 0; i < count; i++) {
        sink.take(sink.self, &events[i]);
    }
    ck_assert(tl_trace_writer_close(writer, &err));
}

/* Bytes of a file, or of what a command prints. Freed by the caller. */
static unsigned char *sample_slurp(FILE *file, size_t *size)
{
    struct tl_text bytes = {0};
    char part[4096];
    size_t count;
    ck_assert_ptr_nonnull(file);
    while ((count = fread(part, 1, sizeof part, file)) > 0) {
        tl_text_add_bytes(&bytes, part, count);
    }
    *size = bytes.size;
    return (unsigned char *)(bytes.data ? bytes.data : tl_alloc(1, 1));
}

static inline unsigned char *sample_read(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    unsigned char *bytes = sample_slurp(file, size);
    fclose(file);
    return bytes;
}

/* What a shell command with one path prints; it must succeed. */
static inline unsigned char *sample_run(const char *command, const char *path, size_t *size)
{
    char line[512];
    snprintf(line, sizeof line, "%s '%s'", command, path);
    FILE *pipe = popen(line, "r");
    unsigned char *bytes = sample_slurp(pipe, size);
    ck_assert_int_eq(pclose(pipe), 0);
    return bytes;
}

static inline void sample_store(const char *path, const unsigned char *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, size, file), size);
    ck_assert_int_eq(fclose(file), 0);
}

#endif
