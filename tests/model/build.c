#include "test.h"

#include "base/units.h"
#include "model/run.h"

#define SHIP    "assets = { " RUN_SHIP("s1", "") " };\n"
#define MISSION "missions = { " RUN_MISSION("a", "a", "1.0", "") " };\n"

START_TEST(unknown_policy)
{
    run_refuses(run_world, "partners = { blue = { policy = \"gready\"; }; };\n" SHIP MISSION,
                "partners.blue.policy = \"gready\": no such policy; did you mean greedy?");
    run_refuses(run_world, "partners = { blue = { policy = \"zzzzzzzz\"; }; };\n" SHIP MISSION,
                "no such policy; see trilat list policies");
}
END_TEST

START_TEST(unknown_mission_kind)
{
    run_refuses(run_world,
                SHIP "missions = { a = { kind = \"staton\"; theatre = \"line\"; area = \"area-a\";"
                     " partners = [\"blue\"]; }; };\n",
                "missions.a.kind = \"staton\": no such kind of mission; did you mean station?");
}
END_TEST

START_TEST(a_mission_out_of_reach)
{
    /* 2 x 72,129 s there and back, and 21,600 s of set-up: one second of use is what is left of 165,859 s */
    run_refuses(
        run_world, "classes = { ship = { endurance = \"165858 s\"; }; };\n" SHIP MISSION,
        "missions.a: nobody can serve it: no asset that gives presence has the endurance to reach area-a");
    struct run run =
        run_build(run_world, "classes = { ship = { endurance = \"165859 s\"; }; };\n" SHIP MISSION);
    run_clear(&run);
}
END_TEST

