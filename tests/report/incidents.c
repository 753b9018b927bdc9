#include "report/incidents.h"

#include "report/fixture.h"
#include "test.h"

static struct fixture fixture;

/* Every replication of a variant has `value` in a column; more by a quarter in every second one. */
static void set(size_t variant, const char *measure, const char *entity, double value)
{
    struct tl_study_variant *v = &fixture.variants[variant];
    for (size_t i = 0; i < fixture.study.kept; i++) {
        fixture_set(v, v->values + i * v->kept_columns, measure, entity, value * (i % 2 ? 1.25 : 1));
    }
}

static void print(struct tl_text *out, size_t variant)
{
    struct tl_page page = {80, true, false};
    struct tl_sheet sheet = {.report = &fixture.report, .page = &page, .out = out};
    if (variant == 0) {
        tl_incidents_print_run(&sheet);
    } else {
        tl_incidents_print_compare(&sheet, variant);
    }
    tl_text_get(out);
}

START_TEST(test_nothing_is_no_table)
{
    struct tl_text out = {0};
    fixture_init(&fixture, 2, 20);
    print(&out, 0);
    print(&out, 1);
    ck_assert_str_eq(tl_text_get(&out), "");
    fixture_clear(&fixture);
    tl_text_clear(&out);
}
END_TEST

/* Missions with nothing but zeros are left out; the numbers stand in their columns. */
START_TEST(test_spare_assets)
{
    struct tl_text out = {0};
    fixture_init(&fixture, 1, 20);
    set(0, "fillable-hours", "bmd-soj", 40);
    set(0, "double-cover", "mpa-soj", 80);
    set(0, "double-harmful", "mpa-soj", 8);
    print(&out, 0);
    const char *page = tl_text_get(&out);
    ck_assert_ptr_nonnull(strstr(page, "Spare assets: "));
    ck_assert_ptr_nonnull(strstr(page, "\nbmd-soj  "));
    const char *row = strstr(page, "\nmpa-soj  ");
    ck_assert_ptr_nonnull(row);
    ck_assert_ptr_nonnull(strstr(row, "90"));
    ck_assert_ptr_null(strstr(page, "escort-csg"));
    ck_assert_ptr_null(strstr(page, "Incidents: "));
    fixture_clear(&fixture);
    tl_text_clear(&out);
}
END_TEST

/* What changes stands under its heading, and what is 0 in both does not. */
START_TEST(test_changes)
{
    struct tl_text out = {0};
    fixture_init(&fixture, 2, 20);
    set(0, "fillable-hours", "bmd-soj", 40);
    set(1, "fillable-hours", "bmd-soj", 60);
    set(1, "double-cover", "mpa-soj", 80);
    print(&out, 1);
    const char *page = tl_text_get(&out);
    ck_assert_ptr_nonnull(strstr(page, "senkaku-naval: incidents, and what spare assets could have done"));
    const char *gaps = strstr(page, "hours of gaps that somebody ready could have filled\n bmd-soj ");
    ck_assert_ptr_nonnull(gaps);
    ck_assert_ptr_nonnull(strstr(gaps, "hours of double cover\n mpa-soj "));
    ck_assert_ptr_null(strstr(page, "could have served a gap"));
    ck_assert_ptr_null(strstr(page, "escort-csg"));
    fixture_clear(&fixture);
    tl_text_clear(&out);
}
END_TEST

TL_TEST_MAIN(incidents, test_nothing_is_no_table, test_spare_assets, test_changes)
