/* What the file of each kind in dist.def defines. For sim/dist/ alone; everybody else uses dist.h. */
#ifndef TL_DIST_KINDS_H
#define TL_DIST_KINDS_H

#include "dist/dist.h"

/* prepare   check the parameters and fill `derived`; returns the broken rule, a static text, or NULL
 * mean      the theoretical mean of a prepared distribution
 * quantile  p in (0, 1); never falls as p rises */
#define TL_DIST(NAME, name, ...)                                                                             \
    const char *tl_##name##_prepare(struct tl_dist *dist, enum tl_unit unit);                                \
    double tl_##name##_mean(const struct tl_dist *dist);                                                     \
    double tl_##name##_quantile(const struct tl_dist *dist, double p);
#include "dist/dist.def"
#undef TL_DIST

/* Read the recorded sample of an empirical distribution, sorted, into the arena.
 * file    one number (in the canonical unit) or quantity a line; '#' starts a comment, empty lines are skipped
 * folder  against which a relative `file` is looked up; NULL: the working folder
 * rule    out, on failure: lives as long as the arena */
bool tl_empirical_load(struct tl_dist *dist, const char *file, enum tl_unit unit, const char *folder,
                       struct tl_arena *arena, const char **rule);

#endif
