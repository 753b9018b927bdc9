/* Diversions: a partner takes assets from whatever they do and sends them to one mission, until its end. They sit on top of the
 * partner's policy: while one holds an asset, the policy leaves it alone. */
#include <assert.h>
#include <stdlib.h>

#include "base/units.h"
#include "model/condition.h"
#include "model/look.h"
#include "model/rules.h"

void tl_diversion_send(struct tl_state *state, int32_t asset)
{
    int32_t diversion = state->assets[asset].diversion;
    const struct tl_diversion *d = &state->model->diversions[diversion];
    struct tl_order order = {d->partner, asset, d->to, diversion, TL_NONE};
    tl_order_send(state, order, state->diversions[diversion].cause);
}

static void schedule_release(struct tl_state *state, int32_t diversion, int64_t time_s)
{
    struct tl_work work = {.kind = TL_WORK_RELEASE, .subject = diversion};
    tl_calendar_add(&state->calendar, time_s, TL_DUE_INJECT, (uint32_t)diversion, work);
}

/* It stays for so long, but its mission is not to count on it any longer. */
static void announce(struct tl_state *state, int32_t diversion, int32_t asset, int64_t notice_s,
                     enum tl_hold hold, int64_t max_hold_s)
{
    struct tl_asset *a = &state->assets[asset];
    struct tl_diversion_state *s = &state->diversions[diversion];
    struct tl_event event = tl_event_make(TL_EVENT_WITHDRAWAL_ANNOUNCED, s->cause);
    event.partner = state->model->diversions[diversion].partner;
    event.asset = asset;
    event.mission = a->mission;
    event.diversion = diversion;
    tl_state_tell(state, event);
    tl_relief_untie(state, asset);
    a->leaving = true;
    a->released_s = state->now_s + notice_s;
    a->held_until_s = hold == TL_HOLD_NONE    ? a->released_s
                      : max_hold_s != TL_NONE ? a->released_s + max_hold_s
                                              : TL_NONE;
    tl_state_plan(state, asset, a->plan, false);
    schedule_release(state, diversion, a->released_s);
    if (a->held_until_s > a->released_s) {
        schedule_release(state, diversion, a->held_until_s);
    }
    s->has_announced = true;
}

/* Takes effect on an asset: ready and sailing ones go at once, those in their area or on alert serve out notice and hold, what
 * agreements about their mission ask for included. */
static void claim(struct tl_state *state, int32_t diversion, int32_t asset)
{
    const struct tl_diversion *d = &state->model->diversions[diversion];
    struct tl_asset *a = &state->assets[asset];
    bool serves =
        a->state == TL_STATE_ON_STATION || a->state == TL_STATE_SET_UP || a->state == TL_STATE_ALERT;
    bool stays = serves && a->mission != d->to;
    int64_t notice_s = d->notice_s;
    int64_t max_hold_s = d->max_hold_s;
    enum tl_hold hold = d->hold;
    a->diversion = diversion;
    if (stays) {
        tl_agreement_bind(state, d->partner, a->mission, &notice_s, &hold, &max_hold_s);
    }
    if (stays && (notice_s > 0 || hold != TL_HOLD_NONE)) {
        announce(state, diversion, asset, notice_s, hold, max_hold_s);
    } else {
        tl_diversion_send(state, asset);
    }
}

/* ---- picking ---- */

struct candidate {
    int32_t asset;
    bool is_idle;
    double weight; /* of its mission, or the weighted coverage lost with it */
    int64_t leg_s;
};

static bool is_available(const struct tl_state *state, const struct tl_take *take, int32_t asset)
{
    return take->fits[asset] && state->assets[asset].diversion == TL_NONE && tl_asset_can_go(state, asset);
}

static double loss_without(const struct tl_state *state, int32_t asset)
{
    const struct tl_asset *a = &state->assets[asset];
    if (!a->plan_counts) {
        return 0.0;
    }
    const int64_t *planned_u = tl_state_planned(state, state->model->assets[asset].partner, a->plan);
    double covered = tl_state_covered(state, a->plan, planned_u, TL_NONE, TL_NONE);
    return state->model->missions[a->plan].worth *
           (covered - tl_state_covered(state, a->plan, planned_u, asset, TL_NONE));
}

static struct candidate weigh(const struct tl_state *state, const struct tl_diversion *d, int32_t asset)
{
    const struct tl_asset *a = &state->assets[asset];
    struct candidate candidate = {.asset = asset,
                                  .leg_s = tl_asset_leg(state, asset, state->model->missions[d->to].post)};
    if (d->pick == TL_PICK_IDLE_FIRST) {
        candidate.is_idle = a->plan == TL_NONE;
        candidate.weight = a->plan == TL_NONE ? 0.0 : state->model->missions[a->plan].worth;
    } else if (d->pick == TL_PICK_LEAST_LOSS) {
        candidate.weight = loss_without(state, asset);
    }
    return candidate;
}

