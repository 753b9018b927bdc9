#include "trilat/trace.h"

#include <math.h>

#include "trace/sample.h"

#define SAMPLE_COUNT INT64_C(9000) /* three gzip members, every kind of event many times */

/* A written trace of random events of every kind, which do not go together. */
static const char *write_sample(void)
{
    const char *path = sample_path("library");
    struct tl_roster roster = sample_roster();
    struct tl_event *events = sample_events(SAMPLE_COUNT, 1);
    sample_write(path, &roster, events, SAMPLE_COUNT);
    free(events);
    return path;
}

/* The trace of one ship that stands beside the reference. */
static struct trilat_trace *open_transit(void)
{
    char path[512];
    char why[TRILAT_WHY];
    snprintf(path, sizeof path, "%s/traces/transit.r0.trace.gz", getenv("TL_SOURCE"));
    struct trilat_trace *trace = trilat_trace_open(path, why);
    ck_assert_msg(trace != NULL, "%s", why);
    return trace;
}

/* What stands behind a key of a line. */
static const char *find_value(const char *line, const char *key)
{
    char mark[64];
    snprintf(mark, sizeof mark, "\"%s\":", key);
    const char *found = strstr(line, mark);
    ck_assert_msg(found != NULL, "no %s in %s", key, line);
    return found + strlen(mark);
}

static void check_number(const char *line, const char *key, double number)
{
    double written = strtod(find_value(line, key), NULL);
    ck_assert_msg(fabs(number - written) <= (written < 0x1p53 / 1e6 ? 0 : 1e-15 * written), "%s of %s is %g",
                  key, line, number);
}

static void check_text(const char *line, const char *key, const char *text)
{
    const char *value = find_value(line, key);
    ck_assert_ptr_nonnull(text);
    ck_assert_msg(value[0] == '"' && strncmp(value + 1, text, strlen(text)) == 0 &&
                      value[1 + strlen(text)] == '"',
                  "%s of %s is %s", key, line, text);
}

static void check_event(const char *line, const struct trilat_event *event)
{
    check_number(line, "t", (double)event->time_s);
    check_number(line, "id", (double)event->id);
    check_number(line, "cause", (double)event->cause);
    check_text(line, "event", event->kind);
    size_t keys = 0;
    for (const char *mark = line; (mark = strstr(mark, "\":")); mark++) {
        keys++;
    }
    ck_assert_uint_eq(event->field_count + 4, keys);
    for (size_t i = 0; i < event->field_count; i++) {
        const struct trilat_field *field = &event->fields[i];
        if (field->text) {
            check_text(line, field->name, field->text);
            ck_assert(isnan(field->number));
            ck_assert_str_eq(trilat_event_text(event, field->name), field->text);
        } else {
            check_number(line, field->name, field->number);
            ck_assert_ptr_null(trilat_event_text(event, field->name));
            ck_assert_double_eq(trilat_event_number(event, field->name), field->number);
        }
    }
}

START_TEST(events_say_what_their_lines_say)
{
    const char *path = write_sample();
    size_t size;
    char *lines = (char *)sample_run("zcat <", path, &size);
    lines = tl_realloc(lines, size + 1, 1);
    lines[size] = '\0';
    struct trilat_trace *trace = trilat_trace_open(path, NULL);
    char *rest = NULL;
    strtok_r(lines, "\n", &rest); /* the header */
    for (const struct trilat_event *event; (event = trilat_trace_next(trace));) {
        check_event(strtok_r(NULL, "\n", &rest), event);
        ck_assert_uint_gt(strlen(trilat_trace_tell(trace)), 0);
    }
    ck_assert_ptr_nonnull(strstr(rest, "\"event\":\"end\""));
    trilat_trace_close(trace);
    free(lines);
    unlink(path);
}
END_TEST

START_TEST(people_who_are_not_there_are_told)
{
    const char *path = write_sample();
    struct trilat_trace *trace = trilat_trace_open(path, NULL);
    int64_t count = 0;
    ck_assert_double_eq(trilat_trace_coverage(trace, 0), 1); /* not open yet */
    while (trilat_trace_next(trace)) {
        count++;
    }
    ck_assert_int_eq(count, SAMPLE_COUNT);
    ck_assert_ptr_nonnull(strstr(trilat_trace_error(trace), "moves more persons than there are"));
    ck_assert(isnan(trilat_trace_coverage(trace, 0)));
    trilat_trace_close(trace);
    unlink(path);
}
END_TEST

START_TEST(the_header_is_handed_on)
{
    const char *path = write_sample();
    struct trilat_trace *trace = trilat_trace_open(path, NULL);
    const struct trilat_header *header = trilat_trace_header(trace);
    ck_assert_str_eq(header->program, "trilat 0.1.0");
    ck_assert_str_eq(header->scenario, "base");
    ck_assert_str_eq(header->title, "A \"title\" with \\, a tab\t and \xC3\xBC");
    ck_assert_str_eq(header->hash, "0123456789abcdef");
    ck_assert_uint_eq(header->seed, UINT64_C(9000000000000001));
    ck_assert_uint_eq(header->replication, 3);
    ck_assert_int_eq(header->epoch_s, 1493078400);
    ck_assert_int_eq(header->horizon_s, SAMPLE_HORIZON_S);
    ck_assert_int_eq(header->warmup_s, 3600);
    trilat_trace_close(trace);
    unlink(path);
}
END_TEST

