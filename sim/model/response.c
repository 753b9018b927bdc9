/* Response missions: an alert pool at a base answers incidents. An incident is answered all or nothing, by the k assets on alert that
 * are there first; who of them was on alert the longest goes, then the first by name. Where too few are in time it waits, if the
 * mission lets it, or is missed and consumes nothing. */
#include <assert.h>

#include "model/answer.h"
#include "model/kinds.h"
#include "model/rules.h"

/* ---- who goes ---- */

struct choice {
    int32_t assets[TL_ANSWERERS_MAX];
    int64_t legs_s[TL_ANSWERERS_MAX];
    int64_t count;
};

/* Keep the first `takes` by leg; those with the same leg stay in the order in which they come. */
static void consider(struct choice *choice, int32_t asset, int64_t leg_s, int64_t takes)
{
    int64_t at = choice->count;
    while (at > 0 && choice->legs_s[at - 1] > leg_s) {
        at--;
    }
    if (at == takes) {
        return;
    }
    choice->count += choice->count < takes;
    for (int64_t i = choice->count - 1; i > at; i--) {
        choice->assets[i] = choice->assets[i - 1];
        choice->legs_s[i] = choice->legs_s[i - 1];
    }
    choice->assets[at] = asset;
    choice->legs_s[at] = leg_s;
}

/* Those of the pool who go; fewer than it takes where too few are in time. */
static void choose(const struct tl_state *state, int32_t row, struct choice *choice)
{
    const struct tl_model *model = state->model;
    const struct tl_answer *answer = &state->answers[row];
    const struct tl_incident *process = tl_answer_process(state, row);
    const struct tl_mission *mission = tl_answer_mission(state, row);
    const struct tl_line *pool = &state->missions[process->mission].alert;
    const bool *in_time = model->roster.incidents[answer->incident].in_time;
    int64_t left_s =
        mission->limit_s == TL_NONE ? INT64_MAX : answer->since_s + mission->limit_s - state->now_s;
    int32_t asset = pool->count > 0 ? pool->first : TL_NONE;
    choice->count = 0;
    assert(process->takes <= TL_ANSWERERS_MAX);
    for (; asset != TL_NONE; asset = state->assets[asset].next) {
        int32_t class_index = model->assets[asset].class_index;
        int64_t leg_s =
            tl_weather_slow(state, class_index, mission->post, process->area, process->leg_s[class_index]);
        bool is_stopped = tl_weather_stops(state, class_index, mission->post) ||
                          tl_weather_stops(state, class_index, process->area);
        if (in_time[asset] && !is_stopped && mission->reaction_s + leg_s <= left_s) {
            consider(choice, asset, leg_s, process->takes);
        }
        if (choice->count == process->takes && choice->legs_s[choice->count - 1] == process->quickest_s) {
            return; /* whoever is on alert for less long is no quicker */
        }
    }
}

/* Answer it now, with all or nobody. */
static bool answer_now(struct tl_state *state, int32_t row)
{
    int64_t takes = tl_answer_process(state, row)->takes;
    struct choice choice;
    if (state->missions[tl_answer_process(state, row)->mission].alert.count < takes) {
        return false;
    }
    choose(state, row, &choice);
    if (choice.count < takes) {
        return false;
    }
    state->answers[row].sent = state->answers[row].to_come = takes;
    state->answers[row].last_s =
        state->now_s + tl_answer_mission(state, row)->reaction_s + choice.legs_s[takes - 1];
    for (int64_t i = 0; i < takes; i++) {
        tl_sortie_start(state, choice.assets[i], row, choice.legs_s[i]);
    }
    return true;
}

/* ---- waiting ---- */

/* It waits until even the quickest would be too late. */
static void wait(struct tl_state *state, int32_t row)
{
    const struct tl_answer *answer = &state->answers[row];
    const struct tl_mission *mission = tl_answer_mission(state, row);
    tl_answer_append(state, &state->missions[tl_answer_process(state, row)->mission].waiting, row);
    if (mission->limit_s == TL_NONE) {
        return;
    }
    int64_t latest_s =
        answer->since_s + mission->limit_s - mission->reaction_s - tl_answer_process(state, row)->quickest_s;
    struct tl_work work = {.kind = TL_WORK_LIMIT,
                           .subject = answer->incident,
                           .other = row,
                           .detail = answer->number,
                           .cause = answer->cause};
    /* at the end of that second: whoever comes on alert in it is in time */
    tl_calendar_add(&state->calendar, latest_s > state->now_s ? latest_s : state->now_s, TL_DUE_ORDER,
                    (uint32_t)(TL_BAND_LIMIT + answer->incident), work);
}

