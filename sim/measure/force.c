/* What the forces do: hours by state, time given to diversions, and missions broken off. */
#include <math.h>
#include <stdlib.h>

#include "base/units.h"
#include "measure/layout.h"

struct force_asset {
    enum tl_asset_state state;
    int32_t partner;
    int32_t diversion; /* that holds it, or TL_NONE */
    int32_t station;   /* mission for which it counts, or TL_NONE */
    int64_t since_s;   /* all of this holds since then */
    int64_t state_s[TL_STATES];
};

struct force_partner {
    int64_t diverted_s;
    int64_t under_way_s; /* of diverted_s, in TRANSIT or SET_UP */
};

struct force_state {
    size_t asset_count, partner_count, mission_count;
    int64_t warmup_s;
    size_t hours_column, asset_hours_column, diverted_column, under_way_column, interruptions_column;
    struct force_asset *assets;
    struct force_partner *partners;
    int64_t *interruptions; /* [missions] */
};

/* What an event does to its asset besides the state that it leaves it in. A sortie is a response mission's own work: it breaks
 * nothing off. */
enum deed {
    DEED_NONE,
    DEED_TASK,  /* a mission is given: for a diversion, or not for one any more */
    DEED_BREAK, /* ... and it may break off the present mission */
    DEED_FREE,  /* an end of the diversion */
    DEED_COUNT, /* its capability counts from now on */
    DEED_HAND,  /* its relief has taken over: whatever it does then breaks nothing off */
    DEED_STOP,  /* a break, and an end of the diversion */
    DEED_FAIL,  /* a break alone: until it is in repair a failed asset is still away for the diversion */
    DEED_END,   /* not about an asset: the diversion is over */
};

static const enum deed deeds[TL_EVENT_KINDS] = {
    [TL_EVENT_ASSET_TASKED] = DEED_TASK,    [TL_EVENT_ASSET_RETASKED] = DEED_BREAK,
    [TL_EVENT_ASSET_RECALLED] = DEED_STOP,  [TL_EVENT_ASSET_ON_STATION] = DEED_COUNT,
    [TL_EVENT_ASSET_RELIEVED] = DEED_HAND,  [TL_EVENT_ASSET_HOME] = DEED_FREE,
    [TL_EVENT_ASSET_IN_REPAIR] = DEED_FREE, [TL_EVENT_ASSET_FAILS] = DEED_FAIL,
    [TL_EVENT_ASSET_LOST] = DEED_STOP,      [TL_EVENT_DIVERSION_ENDS] = DEED_END,
    [TL_EVENT_ASSET_ON_ALERT] = DEED_COUNT,
};

/* The hours that so many assets have together. */
static double count_hours(const struct tl_layout *layout, size_t assets)
{
    return (double)assets * (double)tl_layout_measured(layout) / (double)TL_HOUR_S;
}

static size_t count_assets(const struct tl_roster *roster, size_t partner)
{
    size_t assets = 0;
    for (size_t i = 0; i < roster->asset_count; i++) {
        assets += roster->assets[i].partner == (int32_t)partner;
    }
    return assets;
}

static void add_hours(struct tl_layout *layout, const char *owner, enum tl_asset_state state,
                      enum tl_column_role role, double most)
{
    const char *entity = tl_arena_print(layout->arena, "%s/%s", owner, tl_state_name(state));
    tl_layout_add_column(layout,
                         (struct tl_column){"force-hours", entity, "h", TL_COLUMN_MEAN, 0, role, most});
}

