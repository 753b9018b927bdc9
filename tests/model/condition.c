#include "test.h"

#include "model/condition.h"
#include "model/run.h"

static const char overlay[] =
    "phases = { heating-up = { at = \"1 d\"; }; hostilities = { at = \"5 d\"; }; aftermath = { at = \"8 d\"; "
    "}; };\n"
    "assets = { " RUN_SHIP("s1", "at = \"a\";")
        RUN_SHIP("s2", "") " };\n"
                           "missions = { " RUN_MISSION("a", "a", "2.0", "weight = 3.0;") RUN_MISSION(
                               "b", "b", "0.0",
                               "") " };\n"
                                   "diversions = { d = { partner = \"blue\"; when = \"day() >= 2\"; to = "
                                   "\"b\"; pick = \"nearest\"; take = ( { } ); }; };\n"
                                   "injects = { x = { at = \"3 d\"; kind = \"close\"; place = \"p\"; }; };\n";

/* Compile; NULL and the mistakes in err when it is refused. */
static const struct tl_condition *compile(const struct run *run, const char *text, struct tl_error *err)
{
    struct tl_words_text words = {.text = text, .path = "diversions.d.when"};
    struct tl_mistakes mistakes = {0};
    const struct tl_condition *condition = tl_condition_compile(run->model->watcher, &words, &mistakes);
    tl_mistakes_tell(&mistakes, err);
    tl_mistakes_clear(&mistakes);
    return condition;
}

static void check_refused(const char *text, const char *part)
{
    struct run run = run_build(run_world, overlay);
    struct tl_error err = {0};
    const struct tl_condition *condition = compile(&run, text, &err);
    ck_assert_msg(condition == NULL, "taken: %s", text);
    if (!run_says(&err, part)) {
        tl_error_print(&err, stderr);
        ck_abort_msg("no message says: %s", part);
    }
    ck_assert(run_says(&err, "diversions.d.when"));
    tl_error_clear(&err);
    run_clear(&run);
}

START_TEST(a_single_equals_sign_is_refused)
{
    check_refused("phase() = hostilities", "a single = assigns; write == to compare");
    check_refused("day()=1", "a single = assigns");
    check_refused("day() => 8", "=> is written >=");
    check_refused("day() =< 8", "=< is written <=");
    check_refused("1 == 1 && day() =1", "a single = assigns");
}
END_TEST

START_TEST(a_comma_is_refused)
{
    check_refused("day() > 1, day() < 2", "a comma makes several results");
}
END_TEST

START_TEST(syntax_is_told)
{
    check_refused("day() >", "is not a condition");
    check_refused("", "is not a condition");
    check_refused("day(3) > 1", "is not a condition");
    check_refused("coverage() > 1", "is not a condition");
    check_refused("coverage(a) > 1", "is not a condition");
    check_refused("coverage(\"a) > 1", "is not a condition");
    check_refused("weather() > 1", "is not a condition");
    check_refused("day() > hostility", "is not a condition");
    check_refused("\"a\"", "is not a condition");
}
END_TEST

