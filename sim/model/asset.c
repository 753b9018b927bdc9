/* The asset state machine: from base to a mission's area and back, failures, repair. */
#include <assert.h>

#include "base/units.h"
#include "model/geo.h"
#include "model/kinds.h"
#include "model/rules.h"

static const struct tl_class *class_of(const struct tl_state *state, int32_t asset)
{
    return &state->model->classes[state->model->assets[asset].class_index];
}

void tl_asset_schedule(struct tl_state *state, int32_t asset, int64_t milestone_s, int64_t cause)
{
    struct tl_asset *a = &state->assets[asset];
    a->milestone_s = milestone_s;
    a->cause = cause;
    int64_t next_s = milestone_s;
    if (a->operates_from_s != TL_NONE && !a->failed && class_of(state, asset)->fails) {
        int64_t fails_s = a->operates_from_s + a->failure_left_s;
        next_s = next_s == TL_NONE || fails_s < next_s ? fails_s : next_s;
    }
    if (next_s == TL_NONE) {
        tl_calendar_cancel(&state->calendar, (uint32_t)asset);
        return;
    }
    /* a failure that came due while it was not operating strikes as soon as it operates again */
    next_s = next_s < state->now_s ? state->now_s : next_s;
    struct tl_work work = {.kind = TL_WORK_ASSET, .subject = asset};
    tl_calendar_set(&state->calendar, (uint32_t)asset, next_s, TL_DUE_MILESTONE,
                    (uint32_t)(TL_BAND_ASSET + asset), work);
}

void tl_asset_enter(struct tl_state *state, int32_t asset, enum tl_asset_state into)
{
    uint64_t bit = UINT64_C(1) << (asset & 63);
    uint64_t *word = &state->ready[asset >> 6];
    *word = into == TL_STATE_READY ? *word | bit : *word & ~bit;
    state->assets[asset].state = into;
}

bool tl_asset_can_go(const struct tl_state *state, int32_t asset)
{
    const struct tl_asset *a = &state->assets[asset];
    bool is_out =
        a->state == TL_STATE_TRANSIT || a->state == TL_STATE_SET_UP || a->state == TL_STATE_ON_STATION;
    is_out = is_out || a->state == TL_STATE_WAITING;
    bool serves = is_out && a->mission != TL_NONE && !a->returns && !tl_lift_carries(state, asset);
    return !a->failed && (a->state == TL_STATE_READY || a->state == TL_STATE_ALERT || serves);
}

void tl_asset_depart(struct tl_state *state, int32_t asset, int32_t to, int64_t cause)
{
    struct tl_asset *a = &state->assets[asset];
    int32_t from = tl_asset_is_moving(state, asset) ? TL_NONE : a->place;
    int64_t leg_s = tl_asset_leg(state, asset, to);
    if (a->operates_from_s == TL_NONE) {
        tl_asset_set_out(state, asset, state->now_s);
    }
    if (a->mission != TL_NONE && !state->model->missions[a->mission].kind->is_at_base) {
        tl_asset_count_sortie(state, asset);
    }
    a->leg = (struct tl_leg){.from = tl_asset_position(state, asset),
                             .from_place = from,
                             .to = to,
                             .departs_s = state->now_s,
                             .arrives_s = state->now_s + leg_s};
    tl_asset_enter(state, asset, TL_STATE_TRANSIT);
    tl_sustain_settle(state, asset);
    struct tl_event event = tl_event_make(TL_EVENT_ASSET_DEPARTS, cause);
    event.asset = asset;
    event.from = a->leg.from_place;
    event.to = to;
    event.until = a->leg.arrives_s;
    tl_asset_schedule(state, asset, a->leg.arrives_s, tl_state_tell(state, event));
}

void tl_asset_go_home(struct tl_state *state, int32_t asset, int64_t cause)
{
    struct tl_asset *a = &state->assets[asset];
    tl_relief_untie(state, asset);
    tl_state_plan(state, asset, TL_NONE, false);
    a->mission = TL_NONE;
    a->leaving = a->returns = false;
    tl_asset_depart(state, asset, tl_asset_base(state, asset), cause);
}

/* Its mission's kind lets go of it. */
static void leave_mission(struct tl_state *state, int32_t asset, int64_t cause)
{
    int32_t mission = state->assets[asset].mission;
    if (mission != TL_NONE && state->model->missions[mission].kind->leave != NULL) {
        state->model->missions[mission].kind->leave(state, asset, cause);
    }
}

int64_t tl_asset_stop_counting(struct tl_state *state, int32_t asset, int64_t cause)
{
    struct tl_asset *a = &state->assets[asset];
    leave_mission(state, asset, cause);
    if (a->state != TL_STATE_ON_STATION) {
        return cause;
    }
    struct tl_event event = tl_event_make(TL_EVENT_ASSET_LEAVES, cause);
    event.asset = asset;
    event.mission = a->mission;
    return tl_state_tell(state, event);
}

