/* The coverage of each mission: its mean over time and its curve. */
#include <stdlib.h>

#include "measure/layout.h"
#include "measure/meter.h"

struct coverage_state {
    size_t count;
    size_t first_column, first_series;
    struct tl_meter *covered; /* [missions] */
};

static void init_coverage(void *self, const struct tl_roster *roster, struct tl_layout *layout)
{
    struct coverage_state *state = self;
    *state = (struct coverage_state){
        .count = roster->mission_count,
        .first_column = layout->column_count,
        .first_series = layout->series_count,
        .covered = tl_alloc(roster->mission_count, sizeof *state->covered),
    };
    for (size_t i = 0; i < state->count; i++) {
        const char *name = roster->missions[i].name;
        tl_layout_add_column(
            layout, (struct tl_column){"coverage", name, "", TL_COLUMN_MEAN, -1, TL_COLUMN_OUTCOME, 1});
        tl_layout_add_series(layout, (struct tl_series){"coverage", name});
        tl_meter_init(&state->covered[i], layout);
    }
}

static void span_coverage(void *self, const struct tl_coverage *coverage, int64_t since_s, int64_t until_s)
{
    (void)until_s;
    struct coverage_state *state = self;
    for (size_t i = 0; i < state->count; i++) {
        tl_meter_hold(&state->covered[i], since_s, coverage->covered[i]);
    }
}

static void finish_coverage(void *self, const struct tl_roster *roster, struct tl_layout *layout)
{
    struct coverage_state *state = self;
    for (size_t i = 0; i < state->count; i++) {
        struct tl_meter *covered = &state->covered[i];
        tl_meter_advance(covered, roster->horizon_s);
        double *curve = layout->curves + (state->first_series + i) * layout->cells;
        for (size_t cell = 0; cell < layout->cells; cell++) {
            curve[cell] = covered->cells[cell] / (double)tl_layout_cell_length(layout, cell);
        }
        layout->values[state->first_column + i] =
            tl_meter_total(covered, layout->cells) / (double)tl_layout_measured(layout);
    }
}

static void clear_coverage(void *self)
{
    struct coverage_state *state = self;
    for (size_t i = 0; i < state->count; i++) {
        tl_meter_clear(&state->covered[i]);
    }
    free(state->covered);
}

const struct tl_measure_class tl_measure_coverage = {
    .name = "coverage",
    .help = "coverage: mean over time of the share of a mission's scarcest need that is met; 1 while it is "
            "closed",
    .state_bytes = sizeof(struct coverage_state),
    .init = init_coverage,
    .span = span_coverage,
    .finish = finish_coverage,
    .clear = clear_coverage,
};