/* Answer those who wait, in order of arrival; one that cannot be answered now does not block those behind it. */
static void try_waiting(struct tl_state *state, int32_t mission)
{
    struct tl_mission_state *m = &state->missions[mission];
    int32_t row = m->waiting.count > 0 ? m->waiting.first : TL_NONE;
    while (row != TL_NONE && m->alert.count > 0) {
        int32_t next = state->answers[row].next;
        if (answer_now(state, row)) {
            tl_answer_remove(state, &m->waiting, row);
        }
        row = next;
    }
}

void tl_response_try(struct tl_state *state, const struct tl_work *work)
{
    state->missions[work->subject].tries = false;
    try_waiting(state, work->subject);
}

/* Somebody came on alert. Others may do so in this second, back from a sortie or by an order: those who wait are looked at once, after
 * all of them, else a pair that comes together could never answer what takes two. */
static void look_at_waiting(struct tl_state *state, int32_t mission)
{
    struct tl_mission_state *m = &state->missions[mission];
    if (m->waiting.count > 0 && !m->tries) {
        struct tl_work work = {.kind = TL_WORK_WAITING, .subject = mission};
        m->tries = true;
        tl_calendar_add(&state->calendar, state->now_s, TL_DUE_ORDER, (uint32_t)(TL_BAND_WAITING + mission),
                        work);
    }
}

void tl_response_take(struct tl_state *state, int32_t incident, int64_t number, int64_t scene_s,
                      int64_t cause)
{
    int32_t mission = state->model->incidents[incident].mission;
    int32_t row = tl_answer_open(state, (struct tl_answer){.incident = incident,
                                                           .number = number,
                                                           .since_s = state->now_s,
                                                           .scene_s = scene_s,
                                                           .cause = cause});
    if (!state->missions[mission].open) {
        tl_answer_miss(state, row, TL_REASON_DEMAND, cause);
        return;
    }
    try_waiting(state, mission); /* first those who came before it */
    if (answer_now(state, row)) {
        return;
    }
    if (state->model->missions[mission].waits) {
        wait(state, row);
    } else {
        tl_answer_miss(state, row, TL_REASON_SHORT, cause);
    }
}

void tl_response_limit(struct tl_state *state, const struct tl_work *work)
{
    int32_t row = work->other;
    const struct tl_answer *answer = &state->answers[row];
    bool waits = answer->used && answer->incident == work->subject && answer->number == work->detail &&
                 answer->sent == 0;
    if (waits) { /* else it has been answered, and the row may be another's by now */
        tl_answer_remove(state, &state->missions[tl_answer_process(state, row)->mission].waiting, row);
        tl_answer_miss(state, row, TL_REASON_LIMIT, work->cause);
    }
}

static void closed(struct tl_state *state, int32_t mission, int64_t cause)
{
    struct tl_line *waiting = &state->missions[mission].waiting;
    while (waiting->count > 0) {
        int32_t row = waiting->first;
        tl_answer_remove(state, waiting, row);
        tl_answer_miss(state, row, TL_REASON_DEMAND, cause);
    }
}

/* ---- the pool ---- */

static void join(struct tl_state *state, int32_t asset, int64_t cause)
{
    struct tl_asset *a = &state->assets[asset];
    struct tl_line *pool = &state->missions[a->mission].alert;
    tl_asset_enter(state, asset, TL_STATE_ALERT);
    a->alert_since_s = state->now_s;
    int32_t after = pool->count > 0 ? pool->last : TL_NONE;
    while (after != TL_NONE && state->assets[after].alert_since_s == state->now_s && after > asset) {
        after = state->assets[after].prev; /* within a second by name, whoever came first */
    }
    tl_line_insert(state, pool, asset, after);
    struct tl_event event = tl_event_make(TL_EVENT_ASSET_ON_ALERT, cause);
    event.asset = asset;
    event.mission = a->mission;
    tl_state_tell(state, event);
    look_at_waiting(state, a->mission);
}

static void leave(struct tl_state *state, int32_t asset, int64_t cause)
{
    const struct tl_asset *a = &state->assets[asset];
    if (a->state == TL_STATE_ALERT) {
        tl_line_remove(state, &state->missions[a->mission].alert, asset);
    } else if (a->state == TL_STATE_SORTIE) {
        tl_response_abort(state, asset, cause);
    }
}

const struct tl_mission_kind tl_mission_response = {
    .name = "response",
    .help = "answer incidents from an alert pool at a base, all or nothing, within a limit",
    .is_at_base = true,
    .join = join,
    .leave = leave,
    .closed = closed,
};
