#include "measure/ledger_split.h"
#include "test.h"

START_TEST(splits_sum_to_the_whole)
{
    int64_t parts[3];
    tl_ledger_split(100, (const int64_t[]){1, 1, 1}, 3, parts);
    ck_assert_int_eq(parts[0], 34);
    ck_assert_int_eq(parts[1], 33);
    ck_assert_int_eq(parts[2], 33);
    tl_ledger_split(10, (const int64_t[]){1, 0, 5}, 3, parts); /* 1.67 and 8.33 */
    ck_assert_int_eq(parts[0], 2);
    ck_assert_int_eq(parts[1], 0);
    ck_assert_int_eq(parts[2], 8);
    tl_ledger_split(1000000, (const int64_t[]){INT64_C(1) << 60, INT64_C(1) << 60, 1}, 3, parts);
    ck_assert_int_eq(parts[0] + parts[1] + parts[2], 1000000);
    tl_ledger_split(0, (const int64_t[]){0, 0, 0}, 3, parts);
    ck_assert_int_eq(parts[0] + parts[1] + parts[2], 0);
}
END_TEST

/* A third and a third of something three times as large are equal, whatever doubles say. */
START_TEST(binding_needs_compare_exactly)
{
    const int64_t large = INT64_C(3000000000000);
    ck_assert_uint_eq(tl_ledger_binding_need(2, (const int64_t[]){large / 3, 1}, (const int64_t[]){large, 3}),
                      0);
    ck_assert_uint_eq(
        tl_ledger_binding_need(2, (const int64_t[]){large / 3 + 1, 1}, (const int64_t[]){large, 3}), 1);
    ck_assert_uint_eq(tl_ledger_binding_need(2, (const int64_t[]){5, 1}, (const int64_t[]){5, 1}),
                      TL_NO_NEED);
}
END_TEST

TL_TEST_MAIN(ledger_split, splits_sum_to_the_whole, binding_needs_compare_exactly)
