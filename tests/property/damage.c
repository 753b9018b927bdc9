/* Damaged traces: bytes of the traces of random scenarios are cut, flipped, overwritten, dropped, inserted and repeated at random places. Never a
 * crash, never silence: every whole event before the damage is read and no other one, verifying tells it, and every verb ends with
 * status 2. TL_SEED and TL_SEEDS as in seeds.h. */
#include "test.h"

#include <fcntl.h>

#include "command/command.h"
#include "kernel/runs.h"
#include "property/generator.h"
#include "property/seeds.h"
#include "trace/index.h"
#include "trace/reader.h"
#include "trace/verify.h"
#include "trace/writer.h"

#define DAMAGES  12 /* of each trace */
#define THROUGH  2  /* of these, so many go through every verb */
#define RUN_MOST 64 /* bytes of a damage, but for a cut */

/* A trace, and a place for its damaged copy. */
struct subject {
    struct run run;
    struct tl_stream stream; /* of damages */
    char whole[64], hurt[64], written[64];
    unsigned char *bytes;
    size_t size;
    struct tl_trace_index index;
};

static size_t pick(struct subject *s, size_t limit)
{
    double uniform;
    tl_stream_draw(&s->stream, &uniform);
    return (size_t)(uniform * (double)limit);
}

static void store(const char *path, const unsigned char *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    run_assert(file != NULL && fwrite(bytes, 1, size, file) == size && fclose(file) == 0);
}

static void write_whole(struct subject *s)
{
    struct tl_error err = {0};
    struct tl_trace_writer *writer = tl_trace_writer_open(s->whole, &s->run.model->roster, &err);
    run_assert(writer != NULL);
    struct tl_sink sink = tl_trace_writer_sink(writer);
    for (size_t i = 0; i < s->run.count; i++) {
        sink.take(sink.self, &s->run.events[i]);
    }
    run_assert(tl_trace_writer_close(writer, &err));
    int fd = open(s->whole, O_RDONLY);
    struct stat file;
    run_assert(fd >= 0 && fstat(fd, &file) == 0 && tl_trace_index_read(&s->index, fd));
    s->size = (size_t)file.st_size;
    s->bytes = tl_alloc(s->size + 2 * RUN_MOST, 1);
    run_assert(pread(fd, s->bytes, s->size, 0) == (ssize_t)s->size);
    close(fd);
}

static bool open_subject(struct subject *s, uint64_t seed)
{
    struct tl_text text = {0};
    generator_write(seed, seed % 2 ? GENERATOR_PLAIN : GENERATOR_PEOPLE | GENERATOR_ROADS, &text);
    *s = (struct subject){.run = run_build(tl_text_get(&text), NULL)};
    tl_text_clear(&text);
    tl_stream_init(&s->stream, seed, 0, tl_hash_text("damage"));
    snprintf(s->whole, sizeof s->whole, "/tmp/trilat-test-%ld-whole.gz", (long)getpid());
    snprintf(s->hurt, sizeof s->hurt, "/tmp/trilat-test-%ld-hurt.gz", (long)getpid());
    snprintf(s->written, sizeof s->written, "/tmp/trilat-test-%ld-written", (long)getpid());
    run_assert(runs_forked(&s->run, seed, 0));
    bool happens = s->run.count > 0;
    if (happens) {
        write_whole(s);
    }
    return happens;
}

static void close_subject(struct subject *s)
{
    unlink(s->whole);
    unlink(s->hurt);
    unlink(s->written);
    tl_trace_index_clear(&s->index);
    free(s->bytes);
    run_clear(&s->run);
}

/* Any byte, the first hundred and the last three hundred ones, where headers and index are, more often. */
static size_t pick_place(struct subject *s)
{
    size_t part = pick(s, 4);
    size_t size = s->size;
    return part == 0                 ? pick(s, size < 100 ? size : 100)
           : part == 1 && size > 300 ? size - 1 - pick(s, 300)
                                     : pick(s, size);
}

enum damage { CUT, FLIP, ZERO, NOISE, DROP, INSERT, REPEAT, DAMAGES_KNOWN };

/* Damage a copy. Returns its size. */
static size_t hurt(struct subject *s, enum damage damage, size_t at, unsigned char *copy)
{
    size_t most = s->size - at < RUN_MOST ? s->size - at : RUN_MOST;
    size_t run = 1 + pick(s, most);
    run = run > most ? most : run;
    memcpy(copy, s->bytes, s->size);
    switch (damage) {
    case CUT:
        return at;
    case FLIP:
        copy[at] ^= (unsigned char)(1 << pick(s, 8));
        return s->size;
    case ZERO:
        memset(copy + at, 0, run);
        return s->size;
    case NOISE:
        for (size_t i = 0; i < run; i++) {
            copy[at + i] = (unsigned char)pick(s, 256);
        }
        return s->size;
    case DROP:
        memmove(copy + at, copy + at + run, s->size - at - run);
        return s->size - run;
    case INSERT:
        memmove(copy + at + run, copy + at, s->size - at);
        for (size_t i = 0; i < run; i++) {
            copy[at + i] = (unsigned char)pick(s, 256);
        }
        return s->size + run;
    default: /* REPEAT */
        memmove(copy + at + run, copy + at, s->size - at);
        return s->size + run;
    }
}

