#include "baseline/fork.h"

#include "baseline/lab.h"

/* Two runs of the lab, the second with longer repairs: they part where the first ship is repaired. */
START_TEST(where_and_why)
{
    struct lab lab = lab_open();
    char was[128];
    char samples[96];
    snprintf(was, sizeof was, "%s/was.trace.gz", lab.folder);
    snprintf(samples, sizeof samples, "%s/repairs.csv", lab.folder);
    struct tl_baseline *first = lab_make(&lab, NULL);
    ck_assert_int_eq(rename(lab.trace, was), 0);
    lab_write(samples, "2 d\n5 d\n");
    struct tl_baseline *second = lab_make(&lab, NULL);
    struct tl_fork fork;
    ck_assert(tl_fork_read(&fork, was, lab.trace, first->arena));
    for (size_t side = 0; side < TL_FORK_SIDES; side++) {
        const struct tl_fork_chain *chain = &fork.chains[side];
        ck_assert(chain->count == 0 || strstr(chain->lines[0], "D+") == chain->lines[0]);
    }
    const struct tl_fork_chain *chain = &fork.chains[TL_FORK_WAS]; /* it was ready again earlier */
    ck_assert_uint_gt(chain->count, 1);
    ck_assert_ptr_nonnull(strstr(chain->lines[0], "fails"));
    tl_baseline_destroy(first);
    tl_baseline_destroy(second);
    lab_close(&lab);
}
END_TEST

START_TEST(nothing_to_tell)
{
    struct lab lab = lab_open();
    struct tl_baseline *baseline = lab_make(&lab, NULL);
    struct tl_fork fork;
    ck_assert(!tl_fork_read(&fork, lab.trace, lab.trace, baseline->arena));
    ck_assert(!tl_fork_read(&fork, "/nowhere/was.trace.gz", lab.trace, baseline->arena));
    lab_write(lab.baseline, "no trace");
    ck_assert(!tl_fork_read(&fork, lab.baseline, lab.trace, baseline->arena));
    tl_baseline_destroy(baseline);
    lab_close(&lab);
}
END_TEST

TL_TEST_MAIN(fork, where_and_why, nothing_to_tell)
