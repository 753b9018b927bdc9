#include "scenario/evacuation.h"

#define SET "--set: "
#define OUT "missions.ferry-out."

START_TEST(lifts_have_seats)
{
    files_enter();
    static const struct files_case cases[] = {
        {OUT "haven=port", SET OUT "haven = \"port\": is where people wait: see its area\n"},
        {OUT "haven=sea", SET OUT "haven = \"sea\": must not be an area: nobody waits or is landed there\n"},
        {OUT "needs.asw=1",
         SET OUT "needs.asw = 1: a lift mission needs seats alone: lift, see its key \"seats\"\n"},
        {OUT "steps=( { phase = \"crisis\"; needs = { asw = 1; }; } )",
         SET OUT "steps[0].needs.asw = 1: a lift mission needs seats alone: lift, see its key \"seats\"\n"},
        {OUT "seats=lfit",
         SET OUT "seats = \"lfit\": no class gives this capability; did you mean lift?\n"
                 "out.cfg:26: " OUT
                 "needs.lift = 900: a lift mission needs seats alone: lfit, see its key \"seats\"\n"},
        {OUT "haven=field", SET OUT "haven = \"field\": class ferry cannot unload at an airfield\n"},
        {OUT "area=field", SET OUT "area = \"field\": class ferry cannot load at an airfield\n"},
        {"classes.plane.gives.lift=90",
         "out.cfg:26: " OUT "area = \"port\": class plane cannot load at a port\n"
         "out.cfg:26: " OUT "haven = \"isle\": class plane cannot unload at a port\n"},
        {"places.isle.capacity=449", SET
         "places.isle.capacity = 449: has no room for the 450 who come with one of class ferry of mission "
         "ferry-out\n"},
        {"places.isle.capacity=450", ""},
        {"places.isle.capacity=uncertain(449, 900, 950)",
         SET "places.isle.capacity = \"uncertain(449, 900, 950)\": has no room for the 450 who come with one "
             "of class ferry of mission ferry-out\n"},
        {"classes.ferry.gives.lift=uncertain(300, 450, 901)",
         "out.cfg:5: places.isle.capacity = 900: has no room for the 901 who come with one of class ferry of "
         "mission ferry-out\n"},
        {"classes.ferry.gives.lift=uncertain(0, 450, 500)", SET
         "classes.ferry.gives.lift = \"uncertain(0, 450, 500)\": is less than a seat, and mission ferry-out "
         "takes it to lift people\n"},
        {"classes.ferry.gives.lift=0.5",
         SET "classes.ferry.gives.lift = 0.5: is less than a seat, and mission ferry-out takes it to lift "
             "people\n"},
        {"assets.boat.at=ferry-out",
         SET "assets.boat.at = \"ferry-out\": class ship has no seats: it gives no lift\n"},
        {"assets.liner.at=ferry-out", ""},
        {"diversions.away={ to = \"ferry-out\"; take = ( { count = 1; } ); }",
         SET "diversions.away.take[0]: boat fits, but has no seats for a lift mission: it gives no lift\n"},
        {"diversions.away={ to = \"ferry-out\"; take = ( { count = 1; class = \"ferry\"; } ); }", ""},
    };
    EVACUATION_EXPECT_CASES(cases);
}
END_TEST

START_TEST(lifts_take_groups)
{
    files_enter();
    static const struct files_case cases[] = {
        {OUT "groups=[\"crowd\"]",
         SET OUT "groups[0] = \"crowd\": flees and boards nothing: see flees of the group\n"},
        {OUT "groups=[]", SET OUT "groups = []: must name at least one group\n"},
        {OUT "also=[\"guests\", \"folk\"]", SET OUT "also[1] = \"folk\": is among its groups already\n"},
        {OUT "also=[]", ""},
        {OUT "shares={ folk = 0.5; }", SET OUT "shares: says nothing unless loading is \"shares\"\n"},
        {OUT "loading=shares", SET OUT "loading = \"shares\": needs the key \"shares\": of the seats, by "
                                       "group\n"},
        {OUT "loading=share",
         SET OUT "loading = \"share\": must be own-first, pooled or shares; did you mean shares?\n"},
        {"missions.ferry-out={ loading = \"shares\"; shares = { flok = 0.5; }; }",
         SET OUT "shares.flok = 0.5: the mission takes no such group; did you mean folk?\n"},
        {"missions.ferry-out={ loading = \"shares\"; also = [\"guests\"]; shares = { folk = 0.5; guests = "
         "0.6; }; }",
         SET OUT "shares: sum to 1.1, more than 1\n"},
        {"missions.ferry-out={ loading = \"shares\"; also = [\"guests\"]; shares = { guests = 0.6; }; }", ""},
        {OUT "due=( { at = \"2 d\"; share = 0.5; }, { at = \"2 d\"; share = 1; } )",
         SET OUT "due[1].at = \"2 d\": must be later than in the row before\n"},
        {OUT "due=( )", SET OUT "due = []: must hold at least one row\n"},
        {OUT "amount=3", SET OUT "amount = 3: a lift mission has no use for it\n"},
        {"missions.other={ kind = \"lift\"; theatre = \"neo\"; area = \"port\"; haven = \"isle\"; groups = "
         "[\"folk\"]; needs = { lift = 900; }; partners = [\"us\"]; }",
         ""}, /* both count them */
        {"missions.watch.haven=isle", SET "missions.watch.haven = \"isle\": a station mission has no use for "
                                          "it\n"},
    };
    EVACUATION_EXPECT_CASES(cases);
}
END_TEST

#define CLEAR "missions.clear."

START_TEST(work_has_parts)
{
    files_enter();
    static const struct files_case cases[] = {
        {CLEAR "amount=0", SET CLEAR "amount = 0: must be above 0\n"},
        {CLEAR "needs.patrol=1", "out.cfg:27: missions.clear.needs: a work mission needs one capability, and "
                                 "no other\n"},
        {CLEAR "steps=( { phase = \"crisis\"; needs = { patrol = 1; }; } )",
         SET CLEAR "steps[0].needs.patrol = 1: a work mission needs one capability: asw\n"},
        {CLEAR "parts=( { amount = 5; place = \"port\"; }, { amount = 4; lane = \"north\"; } )",
         SET CLEAR "parts[1].amount = 4: must not be less than in the row before\n"},
        {CLEAR "parts=( { amount = 11; place = \"port\"; } )",
         SET CLEAR "parts[0].amount = 11: is more than the amount of the mission\n"},
        {CLEAR "parts=( { amount = 5; } )",
         SET CLEAR "parts[0]: needs one of the keys \"place\" and \"lane\"\n"},
        {CLEAR "parts=( { amount = 5; place = \"port\"; lane = \"north\"; } )",
         SET CLEAR "parts[0]: needs only one of the keys \"place\" and \"lane\"\n"},
        {CLEAR "parts=( { amount = 10; place = \"port\"; } )", ""},
    };
    EVACUATION_EXPECT_CASES(cases);
}
END_TEST

TL_TEST_MAIN(lift, lifts_have_seats, lifts_take_groups, work_has_parts)
