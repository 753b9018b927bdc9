/* Scheduled services: ships and flights that are nobody's forces, and take people while they run. */
#include <stdlib.h>

#include "base/memory.h"
#include "model/berth.h"
#include "model/condition.h"
#include "model/rules.h"

struct departure {
    int64_t *aboard; /* [groups] */
    int64_t persons;
    int64_t cause;
};

struct tl_service_state {
    struct departure *departures; /* that are under way or landed, by number */
    size_t count;
    size_t capacity;
};

static void schedule(struct tl_state *state, enum tl_work_kind kind, int32_t service, int64_t number,
                     int64_t time_s)
{
    struct tl_work work = {.kind = kind, .subject = service, .detail = number};
    tl_calendar_add(&state->calendar, time_s, TL_DUE_MILESTONE, (uint32_t)(TL_BAND_SERVICE + service), work);
}

void tl_service_start_all(struct tl_state *state)
{
    state->services = tl_alloc(state->model->service_count + 1, sizeof *state->services);
    for (size_t i = 0; i < state->model->service_count; i++) {
        schedule(state, TL_WORK_SERVICE, (int32_t)i, 0, state->model->services[i].first_s);
    }
}

void tl_service_clear(struct tl_state *state)
{
    for (size_t i = 0; i < state->model->service_count; i++) {
        for (size_t j = 0; j < state->services[i].count; j++) {
            free(state->services[i].departures[j].aboard);
        }
        free(state->services[i].departures);
    }
    free(state->services);
}

/* Does it run now, and could it take anybody? */
static bool can_depart(const struct tl_state *state, const struct tl_service *service)
{
    return state->place_open[service->from] && state->place_open[service->haven] &&
           tl_people_waiting(state, service->from, service->takes) > 0 &&
           tl_berth_room(state, service->haven) > 0 &&
           (service->runs == NULL || tl_condition_holds(state->model->watcher, service->runs, state));
}

static void take_up(struct tl_state *state, int32_t index)
{
    const struct tl_service *service = &state->model->services[index];
    struct tl_service_state *s = &state->services[index];
    int64_t room = tl_berth_room(state, service->haven);
    s->departures = tl_grow(s->departures, s->count, &s->capacity, sizeof *s->departures);
    struct departure *departure = &s->departures[s->count++];
    *departure = (struct departure){.aboard = tl_alloc(state->model->group_count + 1, sizeof(int64_t))};
    struct tl_boarding boarding = {.place = service->from,
                                   .seats = service->seats < room ? service->seats : room,
                                   .takes = service->takes,
                                   .loading = TL_LOADING_POOLED,
                                   .partner = TL_NONE,
                                   .asset = TL_NONE,
                                   .service = index};
    departure->persons = tl_people_board(state, &boarding, departure->aboard, 0);
    departure->cause = state->last_id;
    tl_berth_keep_room(state, service->haven, departure->persons);
    schedule(state, TL_WORK_SERVICE_LANDS, index, (int64_t)s->count - 1, state->now_s + service->takes_s);
}

void tl_service_depart(struct tl_state *state, const struct tl_work *work)
{
    const struct tl_service *service = &state->model->services[work->subject];
    int64_t next_s = state->now_s + service->every_s;
    if (can_depart(state, service)) {
        take_up(state, work->subject);
    }
    if (service->last_s == TL_NONE || next_s <= service->last_s) {
        schedule(state, TL_WORK_SERVICE, work->subject, 0, next_s);
    }
}

void tl_service_land(struct tl_state *state, const struct tl_work *work)
{
    const struct tl_service *service = &state->model->services[work->subject];
    struct departure *departure = &state->services[work->subject].departures[work->detail];
    tl_berth_keep_room(state, service->haven, -departure->persons);
    tl_people_land(state, service->from, service->haven, TL_NONE, work->subject, departure->aboard,
                   departure->cause);
}
