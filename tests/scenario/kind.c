#include "scenario/files.h"

#define SET "--set: "

START_TEST(missions_have_the_keys_of_their_kind)
{
    files_enter();
    static const struct files_case cases[] = {
        {"missions.watch={ kind = \"response\"; base = \"field\"; reaction = \"5 min\"; limit = \"1 h\"; "
         "waits = "
         "true; }",
         ""},
        {"missions.watch.kind=response",
         "good.cfg:25: missions.watch: a response mission needs the key \"base\"\n"},
        {"missions.watch={ kind = \"response\"; base = \"field\"; pace = 0.5; }",
         SET "missions.watch.pace = 0.5: a response mission has no use for it\n"},
        {"missions.watch={ kind = \"sustain\"; of = \"hunt\"; pace = 0.5; handover = \"1 h\"; }", ""},
        {"missions.watch.kind=sustain",
         "good.cfg:25: missions.watch: a sustain mission needs the key \"of\"\n"
         "good.cfg:25: missions.watch: a sustain mission needs the key \"pace\"\n"},
        {"missions.watch={ kind = \"sustain\"; of = \"watch\"; pace = 0.5; }", SET
         "missions.watch.of = \"watch\": is a sustain mission; only one of kind station can be sustained\n"},
        {"missions.watch={ base = \"field\"; reaction = \"0 s\"; limit = \"1 h\"; waits = false; of = "
         "\"hunt\"; }",
         SET "missions.watch.base = \"field\": a station mission has no use for it\n" SET
             "missions.watch.reaction = \"0 s\": a station mission has no use for it\n" SET
             "missions.watch.limit = \"1 h\": a station mission has no use for it\n" SET
             "missions.watch.waits = false: a station mission has no use for it\n" SET
             "missions.watch.of = \"hunt\": a station mission has no use for it\n"},
        {"missions.watch={ kind = \"some\"; base = \"field\"; }", ""}, /* the model's to tell */
    };
    FILES_EXPECT_CASES(cases);
}
END_TEST

#define NOBODY "no asset of the mission's partners that gives what it needs may use it as a base\n"

START_TEST(somebody_can_stand_at_the_base)
{
    files_enter();
    static const struct files_case cases[] = {
        {"missions.watch={ kind = \"response\"; base = \"port\"; }",
         SET "missions.watch.base = \"port\": " NOBODY},
        {"missions.hunt={ kind = \"response\"; base = \"port\"; }", ""},
        {"missions.hunt={ kind = \"response\"; base = \"sea\"; }",
         SET "missions.hunt.base = \"sea\": " NOBODY},
        {"missions.hunt={ kind = \"response\"; base = \"field\"; needs = { asw = 0; patrol = 1; }; steps = ( "
         "); }",
         ""},
        {"missions.watch={ kind = \"response\"; base = \"filed\"; }",
         SET "missions.watch.base = \"filed\": no such place; did you mean field?\n"},
        {"assets.wing=3", SET "assets.wing = 3: must be a group: { ... }\n"},
    };
    FILES_EXPECT_CASES(cases);
}
END_TEST

START_TEST(other_keys_that_say_nothing)
{
    files_enter();
    static const struct files_case cases[] = {
        {"classes.plane.sorties=3", ""},
        {"classes.ship.sorties=3", SET "classes.ship.sorties = 3: is for aircraft alone\n"},
        {"places.port.docks=2", ""},
        {"places.sea.docks=2", SET "places.sea.docks = 2: says nothing: no asset can be based in an area\n"},
        {"warmup=29 d", ""},
        {"warmup=30 d", SET "warmup = \"30 d\": must be less than the horizon\n"},
    };
    FILES_EXPECT_CASES(cases);
}
END_TEST

TL_TEST_MAIN(kind, missions_have_the_keys_of_their_kind, somebody_can_stand_at_the_base,
             other_keys_that_say_nothing)
