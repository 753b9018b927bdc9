#include "scenario/files.h"
#include "scenario/tree.h"

/* What stands at `path` after one change, as it would be written. */
static char *value_after(const char *set, const char *path)
{
    struct tl_error err = {0};
    struct tl_scenario *scenario = files_try("good.cfg", NULL, (const char *[]){set, NULL}, &err);
    char *messages = files_messages(&err);
    ck_assert_str_eq(messages, "");
    free(messages);
    struct tl_text out = {0};
    const struct tl_node *node = tl_node_at(scenario->tree, path);
    tl_text_add(&out, "");
    if (node) {
        tl_node_print_value(node, &out, 1000);
    }
    tl_scenario_destroy(scenario);
    return out.data;
}

static void expect(const char *set, const char *path, const char *expected)
{
    char *value = value_after(set, path);
    ck_assert_msg(strcmp(value, expected) == 0, "%s: %s", set, value);
    free(value);
}

START_TEST(takes_values)
{
    files_enter();
    files_put("good.cfg", good_text);
    expect("missions.hunt.weight=4", "missions.hunt.weight", "4");
    expect("missions.hunt.weight=2.5", "missions.hunt.weight", "2.5");
    expect("horizon=10 d", "horizon", "\"10 d\"");
    expect("horizon=\"10 d\"", "horizon", "\"10 d\"");
    expect("title=a \"quoted\" word // and more", "title", "\"a \\\"quoted\\\" word // and more\"");
    expect("title=1; horizon = 3", "title", "\"1; horizon = 3\"");
    expect("title=1; value = 3", "title", "\"1; value = 3\"");
    expect("title=@include \"x\"", "title", "\"@include \\\"x\\\"\"");
    expect("title=\"open", "title", "\"\\\"open\"");
    expect("title=/* open", "title", "\"/* open\"");
    expect("title={ a", "title", "\"{ a\"");
    expect("diversions.away.enabled=false", "diversions.away.enabled", "false");
    expect("places.sea.at=[1, 2.5]", "places.sea.at", "[1, 2.5]");
    expect("missions.hunt.partners=[\"us\", \"japan\"]", "missions.hunt.partners", "[\"us\", \"japan\"]");
    expect("missions.hunt.steps[0].phase=calm", "missions.hunt.steps[0]",
           "{ phase = \"calm\"; needs = { asw = 2; }; }");
    expect("missions.hunt.steps[0]={ scale = 2; }", "missions.hunt.steps[0]",
           "{ phase = \"crisis\"; needs = { asw = 2; }; scale = 2; }");
    expect("missions.hunt.needs={ patrol = 1; }", "missions.hunt.needs", "{ asw = 1; patrol = 1; }");
    expect("classes.ship.gives.new=1", "classes.ship.gives", "{ asw = 1; new = 1; }");
    expect("partners.us.weights.hunt=2", "partners.us.weights", "{ hunt = 2; }");
    expect("phases.late={ at = \"9 d\"; }", "phases.late", "{ at = \"9 d\"; }");
    expect("lanes={ l = { from = \"port\"; to = \"sea\"; domain = \"sea\"; length = \"5 km\"; }; }",
           "lanes.l.from", "\"port\"");
}
END_TEST

START_TEST(unsets)
{
    files_enter();
    files_put("good.cfg", good_text);
    expect("missions.hunt.steps", "missions.hunt.steps", "");
    expect("missions.hunt.steps[0]", "missions.hunt.steps", "[]");
    expect("diversions", "diversions", "");
    expect("phases.calm", "phases", "{ crisis = { at = \"5 d\"; }; }");
}
END_TEST

START_TEST(refuses_paths)
{
    files_enter();
    static const struct files_case cases[] = {
        {"missions.hunt.wieght", "--unset: missions.hunt.wieght: missions.hunt.wieght does not exist\n"},
        {"missions.hunt.stps", "--unset: missions.hunt.stps: missions.hunt.stps does not exist; did you mean "
                               "missions.hunt.steps?\n"},
        {"misions.hunt.steps",
         "--unset: misions.hunt.steps: misions does not exist; did you mean missions?\n"},
        {"missions.hunt.steps[3].needs",
         "--unset: missions.hunt.steps[3].needs: missions.hunt.steps has rows [0] to [0]\n"},
        {"missions.hunt.area.x", "--unset: missions.hunt.area.x: missions.hunt.area is not a group\n"},
        {"missions.hunt[0]", "--unset: missions.hunt[0]: missions.hunt is not a list\n"},
        {"missions.hnt.weight=3",
         "--set: missions.hnt.weight = 3: missions.hnt does not exist; did you mean missions.hunt?; to add "
         "one: --set 'missions.hnt={ weight = ...; }'\n"},
        {"injects.x.kind=lose", "--set: injects.x.kind = lose: injects.x does not exist; to add one: --set "
                                "'injects.x={ kind = ...; }'\n"},
        {"injects.x.kind", "--unset: injects.x.kind: injects does not exist\n"},
        {"missions.hunt.steps[1].scale=3",
         "--set: missions.hunt.steps[1].scale = 3: missions.hunt.steps has rows [0] to [0]\n"},
        {"missions.hunt.steps[1]={ scale = 3; }",
         "--set: missions.hunt.steps[1] = { scale = 3; }: missions.hunt.steps has rows [0] to [0]\n"},
        {"missions.hunt.weight.x=3",
         "--set: missions.hunt.weight = { x = 3; }: must be a number, such as 0.4 or \"40 %\"\n"},
        {"missions..hunt=3",
         "--set: missions..hunt = 3: not a path; one reads missions.bmd-soj.steps[1].scale\n"},
        {"missions.hunt.=3",
         "--set: missions.hunt. = 3: not a path; one reads missions.bmd-soj.steps[1].scale\n"},
        {"[0]=3", "--set: [0] = 3: not a path; one reads missions.bmd-soj.steps[1].scale\n"},
        {"missions.hunt.steps[x]=3",
         "--set: missions.hunt.steps[x] = 3: not a path; one reads missions.bmd-soj.steps[1].scale\n"},
        {"missions.hunt.steps[0=3",
         "--set: missions.hunt.steps[0 = 3: not a path; one reads missions.bmd-soj.steps[1].scale\n"},
        {"a b=3", "--set: a b = 3: not a path; one reads missions.bmd-soj.steps[1].scale\n"},
        {"seed=3000000000",
         "--set: seed = 3000000000: a whole number beyond 32 bits needs an L: 3000000000L\n"},
        {"missions.hunt.weight=1e999",
         "--set: missions.hunt.weight = 1e999: is beyond the range of real numbers\n"},
        {"hunt=3", "--set: hunt: no such key\n"},
    };
    FILES_EXPECT_CASES(cases);
}
END_TEST

TL_TEST_MAIN(change, takes_values, unsets, refuses_paths)
