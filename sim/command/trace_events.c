/* trilat trace events TRACE */
#include <argp.h>
#include <stdio.h>

#include "base/units.h"
#include "command/command.h"
#include "command/filter.h"
#include "command/output.h"
#include "command/selection.h"
#include "command/trace.h"
#include "command/trace_input.h"
#include "event/describe.h"
#include "report/export.h"
#include "trace/reader.h"

struct input {
    struct tl_trace_input trace;
    struct tl_asked asked;
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
    struct input *input = state->input;
    error_t taken = tl_trace_input_parse(key, arg, state, &input->trace, TL_TRACE_TABLE_JSON_CSV);
    return taken == ARGP_ERR_UNKNOWN ? tl_asked_parse(key, arg, &input->asked) : taken;
}

/* What is printed, and how far. */
struct listing {
    const struct input *input;
    const struct tl_roster *roster;
    struct tl_trace_reader *reader;
    int64_t from_s, to_s; /* from_s <= t < to_s */
    struct tl_filter filter;
    struct tl_output output;
    struct tl_text out;
    void *csv;     /* the export, if it is one */
    int64_t count; /* events printed */
};

static void print_row(struct listing *listing, const struct tl_event *event)
{
    struct tl_text cell = {0};
    if (listing->count == 0) {
        tl_text_print(&listing->out, "%-14s %6s %-8s  %-20s  what happened\n", "time", "id", "<-cause",
                      "event");
    }
    tl_event_print_time(event->time_s, &cell);
    tl_text_print(&listing->out, "%-14s", tl_text_get(&cell));
    tl_text_reset(&cell);
    if (event->cause > 0) {
        tl_text_print(&cell, "<-%lld", (long long)event->cause);
    }
    tl_text_print(&listing->out, " %6lld %-8s  %-20s  ", (long long)event->id, tl_text_get(&cell),
                  tl_event_class_get(event->kind)->name);
    tl_event_describe(event, listing->roster, &listing->out);
    tl_text_add_char(&listing->out, '\n');
    tl_text_clear(&cell);
}

static void print_json(struct listing *listing)
{
    size_t size;
    const char *line = tl_trace_reader_line(listing->reader, &size);
    tl_text_add(&listing->out, listing->count > 0 ? ",\n    " : "\n    ");
    tl_text_add_bytes(&listing->out, line, size);
}

static void print_event(struct listing *listing, const struct tl_event *event)
{
    switch (listing->input->trace.format) {
    case TL_FORMAT_JSON:
        print_json(listing);
        break;
    case TL_FORMAT_CSV:
        tl_export_csv.take(listing->csv, event);
        break;
    case TL_FORMAT_TABLE:
        print_row(listing, event);
    }
    listing->count++;
    if (listing->out.size > 1 << 16) {
        tl_output_add(&listing->output, &listing->out);
    }
}

static void print_start(struct listing *listing)
{
    const struct tl_roster *roster = listing->roster;
    struct tl_text *out = &listing->out;
    if (listing->input->trace.format == TL_FORMAT_JSON) {
        tl_text_add(out, "{\n  \"schema\": \"trilat.trace-events/1\",\n  \"program\": ");
        tl_text_add_json(out, roster->program);
        tl_text_add(out, ",\n  \"scenario\": ");
        tl_text_add_json(out, roster->scenario);
        tl_text_add(out, ",\n  \"hash\": ");
        tl_text_add_json(out, roster->hash);
        tl_text_print(out, ",\n  \"seed\": %llu,\n  \"replication\": %llu,\n  \"events\": [",
                      (unsigned long long)roster->seed, (unsigned long long)roster->replication);
    } else if (listing->input->trace.format == TL_FORMAT_CSV) {
        listing->csv = tl_export_csv.create(roster, 0, out);
    }
}

/* whole: the trace was read without a mistake, as far as it was asked for. */
static void print_finish(struct listing *listing, bool whole)
{
    if (listing->input->trace.format == TL_FORMAT_JSON) {
        tl_text_print(&listing->out, "%s],\n  \"complete\": %s\n}\n", listing->count > 0 ? "\n  " : "",
                      whole ? "true" : "false");
    } else if (listing->csv) {
        tl_export_csv.finish(listing->csv, 0, whole);
    }
    tl_output_add(&listing->output, &listing->out);
}

