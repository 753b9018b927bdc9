#include "test.h"

#include "model/run.h"

/* Blue asks red on day 1 whether its ships may serve a; messages take an hour each way, red two hours to decide. */
static struct run run_consent(const char *consent, const char *more)
{
    struct tl_text overlay = {0};
    tl_text_print(&overlay,
                  "partners = { red = { capital = \"p\"; rank = 2; policy = \"greedy\"; }; };\n"
                  "links = { l = { from = \"blue\"; to = \"red\"; delay = \"1 h\"; }; };\n"
                  "consents = { entry = { asker = \"blue\"; giver = \"red\"; delay = \"2 h\"; %s }; };\n"
                  "assets = { " RUN_SHIP("s1", "") " };\nmissions = { " RUN_MISSION(
                      "a", "a", "1.0", "consent = \"entry\";") " };\n%s",
                  consent, more);
    struct run run = run_in_world(tl_text_get(&overlay));
    tl_text_clear(&overlay);
    return run;
}

#define FULL "when = \"day() >= 1\"; answers = ( { full = 1.0; } );"

START_TEST(an_answer_takes_its_way)
{
    struct run run = run_consent(FULL, "");
    ck_assert_int_eq(run_time(&run, TL_EVENT_REQUEST_SENT, NULL, 0), 86400);
    ck_assert_int_eq(run_time(&run, TL_EVENT_REQUEST_RECEIVED, NULL, 0), 90000);
    ck_assert_int_eq(run_time(&run, TL_EVENT_REQUEST_DECIDED, NULL, 0), 97200);
    ck_assert_int_eq(run_time(&run, TL_EVENT_CONSENT_CHANGES, NULL, 0), 100800);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_TASKED, "s1", 0), 100800); /* at once, and not before */
    ck_assert_int_eq(run_count(&run, TL_EVENT_REQUEST_SENT, NULL), 1);
    run_clear(&run);
}
END_TEST

START_TEST(a_cut_link_delays_it_by_the_outage)
{
    struct run run =
        run_consent(FULL, "injects = { cut = { kind = \"cut-link\"; at = \"20 h\"; link = \"l\"; };\n"
                          "mend = { kind = \"restore-link\"; at = \"30 h\"; link = \"l\"; }; };\n");
    ck_assert_int_eq(run_time(&run, TL_EVENT_REQUEST_SENT, NULL, 0), 86400);
    ck_assert_int_eq(run_time(&run, TL_EVENT_CONSENT_CHANGES, NULL, 0), 100800 + 6 * 3600);
    run_clear(&run);
}
END_TEST

START_TEST(refused_it_is_asked_again)
{
    struct run run = run_consent(
        "when = \"day() >= 1\"; again = \"1 d\"; answers = ( { when = \"day() < 2\"; refused = 1.0; },"
        " { offshore = 1.0; } );",
        "");
    ck_assert_int_eq(run_time(&run, TL_EVENT_REQUEST_SENT, NULL, 1), 100800 + 86400);
    ck_assert_int_eq(run_time(&run, TL_EVENT_CONSENT_CHANGES, NULL, 0), 100800 + 86400 + 14400);
    ck_assert_int_gt(run_count(&run, TL_EVENT_REQUEST_SENT, NULL), 10); /* offshore is less than full */
    ck_assert_int_eq(run_count(&run, TL_EVENT_ASSET_TASKED, NULL), 0);  /* and not enough for a */
    run_clear(&run);
}
END_TEST

START_TEST(a_domestic_step_comes_first)
{
    struct run run =
        run_consent("when = \"day() >= 0\"; after = \"cabinet\"; answers = ( { full = 1.0; } ); };\n"
                    "cabinet = { asker = \"blue\"; when = \"day() >= 0\"; delay = \"5 h\"; answers = ( { "
                    "full = 1.0; } );",
                    "");
    ck_assert_int_eq(run_time(&run, TL_EVENT_REQUEST_SENT, NULL, 0), 0);
    ck_assert_int_eq(run_time(&run, TL_EVENT_CONSENT_CHANGES, NULL, 0), 18000);
    ck_assert_int_eq(run_time(&run, TL_EVENT_REQUEST_SENT, NULL, 1), 18000);
    ck_assert_int_eq(run_time(&run, TL_EVENT_CONSENT_CHANGES, NULL, 1), 18000 + 14400);
    run_clear(&run);
}
END_TEST

START_TEST(who_loses_it_is_called_home)
{
    struct run run =
        run_consent("start = \"full\";", "injects = { no = { kind = \"grant\"; at = \"200000 s\"; consent = "
                                         "\"entry\"; grade = \"refused\"; }; };\n");
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_TASKED, "s1", 0), 0);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_RECALLED, "s1", 0), 200000);
    ck_assert_int_eq(run_count(&run, TL_EVENT_ASSET_TASKED, "s1"), 1);
    run_clear(&run);
}
END_TEST

/* Half of the answers are full, as they should be: 300 replications, 99.9 %. */
START_TEST(chances_are_kept)
{
    struct run run = run_consent(
        "when = \"day() >= 1\"; answers = ( { refused = 0.3; offshore = 0.2; full = 0.5; } );", "");
    int grades[TL_GRADES] = {0};
    for (uint64_t replication = 0; replication < 300; replication++) {
        run_replication(&run, 1, replication, NULL, NULL);
        grades[run_event(&run, TL_EVENT_REQUEST_DECIDED, NULL, 0)->grade]++;
    }
    ck_assert_int_ge(grades[TL_GRADE_FULL], 150 - 29);
    ck_assert_int_le(grades[TL_GRADE_FULL], 150 + 29);
    ck_assert_int_ge(grades[TL_GRADE_REFUSED], 90 - 27);
    ck_assert_int_le(grades[TL_GRADE_REFUSED], 90 + 27);
    run_clear(&run);
}
END_TEST

/* What is taken back while a request is under way is not given again by its answer: only the next one is heard. */
START_TEST(an_older_answer_is_void)
{
    struct run run = run_consent(FULL " again = \"1 d\"; start = \"offshore\";",
                                 "injects = { back = { kind = \"grant\"; at = \"25 h\"; consent = \"entry\"; "
                                 "grade = \"refused\"; }; };\n");
    ck_assert_int_eq(run_event(&run, TL_EVENT_REQUEST_DECIDED, NULL, 0)->grade, TL_GRADE_FULL);
    ck_assert_int_eq(run_event(&run, TL_EVENT_CONSENT_CHANGES, NULL, 1)->grade, TL_GRADE_REFUSED);
    ck_assert_int_eq(run_time(&run, TL_EVENT_CONSENT_CHANGES, NULL, 1), 25 * 3600);
    ck_assert_int_eq(run_event(&run, TL_EVENT_CONSENT_CHANGES, NULL, 2)->grade, TL_GRADE_FULL);
    ck_assert_int_eq(run_time(&run, TL_EVENT_CONSENT_CHANGES, NULL, 2), 100800 + 86400 + 14400);
    run_clear(&run);
}
END_TEST

TL_TEST_MAIN(consent, an_answer_takes_its_way, a_cut_link_delays_it_by_the_outage, refused_it_is_asked_again,
             a_domestic_step_comes_first, an_older_answer_is_void, who_loses_it_is_called_home,
             chances_are_kept)
