/* Reliefs: an asset on station asks in time for one that takes over when it must leave. The order goes out so that the relief
 * arrives one handover before that, to the second. */
#include "model/geo.h"
#include "model/rules.h"

struct candidate {
    int32_t asset;   /* TL_NONE: none yet */
    int64_t order_s; /* when the order must go out; in the past: it will be late */
    bool in_time;
    double covered;  /* coverage of the mission with it in the place of the asset that leaves */
    int64_t gives_u; /* sum of what it gives: a ship that can do more is not spent on less */
    int64_t leg_s;
};

/* Coverage of an asset's mission by what its partner believes to be planned for it, with one asset taken out and another put in (each
 * may be TL_NONE). */
static double covered_with(const struct tl_state *state, int32_t asset, int32_t out, int32_t in)
{
    int32_t mission = state->assets[asset].mission;
    const int64_t *planned_u = tl_state_planned(state, state->model->assets[asset].partner, mission);
    return tl_state_covered(state, mission, planned_u, out, in);
}

static bool is_better(const struct candidate *a, const struct candidate *b)
{
    if (b->asset == TL_NONE || a->in_time != b->in_time) {
        return b->asset == TL_NONE || a->in_time;
    }
    if (a->covered > b->covered || a->covered < b->covered) {
        return a->covered > b->covered;
    }
    if (a->gives_u != b->gives_u) {
        return a->gives_u < b->gives_u;
    }
    return a->leg_s < b->leg_s; /* assets are tried by name, so the first name wins a tie */
}

static bool is_free_to_relieve(const struct tl_state *state, int32_t candidate, int32_t asset)
{
    const struct tl_asset *c = &state->assets[candidate];
    return c->state == TL_STATE_READY && c->plan == TL_NONE && c->diversion == TL_NONE &&
           (c->promised == TL_NONE || c->promised == asset);
}

/* Ready assets of one kin at one place are alike: the first by name stands for all. */
#define SEEN_MAX 32
struct seen {
    struct {
        int32_t kin, place;
    } items[SEEN_MAX];
    size_t count;
};

/* Has one like this been tried? Remembers it; past SEEN_MAX kinds it is tried again, which only costs time. */
static bool is_seen(struct seen *seen, int32_t kin, int32_t place)
{
    for (size_t i = seen->count; i-- > 0;) { /* names of one kin stand together: mostly the last one hits */
        if (seen->items[i].kin == kin && seen->items[i].place == place) {
            return true;
        }
    }
    if (seen->count < SEEN_MAX) {
        seen->items[seen->count].kin = kin;
        seen->items[seen->count++].place = place;
    }
    return false;
}

/* What a ready asset is worth as the relief; its asset is TL_NONE where it is none: it adds nothing, or does not reach. */
static struct candidate weigh(const struct tl_state *state, int32_t asset, int32_t by, double without)
{
    const struct tl_model *model = state->model;
    const struct tl_asset *a = &state->assets[asset];
    const struct tl_mission *m = &model->missions[a->mission];
    struct candidate candidate = {.asset = by, .covered = covered_with(state, asset, asset, by)};
    if (candidate.covered <= without || tl_asset_stay(state, by, a->mission) < 0) {
        return (struct candidate){.asset = TL_NONE};
    }
    candidate.leg_s = tl_asset_leg(state, by, m->area);
    candidate.order_s =
        a->leave_s - m->handover_s - candidate.leg_s - model->partners[model->assets[asset].partner].order_s;
    candidate.in_time = candidate.order_s >= state->now_s;
    candidate.gives_u = model->classes[model->assets[by].class_index].gives_sum_u;
    return candidate;
}

/* The relief to order or to promise. One that was promised and whose order is due now stands. */
static struct candidate choose(const struct tl_state *state, int32_t asset, int32_t promised)
{
    const struct tl_model *model = state->model;
    const struct tl_asset *a = &state->assets[asset];
    double without = covered_with(state, asset, asset, TL_NONE);
    struct candidate best = {.asset = TL_NONE};
    if (promised != TL_NONE && is_free_to_relieve(state, promised, asset)) {
        best = weigh(state, asset, promised, without);
        if (best.asset != TL_NONE && best.order_s == state->now_s) {
            return best;
        }
    }
    struct seen seen;
    seen.count = 0;
    best = (struct candidate){.asset = TL_NONE};
    const struct tl_fitting *fitting = &model->partners[model->assets[asset].partner].fitting[a->mission];
    for (size_t word = 0; word <= model->asset_count / 64; word++) {
        for (uint64_t left = state->ready[word] & fitting->bits[word]; left != 0; left &= left - 1) {
            int32_t by = (int32_t)(word * 64) + __builtin_ctzll(left);
            if (!is_free_to_relieve(state, by, asset) ||
                is_seen(&seen, model->assets[by].kin, state->assets[by].place)) {
                continue;
            }
            struct candidate candidate = weigh(state, asset, by, without);
            if (candidate.asset != TL_NONE && is_better(&candidate, &best)) {
                best = candidate;
            }
        }
    }
    return best;
}