static int64_t tell_at_place(struct tl_state *state, enum tl_event_kind kind, int32_t asset, int64_t cause)
{
    struct tl_event event = tl_event_make(kind, cause);
    event.asset = asset;
    event.place = state->assets[asset].place;
    return tl_state_tell(state, event);
}

void tl_asset_draw_failure(struct tl_state *state, int32_t asset)
{
    const struct tl_class *class = class_of(state, asset);
    struct tl_asset *a = &state->assets[asset];
    if (class->fails) {
        tl_dist_draw_delay(&class->failures, &a->failures, &a->failure_left_s);
        /* with 0 s it could fail, be repaired and fail again within one second for ever */
        a->failure_left_s = a->failure_left_s > 0 ? a->failure_left_s : 1;
    }
}

static void tell_missions_ready(struct tl_state *state, int32_t partner)
{
    for (size_t i = 0; i < state->model->mission_count; i++) {
        if (state->missions[i].wanting > 0 && state->model->missions[i].eligible[partner]) {
            state->model->missions[i].kind->asset_ready(state, (int32_t)i, partner);
        }
    }
}

/* Home again at its mission's post, which is open, and nothing else planned for it? */
static bool joins_again(const struct tl_state *state, int32_t asset)
{
    const struct tl_asset *a = &state->assets[asset];
    if (a->mission == TL_NONE || a->plan != a->mission) {
        return false;
    }
    const struct tl_mission *mission = &state->model->missions[a->mission];
    bool is_wanted_elsewhere =
        a->diversion != TL_NONE && !a->leaving && state->model->diversions[a->diversion].to != a->mission;
    return mission->kind->is_at_base && a->place == mission->post && state->place_open[mission->post] &&
           !is_wanted_elsewhere;
}

static void join_again(struct tl_state *state, int32_t asset, int64_t cause)
{
    state->model->missions[state->assets[asset].mission].kind->join(state, asset, cause);
    if (state->assets[asset].diversion == TL_NONE) {
        tl_diversion_claims(state, asset);
    }
}

/* It does not go on with its mission. What an order that is still under way plans for it stands. */
static void forget_mission(struct tl_state *state, int32_t asset)
{
    struct tl_asset *a = &state->assets[asset];
    if (a->mission != TL_NONE && a->plan == a->mission) {
        tl_state_plan(state, asset, TL_NONE, false);
    }
    a->mission = TL_NONE;
    a->leaving = a->returns = false;
}

/* Its diversion sends it, or its partner's commander hears of it. */
static void offer(struct tl_state *state, int32_t asset, int64_t cause)
{
    if (!tl_diversion_claims(state, asset)) {
        int32_t partner = state->model->assets[asset].partner;
        tell_missions_ready(state, partner);
        tl_order_report(state, partner, TL_REASON_READY, asset, TL_NONE, cause);
    }
}

void tl_asset_become_ready(struct tl_state *state, int32_t asset, int64_t cause)
{
    tl_asset_enter(state, asset, TL_STATE_READY);
    tl_asset_schedule(state, asset, TL_NONE, 0);
    if (joins_again(state, asset)) {
        join_again(state, asset, cause);
        return;
    }
    forget_mission(state, asset);
    offer(state, asset, tell_at_place(state, TL_EVENT_ASSET_READY, asset, cause));
}

void tl_asset_hear_of_calm(struct tl_state *state, int32_t asset, int64_t cause)
{
    const struct tl_asset *a = &state->assets[asset];
    bool is_free = a->state == TL_STATE_READY && a->plan == TL_NONE;
    if (is_free && !tl_weather_stops(state, state->model->assets[asset].class_index, a->place)) {
        offer(state, asset, cause);
    }
}

/* On station, or on alert, from the start. */
static void start_on_mission(struct tl_state *state, int32_t asset, int32_t mission)
{
    struct tl_asset *a = &state->assets[asset];
    const struct tl_mission_kind *kind = state->model->missions[mission].kind;
    a->mission = mission;
    tl_state_plan(state, asset, mission, true);
    if (kind->is_at_base) {
        tl_asset_enter(state, asset, TL_STATE_READY);
        tl_asset_schedule(state, asset, TL_NONE, 0);
        kind->join(state, asset, 0);
        return;
    }
    tl_asset_set_out(state, asset, state->now_s);
    tl_asset_count_sortie(state, asset);
    tl_asset_enter(state, asset, TL_STATE_SET_UP);
    a->counts_s = state->now_s;
    /* where nobody is on station, what it does there begins with its being there */
    bool is_lift = state->model->missions[mission].lift != NULL;
    int64_t cause = is_lift ? tell_at_place(state, TL_EVENT_ASSET_ARRIVES, asset, 0) : 0;
    tl_asset_schedule(state, asset, state->now_s, cause);
    kind->milestone(state, asset);
}

