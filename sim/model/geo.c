#include "model/geo.h"

#include <geodesic.h>
#include <stdlib.h>

#include "base/units.h"

#define WGS84_RADIUS_M   6378137.0
#define WGS84_FLATTENING (1.0 / 298.257223563)

double tl_geo_distance(struct tl_point a, struct tl_point b)
{
    struct geod_geodesic earth;
    geod_init(&earth, WGS84_RADIUS_M, WGS84_FLATTENING);
    double distance_m = 0.0;
    geod_inverse(&earth, a.lat_deg, a.lon_deg, b.lat_deg, b.lon_deg, &distance_m, NULL, NULL);
    return distance_m;
}

struct tl_point tl_geo_between(struct tl_point a, struct tl_point b, double share)
{
    struct geod_geodesic earth;
    geod_init(&earth, WGS84_RADIUS_M, WGS84_FLATTENING);
    struct geod_geodesicline line;
    geod_inverseline(&line, &earth, a.lat_deg, a.lon_deg, b.lat_deg, b.lon_deg, 0);
    struct tl_point point;
    geod_position(&line, share * line.s13, &point.lat_deg, &point.lon_deg, NULL);
    return point;
}

/* In a table of [tables][places][places]. */
static size_t leg_index(size_t places, size_t table, size_t from, size_t to)
{
    return (table * places + from) * places + to;
}

const double *tl_geo_build_legs(const struct tl_model *model, const struct tl_scenario *scenario,
                                struct tl_arena *arena)
{
    size_t n = model->place_count;
    const double factors[TL_DOMAINS] = {scenario->top.sea_route_factor, scenario->top.air_route_factor,
                                        scenario->top.land_route_factor};
    double *legs = tl_arena_alloc(arena, TL_DOMAINS * n * n, sizeof *legs);
    for (size_t from = 0; from < n; from++) {
        for (size_t to = from + 1; to < n; to++) {
            double geodesic_m = tl_geo_distance(model->places[from].at, model->places[to].at);
            for (size_t d = 0; d < TL_DOMAINS; d++) {
                legs[leg_index(n, d, from, to)] = legs[leg_index(n, d, to, from)] = geodesic_m * factors[d];
            }
        }
    }
    for (size_t i = 0; i < scenario->lane_count; i++) {
        const struct tl_lane_def *lane = &scenario->lanes[i];
        size_t from = (size_t)lane->from.index;
        size_t to = (size_t)lane->to.index;
        size_t domain = (size_t)lane->domain;
        legs[leg_index(n, domain, from, to)] = legs[leg_index(n, domain, to, from)] = lane->length_m;
    }
    return legs;
}

const int64_t *tl_geo_build_times(const struct tl_model *model, struct tl_arena *arena)
{
    size_t n = model->place_count;
    int64_t *times = tl_arena_alloc(arena, model->class_count * n * n + 1, sizeof *times);
    for (size_t c = 0; c < model->class_count; c++) {
        const struct tl_class *class = &model->classes[c];
        for (size_t i = 0; i < n * n; i++) {
            double length_m = model->leg_m[(size_t) class->domain * n * n + i];
            times[c * n * n + i] = tl_leg_seconds(length_m, class->speed_mps);
        }
    }
    return times;
}

int64_t tl_geo_leg(const struct tl_model *model, int32_t class_index, int32_t from, int32_t to)
{
    return model->leg_s[leg_index(model->place_count, (size_t)class_index, (size_t)from, (size_t)to)];
}

int64_t tl_geo_leg_from_point(const struct tl_model *model, int32_t class_index, struct tl_point from,
                              int32_t to)
{
    const struct tl_class *class = &model->classes[class_index];
    double length_m = tl_geo_distance(from, model->places[to].at) * class->route_factor;
    return tl_leg_seconds(length_m, class->speed_mps);
}

struct ranked {
    double length_m;
    int32_t place;
};

/* Places are ordered by name, so the lower index breaks a tie by name. */
static int compare_ranked(const void *a, const void *b)
{
    const struct ranked *x = a;
    const struct ranked *y = b;
    if (x->length_m < y->length_m || x->length_m > y->length_m) {
        return x->length_m < y->length_m ? -1 : 1;
    }
    return (x->place > y->place) - (x->place < y->place);
}

static bool is_base(const struct tl_model *model, const struct tl_class_def *class, int32_t partner,
                    const struct tl_place_def *place, int32_t index)
{
    static const int kinds[TL_DOMAINS] = {TL_PLACE_PORT, TL_PLACE_AIRFIELD, TL_PLACE_CITY};
    if (!model->places[index].permits[partner]) {
        return false;
    }
    if (!class->bases.given) {
        return place->kind == kinds[class->domain];
    }
    for (size_t i = 0; i < class->bases.count; i++) {
        if (class->bases.items[i] == index) {
            return true;
        }
    }
    return false;
}

void tl_geo_rank_bases(const struct tl_model *model, const struct tl_scenario *scenario, struct tl_kin *kin,
                       struct tl_arena *arena)
{
    size_t n = model->place_count;
    struct ranked *ranked = tl_alloc(n, sizeof *ranked);
    int32_t *bases = tl_alloc(n, sizeof *bases);
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        if (is_base(model, &scenario->classes[kin->class_index], kin->partner, &scenario->places[i],
                    (int32_t)i)) {
            bases[count++] = (int32_t)i;
        }
    }
    int16_t *nearest = tl_arena_alloc(arena, n * count + 1, sizeof *nearest);
    size_t domain = model->classes[kin->class_index].domain;
    for (size_t from = 0; from < n; from++) {
        for (size_t k = 0; k < count; k++) {
            ranked[k] = (struct ranked){model->leg_m[leg_index(n, domain, from, (size_t)bases[k])], bases[k]};
        }
        qsort(ranked, count, sizeof *ranked, compare_ranked);
        for (size_t k = 0; k < count; k++) {
            nearest[from * count + k] = (int16_t)ranked[k].place;
        }
    }
    kin->nearest = nearest;
    kin->base_count = count;
    free(ranked);
    free(bases);
}

bool tl_geo_is_base(const struct tl_model *model, int32_t kin, int32_t place)
{
    const struct tl_kin *k = &model->kins[kin];
    for (size_t i = 0; i < k->base_count; i++) {
        if (k->nearest[(size_t)place * k->base_count + i] == place) {
            return true;
        }
    }
    return false;
}

int32_t tl_geo_base(const struct tl_model *model, int32_t kin, int32_t place, const bool *open)
{
    const struct tl_kin *k = &model->kins[kin];
    const int16_t *nearest = &k->nearest[(size_t)place * k->base_count];
    for (size_t i = 0; i < k->base_count; i++) {
        if (open == NULL || open[nearest[i]]) {
            return nearest[i];
        }
    }
    return TL_NONE;
}

int32_t tl_geo_base_from_point(const struct tl_model *model, int32_t kin, struct tl_point from,
                               const bool *open)
{
    const struct tl_kin *k = &model->kins[kin];
    int32_t best = TL_NONE;
    int64_t best_s = 0;
    for (size_t i = 0; i < k->base_count; i++) {
        int32_t base = k->nearest[i];
        if (open != NULL && !open[base]) {
            continue;
        }
        int64_t leg_s = tl_geo_leg_from_point(model, k->class_index, from, base);
        if (best == TL_NONE || leg_s < best_s || (leg_s == best_s && base < best)) {
            best = base;
            best_s = leg_s;
        }
    }
    return best;
}
