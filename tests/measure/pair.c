#include "test.h"

#include <stdint.h>

#include "measure/measure.h"

#define DAY          INT64_C(86400)
#define HORIZON      INT64_C(864000)
#define COUNT(steps) (sizeof(steps) / sizeof *(steps))

static struct tl_pair compare(const struct tl_step *variant, size_t count, int64_t order_s)
{
    static const struct tl_step base[] = {{0, 0}};
    return tl_pair_compare(base, 1, variant, count, order_s, HORIZON);
}

/* Diversion and backfill: D is 1 on [86,400, 156,086) and 0.25 until 525,729. */
START_TEST(backfill)
{
    const struct tl_step variant[] = {{0, 0}, {86400, 1000000}, {156086, 250000}, {525729, 0}};
    struct tl_pair pair = compare(variant, COUNT(variant), 86400);
    ck_assert_int_eq(pair.degradation_us, INT64_C(162096750000));
    ck_assert_double_eq(pair.dip, 1);
    ck_assert_int_eq(pair.dip_s, 86400);
    ck_assert_int_eq(pair.closed, TL_REACH_YES);
    ck_assert_int_eq(pair.closed_s, 439329);
    ck_assert_int_eq(pair.restored, TL_REACH_YES);
    ck_assert_int_eq(pair.restored_s, 439329);
}
END_TEST

/* The same base and variant: nothing is lost, never degraded. */
START_TEST(same)
{
    const struct tl_step steps[] = {{0, 400000}, {1000, 900000}};
    struct tl_pair pair = tl_pair_compare(steps, 2, steps, 2, 5000, HORIZON);
    ck_assert_int_eq(pair.degradation_us, 0);
    ck_assert_double_eq(pair.dip, 0);
    ck_assert_int_eq(pair.dip_s, TL_NONE);
    ck_assert_int_eq(pair.closed, TL_REACH_NEVER_DEGRADED);
    ck_assert_int_eq(pair.restored, TL_REACH_NEVER_DEGRADED);
}
END_TEST

/* The integral takes gains off, and counts from 0; the dip counts from the order. */
START_TEST(gains_and_order)
{
    const struct tl_step base[] = {{0, 500000}, {100, 0}, {300, 200000}};
    const struct tl_step variant[] = {{0, 0}, {200, 300000}};
    struct tl_pair pair = tl_pair_compare(base, 3, variant, 2, 250, 1000);
    ck_assert_int_eq(pair.degradation_us, -500000 * 100 + 300000 * 100 + 100000 * 700);
    ck_assert_double_eq(pair.dip, 0.3);
    ck_assert_int_eq(pair.dip_s, 250);
    pair = tl_pair_compare(base, 3, variant, 2, 300, 1000);
    ck_assert_double_eq(pair.dip, 0.1);
    ck_assert_int_eq(pair.dip_s, 300);
    ck_assert_int_eq(pair.closed, TL_REACH_CENSORED);
}
END_TEST

/* The threshold is 0.01 below a dip of 0.1 and a tenth of the dip above; D must be below it. */
START_TEST(threshold)
{
    const struct tl_step small[] = {{0, 0}, {DAY, 50000}, {2 * DAY, 10000}, {3 * DAY, 9999}};
    struct tl_pair pair = compare(small, COUNT(small), DAY);
    ck_assert_int_eq(pair.closed, TL_REACH_YES);
    ck_assert_int_eq(pair.closed_s, 2 * DAY);
    const struct tl_step large[] = {{0, 0}, {DAY, 500000}, {2 * DAY, 50000}, {3 * DAY, 49999}};
    pair = compare(large, COUNT(large), DAY);
    ck_assert_int_eq(pair.closed, TL_REACH_YES);
    ck_assert_int_eq(pair.closed_s, 2 * DAY);
    const struct tl_step slight[] = {{0, 0}, {DAY, 10000}};
    pair = compare(slight, COUNT(slight), DAY);
    ck_assert_double_eq(pair.dip, 0.01);
    ck_assert_int_eq(pair.closed, TL_REACH_NEVER_DEGRADED);
    const struct tl_step enough[] = {{0, 0}, {DAY, 10001}};
    ck_assert_int_eq(compare(enough, COUNT(enough), DAY).closed, TL_REACH_CENSORED);
}
END_TEST

