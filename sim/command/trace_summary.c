/* trilat trace summary TRACE */
#include <argp.h>
#include <math.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "command/command.h"
#include "command/output.h"
#include "command/trace.h"
#include "command/trace_input.h"
#include "event/describe.h"
#include "report/overview.h"

static error_t parse(int key, char *arg, struct argp_state *state)
{
    return tl_trace_input_parse(key, arg, state, state->input, TL_TRACE_TABLE_JSON);
}

/* Of a file; 0: not known. */
static int64_t find_bytes(const char *path)
{
    struct stat file;
    return stat(path, &file) == 0 && S_ISREG(file.st_mode) ? (int64_t)file.st_size : 0;
}

/* ---- JSON ---- */

static void add_pair(struct tl_text *out, const char *key, const char *value)
{
    tl_text_print(out, "  \"%s\": ", key);
    tl_text_add_json(out, value);
    tl_text_add(out, ",\n");
}

static void add_head(const struct tl_roster *roster, struct tl_text *out)
{
    struct tl_text date = {0};
    tl_date_print(&date, roster->epoch_s);
    tl_text_add(out, "{\n");
    add_pair(out, "schema", "trilat.trace-summary/1");
    add_pair(out, "program", roster->program);
    add_pair(out, "scenario", roster->scenario);
    add_pair(out, "title", roster->title);
    add_pair(out, "hash", roster->hash);
    tl_text_print(out, "  \"seed\": %llu,\n  \"replication\": %llu,\n", (unsigned long long)roster->seed,
                  (unsigned long long)roster->replication);
    add_pair(out, "epoch", tl_text_get(&date));
    tl_text_print(out, "  \"horizon\": %lld,\n  \"warmup\": %lld,\n", (long long)roster->horizon_s,
                  (long long)roster->warmup_s);
    tl_text_print(out, "  \"partners\": %zu,\n  \"assets\": %zu,\n  \"missions\": %zu,\n",
                  roster->partners.count, roster->asset_count, roster->mission_count);
    tl_text_clear(&date);
}

static void add_kinds(const struct tl_overview *overview, struct tl_text *out)
{
    const char *before = "\n    ";
    tl_text_add(out, "  \"kinds\": {");
    for (int kind = 0; kind < TL_EVENT_KINDS; kind++) {
        const struct tl_overview_kind *found = &overview->kinds[kind];
        if (found->count > 0) {
            tl_text_print(out, "%s\"%s\": {\"count\": %lld, \"first\": %lld, \"last\": %lld}", before,
                          tl_event_class_get((enum tl_event_kind)kind)->name, (long long)found->count,
                          (long long)found->first_s, (long long)found->last_s);
            before = ",\n    ";
        }
    }
    tl_text_add(out, overview->events > 0 ? "\n  },\n  \"days\": [" : "},\n  \"days\": [");
    for (size_t day = 0; day < overview->days; day++) {
        tl_text_print(out, "%s%lld", day > 0 ? ", " : "", (long long)overview->by_day[day]);
    }
    tl_text_add(out, "],\n");
}

static void add_turns(const struct tl_overview *overview, const struct tl_roster *roster, struct tl_text *out)
{
    struct tl_text words = {0};
    tl_text_print(out, "  \"turning-points\": %lld,\n  \"turns\": [", (long long)overview->turns_count);
    for (size_t i = 0; i < overview->turns_kept; i++) {
        const struct tl_event *event = &overview->turns[i];
        tl_text_reset(&words);
        tl_event_tell(event, roster, &words);
        tl_text_print(
            out, "%s{\"t\": %lld, \"id\": %lld, \"event\": \"%s\", \"text\": ", i > 0 ? ",\n    " : "\n    ",
            (long long)event->time_s, (long long)event->id, tl_event_class_get(event->kind)->name);
        tl_text_add_json(out, tl_text_get(&words));
        tl_text_add_char(out, '}');
    }
    tl_text_add(out, overview->turns_kept > 0 ? "\n  ],\n" : "],\n");
    tl_text_clear(&words);
}

