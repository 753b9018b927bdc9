#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "dist/dist.h"
#include "test.h"

START_TEST(reads_parameters_in_the_unit_that_is_due)
{
    static const struct {
        const char *text;
        enum tl_unit unit;
        enum tl_dist_kind kind;
        double params[3];
    } cases[] = {
        {"lognormal(4 d, 3 d)", TL_UNIT_TIME, TL_DIST_LOGNORMAL, {345600, 259200}},
        {"  triangular( 18 d ,25 d, 35 d )", TL_UNIT_TIME, TL_DIST_TRIANGULAR, {1555200, 2160000, 3024000}},
        {"uniform(1 d 6 h, 2 d)", TL_UNIT_TIME, TL_DIST_UNIFORM, {108000, 172800}},
        {"weibull(1.5, 60 d)", TL_UNIT_TIME, TL_DIST_WEIBULL, {1.5, 5184000}},
        {"exponential(uncertain(30 d, 60 d, 90 d))", TL_UNIT_TIME, TL_DIST_EXPONENTIAL, {5184000}},
        {"uniform(uncertain(1, 2, 3), 9)", TL_UNIT_NONE, TL_DIST_UNIFORM, {2, 9}},
        {"uncertain(1 h, 2 h, 3 h)", TL_UNIT_TIME, TL_DIST_CONSTANT, {7200}},
        {"3 d 6 h", TL_UNIT_TIME, TL_DIST_CONSTANT, {280800}},
        {"constant(2 d)", TL_UNIT_TIME, TL_DIST_CONSTANT, {172800}},
        {"normal(10 d, 2 d)", TL_UNIT_TIME, TL_DIST_NORMAL, {864000, 172800}},
        {"normal(0 %, 5 %)", TL_UNIT_NONE, TL_DIST_NORMAL, {0, 0.05}},
        {"uniform(-1, 1)", TL_UNIT_NONE, TL_DIST_UNIFORM, {-1, 1}},
        {"gamma(20 persons/d, 10 persons/d)", TL_UNIT_FLOW, TL_DIST_GAMMA, {20.0 / 86400, 10.0 / 86400}},
    };
    struct tl_arena *arena = tl_arena_create();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tl_dist dist;
        const char *rule = "";
        ck_assert_msg(tl_dist_parse(cases[i].text, cases[i].unit, NULL, arena, &dist, &rule), "%s: %s",
                      cases[i].text, rule);
        ck_assert_int_eq(dist.kind, cases[i].kind);
        for (int p = 0; p < 3; p++) {
            ck_assert_double_eq(dist.params[p], cases[i].params[p]);
        }
    }
    tl_arena_destroy(arena);
}
END_TEST

