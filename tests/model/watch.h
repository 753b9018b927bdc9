/* A small world with an alert pool, for tests of response missions to the second. A sortie of a fighter: reaction 300 s, leg 883 s to C,
 * scene 1,200 s, leg back 883 s, turnaround 5,400 s: there after 1,183, leaves after 2,383, home after 3,266, on alert again after
 * 8,666. */
#ifndef TL_TEST_MODEL_WATCH_H
#define TL_TEST_MODEL_WATCH_H

#include "test.h"

#include "base/text.h"
#include "model/run.h"

static const char watch_world[] =
    "trilat = 1; title = \"world\"; horizon = \"2 d\";\n"
    "places = { p = { kind = \"airfield\"; at = [0.0, 0.0]; }; q = { kind = \"airfield\"; at = [0.0, 4.0]; "
    "};\n"
    "  area-c = { kind = \"area\"; at = [0.0, 2.0]; }; area-d = { kind = \"area\"; at = [0.0, 1.0]; }; };\n"
    "partners = { blue = { capital = \"p\"; rank = 1; policy = \"greedy\"; rhythm = \"12 h\"; }; };\n"
    "classes = { fighter = { domain = \"air\"; speed = \"490 kn\"; gives = { scramble = 1.0; };\n"
    "    endurance = \"3 h\"; turnaround = \"5400 s\"; };\n"
    "  slow = { domain = \"air\"; speed = \"245 kn\"; gives = { scramble = 1.0; };\n"
    "    endurance = \"3 h\"; turnaround = \"5400 s\"; }; };\n";

#define FIGHTERS(name, more) name " = { class = \"fighter\"; partner = \"blue\"; home = \"p\"; " more " };"
#define ON_WATCH             "at = \"watch\"; "
#define TWO_FIGHTERS         "assets = { " FIGHTERS("f", ON_WATCH "count = 2;") " };\n"
#define MISSION(need, more)                                                                                  \
    "watch = { kind = \"response\"; theatre = \"line\"; area = \"area-c\"; base = \"p\";\n"                  \
    "  partners = [\"blue\"]; needs = { scramble = " need "; }; reaction = \"300 s\"; " more " };"
#define WATCH(need, more) "missions = { " MISSION(need, more) " };\n"
#define WATCH_AND_STATION                                                                                    \
    "missions = { " MISSION("0.0", "") " cap = { kind = \"station\"; theatre = \"line\"; area = "            \
                                       "\"area-d\"; partners = [\"blue\"]; weight = 0.0; needs = { "         \
                                       "scramble = 0.0; }; }; };\n"
/* %s: where its moments are */
#define VISITS(name, more)                                                                                   \
    name " = { mission = \"watch\"; process = \"replay\"; dates = \"%s\"; scene = \"1200 s\"; " more " };"

/* A model of the world with an overlay, in which each %s stands for a file of one of the lists of moments, in order. */
static inline struct run watch_build(const char *overlay, const char *const *moments, size_t count)
{
    struct run_file files[4];
    const char *paths[4] = {"", "", "", ""};
    ck_assert_uint_le(count, 4);
    for (size_t i = 0; i < count; i++) {
        files[i] = run_open_text(moments[i]);
        paths[i] = files[i].path;
    }
    struct tl_text text = {0};
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    tl_text_print(&text, overlay, paths[0], paths[1], paths[2], paths[3]);
#pragma GCC diagnostic pop
    struct run run = run_build(watch_world, tl_text_get(&text));
    tl_text_clear(&text);
    for (size_t i = 0; i < count; i++) {
        close(files[i].fd);
    }
    return run;
}

static inline struct run watch_simulate(const char *overlay, const char *moments)
{
    struct run run = watch_build(overlay, &moments, 1);
    run_replication(&run, 1, 0, NULL, NULL);
    return run;
}

/* ---- events as a table ---- */

struct watch_line {
    int64_t time_s;
    const char *kind, *asset; /* "-": none */
    int64_t number;           /* of the incident; -1: none */
};

