#include "trace/gzip.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "test.h"

#define PIECES 1000

/* Many pieces come back as one, whichever way they went; the descriptor stays the caller's. */
static size_t write_pieces(bool is_plain, char *path)
{
    int file = mkstemp(path);
    struct tl_gzip *gzip = tl_gzip_open(file, is_plain);
    ck_assert_ptr_nonnull(gzip);
    for (int i = 0; i < PIECES; i++) {
        ck_assert(tl_gzip_add(gzip, "piece\n", 6));
    }
    ck_assert(tl_gzip_add(gzip, "", 0));
    ck_assert(tl_gzip_close(gzip));
    off_t size = lseek(file, 0, SEEK_END);
    ck_assert_int_eq(close(file), 0);
    return (size_t)size;
}

START_TEST(writes_plain_and_gzipped)
{
    char read[PIECES * 6 + 1];
    for (int plain = 0; plain < 2; plain++) {
        char path[] = "/tmp/trilat-gzip-XXXXXX";
        size_t size = write_pieces(plain != 0, path);
        ck_assert(plain ? size == PIECES * 6 : size < 200);
        gzFile file = gzopen(path, "rb"); /* reads both */
        ck_assert_int_eq(gzdirect(file), plain);
        ck_assert_int_eq(gzread(file, read, sizeof read), PIECES * 6);
        ck_assert_int_eq(memcmp(read + 6 * (PIECES - 1), "piece\n", 6), 0);
        gzclose(file);
        unlink(path);
    }
}
END_TEST

START_TEST(tells_failures)
{
    ck_assert_ptr_null(tl_gzip_open(-1, false));
    ck_assert_int_eq(errno, EBADF);
    int full = open("/dev/full", O_WRONLY);
    struct tl_gzip *gzip = tl_gzip_open(full, true);
    bool added = tl_gzip_add(gzip, "text", 4); /* may be kept back until the end */
    ck_assert(!tl_gzip_close(gzip) || !added);
    ck_assert_int_eq(errno, ENOSPC);
    close(full);
}
END_TEST

TL_TEST_MAIN("trace/gzip", writes_plain_and_gzipped, tells_failures)
