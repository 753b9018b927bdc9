/* Random small scenarios: text from a seed. The same seed gives the same entities whatever the form; most use much of the language at
 * once (several partners, ramps, failures, docks, sortie caps, delays, steps, incidents, sustainment, links, agreements, diversions,
 * injects), and all are sound: a mission can be served by each of
 * its partners' ships of class `frigate`. */
#ifndef TL_TEST_PROPERTY_GENERATOR_H
#define TL_TEST_PROPERTY_GENERATOR_H

#include "property/generator_events.h"
#include "property/generator_people.h"

static inline void generator_add_partners(struct generator *g)
{
    static const char *const policies[] = {"greedy", "priority", "shares", "optimal"};
    generator_open(g, "partners");
    g->partners = generator_pick(g, 1, GENERATOR_PARTNERS_MAX);
    for (int i = 0; i < g->partners; i++) {
        struct tl_text *out = generator_add(g);
        int capital = generator_pick(g, 0, GENERATOR_PORTS - 1);
        int policy = generator_chance(g, 10) ? 3 : generator_pick(g, 0, 2);
        tl_text_print(out, "partner-%d = { capital = \"port-%d\"; rank = %d; policy = \"%s\"; ", i, capital,
                      g->partners - i, policies[policy]);
        tl_text_print(out, "rhythm = \"%d h\"; ", generator_pick(g, 1, 48));
        tl_text_print(out, "lookahead = \"%d h\"; ", generator_pick(g, 12, 240));
        generator_add_span(g, out, "first-decision", 86400);
        generator_add_span(g, out, "staff", 14400);
        generator_add_span(g, out, "report-delay", 7200);
        generator_add_span(g, out, "order-delay", 14400);
        int north = generator_pick(g, 1, 8);
        int south = generator_pick(g, 1, 9 - north);
        tl_text_print(out, "shares = { north = 0.%d; ", north);
        tl_text_print(out, g->missions > 1 ? "south = 0.%d; }; };" : "}; };", south);
    }
}

/* Returns its owner, -1: everybody's. */
static inline int generator_add_place(struct generator *g, const char *kind, int number)
{
    struct tl_text *out = generator_add(g);
    tl_text_print(out, "%s-%d = { kind = \"%s\"; ", kind, number, kind);
    int lat_tenths = generator_pick(g, 320, 369);
    int lon_tenths = generator_pick(g, 1240, 1299);
    tl_text_print(out, "at = [%d.%d, %d.%d]; ", lat_tenths / 10, lat_tenths % 10, lon_tenths / 10,
                  lon_tenths % 10);
    bool is_owned = generator_chance(g, 25);
    int owner = generator_pick(g, 0, g->partners - 1);
    bool is_shut = generator_chance(g, 20);
    if (number > 0) { /* the first of each kind is everybody's and open: somewhere to go */
        if (is_owned) {
            tl_text_print(out, "owner = \"partner-%d\"; ", owner);
        }
        tl_text_add(out, is_shut ? "open = false; " : "");
    }
    if (strcmp(kind, "area") != 0 && generator_chance(g, 40)) {
        tl_text_print(out, "docks = %d; ", generator_pick(g, 1, 2));
    }
    tl_text_add(out, "};");
    return number > 0 && is_owned ? owner : -1;
}

static inline void generator_add_places(struct generator *g)
{
    generator_open(g, "places");
    for (int i = 0; i < GENERATOR_PORTS; i++) {
        g->port_owner[i] = generator_add_place(g, "port", i);
    }
    for (int i = 0; i < GENERATOR_FIELDS; i++) {
        g->field_owner[i] = generator_add_place(g, "airfield", i);
    }
    for (int i = 0; i < GENERATOR_AREAS; i++) {
        generator_add_place(g, "area", i);
    }
}

