/* The part of random scenarios that happens: incidents, links and agreements, diversions, injects. */
#ifndef TL_TEST_PROPERTY_GENERATOR_EVENTS_H
#define TL_TEST_PROPERTY_GENERATOR_EVENTS_H

#include "property/generator_base.h"

/* The rate of a process, and how it comes about. Poisson's and markov's steps stay below the ceiling, gamma-mixed has room above it. */
static inline void generator_add_rates(struct generator *g, struct tl_text *out)
{
    int rate = generator_pick(g, 1, 40);
    switch (generator_pick(g, 0, 2)) {
    case 0:
        tl_text_print(out, "rate = \"%d /wk\"; ceiling = \"%d /wk\"; ", rate, 2 * rate);
        break;
    case 1:
        tl_text_print(out,
                      "process = \"gamma-mixed\"; spread = 0.2; rate = \"%d /wk\"; ceiling = \"%d /wk\"; ",
                      rate, 6 * rate);
        break;
    default:
        tl_text_print(out, "process = \"markov\"; ceiling = \"%d /wk\"; ", 2 * rate);
        tl_text_print(out,
                      "states = ( { name = \"calm\"; rate = \"0 /wk\"; stay = \"exponential(4 d)\"; }, ");
        tl_text_print(out, "{ name = \"busy\"; rate = \"%d /wk\"; stay = \"exponential(2 d)\"; } ); ", rate);
        break;
    }
    if (generator_chance(g, 40)) {
        tl_text_print(out, "steps = ( { phase = \"phase-%d\"; scale = 2.0; } ); ",
                      generator_pick(g, 0, g->phases - 1));
    }
}

static inline void generator_add_incident(struct generator *g, int mission)
{
    static const char *const scenes[] = {"1 h", "uniform(0 h, 9 h)", "exponential(5 h)"};
    struct tl_text *out = generator_add(g);
    g->incident_mission[g->incidents] = mission;
    tl_text_print(out, "incident-%d = { mission = \"mission-%d\"; ", g->incidents++, mission);
    generator_add_rates(g, out);
    tl_text_print(out, "scene = \"%s\"; ", scenes[generator_pick(g, 0, 2)]);
    if (g->is_response[mission]) {
        bool are_two = g->is_flown[mission] || (g->serves[mission] & (g->serves[mission] - 1)) != 0;
        tl_text_print(out, "takes = %d; ", are_two && generator_chance(g, 50) ? 2 : 1);
    }
    tl_text_add(out, "};");
}

/* A response mission has one or two; any other may have one, which it only records. */
static inline void generator_add_incidents(struct generator *g)
{
    generator_open(g, "incidents");
    for (int i = 0; i < g->missions; i++) {
        int count = g->is_response[i] ? generator_pick(g, 1, 2) : generator_chance(g, 15) ? 1 : 0;
        for (int k = 0; k < count; k++) {
            generator_add_incident(g, i);
        }
    }
}

/* A chain of links, which may be open or not, and sometimes a ring. */
static inline void generator_add_links(struct generator *g)
{
    generator_open(g, "links");
    int links = g->partners > 1 && generator_chance(g, 60) ? g->partners - 1 : 0;
    links += g->partners > 2 && links > 0 && generator_chance(g, 40) ? 1 : 0;
    for (int i = 0; i < links; i++) {
        struct tl_text *out = generator_add(g);
        tl_text_print(out, "link-%d = { from = \"partner-%d\"; to = \"partner-%d\"; ", i, i,
                      (i + 1) % g->partners);
        int hours = generator_chance(g, 30) ? 0 : generator_pick(g, 1, 30);
        tl_text_print(out, "delay = \"%d h\"; ", hours);
        tl_text_add(out, generator_chance(g, 15) ? "open = false; };" : "};");
    }
    g->links = links;
}

static inline void generator_add_agreements(struct generator *g)
{
    static const char *const states[] = {"absent", "from-start", "late"};
    generator_open(g, "agreements");
    int agreements = generator_chance(g, 60) ? generator_pick(g, 1, 3) : 0;
    for (int i = 0; i < agreements; i++) {
        struct tl_text *out = generator_add(g);
        int mission = generator_pick(g, 0, g->missions - 1);
        int partner = generator_pick(g, 0, g->partners - 1);
        while ((g->serves[mission] & 1U << partner) == 0) {
            partner = (partner + 1) % g->partners;
        }
        tl_text_print(out, "agreement-%d = { partner = \"partner-%d\"; mission = \"mission-%d\"; ", i,
                      partner, mission);
        tl_text_print(out, "state = \"%s\"; ", states[generator_pick(g, 0, 2)]);
        bool is_with_phase = generator_chance(g, 60); /* in its very second */
        int late_h = generator_pick(g, 0, 200);
        tl_text_print(out, "late = \"%d h\"; ", is_with_phase ? g->phase_at_h : late_h);
        bool leads = (g->serves[mission] & ((1U << partner) - 1)) == 0; /* the first of its partners */
        if (!leads && generator_chance(g, 70)) {
            tl_text_add(out, "backs-up = true; ");
            generator_add_span(g, out, "notice", 90000);
        } else {
            tl_text_print(out, "announce = \"%d h\"; ", generator_pick(g, 1, 60));
        }
        tl_text_add(out,
                    generator_chance(g, 40) ? "hold = \"until-relieved\"; max-hold = \"4 d\"; };" : "};");
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
        "class = \"patrol\"; ",
    };
    int to = generator_pick(g, 0, g->missions - 1);
    int partner = generator_pick(g, 0, g->partners - 1);
    while ((g->serves[to] & 1U << partner) == 0) {
        partner = (partner + 1) % g->partners;
    }
    bool has_wing = false;
    for (int i = 0; i < g->missions; i++) {
        has_wing = has_wing || (g->is_flown[i] && (g->serves[i] & 1U << partner) != 0);
    }
    struct tl_text *out = generator_add(g);
    tl_text_print(out, "diversion-%d = { partner = \"partner-%d\"; to = \"mission-%d\"; ", number, partner,
                  to);
    tl_text_print(out, "pick = \"%s\"; ", picks[generator_pick(g, 0, 2)]);
    int take = generator_pick(g, 0, has_wing ? 8 : 3); /* wings are out on sorties when a notice ends */
    tl_text_print(out, "take = ( { %s} ); ", takes[take < 4 ? take : 4]);
    int from_d = generator_pick(g, 0, 14);
    bool by_phase = generator_chance(g, 50);
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
    int kinds[11] = {0, 1, 2, 3, 4, 5, 6};
    int count = 7;
    for (int i = 7; i <= 10; i++) { /* where there is something that they can be about */
        if ((i == 7 ? g->incidents : g->links) > 0) {
            kinds[count++] = i;
        }
    }
    switch (kinds[generator_pick(g, 0, count - 1)]) {
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
    case 6:
        tl_text_print(out, "kind = \"set-policy\"; partner = \"partner-%d\"; policy = \"greedy\"; };",
                      partner);
        break;
    case 7:
        tl_text_print(out, "kind = \"scale-rate\"; incident = \"incident-%d\"; scale = %d.5; };",
                      other % g->incidents, other % 3);
        break;
    case 8:
        tl_text_print(out, "kind = \"cut-link\"; link = \"link-%d\"; };", other % g->links);
        break;
    case 9:
        tl_text_print(out, "kind = \"restore-link\"; link = \"link-%d\"; };", other % g->links);
        break;
    default:
        tl_text_print(out, "kind = \"slow-link\"; link = \"link-%d\"; scale = 3.0; };", other % g->links);
        break;
    }
}

#endif
