#include "base/file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "test.h"

START_TEST(all_bytes_are_added)
{
    char path[] = "/tmp/trilat-test-XXXXXX";
    int fd = mkstemp(path);
    struct tl_text bytes = {0};
    ck_assert_int_eq(ftruncate(fd, 3 * BUFSIZ), 0);
    ck_assert_int_eq(pwrite(fd, "end", 3, 3 * BUFSIZ), 3);
    tl_text_add(&bytes, "before");
    ck_assert(tl_file_read(path, &bytes));
    ck_assert_uint_eq(bytes.size, 6 + 3 * BUFSIZ + 3);
    ck_assert_mem_eq(bytes.data + bytes.size - 4, "\0end", 4);
    tl_text_clear(&bytes);
    close(fd);
    unlink(path);
}
END_TEST

START_TEST(failures_are_told)
{
    struct tl_text bytes = {0};
    ck_assert(!tl_file_read("/nowhere/at-all", &bytes));
    ck_assert_int_eq(errno, ENOENT);
    ck_assert(!tl_file_read("/", &bytes));
    ck_assert_int_eq(errno, EISDIR);
    tl_text_clear(&bytes);
}
END_TEST

TL_TEST_MAIN(file, all_bytes_are_added, failures_are_told)
