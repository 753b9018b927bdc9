/* A small scenario with people, for the tests of this room: an overlay of the good one. */
#ifndef TL_TEST_SCENARIO_EVACUATION_H
#define TL_TEST_SCENARIO_EVACUATION_H

#include "scenario/files.h"

static const char evacuation_text[] =
    "base = \"good.cfg\";\n"
    "places = {\n"
    "  town = { kind = \"city\"; at = [36.5, 128.5]; };\n"
    "  ford = { kind = \"city\"; at = [36.2, 128.7]; };\n"
    "  isle = { kind = \"port\"; at = [34, 130]; capacity = 900; };\n"
    "};\n"
    "lanes = {\n"
    "  north = { from = \"town\"; to = \"ford\"; domain = \"land\"; length = \"50 km\"; capacity = \"900 "
    "persons/h\"; speed = \"50 km/h\"; };\n"
    "  south = { from = \"port\"; to = \"ford\"; domain = \"land\"; length = \"50 km\"; capacity = \"900 "
    "persons/h\"; speed = \"50 km/h\"; };\n"
    "  track = { from = \"town\"; to = \"sea\"; domain = \"sea\"; length = \"50 km\"; };\n"
    "};\n"
    "corridors = { road = { from = \"town\"; to = \"port\"; over = [\"north\", \"south\"]; }; };\n"
    "groups = {\n"
    "  folk = { nationality = \"here\"; origin = \"town\"; persons = 1000; };\n"
    "  guests = { nationality = \"there\"; origin = \"port\"; persons = 500; };\n"
    "  crowd = { nationality = \"here\"; origin = \"town\"; persons = 9000; flees = true; };\n"
    "};\n"
    "classes = { ferry = { domain = \"sea\"; speed = \"18 kn\"; gives = { lift = 450; }; endurance = \"14 "
    "d\"; }; };\n"
    "assets = { liner = { class = \"ferry\"; partner = \"us\"; home = \"port\"; count = 2; }; };\n"
    "services = { bus = { from = \"port\"; haven = \"isle\"; every = \"1 d\"; seats = 50; takes = \"3 h\"; "
    "}; };\n"
    "consents = { entry = { asker = \"us\"; giver = \"japan\"; when = \"day() > 1\"; answers = ( { full = "
    "1.0; } ); }; };\n"
    "postures = { rival = { states = [\"low\", \"high\"]; ceiling = \"1 /d\"; moves = ( { from = \"low\"; to "
    "= \"high\"; rate = \"0.1 /d\"; } ); }; };\n"
    "gauges = { trust = { start = 0.5; moves = ( { when = \"day() > 2\"; by = 0.1; } ); }; };\n"
    "weathers = { strait = { places = [\"port\"]; domain = \"sea\"; calm = \"9 d\"; rough = \"1 d\"; }; };\n"
    "missions = {\n"
    "  ferry-out = { kind = \"lift\"; theatre = \"neo\"; area = \"port\"; haven = \"isle\"; groups = "
    "[\"folk\"]; needs = { lift = 900; }; partners = [\"us\"]; };\n"
    "  clear = { kind = \"work\"; theatre = \"neo\"; area = \"sea\"; needs = { asw = 1; }; amount = 10; "
    "partners = [\"us\"]; };\n"
    "};\n"
    "injects = { edge = { kind = \"set-posture\"; posture = \"rival\"; state = \"high\"; at = \"3 d\"; }; "
    "};\n";

/* The scenario with one change each must tell this. */
#define EVACUATION_EXPECT_CASES(cases)                                                                       \
    do {                                                                                                     \
        files_put("good.cfg", good_text);                                                                    \
        files_put("out.cfg", evacuation_text);                                                               \
        files_expect("out.cfg", "");                                                                         \
        for (size_t i_ = 0; i_ < sizeof(cases) / sizeof *(cases); i_++) {                                    \
            const char *const sets_[] = {(cases)[i_].set, NULL};                                             \
            files_expect_with("out.cfg", NULL, sets_, (cases)[i_].expected);                                 \
        }                                                                                                    \
    } while (0)

#endif