START_TEST(a_take_that_finds_too_few)
{
    static const char format[] =
        "diversions = { d = { partner = \"%s\"; when = \"day() > 1\"; to = \"a\";\n"
        "  pick = \"nearest\"; take = ( { %s } ); }; };\n"
        "partners = { red = { capital = \"p\"; rank = 2; policy = \"greedy\"; }; };\n" SHIP
        "missions = { a = { kind = \"station\"; theatre = \"line\"; area = \"area-a\";\n"
        "  partners = [\"blue\", \"red\"]; needs = { presence = 1.0; }; }; };\n";
    static const struct {
        const char *partner, *take, *part;
    } cases[] = {
        {"blue", "count = 2;", "take[0].count = 2: only 1 fit"},
        {"red", "count = 1;", "red has no asset that fits"},
        {"blue", "from = \"area-a\";", "blue has no asset that fits"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tl_text overlay = {0};
        tl_text_print(&overlay, format, cases[i].partner, cases[i].take);
        run_refuses(run_world, tl_text_get(&overlay), cases[i].part);
        tl_text_clear(&overlay);
    }
}
END_TEST

START_TEST(a_diversion_to_a_mission_that_it_may_not_serve)
{
    run_refuses(
        run_world,
        "partners = { red = { capital = \"p\"; rank = 2; policy = \"greedy\"; }; };\n"
        "assets = { " RUN_SHIP("s1", "") " r1 = { class = \"ship\"; partner = \"red\"; home = \"p\"; }; };\n"
                                         "diversions = { d = { partner = \"red\"; when = \"day() > 1\"; to = "
                                         "\"a\"; pick = \"nearest\"; take = ( { } ); }; };\n" MISSION,
        "red may not serve this mission");
}
END_TEST

START_TEST(conditions_are_told_with_their_path)
{
    run_refuses(
        run_world,
        "diversions = { d = { partner = \"blue\"; when = \"day() > 1\"; until = \"dy() > 2\"; to = \"a\";\n"
        "  pick = \"nearest\"; take = ( { } ); }; };\n" SHIP MISSION,
        "diversions.d.until");
}
END_TEST

/* A list of rows or capabilities that is too long. */
static void print_many(struct tl_text *out, const char *format, int count)
{
    for (int i = 0; i < count; i++) {
        tl_text_print(out, i > 0 ? ", " : "%s", "");
        tl_text_print(out, "%s", format);
    }
}

START_TEST(more_than_fits)
{
    struct tl_text overlay = {0};
    tl_text_add(&overlay, "diversions = { d = { partner = \"blue\"; when = \"day() > 1\"; to = \"a\";\n"
                          "  pick = \"nearest\"; take = ( ");
    print_many(&overlay, "{ }", TL_TAKES_MAX + 1);
    tl_text_add(&overlay, " ); }; };\n" SHIP MISSION);
    run_refuses(run_world, tl_text_get(&overlay), "diversions.d: has more than 8 rows of take");
    tl_text_reset(&overlay);
    tl_text_add(&overlay, "classes = { ship = { gives = { ");
    for (int i = 0; i <= TL_NEEDS_MAX; i++) {
        tl_text_print(&overlay, "c%d = 1.0; ", i);
    }
    tl_text_add(&overlay, "}; }; };\n" SHIP "missions = { a = { kind = \"station\"; theatre = \"line\";"
                          " area = \"area-a\"; partners = [\"blue\"]; needs = { ");
    for (int i = 0; i <= TL_NEEDS_MAX; i++) {
        tl_text_print(&overlay, "c%d = 1.0; ", i);
    }
    tl_text_add(&overlay, "}; }; };\n");
    run_refuses(run_world, tl_text_get(&overlay), "missions.a: needs more than 8 capabilities at once");
    tl_text_clear(&overlay);
}
END_TEST

START_TEST(all_mistakes_are_told_at_once)
{
    struct tl_error err = {0};
    struct tl_scenario *scenario = run_read(run_world,
                                            "partners = { blue = { policy = \"gready\"; }; }; classes = { "
                                            "ship = { endurance = \"1 h\"; }; };\n" SHIP MISSION,
                                            &err);
    ck_assert_ptr_nonnull(scenario);
    ck_assert_ptr_null(tl_model_build(scenario, &err));
    ck_assert_uint_eq(err.count, 2);
    tl_error_clear(&err);
    tl_scenario_destroy(scenario);
}
END_TEST

START_TEST(counts_expand_and_sort_by_name)
{
    struct run run =
        run_build(run_world, "assets = { " RUN_SHIP("s", "count = 11;") RUN_SHIP("s0", "") " };\n" MISSION);
    static const char *const names[] = {"s-1", "s-10", "s-11", "s-2", "s-3", "s-4",
                                        "s-5", "s-6",  "s-7",  "s-8", "s-9", "s0"};
    ck_assert_uint_eq(run.model->asset_count, 12);
    for (size_t i = 0; i < 12; i++) {
        ck_assert_str_eq(run.model->assets[i].name, names[i]);
    }
    run_clear(&run);
}
END_TEST

START_TEST(an_asset_on_a_mission_starts_in_its_area)
{
    struct run run = run_build(run_world, "assets = { " RUN_SHIP("s1", "at = \"a\";") " };\n" MISSION);
    ck_assert_str_eq(run.model->places[run.model->assets[0].start_place].name, "area-a");
    ck_assert_str_eq(run.model->places[run.model->assets[0].home].name, "p");
    run_clear(&run);
}
END_TEST

/* A leg of any length takes its time, even where a whole number of 32 bits would not hold the seconds. */
START_TEST(the_slowest_leg_is_not_cut)
{
    static const char overlay[] =
        "sea-route-factor = 5.0;\n"
        "places = { z = { kind = \"port\"; at = [0.0, 179.0]; }; };\n"
        "classes = { ship = { speed = \"0.02 kn\"; endurance = \"30000 d\"; }; };\n" SHIP
        "missions = { n = { kind = \"station\"; theatre = \"line\"; area = \"p\"; partners = [\"blue\"]; "
        "needs = { presence = 1.0; }; }; };\n";
    struct run run = run_build(run_world, overlay);
    size_t places = run.model->place_count;
    ck_assert_int_gt(run.model->leg_s[places * places - 2], INT32_MAX); /* from Z to P */
    for (size_t i = 0; i < places * places; i++) {
        ck_assert_int_eq(run.model->leg_s[i],
                         tl_leg_seconds(run.model->leg_m[i], run.model->classes[0].speed_mps));
    }
    run_clear(&run);
}
END_TEST

START_TEST(a_take_may_name_members)
{
    struct run run = run_build(
        run_world,
        "assets = { " RUN_SHIP("s", "count = 3;") RUN_SHIP(
            "t", "") " };\n"
                     "diversions = { d = { partner = \"blue\"; when = \"day() > 1\"; to = \"a\"; pick = "
                     "\"nearest\";\n"
                     "  take = ( { assets = [\"s-3\", \"t\"]; }, { assets = [\"s\"]; } ); }; };\n" MISSION);
    static const bool fits[2][4] = {{false, false, true, true},
                                    {true, true, true, false}}; /* s-1, s-2, s-3, t */
    for (size_t i = 0; i < 2; i++) {
        ck_assert_int_eq(run.model->diversions[0].takes[i].count, i == 0 ? 2 : 3);
        for (size_t k = 0; k < 4; k++) {
            ck_assert_int_eq(run.model->diversions[0].takes[i].fits[k], fits[i][k]);
        }
    }
    run_clear(&run);
}
END_TEST

/* The rate of an incident process, its further keys, and how much its ceiling would have to be: NULL, it is enough. */
START_TEST(ceilings_that_would_cut_a_rate)
{
    static const struct {
        const char *keys, *told;
    } cases[] = {
        {"rate = \"2.2 /d\"; ceiling = \"2.2 /d\";", NULL},
        {"rate = \"2.21 /d\"; ceiling = \"2.2 /d\";", "would cut the rate: give at least 2.21 /d"},
        {"rate = \"2 /d\"; ceiling = \"3.9 /d\"; steps = ( { from = \"1 d\"; scale = 2; } );",
         "would cut the rate: give at least 4.00 /d"},
        {"rate = \"2 /d\"; ceiling = \"1 /d\"; steps = ( { from = \"0 d\"; scale = 0.5; } );", NULL},
        {"rate = \"uncertain(1 /d, 2 /d, 3 /d)\"; ceiling = \"2 /d\";", "give at least 3.00 /d"},
        {"rate = \"1 /d\"; ceiling = \"2 /d\"; steps = ( { from = \"1 d\"; scale = \"uncertain(1, 2, 2.5)\"; "
         "} );",
         "give at least 2.50 /d"},
        {"process = \"markov\"; ceiling = \"2 /h\"; states = ( { name = \"a\"; rate = \"1 /h\"; stay = \"1 "
         "d\"; },"
         " { name = \"b\"; rate = \"3 /h\"; stay = \"1 d\"; } );",
         "would cut the rate: give at least 72.0 /d"},
        {"rate = \"0 /d\"; ceiling = \"1 /d\";", NULL},
        {"rate = \"5e-10 /s\"; ceiling = \"4e-10 /s\";", "is less than one in 10^9 s"},
        /* a gamma variable of shape 4 and mean 1 exceeds 5.33761 with a probability of 10^-6 */
        {"process = \"gamma-mixed\"; spread = 0.5; rate = \"2 /d\"; ceiling = \"10.68 /d\";", NULL},
        {"process = \"gamma-mixed\"; spread = 0.5; rate = \"2 /d\"; ceiling = \"10.67 /d\";",
         "would cut the rate of more than one quarter in a million: give at least 10.7 /d"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tl_text overlay = {0};
        tl_text_print(&overlay, SHIP MISSION "incidents = { x = { mission = \"a\"; %s }; };\n",
                      cases[i].keys);
        if (cases[i].told != NULL) {
            run_refuses(run_world, tl_text_get(&overlay), cases[i].told);
        } else {
            struct run run = run_build(run_world, tl_text_get(&overlay));
            run_clear(&run);
        }
        tl_text_clear(&overlay);
    }
}
END_TEST

/* From p to area-c it is 24,043 s at 18 kn; s has two, and half a day of endurance would bring it there but not back. */
START_TEST(incidents_that_nobody_can_answer)
{
    static const struct {
        const char *takes, *limit, *endurance, *told;
    } cases[] = {
        {"3", "24103 s", "7 d", NULL},
        {"1", "24102 s", "7 d",
         "incidents.x: nobody can answer it: the quickest, ship, needs 6 h 41 min 43 s of a limit of 6 h 41 "
         "min 42 s: "
         "reaction 1 min, leg 6 h 40 min 43 s"},
        {"1", "24103 s", "12 h",
         "incidents.x: nobody can answer it: the quickest, ship, needs 13 h 21 min 26 s there and back of an "
         "endurance of 12 h"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tl_text overlay = {0};
        tl_text_print(
            &overlay,
            "classes = { ship = { endurance = \"%s\"; }; };\n"
            "assets = { " RUN_SHIP("s", "count = 2;") " };\n"
                                                      "missions = { r = { kind = \"response\"; theatre = "
                                                      "\"line\"; area = \"area-a\"; base = \"p\";\n"
                                                      "  partners = [\"blue\"]; reaction = \"60 s\"; limit = "
                                                      "\"%s\"; needs = { presence = 1; }; }; };\n"
                                                      "incidents = { x = { mission = \"r\"; area = "
                                                      "\"area-c\"; takes = %s; rate = \"1 /d\"; "
                                                      "ceiling = \"1 /d\"; }; };\n",
            cases[i].endurance, cases[i].limit, cases[i].takes);
        if (cases[i].told != NULL) {
            run_refuses(run_world, tl_text_get(&overlay), cases[i].told);
        } else {
            struct run run = run_build(run_world, tl_text_get(&overlay));
            ck_assert_int_eq(run.model->incidents[0].leg_s[0], 24043);
            run_clear(&run);
        }
        tl_text_clear(&overlay);
    }
}
END_TEST

/* TL_NEEDS_MAX kinds of incident fit into the coverage of a mission. */
START_TEST(more_incidents_than_fit)
{
    struct tl_text overlay = {0};
    tl_text_add(
        &overlay,
        SHIP "missions = { r = { kind = \"response\"; theatre = \"line\"; area = \"area-a\"; base = \"p\";\n"
             "  partners = [\"blue\"]; needs = { presence = 1; }; }; };\nincidents = {\n");
    for (int i = 0; i <= TL_NEEDS_MAX; i++) {
        tl_text_print(&overlay, "x%d = { mission = \"r\"; rate = \"1 /d\"; ceiling = \"1 /d\"; };\n", i);
    }
    tl_text_add(&overlay, "};\n");
    run_refuses(run_world, tl_text_get(&overlay), "missions.r: has more than 8 incident processes");
    tl_text_clear(&overlay);
}
END_TEST

START_TEST(a_replay_has_no_rate_to_scale)
{
    struct run_file file = run_open_text("1 d\n");
    struct tl_text overlay = {0};
    tl_text_print(&overlay,
                  SHIP MISSION
                  "incidents = { x = { mission = \"a\"; process = \"replay\"; dates = \"%s\"; }; };\n"
                  "injects = { i = { kind = \"scale-rate\"; incident = \"x\"; at = \"1 d\"; scale = "
                  "2; }; };\n",
                  file.path);
    run_refuses(run_world, tl_text_get(&overlay), "injects.i: x is a replay, which has no rate to scale");
    tl_text_clear(&overlay);
    close(file.fd);
}
END_TEST

TL_TEST_MAIN(build, incidents_that_nobody_can_answer, more_incidents_than_fit, ceilings_that_would_cut_a_rate,
             a_replay_has_no_rate_to_scale, unknown_policy, unknown_mission_kind, a_mission_out_of_reach,
             a_take_that_finds_too_few, a_diversion_to_a_mission_that_it_may_not_serve,
             conditions_are_told_with_their_path, more_than_fits, all_mistakes_are_told_at_once,
             counts_expand_and_sort_by_name, an_asset_on_a_mission_starts_in_its_area,
             the_slowest_leg_is_not_cut, a_take_may_name_members)
