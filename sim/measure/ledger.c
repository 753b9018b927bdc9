/* The ledger: to what each piece of the loss is booked. It follows the vacancies of every mission: loss of capability or a rise of
 * demand opens one, labelled with its root; an asset moved to fill one opens another where it was, with the same root. Accounts sum
 * to the loss exactly, so those of two variants differ by exactly what the variant loses. Booking is not proof of cause. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/units.h"
#include "measure/layout.h"
#include "measure/ledger_book.h"
#include "measure/ledger_claim.h"
#include "measure/ledger_late.h"
#include "measure/ledger_root.h"

/* What the ledger remembers of an asset. */
struct ledger_asset {
    int32_t counts;   /* mission, or TL_NONE */
    int32_t why;      /* root of its leaving, should it leave; TL_NONE: its endurance */
    int32_t before;   /* whom it has relieved just now, or TL_NONE */
    int32_t relieves; /* whom it has been ordered to relieve, or TL_NONE */
    bool refused;     /* the order to its relief was refused */
};

struct ledger_state {
    const struct tl_roster *roster;
    struct tl_ledger_roots roots;
    struct tl_ledger_book *books; /* [missions] */
    struct tl_ledger_late late;   /* lift and work missions */
    struct tl_ledger_claims claims;
    struct ledger_asset *assets; /* [assets] */
    bool *absent;                /* [assets] not there yet */
    int32_t *lost;               /* [assets] root of its loss, TL_NONE: it is not lost */
    int64_t *total_us;           /* [indexes] what their accounts must sum to */
    int64_t now_s;
    bool any_fresh;      /* some rise of demand has not been told apart yet */
    size_t root_column;  /* [sets in use][roots in use] */
    size_t pair_column;  /* [missions in use][roots in use] */
    int32_t *used_roots; /* those that can be booked to at all, by this roster */
    size_t used_count;
};

/* ---- columns ---- */

static bool has_response(const struct tl_roster *roster)
{
    for (size_t i = 0; i < roster->mission_count; i++) {
        if (roster->missions[i].kinds > 0) {
            return true;
        }
    }
    return false;
}

static bool is_set_used(const struct ledger_state *state, size_t set)
{
    for (size_t i = 0; i < state->roster->mission_count; i++) {
        if (state->books[i].set == set) {
            return true;
        }
    }
    return set == 0;
}

/* One column a root, for a set (prefix: "") or for a mission or a theatre ("asw-strait: "). */
static void add_columns(const struct ledger_state *state, struct tl_layout *layout, const char *measure,
                        const char *prefix)
{
    double most_d = (double)tl_layout_measured(layout) / (double)TL_DAY_S;
    for (size_t i = 0; i < state->used_count; i++) {
        const char *root = tl_ledger_root_print(&state->roots, state->used_roots[i], layout->arena);
        const char *entity = *prefix ? tl_arena_print(layout->arena, "%s: %s", prefix, root) : root;
        tl_layout_add_column(layout, (struct tl_column){measure, entity, "index-days", TL_COLUMN_MEAN, 1,
                                                        TL_COLUMN_ACCOUNT, most_d});
    }
}

static void init_columns(struct ledger_state *state, struct tl_layout *layout)
{
    const struct tl_roster *roster = state->roster;
    state->used_roots = tl_alloc(state->roots.count, sizeof *state->used_roots);
    for (size_t i = 0; i < state->roots.count; i++) {
        if (i != TL_ROOT_INCIDENTS || has_response(roster)) {
            state->used_roots[state->used_count++] = (int32_t)i;
        }
    }
    state->root_column = layout->column_count;
    for (size_t i = 0; i < roster->index_count; i++) {
        if (is_set_used(state, i)) {
            add_columns(state, layout, "ledger", i == 0 ? "" : roster->indexes[i].name);
        }
    }
    state->pair_column = layout->column_count;
    for (size_t i = 0; i < roster->mission_count; i++) {
        if (state->books[i].set != TL_NO_SET) {
            add_columns(state, layout, "ledger-mission", roster->missions[i].name);
        }
    }
}

