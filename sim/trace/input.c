#include "trace/input.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "base/memory.h"
#include "base/text.h"

#define GZIP_WINDOW (15 + 16)         /* zlib's word for a gzip wrapper round the largest window */
#define TEXT_BYTES  ((size_t)1 << 24) /* a member larger than this is given out before its checksum is seen */
#define LINE_BYTES  ((size_t)1 << 28) /* no line is longer */

struct tl_trace_input {
    int fd;
    z_stream z;
    gz_header head; /* of the member under way */
    bool in_member;
    bool seeked;
    bool marked;
    bool indexed;  /* the index is complete */
    uint64_t read; /* bytes of the file in and before the buffer */
    uint64_t member_offset;
    struct tl_trace_index index;
    struct tl_digest *digest; /* of all bytes but the last ones, which wait in `tail` */
    size_t tail_size;
    unsigned char tail[TL_TRACE_TAIL_BYTES];
    enum tl_trace_got state;
    char why[120];
    /* decompressed text: [begin, end) is not given out yet */
    char *text;
    size_t begin;
    size_t end;
    size_t capacity;
    uint64_t fresh; /* offset of the member whose first line stands at `begin`, or UINT64_MAX */
    unsigned char buffer[64 * 1024];
    unsigned char extra[65535];
};

static enum tl_trace_got break_off(struct tl_trace_input *input, const char *format,
                                   unsigned long long number)
{
    snprintf(input->why, sizeof input->why, format, number);
    input->state = TL_TRACE_GOT_BROKEN;
    return input->state;
}

/* The digest takes every byte but the last TL_TRACE_TAIL_BYTES read so far. */
static void digest_bytes(struct tl_trace_input *input, const unsigned char *bytes, size_t size)
{
    size_t total = input->tail_size + size;
    size_t due = total > sizeof input->tail ? total - sizeof input->tail : 0;
    size_t from_tail = due < input->tail_size ? due : input->tail_size;
    tl_digest_add(input->digest, input->tail, from_tail);
    memmove(input->tail, input->tail + from_tail, input->tail_size - from_tail);
    input->tail_size -= from_tail;
    tl_digest_add(input->digest, bytes, due - from_tail);
    size_t rest = size - (due - from_tail);
    memcpy(input->tail + input->tail_size, bytes + size - rest, rest);
    input->tail_size += rest;
}

/* Have at least one byte of the file ready. False at its end or on a failure, which is then the state. */
static bool refill(struct tl_trace_input *input)
{
    if (input->z.avail_in > 0) {
        return true;
    }
    ssize_t count;
    do {
        count = read(input->fd, input->buffer, sizeof input->buffer);
    } while (count < 0 && errno == EINTR);
    if (count < 0) {
        snprintf(input->why, sizeof input->why, "cannot be read: %s", strerror(errno));
        input->state = TL_TRACE_GOT_BROKEN;
    }
    if (count <= 0) {
        return false;
    }
    if (!input->seeked) {
        digest_bytes(input, input->buffer, (size_t)count);
    }
    input->read += (uint64_t)count;
    input->z.next_in = input->buffer;
    input->z.avail_in = (uInt)count;
    return true;
}

static uint64_t position(const struct tl_trace_input *input)
{
    return input->read - input->z.avail_in;
}

static int open_path(const char *path)
{
    return strcmp(path, "-") == 0 ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
}

/* Look at the first bytes before any is taken. */
static bool check_start(struct tl_trace_input *input, const char *path, struct tl_error *err)
{
    if (!refill(input)) {
        bool failed = input->state == TL_TRACE_GOT_BROKEN;
        return tl_error_add(err, TL_FAULT_USER, "%s: %s", path,
                            failed ? input->why : "an empty file, not a trace");
    }
    const unsigned char *bytes = input->z.next_in;
    if (bytes[0] == 0x1F && (input->z.avail_in < 2 || bytes[1] == 0x8B)) {
        return true;
    }
    return tl_error_add(err, TL_FAULT_USER, "%s: not a trace: it is not gzipped%s", path,
                        bytes[0] == '{' ? " (a trace that was unpacked? gzip makes it readable again)" : "");
}

