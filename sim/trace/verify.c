#include "trace/verify.h"

#include <string.h>

#include "base/text.h"
#include "trace/books.h"
#include "trace/lives.h"
#include "trace/reader.h"

struct check {
    const char *path;
    const struct tl_roster *roster;
    struct tl_trace_digests digests;
    struct tl_lives lives;
    struct tl_books books;
};

static void init_check(struct check *check, const char *path, const struct tl_roster *roster)
{
    *check = (struct check){.path = path, .roster = roster};
    tl_trace_digests_init(&check->digests, roster);
    tl_lives_init(&check->lives, roster);
    tl_books_init(&check->books, roster);
}

static void clear_check(struct check *check)
{
    tl_trace_digests_clear(&check->digests);
    tl_lives_clear(&check->lives);
    tl_books_clear(&check->books);
}

static bool fail(const struct check *check, int64_t line, const char *what, const char *name,
                 const char *rule, struct tl_error *err)
{
    struct tl_origin where = {check->path, (int)(line < INT32_MAX ? line : INT32_MAX)};
    return tl_error_at(err, &where, what, name, "%s", rule);
}

static bool check_event(struct check *check, const struct tl_event *event, int64_t line, struct tl_error *err)
{
    struct tl_flaw flaw;
    if (event->cause == 0 && !tl_event_class_get(event->kind)->may_be_root) {
        return fail(check, line, "cause", "0", "such an event has a cause", err);
    }
    return (tl_lives_take(&check->lives, event, &flaw) && tl_books_take(&check->books, event, &flaw)) ||
           fail(check, line, flaw.what, flaw.name, flaw.rule, err);
}

/* The digests of days and missions against those of the last line. */
static bool check_parts(struct check *check, const struct tl_trace_end *end, int64_t line,
                        struct tl_error *err)
{
    tl_trace_digests_finish(&check->digests);
    if (end->day_count != check->digests.day_count) {
        return fail(check, line, "days", NULL, "must be as many as the horizon has", err);
    }
    for (size_t d = 0; d < end->day_count; d++) {
        if (strcmp(end->days[d], check->digests.days[d]) != 0) {
            struct tl_text day = {0};
            tl_text_print(&day, "days[%zu]", d);
            fail(check, line, tl_text_get(&day), end->days[d], "is not the digest of that day's lines", err);
            tl_text_clear(&day);
            return false;
        }
    }
    for (size_t m = 0; m < check->roster->mission_count; m++) {
        char digest[TL_DIGEST_TEXT];
        tl_digest_get(check->digests.missions[m], digest);
        if (strcmp(end->missions[m], digest) != 0) {
            return fail(check, line, check->roster->missions[m].name, end->missions[m],
                        "is not the digest of that mission's lines", err);
        }
    }
    return true;
}

static bool read_all(struct check *check, struct tl_trace_reader *reader, struct tl_error *err)
{
    struct tl_event event;
    enum tl_trace_step step;
    while ((step = tl_trace_reader_next(reader, &event, err)) == TL_TRACE_EVENT) {
        size_t size;
        const char *line = tl_trace_reader_line(reader, &size);
        if (!check_event(check, &event, tl_trace_reader_line_number(reader), err)) {
            return false;
        }
        size_t day = tl_trace_digests_day(&check->digests, event.time_s);
        tl_trace_digests_add(&check->digests, day, line, size + 1); /* its newline stands behind it */
        tl_trace_digests_add_missions(&check->digests, &event, line, size + 1);
    }
    return step == TL_TRACE_END &&
           check_parts(check, tl_trace_reader_end(reader), tl_trace_reader_line_number(reader) + 1, err);
}

bool tl_trace_verify(const char *path, struct tl_trace_summary *summary, struct tl_error *err)
{
    struct tl_trace_reader *reader = tl_trace_reader_open(path, err);
    if (!reader) {
        return false;
    }
    struct check check;
    init_check(&check, path, tl_trace_reader_roster(reader));
    bool good = read_all(&check, reader, err);
    if (good) {
        const struct tl_trace_end *end = tl_trace_reader_end(reader);
        *summary = (struct tl_trace_summary){
            .events = end->events, .days = end->day_count, .indexed = tl_trace_reader_is_indexed(reader)};
        memcpy(summary->digest, end->digest, TL_DIGEST_TEXT);
    }
    clear_check(&check);
    tl_trace_reader_close(reader);
    return good;
}
