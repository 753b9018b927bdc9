/* The loss of each set of missions: the integral of the weighted share of demand that is not met. */
#include <stdlib.h>

#include "base/units.h"
#include "measure/layout.h"

struct loss_state {
    size_t count;
    size_t first_column;
    int64_t warmup_s;
    int64_t *loss_us; /* [indexes] micro-index-seconds */
};

static void init_loss(void *self, const struct tl_roster *roster, struct tl_layout *layout)
{
    struct loss_state *state = self;
    *state = (struct loss_state){
        .count = roster->index_count,
        .first_column = layout->column_count,
        .warmup_s = layout->warmup_s,
        .loss_us = tl_alloc(roster->index_count, sizeof *state->loss_us),
    };
    double most_d = (double)tl_layout_measured(layout) / (double)TL_DAY_S;
    for (size_t i = 0; i < state->count; i++) {
        tl_layout_add_column(layout, (struct tl_column){"loss", roster->indexes[i].name, "index-days",
                                                        TL_COLUMN_MEAN, 1, TL_COLUMN_OUTCOME, most_d});
    }
}

static void span_loss(void *self, const struct tl_coverage *coverage, int64_t since_s, int64_t until_s)
{
    struct loss_state *state = self;
    since_s = since_s > state->warmup_s ? since_s : state->warmup_s;
    for (size_t i = 0; i < state->count && since_s < until_s; i++) {
        state->loss_us[i] += coverage->loss_rate_u[i] * (until_s - since_s);
    }
}

static void finish_loss(void *self, const struct tl_roster *roster, struct tl_layout *layout)
{
    (void)roster;
    const struct loss_state *state = self;
    for (size_t i = 0; i < state->count; i++) {
        layout->values[state->first_column + i] = (double)state->loss_us[i] / 1e6 / (double)TL_DAY_S;
    }
}

static void clear_loss(void *self)
{
    free(((struct loss_state *)self)->loss_us);
}

const struct tl_measure_class tl_measure_loss = {
    .name = "loss",
    .help = "loss: integral over time of the weighted share of demand that is not met, by set of missions",
    .state_bytes = sizeof(struct loss_state),
    .init = init_loss,
    .span = span_loss,
    .finish = finish_loss,
    .clear = clear_loss,
};
