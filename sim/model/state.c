#include "model/state.h"

#include <assert.h>
#include <stdlib.h>

#include "model/kinds.h"
#include "model/look.h"
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
        .answer = TL_NONE,
        .believed = TL_NONE,
        .clock_s = TL_NONE,
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
        mission->step_scale = mission->factor = 1.0;
        mission->runs = model->missions[i].runs == NULL;
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
    state->ready = tl_alloc(model->asset_count / 64 + 1, sizeof *state->ready);
    state->missions = tl_alloc(model->mission_count + 1, sizeof *state->missions);
    state->partners = tl_alloc(model->partner_count + 1, sizeof *state->partners);
    state->diversions = tl_alloc(model->diversion_count + 1, sizeof *state->diversions);
    state->place_open = tl_alloc(model->place_count + 1, sizeof *state->place_open);
    state->told = tl_alloc(model->partner_count * model->mission_count + 1, sizeof *state->told);
    state->planned_u =
        tl_alloc(model->partner_count * model->mission_count * TL_NEEDS_MAX + 1, sizeof *state->planned_u);
    state->incidents = tl_alloc(model->incident_count + 1, sizeof *state->incidents);
    state->agreement_holds = tl_alloc(model->agreement_count + 1, sizeof *state->agreement_holds);
    state->agreement_seen_s = tl_alloc(model->agreement_count + 1, sizeof *state->agreement_seen_s);
    state->pace_u = tl_alloc(model->mission_count + 1, sizeof *state->pace_u);
    for (size_t i = 0; i < model->mission_count; i++) {
        state->pace_u[i] = TL_MICRO;
    }
    for (size_t i = 0; i < model->asset_count; i++) {
        init_asset(&state->assets[i], &model->assets[i], seed, replication);
    }
    for (size_t i = 0; i < model->partner_count; i++) {
        state->partners[i].policy = model->partners[i].policy;
        state->partners[i].decided_s = TL_NONE;
    }
    for (size_t i = 0; i < model->place_count; i++) {
        state->place_open[i] = model->places[i].open_at_start;
    }
    init_missions(state);
    tl_gauge_start_all(state);
    tl_consent_start_all(state);
    tl_posture_start_all(state);
    tl_weather_start_all(state);
    tl_corridor_start_all(state);
    tl_people_start_all(state);
    tl_berth_start_all(state);
    tl_lift_start_all(state);
    tl_service_start_all(state);
    tl_job_start_all(state);
    tl_network_start(state);
    tl_agreement_start_all(state);
    tl_incident_start_all(state);
    tl_demand_start_all(state);
    tl_asset_start_all(state);
    tl_inject_start_all(state);
    tl_watch_start_all(state);
    tl_command_start_all(state);
    tl_place_start_all(state);
}

void tl_state_clear(struct tl_state *state)
{
    tl_calendar_clear(&state->calendar);
    tl_coverage_clear(&state->coverage);
    free(state->assets);
    free(state->ready);
    free(state->missions);
    free(state->partners);
    free(state->diversions);
    free(state->place_open);
    free(state->told);
    free(state->planned_u);
    free(state->incidents);
    free(state->answers);
    free(state->agreement_holds);
    free(state->backing);
    free(state->agreement_seen_s);
    free(state->docks);
    free(state->starts_s);
    free(state->pace_u);
    tl_network_clear(state);
    tl_gauge_clear(state);
    tl_consent_clear(state);
    tl_posture_clear(state);
    tl_weather_clear(state);
    tl_corridor_clear(state);
    tl_people_forget(state);
    tl_berth_clear(state);
    tl_service_clear(state);
    tl_job_clear(state);
    tl_watch_clear(state);
    *state = (struct tl_state){0};
}

