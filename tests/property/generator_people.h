/* The part of a random scenario that is about people: groups, ways, lifts, services; and what opens and closes things: consents, postures,
 * gauges, weathers, works, conditions. Names of the other parts are those of generator.h. */
#ifndef TL_TEST_PROPERTY_GENERATOR_PEOPLE_H
#define TL_TEST_PROPERTY_GENERATOR_PEOPLE_H

#include "property/generator_base.h"

/* The section of this key, to which more is added. */
static inline void generator_reopen(struct generator *g, const char *key)
{
    for (size_t s = 0; s < g->section_count; s++) {
        if (strcmp(g->sections[s].key, key) == 0) {
            g->current = s;
            return;
        }
    }
    generator_open(g, key);
}

static inline void generator_add_pier(struct generator *g, const char *name, int lon_tenths, bool is_haven)
{
    struct tl_text *out = generator_add(g);
    tl_text_print(out, "%s = { kind = \"port\"; at = [33.5, %d.%d]; owner = \"partner-0\"; permits = []; ",
                  name, lon_tenths / 10, lon_tenths % 10);
    bool is_slow = generator_chance(g, 80);
    int rate = generator_pick(g, 50, 900);
    if (is_slow) {
        tl_text_print(out, "handling = \"%d persons/h\"; ", rate);
    }
    bool is_small = generator_chance(g, 60);
    int berths = generator_pick(g, 1, 2);
    if (is_small) {
        tl_text_print(out, "berths = %d; ", berths);
    }
    if (generator_chance(g, 40)) {
        tl_text_print(out, "spacing = \"%d min\"; ", generator_pick(g, 1, 240));
    }
    if (is_haven && generator_chance(g, 60)) {
        tl_text_print(out, "capacity = %d; ", generator_pick(g, 500, 900));
    }
    if (is_haven && generator_chance(g, 50)) {
        tl_text_print(out, "disperses = \"%d persons/h\"; ", generator_pick(g, 1, 200));
    }
    tl_text_add(out, "};");
}

static inline void generator_add_group(struct generator *g, const char *name, const char *origin, bool flees)
{
    struct tl_text *out = generator_add(g);
    tl_text_print(out, "%s = { nationality = \"%s\"; origin = \"%s\"; persons = %d; ", name,
                  flees ? "others" : "folk", origin, generator_pick(g, 1, 4000));
    tl_text_print(out, "partner = \"partner-%d\"; ", generator_pick(g, 0, g->partners - 1));
    tl_text_print(out, "stay = 0.%d; ", generator_pick(g, 0, 5));
    int from_h = generator_pick(g, 0, 50);
    int for_h = generator_pick(g, 1, 150);
    if (generator_chance(g, 70)) {
        tl_text_print(
            out, "mobilisation = ( { at = \"%d h\"; share = 0.%d; }, { at = \"%d h\"; share = 1.0; } ); ",
            from_h, generator_pick(g, 0, 9), from_h + for_h);
    }
    if (generator_chance(g, 50)) {
        tl_text_print(out, "shelter-phase = \"phase-%d\"; shelter = \"%d h\"; ", generator_pick(g, 0, 1),
                      generator_pick(g, 1, 72));
    }
    if (strcmp(origin, "town-0") == 0) {
        tl_text_add(out, "corridors = { way-0 = 0.7; way-1 = 0.3; }; ");
    } else if (strcmp(origin, "town-1") == 0) {
        tl_text_add(out, "corridors = { way-2 = 1.0; }; ");
    }
    tl_text_add(out, flees ? "flees = true; };" : "};");
}

static inline void generator_add_roads(struct generator *g)
{
    generator_reopen(g, "lanes");
    for (int i = 0; i < 3; i++) {
        static const char *const ends[][2] = {{"town-0", "town-1"}, {"town-1", "pier"}, {"town-0", "pier"}};
        struct tl_text *out = generator_add(g);
        tl_text_print(out, "road-%d = { from = \"%s\"; to = \"%s\"; domain = \"land\"; length = \"%d km\"; ",
                      i, ends[i][0], ends[i][1], generator_pick(g, 5, 300));
        tl_text_print(out, "capacity = \"%d persons/h\"; speed = \"%d km/h\"; };", generator_pick(g, 10, 600),
                      generator_pick(g, 20, 90));
    }
    generator_reopen(g, "corridors");
    static const char *const corridors[] = {
        "way-0 = { from = \"town-0\"; to = \"pier\"; over = [\"road-0\", \"road-1\"]; ",
        "way-1 = { from = \"town-0\"; to = \"pier\"; over = [\"road-2\"]; ",
        "way-2 = { from = \"town-1\"; to = \"pier\"; over = [\"road-1\"]; ",
        "way-3 = { from = \"town-1\"; to = \"town-0\"; over = [\"road-0\"]; ",
    };
    for (size_t i = 0; i < sizeof corridors / sizeof *corridors; i++) {
        struct tl_text *out = generator_add(g);
        tl_text_add(out, corridors[i]);
        tl_text_print(out, "convoy = %d; };", generator_pick(g, 10, 400));
    }
}

