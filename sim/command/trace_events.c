/* trilat trace events TRACE */
#include <argp.h>
#include <stdio.h>

#include "base/units.h"
#include "command/command.h"
#include "command/filter.h"
#include "command/options.h"
#include "command/selection.h"
#include "command/trace.h"
#include "event/describe.h"
#include "report/export.h"
#include "trace/reader.h"

enum format { FORMAT_TABLE, FORMAT_JSON, FORMAT_CSV };

struct input {
    const char *path;
    struct tl_asked asked;
    enum format format;
};

enum { OPTION_FORMAT = 0x2001 };

static error_t parse(int key, char *arg, struct argp_state *state)
{
    static const char *const formats[] = {"table", "json", "csv", NULL};
    struct input *input = state->input;
    switch (key) {
    case OPTION_FORMAT:
        input->format = (enum format)tl_choice_parse(state, "--format", arg, formats);
        return 0;
    case ARGP_KEY_ARG:
        if (input->path) {
            argp_error(state, "one trace at a time");
        }
        input->path = arg;
        return 0;
    case ARGP_KEY_NO_ARGS:
        argp_error(state, "which trace?");
        return 0;
    default:
        return tl_asked_parse(key, arg, &input->asked);
    }
}

/* What is printed, and how far. */
struct listing {
    const struct input *input;
    const struct tl_roster *roster;
    struct tl_trace_reader *reader;
    int64_t from_s, to_s; /* from_s <= t < to_s */
    struct tl_filter filter;
    struct tl_text out;
    void *csv;     /* the export, if it is one */
    int64_t count; /* events printed */
};

static void print_row(struct listing *listing, const struct tl_event *event)
{
    struct tl_text cell = {0};
    if (listing->count == 0) {
        tl_text_print(&listing->out, "%-14s %6s %-8s  %-16s  what happened\n", "time", "id", "<-cause",
                      "event");
    }
    tl_event_print_time(event->time_s, &cell);
    tl_text_print(&listing->out, "%-14s", tl_text_get(&cell));
    tl_text_reset(&cell);
    if (event->cause > 0) {
        tl_text_print(&cell, "<-%lld", (long long)event->cause);
    }
    tl_text_print(&listing->out, " %6lld %-8s  %-16s  ", (long long)event->id, tl_text_get(&cell),
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
    switch (listing->input->format) {
    case FORMAT_JSON:
        print_json(listing);
        break;
    case FORMAT_CSV:
        tl_export_csv.take(listing->csv, event);
        break;
    case FORMAT_TABLE:
        print_row(listing, event);
    }
    listing->count++;
    if (listing->out.size > 1 << 16) {
        tl_command_write(&listing->out);
        tl_text_reset(&listing->out);
    }
}

static void print_start(struct listing *listing)
{
    const struct tl_roster *roster = listing->roster;
    struct tl_text *out = &listing->out;
    if (listing->input->format == FORMAT_JSON) {
        tl_text_add(out, "{\n  \"schema\": \"trilat.trace-events/1\",\n  \"program\": ");
        tl_text_add_json(out, roster->program);
        tl_text_add(out, ",\n  \"scenario\": ");
        tl_text_add_json(out, roster->scenario);
        tl_text_add(out, ",\n  \"hash\": ");
        tl_text_add_json(out, roster->hash);
        tl_text_print(out, ",\n  \"seed\": %llu,\n  \"replication\": %llu,\n  \"events\": [",
                      (unsigned long long)roster->seed, (unsigned long long)roster->replication);
    } else if (listing->input->format == FORMAT_CSV) {
        listing->csv = tl_export_csv.create(roster, out);
    }
}

/* whole: the trace was read without a mistake, as far as it was asked for. */
static void print_finish(struct listing *listing, bool whole)
{
    if (listing->input->format == FORMAT_JSON) {
        tl_text_print(&listing->out, "%s],\n  \"complete\": %s\n}\n", listing->count > 0 ? "\n  " : "",
                      whole ? "true" : "false");
    } else if (listing->csv) {
        tl_export_csv.finish(listing->csv, 0, whole);
    }
    tl_command_write(&listing->out);
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
            input->path, out->size > 0 ? " with " : "", tl_text_get(out), tl_text_get(&span),
            (long long)end->events);
    tl_text_clear(&span);
}

static void print_events(struct listing *listing, struct tl_error *err)
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
}

static void list_events(const struct input *input, struct tl_error *err)
{
    struct listing listing = {.input = input, .to_s = INT64_MAX};
    listing.reader = tl_trace_reader_open(input->path, err);
    if (!listing.reader) {
        return;
    }
    listing.roster = tl_trace_reader_roster(listing.reader);
    bool chosen = tl_filter_init(&listing.filter, listing.roster, input->asked.kind, input->asked.asset,
                                 input->asked.mission, err);
    int64_t epoch_s = listing.roster->epoch_s;
    bool starts = tl_asked_moment("--from", input->asked.from, epoch_s, &listing.from_s, err);
    bool ends = tl_asked_moment("--to", input->asked.to, epoch_s, &listing.to_s, err);
    if (chosen && starts && ends) {
        print_events(&listing, err);
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
        {"from", TL_ASKED_FROM, "MOMENT", 0, "from this moment on: D+3, 'D+3 06:00', '36 h', an ISO date", 0},
        {"to", TL_ASKED_TO, "MOMENT", 0, "before this moment", 0},
        {"format", OPTION_FORMAT, "table|json|csv", 0, "table unless given", 0},
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
