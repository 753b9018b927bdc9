#include "trace/reader.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "event/describe.h"
#include "trace/index.h"
#include "trace/input.h"
#include "trace/line.h"

struct tl_trace_reader {
    char *path;
    struct tl_arena *arena;
    struct tl_trace_input *input;
    const struct tl_roster *roster;
    struct tl_trace_words words;
    struct tl_trace_index members; /* as they were met, to compare with the file's index */
    struct tl_digest *digest;      /* of the lines of events */
    bool seeked;
    bool held; /* seeking has read one event too many: it is `event` */
    struct tl_event event;
    enum tl_trace_step step; /* TL_TRACE_EVENT until the end or a damage */
    struct tl_trace_end end;
    int64_t last_id;
    int64_t last_time_s;
    const char *line;
    size_t line_size;
};

/* How far the trace is good. */
static enum tl_trace_step report_break(struct tl_trace_reader *reader, const char *what, struct tl_error *err)
{
    struct tl_text where = {0};
    if (reader->last_id > 0) {
        tl_text_print(&where, ", up to line %lld at ", (long long)reader->last_id + 1);
        tl_event_print_time(reader->last_time_s, &where);
    }
    tl_error_add(err, TL_FAULT_USER, "%s: %s; the %lld events before are whole%s", reader->path, what,
                 (long long)reader->last_id, tl_text_get(&where));
    tl_text_clear(&where);
    return reader->step = TL_TRACE_BROKEN;
}

static enum tl_trace_step report_line(struct tl_trace_reader *reader, const char *why, struct tl_error *err)
{
    int64_t number = reader->last_id + 2;
    struct tl_origin where = {reader->path, (int)(number < INT32_MAX ? number : INT32_MAX)};
    tl_error_at(err, &where, NULL, NULL, "%s", why);
    return reader->step = TL_TRACE_BROKEN;
}

static enum tl_trace_step report_input(struct tl_trace_reader *reader, enum tl_trace_got got,
                                       struct tl_error *err)
{
    return report_break(reader, got == TL_TRACE_GOT_BROKEN ? tl_trace_input_why(reader->input) : "truncated",
                        err);
}

/* The first line, or why there is none. */
static bool read_header(struct tl_trace_reader *reader, struct tl_error *err)
{
    uint64_t offset;
    enum tl_trace_got got = tl_trace_input_next(reader->input, &reader->line, &reader->line_size, &offset);
    if (got == TL_TRACE_GOT_BROKEN) {
        return tl_error_add(err, TL_FAULT_USER, "%s: %s; nothing of it can be read", reader->path,
                            tl_trace_input_why(reader->input));
    }
    if (got != TL_TRACE_GOT_LINE) {
        return tl_error_add(err, TL_FAULT_USER, "%s: %s", reader->path,
                            got == TL_TRACE_GOT_CUT ? "truncated within its first line"
                                                    : "not a trace: nothing is in it");
    }
    reader->roster = tl_trace_header_parse(reader->line, reader->line_size, reader->path, reader->arena, err);
    return reader->roster;
}

struct tl_trace_reader *tl_trace_reader_open(const char *path, struct tl_error *err)
{
    struct tl_trace_input *input = tl_trace_input_open(path, err);
    if (!input) {
        return NULL;
    }
    struct tl_trace_reader *reader = tl_alloc(1, sizeof *reader);
    reader->path = tl_copy(strcmp(path, "-") == 0 ? "standard input" : path);
    reader->arena = tl_arena_create();
    reader->input = input;
    reader->digest = tl_digest_create();
    if (!read_header(reader, err)) {
        tl_trace_reader_close(reader);
        return NULL;
    }
    tl_trace_words_init(&reader->words, reader->roster);
    return reader;
}

void tl_trace_reader_close(struct tl_trace_reader *reader)
{
    if (reader) {
        tl_trace_input_close(reader->input);
        tl_trace_words_clear(&reader->words);
        tl_trace_index_clear(&reader->members);
        tl_digest_destroy(reader->digest);
        tl_arena_destroy(reader->arena);
        free(reader->path);
        free(reader);
    }
}

const struct tl_roster *tl_trace_reader_roster(const struct tl_trace_reader *reader)
{
    return reader->roster;
}

/* Does the event follow the ones before it, its cause among them? */
static const char *check_order(const struct tl_trace_reader *reader, int64_t id, int64_t cause,
                               int64_t time_s)
{
    if (id != reader->last_id + 1) {
        return "the id does not follow the one before";
    }
    if (cause >= id) {
        return "the cause must be an earlier event";
    }
    if (time_s < reader->last_time_s) {
        return "the time is before that of the event before";
    }
    return time_s > reader->roster->horizon_s ? "the time is past the horizon" : NULL;
}

/* What the last line promises against what was read. */
static const char *check_end(const struct tl_trace_reader *reader)
{
    const struct tl_trace_end *end = &reader->end;
    char digest[TL_DIGEST_TEXT];
    if (end->events == 1 && end->id == 1) {
        return "an empty trace: nothing happens in it";
    }
    if (end->events != end->id || end->time_s != reader->roster->horizon_s) {
        return "the end is not at the horizon, or its count of events is not its id";
    }
    tl_digest_get(reader->digest, digest);
    return reader->seeked || strcmp(digest, end->digest) == 0 ? NULL
                                                              : "the digest is not that of the events before";
}