static void init_ledger(void *self, const struct tl_roster *roster, struct tl_layout *layout)
{
    struct ledger_state *state = self;
    *state = (struct ledger_state){
        .roster = roster,
        .books = tl_alloc(roster->mission_count, sizeof *state->books),
        .assets = tl_alloc(roster->asset_count, sizeof *state->assets),
        .absent = tl_alloc(roster->asset_count, sizeof *state->absent),
        .lost = tl_alloc(roster->asset_count, sizeof *state->lost),
        .total_us = tl_alloc(roster->index_count, sizeof *state->total_us),
    };
    tl_ledger_roots_init(&state->roots, roster);
    for (size_t i = 0; i < roster->mission_count; i++) {
        tl_ledger_book_init(&state->books[i], roster, i, state->roots.count);
    }
    for (size_t i = 0; i < roster->asset_count; i++) {
        state->absent[i] = true;
        state->lost[i] = TL_NONE;
        state->assets[i] =
            (struct ledger_asset){.counts = TL_NONE, .why = TL_NONE, .before = TL_NONE, .relieves = TL_NONE};
    }
    tl_ledger_claims_init(&state->claims, roster, state->books);
    tl_ledger_late_init(&state->late, roster, state->books);
    init_columns(state, layout);
}

/* ---- the second is over ---- */

/* A lost asset that another mission misses is missed there: here it would not be, had it not been lost. */
static void find_missed_here(const struct ledger_state *state, size_t mission, int32_t *lost)
{
    for (size_t i = 0; i < state->roster->asset_count; i++) {
        lost[i] = state->lost[i];
        for (size_t m = 0; lost[i] != TL_NONE && m < state->roster->mission_count; m++) {
            lost[i] =
                m != mission && tl_vacancies_miss(&state->books[m].vacancies, (int32_t)i) ? TL_NONE : lost[i];
        }
    }
}

/* Who was there at its end shows now. Nothing has been booked since. */
static void tell_all_apart(struct ledger_state *state)
{
    if (!state->any_fresh) {
        return;
    }
    int32_t *lost = tl_alloc(state->roster->asset_count, sizeof *lost);
    for (size_t m = 0; m < state->roster->mission_count; m++) {
        if (tl_coverage_is_progress(&state->roster->missions[m])) {
            continue;
        }
        find_missed_here(state, m, lost);
        tl_ledger_demand_tell_apart(&state->books[m], state->absent, lost);
    }
    state->any_fresh = false;
    free(lost);
}

/* ---- what happens to an asset before it leaves ---- */

/* Why an absent asset is away has changed: for every mission that lacks it. */
static void relabel(struct ledger_state *state, int64_t asset, int32_t root)
{
    for (size_t m = 0; m < state->roster->mission_count; m++) {
        struct tl_ledger_book *book = &state->books[m];
        if (tl_vacancies_has(&book->vacancies, (int32_t)asset)) {
            tl_ledger_book_settle(book, state->now_s);
            tl_vacancies_relabel(&book->vacancies, (int32_t)asset, root);
            book->changed = true;
        }
    }
}

/* Moved from one mission to another: by a diversion, else to fill the vacancy that it speaks for. */
static void set_moved(struct ledger_state *state, const struct tl_event *event, int32_t root)
{
    struct ledger_asset *a = &state->assets[event->asset];
    if (event->diversion != TL_NONE) {
        a->why = tl_ledger_root_of_diversion(state->roster, event->diversion);
        relabel(state, event->asset, a->why);
        tl_ledger_claim_drop(&state->claims, event->asset);
        return;
    }
    if (event->kind == TL_EVENT_ASSET_TASKED) {
        return; /* it leaves nothing */
    }
    if (state->claims.items[event->asset].mission != event->mission) {
        tl_ledger_claim_make(&state->claims, event->asset, event->mission);
    }
    int32_t claimed = tl_ledger_claim_root(&state->claims, event->asset);
    a->why = claimed != TL_NONE ? claimed : root != TL_NONE ? root : TL_ROOT_POLICY;
}

static void note_order(struct ledger_state *state, const struct tl_event *event)
{
    struct ledger_asset *a = &state->assets[event->asset];
    a->relieves = (int32_t)event->by;
    if (event->by != TL_NONE) {
        state->assets[event->by].refused = false;
    }
    if (event->mission != TL_NONE && event->by == TL_NONE && event->diversion == TL_NONE) {
        tl_ledger_claim_make(&state->claims, event->asset, event->mission);
    } else {
        tl_ledger_claim_drop(&state->claims, event->asset);
    }
}

