/* What generators of random scenarios share: a stream of chance, and sections of entities as text. */
#ifndef TL_TEST_PROPERTY_GENERATOR_BASE_H
#define TL_TEST_PROPERTY_GENERATOR_BASE_H

#include <string.h>

#include "base/hash.h"
#include "base/stream.h"
#include "base/text.h"

enum generator_form {
    GENERATOR_PLAIN = 0,
    GENERATOR_REVERSED = 1, /* collections and their entities in the opposite order: the same scenario */
    GENERATOR_EXTRA =
        2, /* one more partner with a place, class, ship and mission of its own that touch nobody */
    GENERATOR_PEOPLE = 4, /* with an evacuation, consents, postures and so on */
    GENERATOR_ROADS = 8,  /* ... and convoys, which only the kernel moves */
};

enum {
    GENERATOR_PARTNERS_MAX = 3,
    GENERATOR_PORTS = 3,
    GENERATOR_FIELDS = 2,
    GENERATOR_AREAS = 3,
    GENERATOR_CLASSES = 4,
    GENERATOR_ENTITIES_MAX = 32,
    GENERATOR_SECTIONS_MAX = 24
};

static const char *const generator_capabilities[] = {"asw", "bmd", "escort"};
static const char *const generator_classes[GENERATOR_CLASSES] = {"frigate", "cutter", "patrol", "dart"};

struct generator_section {
    const char *key;
    struct tl_text entities[GENERATOR_ENTITIES_MAX];
    size_t count;
};

struct generator {
    struct tl_stream stream;
    int partners, missions, phases, links, incidents;
    int phase_at_h;                               /* of the first phase */
    unsigned serves[GENERATOR_ENTITIES_MAX];      /* by mission: bit p, partner p may serve it */
    bool is_response[GENERATOR_ENTITIES_MAX];     /* by mission */
    bool is_flown[GENERATOR_ENTITIES_MAX];        /* ... from an airfield, with class `patrol` */
    int incident_mission[GENERATOR_ENTITIES_MAX]; /* by incident process */
    int port_owner[GENERATOR_PORTS], field_owner[GENERATOR_FIELDS]; /* -1: everybody's */
    struct generator_section sections[GENERATOR_SECTIONS_MAX];
    size_t section_count;
    size_t current; /* the section to which entities are added */
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
    g->current = g->section_count++;
    g->sections[g->current].key = key;
}

static inline struct tl_text *generator_add(struct generator *g)
{
    struct generator_section *section = &g->sections[g->current];
    return &section->entities[section->count++];
}

/* "key = N s; ", N from 0 to max, but 0 half of the time: work of one second is where mistakes hide. */
static inline void generator_add_span(struct generator *g, struct tl_text *out, const char *key, int max_s)
{
    bool is_none = generator_chance(g, 50);
    int span_s = generator_pick(g, 0, max_s);
    tl_text_print(out, "%s = \"%d s\"; ", key, is_none ? 0 : span_s);
}

#endif
