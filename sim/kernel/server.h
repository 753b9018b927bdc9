/* The forked side of the pool: a server a model, its lanes, and their children. Private to the pool.
 *
 *     coordinator -- fork --> server (loads the platform) -- fork --> lane -- fork --> child (one replication)
 *
 * Sockets keep messages whole. The coordinator gives its server a new lane's socket whenever it wants one more lane; over that
 * socket go jobs one way and answers the other. An end of file on any socket means that the other side is gone. */
#ifndef TL_KERNEL_SERVER_H
#define TL_KERNEL_SERVER_H

#include <sys/types.h>

#include "kernel/pool.h"

#define TL_EXIT_FAILED 100             /* of a child whose work returned false: the slot holds the message */
#define TL_HELLO_BYTES ((size_t)16384) /* of a server's first message */

struct tl_server {
    const struct tl_model *model;
    tl_pool_work *work;
    void *context;
    const int *slots; /* a memfd a slot */
};

/* A server's first message, cut at TL_HELLO_BYTES. */
struct tl_hello {
    enum tl_fault fault;                                /* TL_FAULT_NONE: loaded */
    char lines[TL_HELLO_BYTES - sizeof(enum tl_fault)]; /* else the errors, a line each */
};

/* A lane's answer to a job. */
struct tl_answer {
    int status;     /* of waitpid */
    int fork_errno; /* not 0: no child could be started */
};

/* Run a server in this process: never returns.
 * fd      socket to the coordinator
 * parent  the coordinator: the server and all below it end with it */
_Noreturn void tl_server_serve(const struct tl_server *server, int fd, pid_t parent);

/* Give a server the socket of a new lane. False when the server is gone. */
bool tl_server_send_lane(int fd, int lane_fd);

#endif