/* A time that is not reached is null and censored; a number that there is not is left out. */
static void add_measures(const struct tl_overview *overview, struct tl_text *out)
{
    const char *before = "\n    ";
    size_t facets;
    const struct tl_facet *facet = tl_facets(&facets);
    tl_text_add(out, "  \"measures\": [");
    for (size_t f = 0; f < facets && overview->outcome; f++) {
        size_t count;
        struct tl_facet_row *rows = tl_overview_rows(overview, &facet[f], &count);
        for (size_t i = 0; i < count; i++) {
            for (size_t m = 0; m < TL_FACET_MEASURES && facet[f].measures[m]; m++) {
                if (isnan(rows[i].values[m])) {
                    continue;
                }
                tl_text_print(out, "%s{\"measure\": \"%s\", \"entity\": ", before, facet[f].measures[m]);
                tl_text_add_json(out, rows[i].entity);
                tl_text_add(out, ", \"value\": ");
                if (isinf(rows[i].values[m])) {
                    tl_text_add(out, "null, \"censored\": true");
                } else {
                    tl_text_add_real(out, rows[i].values[m]);
                }
                tl_text_add_char(out, '}');
                before = ",\n    ";
            }
        }
        free(rows);
    }
    tl_text_add(out, overview->outcome ? "\n  ],\n" : "],\n");
}

static void print_json(const struct tl_overview *overview, const struct tl_roster *roster, int64_t bytes,
                       struct tl_text *out)
{
    add_head(roster, out);
    if (bytes > 0) {
        tl_text_print(out, "  \"bytes\": %lld,\n", (long long)bytes);
    }
    tl_text_print(out, "  \"events\": %lld,\n", (long long)overview->events);
    if (overview->events > 0) {
        tl_text_print(out, "  \"first\": %lld,\n  \"last\": %lld,\n", (long long)overview->first_s,
                      (long long)overview->last_s);
    }
    if (overview->digest) {
        add_pair(out, "digest", overview->digest);
    }
    add_kinds(overview, out);
    add_turns(overview, roster, out);
    add_measures(overview, out);
    tl_text_print(out, "  \"complete\": %s\n}\n", overview->outcome ? "true" : "false");
}

/* ---- the whole ---- */

static void summarise(const struct tl_trace_input *input, struct tl_error *err)
{
    struct tl_trace_reader *reader = tl_trace_reader_open(input->path, err);
    struct tl_output output;
    if (!reader || !tl_output_open(&output, input->file, &input->path, 1, err)) {
        tl_trace_reader_close(reader);
        return;
    }
    const struct tl_roster *roster = tl_trace_reader_roster(reader);
    struct tl_overview overview;
    struct tl_text out = {0};
    struct tl_page page = tl_output_page(&output);
    int64_t bytes = find_bytes(input->path);
    tl_overview_read(&overview, reader, err);
    if (input->format == TL_FORMAT_JSON) {
        print_json(&overview, roster, bytes, &out);
    } else {
        tl_overview_print(&overview, roster, input->path, bytes, &page, &out);
    }
    tl_output_add(&output, &out);
    tl_output_close(&output, true, err);
    tl_text_clear(&out);
    tl_overview_clear(&overview);
    tl_trace_reader_close(reader);
}

int tl_trace_verb_summary(int argc, char **argv)
{
    static const struct argp_option rows[] = {
        TL_TRACE_FORMAT_ROW("table|json", ""),
        TL_TRACE_FILE_ROW,
        {0},
    };
    static const struct argp argp = {
        .options = rows,
        .parser = parse,
        .args_doc = "TRACE",
        .doc = "Tell what a trace comes to: where it is from, how many events of which kind and when, its "
               "turning points, and the main measures of its replication. TRACE may be - for the standard "
               "input."
               "\vExample: trilat trace summary base.r0.trace.gz",
    };
    struct tl_trace_input input = {0};
    struct tl_error err = {0};
    argp_parse(&argp, argc, argv, 0, NULL, &input);
    summarise(&input, &err);
    return tl_command_fail(&err);
}
