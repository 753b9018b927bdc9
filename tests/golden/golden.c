/* The same bits from every compiler, optimisation level and number of jobs: digests of the event lines of whole replications against
 * those in tests/golden/digests. After a change that is meant to change them: TL_UPDATE_GOLDEN=1 in the environment writes the
 * file anew. */
#include "test.h"

#include "kernel/pool.h"
#include "kernel/runs.h"
#include "property/generator.h"
#include "trace/fingerprint.h"

#define DIGESTS "tests/golden/digests"

enum { REPLICATIONS = 4, RANDOM_SCENARIOS = 8, LINE_MAX_BYTES = 160 };

static const char *const files[] = {
    "configs/micro/transit.cfg",          "configs/micro/relief.cfg",
    "configs/micro/diversion.cfg",        "configs/micro/diversion-base.cfg",
    "configs/korea-2017/base.cfg",        "configs/korea-2017/senkaku-naval.cfg",
    "configs/korea-2017/senkaku-air.cfg",
};
enum {
    FILES = sizeof files / sizeof *files,
    MODELS = FILES + RANDOM_SCENARIOS, /* behind the files: the generator's seeds 1, 2, ... */
    JOBS = MODELS * REPLICATIONS
};

static struct run build(size_t model)
{
    if (model < FILES) {
        return runs_build_file(files[model]);
    }
    struct tl_text text = {0};
    generator_write(model - FILES + 1, GENERATOR_PLAIN, &text);
    struct run run = run_build(tl_text_get(&text), NULL);
    tl_text_clear(&text);
    return run;
}

/* ---- in the child: one replication becomes "DIGEST EVENTS" ---- */

static bool run_job(void *context, const struct tl_model *model, const struct tl_job *job, int fd)
{
    (void)context;
    struct tl_fingerprint *fingerprint = tl_fingerprint_create(&model->roster);
    struct tl_sink sink = tl_fingerprint_sink(fingerprint);
    uint64_t events = tl_kernel_run(model, model->roster.seed, job->replication, &sink, 1, NULL, NULL);
    char digest[TL_DIGEST_TEXT];
    tl_fingerprint_get(fingerprint, digest);
    tl_fingerprint_destroy(fingerprint);
    return dprintf(fd, "%s %llu", digest, (unsigned long long)events) > 0;
}

/* ---- all of them, with so many jobs at a time ---- */

static void take_result(struct tl_pool *pool, char lines[JOBS][LINE_MAX_BYTES])
{
    struct tl_done done;
    ck_assert(tl_pool_wait(pool, -1, &done));
    size_t model = done.job.model;
    ck_assert_msg(!done.crashed && !done.failed, "model %zu: %s", model, done.why);
    char *line = lines[model * REPLICATIONS + done.job.replication];
    if (model < FILES) {
        snprintf(line, LINE_MAX_BYTES, "%s %d %s", files[model], (int)done.job.replication,
                 (const char *)done.bytes);
    } else {
        snprintf(line, LINE_MAX_BYTES, "random-%zu %d %s", model - FILES + 1, (int)done.job.replication,
                 (const char *)done.bytes);
    }
}

static void run_all(unsigned jobs, char lines[JOBS][LINE_MAX_BYTES])
{
    struct run runs[MODELS];
    const struct tl_model *models[MODELS];
    struct tl_error err = {0};
    for (size_t i = 0; i < MODELS; i++) {
        runs[i] = build(i);
        models[i] = runs[i].model;
    }
    struct tl_pool *pool = tl_pool_create(models, MODELS, jobs, JOBS, run_job, NULL, &err);
    ck_assert_ptr_nonnull(pool);
    for (size_t started = 0, taken = 0; taken < JOBS;) {
        if (started < JOBS && tl_pool_is_free(pool)) {
            tl_pool_start(pool, (struct tl_job){started / REPLICATIONS, started % REPLICATIONS, started});
            started++;
        } else {
            take_result(pool, lines);
            taken++;
        }
    }
    tl_pool_destroy(pool);
    for (size_t i = 0; i < MODELS; i++) {
        run_clear(&runs[i]);
    }
}

static void print_path(char path[4096])
{
    snprintf(path, 4096, "%s/%s", getenv("TL_SOURCE"), DIGESTS);
}

static void write_digests(char lines[JOBS][LINE_MAX_BYTES])
{
    char path[4096];
    print_path(path);
    FILE *out = fopen(path, "w");
    ck_assert_ptr_nonnull(out);
    fprintf(out, "# scenario, replication, digest of the event lines, number of events; see golden.c\n");
    for (size_t i = 0; i < JOBS; i++) {
        fprintf(out, "%s\n", lines[i]);
    }
    ck_assert_int_eq(fclose(out), 0);
}

static void compare_digests(char lines[JOBS][LINE_MAX_BYTES])
{
    char path[4096];
    char line[LINE_MAX_BYTES];
    size_t at = 0;
    print_path(path);
    FILE *in = fopen(path, "r");
    ck_assert_msg(in != NULL, "no %s", path);
    while (fgets(line, sizeof line, in) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        if (line[0] != '#') {
            ck_assert_uint_lt(at, JOBS);
            ck_assert_str_eq(lines[at], line);
            at++;
        }
    }
    ck_assert_uint_eq(at, JOBS);
    fclose(in);
}

START_TEST(digests_are_the_golden_ones)
{
    static char lines[JOBS][LINE_MAX_BYTES];
    run_all(1, lines);
    if (getenv("TL_UPDATE_GOLDEN") != NULL) {
        write_digests(lines);
    }
    compare_digests(lines);
}
END_TEST

START_TEST(digests_are_the_same_for_any_number_of_jobs)
{
    static char one[JOBS][LINE_MAX_BYTES], many[JOBS][LINE_MAX_BYTES];
    run_all(1, one);
    for (unsigned jobs = 2; jobs <= 4; jobs += 2) {
        memset(many, 0, sizeof many);
        run_all(jobs, many);
        ck_assert_mem_eq(one, many, sizeof one);
    }
}
END_TEST

TL_TEST_MAIN(golden, digests_are_the_golden_ones, digests_are_the_same_for_any_number_of_jobs)
