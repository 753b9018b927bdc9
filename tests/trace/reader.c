#include "trace/reader.h"

#include <fcntl.h>

#include "trace/index.h"
#include "trace/sample.h"

/* Read up to the end or a damage. Returns how many events there were, each as it was written. */
static int64_t read_through(struct tl_trace_reader *reader, const struct tl_event *events,
                            enum tl_trace_step *step, struct tl_error *err)
{
    struct tl_event event;
    int64_t count = 0;
    while ((*step = tl_trace_reader_next(reader, &event, err)) == TL_TRACE_EVENT) {
        if (!sample_is_same(&event, &events[event.id - 1])) { /* an assertion takes longer than an event */
            ck_abort_msg("event %lld is another one", (long long)event.id);
        }
        count++;
    }
    return count;
}

/* Read a file that may be damaged. Returns its whole events, and whether all was well. */
static int64_t read_file(const char *path, const struct tl_event *events, bool *whole, struct tl_error *err)
{
    enum tl_trace_step step = TL_TRACE_BROKEN;
    int64_t count = 0;
    struct tl_trace_reader *reader = tl_trace_reader_open(path, err);
    if (reader) {
        count = read_through(reader, events, &step, err);
        tl_trace_reader_close(reader);
    }
    *whole = step == TL_TRACE_END;
    ck_assert_uint_eq(err->count, *whole ? 0 : 1);
    ck_assert_int_eq(err->fault, *whole ? TL_FAULT_NONE : TL_FAULT_USER);
    return count;
}

/* How many events a round trip takes: one, around a member's end, several members. */
static const int64_t counts[] = {1, 2, 4095, 4096, 4097, 8192, 20000};

START_TEST(a_round_trip_changes_nothing)
{
    const char *path = sample_path("trip");
    struct tl_roster roster = sample_roster();
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        struct tl_event *events = sample_events(counts[i], 10 + i);
        struct tl_error err = {0};
        bool whole;
        sample_write(path, &roster, events, counts[i]);
        ck_assert_int_eq(read_file(path, events, &whole, &err), counts[i]);
        ck_assert_msg(whole, "%s", err.count ? err.lines[0] : "");
        free(events);
    }
    unlink(path);
}
END_TEST

/* Written well, and yet a mistake: whoever reads it means another one. */
START_TEST(a_trace_without_events_is_refused)
{
    const char *path = sample_path("empty");
    struct tl_roster roster = sample_roster();
    struct tl_error err = {0};
    bool whole;
    sample_write(path, &roster, NULL, 0);
    ck_assert_int_eq(read_file(path, NULL, &whole, &err), 0);
    ck_assert_msg(strstr(err.lines[0], "empty:2: an empty trace: nothing happens in it"), "%s", err.lines[0]);
    tl_error_clear(&err);
    unlink(path);
}
END_TEST

START_TEST(seeking_finds_the_first_event)
{
    const int64_t count = 20000;
    const char *path = sample_path("seek");
    struct tl_roster roster = sample_roster();
    struct tl_event *events = sample_events(count, 20);
    struct tl_error err = {0};
    for (int64_t i = 4090; i < 4110; i++) { /* equal times over a member's end */
        events[i].time_s = events[4090].time_s;
    }
    sample_write(path, &roster, events, count);
    struct tl_trace_reader *reader = tl_trace_reader_open(path, &err);
    const int64_t times[] = {500000, 0,       863999, 864000, events[4090].time_s, events[4090].time_s + 1,
                             43,     1000000, 44};
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        struct tl_event event;
        int64_t first = 0;
        while (first < count && events[first].time_s < times[i]) {
            first++;
        }
        ck_assert(tl_trace_reader_seek(reader, times[i], &err));
        enum tl_trace_step step = tl_trace_reader_next(reader, &event, &err);
        ck_assert_int_eq(step, first < count ? TL_TRACE_EVENT : TL_TRACE_END);
        if (first < count) {
            ck_assert_int_eq(event.id, first + 1);
            ck_assert_int_eq(read_through(reader, events, &step, &err), count - first - 1);
            ck_assert_int_eq(step, TL_TRACE_END);
        }
    }
    tl_trace_reader_close(reader);
    ck_assert(tl_error_is_empty(&err));
    free(events);
    unlink(path);
}
END_TEST