struct tl_trace_input *tl_trace_input_open(const char *path, struct tl_error *err)
{
    int fd = open_path(path);
    if (fd < 0) {
        tl_error_add(err, TL_FAULT_USER, "%s: cannot be read: %s", path, strerror(errno));
        return NULL;
    }
    struct tl_trace_input *input = tl_alloc(1, sizeof *input);
    input->fd = fd;
    input->fresh = UINT64_MAX;
    input->digest = tl_digest_create();
    int status = inflateInit2(&input->z, GZIP_WINDOW);
    assert(status == Z_OK);
    (void)status;
    if (!check_start(input, path, err)) {
        tl_trace_input_close(input);
        return NULL;
    }
    return input;
}

void tl_trace_input_close(struct tl_trace_input *input)
{
    inflateEnd(&input->z);
    close(input->fd);
    tl_digest_destroy(input->digest);
    tl_trace_index_clear(&input->index);
    free(input->text);
    free(input);
}

/* Begin the next member, if there is one. */
static bool begin_member(struct tl_trace_input *input)
{
    if (!refill(input)) {
        return false;
    }
    input->member_offset = position(input);
    if (input->indexed) {
        break_off(input, "the trace ends at byte %llu, and more follows", input->member_offset);
        return false;
    }
    inflateReset(&input->z);
    input->head = (gz_header){.extra = input->extra, .extra_max = sizeof input->extra};
    inflateGetHeader(&input->z, &input->head);
    input->in_member = true;
    if (input->begin == input->end) {
        input->fresh = input->member_offset;
    }
    return true;
}

/* Make room for more text. What was given out goes. */
static void make_room(struct tl_trace_input *input)
{
    if (input->begin > 0 && (input->begin == input->end || input->capacity - input->end < 4096)) {
        memmove(input->text, input->text + input->begin, input->end - input->begin);
        input->end -= input->begin;
        input->begin = 0;
    }
    if (input->capacity - input->end < 4096) {
        input->capacity = input->capacity ? input->capacity * 2 : 256 * 1024;
        input->text = tl_realloc(input->text, input->capacity, 1);
    }
}

/* What an ended member's extra field says about the whole file. */
static enum tl_trace_got look_at_extra(struct tl_trace_input *input, bool is_empty)
{
    bool indexing = input->index.count > 0 || input->indexed;
    enum tl_trace_extra found = TL_TRACE_EXTRA_NONE;
    if (input->head.extra && input->head.extra_len <= sizeof input->extra) {
        found = tl_trace_index_parse(&input->index, input->extra, input->head.extra_len);
    }
    bool wrong = found == TL_TRACE_EXTRA_BROKEN || (indexing && found == TL_TRACE_EXTRA_NONE) ||
                 (found == TL_TRACE_EXTRA_MARK && input->member_offset > 0) ||
                 ((found == TL_TRACE_EXTRA_INDEX || found == TL_TRACE_EXTRA_FOOTER) &&
                  (!is_empty || (!input->marked && !input->seeked)));
    if (wrong) {
        return break_off(input, "the index is broken, in the gzip member at byte %llu", input->member_offset);
    }
    input->marked = input->marked || found == TL_TRACE_EXTRA_MARK;
    input->indexed = found == TL_TRACE_EXTRA_FOOTER;
    return TL_TRACE_GOT_LINE;
}

