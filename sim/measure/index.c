/* The index of each set of missions: R = 1 - L, its mean over time and its curve. */
#include <stdlib.h>

#include "measure/layout.h"
#include "measure/meter.h"

struct index_state {
    size_t count;
    size_t first_column, first_series;
    struct tl_meter *losses; /* [indexes] in whole micro-index-seconds: exact, see meter.h */
};

static void init_index(void *self, const struct tl_roster *roster, struct tl_layout *layout)
{
    struct index_state *state = self;
    *state = (struct index_state){
        .count = roster->index_count,
        .first_column = layout->column_count,
        .first_series = layout->series_count,
        .losses = tl_alloc(roster->index_count, sizeof *state->losses),
    };
    for (size_t i = 0; i < state->count; i++) {
        const char *name = roster->indexes[i].name;
        tl_layout_add_column(layout,
                             (struct tl_column){"index", name, "", TL_COLUMN_MEAN, -1, TL_COLUMN_OUTCOME, 1});
        tl_layout_add_series(layout, (struct tl_series){"index", name});
        tl_meter_init(&state->losses[i], layout);
    }
}

static void span_index(void *self, const struct tl_coverage *coverage, int64_t since_s, int64_t until_s)
{
    (void)until_s;
    struct index_state *state = self;
    for (size_t i = 0; i < state->count; i++) {
        tl_meter_hold(&state->losses[i], since_s, (double)coverage->loss_rate_u[i]);
    }
}

static void finish_index(void *self, const struct tl_roster *roster, struct tl_layout *layout)
{
    struct index_state *state = self;
    for (size_t i = 0; i < state->count; i++) {
        struct tl_meter *loss = &state->losses[i];
        tl_meter_advance(loss, roster->horizon_s);
        double *curve = layout->curves + (state->first_series + i) * layout->cells;
        for (size_t cell = 0; cell < layout->cells; cell++) {
            curve[cell] = 1 - loss->cells[cell] / (1e6 * (double)tl_layout_cell_length(layout, cell));
        }
        layout->values[state->first_column + i] =
            1 - tl_meter_total(loss, layout->cells) / (1e6 * (double)tl_layout_measured(layout));
    }
}

static void clear_index(void *self)
{
    struct index_state *state = self;
    for (size_t i = 0; i < state->count; i++) {
        tl_meter_clear(&state->losses[i]);
    }
    free(state->losses);
}

const struct tl_measure_class tl_measure_index = {
    .name = "index",
    .help = "index: mean over time of 1 - loss, the weighted share of demand that is met, by set of missions",
    .state_bytes = sizeof(struct index_state),
    .init = init_index,
    .span = span_index,
    .finish = finish_index,
    .clear = clear_index,
};
