/* Corridors: who waits for a turn, and convoys on their way. How fast they pass the lanes that they share is the kernel's. */
#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/units.h"
#include "model/look.h"
#include "model/rules.h"

/* People of one group who gathered together. */
struct lot {
    int32_t group;
    int64_t persons;
    int64_t cause; /* id of their persons_gather */
};

struct queue {
    struct lot *lots;
    size_t first; /* those before it have left */
    size_t count;
    size_t capacity;
};

struct convoy {
    int64_t number;
    int64_t departs_s;
    int64_t *persons; /* [groups] */
    int64_t *causes;  /* [groups] id of their persons_gather, then of their convoy_departs */
};

struct tl_corridor_state {
    struct queue queue;
    bool is_sending; /* a transfer is under way */
    struct convoy *convoys;
    size_t count; /* of all that ever set out */
    size_t capacity;
};

void tl_corridor_start_all(struct tl_state *state)
{
    const struct tl_model *model = state->model;
    state->corridors = tl_alloc(model->corridor_count + 1, sizeof *state->corridors);
    state->lane_open = tl_alloc(model->lane_count + 1, sizeof *state->lane_open);
    state->lane_scale_u = tl_alloc(model->lane_count + 1, sizeof *state->lane_scale_u);
    for (size_t i = 0; i < model->lane_count; i++) {
        state->lane_open[i] = model->lanes[i].open_at_start;
        state->lane_scale_u[i] = TL_MICRO;
    }
    state->lanes_changed = true;
}

void tl_corridor_clear(struct tl_state *state)
{
    for (size_t i = 0; i < state->model->corridor_count; i++) {
        struct tl_corridor_state *corridor = &state->corridors[i];
        for (size_t j = 0; j < corridor->count; j++) {
            free(corridor->convoys[j].persons);
            free(corridor->convoys[j].causes);
        }
        free(corridor->convoys);
        free(corridor->queue.lots);
    }
    free(state->corridors);
    free(state->lane_open);
    free(state->lane_scale_u);
}

void tl_corridor_join(struct tl_state *state, int32_t corridor, int32_t group, int64_t persons, int64_t cause)
{
    struct queue *queue = &state->corridors[corridor].queue;
    queue->lots = tl_grow(queue->lots, queue->count, &queue->capacity, sizeof *queue->lots);
    queue->lots[queue->count++] = (struct lot){group, persons, cause};
    state->corridors_changed = true;
}

double tl_corridor_capacity(const struct tl_state *state, int32_t lane)
{
    double share = (double)state->lane_scale_u[lane] / (double)TL_MICRO *
                   ((double)tl_weather_lane(state, lane) / (double)TL_MICRO);
    return state->lane_open[lane] ? state->model->lanes[lane].capacity_ps * share : 0;
}

int64_t tl_corridor_next_change(const struct tl_state *state)
{
    const struct tl_model *model = state->model;
    int64_t people_s = tl_people_next(state);
    int64_t next_s = tl_weather_next(state);
    next_s = people_s < next_s ? people_s : next_s;
    for (size_t i = 0; i < model->inject_count; i++) {
        int64_t at_s = model->injects[i].at_s;
        next_s = at_s != TL_NONE && at_s >= state->now_s && at_s < next_s ? at_s : next_s;
    }
    return model->roads_may_change ? state->now_s : next_s;
}

bool tl_corridor_can_send(const struct tl_state *state, int32_t corridor)
{
    const struct tl_corridor *c = &state->model->corridors[corridor];
    const struct tl_corridor_state *s = &state->corridors[corridor];
    bool can = !s->is_sending && s->queue.first < s->queue.count;
    for (size_t i = 0; i < c->over_count && can; i++) {
        can = tl_corridor_capacity(state, c->over[i].lane) > 0;
    }
    return can;
}

/* Up to `most` persons of a queue, first come first served, into a convoy. Returns how many. */
static int64_t fill(struct convoy *convoy, struct queue *queue, int64_t most)
{
    int64_t taken = 0;
    while (queue->first < queue->count && taken < most) {
        struct lot *lot = &queue->lots[queue->first];
        int64_t persons = lot->persons < most - taken ? lot->persons : most - taken;
        convoy->persons[lot->group] += persons;
        convoy->causes[lot->group] = lot->cause;
        lot->persons -= persons;
        taken += persons;
        queue->first += lot->persons == 0;
    }
    if (queue->first == queue->count) {
        queue->first = queue->count = 0;
    }
    return taken;
}

