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

/* Does the partner lead the mission, or has the lead told it of a gap? */
static bool is_asked(const struct tl_state *state, int32_t partner, int32_t mission)
{
    size_t at = (size_t)partner * state->model->mission_count + (size_t)mission;
    return state->model->missions[mission].lead == partner || state->told[at];
}

bool tl_command_may_fill(const struct tl_state *state, int32_t partner, int32_t mission)
{
    const struct tl_mission *m = &state->model->missions[mission];
    return state->missions[mission].open && m->eligible[partner] &&
           tl_consent_allows(state, partner, mission) &&
           (is_asked(state, partner, mission) || tl_agreement_backs_up(state, partner, mission));
}

/* Does the mission, by what the partner believes, lack something that the partner may fill? */
static bool is_short(const struct tl_state *state, int32_t partner, int32_t mission)
{
    return tl_state_lacks(state, mission, tl_state_planned(state, partner, mission)) &&
           tl_command_may_fill(state, partner, mission);
}

bool tl_command_is_short(const struct tl_state *state, int32_t partner)
{
    for (size_t i = 0; i < state->model->mission_count; i++) {
        if (is_short(state, partner, (int32_t)i)) {
            return true;
        }
    }
    return false;
}

/* Is one of the partner's ready assets of use to the mission? */
static bool has_ready(const struct tl_state *state, int32_t partner, int32_t mission)
{
    const uint64_t *fitting = state->model->partners[partner].fitting[mission].bits;
    uint64_t any = 0;
    for (size_t word = 0; word <= state->model->asset_count / 64; word++) {
        any |= state->ready[word] & fitting[word];
    }
    return any != 0;
}

/* Is there anything to decide? Something is short, and somebody could go, or could be told of it. */
static bool has_choice(const struct tl_state *state, int32_t partner)
{
    const struct tl_partner *p = &state->model->partners[partner];
    for (size_t i = 0; i < state->model->mission_count; i++) {
        bool must_tell =
            state->model->missions[i].lead == partner && !state->missions[i].others_told && p->is_helped[i];
        if (is_short(state, partner, (int32_t)i) &&
            (must_tell || p->serves_several || has_ready(state, partner, (int32_t)i))) {
            return true;
        }
    }
    return false;
}

/* A lead that cannot meet the demand of its mission alone warns the others once; that all is planned for calls it off. */
static void tell_others(struct tl_state *state, int32_t partner, int64_t cause)
{
    const struct tl_model *model = state->model;
    for (size_t m = 0; m < model->mission_count; m++) {
        bool lacks = tl_state_lacks(state, (int32_t)m, tl_state_planned(state, partner, (int32_t)m));
        if (model->missions[m].lead != partner || state->missions[m].others_told == lacks) {
            continue;
        }
        state->missions[m].others_told = lacks;
        for (size_t other = 0; other < model->partner_count; other++) {
            if (model->missions[m].eligible[other] && (int32_t)other != partner) {
                tl_network_warn(state, partner, (int32_t)other, lacks ? TL_REASON_GAP : TL_REASON_FILLED,
                                (int32_t)m, cause);
            }
        }
    }
}

static void decide(struct tl_state *state, int32_t partner, enum tl_reason reason, int64_t cause)
{
    size_t count = 0;
    struct tl_plan plan = {0};
    if (tl_command_is_short(state, partner)) { /* else no policy has anything to do */
        tl_plan_init(&plan, state, partner);
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

/* Where there is anything to decide, it decides then. */
static void schedule_decision(struct tl_state *state, int32_t partner, int64_t time_s, enum tl_reason reason,
                              int64_t cause)
{
    if (has_choice(state, partner)) {
        state->partners[partner].decision_pending = true;
        schedule(state, TL_WORK_DECISION, partner, time_s, cause, reason);
    }
}

void tl_command_hear(struct tl_state *state, int32_t partner, enum tl_reason reason, int64_t cause)
{
    if (!state->partners[partner].decision_pending) {
        int64_t time_s = state->now_s + state->model->partners[partner].staff_s;
        schedule_decision(state, partner, time_s, reason, cause);
    }
}

void tl_command_call(struct tl_state *state, int32_t partner, enum tl_reason reason, int64_t cause)
{
    schedule_decision(state, partner, state->now_s, reason, cause);
}

/* What its owner no longer counts for a mission may leave those on station there needed after all: they ask anew. */
static void ask_anew(struct tl_state *state, int32_t partner, int32_t mission)
{
    const struct tl_partner *p = &state->model->partners[partner];
    for (size_t i = 0; mission != TL_NONE && i < p->asset_count; i++) {
        const struct tl_asset *a = &state->assets[p->assets[i]];
        if (a->state == TL_STATE_ON_STATION && a->plan == mission && a->mission == mission &&
            !a->plan_counts && a->relieved_by == TL_NONE && !a->leaving) {
            tl_state_plan(state, p->assets[i], mission, true);
            tl_relief_ask(state, p->assets[i]);
        }
    }
}

void tl_command_report(struct tl_state *state, const struct tl_work *work)
{
    struct tl_event event = tl_event_make(TL_EVENT_REPORT_RECEIVED, work->cause);
    event.partner = work->subject;
    event.reason = work->detail;
    event.asset = work->other;
    event.mission = work->mission;
    int64_t id = tl_state_tell(state, event);
    if (work->other != TL_NONE) {
        int32_t mission = tl_state_hear_of(state, work->other, work->cause);
        ask_anew(state, work->subject, mission);
    }
    tl_command_hear(state, work->subject, (enum tl_reason)work->detail, id);
}

void tl_command_rhythm(struct tl_state *state, const struct tl_work *work)
{
    int64_t next_s = state->now_s + state->model->partners[work->subject].rhythm_s;
    decide(state, work->subject, TL_REASON_RHYTHM, 0);
    schedule(state, TL_WORK_RHYTHM, work->subject, next_s, 0, TL_REASON_RHYTHM);
}

void tl_command_decide(struct tl_state *state, const struct tl_work *work)
{
    struct tl_partner_state *partner = &state->partners[work->subject];
    if (partner->decided_s == state->now_s) {
        /* two staffs without delay could answer each other for ever within one second */
        schedule(state, TL_WORK_DECISION, work->subject, state->now_s + 1, work->cause,
                 (enum tl_reason)work->detail);
        return;
    }
    partner->decision_pending = false;
    partner->decided_s = state->now_s;
    decide(state, work->subject, (enum tl_reason)work->detail, work->cause);
}
