/* Gauges: numbers that events move and conditions read; and what partners tell outside parties. */
#include <stdlib.h>

#include "base/memory.h"
#include "model/look.h"
#include "model/rules.h"

void tl_gauge_start_all(struct tl_state *state)
{
    const struct tl_model *model = state->model;
    state->gauges_u = tl_alloc(model->gauge_count + 1, sizeof *state->gauges_u);
    state->messaging_u = tl_alloc(model->partner_count + 1, sizeof *state->messaging_u);
    for (size_t i = 0; i < model->gauge_count; i++) {
        state->gauges_u[i] = model->gauges[i].start_u;
    }
    for (size_t i = 0; i < model->partner_count; i++) {
        state->messaging_u[i] = model->partners[i].messaging_u;
    }
}

void tl_gauge_clear(struct tl_state *state)
{
    free(state->gauges_u);
    free(state->messaging_u);
}

void tl_gauge_set(struct tl_state *state, int32_t gauge, int64_t value_u, int64_t cause)
{
    const struct tl_gauge *g = &state->model->gauges[gauge];
    value_u = value_u < g->low_u ? g->low_u : value_u > g->high_u ? g->high_u : value_u;
    if (state->gauges_u[gauge] == value_u) {
        return;
    }
    state->gauges_u[gauge] = value_u;
    struct tl_event event = tl_event_make(TL_EVENT_GAUGE_CHANGES, cause);
    event.gauge = gauge;
    event.value = value_u;
    tl_watch_note(state, TL_ARGUMENT_GAUGE, gauge, tl_state_tell(state, event));
}

void tl_gauge_push(struct tl_state *state, int32_t gauge, const struct tl_push *push, int64_t cause)
{
    int64_t value_u = push->to_u != TL_NONE ? push->to_u : state->gauges_u[gauge] + push->by_u;
    tl_gauge_set(state, gauge, value_u, cause);
}

void tl_gauge_set_messaging(struct tl_state *state, int32_t partner, int64_t value_u, int64_t cause)
{
    if (state->messaging_u[partner] == value_u) {
        return;
    }
    state->messaging_u[partner] = value_u;
    struct tl_event event = tl_event_make(TL_EVENT_MESSAGING_CHANGES, cause);
    event.partner = partner;
    event.value = value_u;
    tl_watch_note(state, TL_ARGUMENT_PARTNER, partner, tl_state_tell(state, event));
}
