#include "test.h"

#include "model/run.h"

static const char overlay[] =
    "headline = [\"line\"];\n"
    "partners = { blue = { weights = { c = 0.5; }; }; red = { capital = \"p\"; rank = 2; policy = "
    "\"greedy\"; weights = { a = 0.0; c = 0.0; }; }; };\n"
    "classes = { ship = { gives = { presence = 1.5; lift = 3.0; }; }; };\n"
    "phases = { hot = { at = \"1 d\"; }; };\n"
    "assets = { " RUN_SHIP(
        "s", "count = 2;") " };\n"
                           "missions = { " RUN_MISSION("a", "a", "1.0", "weight = 3.0;")
                               RUN_MISSION("c", "c", "1.0",
                                           "") "\n"
                                               "  far = { kind = \"station\"; theatre = \"rim\"; area = "
                                               "\"area-b\"; partners = [\"blue\"]; weight = 2.0;\n"
                                               "    needs = { presence = 1.0; lift = 1.0; }; };\n"
                                               "  odd = { kind = \"station\"; theatre = \"rim\"; area = "
                                               "\"area-b\"; partners = [\"blue\"]; weight = 0.0; }; };\n";

static const struct tl_roster_index *find_index(const struct tl_roster *roster, const char *name)
{
    for (size_t i = 0; i < roster->index_count; i++) {
        if (strcmp(roster->indexes[i].name, name) == 0) {
            return &roster->indexes[i];
        }
    }
    return NULL;
}

enum { A, C, FAR, ODD };

START_TEST(indexes)
{
    struct run run = run_build(run_world, overlay);
    const struct tl_roster *roster = &run.model->roster;
    ck_assert_str_eq(roster->indexes[0].name, "headline");
    const struct tl_roster_index *index = &roster->indexes[0];
    ck_assert_double_eq(index->weights[A], 3);
    ck_assert_double_eq(index->weights[C], 1);
    ck_assert_double_eq(index->weights[FAR], 0); /* off the headline */
    ck_assert_double_eq(index->weight_sum, 4);
    index = find_index(roster, "rim");
    ck_assert_ptr_nonnull(index);
    ck_assert_double_eq(index->weights[FAR], 2);
    ck_assert_double_eq(index->weights[A], 0);
    ck_assert_double_eq(index->weight_sum, 2);
    index = find_index(roster, "blue"); /* a factor a mission */
    ck_assert_ptr_nonnull(index);
    ck_assert_double_eq(index->weights[A], 3);
    ck_assert_double_eq(index->weights[C], 0.5);
    ck_assert_double_eq(index->weight_sum, 3.5);
    ck_assert_ptr_null(find_index(roster, "line")); /* it is the headline */
    ck_assert_ptr_null(find_index(roster, "red"));  /* nothing weighs anything to it */
    ck_assert_uint_eq(roster->index_count, 3);
    run_clear(&run);
}
END_TEST

START_TEST(without_a_list_every_theatre_is_headline)
{
    struct run run = run_build(
        run_world,
        "assets = { " RUN_SHIP(
            "s", "") " };\n"
                     "missions = { " RUN_MISSION(
                         "a", "a", "1.0",
                         "weight = 3.0;") "\n"
                                          "  far = { kind = \"station\"; theatre = \"rim\"; area = "
                                          "\"area-b\"; partners = [\"blue\"]; weight = 2.0; }; };\n");
    ck_assert_double_eq(run.model->roster.indexes[0].weight_sum, 5);
    ck_assert_uint_eq(run.model->roster.index_count, 2); /* and blue's */
    run_clear(&run);
}
END_TEST

START_TEST(names_and_facts)
{
    struct run run = run_build(run_world, overlay);
    const struct tl_roster *roster = &run.model->roster;
    ck_assert_str_eq(roster->program, "trilat " TL_VERSION);
    ck_assert_str_eq(roster->scenario, "test");
    ck_assert_str_eq(roster->title, "world");
    ck_assert_str_eq(roster->hash, run.scenario->hash);
    ck_assert_int_eq(roster->horizon_s, 20 * 86400);
    ck_assert_uint_eq(roster->capabilities.count, 2);
    ck_assert_str_eq(roster->capabilities.items[0], "lift");
    ck_assert_str_eq(roster->capabilities.items[1], "presence");
    ck_assert_uint_eq(roster->phases.count, 1);
    ck_assert_str_eq(roster->phases.items[0], "hot");
    ck_assert_uint_eq(roster->asset_count, 2);
    ck_assert_str_eq(roster->assets[0].name, "s-1");
    ck_assert_str_eq(roster->assets[0].class_name, "ship");
    ck_assert_int_eq(roster->assets[0].gives_u[0], 3 * TL_MICRO);
    ck_assert_int_eq(roster->assets[0].gives_u[1], 3 * TL_MICRO / 2);
    ck_assert_str_eq(roster->missions[FAR].theatre, "rim");
    ck_assert_uint_eq(roster->missions[FAR].needs, 2);
    ck_assert_int_eq(roster->missions[FAR].need[0], 0);
    ck_assert_int_eq(roster->missions[FAR].need[1], 1);
    ck_assert_uint_eq(roster->missions[ODD].needs, 0);
    run_clear(&run);
}
END_TEST

TL_TEST_MAIN(roster, indexes, without_a_list_every_theatre_is_headline, names_and_facts)
