#include "trace/index.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"

#define ENTRY_BYTES      ((size_t)24)
#define SUB_HEADER_BYTES ((size_t)4)  /* two letters and a length */
#define HEADER_BYTES     ((size_t)12) /* a gzip header with the length of its extra field */
#define DIGEST_BYTES     ((size_t)(TL_DIGEST_TEXT - 1))

const unsigned char tl_trace_mark[6] = {'T', 'L', 2, 0, 1, 0};

/* deflate, an extra field, no time, fastest, Unix */
static const unsigned char member_header[HEADER_BYTES - 2] = {0x1F, 0x8B, 8, 4, 0, 0, 0, 0, 4, 3};
static const unsigned char member_trailer[TL_TRACE_TRAILER_BYTES] = {3, 0};

void tl_trace_index_clear(struct tl_trace_index *index)
{
    free(index->entries);
    *index = (struct tl_trace_index){0};
}

void tl_trace_index_add(struct tl_trace_index *index, int64_t time_s, int64_t id, uint64_t offset)
{
    index->entries = tl_grow(index->entries, index->count, &index->capacity, sizeof *index->entries);
    index->entries[index->count++] = (struct tl_trace_entry){time_s, id, offset};
}

bool tl_trace_index_equal(const struct tl_trace_index *a, const struct tl_trace_index *b)
{
    return a->count == b->count &&
           (a->count == 0 || memcmp(a->entries, b->entries, a->count * sizeof *a->entries) == 0);
}

size_t tl_trace_index_find(const struct tl_trace_index *index, int64_t time_s)
{
    /* the last entry that begins before time_s: events of time_s itself may end the member before the next */
    size_t low = 0;
    size_t high = index->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (index->entries[middle].time_s < time_s) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low > 0 ? low - 1 : 0;
}

static void add_number(struct tl_text *out, uint64_t value, int bytes)
{
    for (int i = 0; i < bytes; i++) {
        tl_text_add_char(out, (char)(value >> (8 * i) & 0xFF));
    }
}

static uint64_t get_number(const unsigned char *bytes, int count)
{
    uint64_t value = 0;
    for (int i = 0; i < count; i++) {
        value |= (uint64_t)bytes[i] << (8 * i);
    }
    return value;
}

static void add_entries(struct tl_text *out, const struct tl_trace_entry *entries, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        add_number(out, (uint64_t)entries[i].time_s, 8);
        add_number(out, (uint64_t)entries[i].id, 8);
        add_number(out, entries[i].offset, 8);
    }
}

static void digest_entries(const struct tl_trace_index *index, char digest[TL_DIGEST_TEXT])
{
    struct tl_text bytes = {0};
    struct tl_digest *under_way = tl_digest_create();
    add_entries(&bytes, index->entries, index->count);
    tl_digest_add(under_way, bytes.data, bytes.size);
    tl_digest_get(under_way, digest);
    tl_digest_destroy(under_way);
    tl_text_clear(&bytes);
}

void tl_trace_index_print(const struct tl_trace_index *index, uint64_t offset, struct tl_text *out)
{
    size_t done = 0;
    do {
        size_t count = index->count - done;
        count = count < TL_TRACE_INDEX_ENTRIES ? count : TL_TRACE_INDEX_ENTRIES;
        bool last = done + count == index->count;
        size_t extra =
            SUB_HEADER_BYTES + count * ENTRY_BYTES + (last ? SUB_HEADER_BYTES + TL_TRACE_FOOTER_BYTES : 0);
        tl_text_add_bytes(out, (const char *)member_header, sizeof member_header);
        add_number(out, extra, 2);
        tl_text_add_bytes(out, "TI", 2);
        add_number(out, count * ENTRY_BYTES, 2);
        add_entries(out, index->entries + done, count);
        if (!last) {
            tl_text_add_bytes(out, (const char *)member_trailer, sizeof member_trailer);
        }
        done += count;
    } while (done < index->count);
    char digest[TL_DIGEST_TEXT];
    digest_entries(index, digest);
    tl_text_add_bytes(out, "TE", 2);
    add_number(out, TL_TRACE_FOOTER_BYTES, 2);
    add_number(out, offset, 8);
    add_number(out, index->count, 8);
    tl_text_add_bytes(out, digest, DIGEST_BYTES);
}

void tl_trace_index_print_tail(const char digest[TL_DIGEST_TEXT], struct tl_text *out)
{
    tl_text_add_bytes(out, digest, DIGEST_BYTES);
    tl_text_add_bytes(out, (const char *)member_trailer, sizeof member_trailer);
}

