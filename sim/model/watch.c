/* Looking at conditions: every hour of the watch, at phases and injects, and before the end of a second in which something changed that
 * conditions may see. */
#include <stdlib.h>

#include "base/memory.h"
#include "model/condition.h"
#include "model/rules.h"

#define TL_ROUNDS_MAX                                                                                        \
    8 /* of looking in one second; what is left waits for the next hour: two that undo each other never settle */

/* How many conditions there are of which it matters whether they were true before. */
static size_t count_edges(const struct tl_model *model)
{
    size_t count = model->inject_count + model->consent_count;
    for (size_t i = 0; i < model->mission_count; i++) {
        count += model->missions[i].step_count;
    }
    for (size_t i = 0; i < model->incident_count; i++) {
        count += model->incidents[i].step_count;
    }
    for (size_t i = 0; i < model->gauge_count; i++) {
        count += model->gauges[i].push_count;
    }
    return count;
}

/* Is there any condition to look at? */
static bool has_conditions(const struct tl_model *model)
{
    bool any = false;
    for (size_t i = 0; i < model->diversion_count; i++) {
        any = any || model->diversions[i].enabled;
    }
    for (size_t i = 0; i < model->mission_count; i++) {
        any = any || model->missions[i].runs != NULL || model->missions[i].factor != NULL;
        for (size_t j = 0; j < model->missions[i].step_count; j++) {
            any = any || model->missions[i].steps[j].when != NULL;
        }
    }
    for (size_t i = 0; i < model->incident_count; i++) {
        any = any || model->incidents[i].rate_factor != NULL;
        for (size_t j = 0; j < model->incidents[i].step_count; j++) {
            any = any || model->incidents[i].steps[j].when != NULL;
        }
    }
    for (size_t i = 0; i < model->gauge_count; i++) {
        any = any || model->gauges[i].push_count > 0;
    }
    for (size_t i = 0; i < model->consent_count; i++) {
        any = any || model->consents[i].when != NULL;
    }
    for (size_t i = 0; i < model->inject_count; i++) {
        any = any || model->injects[i].when != NULL;
    }
    return any;
}

static void schedule_hour(struct tl_state *state, int64_t time_s, bool is_hour)
{
    struct tl_work work = {.kind = TL_WORK_WATCH, .subject = TL_NONE, .detail = is_hour};
    tl_calendar_add(&state->calendar, time_s, TL_DUE_INJECT, UINT32_MAX, work);
}

void tl_watch_start_all(struct tl_state *state)
{
    const struct tl_model *model = state->model;
    size_t edges = count_edges(model) + 1;
    state->seen = tl_alloc(edges, sizeof *state->seen);
    state->became = tl_alloc(edges, sizeof *state->became);
    state->values = tl_alloc(2 * model->mission_count + model->incident_count + 1, sizeof *state->values);
    state->struck = tl_alloc(model->inject_count + 1, sizeof *state->struck);
    state->watches = has_conditions(state->model);
    if (state->watches) {
        schedule_hour(state, 0, true);
    }
}

void tl_watch_clear(struct tl_state *state)
{
    free(state->seen);
    free(state->became);
    free(state->values);
    free(state->struck);
}

/* One look at everything, in two passes: first all is found out, then what follows is done. So nobody sees a moment that lies between two
 * things that happen at once; what the acts themselves change is looked at once more before the second ends. */
struct look {
    struct tl_state *state;
    int64_t cause;
    bool is_hour; /* time alone has passed: what follows from told changes need not be looked at */
    bool acts;    /* the second pass */
    size_t edge;  /* of state->seen, the next */
    size_t value; /* of state->values, the next */
};

static bool needs_look(const struct look *look, const struct tl_condition *condition)
{
    return condition != NULL && !(look->is_hour && tl_condition_is_told(condition));
}

static bool holds(const struct look *look, const struct tl_condition *condition)
{
    return tl_condition_holds(look->state->model->watcher, condition, look->state);
}

/* Has it become true since it was last looked at? Told in the second pass alone. */
static bool has_become_true(struct look *look, const struct tl_condition *condition)
{
    bool *seen = &look->state->seen[look->edge];
    bool *became = &look->state->became[look->edge++];
    if (look->acts) {
        return *became;
    }
    bool was = *seen;
    *seen = needs_look(look, condition) ? holds(look, condition) : was;
    *became = *seen && !was;
    return false;
}

