#include "test.h"

#include <sys/mman.h>
#include <unistd.h>

#include "experiment/result.h"

START_TEST(round_trip)
{
    double values[] = {1, 2.5}, cells[] = {3, 4, 5};
    int64_t orders_s[] = {86400, TL_NONE};
    struct tl_step steps[] = {{0, 7}, {10, 8}};
    struct tl_result result = {{values, cells, steps, 2, orders_s, 99}, "00ff"}, back;
    struct tl_result_shape shape = {2, 3, 2};
    int fd = memfd_create("test", MFD_CLOEXEC);
    ck_assert(tl_result_write(fd, shape, &result));
    _Alignas(16) unsigned char bytes[256];
    ssize_t size = pread(fd, bytes, sizeof bytes, 0);
    ck_assert_int_eq(size, 56 + 5 * 8 + 2 * 8 + 2 * 16);
    ck_assert(tl_result_read(bytes, (size_t)size, shape, &back));
    ck_assert_mem_eq(back.outcome.values, values, sizeof values);
    ck_assert_mem_eq(back.outcome.cells, cells, sizeof cells);
    ck_assert_mem_eq(back.outcome.steps, steps, sizeof steps);
    ck_assert_uint_eq(back.outcome.step_count, 2);
    ck_assert_mem_eq(back.outcome.orders_s, orders_s, sizeof orders_s);
    ck_assert_uint_eq(back.outcome.events, 99);
    ck_assert_str_eq(back.fingerprint, "00ff");
    for (size_t less = 0; less < (size_t)size; less++) {
        ck_assert(!tl_result_read(bytes, less, shape, &back));
    }
    ck_assert(!tl_result_read(bytes, (size_t)size, (struct tl_result_shape){2, 5, 2}, &back));
    close(fd);
}
END_TEST

TL_TEST_MAIN(result, round_trip)
