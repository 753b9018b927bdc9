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

/* Ships at P and, as reinforcements, at area-c; aircraft on alert at P for what happens 2 degrees away. */
static const char busy[] =
    "headline = [\"line\"];\n"
    "places = { f = { kind = \"airfield\"; at = [0.0, 0.0]; }; };\n"
    "partners = { red = { capital = \"p\"; rank = 2; policy = \"greedy\"; order-delay = \"1 h\"; }; };\n"
    "classes = { fighter = { domain = \"air\"; speed = \"490 kn\"; gives = { watch = 1.0; };\n"
    "    endurance = \"3 h\"; turnaround = \"1 h\"; };\n"
    "  slow = { domain = \"air\"; speed = \"100 kn\"; gives = { watch = 1.0; };\n"
    "    endurance = \"9 h\"; turnaround = \"1 h\"; }; };\n"
    "assets = { f = { class = \"fighter\"; partner = \"red\"; home = \"f\"; };\n"
    "  g = { class = \"slow\"; partner = \"blue\"; home = \"f\"; };\n" RUN_SHIP("s", "") RUN_SHIP(
        "t",
        "available = \"1 d\"; at = \"area-c\";") " };\n"
                                                 "missions = { " RUN_MISSION("a", "a", "1.0", "") RUN_MISSION(
                                                     "b", "b", "1.0",
                                                     "") "\n"
                                                         "  alert = { kind = \"response\"; theatre = "
                                                         "\"line\"; area = \"area-c\"; base = \"f\";\n"
                                                         "    partners = [\"red\"]; needs = { watch = 2.0; "
                                                         "}; reaction = \"300 s\"; limit = \"1183 s\"; }; "
                                                         "};\n"
                                                         "incidents = { come = { mission = \"a\"; process = "
                                                         "\"poisson\"; rate = \"1 /d\"; ceiling = \"2 /d\";\n"
                                                         "    scene = \"1 h\"; };\n"
                                                         "  scramble = { mission = \"alert\"; process = "
                                                         "\"poisson\"; rate = \"1 /d\"; ceiling = \"2 /d\";\n"
                                                         "    takes = 2; scene = \"1 h\"; }; };\n";

START_TEST(incidents)
{
    struct run run = run_build(run_world, busy);
    const struct tl_roster *roster = &run.model->roster;
    ck_assert_uint_eq(roster->incident_count, 2);
    ck_assert_str_eq(roster->incidents[0].name, "come");
    ck_assert_str_eq(roster->missions[roster->incidents[0].mission].name, "a");
    ck_assert_ptr_null(roster->incidents[0].in_time); /* visits: nobody answers */
    ck_assert_int_eq(roster->incidents[1].takes, 2);
    ck_assert_ptr_nonnull(roster->incidents[1].in_time);
    ck_assert_str_eq(roster->assets[0].name, "f");
    ck_assert(roster->incidents[1].in_time[0]); /* 300 s and 883 s, to the second */
    ck_assert_str_eq(roster->assets[1].name, "g");
    ck_assert(!roster->incidents[1].in_time[1]);
    const struct tl_roster_mission *alert = &roster->missions[roster->incidents[1].mission];
    ck_assert_str_eq(alert->name, "alert");
    ck_assert_uint_eq(alert->kinds, 1);
    ck_assert_int_eq(alert->kind[0], 1);
    ck_assert_str_eq(roster->places.items[alert->post], "f");
    ck_assert(!alert->eligible[0] && alert->eligible[1]); /* blue and red */
    ck_assert_uint_eq(roster->missions[roster->incidents[0].mission].kinds, 0);
    run_clear(&run);
}
END_TEST

/* The reach of a class from a place to a mission, or TL_NONE where the roster has none. */
static int64_t find_reach(const struct tl_roster *roster, const char *mission, const char *class,
                          const char *place)
{
    int64_t reach_s = TL_NONE;
    for (size_t i = 0; i < roster->reach_count; i++) {
        const struct tl_roster_reach *row = &roster->reaches[i];
        if (strcmp(roster->missions[row->mission].name, mission) == 0 &&
            strcmp(row->class_name, class) == 0 && strcmp(roster->places.items[row->place], place) == 0) {
            ck_assert_int_eq(reach_s, TL_NONE); /* once */
            reach_s = row->reach_s;
        }
    }
    return reach_s;
}

START_TEST(reaches)
{
    struct run run = run_build(run_world, busy);
    const struct tl_roster *roster = &run.model->roster;
    ck_assert_int_eq(find_reach(roster, "a", "ship", "p"), 72129 + 21600);
    ck_assert_int_eq(find_reach(roster, "a", "ship", "area-c"), 48086 + 21600); /* where t starts */
    ck_assert_int_eq(find_reach(roster, "a", "ship", "area-b"),
                     120215 + 21600); /* the other mission's post */
    ck_assert_int_eq(find_reach(roster, "a", "ship", "area-a"), 21600);
    ck_assert_int_eq(find_reach(roster, "b", "ship", "p"), 48086 + 21600);
    ck_assert_int_eq(find_reach(roster, "alert", "fighter", "f"), 3600); /* the order's delay alone */
    ck_assert_int_eq(find_reach(roster, "alert", "ship", "p"), TL_NONE); /* gives nothing of it */
    ck_assert_int_eq(find_reach(roster, "alert", "slow", "f"), TL_NONE); /* blue may not serve it */
    ck_assert_int_eq(find_reach(roster, "a", "fighter", "p"), TL_NONE);
    for (size_t i = 1; i < roster->reach_count; i++) {
        ck_assert_int_le(roster->reaches[i - 1].mission, roster->reaches[i].mission);
    }
    run_clear(&run);
}
END_TEST

