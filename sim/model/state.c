#include "model/state.h"

#include <assert.h>
#include <stdlib.h>

#include "model/rules.h"

static void init_asset(struct tl_asset *asset, const struct tl_asset_plan *plan, uint64_t seed,
                       uint64_t replication)
{
    *asset = (struct tl_asset){
        .state = TL_STATE_ABSENT,
        .mission = TL_NONE,
        .plan = TL_NONE,
        .diversion = TL_NONE,
        .place = plan->start_place,
        .relieves = TL_NONE,
        .relieved_by = TL_NONE,
        .promised = TL_NONE,
        .milestone_s = TL_NONE,
        .operates_from_s = TL_NONE,
    };
    tl_stream_init(&asset->failures, seed, replication, plan->stream_failures);
    tl_stream_init(&asset->repair, seed, replication, plan->stream_repair);
    tl_stream_init(&asset->turnaround, seed, replication, plan->stream_turnaround);
}

static void init_missions(struct tl_state *state)
{
    const struct tl_model *model = state->model;
    for (size_t i = 0; i < model->mission_count; i++) {
        struct tl_mission_state *mission = &state->missions[i];
        mission->scale = model->missions[i].scale;
        mission->step_scale = 1.0;
        for (size_t k = 0; k < model->missions[i].needs; k++) {
            mission->needs_u[k] = model->missions[i].needs_u[k];
        }
    }
}

void tl_state_init(struct tl_state *state, const struct tl_model *model, uint64_t seed, uint64_t replication,
                   const struct tl_sink *sinks, size_t sink_count)
{
    *state = (struct tl_state){.model = model, .phase = TL_NONE, .sinks = sinks, .sink_count = sink_count};
    state->roster = model->roster;
    state->roster.seed = seed;
    state->roster.replication = replication;
    tl_calendar_init(&state->calendar, model->asset_count);
    tl_coverage_init(&state->coverage, &model->roster);
    state->assets = tl_alloc(model->asset_count + 1, sizeof *state->assets);
    state->missions = tl_alloc(model->mission_count + 1, sizeof *state->missions);
    state->partners = tl_alloc(model->partner_count + 1, sizeof *state->partners);
    state->diversions = tl_alloc(model->diversion_count + 1, sizeof *state->diversions);
    state->place_open = tl_alloc(model->place_count + 1, sizeof *state->place_open);
    state->told = tl_alloc(model->partner_count * model->mission_count + 1, sizeof *state->told);
    state->planned_u = tl_alloc(model->mission_count * TL_NEEDS_MAX + 1, sizeof *state->planned_u);
    for (size_t i = 0; i < model->asset_count; i++) {
        init_asset(&state->assets[i], &model->assets[i], seed, replication);
    }
    for (size_t i = 0; i < model->partner_count; i++) {
        state->partners[i].policy = model->partners[i].policy;
    }
    for (size_t i = 0; i < model->place_count; i++) {
        state->place_open[i] = model->places[i].open_at_start;
    }
    init_missions(state);
    tl_demand_start_all(state);
    tl_asset_start_all(state);
    tl_inject_start_all(state);
    tl_diversion_start_all(state);
    tl_command_start_all(state);
}

void tl_state_clear(struct tl_state *state)
{
    tl_calendar_clear(&state->calendar);
    tl_coverage_clear(&state->coverage);
    free(state->assets);
    free(state->missions);
    free(state->partners);
    free(state->diversions);
    free(state->place_open);
    free(state->told);
    free(state->planned_u);
    *state = (struct tl_state){0};
}

int64_t tl_state_tell(struct tl_state *state, struct tl_event event)
{
    event.time_s = state->now_s;
    event.id = ++state->last_id;
    assert(event.cause < event.id);
    assert(event.cause > 0 || tl_event_class_get(event.kind)->may_be_root);
    if (tl_coverage_take(&state->coverage, &event)) {
        state->coverage_changed = true;
        int64_t mission = event.mission != TL_NONE ? event.mission : event.was;
        if (mission != TL_NONE) {
            state->missions[mission].cause = event.id;
        }
    }
    for (size_t i = 0; i < state->sink_count; i++) {
        state->sinks[i].take(state->sinks[i].self, &event);
    }
    return event.id;
}

