/* Agreements: what partners have promised for each other's missions. One that backs up lets its partner fill gaps that it sees in its
 * own picture; all bind the partner's diversions that take assets from the mission while they are in force. */
#include <assert.h>

#include "base/memory.h"
#include "model/rules.h"

void tl_agreement_start_all(struct tl_state *state)
{
    state->backing = tl_alloc(state->model->agreement_count + 1, sizeof *state->backing);
    for (size_t i = 0; i < state->model->agreement_count; i++) {
        const struct tl_agreement *agreement = &state->model->agreements[i];
        state->agreement_seen_s[i] = TL_NONE;
        if (agreement->backs_up) {
            state->backing[state->backing_count++] = i;
        }
        if (agreement->starts_s != TL_NONE) {
            struct tl_work work = {.kind = TL_WORK_AGREEMENT, .subject = (int32_t)i};
            /* the first of its second: a diversion that starts with a phase is bound, too */
            tl_calendar_add(&state->calendar, agreement->starts_s, TL_DUE_MILESTONE,
                            (uint32_t)(TL_BAND_AGREEMENT + (int32_t)i), work);
        }
    }
}

void tl_agreement_start(struct tl_state *state, const struct tl_work *work)
{
    struct tl_event event = tl_event_make(TL_EVENT_AGREEMENT_STARTS, 0);
    event.agreement = work->subject;
    event.partner = state->model->agreements[work->subject].partner;
    event.mission = state->model->agreements[work->subject].mission;
    tl_state_tell(state, event);
    state->agreement_holds[work->subject] = true;
}

/* ---- backing up ---- */

void tl_agreement_act(struct tl_state *state, const struct tl_work *work)
{
    if (state->agreement_seen_s[work->subject] == work->detail) { /* else that gap is closed */
        tl_command_call(state, state->model->agreements[work->subject].partner, TL_REASON_AGREEMENT,
                        work->cause);
    }
}

/* It sees the mission short: when its notice is over it acts. True when that is in this second. */
static bool see(struct tl_state *state, size_t i, int64_t cause)
{
    const struct tl_agreement *agreement = &state->model->agreements[i];
    int64_t staff_s = state->model->partners[agreement->partner].staff_s; /* works while the notice runs */
    int64_t after_s = agreement->notice_s > staff_s ? agreement->notice_s : staff_s;
    struct tl_work work = {
        .kind = TL_WORK_BACK_UP, .subject = (int32_t)i, .detail = state->now_s, .cause = cause};
    tl_calendar_add(&state->calendar, state->now_s + after_s, TL_DUE_INJECT, (uint32_t)i, work);
    state->agreement_seen_s[i] = state->now_s;
    return after_s == 0;
}

static bool sees_short(const struct tl_state *state, const struct tl_agreement *agreement)
{
    return state->missions[agreement->mission].open &&
           tl_state_lacks(state, agreement->mission,
                          tl_state_planned(state, agreement->partner, agreement->mission));
}

bool tl_agreement_look(struct tl_state *state)
{
    bool any = false;
    for (size_t b = 0; b < state->backing_count; b++) {
        size_t i = state->backing[b];
        const struct tl_agreement *agreement = &state->model->agreements[i];
        int64_t cause = tl_network_ground(state, agreement->partner, agreement->mission);
        if (!state->agreement_holds[i]) {
            continue;
        }
        bool is_short = sees_short(state, agreement);
        if (is_short && state->agreement_seen_s[i] == TL_NONE) {
            any = see(state, i, cause) || any;
        } else if (!is_short) {
            state->agreement_seen_s[i] = TL_NONE;
        }
    }
    return any;
}

/* Assets of the partner that serve the mission or are on the way, but for those that are being relieved. */
static int64_t count_serving(const struct tl_state *state, int32_t partner, int32_t mission)
{
    const struct tl_partner *p = &state->model->partners[partner];
    int64_t count = 0;
    for (size_t i = 0; i < p->asset_count; i++) {
        const struct tl_asset *a = &state->assets[p->assets[i]];
        count += a->plan == mission && a->relieved_by == TL_NONE;
    }
    return count;
}

int64_t tl_agreement_room(const struct tl_state *state, int32_t partner, int32_t mission)
{
    int64_t room = 0;
    for (size_t i = 0; i < state->model->agreement_count; i++) {
        const struct tl_agreement *agreement = &state->model->agreements[i];
        int64_t seen_s = state->agreement_seen_s[i];
        bool applies = agreement->partner == partner && agreement->mission == mission && seen_s != TL_NONE &&
                       state->now_s - seen_s >= agreement->notice_s;
        if (applies && agreement->up_to == TL_NONE) {
            return INT64_MAX;
        }
        if (applies) {
            int64_t left = agreement->up_to - count_serving(state, partner, mission);
            room = left > room ? left : room;
        }
    }
    return room;
}

bool tl_agreement_backs_up(const struct tl_state *state, int32_t partner, int32_t mission)
{
    return tl_agreement_room(state, partner, mission) > 0;
}

/* ---- binding diversions ---- */

static int64_t longer(int64_t a_s, int64_t b_s)
{
    return a_s == TL_NONE || b_s == TL_NONE ? TL_NONE : a_s > b_s ? a_s : b_s;
}

void tl_agreement_bind(const struct tl_state *state, int32_t partner, int32_t mission, int64_t *notice_s,
                       enum tl_hold *hold, int64_t *max_hold_s)
{
    for (size_t i = 0; i < state->model->agreement_count; i++) {
        const struct tl_agreement *agreement = &state->model->agreements[i];
        if (!state->agreement_holds[i] || agreement->partner != partner || agreement->mission != mission) {
            continue;
        }
        *notice_s = longer(*notice_s, agreement->announce_s);
        if (agreement->hold == TL_HOLD_UNTIL_RELIEVED) {
            /* where nothing is held, there is no longest hold to compare with */
            bool is_first = *hold == TL_HOLD_NONE;
            *max_hold_s = is_first ? agreement->max_hold_s : longer(*max_hold_s, agreement->max_hold_s);
            *hold = TL_HOLD_UNTIL_RELIEVED;
        }
    }
}
