/* Sustain missions: held like station missions; while one is covered, the endurance of the assets in the area of the mission that it
 * supplies runs down slower.
 *
 * The clock of an asset in such an area is exact: at a pace of p millionths its deadline is put off by (10^6 - p) millionths of a second
 * each second; whole seconds of that go into deadline_s, the rest is kept. So settling it often or seldom gives the same, and rounding
 * down means that nobody is home late. What is left over on leaving, less than a second, is lost. */
#include <assert.h>

#include "base/units.h"
#include "model/geo.h"
#include "model/rules.h"

static bool is_in_area(const struct tl_asset *asset)
{
    return asset->state == TL_STATE_SET_UP || asset->state == TL_STATE_ON_STATION;
}

static bool is_sustained(const struct tl_state *state, const struct tl_asset *asset)
{
    return is_in_area(asset) && asset->mission != TL_NONE &&
           state->model->missions[asset->mission].sustained_by_count > 0;
}

/* Put off the deadline by what the slow clock gained since it was last settled. */
static void advance(struct tl_asset *asset, int64_t now_s)
{
    assert(asset->clock_s <= now_s);
    int64_t gain_u = asset->clock_gain_u + (now_s - asset->clock_s) * (TL_MICRO - asset->clock_pace_u);
    asset->deadline_s += gain_u / TL_MICRO;
    asset->clock_gain_u = gain_u % TL_MICRO;
    asset->clock_s = now_s;
}

void tl_sustain_settle(struct tl_state *state, int32_t asset)
{
    struct tl_asset *a = &state->assets[asset];
    if (a->clock_s != TL_NONE) {
        advance(a, state->now_s);
    }
    if (is_sustained(state, a)) {
        a->clock_s = state->now_s;
        a->clock_pace_u = state->pace_u[a->mission];
    } else {
        a->clock_s = TL_NONE;
        a->clock_gain_u = 0;
    }
}

int64_t tl_sustain_deadline(const struct tl_state *state, int32_t asset)
{
    struct tl_asset a = state->assets[asset];
    if (a.clock_s != TL_NONE) {
        advance(&a, state->now_s);
    }
    return a.deadline_s;
}

int64_t tl_sustain_latest(const struct tl_state *state, int32_t asset, int64_t home_s)
{
    const struct tl_asset *a = &state->assets[asset];
    int64_t latest_s = a->deadline_s - home_s;
    if (a->clock_s != TL_NONE && latest_s >= a->clock_s) {
        /* the last t with (t - clock) pace <= what is left less the way home; all in millionths of a second */
        latest_s = a->clock_s + ((latest_s - a->clock_s) * TL_MICRO + a->clock_gain_u) / a->clock_pace_u;
        assert((latest_s - a->clock_s) * a->clock_pace_u <=
               (a->deadline_s - home_s - a->clock_s) * TL_MICRO + a->clock_gain_u);
    }
    return latest_s > state->now_s ? latest_s : state->now_s;
}

/* What a sustain mission makes of the pace: in proportion to its coverage; one that is closed or needs nothing changes nothing. */
static int64_t pace_by(const struct tl_state *state, int32_t mission)
{
    const struct tl_mission *m = &state->model->missions[mission];
    bool is_needed = false;
    for (size_t k = 0; k < m->needs; k++) {
        is_needed = is_needed || state->missions[mission].demand_u[k] > 0;
    }
    if (!state->missions[mission].open || !is_needed) {
        return TL_MICRO;
    }
    return TL_MICRO - tl_round((double)(TL_MICRO - m->pace_u) * state->coverage.covered[mission]);
}

/* The lowest pace that its sustain missions give, and the latest event that changed the coverage of one of them. */
static int64_t pace_in(const struct tl_state *state, int32_t mission, int64_t *cause)
{
    const struct tl_mission *m = &state->model->missions[mission];
    int64_t lowest_u = TL_MICRO;
    *cause = 0;
    for (size_t i = 0; i < m->sustained_by_count; i++) {
        int64_t pace_u = pace_by(state, m->sustained_by[i]);
        int64_t changed = state->missions[m->sustained_by[i]].cause;
        lowest_u = pace_u < lowest_u ? pace_u : lowest_u;
        *cause = changed > *cause ? changed : *cause;
    }
    return lowest_u;
}

/* Everybody in the area goes on at the new pace. Who counts has a new departure, for which it asks its relief anew; who sets up may have
 * to leave sooner, or need not leave after all: both look again within this second. */
static void change_pace(struct tl_state *state, int32_t mission, int64_t pace_u, int64_t cause)
{
    state->pace_u[mission] = pace_u;
    struct tl_event event = tl_event_make(TL_EVENT_ENDURANCE_PACE, cause);
    event.mission = mission;
    event.pace = pace_u;
    int64_t id = tl_state_tell(state, event);
    for (size_t i = 0; i < state->model->asset_count; i++) {
        struct tl_asset *a = &state->assets[i];
        if (a->mission != mission || !is_in_area(a)) {
            continue;
        }
        tl_sustain_settle(state, (int32_t)i);
        bool counts = a->state == TL_STATE_ON_STATION;
        if (counts) {
            tl_station_set_departure(state, (int32_t)i);
        }
        tl_asset_schedule(state, (int32_t)i, state->now_s, counts ? id : a->cause);
    }
}

bool tl_sustain_look(struct tl_state *state)
{
    bool changed = false;
    for (size_t i = 0; i < state->model->mission_count; i++) {
        if (state->model->missions[i].sustained_by_count == 0) {
            continue; /* whose pace is ever the same */
        }
        int64_t cause = 0;
        int64_t pace_u = pace_in(state, (int32_t)i, &cause);
        if (pace_u != state->pace_u[i]) {
            change_pace(state, (int32_t)i, pace_u, cause);
            changed = true;
        }
    }
    return changed;
}
