#include "test.h"

#include "model/run.h"
#include "scenario/mistake.h"

/* Ships at P carry those who come to the quay to the isle. */
#define WORLD PLACED("", "")
#define PLACED(quay_more, isle_more)                                                                         \
    "places = { town = { kind = \"city\"; at = [1.0, 1.0]; }; quay = { kind = \"port\"; at = [0.0, "         \
    "1.0]; " quay_more " };\n"                                                                               \
    "  isle = { kind = \"port\"; at = [0.0, 3.0]; " isle_more " }; };\n"                                     \
    "lanes = { road = { from = \"town\"; to = \"quay\"; domain = \"land\"; length = \"60 km\"; capacity = "  \
    "\"900 persons/h\"; speed = \"60 km/h\"; };\n"                                                           \
    "  spare = { from = \"town\"; to = \"isle\"; domain = \"land\"; length = \"60 km\"; capacity = \"9 "     \
    "persons/h\"; }; };\n"                                                                                   \
    "corridors = { way = { from = \"town\"; to = \"quay\"; over = [\"road\"]; }; };\n"                       \
    "classes = { ferry = { domain = \"sea\"; speed = \"18 kn\"; gives = { lift = 450.0; }; endurance = "     \
    "\"14 d\"; }; };\n"                                                                                      \
    "assets = { s = { class = \"ferry\"; partner = \"blue\"; home = \"p\"; }; };\n"
#define FOLK(name, origin, more)                                                                             \
    name " = { nationality = \"n\"; origin = \"" origin "\"; persons = 1000; " more " };"
#define DUE "due = ( { at = \"5 d\"; share = 1.0; } ); "
#define LIFT(groups, more)                                                                                   \
    "missions = { out = { kind = \"lift\"; theatre = \"neo\"; area = \"quay\"; haven = \"isle\"; groups = "  \
    "[" groups "]; needs = { lift = 450.0; }; partners = [\"blue\"]; " DUE more " }; };\n"
#define BUS(more)                                                                                            \
    "services = { bus = { from = \"quay\"; haven = \"isle\"; every = \"1 d\"; seats = 5; takes = \"1 "       \
    "h\"; " more " }; };\n"

/* The notes on the world with an overlay, a line each without file and line, are exactly these. */
static void expect(const char *overlay, const char *expected)
{
    struct run run = run_build(run_world, overlay);
    struct tl_mistakes notes = {0};
    struct tl_error lines = {0};
    struct tl_text out = {0};
    tl_text_add(&out, "");
    tl_model_note(run.model, &notes);
    tl_mistakes_tell(&notes, &lines);
    for (size_t i = 0; i < lines.count; i++) {
        tl_text_print(&out, "%s\n", strstr(lines.lines[i], ": ") + 2);
    }
    ck_assert_str_eq(tl_text_get(&out), expected);
    tl_text_clear(&out);
    tl_error_clear(&lines);
    tl_mistakes_clear(&notes);
    run_clear(&run);
}

START_TEST(groups_that_nobody_takes_up)
{
    expect(WORLD "groups = { " FOLK("a", "town", "") " };\n" LIFT("\"a\"", ""), "");
    expect(WORLD "groups = { " FOLK("a", "town", "") FOLK("b", "town", "") FOLK("c", "isle", "")
               FOLK("d", "town", "flees = true;") FOLK("e", "p", "") " };\n" LIFT("\"a\"", ""),
           "groups.b: nobody takes them up at quay: no lift mission or service there is for them\n"
           "groups.e: nobody takes them up at p: no lift mission or service there is for them\n");
    expect(WORLD "groups = { " FOLK("a", "town", "")
               FOLK("b", "town", "") " };\n" LIFT("\"a\"", "also = [\"b\"];"),
           "");
    expect(WORLD "groups = { " FOLK("a", "town", "") FOLK("b", "town", "") " };\n" LIFT("\"a\"", "") BUS(""),
           "");
    expect(
        WORLD "groups = { " FOLK("a", "town", "")
            FOLK("b", "town", "corridors = { way = 1.0; };") " };\n" LIFT("\"a\"", "")
                BUS("groups = [\"a\"];"),
        "groups.b.corridors.way = 1.0: nobody takes them up at quay: no lift mission or service there is for "
        "them\n");
}
END_TEST

