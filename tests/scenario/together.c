#include "scenario/files.h"

#define SET "--set: "

START_TEST(refuses_what_does_not_fit_together)
{
    files_enter();
    static const struct files_case cases[] = {
        {"headline=[\"man\"]",
         SET "headline[0] = \"man\": no mission is in this theatre; did you mean main?\n"},
        {"headline=[\"main\"]", ""},
        {"missions.hunt.needs.aws=1",
         SET "missions.hunt.needs.aws = 1: no class gives this capability; did you mean asw?\n"},
        {"missions.hunt.steps[0].needs.aws=1",
         SET "missions.hunt.steps[0].needs.aws = 1: no class gives this capability; did you mean asw?\n"},
        {"missions.hunt.partners=[\"japan\"]",
         "good.cfg:23: missions.hunt.needs.asw = 1: nobody can serve it: no asset of the mission's partners "
         "gives asw\n"
         "good.cfg:24: missions.hunt.steps[0].needs.asw = 2: nobody can serve it: no asset of the mission's "
         "partners gives asw\n"},
        {"classes.ship.gives.asw=0", "good.cfg:23: missions.hunt.needs.asw = 1: nobody can serve it: no "
                                     "asset of the mission's partners gives asw\n"
                                     "good.cfg:24: missions.hunt.steps[0].needs.asw = 2: nobody can serve "
                                     "it: no asset of the mission's partners gives asw\n"},
        {"missions.watch.needs={ patrol = 0; }", ""},
        {"diversions.away.take[0].capability=patrl",
         SET "diversions.away.take[0].capability = \"patrl\": no class gives this capability; did you mean "
             "patrol?\n"},
        {"diversions.away.take[0].capability=patrol", ""},
        {"diversions.away.take=( { class = \"ship\"; from = \"field\"; } )",
         SET "diversions.away.take[0]: us has no asset that fits\n"},
        {"diversions.away.take[0].count=4", SET "diversions.away.take[0].count = 4: only 3 fit\n"},
        {"diversions.away.take[0].count=3", ""},
        {"diversions.away={ enabled = false; take = ( { count = 4; } ); }", ""},
        {"diversions.away={ enabled = false; take = ( { class = \"ship\"; from = \"field\"; } ); }", ""},
        {"diversions.away.take=( { class = \"ship\"; assets = [\"wing\"]; } )",
         SET "diversions.away.take[0]: us has no asset that fits\n"},
        {"assets.boat-2={ class = \"ship\"; partner = \"us\"; home = \"port\"; }",
         SET "assets.boat-2: is also one of the 2 that assets.boat expands to\n"},
        {"assets.boat-3={ class = \"ship\"; partner = \"us\"; home = \"port\"; }", ""},
        {"assets.boat-02={ class = \"ship\"; partner = \"us\"; home = \"port\"; }", ""},
        {"assets.boat-1={ class = \"ship\"; partner = \"us\"; home = \"port\"; count = 2; }",
         ""}, /* boat-1-1, boat-1-2 */
        {"missions.hunt.theatre=headline",
         SET "missions.hunt.theatre = \"headline\": headline is the index of all theatres in it\n"},
        {"missions.hunt.theatre=us",
         SET "missions.hunt.theatre = \"us\": is the name of a partner too; rename one of them\n"},
        {"partners.us.shares={ man = 0.5; }",
         SET "partners.us.shares.man = 0.5: no mission is in this theatre; did you mean main?\n"},
    };
    FILES_EXPECT_CASES(cases);
}
END_TEST

START_TEST(needs_weight_in_the_headline)
{
    files_enter();
    files_put("good.cfg", good_text);
    files_put("over.cfg", "base = \"good.cfg\";\nmissions = { hunt = { weight = 0; }; };\n");
    files_expect("over.cfg", "");
    files_expect_with(
        "over.cfg", NULL, (const char *[]){"headline=[\"main\"]", NULL},
        "--set: headline = [\"main\"]: the weights of the missions in the headline index sum to 0\n");
    files_expect_with("over.cfg", NULL, (const char *[]){"missions.watch.weight=0", NULL},
                      "good.cfg:22: missions: the weights of the missions in the headline index sum to 0\n");
    files_expect_with("good.cfg", NULL, (const char *[]){"missions", "diversions", NULL},
                      "good.cfg: missions: is required: at least one mission\n");
}
END_TEST