/* What a report that is on its way will tell its owner. One that takes no time need not be waited for. */
static void note_unreported(struct tl_state *state, const struct tl_event *event)
{
    struct tl_asset *a = &state->assets[event->asset];
    bool is_gone = event->kind == TL_EVENT_ASSET_FAILS || event->kind == TL_EVENT_ASSET_LOST;
    if (is_gone && state->model->partners[state->model->assets[event->asset].partner].report_s > 0) {
        a->unreported = true;
    } else if (event->kind == TL_EVENT_REPORT_SENT && a->unreported && a->report == 0) {
        a->report = event->id;
    }
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
    assert(state->coverage.is_sound); /* nobody is lost, and nobody is in two places */
    if (event.asset != TL_NONE) {
        note_unreported(state, &event);
    }
    tl_network_see(state, &event);
    for (size_t i = 0; i < state->sink_count; i++) {
        state->sinks[i].take(state->sinks[i].self, &event);
    }
    return event.id;
}

static void add_supply(struct tl_state *state, int32_t asset, int32_t mission, int64_t sign)
{
    const struct tl_model *model = state->model;
    const struct tl_class *class = &model->classes[model->assets[asset].class_index];
    for (size_t k = 0; k < model->missions[mission].needs; k++) {
        int64_t gives_u = class->gives_u[model->missions[mission].need[k]];
        if (gives_u > 0) {
            tl_network_note(state, asset, mission, k, sign * gives_u);
        }
    }
}

/* Its owner knows how it stands: it counts where it is planned, and nowhere else. */
static int32_t settle(struct tl_state *state, int32_t asset)
{
    struct tl_asset *a = &state->assets[asset];
    int32_t believed = a->believed;
    if (believed != TL_NONE) {
        add_supply(state, asset, believed, -1);
    }
    a->believed = TL_NONE;
    a->unreported = false;
    a->report = 0;
    return believed;
}

int32_t tl_state_hear_of(struct tl_state *state, int32_t asset, int64_t report)
{
    const struct tl_asset *a = &state->assets[asset];
    /* an older report knows nothing of a failure after it */
    return a->unreported && a->report != 0 && report >= a->report ? settle(state, asset) : TL_NONE;
}

void tl_state_plan(struct tl_state *state, int32_t asset, int32_t mission, bool counts)
{
    struct tl_asset *a = &state->assets[asset];
    if (mission != TL_NONE) {
        settle(state, asset); /* planned for anew, whatever becomes of old reports */
    }
    if (a->plan_counts && mission == TL_NONE && a->unreported) {
        a->believed = a->plan;
    } else if (a->plan_counts) {
        add_supply(state, asset, a->plan, -1);
    }
    if (a->plan != mission && state->coverage.counting[asset] != TL_NONE) {
        state->coverage_changed =
            true; /* who counts is to leave, or stays after all: those that are held may be spare now */
    }
    a->plan = mission;
    a->plan_counts = counts && mission != TL_NONE;
    if (a->plan_counts) {
        add_supply(state, asset, mission, 1);
    }
    if (state->now_s == 0 && a->state == TL_STATE_ABSENT && mission != TL_NONE) {
        tl_network_share(state, asset, mission);
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

const int64_t *tl_state_planned(const struct tl_state *state, int32_t partner, int32_t mission)
{
    size_t row = (size_t)partner * state->model->mission_count + (size_t)mission;
    return &state->planned_u[row * TL_NEEDS_MAX];
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

/* A mission that is below its demand now and was not when last looked at is reported to its lead once. Not one at a base: those of
 * its pool who are out come on alert again by themselves, and whoever fails or is lost is reported anyway. Nor one whose coverage is what has been done: it is late, but nobody has left. */
static bool report_gaps(struct tl_state *state)
{
    bool reported = false;
    for (size_t i = 0; i < state->model->mission_count; i++) {
        struct tl_mission_state *mission = &state->missions[i];
        bool below = state->coverage.covered[i] < 1.0 && !state->model->missions[i].kind->is_at_base &&
                     !tl_coverage_is_progress(&state->roster.missions[i]);
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
    bool told = tl_network_tell(state);
    bool looked = tl_agreement_look(state);
    bool watched = tl_watch_end_second(state);
    if (!state->coverage_changed) {
        return told || looked || watched;
    }
    state->coverage_changed = false;
    bool held = tl_diversion_check_holds(state);
    bool slowed = tl_sustain_look(state);
    bool works = tl_job_look(state);
    return report_gaps(state) || held || slowed || works || told || looked || watched;
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
