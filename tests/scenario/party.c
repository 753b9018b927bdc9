#include "scenario/evacuation.h"

#define SET   "--set: "
#define ENTRY "consents.entry."

START_TEST(consents_are_asked_in_order)
{
    files_enter();
    static const struct files_case cases[] = {
        {ENTRY "giver=us", SET ENTRY "giver = \"us\": is the asker; a domestic step has no giver\n"},
        {ENTRY "answers=( { full = 0.5; refused = 0.4; } )",
         SET ENTRY "answers[0]: sum to 0.9, and must sum to 1\n"},
        {ENTRY "answers=( { refused = 0.1; offshore = 0.2; full = 0.7; } )", ""},
        {ENTRY "answers=( )", SET ENTRY "answers = []: must hold at least one row\n"},
        {ENTRY "after=entry", SET ENTRY "after = \"entry\": is the consent itself\n"},
        {"consents={ entry = { after = \"step\"; }; step = { asker = \"us\"; after = \"entry\"; }; }",
         SET "consents.entry.after = \"step\": comes after this one: neither ever asks\n" SET
             "consents.step.after = \"entry\": comes after this one: neither ever asks\n"},
        {"consents={ entry = { after = \"step\"; }; step = { asker = \"us\"; }; }", ""},
        {ENTRY "when=2^day() > 3", SET ENTRY "when = \"2^day() > 3\": ^ has no place in a condition: its "
                                             "last digit differs between processors; a "
                                             "factor, which is rounded, may have it\n"},
        {ENTRY "when=exp (day()) > 3", SET ENTRY
         "when = \"exp (day()) > 3\": exp has no place in a condition: its last digit differs between "
         "processors; a factor, which is rounded, may have it\n"},
        {ENTRY "when=sqrt(day()) > 3 && gauge(\"trust\") > 0", ""},
        {ENTRY "after=enrty", SET ENTRY "after = \"enrty\": no such consent; did you mean entry?\n"},
        {"missions.hunt.consent=entry", ""},
        {"missions.hunt.grade=offshore",
         SET "missions.hunt.grade = \"offshore\": says nothing without the key \"consent\"\n"},
        {"missions.hunt={ consent = \"entry\"; grade = \"offshroe\"; }",
         SET "missions.hunt.grade = \"offshroe\": must be refused, offshore or full; did you mean "
             "offshore?\n"},
        {"consents.visit={ asker = \"japan\"; }", ""},
    };
    EVACUATION_EXPECT_CASES(cases);
}
END_TEST

START_TEST(a_consent_binds_one_who_may_serve)
{
    files_enter();
    files_put("good.cfg", good_text);
    files_put("out.cfg", evacuation_text);
    const char *const sets[] = {"consents.visit={ asker = \"japan\"; }", "missions.hunt.consent=visit", NULL};
    files_expect_with("out.cfg", NULL, sets,
                      SET "missions.hunt.consent = \"visit\": binds its asker, japan, who may not serve this "
                          "mission: see its partners\n");
}
END_TEST

#define RIVAL "postures.rival."

START_TEST(postures_move_between_their_states)
{
    files_enter();
    static const struct files_case cases[] = {
        {RIVAL "moves=( { from = \"low\"; to = \"hihg\"; rate = \"0.1 /d\"; } )",
         SET RIVAL "moves[0].to = \"hihg\": no such state of rival; did you mean high?\n"},
        {RIVAL "moves=( { from = \"low\"; to = \"low\"; rate = \"0.1 /d\"; } )",
         SET RIVAL "moves[0].to = \"low\": is the state that it leaves\n"},
        {RIVAL "moves=( )", ""}, /* by injects alone */
        {"postures.rival={ states = [\"high\"]; moves = ( ); }",
         SET RIVAL "states = [\"high\"]: must hold at least two\n"},
        {RIVAL "states=[\"low\", \"high\", \"low\"]", SET RIVAL "states[2] = \"low\": is named twice\n"},
        {RIVAL "states=[\"low\", \"high\", \"All out\"]",
         SET RIVAL "states[2] = \"All out\": a name is written with a-z, 0-9 and -, from a letter on\n"},
        {RIVAL "states=[\"low\", \"high\", \"crisis\"]", SET RIVAL
         "states[2] = \"crisis\": is the name of a phase too; in conditions it is one number: rename "
         "one of them\n"},
        {RIVAL "states=[\"low\", \"high\", \"full\"]",
         SET RIVAL "states[2] = \"full\": is a grade of consents; in conditions it is one number\n"},
        {"phases.full={ at = \"8 d\"; }", SET "phases.full: is a grade of consents; in conditions it is one "
                                              "number\n"},
        {"postures.second={ states = [\"low\", \"high\"]; ceiling = \"1 /d\"; }", ""},
        {"postures.second={ states = [\"high\", \"low\"]; ceiling = \"1 /d\"; }", SET
         "postures.second.states[0] = \"high\": has another place among the states of rival; in conditions "
         "it is one number\n" SET
         "postures.second.states[1] = \"low\": has another place among the states of rival; in conditions it "
         "is one number\n"},
        {RIVAL "ceiling=0 /d", SET RIVAL "ceiling = \"0 /d\": must be above 0\n"},
        {RIVAL "ceiling=uncertain(1 /d, 2 /d, 3 /d)",
         SET RIVAL "ceiling = \"uncertain(1 /d, 2 /d, 3 /d)\": must not be uncertain: it is a bound, and no "
                   "input\n"},
        {"injects.edge.state=hig", SET "injects.edge.state = \"hig\": no such state of rival; did you mean "
                                       "high?\n"},
    };
    EVACUATION_EXPECT_CASES(cases);
}
END_TEST

