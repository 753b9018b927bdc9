#include <jansson.h>

#include "report/fixture.h"
#include "test.h"

static struct fixture fixture;
static json_t *root;

static void load(void)
{
    struct tl_text out = {0};
    json_error_t error;
    tl_report_print_json(&fixture.report, &out);
    root = json_loads(tl_text_get(&out), JSON_REJECT_DUPLICATES, &error);
    ck_assert_msg(root, "line %d: %s", error.line, error.text);
    tl_text_clear(&out);
}

static void teardown(void)
{
    json_decref(root);
    fixture_clear(&fixture);
}

static const char *get_text(const char *key)
{
    return json_string_value(json_object_get(root, key));
}

static const json_t *find(const char *list, const char *measure, const char *entity, const char *statistic)
{
    size_t i;
    json_t *item;
    json_array_foreach(json_object_get(root, list), i, item)
    {
        if (strcmp(json_string_value(json_object_get(item, "measure")), measure) == 0 &&
            strcmp(json_string_value(json_object_get(item, "entity")), entity) == 0 &&
            strcmp(json_string_value(json_object_get(item, "statistic")), statistic) == 0) {
            return item;
        }
    }
    return NULL;
}

START_TEST(test_envelope)
{
    fixture_init(&fixture, 3, 20);
    load();
    ck_assert_str_eq(get_text("schema"), "trilat.compare/1");
    ck_assert_str_eq(get_text("program"), "trilat 0.1.0");
    ck_assert_str_eq(get_text("status"), "complete");
    ck_assert_int_eq(json_integer_value(json_object_get(root, "seed")), 7);
    ck_assert_uint_eq(json_array_size(json_object_get(root, "scenarios")), 3);
    ck_assert_uint_eq(json_array_size(json_object_get(root, "series")), 3 * 9 + 2 * 5);
    teardown();
    fixture_init(&fixture, 1, 20);
    load();
    ck_assert_str_eq(get_text("schema"), "trilat.run/1");
    ck_assert_uint_eq(json_array_size(json_object_get(root, "differences")), 0);
    teardown();
}
END_TEST

/* A run is one scenario, whatever else has run to compare it with, and a comparison is of what was named. */
START_TEST(test_what_only_serves_is_left_out)
{
    fixture_init(&fixture, 3, 20);
    fixture.report.shown = 1;
    load();
    ck_assert_str_eq(get_text("schema"), "trilat.run/1");
    ck_assert_uint_eq(json_array_size(json_object_get(root, "scenarios")), 1);
    ck_assert_uint_eq(json_array_size(json_object_get(root, "series")), 9);
    ck_assert_uint_eq(json_array_size(json_object_get(root, "differences")), 0);
    teardown();
    fixture_init(&fixture, 3, 20);
    fixture.report.shown = 2;
    load();
    ck_assert_str_eq(get_text("schema"), "trilat.compare/1");
    ck_assert_uint_eq(json_array_size(json_object_get(root, "scenarios")), 2);
    ck_assert_uint_eq(json_array_size(json_object_get(root, "series")), 2 * 9 + 5);
    size_t i;
    json_t *item;
    json_array_foreach(json_object_get(root, "differences"), i, item)
    {
        ck_assert_str_eq(json_string_value(json_object_get(item, "scenario")), "senkaku-naval");
    }
    teardown();
}
END_TEST

START_TEST(test_numbers_are_read_back_to_the_last_bit)
{
    fixture_init(&fixture, 2, 20);
    load();
    const struct tl_study_variant *base = &fixture.variants[0];
    double values[20];
    for (size_t i = 0; i < 20; i++) {
        values[i] = base->values[i * base->kept_columns];
    }
    struct tl_interval want = tl_stats_mean(values, 20, 0.95);
    const json_t *got = find("measures", base->columns[0].measure, base->columns[0].entity, "mean");
    ck_assert_double_eq(json_real_value(json_object_get(got, "value")), want.value);
    ck_assert_double_eq(json_real_value(json_object_get(got, "lo")), want.lo);
    ck_assert_double_eq(json_real_value(json_object_get(got, "hi")), want.hi);
    teardown();
}
END_TEST

START_TEST(test_what_is_not_reached_is_null)
{
    fixture_init(&fixture, 2, 20);
    for (size_t i = 4; i < 20; i++) {
        fixture.pairs[1].pairs[i].closed = TL_REACH_CENSORED;
    }
    load();
    const json_t *median = find("differences", "closed", "headline", "median");
    ck_assert(json_is_null(json_object_get(median, "value")) && json_is_null(json_object_get(median, "hi")));
    ck_assert_str_eq(json_string_value(json_array_get(json_object_get(median, "flags"), 0)), "censored");
    const json_t *share = find("differences", "closed", "headline", "share-reached");
    ck_assert_double_eq(json_real_value(json_object_get(share, "value")), 0.2);
    teardown();
}
END_TEST

START_TEST(test_crashes_make_it_incomplete)
{
    struct tl_study_crash crash = {1, 17, "killed by signal 6 (Aborted)"};
    fixture_init(&fixture, 2, 0);
    fixture.study.options.n = 1;
    fixture.study.crashes = &crash;
    fixture.study.crash_count = 1;
    load();
    ck_assert_str_eq(get_text("status"), "incomplete");
    const json_t *told = json_array_get(json_object_get(root, "crashes"), 0);
    ck_assert_str_eq(json_string_value(json_object_get(told, "scenario")), "senkaku-naval");
    ck_assert_int_eq(json_integer_value(json_object_get(told, "replication")), 17);
    ck_assert_uint_eq(json_array_size(json_object_get(root, "series")), 0);
    teardown();
}
END_TEST

TL_TEST_MAIN(json, test_envelope, test_what_only_serves_is_left_out,
             test_numbers_are_read_back_to_the_last_bit, test_what_is_not_reached_is_null,
             test_crashes_make_it_incomplete)