static void init_columns(struct force_state *state, const struct tl_roster *roster, struct tl_layout *layout)
{
    state->hours_column = layout->column_count;
    for (size_t i = 0; i < state->partner_count * TL_STATES; i++) {
        add_hours(layout, roster->partners.items[i / TL_STATES], (enum tl_asset_state)(i % TL_STATES),
                  TL_COLUMN_OUTCOME, count_hours(layout, count_assets(roster, i / TL_STATES)));
    }
    state->diverted_column = layout->column_count;
    for (size_t i = 0; i < state->partner_count; i++) {
        tl_layout_add_column(layout, (struct tl_column){"diverted-hours", roster->partners.items[i], "h",
                                                        TL_COLUMN_MEAN, 0, TL_COLUMN_OUTCOME,
                                                        count_hours(layout, count_assets(roster, i))});
    }
    state->under_way_column = layout->column_count;
    for (size_t i = 0; i < state->partner_count; i++) {
        tl_layout_add_column(layout, (struct tl_column){"diverted-under-way", roster->partners.items[i], "",
                                                        TL_COLUMN_MEAN, 1, TL_COLUMN_OUTCOME, 1});
    }
    state->interruptions_column = layout->column_count;
    for (size_t i = 0; i < state->mission_count; i++) {
        tl_layout_add_column(layout, (struct tl_column){"interruptions", roster->missions[i].name, "",
                                                        TL_COLUMN_MEAN, 1, TL_COLUMN_OUTCOME, 0});
    }
    state->asset_hours_column = layout->column_count;
    for (size_t i = 0; i < state->asset_count * TL_STATES; i++) {
        add_hours(layout, roster->assets[i / TL_STATES].name, (enum tl_asset_state)(i % TL_STATES),
                  TL_COLUMN_DETAIL, count_hours(layout, 1));
    }
}

static void init_force(void *self, const struct tl_roster *roster, struct tl_layout *layout)
{
    struct force_state *state = self;
    *state = (struct force_state){
        .asset_count = roster->asset_count,
        .partner_count = roster->partners.count,
        .mission_count = roster->mission_count,
        .warmup_s = roster->warmup_s,
        .assets = tl_alloc(roster->asset_count, sizeof *state->assets),
        .partners = tl_alloc(roster->partners.count, sizeof *state->partners),
        .interruptions = tl_alloc(roster->mission_count, sizeof *state->interruptions),
    };
    for (size_t i = 0; i < state->asset_count; i++) {
        struct force_asset *asset = &state->assets[i];
        asset->state = TL_STATE_ABSENT;
        asset->partner = roster->assets[i].partner;
        asset->diversion = TL_NONE;
        asset->station = TL_NONE;
        asset->since_s = roster->warmup_s;
    }
    init_columns(state, roster, layout);
}

/* Book what the asset has done until time_s; before the warm-up's end nothing. */
static void settle_asset(struct force_state *state, struct force_asset *asset, int64_t time_s)
{
    int64_t length_s = time_s - asset->since_s;
    if (length_s <= 0) {
        return;
    }
    asset->since_s = time_s;
    asset->state_s[asset->state] += length_s;
    if (asset->diversion != TL_NONE) {
        struct force_partner *partner = &state->partners[asset->partner];
        bool under_way = asset->state == TL_STATE_TRANSIT || asset->state == TL_STATE_SET_UP;
        partner->diverted_s += length_s;
        partner->under_way_s += under_way ? length_s : 0;
    }
}

static void set_diversion(struct force_state *state, struct force_asset *asset, int64_t diversion,
                          int64_t time_s)
{
    if (asset->diversion != diversion) {
        settle_asset(state, asset, time_s);
        asset->diversion = (int32_t)diversion;
    }
}

/* The asset leaves its station before its time. A mission that has closed is at its end: nothing is broken off. */
static void break_off(struct force_state *state, struct force_asset *asset,
                      const struct tl_coverage *coverage, int64_t time_s)
{
    if (asset->station != TL_NONE && coverage->open[asset->station] && time_s >= state->warmup_s) {
        state->interruptions[asset->station]++;
    }
    asset->station = TL_NONE;
}

/* The asset's task is at its end too: to leave its station now breaks nothing off. */
static void end_diversion(struct force_state *state, int64_t diversion, int64_t time_s)
{
    for (size_t i = 0; i < state->asset_count; i++) {
        if (state->assets[i].diversion == diversion) {
            set_diversion(state, &state->assets[i], TL_NONE, time_s);
            state->assets[i].station = TL_NONE;
        }
    }
}

