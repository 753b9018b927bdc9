#include "scenario/evacuation.h"

static void note(const struct tl_words_text *text, void *context)
{
    tl_text_print(context, "%s\n", text->path);
}

START_TEST(visits_every_condition)
{
    files_enter();
    files_put("good.cfg", good_text);
    files_put("out.cfg", evacuation_text);
    files_put(
        "more.cfg",
        "base = \"out.cfg\";\n"
        "missions = { hunt = { while = \"day() > 1\"; steps = ( { when = \"day() > 2\"; scale = 2; } ); "
        "}; };\n"
        "postures = { rival = { moves = ( { from = \"low\"; to = \"high\"; rate = \"0.1 /d\"; factor = "
        "\"day()\"; } ); }; };\n");
    struct tl_scenario *scenario = files_read("more.cfg");
    struct tl_text paths = {0};
    tl_scenario_walk_conditions(scenario, note, &paths);
    ck_assert_str_eq(tl_text_get(&paths), "missions.hunt.steps[0].when\n"
                                          "missions.hunt.while\n"
                                          "consents.entry.when\n"
                                          "postures.rival.moves[0].factor\n"
                                          "gauges.trust.moves[0].when\n"
                                          "diversions.away.when\n");
    tl_text_clear(&paths);
    tl_scenario_destroy(scenario);
}
END_TEST

TL_TEST_MAIN(walk, visits_every_condition)
