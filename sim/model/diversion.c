/* Diversions: a partner takes assets from whatever they do and sends them to one mission, until its end. They sit on top of the
 * partner's policy: while one holds an asset, the policy leaves it alone. */
#include <assert.h>
#include <stdlib.h>

#include "base/units.h"
#include "model/condition.h"
#include "model/rules.h"

static void schedule_watch(struct tl_state *state, int64_t time_s)
{
    struct tl_work work = {.kind = TL_WORK_WATCH, .subject = TL_NONE};
    tl_calendar_add(&state->calendar, time_s, TL_DUE_INJECT, UINT32_MAX, work);
}

void tl_diversion_start_all(struct tl_state *state)
{
    for (size_t i = 0; i < state->model->diversion_count; i++) {
        if (state->model->diversions[i].enabled) {
            schedule_watch(state, 0);
            return;
        }
    }
}

void tl_diversion_watch(struct tl_state *state, const struct tl_work *work)
{
    (void)work;
    tl_diversion_look(state, 0);
    schedule_watch(state, state->now_s + state->model->watch_s);
}

void tl_diversion_send(struct tl_state *state, int32_t asset)
{
    int32_t diversion = state->assets[asset].diversion;
    const struct tl_diversion *d = &state->model->diversions[diversion];
    struct tl_order order = {d->partner, asset, d->to, diversion, TL_NONE};
    tl_order_send(state, order, state->diversions[diversion].cause);
}

/* Takes effect on an asset: ready and sailing ones go at once, those in their area serve out notice and hold. */
static void claim(struct tl_state *state, int32_t diversion, int32_t asset)
{
    const struct tl_diversion *d = &state->model->diversions[diversion];
    struct tl_asset *a = &state->assets[asset];
    bool is_in_area = a->state == TL_STATE_ON_STATION || a->state == TL_STATE_SET_UP;
    a->diversion = diversion;
    if (!is_in_area || (d->notice_s == 0 && d->hold == TL_HOLD_NONE) || a->mission == d->to) {
        tl_diversion_send(state, asset);
        return;
    }
    tl_relief_untie(state, asset);
    a->leaving = true;
    tl_state_plan(state, asset, a->plan, false);
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
    const struct tl_asset *a = &state->assets[asset];
    bool can_go = a->state == TL_STATE_READY || a->mission != TL_NONE;
    return take->fits[asset] && can_go && a->diversion == TL_NONE && !a->failed;
}

static double loss_without(const struct tl_state *state, int32_t asset)
{
    const struct tl_asset *a = &state->assets[asset];
    if (!a->plan_counts) {
        return 0.0;
    }
    const int64_t *planned_u = tl_state_planned(state, a->plan);
    double covered = tl_state_covered(state, a->plan, planned_u, TL_NONE, TL_NONE);
    return state->model->missions[a->plan].weight *
           (covered - tl_state_covered(state, a->plan, planned_u, asset, TL_NONE));
}

static struct candidate weigh(const struct tl_state *state, const struct tl_diversion *d, int32_t asset)
{
    const struct tl_asset *a = &state->assets[asset];
    struct candidate candidate = {.asset = asset,
                                  .leg_s = tl_asset_leg(state, asset, state->model->missions[d->to].area)};
    if (d->pick == TL_PICK_IDLE_FIRST) {
        candidate.is_idle = a->plan == TL_NONE;
        candidate.weight = a->plan == TL_NONE ? 0.0 : state->model->missions[a->plan].weight;
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

static void schedule_release(struct tl_state *state, int32_t diversion, int64_t after_s, bool ends_hold)
{
    struct tl_work work = {.kind = TL_WORK_RELEASE, .subject = diversion, .detail = ends_hold};
    tl_calendar_add(&state->calendar, state->now_s + after_s, TL_DUE_INJECT, (uint32_t)diversion, work);
}

static int64_t tell(struct tl_state *state, enum tl_event_kind kind, int32_t diversion, int64_t cause)
{
    struct tl_event event = tl_event_make(kind, cause);
    event.diversion = diversion;
    event.partner = state->model->diversions[diversion].partner;
    return tl_state_tell(state, event);
}

static void start(struct tl_state *state, int32_t diversion, int64_t cause)
{
    const struct tl_diversion *d = &state->model->diversions[diversion];
    struct tl_diversion_state *s = &state->diversions[diversion];
    s->active = true;
    s->released = s->hold_over = false;
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
    schedule_release(state, diversion, d->notice_s, false);
    if (d->hold == TL_HOLD_UNTIL_RELIEVED && d->max_hold_s != TL_NONE) {
        schedule_release(state, diversion, d->notice_s + d->max_hold_s, true);
    }
    tl_order_report(state, d->partner, TL_REASON_DIVERSION, TL_NONE, d->to, s->cause);
}

/* Is the mission covered as well without the asset as with it, by what counts now? */
static bool is_spare(const struct tl_state *state, int32_t asset)
{
    int32_t mission = state->assets[asset].mission;
    const int64_t *supply_u = &state->coverage.supply_u[(size_t)mission * TL_NEEDS_MAX];
    int32_t out = state->coverage.counting[asset] == mission ? asset : TL_NONE;
    return tl_state_covered(state, mission, supply_u, out, TL_NONE) >=
           tl_state_covered(state, mission, supply_u, TL_NONE, TL_NONE);
}

/* Send those whose notice and hold are over. True when any went. */
static bool release(struct tl_state *state, int32_t diversion)
{
    const struct tl_diversion *d = &state->model->diversions[diversion];
    const struct tl_diversion_state *s = &state->diversions[diversion];
    const struct tl_partner *partner = &state->model->partners[d->partner];
    bool any = false;
    for (size_t i = 0; i < partner->asset_count; i++) {
        const struct tl_asset *a = &state->assets[partner->assets[i]];
        if (a->diversion != diversion || !a->leaving) {
            continue;
        }
        if (d->hold == TL_HOLD_NONE || s->hold_over || is_spare(state, partner->assets[i])) {
            tl_diversion_send(state, partner->assets[i]);
            any = true;
        }
    }
    return any;
}

void tl_diversion_release(struct tl_state *state, const struct tl_work *work)
{
    struct tl_diversion_state *s = &state->diversions[work->subject];
    if (s->active) {
        s->released = true;
        s->hold_over = s->hold_over || work->detail != 0;
        release(state, work->subject);
    }
}

bool tl_diversion_check_holds(struct tl_state *state)
{
    bool any = false;
    for (size_t i = 0; i < state->model->diversion_count; i++) {
        const struct tl_diversion_state *s = &state->diversions[i];
        if (s->active && s->released && state->model->diversions[i].hold == TL_HOLD_UNTIL_RELIEVED) {
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

void tl_diversion_look(struct tl_state *state, int64_t cause)
{
    struct tl_watcher *watcher = state->model->watcher;
    for (size_t i = 0; i < state->model->diversion_count; i++) {
        const struct tl_diversion *d = &state->model->diversions[i];
        struct tl_diversion_state *s = &state->diversions[i];
        if (!d->enabled) {
            continue;
        }
        bool holds = tl_condition_holds(watcher, d->when, state);
        if (!s->active && holds && !s->held_before) {
            start(state, (int32_t)i, cause);
        } else if (s->active && d->until != NULL && tl_condition_holds(watcher, d->until, state)) {
            end(state, (int32_t)i, cause);
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
