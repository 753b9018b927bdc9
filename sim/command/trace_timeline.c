/* trilat trace timeline TRACE */
#include <argp.h>
#include <stdio.h>

#include "command/command.h"
#include "command/output.h"
#include "command/selection.h"
#include "command/trace.h"
#include "command/trace_input.h"
#include "report/timeline.h"
#include "trace/reader.h"

struct input {
    struct tl_trace_input trace;
    struct tl_asked asked;
    enum tl_timeline_by by;
};

enum { OPTION_BY = 0x2601 };

static error_t parse(int key, char *arg, struct argp_state *state)
{
    static const char *const sections[] = {"asset", "mission", "place", "partner", NULL};
    struct input *input = state->input;
    if (key == OPTION_BY) {
        input->by = (enum tl_timeline_by)tl_choice_parse(state, "--by", arg, sections);
        return 0;
    }
    error_t taken = tl_trace_input_parse(key, arg, state, &input->trace, TL_TRACE_TABLE_JSON_CSV);
    return taken == ARGP_ERR_UNKNOWN ? tl_asked_parse(key, arg, &input->asked) : taken;
}

/* What is shown, and of whom. */
struct show {
    const struct input *input;
    const struct tl_roster *roster;
    struct tl_selection selection;
    struct tl_timeline *timeline; /* NULL: of another format */
    struct tl_output output;
    struct tl_text out;
    int64_t count; /* spans shown */
};

/* ---- spans ---- */

static void flush(struct show *show)
{
    if (show->out.size > 1 << 16) {
        tl_output_add(&show->output, &show->out);
    }
}

/* A pair of the object under way, where there is a text. */
static void add_pair(struct tl_text *out, const char *key, const char *text)
{
    if (text) {
        tl_text_print(out, "%s\"%s\":", out->data[out->size - 1] == '{' ? "" : ",", key);
        tl_text_add_json(out, text);
    }
}

/* One span, of an asset or of a mission's coverage. */
struct row {
    const char *asset, *partner, *state, *mission, *place; /* NULL: none */
    const double *covered;                                 /* NULL: none */
    int64_t from_s, to_s;
};

static void add_json(struct tl_text *out, const struct row *row, bool is_first)
{
    tl_text_add(out, is_first ? "\n    {" : ",\n    {");
    add_pair(out, "asset", row->asset);
    add_pair(out, "partner", row->partner);
    add_pair(out, "mission", row->mission);
    add_pair(out, "state", row->state);
    add_pair(out, "place", row->place);
    if (row->covered) {
        tl_text_add(out, ",\"coverage\":");
        tl_text_add_real(out, *row->covered);
    }
    tl_text_print(out, ",\"from\":%lld,\"to\":%lld}", (long long)row->from_s, (long long)row->to_s);
}

/* Names never need quotes in CSV: they are of letters, digits and dashes. */
static void add_csv(struct tl_text *out, const struct row *row)
{
    const char *const cells[] = {row->asset, row->partner, row->mission, row->state, row->place};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        tl_text_print(out, "%s,", cells[i] ? cells[i] : "");
    }
    if (row->covered) {
        tl_text_add_real(out, *row->covered);
    }
    tl_text_print(out, ",%lld,%lld\n", (long long)row->from_s, (long long)row->to_s);
}

static void add_row(struct show *show, const struct row *row)
{
    if (show->input->trace.format == TL_FORMAT_JSON) {
        add_json(&show->out, row, show->count == 0);
    } else {
        add_csv(&show->out, row);
    }
    flush(show);
}

static void take_asset(void *self, const struct tl_asset_span *span)
{
    struct show *show = self;
    const struct tl_roster *roster = show->roster;
    const struct tl_roster_asset *asset = &roster->assets[span->asset];
    if (!tl_selection_has_asset(&show->selection, span->asset) ||
        !tl_selection_has_mission(&show->selection, span->mission) ||
        !tl_selection_has_place(&show->selection, span->place)) {
        return;
    }
    if (show->timeline) {
        tl_timeline_add_asset(show->timeline, span);
    } else {
        add_row(show, &(struct row){
                          .asset = asset->name,
                          .partner = roster->partners.items[asset->partner],
                          .state = tl_state_name(span->state),
                          .mission = span->mission == TL_NONE ? NULL : roster->missions[span->mission].name,
                          .place = span->place == TL_NONE ? NULL : roster->places.items[span->place],
                          .from_s = span->from_s,
                          .to_s = span->to_s});
    }
    show->count++;
}

