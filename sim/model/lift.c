/* Lift missions: people are carried from a place, the mission's area, to a haven, trip after trip. Between two trips nobody rests; an
 * asset whose endurance does not reach for another one goes home. Whoever has people aboard finishes the trip, whatever is ordered or
 * fails; only its loss ends it. */
#include <assert.h>

#include "model/berth.h"
#include "model/geo.h"
#include "model/kinds.h"
#include "model/rules.h"

static const struct tl_mission *mission_of(const struct tl_state *state, int32_t asset)
{
    return &state->model->missions[state->assets[asset].mission];
}

static int64_t seats_in(const struct tl_state *state, int32_t asset, const struct tl_mission *mission)
{
    const struct tl_class *class = &state->model->classes[state->model->assets[asset].class_index];
    return class->gives_u[mission->lift->seats] / TL_MICRO;
}

static int64_t seats_of(const struct tl_state *state, int32_t asset)
{
    return seats_in(state, asset, mission_of(state, asset));
}

bool tl_lift_carries(const struct tl_state *state, int32_t asset)
{
    return state->assets[asset].aboard > 0;
}

/* ---- what it may begin ---- */

static int64_t leg_home(const struct tl_state *state, int32_t asset, int32_t from)
{
    int64_t leg_s = tl_asset_leg_home(state, asset, from);
    return leg_s != TL_NONE ? leg_s : 0;
}

/* Is there endurance for a trip with so many persons, and to be home after it? */
static bool reaches(const struct tl_state *state, int32_t asset, int64_t persons)
{
    const struct tl_lift *lift = mission_of(state, asset)->lift;
    int32_t place = state->assets[asset].place;
    int64_t trip_s = tl_berth_handling(state, place, persons) + tl_asset_leg(state, asset, lift->haven) +
                     tl_berth_handling(state, lift->haven, persons) + leg_home(state, asset, lift->haven);
    return state->now_s + trip_s <= state->assets[asset].deadline_s;
}

int64_t tl_lift_trip(const struct tl_state *state, int32_t asset, int32_t mission)
{
    const struct tl_mission *m = &state->model->missions[mission];
    int32_t class_index = state->model->assets[asset].class_index;
    int32_t haven = m->lift->haven;
    int64_t seats = seats_in(state, asset, m);
    int64_t leg_s = tl_geo_leg(state->model, class_index, m->post, haven);
    return tl_berth_handling(state, m->post, seats) +
           tl_weather_slow(state, class_index, m->post, haven, leg_s) +
           tl_berth_handling(state, haven, seats) + leg_home(state, asset, haven);
}

/* Empty at the haven: is there endurance to go back, for one more full trip, and to be home after it? */
static bool reaches_again(const struct tl_state *state, int32_t asset)
{
    const struct tl_asset *a = &state->assets[asset];
    int64_t back_s = tl_asset_leg(state, asset, mission_of(state, asset)->post);
    return state->now_s + back_s + tl_lift_trip(state, asset, a->mission) <= a->deadline_s;
}

/* Is anybody still to come who may board? */
static bool is_anybody_upstream(const struct tl_state *state, const struct tl_lift *lift)
{
    for (size_t g = 0; g < state->model->group_count; g++) {
        if (lift->takes[g] && tl_people_are_to_come(state, (int32_t)g)) {
            return true;
        }
    }
    return false;
}

/* Do enough people wait to load? */
static bool is_worth_it(const struct tl_state *state, int32_t asset, int64_t waiting)
{
    const struct tl_lift *lift = mission_of(state, asset)->lift;
    bool is_impatient = state->now_s >= state->assets[asset].waits_s + lift->patience_s;
    bool is_filled = (double)waiting >= lift->fill * (double)seats_of(state, asset);
    return waiting > 0 && (is_filled || (lift->patience_s > 0 && is_impatient) ||
                           !is_anybody_upstream(state, lift)); /* they are the last */
}

static struct tl_event place_event(const struct tl_state *state, enum tl_event_kind kind, int32_t asset,
                                   int64_t until_s, int64_t cause)
{
    const struct tl_asset *a = &state->assets[asset];
    struct tl_event event = tl_event_make(kind, cause);
    event.asset = asset;
    event.mission = a->mission;
    event.place = a->place;
    event.persons = a->aboard;
    event.until = until_s;
    return event;
}