START_TEST(groups_that_never_set_out)
{
    expect(WORLD "groups = { " FOLK("a", "town", "") FOLK("b", "quay", "stay = 1.0;")
               FOLK("c", "quay", "mobilisation = ( { at = \"1 d\"; share = 0.0; } );")
                   FOLK("d", "quay", "mobilisation = ( { at = \"20 d\"; share = 1.0; } );") " };\n" LIFT(
                       "\"a\", \"d\"", ""),
           "groups.b.stay = 1.0: nobody of them ever sets out\n"
           "groups.c.mobilisation = ({ at = \"1 d\"; share = 0.0; }): nobody of them ever sets out\n"
           "groups.d.mobilisation = ({ at = \"20 d\"; share = 1.0; }): nobody of them sets out before the "
           "horizon, 20 d\n");
}
END_TEST

/* Of a lot, nobody sets out before all of it is ready: somewhat more than a tenth and a fifth stay back. */
START_TEST(ramps_that_end_too_early)
{
    expect(
        WORLD "groups = { " FOLK("a", "quay", "mobilisation = ( { at = \"1 d\"; share = 0.9; } );") FOLK(
            "b", "quay", "stay = 0.5; mobilisation = ( { at = \"1 d\"; share = 0.8; } );")
            FOLK("c", "quay", "stay = 0.5; mobilisation = ( { at = \"1 d\"; share = 1.0; } );") " };\n" LIFT(
                "\"a\", \"b\", \"c\"", ""),
        "corridors.way: nobody takes it: no group has a share of it\n"
        "groups.a.mobilisation = ({ at = \"1 d\"; share = 0.9; }): 109 of the 1000 who leave never set "
        "out: its last share is below 1; those who stay are given by the key \"stay\"\n"
        "groups.b.mobilisation = ({ at = \"1 d\"; share = 0.8; }): 104 of the 500 who leave never set "
        "out: its last share is below 1; those who stay are given by the key \"stay\"\n");
}
END_TEST

#define CUT(lane) "injects = { x = { kind = \"close-lane\"; lane = \"" lane "\"; at = \"1 d\"; }; };\n"

START_TEST(ways_and_lifts_that_nobody_takes)
{
    expect(WORLD "groups = { " FOLK("a", "quay", "") " };\n" LIFT("\"a\"", ""),
           "corridors.way: nobody takes it: no group has a share of it\n");
    expect(WORLD "groups = { " FOLK("a", "town", "flees = true;")
               FOLK("b", "p", "") " };\n" LIFT("\"b\"", ""),
           "groups.b: nobody takes them up at p: no lift mission or service there is for them\n"
           "missions.out.area = \"quay\": has nobody to carry: none of its groups comes there\n");
    expect(WORLD
           "groups = { " FOLK("a", "town", "") " };\n" LIFT("\"a\"", "set-up = \"1 h\"; handover = \"1 h\";"),
           "missions.out.set-up = \"1 h\": says nothing of a lift mission\n"
           "missions.out.handover = \"1 h\": says nothing of a lift mission\n");
    expect(WORLD "groups = { " FOLK("a", "town", "") " };\n" LIFT("\"a\"", "") CUT("spare"),
           "injects.x.lane = \"spare\": changes nothing: no corridor leads over it\n");
    expect(WORLD "groups = { " FOLK("a", "town", "") " };\n" LIFT("\"a\"", "") CUT("road"), "");
}
END_TEST

#define UNPLANNED(weight)                                                                                    \
    "missions = { out = { kind = \"lift\"; theatre = \"neo\"; area = \"quay\"; haven = \"isle\"; groups = "  \
    "[\"a\"]; "                                                                                              \
    "needs = { lift = 450.0; }; partners = [\"blue\"]; weight = " weight                                     \
    "; }; " RUN_MISSION("x", "a", "0.0", "") " };\n"

START_TEST(lifts_without_a_plan)
{
    expect(WORLD "groups = { " FOLK("a", "town", "") " };\n" UNPLANNED("1.0"),
           "missions.out: nobody is ever due, so that its coverage is always 1\n");
    expect(WORLD "groups = { " FOLK("a", "town", "") " };\n" UNPLANNED("0.0"), "");
}
END_TEST

#define CARRIED                                                                                              \
    "groups = { " FOLK("a", "town", "") FOLK("b", "quay", "stay = 0.5;")                                     \
        FOLK("c", "town", "flees = true;") " };\n" LIFT("\"a\", \"b\"", "")
