#include "measure/ledger_lowering.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "event/coverage.h"

/* ---- what is in force ---- */

static struct tl_lowering *find(struct tl_lowering_list *list, const struct tl_lowering *like)
{
    for (size_t i = 0; i < list->count; i++) {
        struct tl_lowering *item = &list->items[i];
        if (item->queue == like->queue && item->kind == like->kind && item->subject == like->subject) {
            return item;
        }
    }
    return NULL;
}

static void note_change(struct tl_lowerings *lowerings, size_t mission)
{
    lowerings->lists[mission].changed = lowerings->any_changed = true;
}

static void end(struct tl_lowerings *lowerings, size_t mission, struct tl_lowering *item)
{
    struct tl_lowering_list *list = &lowerings->lists[mission];
    size_t behind = list->count - 1 - (size_t)(item - list->items);
    memmove(item, item + 1, behind * sizeof *item);
    list->count--;
    note_change(lowerings, mission);
}

static void begin(struct tl_lowerings *lowerings, size_t mission, const struct tl_lowering *lowering)
{
    struct tl_lowering_list *list = &lowerings->lists[mission];
    list->items = tl_grow(list->items, list->count, &list->capacity, sizeof *list->items);
    list->items[list->count++] = *lowering;
    note_change(lowerings, mission);
}

/* So much is left now. Less than before makes it the last that lowered; more leaves it to the root that it has, until all is back. */
static void set(struct tl_lowerings *lowerings, size_t mission, struct tl_lowering now)
{
    struct tl_lowering *item = find(&lowerings->lists[mission], &now);
    bool is_less = now.share_u < (item ? item->share_u : TL_MICRO);
    if (item && (is_less || now.share_u >= TL_MICRO)) {
        end(lowerings, mission, item);
    } else if (item) {
        item->share_u = now.share_u;
    }
    if (is_less) {
        begin(lowerings, mission, &now);
    }
}

int32_t tl_lowerings_label(const struct tl_lowerings *lowerings, size_t mission, enum tl_late_queue queue)
{
    const struct tl_lowering_list *list = &lowerings->lists[mission];
    for (size_t i = list->count; i-- > 0;) {
        if (list->items[i].queue == queue) {
            return list->items[i].root;
        }
    }
    return TL_ROOT_STRUCTURAL;
}

/* ---- places, lanes, weather, consents ---- */

/* What is left of a capacity after the event. */
static int64_t share_left(const struct tl_event *event)
{
    switch (event->kind) {
    case TL_EVENT_PLACE_SCALES:
    case TL_EVENT_LANE_SCALES:
        return event->scale;
    case TL_EVENT_WEATHER_CHANGES:
        return event->level > 0 ? 0 : TL_MICRO;
    case TL_EVENT_PLACE_OPENS:
    case TL_EVENT_LANE_OPENS:
    case TL_EVENT_SHELTER_ENDS:
    case TL_EVENT_MISSION_OPENS:
        return TL_MICRO;
    default:
        return 0;
    }
}

static void note_place(struct tl_lowerings *lowerings, size_t m, const struct tl_event *event, int32_t root)
{
    const struct tl_roster_mission *mission = &lowerings->roster->missions[m];
    bool is_scale = event->kind == TL_EVENT_PLACE_SCALES;
    bool is_post = event->place == mission->post;
    struct tl_lowering now = {is_post ? TL_LATE_PLACE : TL_LATE_HAVEN,
                              is_scale ? TL_LOWERING_PLACE_SCALED : TL_LOWERING_PLACE_CLOSED,
                              (int32_t)event->place, root, share_left(event)};
    if (is_post || (mission->groups > 0 && event->place == mission->haven)) {
        set(lowerings, m, now);
    }
}