START_TEST(usual_mistakes_are_told_in_the_words_of_the_language)
{
    static const char *const cases[][2] = {
        {"days() >= 3", "days: no such observable or phase; did you mean day? (see trilat list observables)"},
        {"zzzz > 3", "zzzz: no such observable or phase (see trilat list observables)"},
        {"phase() == hostility", "did you mean hostilities?"},
        {"phase() == heating-up", "a phase is written with _ for -: heating_up"},
        {"phase() == \"heating-up\"", "phases go without quotes: phase() == heating_up"},
        {"phase() == \"hostilitis\"", "phases go without quotes: phase() == hostilities"},
        {"day() > 1 and day() < 3", "there is no word and; write &&, || or !"},
        {"day() > 1 OR day() < 3", "write &&, || or !"},
        {"not day()", "write &&, || or !"},
        {"coverage( a ) < 1", "a name goes in quotes: coverage(\"a\")"},
        {"is_open(area-a) < 1", "a name goes in quotes: is_open(\"area-a\")"},
        {"coverage() < 1", "coverage needs the name of its mission: coverage(\"NAME\")"},
        {"coverage < 1", "coverage needs the name of its mission"},
        {"day > 3", "day is written day()"},
        {"day(3) > 3", "day is written day()"},
        {"coverage(\"a) < 1", "a quote is not closed"},
        {"1e3 < day() &&", "Unexpected"},
        {"day() > \"3 d\"", "\"3 d\" is no number; numbers go without quotes and units, such as day() > 3"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        check_refused(cases[i][0], cases[i][1]);
    }
}
END_TEST

/* States of postures and grades are known by name, too. */
START_TEST(states_are_told_like_phases)
{
    static const char postures[] = "assets = { " RUN_SHIP("s1", "") " };\nmissions = { " RUN_MISSION(
        "a", "a", "1.0",
        "") " };\n"
            "consents = { c = { asker = \"blue\"; start = \"full\"; }; };\n"
            "postures = { p = { states = [\"low\", \"low-key\", \"all-out\"]; ceiling = \"1 /d\"; }; };\n";
    static const char *const cases[][2] = {
        {"posture(\"p\") == lwo", "lwo: no such observable, phase or state; did you mean low?"},
        {"posture(\"p\") == all-out", "a state is written with _ for -: all_out"},
        {"posture(\"p\") == low-key", "a state is written with _ for -: low_key"}, /* low is one, too */
        {"posture(\"p\") == \"low\"", "states and grades go without quotes: low"},
        {"consent(\"c\") >= fulll", "did you mean full?"},
        {"posture(\"p\") == low && dya() > 1", "dya: no such"}, /* and not low */
        {"posture(\"q\") == low", "\"q\" is not known here"},
    };
    struct run run = run_build(run_world, postures);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tl_error err = {0};
        ck_assert_ptr_null(compile(&run, cases[i][0], &err));
        ck_assert_msg(run_says(&err, cases[i][1]), "%s: %s", cases[i][0], err.lines[0]);
        tl_error_clear(&err);
    }
    run_clear(&run);
}
END_TEST

START_TEST(unknown_names_are_told_with_the_nearest)
{
    check_refused("ready(\"shp\") > 1", "\"shp\" is not known here; did you mean \"ship\"?");
    check_refused("is_open(\"area-x\") > 1", "\"area-x\" is not known here; did you mean \"area-a\"?");
    check_refused("index(\"headlin\") > 1", "did you mean \"headline\"?");
    check_refused("coverage(\"zzzzzz\") > 1", "\"zzzzzz\" is not known here");
    check_refused("diverted(\"dd\") > 1", "\"dd\" is not known here");
}
END_TEST

/* Also where the present state would never look. */
START_TEST(unknown_names_are_told_in_every_branch)
{
    check_refused("day() > 1 && coverage(\"zz\") > 1", "\"zz\" is not known here");
    check_refused("day() < 1 || coverage(\"zz\") > 1", "\"zz\" is not known here");
    check_refused("day() > 1 ? coverage(\"zz\") : 1", "\"zz\" is not known here");
    check_refused("day() < 1 ? 1 : coverage(\"zz\")", "\"zz\" is not known here");
}
END_TEST

/* What a condition says at a time of the run. */
static bool holds(const char *text, int64_t time_s)
{
    struct run run = run_build(run_world, overlay);
    struct tl_error err = {0};
    const struct tl_condition *condition = compile(&run, text, &err);
    tl_error_print(&err, stderr);
    ck_assert_ptr_nonnull(condition);
    struct tl_state state;
    tl_state_init(&state, run.model, 1, 0, NULL, 0);
    run_until(&state, time_s, NULL);
    bool result = tl_condition_holds(run.model->watcher, condition, &state);
    tl_state_clear(&state);
    run_clear(&run);
    return result;
}

#define DAY(n) ((n)*INT64_C(86400))

