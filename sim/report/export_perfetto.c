/* Chrome's trace events ("Trace Event Format", JSON object form), as ui.perfetto.dev and chrome://tracing read them. Each event
 * stands once: as the begin of a span where it begins one, else as an instant. Spans of a track follow each other and never overlap.
 * An arrow runs from each event (the start of flow `id`) to those that it made happen (ends of flow `cause`). Records are in the order
 * of time, and what happens in the same second in the order of the trace, so that arrows meet what they belong to. */
#include <stdlib.h>

#include "base/memory.h"
#include "event/coverage.h"
#include "event/describe.h"
#include "event/serving.h"
#include "report/export.h"
#include "report/tracks.h"
#include "trace/line.h"

#define SECOND_US INT64_C(1000000)

/* What goes on in a track. */
struct span {
    char *name;            /* NULL: nothing does */
    struct tl_event event; /* that began it; id 0: none did, it is what holds at the start */
};

struct perfetto {
    const struct tl_roster *roster;
    int64_t from_s; /* records begin there */
    bool has_begun; /* something was told */
    int64_t first;  /* id of the first event that was told; 0: none yet */
    struct tl_text *out;
    struct tl_trace_words words;
    struct tl_tracks tracks;
    struct tl_serving serving;
    struct tl_coverage coverage;
    double *covered;      /* [missions] as printed last; -1: not yet */
    int64_t *loss_rate_u; /* [indexes] likewise */
    int64_t *safe;        /* [groups] likewise */
    int64_t *gauge_u;     /* [gauges] TL_NONE: not told */
    struct span *spans;   /* [tracks + 1] */
    bool is_counting;     /* something that counters show may have changed in this second */
    int64_t time_s;       /* of the last event */
    char *line;           /* room for an event's line */
};

/* ---- records ---- */

static void begin_record(struct perfetto *p, const char *phase, int64_t group, int64_t time_s)
{
    tl_text_print(p->out, "{\"ph\":\"%s\",\"pid\":%lld,\"ts\":", phase, (long long)group);
    tl_text_add_int(p->out, time_s * SECOND_US);
}

static void begin_on_track(struct perfetto *p, const char *phase, int64_t track, int64_t time_s)
{
    begin_record(p, phase, tl_tracks_group(&p->tracks, track), time_s);
    tl_text_add(p->out, ",\"tid\":");
    tl_text_add_int(p->out, TL_TRACK_ID(track));
}

static void end_record(struct perfetto *p)
{
    tl_text_add(p->out, "},\n");
}

/* The event as its line in a trace says it, and in words. */
static void add_event(struct perfetto *p, const struct tl_event *event)
{
    struct tl_text words = {0};
    size_t size = tl_trace_line_print(&p->words, event, p->line);
    tl_text_add(p->out, ",\"args\":");
    tl_text_add_bytes(p->out, p->line, size - 2); /* without brace and line feed */
    tl_text_add(p->out, ",\"what\":");
    tl_event_tell(event, p->roster, &words);
    tl_text_add_json(p->out, tl_text_get(&words));
    tl_text_add_char(p->out, '}');
    tl_text_clear(&words);
}

static void add_arrows(struct perfetto *p, const struct tl_event *event, int64_t track)
{
    if (event->cause >= p->first) {
        begin_on_track(p, "f", track, event->time_s);
        tl_text_print(p->out, ",\"bp\":\"e\",\"cat\":\"cause\",\"name\":\"cause\",\"id\":%lld",
                      (long long)event->cause);
        end_record(p);
    }
    begin_on_track(p, "s", track, event->time_s);
    tl_text_print(p->out, ",\"cat\":\"cause\",\"name\":\"cause\",\"id\":%lld", (long long)event->id);
    end_record(p);
}

/* ---- spans ---- */

