/* People: who sets out when, who waits where and boards in which order. How many are where is the coverage's books (event/people.h);
 * here are the queues of the places, whose order decides who boards. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/units.h"
#include "model/kinds.h"
#include "model/rules.h"

/* People of one group who came together. */
struct lot {
    int32_t group;
    int64_t persons;
};

/* Who waits at a place, in order of arrival. */
struct queue {
    struct lot *lots;
    size_t first; /* those before it have boarded */
    size_t count;
    size_t capacity;
};

struct tl_people_state {
    struct queue *queues;   /* [places] */
    size_t *next_lump;      /* [groups] of its lumps the first that has not set out */
    int64_t *shelters_to_s; /* [groups] nobody sets out before; 0: never sheltered */
    int64_t *aboard;        /* [assets][groups] */
};

/* ---- setting out ---- */

static void schedule_lump(struct tl_state *state, int32_t group)
{
    const struct tl_group *g = &state->model->groups[group];
    size_t next = state->people->next_lump[group];
    if (next == g->lump_count) {
        return;
    }
    int64_t time_s = g->lumps[next].time_s;
    time_s = time_s > state->people->shelters_to_s[group] ? time_s : state->people->shelters_to_s[group];
    struct tl_work work = {.kind = TL_WORK_LUMP, .subject = group, .detail = (int64_t)next};
    tl_calendar_add(&state->calendar, time_s > state->now_s ? time_s : state->now_s, TL_DUE_MILESTONE,
                    (uint32_t)(TL_BAND_GROUP + group), work);
}

int64_t tl_people_next(const struct tl_state *state)
{
    int64_t next_s = INT64_MAX;
    for (size_t g = 0; g < state->model->group_count; g++) {
        const struct tl_group *group = &state->model->groups[g];
        size_t next = state->people->next_lump[g];
        if (next < group->lump_count && group->lumps[next].time_s < next_s) {
            int64_t time_s = group->lumps[next].time_s;
            int64_t sheltered_s = state->people->shelters_to_s[g];
            time_s = time_s > sheltered_s ? time_s : sheltered_s;
            next_s = time_s < next_s ? time_s : next_s;
        }
    }
    return next_s > state->now_s ? next_s : state->now_s;
}

void tl_people_start_all(struct tl_state *state)
{
    const struct tl_model *model = state->model;
    struct tl_people_state *people = tl_alloc(1, sizeof *people);
    people->queues = tl_alloc(model->place_count + 1, sizeof *people->queues);
    people->next_lump = tl_alloc(model->group_count + 1, sizeof *people->next_lump);
    people->shelters_to_s = tl_alloc(model->group_count + 1, sizeof *people->shelters_to_s);
    people->aboard = tl_alloc(model->asset_count * model->group_count + 1, sizeof *people->aboard);
    state->people = people;
    for (size_t i = 0; i < model->group_count; i++) {
        if (model->groups[i].stayers > 0) {
            struct tl_work work = {.kind = TL_WORK_STAYERS, .subject = (int32_t)i};
            tl_calendar_add(&state->calendar, 0, TL_DUE_MILESTONE, (uint32_t)(TL_BAND_GROUP + (int32_t)i),
                            work);
        }
        schedule_lump(state, (int32_t)i);
    }
}

void tl_people_forget(struct tl_state *state)
{
    struct tl_people_state *people = state->people;
    for (size_t i = 0; i < state->model->place_count; i++) {
        free(people->queues[i].lots);
    }
    free(people->queues);
    free(people->next_lump);
    free(people->shelters_to_s);
    free(people->aboard);
    free(people);
}

static struct tl_event group_event(enum tl_event_kind kind, int32_t group, int64_t persons, int64_t cause)
{
    struct tl_event event = tl_event_make(kind, cause);
    event.group = group;
    event.persons = persons;
    return event;
}

void tl_people_settle(struct tl_state *state, const struct tl_work *work)
{
    tl_state_tell(state, group_event(TL_EVENT_PERSONS_STAY, work->subject,
                                     state->model->groups[work->subject].stayers, 0));
}

void tl_people_set_out(struct tl_state *state, const struct tl_work *work)
{
    int32_t group = work->subject;
    const struct tl_group *g = &state->model->groups[group];
    size_t *next = &state->people->next_lump[group];
    if ((size_t)work->detail != *next) {
        return; /* scheduled anew since then */
    }
    if (state->people->shelters_to_s[group] > state->now_s) {
        schedule_lump(state, group);
        return;
    }
    const struct tl_lump *lump = &g->lumps[(*next)++];
    struct tl_event event = group_event(TL_EVENT_PERSONS_GATHER, group, lump->persons, 0);
    event.corridor = lump->corridor;
    event.place = g->origin;
    int64_t id = tl_state_tell(state, event);
    if (lump->corridor != TL_NONE) {
        tl_corridor_join(state, lump->corridor, group, lump->persons, id);
    } else {
        tl_people_queue(state, g->origin, group, lump->persons, id);
    }
    schedule_lump(state, group);
}