/* Who says nothing of it is not one that tells nothing; an inject may say it. */
START_TEST(who_says_nothing_of_messaging_is_not_asked)
{
    static const char *const cases[][2] = {
        {"", "nothing says what blue tells outside parties: give its key \"messaging\""},
        {"partners = { blue = { messaging = 0.0; }; };\n", NULL},
        {"injects = { y = { kind = \"set-messaging\"; partner = \"blue\"; value = 0.5; at = \"1 d\"; }; };\n",
         NULL},
        {"injects = { y = { kind = \"set-policy\"; partner = \"blue\"; policy = \"shares\"; at = \"1 d\"; }; "
         "};\n",
         "nothing says what blue tells outside parties: give its key \"messaging\""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tl_text more = {0};
        tl_text_print(
            &more,
            "assets = { " RUN_SHIP("s1", "") " };\nmissions = { " RUN_MISSION("a", "a", "1.0", "") " };\n%s",
            cases[i][0]);
        struct run run = run_build(run_world, tl_text_get(&more));
        struct tl_error err = {0};
        const struct tl_condition *condition = compile(&run, "messaging(\"blue\") < 1", &err);
        ck_assert((condition != NULL) == (cases[i][1] == NULL));
        ck_assert(cases[i][1] == NULL || run_says(&err, cases[i][1]));
        tl_error_clear(&err);
        run_clear(&run);
        tl_text_clear(&more);
    }
}
END_TEST

START_TEST(day_is_with_fractions)
{
    ck_assert(holds("day() == 1.5", DAY(3) / 2)); /* the rhythm acts then, so the clock stands there */
    ck_assert(holds("day() >= 1.5 && day() < 1.6", DAY(3) / 2));
    ck_assert(!holds("day() > 1.5", DAY(3) / 2));
}
END_TEST

START_TEST(phases_are_constants)
{
    ck_assert(holds("phase() == 0", 0));
    ck_assert(holds("phase() == heating_up", DAY(1)));
    ck_assert(!holds("phase() == hostilities", DAY(1)));
    ck_assert(holds("phase() == hostilities", DAY(6)));
    ck_assert(holds("phase() < aftermath && aftermath > hostilities", DAY(6))); /* by time, not by name */
}
END_TEST

START_TEST(observables_follow_the_state)
{
    ck_assert(holds("coverage(\"a\") == 0.5", 0));
    ck_assert(holds("coverage(\"b\") == 1", 0));
    ck_assert(holds("index(\"headline\") == 0.625", 0)); /* 1 - 3 / 4 x 0.5 */
    ck_assert(!holds("ready(\"ship\")", 0));             /* s2 has been sent to a */
    ck_assert(holds("diverted(\"d\") == 0", DAY(1)));
    ck_assert(holds("diverted(\"d\") == 1", DAY(2)));
    ck_assert(holds("is_open(\"p\") == 1", DAY(2)));
    ck_assert(holds("is_open(\"p\") == 0", DAY(3)));
}
END_TEST

START_TEST(an_exclamation_mark_is_not)
{
    ck_assert(holds("!0", 0));
    ck_assert(!holds("!0.5", 0));
    ck_assert(holds("!diverted(\"d\") && !(day() > 2)", DAY(1)));
    ck_assert(!holds("!diverted(\"d\")", DAY(2)));
    ck_assert(holds("!diverted(\"d\") == 0 && 1 != 2", DAY(2)));
}
END_TEST

START_TEST(any_number_but_0_is_true)
{
    ck_assert(holds("-0.5", 0));
    ck_assert(!holds("0", 0));
    ck_assert(!holds("0 / 0", 0)); /* not a number: not true */
}
END_TEST

START_TEST(every_observable_has_a_help)
{
    size_t count = 0;
    const struct tl_observable_class *classes = tl_observable_classes(&count);
    ck_assert_uint_ge(count, 7);
    for (size_t i = 0; i < count; i++) {
        ck_assert_uint_gt(strlen(classes[i].name), 0);
        ck_assert_uint_gt(strlen(classes[i].help), 10);
    }
}
END_TEST

#define PARTIES                                                                                              \
    "assets = { " RUN_SHIP("s1", "") " };\nmissions = { " RUN_MISSION(                                       \
        "a", "a", "1.0", "") " };\nphases = { war-time = { at = \"1 d\"; }; };\n"                            \
                             "consents = { c = { asker = \"blue\"; start = \"full\"; }; };\n"                \
                             "postures = { p = { states = [\"low\", \"all-out\"]; ceiling = \"1 /d\"; };\n"  \
                             "  q = { states = [\"low\", \"hot\"]; ceiling = \"1 /d\"; }; };\n"

START_TEST(names_are_compared_with_what_they_are_values_of)
{
    static const char states[] = "; compare it with low or all_out";
    static const char grades[] = "; compare it with refused, offshore or full";
    static const char *const cases[][3] = {
        {"posture(\"p\") >= full", "posture(\"p\") cannot be compared with full, a grade of a consent",
         states},
        {"day() > 3 && (full==posture( \"p\" ) || 1)", "posture( \"p\" ) cannot be compared with full",
         states},
        {"posture(\"p\") < hot", "cannot be compared with hot, a state of another posture", states},
        {"posture(\"p\") < war_time", "cannot be compared with war_time, a phase", states},
        {"posture(\"p\") == consent(\"c\")", "cannot be compared with consent(\"c\"), a grade", states},
        {"consent(\"c\") != low", "consent(\"c\") cannot be compared with low, a state of a posture", grades},
        {"max(consent(\"c\") <= war_time, 0)", "cannot be compared with war_time, a phase", grades},
        {"phase() == low", "phase() cannot be compared with low, a state of a posture", "with war_time"},
    };
    static const char *const good[] = {
        "posture(\"p\") >= all_out", "posture(\"q\") == hot",          "low == posture(\"q\")",
        "posture(\"p\") >= 2",       "consent(\"c\") == full",         "phase() >= war_time",
        "2 * posture(\"p\") > full", "posture(\"p\") + full > 2",      "posture(\"p\") > posture(\"q\")",
        "posture(\"p\") < _pi",      "!(posture(\"p\") > low) < full",
    };
    struct run run = run_build(run_world, PARTIES);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tl_error err = {0};
        ck_assert_msg(compile(&run, cases[i][0], &err) == NULL, "taken: %s", cases[i][0]);
        ck_assert_uint_eq(err.count, 1);
        ck_assert_msg(run_says(&err, cases[i][1]) && run_says(&err, cases[i][2]), "%s: %s", cases[i][0],
                      err.lines[0]);
        tl_error_clear(&err);
    }
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        struct tl_error err = {0};
        ck_assert_msg(compile(&run, good[i], &err) != NULL, "%s: %s", good[i],
                      err.count > 0 ? err.lines[0] : "");
    }
    run_clear(&run);
}
END_TEST

