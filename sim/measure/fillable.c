/* Gaps that somebody could have served who was ready and had no orders. */
#include <stdlib.h>

#include "base/units.h"
#include "measure/layout.h"
#include "measure/spare.h"

enum idle { AWAY, IDLE, ORDERED };

struct fillable_state {
    size_t first_column;
    struct tl_spares spares;
    unsigned char *idle; /* [assets] enum idle */
    int32_t *place;      /* [assets] where it is, unless AWAY */
};

static void init_fillable(void *self, const struct tl_roster *roster, struct tl_layout *layout)
{
    struct fillable_state *state = self;
    *state = (struct fillable_state){
        .first_column = layout->column_count,
        .idle = tl_alloc(roster->asset_count, sizeof *state->idle),
        .place = tl_alloc(roster->asset_count, sizeof *state->place),
    };
    tl_spares_init(&state->spares, roster, roster->asset_count);
    double most_h = (double)tl_layout_measured(layout) / (double)TL_HOUR_S;
    for (size_t m = 0; m < roster->mission_count; m++) {
        if (!tl_coverage_is_progress(&roster->missions[m])) {
            tl_layout_add_column(layout, (struct tl_column){"fillable-hours", roster->missions[m].name, "h",
                                                            TL_COLUMN_MEAN, 1, TL_COLUMN_OUTCOME, most_h});
        }
    }
}

static void span_fillable(void *self, const struct tl_coverage *coverage, int64_t since_s, int64_t until_s)
{
    (void)until_s;
    tl_spares_span(&((struct fillable_state *)self)->spares, coverage, since_s, NULL, NULL);
}

/* What an event makes of an asset: an order on its way binds it, and a refused one does not. */
static enum idle find_idle(enum idle was, const struct tl_event *event)
{
    switch (event->kind) {
    case TL_EVENT_ASSET_READY:
        return IDLE;
    case TL_EVENT_ORDER_SENT:
        return was == IDLE && event->mission != TL_NONE ? ORDERED : was;
    case TL_EVENT_ORDER_REFUSED:
        return was == ORDERED ? IDLE : was;
    default:
        return tl_event_class_get(event->kind)->state == TL_STATE_NONE ? was : AWAY;
    }
}

static bool wants_fillable(enum tl_event_kind kind)
{
    return kind == TL_EVENT_ORDER_SENT || kind == TL_EVENT_ORDER_REFUSED || tl_measure_wants_coverage(kind);
}

static void take_fillable(void *self, const struct tl_coverage *coverage, const struct tl_event *event)
{
    struct fillable_state *state = self;
    int32_t was_serving;
    tl_spares_take(&state->spares, coverage, event, &was_serving);
    if (event->asset == TL_NONE) {
        return;
    }
    enum idle was = (enum idle)state->idle[event->asset];
    enum idle now = find_idle(was, event);
    if (event->kind == TL_EVENT_ASSET_READY) {
        state->place[event->asset] = (int32_t)event->place;
    }
    if (was == now) {
        return;
    }
    state->idle[event->asset] = (unsigned char)now;
    if (now == IDLE) {
        tl_spares_begin(&state->spares, event->asset, state->place[event->asset], (size_t)event->asset,
                        event->time_s);
    } else {
        tl_spares_end(&state->spares, event->asset, event->time_s);
    }
}

static void finish_fillable(void *self, const struct tl_roster *roster, struct tl_layout *layout)
{
    struct fillable_state *state = self;
    tl_spares_finish(&state->spares);
    double *value = layout->values + state->first_column;
    for (size_t m = 0; m < roster->mission_count; m++) {
        if (!tl_coverage_is_progress(&roster->missions[m])) {
            *value++ = (double)state->spares.served_s[m] / (double)TL_HOUR_S;
        }
    }
}

static void clear_fillable(void *self)
{
    struct fillable_state *state = self;
    tl_spares_clear(&state->spares);
    free(state->idle);
    free(state->place);
}

const struct tl_measure_class tl_measure_fillable = {
    .name = "fillable",
    .help = "fillable-hours: hours of a mission's gaps that an idle asset could have served: it gives "
            "something that "
            "was short then, if not all of it, and would have been there, had it been ordered when the gap "
            "began or "
            "it became ready; one asset serves one gap at a time; lift and work missions have none",
    .state_bytes = sizeof(struct fillable_state),
    .init = init_fillable,
    .span = span_fillable,
    .wants = wants_fillable,
    .take = take_fillable,
    .finish = finish_fillable,
    .clear = clear_fillable,
};