static void start(struct tl_state *state, int32_t asset)
{
    int32_t mission = state->model->assets[asset].start_mission;
    const struct tl_mission *m = mission != TL_NONE ? &state->model->missions[mission] : NULL;
    if (m != NULL && !tl_consent_allows(state, state->model->assets[asset].partner, mission)) {
        state->assets[asset].place = state->model->assets[asset].home; /* it was never let in */
        tl_asset_become_ready(state, asset, 0);
    } else if (m == NULL || (m->kind->is_at_base && !state->place_open[m->post])) {
        tl_asset_become_ready(state, asset, 0);
    } else {
        start_on_mission(state, asset, mission);
    }
}

static void end_operating(struct tl_state *state, int32_t asset)
{
    struct tl_asset *a = &state->assets[asset];
    if (!a->failed) {
        a->failure_left_s -= state->now_s - a->operates_from_s;
    }
    a->operates_from_s = TL_NONE;
}

/* At a base, until it is fit and may leave again. */
static void rest(struct tl_state *state, int32_t asset, int64_t delay_s, int64_t cause)
{
    int64_t until_s = state->now_s + delay_s;
    int64_t from_s = tl_asset_may_leave(state, asset);
    tl_asset_enter(state, asset, TL_STATE_TURNAROUND);
    int64_t id = tell_at_place(state, TL_EVENT_ASSET_HOME, asset, cause);
    tl_asset_schedule(state, asset, from_s > until_s ? from_s : until_s, id);
}

/* Back at a base: to repair, or to refuel and rest. */
static void come_home(struct tl_state *state, int32_t asset)
{
    struct tl_asset *a = &state->assets[asset];
    end_operating(state, asset);
    a->place = a->leg.to;
    a->returns = false;
    if (a->failed) {
        tl_repair_begin(state, asset, a->cause);
        return;
    }
    int64_t delay_s = 0;
    tl_dist_draw_delay(&class_of(state, asset)->turnaround, &a->turnaround, &delay_s);
    rest(state, asset, delay_s, a->cause);
}

static void arrive(struct tl_state *state, int32_t asset)
{
    struct tl_asset *a = &state->assets[asset];
    if (a->mission == TL_NONE || state->model->missions[a->mission].kind->is_at_base) {
        come_home(state, asset);
        return;
    }
    a->place = a->leg.to;
    tl_asset_enter(state, asset, TL_STATE_SET_UP);
    a->cause = tell_at_place(state, TL_EVENT_ASSET_ARRIVES, asset, a->cause);
    state->model->missions[a->mission].kind->arrive(state, asset);
}

static void end_repair(struct tl_state *state, int32_t asset)
{
    struct tl_asset *a = &state->assets[asset];
    a->failed = false;
    tl_asset_draw_failure(state, asset);
    struct tl_event event = tl_event_make(TL_EVENT_ASSET_REPAIRED, a->cause);
    event.asset = asset;
    int64_t id = tl_state_tell(state, event);
    tl_repair_end(state, asset, id);
    if (tl_asset_may_leave(state, asset) > state->now_s) {
        rest(state, asset, 0, id);
    } else {
        tl_asset_become_ready(state, asset, id);
    }
}

static void fail(struct tl_state *state, int32_t asset)
{
    struct tl_asset *a = &state->assets[asset];
    int32_t mission = a->mission;
    a->failed = true;
    a->failure_left_s = 0;
    struct tl_event event = tl_event_make(TL_EVENT_ASSET_FAILS, 0);
    event.asset = asset;
    event.mission = mission;
    int64_t id = tl_state_tell(state, event);
    tl_order_report(state, state->model->assets[asset].partner, TL_REASON_FAILURE, asset, mission, id);
    if (a->returns) {
        forget_mission(state, asset);
    }
    if (tl_lift_carries(state, asset)) { /* it finishes its trip */
        a->has_order = false;
        a->order_cause = id;
        tl_asset_schedule(state, asset, a->milestone_s, a->cause);
        return;
    }
    if (a->mission == TL_NONE) { /* on its way to a base already; its arrival there now has this cause */
        tl_asset_schedule(state, asset, a->milestone_s, id);
        return;
    }
    int64_t cause = tl_asset_stop_counting(state, asset, id);
    tl_asset_go_home(state, asset, cause);
}