static void load(struct tl_state *state, int32_t asset, int64_t persons, int64_t cause)
{
    struct tl_asset *a = &state->assets[asset];
    const struct tl_lift *lift = mission_of(state, asset)->lift;
    tl_berth_stop_waiting(state, asset);
    tl_berth_take(state, asset);
    a->aboard = persons;
    int64_t until_s = state->now_s + tl_berth_handling(state, a->place, persons);
    tl_asset_enter(state, asset, TL_STATE_LOADING);
    int64_t id = tl_state_tell(state, place_event(state, TL_EVENT_ASSET_LOADS, asset, until_s, cause));
    struct tl_boarding boarding = {.place = a->place,
                                   .seats = persons,
                                   .takes = lift->takes,
                                   .loading = lift->loading,
                                   .partner = state->model->assets[asset].partner,
                                   .shares = lift->shares,
                                   .asset = asset,
                                   .service = TL_NONE};
    int64_t boarded = tl_people_board(state, &boarding, tl_people_aboard(state, asset), id);
    assert(boarded == persons);
    tl_asset_schedule(state, asset, until_s, id);
}

static bool is_stopped(const struct tl_state *state, int32_t asset)
{
    int32_t class_index = state->model->assets[asset].class_index;
    return tl_weather_stops(state, class_index, state->assets[asset].place) ||
           tl_weather_stops(state, class_index, mission_of(state, asset)->lift->haven);
}

/* At the area: load whoever waits, up to its seats. */
static bool try_loading(struct tl_state *state, int32_t asset, int64_t cause, enum tl_reason *reason)
{
    const struct tl_asset *a = &state->assets[asset];
    const struct tl_lift *lift = mission_of(state, asset)->lift;
    int64_t waiting = tl_people_waiting(state, a->place, lift->takes);
    int64_t seats = seats_of(state, asset);
    int64_t persons = waiting < seats ? waiting : seats;
    if (!state->place_open[a->place]) {
        *reason = TL_REASON_CLOSED;
    } else if (!is_worth_it(state, asset, waiting)) {
        *reason = TL_REASON_PEOPLE;
    } else if (!state->missions[a->mission].open && a->plan == a->mission) {
        *reason = TL_REASON_DEMAND; /* it starts here; one that is called home does not know yet */
    } else if (!tl_consent_allows(state, state->model->assets[asset].partner, a->mission)) {
        *reason = TL_REASON_CONSENT;
    } else if (is_stopped(state, asset)) {
        *reason = TL_REASON_WEATHER;
    } else if (!tl_berth_is_free(state, a->place)) {
        *reason = TL_REASON_BERTH;
    } else if (!reaches(state, asset, persons)) {
        int64_t left = tl_asset_stop_counting(state, asset, cause);
        tl_asset_go_home(state, asset, left);
        return true; /* it waits no longer */
    } else {
        load(state, asset, persons, cause);
        return true;
    }
    return false;
}

static bool try_unloading(struct tl_state *state, int32_t asset, int64_t cause, enum tl_reason *reason)
{
    struct tl_asset *a = &state->assets[asset];
    if (!state->place_open[a->place]) {
        *reason = TL_REASON_CLOSED;
    } else if (tl_berth_room(state, a->place) < a->aboard) {
        *reason = TL_REASON_ROOM;
    } else if (!tl_berth_is_free(state, a->place)) {
        *reason = TL_REASON_BERTH;
    } else {
        int64_t until_s = state->now_s + tl_berth_handling(state, a->place, a->aboard);
        tl_berth_stop_waiting(state, asset);
        tl_berth_take(state, asset);
        tl_berth_keep_room(state, a->place, a->aboard);
        tl_asset_enter(state, asset, TL_STATE_UNLOADING);
        int64_t id = tl_state_tell(state, place_event(state, TL_EVENT_ASSET_UNLOADS, asset, until_s, cause));
        tl_asset_schedule(state, asset, until_s, id);
        return true;
    }
    return false;
}