static void note_lane(struct tl_lowerings *lowerings, size_t m, const struct tl_event *event, int32_t root)
{
    const bool *lanes = lowerings->roster->missions[m].lanes;
    bool is_scale = event->kind == TL_EVENT_LANE_SCALES;
    if (lanes && lanes[event->lane]) {
        set(lowerings, m,
            (struct tl_lowering){TL_LATE_ROAD, is_scale ? TL_LOWERING_LANE_SCALED : TL_LOWERING_LANE_CLOSED,
                                 (int32_t)event->lane, root, share_left(event)});
    }
}

static void note_weather(struct tl_lowerings *lowerings, size_t m, const struct tl_event *event, int32_t root)
{
    const struct tl_roster_mission *mission = &lowerings->roster->missions[m];
    struct tl_lowering now = {TL_LATE_PLACE, TL_LOWERING_WEATHER, (int32_t)event->weather, root,
                              share_left(event)};
    if (mission->weathers && mission->weathers[event->weather]) {
        set(lowerings, m, now);
    }
    now.queue = TL_LATE_ROAD;
    if (mission->lane_weathers && mission->lane_weathers[event->weather]) {
        set(lowerings, m, now);
    }
}

/* From too little to too little is nothing lowered. */
static void note_consent(struct tl_lowerings *lowerings, size_t m, const struct tl_event *event, int32_t root)
{
    const struct tl_roster_mission *mission = &lowerings->roster->missions[m];
    int64_t share_u = event->grade >= mission->grade ? TL_MICRO : 0;
    if (mission->consent == event->consent) {
        set(lowerings, m,
            (struct tl_lowering){TL_LATE_PLACE, TL_LOWERING_CONSENT, (int32_t)event->consent, root, share_u});
    }
}

static void note_shelter(struct tl_lowerings *lowerings, size_t m, const struct tl_event *event, int32_t root)
{
    if (tl_coverage_is_of_group(&lowerings->roster->missions[m], event->group)) {
        set(lowerings, m,
            (struct tl_lowering){TL_LATE_HOME, TL_LOWERING_SHELTER, (int32_t)event->group, root,
                                 share_left(event)});
    }
}

static void note_mission(struct tl_lowerings *lowerings, size_t m, const struct tl_event *event, int32_t root)
{
    if (event->mission == (int64_t)m) {
        set(lowerings, m,
            (struct tl_lowering){TL_LATE_PLACE, TL_LOWERING_MISSION, (int32_t)m, root, share_left(event)});
    }
}

/* ---- assets ---- */

static struct tl_lowering of_asset(int64_t asset, int32_t root)
{
    return (struct tl_lowering){TL_LATE_PLACE, TL_LOWERING_ASSET, (int32_t)asset, root, 0};
}

/* It has left the mission. Why it is away is said once, but for what relabels it. */
static void leave(struct tl_lowerings *lowerings, int64_t mission, int64_t asset, int32_t root)
{
    set(lowerings, (size_t)mission, of_asset(asset, root));
    lowerings->serves[asset] = TL_NONE;
}

/* Why it is away has changed: for every mission that lacks it. */
static void relabel(struct tl_lowerings *lowerings, int64_t asset, int32_t root)
{
    struct tl_lowering like = of_asset(asset, root);
    for (size_t m = 0; m < lowerings->roster->mission_count; m++) {
        struct tl_lowering *item = find(&lowerings->lists[m], &like);
        if (item) {
            item->root = root;
            note_change(lowerings, m);
        }
    }
}

/* At work in the mission: it ends its own absence, else that of whom it relieves, else the oldest. */
static void join(struct tl_lowerings *lowerings, int64_t mission, int64_t asset)
{
    struct tl_lowering_list *list = &lowerings->lists[mission];
    const int64_t whose[2] = {asset, lowerings->relieved[asset]};
    struct tl_lowering *item = NULL;
    for (size_t i = 0; i < 2 && !item; i++) {
        struct tl_lowering like = of_asset(whose[i], 0);
        item = find(list, &like);
    }
    for (size_t i = 0; i < list->count && !item; i++) {
        item = list->items[i].kind == TL_LOWERING_ASSET ? &list->items[i] : NULL;
    }
    if (item) {
        end(lowerings, (size_t)mission, item);
    }
    lowerings->serves[asset] = (int32_t)mission;
    lowerings->relieved[asset] = TL_NONE;
}

