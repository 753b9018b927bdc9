/* Agreements: what partners have promised for each other's missions. One that backs up lets its partner fill gaps that it sees in its
 * own picture; all bind the partner's diversions that take assets from the mission while they are in force. */
#include <assert.h>

#include "model/rules.h"

enum { DETAIL_STARTS = -1 }; /* of the work; other details: the moment since which the partner sees a gap */

static void schedule(struct tl_state *state, size_t agreement, int64_t time_s, int64_t detail)
{
    struct tl_work work = {.kind = TL_WORK_AGREEMENT, .subject = (int32_t)agreement, .detail = detail};
    /* the first among the changes of a second: a diversion that starts in it is bound */
    tl_calendar_add(&state->calendar, time_s, TL_DUE_INJECT, 0, work);
}

void tl_agreement_start_all(struct tl_state *state)
{
    for (size_t i = 0; i < state->model->agreement_count; i++) {
        const struct tl_agreement *agreement = &state->model->agreements[i];
        state->agreement_seen_s[i] = TL_NONE;
        if (agreement->starts_s != TL_NONE) {
            schedule(state, i, agreement->starts_s, DETAIL_STARTS);
        }
    }
}

static void start(struct tl_state *state, int32_t agreement)
{
    struct tl_event event = tl_event_make(TL_EVENT_AGREEMENT_STARTS, 0);
    event.agreement = agreement;
    event.partner = state->model->agreements[agreement].partner;
    event.mission = state->model->agreements[agreement].mission;
    tl_state_tell(state, event);
    state->agreement_holds[agreement] = true;
}

/* The work of an agreement: it comes into force, or the notice since a gap was seen is over. */
void tl_agreement_start(struct tl_state *state, const struct tl_work *work)
{
    const struct tl_agreement *agreement = &state->model->agreements[work->subject];
    if (work->detail == DETAIL_STARTS) {
        start(state, work->subject);
    } else if (state->agreement_seen_s[work->subject] == work->detail) { /* else that gap is closed */
        tl_command_call(state, agreement->partner, TL_REASON_AGREEMENT,
                        state->missions[agreement->mission].cause);
    }
}

/* ---- backing up ---- */

static bool sees_short(const struct tl_state *state, const struct tl_agreement *agreement)
{
    return state->missions[agreement->mission].open &&
           tl_state_lacks(state, agreement->mission,
                          tl_state_planned(state, agreement->partner, agreement->mission));
}

bool tl_agreement_look(struct tl_state *state)
{
    bool any = false;
    for (size_t i = 0; i < state->model->agreement_count; i++) {
        const struct tl_agreement *agreement = &state->model->agreements[i];
        if (!state->agreement_holds[i] || !agreement->backs_up) {
            continue;
        }
        bool is_short = sees_short(state, agreement);
        if (is_short && state->agreement_seen_s[i] == TL_NONE) {
            /* the staff works while the notice runs */
            int64_t staff_s = state->model->partners[agreement->partner].staff_s;
            int64_t after_s = agreement->notice_s > staff_s ? agreement->notice_s : staff_s;
            schedule(state, i, state->now_s + after_s, state->now_s);
            state->agreement_seen_s[i] = state->now_s;
            any = any || after_s == 0;
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
