/* Sorties: one asset's way to an incident and back: reaction, leg, scene, leg back. Those on the scene wait for the last of those who
 * were sent, and the scene of all runs from then; nobody stays longer than endurance allows. Where one of them drops out before that
 * the incident is missed, and those who are there, or still come, stay for the scene from their own arrival. */
#include "model/answer.h"
#include "model/rules.h"

void tl_sortie_start(struct tl_state *state, int32_t asset, int32_t row, int64_t leg_s)
{
    struct tl_asset *a = &state->assets[asset];
    const struct tl_answer *answer = &state->answers[row];
    int64_t departs_s = state->now_s + tl_answer_mission(state, row)->reaction_s;
    tl_line_remove(state, &state->missions[a->mission].alert, asset);
    tl_asset_set_out(state, asset, departs_s);
    tl_asset_count_sortie(state, asset);
    tl_asset_enter(state, asset, TL_STATE_SORTIE);
    a->answer = row;
    a->on_scene = false;
    a->leg = (struct tl_leg){.from = state->model->places[a->place].at,
                             .from_place = a->place,
                             .to = tl_answer_process(state, row)->area,
                             .departs_s = departs_s,
                             .arrives_s = departs_s + leg_s};
    struct tl_event event = tl_event_make(TL_EVENT_ASSET_SCRAMBLES, answer->cause);
    event.asset = asset;
    event.mission = a->mission;
    event.incident = answer->incident;
    event.number = answer->number;
    event.until = a->leg.arrives_s;
    tl_asset_schedule(state, asset, a->leg.arrives_s, tl_state_tell(state, event));
}

/* When it must leave the scene to be back in time, whatever the scene lasts; at least now. */
static int64_t must_leave(const struct tl_state *state, int32_t asset)
{
    const struct tl_asset *a = &state->assets[asset];
    int32_t post = state->model->missions[a->mission].post;
    int64_t latest_s = a->deadline_s - tl_asset_leg(state, asset, post);
    return latest_s > state->now_s ? latest_s : state->now_s;
}

/* When it leaves the scene as far as is known now: the scene runs from the arrival of the last, or from its own if the incident is
 * missed. */
static int64_t leaves_scene(const struct tl_state *state, int32_t asset)
{
    const struct tl_asset *a = &state->assets[asset];
    const struct tl_answer *answer = &state->answers[a->answer];
    int64_t from_s = answer->missed ? a->leg.arrives_s : answer->last_s;
    int64_t until_s = from_s + answer->scene_s;
    int64_t latest_s = must_leave(state, asset);
    until_s = until_s < latest_s ? until_s : latest_s;
    return until_s > state->now_s ? until_s : state->now_s;
}

/* Its next milestone on the scene. Who can still be there when the last comes has none until then: within the second of that arrival
 * nobody leaves before it. */
static void stay_on_scene(struct tl_state *state, int32_t asset, int64_t cause)
{
    const struct tl_answer *answer = &state->answers[state->assets[asset].answer];
    bool waits = answer->to_come > 0 && !answer->missed && must_leave(state, asset) >= answer->last_s;
    tl_asset_schedule(state, asset, waits ? TL_NONE : leaves_scene(state, asset), cause);
}

/* The last has come, or will not: when those who wait on the scene leave. */
static void end_wait(struct tl_state *state, int32_t row, int64_t cause)
{
    if (tl_answer_process(state, row)->takes == 1) {
        return;
    }
    for (size_t i = 0; i < state->model->asset_count; i++) {
        const struct tl_asset *a = &state->assets[i];
        if (a->answer == row && a->on_scene) {
            stay_on_scene(state, (int32_t)i, cause);
        }
    }
}

/* It cannot be answered by all any longer. */
static void miss(struct tl_state *state, int32_t row, enum tl_reason reason, int64_t cause)
{
    tl_answer_miss(state, row, reason, cause);
    end_wait(state, row, cause);
}

static void reach_scene(struct tl_state *state, int32_t asset)
{
    struct tl_asset *a = &state->assets[asset];
    struct tl_answer *answer = &state->answers[a->answer];
    a->on_scene = true;
    a->place = a->leg.to;
    answer->to_come--;
    struct tl_event event = tl_event_make(TL_EVENT_ASSET_ON_SCENE, a->cause);
    event.asset = asset;
    event.mission = a->mission;
    event.incident = answer->incident;
    event.number = answer->number;
    event.until = leaves_scene(state, asset);
    int64_t id = tl_state_tell(state, event);
    stay_on_scene(state, asset, id);
    if (answer->to_come == 0 && !answer->missed) {
        tl_answer_tell(state, TL_EVENT_INCIDENT_ANSWERED, a->answer, id, TL_NONE);
        end_wait(state, a->answer, id);
    }
}

/* One of those sent is done with it. */
static void release(struct tl_state *state, int32_t row, int64_t cause)
{
    struct tl_answer *answer = &state->answers[row];
    answer->sent--;
    if (answer->sent > 0) {
        return;
    }
    if (!answer->missed) {
        tl_answer_tell(state, TL_EVENT_INCIDENT_OVER, row, cause, TL_NONE);
    }
    tl_answer_close(state, row);
}

/* Back to its base; to the nearest one, and out of the pool, where that is closed. */
static void leave_scene(struct tl_state *state, int32_t asset)
{
    struct tl_asset *a = &state->assets[asset];
    int32_t post = state->model->missions[a->mission].post;
    int32_t row = a->answer;
    a->answer = TL_NONE;
    if (state->answers[row].to_come > 0 && !state->answers[row].missed) {
        miss(state, row, TL_REASON_ENDURANCE, a->cause);
    }
    if (state->place_open[post]) {
        a->returns = true;
        tl_asset_depart(state, asset, post, a->cause);
    } else {
        tl_asset_go_home(state, asset, a->cause);
    }
    release(state, row, a->cause);
}

void tl_response_milestone(struct tl_state *state, int32_t asset)
{
    if (state->assets[asset].on_scene) {
        leave_scene(state, asset);
    } else {
        reach_scene(state, asset);
    }
}

void tl_response_abort(struct tl_state *state, int32_t asset, int64_t cause)
{
    struct tl_asset *a = &state->assets[asset];
    int32_t row = a->answer;
    struct tl_answer *answer = &state->answers[row];
    bool are_all_there = answer->to_come == 0;
    a->answer = TL_NONE;
    answer->to_come -= !a->on_scene;
    if (!are_all_there && !answer->missed) {
        miss(state, row, TL_REASON_FAILURE, cause);
    }
    release(state, row, cause);
}
