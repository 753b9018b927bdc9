#include "test.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "kernel/kernel.h"
#include "kernel/pool.h"

/* This program brings a kernel of its own, which fails to load in the ways that horizons of the fake models ask for. */
enum { LOADS = 1, FAILS, DIES };

bool tl_kernel_load(const struct tl_model *model, struct tl_error *err)
{
    if (model->horizon_s == FAILS) {
        tl_error_add(err, TL_FAULT_USER, "the first mistake");
        return tl_error_add(err, TL_FAULT_WORLD, "the second mistake");
    }
    if (model->horizon_s == DIES) {
        raise(SIGKILL);
    }
    signal(SIGINT, _exit); /* SimGrid does the like */
    signal(SIGSEGV, _exit);
    return true;
}

static const struct tl_model loads = {.horizon_s = LOADS}, fails = {.horizon_s = FAILS},
                             dies = {.horizon_s = DIES};
static const struct tl_model *const models[] = {&loads, &loads, &loads};

/* What the replication's number makes the child do. */
enum { ABORTS = 1000, EXITS, BREAKS, WORLD_FAILS, LARGE, EMPTY, SLEEPS, KILLS_LANE };

static bool work(void *context, const struct tl_model *model, const struct tl_job *job, int fd)
{
    ck_assert_ptr_eq(model, &loads);
    char text[64];
    snprintf(text, sizeof text, "%d %zu %lu", *(int *)context, job->model, (unsigned long)job->replication);
    switch (job->replication) {
    case ABORTS:
        abort();
    case EXITS:
        _exit(7);
    case BREAKS:
        raise(SIGSEGV);
        return true;
    case EMPTY:
        return true;
    case SLEEPS:
        sleep(600);
        return true;
    case KILLS_LANE:
        kill(getppid(), SIGKILL);
        sleep(600);
        return true;
    case WORLD_FAILS:
        snprintf(text, sizeof text, "disk full");
        break;
    case LARGE:
        for (int i = 0; i < 100000; i++) {
            ck_assert_int_eq(write(fd, "0123456789", 10), 10);
        }
        return true;
    }
    ck_assert_int_eq(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    return job->replication != WORLD_FAILS;
}

static int number = 42;

static struct tl_pool *make_pool(size_t model_count, unsigned jobs)
{
    struct tl_error err = {0};
    struct tl_pool *pool = tl_pool_create(models, model_count, jobs, jobs + 2, work, &number, &err);
    ck_assert_ptr_nonnull(pool);
    ck_assert(tl_error_is_empty(&err));
    return pool;
}

static struct tl_done run_one(struct tl_pool *pool, uint64_t replication)
{
    struct tl_done done;
    tl_pool_start(pool, (struct tl_job){0, replication, 1});
    ck_assert(tl_pool_wait(pool, -1, &done));
    ck_assert_uint_eq(done.job.replication, replication);
    return done;
}

static void check_result(const struct tl_done *done)
{
    char text[64];
    snprintf(text, sizeof text, "42 %zu %lu", done->job.model, (unsigned long)done->job.replication);
    ck_assert(!done->crashed && !done->failed);
    ck_assert_uint_eq(done->size, strlen(text));
    ck_assert_str_eq(done->bytes, text);
}

static int count_files(void)
{
    int count = 0;
    DIR *dir = opendir("/proc/self/fd");
    while (readdir(dir)) {
        count++;
    }
    closedir(dir);
    return count;
}

static void check_no_children(void)
{
    ck_assert_int_eq(waitpid(-1, NULL, WNOHANG), -1);
}

/* Each result arrives once, in its slot, for any number of jobs at a time. */
START_TEST(results)
{
    enum { JOBS = 24 };
    for (unsigned jobs = 1; jobs <= 4; jobs += jobs) {
        struct tl_pool *pool = make_pool(3, jobs);
        bool seen[JOBS] = {false};
        bool used[6] = {false};
        for (unsigned started = 0, ended = 0; ended < JOBS;) {
            if (started < JOBS && tl_pool_is_free(pool)) {
                size_t slot = 0;
                while (used[slot]) {
                    slot++;
                }
                used[slot] = true;
                tl_pool_start(pool, (struct tl_job){started % 3, started, slot});
                started++;
                continue;
            }
            struct tl_done done;
            ck_assert(tl_pool_wait(pool, -1, &done));
            check_result(&done);
            ck_assert(!seen[done.job.replication]);
            seen[done.job.replication] = true;
            used[done.job.slot] = false;
            ended++;
        }
        tl_pool_destroy(pool);
        check_no_children();
    }
}
END_TEST

/* A crash costs one replication, is told, and leaves the pool and even its own slot usable. */
START_TEST(crashes)
{
    struct tl_pool *pool = make_pool(1, 1);
    struct tl_done done = run_one(pool, ABORTS);
    ck_assert(done.crashed && !done.failed);
    ck_assert_ptr_null(done.bytes);
    ck_assert_str_eq(done.why, "killed by signal 6 (Aborted)");
#ifndef TL_SANITIZE /* whose handler makes an exit of it */
    done = run_one(pool, BREAKS);
    ck_assert_str_eq(done.why, "killed by signal 11 (Segmentation fault)");
#endif
    done = run_one(pool, EXITS);
    ck_assert(done.crashed);
    ck_assert_str_eq(done.why, "exit status 7");
    done = run_one(pool, 1);
    check_result(&done);
    done = run_one(pool, KILLS_LANE);
    ck_assert(done.crashed);
    ck_assert_str_eq(done.why, "the process that started it is gone");
    done = run_one(pool, 2);
    check_result(&done);
    tl_pool_destroy(pool);
    check_no_children();
}
END_TEST

START_TEST(failures_of_the_world)
{
    struct tl_pool *pool = make_pool(1, 1);
    struct tl_done done = run_one(pool, WORLD_FAILS);
    ck_assert(done.failed && !done.crashed);
    ck_assert_str_eq(done.bytes, "disk full");
    ck_assert_str_eq(done.why, "disk full");
    tl_pool_destroy(pool);
}
END_TEST

/* A slot forgets a longer result before it. */
START_TEST(sizes)
{
    struct tl_pool *pool = make_pool(1, 1);
    struct tl_done done = run_one(pool, LARGE);
    ck_assert_uint_eq(done.size, 1000000);
    ck_assert_mem_eq((const char *)done.bytes + 999990, "0123456789", 10);
    done = run_one(pool, 5);
    check_result(&done);
    done = run_one(pool, EMPTY);
    ck_assert(!done.crashed);
    ck_assert_uint_eq(done.size, 0);
    tl_pool_destroy(pool);
}
END_TEST

START_TEST(loading_fails)
{
    const struct tl_model *const bad[] = {&loads, &fails};
    struct tl_error err = {0};
    int files = count_files();
    ck_assert_ptr_null(tl_pool_create(bad, 2, 1, 1, work, &number, &err));
    ck_assert_int_eq(err.fault, TL_FAULT_WORLD);
    ck_assert_uint_eq(err.count, 2);
    ck_assert_str_eq(err.lines[0], "the first mistake");
    ck_assert_str_eq(err.lines[1], "the second mistake");
    tl_error_clear(&err);
    const struct tl_model *const worse[] = {&dies, &loads};
    ck_assert_ptr_null(tl_pool_create(worse, 2, 1, 1, work, &number, &err));
    ck_assert_int_eq(err.fault, TL_FAULT_WORLD);
    ck_assert_str_eq(err.lines[0], "the kernel ended while it was loading: killed by signal 9 (Killed)");
    tl_error_clear(&err);
    check_no_children();
    ck_assert_int_eq(count_files(), files);
}
END_TEST

/* The end of the pool ends children that are still at work, and leaves nothing behind. */
START_TEST(destroy_kills)
{
    int files = count_files();
    prctl(PR_SET_CHILD_SUBREAPER, 1); /* whoever were left over would become ours */
    struct tl_pool *pool = make_pool(2, 3);
    struct tl_done done;
    tl_pool_start(pool, (struct tl_job){0, SLEEPS, 0});
    tl_pool_start(pool, (struct tl_job){1, SLEEPS, 1});
    ck_assert(!tl_pool_wait(pool, 20, &done));
    tl_pool_destroy(pool);
    check_no_children();
    ck_assert_int_eq(count_files(), files);
}
END_TEST

/* Ctrl-C at a terminal reaches the whole group: children go on until the coordinator ends them. */
static void note_signal(int signum)
{
    (void)signum;
}

START_TEST(interrupts_reach_the_coordinator_alone)
{
    struct sigaction action = {.sa_handler = note_signal};
    sigaction(SIGINT, &action, NULL);
    setpgid(0, 0);
    struct tl_pool *pool = make_pool(1, 2);
    struct tl_done done;
    tl_pool_start(pool, (struct tl_job){0, SLEEPS, 0});
    ck_assert(!tl_pool_wait(pool, 20, &done)); /* it sleeps now */
    kill(0, SIGINT);
    ck_assert(!tl_pool_wait(pool, 20, &done));
    tl_pool_start(pool, (struct tl_job){0, 3, 1});
    ck_assert(tl_pool_wait(pool, -1, &done));
    check_result(&done);
    tl_pool_destroy(pool);
    check_no_children();
}
END_TEST

/* When the coordinator is killed, everybody below it ends too. */
START_TEST(killed_coordinator)
{
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    pid_t coordinator = fork();
    if (coordinator == 0) {
        struct tl_pool *pool = make_pool(2, 2);
        struct tl_done done;
        tl_pool_start(pool, (struct tl_job){0, SLEEPS, 0});
        tl_pool_start(pool, (struct tl_job){1, SLEEPS, 1});
        tl_pool_wait(pool, 20, &done);
        raise(SIGKILL);
    }
    int ended = 0;
    while (wait(NULL) > 0) { /* until nobody is left, else the test times out */
        ended++;
    }
    ck_assert_int_ge(ended, 3);
}
END_TEST

TL_TEST_MAIN(pool, results, crashes, failures_of_the_world, sizes, loading_fails, destroy_kills,
             interrupts_reach_the_coordinator_alone, killed_coordinator)
