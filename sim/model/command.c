/* Commanders: they decide at their regular times, and on reports when something is short. */
#include <assert.h>

#include "model/kinds.h"
#include "model/plan.h"
#include "model/rules.h"

static void schedule(struct tl_state *state, enum tl_work_kind kind, int32_t partner, int64_t time_s,
                     int64_t cause, enum tl_reason reason)
{
    struct tl_work work = {.kind = kind, .subject = partner, .cause = cause, .detail = reason};
    /* commanders go by rank; one that decides on a report does so before it looks again by the clock */
    uint32_t turn = 2 * (uint32_t)state->model->partners[partner].rank + (kind == TL_WORK_RHYTHM);
    tl_calendar_add(&state->calendar, time_s, TL_DUE_DECISION, turn, work);
}

void tl_command_start_all(struct tl_state *state)
{
    for (size_t i = 0; i < state->model->partner_count; i++) {
        schedule(state, TL_WORK_RHYTHM, (int32_t)i, state->model->partners[i].first_s, 0, TL_REASON_RHYTHM);
    }
}

bool tl_command_may_fill(const struct tl_state *state, int32_t partner, int32_t mission)
{
    const struct tl_mission *m = &state->model->missions[mission];
    size_t at = (size_t)partner * state->model->mission_count + (size_t)mission;
    return state->missions[mission].open && m->eligible[partner] && (m->lead == partner || state->told[at]);
}

bool tl_command_is_short(const struct tl_state *state, int32_t partner)
{
    for (size_t i = 0; i < state->model->mission_count; i++) {
        if (tl_command_may_fill(state, partner, (int32_t)i) &&
            tl_state_lacks(state, (int32_t)i, tl_state_planned(state, (int32_t)i))) {
            return true;
        }
    }
    return false;
}

/* A lead that cannot meet the demand of its mission alone tells the others once; that all is planned for calls it off. */
static void tell_others(struct tl_state *state, int32_t partner, int64_t cause)
{
    const struct tl_model *model = state->model;
    for (size_t m = 0; m < model->mission_count; m++) {
        bool lacks = tl_state_lacks(state, (int32_t)m, tl_state_planned(state, (int32_t)m));
        if (model->missions[m].lead != partner || state->missions[m].others_told == lacks) {
            continue;
        }
        state->missions[m].others_told = lacks;
        for (size_t other = 0; other < model->partner_count; other++) {
            state->told[other * model->mission_count + m] = false;
            if (lacks && model->missions[m].eligible[other] && (int32_t)other != partner) {
                tl_order_report(state, (int32_t)other, TL_REASON_GAP, TL_NONE, (int32_t)m, cause);
            }
        }
    }
}

static void decide(struct tl_state *state, int32_t partner, enum tl_reason reason, int64_t cause)
{
    size_t count = 0;
    struct tl_plan plan;
    tl_plan_init(&plan, state, partner);
    if (tl_command_is_short(state, partner)) { /* else no policy has anything to do */
        tl_policies(&count)[state->partners[partner].policy]->choose(state, partner, &plan);
    }
    struct tl_event event = tl_event_make(TL_EVENT_DECISION, cause);
    event.partner = partner;
    event.reason = reason;
    event.orders = (int64_t)plan.count;
    int64_t id = tl_state_tell(state, event);
    for (size_t i = 0; i < plan.count; i++) {
        struct tl_order order = {partner, plan.moves[i].asset, plan.moves[i].mission, TL_NONE, TL_NONE};
        tl_order_send(state, order, id);
    }
    tell_others(state, partner, id);
    tl_plan_clear(&plan);
}

void tl_command_report(struct tl_state *state, const struct tl_work *work)
{
    struct tl_event event = tl_event_make(TL_EVENT_REPORT_RECEIVED, work->cause);
    event.partner = work->subject;
    event.reason = work->detail;
    event.asset = work->other;
    event.mission = work->mission;
    int64_t id = tl_state_tell(state, event);
    if (work->detail == TL_REASON_GAP && state->missions[work->mission].others_told) {
        state->told[(size_t)work->subject * state->model->mission_count + (size_t)work->mission] = true;
    }
    struct tl_partner_state *partner = &state->partners[work->subject];
    if (!partner->decision_pending && tl_command_is_short(state, work->subject)) {
        partner->decision_pending = true;
        int64_t time_s = state->now_s + state->model->partners[work->subject].staff_s;
        schedule(state, TL_WORK_DECISION, work->subject, time_s, id, (enum tl_reason)work->detail);
    }
}

void tl_command_rhythm(struct tl_state *state, const struct tl_work *work)
{
    int64_t next_s = state->now_s + state->model->partners[work->subject].rhythm_s;
    decide(state, work->subject, TL_REASON_RHYTHM, 0);
    schedule(state, TL_WORK_RHYTHM, work->subject, next_s, 0, TL_REASON_RHYTHM);
}

void tl_command_decide(struct tl_state *state, const struct tl_work *work)
{
    state->partners[work->subject].decision_pending = false;
    decide(state, work->subject, (enum tl_reason)work->detail, work->cause);
}