/* What an expression comes to; `was` where it need not be looked at. Found in the first pass, true in the second one when it is to be
 * acted on. */
static bool has_value(struct look *look, const struct tl_condition *expression, double *value)
{
    double *found = &look->state->values[look->value++];
    if (!needs_look(look, expression)) {
        return false;
    }
    if (!look->acts) {
        *found = tl_condition_value(look->state->model->watcher, expression, look->state);
    }
    *value = *found;
    return look->acts;
}

static void look_at_steps(struct look *look)
{
    const struct tl_model *model = look->state->model;
    for (size_t i = 0; i < model->mission_count; i++) {
        for (size_t j = 0; j < model->missions[i].step_count; j++) {
            const struct tl_demand_step *step = &model->missions[i].steps[j];
            if (has_become_true(look, step->when)) {
                tl_demand_apply(look->state, (int32_t)i, step, look->cause);
            }
        }
    }
}

static void look_at_rates(struct look *look)
{
    const struct tl_model *model = look->state->model;
    for (size_t i = 0; i < model->incident_count; i++) {
        const struct tl_incident *incident = &model->incidents[i];
        for (size_t j = 0; j < incident->step_count; j++) {
            if (has_become_true(look, incident->steps[j].when)) {
                tl_incident_apply(look->state, (int32_t)i, &incident->steps[j], look->cause);
            }
        }
        double factor;
        if (has_value(look, incident->rate_factor, &factor)) {
            tl_incident_set_factor(look->state, (int32_t)i, factor, look->cause);
        }
    }
}

static void look_at_windows(struct look *look)
{
    const struct tl_model *model = look->state->model;
    for (size_t i = 0; i < model->mission_count; i++) {
        struct tl_mission_state *mission = &look->state->missions[i];
        double value;
        if (has_value(look, model->missions[i].factor, &value)) {
            tl_demand_set_factor(look->state, (int32_t)i, value, look->cause);
        }
        if (has_value(look, model->missions[i].runs, &value)) {
            mission->runs = value > 0;
            tl_demand_set_window(look->state, (int32_t)i, look->cause);
        }
    }
}

/* An inject strikes once. */
static void look_at_injects(struct look *look)
{
    struct tl_state *state = look->state;
    for (size_t i = 0; i < state->model->inject_count; i++) {
        bool has_struck = state->struck[i];
        if (has_become_true(look, state->model->injects[i].when) && !has_struck) {
            state->struck[i] = true;
            tl_watch_note(state, tl_inject_strike_now(state, (int32_t)i, look->cause));
        }
    }
}

static void look_at_gauges(struct look *look)
{
    const struct tl_model *model = look->state->model;
    for (size_t i = 0; i < model->gauge_count; i++) {
        for (size_t j = 0; j < model->gauges[i].push_count; j++) {
            if (has_become_true(look, model->gauges[i].pushes[j].when)) {
                tl_gauge_push(look->state, (int32_t)i, &model->gauges[i].pushes[j], look->cause);
            }
        }
    }
}

static void look_at_consents(struct look *look)
{
    for (size_t i = 0; i < look->state->model->consent_count; i++) {
        if (has_become_true(look, look->state->model->consents[i].when)) {
            tl_consent_begin(look->state, (int32_t)i, look->cause);
        }
    }
}

static void look(struct tl_state *state, int64_t cause, bool is_hour)
{
    if (!state->watches) {
        return;
    }
    for (int pass = 0; pass < 2; pass++) {
        struct look all = {.state = state, .cause = cause, .is_hour = is_hour, .acts = pass == 1};
        look_at_steps(&all);
        look_at_rates(&all);
        look_at_windows(&all);
        look_at_injects(&all);
        look_at_gauges(&all);
        look_at_consents(&all);
    }
    tl_diversion_look(state, cause);
}

void tl_watch_look(struct tl_state *state, int64_t cause)
{
    look(state, cause, false);
}

void tl_watch_hour(struct tl_state *state, const struct tl_work *work)
{
    bool is_first = state->now_s == 0;
    look(state, 0, work->detail && !is_first);
    if (work->detail) {
        schedule_hour(state, state->now_s + state->model->watch_s, true);
    }
}

void tl_watch_note(struct tl_state *state, int64_t cause)
{
    state->must_look = true;
    state->look_cause = cause;
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
