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

/* boat has a count of 2, wing none. */
START_TEST(members_of_a_count)
{
    files_enter();
    static const struct files_case cases[] = {
        {"diversions.away.take[0].assets=[\"boat-1\"]", ""},
        {"diversions.away.take[0].assets=[\"boat-1\", \"boat\", \"wing\"]", ""},
        {"diversions.away.take[0].assets=[\"boat-3\"]",
         "--set: diversions.away.take[0].assets[0] = \"boat-3\": no such asset; boat stands for boat-1 to "
         "boat-2\n"},
        {"diversions.away.take[0].assets=[\"boat-01\"]",
         "--set: diversions.away.take[0].assets[0] = \"boat-01\": no such asset\n"},
        {"diversions.away.take[0].assets=[\"boat-1\", \"boat-1\"]",
         "--set: diversions.away.take[0].assets[1] = \"boat-1\": is named twice\n"},
        {"diversions.away.take[0].assets=[\"wing-1\"]",
         "--set: diversions.away.take[0].assets[0] = \"wing-1\": no such asset; did you mean wing?\n"},
        {"diversions.away.take[0]={ assets = [\"boat-1\"]; count = 2; }",
         "--set: diversions.away.take[0].count = 2: only 1 fit\n"},
        {"missions.hunt.partners=[\"us-1\"]",
         "--set: missions.hunt.partners[0] = \"us-1\": no such partner\n"},
    };
    FILES_EXPECT_CASES(cases);
    files_put("over.cfg", "base = \"good.cfg\";\ninjects = {\n"
                          "  a = { kind = \"lose\"; at = \"1 d\"; asset = \"boat-2\"; };\n"
                          "  b = { kind = \"lose\"; at = \"1 d\"; asset = \"boat\"; };\n};\n");
    struct tl_scenario *s = files_read("over.cfg");
    ck_assert_int_eq(s->injects[0].asset.index, 0);
    ck_assert_int_eq(s->injects[0].asset.member, 2);
    ck_assert_int_eq(s->injects[1].asset.index, 0);
    ck_assert_int_eq(s->injects[1].asset.member, 0);
    tl_scenario_destroy(s);
    /* an asset of that name comes first */
    files_put("both.cfg", "base = \"over.cfg\";\nassets = { boat-2 = { class = \"ship\"; partner = \"us\"; "
                          "home = \"port\"; count = 2; }; };\n");
    s = files_read("both.cfg");
    ck_assert_int_eq(s->injects[0].asset.index, 1);
    ck_assert_int_eq(s->injects[0].asset.member, 0);
    tl_scenario_destroy(s);
}
END_TEST

TL_TEST_MAIN(refs, finds_by_name, refuses_names, members_of_a_count)
