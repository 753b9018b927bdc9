/* Random small scenarios: text from a seed. The same seed gives the same entities whatever the form; most use much of the language at
 * once (several partners, ramps, failures, delays, steps, diversions, injects), and all are sound: a mission can be served by each of
 * its partners' ships of class `frigate`. */
#ifndef TL_TEST_PROPERTY_GENERATOR_H
#define TL_TEST_PROPERTY_GENERATOR_H

#include <string.h>

#include "base/hash.h"
#include "base/stream.h"
#include "base/text.h"

enum generator_form {
    GENERATOR_PLAIN = 0,
    GENERATOR_REVERSED = 1, /* collections and their entities in the opposite order: the same scenario */
    GENERATOR_EXTRA =
        2, /* one more partner with a place, class, ship and mission of its own that touch nobody */
};

enum {
    GENERATOR_PARTNERS_MAX = 3,
    GENERATOR_PORTS = 3,
    GENERATOR_FIELDS = 2,
    GENERATOR_AREAS = 3,
    GENERATOR_CLASSES = 3,
    GENERATOR_ENTITIES_MAX = 16,
    GENERATOR_SECTIONS_MAX = 10
};

static const char *const generator_capabilities[] = {"asw", "bmd", "escort"};
static const char *const generator_classes[GENERATOR_CLASSES] = {"frigate", "cutter", "patrol"};

struct generator_section {
    const char *key;
    struct tl_text entities[GENERATOR_ENTITIES_MAX];
    size_t count;
};

struct generator {
    struct tl_stream stream;
    int partners, missions, phases;
    unsigned serves[GENERATOR_ENTITIES_MAX]; /* by mission: bit p, partner p may serve it */
    int port_owner[GENERATOR_PORTS], field_owner[GENERATOR_FIELDS]; /* -1: everybody's */
    struct generator_section sections[GENERATOR_SECTIONS_MAX];
    size_t section_count;
};

/* A whole number from low to high. */
static inline int generator_pick(struct generator *g, int low, int high)
{
    double uniform = 0;
    tl_stream_draw(&g->stream, &uniform);
    return low + (int)(uniform * (double)(high - low + 1));
}

static inline bool generator_chance(struct generator *g, int percent)
{
    return generator_pick(g, 1, 100) <= percent;
}

static inline void generator_open(struct generator *g, const char *key)
{
    g->sections[g->section_count++].key = key;
}

static inline struct tl_text *generator_add(struct generator *g)
{
    struct generator_section *section = &g->sections[g->section_count - 1];
    return &section->entities[section->count++];
}

/* "key = N s; ", N from 0 to max, but 0 half of the time: work of one second is where mistakes hide. */
static inline void generator_add_span(struct generator *g, struct tl_text *out, const char *key, int max_s)
{
    bool is_none = generator_chance(g, 50);
    int span_s = generator_pick(g, 0, max_s);
    tl_text_print(out, "%s = \"%d s\"; ", key, is_none ? 0 : span_s);
}