/* Seeking jumps: bytes of the members passed over may be anything. */
START_TEST(seeking_reads_nothing_between)
{
    const int64_t count = 20000;
    const char *path = sample_path("jump");
    struct tl_roster roster = sample_roster();
    struct tl_event *events = sample_events(count, 21);
    struct tl_error err = {0};
    enum tl_trace_step step;
    size_t size;
    sample_write(path, &roster, events, count);
    unsigned char *bytes = sample_read(path, &size);
    memset(bytes + size / 10, 0, size / 2);
    sample_store(path, bytes, size);
    struct tl_trace_reader *reader = tl_trace_reader_open(path, &err);
    ck_assert(tl_trace_reader_seek(reader, 800000, &err));
    ck_assert_int_gt(read_through(reader, events, &step, &err), 1000);
    ck_assert_int_eq(step, TL_TRACE_END);
    tl_trace_reader_close(reader);
    free(bytes);
    free(events);
    unlink(path);
}
END_TEST

/* Compressed anew by gzip: no index, no digest of the file, but the same trace. */
START_TEST(another_gzip_reads_too)
{
    const int64_t count = 9000;
    const char *path = sample_path("again");
    struct tl_roster roster = sample_roster();
    struct tl_event *events = sample_events(count, 22);
    struct tl_error err = {0};
    enum tl_trace_step step;
    size_t size;
    sample_write(path, &roster, events, count);
    unsigned char *bytes = sample_run("f() { zcat \"$1\" | gzip -9n; }; f", path, &size);
    sample_store(path, bytes, size);
    struct tl_trace_reader *reader = tl_trace_reader_open(path, &err);
    ck_assert_int_eq(read_through(reader, events, &step, &err), count);
    ck_assert_int_eq(step, TL_TRACE_END);
    ck_assert(!tl_trace_reader_is_indexed(reader));
    ck_assert(tl_trace_reader_seek(reader, 432000, &err));
    ck_assert_int_eq(read_through(reader, events, &step, &err), count / 2);
    tl_trace_reader_close(reader);
    ck_assert(tl_error_is_empty(&err));
    free(bytes);
    free(events);
    unlink(path);
}
END_TEST

/* Every byte of the head and of the last 400, and some between. */
static size_t next_cut(size_t at, size_t size)
{
    if (at < 100 || at + 400 >= size) {
        return at + 1;
    }
    return at + 997 < size - 400 ? at + 997 : size - 400;
}

/* A file cut anywhere gives some first events, never another one, and says so. */
START_TEST(every_cut_is_told)
{
    const int64_t count = 4200;
    const char *path = sample_path("cut");
    const char *cut = sample_path("cut-off");
    struct tl_roster roster = sample_roster();
    struct tl_event *events = sample_events(count, 23);
    int64_t before = 0;
    size_t size;
    sample_write(path, &roster, events, count);
    unsigned char *bytes = sample_read(path, &size);
    for (size_t at = 0; at < size; at = next_cut(at, size)) {
        struct tl_error err = {0};
        bool whole;
        sample_store(cut, bytes, at);
        int64_t found = read_file(cut, events, &whole, &err);
        ck_assert_msg(!whole, "cut at %zu of %zu", at, size);
        ck_assert_int_ge(found, before); /* more bytes, no fewer events */
        before = found;
        tl_error_clear(&err);
    }
    ck_assert_int_eq(before, count);
    free(bytes);
    free(events);
    unlink(path);
    unlink(cut);
}
END_TEST

/* One flipped bit anywhere: reading it to the end always tells. */
START_TEST(every_flip_is_told)
{
    const int64_t count = 70;
    const char *path = sample_path("flip");
    struct tl_roster roster = sample_roster();
    struct tl_event *events = sample_events(count, 24);
    size_t size;
    sample_write(path, &roster, events, count);
    unsigned char *bytes = sample_read(path, &size);
    for (size_t bit = 0; bit < size * 8; bit += bit < 200 || bit + 1500 > size * 8 ? 1 : 47) {
        struct tl_error err = {0};
        bool whole;
        bytes[bit / 8] ^= (unsigned char)(1 << bit % 8);
        sample_store(path, bytes, size);
        read_file(path, events, &whole, &err);
        ck_assert_msg(!whole, "bit %zu of byte %zu of %zu", bit % 8, bit / 8, size);
        bytes[bit / 8] ^= (unsigned char)(1 << bit % 8);
        tl_error_clear(&err);
    }
    free(bytes);
    free(events);
    unlink(path);
}
END_TEST

/* Members before the damaged one are given out, its own events are not. */
START_TEST(whole_members_before_a_flip_are_read)
{
    const int64_t count = 12000;
    const char *path = sample_path("members");
    struct tl_roster roster = sample_roster();
    struct tl_event *events = sample_events(count, 25);
    struct tl_error err = {0};
    bool whole;
    size_t size;
    sample_write(path, &roster, events, count);
    unsigned char *bytes = sample_read(path, &size);
    bytes[size / 2] ^= 8;
    sample_store(path, bytes, size);
    ck_assert_int_eq(read_file(path, events, &whole, &err), 4096);
    ck_assert_msg(
        strstr(err.lines[0], "is damaged; the 4096 events before are whole, up to line 4097 at D+3 09:"),
        "%s", err.lines[0]);
    tl_error_clear(&err);
    free(bytes);
    free(events);
    unlink(path);
}
END_TEST

