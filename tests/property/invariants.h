/* What holds in the moving state after every step, whatever the scenario: books that must agree with what they summarise. */
#ifndef TL_TEST_PROPERTY_INVARIANTS_H
#define TL_TEST_PROPERTY_INVARIANTS_H

#include "model/kinds.h"
#include "model/network.h"
#include "model/run.h"

static inline bool invariants_operates(const struct tl_asset *asset)
{
    return asset->state == TL_STATE_TRANSIT || asset->state == TL_STATE_SET_UP ||
           asset->state == TL_STATE_ON_STATION || asset->state == TL_STATE_SORTIE ||
           asset->state == TL_STATE_WAITING || asset->state == TL_STATE_LOADING ||
           asset->state == TL_STATE_UNLOADING;
}

/* What a partner's assets are planned to supply to a need; a failure that has not been reported yet is none to its owner. */
static inline int64_t invariants_sum_plan(const struct tl_state *state, int32_t owner, int32_t mission,
                                          size_t need)
{
    const struct tl_model *model = state->model;
    int64_t sum_u = 0;
    for (size_t i = 0; i < model->asset_count; i++) {
        const struct tl_asset *a = &state->assets[i];
        int64_t gives_u =
            model->classes[model->assets[i].class_index].gives_u[model->missions[mission].need[need]];
        if (model->assets[i].partner == owner) {
            sum_u += a->plan == mission && a->plan_counts ? gives_u : 0;
            sum_u += a->believed == mission ? gives_u : 0;
        }
    }
    return sum_u;
}

/* What a partner believes of another: all of it without links, else what it was told last. */
static inline int64_t invariants_sum_belief(const struct tl_state *state, int32_t partner, int32_t owner,
                                            int32_t mission, size_t need)
{
    const struct tl_network *network = state->network;
    if (owner == partner || !tl_network_is_linked(state)) {
        return invariants_sum_plan(state, owner, mission, need);
    }
    size_t row = (size_t)owner * state->model->partner_count + (size_t)partner;
    return network->told_u[row * network->cells + network->first_cell[mission] + need];
}

/* Planned supply is the sum over what each partner is believed to plan. */
static inline void invariants_check_plans(const struct tl_state *state)
{
    const struct tl_model *model = state->model;
    for (int32_t p = 0; p < (int32_t)model->partner_count; p++) {
        for (int32_t m = 0; m < (int32_t)model->mission_count; m++) {
            for (size_t k = 0; k < model->missions[m].needs; k++) {
                int64_t sum_u = 0;
                for (int32_t owner = 0; owner < (int32_t)model->partner_count; owner++) {
                    sum_u += invariants_sum_belief(state, p, owner, m, k);
                }
                run_assert_int(tl_state_planned(state, p, m)[k], ==, sum_u);
            }
        }
    }
}

/* Ties between assets are the same from both ends, and only between those that can be tied. */
static inline void invariants_check_ties(const struct tl_state *state, int32_t asset)
{
    const struct tl_asset *a = &state->assets[asset];
    if (a->relieves != TL_NONE) {
        const struct tl_asset *old = &state->assets[a->relieves];
        run_assert_int(old->relieved_by, ==, asset);
        run_assert_int(old->state, ==, TL_STATE_ON_STATION);
        run_assert_int(old->mission, ==, a->plan);
        run_assert(a->plan_counts && !old->plan_counts);
    }
    if (a->relieved_by != TL_NONE) {
        run_assert_int(state->assets[a->relieved_by].relieves, ==, asset);
    }
    if (a->promised != TL_NONE) {
        run_assert_int(state->assets[a->promised].promised, ==, asset);
        run_assert(a->state == TL_STATE_ON_STATION || a->state == TL_STATE_READY);
        run_assert_int(a->state, !=, state->assets[a->promised].state);
    }
}