static inline void generator_add_lift(struct generator *g, int number, const char *from, const char *to,
                                      const char *more)
{
    static const char *const loadings[] = {"own-first", "pooled", "shares"};
    struct tl_text *out = generator_add(g);
    int loading = generator_pick(g, 0, 2);
    tl_text_print(out, "lift-%d = { kind = \"lift\"; theatre = \"neo\"; area = \"%s\"; haven = \"%s\"; ",
                  number, from, to);
    tl_text_print(out, "partners = [\"partner-0\"%s]; needs = { lift = %d.0; }; weight = 1.5; worth = 5.0; ",
                  g->partners > 1 ? ", \"partner-1\"" : "", generator_pick(g, 1, 1000));
    tl_text_print(out, "groups = [\"folk-0\"]; also = [\"folk-1\"]; loading = \"%s\"; ", loadings[loading]);
    tl_text_add(out, loading == 2 ? "shares = { folk-0 = 0.3; folk-1 = 0.5; }; " : "");
    if (generator_chance(g, 60)) {
        tl_text_print(out, "fill = 0.%d; patience = \"%d h\"; ", generator_pick(g, 0, 9),
                      generator_pick(g, 1, 40));
    }
    tl_text_print(out, "due = ( { at = \"%d h\"; share = 0.0; }, { at = \"%d h\"; share = 1.0; } ); ",
                  generator_pick(g, 0, 20), generator_pick(g, 30, 400));
    tl_text_print(out, "%s };", more);
}

static inline void generator_add_parties(struct generator *g)
{
    struct tl_text *out;
    generator_reopen(g, "consents");
    out = generator_add(g);
    tl_text_print(
        out, "leave-0 = { asker = \"partner-0\"; %s when = \"day() >= %d\"; delay = \"exponential(%d h)\"; ",
        g->partners > 1 ? "giver = \"partner-1\";" : "", generator_pick(g, 0, 3), generator_pick(g, 1, 40));
    tl_text_add(
        out,
        "answers = ( { when = \"day() < 4\"; refused = 0.7; offshore = 0.3; }, { offshore = 0.5; full = 0.5; "
        "} ); again = \"20 h\"; after = \"step-0\"; };");
    out = generator_add(g);
    tl_text_print(
        out, "step-0 = { asker = \"partner-0\"; when = \"posture(\\\"other-0\\\") >= tense || day() > %d\"; ",
        generator_pick(g, 0, 4));
    tl_text_add(out, generator_chance(g, 30) ? "start = \"full\"; };" : "answers = ( { full = 1.0; } ); };");
    generator_reopen(g, "postures");
    out = generator_add(g);
    tl_text_add(out, "other-0 = { states = [\"calm\", \"tense\", \"hot\"]; ceiling = \"4 /d\"; moves = ( ");
    tl_text_print(
        out,
        "{ from = \"calm\"; to = \"tense\"; rate = \"0.%d /d\"; factor = \"1 + gauge(\\\"trust-0\\\")\"; }, ",
        generator_pick(g, 1, 9));
    tl_text_add(
        out,
        "{ from = \"tense\"; to = \"hot\"; rate = \"0.5 /d\"; factor = \"1 + divergence()\"; }, "
        "{ from = \"tense\"; to = \"calm\"; rate = \"1 /d\"; }, { from = \"hot\"; to = \"tense\"; rate = "
        "\"2 /d\"; } ); };");
    generator_reopen(g, "gauges");
    out = generator_add(g);
    tl_text_add(
        out, "trust-0 = { start = 0.5; moves = ( { when = \"posture(\\\"other-0\\\") == hot\"; by = -0.2; }, "
             "{ when = \"coverage(\\\"lift-0\\\") < 0.5\"; by = 0.3; } ); };");
    generator_reopen(g, "weathers");
    out = generator_add(g);
    tl_text_print(out,
                  "sky-0 = { places = [\"pier\", \"isle\"]; domain = \"sea\"; calm = \"exponential(%d h)\"; ",
                  generator_pick(g, 5, 60));
    tl_text_print(out, "rough = \"exponential(%d h)\"; speed = 0.%d; ", generator_pick(g, 1, 30),
                  generator_pick(g, 2, 9));
    tl_text_add(out, generator_chance(g, 60) ? "no-go = [\"liner\"]; };" : "};");
}