/* After the last line nothing may follow, and the index must be that of the members met. */
static enum tl_trace_step close_file(struct tl_trace_reader *reader, struct tl_error *err)
{
    const char *line;
    size_t size;
    uint64_t offset;
    enum tl_trace_got got = tl_trace_input_next(reader->input, &line, &size, &offset);
    if (got == TL_TRACE_GOT_LINE) {
        reader->last_id++;
        return report_line(reader, "a line after the end", err);
    }
    if (got != TL_TRACE_GOT_END) {
        return report_input(reader, got, err);
    }
    if (!reader->seeked && tl_trace_input_is_indexed(reader->input) &&
        !tl_trace_index_equal(&reader->members, tl_trace_input_index(reader->input))) {
        return report_break(reader, "the index is not that of the events", err);
    }
    return reader->step = TL_TRACE_END;
}

static enum tl_trace_step take_end(struct tl_trace_reader *reader, uint64_t offset, struct tl_error *err)
{
    const char *why = check_order(reader, reader->end.id, 0, reader->end.time_s);
    why = why ? why : check_end(reader);
    if (why) {
        return report_line(reader, why, err);
    }
    if (offset != UINT64_MAX) {
        tl_trace_index_add(&reader->members, reader->end.time_s, reader->end.id, offset);
    }
    return close_file(reader, err);
}

static enum tl_trace_step take_line(struct tl_trace_reader *reader, uint64_t offset, struct tl_event *event,
                                    struct tl_error *err)
{
    char why[TL_TRACE_WHY];
    struct tl_event found;
    if (!tl_trace_line_parse(&reader->words, reader->line, reader->line_size, &found, why)) {
        const char *end_why;
        if (tl_trace_end_parse(reader->line, reader->line_size, reader->roster, reader->arena, &reader->end,
                               &end_why)) {
            return take_end(reader, offset, err);
        }
        return report_line(reader, end_why ? end_why : why, err);
    }
    const char *wrong = check_order(reader, found.id, found.cause, found.time_s);
    if (wrong) {
        return report_line(reader, wrong, err);
    }
    if (offset != UINT64_MAX) {
        tl_trace_index_add(&reader->members, found.time_s, found.id, offset);
    }
    tl_digest_add(reader->digest, reader->line, reader->line_size + 1); /* its newline stands behind it */
    reader->last_id = found.id;
    reader->last_time_s = found.time_s;
    *event = found;
    return TL_TRACE_EVENT;
}

enum tl_trace_step tl_trace_reader_next(struct tl_trace_reader *reader, struct tl_event *event,
                                        struct tl_error *err)
{
    if (reader->held) {
        reader->held = false;
        *event = reader->event;
        return TL_TRACE_EVENT;
    }
    if (reader->step != TL_TRACE_EVENT) {
        return reader->step;
    }
    uint64_t offset;
    enum tl_trace_got got = tl_trace_input_next(reader->input, &reader->line, &reader->line_size, &offset);
    if (got != TL_TRACE_GOT_LINE) { /* even a whole file: its last line is missing */
        return report_input(reader, got, err);
    }
    return take_line(reader, offset, event, err);
}

/* Stand before the member where reading for time_s must start. False where only reading on is possible. */
static bool jump(struct tl_trace_reader *reader, int64_t time_s)
{
    struct tl_trace_index index = {0};
    struct tl_trace_entry entry = {0, 1, 0};
    bool indexed = tl_trace_input_read_index(reader->input, &index);
    if (indexed) {
        entry = index.entries[tl_trace_index_find(&index, time_s)];
    }
    tl_trace_index_clear(&index);
    if (!tl_trace_input_seek(reader->input, entry.offset)) {
        return false;
    }
    reader->last_id = entry.id - 1;
    reader->last_time_s = indexed ? entry.time_s : 0;
    reader->step = TL_TRACE_EVENT;
    uint64_t offset;
    if (!indexed) { /* the header again */
        tl_trace_input_next(reader->input, &reader->line, &reader->line_size, &offset);
    }
    return true;
}

bool tl_trace_reader_seek(struct tl_trace_reader *reader, int64_t time_s, struct tl_error *err)
{
    reader->held = false;
    reader->seeked = true;
    if (!jump(reader, time_s) && reader->last_id > 0 && reader->last_time_s >= time_s) {
        return tl_error_add(err, TL_FAULT_USER, "%s: cannot go back to an earlier time", reader->path);
    }
    enum tl_trace_step step;
    do {
        step = tl_trace_reader_next(reader, &reader->event, err);
    } while (step == TL_TRACE_EVENT && reader->event.time_s < time_s);
    reader->held = step == TL_TRACE_EVENT;
    return true;
}

const char *tl_trace_reader_line(const struct tl_trace_reader *reader, size_t *size)
{
    *size = reader->line_size;
    return reader->line;
}

int64_t tl_trace_reader_line_number(const struct tl_trace_reader *reader)
{
    return reader->last_id + 1;
}

const struct tl_trace_end *tl_trace_reader_end(const struct tl_trace_reader *reader)
{
    assert(reader->step == TL_TRACE_END);
    return &reader->end;
}

bool tl_trace_reader_is_indexed(const struct tl_trace_reader *reader)
{
    return tl_trace_input_is_indexed(reader->input);
}