/* The first byte that differs; the size of the whole where one is the beginning of the other. */
static size_t find_first(const struct subject *s, const unsigned char *copy, size_t size)
{
    size_t at = 0;
    while (at < size && at < s->size && copy[at] == s->bytes[at]) {
        at++;
    }
    return at;
}

/* Events of members that end before a byte. */
static int64_t count_safe(const struct subject *s, size_t at)
{
    int64_t safe = 0;
    for (size_t i = 1; i < s->index.count && s->index.entries[i].offset <= at; i++) {
        safe = s->index.entries[i].id - 1;
    }
    return safe;
}

static bool is_same(const struct tl_event *a, const struct tl_event *b)
{
    bool same = a->time_s == b->time_s && a->id == b->id && a->cause == b->cause && a->kind == b->kind;
    for (int field = 0; field < TL_FIELDS && same; field++) {
        same = tl_event_field(a, (enum tl_field)field) == tl_event_field(b, (enum tl_field)field);
    }
    return same;
}

/* Read as far as it goes: its events are the first ones of the whole, in order, and all that are sure to be. */
static void check_reading(const struct subject *s, int64_t safe)
{
    struct tl_error err = {0};
    struct tl_event event;
    enum tl_trace_step step = TL_TRACE_BROKEN;
    size_t count = 0;
    struct tl_trace_reader *reader = tl_trace_reader_open(s->hurt, &err);
    while (reader && (step = tl_trace_reader_next(reader, &event, &err)) == TL_TRACE_EVENT) {
        run_assert(count < s->run.count && is_same(&event, &s->run.events[count]));
        count++;
    }
    run_assert_int(step, ==, TL_TRACE_BROKEN);
    run_assert_int((int64_t)count, >=, safe);
    run_assert_int((int64_t)err.count, ==, 1);
    run_assert_int(err.fault, ==, TL_FAULT_USER);
    tl_trace_reader_close(reader);
    tl_error_clear(&err);
}

/* Windows jump over what is damaged: they need not tell, and neither crash nor invent. */
static void check_window(const struct subject *s, int64_t from_s)
{
    struct tl_error err = {0};
    struct tl_event event;
    struct tl_trace_reader *reader = tl_trace_reader_open(s->hurt, &err);
    if (reader && tl_trace_reader_seek(reader, from_s, &err)) {
        while (tl_trace_reader_next(reader, &event, &err) == TL_TRACE_EVENT) {
            run_assert(event.id >= 1 && event.id <= (int64_t)s->run.count);
            run_assert(is_same(&event, &s->run.events[event.id - 1]));
        }
    }
    tl_trace_reader_close(reader);
    tl_error_clear(&err);
}

static void check_verify(const char *path, bool good)
{
    struct tl_error err = {0};
    struct tl_trace_summary summary;
    bool found = tl_trace_verify(path, &summary, &err);
    run_assert_msg(found == good, "%s", err.count > 0 ? err.lines[0] : "silence");
    run_assert_int((int64_t)err.count, ==, good ? 0 : 1);
    tl_error_clear(&err);
}

/* How each verb is called; HURT stands for the trace, WHOLE for the undamaged one, OUT for a file. */
static const char *const calls[][7] = {
    {"summary", "HURT"},
    {"summary", "HURT", "--format", "json"},
    {"events", "HURT"},
    {"events", "HURT", "--format", "csv", "--asset", "*"},
    {"timeline", "HURT"},
    {"why", "HURT", "--event", "1"},
    {"why", "HURT", "--event", "1", "--forward"},
    {"diff", "WHOLE", "HURT"},
    {"diff", "HURT", "WHOLE"},
    {"export", "HURT", "--to", "perfetto", "-o", "OUT"},
    {"export", "HURT", "--to", "geojson", "-o", "OUT"},
    {"measure", "HURT"},
    {"verify", "HURT"},
};
#define CALLS (sizeof calls / sizeof *calls)

static const char *const verbs[] = {
#define TL_TRACE_VERB(name, help) #name,
#include "command/trace.def"
#undef TL_TRACE_VERB
};
#define VERBS (sizeof verbs / sizeof *verbs)

static bool is_verb(const char *name)
{
    bool found = false;
    for (size_t i = 0; i < VERBS; i++) {
        found = found || strcmp(verbs[i], name) == 0;
    }
    return found;
}

