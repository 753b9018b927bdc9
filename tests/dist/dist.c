/* Walks every row of dist.def, so that a new kind is tested by its line and one example here. */
#include "dist/dist.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/hash.h"
#include "test.h"

#define TL_DRAWS 20000

/* At least one example a kind, in bare numbers; where known, the standard deviation. */
static const struct {
    const char *text;
    double mean;
    double sd; /* NAN: not stated */
} examples[] = {
    {"constant(3)", 3, 0},
    {"7", 7, 0},
    {"uncertain(1, 2, 5)", 2, 0},
    {"uniform(2, 8)", 5, 1.7320508075688772},
    {"uniform(4, 4)", 4, 0},
    {"triangular(1, 2, 6)", 3, 1.0801234497346435},
    {"triangular(0, 0, 3)", 1, 0.7071067811865476},
    {"triangular(0, 3, 3)", 2, 0.7071067811865476},
    {"triangular(5, 5, 5)", 5, 0},
    {"exponential(60)", 60, 60},
    {"normal(10, 2)", 10, 2},
    {"lognormal(4, 3)", 4, 3},
    {"gamma(4, 3)", 4, 3},
    {"gamma(4, 8)", 4, 8},
    {"gamma(100, 5)", 100, 5},
    {"weibull(2, 10)", 8.862269254527580, 4.632513595104193},
    {"weibull(0.7, 10)", 12.65823506057283, NAN},
    {"empirical(\"sample.csv\")", 3.875, NAN}, /* trapezoids of 1 2 4.5 5 7 */
};

static struct tl_arena *arena;
static char folder[] = "/tmp/trilat-test-dist-XXXXXX";

static void get_sample_path(char path[200])
{
    snprintf(path, 200, "%s/sample.csv", folder);
}

static void set_up(void)
{
    arena = tl_arena_create();
    ck_assert_ptr_nonnull(mkdtemp(folder));
    char path[200];
    get_sample_path(path);
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    fputs("# recorded\n7\n 5  # the second\n\n1\r\n2\n4.5", file);
    fclose(file);
}

static void tear_down(void)
{
    char path[200];
    get_sample_path(path);
    unlink(path);
    rmdir(folder);
    tl_arena_destroy(arena);
}

static struct tl_dist parse(const char *text, enum tl_unit unit)
{
    struct tl_dist dist;
    const char *rule = "";
    bool parsed = tl_dist_parse(text, unit, folder, arena, &dist, &rule);
    ck_assert_msg(parsed, "%s: %s", text, rule);
    return dist;
}

START_TEST(every_kind_has_an_example_and_a_row)
{
    bool seen[TL_DIST_KINDS] = {false};
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        seen[parse(examples[i].text, TL_UNIT_NONE).kind] = true;
    }
    for (int k = 0; k < TL_DIST_KINDS; k++) {
        const struct tl_dist_class *class = tl_dist_class_get((enum tl_dist_kind)k);
        ck_assert_msg(seen[k], "%s has no example", class->name);
        ck_assert(strncmp(class->usage, class->name, strlen(class->name)) == 0);
        ck_assert(strlen(class->help) > 0 && class->params <= TL_DIST_PARAMS_MAX);
    }
}
END_TEST

START_TEST(sample_means_and_deviations_are_the_theory)
{
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct tl_dist dist = parse(examples[i].text, TL_UNIT_NONE);
        ck_assert_double_eq_tol(tl_dist_mean(&dist), examples[i].mean, 1e-9 * examples[i].mean);
        struct tl_stream stream;
        tl_stream_init(&stream, 11, i, tl_hash_text("test"));
        double sum = 0;
        double squares = 0;
        for (int d = 0; d < TL_DRAWS; d++) {
            double value;
            tl_dist_draw(&dist, &stream, &value);
            sum += value - examples[i].mean;
            squares += (value - examples[i].mean) * (value - examples[i].mean);
        }
        double sd = sqrt(squares / TL_DRAWS);
        double error = sd / sqrt(TL_DRAWS);
        ck_assert_msg(fabs(sum / TL_DRAWS) <= 5 * error + 1e-12, "%s: %g", examples[i].text, sum / TL_DRAWS);
        ck_assert_msg(isnan(examples[i].sd) || fabs(sd - examples[i].sd) <= 0.1 * examples[i].sd + 1e-12,
                      "%s: sd %g", examples[i].text, sd);
    }
}
END_TEST

