#include "trace/writer.h"

#include <glob.h>
#include <signal.h>
#include <sys/resource.h>

#include "trace/sample.h"

/* Lines of the writer's sample, from the outside: as zcat gives them. */
static char *unpack(const char *path, size_t *size)
{
    unsigned char *bytes = sample_run("zcat", path, size);
    char *text = tl_alloc(*size + 1, 1);
    memcpy(text, bytes, *size);
    free(bytes);
    return text;
}

static size_t count_files(const char *path)
{
    char pattern[300];
    glob_t found;
    snprintf(pattern, sizeof pattern, "%s*", path);
    size_t count = glob(pattern, 0, NULL, &found) == 0 ? found.gl_pathc : 0;
    globfree(&found);
    return count;
}

static void digest_of(const char *bytes, size_t size, char digest[TL_DIGEST_TEXT])
{
    struct tl_digest *under_way = tl_digest_create();
    tl_digest_add(under_way, bytes, size);
    tl_digest_get(under_way, digest);
    tl_digest_destroy(under_way);
}

START_TEST(is_a_legal_gzip_of_lines)
{
    const int64_t count = 10000;
    const char *path = sample_path("legal");
    struct tl_roster roster = sample_roster();
    struct tl_event *events = sample_events(count, 1);
    size_t size;
    sample_write(path, &roster, events, count);
    free(sample_run("gzip -t", path, &size));
    ck_assert_uint_eq(size, 0);
    char *text = unpack(path, &size);
    int64_t lines = 0;
    for (const char *c = text; (c = strchr(c, '\n')); c++) {
        lines++;
    }
    ck_assert_int_eq(lines, count + 2);
    ck_assert(strncmp(text, "{\"trace\":1,\"program\":\"trilat 0.1.0\",", 36) == 0);
    ck_assert_uint_eq(count_files(path), 1);
    free(text);
    free(events);
    unlink(path);
}
END_TEST

/* Of the lines that name a mission, as the one that an event is about or the one that was left for it. */
static void digest_of_mission(const char *first, const char *last, const char *name,
                              char digest[TL_DIGEST_TEXT])
{
    struct tl_text lines = {0};
    char is[40], was[40];
    snprintf(is, sizeof is, "\"mission\":\"%s\"", name);
    snprintf(was, sizeof was, "\"was\":\"%s\"", name);
    for (const char *line = first, *next; line < last; line = next) {
        next = strchr(line, '\n') + 1;
        size_t size = (size_t)(next - line);
        if (memmem(line, size, is, strlen(is)) || memmem(line, size, was, strlen(was))) {
            tl_text_add_bytes(&lines, line, size);
        }
    }
    digest_of(tl_text_get(&lines), lines.size, digest);
    tl_text_clear(&lines);
}

START_TEST(the_last_line_digests_the_others)
{
    const int64_t count = 5000;
    const char *path = sample_path("digest");
    struct tl_roster roster = sample_roster();
    struct tl_event *events = sample_events(count, 2);
    char digest[TL_DIGEST_TEXT];
    char expected[120];
    size_t size;
    sample_write(path, &roster, events, count);
    char *text = unpack(path, &size);
    char *first = strchr(text, '\n') + 1;
    char *last = text + size - 1;
    while (last[-1] != '\n') {
        last--;
    }
    digest_of(first, (size_t)(last - first), digest);
    snprintf(expected, sizeof expected,
             "{\"t\":864000,\"id\":5001,\"cause\":0,\"event\":\"end\",\"events\":5001,\"digest\":\"%s\"",
             digest);
    ck_assert_msg(strncmp(last, expected, strlen(expected)) == 0, "%.120s", last);
    char *second_day =
        strstr(first, "{\"t\":864"); /* the first event of 86400 or later begins so: 172.8 s an event */
    while (strtoll(second_day + 5, NULL, 10) < 86400) {
        second_day = strchr(second_day, '\n') + 1;
    }
    digest_of(first, (size_t)(second_day - first), digest);
    snprintf(expected, sizeof expected, "\"days\":[\"%s\",", digest);
    ck_assert_ptr_nonnull(strstr(last, expected));
    for (size_t m = 0; m < roster.mission_count; m++) {
        digest_of_mission(first, last, roster.missions[m].name, digest);
        snprintf(expected, sizeof expected, "\"%s\":\"%s\"", roster.missions[m].name, digest);
        ck_assert_msg(strstr(last, expected), "no %s in %s", expected, last);
    }
    free(text);
    free(events);
    unlink(path);
}
END_TEST