static inline void generator_add_class(struct generator *g, int number)
{
    struct tl_text *out = generator_add(g);
    bool is_air = number >= 2;
    tl_text_print(out, "%s = { domain = \"%s\"; ", generator_classes[number], is_air ? "air" : "sea");
    tl_text_print(out, "speed = \"%d kn\"; ",
                  is_air ? generator_pick(g, 250, 450) : generator_pick(g, 12, 30));
    int endurance_h = 0;
    if (is_air) {
        endurance_h =
            number == 3 ? 1 : generator_pick(g, 5, 9); /* often too short for the way there and back */
    } else {
        endurance_h = generator_pick(g, number == 0 ? 150 : 40, 300);
    }
    tl_text_print(out, "endurance = \"%d h\"; gives = { ", endurance_h);
    for (int i = 0; i < 3; i++) {
        bool is_given = generator_chance(g, 60);
        int tenths = generator_pick(g, 1, 20);
        if (number == 0 || is_given || (is_air && i == 0)) {
            tl_text_print(out, "%s = %d.%d; ", generator_capabilities[i], tenths / 10, tenths % 10);
        }
    }
    tl_text_add(out, "}; ");
    static const char *const turnarounds[] = {"0 h", "5 h", "uniform(1 h, 40 h)", "exponential(12 h)"};
    tl_text_print(out, "turnaround = \"%s\"; ", turnarounds[generator_pick(g, 0, 3)]);
    if (generator_chance(g, 50)) {
        tl_text_print(out, "failures = \"exponential(%d h)\"; ", generator_pick(g, 20, 400));
        tl_text_print(out, "repair = \"%s\"; ", turnarounds[generator_pick(g, 1, 3)]);
    }
    if (generator_chance(g, 40)) {
        int first = generator_pick(g, 0, 6);
        int second = generator_pick(g, first, 10);
        int at_h = generator_pick(g, 0, 40);
        tl_text_print(out, "readiness = ( { at = \"%d h\"; share = %d.%d; }, ", at_h, first / 10, first % 10);
        tl_text_print(out, "{ at = \"72 h\"; share = %d.%d; } ); ", second / 10, second % 10);
    }
    generator_add_span(g, out, "dwell", 90000);
    if (is_air && generator_chance(g, 60)) {
        tl_text_print(out, "sorties = %d; ", generator_pick(g, 1, 4));
    }
    tl_text_add(out, "};");
}

static inline void generator_add_classes(struct generator *g)
{
    generator_open(g, "classes");
    for (int i = 0; i < GENERATOR_CLASSES; i++) {
        generator_add_class(g, i);
    }
}

/* Needs of one to three capabilities. */
static inline void generator_add_needs(struct generator *g, struct tl_text *out)
{
    unsigned given = (unsigned)generator_pick(g, 1, 7);
    tl_text_add(out, "needs = { ");
    for (int i = 0; i < 3; i++) {
        int tenths = generator_pick(g, 0, 40);
        if ((given & 1U << i) != 0) {
            tl_text_print(out, "%s = %d.%d; ", generator_capabilities[i], tenths / 10, tenths % 10);
        }
    }
    tl_text_add(out, "}; ");
}

static inline void generator_add_steps(struct generator *g, struct tl_text *out)
{
    tl_text_add(out, "steps = ( { ");
    tl_text_print(out, "phase = \"phase-%d\"; ", generator_pick(g, 0, g->phases - 1));
    generator_add_needs(g, out);
    tl_text_print(out, "}, { from = \"%d h\"; ", generator_pick(g, 0, 200));
    tl_text_print(out, "scale = %d.5; } ); ", generator_pick(g, 0, 2));
}

/* What a mission of each kind has besides. The first is a station mission, so that there is one to sustain. */
static inline void generator_add_kind(struct generator *g, int number, struct tl_text *out)
{
    int roll = number == 0 ? 100 : generator_pick(g, 1, 100);
    if (roll <= 40) {
        bool flies = generator_chance(g, 40);
        g->is_response[number] = true;
        g->is_flown[number] = flies;
        tl_text_print(out, "kind = \"response\"; base = \"%s\"; ", flies ? "airfield-0" : "port-0");
        generator_add_span(g, out, "reaction", 3600);
        if (generator_chance(g, 60)) { /* reached from anywhere */
            tl_text_print(out, "limit = \"%d h\"; ",
                          flies ? generator_pick(g, 3, 20) : generator_pick(g, 45, 80));
        }
        tl_text_add(out, generator_chance(g, 50) ? "waits = true; " : "");
    } else if (roll <= 60) {
        tl_text_print(out, "kind = \"sustain\"; of = \"mission-0\"; pace = 0.%d; ", generator_pick(g, 1, 9));
        tl_text_add(out, generator_chance(g, 50) ? "worth = 2.0; " : "");
    } else {
        tl_text_add(out, "kind = \"station\"; ");
    }
}