static bool is_better(const struct candidate *a, const struct candidate *b)
{
    if (b->asset == TL_NONE || a->is_idle != b->is_idle) {
        return b->asset == TL_NONE || a->is_idle;
    }
    if (a->weight < b->weight || a->weight > b->weight) {
        return a->weight < b->weight;
    }
    return a->leg_s < b->leg_s; /* tried by name: the first name wins a tie */
}

static int32_t pick(const struct tl_state *state, const struct tl_diversion *d, const struct tl_take *take)
{
    const struct tl_partner *partner = &state->model->partners[d->partner];
    struct candidate best = {.asset = TL_NONE};
    for (size_t i = 0; i < partner->asset_count; i++) {
        if (is_available(state, take, partner->assets[i])) {
            struct candidate candidate = weigh(state, d, partner->assets[i]);
            best = is_better(&candidate, &best) ? candidate : best;
        }
    }
    return best.asset;
}

static int64_t quota(const struct tl_state *state, const struct tl_take *take)
{
    if (take->count != TL_NONE) {
        return take->count;
    }
    int64_t fitting = 0;
    for (size_t i = 0; i < state->model->asset_count; i++) {
        bool counts =
            take->denominator == TL_DENOMINATOR_ALL ? take->fits[i] : is_available(state, take, (int32_t)i);
        fitting += counts;
    }
    return tl_round(take->share * (double)fitting);
}

/* ---- start, release, end ---- */

static bool is_asked_about(const struct tl_state *state, int32_t diversion)
{
    bool is = tl_watch_is_asked(state, TL_ARGUMENT_DIVERSION, diversion);
    for (size_t i = 0; i < state->model->diversion_count && !is; i++) {
        const struct tl_diversion *d = &state->model->diversions[i];
        is = d->enabled &&
             (tl_condition_asks(d->when, TL_ARGUMENT_DIVERSION, diversion) ||
              (d->until != NULL && tl_condition_asks(d->until, TL_ARGUMENT_DIVERSION, diversion)));
    }
    return is;
}

static int64_t tell(struct tl_state *state, enum tl_event_kind kind, int32_t diversion, int64_t cause)
{
    struct tl_event event = tl_event_make(kind, cause);
    event.diversion = diversion;
    event.partner = state->model->diversions[diversion].partner;
    int64_t id = tl_state_tell(state, event);
    /* where nobody asks it is no reason to look: an `until` that holds already waits for the next hour */
    if (is_asked_about(state, diversion)) {
        tl_watch_note(state, TL_ARGUMENT_DIVERSION, diversion, id);
    }
    return id;
}

static void start(struct tl_state *state, int32_t diversion, int64_t cause)
{
    const struct tl_diversion *d = &state->model->diversions[diversion];
    struct tl_diversion_state *s = &state->diversions[diversion];
    s->active = true;
    s->has_announced = false;
    s->cause = tell(state, TL_EVENT_DIVERSION_STARTS, diversion, cause);
    for (size_t i = 0; i < d->take_count; i++) {
        s->left[i] = quota(state, &d->takes[i]);
        for (int32_t asset = 0; s->left[i] > 0 && asset != TL_NONE;) {
            asset = pick(state, d, &d->takes[i]);
            if (asset != TL_NONE) {
                claim(state, diversion, asset);
                s->left[i]--;
            }
        }
    }
    tl_order_report(state, d->partner, TL_REASON_DIVERSION, TL_NONE, d->to, s->cause);
}

/* What counts for a mission now, without those whose order away is out, and without one more (TL_NONE: nobody). */
static void count_staying(const struct tl_state *state, int32_t mission, int32_t out, int64_t *supply_u)
{
    const struct tl_roster_mission *m = &state->model->roster.missions[mission];
    for (size_t k = 0; k < tl_coverage_needs(m); k++) {
        supply_u[k] = state->coverage.supply_u[(size_t)mission * TL_NEEDS_MAX + k];
    }
    for (size_t i = 0; i < state->model->asset_count; i++) {
        bool stays = state->assets[i].plan == mission && (int32_t)i != out;
        for (size_t k = 0; k < tl_coverage_needs(m) && state->coverage.counting[i] == mission && !stays;
             k++) {
            supply_u[k] -= tl_coverage_gives(&state->model->roster, (int64_t)i, m, k);
        }
    }
}

