#include "scenario/chain.h"

#include <sys/stat.h>

#include "scenario/files.h"

static int64_t count_of(const struct tl_scenario *scenario)
{
    ck_assert_ptr_nonnull(scenario);
    return scenario->assets[0].count;
}

/* The count of boats after reading with these overlays and changes. */
static int64_t count_with(const char *spec, const char *const *with, const char *const *sets)
{
    struct tl_error err = {0};
    struct tl_scenario *scenario = files_try(spec, with, sets, &err);
    char *messages = files_messages(&err);
    ck_assert_str_eq(messages, "");
    free(messages);
    int64_t count = count_of(scenario);
    tl_scenario_destroy(scenario);
    return count;
}

static void put_chain(void)
{
    files_put("base.cfg", good_text); /* boat.count = 2 */
    ck_assert_int_eq(mkdir("over", 0777), 0);
    files_put("over/three.cfg", "base = \"../base.cfg\";\nassets = { boat = { count = 3; }; };\n");
    files_put("over/four.cfg", "base = \"three.cfg\";\nassets = { boat = { count = 4; }; };\n");
    files_put("five.cfg", "assets = { boat = { count = 5; }; };\n");
}

START_TEST(the_last_wins)
{
    files_enter();
    put_chain();
    ck_assert_int_eq(count_with("base.cfg", NULL, NULL), 2);
    ck_assert_int_eq(count_with("over/three.cfg", NULL, NULL), 3);
    ck_assert_int_eq(count_with("over/four.cfg", NULL, NULL), 4);
    ck_assert_int_eq(count_with("over/four.cfg", (const char *[]){"five.cfg", NULL}, NULL), 5);
    ck_assert_int_eq(count_with("base.cfg", (const char *[]){"five.cfg", "over/three.cfg", NULL}, NULL), 3);
    ck_assert_int_eq(count_with("base.cfg", (const char *[]){"over/three.cfg", "five.cfg", NULL}, NULL), 5);
    ck_assert_int_eq(count_with("base.cfg", (const char *[]){"five.cfg", NULL},
                                (const char *[]){"assets.boat.count=6", NULL}),
                     6);
    ck_assert_int_eq(
        count_with("base.cfg", NULL, (const char *[]){"assets.boat.count=6", "assets.boat.count=7", NULL}),
        7);
    ck_assert_int_eq(
        count_with("base.cfg", NULL, (const char *[]){"assets.boat.count=6", "assets.boat.count", NULL}), 1);
    ck_assert_int_eq(
        count_with("base.cfg", NULL, (const char *[]){"assets.boat.count", "assets.boat.count=6", NULL}), 6);
}
END_TEST

START_TEST(each_file_is_merged_once)
{
    files_enter();
    put_chain();
    /* four brings three along, but not the base again, which would undo five */
    files_put("five.cfg", "horizon = \"5 d\";\n");
    struct tl_error err = {0};
    struct tl_scenario *scenario =
        files_try("./base.cfg", (const char *[]){"five.cfg", "over/four.cfg", NULL}, NULL, &err);
    ck_assert_int_eq(count_of(scenario), 4);
    ck_assert_int_eq(scenario->top.horizon_s, 5 * TL_DAY_S);
    ck_assert_str_eq(tl_node_at(scenario->tree, "assets.boat.count")->origin.file, "over/four.cfg");
    ck_assert_str_eq(tl_node_at(scenario->tree, "horizon")->origin.file, "five.cfg");
    ck_assert_str_eq(tl_node_at(scenario->tree, "title")->origin.file, "./base.cfg");
    ck_assert_ptr_null(tl_node_at(scenario->tree, "base"));
    tl_scenario_destroy(scenario);
}
END_TEST

START_TEST(refuses_broken_chains)
{
    files_enter();
    put_chain();
    files_put("a.cfg", "base = \"b.cfg\";\n");
    files_put("b.cfg", "\nbase = \"c.cfg\";\n");
    files_put("c.cfg", "base = \"a.cfg\";\n");
    files_expect("a.cfg", "c.cfg:1: base = \"a.cfg\": files build on each other in a circle: a.cfg -> b.cfg "
                          "-> c.cfg -> a.cfg\n");
    files_put("self.cfg", "base = \"./self.cfg\";\n");
    files_expect(
        "self.cfg",
        "self.cfg:1: base = \"./self.cfg\": files build on each other in a circle: self.cfg -> ./self.cfg\n");
    files_put("lost.cfg", "base = \"absent.cfg\";\n");
    files_expect("lost.cfg", "lost.cfg:1: cannot read absent.cfg: No such file or directory\n");
    files_put("number.cfg", "base = 3;\n");
    files_expect("number.cfg", "number.cfg:1: base = 3: must be the name of a file, in quotes\n");
    files_put("other.cfg", good_text);
    files_put("stray.cfg", "base = \"other.cfg\";\n");
    files_expect_with("base.cfg", (const char *[]){"stray.cfg", NULL}, NULL,
                      "stray.cfg:1: base = \"other.cfg\": is not what base.cfg builds on\n");
    files_expect_with("base.cfg", (const char *[]){"absent.cfg", NULL}, NULL,
                      "absent.cfg: cannot read it: No such file or directory\n");
}
END_TEST

TL_TEST_MAIN(chain, the_last_wins, each_file_is_merged_once, refuses_broken_chains)
