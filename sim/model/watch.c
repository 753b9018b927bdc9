/* Looking at conditions: every hour of the watch, at phases and injects, and before the end of a second in which something changed that
 * conditions may see. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "model/condition.h"
#include "model/look.h"
#include "model/rules.h"

#define TL_ROUNDS_MAX                                                                                        \
    8 /* of looking in one second; what is left waits for the next hour: two that undo each other never settle */

/* ---- what is looked at ---- */

/* A condition, or an expression, and what follows from it. */
typedef void tl_watched_act(struct tl_state *state, const struct tl_watched *watched, int64_t cause);

struct tl_watched {
    const struct tl_condition *condition;
    tl_watched_act *act;
    int32_t subject; /* whose condition it is, */
    size_t row;      /* and which of its rows */
    bool
        is_edge; /* acts when it has become true since it was last looked at; else at every look, on its value */
    bool is_moving; /* may change with nothing told: looked at every hour */
    bool holds;     /* when last looked at */
    bool became;    /* true in this look */
    double value;   /* in this look, of what is no edge */
};

static void apply_demand(struct tl_state *state, const struct tl_watched *watched, int64_t cause)
{
    const struct tl_mission *mission = &state->model->missions[watched->subject];
    tl_demand_apply(state, watched->subject, &mission->steps[watched->row], cause);
}

static void apply_rate(struct tl_state *state, const struct tl_watched *watched, int64_t cause)
{
    const struct tl_incident *incident = &state->model->incidents[watched->subject];
    tl_incident_apply(state, watched->subject, &incident->steps[watched->row], cause);
}

static void set_rate_factor(struct tl_state *state, const struct tl_watched *watched, int64_t cause)
{
    tl_incident_set_factor(state, watched->subject, watched->value, cause);
}

static void set_demand_factor(struct tl_state *state, const struct tl_watched *watched, int64_t cause)
{
    tl_demand_set_factor(state, watched->subject, watched->value, cause);
}

static void set_window(struct tl_state *state, const struct tl_watched *watched, int64_t cause)
{
    state->missions[watched->subject].runs = watched->value > 0;
    tl_demand_set_window(state, watched->subject, cause);
}

/* An inject strikes once, but for one that strikes again. */
static void strike(struct tl_state *state, const struct tl_watched *watched, int64_t cause)
{
    if (state->model->injects[watched->subject].again || !state->struck[watched->subject]) {
        state->struck[watched->subject] = true;
        tl_watch_ask(state, tl_inject_strike_now(state, watched->subject, cause));
    }
}

static void push_gauge(struct tl_state *state, const struct tl_watched *watched, int64_t cause)
{
    const struct tl_gauge *gauge = &state->model->gauges[watched->subject];
    tl_gauge_push(state, watched->subject, &gauge->pushes[watched->row], cause);
}

static void begin_consent(struct tl_state *state, const struct tl_watched *watched, int64_t cause)
{
    tl_consent_begin(state, watched->subject, cause);
}

/* Add a row, where there is a condition. */
static void watch(struct tl_state *state, const struct tl_condition *condition, tl_watched_act *act,
                  int32_t subject, size_t row, bool is_edge)
{
    if (condition == NULL) {
        return;
    }
    state->watched =
        tl_grow(state->watched, state->watched_count, &state->watched_capacity, sizeof *state->watched);
    state->watched[state->watched_count++] =
        (struct tl_watched){.condition = condition,
                            .act = act,
                            .subject = subject,
                            .row = row,
                            .is_edge = is_edge,
                            .is_moving = !tl_condition_is_told(condition)};
}

static void watch_incident(struct tl_state *state, int32_t i)
{
    const struct tl_incident *incident = &state->model->incidents[i];
    for (size_t j = 0; j < incident->step_count; j++) {
        watch(state, incident->steps[j].when, apply_rate, i, j, true);
    }
    watch(state, incident->rate_factor, set_rate_factor, i, 0, false);
}

/* All rows, in the order in which they act. */
static void list_watched(struct tl_state *state)
{
    const struct tl_model *model = state->model;
    for (int32_t i = 0; i < (int32_t)model->mission_count; i++) {
        const struct tl_mission *mission = &model->missions[i];
        for (size_t j = 0; j < mission->step_count; j++) {
            watch(state, mission->steps[j].when, apply_demand, i, j, true);
        }
    }
    for (int32_t i = 0; i < (int32_t)model->incident_count; i++) {
        watch_incident(state, i);
    }
    for (int32_t i = 0; i < (int32_t)model->mission_count; i++) {
        watch(state, model->missions[i].factor, set_demand_factor, i, 0, false);
        watch(state, model->missions[i].runs, set_window, i, 0, false);
    }
    for (int32_t i = 0; i < (int32_t)model->inject_count; i++) {
        watch(state, model->injects[i].when, strike, i, 0, true);
    }
    for (int32_t i = 0; i < (int32_t)model->gauge_count; i++) {
        for (size_t j = 0; j < model->gauges[i].push_count; j++) {
            const struct tl_push *push = &model->gauges[i].pushes[j];
            watch(state, push->when, push_gauge, i, j, true);
        }
    }
    for (int32_t i = 0; i < (int32_t)model->consent_count; i++) {
        watch(state, model->consents[i].when, begin_consent, i, 0, true);
    }
}

