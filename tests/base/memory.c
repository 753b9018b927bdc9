#include "base/memory.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "test.h"

/* Do all of `size` bytes hold `byte`? */
static bool holds(const unsigned char *bytes, size_t size, int byte)
{
    size_t same = 0;
    for (size_t i = 0; i < size; i++) {
        same += bytes[i] == byte;
    }
    return same == size;
}

START_TEST(arena_blocks_are_zeroed_aligned_and_apart)
{
    struct tl_arena *arena = tl_arena_create();
    unsigned char *blocks[600];
    size_t sizes[600];
    for (size_t i = 0; i < 600; i++) {
        sizes[i] = i % 97 == 0 ? 40000 + i : i; /* some blocks are larger than a quarter of a chunk */
        blocks[i] = tl_arena_alloc(arena, sizes[i], 1);
        ck_assert_uint_eq((uintptr_t)blocks[i] % alignof(max_align_t), 0);
        ck_assert(holds(blocks[i], sizes[i], 0));
        memset(blocks[i], (int)(i % 251) + 1, sizes[i]);
    }
    for (size_t i = 0; i < 600; i++) {
        ck_assert(holds(blocks[i], sizes[i], (int)(i % 251) + 1));
    }
    tl_arena_destroy(arena);
    tl_arena_destroy(NULL);
}
END_TEST

START_TEST(arena_copies_and_prints)
{
    struct tl_arena *arena = tl_arena_create();
    char *copy = tl_arena_copy(arena, "kongo");
    ck_assert_str_eq(tl_arena_print(arena, "%s-%d", copy, 7), "kongo-7");
    ck_assert_str_eq(copy, "kongo");
    tl_arena_destroy(arena);
}
END_TEST

START_TEST(arrays_grow_and_new_items_are_zero)
{
    int *items = NULL;
    size_t capacity = 0;
    for (size_t n = 0; n < 1000; n++) {
        items = tl_grow(items, n, &capacity, sizeof *items);
        ck_assert(capacity > n);
        ck_assert_int_eq(items[n], 0);
        items[n] = (int)n + 1;
    }
    ck_assert_int_eq(items[0], 1);
    ck_assert_int_eq(items[999], 1000);
    free(items);
    char *copy = tl_copy("text");
    ck_assert_str_eq(copy, "text");
    free(copy);
    free(tl_alloc(0, 8)); /* never NULL, also for nothing */
}
END_TEST

/* Check runs each case in a process of its own, so the exit status can be asked for. */
START_TEST(a_size_that_overflows_ends_with_status_3)
{
    struct tl_arena *arena = tl_arena_create();
    tl_arena_alloc(arena, SIZE_MAX / 2, 4);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("memory");
    TCase *tcase = tcase_create("memory");
    tcase_add_test(tcase, arena_blocks_are_zeroed_aligned_and_apart);
    tcase_add_test(tcase, arena_copies_and_prints);
    tcase_add_test(tcase, arrays_grow_and_new_items_are_zero);
    tcase_add_exit_test(tcase, a_size_that_overflows_ends_with_status_3, 3);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