static inline void generator_add_mission(struct generator *g, int number)
{
    struct tl_text *out = generator_add(g);
    tl_text_print(out, "mission-%d = { theatre = \"%s\"; ", number, number % 2 == 0 ? "north" : "south");
    generator_add_kind(g, number, out);
    tl_text_print(out, "area = \"area-%d\"; partners = [", generator_pick(g, 0, GENERATOR_AREAS - 1));
    g->serves[number] = (unsigned)generator_pick(g, 1, (1 << g->partners) - 1);
    const char *comma = "";
    for (int i = 0; i < g->partners; i++) {
        if ((g->serves[number] & 1U << i) != 0) {
            tl_text_print(out, "%s\"partner-%d\"", comma, i);
            comma = ", ";
        }
    }
    tl_text_add(out, "]; ");
    if (g->is_flown[number]) {
        tl_text_print(out, "needs = { asw = %d.0; }; ", generator_pick(g, 1, 4));
    } else {
        generator_add_needs(g, out);
    }
    tl_text_print(out, "weight = %d.5; ", generator_pick(g, 0, 4));
    tl_text_print(out, "priority = %d; ", generator_pick(g, 1, 3));
    if (!g->is_response[number]) {
        generator_add_span(g, out, "set-up", 40000);
        generator_add_span(g, out, "handover", 30000);
    }
    if (!g->is_flown[number] && generator_chance(g, 40)) {
        generator_add_steps(g, out);
    }
    int opens_h = generator_chance(g, 60) ? 0 : generator_pick(g, 0, 100);
    tl_text_print(out, "opens = \"%d h\"; ", opens_h);
    if (generator_chance(g, 30)) {
        tl_text_print(out, "closes = \"%d h\"; ", opens_h + generator_pick(g, 1, 200));
    }
    tl_text_add(out, "};");
}

static inline void generator_add_missions(struct generator *g)
{
    generator_open(g, "phases");
    g->phases = 2;
    for (int i = 0; i < g->phases; i++) {
        struct tl_text *out = generator_add(g);
        tl_text_print(out, "phase-%d = { ", i);
        bool is_dated = generator_chance(g, 70);
        int at_h = generator_pick(g, 0, 300);
        g->phase_at_h = i == 0 ? at_h : g->phase_at_h;
        tl_text_print(out, is_dated ? "at = \"%d h\"; };" : "};", at_h);
    }
    generator_open(g, "missions");
    for (int i = 0; i < g->missions; i++) {
        generator_add_mission(g, i);
    }
}

/* An asset of a partner; the first of each partner are frigates without conditions. */
static inline void generator_add_asset(struct generator *g, int partner, int number)
{
    struct tl_text *out = generator_add(g);
    int class_number = number == 0 ? 0 : generator_pick(g, 0, 2);
    int base = generator_pick(g, 0, class_number == 2 ? GENERATOR_FIELDS - 1 : GENERATOR_PORTS - 1);
    int owner = class_number == 2 ? g->field_owner[base] : g->port_owner[base];
    base = owner >= 0 && owner != partner ? 0 : base;
    tl_text_print(out, "asset-%d-%d = { class = \"%s\"; partner = \"partner-%d\"; home = \"%s-%d\"; ",
                  partner, number, generator_classes[class_number], partner,
                  class_number == 2 ? "airfield" : "port", base);
    bool is_many = generator_chance(g, 30);
    int count = generator_pick(g, 2, 3);
    if (is_many) {
        tl_text_print(out, "count = %d; ", count);
    }
    int mission = generator_pick(g, 0, g->missions - 1);
    bool is_there = generator_chance(g, 30) && (g->serves[mission] & 1U << partner) != 0;
    if (is_there) {
        tl_text_print(out, "at = \"mission-%d\"; ", mission);
    }
    if (generator_chance(g, is_there ? 30 : 20)) { /* on station later, or ready */
        tl_text_print(out, "available = \"uniform(1 h, %d h)\"; ", generator_pick(g, 2, 200));
    }
    tl_text_add(out, "};");
}

/* Two aircraft for a mission that is flown, on alert from the start or not. */
static inline void generator_add_wing(struct generator *g, const char *name, int partner, int mission)
{
    struct tl_text *out = generator_add(g);
    tl_text_print(out, "%s-%d-%d = { class = \"%s\"; partner = \"partner-%d\"; home = \"airfield-0\"; ", name,
                  partner, mission, strcmp(name, "wing") == 0 ? "patrol" : name, partner);
    if (generator_chance(g, 50)) {
        tl_text_print(out, "at = \"mission-%d\"; ", mission);
    }
    tl_text_add(out, "count = 2; };");
}

static inline void generator_add_assets(struct generator *g)
{
    generator_open(g, "assets");
    for (int i = 0; i < g->partners; i++) {
        int count = generator_pick(g, 1, 4);
        for (int k = 0; k < count; k++) {
            generator_add_asset(g, i, k);
        }
        for (int k = 0; k < g->missions; k++) {
            if (g->is_flown[k] && (g->serves[k] & 1U << i) != 0) {
                generator_add_wing(g, "wing", i, k);
                if (generator_chance(g, 40)) {
                    generator_add_wing(g, "dart", i, k);
                }
            }
        }
    }
}

