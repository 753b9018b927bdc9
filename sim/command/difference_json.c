#include "command/difference_json.h"

#include <stdlib.h>

#include "base/memory.h"
#include "event/describe.h"
#include "trace/line.h"

static const char *const side_names[TL_SIDES] = {"a", "b"};

static const char *const verdict_names[TL_VERDICTS] = {
    [TL_VERDICT_SAME] = "same",     [TL_VERDICT_CHANGED] = "changed", [TL_VERDICT_MOVED] = "moved",
    [TL_VERDICT_ONLY_A] = "only-a", [TL_VERDICT_ONLY_B] = "only-b",
};

/* What it is written with. */
struct writer {
    const struct tl_difference_json *json;
    struct tl_trace_words words[TL_SIDES];
    struct tl_text *out;
};

/* `"key": `, after a comma unless it is the first. */
static void add_key(struct tl_text *out, const char *before, const char *key)
{
    tl_text_add(out, before);
    tl_text_add_json(out, key);
    tl_text_add(out, ": ");
}

static void add_side(struct writer *writer, int side)
{
    const struct tl_difference_json *json = writer->json;
    const struct tl_roster *roster = json->rosters[side];
    struct tl_text *out = writer->out;
    add_key(out, ",\n  ", side_names[side]);
    add_key(out, "{", "file");
    tl_text_add_json(out, json->paths[side]);
    add_key(out, ", ", "program");
    tl_text_add_json(out, roster->program);
    add_key(out, ", ", "scenario");
    tl_text_add_json(out, roster->scenario);
    add_key(out, ", ", "hash");
    tl_text_add_json(out, roster->hash);
    tl_text_print(out, ", \"seed\": %llu, \"replication\": %llu", (unsigned long long)roster->seed,
                  (unsigned long long)roster->replication);
    if (json->differences) {
        tl_text_print(out, ", \"events\": %lld", (long long)json->differences->events[side]);
    }
    tl_text_add_char(out, '}');
}

/* ---- headers ---- */

static void add_names(struct tl_text *out, const char *key, const struct tl_head_names *names)
{
    add_key(out, ", ", key);
    tl_text_add_char(out, '[');
    for (size_t i = 0; i < names->count; i++) {
        tl_text_add(out, i > 0 ? ", " : "");
        tl_text_add_json(out, names->items[i]);
    }
    tl_text_add_char(out, ']');
}

static void add_heads(struct tl_text *out, const struct tl_heads *heads)
{
    add_key(out, ",\n  ", "headers");
    for (size_t i = 0; i < heads->count; i++) {
        const struct tl_head_row *row = &heads->rows[i];
        tl_text_add(out, i > 0 ? ",\n    {" : "[\n    {");
        add_key(out, "", "key");
        tl_text_add_json(out, row->key);
        if (row->values[TL_SIDE_A]) {
            tl_text_print(out, ", \"a\": %s, \"b\": %s", row->values[TL_SIDE_A], row->values[TL_SIDE_B]);
        } else {
            add_names(out, "only-a", &row->only[TL_SIDE_A]);
            add_names(out, "only-b", &row->only[TL_SIDE_B]);
            add_names(out, "changed", &row->changed);
        }
        tl_text_add_char(out, '}');
    }
    tl_text_add(out, heads->count > 0 ? "\n  ]" : "[]");
}

/* ---- events ---- */

/* An event as its line in the trace says it, and in words. */
static void add_event(struct writer *writer, int side, const struct tl_event *event)
{
    char *line = tl_alloc(writer->words[side].line_max, 1);
    size_t size = tl_trace_line_print(&writer->words[side], event, line);
    struct tl_text words = {0};
    tl_event_tell(event, writer->json->rosters[side], &words);
    tl_text_add_bytes(writer->out, line, size - 2); /* without brace and line feed */
    tl_text_add(writer->out, ",\"text\":");
    tl_text_add_json(writer->out, tl_text_get(&words));
    tl_text_add_char(writer->out, '}');
    tl_text_clear(&words);
    free(line);
}

static void add_first(struct writer *writer)
{
    static const char *const partings[] = {
        [TL_PARTING_EVENT] = "event", [TL_PARTING_CAUSE] = "cause", [TL_PARTING_ORDER] = "order"};
    const struct tl_divergence *divergence = writer->json->divergence;
    struct tl_text *out = writer->out;
    add_key(out, ",\n  ", "first");
    if (!divergence || divergence->parting == TL_PARTING_NONE) {
        tl_text_add(out, "null");
        return;
    }
    tl_text_print(out, "{\"t\": %lld, \"what\": \"%s\"", (long long)divergence->time_s,
                  partings[divergence->parting]);
    for (int side = 0; side < TL_SIDES; side++) { /* the last of the chain is the event itself */
        const struct tl_causes *chain = &writer->json->chains[side];
        add_key(out, ",\n    ", side_names[side]);
        for (size_t i = 0; i < chain->count; i++) {
            tl_text_add(out, i > 0 ? ",\n      " : "[\n      ");
            add_event(writer, side, &chain->events[i]);
        }
        tl_text_add(out, chain->count > 0 ? "\n    ]" : "[]");
    }
    tl_text_add(out, "\n  }");
}