/* An index that is not that of the events, though its digests are right. */
START_TEST(a_wrong_index_is_told)
{
    const char *path = sample_path("index");
    struct tl_roster roster = sample_roster();
    struct tl_event *events = sample_events(9000, 28);
    struct tl_error err = {0};
    struct tl_trace_index index = {0};
    struct tl_text file = {0}, members = {0};
    char digest[TL_DIGEST_TEXT];
    size_t size;
    bool whole;
    sample_write(path, &roster, events, 9000);
    int fd = open(path, O_RDONLY);
    ck_assert(tl_trace_index_read(&index, fd));
    close(fd);
    unsigned char *bytes = sample_read(path, &size);
    tl_trace_index_print(&index, 0, &members);
    size_t offset = size - members.size - TL_TRACE_TAIL_BYTES;
    index.entries[1].time_s--;
    tl_text_add_bytes(&file, (const char *)bytes, offset);
    tl_trace_index_print(&index, offset, &file);
    struct tl_digest *under_way = tl_digest_create();
    tl_digest_add(under_way, file.data, file.size);
    tl_digest_get(under_way, digest);
    tl_trace_index_print_tail(digest, &file);
    sample_store(path, (const unsigned char *)file.data, file.size);
    ck_assert_int_eq(read_file(path, events, &whole, &err), 9000);
    ck_assert(!whole);
    ck_assert_ptr_nonnull(strstr(err.lines[0], "the index is not that of the events"));
    tl_error_clear(&err);
    tl_digest_destroy(under_way);
    tl_trace_index_clear(&index);
    tl_text_clear(&file);
    tl_text_clear(&members);
    free(bytes);
    free(events);
    unlink(path);
}
END_TEST

/* What else may lie where a trace is meant: contents and the message. */
static void expect_foreign(const char *make, const char *text)
{
    const char *path = sample_path("foreign");
    struct tl_error err = {0};
    char command[400];
    size_t size;
    snprintf(command, sizeof command, "f() { %s; }; f", make);
    unsigned char *bytes = sample_run(command, path, &size);
    sample_store(path, bytes, size);
    struct tl_trace_reader *reader = tl_trace_reader_open(path, &err);
    struct tl_event event;
    if (reader) {
        ck_assert_int_eq(tl_trace_reader_next(reader, &event, &err), TL_TRACE_BROKEN);
        ck_assert_int_eq(tl_trace_reader_next(reader, &event, &err), TL_TRACE_BROKEN);
        tl_trace_reader_close(reader);
    }
    ck_assert_uint_eq(err.count, 1);
    ck_assert_int_eq(err.fault, TL_FAULT_USER);
    ck_assert_msg(strstr(err.lines[0], text), "%s: %s", make, err.lines[0]);
    tl_error_clear(&err);
    free(bytes);
    unlink(path);
}

START_TEST(foreign_files_are_told_apart)
{
    expect_foreign("true", ": an empty file, not a trace");
    expect_foreign("printf x", ": not a trace: it is not gzipped");
    expect_foreign("printf '{\"trace\":1'", "(a trace that was unpacked?");
    expect_foreign("printf '\\037\\213'", ": truncated within its first line");
    expect_foreign("printf '\\037\\213xx'", " is damaged; nothing of it can be read");
    expect_foreign("true | gzip", ": not a trace: nothing is in it");
    expect_foreign("echo hello | gzip", ": not a trace: its first line is not a trace's header");
    expect_foreign("echo '{\"trace\":7}' | gzip", ": a trace of version 7; this program reads version 1");
    expect_foreign("echo '{\"trace\":1}' | gzip", ":1: program: must be there, a text");
    expect_foreign("printf '{\"trace\":1' | gzip", ": truncated within its first line");
}
END_TEST

START_TEST(no_file_is_told)
{
    struct tl_error err = {0};
    ck_assert_ptr_null(tl_trace_reader_open("/nowhere.trace.gz", &err));
    ck_assert_str_eq(err.lines[0], "/nowhere.trace.gz: cannot be read: No such file or directory");
    tl_error_clear(&err);
    ck_assert_ptr_null(tl_trace_reader_open("/", &err));
    ck_assert_str_eq(err.lines[0], "/: cannot be read: Is a directory");
    ck_assert_int_eq(err.fault, TL_FAULT_USER);
    tl_error_clear(&err);
}
END_TEST