/* How events of other than assets begin and end spans of their tracks. */
static const struct span_rule {
    enum tl_event_kind kind;
    const char *
        name; /* of the span; NULL: the value of this field, or the name of the level; "": it only ends one */
    enum tl_field field;
} span_rules[] = {
    {TL_EVENT_PHASE_STARTS, NULL, TL_FIELD_PHASE},
    {TL_EVENT_MISSION_OPENS, "open", TL_FIELDS},
    {TL_EVENT_MISSION_CLOSES, "", TL_FIELDS},
    {TL_EVENT_AGREEMENT_STARTS, "in force", TL_FIELDS},
    {TL_EVENT_DIVERSION_STARTS, "under way", TL_FIELDS},
    {TL_EVENT_DIVERSION_ENDS, "", TL_FIELDS},
    {TL_EVENT_PLACE_CLOSES, "closed", TL_FIELDS},
    {TL_EVENT_PLACE_OPENS, "", TL_FIELDS},
    {TL_EVENT_LANE_CLOSES, "closed", TL_FIELDS},
    {TL_EVENT_LANE_OPENS, "", TL_FIELDS},
    {TL_EVENT_LINK_CLOSES, "cut", TL_FIELDS},
    {TL_EVENT_LINK_OPENS, "", TL_FIELDS},
    {TL_EVENT_SHELTER_STARTS, "sheltering", TL_FIELDS},
    {TL_EVENT_SHELTER_ENDS, "", TL_FIELDS},
    {TL_EVENT_CONSENT_CHANGES, NULL, TL_FIELD_GRADE},
    {TL_EVENT_POSTURE_CHANGES, NULL, TL_FIELD_LEVEL},
    {TL_EVENT_WEATHER_CHANGES, NULL, TL_FIELD_LEVEL},
};

static const struct span_rule *rule_of(enum tl_event_kind kind)
{
    for (size_t i = 0; i < sizeof span_rules / sizeof *span_rules; i++) {
        if (span_rules[i].kind == kind) {
            return &span_rules[i];
        }
    }
    return NULL;
}

static void end_span(struct perfetto *p, int64_t track, int64_t time_s)
{
    struct span *span = &p->spans[track];
    if (span->name && p->has_begun) {
        begin_on_track(p, "E", track, time_s);
        end_record(p);
    }
    free(span->name);
    span->name = NULL;
}

/* Tell that a span begins, or goes on at the start. */
static void tell_span(struct perfetto *p, int64_t track, int64_t time_s)
{
    const struct span *span = &p->spans[track];
    bool is_event = span->event.id > 0;
    enum tl_asset_state state = is_event ? tl_event_class_get(span->event.kind)->state : TL_STATE_ABSENT;
    begin_on_track(p, "B", track, time_s);
    tl_text_print(p->out,
                  ",\"cat\":\"%s\",\"name\":", state != TL_STATE_NONE ? tl_state_name(state) : "span");
    tl_text_add_json(p->out, span->name);
    if (is_event) {
        add_event(p, &span->event);
    }
    end_record(p);
}

static void tell_instant(struct perfetto *p, const struct tl_event *event, int64_t track)
{
    begin_on_track(p, "i", track, event->time_s);
    tl_text_print(p->out, ",\"s\":\"t\",\"cat\":\"event\",\"name\":\"%s\"",
                  tl_event_class_get(event->kind)->name);
    add_event(p, event);
    end_record(p);
}

/* Of an asset: what it is doing, and for which mission, or to or at which place. */
static void name_asset_span(const struct perfetto *p, const struct tl_event *event, struct tl_text *name)
{
    int64_t mission = p->serving.mission[event->asset];
    const struct tl_names *places = &p->roster->places;
    tl_text_add(name, tl_state_name(tl_event_class_get(event->kind)->state));
    if (event->to != TL_NONE) {
        tl_text_print(name, " to %s", places->items[event->to]);
    } else if (mission != TL_NONE) {
        tl_text_print(name, " %s", p->roster->missions[mission].name);
    } else if (event->place != TL_NONE) {
        tl_text_print(name, " at %s", places->items[event->place]);
    }
}