static void take_mission(void *self, const struct tl_mission_span *span)
{
    struct show *show = self;
    if (show->input->by != TL_TIMELINE_MISSION ||
        !tl_selection_has_mission(&show->selection, span->mission)) {
        return;
    }
    if (show->timeline) {
        tl_timeline_add_mission(show->timeline, span);
    } else {
        add_row(show, &(struct row){.mission = show->roster->missions[span->mission].name,
                                    .state = span->is_open ? "open" : "closed",
                                    .covered = &span->covered,
                                    .from_s = span->from_s,
                                    .to_s = span->to_s});
    }
    show->count++;
}

/* ---- the whole ---- */

static void add_start(struct show *show)
{
    const struct tl_roster *roster = show->roster;
    struct tl_text *out = &show->out;
    if (show->input->trace.format == TL_FORMAT_CSV) {
        tl_text_add(out, "asset,partner,mission,state,place,coverage,from,to\n");
    } else if (show->input->trace.format == TL_FORMAT_JSON) {
        tl_text_add(out, "{\n  \"schema\": \"trilat.trace-timeline/1\",\n  \"program\": ");
        tl_text_add_json(out, roster->program);
        tl_text_add(out, ",\n  \"scenario\": ");
        tl_text_add_json(out, roster->scenario);
        tl_text_add(out, ",\n  \"hash\": ");
        tl_text_add_json(out, roster->hash);
        tl_text_print(out,
                      ",\n  \"seed\": %llu,\n  \"replication\": %llu,\n  \"from\": %lld,\n  \"to\": %lld,\n  "
                      "\"spans\": [",
                      (unsigned long long)roster->seed, (unsigned long long)roster->replication,
                      (long long)show->selection.from_s, (long long)show->selection.to_s);
    }
}

/* whole: the trace was read without a mistake, as far as it was asked for. */
static void add_finish(struct show *show, bool whole)
{
    struct tl_text *out = &show->out;
    if (show->input->trace.format == TL_FORMAT_JSON) {
        tl_text_print(out, "%s],\n  \"complete\": %s\n}\n", show->count > 0 ? "\n  " : "",
                      whole ? "true" : "false");
    } else if (show->timeline && show->count > 0) {
        tl_timeline_print(show->timeline, out);
    }
    tl_output_add(&show->output, out);
}

static void mark(struct show *show, const struct tl_event *event)
{
    static const struct {
        enum tl_event_kind kind;
        enum tl_field field;
        const char *after;
    } marks[] = {
        {TL_EVENT_PHASE_STARTS, TL_FIELD_PHASE, ""},
        {TL_EVENT_DIVERSION_STARTS, TL_FIELD_DIVERSION, ""},
        {TL_EVENT_DIVERSION_ENDS, TL_FIELD_DIVERSION, " ends"},
        {TL_EVENT_INJECT_STRIKES, TL_FIELD_INJECT, ""},
    };
    struct tl_text what = {0};
    for (size_t i = 0; show->timeline && i < sizeof marks / sizeof *marks; i++) {
        if (event->kind == marks[i].kind) {
            tl_text_print(&what, "%s%s", tl_event_name(event, marks[i].field, show->roster), marks[i].after);
            tl_timeline_mark(show->timeline, event->time_s, tl_text_get(&what));
        }
    }
    tl_text_clear(&what);
}

