/* Demand: what missions need, by phase, time and inject. */
#include <math.h>
#include <string.h>

#include "base/units.h"
#include "model/kinds.h"
#include "model/look.h"
#include "model/rules.h"

/* What a mission's milestone is about (tl_work.detail); further numbers are its steps. */
enum { MILESTONE_OPENS = -2, MILESTONE_CLOSES = -1 };

static void schedule(struct tl_state *state, enum tl_work_kind kind, int32_t subject, int64_t detail,
                     int64_t time_s)
{
    int32_t band = kind == TL_WORK_PHASE ? TL_BAND_PHASE : TL_BAND_MISSION;
    struct tl_work work = {.kind = kind, .subject = subject, .detail = detail};
    tl_calendar_add(&state->calendar, time_s, TL_DUE_MILESTONE, (uint32_t)(band + subject), work);
}

void tl_demand_start_all(struct tl_state *state)
{
    const struct tl_model *model = state->model;
    for (size_t i = 0; i < model->phase_count; i++) {
        if (model->phase_at_s[i] != TL_NONE) {
            schedule(state, TL_WORK_PHASE, (int32_t)i, 0, model->phase_at_s[i]);
        }
    }
    for (size_t i = 0; i < model->mission_count; i++) {
        const struct tl_mission *mission = &model->missions[i];
        for (size_t j = 0; j < mission->step_count; j++) {
            if (mission->steps[j].from_s != TL_NONE) {
                schedule(state, TL_WORK_MISSION, (int32_t)i, (int64_t)j, mission->steps[j].from_s);
            }
        }
        schedule(state, TL_WORK_MISSION, (int32_t)i, MILESTONE_OPENS, mission->opens_s);
        if (mission->closes_s != TL_NONE) {
            schedule(state, TL_WORK_MISSION, (int32_t)i, MILESTONE_CLOSES, mission->closes_s);
        }
    }
}

void tl_demand_update(struct tl_state *state, int32_t mission, int64_t cause)
{
    const struct tl_mission *m = &state->model->missions[mission];
    struct tl_mission_state *s = &state->missions[mission];
    int64_t last = 0;
    for (size_t k = 0; k < m->needs && s->open; k++) {
        int64_t was_u = s->demand_u[k]; /* 0 when it has just opened */
        double demand_u = (double)s->needs_u[k] * s->scale * s->step_scale * s->factor;
        s->demand_u[k] = tl_round(demand_u < TL_DEMAND_MOST_U ? demand_u : TL_DEMAND_MOST_U);
        struct tl_event event = tl_event_make(TL_EVENT_DEMAND_CHANGES, cause);
        event.mission = mission;
        event.capability = m->need[k];
        event.demand = s->demand_u[k];
        if (event.demand != was_u) {
            last = tl_state_tell(state, event);
        }
    }
    if (last != 0) {
        /* it is no part of what a work covers, but bounds how many work */
        state->coverage_changed = state->coverage_changed || m->job != NULL;
        if (m->kind->demand_changed != NULL) {
            m->kind->demand_changed(state, mission);
        }
        tl_order_report(state, m->lead, TL_REASON_DEMAND, TL_NONE, mission, last);
    }
}

void tl_demand_apply(struct tl_state *state, int32_t mission, const struct tl_demand_step *step,
                     int64_t cause)
{
    struct tl_mission_state *m = &state->missions[mission];
    for (size_t k = 0; k < state->model->missions[mission].needs; k++) {
        m->needs_u[k] = step->needs_u[k] != TL_NONE ? step->needs_u[k] : m->needs_u[k];
    }
    m->step_scale = isnan(step->scale) ? m->step_scale : step->scale;
    tl_demand_update(state, mission, cause);
}

void tl_demand_begin_phase(struct tl_state *state, int32_t phase, int64_t cause)
{
    struct tl_event event = tl_event_make(TL_EVENT_PHASE_STARTS, cause);
    event.phase = phase;
    int64_t id = tl_state_tell(state, event);
    state->phase = phase;
    for (size_t i = 0; i < state->model->mission_count; i++) {
        const struct tl_mission *mission = &state->model->missions[i];
        for (size_t j = 0; j < mission->step_count; j++) {
            if (mission->steps[j].phase == phase) {
                tl_demand_apply(state, (int32_t)i, &mission->steps[j], id);
            }
        }
    }
    tl_incident_begin_phase(state, phase, id);
    tl_people_begin_phase(state, phase, id);
    tl_watch_look(state, id);
}

void tl_demand_start_phase(struct tl_state *state, const struct tl_work *work)
{
    tl_demand_begin_phase(state, work->subject, 0);
}

static int64_t tell_mission(struct tl_state *state, enum tl_event_kind kind, int32_t mission, int64_t cause)
{
    struct tl_event event = tl_event_make(kind, cause);
    event.mission = mission;
    return tl_state_tell(state, event);
}

static void open_mission(struct tl_state *state, int32_t mission, int64_t cause)
{
    state->missions[mission].open = true;
    int64_t id = tell_mission(state, TL_EVENT_MISSION_OPENS, mission, cause);
    tl_demand_update(state, mission, id);
    tl_berth_note(state, state->model->missions[mission].area, id); /* who starts there waits for it */
    tl_lift_check_done(state, id);                                  /* all may be safe already */
}

/* Whoever serves it, or is on its way, is called home by its own commander. */
static void close_mission(struct tl_state *state, int32_t mission, int64_t cause)
{
    state->missions[mission].open = false;
    memset(state->missions[mission].demand_u, 0, sizeof state->missions[mission].demand_u);
    int64_t id = tell_mission(state, TL_EVENT_MISSION_CLOSES, mission, cause);
    if (state->model->missions[mission].kind->closed != NULL) {
        state->model->missions[mission].kind->closed(state, mission, id);
    }
    tl_order_call_home(state, TL_NONE, mission, id);
    tl_order_report(state, state->model->missions[mission].lead, TL_REASON_DEMAND, TL_NONE, mission, id);
}

void tl_demand_set_factor(struct tl_state *state, int32_t mission, double factor, int64_t cause)
{
    factor = factor < TL_FACTOR_MOST ? factor : TL_FACTOR_MOST;
    if (state->missions[mission].factor < factor || state->missions[mission].factor > factor) {
        state->missions[mission].factor = factor;
        tl_demand_update(state, mission, cause);
    }
}

void tl_demand_set_window(struct tl_state *state, int32_t mission, int64_t cause)
{
    const struct tl_mission_state *m = &state->missions[mission];
    bool should = m->in_window && m->runs && !m->is_finished;
    if (should && !m->open) {
        open_mission(state, mission, cause);
    } else if (!should && m->open) {
        close_mission(state, mission, cause);
    }
}

void tl_demand_finish(struct tl_state *state, int32_t mission, int64_t cause)
{
    state->missions[mission].is_finished = true;
    tl_demand_set_window(state, mission, cause);
}

void tl_demand_milestone(struct tl_state *state, const struct tl_work *work)
{
    int32_t mission = work->subject;
    if (work->detail == MILESTONE_OPENS || work->detail == MILESTONE_CLOSES) {
        state->missions[mission].in_window = work->detail == MILESTONE_OPENS;
        tl_demand_set_window(state, mission, 0);
    } else {
        tl_demand_apply(state, mission, &state->model->missions[mission].steps[work->detail], 0);
    }
}