/* Nobody is in reach who could not be back in time: 24 degrees are 288,517 s, home again as many, and 604,800 s is all. */
START_TEST(reaches_end_with_endurance)
{
    struct run run = run_build(
        run_world,
        "assets = { " RUN_SHIP(
            "s", "") " };\n"
                     "places = { far = { kind = \"area\"; at = [0.0, 24.0]; }; };\n"
                     "missions = { " RUN_MISSION("a", "a", "1.0", "")
                         RUN_MISSION("b", "b", "1.0",
                                     "") "\n"
                                         "  far = { kind = \"station\"; theatre = \"line\"; area = \"far\"; "
                                         "partners = [\"blue\"]; needs = { presence = 1.0; }; }; };\n");
    const struct tl_roster *roster = &run.model->roster;
    ck_assert_int_eq(find_reach(roster, "far", "ship", "p"), 288517);
    ck_assert_int_eq(find_reach(roster, "far", "ship", "area-a"), 216388);
    ck_assert_int_eq(find_reach(roster, "far", "ship", "area-b"), TL_NONE);
    run_clear(&run);
}
END_TEST

/* Two ports and their lifts to one haven: groups come over a lane each, those of the second port live there. */
static const char ways[] =
    "places = { q = { kind = \"port\"; at = [0.0, 1.0]; }; r = { kind = \"port\"; at = [0.0, 3.0]; };\n"
    "  town = { kind = \"city\"; at = [0.0, 0.5]; }; };\n"
    "lanes = { high = { from = \"town\"; to = \"q\"; domain = \"land\"; length = \"50 km\"; speed = \"30 "
    "km/h\"; "
    "capacity = \"100 persons/h\"; };\n"
    "  low = { from = \"town\"; to = \"r\"; domain = \"land\"; length = \"50 km\"; speed = \"30 km/h\"; "
    "capacity = \"100 persons/h\"; }; };\n"
    "corridors = { road = { from = \"town\"; to = \"q\"; over = [\"high\"]; }; };\n"
    "groups = { folk = { nationality = \"blue\"; origin = \"town\"; persons = 10; };\n"
    "  others = { nationality = \"red\"; origin = \"r\"; persons = 10; }; };\n"
    "classes = { ship = { gives = { lift = 100.0; }; }; };\n"
    "assets = { " RUN_SHIP("s", "") " };\n"
                                    "weathers = { at-p = { places = [\"p\"]; domain = \"sea\"; speed = 0.5; "
                                    "calm = \"10 h\"; rough = \"5 h\"; };\n"
                                    "  at-q = { places = [\"q\"]; domain = \"sea\"; no-go = [\"ship\"]; calm "
                                    "= \"10 h\"; rough = \"5 h\"; };\n"
                                    "  gale = { places = [\"p\", \"q\", \"r\"]; domain = \"air\"; speed = "
                                    "0.5; calm = \"10 h\"; rough = \"5 h\"; };\n"
                                    "  snow = { places = []; lanes = [\"high\"]; domain = \"land\"; speed = "
                                    "0.5; calm = \"10 h\"; rough = \"5 h\"; }; };\n"
                                    "missions = { first = { kind = \"lift\"; theatre = \"line\"; area = "
                                    "\"q\"; haven = \"p\"; groups = [\"folk\"];\n"
                                    "    needs = { lift = 100.0; }; partners = [\"blue\"]; };\n"
                                    "  second = { kind = \"lift\"; theatre = \"line\"; area = \"r\"; haven = "
                                    "\"p\"; groups = [\"others\"];\n"
                                    "    needs = { lift = 100.0; }; partners = [\"blue\"]; };\n"
                                    "  " RUN_MISSION("third", "a", "1.0", "") " };\n";

/* The marked names, each with a blank behind it. */
static const char *list_marked(const struct tl_names *names, const bool *marks, char list[64])
{
    list[0] = '\0';
    for (size_t i = 0; i < names->count && marks; i++) {
        strcat(strcat(list, marks[i] ? names->items[i] : ""), marks[i] ? " " : "");
    }
    return list;
}

/* Over which lanes people come, to where they are taken, and whose weather it is: ships feel no gale in the air. */
START_TEST(ways_of_lifts)
{
    struct run run = run_build(run_world, ways);
    const struct tl_roster *roster = &run.model->roster;
    const struct tl_roster_mission *first = &roster->missions[0];
    const struct tl_roster_mission *second = &roster->missions[1];
    char list[64];
    ck_assert_str_eq(roster->places.items[first->haven], "p");
    ck_assert_str_eq(list_marked(&roster->lanes, first->lanes, list), "high ");
    ck_assert_str_eq(list_marked(&roster->weathers, first->weathers, list), "at-p at-q ");
    ck_assert_str_eq(list_marked(&roster->weathers, first->lane_weathers, list), "snow ");
    ck_assert_str_eq(list_marked(&roster->lanes, second->lanes, list), "");
    ck_assert_str_eq(list_marked(&roster->weathers, second->weathers, list), "at-p ");
    ck_assert_str_eq(list_marked(&roster->weathers, second->lane_weathers, list), "");
    ck_assert_int_eq(roster->missions[2].haven, TL_NONE);
    ck_assert_str_eq(list_marked(&roster->weathers, roster->missions[2].weathers, list), "");
    run_clear(&run);
}
END_TEST

TL_TEST_MAIN(roster, indexes, without_a_list_every_theatre_is_headline, names_and_facts, incidents, reaches,
             reaches_end_with_endurance, ways_of_lifts)
