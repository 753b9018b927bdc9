#include "story/spans.h"

#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"

void tl_spans_init(struct tl_spans *spans, const struct tl_roster *roster, int64_t from_s, int64_t to_s,
                   struct tl_span_sink sink)
{
    *spans = (struct tl_spans){.roster = roster, .sink = sink, .from_s = from_s, .to_s = to_s};
    tl_serving_init(&spans->serving, roster);
    tl_coverage_init(&spans->coverage, roster);
    spans->assets = tl_alloc(roster->asset_count + 1, sizeof *spans->assets);
    spans->shown_assets = tl_alloc(roster->asset_count + 1, sizeof *spans->shown_assets);
    spans->shown_missions = tl_alloc(roster->mission_count + 1, sizeof *spans->shown_missions);
    spans->touched = tl_alloc(roster->asset_count + 1, sizeof *spans->touched);
    spans->is_touched = tl_alloc(roster->asset_count + 1, sizeof *spans->is_touched);
    for (size_t i = 0; i < roster->asset_count; i++) {
        spans->assets[i] = spans->shown_assets[i] = (struct tl_asset_span){
            .asset = (int32_t)i, .state = TL_STATE_ABSENT, .mission = TL_NONE, .place = TL_NONE};
    }
    for (size_t i = 0; i < roster->mission_count; i++) {
        spans->shown_missions[i] = (struct tl_mission_span){
            .mission = (int32_t)i, .is_open = spans->coverage.open[i], .covered = spans->coverage.covered[i]};
    }
}

void tl_spans_clear(struct tl_spans *spans)
{
    tl_serving_clear(&spans->serving);
    tl_coverage_clear(&spans->coverage);
    free(spans->assets);
    free(spans->shown_assets);
    free(spans->shown_missions);
    free(spans->touched);
    free(spans->is_touched);
    *spans = (struct tl_spans){0};
}

/* ---- what is handed out ---- */

static void emit_asset(struct tl_spans *spans, struct tl_asset_span span, int64_t to_s)
{
    span.from_s = span.from_s > spans->from_s ? span.from_s : spans->from_s;
    span.to_s = to_s < spans->to_s ? to_s : spans->to_s;
    if (span.from_s < span.to_s) {
        spans->sink.take_asset(spans->sink.self, &span);
    }
}

static void emit_mission(struct tl_spans *spans, struct tl_mission_span span, int64_t to_s)
{
    span.from_s = span.from_s > spans->from_s ? span.from_s : spans->from_s;
    span.to_s = to_s < spans->to_s ? to_s : spans->to_s;
    if (span.from_s < span.to_s) {
        spans->sink.take_mission(spans->sink.self, &span);
    }
}

static void settle_asset(struct tl_spans *spans, int32_t asset, int64_t time_s)
{
    struct tl_asset_span *shown = &spans->shown_assets[asset];
    const struct tl_asset_span *now = &spans->assets[asset];
    if (shown->state != now->state || shown->mission != now->mission || shown->place != now->place) {
        emit_asset(spans, *shown, time_s);
        *shown = *now;
        shown->from_s = time_s;
    }
}

static void settle_mission(struct tl_spans *spans, size_t mission, int64_t time_s)
{
    struct tl_mission_span *shown = &spans->shown_missions[mission];
    bool is_open = spans->coverage.open[mission];
    double covered = spans->coverage.covered[mission];
    if (shown->is_open != is_open || shown->covered < covered || shown->covered > covered) {
        emit_mission(spans, *shown, time_s);
        shown->is_open = is_open;
        shown->covered = covered;
        shown->from_s = time_s;
    }
}

/* The last event's second is over: only what holds at its end counts, what came and went within it is no span. */
static void settle(struct tl_spans *spans)
{
    for (size_t i = 0; i < spans->touched_count; i++) {
        settle_asset(spans, spans->touched[i], spans->time_s);
        spans->is_touched[spans->touched[i]] = false;
    }
    spans->touched_count = 0;
    for (size_t i = 0; i < spans->roster->mission_count && spans->coverage_touched; i++) {
        settle_mission(spans, i, spans->time_s);
    }
    spans->coverage_touched = false;
}

/* ---- what happens ---- */

/* Where an asset is, or goes, after an event that leaves it in another state. */
static int32_t find_place(const struct tl_roster *roster, const struct tl_event *event)
{
    if (event->place != TL_NONE) {
        return (int32_t)event->place;
    }
    bool is_posted = event->kind == TL_EVENT_ASSET_ON_STATION || event->kind == TL_EVENT_ASSET_ON_ALERT;
    return is_posted ? roster->missions[event->mission].post : (int32_t)event->to;
}

/* In repair it serves nobody, though one that waits for a dock has not been told so yet. */
static void take_asset(struct tl_spans *spans, const struct tl_event *event)
{
    struct tl_asset_span *now = &spans->assets[event->asset];
    enum tl_asset_state state = tl_event_class_get(event->kind)->state;
    if (state != TL_STATE_NONE) {
        now->state = state;
        now->place = find_place(spans->roster, event);
    }
    now->mission = now->state == TL_STATE_REPAIR ? TL_NONE : (int32_t)spans->serving.mission[event->asset];
    if (!spans->is_touched[event->asset]) {
        spans->is_touched[event->asset] = true;
        spans->touched[spans->touched_count++] = (int32_t)event->asset;
    }
}

void tl_spans_take(struct tl_spans *spans, const struct tl_event *event)
{
    if (event->time_s > spans->time_s) {
        settle(spans);
        spans->time_s = event->time_s;
    }
    tl_serving_take(&spans->serving, event);
    if (event->asset != TL_NONE) {
        take_asset(spans, event);
    }
    spans->coverage_touched = tl_coverage_take(&spans->coverage, event) || spans->coverage_touched;
}

void tl_spans_finish(struct tl_spans *spans, int64_t until_s)
{
    assert(until_s >= spans->time_s);
    settle(spans);
    for (size_t i = 0; i < spans->roster->asset_count; i++) {
        emit_asset(spans, spans->shown_assets[i], until_s);
    }
    for (size_t i = 0; i < spans->roster->mission_count; i++) {
        emit_mission(spans, spans->shown_missions[i], until_s);
    }
}
