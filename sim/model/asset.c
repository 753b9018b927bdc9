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

static struct tl_point position(const struct tl_state *state, const struct tl_asset *a)
{
    if (a->state != TL_STATE_TRANSIT) {
        return state->model->places[a->place].at;
    }
    int64_t span_s = a->leg.arrives_s - a->leg.departs_s;
    double share = span_s > 0 ? (double)(state->now_s - a->leg.departs_s) / (double)span_s : 1.0;
    return tl_geo_between(a->leg.from, state->model->places[a->leg.to].at, share);
}

int64_t tl_asset_leg(const struct tl_state *state, int32_t asset, int32_t to)
{
    const struct tl_asset *a = &state->assets[asset];
    int32_t class_index = state->model->assets[asset].class_index;
    if (a->state != TL_STATE_TRANSIT) {
        return tl_geo_leg(state->model, class_index, a->place, to);
    }
    return tl_geo_leg_from_point(state->model, class_index, position(state, a), to);
}

int64_t tl_asset_stay(const struct tl_state *state, int32_t asset, int32_t mission)
{
    const struct tl_asset *a = &state->assets[asset];
    const struct tl_asset_plan *plan = &state->model->assets[asset];
    int32_t area = state->model->missions[mission].area;
    int32_t base = tl_geo_base(state->model, plan->kin, area, state->place_open);
    if (base == TL_NONE) {
        return -1;
    }
    bool is_ready = a->state == TL_STATE_READY;
    int64_t left_s = is_ready ? class_of(state, asset)->endurance_s : a->deadline_s - state->now_s;
    return left_s - tl_asset_leg(state, asset, area) -
           tl_geo_leg(state->model, plan->class_index, area, base);
}

void tl_asset_depart(struct tl_state *state, int32_t asset, int32_t to, int64_t cause)
{
    struct tl_asset *a = &state->assets[asset];
    int64_t leg_s = tl_asset_leg(state, asset, to);
    bool is_at_place = a->state != TL_STATE_TRANSIT;
    if (a->operates_from_s == TL_NONE) {
        a->operates_from_s = state->now_s;
        a->deadline_s = state->now_s + class_of(state, asset)->endurance_s;
    }
    a->leg = (struct tl_leg){.from = position(state, a),
                             .from_place = is_at_place ? a->place : TL_NONE,
                             .to = to,
                             .departs_s = state->now_s,
                             .arrives_s = state->now_s + leg_s};
    a->state = TL_STATE_TRANSIT;
    struct tl_event event = tl_event_make(TL_EVENT_ASSET_DEPARTS, cause);
    event.asset = asset;
    event.from = a->leg.from_place;
    event.to = to;
    event.until = a->leg.arrives_s;
    tl_asset_schedule(state, asset, a->leg.arrives_s, tl_state_tell(state, event));
}