/* Calm must last 48 h, by the horizon, without a break; a lull before the dip is none. */
START_TEST(calm)
{
    const struct tl_step broken[] = {{0, 0},           {DAY, 400000},         {2 * DAY, 0}, {3 * DAY, 50000},
                                     {4 * DAY, 20000}, {6 * DAY - 1, 300000}, {6 * DAY, 0}};
    struct tl_pair pair = compare(broken, COUNT(broken), DAY);
    ck_assert_int_eq(pair.closed, TL_REACH_YES);
    ck_assert_int_eq(pair.closed_s, 5 * DAY);
    const struct tl_step lull[] = {{0, 0}, {DAY, 60000}, {2 * DAY, 0}, {5 * DAY, 600000}, {6 * DAY, 0}};
    ck_assert_int_eq(compare(lull, COUNT(lull), DAY).closed_s, 5 * DAY);
    const struct tl_step just[] = {{0, 0}, {DAY, 400000}, {HORIZON - 2 * DAY, 0}};
    ck_assert_int_eq(compare(just, COUNT(just), DAY).closed, TL_REACH_YES);
    const struct tl_step late[] = {{0, 0}, {DAY, 400000}, {HORIZON - 2 * DAY + 1, 0}};
    pair = compare(late, COUNT(late), DAY);
    ck_assert_int_eq(pair.closed, TL_REACH_CENSORED);
    ck_assert_int_eq(pair.restored, TL_REACH_YES); /* which needs no 48 h */
    ck_assert_int_eq(pair.restored_s, HORIZON - 3 * DAY + 1);
}
END_TEST

/* Restored looks at the variant alone, against its value just before the order. */
START_TEST(restored)
{
    const struct tl_step base[] = {{0, 1000000}};
    const struct tl_step variant[] = {{0, 0}, {100, 300000}, {200, 310000}, {300, 310001}, {400, 0}};
    struct tl_pair pair = tl_pair_compare(base, 1, variant, COUNT(variant), 150, 1000);
    ck_assert_int_eq(pair.restored, TL_REACH_YES);
    ck_assert_int_eq(pair.restored_s, 250);
    pair = tl_pair_compare(base, 1, variant, 4, 150, 1000);
    ck_assert_int_eq(pair.restored, TL_REACH_CENSORED);
    pair = tl_pair_compare(base, 1, variant, 3, 150, 1000);
    ck_assert_int_eq(pair.restored, TL_REACH_NEVER_DEGRADED);
    pair = tl_pair_compare(base, 1, variant, COUNT(variant), 100, 1000); /* just before: 0 */
    ck_assert_int_eq(pair.restored_s, 300);
    pair = tl_pair_compare(base, 1, variant, COUNT(variant), 0, 1000);
    ck_assert_int_eq(pair.restored_s, 400);
}
END_TEST

/* Steps begin at the warm-up's end, with orders before, at and behind it; the clock still is the order's. */
START_TEST(warm_up)
{
    const struct tl_step base[] = {{2 * DAY, 100000}};
    const struct tl_step variant[] = {{2 * DAY, 300000}, {3 * DAY, 105000}};
    const int64_t orders[] = {DAY, 2 * DAY, 2 * DAY + 1};
    for (size_t i = 0; i < COUNT(orders); i++) {
        struct tl_pair pair = tl_pair_compare(base, 1, variant, 2, orders[i], HORIZON);
        ck_assert_int_eq(pair.degradation_us, 200000 * DAY + 5000 * (HORIZON - 3 * DAY));
        ck_assert_double_eq(pair.dip, 0.2);
        ck_assert_int_eq(pair.dip_s, i < 2 ? 2 * DAY : orders[i]);
        ck_assert_int_eq(pair.closed, TL_REACH_YES);
        ck_assert_int_eq(pair.closed_s, 3 * DAY - orders[i]);
        ck_assert_int_eq(pair.restored, TL_REACH_NEVER_DEGRADED); /* never below what it began with */
    }
}
END_TEST

TL_TEST_MAIN(pair, warm_up, backfill, same, gains_and_order, threshold, calm, restored)