/* It goes home because its endurance ends, or its mission does. */
static void end_service(struct tl_lowerings *lowerings, int64_t asset)
{
    int32_t m = lowerings->serves[asset];
    struct tl_lowering closing = {TL_LATE_PLACE, TL_LOWERING_MISSION, m, 0, 0};
    const struct tl_lowering *closed = find(&lowerings->lists[m], &closing);
    leave(lowerings, m, asset, closed ? closed->root : TL_ROOT_ROTATION);
}

static bool is_ours(const struct tl_lowerings *lowerings, int64_t mission)
{
    return mission != TL_NONE && tl_coverage_is_progress(&lowerings->roster->missions[mission]);
}

/* Moved to another mission, or sent home from its own. */
static void note_move(struct tl_lowerings *lowerings, const struct tl_aboard *aboard,
                      const struct tl_event *event, int32_t why)
{
    (void)aboard;
    if (event->diversion != TL_NONE) {
        relabel(lowerings, event->asset, why);
    }
    if (is_ours(lowerings, event->was)) {
        leave(lowerings, event->was, event->asset, why);
    }
}

static void note_failure(struct tl_lowerings *lowerings, const struct tl_aboard *aboard,
                         const struct tl_event *event, int32_t why)
{
    (void)aboard;
    relabel(lowerings, event->asset, why);
    if (is_ours(lowerings, event->mission)) {
        leave(lowerings, event->mission, event->asset, why);
    }
}

static void note_relief(struct tl_lowerings *lowerings, const struct tl_aboard *aboard,
                        const struct tl_event *event, int32_t why)
{
    (void)aboard;
    (void)why;
    lowerings->relieved[event->by] = (int32_t)event->asset;
}

/* Under way from a lift with nobody aboard, and not back for the next trip; away from a work; or home. */
static void note_end(struct tl_lowerings *lowerings, const struct tl_aboard *aboard,
                     const struct tl_event *event, int32_t why)
{
    (void)why;
    int32_t m = lowerings->serves[event->asset];
    bool is_trip = event->kind == TL_EVENT_ASSET_DEPARTS && m != TL_NONE &&
                   (aboard->persons[event->asset] > 0 || event->to == lowerings->roster->missions[m].post);
    if (m != TL_NONE && !is_trip) {
        end_service(lowerings, event->asset);
    }
}

/* At the place where people board, or on station. Who waits at the haven has been there already. */
static void note_start(struct tl_lowerings *lowerings, const struct tl_aboard *aboard,
                       const struct tl_event *event, int32_t why)
{
    (void)aboard;
    (void)why;
    bool is_there = event->kind != TL_EVENT_ASSET_WAITS ||
                    event->place == lowerings->roster->missions[event->mission].post;
    if (is_there && is_ours(lowerings, event->mission) && lowerings->serves[event->asset] == TL_NONE) {
        join(lowerings, event->mission, event->asset);
    }
}

/* ---- the fold ---- */

/* By mission. */
static void (*const notes[TL_EVENT_KINDS])(struct tl_lowerings *lowerings, size_t m,
                                           const struct tl_event *event, int32_t root) = {
    [TL_EVENT_PLACE_CLOSES] = note_place,      [TL_EVENT_PLACE_OPENS] = note_place,
    [TL_EVENT_PLACE_SCALES] = note_place,      [TL_EVENT_LANE_CLOSES] = note_lane,
    [TL_EVENT_LANE_OPENS] = note_lane,         [TL_EVENT_LANE_SCALES] = note_lane,
    [TL_EVENT_WEATHER_CHANGES] = note_weather, [TL_EVENT_CONSENT_CHANGES] = note_consent,
    [TL_EVENT_SHELTER_STARTS] = note_shelter,  [TL_EVENT_SHELTER_ENDS] = note_shelter,
    [TL_EVENT_MISSION_CLOSES] = note_mission,  [TL_EVENT_MISSION_OPENS] = note_mission,
};

