#include "trilat/trace.h"

#include "trace/sample.h"

static struct trilat_trace *open_sample(void)
{
    const char *path = sample_path("roster");
    struct tl_roster roster = sample_roster();
    struct tl_event *events = sample_events(10, 1);
    sample_write(path, &roster, events, 10);
    free(events);
    struct trilat_trace *trace = trilat_trace_open(path, NULL);
    ck_assert_ptr_nonnull(trace);
    unlink(path);
    return trace;
}

START_TEST(lists_have_their_names)
{
    static const char *const names[] = {"agreements", "capabilities", "consents",  "corridors", "diversions",
                                        "gauges",     "groups",       "incidents", "injects",   "lanes",
                                        "links",      "partners",     "phases",    "places",    "postures",
                                        "services",   "weathers"};
    struct trilat_trace *trace = open_sample();
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        ck_assert_uint_eq(trilat_trace_count(trace, names[i]), SAMPLE_NAMES);
        for (size_t k = 0; k < SAMPLE_NAMES; k++) {
            ck_assert_str_eq(trilat_trace_name(trace, names[i], k), sample_names[k]);
        }
        ck_assert_ptr_null(trilat_trace_name(trace, names[i], SAMPLE_NAMES));
    }
    ck_assert_uint_eq(trilat_trace_count(trace, "missions"), SAMPLE_MISSIONS);
    ck_assert_str_eq(trilat_trace_name(trace, "missions", 0), "bmd-soj");
    ck_assert_str_eq(trilat_trace_name(trace, "missions", 4), "z");
    ck_assert_uint_eq(trilat_trace_count(trace, "assets"), SAMPLE_ASSETS);
    ck_assert_str_eq(trilat_trace_name(trace, "assets", 11), "js-l");
    ck_assert_uint_eq(trilat_trace_count(trace, "indexes"), 2);
    ck_assert_str_eq(trilat_trace_name(trace, "indexes", 0), "headline");
    trilat_trace_close(trace);
}
END_TEST

START_TEST(facts_are_those_of_the_header)
{
    struct trilat_trace *trace = open_sample();
    ck_assert_str_eq(trilat_trace_fact(trace, "assets", 1, "class"), "burke");
    ck_assert_str_eq(trilat_trace_fact(trace, "assets", 1, "partner"), "alpha-2");
    ck_assert_str_eq(trilat_trace_fact(trace, "missions", 2, "theatre"), "peninsula");
    ck_assert_str_eq(trilat_trace_fact(trace, "missions", 3, "theatre"), "senkaku");
    ck_assert_str_eq(trilat_trace_fact(trace, "groups", 2, "nationality"), "kr");
    ck_assert_str_eq(trilat_trace_fact(trace, "incidents", 0, "mission"), "z");
    trilat_trace_close(trace);
}
END_TEST

START_TEST(places_are_where_the_header_says)
{
    struct trilat_trace *trace = open_sample();
    double at_deg[2];
    for (size_t i = 0; i < SAMPLE_NAMES; i++) {
        ck_assert_int_eq(trilat_trace_position(trace, i, at_deg), 0);
        ck_assert_double_eq(at_deg[0], sample_at[i][0]);
        ck_assert_double_eq(at_deg[1], sample_at[i][1]);
    }
    ck_assert_int_eq(trilat_trace_position(trace, SAMPLE_NAMES, at_deg), -1);
    trilat_trace_close(trace);
}
END_TEST

START_TEST(what_is_not_there_is_nothing)
{
    struct trilat_trace *trace = open_sample();
    ck_assert_uint_eq(trilat_trace_count(trace, "ships"), 0);
    ck_assert_ptr_null(trilat_trace_name(trace, "ships", 0));
    ck_assert_ptr_null(trilat_trace_fact(trace, "ships", 0, "class"));
    ck_assert_ptr_null(trilat_trace_fact(trace, "assets", SAMPLE_ASSETS, "class"));
    ck_assert_ptr_null(trilat_trace_fact(trace, "assets", 0, "theatre"));
    ck_assert_ptr_null(trilat_trace_fact(trace, "partners", 0, "class"));
    trilat_trace_close(trace);
}
END_TEST

TL_TEST_MAIN(roster, lists_have_their_names, facts_are_those_of_the_header, places_are_where_the_header_says,
             what_is_not_there_is_nothing)
