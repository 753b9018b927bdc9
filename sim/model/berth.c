/* Berths and havens: who loads and unloads where and when. A berth is held while loading or unloading alone, so nobody waits in one. */
#include "model/berth.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/units.h"
#include "model/look.h"
#include "model/rules.h"

struct tl_places_state {
    int64_t used;             /* berths */
    int64_t kept;             /* persons for whom there is room to be kept */
    int64_t free_s;           /* no departure before */
    struct tl_line waiting;   /* who came first, then by name */
    bool is_noted;            /* looked at later in this second */
    bool disperses;           /* somebody is about to move on */
    int64_t dispersed;        /* persons, since people were there last without a break */
    int64_t disperses_from_s; /* since when */
};

static void start_dispersal(struct tl_state *state, int32_t place);

void tl_berth_start_all(struct tl_state *state)
{
    const struct tl_model *model = state->model;
    state->berths = tl_alloc(model->place_count + 1, sizeof *state->berths);
    state->place_scale_u = tl_alloc(model->place_count + 1, sizeof *state->place_scale_u);
    for (size_t i = 0; i < model->place_count; i++) {
        state->place_scale_u[i] = TL_MICRO;
    }
}

void tl_berth_clear(struct tl_state *state)
{
    free(state->berths);
    free(state->place_scale_u);
}

/* ---- who waits ---- */

void tl_berth_note(struct tl_state *state, int32_t place, int64_t cause)
{
    struct tl_places_state *p = &state->berths[place];
    start_dispersal(state, place);
    if (p->waiting.count > 0 && !p->is_noted) {
        struct tl_work work = {.kind = TL_WORK_BERTH, .subject = place, .cause = cause};
        p->is_noted = true;
        tl_calendar_add(&state->calendar, state->now_s, TL_DUE_ORDER, (uint32_t)(TL_BAND_BERTH + place),
                        work);
    }
}

void tl_berth_wait(struct tl_state *state, int32_t asset)
{
    struct tl_asset *a = &state->assets[asset];
    struct tl_line *line = &state->berths[a->place].waiting;
    int32_t after = line->count > 0 ? line->last : TL_NONE;
    a->waits_s = state->now_s;
    a->is_told = false;
    while (after != TL_NONE && state->assets[after].waits_s == state->now_s && after > asset) {
        after = state->assets[after].prev; /* within a second by name, whoever came first */
    }
    tl_line_insert(state, line, asset, after);
    a->is_in_row = true;
    tl_berth_note(state, a->place, a->cause);
}

void tl_berth_stop_waiting(struct tl_state *state, int32_t asset)
{
    tl_line_remove(state, &state->berths[state->assets[asset].place].waiting, asset);
    state->assets[asset].is_in_row = false;
}

static void tell_waiting(struct tl_state *state, int32_t asset, enum tl_reason reason)
{
    struct tl_asset *a = &state->assets[asset];
    struct tl_event event = tl_event_make(TL_EVENT_ASSET_WAITS, a->cause);
    event.asset = asset;
    event.mission = a->mission;
    event.place = a->place;
    event.reason = reason;
    a->cause = tl_state_tell(state, event);
    a->is_told = true;
}

void tl_berth_assign(struct tl_state *state, const struct tl_work *work)
{
    struct tl_places_state *p = &state->berths[work->subject];
    int32_t asset = p->waiting.count > 0 ? p->waiting.first : TL_NONE;
    bool has_no_berth = false; /* somebody waits for one: nobody behind may take it from it */
    bool has_no_room = false;  /* likewise; those who load make room */
    p->is_noted = false;
    while (asset != TL_NONE) {
        const struct tl_asset *a = &state->assets[asset];
        int32_t next = a->next;
        enum tl_reason reason = has_no_berth ? TL_REASON_BERTH : TL_REASON_ROOM; /* unless it may try */
        int64_t cause = a->is_told && work->cause > a->cause ? work->cause : a->cause;
        bool is_blocked = has_no_berth || (has_no_room && tl_lift_carries(state, asset));
        if ((is_blocked || !tl_lift_try(state, asset, cause, &reason)) && !a->is_told) {
            tell_waiting(state, asset, reason);
        }
        has_no_berth = has_no_berth || (a->is_in_row && reason == TL_REASON_BERTH);
        has_no_room = has_no_room || (a->is_in_row && reason == TL_REASON_ROOM);
        asset = next;
    }
}

/* ---- berths ---- */

bool tl_berth_is_free(const struct tl_state *state, int32_t place)
{
    int64_t berths = state->model->places[place].berths;
    return (berths == TL_NONE || state->berths[place].used < berths) && state->place_scale_u[place] > 0;
}

