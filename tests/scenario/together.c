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

TL_TEST_MAIN(together, refuses_what_does_not_fit_together, needs_weight_in_the_headline)