/* Everything from the start on tells where all are at the window's beginning. Returns whether there is anything to keep. */
static bool show_spans(struct show *show, struct tl_trace_reader *reader, struct tl_error *err)
{
    struct tl_spans spans;
    struct tl_event event;
    enum tl_trace_step step;
    tl_spans_init(&spans, show->roster, show->selection.from_s, show->selection.to_s,
                  (struct tl_span_sink){take_asset, take_mission, show});
    add_start(show);
    while ((step = tl_trace_reader_next(reader, &event, err)) == TL_TRACE_EVENT &&
           event.time_s < show->selection.to_s) {
        tl_spans_take(&spans, &event);
        mark(show, &event);
    }
    while (step == TL_TRACE_EVENT && show->selection.to_s >= show->roster->horizon_s) {
        step = tl_trace_reader_next(reader, &event, err); /* a whole trace is whole to its very end */
    }
    int64_t until_s = step == TL_TRACE_BROKEN ? spans.time_s : show->selection.to_s;
    tl_spans_finish(&spans, until_s);
    if (show->timeline) {
        tl_timeline_finish(show->timeline, until_s);
    }
    add_finish(show, step != TL_TRACE_BROKEN);
    if (show->count == 0 && step != TL_TRACE_BROKEN) {
        struct tl_text words = {0};
        tl_asked_print(&show->input->asked, &words);
        fprintf(stderr, "trilat: %s: no asset is ever found so%s%s\n", show->input->trace.path,
                words.size > 0 ? ": " : "", tl_text_get(&words));
        tl_text_clear(&words);
    }
    tl_spans_clear(&spans);
    return step != TL_TRACE_BROKEN || show->count > 0;
}

/* Once it is known of whom, and where it goes. */
static void show_selection(struct show *show, struct tl_trace_reader *reader, struct tl_error *err)
{
    const struct input *input = show->input;
    struct tl_page page = tl_output_page(&show->output);
    if (input->trace.format == TL_FORMAT_TABLE) {
        show->timeline = tl_timeline_create(&page, show->roster, show->selection.assets, input->by,
                                            show->selection.from_s, show->selection.to_s);
    }
    bool is_kept = show_spans(show, reader, err);
    tl_output_close(&show->output, is_kept, err);
    if (show->timeline) {
        tl_timeline_destroy(show->timeline);
    }
}

static void show_trace(const struct input *input, struct tl_error *err)
{
    struct tl_trace_reader *reader = tl_trace_reader_open(input->trace.path, err);
    if (!reader) {
        return;
    }
    const char *path = input->trace.path;
    struct show show = {.input = input, .roster = tl_trace_reader_roster(reader)};
    if (tl_selection_init(&show.selection, show.roster, &input->asked, err) &&
        tl_output_open(&show.output, input->trace.file, &path, 1, err)) {
        show_selection(&show, reader, err);
    }
    tl_selection_clear(&show.selection);
    tl_text_clear(&show.out);
    tl_trace_reader_close(reader);
}

int tl_trace_verb_timeline(int argc, char **argv)
{
    static const struct argp_option rows[] = {
        {"by", OPTION_BY, "asset|mission|place|partner", 0,
         "a row an asset; or in sections by mission, with its coverage, or by place, with how many are "
         "there; or how "
         "many of each partner's assets are in each state. asset unless given",
         0},
        {"asset", TL_ASKED_ASSET, "GLOB", 0, "these assets alone", 0},
        {"mission", TL_ASKED_MISSION, "GLOB", 0,
         "while they serve these missions alone, the ways there and home included", 0},
        {"place", TL_ASKED_PLACE, "GLOB", 0, "while they are at these places, or on their way there, alone",
         0},
        {"partner", TL_ASKED_PARTNER, "GLOB", 0, "assets of these partners alone", 0},
        TL_ASKED_FROM_ROW,
        TL_ASKED_TO_ROW,
        TL_TRACE_FORMAT_ROW("table|json|csv", "; json and csv hold the spans themselves, to the second"),
        TL_TRACE_FILE_ROW,
        {0},
    };
    static const struct argp argp = {
        .options = rows,
        .parser = parse,
        .args_doc = "TRACE",
        .doc = "Draw who did what when: a letter for each slice of time, which tells what an asset was in "
               "for longest. A "
               "trace that is damaged is shown as far as it is whole, with status 2. "
               "TRACE may be - for the standard input."
               "\vExample: trilat trace timeline base.r0.trace.gz --by mission --mission 'bmd-*' --from D+5 "
               "--to D+8",
    };
    struct input input = {0};
    struct tl_error err = {0};
    argp_parse(&argp, argc, argv, 0, NULL, &input);
    show_trace(&input, &err);
    return tl_command_fail(&err);
}
