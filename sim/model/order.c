/* Messages: reports to commanders, orders to forces. Each is an event when it leaves and another when it is there; one that gets
 * lost on the way has no second, and nothing happens. */
#include <assert.h>

#include "model/kinds.h"
#include "model/network.h"
#include "model/rules.h"

static struct tl_event order_event(enum tl_event_kind kind, const struct tl_order *order, int64_t cause)
{
    struct tl_event event = tl_event_make(kind, cause);
    event.partner = order->partner;
    event.asset = order->asset;
    event.mission = order->mission;
    event.diversion = order->diversion;
    event.by = order->relieves;
    return event;
}

void tl_order_send(struct tl_state *state, struct tl_order order, int64_t cause)
{
    struct tl_asset *a = &state->assets[order.asset];
    tl_relief_untie(state, order.asset);
    a->leaving = false;
    tl_state_plan(state, order.asset, order.mission, true);
    if (order.relieves !=
        TL_NONE) { /* from now on the plan counts on the relief, not on the one that it relieves */
        struct tl_asset *old = &state->assets[order.relieves];
        a->relieves = order.relieves;
        old->relieved_by = order.asset;
        tl_state_plan(state, order.relieves, old->plan, false);
    }
    struct tl_event event = order_event(TL_EVENT_ORDER_SENT, &order, cause);
    int64_t id = tl_state_tell(state, event);
    if (tl_network_is_lost(state, &event)) {
        return;
    }
    struct tl_work work = {TL_WORK_ORDER,  order.asset, order.mission, order.diversion,
                           order.relieves, id,          order.partner};
    int64_t arrives_s = state->now_s + state->model->partners[order.partner].order_s;
    tl_calendar_add(&state->calendar, arrives_s, TL_DUE_ORDER, (uint32_t)(TL_BAND_ASSET + order.asset), work);
}

void tl_order_call_home(struct tl_state *state, int32_t partner, int32_t mission, int64_t cause)
{
    for (size_t i = 0; i < state->model->asset_count; i++) {
        const struct tl_asset *a = &state->assets[i];
        int32_t owner = state->model->assets[i].partner;
        if (partner != TL_NONE && owner != partner) {
            continue;
        }
        if (a->leaving && a->mission == mission) {
            tl_diversion_send(state, (int32_t)i); /* nothing to wait for any longer */
        } else if (a->plan == mission) {
            tl_order_send(state, (struct tl_order){owner, (int32_t)i, TL_NONE, TL_NONE, TL_NONE}, cause);
        }
    }
}

void tl_order_refuse(struct tl_state *state, const struct tl_order *order, enum tl_reason reason,
                     int64_t cause)
{
    struct tl_asset *a = &state->assets[order->asset];
    struct tl_event event = order_event(TL_EVENT_ORDER_REFUSED, order, cause);
    event.diversion = event.by = TL_NONE; /* what does not happen is for nothing and relieves nobody */
    event.reason = reason;
    int64_t id = tl_state_tell(state, event);
    if (a->plan == order->mission) {
        tl_relief_untie(state, order->asset);
        tl_state_plan(state, order->asset, a->mission, !a->failed);
        tl_relief_ask(state, order->asset);
    }
    tl_order_report(state, order->partner, reason, order->asset, order->mission, id);
}

static void go(struct tl_state *state, const struct tl_order *order, int64_t cause)
{
    struct tl_asset *a = &state->assets[order->asset];
    bool is_new = a->mission == TL_NONE;
    struct tl_event event =
        order_event(is_new ? TL_EVENT_ASSET_TASKED : TL_EVENT_ASSET_RETASKED, order, cause);
    if (order->diversion != TL_NONE && !state->diversions[order->diversion].active) {
        event.diversion = TL_NONE; /* it ended while the order was on its way: one like any other */
    }
    event.was = a->mission;
    event.by = is_new ? order->relieves : TL_NONE;
    int64_t id = tl_state_tell(state, event);
    int64_t left = tl_asset_stop_counting(state, order->asset, id);
    a->mission = order->mission;
    a->tasked_s = state->now_s;
    const struct tl_mission *mission = &state->model->missions[order->mission];
    bool is_at_base = a->state == TL_STATE_READY || a->state == TL_STATE_ALERT;
    if (mission->kind->is_at_base && is_at_base && a->place == mission->post) {
        mission->kind->join(state, order->asset, left);
        return;
    }
    tl_asset_depart(state, order->asset, state->model->missions[order->mission].post, left);
}