static void set_wants_relief(struct tl_state *state, int32_t asset, bool wants)
{
    struct tl_asset *a = &state->assets[asset];
    if (a->wants_relief != wants) {
        a->wants_relief = wants;
        state->missions[a->mission].wanting += wants ? 1 : -1;
    }
}

static void break_promise(struct tl_state *state, int32_t asset)
{
    int32_t other = state->assets[asset].promised;
    if (other != TL_NONE) {
        state->assets[other].promised = TL_NONE;
        state->assets[asset].promised = TL_NONE;
    }
}

/* The earliest that a relief from any of the partner's bases would have to be ordered. */
static int64_t first_call(const struct tl_state *state, int32_t asset)
{
    const struct tl_model *model = state->model;
    const struct tl_asset *a = &state->assets[asset];
    const struct tl_mission *m = &model->missions[a->mission];
    const struct tl_partner *partner = &model->partners[model->assets[asset].partner];
    return a->leave_s - m->handover_s - partner->order_s - partner->lead_s[a->mission];
}

static void order_relief(struct tl_state *state, int32_t asset, int32_t by)
{
    struct tl_order order = {.partner = state->model->assets[asset].partner,
                             .asset = by,
                             .mission = state->assets[asset].mission,
                             .diversion = TL_NONE,
                             .relieves = asset};
    tl_order_send(state, order, state->assets[asset].cause);
}

void tl_relief_call(struct tl_state *state, int32_t asset)
{
    struct tl_asset *a = &state->assets[asset];
    int64_t next_s = a->leave_s;
    int32_t promised = a->promised;
    set_wants_relief(state, asset, false);
    break_promise(state, asset);
    bool stays = a->plan == a->mission && a->relieved_by == TL_NONE && !a->leaving;
    int64_t first_s = first_call(state, asset);
    if (stays && first_s > state->now_s) {
        next_s = first_s;
    } else if (stays && a->plan_counts) {
        bool is_needed =
            covered_with(state, asset, asset, TL_NONE) < covered_with(state, asset, TL_NONE, TL_NONE);
        struct candidate best =
            is_needed ? choose(state, asset, promised) : (struct candidate){.asset = TL_NONE};
        if (!is_needed) {
            tl_state_plan(state, asset, a->mission, false); /* the next one that asks must not count on it */
        } else if (best.asset == TL_NONE) {
            set_wants_relief(state, asset, true);
        } else if (best.order_s > state->now_s) {
            a->promised = best.asset;
            state->assets[best.asset].promised = asset;
            next_s = best.order_s;
        } else {
            order_relief(state, asset, best.asset);
        }
    }
    next_s = next_s < a->leave_s ? next_s : a->leave_s;
    tl_asset_schedule(state, asset, next_s, a->cause);
}

void tl_relief_ask(struct tl_state *state, int32_t asset)
{
    const struct tl_asset *a = &state->assets[asset];
    if (a->state == TL_STATE_ON_STATION) {
        tl_asset_schedule(state, asset, state->now_s, a->cause);
    }
}

/* An asset on station whose relief fell away counts again, and asks for another. */
static void ask_anew(struct tl_state *state, int32_t asset)
{
    struct tl_asset *a = &state->assets[asset];
    if (a->state == TL_STATE_ON_STATION) {
        tl_state_plan(state, asset, a->plan, a->plan == a->mission && !a->leaving);
        tl_relief_ask(state, asset);
    }
}

/* A relief whose predecessor is gone early goes on for itself, and sets up from its arrival. */
static void set_up_alone(struct tl_state *state, int32_t asset)
{
    struct tl_asset *a = &state->assets[asset];
    a->relieves = TL_NONE;
    if (a->state == TL_STATE_SET_UP) {
        tl_asset_schedule(state, asset, state->now_s, a->cause);
    }
}

void tl_relief_untie(struct tl_state *state, int32_t asset)
{
    struct tl_asset *a = &state->assets[asset];
    int32_t promised = a->promised;
    break_promise(state, asset);
    if (promised != TL_NONE) {
        ask_anew(state, promised);
    }
    if (a->mission != TL_NONE) {
        set_wants_relief(state, asset, false);
    }
    if (a->relieves != TL_NONE) {
        int32_t old = a->relieves;
        a->relieves = TL_NONE;
        state->assets[old].relieved_by = TL_NONE;
        ask_anew(state, old);
    }
    if (a->relieved_by != TL_NONE) {
        int32_t by = a->relieved_by;
        a->relieved_by = TL_NONE;
        set_up_alone(state, by);
    }
}
