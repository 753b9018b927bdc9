/* Rates that were cut at their ceiling: the ceiling was too low for what the scenario makes of them. */
#include <stdlib.h>

#include "measure/layout.h"

struct ceiling_state {
    size_t incidents, count, first_column;
    bool *reached; /* [incidents, then postures] */
};

static void add_flag(struct tl_layout *layout, const char *section, const char *name)
{
    const char *entity = tl_arena_print(layout->arena, "%s.%s", section, name);
    tl_layout_add_column(
        layout, (struct tl_column){"ceiling-reached", entity, "", TL_COLUMN_FLAG, 0, TL_COLUMN_OUTCOME, 1});
}

static void init_ceiling(void *self, const struct tl_roster *roster, struct tl_layout *layout)
{
    struct ceiling_state *state = self;
    *state = (struct ceiling_state){
        .incidents = roster->incident_count,
        .count = roster->incident_count + roster->postures.count,
        .first_column = layout->column_count,
    };
    state->reached = tl_alloc(state->count + 1, sizeof *state->reached);
    for (size_t i = 0; i < roster->incident_count; i++) {
        add_flag(layout, "incidents", roster->incidents[i].name);
    }
    for (size_t i = 0; i < roster->postures.count; i++) {
        add_flag(layout, "postures", roster->postures.items[i]);
    }
}

static bool wants_ceiling(enum tl_event_kind kind)
{
    return kind == TL_EVENT_CEILING_REACHED;
}

static void take_ceiling(void *self, const struct tl_coverage *coverage, const struct tl_event *event)
{
    (void)coverage;
    struct ceiling_state *state = self;
    if (event->kind != TL_EVENT_CEILING_REACHED) {
        return;
    }
    if (event->incident != TL_NONE) {
        state->reached[event->incident] = true;
    } else if (event->posture != TL_NONE) {
        state->reached[state->incidents + (size_t)event->posture] = true;
    }
}

static void finish_ceiling(void *self, const struct tl_roster *roster, struct tl_layout *layout)
{
    (void)roster;
    const struct ceiling_state *state = self;
    for (size_t i = 0; i < state->count; i++) {
        layout->values[state->first_column + i] = state->reached[i];
    }
}

static void clear_ceiling(void *self)
{
    struct ceiling_state *state = self;
    free(state->reached);
}

const struct tl_measure_class tl_measure_ceiling = {
    .name = "ceiling",
    .help = "ceiling-reached: whether a rate of an incident process or an outside party was cut at its "
            "ceiling, in the warm-up, too",
    .state_bytes = sizeof(struct ceiling_state),
    .init = init_ceiling,
    .wants = wants_ceiling,
    .take = take_ceiling,
    .finish = finish_ceiling,
    .clear = clear_ceiling,
};