static void note_refusal(struct ledger_state *state, const struct tl_event *event)
{
    struct ledger_asset *a = &state->assets[event->asset];
    if (a->relieves != TL_NONE) {
        state->assets[a->relieves].refused = true;
        a->relieves = TL_NONE;
    }
    tl_ledger_claim_drop(&state->claims, event->asset);
}

/* Free for orders at a base: should a mission that has closed ask again, nothing but that keeps it from it. */
static void note_ready(struct ledger_state *state, const struct tl_event *event)
{
    for (size_t m = 0; m < state->roster->mission_count; m++) {
        tl_vacancies_forget(&state->books[m].vacancies, (int32_t)event->asset);
    }
}

/* What an event says about why its asset is to leave, or is away. */
static void note_reason(struct ledger_state *state, const struct tl_event *event, int32_t root)
{
    struct ledger_asset *a = event->asset != TL_NONE ? &state->assets[event->asset] : NULL;
    switch (event->kind) {
    case TL_EVENT_ORDER_SENT:
        note_order(state, event);
        break;
    case TL_EVENT_ORDER_REFUSED:
        note_refusal(state, event);
        break;
    case TL_EVENT_ASSET_READY:
        note_ready(state, event);
        break;
    case TL_EVENT_ASSET_TASKED:
    case TL_EVENT_ASSET_RETASKED:
        set_moved(state, event, tl_ledger_root_get(&state->roots, event->cause));
        break;
    case TL_EVENT_ASSET_RELIEVED:
        a->why = TL_ROOT_ROTATION;
        state->assets[event->by].before = (int32_t)event->asset;
        break;
    case TL_EVENT_ASSET_RECALLED:
        a->why = root != TL_NONE ? root : TL_ROOT_POLICY;
        tl_ledger_claim_drop(&state->claims, event->asset);
        break;
    case TL_EVENT_ASSET_FAILS:
    case TL_EVENT_ASSET_LOST:
        a->why = root;
        state->lost[event->asset] = event->kind == TL_EVENT_ASSET_LOST ? root : TL_NONE;
        relabel(state, event->asset, root);
        tl_ledger_claim_drop(&state->claims, event->asset);
        break;
    case TL_EVENT_ASSET_SCRAMBLES:
        a->why = TL_ROOT_INCIDENTS;
        break;
    default:
        break;
    }
}

/* ---- an asset counts, or does so no longer ---- */

static void leave(struct ledger_state *state, const struct tl_coverage *coverage,
                  const struct tl_event *event)
{
    struct ledger_asset *a = &state->assets[event->asset];
    struct tl_ledger_book *book = &state->books[a->counts];
    int32_t root = a->why != TL_NONE ? a->why : a->refused ? TL_ROOT_REFUSAL : TL_ROOT_ROTATION;
    int64_t more_u[TL_NEEDS_MAX];
    tl_ledger_book_settle(book, event->time_s);
    tl_ledger_book_look(book, coverage, more_u);
    tl_vacancies_open(&book->vacancies, (int32_t)event->asset, root, more_u);
    assert(tl_ledger_book_is_even(book));
    tl_ledger_root_correct(&state->roots, event, root);
    a->counts = TL_NONE;
}

static void join(struct ledger_state *state, const struct tl_coverage *coverage, const struct tl_event *event,
                 int32_t mission)
{
    struct ledger_asset *a = &state->assets[event->asset];
    struct tl_ledger_book *book = &state->books[mission];
    int64_t less_u[TL_NEEDS_MAX];
    tl_ledger_claim_drop(&state->claims, event->asset);
    tl_ledger_book_settle(book, event->time_s);
    tl_ledger_book_look(book, coverage, less_u);
    for (size_t k = 0; k < TL_NEEDS_MAX; k++) {
        less_u[k] = -less_u[k];
    }
    tl_vacancies_close(&book->vacancies, (int32_t)event->asset, a->before, less_u);
    assert(tl_ledger_book_is_even(book));
    a->counts = mission;
    a->why = a->before = a->relieves = TL_NONE;
    a->refused = false;
}

/* ---- the fold ---- */

