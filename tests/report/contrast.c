#include "report/contrast.h"

#include "report/fixture.h"
#include "test.h"

static struct fixture fixture;
static struct tl_contrast contrast;

static void setup(size_t variant, size_t kept)
{
    fixture_init(&fixture, 3, kept);
    tl_contrast_init(&contrast, &fixture.report, variant);
}

static void teardown(void)
{
    tl_contrast_clear(&contrast);
    fixture_clear(&fixture);
}

START_TEST(test_cost_is_the_difference_of_losses)
{
    setup(1, 20);
    ck_assert_double_eq_tol(contrast.cost.value, contrast.loss.value - contrast.base_loss.value, 1e-5);
    ck_assert_double_eq_tol(contrast.positive.value + contrast.negative.value, contrast.cost.value, 1e-5);
    ck_assert_double_gt(contrast.correlation, 0.99); /* one draw makes all of a replication */
    teardown();
}
END_TEST

START_TEST(test_ends_hold_the_value)
{
    setup(1, 20);
    const struct tl_interval all[] = {contrast.cost, contrast.dip, contrast.positive, contrast.own_dip};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        ck_assert_double_lt(all[i].lo, all[i].value);
        ck_assert_double_gt(all[i].hi, all[i].value);
    }
    ck_assert_double_eq(contrast.dip_d, 6);
    ck_assert_double_lt(contrast.dip_from_d, 6);
    ck_assert_double_gt(contrast.dip_to_d, 6.25);
    ck_assert_double_eq(contrast.order_d, 2);
    teardown();
}
END_TEST

START_TEST(test_recoveries_count_every_replication)
{
    setup(1, 20);
    const struct tl_recovery *closed = &contrast.closed;
    ck_assert_uint_eq(closed->never + closed->reached + closed->censored, 20);
    ck_assert_double_eq(closed->limit_d,
                        45 - 2 - 2); /* from the order, less the 48 h that it takes to see it */
    ck_assert_double_eq(contrast.restored.limit_d, 45 - 2);
    ck_assert_uint_eq(closed->reached, 20);
    ck_assert_double_eq(closed->share.value, 1);
    teardown();
    setup(2, 20);
    ck_assert_uint_eq(contrast.closed.never, 20);
    ck_assert(isnan(contrast.closed.median.value));
    teardown();
}
END_TEST

/* Half recover at 10 d, one at 42 d: too late for all to be watched so long; the rest never. */
START_TEST(test_not_reached_is_beyond_the_limit)
{
    fixture_init(&fixture, 2, 10);
    for (size_t i = 0; i < 10; i++) {
        struct tl_pair *pair = &fixture.pairs[1].pairs[i];
        pair->closed = i < 5 ? TL_REACH_YES : (i == 5 ? TL_REACH_YES : TL_REACH_CENSORED);
        pair->closed_s = (i < 5 ? 10 : 42) * TL_DAY_S;
    }
    tl_contrast_init(&contrast, &fixture.report, 1);
    ck_assert_uint_eq(contrast.closed.reached, 5);
    ck_assert_uint_eq(contrast.closed.censored, 5);
    ck_assert(isinf(contrast.closed.median.value));
    ck_assert_double_eq(contrast.closed.median.lo, 10);
    ck_assert_double_eq_tol(contrast.closed.restricted.value, (5 * 10 + 5 * 41) / 10.0, 1e-12);
    teardown();
}
END_TEST

START_TEST(test_one_replication_has_no_ends)
{
    setup(1, 1);
    ck_assert(isnan(contrast.dip.lo) && isnan(contrast.positive.hi) && isnan(contrast.dip_from_d));
    ck_assert_uint_eq(contrast.dip.flags, TL_FLAG_SINGLE);
    teardown();
}
END_TEST

/* What does not vary has no ends to speak of. */
START_TEST(test_a_constant_curve_is_identical)
{
    fixture_init(&fixture, 2, 0);
    for (size_t c = 0; c < FIXTURE_INDEXES; c++) {
        double flat[FIXTURE_CELLS];
        for (size_t i = 0; i < FIXTURE_CELLS; i++) {
            flat[i] = i == 40 ? 0.5 : 0;
        }
        for (size_t i = 0; i < 3; i++) {
            tl_curve_add(&fixture.pairs[1].degradation[c], flat);
        }
    }
    free(fixture.variants[0].values);
    free(fixture.variants[1].values);
    fixture.study.kept = 1;
    for (size_t v = 0; v < 2; v++) {
        fixture.variants[v].values = tl_alloc(fixture.variants[v].column_count, sizeof(double));
    }
    tl_contrast_init(&contrast, &fixture.report, 1);
    ck_assert_uint_eq(contrast.dip.flags, TL_FLAG_IDENTICAL);
    ck_assert_double_eq(contrast.dip_d, 10);
    ck_assert_double_eq(contrast.dip_from_d, 10);
    ck_assert_double_eq(contrast.dip_to_d, 10.25);
    ck_assert_double_eq(contrast.negative.value, 0);
    ck_assert(isnan(contrast.negative.lo));
    teardown();
}
END_TEST

TL_TEST_MAIN(contrast, test_cost_is_the_difference_of_losses, test_ends_hold_the_value,
             test_recoveries_count_every_replication, test_not_reached_is_beyond_the_limit,
             test_one_replication_has_no_ends, test_a_constant_curve_is_identical)
