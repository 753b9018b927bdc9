#include "kernel/server.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef TL_SANITIZE
#include <sanitizer/lsan_interface.h>
#endif

#include "base/memory.h"
#include "kernel/kernel.h"

/* Ancillary data that carries one file descriptor. */
union passenger {
    struct cmsghdr align;
    char bytes[CMSG_SPACE(sizeof(int))];
};

/* End with the parent, even when that is killed. */
static void follow_parent(pid_t parent)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) { /* it died before the line above */
        _exit(EXIT_FAILURE);
    }
}

bool tl_server_send_lane(int fd, int lane_fd)
{
    char byte = 0;
    struct iovec part = {&byte, 1};
    union passenger passenger = {0};
    struct msghdr message = {.msg_iov = &part,
                             .msg_iovlen = 1,
                             .msg_control = passenger.bytes,
                             .msg_controllen = sizeof passenger};
    struct cmsghdr *head = CMSG_FIRSTHDR(&message);
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(sizeof lane_fd);
    memcpy(CMSG_DATA(head), &lane_fd, sizeof lane_fd);
    return sendmsg(fd, &message, MSG_NOSIGNAL) == 1;
}

/* The next lane's socket, or -1 when the coordinator wants no more. */
static int receive_lane(int fd)
{
    char byte;
    struct iovec part = {&byte, 1};
    union passenger passenger;
    struct msghdr message = {.msg_iov = &part,
                             .msg_iovlen = 1,
                             .msg_control = passenger.bytes,
                             .msg_controllen = sizeof passenger};
    ssize_t got;
    do {
        got = recvmsg(fd, &message, MSG_CMSG_CLOEXEC);
    } while (got < 0 && errno == EINTR);
    const struct cmsghdr *head = CMSG_FIRSTHDR(&message);
    if (got <= 0 || !head || head->cmsg_type != SCM_RIGHTS) {
        return -1;
    }
    int lane_fd;
    memcpy(&lane_fd, CMSG_DATA(head), sizeof lane_fd);
    return lane_fd;
}

/* One replication. _exit: what the coordinator had buffered for its own output is not ours to flush. */
static _Noreturn void run_child(const struct tl_server *server, const struct tl_job *job, pid_t lane)
{
    follow_parent(lane);
    bool done = server->work(server->context, server->model, job, server->slots[job->slot]);
#ifdef TL_SANITIZE
    if (__lsan_do_recoverable_leak_check() != 0) {
        _exit(EXIT_FAILURE);
    }
#endif
    _exit(done ? EXIT_SUCCESS : TL_EXIT_FAILED);
}

/* Run jobs one after another until the coordinator closes the socket. */
static _Noreturn void run_lane(const struct tl_server *server, int fd, pid_t parent)
{
    follow_parent(parent);
    pid_t self = getpid();
    struct tl_job job;
    while (recv(fd, &job, sizeof job, 0) == (ssize_t)sizeof job) {
        struct tl_answer answer = {0};
        int slot = server->slots[job.slot];
        if (ftruncate(slot, 0) < 0 || lseek(slot, 0, SEEK_SET) < 0) {
            _exit(EXIT_FAILURE);
        }
        pid_t child = fork();
        if (child == 0) {
            run_child(server, &job, self);
        }
        if (child < 0) {
            answer.fork_errno = errno;
        } else if (waitpid(child, &answer.status, 0) < 0) {
            _exit(EXIT_FAILURE);
        }
        if (send(fd, &answer, sizeof answer, MSG_NOSIGNAL) < 0) {
            break;
        }
    }
    _exit(EXIT_SUCCESS);
}

static void tell_loaded(int fd, const struct tl_error *err)
{
    struct tl_hello hello = {.fault = err->fault};
    size_t used = 0;
    for (size_t i = 0; i < err->count; i++) {
        size_t size = strlen(err->lines[i]);
        if (used + size + 2 > sizeof hello.lines) {
            break;
        }
        memcpy(hello.lines + used, err->lines[i], size);
        used += size;
        hello.lines[used++] = '\n';
    }
    send(fd, &hello, sizeof hello, MSG_NOSIGNAL);
}

/* End all lanes, whose children end with them, and reap everybody. Lanes are not reaped before, so that no number of a lane can
 * have become somebody else's. */
static _Noreturn void end_server(const pid_t *lanes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        kill(lanes[i], SIGKILL);
    }
    while (wait(NULL) > 0 || errno == EINTR) {
    }
    _exit(EXIT_SUCCESS);
}

/* Load the kernel, and keep the handling of signals as it was: SimGrid takes SIGINT and SIGSEGV for itself, prints, and exits as
 * if the replication had done so. */
static bool load(const struct tl_model *model, struct tl_error *err)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGSEGV, SIGBUS, SIGFPE, SIGABRT};
    enum { COUNT = sizeof signals / sizeof *signals };
    struct sigaction before[COUNT];
    for (int i = 0; i < COUNT; i++) {
        sigaction(signals[i], NULL, &before[i]);
    }
    bool loaded = tl_kernel_load(model, err);
    for (int i = 0; i < COUNT; i++) {
        sigaction(signals[i], &before[i], NULL);
    }
    return loaded;
}

_Noreturn void tl_server_serve(const struct tl_server *server, int fd, pid_t parent)
{
    /* Ctrl-C reaches the whole group of a terminal; the coordinator alone decides what becomes of it. */
    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_IGN);
    signal(SIGCHLD, SIG_DFL);
    prctl(PR_SET_CHILD_SUBREAPER, 1); /* children of a lane that was killed */
    follow_parent(parent);
    struct tl_error err = {0};
    bool loaded = load(server->model, &err);
    tell_loaded(fd, &err);
    tl_error_clear(&err);
    pid_t *lanes = NULL;
    size_t count = 0, capacity = 0;
    pid_t self = getpid();
    int lane_fd;
    while (loaded && (lane_fd = receive_lane(fd)) >= 0) {
        lanes = tl_grow(lanes, count, &capacity, sizeof *lanes);
        pid_t lane = fork();
        if (lane == 0) {
            close(fd);
            free(lanes); /* a lane has none */
            run_lane(server, lane_fd, self);
        }
        close(lane_fd); /* without a lane, the coordinator reads the end of the file */
        if (lane > 0) {
            lanes[count++] = lane;
        }
    }
    end_server(lanes, count);
}
