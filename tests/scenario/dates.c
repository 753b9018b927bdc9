#include "scenario/files.h"

#include "scenario/sample.h"
#include "scenario/tree.h"

static const char over_text[] =
    "base = \"../good.cfg\";\nepoch = \"2017-04-25T12:00:00Z\";\n"
    "incidents = { raid = { mission = \"hunt\"; process = \"replay\"; dates = \"dates.csv\"; }; };\n";

static void put_all(const char *dates)
{
    files_enter();
    ck_assert_int_eq(system("mkdir -p deep"), 0);
    files_put("good.cfg", good_text);
    files_put("deep/over.cfg", over_text);
    files_put("deep/dates.csv", dates);
}

START_TEST(reads_moments_in_any_order)
{
    put_all("# what was recorded\r\n  2017-04-26T12:00:00Z\t# a day after\n\n30 d\n2017-04-25\nD+0 00:30\n"
            "2017-04-25T12:00:00Z\n30 d 1 s\n1 h\n2018-01-01");
    struct tl_scenario *scenario = files_read("deep/over.cfg");
    static const int64_t times_s[] = {0, 1800, 3600, 86400,
                                      30 * 86400}; /* neither before nor past the horizon */
    const struct tl_dates *dates = &scenario->incidents[0].dates;
    ck_assert(dates->given);
    ck_assert_uint_eq(dates->count, 5);
    for (size_t i = 0; i < 5; i++) {
        ck_assert_int_eq(dates->items[i], times_s[i]);
    }
    tl_scenario_destroy(scenario);
}
END_TEST

START_TEST(tells_every_wrong_line)
{
    put_all("1 d\nD+1 25:00\n2017-02-30\n3\n2016-01-01\n-1 d\n");
    files_expect(
        "deep/over.cfg",
        "deep/dates.csv:2: incidents.raid.dates = \"D+1 25:00\": a day must read D+3 or D+3 06:00\n"
        "deep/dates.csv:3: incidents.raid.dates = \"2017-02-30\": this day is not in the calendar\n"
        "deep/dates.csv:4: incidents.raid.dates = \"3\": a moment must read 3 d 6 h, D+3 06:00 or "
        "2017-04-25T00:00:00Z\n"
        "deep/dates.csv:6: incidents.raid.dates = \"-1 d\": a moment must not lie before the start, nor "
        "30,000 years after it\n");
}
END_TEST

START_TEST(refuses_what_is_no_file_of_moments)
{
    put_all("# nothing\n\n");
    files_expect("deep/over.cfg",
                 "deep/over.cfg:3: incidents.raid.dates = \"dates.csv\": deep/dates.csv holds no "
                 "moment\n");
    static const struct files_case cases[] = {
        {"incidents.raid.dates=absent.csv",
         "--set: incidents.raid.dates = \"absent.csv\": cannot read absent.csv: "
         "No such file or directory\n"},
        {"incidents.raid.dates=deep",
         "--set: incidents.raid.dates = \"deep\": cannot read deep: Is a directory\n"},
        {"incidents.raid.dates=3",
         "--set: incidents.raid.dates = 3: must be the name of a file in quotes, such as \"dates.csv\"\n"},
    };
    files_put("deep/dates.csv", "1 d\n");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        files_expect_with("deep/over.cfg", NULL, (const char *[]){cases[i].set, NULL}, cases[i].expected);
    }
}
END_TEST

/* A file that is no list of moments at all is not told line by line. */
START_TEST(gives_up_on_something_else)
{
    struct tl_text text = {0};
    for (int i = 0; i < 1000; i++) {
        tl_text_add(&text, "day,count\n");
    }
    put_all(tl_text_get(&text));
    tl_text_clear(&text);
    struct tl_error err = {0};
    ck_assert_ptr_null(files_try("deep/over.cfg", NULL, NULL, &err));
    ck_assert_uint_eq(err.count, 20);
    tl_error_clear(&err);
}
END_TEST

static char *read_hash(const char *file)
{
    struct tl_scenario *scenario = files_read(file);
    char *hash = strdup(scenario->hash);
    tl_scenario_destroy(scenario);
    return hash;
}

/* The moments are what is simulated, not where they stand; samples within rows count, too. */
START_TEST(enter_the_hash)
{
    put_all("1 d\n2 d\n");
    files_put("states.cfg",
              "base = \"good.cfg\";\nincidents = { raid = { mission = \"hunt\"; process = \"markov\";\n"
              "  ceiling = \"2 /d\"; states = ( { name = \"a\"; rate = \"1 /d\";\n"
              "  stay = \"empirical(\\\"deep/dates.csv\\\")\"; } ); }; };\n");
    char *hashes[6] = {read_hash("deep/over.cfg"), read_hash("states.cfg")};
    files_put("deep/dates.csv", "D+2\n1 d # the same\n");
    hashes[2] = read_hash("deep/over.cfg");
    files_put("deep/dates.csv", "1 d\n3 d\n");
    hashes[3] = read_hash("deep/over.cfg");
    hashes[4] = read_hash("states.cfg");
    ck_assert_str_eq(hashes[0], hashes[2]);
    ck_assert_str_ne(hashes[0], hashes[3]);
    ck_assert_str_ne(hashes[1], hashes[4]);
    for (size_t i = 0; i < 5; i++) {
        free(hashes[i]);
    }
}
END_TEST

START_TEST(are_named_for_every_folder)
{
    put_all("1 d\n");
    files_put("deep/states.cfg",
              "base = \"over.cfg\";\nincidents = { feint = { mission = \"hunt\"; process = \"markov\";\n"
              "  ceiling = \"2 /d\"; states = ( { name = \"a\"; rate = \"1 /d\";\n"
              "  stay = \"empirical(\\\"dates.csv\\\")\"; } ); }; };\n");
    struct tl_scenario *scenario = files_read("deep/states.cfg");
    const struct tl_node *tree = tl_sample_name(scenario, TL_SAMPLE_RESOLVED);
    char *folder = realpath("deep", NULL);
    char *sample = NULL;
    char *dates = NULL;
    ck_assert_int_gt(asprintf(&dates, "%s/dates.csv", folder), 0);
    ck_assert_int_gt(asprintf(&sample, "empirical(\"%s/dates.csv\")", folder), 0);
    ck_assert_str_eq(tl_node_at(tree, "incidents.raid.dates")->text, dates);
    ck_assert_str_eq(tl_node_at(tree, "incidents.feint.states[0].stay")->text, sample);
    ck_assert_str_eq(tl_node_at(scenario->tree, "incidents.raid.dates")->text, "dates.csv");
    ck_assert_str_eq(tl_node_at(scenario->tree, "incidents.feint.states[0].stay")->text,
                     "empirical(\"dates.csv\")"); /* the scenario's own tree stays as it was */
    free(folder);
    free(sample);
    free(dates);
    tl_scenario_destroy(scenario);
}
END_TEST

TL_TEST_MAIN(dates, reads_moments_in_any_order, tells_every_wrong_line, refuses_what_is_no_file_of_moments,
             gives_up_on_something_else, enter_the_hash, are_named_for_every_folder)