/* One of each kind that the rest of the generator does not know, at a date or on a condition. */
static inline void generator_add_people_injects(struct generator *g, bool has_roads)
{
    static const char *const injects[] = {
        "kind = \"scale-handling\"; place = \"pier\"; scale = 0.5;",
        "kind = \"scale-handling\"; place = \"pier\"; scale = 0.0;",
        "kind = \"close\"; place = \"pier\";",
        "kind = \"open\"; place = \"pier\";",
        "kind = \"close\"; place = \"isle\";",
        "kind = \"open\"; place = \"isle\";",
        "kind = \"grant\"; consent = \"leave-0\"; grade = \"full\";",
        "kind = \"grant\"; consent = \"leave-0\"; grade = \"refused\";",
        "kind = \"set-posture\"; posture = \"other-0\"; state = \"hot\";",
        "kind = \"set-gauge\"; gauge = \"trust-0\"; value = 0.9;",
        "kind = \"set-messaging\"; partner = \"partner-0\"; value = 0.7;",
        "kind = \"lose\"; asset = \"liner-0-1\";",
        "kind = \"close-lane\"; lane = \"road-1\";",
        "kind = \"open-lane\"; lane = \"road-1\";",
        "kind = \"scale-lane\"; lane = \"road-2\"; scale = 0.4;",
        "kind = \"scale-lane\"; lane = \"road-2\"; scale = 1.5;",
    };
    static const char *const conditions[] = {"posture(\\\"other-0\\\") == hot", "safe(\\\"folk-0\\\") > 100",
                                             "rough(\\\"sky-0\\\")", "consent(\\\"leave-0\\\") >= offshore",
                                             "waiting(\\\"pier\\\") > 200"};
    int count = (int)(sizeof injects / sizeof *injects) - (has_roads ? 0 : 4);
    generator_reopen(g, "injects");
    for (int i = 0; i < 8; i++) {
        struct tl_text *out = generator_add(g);
        int which = generator_pick(g, 0, count - 1);
        int condition = generator_pick(g, 0, 9);
        int at_h = generator_pick(g, 0, 300);
        tl_text_print(out, "people-%d = { %s ", i, injects[which]);
        if (condition < 5) {
            tl_text_print(out, "when = \"%s\"; };", conditions[condition]);
        } else {
            tl_text_print(out, "at = \"%d h\"; };", at_h);
        }
    }
}

static inline void generator_add_people(struct generator *g, bool has_roads)
{
    generator_reopen(g, "places");
    generator_add_pier(g, "pier", 1290, false);
    generator_add_pier(g, "isle", 1295, true);
    generator_add_pier(g, "haven", 1302, true);
    tl_text_add(generator_add(g), "town-0 = { kind = \"city\"; at = [35.0, 128.0]; };");
    tl_text_add(generator_add(g), "town-1 = { kind = \"city\"; at = [34.5, 128.5]; };");
    generator_reopen(g, "classes");
    tl_text_print(
        generator_add(g),
        "liner = { domain = \"sea\"; speed = \"%d kn\"; endurance = \"%d h\"; gives = { lift = %d.0; }; "
        "turnaround = \"3 h\"; failures = \"exponential(%d h)\"; repair = \"10 h\"; bases = [\"port-0\"]; };",
        generator_pick(g, 12, 30), generator_pick(g, 100, 300), generator_pick(g, 50, 400),
        generator_pick(g, 30, 300));
    generator_reopen(g, "assets");
    for (int i = 0; i < 2 && i < g->partners; i++) {
        int count = generator_pick(g, 2, 4);
        bool is_there = generator_chance(g, 25);
        tl_text_print(
            generator_add(g),
            "liner-%d = { class = \"liner\"; partner = \"partner-%d\"; home = \"port-0\"; count = %d; %s };",
            i, i, count, is_there ? "at = \"lift-0\";" : "");
    }
    generator_reopen(g, "groups");
    generator_add_group(g, "folk-0", "pier", false);
    generator_add_group(g, "folk-1", has_roads ? "town-1" : "pier", false);
    if (has_roads) {
        generator_add_group(g, "flight-0", "town-0", true);
        generator_add_roads(g);
    }
    generator_reopen(g, "missions");
    generator_add_lift(g, 0, "pier", "haven", "");
    generator_add_lift(g, 1, "pier", "isle", "consent = \"leave-0\"; grade = \"offshore\";");
    generator_add_lift(g, 2, "isle", "haven", "while = \"posture(\\\"other-0\\\") >= tense || day() > 3\";");
    tl_text_print(
        generator_add(g),
        "work-0 = { kind = \"work\"; theatre = \"neo\"; area = \"area-0\"; partners = [\"partner-0\"]; "
        "needs = { asw = 2.0; }; weight = 1.0; amount = %d.5; within = \"4 d\"; while = \"day() > 1\"; "
        "steps = ( { when = \"posture(\\\"other-0\\\") == hot\"; scale = 2.0; } ); "
        "parts = ( { amount = 0.5; place = \"pier\"; } ); };",
        generator_pick(g, 0, 8));
    generator_reopen(g, "services");
    tl_text_print(
        generator_add(g),
        "ferry-0 = { from = \"pier\"; haven = \"haven\"; every = \"%d h\"; seats = %d; takes = \"%d h\"; "
        "while = \"posture(\\\"other-0\\\") < hot\"; };",
        generator_pick(g, 3, 30), generator_pick(g, 1, 80), generator_pick(g, 1, 10));
    generator_add_parties(g);
    generator_add_people_injects(g, has_roads);
}

#endif