static inline void invariants_check_asset(const struct tl_state *state, int32_t asset)
{
    const struct tl_asset *a = &state->assets[asset];
    bool operates = invariants_operates(a);
    bool is_sailing_home = a->state == TL_STATE_TRANSIT && a->mission == TL_NONE;
    run_assert_int(operates, ==, a->operates_from_s != TL_NONE && a->state != TL_STATE_LOST);
    bool is_pooled = a->mission != TL_NONE && state->model->missions[a->mission].kind->is_at_base;
    bool rests = a->state == TL_STATE_TURNAROUND || a->state == TL_STATE_ALERT;
    run_assert_int(a->mission != TL_NONE, ==, (operates && !is_sailing_home) || (is_pooled && rests));
    run_assert(a->state != TL_STATE_SORTIE || is_pooled);
    run_assert_int(a->answer != TL_NONE, ==, a->state == TL_STATE_SORTIE);
    run_assert(!a->leaving || (a->diversion != TL_NONE && a->mission != TL_NONE));
    run_assert(!a->wants_relief || a->state == TL_STATE_ON_STATION);
    run_assert(!a->failed || is_sailing_home || a->aboard > 0 || a->state == TL_STATE_REPAIR ||
               a->state == TL_STATE_LOST);
    run_assert(a->diversion == TL_NONE || state->diversions[a->diversion].active);
    run_assert(a->plan_counts ? a->plan != TL_NONE : true);
    bool counts = a->state == TL_STATE_ON_STATION || a->state == TL_STATE_ALERT;
    int32_t counts_for = counts ? a->mission : TL_NONE;
    run_assert_int(state->coverage.counting[asset], ==, counts_for);
    bool has_milestone = state->calendar.position[asset] != 0;
    bool queues = a->state == TL_STATE_REPAIR && state->docks[a->place].queue.count > 0;
    bool may_rest = a->state == TL_STATE_ABSENT || a->state == TL_STATE_READY || a->state == TL_STATE_LOST ||
                    a->state == TL_STATE_ALERT || queues || a->is_in_row;
    if (a->state == TL_STATE_SORTIE && a->on_scene) { /* the last of those who were sent is still to come */
        const struct tl_answer *answer = &state->answers[a->answer];
        may_rest = answer->to_come > 0 && !answer->missed && answer->last_s >= state->now_s;
    }
    if (a->relieved_by != TL_NONE) { /* its relief's arrival within this second does the rest */
        const struct tl_asset *by = &state->assets[a->relieved_by];
        may_rest = may_rest || (by->state == TL_STATE_TRANSIT && by->milestone_s == state->now_s);
    }
    run_assert_msg(has_milestone || may_rest, "asset %d of state %s waits for nothing", (int)asset,
                   tl_state_name(a->state));
    invariants_check_ties(state, asset);
}

/* ---- what was told ---- */

enum { INVARIANTS_CELLS_MAX = 1024 };

/* What the events of this replication have said so far. */
static struct invariants_told {
    int64_t now_s;
    size_t taken;                            /* events */
    int64_t demand_u[INVARIANTS_CELLS_MAX];  /* [missions][TL_NEEDS_MAX] */
    int64_t picture_u[INVARIANTS_CELLS_MAX]; /* [owners][receivers][cells] as the state had it last */
} invariants_told;

static inline void invariants_take_demand(const struct tl_state *state, const struct tl_event *event)
{
    const struct tl_mission *m = &state->model->missions[event->mission];
    for (size_t k = 0; k < m->needs; k++) {
        int64_t *told_u = &invariants_told.demand_u[(size_t)event->mission * TL_NEEDS_MAX + k];
        if (event->kind != TL_EVENT_DEMAND_CHANGES) {
            *told_u = 0;
        } else if (m->need[k] == event->capability) {
            run_assert_int(*told_u, !=, event->demand);
            *told_u = event->demand;
        }
    }
}

/* Has one of the events since `from` told this receiver of the cell? */
static inline bool invariants_heard(const struct tl_state *state, size_t from, int32_t owner,
                                    int32_t receiver, size_t cell)
{
    const struct run *run = state->sinks[0].self;
    int32_t mission = state->network->mission_of[cell];
    int32_t need = state->model->missions[mission].need[cell - state->network->first_cell[mission]];
    for (size_t i = from; i < run->count; i++) {
        const struct tl_event *event = &run->events[i];
        if (event->kind == TL_EVENT_PICTURE_RECEIVED && event->sender == owner &&
            event->partner == receiver && event->mission == mission && event->capability == need) {
            return true;
        }
    }
    return false;
}