/* Is the mission covered as well without the asset as with it, by what counts now and stays? */
static bool is_spare(const struct tl_state *state, int32_t asset)
{
    int32_t mission = state->assets[asset].mission;
    const struct tl_roster_mission *m = &state->model->roster.missions[mission];
    const int64_t *demand_u = &state->coverage.demand_u[(size_t)mission * TL_NEEDS_MAX];
    int64_t with_u[TL_NEEDS_MAX];
    int64_t without_u[TL_NEEDS_MAX];
    int answered = 0; /* kinds of incident that only it can answer in time, with the others */
    count_staying(state, mission, TL_NONE, with_u);
    count_staying(state, mission, asset, without_u);
    for (size_t k = 0; k < m->kinds; k++) {
        answered += with_u[k] >= demand_u[k] && without_u[k] < demand_u[k];
    }
    return m->kinds > 0
               ? answered == 0
               : tl_coverage_of(m->needs, without_u, demand_u) >= tl_coverage_of(m->needs, with_u, demand_u);
}

/* Send those whose notice and hold are over. True when any went. */
static bool release(struct tl_state *state, int32_t diversion)
{
    const struct tl_partner *partner = &state->model->partners[state->model->diversions[diversion].partner];
    bool any = false;
    for (size_t i = 0; i < partner->asset_count; i++) {
        const struct tl_asset *a = &state->assets[partner->assets[i]];
        if (a->diversion != diversion || !a->leaving || state->now_s < a->released_s ||
            !tl_asset_can_go(state,
                             partner->assets[i])) { /* one on a sortie goes when it is on alert again */
            continue;
        }
        bool hold_is_over = a->held_until_s != TL_NONE && state->now_s >= a->held_until_s;
        if (hold_is_over || is_spare(state, partner->assets[i])) {
            tl_diversion_send(state, partner->assets[i]);
            any = true;
        }
    }
    return any;
}

void tl_diversion_release(struct tl_state *state, const struct tl_work *work)
{
    if (state->diversions[work->subject].active) {
        release(state, work->subject);
    }
}

bool tl_diversion_check_holds(struct tl_state *state)
{
    bool any = false;
    for (size_t i = 0; i < state->model->diversion_count; i++) {
        const struct tl_diversion_state *s = &state->diversions[i];
        if (s->active && s->has_announced) {
            any = release(state, (int32_t)i) || any;
        }
    }
    return any;
}

static void end(struct tl_state *state, int32_t diversion, int64_t cause)
{
    const struct tl_diversion *d = &state->model->diversions[diversion];
    const struct tl_partner *partner = &state->model->partners[d->partner];
    state->diversions[diversion].active = false;
    int64_t id = tell(state, TL_EVENT_DIVERSION_ENDS, diversion, cause);
    for (size_t i = 0; i < partner->asset_count; i++) {
        struct tl_asset *a = &state->assets[partner->assets[i]];
        if (a->diversion == diversion) {
            a->diversion = TL_NONE;
            if (a->leaving) {
                a->leaving = false;
                tl_state_plan(state, partner->assets[i], a->mission, true);
                tl_relief_ask(state, partner->assets[i]);
            }
        }
    }
    tl_order_report(state, d->partner, TL_REASON_DIVERSION, TL_NONE, d->to, id);
}

void tl_diversion_look(struct tl_state *state, int64_t cause, bool is_hour)
{
    struct tl_watcher *watcher = state->model->watcher;
    for (size_t i = 0; i < state->model->diversion_count; i++) {
        const struct tl_diversion *d = &state->model->diversions[i];
        struct tl_diversion_state *s = &state->diversions[i];
        bool is_same = is_hour && !s->active && tl_condition_is_told(d->when);
        if (!d->enabled || is_same) {
            continue;
        }
        bool holds = tl_condition_holds(watcher, d->when, state);
        if (!s->active && holds && !s->held_before) {
            start(state, (int32_t)i, tl_watch_cause(state, d->when, cause));
        } else if (s->active && d->until != NULL && tl_condition_holds(watcher, d->until, state)) {
            end(state, (int32_t)i, tl_watch_cause(state, d->until, cause));
        }
        s->held_before = holds;
    }
}

bool tl_diversion_claims(struct tl_state *state, int32_t asset)
{
    if (state->assets[asset].diversion != TL_NONE) {
        tl_diversion_send(state, asset);
        return true;
    }
    for (size_t i = 0; i < state->model->diversion_count; i++) {
        const struct tl_diversion *d = &state->model->diversions[i];
        struct tl_diversion_state *s = &state->diversions[i];
        for (size_t j = 0; s->active && j < d->take_count; j++) {
            if (s->left[j] > 0 && d->takes[j].fits[asset]) {
                s->left[j]--;
                claim(state, (int32_t)i, asset);
                return true;
            }
        }
    }
    return false;
}
