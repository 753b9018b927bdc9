/* A pool of processes: one forked process a replication, so that a crash costs one replication and every replication starts from
 * the same bits. For each model a server process loads the platform once; each lane (of `jobs`) is a clone of it that forks a
 * child per job. Results come back in shared memory, a slot a job. */
#ifndef TL_KERNEL_POOL_H
#define TL_KERNEL_POOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "model/model.h"

struct tl_job {
    size_t model; /* index into the pool's models */
    uint64_t replication;
    size_t slot; /* where the result goes; free again once the caller has read it */
};

/* crashed: the process ended otherwise than by work's return, and there is no result.
 * failed:  the world failed it, and the bytes, if any, are work's message. */
struct tl_done {
    struct tl_job job;
    bool crashed, failed;
    char why[96];      /* "killed by signal 6 (Aborted)", "exit status 1", or the beginning of the message */
    const void *bytes; /* the result, a NUL behind it; borrowed until the slot is used again; NULL: none */
    size_t size;
};

/* Runs in the child: runs the replication and writes its result to fd (any length, from the beginning). Returns false when the
 * world failed it (disk full); what it wrote is then the message. */
typedef bool tl_pool_work(void *context, const struct tl_model *model, const struct tl_job *job, int fd);

struct tl_pool;

/* jobs >= 1 children at most at a time; slots >= jobs results at most outstanding. Context is seen by children as it was here. */
struct tl_pool *tl_pool_create(const struct tl_model *const *models, size_t model_count, unsigned jobs,
                               size_t slots, tl_pool_work *work, void *context, struct tl_error *err);
void tl_pool_destroy(struct tl_pool *pool); /* kills what is still running; NULL is allowed */

/* Is a lane free to start a job now? */
bool tl_pool_is_free(const struct tl_pool *pool);

/* Start a job on a free lane. */
void tl_pool_start(struct tl_pool *pool, struct tl_job job);

/* Wait for the next job to end, at most timeout_ms (-1: without end). Returns false at the timeout or when a signal came. */
bool tl_pool_wait(struct tl_pool *pool, int timeout_ms, struct tl_done *done);

#endif