static void add_counts(struct tl_text *out, const struct tl_difference_kind *kind)
{
    for (int verdict = 0; verdict < TL_VERDICTS; verdict++) {
        add_key(out, verdict > 0 ? ", " : "{", verdict_names[verdict]);
        tl_text_add_int(out, kind->counts[verdict]);
    }
    if (kind->counts[TL_VERDICT_MOVED] > 0) {
        tl_text_print(out, ", \"moved-by\": [%lld, %lld]", (long long)kind->least_shift_s,
                      (long long)kind->most_shift_s);
    }
    tl_text_add_char(out, '}');
}

static void add_kinds(struct tl_text *out, const struct tl_differences *differences)
{
    const char *before = "{\n    ";
    add_key(out, ",\n  ", "counts");
    add_counts(out, &differences->all);
    add_key(out, ",\n  ", "kinds");
    for (int i = 0; i < TL_EVENT_KINDS; i++) {
        const struct tl_difference_kind *kind = &differences->kinds[i];
        int64_t sum = 0;
        for (int verdict = 0; verdict < TL_VERDICTS; verdict++) {
            sum += kind->counts[verdict];
        }
        if (sum > 0) {
            add_key(out, before, tl_event_class_get((enum tl_event_kind)i)->name);
            add_counts(out, kind);
            before = ",\n    ";
        }
    }
    tl_text_add(out, *before == ',' ? "\n  }" : "{}");
}

static void add_items(struct writer *writer)
{
    const struct tl_differences *differences = writer->json->differences;
    struct tl_text *out = writer->out;
    tl_text_print(out, ",\n  \"within\": %lld,\n  \"count\": %lld", (long long)writer->json->within_s,
                  (long long)differences->count);
    add_key(out, ",\n  ", "differences");
    for (size_t i = 0; i < differences->kept; i++) {
        const struct tl_difference *item = &differences->items[i];
        tl_text_print(out, "%s{\"what\": \"%s\"", i > 0 ? ",\n    " : "[\n    ",
                      verdict_names[item->verdict]);
        for (int side = 0; side < TL_SIDES; side++) {
            if (item->events[side].id > 0) {
                add_key(out, ", ", side_names[side]);
                add_event(writer, side, &item->events[side]);
            }
        }
        tl_text_add_char(out, '}');
    }
    tl_text_add(out, differences->kept > 0 ? "\n  ]" : "[]");
}

/* ---- missions and indexes ---- */

static void add_reals(struct tl_text *out, const double *values, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        tl_text_add(out, i > 0 ? ", " : "[");
        tl_text_add_real(out, values[i]);
    }
    tl_text_add_char(out, ']');
}

static void add_row(struct tl_text *out, const struct tl_difference_row *row, size_t days, bool has_events)
{
    const char *before = "{";
    for (int side = 0; side < TL_SIDES; side++) {
        if (row->has[side]) {
            tl_text_print(out, "%s\"%s\": {\"days\": ", before, side_names[side]);
            tl_text_add_real(out, row->days[side]);
            add_key(out, ", ", "by-day");
            add_reals(out, row->by_day[side], days);
            tl_text_add_char(out, '}');
            before = ", ";
        }
    }
    if (has_events) {
        tl_text_print(out, ", \"differences\": %lld, \"differences-by-day\": ", (long long)row->events);
        for (size_t day = 0; day < days; day++) {
            tl_text_print(out, "%s%lld", day > 0 ? ", " : "[", (long long)row->events_by_day[day]);
        }
        tl_text_add_char(out, ']');
    }
    tl_text_add_char(out, '}');
}

static void add_rows(struct tl_text *out, const char *key, const struct tl_difference_row *rows, size_t count,
                     size_t days, bool has_events)
{
    add_key(out, ",\n  ", key);
    for (size_t i = 0; i < count; i++) {
        add_key(out, i > 0 ? ",\n    " : "{\n    ", rows[i].name);
        add_row(out, &rows[i], days, has_events);
    }
    tl_text_add(out, count > 0 ? "\n  }" : "{}");
}

void tl_difference_json_print(const struct tl_difference_json *json, struct tl_text *out)
{
    struct writer writer = {.json = json, .out = out};
    const struct tl_differences *differences = json->differences;
    tl_text_add(out, "{\n  \"schema\": \"trilat.trace-diff/1\",\n  \"program\": \"trilat " TL_VERSION "\"");
    for (int side = 0; side < TL_SIDES; side++) {
        tl_trace_words_init(&writer.words[side], json->rosters[side]);
        add_side(&writer, side);
    }
    add_heads(out, json->heads);
    add_first(&writer);
    if (differences) {
        add_kinds(out, differences);
        add_rows(out, "missions", differences->missions, differences->mission_count, differences->days, true);
        add_rows(out, "indexes", differences->indexes, differences->index_count, differences->days, false);
        add_items(&writer);
    }
    tl_text_print(out, ",\n  \"complete\": %s\n}\n", json->is_whole ? "true" : "false");
    tl_trace_words_clear(&writer.words[TL_SIDE_A]);
    tl_trace_words_clear(&writer.words[TL_SIDE_B]);
}
