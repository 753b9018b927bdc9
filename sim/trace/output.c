#include "trace/output.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/memory.h"
#include "base/text.h"
#include "trace/index.h"

/* Level 1 of libdeflate takes half the time of zlib's and makes smaller files; a member is compressed in one piece. */
#define LEVEL 1

struct tl_trace_output {
    char *path;
    char *temporary; /* NULL: the target is no regular file */
    int fd;
    int failure;      /* errno of the first one */
    bool is_first;    /* no member has ended yet: the first one carries the mark */
    uint64_t written; /* bytes before the buffer */
    struct tl_digest *digest;
    struct libdeflate_compressor *compressor;
    struct tl_text member; /* what the present member holds, not yet compressed */
    unsigned char *packed;
    size_t packed_capacity;
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

static void free_output(struct tl_trace_output *output)
{
    libdeflate_free_compressor(output->compressor);
    tl_text_clear(&output->member);
    free(output->packed);
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
    output->is_first = true;
    output->compressor = libdeflate_alloc_compressor(LEVEL);
    if (output->compressor == NULL) {
        tl_error_add(err, TL_FAULT_WORLD, "%s: no memory to compress with", path);
        free_output(output);
        return NULL;
    }
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

void tl_trace_output_add(struct tl_trace_output *output, const void *bytes, size_t size)
{
    tl_text_add_bytes(&output->member, bytes, size);
}

/* The little-endian numbers of gzip. */
static void put_number(unsigned char *bytes, size_t value)
{
    for (int i = 0; i < 4; i++) {
        bytes[i] = (unsigned char)(value >> (8 * i) & 0xFF);
    }
}

/* RFC 1952: no time, fastest, Unix; the first member with the mark in its extra field. */
static void add_member_header(struct tl_trace_output *output)
{
    unsigned char header[] = {0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 4, 3};
    header[3] = output->is_first ? 4 : 0;
    tl_trace_output_add_raw(output, header, sizeof header);
    if (output->is_first) {
        const unsigned char length[] = {sizeof tl_trace_mark, 0};
        tl_trace_output_add_raw(output, length, sizeof length);
        tl_trace_output_add_raw(output, tl_trace_mark, sizeof tl_trace_mark);
    }
}

void tl_trace_output_end_member(struct tl_trace_output *output)
{
    struct tl_text member = output->member;
    const char *bytes = tl_text_get(&member);
    output->member = (struct tl_text){0}; /* between members from here on */
    size_t bound = libdeflate_deflate_compress_bound(output->compressor, member.size);
    if (bound > output->packed_capacity) {
        output->packed = tl_realloc(output->packed, bound, 1);
        output->packed_capacity = bound;
    }
    size_t size = libdeflate_deflate_compress(output->compressor, bytes, member.size, output->packed, bound);
    assert(size > 0); /* the bound is enough */
    unsigned char trailer[8];
    put_number(trailer, libdeflate_crc32(0, bytes, member.size));
    put_number(trailer + 4, member.size);
    add_member_header(output);
    tl_trace_output_add_raw(output, output->packed, size);
    tl_trace_output_add_raw(output, trailer, sizeof trailer);
    output->is_first = false;
    tl_text_reset(&member);
    output->member = member;
}

uint64_t tl_trace_output_offset(const struct tl_trace_output *output)
{
    assert(output->member.size == 0);
    return output->written + output->size;
}

void tl_trace_output_add_raw(struct tl_trace_output *output, const void *bytes, size_t size)
{
    assert(output->member.size == 0);
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
    assert(output->member.size == 0);
    flush_buffer(output);
    tl_digest_get(output->digest, digest);
}

/* A quota may tell so only when the file is closed. It is not forced to the disk: a trace can always be made again. */
static void finish_file(struct tl_trace_output *output)
{
    flush_buffer(output);
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