START_TEST(constants_are_known_at_once)
{
    static const struct {
        const char *text;
        bool is_constant;
        double value;
    } cases[] = {
        {"-5", true, -5},        {"low - full", true, -2},      {"1.5", true, 1.5},
        {"day() * 0", false, 0}, {"1 + (day() > 1)", false, 0}, {"2 + phase()", false, 0},
    };
    struct run run = run_build(run_world, PARTIES);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tl_error err = {0};
        double value = 0;
        const struct tl_condition *condition = compile(&run, cases[i].text, &err);
        ck_assert_ptr_nonnull(condition);
        ck_assert_msg(tl_condition_find_constant(condition, &value) == cases[i].is_constant, "%s",
                      cases[i].text);
        ck_assert_double_eq(value, cases[i].value);
    }
    run_clear(&run);
}
END_TEST

TL_TEST_MAIN(condition, names_are_compared_with_what_they_are_values_of, constants_are_known_at_once,
             a_single_equals_sign_is_refused, a_comma_is_refused, syntax_is_told,
             usual_mistakes_are_told_in_the_words_of_the_language, unknown_names_are_told_with_the_nearest,
             states_are_told_like_phases, unknown_names_are_told_in_every_branch,
             who_says_nothing_of_messaging_is_not_asked, day_is_with_fractions, phases_are_constants,
             observables_follow_the_state, an_exclamation_mark_is_not, any_number_but_0_is_true,
             every_observable_has_a_help)