static void take_ledger(void *self, const struct tl_coverage *coverage, const struct tl_event *event)
{
    struct ledger_state *state = self;
    state->now_s = event->time_s;
    int32_t root = tl_ledger_root_note(&state->roots, event);
    note_reason(state, event, root);
    int32_t why = event->asset != TL_NONE ? state->assets[event->asset].why : TL_NONE;
    if (tl_ledger_late_take(&state->late, event, root, why)) {
        return;
    }
    if (event->kind == TL_EVENT_MISSION_OPENS || event->kind == TL_EVENT_MISSION_CLOSES ||
        event->kind == TL_EVENT_DEMAND_CHANGES) {
        state->any_fresh =
            tl_ledger_demand_change(&state->books[event->mission], coverage, event, root) || state->any_fresh;
        return;
    }
    if (event->asset == TL_NONE) {
        return;
    }
    struct ledger_asset *a = &state->assets[event->asset];
    int32_t now = coverage->counting[event->asset];
    if (tl_event_class_get(event->kind)->state != TL_STATE_NONE) {
        state->absent[event->asset] = false;
    }
    now = now != TL_NONE && tl_coverage_is_progress(&state->roster->missions[now]) ? TL_NONE : now;
    if (a->counts != now && a->counts != TL_NONE) {
        leave(state, coverage, event);
    }
    if (a->counts != now) {
        join(state, coverage, event, now);
    }
}

static void rest_ledger(void *self, const struct tl_coverage *coverage, int64_t time_s)
{
    struct ledger_state *state = self;
    tell_all_apart(state);
    tl_ledger_late_look(&state->late, coverage, time_s);
}

static void span_ledger(void *self, const struct tl_coverage *coverage, int64_t since_s, int64_t until_s)
{
    struct ledger_state *state = self;
    int64_t warmup_s = state->roster->warmup_s;
    since_s = since_s > warmup_s ? since_s : warmup_s;
    for (size_t i = 0; i < state->roster->index_count && since_s < until_s; i++) {
        state->total_us[i] += coverage->loss_rate_u[i] * (until_s - since_s);
    }
}

/* Write one account of a set; returns it. */
static int64_t write_root(const struct ledger_state *state, size_t set, int32_t root, double *value)
{
    int64_t sum_us = 0;
    for (size_t m = 0; m < state->roster->mission_count; m++) {
        sum_us += state->books[m].set == set ? state->books[m].accounts_us[root] : 0;
    }
    *value = (double)sum_us / 1e6 / (double)TL_DAY_S;
    return sum_us;
}

static void finish_ledger(void *self, const struct tl_roster *roster, struct tl_layout *layout)
{
    struct ledger_state *state = self;
    double *values = layout->values + state->pair_column;
    for (size_t m = 0; m < roster->mission_count; m++) {
        const struct tl_ledger_book *book = &state->books[m];
        tl_ledger_book_settle(&state->books[m], roster->horizon_s);
        for (size_t i = 0; book->set != TL_NO_SET && i < state->used_count; i++) {
            *values++ = (double)book->accounts_us[state->used_roots[i]] / 1e6 / (double)TL_DAY_S;
        }
    }
    values = layout->values + state->root_column;
    for (size_t set = 0; set < roster->index_count; set++) {
        int64_t sum_us = 0;
        for (size_t i = 0; is_set_used(state, set) && i < state->used_count; i++) {
            sum_us += write_root(state, set, state->used_roots[i], values++);
        }
        assert(!is_set_used(state, set) || sum_us == state->total_us[set]);
        (void)sum_us;
    }
}

static void clear_ledger(void *self)
{
    struct ledger_state *state = self;
    for (size_t m = 0; m < state->roster->mission_count; m++) {
        tl_ledger_book_clear(&state->books[m]);
    }
    tl_ledger_claims_clear(&state->claims);
    tl_ledger_late_clear(&state->late);
    tl_ledger_roots_clear(&state->roots);
    free(state->books);
    free(state->assets);
    free(state->absent);
    free(state->lost);
    free(state->total_us);
    free(state->used_roots);
}

const struct tl_measure_class tl_measure_ledger = {
    .name = "ledger",
    .help = "ledger: what of the loss is booked to a root: a diversion, an inject, a phase or a kind of "
            "cause; headline, or the theatre named before it\n"
            "ledger-mission: the same for one mission",
    .state_bytes = sizeof(struct ledger_state),
    .init = init_ledger,
    .span = span_ledger,
    .take = take_ledger,
    .rest = rest_ledger,
    .finish = finish_ledger,
    .clear = clear_ledger,
};