START_TEST(refuses_mistakes_with_a_rule_that_names_them)
{
    static const struct {
        const char *text;
        enum tl_unit unit;
        const char *said; /* part of the rule */
    } cases[] = {
        {"", TL_UNIT_TIME, "needs a unit"},
        {"4", TL_UNIT_TIME, "needs a unit"},
        {"lognormal(4 d, 3)", TL_UNIT_TIME, "needs a unit"},
        {"weibull(1 d, 2 d)", TL_UNIT_TIME, "bare number"},
        {"lognormal(4 d)", TL_UNIT_TIME, "lognormal(mean, sd) takes 2 parameters"},
        {"exponential(4 d, 3 d)", TL_UNIT_TIME, "exponential(mean) takes 1 parameter"},
        {"exponential()", TL_UNIT_TIME, "needs a unit"},
        {"uniform(1 d, 2 d,)", TL_UNIT_TIME, "takes 2 parameters"},
        {"lognormall(4 d, 3 d)", TL_UNIT_TIME, "is lognormal meant?"},
        {"Gamma(4 d, 3 d)", TL_UNIT_TIME, "is gamma meant?"},
        {"cauchy(4 d, 3 d)", TL_UNIT_TIME, "unknown distribution cauchy"},
        {"lognormal(4 d, 3 d", TL_UNIT_TIME, "parenthesis"},
        {"lognormal(4 d, 3 d) x", TL_UNIT_TIME, "parenthesis"},
        {"lognormal(4 d, 3 d))", TL_UNIT_TIME, "needs a unit"},
        {"lognormal 4 d", TL_UNIT_TIME, "a quantity or a distribution"},
        {"uniform(2, 1)", TL_UNIT_NONE, "a <= b"},
        {"triangular(1, 5, 4)", TL_UNIT_NONE, "min <= mode <= max"},
        {"triangular(3, 2, 4)", TL_UNIT_NONE, "min <= mode <= max"},
        {"exponential(0 d)", TL_UNIT_TIME, "mean > 0"},
        {"normal(3, 0)", TL_UNIT_NONE, "sd > 0"},
        {"lognormal(-1, 1)", TL_UNIT_NONE, "mean > 0"},
        {"lognormal(1, 0)", TL_UNIT_NONE, "sd > 0"},
        {"gamma(0, 1)", TL_UNIT_NONE, "mean > 0"},
        {"gamma(1, 3)", TL_UNIT_NONE, "2.5 means"},
        {"gamma(1, 0.04)", TL_UNIT_NONE, "2.5 means"},
        {"weibull(0, 1)", TL_UNIT_NONE, "shape > 0"},
        {"weibull(0.01, 1)", TL_UNIT_NONE, "0.1"},
        {"-4 d", TL_UNIT_TIME, "must not be negative"},
        {"uniform(-1 d, 4 d)", TL_UNIT_TIME, "must not be negative"},
        {"triangular(-1 d, 2 d, 4 d)", TL_UNIT_TIME, "must not be negative"},
        {"normal(4 d, 1 d)", TL_UNIT_TIME, "1e-6"},
        {"exponential(uncertain(3 d, 2 d, 4 d))", TL_UNIT_TIME, "low <= nominal <= high"},
        {"empirical(file.csv)", TL_UNIT_TIME, "quotes"},
        {"empirical(\"\")", TL_UNIT_TIME, "quotes"},
        {"empirical(\"no-such-file.csv\")", TL_UNIT_TIME, "cannot read no-such-file.csv"},
    };
    struct tl_arena *arena = tl_arena_create();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tl_dist dist = {.kind = TL_DIST_KINDS};
        const char *rule = NULL;
        ck_assert_msg(!tl_dist_parse(cases[i].text, cases[i].unit, NULL, arena, &dist, &rule), "%s",
                      cases[i].text);
        ck_assert_ptr_nonnull(rule);
        ck_assert_msg(strstr(rule, cases[i].said) != NULL, "%s says: %s", cases[i].text, rule);
        ck_assert_int_eq(dist.kind, TL_DIST_KINDS); /* untouched */
    }
    tl_arena_destroy(arena);
}
END_TEST

/* Write `content` to a file and read it as a sample of times. Returns the rule, or NULL. */
static const char *read_sample(const char *content, struct tl_arena *arena, struct tl_dist *dist)
{
    char path[] = "/tmp/trilat-test-sample-XXXXXX";
    int handle = mkstemp(path);
    ck_assert_int_ge(handle, 0);
    ck_assert_int_eq(write(handle, content, strlen(content)), (ssize_t)strlen(content));
    close(handle);
    char text[80];
    snprintf(text, sizeof text, "empirical(\"%s\")", path + strlen("/tmp/"));
    const char *rule = NULL;
    bool parsed = tl_dist_parse(text, TL_UNIT_TIME, "/tmp", arena, dist, &rule);
    unlink(path);
    return parsed ? NULL : rule;
}

START_TEST(reads_samples_relative_to_the_folder)
{
    struct tl_arena *arena = tl_arena_create();
    struct tl_dist dist;
    ck_assert_ptr_null(read_sample("# spans\n36 h # long\n1 d\n\n100\n", arena, &dist));
    ck_assert_uint_eq(dist.sample_count, 3);
    ck_assert_double_eq(dist.sample[0], 100);
    ck_assert_double_eq(dist.sample[1], 86400);
    ck_assert_double_eq(dist.sample[2], 129600);
    ck_assert_ptr_null(read_sample("5 s", arena, &dist));
    ck_assert_double_eq(tl_dist_mean(&dist), 5);
    ck_assert_double_eq(tl_dist_quantile(&dist, 0.9), 5);
    ck_assert_ptr_nonnull(
        strstr(read_sample("1 d\n\n3 parsecs\n", arena, &dist), "line 3: a time needs a unit"));
    ck_assert_ptr_nonnull(strstr(read_sample("# nothing\n", arena, &dist), "at least one value"));
    ck_assert_ptr_nonnull(strstr(read_sample("4\n-1 s\n", arena, &dist), "negative"));
    const char *rule = NULL;
    ck_assert(!tl_dist_parse("empirical(\"/tmp\")", TL_UNIT_TIME, NULL, arena, &dist, &rule));
    ck_assert_ptr_nonnull(strstr(rule, "cannot read /tmp"));
    tl_arena_destroy(arena);
}
END_TEST

TL_TEST_MAIN(parse, reads_parameters_in_the_unit_that_is_due, refuses_mistakes_with_a_rule_that_names_them,
             reads_samples_relative_to_the_folder)
