#include "scenario/files.h"

#define SET        "--set: "
#define RAID(keys) "incidents.raid={ mission = \"hunt\"; " keys " }"
#define POISSON    "rate = \"2 /d\"; ceiling = \"6 /d\"; "

START_TEST(a_process_has_the_keys_of_its_kind)
{
    files_enter();
    files_put("dates.csv", "1 d\n");
    static const struct files_case cases[] = {
        {RAID(POISSON), ""},
        {RAID("process = \"gamma-mixed\"; spread = 0.3; " POISSON), ""},
        {RAID("process = \"replay\"; dates = \"dates.csv\"; scene = \"2 h\";"), ""},
        {RAID(""), SET "incidents.raid: a poisson process needs the key \"rate\"\n" SET
                       "incidents.raid: a poisson process needs the key \"ceiling\"\n"},
        {RAID(POISSON "spread = 0.3;"),
         SET "incidents.raid.spread = 0.3: a poisson process has no use for it\n"},
        {RAID("process = \"gamma-mixed\"; " POISSON),
         SET "incidents.raid: a gamma-mixed process needs the key \"spread\"\n"},
        {RAID("process = \"gamma-mixed\"; spread = 3; " POISSON),
         SET "incidents.raid.spread = 3: must be at most 2.5\n"},
        {RAID("process = \"markov\"; " POISSON),
         SET "incidents.raid.rate = \"2 /d\": a markov process has no use for it\n" SET
             "incidents.raid: a markov process needs the key \"states\"\n"},
        {RAID("process = \"replay\"; dates = \"dates.csv\"; ceiling = \"1 /d\"; steps = ( ); "),
         SET "incidents.raid.ceiling = \"1 /d\": a replay process has no use for it\n" SET
             "incidents.raid.steps = []: a replay process has no use for it\n"},
        {RAID("process = \"repaly\";"),
         SET "incidents.raid.process = \"repaly\": must be poisson, gamma-mixed, markov or replay; did you "
             "mean replay?\n"},
        {RAID("rate = \"2\"; ceiling = \"6 /d\";"),
         SET "incidents.raid.rate = \"2\": a rate needs a unit: /s, /min, /h, /d or /wk, such as 2.2 /d\n"},
        {RAID("rate = \"0 /d\"; ceiling = \"0 /d\";"),
         SET "incidents.raid.ceiling = \"0 /d\": must be above 0\n"},
        {RAID("rate = \"1 /d\"; ceiling = \"uncertain(3 /d, 4 /d, 5 /d)\";"),
         SET "incidents.raid.ceiling = \"uncertain(3 /d, 4 /d, 5 /d)\": must not be uncertain: it is a "
             "bound, and "
             "no input\n"},
        {RAID(POISSON "takes = 2;"),
         SET "incidents.raid.takes = 2: says nothing: a station mission answers no incidents\n"},
    };
    FILES_EXPECT_CASES(cases);
}
END_TEST

START_TEST(steps_have_a_phase_or_a_time)
{
    files_enter();
    static const struct files_case cases[] = {
        {RAID(POISSON "steps = ( { phase = \"crisis\"; scale = 2; }, { from = \"2 d\"; scale = 0; } );"), ""},
        {RAID(POISSON "steps = ( { scale = 2; } );"),
         SET "incidents.raid.steps[0]: needs one of the keys \"phase\", \"from\" and \"when\"\n"},
        {RAID(POISSON "steps = ( { phase = \"crisis\"; from = \"2 d\"; scale = 2; } );"),
         SET "incidents.raid.steps[0]: needs only one of the keys \"phase\", \"from\" and \"when\"\n"},
        {RAID(POISSON "steps = ( { phase = \"crisis\"; } );"),
         SET "incidents.raid.steps[0].scale: is required: multiplies the rate until another step\n"},
    };
    FILES_EXPECT_CASES(cases);
}
END_TEST

#define STATES(rows)      RAID("process = \"markov\"; ceiling = \"6 /d\"; states = ( " rows " );")
#define STATE(name, keys) "{ name = \"" name "\"; rate = \"1 /d\"; stay = \"exponential(2 d)\"; " keys " }"

START_TEST(states_follow_states)
{
    files_enter();
    static const struct files_case cases[] = {
        {STATES(STATE("calm", "")), ""},
        {STATES(STATE("calm", "next = { busy = 1; };") ", " STATE("busy",
                                                                  "next = { calm = 0.7; busy = 0.3; };")),
         ""},
        {STATES(""), SET "incidents.raid.states = []: must hold at least one\n"},
        {STATES(STATE("calm", "next = { bussy = 1; };") ", " STATE("busy", "")),
         SET "incidents.raid.states[0].next.bussy = 1: no such state; did you mean busy?\n"},
        {STATES(STATE("calm", "next = { calm = 0.5; busy = 0.4; };") ", " STATE("busy", "")),
         SET "incidents.raid.states[0].next: sums to 0.9, and must sum to 1\n"},
        {STATES(STATE("calm", "") ", " STATE("calm", "")),
         SET "incidents.raid.states[1].name = \"calm\": is the name of another state, too\n"},
        {STATES(STATE("a b", "")), SET "incidents.raid.states[0].name = \"a b\": a name is written with a-z, "
                                       "0-9 and -, from a letter on\n"},
        {STATES("{ name = \"calm\"; rate = \"1 /d\"; stay = \"0 h\"; }"),
         SET "incidents.raid.states[0].stay = \"0 h\": must have a mean above 0\n"},
        /* a name that could not be read may be the one that is meant */
        {STATES(STATE("calm", "next = { busy = 1; };") ", { name = 3; rate = \"1 /d\"; stay = \"1 d\"; }"),
         SET "incidents.raid.states[1].name = 3: must be a text in quotes that is not empty\n"},
    };
    FILES_EXPECT_CASES(cases);
}
END_TEST

TL_TEST_MAIN(incident, a_process_has_the_keys_of_its_kind, steps_have_a_phase_or_a_time, states_follow_states)