START_TEST(quantiles_never_fall)
{
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct tl_dist dist = parse(examples[i].text, TL_UNIT_NONE);
        double last = tl_dist_quantile(&dist, 0x1p-53);
        ck_assert_msg(isfinite(last), "%s", examples[i].text);
        for (int p = 1; p < 5000; p++) {
            double value = tl_dist_quantile(&dist, p / 5000.0);
            ck_assert_msg(value >= last, "%s at %d", examples[i].text, p);
            last = value;
        }
        double top = tl_dist_quantile(&dist, 1 - 0x1p-53);
        ck_assert_msg(top >= last && isfinite(top), "%s", examples[i].text);
    }
}
END_TEST

START_TEST(a_draw_advances_by_one_whatever_the_kind)
{
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct tl_dist dist = parse(examples[i].text, TL_UNIT_NONE);
        struct tl_stream stream;
        struct tl_stream plain;
        tl_stream_init(&stream, 11, 0, 1);
        tl_stream_init(&plain, 11, 0, 1);
        for (uint64_t d = 0; d < 50; d++) {
            double uniform;
            double value;
            int64_t delay_s;
            tl_stream_draw(&plain, &uniform);
            tl_dist_draw(&dist, &stream, &value);
            ck_assert_double_eq(value, tl_dist_quantile(&dist, uniform));
            stream.draws--;
            tl_dist_draw_delay(&dist, &stream, &delay_s);
            ck_assert_int_eq(delay_s, value < 0 ? 0 : tl_round(value));
            ck_assert_uint_eq(stream.draws, d + 1);
        }
    }
}
END_TEST

START_TEST(known_quantiles)
{
    static const struct {
        const char *text;
        double p;
        double value;
    } cases[] = {
        {"uniform(2, 8)", 0.25, 3.5},
        {"triangular(0, 1, 2)", 0.125, 0.5},
        {"triangular(0, 1, 2)", 0.5, 1},
        {"exponential(10)", 0.5, 6.931471805599453},
        {"normal(10, 2)", 0.975, 13.919927969080108},
        {"lognormal(4, 3)", 0.5, 3.2}, /* mean / sqrt(1 + cv^2) */
        {"gamma(2, 1.4142135623730951)", 0.95,
         4.743864518390575}, /* half of chi-square with 4 degrees: 9.4877 */
        {"weibull(2, 10)", 0.6321205588285577, 10},
        {"empirical(\"sample.csv\")", 0.5, 4.5},
        {"empirical(\"sample.csv\")", 0.125, 1.5},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tl_dist dist = parse(cases[i].text, TL_UNIT_NONE);
        double value = tl_dist_quantile(&dist, cases[i].p);
        ck_assert_msg(fabs(value - cases[i].value) < 1e-8 * cases[i].value, "%s: %.12g", cases[i].text,
                      value);
    }
}
END_TEST

START_TEST(delays_stay_whole_and_bounded)
{
    struct tl_stream stream;
    tl_stream_init(&stream, 1, 0, 1);
    int64_t delay_s;
    struct tl_dist zero = {0};
    tl_dist_draw_delay(&zero, &stream, &delay_s);
    ck_assert_int_eq(delay_s, 0);
    struct tl_dist below = parse("-5", TL_UNIT_NONE);
    tl_dist_draw_delay(&below, &stream, &delay_s);
    ck_assert_int_eq(delay_s, 0);
    struct tl_dist never = parse("1e300", TL_UNIT_NONE);
    tl_dist_draw_delay(&never, &stream, &delay_s);
    ck_assert_int_eq(delay_s, INT64_C(1000000000000000));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("dist");
    TCase *tcase = tcase_create("dist");
    tcase_set_timeout(tcase, 240); /* as every other: no test is timed */
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, every_kind_has_an_example_and_a_row);
    tcase_add_test(tcase, sample_means_and_deviations_are_the_theory);
    tcase_add_test(tcase, quantiles_never_fall);
    tcase_add_test(tcase, a_draw_advances_by_one_whatever_the_kind);
    tcase_add_test(tcase, known_quantiles);
    tcase_add_test(tcase, delays_stay_whole_and_bounded);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
