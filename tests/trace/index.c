#include "trace/index.h"

#include <fcntl.h>

#include "trace/sample.h"

static struct tl_trace_index make_index(size_t count)
{
    struct tl_trace_index index = {0};
    for (size_t i = 0; i < count; i++) {
        tl_trace_index_add(&index, (int64_t)(i / 2 * 10), (int64_t)(i * 4096 + 1), i * 50000 + 700);
    }
    return index;
}

START_TEST(finds_where_to_start)
{
    struct tl_trace_index index = make_index(7); /* times 0 0 10 10 20 20 30 */
    ck_assert_uint_eq(tl_trace_index_find(&index, -5), 0);
    ck_assert_uint_eq(tl_trace_index_find(&index, 0), 0);
    ck_assert_uint_eq(tl_trace_index_find(&index, 1), 1);
    ck_assert_uint_eq(tl_trace_index_find(&index, 10), 1); /* events of 10 may end the second member */
    ck_assert_uint_eq(tl_trace_index_find(&index, 11), 3);
    ck_assert_uint_eq(tl_trace_index_find(&index, 30), 5);
    ck_assert_uint_eq(tl_trace_index_find(&index, 31), 6);
    ck_assert_uint_eq(tl_trace_index_find(&index, INT64_MAX), 6);
    tl_trace_index_clear(&index);
}
END_TEST

/* A file of 700 bytes of another member, then the index. */
static void write_index(const char *path, const struct tl_trace_index *index)
{
    struct tl_text bytes = {0};
    char digest[TL_DIGEST_TEXT];
    memset(digest, 'a', sizeof digest - 1);
    digest[sizeof digest - 1] = '\0';
    for (int i = 0; i < 700; i++) {
        tl_text_add_char(&bytes, 'x');
    }
    tl_trace_index_print(index, 700, &bytes);
    tl_trace_index_print_tail(digest, &bytes);
    sample_store(path, (const unsigned char *)bytes.data, bytes.size);
    tl_text_clear(&bytes);
}

static bool read_index(const char *path, struct tl_trace_index *index)
{
    int fd = open(path, O_RDONLY);
    ck_assert_int_ge(fd, 0);
    bool found = tl_trace_index_read(index, fd);
    close(fd);
    return found;
}

START_TEST(reads_back_from_the_end)
{
    static const size_t counts[] = {1, 2, 2699, 2700, 2701, 5400, 10000};
    const char *path = sample_path("index");
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        struct tl_trace_index index = make_index(counts[i]);
        struct tl_trace_index back = {0};
        write_index(path, &index);
        ck_assert(read_index(path, &back));
        ck_assert(tl_trace_index_equal(&index, &back));
        tl_trace_index_clear(&index);
        tl_trace_index_clear(&back);
    }
    unlink(path);
}
END_TEST

/* Every bit of the index but those of the file's digest, which covers other bytes. */
START_TEST(refuses_every_flip)
{
    const char *path = sample_path("index");
    struct tl_trace_index index = make_index(3);
    size_t size;
    write_index(path, &index);
    unsigned char *bytes = sample_read(path, &size);
    for (size_t bit = 700 * 8; bit < size * 8; bit++) {
        size_t from_end = size - bit / 8;
        if (from_end > TL_TRACE_TRAILER_BYTES && from_end <= TL_TRACE_TAIL_BYTES) {
            continue;
        }
        struct tl_trace_index back = {0};
        bytes[bit / 8] ^= (unsigned char)(1 << bit % 8);
        sample_store(path, bytes, size);
        ck_assert_msg(!read_index(path, &back), "bit %zu of byte %zu", bit % 8, bit / 8);
        ck_assert_uint_eq(back.count, 0);
        bytes[bit / 8] ^= (unsigned char)(1 << bit % 8);
    }
    free(bytes);
    tl_trace_index_clear(&index);
    unlink(path);
}
END_TEST

START_TEST(refuses_every_cut)
{
    const char *path = sample_path("index");
    struct tl_trace_index index = make_index(3);
    size_t size;
    write_index(path, &index);
    unsigned char *bytes = sample_read(path, &size);
    for (size_t cut = 0; cut < size; cut++) {
        struct tl_trace_index back = {0};
        sample_store(path, bytes, cut);
        ck_assert(!read_index(path, &back));
    }
    free(bytes);
    tl_trace_index_clear(&index);
    unlink(path);
}
END_TEST

TL_TEST_MAIN(index, finds_where_to_start, reads_back_from_the_end, refuses_every_flip, refuses_every_cut)
