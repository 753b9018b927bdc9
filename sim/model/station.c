/* Station missions: keep capability in an area. Assets set up, count, and leave when their endurance asks for it; a relief
 * overlaps for one handover and takes over at the second of departure. */
#include "model/kinds.h"
#include "model/rules.h"

/* When it must leave the area at the latest, to be back at a base in time. */
static int64_t latest_departure(const struct tl_state *state, int32_t asset)
{
    int64_t home_s = tl_asset_leg_home(state, asset, state->assets[asset].place);
    return tl_sustain_latest(state, asset, home_s != TL_NONE ? home_s : 0);
}

void tl_station_set_departure(struct tl_state *state, int32_t asset)
{
    state->assets[asset].leave_s = latest_departure(state, asset);
}

static void count(struct tl_state *state, int32_t asset, int64_t cause)
{
    struct tl_asset *a = &state->assets[asset];
    tl_station_set_departure(state, asset);
    tl_asset_enter(state, asset, TL_STATE_ON_STATION);
    struct tl_event event = tl_event_make(TL_EVENT_ASSET_ON_STATION, cause);
    event.asset = asset;
    event.mission = a->mission;
    event.until = a->leave_s;
    a->cause = tl_state_tell(state, event);
    tl_relief_call(state, asset);
}

static void take_over(struct tl_state *state, int32_t asset, int32_t by)
{
    struct tl_asset *a = &state->assets[asset];
    struct tl_asset *b = &state->assets[by];
    a->relieved_by = b->relieves = TL_NONE;
    struct tl_event event = tl_event_make(TL_EVENT_ASSET_RELIEVED, b->cause);
    event.asset = asset;
    event.mission = a->mission;
    event.by = by;
    int64_t relieved = tl_state_tell(state, event);
    int64_t left = tl_asset_stop_counting(state, asset, relieved);
    tl_asset_go_home(state, asset, left);
    count(state, by, left);
}

/* A relief is in time when one whole handover fits before the departure of the asset that it relieves. */
static bool is_relief_in_time(const struct tl_state *state, int32_t asset)
{
    const struct tl_asset *a = &state->assets[asset];
    if (a->relieves == TL_NONE) {
        return false;
    }
    const struct tl_asset *old = &state->assets[a->relieves];
    int64_t handover_s = state->model->missions[a->mission].handover_s;
    return old->state == TL_STATE_ON_STATION && old->mission == a->mission &&
           state->now_s + handover_s <= old->leave_s;
}

/* In the area, not counting yet: counts once set up, or takes over when the asset that it relieves must leave. One whose endurance
 * calls it home before that never counts. */
static void set_up(struct tl_state *state, int32_t asset)
{
    struct tl_asset *a = &state->assets[asset];
    tl_sustain_settle(state, asset);
    int64_t counts_s = a->relieves != TL_NONE ? state->assets[a->relieves].leave_s : a->counts_s;
    int64_t leave_s = latest_departure(state, asset);
    if (state->now_s < counts_s && state->now_s >= leave_s) {
        tl_asset_go_home(state, asset, a->cause);
    } else if (state->now_s < counts_s) {
        tl_asset_schedule(state, asset, counts_s < leave_s ? counts_s : leave_s, a->cause);
    } else if (a->relieves != TL_NONE) {
        take_over(state, a->relieves, asset);
    } else {
        count(state, asset, a->cause);
    }
}

static void arrive(struct tl_state *state, int32_t asset)
{
    state->assets[asset].counts_s =
        state->now_s + state->model->missions[state->assets[asset].mission].set_up_s;
    if (!is_relief_in_time(state, asset)) {
        tl_relief_untie(state, asset); /* late, or nobody is left to relieve: it sets up for itself */
    }
    set_up(state, asset);
}

/* Does its relief arrive within this very second? Then that arrival does the rest. */
static bool is_relief_arriving(const struct tl_state *state, int32_t by)
{
    const struct tl_asset *b = &state->assets[by];
    return b->state == TL_STATE_TRANSIT && b->milestone_s == state->now_s;
}

static void leave(struct tl_state *state, int32_t asset)
{
    struct tl_asset *a = &state->assets[asset];
    int32_t by = a->relieved_by;
    if (by != TL_NONE && state->assets[by].state == TL_STATE_SET_UP && state->assets[by].relieves == asset) {
        take_over(state, asset, by);
    } else if (by == TL_NONE || !is_relief_arriving(state, by)) {
        int64_t left = tl_asset_stop_counting(state, asset, a->cause);
        tl_asset_go_home(state, asset, left);
    }
}

static void milestone(struct tl_state *state, int32_t asset)
{
    struct tl_asset *a = &state->assets[asset];
    if (a->state == TL_STATE_SET_UP) {
        set_up(state, asset);
    } else if (state->now_s >= a->leave_s) {
        leave(state, asset);
    } else {
        tl_relief_call(state, asset);
    }
}

/* What was not needed may be needed now, and the other way round: each asset on station asks anew. */
static void demand_changed(struct tl_state *state, int32_t mission)
{
    for (size_t i = 0; i < state->model->asset_count; i++) {
        struct tl_asset *a = &state->assets[i];
        bool asks = a->state == TL_STATE_ON_STATION && a->mission == mission && a->plan == mission &&
                    a->relieved_by == TL_NONE && !a->leaving;
        if (asks) {
            tl_state_plan(state, (int32_t)i, mission, true);
            tl_asset_schedule(state, (int32_t)i, state->now_s, a->cause);
        }
    }
}

static void asset_ready(struct tl_state *state, int32_t mission, int32_t partner)
{
    const struct tl_partner *p = &state->model->partners[partner];
    int32_t left = state->missions[mission].wanting;
    for (size_t i = 0; i < p->asset_count && left > 0; i++) {
        struct tl_asset *a = &state->assets[p->assets[i]];
        if (a->wants_relief && a->mission == mission) {
            tl_asset_schedule(state, p->assets[i], state->now_s, a->cause);
            left--;
        }
    }
}

const struct tl_mission_kind tl_mission_station = {
    .name = "station",
    .help = "keep capability on station in an area: set-up, relief in advance with handover",
    .arrive = arrive,
    .milestone = milestone,
    .demand_changed = demand_changed,
    .asset_ready = asset_ready,
};

/* Sustain missions are held in the same way; what they do for others is sustain.c's. */
const struct tl_mission_kind tl_mission_sustain = {
    .name = "sustain",
    .help = "held like a station mission; slows how fast the endurance of another mission's assets runs down",
    .arrive = arrive,
    .milestone = milestone,
    .demand_changed = demand_changed,
    .asset_ready = asset_ready,
};

/* Work missions are, too; what is done there is work.c's. */
const struct tl_mission_kind tl_mission_work = {
    .name = "work",
    .help = "held like a station mission until an amount is worked off; its parts open places and lanes",
    .arrive = arrive,
    .milestone = milestone,
    .demand_changed = demand_changed,
    .asset_ready = asset_ready,
};