static void come_home(struct tl_state *state, const struct tl_order *order, int64_t cause)
{
    struct tl_asset *a = &state->assets[order->asset];
    struct tl_event event = order_event(TL_EVENT_ASSET_RECALLED, order, cause);
    event.was = a->mission;
    int64_t id = tl_state_tell(state, event);
    int64_t left = tl_asset_stop_counting(state, order->asset, id);
    if (a->state == TL_STATE_ALERT) {
        a->mission = TL_NONE;
        tl_asset_become_ready(state, order->asset, left);
    } else {
        tl_asset_go_home(state, order->asset, left);
    }
}

void tl_order_carry_out(struct tl_state *state, const struct tl_order *order, int64_t cause)
{
    const struct tl_asset *a = &state->assets[order->asset];
    bool has_mission = a->mission != TL_NONE;
    if (has_mission && a->mission == order->mission) {
        return; /* it is there, or on its way, already */
    }
    if (!tl_asset_can_go(state, order->asset)) {
        bool is_coming =
            has_mission && order->mission == TL_NONE; /* from an incident, to be free once it is back */
        if (!is_coming) {
            tl_order_refuse(state, order, TL_REASON_STATE, cause);
        }
    } else if (order->mission == TL_NONE) {
        if (has_mission) {
            come_home(state, order, cause);
        }
    } else if (!state->missions[order->mission].open) {
        tl_order_refuse(state, order, TL_REASON_DEMAND, cause);
    } else if (!tl_consent_allows(state, order->partner, order->mission)) {
        tl_order_refuse(state, order, TL_REASON_CONSENT, cause);
    } else if (tl_weather_stops(state, state->model->assets[order->asset].class_index, a->place) &&
               a->state == TL_STATE_READY) {
        tl_order_refuse(state, order, TL_REASON_WEATHER, cause);
    } else if (tl_asset_stay(state, order->asset, order->mission) < 0) {
        tl_order_refuse(state, order, TL_REASON_ENDURANCE, cause);
    } else {
        go(state, order, cause);
    }
}

void tl_order_arrive(struct tl_state *state, const struct tl_work *work)
{
    struct tl_order order = {(int32_t)work->detail, work->subject, work->mission, work->diversion,
                             work->other};
    int64_t id = tl_state_tell(state, order_event(TL_EVENT_ORDER_RECEIVED, &order, work->cause));
    if (!tl_lift_keeps(state, &order, id)) {
        tl_order_carry_out(state, &order, id);
    }
}

void tl_order_report(struct tl_state *state, int32_t partner, enum tl_reason reason, int32_t asset,
                     int32_t mission, int64_t cause)
{
    const struct tl_partner *p = &state->model->partners[partner];
    struct tl_event event = tl_event_make(TL_EVENT_REPORT_SENT, cause);
    event.partner = partner;
    event.reason = reason;
    event.asset = asset;
    event.mission = mission;
    int64_t id = tl_state_tell(state, event);
    if (tl_network_is_lost(state, &event)) {
        return;
    }
    struct tl_work work = {.kind = TL_WORK_REPORT,
                           .subject = partner,
                           .mission = mission,
                           .other = asset,
                           .cause = id,
                           .detail = reason};
    tl_calendar_add(&state->calendar, state->now_s + p->report_s, TL_DUE_REPORT, (uint32_t)p->rank, work);
}
