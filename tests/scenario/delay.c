#include <sys/stat.h>

#include "scenario/files.h"

static struct tl_scenario *read_with(const char *set)
{
    struct tl_error err = {0};
    struct tl_scenario *scenario = files_try("good.cfg", NULL, (const char *[]){set, NULL}, &err);
    char *messages = files_messages(&err);
    ck_assert_str_eq(messages, "");
    free(messages);
    return scenario;
}

START_TEST(reads_distributions)
{
    files_enter();
    files_put("good.cfg", good_text);
    struct tl_scenario *s = read_with("classes.ship.turnaround=triangular(1 d, 2 d, 3 d)");
    ck_assert(s->classes[1].turnaround.given);
    ck_assert_int_eq(s->classes[1].turnaround.dist.kind, TL_DIST_TRIANGULAR);
    ck_assert_double_eq_tol(tl_dist_mean(&s->classes[1].turnaround.dist), 2 * 86400, 1e-6);
    tl_scenario_destroy(s);
    s = read_with("assets.boat.available=36 h");
    ck_assert(s->assets[0].available.given);
    ck_assert_double_eq(tl_dist_mean(&s->assets[0].available.dist), 129600);
    tl_scenario_destroy(s);
}
END_TEST

START_TEST(lists_uncertain_parameters)
{
    files_enter();
    files_put("good.cfg", good_text);
    struct tl_scenario *s = read_with(
        "classes.ship.turnaround=triangular(1 d, uncertain(1 d, 2 d, 3 d) , uncertain(3 d, 4 d, 5 d))");
    ck_assert_uint_eq(s->uncertain_count, 2);
    ck_assert_str_eq(s->uncertain[0].path, "classes.ship.turnaround#2");
    ck_assert_double_eq(s->uncertain[0].high, 3 * 86400);
    ck_assert_str_eq(s->uncertain[1].path, "classes.ship.turnaround#3");
    ck_assert_double_eq(s->uncertain[1].low, 3 * 86400);
    tl_scenario_destroy(s);
    s = read_with("classes.ship.turnaround=weibull(uncertain(1, 2, 3), 4 d)");
    ck_assert_uint_eq(s->uncertain_count, 1);
    ck_assert_str_eq(s->uncertain[0].path, "classes.ship.turnaround#1");
    ck_assert_double_eq(s->uncertain[0].nominal, 2);
    tl_scenario_destroy(s);
    s = read_with("classes.ship.turnaround=uncertain(1 d, 2 d, 3 d)");
    ck_assert_uint_eq(s->uncertain_count, 1);
    ck_assert_str_eq(s->uncertain[0].path, "classes.ship.turnaround");
    ck_assert_double_eq(tl_dist_mean(&s->classes[1].turnaround.dist), 2 * 86400);
    tl_scenario_destroy(s);
}
END_TEST

START_TEST(refuses_distributions)
{
    files_enter();
    struct tl_error err = {0};
    files_put("good.cfg", good_text);
    static const struct {
        const char *set, *part;
    } rows[] = {
        {"classes.ship.turnaround=2",
         "classes.ship.turnaround = 2: must be a duration or distribution in quotes"},
        {"classes.ship.turnaround=\"2\"", "classes.ship.turnaround = \"2\": "},
        {"classes.ship.turnaround=lognorml(2 d, 1 d)", "lognormal"},
        {"classes.ship.turnaround=triangular(2 d, 1 d, 3 d)", "classes.ship.turnaround = "},
        {"classes.ship.turnaround=exponential(-2 d)", "classes.ship.turnaround = "},
        /* good at its nominal, not at a bound */
        {"classes.ship.turnaround=lognormal(uncertain(0 d, 4 d, 6 d), 3 d)",
         ": at the bound lognormal(0 s, 3 d): "},
        {"classes.ship.turnaround=triangular(1 d, 2 d, uncertain(1 d, 3 d, 4 d))",
         ": at the bound triangular(1 d, 2 d, 86400 s): "},
        {"classes.ship.turnaround=uncertain(-1 d, 2 d, 3 d)", "classes.ship.turnaround = "},
        {"classes.ship.turnaround=empirical(\"absent.csv\")", "absent.csv"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ck_assert_ptr_null(files_try("good.cfg", NULL, (const char *[]){rows[i].set, NULL}, &err));
        ck_assert_uint_eq(err.count, 1);
        char *messages = files_messages(&err);
        ck_assert_msg(strstr(messages, rows[i].part) != NULL, "%s: %s", rows[i].set, messages);
        free(messages);
    }
}
END_TEST

/* A sample stands beside the file that names it, and its values are part of the scenario's identity. */
START_TEST(reads_samples_beside_the_file)
{
    files_enter();
    ck_assert_int_eq(mkdir("there", 0777), 0);
    files_put("there/good.cfg", good_text);
    files_put(
        "there/over.cfg",
        "base = \"good.cfg\";\nclasses = { ship = { turnaround = \"empirical(\\\"days.csv\\\")\"; }; };\n");
    files_put("there/days.csv", "1 d\n2 d\n3 d\n");
    struct tl_scenario *first = files_read("there/over.cfg");
    ck_assert_int_eq(first->classes[1].turnaround.dist.kind, TL_DIST_EMPIRICAL);
    ck_assert_uint_eq(first->classes[1].turnaround.dist.sample_count, 3);
    files_put("there/days.csv", "1 d\n2 d\n4 d\n");
    struct tl_scenario *second = files_read("there/over.cfg");
    ck_assert_str_ne(first->hash, second->hash);
    tl_scenario_destroy(first);
    tl_scenario_destroy(second);
}
END_TEST

TL_TEST_MAIN(delay, reads_distributions, lists_uncertain_parameters, refuses_distributions,
             reads_samples_beside_the_file)
