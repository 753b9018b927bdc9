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

/* Refused at 100,800 s, to be asked again a day later; before that an inject grants it, or takes back the domestic step before it. */
START_TEST(it_asks_for_nothing_in_vain)
{
    static const char *const injects[] = {
        "injects = { x = { kind = \"grant\"; at = \"150000 s\"; consent = \"entry\"; grade = \"full\"; }; "
        "};\n",
        "injects = { x = { kind = \"grant\"; at = \"150000 s\"; consent = \"cabinet\"; grade = \"refused\"; "
        "};\n"
        "y = { kind = \"grant\"; at = \"400000 s\"; consent = \"cabinet\"; grade = \"full\"; }; };\n",
    };
    for (size_t i = 0; i < sizeof injects / sizeof *injects; i++) {
        struct run run =
            run_consent("when = \"day() >= 1\"; after = \"cabinet\"; again = \"1 d\"; answers = ( { when = "
                        "\"day() < 4\"; refused = 1.0; }, { full = 1.0; } ); };\n"
                        "cabinet = { asker = \"blue\"; start = \"full\";",
                        injects[i]);
        ck_assert_int_eq(run_event(&run, TL_EVENT_REQUEST_DECIDED, NULL, 0)->grade, TL_GRADE_REFUSED);
        ck_assert_int_eq(run_count(&run, TL_EVENT_REQUEST_SENT, NULL), i == 0 ? 1 : 2);
        ck_assert_int_eq(run_time(&run, TL_EVENT_REQUEST_SENT, NULL, 1), i == 0 ? TL_NONE : 400000);
        run_clear(&run);
    }
}
END_TEST

/* A diversion has announced its withdrawal and it serves out the notice: called home it goes where the diversion wants it. */
START_TEST(one_about_to_leave_goes_where_it_is_to_go)
{
    struct run run = run_in_world(
        "partners = { red = { capital = \"p\"; rank = 2; policy = \"greedy\"; }; };\n"
        "consents = { entry = { asker = \"blue\"; giver = \"red\"; start = \"full\"; }; };\n"
        "assets = { " RUN_SHIP("s1", "at = \"a\";") " };\nmissions = { " RUN_MISSION("a", "a", "1.0",
                                                                                     "consent = \"entry\";")
            RUN_MISSION(
                "b", "b", "1.0",
                "weight = 0.0; worth = 0.0;") " };\n"
                                              "diversions = { away = { partner = \"blue\"; to = \"b\"; when "
                                              "= \"day() >= 1\"; notice = \"3 d\";\n"
                                              "  pick = \"nearest\"; take = ( { count = 1; } ); }; };\n"
                                              "injects = { no = { kind = \"grant\"; at = \"200000 s\"; "
                                              "consent = \"entry\"; grade = \"refused\"; }; "
                                              "};\n");
    ck_assert_int_eq(run_time(&run, TL_EVENT_WITHDRAWAL_ANNOUNCED, "s1", 0), 86400);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_RETASKED, "s1", 0), 200000);
    ck_assert_str_eq(run_mission(&run, TL_EVENT_ASSET_RETASKED, "s1", 0), "b");
    run_clear(&run);
}
END_TEST

/* Where it is missing at the start, nobody is there: the ship is ready at its home, and goes as soon as it is granted. */
START_TEST(nobody_starts_where_it_is_missing)
{
    struct run run =
        run_in_world("partners = { red = { capital = \"p\"; rank = 2; policy = \"greedy\"; }; };\n"
                     "consents = { entry = { asker = \"blue\"; giver = \"red\"; " FULL " }; };\n"
                     "assets = { " RUN_SHIP("s1", "at = \"a\";") " };\nmissions = { " RUN_MISSION(
                         "a", "a", "1.0", "consent = \"entry\";") " };\n");
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_READY, "s1", 0), 0);
    ck_assert_str_eq(run_place(&run, TL_EVENT_ASSET_READY, "s1", 0), "p");
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_TASKED, "s1", 0), 86400);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_ON_STATION, "s1", 0), 86400 + 72129 + 21600);
    run_clear(&run);
}
END_TEST

START_TEST(a_refusal_takes_nothing_back)
{
    struct run run =
        run_consent("start = \"offshore\"; when = \"day() >= 1\"; answers = ( { refused = 1.0; } );", "");
    ck_assert_int_eq(run_count(&run, TL_EVENT_REQUEST_DECIDED, NULL), 1);
    ck_assert_int_eq(run_count(&run, TL_EVENT_CONSENT_CHANGES, NULL), 1);
    ck_assert_int_eq(run_event(&run, TL_EVENT_CONSENT_CHANGES, NULL, 0)->grade, TL_GRADE_OFFSHORE);
    run_clear(&run);
}
END_TEST

TL_TEST_MAIN(consent, an_answer_takes_its_way, a_cut_link_delays_it_by_the_outage, refused_it_is_asked_again,
             a_domestic_step_comes_first, an_older_answer_is_void, who_loses_it_is_called_home,
             chances_are_kept, it_asks_for_nothing_in_vain, one_about_to_leave_goes_where_it_is_to_go,
             nobody_starts_where_it_is_missing, a_refusal_takes_nothing_back)