static void add_supply(struct tl_state *state, int32_t asset, int64_t sign)
{
    const struct tl_model *model = state->model;
    int32_t mission = state->assets[asset].plan;
    const int64_t *gives_u = model->classes[model->assets[asset].class_index].gives_u;
    for (size_t k = 0; k < model->missions[mission].needs; k++) {
        state->planned_u[(size_t)mission * TL_NEEDS_MAX + k] +=
            sign * gives_u[model->missions[mission].need[k]];
    }
}

void tl_state_plan(struct tl_state *state, int32_t asset, int32_t mission, bool counts)
{
    struct tl_asset *a = &state->assets[asset];
    if (a->plan_counts) {
        add_supply(state, asset, -1);
    }
    a->plan = mission;
    a->plan_counts = counts && mission != TL_NONE;
    if (a->plan_counts) {
        add_supply(state, asset, 1);
    }
}

static int64_t gives(const struct tl_state *state, int32_t asset, int32_t capability)
{
    const struct tl_model *model = state->model;
    return asset == TL_NONE ? 0 : model->classes[model->assets[asset].class_index].gives_u[capability];
}

double tl_state_covered(const struct tl_state *state, int32_t mission, const int64_t *supply_u, int32_t out,
                        int32_t in)
{
    const struct tl_mission *m = &state->model->missions[mission];
    int64_t changed_u[TL_NEEDS_MAX];
    for (size_t k = 0; k < m->needs; k++) {
        changed_u[k] = supply_u[k] - gives(state, out, m->need[k]) + gives(state, in, m->need[k]);
    }
    return tl_coverage_of(m->needs, changed_u, state->missions[mission].demand_u);
}

bool tl_state_lacks(const struct tl_state *state, int32_t mission, const int64_t *supply_u)
{
    for (size_t k = 0; k < state->model->missions[mission].needs; k++) {
        if (supply_u[k] < state->missions[mission].demand_u[k]) {
            return true;
        }
    }
    return false;
}

const int64_t *tl_state_planned(const struct tl_state *state, int32_t mission)
{
    return &state->planned_u[(size_t)mission * TL_NEEDS_MAX];
}

void tl_rules_dispatch(struct tl_state *state, const struct tl_entry *entry)
{
    static void (*const rules[])(struct tl_state *, const struct tl_work *) = {
#define TL_WORK(NAME, DUE, function) function,
#include "model/work.def"
#undef TL_WORK
    };
    assert(entry->time_s >= state->now_s);
    state->now_s = entry->time_s;
    rules[entry->work.kind](state, &entry->work);
}

/* A mission that is below its demand now and was not when last looked at is reported to its lead once. */
static bool report_gaps(struct tl_state *state)
{
    bool reported = false;
    for (size_t i = 0; i < state->model->mission_count; i++) {
        struct tl_mission_state *mission = &state->missions[i];
        bool below = state->coverage.covered[i] < 1.0;
        if (below && !mission->below) {
            tl_order_report(state, state->model->missions[i].lead, TL_REASON_GAP, TL_NONE, (int32_t)i,
                            mission->cause);
            reported = true;
        }
        mission->below = below;
    }
    return reported;
}

bool tl_rules_end_second(struct tl_state *state)
{
    if (!state->coverage_changed) {
        return false;
    }
    state->coverage_changed = false;
    bool held = tl_diversion_check_holds(state);
    return report_gaps(state) || held;
}

int32_t tl_rules_actor(const struct tl_entry *entry)
{
    switch (entry->work.kind) {
    case TL_WORK_RHYTHM:
    case TL_WORK_DECISION:
        return entry->work.subject;
    default:
        return TL_NONE;
    }
}