/* The ship counts from 93,729 s to 532,671 s and again from 784,929 s on: by hand, from the rules. */
START_TEST(coverage_follows_the_events)
{
    struct trilat_trace *trace = open_transit();
    ck_assert_str_eq(trilat_trace_tell(trace), "");
    for (const struct trilat_event *event; (event = trilat_trace_next(trace));) {
        bool counts = event->id == 1 || (event->id >= 19 && event->id < 30) || event->id >= 50;
        ck_assert_double_eq(trilat_trace_coverage(trace, 0), counts ? 1 : 0);
        ck_assert_double_eq(trilat_trace_index(trace, 0), counts ? 1 : 0);
        if (event->id == 13) {
            ck_assert_str_eq(trilat_trace_tell(trace),
                             "s1 sets out from p for area-a, to be there at D+0 20:02:09");
        }
    }
    ck_assert_ptr_null(trilat_trace_error(trace));
    ck_assert_double_eq(trilat_trace_coverage(trace, 0), 1); /* until the horizon */
    ck_assert_str_eq(trilat_trace_tell(trace),
                     "blue decides, since the partner's regular time to decide; orders: 0");
    ck_assert(isnan(trilat_trace_coverage(trace, 1)));
    ck_assert(isnan(trilat_trace_index(trace, 9)));
    trilat_trace_close(trace);
}
END_TEST

START_TEST(seeking_goes_anywhere)
{
    struct trilat_trace *trace = open_transit();
    ck_assert_int_eq(trilat_trace_seek(trace, 532671), 0);
    ck_assert_str_eq(trilat_trace_tell(trace), "");
    ck_assert_int_eq(trilat_trace_next(trace)->id, 30);
    ck_assert(isnan(trilat_trace_coverage(trace, 0)));
    ck_assert(isnan(trilat_trace_index(trace, 0)));
    while (trilat_trace_next(trace)) {
    }
    ck_assert_ptr_null(trilat_trace_error(trace));
    ck_assert_int_eq(trilat_trace_seek(trace, 864001), 0); /* past the end */
    ck_assert_ptr_null(trilat_trace_next(trace));
    ck_assert_ptr_null(trilat_trace_error(trace));
    ck_assert_int_eq(trilat_trace_seek(trace, 0), 0); /* afresh: coverage is known again */
    for (int64_t id = 1; id <= 19; id++) {
        ck_assert_int_eq(trilat_trace_next(trace)->id, id);
    }
    ck_assert_double_eq(trilat_trace_coverage(trace, 0), 1);
    trilat_trace_close(trace);
}
END_TEST

START_TEST(what_is_whole_of_a_cut_trace_is_given)
{
    const char *path = write_sample();
    size_t size;
    unsigned char *bytes = sample_read(path, &size);
    sample_store(path, bytes, size / 2);
    struct trilat_trace *trace = trilat_trace_open(path, NULL);
    int64_t count = 0;
    ck_assert_int_eq(trilat_trace_seek(trace, 1), 0); /* random events go together with nothing */
    for (const struct trilat_event *event; (event = trilat_trace_next(trace)); count = event->id) {
    }
    ck_assert_int_gt(count, SAMPLE_COUNT / 4);
    char promised[64];
    snprintf(promised, sizeof promised, "truncated; the %lld events before are whole", (long long)count);
    ck_assert_ptr_nonnull(strstr(trilat_trace_error(trace), promised));
    ck_assert_ptr_null(trilat_trace_next(trace)); /* the answer stays */
    ck_assert_ptr_nonnull(strstr(trilat_trace_error(trace), promised));
    ck_assert_int_eq(trilat_trace_seek(trace, 1), 0); /* and the beginning is still good */
    ck_assert_ptr_null(trilat_trace_error(trace));
    ck_assert_int_eq(trilat_trace_next(trace)->id, 2);
    trilat_trace_close(trace);
    free(bytes);
    unlink(path);
}
END_TEST

START_TEST(what_cannot_be_opened_is_told)
{
    char why[TRILAT_WHY];
    char long_path[2 * TRILAT_WHY];
    ck_assert_ptr_null(trilat_trace_open("/nowhere/x.trace.gz", why));
    ck_assert_str_eq(why, "/nowhere/x.trace.gz: cannot be read: No such file or directory");
    ck_assert_ptr_null(trilat_trace_open("/nowhere/x.trace.gz", NULL));
    memset(long_path, 'x', sizeof long_path - 1);
    long_path[sizeof long_path - 1] = '\0';
    ck_assert_ptr_null(trilat_trace_open(long_path, why));
    ck_assert_uint_eq(strlen(why), TRILAT_WHY - 1);
    trilat_trace_close(NULL);
}
END_TEST

START_TEST(a_field_that_is_not_there_is_nothing)
{
    struct trilat_trace *trace = open_transit();
    const struct trilat_event *event = trilat_trace_next(trace);
    ck_assert_str_eq(trilat_event_text(event, "mission"), "a");
    ck_assert(isnan(trilat_event_number(event, "mission")));
    ck_assert_ptr_null(trilat_event_text(event, "asset"));
    ck_assert(isnan(trilat_event_number(event, "asset")));
    ck_assert_ptr_null(trilat_event_text(event, "no-such-field"));
    trilat_trace_close(trace);
}
END_TEST

START_TEST(a_time_is_printed)
{
    char out[TRILAT_TIME];
    ck_assert_str_eq(trilat_time_print(3 * 86400 + 6 * 3600, out), "D+3 06:00:00");
    ck_assert_ptr_eq(trilat_time_print(INT64_MAX, out), out);
    ck_assert_str_eq(trilat_version(), TL_VERSION);
}
END_TEST

TL_TEST_MAIN(trace, events_say_what_their_lines_say, people_who_are_not_there_are_told,
             the_header_is_handed_on, coverage_follows_the_events, seeking_goes_anywhere,
             what_is_whole_of_a_cut_trace_is_given, what_cannot_be_opened_is_told,
             a_field_that_is_not_there_is_nothing, a_time_is_printed)