/* Change the text of a small trace by sed and compress it anew: the message that names the line. */
static void expect_edit(const char *sed, const char *text)
{
    const char *path = sample_path("edit");
    struct tl_roster roster = sample_roster();
    struct tl_event *events = sample_events(40, 26);
    struct tl_error err = {0};
    char command[400];
    size_t size;
    bool whole;
    sample_write(path, &roster, events, 40);
    snprintf(command, sizeof command, "f() { zcat \"$1\" | sed -E '%s' | gzip; }; f", sed);
    unsigned char *bytes = sample_run(command, path, &size);
    sample_store(path, bytes, size);
    struct tl_trace_reader *reader = tl_trace_reader_open(path, &err);
    struct tl_event event;
    enum tl_trace_step step;
    int64_t count = 0;
    while ((step = tl_trace_reader_next(reader, &event, &err)) == TL_TRACE_EVENT) {
        count++;
    }
    ck_assert(count > 0 &&
              sample_is_same(&event, &events[count - 1])); /* what is refused is not handed out */
    whole = step == TL_TRACE_END;
    tl_trace_reader_close(reader);
    ck_assert_msg(whole == (*text == '\0'), "%s", sed);
    ck_assert_msg(whole || strstr(err.lines[0], text), "%s: %s", sed, whole ? "" : err.lines[0]);
    tl_error_clear(&err);
    free(bytes);
    free(events);
    unlink(path);
}

START_TEST(edits_are_told_with_their_line)
{
    expect_edit("", "");
    expect_edit("5d", "edit:5: the id does not follow");
    expect_edit("5s/\"t\":[0-9]*/\"t\":1/", "edit:5: the time is before");
    expect_edit("5s/\"t\":[0-9]*/\"t\":864001/", "edit:5: the time is past the horizon");
    expect_edit("5s/$/x/", "edit:5: more after the object");
    expect_edit("5s/^/ /", "edit:42: the digest is not that of the events before");
    expect_edit("5s/\"cause\":[0-9]*/\"cause\":77/", "edit:5: the cause must be an earlier event");
    expect_edit("5s/\"cause\":[0-9]*/\"cause\":4/", "edit:5: the cause must be an earlier event");
    expect_edit("9s/\"cause\":[0-9]*/\"cause\":1/", "edit:42: the digest is not that of the events before");
    expect_edit("42s/\"events\":41/\"events\":40/", "edit:42: the end is not at the horizon");
    expect_edit("42s/\"digest\":\"./&0/", "edit:42: the end has no digest");
    expect_edit("42s/\"days\":.*\"missions\"/\"missions\"/", "edit:42: the end has no digests of days");
    expect_edit("42s/\"neo\":/\"oen\":/", "edit:42: the end has no digests of the header's missions");
    expect_edit("42d", "truncated; the 40 events before are whole");
    expect_edit("42p", "edit:43: a line after the end");
    expect_edit("7s/js-/sj-/", "edit:7: the header does not name \"sj-");
}
END_TEST

START_TEST(a_pipe_reads_forwards)
{
    const int64_t count = 9000;
    const char *path = sample_path("pipe");
    struct tl_roster roster = sample_roster();
    struct tl_event *events = sample_events(count, 27);
    struct tl_error err = {0};
    enum tl_trace_step step;
    char command[300];
    sample_write(path, &roster, events, count);
    snprintf(command, sizeof command, "cat '%s'", path);
    FILE *pipe = popen(command, "r");
    dup2(fileno(pipe), STDIN_FILENO);
    struct tl_trace_reader *reader = tl_trace_reader_open("-", &err);
    ck_assert_ptr_nonnull(reader);
    ck_assert(tl_trace_reader_seek(reader, 432000, &err));
    ck_assert_int_eq(read_through(reader, events, &step, &err), count / 2);
    ck_assert_int_eq(step, TL_TRACE_END);
    ck_assert(!tl_trace_reader_seek(reader, 5, &err));
    ck_assert_str_eq(err.lines[0], "standard input: cannot go back to an earlier time");
    tl_error_clear(&err);
    tl_trace_reader_close(reader);
    pclose(pipe);
    free(events);
    unlink(path);
}
END_TEST

TL_TEST_MAIN(reader, a_round_trip_changes_nothing, a_trace_without_events_is_refused,
             seeking_finds_the_first_event, seeking_reads_nothing_between, another_gzip_reads_too,
             every_cut_is_told, every_flip_is_told, whole_members_before_a_flip_are_read,
             a_wrong_index_is_told, foreign_files_are_told_apart, no_file_is_told,
             edits_are_told_with_their_line, a_pipe_reads_forwards)