static bool has_diversions(const struct tl_model *model)
{
    for (size_t i = 0; i < model->diversion_count; i++) {
        if (model->diversions[i].enabled) {
            return true;
        }
    }
    return false;
}

/* ---- looking ---- */

static void schedule_hour(struct tl_state *state, int64_t time_s, bool is_hour)
{
    struct tl_work work = {.kind = TL_WORK_WATCH, .subject = TL_NONE, .detail = is_hour};
    tl_calendar_add(&state->calendar, time_s, TL_DUE_INJECT, UINT32_MAX, work);
}

void tl_watch_start_all(struct tl_state *state)
{
    const struct tl_model *model = state->model;
    state->struck = tl_alloc(model->inject_count + 1, sizeof *state->struck);
    list_watched(state);
    state->watches = state->watched_count > 0 || has_diversions(model);
    if (state->watches) {
        schedule_hour(state, 0, true);
    }
}

void tl_watch_clear(struct tl_state *state)
{
    free(state->watched);
    free(state->noted);
    free(state->struck);
}

static void find_out(struct tl_state *state, struct tl_watched *watched)
{
    struct tl_watcher *watcher = state->model->watcher;
    if (!watched->is_edge) {
        watched->value = tl_condition_value(watcher, watched->condition, state);
        return;
    }
    bool held = watched->holds;
    watched->holds = tl_condition_holds(watcher, watched->condition, state);
    watched->became = watched->holds && !held;
}

bool tl_watch_is_asked(const struct tl_state *state, enum tl_argument argument, int32_t subject)
{
    for (size_t i = 0; i < state->watched_count; i++) {
        if (tl_condition_asks(state->watched[i].condition, argument, subject)) {
            return true;
        }
    }
    return false;
}

int64_t tl_watch_cause(const struct tl_state *state, const struct tl_condition *condition, int64_t cause)
{
    for (size_t i = state->seen_count; i-- > 0;) {
        if (tl_condition_asks(condition, state->noted[i].argument, state->noted[i].subject)) {
            return state->noted[i].cause;
        }
    }
    return cause;
}

static void forget_seen(struct tl_state *state)
{
    size_t left = state->noted_count - state->seen_count;
    if (left > 0) {
        memmove(state->noted, state->noted + state->seen_count, left * sizeof *state->noted);
    }
    state->noted_count = left;
}

/* One look at everything, in two passes: first all is found out, then what follows is done. So nobody sees a moment that lies between two
 * things that happen at once; what the acts themselves change is looked at once more before the second ends.
 * is_hour  time alone has passed: what follows from told changes need not be looked at */
static void look(struct tl_state *state, int64_t cause, bool is_hour)
{
    if (!state->watches) {
        return;
    }
    state->is_looking = true;
    state->seen_count = state->noted_count;
    for (size_t i = 0; i < state->watched_count; i++) {
        if (state->watched[i].is_moving || !is_hour) {
            find_out(state, &state->watched[i]);
        }
    }
    for (size_t i = 0; i < state->watched_count; i++) {
        const struct tl_watched *watched = &state->watched[i];
        if ((watched->is_moving || !is_hour) && (watched->became || !watched->is_edge)) {
            watched->act(state, watched, tl_watch_cause(state, watched->condition, cause));
        }
    }
    tl_diversion_look(state, cause, is_hour);
    if (!is_hour) { /* else not all that ask about it have been looked at */
        forget_seen(state);
    }
    state->is_looking = false;
}

void tl_watch_look(struct tl_state *state, int64_t cause)
{
    if (state->is_looking) {
        /* an act of this look starts a phase: what became true in it has still to be done */
        tl_watch_note(state, TL_ARGUMENT_NONE, TL_NONE, cause);
    } else {
        look(state, cause, false);
    }
}

void tl_watch_hour(struct tl_state *state, const struct tl_work *work)
{
    bool is_first = state->now_s == 0;
    look(state, 0, work->detail && !is_first);
    if (work->detail) {
        schedule_hour(state, state->now_s + state->model->watch_s, true);
    }
}

void tl_watch_ask(struct tl_state *state, int64_t cause)
{
    state->must_look = true;
    state->look_cause = cause;
}

void tl_watch_note(struct tl_state *state, enum tl_argument argument, int32_t subject, int64_t cause)
{
    if (state->watches) { /* else nobody would ever look at it */
        state->noted =
            tl_grow(state->noted, state->noted_count, &state->noted_capacity, sizeof *state->noted);
        state->noted[state->noted_count++] = (struct tl_noted){argument, subject, cause};
    }
    tl_watch_ask(state, cause);
}

bool tl_watch_end_second(struct tl_state *state)
{
    if (!state->must_look) {
        return false;
    }
    state->must_look = false;
    if (state->looked_s != state->now_s) {
        state->looked_s = state->now_s;
        state->rounds = 0;
    }
    if (state->rounds++ < TL_ROUNDS_MAX) {
        look(state, state->look_cause, false);
    } else {
        schedule_hour(state, state->now_s + state->model->watch_s, false);
    }
    return true;
}
