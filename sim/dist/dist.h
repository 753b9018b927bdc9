/* Distributions of delays and quantities. A kind is one file and one line in dist.def. */
#ifndef TL_DIST_DIST_H
#define TL_DIST_DIST_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/stream.h"
#include "base/text.h"
#include "base/units.h"

#define TL_DIST_PARAMS_MAX 3
#define TL_DELAY_MAX_S     1e15 /* 30 million years: never, and still far from the overflow of a sum of times */

/* Kinds, in the order of dist.def: TL_DIST_CONSTANT, TL_DIST_UNIFORM, TL_DIST_TRIANGULAR, TL_DIST_EXPONENTIAL,
 * TL_DIST_NORMAL, TL_DIST_LOGNORMAL, TL_DIST_GAMMA, TL_DIST_WEIBULL, TL_DIST_EMPIRICAL. */
enum tl_dist_kind {
#define TL_DIST(NAME, name, ...) TL_DIST_##NAME,
#include "dist/dist.def"
#undef TL_DIST
    TL_DIST_KINDS
};

/* A distribution with its parameters in the canonical unit of what it measures (seconds for times).
 * Zero-initialised is constant(0). */
struct tl_dist {
    enum tl_dist_kind kind;
    double params[TL_DIST_PARAMS_MAX];  /* in the order in which they are written */
    double derived[TL_DIST_PARAMS_MAX]; /* what the kind computed from them once */
    const double *sample;               /* empirical: sorted values; borrowed from the arena */
    uint32_t sample_count;
};

/* Parse "lognormal(4 d, 3 d)", or a plain quantity, which is a constant. Each parameter may be
 * "uncertain(low, nominal, high)" and then counts with its nominal.
 * unit    what is drawn; parameters are written in it (weibull's shape is a bare number)
 * folder  against which empirical("file.csv") is looked up: one number or quantity a line, '#' starts a comment
 * arena   owns the sample
 * rule    out, on failure: what was expected; a text that lives as long as the arena
 * Mistakes: unknown kind (with the nearest known one), wrong number of parameters, uniform(a > b), mode outside
 * [min, max], mean or sd <= 0, a time that can be negative (for normal: P(< 0) above 1e-6), an unreadable file. */
bool tl_dist_parse(const char *text, enum tl_unit unit, const char *folder, struct tl_arena *arena,
                   struct tl_dist *dist, const char **rule);

/* The theoretical mean, in the canonical unit. */
double tl_dist_mean(const struct tl_dist *dist);

/* The quantile function (inverse distribution function) at p in (0, 1). */
double tl_dist_quantile(const struct tl_dist *dist, double p);

/* Draw one value by the inverse-transform method (Law, Simulation Modeling and Analysis, ch. 8).
 * stream  advanced by exactly one draw, for a constant too, so that changing a kind shifts no later draw */
void tl_dist_draw(const struct tl_dist *dist, struct tl_stream *stream, double *value);

/* Draw one delay: rounded half up to whole seconds, >= 0, at most TL_DELAY_MAX_S. */
void tl_dist_draw_delay(const struct tl_dist *dist, struct tl_stream *stream, int64_t *delay_s);

/* One row a kind, for `trilat list distributions`, the reference and the generic tests. */
struct tl_dist_class {
    const char *name;
    const char *usage; /* "lognormal(mean, sd)" */
    const char *help;  /* one line */
    int params;
    /* Checks params, fills derived. Returns the rule that is broken, or NULL. */
    const char *(*prepare)(struct tl_dist *dist, enum tl_unit unit);
    double (*mean)(const struct tl_dist *dist);
    double (*quantile)(const struct tl_dist *dist, double p);
};
const struct tl_dist_class *tl_dist_class_get(enum tl_dist_kind kind);

#endif