START_TEST(the_same_events_give_the_same_bytes)
{
    struct tl_roster roster = sample_roster();
    struct tl_event *events = sample_events(9000, 3);
    const char *first = sample_path("same-1");
    const char *second = sample_path("same-2");
    size_t sizes[2];
    sample_write(first, &roster, events, 9000);
    sample_write(second, &roster, events, 9000);
    unsigned char *a = sample_read(first, &sizes[0]);
    unsigned char *b = sample_read(second, &sizes[1]);
    ck_assert_uint_eq(sizes[0], sizes[1]);
    ck_assert_mem_eq(a, b, sizes[0]);
    free(a);
    free(b);
    free(events);
    unlink(first);
    unlink(second);
}
END_TEST

START_TEST(nothing_is_there_before_it_is_complete)
{
    const char *path = sample_path("part");
    struct tl_roster roster = sample_roster();
    struct tl_error err = {0};
    struct tl_trace_writer *writer = tl_trace_writer_open(path, &roster, &err);
    ck_assert_int_ne(access(path, F_OK), 0);
    ck_assert_uint_eq(count_files(path), 1);
    ck_assert(tl_trace_writer_close(writer, &err));
    ck_assert_int_eq(access(path, F_OK), 0);
    ck_assert_uint_eq(count_files(path), 1);
    unlink(path);
}
END_TEST

START_TEST(an_old_trace_stays_until_the_new_one_is_complete)
{
    const char *path = sample_path("old");
    struct tl_roster roster = sample_roster();
    struct tl_error err = {0};
    size_t size;
    sample_store(path, (const unsigned char *)"old", 3);
    struct tl_trace_writer *writer = tl_trace_writer_open(path, &roster, &err);
    free(sample_read(path, &size));
    ck_assert_uint_eq(size, 3);
    ck_assert(tl_trace_writer_close(writer, &err));
    free(sample_read(path, &size));
    ck_assert_uint_gt(size, 3);
    unlink(path);
}
END_TEST

static void expect_failure(const char *path, const struct tl_event *events, int64_t count, const char *text)
{
    struct tl_roster roster = sample_roster();
    struct tl_error err = {0};
    struct tl_trace_writer *writer = tl_trace_writer_open(path, &roster, &err);
    ck_assert_ptr_nonnull(writer);
    struct tl_sink sink = tl_trace_writer_sink(writer);
    for (int64_t i = 0; i < count; i++) {
        sink.take(sink.self, &events[i]);
    }
    ck_assert(!tl_trace_writer_close(writer, &err));
    ck_assert_uint_eq(err.count, 1);
    ck_assert_int_eq(err.fault, TL_FAULT_WORLD);
    ck_assert_msg(strstr(err.lines[0], text), "%s", err.lines[0]);
    tl_error_clear(&err);
}

START_TEST(a_full_device_is_an_error)
{
    struct tl_event *events = sample_events(20000, 4);
    expect_failure("/dev/full", events, 0, "/dev/full: cannot be written: No space left on device");
    expect_failure("/dev/full", events, 20000, "/dev/full: cannot be written: No space left on device");
    ck_assert_int_eq(access("/dev/full", F_OK), 0);
    free(events);
}
END_TEST

/* A file that may not grow, whether that shows early, late or only at the very end. */
START_TEST(a_full_disk_leaves_nothing)
{
    const char *path = sample_path("full");
    struct tl_roster roster = sample_roster();
    struct tl_event *events = sample_events(20000, 5);
    size_t size;
    sample_write(path, &roster, events, 20000);
    free(sample_read(path, &size));
    unlink(path);
    signal(SIGXFSZ, SIG_IGN);
    for (rlim_t limit = 0; limit < size; limit += size / 5 - 1) {
        struct rlimit old;
        ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &old), 0);
        ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &(struct rlimit){limit, old.rlim_max}), 0);
        expect_failure(path, events, 20000, "cannot be written: File too large");
        ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &old), 0);
        ck_assert_uint_eq(count_files(path), 0);
    }
    free(events);
}
END_TEST

START_TEST(no_folder_is_an_error)
{
    struct tl_roster roster = sample_roster();
    struct tl_error err = {0};
    ck_assert_ptr_null(tl_trace_writer_open("/nowhere/at/all.trace.gz", &roster, &err));
    ck_assert_int_eq(err.fault, TL_FAULT_WORLD);
    ck_assert_str_eq(err.lines[0], "/nowhere/at/all.trace.gz: cannot be written: No such file or directory");
    tl_error_clear(&err);
}
END_TEST

TL_TEST_MAIN(writer, is_a_legal_gzip_of_lines, the_last_line_digests_the_others,
             the_same_events_give_the_same_bytes, nothing_is_there_before_it_is_complete,
             an_old_trace_stays_until_the_new_one_is_complete, a_full_device_is_an_error,
             a_full_disk_leaves_nothing, no_folder_is_an_error)