void tl_berth_take(struct tl_state *state, int32_t asset)
{
    state->berths[state->assets[asset].place].used++;
}

void tl_berth_leave(struct tl_state *state, int32_t asset, int64_t cause)
{
    struct tl_places_state *p = &state->berths[state->assets[asset].place];
    assert(p->used > 0);
    p->used--;
    tl_berth_note(state, state->assets[asset].place, cause);
}

/* How long so many take at a rate > 0: whole seconds, and at a rate next to none as long as no run lasts. */
static int64_t time_for(double persons, double rate_ps)
{
    double time_s = persons / rate_ps;
    return tl_round(time_s < TL_DELAY_MAX_S ? time_s : TL_DELAY_MAX_S);
}

int64_t tl_berth_handling(const struct tl_state *state, int32_t place, int64_t persons)
{
    double rate_ps =
        state->model->places[place].handling_ps * ((double)state->place_scale_u[place] / (double)TL_MICRO);
    return rate_ps > 0 ? time_for((double)persons, rate_ps) : 0; /* no number: at once */
}

void tl_berth_scale(struct tl_state *state, int32_t place, double scale, int64_t cause)
{
    struct tl_event event = tl_event_make(TL_EVENT_PLACE_SCALES, cause);
    event.place = place;
    event.scale = state->place_scale_u[place] = tl_round(scale * (double)TL_MICRO);
    int64_t id = tl_state_tell(state, event);
    tl_berth_note(state, place, id);
    tl_watch_ask(state, id);
}

int64_t tl_berth_take_departure(struct tl_state *state, int32_t place)
{
    struct tl_places_state *p = &state->berths[place];
    int64_t spacing_s = state->model->places[place].spacing_s;
    int64_t departs_s = p->free_s > state->now_s ? p->free_s : state->now_s;
    p->free_s = departs_s + (spacing_s != TL_NONE ? spacing_s : 0);
    return departs_s;
}

/* ---- havens ---- */

int64_t tl_berth_room(const struct tl_state *state, int32_t place)
{
    int64_t capacity = state->model->places[place].capacity;
    if (capacity == TL_NONE) {
        return INT64_MAX;
    }
    int64_t room = capacity - state->coverage.people.held[place] - state->berths[place].kept;
    return room > 0 ? room : 0;
}

void tl_berth_keep_room(struct tl_state *state, int32_t place, int64_t persons)
{
    state->berths[place].kept += persons;
    assert(state->berths[place].kept >= 0);
}

/* When the next person moves on: the n-th one n / rate after people came to an empty haven, rounded half up. */
static void schedule_dispersal(struct tl_state *state, int32_t place)
{
    struct tl_places_state *p = &state->berths[place];
    double rate_ps = state->model->places[place].disperses_ps;
    int64_t time_s = p->disperses_from_s + time_for((double)(p->dispersed + 1), rate_ps);
    int64_t hour_s = state->now_s + TL_HOUR_S; /* in parties of an hour, so that a person is no event */
    struct tl_work work = {.kind = TL_WORK_DISPERSE, .subject = place};
    p->disperses = true;
    tl_calendar_add(&state->calendar, time_s > hour_s ? time_s : hour_s, TL_DUE_MILESTONE,
                    (uint32_t)(TL_BAND_PLACE + place), work);
}

static void start_dispersal(struct tl_state *state, int32_t place)
{
    struct tl_places_state *p = &state->berths[place];
    const struct tl_place *model = &state->model->places[place];
    bool can = model->is_haven && model->disperses_ps > 0 && !p->disperses;
    if (can && state->coverage.people.held[place] > 0) {
        p->dispersed = 0;
        p->disperses_from_s = state->now_s;
        schedule_dispersal(state, place);
    }
}

void tl_berth_disperse(struct tl_state *state, const struct tl_work *work)
{
    int32_t place = work->subject;
    struct tl_places_state *p = &state->berths[place];
    double rate_ps = state->model->places[place].disperses_ps;
    double since_s = (double)(state->now_s - p->disperses_from_s);
    int64_t upto = (int64_t)floor(since_s * rate_ps + 0.5);
    int64_t held = state->coverage.people.held[place];
    int64_t leave = upto - p->dispersed < held ? upto - p->dispersed : held;
    p->disperses = false;
    p->dispersed += leave;
    if (leave > 0) {
        p->disperses = true; /* it starts nothing while they go */
        tl_people_move_on(state, place, leave, 0);
        p->disperses = false;
    }
    if (state->coverage.people.held[place] > 0) {
        schedule_dispersal(state, place);
    }
}
