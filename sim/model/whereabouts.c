/* Where assets are, how long their legs take, and the bases that they could go to. */
#include "model/geo.h"
#include "model/kinds.h"
#include "model/rules.h"

bool tl_asset_is_moving(const struct tl_state *state, int32_t asset)
{
    const struct tl_asset *a = &state->assets[asset];
    bool is_flying = a->state == TL_STATE_SORTIE && !a->on_scene && state->now_s > a->leg.departs_s;
    return a->state == TL_STATE_TRANSIT || is_flying;
}

struct tl_point tl_asset_position(const struct tl_state *state, int32_t asset)
{
    const struct tl_asset *a = &state->assets[asset];
    if (!tl_asset_is_moving(state, asset)) {
        return state->model->places[a->place].at;
    }
    int64_t span_s = a->leg.arrives_s - a->leg.departs_s;
    double share = span_s > 0 ? (double)(state->now_s - a->leg.departs_s) / (double)span_s : 1.0;
    return tl_geo_between(a->leg.from, state->model->places[a->leg.to].at, share);
}

int64_t tl_asset_leg(const struct tl_state *state, int32_t asset, int32_t to)
{
    int32_t class_index = state->model->assets[asset].class_index;
    if (!tl_asset_is_moving(state, asset)) {
        int32_t from = state->assets[asset].place;
        return tl_weather_slow(state, class_index, from, to, tl_geo_leg(state->model, class_index, from, to));
    }
    struct tl_point here = tl_asset_position(state, asset);
    return tl_weather_slow(state, class_index, TL_NONE, to,
                           tl_geo_leg_from_point(state->model, class_index, here, to));
}

int64_t tl_asset_leg_home(const struct tl_state *state, int32_t asset, int32_t from)
{
    const struct tl_asset_plan *plan = &state->model->assets[asset];
    int32_t base = tl_geo_base(state->model, plan->kin, from, state->place_open);
    return base != TL_NONE ? tl_weather_slow(state, plan->class_index, from, base,
                                             tl_geo_leg(state->model, plan->class_index, from, base))
                           : TL_NONE;
}

int64_t tl_asset_stay(const struct tl_state *state, int32_t asset, int32_t mission)
{
    const struct tl_asset *a = &state->assets[asset];
    const struct tl_asset_plan *plan = &state->model->assets[asset];
    const struct tl_mission *m = &state->model->missions[mission];
    bool is_fresh = a->state == TL_STATE_READY || a->state == TL_STATE_ALERT;
    if (is_fresh && tl_weather_stops(state, plan->class_index, a->place)) {
        return -1;
    }
    int64_t endurance_s = state->model->classes[plan->class_index].endurance_s;
    int64_t left_s = is_fresh ? endurance_s : tl_sustain_deadline(state, asset) - state->now_s;
    left_s -= tl_asset_leg(state, asset, m->post);
    if (m->kind->is_at_base) {
        return tl_geo_is_base(state->model, plan->kin, m->post) && state->place_open[m->post] ? left_s : -1;
    }
    if (m->lift != NULL && left_s < tl_lift_trip(state, asset, mission)) {
        return -1; /* it would come home as it went */
    }
    int64_t home_s = tl_asset_leg_home(state, asset, m->post);
    return home_s != TL_NONE ? left_s - home_s : -1;
}

int32_t tl_asset_base(const struct tl_state *state, int32_t asset)
{
    const struct tl_asset *a = &state->assets[asset];
    const struct tl_asset_plan *plan = &state->model->assets[asset];
    bool is_at_place = !tl_asset_is_moving(state, asset);
    struct tl_point here = tl_asset_position(state, asset);
    const bool *const choices[] = {state->place_open, NULL};
    for (size_t i = 0; i < sizeof choices / sizeof *choices; i++) {
        int32_t base = is_at_place ? tl_geo_base(state->model, plan->kin, a->place, choices[i])
                                   : tl_geo_base_from_point(state->model, plan->kin, here, choices[i]);
        if (base != TL_NONE) {
            return base;
        }
    }
    return plan->home;
}
