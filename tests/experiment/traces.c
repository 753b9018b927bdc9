#include "test.h"

#include <dirent.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "experiment/study.h"
#include "experiment/traces.h"

#include "experiment/toy.h"

static char folder[128];

static struct tl_study *run(const char *traces, uint64_t last, struct tl_error *err)
{
    static struct tl_model base, variant;
    base = make_toy("base", 0);
    variant = make_toy("rate=2.2 /d", 0);
    const struct tl_model *const models[] = {&base, &variant};
    struct tl_study_options options = {
        .seed = 7, .first = 1, .n = 6, .jobs = 2, .traces = traces, .trace_first = 2, .trace_last = last};
    return tl_study_run(models, 2, &options, err);
}

static void make_folder(void)
{
    snprintf(folder, sizeof folder, "/tmp/trilat-traces-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
}

/* How many entries; all are removed. */
static size_t empty_folder(const char *path)
{
    size_t count = 0;
    DIR *dir = opendir(path);
    ck_assert_ptr_nonnull(dir);
    for (const struct dirent *entry; (entry = readdir(dir));) {
        if (entry->d_name[0] != '.') {
            count++;
            ck_assert_int_eq(unlinkat(dirfd(dir), entry->d_name, 0), 0);
        }
    }
    closedir(dir);
    ck_assert_int_eq(rmdir(path), 0);
    return count;
}

static bool has_file(const char *path, const char *name)
{
    char whole[512];
    snprintf(whole, sizeof whole, "%s/%s", path, name);
    return access(whole, R_OK) == 0;
}

/* The replications asked for, of every variant, in a folder that is made with those above it. */
START_TEST(written)
{
    make_folder();
    char deep[200], above[200];
    snprintf(above, sizeof above, "%s/a", folder);
    snprintf(deep, sizeof deep, "%s/a/b/", folder);
    struct tl_error err = {0};
    struct tl_study *study = run(deep, 3, &err);
    ck_assert_ptr_nonnull(study);
    ck_assert_uint_eq(study->kept, 6);
    tl_study_destroy(study);
    ck_assert(has_file(deep, "base.r2.trace.gz"));
    ck_assert(has_file(deep, "base.r3.trace.gz"));
    ck_assert(has_file(deep, "rate=2.2 -d.r2.trace.gz"));
    ck_assert(has_file(deep, "rate=2.2 -d.r3.trace.gz"));
    ck_assert_uint_eq(empty_folder(deep), 4);
    rmdir(above);
    rmdir(folder);
}
END_TEST

/* A crash leaves no unfinished trace behind, and does not touch those of others. */
START_TEST(crash)
{
    make_folder();
    char others[200];
    snprintf(others, sizeof others, "%s/other.r3.trace.gz.1-0.part", folder);
    fclose(fopen(others, "w"));
    snprintf(others, sizeof others, "%s/base.r99.trace.gz.1-0.part", folder);
    fclose(fopen(others, "w"));
    setenv("TL_TEST_ABORT", "base:3", 1);
    struct tl_error err = {0};
    struct tl_study *study = run(folder, 4, &err);
    unsetenv("TL_TEST_ABORT");
    ck_assert_ptr_nonnull(study);
    ck_assert_uint_eq(study->crash_count, 1);
    tl_study_destroy(study);
    ck_assert(has_file(folder, "other.r3.trace.gz.1-0.part"));
    ck_assert(has_file(folder, "base.r99.trace.gz.1-0.part"));
    ck_assert(!has_file(folder, "base.r3.trace.gz"));
    ck_assert_uint_eq(empty_folder(folder), 2 + 5);
}
END_TEST

/* A trace that cannot be written fails the study, and says which. */
START_TEST(world_fails)
{
    make_folder();
    char taken[200];
    snprintf(taken, sizeof taken, "%s/base.r3.trace.gz", folder);
    ck_assert_int_eq(mkdir(taken, 0777), 0);
    struct tl_error err = {0};
    ck_assert_ptr_null(run(folder, 4, &err));
    ck_assert_int_eq(err.fault, TL_FAULT_WORLD);
    ck_assert_uint_eq(err.count, 1);
    ck_assert_ptr_nonnull(strstr(err.lines[0], taken));
    tl_error_clear(&err);
    rmdir(taken);
    char below[200];
    snprintf(below, sizeof below, "%s/file", folder);
    fclose(fopen(below, "w"));
    snprintf(below, sizeof below, "%s/file/traces", folder);
    ck_assert_ptr_null(run(below, 4, &err));
    ck_assert_int_eq(err.fault, TL_FAULT_WORLD);
    ck_assert_ptr_nonnull(strstr(err.lines[0], "Not a directory"));
    tl_error_clear(&err);
    empty_folder(folder);
}
END_TEST

TL_TEST_MAIN(traces, written, crash, world_fails)