static void do_deed(struct force_state *state, enum deed deed, const struct tl_coverage *coverage,
                    const struct tl_event *event)
{
    if (deed == DEED_END) {
        end_diversion(state, event->diversion, event->time_s);
        return;
    }
    struct force_asset *asset = &state->assets[event->asset];
    if (deed == DEED_BREAK || deed == DEED_STOP || deed == DEED_FAIL) {
        break_off(state, asset, coverage, event->time_s);
    }
    if (deed == DEED_TASK || deed == DEED_BREAK) {
        set_diversion(state, asset, event->diversion, event->time_s);
    }
    if (deed == DEED_FREE || deed == DEED_STOP) {
        set_diversion(state, asset, TL_NONE, event->time_s);
    }
    if (deed == DEED_HAND) {
        asset->station = TL_NONE;
    }
}

static bool wants_force(enum tl_event_kind kind)
{
    return deeds[kind] != DEED_NONE || tl_event_class_get(kind)->state != TL_STATE_NONE;
}

static void take_force(void *self, const struct tl_coverage *coverage, const struct tl_event *event)
{
    struct force_state *state = self;
    enum deed deed = deeds[event->kind];
    if (deed != DEED_NONE) {
        do_deed(state, deed, coverage, event);
    }
    enum tl_asset_state now = tl_event_class_get(event->kind)->state;
    if (now != TL_STATE_NONE) {
        struct force_asset *asset = &state->assets[event->asset];
        settle_asset(state, asset, event->time_s);
        asset->state = now;
        asset->station = deed == DEED_COUNT ? (int32_t)event->mission : TL_NONE;
    }
}

static void finish_force(void *self, const struct tl_roster *roster, struct tl_layout *layout)
{
    struct force_state *state = self;
    double *by_partner = layout->values + state->hours_column;
    double *by_asset = layout->values + state->asset_hours_column;
    for (size_t i = 0; i < state->asset_count; i++) {
        struct force_asset *asset = &state->assets[i];
        settle_asset(state, asset, roster->horizon_s);
        for (size_t s = 0; s < TL_STATES; s++) {
            by_asset[i * TL_STATES + s] = (double)asset->state_s[s] / (double)TL_HOUR_S;
            by_partner[(size_t)asset->partner * TL_STATES + s] +=
                (double)asset->state_s[s]; /* whole: exact */
        }
    }
    for (size_t i = 0; i < state->partner_count * TL_STATES; i++) {
        by_partner[i] /= (double)TL_HOUR_S;
    }
    for (size_t i = 0; i < state->partner_count; i++) {
        const struct force_partner *partner = &state->partners[i];
        layout->values[state->diverted_column + i] = (double)partner->diverted_s / (double)TL_HOUR_S;
        layout->values[state->under_way_column + i] =
            partner->diverted_s > 0 ? (double)partner->under_way_s / (double)partner->diverted_s : NAN;
    }
    for (size_t i = 0; i < state->mission_count; i++) {
        layout->values[state->interruptions_column + i] = (double)state->interruptions[i];
    }
}

static void clear_force(void *self)
{
    struct force_state *state = self;
    free(state->assets);
    free(state->partners);
    free(state->interruptions);
}

const struct tl_measure_class tl_measure_force = {
    .name = "force",
    .help = "force-hours: hours that assets spend in each state, by partner and by asset\n"
            "diverted-hours: hours that assets are away for a diversion, from carrying out the order until "
            "it ends\n"
            "diverted-under-way: share of diverted-hours spent in transit or setting up\n"
            "interruptions: times an asset on station or alert is moved, recalled, fails or is lost while "
            "its mission "
            "is open",
    .state_bytes = sizeof(struct force_state),
    .init = init_force,
    .wants = wants_force,
    .take = take_force,
    .finish = finish_force,
    .clear = clear_force,
};