/* After the start nobody learns of another's plans but by a picture, or over a way that takes no time. */
static inline void invariants_check_pictures(const struct tl_state *state, size_t from)
{
    const struct tl_network *network = state->network;
    int32_t partners = (int32_t)state->model->partner_count;
    for (int32_t pair = 0; pair < partners * partners && tl_network_is_linked(state); pair++) {
        const struct tl_route *route = tl_route_get(state, pair / partners, pair % partners);
        bool is_at_once = route->cost != TL_NONE && route->time_s == 0;
        for (size_t cell = 0; cell < network->cells; cell++) {
            size_t row = (size_t)pair * network->cells + cell;
            run_assert(row < INVARIANTS_CELLS_MAX);
            bool is_same = invariants_told.picture_u[row] == network->told_u[row];
            run_assert_msg(is_same || state->now_s == 0 || is_at_once ||
                               invariants_heard(state, from, pair / partners, pair % partners, cell),
                           "%s knows of mission %s at %lld unheard",
                           state->model->partners[pair % partners].name,
                           state->model->missions[network->mission_of[cell]].name, (long long)state->now_s);
            invariants_told.picture_u[row] = network->told_u[row];
        }
    }
}

/* Every demand is as it was told last, and told when it changes alone; a pool's counts as much. */
static inline void invariants_check_told(const struct tl_state *state)
{
    const struct tl_model *model = state->model;
    const struct run *run = state->sinks[0].self;
    size_t from = invariants_told.taken;
    if (state->now_s == 0 ||
        state->now_s < invariants_told.now_s) { /* a replication begins; second 0 is read anew each time */
        invariants_told = (struct invariants_told){0};
        from = 0;
    }
    for (size_t i = from; i < run->count; i++) {
        const struct tl_event *event = &run->events[i];
        if (event->kind == TL_EVENT_DEMAND_CHANGES || event->kind == TL_EVENT_MISSION_CLOSES) {
            invariants_take_demand(state, event);
        }
    }
    invariants_told.taken = run->count;
    invariants_told.now_s = state->now_s;
    for (size_t m = 0; m < model->mission_count; m++) {
        for (size_t k = 0; k < model->missions[m].needs; k++) {
            size_t row = m * TL_NEEDS_MAX + k;
            run_assert_int(state->missions[m].demand_u[k], ==, invariants_told.demand_u[row]);
            run_assert(model->missions[m].kind->is_at_base ||
                       tl_coverage_is_progress(&model->roster.missions[m]) ||
                       state->missions[m].demand_u[k] == state->coverage.demand_u[row]);
        }
    }
    invariants_check_pictures(state, from);
}

/* Nobody stays on station or on alert once the notice of its withdrawal and its longest hold are over: at the end of that second, or of
 * the one in which it comes on alert again, it is ordered away. */
static inline void invariants_check_leaving(const struct tl_state *state, int32_t asset)
{
    const struct tl_asset *a = &state->assets[asset];
    bool is_due = a->leaving && a->held_until_s != TL_NONE && a->held_until_s < state->now_s;
    bool came_now = a->state == TL_STATE_ALERT && a->alert_since_s == state->now_s;
    bool stays = a->state == TL_STATE_ON_STATION || (a->state == TL_STATE_ALERT && !came_now);
    run_assert_msg(!is_due || !stays, "asset %d should have left at %lld", (int)asset,
                   (long long)a->held_until_s);
}

static inline void invariants_check(const struct tl_state *state)
{
    const struct tl_model *model = state->model;
    for (size_t i = 0; i < model->asset_count; i++) {
        invariants_check_asset(state, (int32_t)i);
        invariants_check_leaving(state, (int32_t)i);
    }
    invariants_check_plans(state);
    for (size_t m = 0; m < model->mission_count; m++) {
        int32_t wanting = 0;
        for (size_t i = 0; i < model->asset_count; i++) {
            wanting += state->assets[i].wants_relief && state->assets[i].mission == (int32_t)m;
        }
        run_assert_int(state->missions[m].wanting, ==, wanting);
        run_assert(state->coverage.covered[m] >= 0 && state->coverage.covered[m] <= 1);
    }
    invariants_check_told(state);
}

#endif