/* Go to the first event that is asked for. Who serves a mission is told by all events before it. */
static bool may_start(struct listing *listing, struct tl_error *err)
{
    const struct input *input = listing->input;
    return !input->asked.from || input->asked.mission ||
           tl_trace_reader_seek(listing->reader, listing->from_s, err);
}

/* Nothing was found: tell what was looked for, and where. Reads on to the trace's end. */
static void print_nothing(struct listing *listing, enum tl_trace_step step, struct tl_error *err)
{
    const struct input *input = listing->input;
    struct tl_event event;
    while (step == TL_TRACE_EVENT) {
        step = tl_trace_reader_next(listing->reader, &event, err);
    }
    if (step == TL_TRACE_BROKEN) {
        return;
    }
    struct tl_text *out = &listing->out;
    tl_text_reset(out);
    tl_asked_print(&input->asked, out);
    const struct tl_trace_end *end = tl_trace_reader_end(listing->reader);
    struct tl_text span = {0};
    tl_moment_print(&span, end->time_s);
    fprintf(stderr, "trilat: %s: no event%s%s; the trace goes from D+0 00:00 to %s and holds %lld events\n",
            input->trace.path, out->size > 0 ? " with " : "", tl_text_get(out), tl_text_get(&span),
            (long long)end->events - 1); /* without the end itself */
    tl_text_clear(&span);
}

/* Returns whether there is anything to keep: all of it, or what is before a damage. */
static bool print_events(struct listing *listing, struct tl_error *err)
{
    enum tl_trace_step step = TL_TRACE_BROKEN;
    struct tl_event event;
    print_start(listing);
    if (may_start(listing, err)) {
        while ((step = tl_trace_reader_next(listing->reader, &event, err)) == TL_TRACE_EVENT &&
               event.time_s < listing->to_s) {
            bool wanted = tl_filter_take(&listing->filter, &event);
            if (wanted && event.time_s >= listing->from_s) {
                print_event(listing, &event);
            }
        }
    }
    print_finish(listing, step != TL_TRACE_BROKEN);
    if (step != TL_TRACE_BROKEN && listing->count == 0) {
        print_nothing(listing, step, err);
    }
    return step != TL_TRACE_BROKEN || listing->count > 0;
}

static void list_events(const struct input *input, struct tl_error *err)
{
    const char *path = input->trace.path;
    struct listing listing = {.input = input, .reader = tl_trace_reader_open(path, err)};
    if (!listing.reader) {
        return;
    }
    const struct tl_roster *roster = listing.roster = tl_trace_reader_roster(listing.reader);
    bool chosen = tl_filter_init(&listing.filter, roster, input->asked.kind, input->asked.asset,
                                 input->asked.mission, err);
    bool timed = tl_asked_window(&input->asked, roster->epoch_s, roster->horizon_s, &listing.from_s,
                                 &listing.to_s, err);
    if (chosen && timed && tl_output_open(&listing.output, input->trace.file, &path, 1, err)) {
        bool is_kept = print_events(&listing, err);
        tl_output_close(&listing.output, is_kept, err);
    }
    tl_filter_clear(&listing.filter);
    tl_text_clear(&listing.out);
    tl_trace_reader_close(listing.reader);
}

int tl_trace_verb_events(int argc, char **argv)
{
    static const struct argp_option rows[] = {
        {"kind", TL_ASKED_KIND, "GLOB", 0, "events of these kinds alone: 'asset_*'", 0},
        {"asset", TL_ASKED_ASSET, "GLOB", 0, "events of these assets alone", 0},
        {"mission", TL_ASKED_MISSION, "GLOB", 0,
         "events of these missions alone, with the ways there and home of their assets", 0},
        TL_ASKED_FROM_ROW,
        TL_ASKED_TO_ROW,
        TL_TRACE_FORMAT_ROW("table|json|csv", ""),
        TL_TRACE_FILE_ROW,
        {0},
    };
    static const struct argp argp = {
        .options = rows,
        .parser = parse,
        .args_doc = "TRACE",
        .doc = "Print what happened, one event a line: when, its number, the number of the event that made "
               "it happen "
               "(none: the outside world), its kind, what. Where nothing fits, the standard error tells so. "
               "A trace that is damaged is read as far as it is whole, with "
               "status 2. "
               "TRACE may be - for the standard input.",
    };
    struct input input = {0};
    struct tl_error err = {0};
    argp_parse(&argp, argc, argv, 0, NULL, &input);
    list_events(&input, &err);
    return tl_command_fail(&err);
}
