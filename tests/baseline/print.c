#include "baseline/lab.h"

static struct tl_text print(const struct tl_baseline *baseline)
{
    struct tl_text text = {0};
    tl_baseline_print(baseline, &text);
    return text;
}

/* What is read is what was written, to the last bit, with times that were not reached and values that are absent. */
START_TEST(read_as_written)
{
    struct lab lab = lab_open();
    struct tl_error err = {0};
    struct tl_baseline *made = lab_make(&lab, NULL);
    made->measures[0].kind = made->measures[2].kind = TL_COLUMN_TIME;
    made->measures[0].values[3] = INFINITY;
    made->measures[0].values[4] = NAN;
    made->measures[0].values[5] = 0.1 + 0.2;
    made->measures[1].tolerance = 1e-17;
    for (size_t i = 0; i < LAB_N; i++) {
        made->measures[2].values[i] = INFINITY; /* the same everywhere */
    }
    lab_save(&lab, made);
    struct tl_baseline *read = tl_baseline_read(lab.baseline, &err);
    tl_error_print(&err, stderr);
    ck_assert_ptr_nonnull(read);
    struct tl_text a = print(made);
    struct tl_text b = print(read);
    ck_assert_str_eq(tl_text_get(&a), tl_text_get(&b));
    ck_assert_uint_eq(read->measure_count, made->measure_count);
    for (size_t m = 0; m < made->measure_count; m++) {
        ck_assert(tl_baseline_is_same(read->measures[m].tolerance, made->measures[m].tolerance));
        for (size_t i = 0; i < LAB_N; i++) {
            ck_assert(tl_baseline_is_same(read->measures[m].values[i], made->measures[m].values[i]));
        }
    }
    tl_text_clear(&a);
    tl_text_clear(&b);
    tl_baseline_destroy(made);
    tl_baseline_destroy(read);
    lab_close(&lab);
}
END_TEST

/* A value, a measure and a replication have a line each, so that a change shows as a changed line. */
START_TEST(a_change_is_a_line)
{
    struct lab lab = lab_open();
    struct tl_baseline *baseline = lab_make(&lab, NULL);
    struct tl_text before = print(baseline);
    double *value = NULL; /* of a measure that differs from replication to replication */
    for (size_t m = 0; m < baseline->measure_count && value == NULL; m++) {
        double *values = baseline->measures[m].values;
        value = values[0] != values[1] ? &values[7] : NULL;
    }
    ck_assert_ptr_nonnull(value);
    *value += 1;
    struct tl_text after = print(baseline);
    const char *a = tl_text_get(&before);
    const char *b = tl_text_get(&after);
    size_t changed = 0;
    while (*a && *b) {
        size_t size_a = strcspn(a, "\n");
        size_t size_b = strcspn(b, "\n");
        bool is_same = size_a == size_b && memcmp(a, b, size_a) == 0;
        changed += !is_same;
        ck_assert(is_same || strncmp(a, "    {\"replication\": 7, \"fingerprint\"", 34) == 0);
        a += size_a + 1;
        b += size_b + 1;
    }
    ck_assert(*a == '\0' && *b == '\0');
    ck_assert_uint_eq(changed, 1);
    tl_text_clear(&before);
    tl_text_clear(&after);
    tl_baseline_destroy(baseline);
    lab_close(&lab);
}
END_TEST

TL_TEST_MAIN(print, read_as_written, a_change_is_a_line)
