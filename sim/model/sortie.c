/* Sorties: one asset's way to an incident and back. Reaction, leg, scene from its own arrival, leg back: none of it depends on what
 * becomes of the others who answer the same incident. */
#include "model/answer.h"
#include "model/geo.h"
#include "model/rules.h"

void tl_sortie_start(struct tl_state *state, int32_t asset, int32_t row, int64_t leg_s)
{
    struct tl_asset *a = &state->assets[asset];
    const struct tl_answer *answer = &state->answers[row];
    int64_t departs_s = state->now_s + tl_answer_mission(state, row)->reaction_s;
    tl_line_remove(state, &state->missions[a->mission].alert, asset);
    tl_asset_set_out(state, asset);
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

/* When it must leave the scene to be back in time, whatever the scene lasts. */
static int64_t leaves_scene(const struct tl_state *state, int32_t asset)
{
    const struct tl_asset *a = &state->assets[asset];
    int32_t post = state->model->missions[a->mission].post;
    int64_t back_s = tl_geo_leg(state->model, state->model->assets[asset].class_index, a->place, post);
    int64_t until_s = state->now_s + state->answers[a->answer].scene_s;
    int64_t latest_s = a->deadline_s - back_s;
    latest_s = latest_s > state->now_s ? latest_s : state->now_s;
    return until_s < latest_s ? until_s : latest_s;
}

static void reach_scene(struct tl_state *state, int32_t asset)
{
    struct tl_asset *a = &state->assets[asset];
    struct tl_answer *answer = &state->answers[a->answer];
    a->on_scene = true;
    a->place = a->leg.to;
    struct tl_event event = tl_event_make(TL_EVENT_ASSET_ON_SCENE, a->cause);
    event.asset = asset;
    event.mission = a->mission;
    event.incident = answer->incident;
    event.number = answer->number;
    event.until = leaves_scene(state, asset);
    int64_t id = tl_state_tell(state, event);
    tl_asset_schedule(state, asset, event.until, id);
    answer->to_come--;
    if (answer->to_come == 0 && !answer->missed) {
        tl_answer_tell(state, TL_EVENT_INCIDENT_ANSWERED, a->answer, id, TL_NONE);
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
    a->answer = TL_NONE;
    if (!a->on_scene) {
        answer->to_come--;
        if (!answer->missed) {
            tl_answer_miss(state, row, TL_REASON_FAILURE, cause);
        }
    }
    release(state, row, cause);
}