START_TEST(gauges_stay_within_their_bounds)
{
    files_enter();
    static const struct files_case cases[] = {
        {"gauges.trust.start=1.5",
         SET "gauges.trust.start = 1.5: must be within 0 to 1, what gauge trust can "
             "be\n"},
        {"gauges.trust={ high = 2; start = 1.5; }", ""},
        {"gauges.trust.low=1", SET "gauges.trust.low = 1: low must be below high\n"},
        {"gauges.trust.moves=( { when = \"day() > 2\"; } )",
         SET "gauges.trust.moves[0]: needs one of the keys \"by\" and \"to\"\n"},
        {"gauges.trust.moves=( { when = \"day() > 2\"; by = 0.1; to = 0.2; } )",
         SET "gauges.trust.moves[0]: needs only one of the keys \"by\" and \"to\"\n"},
        {"gauges.trust.moves=( { when = \"day() > 2\"; to = 3; } )",
         SET "gauges.trust.moves[0].to = 3: must be within 0 to 1, what gauge trust can be\n"},
        {"injects.edge={ kind = \"set-gauge\"; gauge = \"trust\"; value = 2; }",
         SET "injects.edge.value = 2: must be within 0 to 1, what gauge trust can be\n"},
    };
    EVACUATION_EXPECT_CASES(cases);
}
END_TEST

START_TEST(injects_set_what_can_be)
{
    files_enter();
    static const struct files_case cases[] = {
        {"injects.word={ kind = \"set-messaging\"; partner = \"us\"; value = 2; at = \"1 d\"; }",
         SET "injects.word.value = 2: must be at most 1, which is to tell everything\n"},
        {"injects.word={ kind = \"set-messaging\"; partner = \"us\"; value = 1; at = \"1 d\"; }", ""},
        {"injects.cut={ kind = \"close-lane\"; lane = \"north\"; when = \"day() > 1\"; }", ""},
        {"injects.cut={ kind = \"close-lane\"; lane = \"north\"; }",
         SET "injects.cut: needs one of the keys \"at\" and \"when\"\n"},
        {"injects.cut={ kind = \"close-lane\"; lane = \"north\"; at = \"1 d\"; when = \"day() > 1\"; }",
         SET "injects.cut: needs only one of the keys \"at\" and \"when\"\n"},
        {"injects.cut={ kind = \"close-lane\"; lane = \"north\"; when = \"day() > 1\"; again = true; }", ""},
        {"injects.cut={ kind = \"close-lane\"; lane = \"north\"; at = \"1 d\"; again = true; }",
         SET "injects.cut.again = true: says nothing without the key \"when\"\n"},
        {"injects.wind={ kind = \"set-weather\"; weather = \"strait\"; state = \"rough\"; at = \"1 d\"; }",
         ""},
        {"injects.wind={ kind = \"set-weather\"; weather = \"strait\"; state = \"ruogh\"; at = \"1 d\"; }",
         SET "injects.wind.state = \"ruogh\": must be calm or rough; did you mean rough?\n"},
    };
    EVACUATION_EXPECT_CASES(cases);
}
END_TEST

#define STRAIT "weathers.strait."

START_TEST(weathers_are_somewhere)
{
    files_enter();
    static const struct files_case cases[] = {
        {STRAIT "places=[]",
         "out.cfg:24: weathers.strait: is nowhere; give the key \"places\" or \"lanes\"\n"},
        {"weathers.strait={ places = []; lanes = [\"north\"]; }", ""},
        {STRAIT "places=[\"prot\"]", SET STRAIT "places[0] = \"prot\": no such place; did you mean port?\n"},
        {STRAIT "calm=0 d", SET STRAIT "calm = \"0 d\": must have a mean above 0\n"},
        {STRAIT "rough=exponential(0 d)",
         SET STRAIT "rough = \"exponential(0 d)\": exponential(mean) needs mean > 0\n"},
        {STRAIT "no-go=[\"ferry\", \"plane\"]",
         SET STRAIT "no-go[1] = \"plane\": is a class of domain air, and never feels this weather\n"},
        {STRAIT "speed=uncertain(0.5, 0.7, 0.9)", ""},
    };
    EVACUATION_EXPECT_CASES(cases);
}
END_TEST

TL_TEST_MAIN(party, consents_are_asked_in_order, a_consent_binds_one_who_may_serve,
             postures_move_between_their_states, gauges_stay_within_their_bounds, injects_set_what_can_be,
             weathers_are_somewhere)
