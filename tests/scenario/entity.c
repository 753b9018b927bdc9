#include "scenario/files.h"

#define SET "--set: "

START_TEST(refuses_by_entity)
{
    files_enter();
    static const struct files_case cases[] = {
        {"partners.us.rank=2", SET "partners.us.rank = 2: is the rank of japan too; no two may be alike\n"},
        {"partners.us.shares={ main = 0.7; side = 0.5; }",
         SET "partners.us.shares: sum to 1.2, more than 1\n"},
        {"partners.us.shares={ main = 0.7; side = 0.3; }", ""},
        {"partners.us.weights={ hnt = 2; }",
         SET "partners.us.weights.hnt = 2: no such mission; did you mean hunt?\n"},
        {"lanes={ l = { from = \"sea\"; to = \"sea\"; domain = \"sea\"; length = \"5 km\"; }; }",
         SET "lanes.l.to = \"sea\": is where the lane starts\n"},
        {"lanes={ k = { from = \"port\"; to = \"sea\"; domain = \"sea\"; length = \"5 km\"; };"
         " l = { from = \"sea\"; to = \"port\"; domain = \"sea\"; length = \"5 km\"; }; }",
         SET "lanes.l: lane k has the same ends and domain\n"},
        {"lanes={ k = { from = \"port\"; to = \"sea\"; domain = \"sea\"; length = \"5 km\"; };"
         " l = { from = \"sea\"; to = \"port\"; domain = \"air\"; length = \"5 km\"; }; }",
         ""},
        {"classes.ship.readiness=( { at = \"0 d\"; share = 0.2; }, { at = \"0 d\"; share = 0.3; } )",
         SET "classes.ship.readiness[1].at = \"0 d\": must be later than in the row before\n"},
        {"classes.ship.readiness=( { at = \"0 d\"; share = 0.2; }, { at = \"1 d\"; share = 0.1; } )",
         SET "classes.ship.readiness[1].share = 0.1: must not be less than in the row before\n"},
        {"classes.ship.readiness=( { at = \"0 d\"; share = 0.2; }, { at = \"1 d\"; share = 0.2; } )", ""},
        {"classes.ship.failures=60 d", "good.cfg:14: classes.ship: failures need a repair that takes time, "
                                       "such as repair = \"lognormal(4 d, 3 d)\"\n"},
        {"classes.ship={ failures = \"60 d\"; repair = \"0 h\"; }",
         SET "classes.ship.repair = \"0 h\": failures need a repair that takes time, such as repair = "
             "\"lognormal(4 d, 3 d)\"\n"},
        {"classes.ship={ failures = \"0 d\"; repair = \"1 h\"; }",
         SET "classes.ship.failures = \"0 d\": must have a mean above 0\n"},
        {"classes.ship.bases=[\"port\", \"field\"]",
         SET "classes.ship.bases[1] = \"field\": must be a port\n"},
        {"assets.boat.home=field", SET "assets.boat.home = \"field\": must be a port for class ship\n"},
        {"assets.boat.home=sea", SET "assets.boat.home = \"sea\": must be a port for class ship\n"},
        {"assets.wing.home=port", SET "assets.wing.home = \"port\": must be an airfield for class plane\n"},
        {"assets.wing.partner=japan",
         "good.cfg:19: assets.wing.home = \"field\": japan may not use it: see its owner and permits\n"
         "good.cfg:25: missions.watch.needs.patrol = 1: nobody can serve it: no asset of the mission's "
         "partners "
         "gives patrol\n"},
        {"places.port.owner=japan",
         "good.cfg:18: assets.boat.home = \"port\": us may not use it: see its owner and permits\n"},
        {"places.port={ owner = \"japan\"; permits = [\"us\"]; }", ""},
        {"places.port.permits=[\"us\"]", ""},
        {"places.port.permits=[]",
         "good.cfg:18: assets.boat.home = \"port\": us may not use it: see its owner and permits\n"},
        {"classes.ship.bases=[]",
         "good.cfg:18: assets.boat.home = \"port\": is not among the bases of class ship\n"},
        {"assets.boat.at=sea", ""},
        {"assets.boat.at=watch", ""},
        {"missions.hunt.steps=( { needs = { asw = 2; }; } )",
         SET "missions.hunt.steps[0]: needs one of the keys \"phase\", \"from\" and \"when\"\n"},
        {"missions.hunt.steps=( { phase = \"calm\"; from = \"2 d\"; scale = 2; } )",
         SET "missions.hunt.steps[0]: needs only one of the keys \"phase\", \"from\" and \"when\"\n"},
        {"missions.hunt.steps=( { phase = \"calm\"; } )",
         SET "missions.hunt.steps[0]: changes nothing; give the key \"needs\" or \"scale\"\n"},
        {"missions.hunt={ opens = \"5 d\"; closes = \"5 d\"; }",
         SET "missions.hunt.closes = \"5 d\": must be later than it opens\n"},
        {"missions.hunt.lead=japan", SET "missions.hunt.lead = \"japan\": must be one of its partners\n"},
        {"missions.hunt.partners=[]", SET "missions.hunt.partners = []: must name at least one partner\n"},
        {"missions.hunt.theatre=Main",
         SET "missions.hunt.theatre = \"Main\": a name is written with a-z, 0-9 and -, from a letter on\n"},
        {"diversions.away.take=( { count = 1; share = 0.5; } )",
         SET "diversions.away.take[0]: needs only one of the keys \"count\" and \"share\"\n"},
        {"diversions.away.take=( { count = 1; denominator = \"ready\"; } )",
         SET "diversions.away.take[0].denominator = \"ready\": says nothing without a share\n"},
        {"diversions.away.take=( { share = 0.5; denominator = \"ready\"; } )", ""},
        {"diversions.away.take=( )", SET "diversions.away.take = []: must say what it takes\n"},
        {"diversions.away.max-hold=3 d",
         SET "diversions.away.max-hold = \"3 d\": says nothing unless hold is \"until-relieved\"\n"},
        {"diversions.away={ max-hold = \"3 d\"; hold = \"until-relieved\"; }", ""},
    };
    FILES_EXPECT_CASES(cases);
}
END_TEST

START_TEST(refuses_partners_that_may_not_serve)
{
    files_enter();
    files_put("good.cfg", good_text);
    files_put(
        "over.cfg",
        "base = \"good.cfg\";\n"
        "places = { port = { permits = [\"us\", \"japan\"]; }; };\n"
        "assets = { kawa = { class = \"ship\"; partner = \"japan\"; home = \"port\"; at = \"watch\"; }; };\n"
        "diversions = { turn = { partner = \"japan\"; when = \"day() >= 2\"; to = \"hunt\"; pick = "
        "\"nearest\";\n"
        "  take = ( { assets = [\"kawa\", \"boat\"]; } ); }; };\n");
    files_expect(
        "over.cfg",
        "over.cfg:3: assets.kawa.at = \"watch\": japan may not serve this mission: see its partners\n"
        "over.cfg:4: diversions.turn.to = \"hunt\": japan may not serve this mission: see its partners\n"
        "over.cfg:5: diversions.turn.take[0].assets[1] = \"boat\": is not an asset of japan\n");
}
END_TEST

TL_TEST_MAIN(entity, refuses_by_entity, refuses_partners_that_may_not_serve)
