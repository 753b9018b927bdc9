/* Injects: what happens to the scenario from outside, at a time. */
#include "model/kinds.h"
#include "model/look.h"
#include "model/rules.h"

void tl_inject_start_all(struct tl_state *state)
{
    for (size_t i = 0; i < state->model->inject_count; i++) {
        struct tl_work work = {.kind = TL_WORK_INJECT, .subject = (int32_t)i};
        if (state->model->injects[i].at_s != TL_NONE) {
            tl_calendar_add(&state->calendar, state->model->injects[i].at_s, TL_DUE_INJECT, (uint32_t)i,
                            work);
        }
    }
}

static void start_phase(struct tl_state *state, const struct tl_inject *inject, int64_t cause)
{
    tl_demand_begin_phase(state, inject->phase, cause);
}

void tl_place_start_all(struct tl_state *state)
{
    const struct tl_model *model = state->model;
    for (size_t i = 0; i < model->place_count; i++) {
        struct tl_event event = tl_event_make(TL_EVENT_PLACE_CLOSES, 0);
        event.place = (int64_t)i;
        if (!model->places[i].open_at_start) {
            tl_state_tell(state, event);
        }
    }
    for (size_t i = 0; i < model->lane_count; i++) {
        struct tl_event event = tl_event_make(TL_EVENT_LANE_CLOSES, 0);
        event.lane = (int64_t)i;
        if (!model->lanes[i].open_at_start) {
            tl_state_tell(state, event);
        }
    }
}

void tl_place_set_open(struct tl_state *state, int32_t place, bool open, int64_t cause)
{
    if (state->place_open[place] == open) {
        return;
    }
    struct tl_event event = tl_event_make(open ? TL_EVENT_PLACE_OPENS : TL_EVENT_PLACE_CLOSES, cause);
    event.place = place;
    int64_t id = tl_state_tell(state, event);
    state->place_open[place] = open;
    tl_asset_bases_changed(state, id);
    tl_berth_note(state, place, id);
    tl_watch_note(state, TL_ARGUMENT_PLACE, place, id);
}

static void close(struct tl_state *state, const struct tl_inject *inject, int64_t cause)
{
    tl_place_set_open(state, inject->place, false, cause);
}

static void open(struct tl_state *state, const struct tl_inject *inject, int64_t cause)
{
    tl_place_set_open(state, inject->place, true, cause);
}

static void lose(struct tl_state *state, const struct tl_inject *inject, int64_t cause)
{
    for (size_t i = 0; i < inject->asset_count; i++) {
        tl_asset_lose(state, inject->assets[i], cause);
    }
}

static void delay(struct tl_state *state, const struct tl_inject *inject, int64_t cause)
{
    for (size_t i = 0; i < inject->asset_count; i++) {
        tl_asset_delay(state, inject->assets[i], inject->delay_s, cause);
    }
}

static void scale_demand(struct tl_state *state, const struct tl_inject *inject, int64_t cause)
{
    state->missions[inject->mission].scale = inject->scale;
    tl_demand_update(state, inject->mission, cause);
}

static void set_policy(struct tl_state *state, const struct tl_inject *inject, int64_t cause)
{
    state->partners[inject->partner].policy = inject->policy;
    struct tl_event event = tl_event_make(TL_EVENT_POLICY_CHANGES, cause);
    event.partner = inject->partner;
    tl_order_report(state, inject->partner, TL_REASON_POLICY, TL_NONE, TL_NONE, tl_state_tell(state, event));
}

static void scale_rate(struct tl_state *state, const struct tl_inject *inject, int64_t cause)
{
    tl_incident_scale(state, inject->incident, inject->scale, cause);
}

static void cut_link(struct tl_state *state, const struct tl_inject *inject, int64_t cause)
{
    tl_network_set_open(state, inject->link, false, cause);
}

static void restore_link(struct tl_state *state, const struct tl_inject *inject, int64_t cause)
{
    tl_network_set_open(state, inject->link, true, cause);
}

static void slow_link(struct tl_state *state, const struct tl_inject *inject, int64_t cause)
{
    tl_network_slow(state, inject->link, inject->scale, cause);
}

static void close_lane(struct tl_state *state, const struct tl_inject *inject, int64_t cause)
{
    tl_lane_set_open(state, inject->lane, false, cause);
}

static void open_lane(struct tl_state *state, const struct tl_inject *inject, int64_t cause)
{
    tl_lane_set_open(state, inject->lane, true, cause);
}

static void scale_lane(struct tl_state *state, const struct tl_inject *inject, int64_t cause)
{
    tl_lane_scale(state, inject->lane, inject->scale, cause);
}

static void scale_handling(struct tl_state *state, const struct tl_inject *inject, int64_t cause)
{
    tl_berth_scale(state, inject->place, inject->scale, cause);
}

static void grant(struct tl_state *state, const struct tl_inject *inject, int64_t cause)
{
    tl_consent_set(state, inject->consent, (enum tl_grade)inject->grade, cause);
}

static void set_posture(struct tl_state *state, const struct tl_inject *inject, int64_t cause)
{
    tl_posture_set(state, inject->posture, inject->level, cause);
}

static void set_weather(struct tl_state *state, const struct tl_inject *inject, int64_t cause)
{
    tl_weather_set(state, inject->weather, inject->level > 0, cause);
}

static void set_gauge(struct tl_state *state, const struct tl_inject *inject, int64_t cause)
{
    tl_gauge_set(state, inject->gauge, inject->value_u, cause);
}

static void set_messaging(struct tl_state *state, const struct tl_inject *inject, int64_t cause)
{
    tl_gauge_set_messaging(state, inject->partner, inject->value_u, cause);
}

static const struct tl_inject_kind kinds[] = {
#define TL_INJECT(NAME, function, name, needs, help) {name, help, needs, function},
#include "model/inject.def"
#undef TL_INJECT
};

const struct tl_inject_kind *tl_inject_kinds(size_t *count)
{
    *count = sizeof kinds / sizeof *kinds;
    return kinds;
}

int64_t tl_inject_strike_now(struct tl_state *state, int32_t inject, int64_t cause)
{
    const struct tl_inject *i = &state->model->injects[inject];
    struct tl_event event = tl_event_make(TL_EVENT_INJECT_STRIKES, cause);
    event.inject = inject;
    int64_t id = tl_state_tell(state, event);
    i->kind->strike(state, i, id);
    return id;
}

void tl_inject_strike(struct tl_state *state, const struct tl_work *work)
{
    tl_watch_look(state, tl_inject_strike_now(state, work->subject, 0));
}
