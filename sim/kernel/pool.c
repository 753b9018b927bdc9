#include "kernel/pool.h"

#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/memory.h"
#include "kernel/server.h"

struct lane {
    size_t model;
    int fd; /* -errno where none could be had */
    bool busy;
    struct tl_job job; /* while busy */
};

struct slot {
    unsigned char *bytes; /* the last result, read from the memfd */
    size_t capacity;
};

struct tl_pool {
    size_t model_count;
    pid_t *servers;  /* [models] 0: none */
    int *server_fds; /* [models] */
    size_t slot_count;
    int *slot_fds; /* [slots] */
    struct slot *slots;
    unsigned jobs, busy;
    struct lane *lanes;
    size_t lane_count, lane_capacity;
    struct pollfd *polls; /* [jobs] */
};

static void describe_status(int status, char *why, size_t size)
{
    if (WIFSIGNALED(status)) {
        const char *name = sigdescr_np(WTERMSIG(status));
        snprintf(why, size, "killed by signal %d (%s)", WTERMSIG(status), name ? name : "unknown");
    } else {
        snprintf(why, size, "exit status %d", WEXITSTATUS(status));
    }
}

static bool fail_for(struct tl_error *err, const char *what)
{
    return tl_error_add(err, TL_FAULT_WORLD, "cannot %s: %s", what, strerror(errno));
}

/* Sockets and slots may be more than the usual limit of open files, which we may raise ourselves. */
static void raise_limit(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
}

static bool create_slots(struct tl_pool *pool, struct tl_error *err)
{
    for (size_t i = 0; i < pool->slot_count; i++) {
        pool->slot_fds[i] = memfd_create("trilat-result", MFD_CLOEXEC);
        if (pool->slot_fds[i] < 0) {
            return fail_for(err, "create shared memory");
        }
    }
    return true;
}

static bool start_server(struct tl_pool *pool, size_t model, const struct tl_server *server,
                         struct tl_error *err)
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0) {
        return fail_for(err, "create a socket");
    }
    pid_t self = getpid();
    pid_t pid = fork();
    if (pid == 0) {
        for (size_t i = 0; i < model; i++) {
            close(pool->server_fds[i]); /* else the earlier servers would not notice the coordinator's end */
        }
        close(ends[0]);
        tl_server_serve(server, ends[1], self);
    }
    close(ends[1]);
    if (pid < 0) {
        close(ends[0]);
        return fail_for(err, "start a process");
    }
    pool->servers[model] = pid;
    pool->server_fds[model] = ends[0];
    return true;
}

/* Wait for a server's first message. */
static bool await_server(struct tl_pool *pool, size_t model, struct tl_error *err)
{
    struct tl_hello hello;
    ssize_t got;
    do {
        got = recv(pool->server_fds[model], &hello, sizeof hello, 0);
    } while (got < 0 && errno == EINTR);
    if (got != (ssize_t)sizeof hello) {
        char why[96];
        int status = 0;
        waitpid(pool->servers[model], &status, 0);
        pool->servers[model] = 0;
        describe_status(status, why, sizeof why);
        return tl_error_add(err, TL_FAULT_WORLD, "the kernel ended while it was loading: %s", why);
    }
    if (hello.fault == TL_FAULT_NONE) {
        return true;
    }
    char *rest = hello.lines;
    for (char *line; (line = strsep(&rest, "\n")) && *line;) {
        tl_error_add(err, hello.fault, "%s", line);
    }
    return false;
}

struct tl_pool *tl_pool_create(const struct tl_model *const *models, size_t model_count, unsigned jobs,
                               size_t slots, tl_pool_work *work, void *context, struct tl_error *err)
{
    assert(model_count > 0 && jobs > 0 && slots >= jobs);
    struct tl_pool *pool = tl_alloc(1, sizeof *pool);
    *pool = (struct tl_pool){
        .model_count = model_count,
        .servers = tl_alloc(model_count, sizeof *pool->servers),
        .server_fds = tl_alloc(model_count, sizeof *pool->server_fds),
        .slot_count = slots,
        .slot_fds = tl_alloc(slots, sizeof *pool->slot_fds),
        .slots = tl_alloc(slots, sizeof *pool->slots),
        .jobs = jobs,
        .polls = tl_alloc(jobs, sizeof *pool->polls),
    };
    memset(pool->slot_fds, -1, slots * sizeof *pool->slot_fds);
    memset(pool->server_fds, -1, model_count * sizeof *pool->server_fds);
    raise_limit();
    fflush(NULL); /* should a child end by exit(), it has nothing of ours to print again */
    bool good = create_slots(pool, err);
    for (size_t i = 0; good && i < model_count; i++) {
        good = start_server(pool, i, &(struct tl_server){models[i], work, context, pool->slot_fds}, err);
    }
    for (size_t i = 0; good && i < model_count; i++) {
        good = await_server(pool, i, err);
    }
    if (!good) {
        tl_pool_destroy(pool);
        return NULL;
    }
    return pool;
}

static void close_if_open(int fd)
{
    if (fd >= 0) {
        close(fd);
    }
}

