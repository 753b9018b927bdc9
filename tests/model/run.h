/* Runs of small scenarios without the kernel: a scenario from text, its model, all events of one replication in an array. */
#ifndef TL_TEST_MODEL_RUN_H
#define TL_TEST_MODEL_RUN_H

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "model/state.h"
#include "test.h"

/* Check's assertions write to a file each time that they hold; these are for what is looked at a million times. */
#define run_assert_msg(condition, ...)                                                                       \
    do {                                                                                                     \
        if (!(condition)) {                                                                                  \
            ck_abort_msg(__VA_ARGS__);                                                                       \
        }                                                                                                    \
    } while (0)
#define run_assert(condition) run_assert_msg(condition, "%s", #condition)
#define run_assert_int(a, op, b)                                                                             \
    run_assert_msg((a)op(b), "%s " #op " %s: %lld and %lld", #a, #b, (long long)(a), (long long)(b))

/* Half of a scenario: ships at P on the equator, areas at 6 (a), -4 (b) and 2 (c) degrees. Legs at 18 kn: 2 degrees 24,043 s,
 * 4 degrees 48,086 s, 6 degrees 72,129 s, 10 degrees 120,215 s. A test adds assets and missions. */
static const char run_world[] =
    "trilat = 1; title = \"world\"; horizon = \"20 d\";\n"
    "places = { p = { kind = \"port\"; at = [0.0, 0.0]; }; area-a = { kind = \"area\"; at = [0.0, 6.0]; };\n"
    "  area-b = { kind = \"area\"; at = [0.0, -4.0]; }; area-c = { kind = \"area\"; at = [0.0, 2.0]; }; };\n"
    "partners = { blue = { capital = \"p\"; rank = 1; policy = \"greedy\"; rhythm = \"12 h\"; }; };\n"
    "classes = { ship = { domain = \"sea\"; speed = \"18 kn\"; gives = { presence = 1.0; };\n"
    "  endurance = \"604800 s\"; turnaround = \"86400 s\"; }; };\n";

/* A mission of the world, for printing into overlays: name and area's letter, needs, further keys. */
#define RUN_MISSION(name, area, need, more)                                                                  \
    name " = { kind = \"station\"; theatre = \"line\"; area = \"area-" area "\"; partners = [\"blue\"];"     \
         " needs = { presence = " need "; }; set-up = \"21600 s\"; " more " };"
#define RUN_SHIP(name, more) name " = { class = \"ship\"; partner = \"blue\"; home = \"p\"; " more " };"

struct run {
    struct tl_scenario *scenario;
    struct tl_model *model;
    struct tl_event *events;
    size_t count, capacity;
    void (*watch)(const struct tl_state *state); /* called after every step; NULL: nobody watches */
};

/* A file in memory, by the name under which it can be read while fd is open. */
struct run_file {
    int fd;
    char path[64];
};

static inline struct run_file run_open_text(const char *text)
{
    struct run_file file = {.fd = memfd_create("scenario", 0)};
    ck_assert_int_ge(file.fd, 0);
    ck_assert_int_eq(write(file.fd, text, strlen(text)), (ssize_t)strlen(text));
    snprintf(file.path, sizeof file.path, "/proc/self/fd/%d", file.fd);
    return file;
}

/* Read base text and overlay (NULL: none); NULL and messages in err on a mistake. */
static inline struct tl_scenario *run_read(const char *base, const char *overlay, struct tl_error *err)
{
    struct run_file files[2] = {run_open_text(base), run_open_text(overlay != NULL ? overlay : "")};
    const char *with[] = {files[1].path};
    struct tl_scenario *scenario =
        tl_scenario_read(files[0].path, "test", with, overlay != NULL, NULL, 0, err);
    close(files[0].fd);
    close(files[1].fd);
    return scenario;
}

static inline void run_take(void *self, const struct tl_event *event)
{
    struct run *run = self;
    run->events = tl_grow(run->events, run->count, &run->capacity, sizeof *run->events);
    run->events[run->count++] = *event;
}

/* Do all that is due up to the time, as the kernel does at each turn. */
static inline void run_until(struct tl_state *state, int64_t until_s, void (*watch)(const struct tl_state *))
{
    int64_t next_s = 0;
    enum tl_work_kind kind = TL_WORK_ASSET;
    for (;;) {
        bool is_more = tl_calendar_peek(&state->calendar, &next_s, &kind) && next_s <= until_s;
        if ((!is_more || next_s > state->now_s) && tl_rules_end_second(state)) {
            continue;
        }
        if (!is_more) {
            return;
        }
        struct tl_entry entry = tl_calendar_pop(&state->calendar);
        tl_rules_dispatch(state, &entry);
        if (watch != NULL) {
            watch(state);
        }
    }
}

static inline void run_replication(struct run *run, uint64_t seed, uint64_t replication,
                                   bool (*lose)(void *, const struct tl_event *), void *context)
{
    struct tl_sink sink = {run_take, run};
    struct tl_state state;
    run->count = 0;
    tl_state_init(&state, run->model, seed, replication, &sink, 1);
    state.lose = lose;
    state.lose_context = context;
    run_until(&state, run->model->horizon_s, run->watch);
    tl_state_clear(&state);
}

/* The model of base text and overlay, not yet run; any mistake fails the test. */
static inline struct run run_build(const char *base, const char *overlay)
{
    struct tl_error err = {0};
    struct run run = {.scenario = run_read(base, overlay, &err)};
    run.model = run.scenario != NULL ? tl_model_build(run.scenario, &err) : NULL;
    tl_error_print(&err, stderr);
    ck_assert_msg(run.model != NULL, "the scenario has mistakes");
    return run;
}

/* Replication 0 of base text and overlay. */
static inline struct run run_text(const char *base, const char *overlay)
{
    struct run run = run_build(base, overlay);
    run_replication(&run, 1, 0, NULL, NULL);
    return run;
}

static inline struct run run_in_world(const char *overlay)
{
    return run_text(run_world, overlay);
}

static inline void run_clear(struct run *run)
{
    free(run->events);
    tl_model_destroy(run->model);
    tl_scenario_destroy(run->scenario);
}

/* The nth event (from 0) of the kind about the asset (NULL: any), or NULL. */
static inline const struct tl_event *run_event(const struct run *run, enum tl_event_kind kind,
                                               const char *asset, size_t nth)
{
    for (size_t i = 0; i < run->count; i++) {
        const struct tl_event *event = &run->events[i];
        bool fits = event->kind == kind &&
                    (asset == NULL ||
                     (event->asset != TL_NONE && strcmp(run->model->assets[event->asset].name, asset) == 0));
        if (fits && nth-- == 0) {
            return event;
        }
    }
    return NULL;
}

static inline int64_t run_time(const struct run *run, enum tl_event_kind kind, const char *asset, size_t nth)
{
    const struct tl_event *event = run_event(run, kind, asset, nth);
    return event != NULL ? event->time_s : TL_NONE;
}

static inline int64_t run_count(const struct run *run, enum tl_event_kind kind, const char *asset)
{
    size_t count = 0;
    while (run_event(run, kind, asset, count) != NULL) {
        count++;
    }
    return (int64_t)count;
}

/* Name of the mission of the nth such event, or "". */
static inline const char *run_mission(const struct run *run, enum tl_event_kind kind, const char *asset,
                                      size_t nth)
{
    const struct tl_event *event = run_event(run, kind, asset, nth);
    return event != NULL && event->mission != TL_NONE ? run->model->missions[event->mission].name : "";
}

/* Name of the place of the nth such event (place, or to), or "". */
static inline const char *run_place(const struct run *run, enum tl_event_kind kind, const char *asset,
                                    size_t nth)
{
    const struct tl_event *event = run_event(run, kind, asset, nth);
    int64_t place = event == NULL ? TL_NONE : event->place != TL_NONE ? event->place : event->to;
    return place != TL_NONE ? run->model->places[place].name : "";
}

static inline bool run_is_same_event(const struct tl_event *a, const struct tl_event *b)
{
    bool is_same = a->time_s == b->time_s && a->id == b->id && a->cause == b->cause && a->kind == b->kind;
    for (int i = 0; i < TL_FIELDS; i++) {
        is_same = is_same && tl_event_field(a, (enum tl_field)i) == tl_event_field(b, (enum tl_field)i);
    }
    return is_same;
}

/* Are all events the same? (Not byte by byte: a struct has holes.) */
static inline bool run_is_same(const struct run *a, const struct run *b)
{
    bool is_same = a->count == b->count;
    for (size_t i = 0; i < a->count && is_same; i++) {
        is_same = run_is_same_event(&a->events[i], &b->events[i]);
    }
    return is_same;
}

/* Does the text of a mistake contain all of this? */
static inline bool run_says(const struct tl_error *err, const char *part)
{
    for (size_t i = 0; i < err->count; i++) {
        if (strstr(err->lines[i], part) != NULL) {
            return true;
        }
    }
    return false;
}

/* base and overlay are refused, by the reader or the model, with a message that contains `part`. */
static inline void run_refuses(const char *base, const char *overlay, const char *part)
{
    struct tl_error err = {0};
    struct tl_scenario *scenario = run_read(base, overlay, &err);
    struct tl_model *model = scenario != NULL ? tl_model_build(scenario, &err) : NULL;
    bool says = run_says(&err, part);
    if (!says) {
        tl_error_print(&err, stderr);
    }
    ck_assert_msg(model == NULL, "taken, though it should be refused: %s", part);
    ck_assert_msg(says, "no message says: %s", part);
    ck_assert_int_eq(err.fault, TL_FAULT_USER);
    tl_error_clear(&err);
    tl_scenario_destroy(scenario);
}

#endif