bool tl_lift_try(struct tl_state *state, int32_t asset, int64_t cause, enum tl_reason *reason)
{
    return tl_lift_carries(state, asset) ? try_unloading(state, asset, cause, reason)
                                         : try_loading(state, asset, cause, reason);
}

/* ---- trips ---- */

/* Empty at the area it must set out for home in time; with people aboard it waits as long as it takes. */
static void wait(struct tl_state *state, int32_t asset)
{
    struct tl_asset *a = &state->assets[asset];
    int64_t latest_s = TL_NONE;
    if (!tl_lift_carries(state, asset)) {
        latest_s = a->deadline_s - leg_home(state, asset, a->place);
        latest_s = latest_s > state->now_s ? latest_s : state->now_s;
        int64_t patience_s = mission_of(state, asset)->lift->patience_s;
        if (patience_s > 0) {
            struct tl_work work = {.kind = TL_WORK_PATIENCE, .subject = asset, .detail = state->now_s};
            tl_calendar_add(&state->calendar, state->now_s + patience_s, TL_DUE_MILESTONE,
                            (uint32_t)(TL_BAND_ASSET + asset), work);
        }
    }
    tl_asset_enter(state, asset, TL_STATE_WAITING);
    tl_asset_schedule(state, asset, latest_s, a->cause);
    tl_berth_wait(state, asset);
}

void tl_lift_lose_patience(struct tl_state *state, const struct tl_work *work)
{
    const struct tl_asset *a = &state->assets[work->subject];
    if (a->state == TL_STATE_WAITING && a->waits_s == work->detail &&
        !tl_lift_carries(state, work->subject)) {
        tl_berth_note(state, a->place, a->cause);
    }
}

/* Loaded: to the haven, as soon as the last departure was long enough ago. */
static void depart(struct tl_state *state, int32_t asset)
{
    struct tl_asset *a = &state->assets[asset];
    if (!a->has_slot) {
        int64_t departs_s = tl_berth_take_departure(state, a->place);
        a->has_slot = departs_s > state->now_s;
        if (a->has_slot) {
            tl_asset_schedule(state, asset, departs_s, a->cause);
            return;
        }
    }
    int64_t cause = a->cause;
    a->has_slot = false;
    tl_berth_leave(state, asset, cause);
    tl_asset_depart(state, asset, mission_of(state, asset)->lift->haven, cause);
}

/* Empty again: what was put off until now, or the next trip. */
static void go_on(struct tl_state *state, int32_t asset, int64_t cause)
{
    struct tl_asset *a = &state->assets[asset];
    if (a->failed) { /* while it had people aboard */
        tl_asset_go_home(state, asset, tl_asset_stop_counting(state, asset, a->order_cause));
        return;
    }
    if (a->has_order) {
        a->has_order = false;
        tl_order_carry_out(state, &a->order, a->order_cause);
        if (a->state == TL_STATE_TRANSIT) {
            return;
        }
    }
    if (!reaches_again(state, asset)) {
        tl_asset_go_home(state, asset, tl_asset_stop_counting(state, asset, cause));
        return;
    }
    tl_asset_depart(state, asset, mission_of(state, asset)->post, cause);
    if (a->diversion == TL_NONE) {
        tl_diversion_claims(state, asset);
    }
}

static void land(struct tl_state *state, int32_t asset)
{
    struct tl_asset *a = &state->assets[asset];
    const struct tl_mission *mission = mission_of(state, asset);
    int64_t cause = a->cause;
    tl_berth_keep_room(state, a->place, -a->aboard);
    a->aboard = 0;
    tl_people_land(state, mission->post, a->place, asset, TL_NONE, tl_people_aboard(state, asset), cause);
    tl_berth_leave(state, asset, cause);
    tl_asset_enter(state, asset, TL_STATE_WAITING); /* it may go anywhere now */
    go_on(state, asset, cause);
}

static void milestone(struct tl_state *state, int32_t asset)
{
    struct tl_asset *a = &state->assets[asset];
    switch (a->state) {
    case TL_STATE_LOADING:
        depart(state, asset);
        break;
    case TL_STATE_UNLOADING:
        land(state, asset);
        break;
    case TL_STATE_WAITING: /* its endurance calls it home */
        tl_asset_go_home(state, asset, tl_asset_stop_counting(state, asset, a->cause));
        break;
    default: /* it starts here, or has just come */
        wait(state, asset);
    }
}