/* The program, in a child. Returns its exit status, -1: it crashed or hung. told: did it say anything on stderr? */
static int call(const struct subject *s, const char *const words[7], const char *hurt_path, bool *told)
{
    char *argv[10] = {(char *)(uintptr_t) "trilat", (char *)(uintptr_t) "trace"};
    int argc = 2;
    for (size_t i = 0; i < 7 && words[i]; i++) {
        const char *word = strcmp(words[i], "HURT") == 0    ? hurt_path
                           : strcmp(words[i], "WHOLE") == 0 ? s->whole
                           : strcmp(words[i], "OUT") == 0   ? s->written
                                                            : words[i];
        argv[argc++] = (char *)(uintptr_t)word;
    }
    int fd = memfd_create("stderr", 0);
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        int null = open("/dev/null", O_WRONLY);
        dup2(null, STDOUT_FILENO);
        dup2(fd, STDERR_FILENO);
        alarm(60);
        exit(tl_commands_run(argc, argv));
    }
    int status = 0;
    struct stat file;
    run_assert(waitpid(child, &status, 0) == child && fstat(fd, &file) == 0);
    close(fd);
    *told = file.st_size > 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void check_verbs(const struct subject *s, const char *path, int want)
{
    for (size_t i = 0; i < CALLS; i++) {
        bool told;
        if (is_verb(calls[i][0])) {
            int got = call(s, calls[i], path, &told);
            run_assert_msg(got == want && (want == 0 || told), "trace %s of %s: status %d%s", calls[i][0],
                           path, got, told ? "" : ", silent");
        }
    }
}

static void look_at_damage(uint64_t seed)
{
    struct subject s;
    if (!open_subject(&s, seed)) {
        run_clear(&s.run);
        return;
    }
    unsigned char *copy = tl_alloc(s.size + 2 * RUN_MOST, 1);
    check_verify(s.whole, true);
    if (seed % 15 == 0) {
        check_verbs(&s, s.whole, 0);
    }
    for (size_t i = 0; i < DAMAGES; i++) {
        enum damage damage = (enum damage)pick(&s, DAMAGES_KNOWN);
        size_t at = pick_place(&s);
        size_t size = hurt(&s, damage, at, copy);
        size_t first = find_first(&s, copy, size);
        if (size == s.size && first == size) {
            continue; /* noise that is what was there */
        }
        store(s.hurt, copy, size);
        check_reading(&s, count_safe(&s, first));
        check_window(&s, (int64_t)pick(&s, (size_t)s.run.model->horizon_s));
        check_verify(s.hurt, false);
        if (i < THROUGH && seed % 15 == 0) {
            check_verbs(&s, s.hurt, TL_FAULT_USER);
        }
    }
    free(copy);
    close_subject(&s);
}

START_TEST(damage_is_told)
{
    seeds_look(90, 15, look_at_damage);
}
END_TEST

/* What is read is what was told while the run went on, to the last field. */
static void check_round_trip(const struct subject *s)
{
    struct tl_error err = {0};
    struct tl_event event;
    size_t count = 0;
    struct tl_trace_reader *reader = tl_trace_reader_open(s->whole, &err);
    while (tl_trace_reader_next(reader, &event, &err) == TL_TRACE_EVENT) {
        run_assert_msg(is_same(&event, &s->run.events[count]), "event %zu, %s, is another one in its trace",
                       count + 1, tl_event_class_get(event.kind)->name);
        count++;
    }
    run_assert_int(count, ==, s->run.count);
    tl_trace_reader_close(reader);
}

/* What a run writes is plausible to the verifier, whatever the scenario. */
static void look_at_plausible(uint64_t seed)
{
    struct subject s;
    bool happens = open_subject(&s, seed);
    if (happens) {
        check_verify(s.whole, true);
        check_round_trip(&s);
        close_subject(&s);
    } else {
        run_clear(&s.run);
    }
}

START_TEST(every_run_is_verified)
{
    seeds_look(200, 20, look_at_plausible);
}
END_TEST

/* An empty file, one that holds nothing, one that holds nothing but a header and an end: a failure for each verb. */
START_TEST(empty_traces_fail_everywhere)
{
    static const unsigned char nothing[] = {0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    struct subject s;
    ck_assert(open_subject(&s, 1));
    store(s.hurt, nothing, 0);
    check_verbs(&s, s.hurt, TL_FAULT_USER);
    store(s.hurt, nothing, sizeof nothing);
    check_verbs(&s, s.hurt, TL_FAULT_USER);
    struct tl_error err = {0};
    struct tl_trace_writer *writer = tl_trace_writer_open(s.hurt, &s.run.model->roster, &err);
    ck_assert(tl_trace_writer_close(writer, &err));
    check_verbs(&s, s.hurt, TL_FAULT_USER);
    unlink(s.hurt);
    check_verbs(&s, s.hurt, TL_FAULT_USER);
    close_subject(&s);
}
END_TEST

/* A verb that reads a trace and is not called above would not be looked at. */
START_TEST(every_verb_is_called)
{
    for (size_t v = 0; v < VERBS; v++) {
        bool found = strcmp(verbs[v], "format") == 0; /* reads none */
        for (size_t i = 0; i < CALLS; i++) {
            found = found || strcmp(calls[i][0], verbs[v]) == 0;
        }
        ck_assert_msg(found, "trace %s is not among the calls", verbs[v]);
    }
}
END_TEST

TL_TEST_MAIN(damage, damage_is_told, every_run_is_verified, empty_traces_fail_everywhere,
             every_verb_is_called)