static inline void generator_add_partners(struct generator *g)
{
    static const char *const policies[] = {"greedy", "priority", "shares"};
    generator_open(g, "partners");
    g->partners = generator_pick(g, 1, GENERATOR_PARTNERS_MAX);
    for (int i = 0; i < g->partners; i++) {
        struct tl_text *out = generator_add(g);
        int capital = generator_pick(g, 0, GENERATOR_PORTS - 1);
        int policy = generator_pick(g, 0, 2);
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
    bool is_shut = generator_chance(g, 10);
    if (number > 0) { /* the first of each kind is everybody's and open: somewhere to go */
        if (is_owned) {
            tl_text_print(out, "owner = \"partner-%d\"; ", owner);
        }
        tl_text_add(out, is_shut ? "open = false; " : "");
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
    bool is_air = number == 2;
    tl_text_print(out, "%s = { domain = \"%s\"; ", generator_classes[number], is_air ? "air" : "sea");
    tl_text_print(out, "speed = \"%d kn\"; ",
                  is_air ? generator_pick(g, 250, 450) : generator_pick(g, 12, 30));
    int endurance_h = 0;
    if (is_air) {
        endurance_h = generator_pick(g, 3, 9);
    } else {
        endurance_h = generator_pick(g, number == 0 ? 150 : 40, 300);
    }
    tl_text_print(out, "endurance = \"%d h\"; gives = { ", endurance_h);
    for (int i = 0; i < 3; i++) {
        bool is_given = generator_chance(g, 60);
        int tenths = generator_pick(g, 1, 20);
        if (number == 0 || is_given) {
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

static inline void generator_add_mission(struct generator *g, int number)
{
    struct tl_text *out = generator_add(g);
    tl_text_print(out, "mission-%d = { kind = \"station\"; theatre = \"%s\"; ", number,
                  number % 2 == 0 ? "north" : "south");
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
    generator_add_needs(g, out);
    tl_text_print(out, "weight = %d.5; ", generator_pick(g, 0, 4));
    tl_text_print(out, "priority = %d; ", generator_pick(g, 1, 3));
    generator_add_span(g, out, "set-up", 40000);
    generator_add_span(g, out, "handover", 30000);
    if (generator_chance(g, 40)) {
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
    int class_number = number == 0 ? 0 : generator_pick(g, 0, GENERATOR_CLASSES - 1);
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
    if (generator_chance(g, 30) && (g->serves[mission] & 1U << partner) != 0) {
        tl_text_print(out, "at = \"mission-%d\"; ", mission);
    } else if (generator_chance(g, 20)) {
        tl_text_print(out, "available = \"uniform(1 h, %d h)\"; ", generator_pick(g, 2, 200));
    }
    tl_text_add(out, "};");
}

static inline void generator_add_assets(struct generator *g)
{
    generator_open(g, "assets");
    for (int i = 0; i < g->partners; i++) {
        int count = generator_pick(g, 1, 4);
        for (int k = 0; k < count; k++) {
            generator_add_asset(g, i, k);
        }
    }
}

static inline void generator_add_diversion(struct generator *g, int number)
{
    static const char *const picks[] = {"nearest", "idle-first", "least-loss"};
    static const char *const takes[] = {
        "count = 1; ",
        "class = \"frigate\"; ",
        "class = \"frigate\"; share = 0.5; denominator = \"ready\"; ",
        "share = 0.4; denominator = \"all\"; ",
    };
    int to = generator_pick(g, 0, g->missions - 1);
    int partner = generator_pick(g, 0, g->partners - 1);
    while ((g->serves[to] & 1U << partner) == 0) {
        partner = (partner + 1) % g->partners;
    }
    struct tl_text *out = generator_add(g);
    tl_text_print(out, "diversion-%d = { partner = \"partner-%d\"; to = \"mission-%d\"; ", number, partner,
                  to);
    tl_text_print(out, "pick = \"%s\"; ", picks[generator_pick(g, 0, 2)]);
    tl_text_print(out, "take = ( { %s} ); ", takes[generator_pick(g, 0, 3)]);
    int from_d = generator_pick(g, 0, 14);
    bool by_phase = generator_chance(g, 30);
    tl_text_print(out, by_phase ? "when = \"phase() == phase_0\"; " : "when = \"day() >= %d\"; ", from_d);
    if (generator_chance(g, 70)) {
        tl_text_print(out, "until = \"day() >= %d\"; ", from_d + generator_pick(g, 1, 8));
    }
    generator_add_span(g, out, "notice", 90000);
    bool holds = generator_chance(g, 50);
    tl_text_add(out, holds ? "hold = \"until-relieved\"; " : "");
    if (holds && generator_chance(g, 50)) {
        generator_add_span(g, out, "max-hold", 200000);
    }
    tl_text_add(out, "};");
}

static inline void generator_add_inject(struct generator *g, int number)
{
    struct tl_text *out = generator_add(g);
    tl_text_print(out, "inject-%d = { at = \"%d h\"; ", number, generator_pick(g, 0, 400));
    int partner = generator_pick(g, 0, g->partners - 1);
    int other = generator_pick(g, 0, 8);
    switch (generator_pick(g, 0, 6)) {
    case 0:
        tl_text_print(out, "kind = \"start-phase\"; phase = \"phase-%d\"; };", other % g->phases);
        break;
    case 1:
        tl_text_print(out, "kind = \"close\"; place = \"port-%d\"; };", other % GENERATOR_PORTS);
        break;
    case 2:
        tl_text_print(out, "kind = \"open\"; place = \"port-%d\"; };", other % GENERATOR_PORTS);
        break;
    case 3:
        tl_text_print(out, "kind = \"lose\"; asset = \"asset-%d-0\"; };", partner);
        break;
    case 4:
        tl_text_print(out, "kind = \"delay\"; asset = \"asset-%d-0\"; delay = \"%d h\"; };", partner,
                      other + 1);
        break;
    case 5:
        tl_text_print(out, "kind = \"scale-demand\"; mission = \"mission-%d\"; scale = %d.5; };",
                      other % g->missions, other % 3);
        break;
    default:
        tl_text_print(out, "kind = \"set-policy\"; partner = \"partner-%d\"; policy = \"greedy\"; };",
                      partner);
        break;
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
    int injects = generator_pick(g, 0, 4);
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
        {"classes",
         "a-ship = { domain = \"sea\"; speed = \"20 kn\"; gives = { asw = 1.0; }; endurance = \"9 d\"; "
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
    g.missions = generator_pick(&g, 1, 4);
    generator_add_partners(&g);
    generator_add_places(&g);
    generator_add_classes(&g);
    generator_add_missions(&g);
    generator_add_assets(&g);
    generator_add_changes(&g);
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
