/* Weather: calm and rough by turns. Whoever sets out while it is rough is slower for the whole leg; some do not set out. */
#include <stdlib.h>

#include "base/memory.h"
#include "base/units.h"
#include "model/look.h"
#include "model/rules.h"

static void schedule_change(struct tl_state *state, int32_t weather)
{
    const struct tl_weather *w = &state->model->weathers[weather];
    struct tl_weather_state *s = &state->weathers[weather];
    struct tl_work work = {.kind = TL_WORK_WEATHER, .subject = weather};
    int64_t stay_s;
    tl_dist_draw_delay(s->is_rough ? &w->rough : &w->calm, s->is_rough ? &s->rough : &s->calm, &stay_s);
    s->next_s = state->now_s + (stay_s > 1 ? stay_s : 1);
    tl_calendar_add(&state->calendar, s->next_s, TL_DUE_MILESTONE, (uint32_t)(TL_BAND_WEATHER + weather),
                    work);
}

void tl_weather_start_all(struct tl_state *state)
{
    state->weathers = tl_alloc(state->model->weather_count + 1, sizeof *state->weathers);
    for (size_t i = 0; i < state->model->weather_count; i++) {
        const struct tl_weather *weather = &state->model->weathers[i];
        struct tl_weather_state *s = &state->weathers[i];
        tl_stream_init(&s->calm, state->roster.seed, state->roster.replication, weather->stream_calm);
        tl_stream_init(&s->rough, state->roster.seed, state->roster.replication, weather->stream_rough);
        schedule_change(state, (int32_t)i);
    }
}

void tl_weather_clear(struct tl_state *state)
{
    free(state->weathers);
}

/* Everybody who waits for it to calm, or would set out, is told what it is now. */
static void tell(struct tl_state *state, int32_t index, int64_t cause)
{
    const struct tl_model *model = state->model;
    const struct tl_weather *weather = &model->weathers[index];
    struct tl_event event = tl_event_make(TL_EVENT_WEATHER_CHANGES, cause);
    event.weather = index;
    event.level = state->weathers[index].is_rough;
    int64_t id = tl_state_tell(state, event);
    for (size_t i = 0; i < model->place_count; i++) {
        if (weather->places[i]) {
            tl_berth_note(state, (int32_t)i, id);
        }
    }
    for (size_t i = 0; i < model->mission_count; i++) {
        const struct tl_mission *mission = &model->missions[i];
        if (mission->lift != NULL && weather->places[mission->lift->haven]) {
            tl_berth_note(state, mission->area, id); /* they wait there for the weather at their haven, too */
        }
    }
    if (weather->is_on_lanes) {
        tl_lane_changed(state);
    }
    for (size_t i = 0; i < model->asset_count && !state->weathers[index].is_rough; i++) {
        if (weather->no_go[model->assets[i].class_index] && weather->places[state->assets[i].place]) {
            tl_asset_hear_of_calm(state, (int32_t)i, id);
        }
    }
    tl_watch_note(state, TL_ARGUMENT_WEATHER, index, id);
}

void tl_weather_set(struct tl_state *state, int32_t weather, bool is_rough, int64_t cause)
{
    struct tl_weather_state *s = &state->weathers[weather];
    bool was_rough = s->is_rough;
    s->is_rough = is_rough;
    schedule_change(state, weather);
    if (is_rough != was_rough) {
        tell(state, weather, cause);
    }
}

void tl_weather_change(struct tl_state *state, const struct tl_work *work)
{
    const struct tl_weather_state *s = &state->weathers[work->subject];
    if (state->now_s == s->next_s) { /* else an inject has put its next change to another time */
        tl_weather_set(state, work->subject, !s->is_rough, 0);
    }
}

/* Does the domain feel it at the place? TL_NONE: nowhere. */
static bool is_felt_at(const struct tl_state *state, size_t weather, enum tl_domain domain, int32_t place)
{
    const struct tl_weather *w = &state->model->weathers[weather];
    return place != TL_NONE && w->domain == domain && w->places[place];
}

int64_t tl_weather_slow(const struct tl_state *state, int32_t class_index, int32_t from, int32_t to,
                        int64_t leg_s)
{
    enum tl_domain domain = state->model->classes[class_index].domain;
    int64_t speed_u = TL_MICRO;
    for (size_t i = 0; i < state->model->weather_count; i++) {
        if (!state->weathers[i].is_rough) {
            continue; /* mostly it is calm */
        }
        int64_t here_u = state->model->weathers[i].speed_u;
        bool is_felt = is_felt_at(state, i, domain, from) || is_felt_at(state, i, domain, to);
        speed_u = is_felt && here_u < speed_u ? here_u : speed_u;
    }
    return speed_u == TL_MICRO ? leg_s : tl_round((double)leg_s * (double)TL_MICRO / (double)speed_u);
}

bool tl_weather_stops(const struct tl_state *state, int32_t class_index, int32_t place)
{
    enum tl_domain domain = state->model->classes[class_index].domain;
    for (size_t i = 0; i < state->model->weather_count; i++) {
        if (state->weathers[i].is_rough && state->model->weathers[i].no_go[class_index] &&
            is_felt_at(state, i, domain, place)) {
            return true;
        }
    }
    return false;
}

int64_t tl_weather_next(const struct tl_state *state)
{
    int64_t next_s = INT64_MAX;
    for (size_t i = 0; i < state->model->weather_count; i++) {
        bool is_on_lanes = state->model->weathers[i].is_on_lanes;
        next_s = is_on_lanes && state->weathers[i].next_s < next_s ? state->weathers[i].next_s : next_s;
    }
    return next_s;
}

int64_t tl_weather_lane(const struct tl_state *state, int32_t lane)
{
    int64_t share_u = TL_MICRO;
    for (size_t i = 0; i < state->model->weather_count; i++) {
        const struct tl_weather *weather = &state->model->weathers[i];
        bool is_felt = weather->lanes[lane] && state->weathers[i].is_rough;
        share_u = is_felt && weather->speed_u < share_u ? weather->speed_u : share_u;
    }
    return share_u;
}