static void parse_entries(struct tl_trace_index *index, const unsigned char *bytes, size_t count)
{
    for (size_t i = 0; i < count; i++, bytes += ENTRY_BYTES) {
        tl_trace_index_add(index, (int64_t)get_number(bytes, 8), (int64_t)get_number(bytes + 8, 8),
                           get_number(bytes + 16, 8));
    }
}

/* 80 bytes: offset, count, digest of the entries, digest of the file. */
static bool check_footer(const struct tl_trace_index *index, const unsigned char *bytes)
{
    char entries[TL_DIGEST_TEXT];
    digest_entries(index, entries);
    return get_number(bytes + 8, 8) == index->count && memcmp(bytes + 16, entries, DIGEST_BYTES) == 0;
}

enum tl_trace_extra tl_trace_index_parse(struct tl_trace_index *index, const unsigned char *extra,
                                         size_t size)
{
    if (size == sizeof tl_trace_mark && memcmp(extra, tl_trace_mark, size) == 0) {
        return TL_TRACE_EXTRA_MARK;
    }
    if (size < 2 || extra[0] != 'T' || !memchr("LIE", extra[1], 3)) {
        return TL_TRACE_EXTRA_NONE;
    }
    size_t bytes = size < SUB_HEADER_BYTES ? 0 : get_number(extra + 2, 2);
    if (extra[1] != 'I' || size < SUB_HEADER_BYTES + bytes || bytes % ENTRY_BYTES != 0) {
        return TL_TRACE_EXTRA_BROKEN;
    }
    parse_entries(index, extra + SUB_HEADER_BYTES, bytes / ENTRY_BYTES);
    extra += SUB_HEADER_BYTES + bytes;
    size -= SUB_HEADER_BYTES + bytes;
    if (size == 0) {
        return TL_TRACE_EXTRA_INDEX;
    }
    static const unsigned char start[SUB_HEADER_BYTES] = {'T', 'E', TL_TRACE_FOOTER_BYTES, 0};
    if (size != SUB_HEADER_BYTES + TL_TRACE_FOOTER_BYTES || memcmp(extra, start, sizeof start) != 0 ||
        !check_footer(index, extra + SUB_HEADER_BYTES)) {
        return TL_TRACE_EXTRA_BROKEN;
    }
    return TL_TRACE_EXTRA_FOOTER;
}

/* Read members at `bytes` up to the footer, which must end them. */
static bool parse_members(struct tl_trace_index *index, const unsigned char *bytes, size_t size)
{
    enum tl_trace_extra found = TL_TRACE_EXTRA_INDEX;
    while (found == TL_TRACE_EXTRA_INDEX) {
        if (size < HEADER_BYTES || memcmp(bytes, member_header, sizeof member_header) != 0) {
            return false;
        }
        size_t extra = get_number(bytes + sizeof member_header, 2);
        size_t whole = HEADER_BYTES + extra + TL_TRACE_TRAILER_BYTES;
        if (size < whole ||
            memcmp(bytes + whole - sizeof member_trailer, member_trailer, sizeof member_trailer) != 0) {
            return false;
        }
        found = tl_trace_index_parse(index, bytes + HEADER_BYTES, extra);
        bytes += whole;
        size -= whole;
    }
    return found == TL_TRACE_EXTRA_FOOTER && size == 0;
}

/* The offset of the first index member, or 0 where the file does not end as a trace does. */
static uint64_t find_members(int fd, uint64_t size)
{
    unsigned char end[SUB_HEADER_BYTES + TL_TRACE_FOOTER_BYTES + TL_TRACE_TRAILER_BYTES];
    if (size < sizeof end || pread(fd, end, sizeof end, (off_t)(size - sizeof end)) != (ssize_t)sizeof end) {
        return 0;
    }
    uint64_t offset = get_number(end + SUB_HEADER_BYTES, 8);
    bool ours = end[0] == 'T' && end[1] == 'E' && end[2] == TL_TRACE_FOOTER_BYTES && end[3] == 0;
    return ours && offset < size ? offset : 0;
}

bool tl_trace_index_read(struct tl_trace_index *index, int fd)
{
    struct stat status;
    if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) {
        return false;
    }
    uint64_t size = (uint64_t)status.st_size;
    uint64_t offset = find_members(fd, size);
    if (offset == 0 || size - offset > UINT32_MAX) {
        return false;
    }
    size_t bytes = (size_t)(size - offset);
    unsigned char *members = tl_alloc(bytes, 1);
    bool good =
        pread(fd, members, bytes, (off_t)offset) == (ssize_t)bytes && parse_members(index, members, bytes);
    free(members);
    if (!good || index->count == 0) {
        tl_trace_index_clear(index);
        return false;
    }
    return true;
}
