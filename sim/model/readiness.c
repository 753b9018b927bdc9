/* When each asset becomes ready for the first time: its own date, or its kin's readiness ramp. And the bound on sorties, which it must
 * wait for each time that it is home. */
#include <math.h>
#include <stdlib.h>

#include "base/units.h"
#include "model/rules.h"

struct member {
    int32_t asset;
    bool on_station; /* counts among the first that are ready */
    double draw;     /* which hulls are the ready ones is not known: drawn */
};

static int compare_members(const void *a, const void *b)
{
    const struct member *x = a;
    const struct member *y = b;
    if (x->on_station != y->on_station) {
        return x->on_station ? -1 : 1;
    }
    if (x->draw < y->draw || x->draw > y->draw) {
        return x->draw < y->draw ? -1 : 1;
    }
    return (x->asset > y->asset) - (x->asset < y->asset);
}

/* The i-th of n (from 1) that become ready evenly over a span, whole seconds half up: round(i span / n). */
static int64_t even_step(int64_t i, int64_t span_s, int64_t n)
{
    return (2 * i * span_s + n) / (2 * n);
}

/* The time at which the member of that rank (from 0) is ready, or TL_NONE: never within the ramp. */
static int64_t ramp_time(const struct tl_rows *ramp, size_t rank, size_t members)
{
    const struct tl_ramp_def *rows = ramp->items;
    if (ramp->count == 0) {
        return 0;
    }
    int64_t before = 0;
    for (size_t j = 0; j < ramp->count; j++) {
        int64_t upto = tl_round(rows[j].share * (double)members);
        if ((int64_t)rank < upto) {
            int64_t span_s = j == 0 ? 0 : rows[j].at_s - rows[j - 1].at_s;
            int64_t from_s = j == 0 ? rows[0].at_s : rows[j - 1].at_s;
            return from_s + even_step((int64_t)rank - before + 1, span_s, upto - before);
        }
        before = upto;
    }
    return TL_NONE;
}

static void start_kin(struct tl_state *state, int32_t kin, struct member *members)
{
    const struct tl_model *model = state->model;
    size_t count = 0;
    for (size_t i = 0; i < model->asset_count; i++) {
        const struct tl_asset_plan *plan = &model->assets[i];
        if (plan->kin != kin || plan->available != NULL) {
            continue;
        }
        struct tl_stream stream;
        struct member member = {(int32_t)i, plan->start_mission != TL_NONE, 0.0};
        tl_stream_init(&stream, state->roster.seed, state->roster.replication, plan->stream_ready);
        tl_stream_draw(&stream, &member.draw);
        members[count++] = member;
    }
    qsort(members, count, sizeof *members, compare_members);
    for (size_t rank = 0; rank < count; rank++) {
        int64_t time_s = members[rank].on_station ? 0 : ramp_time(&model->kins[kin].readiness, rank, count);
        tl_asset_schedule(state, members[rank].asset, time_s, 0);
    }
}

static void start_late_arrival(struct tl_state *state, int32_t asset)
{
    const struct tl_asset_plan *plan = &state->model->assets[asset];
    struct tl_stream stream;
    int64_t time_s = 0;
    tl_stream_init(&stream, state->roster.seed, state->roster.replication, plan->stream_ready);
    tl_dist_draw_delay(plan->available, &stream, &time_s);
    tl_asset_schedule(state, asset, time_s, 0);
}

/* ---- sorties: how often a class may leave its bases ---- */

static const struct tl_class *class_of(const struct tl_state *state, int32_t asset)
{
    return &state->model->classes[state->model->assets[asset].class_index];
}

static int64_t *starts_of(const struct tl_state *state, int32_t asset)
{
    return state->starts_s + state->assets[asset].starts_row;
}

void tl_asset_set_out(struct tl_state *state, int32_t asset, int64_t departs_s)
{
    struct tl_asset *a = &state->assets[asset];
    a->operates_from_s = state->now_s;
    a->deadline_s = departs_s + class_of(state, asset)->endurance_s;
    a->on_sortie = false;
}

void tl_asset_count_sortie(struct tl_state *state, int32_t asset)
{
    struct tl_asset *a = &state->assets[asset];
    int64_t sorties = class_of(state, asset)->sorties;
    if (sorties != TL_NONE && !a->on_sortie) {
        starts_of(state, asset)[a->started % sorties] = state->now_s;
        a->started++;
        a->on_sortie = true;
    }
}

int64_t tl_asset_may_leave(const struct tl_state *state, int32_t asset)
{
    const struct tl_asset *a = &state->assets[asset];
    int64_t sorties = class_of(state, asset)->sorties;
    if (sorties == TL_NONE || a->started < sorties) {
        return state->now_s;
    }
    return starts_of(state, asset)[a->started % sorties] + TL_DAY_S;
}

/* Room for the last sorties of every asset whose class has a bound on them. */
static void start_sorties(struct tl_state *state)
{
    const struct tl_model *model = state->model;
    size_t rows = 0;
    for (size_t i = 0; i < model->asset_count; i++) {
        int64_t sorties = class_of(state, (int32_t)i)->sorties;
        state->assets[i].starts_row = rows;
        rows += sorties != TL_NONE ? (size_t)sorties : 0;
    }
    state->starts_s = tl_alloc(rows + 1, sizeof *state->starts_s);
}

void tl_asset_start_all(struct tl_state *state)
{
    const struct tl_model *model = state->model;
    state->docks = tl_alloc(model->place_count + 1, sizeof *state->docks);
    start_sorties(state);
    struct member *members = tl_alloc(model->asset_count + 1, sizeof *members);
    for (size_t kin = 0; kin < model->kin_count; kin++) {
        start_kin(state, (int32_t)kin, members);
    }
    free(members);
    for (size_t i = 0; i < model->asset_count; i++) {
        if (model->assets[i].available != NULL) {
            start_late_arrival(state, (int32_t)i);
        }
        tl_asset_draw_failure(state, (int32_t)i);
    }
}