void tl_people_begin_phase(struct tl_state *state, int32_t phase, int64_t cause)
{
    for (size_t i = 0; i < state->model->group_count; i++) {
        const struct tl_group *group = &state->model->groups[i];
        if (group->shelter_phase != phase || state->people->next_lump[i] == group->lump_count) {
            continue;
        }
        int64_t until_s = state->now_s + group->shelter_s;
        state->people->shelters_to_s[i] = until_s;
        struct tl_event event = tl_event_make(TL_EVENT_SHELTER_STARTS, cause);
        event.group = (int64_t)i;
        event.until = until_s;
        struct tl_work work = {
            .kind = TL_WORK_SHELTER, .subject = (int32_t)i, .cause = tl_state_tell(state, event)};
        tl_calendar_add(&state->calendar, until_s, TL_DUE_MILESTONE, (uint32_t)(TL_BAND_GROUP + (int32_t)i),
                        work);
    }
}

/* What had to wait sets out in this second, right after. */
void tl_people_end_shelter(struct tl_state *state, const struct tl_work *work)
{
    if (state->people->shelters_to_s[work->subject] > state->now_s) {
        return; /* the phase began once more */
    }
    struct tl_event event = tl_event_make(TL_EVENT_SHELTER_ENDS, work->cause);
    event.group = work->subject;
    tl_state_tell(state, event);
}

/* ---- queues ---- */

static void append(struct queue *queue, struct lot lot)
{
    queue->lots = tl_grow(queue->lots, queue->count, &queue->capacity, sizeof *queue->lots);
    queue->lots[queue->count++] = lot;
}

void tl_people_queue(struct tl_state *state, int32_t place, int32_t group, int64_t persons, int64_t cause)
{
    if (!state->model->groups[group].flees) {
        append(&state->people->queues[place], (struct lot){group, persons});
        tl_berth_note(state, place, cause);
    }
    for (size_t i = 0; i < state->model->place_count && !tl_people_are_to_come(state, group); i++) {
        tl_berth_note(state, (int32_t)i,
                      cause); /* whoever waits elsewhere for more of them need wait no longer */
    }
    if (state->model->places[place].is_haven) { /* they are safe without a ship */
        tl_lift_check_done(state, cause);
    }
}

bool tl_people_are_to_come(const struct tl_state *state, int32_t group)
{
    const int64_t *persons = &state->coverage.people.persons[(size_t)group * TL_STAGES];
    bool sets_out = state->people->next_lump[group] < state->model->groups[group].lump_count;
    return sets_out || persons[TL_STAGE_GATHERED] + persons[TL_STAGE_ROAD] > 0;
}

int64_t tl_people_waiting(const struct tl_state *state, int32_t place, const bool *takes)
{
    const struct tl_people *books = &state->coverage.people;
    int64_t persons = 0;
    for (size_t g = 0; g < state->model->group_count; g++) {
        persons += takes[g] ? books->at[(size_t)place * state->model->group_count + g] : 0;
    }
    return persons;
}

/* Take up to `most` persons of the groups out of a queue, first come first served.
 * aboard  [groups] adds how many of each
 * Returns how many. */
static int64_t take_from(struct queue *queue, const bool *takes, int64_t most, int64_t *aboard)
{
    int64_t taken = 0;
    for (size_t i = queue->first; i < queue->count && taken < most; i++) {
        struct lot *lot = &queue->lots[i];
        int64_t persons = !takes[lot->group] ? 0 : lot->persons < most - taken ? lot->persons : most - taken;
        lot->persons -= persons;
        aboard[lot->group] += persons;
        taken += persons;
    }
    while (queue->first < queue->count && queue->lots[queue->first].persons == 0) {
        queue->first++;
    }
    if (queue->first == queue->count) {
        queue->first = queue->count = 0;
    }
    return taken;
}

/* Nationals of the partner first. */
static int64_t take_own(const struct tl_state *state, const struct tl_boarding *boarding, bool *takes,
                        int64_t *aboard)
{
    for (size_t g = 0; g < state->model->group_count; g++) {
        takes[g] = boarding->takes[g] && state->model->groups[g].partner == boarding->partner;
    }
    return take_from(&state->people->queues[boarding->place], takes, boarding->seats, aboard);
}

