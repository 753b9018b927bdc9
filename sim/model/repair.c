/* Docks: how many assets a base can repair at once. Whoever finds all of them taken queues, first come first served; in the queue an
 * asset has no milestone. */
#include "model/rules.h"

static int64_t tell(struct tl_state *state, enum tl_event_kind kind, int32_t asset, int64_t cause)
{
    struct tl_event event = tl_event_make(kind, cause);
    event.asset = asset;
    event.place = state->assets[asset].place;
    return tl_state_tell(state, event);
}

static void start(struct tl_state *state, int32_t asset, int64_t cause)
{
    int32_t class_index = state->model->assets[asset].class_index;
    int64_t delay_s = 0;
    tl_dist_draw_delay(&state->model->classes[class_index].repair, &state->assets[asset].repair, &delay_s);
    int64_t id = tell(state, TL_EVENT_ASSET_IN_REPAIR, asset, cause);
    tl_asset_schedule(state, asset, state->now_s + delay_s, id);
}

static bool is_full(const struct tl_state *state, int32_t place)
{
    int64_t docks = state->model->places[place].docks;
    return docks != TL_NONE && state->docks[place].used >= docks;
}

void tl_repair_begin(struct tl_state *state, int32_t asset, int64_t cause)
{
    struct tl_asset *a = &state->assets[asset];
    struct tl_dock *dock = &state->docks[a->place];
    tl_asset_enter(state, asset, TL_STATE_REPAIR);
    if (is_full(state, a->place)) {
        int64_t id = tell(state, TL_EVENT_ASSET_QUEUES, asset, cause);
        tl_asset_schedule(state, asset, TL_NONE, id);
        tl_line_insert(state, &dock->queue, asset, dock->queue.count > 0 ? dock->queue.last : TL_NONE);
        return;
    }
    dock->used++;
    start(state, asset, cause);
}

void tl_repair_end(struct tl_state *state, int32_t asset, int64_t cause)
{
    const struct tl_asset *a = &state->assets[asset];
    struct tl_dock *dock = &state->docks[a->place];
    if (a->milestone_s == TL_NONE) {
        tl_line_remove(state, &dock->queue, asset);
        return;
    }
    dock->used--;
    if (dock->queue.count > 0) {
        int32_t next = dock->queue.first;
        tl_line_remove(state, &dock->queue, next);
        dock->used++;
        start(state, next, cause);
    }
}
