#include "scenario/evacuation.h"

#define SET "--set: "

START_TEST(corridors_lead_over_their_lanes)
{
    files_enter();
    static const struct files_case cases[] = {
        {"corridors.road.over=[\"south\", \"north\"]",
         SET "corridors.road.over[0] = \"south\": goes from port to ford, but the way has come to town\n"},
        {"corridors.road.over=[\"north\"]", "out.cfg:12: corridors.road.to = \"port\": the lanes of the "
                                            "corridor lead to ford\n"},
        {"corridors.road.over=[]", SET "corridors.road.over = []: must name at least one lane\n"},
        {"corridors.back={ from = \"port\"; to = \"town\"; over = [\"south\", \"north\"]; }", /* either way */
         ""},
        {"corridors.road.to=town", SET "corridors.road.to = \"town\": is where the corridor starts\n"},
        {"corridors.boat={ from = \"ford\"; to = \"sea\"; over = [\"north\", \"track\"]; }",
         SET "corridors.boat.over[1] = \"track\": the lane needs the key \"capacity\" to carry convoys\n" SET
             "corridors.boat.over[1] = \"track\": the lane needs the key \"speed\" to carry convoys\n" SET
             "corridors.boat.to = \"sea\": must not be an area: nobody waits or is landed there\n"},
        {"lanes.north.capacity=0 persons/h",
         "out.cfg:12: corridors.road.over[0] = \"north\": the lane has no capacity; one that is closed has "
         "open = false\n"},
        {"lanes.north.open=false", ""},
        {"corridors.road.over=[\"nroth\", \"south\"]",
         SET "corridors.road.over[0] = \"nroth\": no such lane; did you mean north?\n"},
    };
    EVACUATION_EXPECT_CASES(cases);
}
END_TEST

START_TEST(groups_know_their_way)
{
    files_enter();
    static const struct files_case cases[] = {
        {"groups.folk.corridors={ road = 0.7; }",
         SET "groups.folk.corridors: sums to 0.7, and must sum to 1\n"},
        {"groups.folk.corridors={ raod = 1.0; }",
         SET "groups.folk.corridors.raod = 1.0: no such corridor; did you mean road?\n"},
        {"groups.guests.corridors={ road = 1.0; }",
         SET "groups.guests.corridors.road = 1.0: starts at town, but they are at port\n"},
        {"corridors.rail={ from = \"town\"; to = \"ford\"; over = [\"north\"]; }",
         "out.cfg:14: groups.folk: needs the key \"corridors\": rail and road both start at their origin\n"
         "out.cfg:16: groups.crowd: needs the key \"corridors\": rail and road both start at their origin\n"},
        {"groups.folk.shelter=3 d", SET
         "groups.folk.shelter = \"3 d\": needs the key \"shelter-phase\": from the start of which phase\n"},
        {"groups.folk.shelter-phase=crisis", SET
         "groups.folk.shelter-phase = \"crisis\": needs the key \"shelter\": how long they stay inside\n"},
        {"groups.folk={ shelter-phase = \"crisis\"; shelter = \"3 d\"; }", ""},
        {"groups.folk.mobilisation=( { at = \"2 d\"; share = 0.5; }, { at = \"1 d\"; share = 0.2; } )",
         SET "groups.folk.mobilisation[1].at = \"1 d\": must be later than in the row before\n" SET
             "groups.folk.mobilisation[1].share = 0.2: must not be less than in the row before\n"},
        {"groups.folk.mobilisation=( )", SET "groups.folk.mobilisation = []: must hold at least one row\n"},
        {"groups.folk.mobilisation=( { at = \"2 d\"; share = \"uncertain(0.2, 0.5, 0.7)\"; } )", ""},
    };
    EVACUATION_EXPECT_CASES(cases);
}
END_TEST

START_TEST(services_lead_somewhere)
{
    files_enter();
    static const struct files_case cases[] = {
        {"services.bus.haven=port", SET "services.bus.haven = \"port\": is where it takes people up\n"},
        {"services.bus.from=sea",
         SET "services.bus.from = \"sea\": must not be an area: nobody waits or is landed there\n"},
        {"services.bus={ first = \"3 d\"; last = \"2 d\"; }",
         SET "services.bus.last = \"2 d\": must not be earlier than the first departure\n"},
        {"services.bus.groups=[\"folk\", \"crowd\"]",
         SET "services.bus.groups[1] = \"crowd\": flees and boards nothing: see flees of the group\n"},
        {"services.bus.groups=[]", SET "services.bus.groups = []: must name at least one group\n"},
        {"places.port.handling=0 persons/h",
         SET "places.port.handling = \"0 persons/h\": must be above 0; people are handled at once without "
             "it\n"},
    };
    EVACUATION_EXPECT_CASES(cases);
}
END_TEST

TL_TEST_MAIN(people, corridors_lead_over_their_lanes, groups_know_their_way, services_lead_somewhere)