/* To each group its share of the seats, rounded down. */
static int64_t take_shares(const struct tl_state *state, const struct tl_boarding *boarding, bool *takes,
                           int64_t *aboard)
{
    int64_t taken = 0;
    for (size_t g = 0; g < state->model->group_count; g++) {
        int64_t seats = (int64_t)(boarding->shares[g] * (double)boarding->seats + 1e-9);
        seats = seats < boarding->seats - taken ? seats : boarding->seats - taken;
        memset(takes, 0, state->model->group_count * sizeof *takes);
        takes[g] = boarding->takes[g];
        taken += take_from(&state->people->queues[boarding->place], takes, seats, aboard);
    }
    return taken;
}

int64_t tl_people_board(struct tl_state *state, const struct tl_boarding *boarding, int64_t *aboard,
                        int64_t cause)
{
    size_t groups = state->model->group_count;
    int64_t *boards = tl_alloc(groups + 1, sizeof *boards);
    bool *takes = tl_alloc(groups + 1, sizeof *takes);
    int64_t taken = 0;
    if (boarding->loading == TL_LOADING_OWN_FIRST && boarding->partner != TL_NONE) {
        taken = take_own(state, boarding, takes, boards);
    } else if (boarding->loading == TL_LOADING_SHARES) {
        taken = take_shares(state, boarding, takes, boards);
    }
    taken +=
        take_from(&state->people->queues[boarding->place], boarding->takes, boarding->seats - taken, boards);
    for (size_t g = 0; g < groups; g++) {
        if (boards[g] == 0) {
            continue;
        }
        struct tl_event event = group_event(TL_EVENT_PERSONS_BOARD, (int32_t)g, boards[g], cause);
        event.place = boarding->place;
        event.asset = boarding->asset;
        event.service = boarding->service;
        aboard[g] += boards[g];
        tl_state_tell(state, event);
    }
    free(takes);
    free(boards);
    tl_berth_note(state, boarding->place, cause); /* a haven has more room now */
    return taken;
}

/* Everybody aboard leaves the ship or aircraft at a place. */
static void unboard(struct tl_state *state, struct tl_event event, int64_t *aboard)
{
    for (size_t g = 0; g < state->model->group_count; g++) {
        event.group = (int64_t)g;
        event.persons = aboard[g];
        aboard[g] = 0;
        if (event.persons > 0) {
            tl_state_tell(state, event);
        }
    }
}

void tl_people_land(struct tl_state *state, int32_t from, int32_t place, int32_t asset, int32_t service,
                    int64_t *aboard, int64_t cause)
{
    for (size_t g = 0; g < state->model->group_count; g++) {
        if (aboard[g] > 0) {
            append(&state->people->queues[place], (struct lot){(int32_t)g, aboard[g]});
        }
    }
    struct tl_event event = tl_event_make(TL_EVENT_PERSONS_LAND, cause);
    event.from = from;
    event.place = place;
    event.asset = asset;
    event.service = service;
    unboard(state, event, aboard);
    tl_lift_check_done(state, state->last_id);
    tl_berth_note(state, place, cause); /* others may take them onward */
}

/* They become the first of the queue. */
static void put_first(struct queue *queue, struct lot lot)
{
    if (queue->first > 0) {
        queue->lots[--queue->first] = lot;
        return;
    }
    append(queue, lot);
    memmove(queue->lots + 1, queue->lots, (queue->count - 1) * sizeof *queue->lots);
    queue->lots[0] = lot;
}

void tl_people_return(struct tl_state *state, int32_t place, int32_t asset, int64_t *aboard, int64_t cause)
{
    for (size_t g = state->model->group_count; g-- > 0;) {
        if (aboard[g] > 0) {
            put_first(&state->people->queues[place], (struct lot){(int32_t)g, aboard[g]});
        }
    }
    struct tl_event event = tl_event_make(TL_EVENT_PERSONS_RETURN, cause);
    event.from = event.place = place;
    event.asset = asset;
    unboard(state, event, aboard);
    tl_berth_note(state, place, cause);
}

void tl_people_move_on(struct tl_state *state, int32_t place, int64_t persons, int64_t cause)
{
    size_t groups = state->model->group_count;
    int64_t *leave = tl_alloc(groups + 1, sizeof *leave);
    bool *takes = tl_alloc(groups + 1, sizeof *takes);
    memset(takes, true, groups * sizeof *takes);
    take_from(&state->people->queues[place], takes, persons, leave);
    struct tl_event event = tl_event_make(TL_EVENT_PERSONS_MOVE_ON, cause);
    event.place = place;
    unboard(state, event, leave);
    free(takes);
    free(leave);
    tl_berth_note(state, place, cause);
}

int64_t *tl_people_aboard(struct tl_state *state, int32_t asset)
{
    return &state->people->aboard[(size_t)asset * state->model->group_count];
}