/* What the span that an event begins is called: nothing where it begins none. */
static void name_span(const struct perfetto *p, const struct tl_event *event, struct tl_text *name)
{
    const struct span_rule *rule = rule_of(event->kind);
    if (tl_event_class_get(event->kind)->state != TL_STATE_NONE) {
        name_asset_span(p, event, name);
    } else if (rule != NULL && rule->name != NULL) {
        tl_text_add(name, rule->name);
    } else if (rule != NULL) {
        tl_event_print_value(event, rule->field, p->roster, name);
    }
}

static void add_span_or_instant(struct perfetto *p, const struct tl_event *event, int64_t track)
{
    struct tl_text name = {0};
    name_span(p, event, &name);
    bool begins = name.size > 0;
    if (begins || rule_of(event->kind) != NULL) {
        end_span(p, track, event->time_s);
    }
    if (begins) {
        p->spans[track] = (struct span){tl_copy(tl_text_get(&name)), *event};
    }
    if (p->has_begun && begins) {
        tell_span(p, track, event->time_s);
    } else if (p->has_begun) {
        tell_instant(p, event, track);
    }
    tl_text_clear(&name);
}

/* ---- counters ---- */

static void begin_counter(struct perfetto *p, int64_t group, const char *name, const char *key)
{
    begin_record(p, "C", group, p->time_s);
    tl_text_add(p->out, ",\"name\":");
    tl_text_add_json(p->out, name);
    tl_text_print(p->out, ",\"args\":{\"%s\":", key);
}

static void end_counter(struct perfetto *p)
{
    tl_text_add_char(p->out, '}');
    end_record(p);
}

/* Values hold from a second on, after all that happened in it. */
static void add_counters(struct perfetto *p)
{
    const struct tl_roster *roster = p->roster;
    for (size_t i = 0; i < roster->index_count; i++) {
        int64_t rate_u = p->coverage.loss_rate_u[i];
        if (rate_u != p->loss_rate_u[i]) {
            begin_counter(p, TL_GROUP_INDEXES, roster->indexes[i].name, "index");
            tl_text_add_micro(p->out, rate_u < TL_MICRO ? TL_MICRO - rate_u : 0);
            end_counter(p);
            p->loss_rate_u[i] = rate_u;
        }
    }
    for (size_t m = 0; m < roster->mission_count; m++) {
        double covered = p->coverage.covered[m];
        if (covered < p->covered[m] || covered > p->covered[m]) {
            begin_counter(p, TL_GROUP_COVERAGE, roster->missions[m].name, "coverage");
            tl_text_add_real(p->out, covered);
            end_counter(p);
            p->covered[m] = covered;
        }
    }
    for (size_t g = 0; g < roster->group_count; g++) {
        int64_t safe = p->coverage.people.safe[g];
        if (safe != p->safe[g]) {
            begin_counter(p, TL_GROUP_SAFE, roster->groups[g].name, "persons");
            tl_text_add_int(p->out, safe);
            end_counter(p);
            p->safe[g] = safe;
        }
    }
    p->is_counting = false;
}

static void add_gauge(struct perfetto *p, size_t gauge)
{
    begin_counter(p, TL_GROUP_GAUGES, p->roster->gauges.items[gauge], "value");
    tl_text_add_micro(p->out, p->gauge_u[gauge]);
    end_counter(p);
}

/* ---- the export ---- */