#define ONWARD                                                                                               \
    "services = { on = { from = \"isle\"; haven = \"p\"; every = \"1 d\"; seats = 5; takes = \"1 h\"; }; "   \
    "};\n"
#define OPENS(place, at) "injects = { x = { kind = \"open\"; place = \"" place "\"; at = \"" at "\"; }; };\n"

/* 1000 of a and 500 of b may come to the isle. */
START_TEST(havens_that_fill)
{
    expect(PLACED("", "capacity = 1499;") CARRIED,
           "places.isle.capacity = 1499: is less than the 1500 who may come, and nobody leaves: give the key "
           "\"disperses\", or a lift mission or service from there\n");
    expect(PLACED("", "capacity = 1500;") CARRIED, "");
    expect(PLACED("", "capacity = 1499; disperses = \"1 persons/h\";") CARRIED, "");
    expect(PLACED("", "capacity = 1499;") CARRIED ONWARD, "");
}
END_TEST

START_TEST(places_that_stay_closed)
{
    static const char waits[] =
        "places.quay.open = false: keeps people waiting there: nothing ever opens it\n";
    static const char sails[] =
        "places.isle.open = false: keeps people from being landed there: nothing ever opens it\n";
    expect(PLACED("open = false;", "") CARRIED, waits);
    expect(PLACED("open = false;", "") CARRIED OPENS("quay", "3 d"), "");
    expect(PLACED("open = false;", "") "groups = { " FOLK(
               "c", "town", "flees = true;") " };\n"
                                             "missions = { " RUN_MISSION("x", "a", "0.0", "") " };\n",
           "classes.ferry.gives.lift = 450.0: no mission needs it\n");
    expect(PLACED("", "open = false;") CARRIED, sails);
    expect(PLACED("", "open = false;") CARRIED OPENS("isle", "3 d"), "");
}
END_TEST

START_TEST(services_that_never_depart)
{
    static const char *const cases[][2] = {
        {"", ""},
        {"first = \"20 d\";", "services.bus.first = \"20 d\": never departs before the horizon, 20 d\n"},
        {"while = \"day() > 20\";",
         "services.bus.while = \"day() > 20\": never departs before the horizon, 20 d\n"},
        {"while = \"day() > 5\"; last = \"5 d\";",
         "services.bus.while = \"day() > 5\": never departs before the horizon, 20 d\n"},
        {"while = \"day() >= 5\"; last = \"5 d\";", ""},
        {"while = \"waiting(\\\"quay\\\") > 1000\";", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tl_text overlay = {0};
        tl_text_print(&overlay, WORLD "groups = { " FOLK("a", "town", "") " };\n" LIFT("\"a\"", "") BUS("%s"),
                      cases[i][0]);
        expect(tl_text_get(&overlay), cases[i][1]);
        tl_text_clear(&overlay);
    }
}
END_TEST

#define CLEAR(more)                                                                                          \
    "missions = { dig = { kind = \"work\"; theatre = \"line\"; area = \"area-a\"; partners = [\"blue\"]; "   \
    "needs = { "                                                                                             \
    "presence = 1.0; }; amount = 3.0; parts = ( { amount = 1.0; place = \"quay\"; } ); " more " }; };\n"

START_TEST(work_that_opens_nothing)
{
    static const char ship[] = "places = { quay = { kind = \"port\"; at = [0.0, 1.0]; %s}; };\n"
                               "assets = { " RUN_SHIP("s", "") " };\n%s";
    static const char *const cases[][3] = {
        {"", CLEAR(""),
         "missions.dig.parts[0].place = \"quay\": opens nothing: it is open from the start, and nothing "
         "closes it\n"},
        {"open = false; ", CLEAR(""), ""},
        {"", CLEAR("while = \"day() > 1\";"), ""},
        {"", CLEAR("") "injects = { x = { kind = \"close\"; place = \"quay\"; at = \"1 d\"; }; };\n", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tl_text overlay = {0};
        tl_text_print(&overlay, ship, cases[i][0], cases[i][1]);
        expect(tl_text_get(&overlay), cases[i][2]);
        tl_text_clear(&overlay);
    }
}
END_TEST

TL_TEST_MAIN(note_people, ramps_that_end_too_early, groups_that_nobody_takes_up, groups_that_never_set_out,
             ways_and_lifts_that_nobody_takes, lifts_without_a_plan, havens_that_fill,
             places_that_stay_closed, services_that_never_depart, work_that_opens_nothing)