/* Decompress the member under way: to its end, or until there is much text. Returns GOT_LINE where it went well. */
static enum tl_trace_got fill(struct tl_trace_input *input)
{
    const size_t start = input->end - input->begin;
    int status = Z_OK;
    while (status != Z_STREAM_END && input->end - input->begin < start + TEXT_BYTES) {
        if (!refill(input)) {
            input->state = input->state == TL_TRACE_GOT_BROKEN ? input->state : TL_TRACE_GOT_CUT;
            return input->state;
        }
        make_room(input);
        size_t room = input->capacity - input->end;
        room = room < (1U << 30) ? room : (1U << 30);
        input->z.next_out = (unsigned char *)input->text + input->end;
        input->z.avail_out = (uInt)room;
        status = inflate(&input->z, Z_NO_FLUSH);
        input->end += room - input->z.avail_out;
        if (status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR) {
            input->end = input->begin + start;
            return break_off(input, "the gzip member at byte %llu is damaged", input->member_offset);
        }
    }
    if (status == Z_STREAM_END) {
        input->in_member = false;
        return look_at_extra(input, input->end - input->begin == start);
    }
    return TL_TRACE_GOT_LINE;
}

/* Are the last bytes those that belong to all the bytes before them? */
static bool check_tail(const struct tl_trace_input *input)
{
    struct tl_text due = {0};
    char digest[TL_DIGEST_TEXT];
    tl_digest_get(input->digest, digest);
    tl_trace_index_print_tail(digest, &due);
    bool good = due.size == input->tail_size && memcmp(due.data, input->tail, due.size) == 0;
    tl_text_clear(&due);
    return good;
}

/* At the end of the file: is everything there that the file promised? */
static enum tl_trace_got finish(struct tl_trace_input *input)
{
    if (input->begin < input->end || (input->marked && !input->indexed)) {
        return input->state = TL_TRACE_GOT_CUT;
    }
    if (input->indexed && !input->seeked && !check_tail(input)) {
        return break_off(input, "a byte of the file has changed: its digest is not the one that it carries",
                         0);
    }
    return input->state = TL_TRACE_GOT_END;
}

enum tl_trace_got tl_trace_input_next(struct tl_trace_input *input, const char **line, size_t *size,
                                      uint64_t *offset)
{
    size_t searched = 0;
    for (;;) {
        size_t held = input->end - input->begin;
        const char *newline =
            held > searched ? memchr(input->text + input->begin + searched, '\n', held - searched) : NULL;
        if (newline) {
            *line = input->text + input->begin;
            *size = (size_t)(newline - *line);
            *offset = input->fresh;
            input->fresh = UINT64_MAX;
            input->begin += *size + 1;
            return TL_TRACE_GOT_LINE;
        }
        if (input->state != TL_TRACE_GOT_LINE) {
            return input->state;
        }
        searched = held;
        if (held > LINE_BYTES) {
            return break_off(input, "a line of more than %llu bytes", LINE_BYTES);
        }
        if (!input->in_member && !begin_member(input)) {
            return input->state == TL_TRACE_GOT_BROKEN ? input->state : finish(input);
        }
        fill(input); /* what it got before a failure is still given out */
    }
}

const char *tl_trace_input_why(const struct tl_trace_input *input)
{
    return input->why;
}

bool tl_trace_input_is_indexed(const struct tl_trace_input *input)
{
    return input->indexed;
}

const struct tl_trace_index *tl_trace_input_index(const struct tl_trace_input *input)
{
    return &input->index;
}

bool tl_trace_input_read_index(struct tl_trace_input *input, struct tl_trace_index *index)
{
    return tl_trace_index_read(index, input->fd);
}

bool tl_trace_input_seek(struct tl_trace_input *input, uint64_t offset)
{
    if (lseek(input->fd, (off_t)offset, SEEK_SET) < 0) {
        return false;
    }
    input->z.avail_in = 0;
    input->read = offset;
    input->seeked = true;
    input->in_member = false;
    input->indexed = false;
    input->state = TL_TRACE_GOT_LINE;
    input->begin = input->end = 0;
    input->fresh = UINT64_MAX;
    tl_trace_index_clear(&input->index);
    return true;
}