static void *perfetto_create(const struct tl_roster *roster, int64_t from_s, struct tl_text *out)
{
    struct perfetto *p = tl_alloc(1, sizeof *p);
    *p = (struct perfetto){.roster = roster, .from_s = from_s, .out = out, .is_counting = true};
    tl_trace_words_init(&p->words, roster);
    tl_tracks_init(&p->tracks, roster, &p->words);
    tl_serving_init(&p->serving, roster);
    tl_coverage_init(&p->coverage, roster);
    p->line = tl_alloc(p->words.line_max, 1);
    p->covered = tl_alloc(roster->mission_count + 1, sizeof *p->covered);
    p->loss_rate_u = tl_alloc(roster->index_count + 1, sizeof *p->loss_rate_u);
    p->safe = tl_alloc(roster->group_count + 1, sizeof *p->safe);
    p->gauge_u = tl_alloc(roster->gauges.count + 1, sizeof *p->gauge_u);
    p->spans = tl_alloc((size_t)p->tracks.count + 1, sizeof *p->spans);
    for (size_t m = 0; m < roster->mission_count; m++) {
        p->covered[m] = -1;
    }
    for (size_t i = 0; i < roster->index_count; i++) {
        p->loss_rate_u[i] = -1;
    }
    for (size_t g = 0; g < roster->group_count; g++) {
        p->safe[g] = -1;
    }
    for (size_t g = 0; g < roster->gauges.count; g++) {
        p->gauge_u[g] = TL_NONE;
    }
    tl_text_add(out, "{\"traceEvents\":[\n");
    tl_tracks_print(&p->tracks, &p->words, out);
    for (size_t a = 0; a < roster->asset_count; a++) {
        p->spans[tl_tracks_of_asset(&p->tracks, a)].name = tl_copy(tl_state_name(TL_STATE_ABSENT));
    }
    return p;
}

/* What goes on already begins here. */
static void begin(struct perfetto *p)
{
    p->has_begun = true;
    p->time_s = p->from_s;
    p->is_counting = true;
    for (int64_t track = 1; track <= p->tracks.count; track++) {
        if (p->spans[track].name) {
            tell_span(p, track, p->from_s);
        }
    }
    for (size_t g = 0; g < p->roster->gauges.count; g++) {
        if (p->gauge_u[g] != TL_NONE) {
            add_gauge(p, g);
        }
    }
}

/* Begin where it is time to, and tell what holds before time_s. */
static void pass_time(struct perfetto *p, int64_t time_s)
{
    if (!p->has_begun && time_s >= p->from_s) {
        begin(p);
    }
    if (p->has_begun && time_s > p->time_s && p->is_counting) {
        add_counters(p);
    }
    p->time_s = time_s;
}

static void perfetto_take(void *self, const struct tl_event *event)
{
    struct perfetto *p = self;
    pass_time(p, event->time_s);
    p->first = p->first == 0 && p->has_begun ? event->id : p->first;
    int64_t track = tl_tracks_find(&p->tracks, event);
    tl_serving_take(&p->serving, event);
    add_span_or_instant(p, event, track);
    if (p->has_begun) {
        add_arrows(p, event, track);
    }
    p->is_counting = tl_coverage_take(&p->coverage, event) || p->is_counting;
    if (event->kind == TL_EVENT_GAUGE_CHANGES) {
        p->gauge_u[event->gauge] = event->value;
    }
    if (event->kind == TL_EVENT_GAUGE_CHANGES && p->has_begun) {
        add_gauge(p, (size_t)event->gauge);
    }
}

static void perfetto_finish(void *self, int64_t end_s, bool is_complete)
{
    struct perfetto *p = self;
    pass_time(p, end_s);
    if (p->has_begun) {
        add_counters(p);
    }
    for (int64_t track = 1; track <= p->tracks.count; track++) {
        end_span(p, track, end_s);
    }
    begin_on_track(p, "i", 1, end_s);
    tl_text_print(p->out, ",\"s\":\"g\",\"cat\":\"event\",\"name\":\"%s\"}\n",
                  is_complete ? "end" : "damaged from here on");
    tl_text_add(p->out, "],\n\"displayTimeUnit\":\"ms\",\n\"otherData\":{");
    tl_export_add_facts(p->roster, p->out);
    tl_text_print(p->out, ",\"from\":%lld,\"to\":%lld,\"complete\":%s}}\n", (long long)p->from_s,
                  (long long)end_s, is_complete ? "true" : "false");
    free(p->spans);
    free(p->gauge_u);
    free(p->safe);
    free(p->loss_rate_u);
    free(p->covered);
    free(p->line);
    tl_coverage_clear(&p->coverage);
    tl_serving_clear(&p->serving);
    tl_trace_words_clear(&p->words);
    free(p);
}

const struct tl_export_class tl_export_perfetto = {perfetto_create, perfetto_take, perfetto_finish};
