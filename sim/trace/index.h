/* The index of a trace: where each gzip member of events begins. It is kept in the extra fields (RFC 1952, 2.3.1.1) of empty
 * members at the end of the file, so that gzip and zcat pass over it.
 *
 * Subfields, numbers little-endian:
 *   TL  in the first member, 2 bytes: the version of a trace's file form, 1. Without it a file was compressed by another program.
 *   TI  up to 2,700 entries of 24 bytes: first time (s), first id, the member's offset in the file
 *   TE  in the last member, after its TI, 80 bytes: offset of the first index member, count of entries, digest of all entries
 *       and digest of every byte of the file before this last digest, each 32 hexadecimal digits
 * An index member is a gzip header with these, an empty deflate block and zeros for checksum and length. */
#ifndef TL_TRACE_INDEX_H
#define TL_TRACE_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/hash.h"
#include "base/text.h"

#define TL_TRACE_INDEX_ENTRIES ((size_t)2700) /* of one member: an extra field holds 65,535 bytes */
#define TL_TRACE_TRAILER_BYTES ((size_t)10)   /* empty block, checksum, length */
#define TL_TRACE_FOOTER_BYTES  ((size_t)80)
/* From the file's digest to the end of the file. */
#define TL_TRACE_TAIL_BYTES (TL_DIGEST_TEXT - 1 + TL_TRACE_TRAILER_BYTES)

extern const unsigned char tl_trace_mark[6]; /* the first member's extra field */

struct tl_trace_entry {
    int64_t time_s;
    int64_t id;
    uint64_t offset;
};

/* Zero-initialised is empty. */
struct tl_trace_index {
    struct tl_trace_entry *entries;
    size_t count;
    size_t capacity;
};

void tl_trace_index_clear(struct tl_trace_index *index);
void tl_trace_index_add(struct tl_trace_index *index, int64_t time_s, int64_t id, uint64_t offset);
bool tl_trace_index_equal(const struct tl_trace_index *a, const struct tl_trace_index *b);

/* The entry at which reading must start to meet every event from time_s on. The index is not empty. */
size_t tl_trace_index_find(const struct tl_trace_index *index, int64_t time_s);

/* Append the index members, all but the last TL_TRACE_TAIL_BYTES.
 * offset  of the first index member in the file */
void tl_trace_index_print(const struct tl_trace_index *index, uint64_t offset, struct tl_text *out);
/* Append those last bytes. */
void tl_trace_index_print_tail(const char digest[TL_DIGEST_TEXT], struct tl_text *out);

/* What one extra field holds. */
enum tl_trace_extra {
    TL_TRACE_EXTRA_NONE,   /* nothing of ours */
    TL_TRACE_EXTRA_MARK,   /* the first member of a trace */
    TL_TRACE_EXTRA_INDEX,  /* entries, more to follow */
    TL_TRACE_EXTRA_FOOTER, /* entries, the last */
    TL_TRACE_EXTRA_BROKEN, /* ours by its name, but of another form */
};

/* Read one extra field; entries are added to `index`. A footer is broken unless its count and digest are those of `index`; the
 * digest of the file in it is not looked at. */
enum tl_trace_extra tl_trace_index_parse(struct tl_trace_index *index, const unsigned char *extra,
                                         size_t size);

/* Read the index of an open file from its end, without reading the rest.
 * Returns false where it has none or a broken one; `index` is then empty. */
bool tl_trace_index_read(struct tl_trace_index *index, int fd);

#endif