/* What is wrong elsewhere neither hides a mistake nor makes one up. */
START_TEST(goes_on_after_other_mistakes)
{
    files_enter();
    files_put("good.cfg", good_text);
    files_put("over.cfg",
              "base = \"good.cfg\";\n"
              "horizon = 3;\n"
              "headline = [\"man\"];\n"
              "missions = { hunt = { needs = { aws = 1; asw = -1; }; weight = \"heavy\"; };\n"
              "  watch = { area = \"see\"; needs = { patrl = 1; }; }; };\n"
              "partners = { us = { shares = { man = 2.0; }; }; };\n"
              "diversions = { away = { notice = 4;\n"
              "  take = ( { capability = \"patrl\"; }, { count = 3; class = \"ship\"; } ); }; };\n");
    files_expect(
        "over.cfg",
        "over.cfg:2: horizon = 3: must be a duration in quotes, such as \"36 h\"\n"
        "over.cfg:3: headline[0] = \"man\": no mission is in this theatre; did you mean main?\n"
        "over.cfg:4: missions.hunt.needs.asw = -1: must be at least 0\n"
        "over.cfg:4: missions.hunt.weight = \"heavy\": must be a bare number or a percentage, such as 0.4 or "
        "40 %\n"
        "over.cfg:4: missions.hunt.needs.aws = 1: no class gives this capability; did you mean asw?\n"
        "over.cfg:5: missions.watch.area = \"see\": no such place; did you mean sea?\n"
        "over.cfg:5: missions.watch.needs.patrl = 1: no class gives this capability; did you mean patrol?\n"
        "over.cfg:6: partners.us.shares.man = 2.0: must be at most 1\n"
        "over.cfg:6: partners.us.shares.man = 2.0: no mission is in this theatre; did you mean main?\n"
        "over.cfg:7: diversions.away.notice = 4: must be a duration in quotes, such as \"36 h\"\n"
        "over.cfg:8: diversions.away.take[0].capability = \"patrl\": no class gives this capability; did you "
        "mean "
        "patrol?\n"
        "over.cfg:8: diversions.away.take[1].count = 3: only 2 fit\n");
}
END_TEST

/* Each change leaves a part unread that something else seems to lack. */
START_TEST(makes_nothing_up)
{
    files_enter();
    static const struct files_case cases[] = {
        {"classes.ship.gives=3",
         SET "classes.ship.gives = 3: must be a group of numbers, such as { asw = 2.0; escort = 1.0; }\n"},
        {"classes.ship.gives.asw=-1", SET "classes.ship.gives.asw = -1: must be at least 0\n"},
        {"classes.ship=3", SET "classes.ship = 3: must be a group: { ... }\n"
                               "good.cfg:18: assets.boat.class = \"ship\": no such class\n"},
        {"assets.boat=3", SET "assets.boat = 3: must be a group: { ... }\n"},
        {"assets.boat.partner=3", SET "assets.boat.partner = 3: must be the name of a partner in quotes\n"},
        {"assets.boat.class=3", SET "assets.boat.class = 3: must be the name of a class in quotes\n"},
        {"missions.hunt.partners=3",
         SET "missions.hunt.partners = 3: must be a list of names, such as [\"a\", \"b\"]\n"},
        {"missions.hunt.partners=[]", SET "missions.hunt.partners = []: must name at least one partner\n"},
        {"missions={ hunt = { theatre = 3; weight = 0; }; watch = { weight = 0; }; }",
         SET "missions.hunt.theatre = 3: must be a text in quotes that is not empty\n"},
        {"missions={ hunt = { weight = 0; }; watch = { weight = -1; }; }",
         SET "missions.watch.weight = -1: must be at least 0\n"},
        {"headline=3", SET "headline = 3: must be a list of names, such as [\"a\", \"b\"]\n"},
        {"diversions.away.take=( { count = 3; assets = 3; class = \"ship\"; } )",
         SET "diversions.away.take[0].assets = 3: must be a list of names, such as [\"a\", \"b\"]\n"},
        {"diversions.away.partner=3",
         SET "diversions.away.partner = 3: must be the name of a partner in quotes\n"},
        {"assets.boat={ count = 0; }", SET "assets.boat.count = 0: must be at least 1\n"},
    };
    FILES_EXPECT_CASES(cases);
}
END_TEST

TL_TEST_MAIN(together, goes_on_after_other_mistakes, makes_nothing_up, refuses_what_does_not_fit_together,
             needs_weight_in_the_headline)