static void schedule(struct tl_state *state, enum tl_work_kind kind, int32_t corridor, size_t row,
                     int64_t time_s)
{
    struct tl_work work = {.kind = kind, .subject = corridor, .detail = (int64_t)row};
    tl_calendar_add(&state->calendar, time_s, TL_DUE_MILESTONE, (uint32_t)(TL_BAND_CORRIDOR + corridor),
                    work);
}

int64_t tl_corridor_send(struct tl_state *state, int32_t corridor, double clock_s)
{
    struct tl_corridor_state *s = &state->corridors[corridor];
    size_t groups = state->model->group_count;
    size_t row = s->count;
    assert(tl_corridor_can_send(state, corridor));
    s->convoys = tl_grow(s->convoys, s->count, &s->capacity, sizeof *s->convoys);
    struct convoy *convoy = &s->convoys[s->count++];
    *convoy = (struct convoy){.number = (int64_t)s->count,
                              .departs_s = (int64_t)ceil(clock_s),
                              .persons = tl_alloc(groups, sizeof(int64_t)),
                              .causes = tl_alloc(groups, sizeof(int64_t))};
    s->is_sending = true;
    schedule(state, TL_WORK_CONVOY_DEPARTS, corridor, row, convoy->departs_s);
    return fill(convoy, &s->queue, state->model->corridors[corridor].convoy);
}

void tl_corridor_sent(struct tl_state *state, int32_t corridor, double clock_s)
{
    struct tl_corridor_state *s = &state->corridors[corridor];
    const struct convoy *convoy = &s->convoys[s->count - 1];
    int64_t arrives_s = tl_round(clock_s) + state->model->corridors[corridor].travel_s;
    int64_t ended_s = (int64_t)ceil(clock_s);
    arrives_s = arrives_s > ended_s ? arrives_s : ended_s; /* never in a second that is over */
    s->is_sending = false;
    /* it has been told to set out before it arrives, be it in the same second */
    schedule(state, TL_WORK_CONVOY_ARRIVES, corridor, s->count - 1,
             arrives_s > convoy->departs_s ? arrives_s : convoy->departs_s);
}

/* Tell an event of a convoy for each group in it; each becomes the cause of what follows for the group. */
static void tell(struct tl_state *state, enum tl_event_kind kind, const struct tl_work *work, int64_t place)
{
    struct convoy *convoy = &state->corridors[work->subject].convoys[work->detail];
    for (size_t g = 0; g < state->model->group_count; g++) {
        if (convoy->persons[g] == 0) {
            continue;
        }
        struct tl_event event = tl_event_make(kind, convoy->causes[g]);
        event.corridor = work->subject;
        event.number = convoy->number;
        event.group = (int64_t)g;
        event.persons = convoy->persons[g];
        event.place = place;
        convoy->causes[g] = tl_state_tell(state, event);
    }
}

void tl_corridor_depart(struct tl_state *state, const struct tl_work *work)
{
    tell(state, TL_EVENT_CONVOY_DEPARTS, work, TL_NONE);
}

void tl_corridor_arrive(struct tl_state *state, const struct tl_work *work)
{
    struct convoy *convoy = &state->corridors[work->subject].convoys[work->detail];
    int32_t place = state->model->corridors[work->subject].to;
    tell(state, TL_EVENT_CONVOY_ARRIVES, work, place);
    for (size_t g = 0; g < state->model->group_count; g++) {
        if (convoy->persons[g] > 0) {
            tl_people_queue(state, place, (int32_t)g, convoy->persons[g], convoy->causes[g]);
        }
    }
}

void tl_lane_set_open(struct tl_state *state, int32_t lane, bool open, int64_t cause)
{
    if (state->lane_open[lane] == open) {
        return;
    }
    struct tl_event event = tl_event_make(open ? TL_EVENT_LANE_OPENS : TL_EVENT_LANE_CLOSES, cause);
    event.lane = lane;
    state->lane_open[lane] = open;
    tl_lane_changed(state);
    tl_watch_note(state, TL_ARGUMENT_LANE, lane, tl_state_tell(state, event));
}

void tl_lane_scale(struct tl_state *state, int32_t lane, double scale, int64_t cause)
{
    struct tl_event event = tl_event_make(TL_EVENT_LANE_SCALES, cause);
    event.lane = lane;
    event.scale = state->lane_scale_u[lane] = tl_round(scale * (double)TL_MICRO);
    tl_lane_changed(state);
    tl_watch_ask(state, tl_state_tell(state, event));
}

void tl_lane_changed(struct tl_state *state)
{
    state->lanes_changed = state->corridors_changed = true;
}
