/* Geography: geodesics on WGS84 (Karney, "Algorithms for geodesics", 2013, as in PROJ), lanes, and how long legs take. */
#ifndef TL_MODEL_GEO_H
#define TL_MODEL_GEO_H

#include <stdbool.h>
#include <stdint.h>

#include "model/model.h"

/* Length of the geodesic between two points, metres. */
double tl_geo_distance(struct tl_point a, struct tl_point b);

/* The point at a share of the geodesic from a to b; share in [0, 1]. */
struct tl_point tl_geo_between(struct tl_point a, struct tl_point b, double share);

/* Lengths of the ways between all places: [domains][places][places], metres, in the arena. */
const double *tl_geo_build_legs(const struct tl_model *model, const struct tl_scenario *scenario,
                                struct tl_arena *arena);

/* The same in whole seconds for every class, round half up of length / speed: [classes][places][places], in the arena. */
const int64_t *tl_geo_build_times(const struct tl_model *model, struct tl_arena *arena);

/* Whole seconds of a leg between two places for a class. */
int64_t tl_geo_leg(const struct tl_model *model, int32_t class_index, int32_t from, int32_t to);

/* Whole seconds of a leg from any point to a place: geodesic times the class's route factor; lanes start at places alone. */
int64_t tl_geo_leg_from_point(const struct tl_model *model, int32_t class_index, struct tl_point from,
                              int32_t to);

/* For every kin its possible bases in order of distance from every place; fills kin->nearest and base_count. */
void tl_geo_rank_bases(const struct tl_model *model, const struct tl_scenario *scenario, struct tl_kin *kin,
                       struct tl_arena *arena);

/* May assets of the kin use the place as a base, while it is open? */
bool tl_geo_is_base(const struct tl_model *model, int32_t kin, int32_t place);

/* The nearest open base of a kin from a place, or TL_NONE. open: [places]; NULL: all are open */
int32_t tl_geo_base(const struct tl_model *model, int32_t kin, int32_t place, const bool *open);

/* The same from any point. */
int32_t tl_geo_base_from_point(const struct tl_model *model, int32_t kin, struct tl_point from,
                               const bool *open);

#endif