/* A ship cannot vanish: where no base is open it goes to the nearest all the same. */
static int32_t nearest_base(const struct tl_state *state, int32_t asset)
{
    const struct tl_asset *a = &state->assets[asset];
    const struct tl_asset_plan *plan = &state->model->assets[asset];
    bool is_at_place = a->state != TL_STATE_TRANSIT;
    struct tl_point here = position(state, a);
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

void tl_asset_go_home(struct tl_state *state, int32_t asset, int64_t cause)
{
    struct tl_asset *a = &state->assets[asset];
    tl_relief_untie(state, asset);
    tl_state_plan(state, asset, TL_NONE, false);
    a->mission = TL_NONE;
    a->leaving = false;
    tl_asset_depart(state, asset, nearest_base(state, asset), cause);
}

int64_t tl_asset_stop_counting(struct tl_state *state, int32_t asset, int64_t cause)
{
    struct tl_asset *a = &state->assets[asset];
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

static void become_ready(struct tl_state *state, int32_t asset, int64_t cause)
{
    state->assets[asset].state = TL_STATE_READY;
    tl_asset_schedule(state, asset, TL_NONE, 0);
    int64_t id = tell_at_place(state, TL_EVENT_ASSET_READY, asset, cause);
    if (!tl_diversion_claims(state, asset)) {
        int32_t partner = state->model->assets[asset].partner;
        tell_missions_ready(state, partner);
        tl_order_report(state, partner, TL_REASON_READY, asset, TL_NONE, id);
    }
}

static void start(struct tl_state *state, int32_t asset)
{
    struct tl_asset *a = &state->assets[asset];
    int32_t mission = state->model->assets[asset].start_mission;
    if (mission == TL_NONE) {
        become_ready(state, asset, 0);
        return;
    }
    a->operates_from_s = state->now_s;
    a->deadline_s = state->now_s + class_of(state, asset)->endurance_s;
    a->mission = mission;
    tl_state_plan(state, asset, mission, true);
    a->state = TL_STATE_SET_UP;
    a->counts_s = state->now_s;
    tl_asset_schedule(state, asset, state->now_s, 0);
    state->model->missions[mission].kind->milestone(state, asset);
}

static void end_operating(struct tl_state *state, int32_t asset)
{
    struct tl_asset *a = &state->assets[asset];
    if (!a->failed) {
        a->failure_left_s -= state->now_s - a->operates_from_s;
    }
    a->operates_from_s = TL_NONE;
}

/* Back at a base: to repair, or to refuel and rest. */
static void come_home(struct tl_state *state, int32_t asset)
{
    struct tl_asset *a = &state->assets[asset];
    const struct tl_class *class = class_of(state, asset);
    int64_t delay_s = 0;
    end_operating(state, asset);
    a->place = a->leg.to;
    enum tl_event_kind kind = a->failed ? TL_EVENT_ASSET_IN_REPAIR : TL_EVENT_ASSET_HOME;
    a->state = a->failed ? TL_STATE_REPAIR : TL_STATE_TURNAROUND;
    if (a->failed) {
        tl_dist_draw_delay(&class->repair, &a->repair, &delay_s);
    } else {
        tl_dist_draw_delay(&class->turnaround, &a->turnaround, &delay_s);
    }
    int64_t id = tell_at_place(state, kind, asset, a->cause);
    tl_asset_schedule(state, asset, state->now_s + delay_s, id);
}

static void arrive(struct tl_state *state, int32_t asset)
{
    struct tl_asset *a = &state->assets[asset];
    if (a->mission == TL_NONE) {
        come_home(state, asset);
        return;
    }
    a->place = a->leg.to;
    a->state = TL_STATE_SET_UP;
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
    become_ready(state, asset, tl_state_tell(state, event));
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
    if (mission == TL_NONE) { /* on its way to a base already; its arrival there now has this cause */
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
        state->model->missions[a->mission].kind->milestone(state, asset);
        break;
    case TL_STATE_TURNAROUND:
        become_ready(state, asset, a->cause);
        break;
    case TL_STATE_REPAIR:
        end_repair(state, asset);
        break;
    case TL_STATE_READY:
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
    tl_relief_untie(state, asset);
    tl_state_plan(state, asset, TL_NONE, false);
    a->state = TL_STATE_LOST;
    a->mission = a->diversion = TL_NONE;
    a->leaving = false;
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

void tl_asset_bases_changed(struct tl_state *state, int64_t cause)
{
    for (size_t i = 0; i < state->model->asset_count; i++) {
        struct tl_asset *a = &state->assets[i];
        int32_t asset = (int32_t)i;
        if (a->state == TL_STATE_ON_STATION) {
            const struct tl_asset_plan *plan = &state->model->assets[i];
            int32_t base = tl_geo_base(state->model, plan->kin, a->place, state->place_open);
            if (base != TL_NONE) {
                a->leave_s = a->deadline_s - tl_geo_leg(state->model, plan->class_index, a->place, base);
                tl_asset_schedule(state, asset, state->now_s, a->cause);
            }
        } else if (a->state == TL_STATE_SET_UP) {
            tl_asset_schedule(state, asset, state->now_s, a->cause);
        } else if (a->state == TL_STATE_TRANSIT && a->mission == TL_NONE && !state->place_open[a->leg.to]) {
            int32_t base = nearest_base(state, asset);
            if (base != a->leg.to) {
                tl_asset_depart(state, asset, base, cause);
            }
        }
    }
}