/* ---- what ends it ---- */

static void leave(struct tl_state *state, int32_t asset, int64_t cause)
{
    struct tl_asset *a = &state->assets[asset];
    int32_t post = mission_of(state, asset)->post;
    a->has_order = a->has_slot = false;
    if (a->state == TL_STATE_LOADING || a->state == TL_STATE_UNLOADING) { /* lost in the berth */
        if (a->state == TL_STATE_UNLOADING) {
            tl_berth_keep_room(state, a->place, -a->aboard);
        }
        tl_berth_leave(state, asset, cause);
    } else if (a->state == TL_STATE_WAITING && a->is_in_row) {
        tl_berth_stop_waiting(state, asset);
    }
    if (tl_lift_carries(state, asset)) {
        a->aboard = 0;
        tl_people_return(state, post, asset, tl_people_aboard(state, asset), cause);
    }
}

bool tl_lift_keeps(struct tl_state *state, const struct tl_order *order, int64_t cause)
{
    struct tl_asset *a = &state->assets[order->asset];
    if (!tl_lift_carries(state, order->asset)) {
        return false;
    }
    bool is_other = a->has_order && a->order.mission != order->mission && a->order.mission != TL_NONE;
    if (is_other) { /* of those that come in the meantime the last one counts */
        tl_order_refuse(state, &a->order, TL_REASON_STATE, cause);
    }
    a->has_order = order->mission != a->mission && !a->failed;
    a->order = *order;
    a->order_cause = cause;
    return true;
}

/* ---- the plan, and its end ---- */

void tl_lift_start_all(struct tl_state *state)
{
    for (size_t i = 0; i < state->model->mission_count; i++) {
        const struct tl_lift *lift = state->model->missions[i].lift;
        if (lift != NULL && lift->due_count > 0) {
            struct tl_work work = {.kind = TL_WORK_DUE, .subject = (int32_t)i};
            tl_calendar_add(&state->calendar, lift->due[0].time_s, TL_DUE_MILESTONE,
                            (uint32_t)(TL_BAND_MISSION + (int32_t)i), work);
        }
    }
}

void tl_lift_due(struct tl_state *state, const struct tl_work *work)
{
    const struct tl_lift *lift = state->model->missions[work->subject].lift;
    size_t step = (size_t)work->detail;
    for (; step < lift->due_count && lift->due[step].time_s == state->now_s; step++) {
        struct tl_event event = tl_event_make(TL_EVENT_PERSONS_DUE, 0);
        event.mission = work->subject;
        event.group = lift->due[step].group;
        event.persons = lift->due[step].persons;
        tl_state_tell(state, event);
    }
    if (step < lift->due_count) {
        struct tl_work next = *work;
        next.detail = (int64_t)step;
        tl_calendar_add(&state->calendar, lift->due[step].time_s, TL_DUE_MILESTONE,
                        (uint32_t)(TL_BAND_MISSION + work->subject), next);
    }
}

void tl_lift_check_done(struct tl_state *state, int64_t cause)
{
    const struct tl_model *model = state->model;
    for (size_t i = 0; i < model->mission_count; i++) {
        const struct tl_lift *lift = model->missions[i].lift;
        bool is_done = lift != NULL && lift->group_count > 0 && state->missions[i].open;
        for (size_t j = 0; is_done && j < lift->group_count; j++) {
            const struct tl_group *group = &model->groups[lift->groups[j]];
            is_done = state->coverage.people.safe[lift->groups[j]] == group->persons - group->stayers;
        }
        is_done = is_done && tl_people_waiting(state, model->missions[i].area, lift->takes) == 0;
        if (is_done) {
            tl_demand_finish(state, (int32_t)i, cause);
        }
    }
}

const struct tl_mission_kind tl_mission_lift = {
    .name = "lift",
    .help = "carry people from its area to a haven, trip after trip; coverage is how many are safe beside "
            "the plan",
    .arrive = milestone,
    .milestone = milestone,
    .leave = leave,
};
