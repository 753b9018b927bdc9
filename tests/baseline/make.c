#include "baseline/lab.h"

START_TEST(what_was_and_what_came_of_it)
{
    struct lab lab = lab_open();
    struct tl_baseline *baseline = lab_make(&lab, NULL);
    ck_assert_str_eq(baseline->path, lab.baseline);
    ck_assert_str_eq(baseline->scenario, "lab.cfg");
    ck_assert_uint_eq(baseline->seed, 7);
    ck_assert_uint_eq(baseline->replications, LAB_N);
    ck_assert_str_eq(tl_baseline_find(&baseline->values, "classes.ship.endurance"), "\"4 d\"");
    ck_assert_ptr_null(tl_baseline_find(&baseline->values, "title"));
    /* both files, as seen from the baseline's folder, and nothing but their bytes */
    ck_assert_uint_eq(baseline->files.count, 2);
    ck_assert_ptr_nonnull(tl_baseline_find(&baseline->files, "lab.cfg"));
    ck_assert_uint_eq(strlen(tl_baseline_find(&baseline->files, "repairs.csv")), TL_DIGEST_TEXT - 1);
    /* 20 days of their own, one mission */
    for (size_t i = 0; i < TL_BASELINE_RECORDS; i++) {
        ck_assert_uint_ge(baseline->records[i].day_count, 20);
        ck_assert_ptr_nonnull(tl_baseline_find(&baseline->records[i].missions, "a"));
    }
    ck_assert_str_ne(baseline->fingerprints[0], baseline->fingerprints[1]);
    tl_baseline_destroy(baseline);
    lab_close(&lab);
}
END_TEST

/* Outcomes have a tolerance, accounts none; every value is within what there can be. */
START_TEST(measures_with_their_tolerances)
{
    struct lab lab = lab_open();
    struct tl_baseline *baseline = lab_make(&lab, NULL);
    size_t accounts = 0;
    for (size_t m = 0; m < baseline->measure_count; m++) {
        const struct tl_baseline_measure *measure = &baseline->measures[m];
        bool is_account = strncmp(measure->measure, "ledger", strlen("ledger")) == 0;
        accounts += is_account;
        ck_assert_msg(is_account == isnan(measure->tolerance), "%s %s", measure->measure, measure->entity);
        ck_assert(is_account || measure->tolerance > 0);
        for (size_t i = 0; i < LAB_N && measure->most > 0; i++) {
            ck_assert(!(measure->values[i] > measure->most) || isinf(measure->values[i]));
        }
    }
    ck_assert_uint_gt(accounts, 2);
    ck_assert_uint_gt(baseline->measure_count, accounts + 10);
    tl_baseline_destroy(baseline);
    lab_close(&lab);
}
END_TEST

START_TEST(what_somebody_set_stays)
{
    struct lab lab = lab_open();
    struct tl_baseline *before = lab_make(&lab, NULL);
    before->measures[0].tolerance = 0.7;
    for (size_t m = 1; m < before->measure_count; m++) {
        if (isnan(before->measures[m].tolerance)) {
            before->measures[m].tolerance = 3; /* an account that is judged after all */
            break;
        }
    }
    before->measures[1].tolerance = NAN; /* an outcome that is not */
    struct tl_baseline *after = lab_make(&lab, before);
    ck_assert_double_eq(after->measures[0].tolerance, 0.7);
    ck_assert(isnan(after->measures[1].tolerance));
    size_t set = 0;
    for (size_t m = 0; m < after->measure_count; m++) {
        set += !tl_baseline_is_same(after->measures[m].tolerance, before->measures[m].tolerance);
    }
    ck_assert_uint_eq(set, 0);
    tl_baseline_destroy(before);
    tl_baseline_destroy(after);
    lab_close(&lab);
}
END_TEST

TL_TEST_MAIN(make, what_was_and_what_came_of_it, measures_with_their_tolerances, what_somebody_set_stays)