static void (*const asset_notes[TL_EVENT_KINDS])(struct tl_lowerings *lowerings,
                                                 const struct tl_aboard *aboard, const struct tl_event *event,
                                                 int32_t why) = {
    [TL_EVENT_ASSET_TASKED] = note_move,   [TL_EVENT_ASSET_RETASKED] = note_move,
    [TL_EVENT_ASSET_RECALLED] = note_move, [TL_EVENT_ASSET_FAILS] = note_failure,
    [TL_EVENT_ASSET_LOST] = note_failure,  [TL_EVENT_ASSET_RELIEVED] = note_relief,
    [TL_EVENT_ASSET_LEAVES] = note_end,    [TL_EVENT_ASSET_HOME] = note_end,
    [TL_EVENT_ASSET_DEPARTS] = note_end,   [TL_EVENT_ASSET_WAITS] = note_start,
    [TL_EVENT_ASSET_LOADS] = note_start,   [TL_EVENT_ASSET_ON_STATION] = note_start,
};

void tl_lowerings_init(struct tl_lowerings *lowerings, const struct tl_roster *roster)
{
    *lowerings = (struct tl_lowerings){
        .roster = roster,
        .lists = tl_alloc(roster->mission_count + 1, sizeof *lowerings->lists),
        .serves = tl_alloc(roster->asset_count + 1, sizeof *lowerings->serves),
        .relieved = tl_alloc(roster->asset_count + 1, sizeof *lowerings->relieved),
    };
    for (size_t a = 0; a < roster->asset_count; a++) {
        lowerings->serves[a] = lowerings->relieved[a] = TL_NONE;
    }
    for (size_t m = 0; m < roster->mission_count; m++) {
        const struct tl_roster_mission *mission = &roster->missions[m];
        bool lacks = tl_coverage_is_progress(mission) && mission->consent != TL_NONE &&
                     roster->consents.count > 0 && mission->grade > TL_GRADE_REFUSED;
        if (lacks) { /* until it is told that it is granted */
            int32_t root = tl_ledger_root_of_consent(roster, mission->consent);
            begin(lowerings, m,
                  &(struct tl_lowering){TL_LATE_PLACE, TL_LOWERING_CONSENT, mission->consent, root, 0});
        }
    }
}

void tl_lowerings_clear(struct tl_lowerings *lowerings)
{
    for (size_t m = 0; m < lowerings->roster->mission_count; m++) {
        free(lowerings->lists[m].items);
    }
    free(lowerings->lists);
    free(lowerings->serves);
    free(lowerings->relieved);
    *lowerings = (struct tl_lowerings){0};
}

bool tl_lowerings_take(struct tl_lowerings *lowerings, const struct tl_aboard *aboard,
                       const struct tl_event *event, int32_t root, int32_t why)
{
    for (size_t m = 0; lowerings->any_changed && m < lowerings->roster->mission_count; m++) {
        lowerings->lists[m].changed = false;
    }
    lowerings->any_changed = false;
    if (asset_notes[event->kind]) {
        asset_notes[event->kind](lowerings, aboard, event, why != TL_NONE ? why : TL_ROOT_POLICY);
    }
    for (size_t m = 0; notes[event->kind] && m < lowerings->roster->mission_count; m++) {
        if (is_ours(lowerings, (int64_t)m)) {
            notes[event->kind](lowerings, m, event, root != TL_NONE ? root : TL_ROOT_STRUCTURAL);
        }
    }
    return lowerings->any_changed;
}