void tl_asset_milestone(struct tl_state *state, const struct tl_work *work)
{
    int32_t asset = work->subject;
    struct tl_asset *a = &state->assets[asset];
    if (a->milestone_s == TL_NONE || a->milestone_s > state->now_s) {
        fail(state, asset);
        return;
    }
    switch (a->state) {
    case TL_STATE_ABSENT:
        start(state, asset);
        break;
    case TL_STATE_TRANSIT:
        arrive(state, asset);
        break;
    case TL_STATE_SET_UP:
    case TL_STATE_ON_STATION:
    case TL_STATE_WAITING:
    case TL_STATE_LOADING:
    case TL_STATE_UNLOADING:
        state->model->missions[a->mission].kind->milestone(state, asset);
        break;
    case TL_STATE_TURNAROUND:
        tl_asset_become_ready(state, asset, a->cause);
        break;
    case TL_STATE_REPAIR:
        end_repair(state, asset);
        break;
    case TL_STATE_SORTIE:
        tl_response_milestone(state, asset);
        break;
    case TL_STATE_READY:
    case TL_STATE_ALERT:
    case TL_STATE_LOST:
    case TL_STATES:
        assert(false && "a state without milestones");
    }
}

void tl_asset_lose(struct tl_state *state, int32_t asset, int64_t cause)
{
    struct tl_asset *a = &state->assets[asset];
    if (a->state == TL_STATE_LOST) {
        return;
    }
    struct tl_event event = tl_event_make(TL_EVENT_ASSET_LOST, cause);
    event.asset = asset;
    event.mission = a->mission;
    int64_t id = tl_state_tell(state, event);
    leave_mission(state, asset, id);
    if (a->state == TL_STATE_REPAIR) {
        tl_repair_end(state, asset, id);
    }
    tl_relief_untie(state, asset);
    tl_state_plan(state, asset, TL_NONE, false);
    tl_asset_enter(state, asset, TL_STATE_LOST);
    a->mission = a->diversion = TL_NONE;
    a->leaving = a->returns = false;
    tl_sustain_settle(state, asset);
    tl_calendar_cancel(&state->calendar, (uint32_t)asset);
    tl_order_report(state, state->model->assets[asset].partner, TL_REASON_LOSS, asset, (int32_t)event.mission,
                    id);
}

void tl_asset_delay(struct tl_state *state, int32_t asset, int64_t delay_s, int64_t cause)
{
    struct tl_asset *a = &state->assets[asset];
    bool waits =
        a->state == TL_STATE_ABSENT || a->state == TL_STATE_TURNAROUND || a->state == TL_STATE_REPAIR;
    if (!waits || a->milestone_s == TL_NONE) {
        return;
    }
    struct tl_event event = tl_event_make(TL_EVENT_ASSET_DELAYED, cause);
    event.asset = asset;
    event.until = a->milestone_s + delay_s;
    tl_asset_schedule(state, asset, event.until, tl_state_tell(state, event));
}

/* Under way to a base that is closed now? To the nearest one as it was, or to the pool of its mission. */
static bool is_bound_for_closed_base(const struct tl_state *state, int32_t asset)
{
    const struct tl_asset *a = &state->assets[asset];
    bool is_homeward = a->mission == TL_NONE || state->model->missions[a->mission].kind->is_at_base;
    return a->state == TL_STATE_TRANSIT && is_homeward && !state->place_open[a->leg.to];
}

static void turn_to_open_base(struct tl_state *state, int32_t asset, int64_t cause)
{
    int32_t base = tl_asset_base(state, asset);
    if (base == state->assets[asset].leg.to) {
        return;
    }
    forget_mission(state, asset);
    tl_asset_depart(state, asset, base, cause);
}

/* On alert at a base that is closed: out of the pool, and to the nearest open base, where there is one. */
static void leave_closed_pool(struct tl_state *state, int32_t asset, int64_t cause)
{
    int64_t left = tl_asset_stop_counting(state, asset, cause);
    if (tl_asset_base(state, asset) != state->assets[asset].place) {
        tl_asset_go_home(state, asset, left);
    } else {
        tl_asset_become_ready(state, asset, left);
    }
}

void tl_asset_bases_changed(struct tl_state *state, int64_t cause)
{
    for (size_t i = 0; i < state->model->asset_count; i++) {
        const struct tl_asset *a = &state->assets[i];
        int32_t asset = (int32_t)i;
        if (a->state == TL_STATE_ON_STATION) {
            const struct tl_asset_plan *plan = &state->model->assets[i];
            if (tl_geo_base(state->model, plan->kin, a->place, state->place_open) != TL_NONE) {
                tl_sustain_settle(state, asset);
                tl_station_set_departure(state, asset);
                tl_asset_schedule(state, asset, state->now_s, a->cause);
            }
        } else if (a->state == TL_STATE_SET_UP) {
            tl_asset_schedule(state, asset, state->now_s, a->cause);
        } else if (a->state == TL_STATE_ALERT && !state->place_open[a->place]) {
            leave_closed_pool(state, asset, cause);
        } else if (is_bound_for_closed_base(state, asset)) {
            turn_to_open_base(state, asset, cause);
        }
    }
}