static inline void generator_add_changes(struct generator *g)
{
    generator_open(g, "diversions");
    int diversions = generator_pick(g, 0, 3);
    for (int i = 0; i < diversions; i++) {
        generator_add_diversion(g, i);
    }
    generator_open(g, "injects");
    int injects = generator_pick(g, 0, 5);
    for (int i = 0; i < injects; i++) {
        generator_add_inject(g, i);
    }
}

/* Names that stand before all others, so that every number behind them shifts. */
static inline void generator_add_extra(struct generator *g)
{
    static const struct {
        const char *section, *entity;
    } extras[] = {
        {"partners", "a-extra = { capital = \"a-port\"; rank = 100; policy = \"priority\"; };"},
        {"places", "a-port = { kind = \"port\"; at = [34.0, 125.0]; owner = \"a-extra\"; };"},
        {"places", "a-area = { kind = \"area\"; at = [35.0, 126.0]; };"},
        {"classes", "a-ship = { domain = \"sea\"; speed = \"20 kn\"; gives = { asw = 1.0; }; endurance = \"9 "
                    "d\"; bases = [\"a-port\"]; "
                    "failures = \"exponential(3 d)\"; repair = \"exponential(1 d)\"; };"},
        {"assets", "a-one = { class = \"a-ship\"; partner = \"a-extra\"; home = \"a-port\"; count = 3; };"},
        {"missions", "a-mission = { kind = \"station\"; theatre = \"a-sea\"; area = \"a-area\"; "
                     "partners = [\"a-extra\"]; needs = { asw = 2.0; }; };"},
    };
    for (size_t i = 0; i < sizeof extras / sizeof *extras; i++) {
        for (size_t s = 0; s < g->section_count; s++) {
            struct generator_section *section = &g->sections[s];
            if (strcmp(section->key, extras[i].section) == 0) {
                tl_text_add(&section->entities[section->count++], extras[i].entity);
            }
        }
    }
}

static inline void generator_print(struct generator *g, bool is_reversed, struct tl_text *out)
{
    for (size_t s = 0; s < g->section_count; s++) {
        struct generator_section *section = &g->sections[is_reversed ? g->section_count - 1 - s : s];
        if (section->count == 0) {
            continue;
        }
        tl_text_print(out, "%s = {\n", section->key);
        for (size_t i = 0; i < section->count; i++) {
            size_t at = is_reversed ? section->count - 1 - i : i;
            tl_text_print(out, "  %s\n", tl_text_get(&section->entities[at]));
        }
        tl_text_add(out, "};\n");
    }
}

/* Append the scenario of a seed. form: enum generator_form, or several */
static inline void generator_write(uint64_t seed, unsigned form, struct tl_text *out)
{
    struct generator g = {0};
    tl_stream_init(&g.stream, seed, 0, tl_hash_text("generator"));
    int horizon_d = generator_pick(&g, 5, 40);
    tl_text_print(out, "trilat = 1;\ntitle = \"random %llu\";\nhorizon = \"%d d\";\n",
                  (unsigned long long)seed, horizon_d);
    int tenths = generator_pick(&g, 10, 14);
    int watch_min = generator_pick(&g, 10, 600);
    tl_text_print(out, "sea-route-factor = %d.%d;\nwatch = \"%d min\";\n", tenths / 10, tenths % 10,
                  watch_min);
    if (generator_chance(&g, 20)) {
        tl_text_print(out, "warmup = \"%d d\";\n", generator_pick(&g, 1, horizon_d - 1));
    }
    g.missions = generator_pick(&g, 1, 4);
    generator_add_partners(&g);
    generator_add_places(&g);
    generator_add_classes(&g);
    generator_add_missions(&g);
    generator_add_incidents(&g);
    generator_add_links(&g);
    generator_add_agreements(&g);
    generator_add_assets(&g);
    generator_add_changes(&g);
    if ((form & GENERATOR_PEOPLE) != 0) {
        generator_add_people(&g, (form & GENERATOR_ROADS) != 0);
    }
    if ((form & GENERATOR_EXTRA) != 0) {
        generator_add_extra(&g);
    }
    generator_print(&g, (form & GENERATOR_REVERSED) != 0, out);
    for (size_t s = 0; s < g.section_count; s++) {
        for (size_t i = 0; i < g.sections[s].count; i++) {
            tl_text_clear(&g.sections[s].entities[i]);
        }
    }
}

#endif
