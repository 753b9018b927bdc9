#include "scenario/files.h"

START_TEST(finds_by_name)
{
    files_enter();
    files_put("good.cfg", good_text);
    struct tl_scenario *s = files_read("good.cfg");
    ck_assert_int_eq(s->diversions[0].to.index, 1); /* hunt, watch */
    ck_assert_uint_eq(s->missions[0].partners.count, 1);
    ck_assert_int_eq(s->missions[0].partners.items[0], 1); /* japan, us */
    ck_assert_int_eq(s->assets[0].at.mission, TL_ABSENT);
    ck_assert_int_eq(s->assets[0].at.place, TL_ABSENT);
    ck_assert(!s->classes[1].bases.given);
    tl_scenario_destroy(s);
    files_put("over.cfg", "base = \"good.cfg\";\nassets = { boat = { at = \"hunt\"; }; };\n"
                          "classes = { ship = { bases = [\"port\"]; gives = { z = 1; a = 2; }; }; };\n");
    s = files_read("over.cfg");
    ck_assert_int_eq(s->assets[0].at.mission, 0);
    ck_assert_uint_eq(s->classes[1].bases.count, 1);
    ck_assert_str_eq(s->classes[1].gives.items[0].name, "a"); /* sorted */
    ck_assert_double_eq(s->classes[1].gives.items[0].value, 2);
    ck_assert_str_eq(s->classes[1].gives.items[2].name, "z");
    tl_scenario_destroy(s);
}
END_TEST

START_TEST(refuses_names)
{
    files_enter();
    static const struct files_case cases[] = {
        {"missions.hunt.area=se", "--set: missions.hunt.area = \"se\": no such place; did you mean sea?\n"},
        {"missions.hunt.area=qqqqqq", "--set: missions.hunt.area = \"qqqqqq\": no such place\n"},
        {"missions.hunt.area=3", "--set: missions.hunt.area = 3: must be the name of a place in quotes\n"},
        {"missions.hunt.partners=us",
         "--set: missions.hunt.partners = \"us\": must be a list of names, such as [\"a\", \"b\"]\n"},
        {"missions.hunt.partners=[\"us\", \"jpan\"]",
         "--set: missions.hunt.partners[1] = \"jpan\": no such partner; did you mean japan?\n"},
        {"missions.hunt.partners=[\"us\", \"us\"]",
         "--set: missions.hunt.partners[1] = \"us\": is named twice\n"},
        {"missions.hunt.partners=[3]",
         "--set: missions.hunt.partners[0] = 3: must be the name of a partner in quotes\n"},
        {"headline=[]", "--set: headline = []: must be a list of names, such as [\"a\", \"b\"]\n"},
        {"headline=[1]", "--set: headline[0] = 1: must be a name in quotes\n"},
        {"headline=[\"main\", \"main\"]", "--set: headline[1] = \"main\": is named twice\n"},
        {"assets.boat.at=hnt",
         "--set: assets.boat.at = \"hnt\": no such mission or place; did you mean hunt?\n"},
        {"assets.boat.at=3",
         "--set: assets.boat.at = 3: must be the name of a mission or a place in quotes\n"},
    };
    FILES_EXPECT_CASES(cases);
    files_put("both.cfg", "base = \"good.cfg\";\nplaces = { hunt = { kind = \"area\"; at = [1, 2]; }; "
                          "};\nassets = { boat = { at = \"hunt\"; }; };\n");
    files_expect(
        "both.cfg",
        "both.cfg:3: assets.boat.at = \"hunt\": names both a mission and a place; rename one of them\n");
}
END_TEST

TL_TEST_MAIN(refs, finds_by_name, refuses_names)
