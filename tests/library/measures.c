#include <math.h>

#include "trace/sample.h"
#include "trilat/trace.h"

/* The trace of one ship that stands beside the reference. */
static const char *transit(void)
{
    static char path[512];
    snprintf(path, sizeof path, "%s/traces/transit.r0.trace.gz", getenv("TL_SOURCE"));
    return path;
}

/* The ship counts from 93,729 s to 532,671 s and again from 784,929 s to the end at 864,000 s: by hand, from the rules. */
START_TEST(values_are_those_of_the_trace)
{
    const double covered_s = 532671 - 93729 + 864000 - 784929;
    char why[TRILAT_WHY];
    struct trilat_measures *measures = trilat_measures_read(transit(), why);
    ck_assert_msg(measures != NULL, "%s", why);
    ck_assert_double_eq_tol(trilat_measures_find(measures, "coverage", "a"), covered_s / 864000, 1e-15);
    ck_assert_double_eq_tol(trilat_measures_find(measures, "index", "headline"), covered_s / 864000, 1e-15);
    ck_assert_double_eq_tol(trilat_measures_find(measures, "gap-hours", "a"), (864000 - covered_s) / 3600,
                            1e-12);
    ck_assert(isnan(trilat_measures_find(measures, "coverage", "b")));
    ck_assert(isnan(trilat_measures_find(measures, "cover", "a")));
    trilat_measures_free(measures);
}
END_TEST

START_TEST(rows_come_in_order)
{
    struct trilat_measures *measures = trilat_measures_read(transit(), NULL);
    size_t count = trilat_measures_count(measures);
    ck_assert_uint_gt(count, 10);
    for (size_t i = 0; i < count; i++) {
        const struct trilat_measure *row = trilat_measures_get(measures, i);
        double found = trilat_measures_find(measures, row->name, row->entity);
        ck_assert(found == row->value || (isnan(found) && isnan(row->value)));
    }
    ck_assert_ptr_null(trilat_measures_get(measures, count));
    ck_assert_str_eq(trilat_measures_get(measures, 0)->name, "index");
    ck_assert_str_eq(trilat_measures_get(measures, 0)->entity, "headline");
    trilat_measures_free(measures);
}
END_TEST

START_TEST(curves_are_means_over_cells)
{
    struct trilat_measures *measures = trilat_measures_read(transit(), NULL);
    size_t cells = 0;
    const double *curve = trilat_measures_curve(measures, "coverage", "a", &cells);
    ck_assert_uint_eq(cells, 864000 / TRILAT_CELL_S);
    ck_assert_double_eq(curve[3], 0);
    ck_assert_double_eq_tol(curve[93729 / TRILAT_CELL_S], (5 * 21600 - 93729) / 21600.0, 1e-15);
    ck_assert_double_eq(curve[6], 1);
    ck_assert_ptr_null(trilat_measures_curve(measures, "coverage", "b", &cells));
    ck_assert_ptr_nonnull(trilat_measures_curve(measures, "index", "headline", &cells));
    trilat_measures_free(measures);
}
END_TEST

START_TEST(a_damaged_trace_has_no_measures)
{
    const char *path = sample_path("measures");
    size_t size;
    unsigned char *bytes = sample_read(transit(), &size);
    char why[TRILAT_WHY];
    sample_store(path, bytes, size / 2);
    ck_assert_ptr_null(trilat_measures_read(path, why));
    ck_assert_ptr_nonnull(strstr(why, "truncated"));
    sample_store(path, bytes, 0);
    ck_assert_ptr_null(trilat_measures_read(path, why));
    ck_assert_ptr_null(trilat_measures_read("/nowhere", NULL));
    trilat_measures_free(NULL);
    free(bytes);
    unlink(path);
}
END_TEST

TL_TEST_MAIN(measures, values_are_those_of_the_trace, rows_come_in_order, curves_are_means_over_cells,
             a_damaged_trace_has_no_measures)