static inline bool watch_is_listed(const struct tl_event *event)
{
    const char *name = tl_event_class_get(event->kind)->name;
    return strncmp(name, "asset_", 6) == 0 || strncmp(name, "incident", 8) == 0;
}

static inline void watch_check_lines(const struct run *run, const struct watch_line *lines, size_t count)
{
    size_t at = 0;
    for (size_t i = 0; i < run->count; i++) {
        const struct tl_event *event = &run->events[i];
        if (!watch_is_listed(event)) {
            continue;
        }
        const char *kind = tl_event_class_get(event->kind)->name;
        const char *asset = event->asset != TL_NONE ? run->model->assets[event->asset].name : "-";
        bool fits = at < count && event->time_s == lines[at].time_s && event->number == lines[at].number &&
                    strcmp(kind, lines[at].kind) == 0 && strcmp(asset, lines[at].asset) == 0;
        ck_assert_msg(fits, "line %zu: %lld %s %s %lld", at, (long long)event->time_s, kind, asset,
                      (long long)event->number);
        at++;
    }
    ck_assert_uint_eq(at, count);
}
#define WATCH_LINES(run, lines) watch_check_lines(&(run), lines, sizeof(lines) / sizeof *(lines))

/* Micro-seconds of coverage that a mission lacks until the horizon. */
static inline int64_t watch_lost_us(const struct run *run, size_t mission)
{
    struct tl_coverage coverage;
    tl_coverage_init(&coverage, &run->model->roster);
    int64_t lost = 0;
    int64_t from_s = 0;
    for (size_t i = 0; i <= run->count; i++) {
        int64_t to_s = i < run->count ? run->events[i].time_s : run->model->horizon_s;
        lost += (to_s - from_s) * tl_coverage_loss_rate(1, 1, coverage.covered[mission]);
        from_s = to_s;
        if (i < run->count) {
            tl_coverage_take(&coverage, &run->events[i]);
        }
    }
    tl_coverage_clear(&coverage);
    return lost;
}

/* Times of all events of a kind, as "1 2 3 ". */
static inline void watch_expect(const struct run *run, enum tl_event_kind kind, const char *asset,
                                const char *times)
{
    struct tl_text text = {0};
    for (size_t i = 0; run_event(run, kind, asset, i) != NULL; i++) {
        tl_text_print(&text, "%lld ", (long long)run_time(run, kind, asset, i));
    }
    ck_assert_msg(strcmp(tl_text_get(&text), times) == 0, "%s of %s: %s, not %s",
                  tl_event_class_get(kind)->name, asset != NULL ? asset : "all", tl_text_get(&text), times);
    tl_text_clear(&text);
}

/* Every incident is answered or missed at most once, whatever becomes of its assets, and is over once if it was answered. */
static inline void watch_check_once(const struct run *run)
{
    for (size_t process = 0; process < run->model->incident_count; process++) {
        int answered[4096] = {0};
        int missed[4096] = {0};
        int over[4096] = {0};
        int64_t last = 0;
        for (size_t i = 0; i < run->count; i++) {
            const struct tl_event *event = &run->events[i];
            if (event->incident != (int64_t)process || event->number == TL_NONE) {
                continue;
            }
            run_assert_int(event->number, <, 4096);
            last = event->kind == TL_EVENT_INCIDENT ? event->number : last;
            answered[event->number] += event->kind == TL_EVENT_INCIDENT_ANSWERED;
            missed[event->number] += event->kind == TL_EVENT_INCIDENT_MISSED;
            over[event->number] += event->kind == TL_EVENT_INCIDENT_OVER;
        }
        for (int64_t n = 1; n <= last; n++) {
            run_assert_int(answered[n] + missed[n], <=, 1);
            run_assert_int(over[n], <=, answered[n]);
        }
    }
}

#define ONE_FIGHTER "assets = { " FIGHTERS("f", ON_WATCH) " };\n"
#define ONE_VISIT   "incidents = { " VISITS("v", "") " };\n"

#endif