void tl_pool_destroy(struct tl_pool *pool)
{
    if (!pool) {
        return;
    }
    for (size_t i = 0; i < pool->model_count; i++) {
        close_if_open(pool->server_fds[i]); /* the server kills its lanes and ends */
    }
    for (size_t i = 0; i < pool->lane_count; i++) {
        close_if_open(pool->lanes[i].fd);
    }
    for (size_t i = 0; i < pool->model_count; i++) {
        while (pool->servers[i] > 0 && waitpid(pool->servers[i], NULL, 0) < 0 && errno == EINTR) {
        }
    }
    for (size_t i = 0; i < pool->slot_count; i++) {
        close_if_open(pool->slot_fds[i]);
        free(pool->slots[i].bytes);
    }
    free(pool->servers);
    free(pool->server_fds);
    free(pool->slot_fds);
    free(pool->slots);
    free(pool->lanes);
    free(pool->polls);
    free(pool);
}

bool tl_pool_is_free(const struct tl_pool *pool)
{
    return pool->busy < pool->jobs;
}

/* One more lane of a model. Where that fails, the next wait tells. */
static struct lane *add_lane(struct tl_pool *pool, size_t model)
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0) {
        ends[0] = -errno;
    } else {
        tl_server_send_lane(pool->server_fds[model], ends[1]);
        close(ends[1]);
    }
    pool->lanes = tl_grow(pool->lanes, pool->lane_count, &pool->lane_capacity, sizeof *pool->lanes);
    struct lane *lane = &pool->lanes[pool->lane_count++];
    *lane = (struct lane){.model = model, .fd = ends[0]};
    return lane;
}

static struct lane *find_lane(struct tl_pool *pool, size_t model)
{
    for (size_t i = 0; i < pool->lane_count; i++) {
        if (pool->lanes[i].model == model && !pool->lanes[i].busy) {
            return &pool->lanes[i];
        }
    }
    return add_lane(pool, model);
}

void tl_pool_start(struct tl_pool *pool, struct tl_job job)
{
    assert(tl_pool_is_free(pool) && job.model < pool->model_count && job.slot < pool->slot_count);
    struct lane *lane = find_lane(pool, job.model);
    lane->busy = true;
    lane->job = job;
    pool->busy++;
    send(lane->fd, &job, sizeof job, MSG_NOSIGNAL); /* a lane that is gone shows in tl_pool_wait */
}

/* Read what the child wrote into the job's slot. */
static void read_slot(struct tl_pool *pool, struct tl_done *done)
{
    int fd = pool->slot_fds[done->job.slot];
    struct slot *slot = &pool->slots[done->job.slot];
    struct stat facts;
    if (fstat(fd, &facts) < 0) {
        facts.st_size = 0;
    }
    size_t size = (size_t)facts.st_size;
    if (size + 1 > slot->capacity) {
        free(slot->bytes);
        slot->capacity = 2 * size + 1;
        slot->bytes = tl_alloc(slot->capacity, 1);
    }
    ssize_t got = pread(fd, slot->bytes, size, 0); /* of memory: whole or not at all */
    done->size = got > 0 ? (size_t)got : 0;
    slot->bytes[done->size] = '\0';
    done->bytes = slot->bytes;
}

static void fail_job(struct tl_done *done, const char *what, int error)
{
    done->failed = true;
    snprintf(done->why, sizeof done->why, "cannot %s: %s", what, strerror(error));
}

/* The lane is gone, or never was. */
static void drop_lane(struct tl_pool *pool, struct lane *lane, struct tl_done *done)
{
    if (lane->fd < 0) {
        fail_job(done, "create a socket", -lane->fd);
    } else {
        done->crashed = true;
        snprintf(done->why, sizeof done->why, "the process that started it is gone");
        close(lane->fd);
    }
    *lane = pool->lanes[--pool->lane_count];
}

/* Take a lane's answer. */
static void finish_job(struct tl_pool *pool, struct lane *lane, struct tl_done *done)
{
    struct tl_answer answer;
    *done = (struct tl_done){.job = lane->job};
    lane->busy = false;
    pool->busy--;
    if (lane->fd < 0 || recv(lane->fd, &answer, sizeof answer, 0) != (ssize_t)sizeof answer) {
        drop_lane(pool, lane, done);
    } else if (answer.fork_errno != 0) {
        fail_job(done, "start a process", answer.fork_errno);
    } else if (WIFEXITED(answer.status) && WEXITSTATUS(answer.status) == 0) {
        read_slot(pool, done);
    } else if (WIFEXITED(answer.status) && WEXITSTATUS(answer.status) == TL_EXIT_FAILED) {
        done->failed = true;
        read_slot(pool, done);
        snprintf(done->why, sizeof done->why, "%s", (const char *)done->bytes);
    } else {
        done->crashed = true;
        describe_status(answer.status, done->why, sizeof done->why);
    }
}

/* A lane whose job has ended, or NULL at the timeout or a signal. */
static struct lane *find_ended(struct tl_pool *pool, int timeout_ms)
{
    nfds_t count = 0;
    for (size_t i = 0; i < pool->lane_count; i++) {
        struct lane *lane = &pool->lanes[i];
        if (lane->busy && lane->fd < 0) {
            return lane;
        }
        if (lane->busy) {
            pool->polls[count++] = (struct pollfd){.fd = lane->fd, .events = POLLIN};
        }
    }
    if (poll(pool->polls, count, timeout_ms) <= 0) {
        return NULL;
    }
    nfds_t ready = 0;
    while (pool->polls[ready].revents == 0) {
        ready++;
    }
    size_t i = 0;
    while (pool->lanes[i].fd != pool->polls[ready].fd) {
        i++;
    }
    return &pool->lanes[i];
}

bool tl_pool_wait(struct tl_pool *pool, int timeout_ms, struct tl_done *done)
{
    struct lane *ended = find_ended(pool, timeout_ms);
    if (!ended) {
        return false;
    }
    finish_job(pool, ended, done);
    return true;
}
