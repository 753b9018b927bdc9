#include "trace/output.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "base/hash.h"
#include "base/memory.h"
#include "base/text.h"
#include "trace/index.h"

#define GZIP_WINDOW (15 + 16) /* zlib's word for a gzip wrapper round the largest window */

struct tl_trace_output {
    char *path;
    char *temporary; /* NULL: the target is no regular file */
    int fd;
    int failure; /* errno of the first one */
    bool in_member;
    uint64_t written; /* bytes before the buffer */
    struct tl_digest *digest;
    z_stream z;
    gz_header head;
    unsigned char mark[sizeof tl_trace_mark];
    size_t size; /* used of the buffer */
    unsigned char buffer[64 * 1024];
};

/* Make a new file beside the target. The process's number keeps two writers apart. */
static int open_temporary(struct tl_trace_output *output)
{
    for (int attempt = 0; attempt < 100; attempt++) {
        struct tl_text name = {0};
        tl_text_print(&name, "%s.%ld-%d.part", output->path, (long)getpid(), attempt);
        int fd = open(tl_text_get(&name), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd >= 0) {
            output->temporary = tl_copy(tl_text_get(&name));
        }
        tl_text_clear(&name);
        if (fd >= 0 || errno != EEXIST) {
            return fd;
        }
    }
    return -1;
}

static void start_compression(struct tl_trace_output *output)
{
    /* level 1: three times as fast as the default for a tenth more bytes */
    int status = deflateInit2(&output->z, 1, Z_DEFLATED, GZIP_WINDOW, 8, Z_DEFAULT_STRATEGY);
    assert(status == Z_OK);
    memcpy(output->mark, tl_trace_mark, sizeof tl_trace_mark);
    output->head = (gz_header){.extra = output->mark, .extra_len = sizeof output->mark, .os = 3};
    status = deflateSetHeader(&output->z, &output->head); /* of the first member alone */
    assert(status == Z_OK);
    (void)status;
}

static void free_output(struct tl_trace_output *output)
{
    deflateEnd(&output->z);
    tl_digest_destroy(output->digest);
    free(output->temporary);
    free(output->path);
    free(output);
}

struct tl_trace_output *tl_trace_output_open(const char *path, struct tl_error *err)
{
    struct tl_trace_output *output = tl_alloc(1, sizeof *output);
    struct stat status;
    output->path = tl_copy(path);
    output->digest = tl_digest_create();
    start_compression(output);
    if (stat(path, &status) == 0 && !S_ISREG(status.st_mode)) {
        output->fd = open(path, O_WRONLY | O_CLOEXEC);
    } else {
        output->fd = open_temporary(output);
    }
    if (output->fd < 0) {
        tl_error_add(err, TL_FAULT_WORLD, "%s: cannot be written: %s", path, strerror(errno));
        free_output(output);
        return NULL;
    }
    return output;
}

static void flush_buffer(struct tl_trace_output *output)
{
    size_t done = 0;
    tl_digest_add(output->digest, output->buffer, output->size);
    while (done < output->size && output->failure == 0) {
        ssize_t count = write(output->fd, output->buffer + done, output->size - done);
        if (count >= 0) {
            done += (size_t)count;
        } else if (errno != EINTR) {
            output->failure = errno;
        }
    }
    output->written += output->size;
    output->size = 0;
}

/* Run zlib over its input until it wants no more room. */
static void compress_input(struct tl_trace_output *output, int flush)
{
    int status;
    do {
        if (output->size == sizeof output->buffer) {
            flush_buffer(output);
        }
        output->z.next_out = output->buffer + output->size;
        output->z.avail_out = (uInt)(sizeof output->buffer - output->size);
        status = deflate(&output->z, flush);
        assert(status != Z_STREAM_ERROR);
        output->size = sizeof output->buffer - output->z.avail_out;
    } while (flush == Z_FINISH ? status != Z_STREAM_END : output->z.avail_out == 0);
}

void tl_trace_output_add(struct tl_trace_output *output, const void *bytes, size_t size)
{
    const unsigned char *next = bytes;
    output->in_member = true;
    while (size > 0 && output->failure == 0) {
        size_t part = size < (1U << 30) ? size : (1U << 30);  /* zlib counts in 32 bits */
        output->z.next_in = (unsigned char *)(uintptr_t)next; /* zlib only reads it */
        output->z.avail_in = (uInt)part;
        compress_input(output, Z_NO_FLUSH);
        next += part;
        size -= part;
    }
}

void tl_trace_output_end_member(struct tl_trace_output *output)
{
    output->z.avail_in = 0;
    compress_input(output, Z_FINISH);
    deflateReset(&output->z);
    deflateSetHeader(&output->z, NULL);
    output->in_member = false;
}

uint64_t tl_trace_output_offset(const struct tl_trace_output *output)
{
    assert(!output->in_member);
    return output->written + output->size;
}

void tl_trace_output_add_raw(struct tl_trace_output *output, const void *bytes, size_t size)
{
    assert(!output->in_member);
    const unsigned char *next = bytes;
    while (size > 0) {
        size_t room = sizeof output->buffer - output->size;
        size_t part = size < room ? size : room;
        memcpy(output->buffer + output->size, next, part);
        output->size += part;
        next += part;
        size -= part;
        if (output->size == sizeof output->buffer) {
            flush_buffer(output);
        }
    }
}

void tl_trace_output_digest(struct tl_trace_output *output, char *digest)
{
    assert(!output->in_member);
    flush_buffer(output);
    tl_digest_get(output->digest, digest);
}

/* A disk that is full, or a quota, may tell so only here. */
static void finish_file(struct tl_trace_output *output)
{
    flush_buffer(output);
    if (output->failure == 0 && fsync(output->fd) != 0 && errno != EINVAL && errno != EROFS) {
        output->failure = errno;
    }
    if (close(output->fd) != 0 && output->failure == 0 && errno != EINTR) {
        output->failure = errno;
    }
    if (output->failure == 0 && output->temporary && rename(output->temporary, output->path) != 0) {
        output->failure = errno;
    }
}

bool tl_trace_output_close(struct tl_trace_output *output, struct tl_error *err)
{
    finish_file(output);
    bool good = output->failure == 0;
    if (!good) {
        if (output->temporary) {
            unlink(output->temporary);
        }
        tl_error_add(err, TL_FAULT_WORLD, "%s: cannot be written: %s", output->path,
                     strerror(output->failure));
    }
    free_output(output);
    return good;
}
