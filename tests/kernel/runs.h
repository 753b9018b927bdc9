/* Runs on the kernel: the scenario of a file or text, its events in an array. SimGrid is set up once a process, so a test runs once
 * in its own process, or forks. */
#ifndef TL_TEST_KERNEL_RUNS_H
#define TL_TEST_KERNEL_RUNS_H

#include <sys/stat.h>
#include <sys/wait.h>

#ifdef TL_SANITIZE
#include <sanitizer/lsan_interface.h>
#endif

#include "kernel/kernel.h"
#include "model/run.h"

/* The model of a file below the source's folder. */
static inline struct run runs_build_file(const char *file)
{
    const char *source = getenv("TL_SOURCE");
    ck_assert_msg(source != NULL, "TL_SOURCE must name the source's folder");
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", source, file);
    struct tl_error err = {0};
    struct run run = {.scenario = tl_scenario_read(path, NULL, NULL, 0, NULL, 0, &err)};
    run.model = run.scenario != NULL ? tl_model_build(run.scenario, &err) : NULL;
    tl_error_print(&err, stderr);
    ck_assert_msg(run.model != NULL, "%s has mistakes", path);
    return run;
}

/* Run in this process. Once a process. */
static inline void runs_here(struct run *run, uint64_t seed, uint64_t replication, tl_lose_message *lose,
                             void *context)
{
    struct tl_error err = {0};
    struct tl_sink sink = {run_take, run};
    run->count = 0;
    ck_assert(tl_kernel_load(run->model, &err));
    uint64_t events = tl_kernel_run(run->model, seed, replication, &sink, 1, lose, context);
    ck_assert_uint_eq(events, run->count);
}

/* Run in a child. False when it did not end well. */
static inline bool runs_forked(struct run *run, uint64_t seed, uint64_t replication)
{
    int fd = memfd_create("events", 0);
    ck_assert_int_ge(fd, 0);
    fflush(NULL);
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0) {
        runs_here(run, seed, replication, NULL, NULL);
#ifdef TL_SANITIZE
        if (__lsan_do_recoverable_leak_check() != 0) {
            _exit(1);
        }
#endif
        size_t size = run->count * sizeof *run->events;
        _exit(write(fd, run->events, size) == (ssize_t)size ? 0 : 1);
    }
    int status = 0;
    struct stat file;
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert_int_eq(fstat(fd, &file), 0);
    run->count = (size_t)file.st_size / sizeof *run->events;
    free(run->events);
    run->events = tl_alloc(run->count + 1, sizeof *run->events);
    run->capacity = run->count + 1;
    bool is_read = pread(fd, run->events, (size_t)file.st_size, 0) == (ssize_t)file.st_size;
    close(fd);
    return is_read && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

#endif
