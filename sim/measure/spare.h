/* Spare assets and gaps, matched one to one: what could have served where something was missing.
 *
 * A measure says when an asset is spare, from which place and on whose account (its owner: an asset serves one gap at a time, and
 * so does an owner). When a gap of a mission ends, it is served by definition, not by a rule that somebody could have followed:
 * whoever is first there and gives something that is short then serves it, as long as it is spare and something that it gives is
 * short; then the next one. Serving is not filling: somebody who gives a little of what is missing serves, too. There is who may serve
 * and has been spare since it would have been ordered: at the gap's begin or when it became spare, whichever is later. Gaps are taken
 * by their end, then by mission; assets by when they would serve, then by name. Gaps and spares of the warm-up are matched alike, but
 * what is served then is not counted. */
#ifndef TL_MEASURE_SPARE_H
#define TL_MEASURE_SPARE_H

#include "event/coverage.h"

struct tl_spares {
    const struct tl_roster *roster; /* borrowed */
    int32_t *counting;              /* [assets] mission for which each counts, or TL_NONE */
    bool *changed;                  /* [missions] supply or demand may have changed since the last look */
    size_t first_changed, last_changed;
    struct tl_lack *lacks;   /* [missions] present gaps */
    uint32_t last_gap;       /* number of the last one that began */
    size_t *first_way;       /* [missions + 1] in ways */
    struct tl_way *ways;     /* who may come to a mission, by name */
    struct tl_spare *spares; /* in order of their begins */
    size_t count, capacity;
    int32_t *last;         /* [assets] its last spare, or TL_NONE */
    int64_t *busy_until_s; /* [owners] */
    int32_t *serves;       /* [owners] the spare that served last, or TL_NONE */
    int64_t *served_s;     /* [missions] seconds of its gaps that could have been served */
    int64_t *serving_s;    /* [owners] seconds in which its assets could have served */
};

void tl_spares_init(struct tl_spares *spares, const struct tl_roster *roster, size_t owners);
void tl_spares_clear(struct tl_spares *spares);

/* Look at an event that has been folded into `coverage`. When the asset that it is about counts for another mission than before,
 * returns true, and in `was` for which it did. */
bool tl_spares_take(struct tl_spares *spares, const struct tl_coverage *coverage,
                    const struct tl_event *event, int32_t *was);

/* An asset is spare from time_s on, until it is no longer. One that is not spare cannot end to be: nothing happens. */
void tl_spares_begin(struct tl_spares *spares, int64_t asset, int64_t place, size_t owner, int64_t time_s);
void tl_spares_end(struct tl_spares *spares, int64_t asset, int64_t time_s);

/* Since since_s `coverage` is what it is: gaps begin and end. look: called for each mission that may have changed; may be NULL. */
void tl_spares_span(struct tl_spares *spares, const struct tl_coverage *coverage, int64_t since_s,
                    void (*look)(void *self, const struct tl_coverage *coverage, size_t mission,
                                 int64_t since_s),
                    void *self);

/* Gaps that are open at the horizon end there. */
void tl_spares_finish(struct tl_spares *spares);

#endif
