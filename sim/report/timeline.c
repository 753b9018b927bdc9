#include <stdlib.h>

#include "base/memory.h"
#include "report/runs.h"
#include "report/timeline_state.h"

#define TL_LABEL_LEAST 18 /* "  on-station  384 " */

static size_t count_sections(const struct tl_roster *roster, enum tl_timeline_by by)
{
    return by == TL_TIMELINE_MISSION ? roster->mission_count
           : by == TL_TIMELINE_PLACE ? roster->places.count
                                     : roster->partners.count;
}

static int32_t find_section(const struct tl_timeline *timeline, const struct tl_asset_span *span)
{
    return timeline->by == TL_TIMELINE_MISSION ? span->mission
           : timeline->by == TL_TIMELINE_PLACE ? span->place
                                               : timeline->roster->assets[span->asset].partner;
}

static int compare_assets(const void *a, const void *b, void *context)
{
    const struct tl_roster *roster = context;
    return tl_runs_compare(roster->assets[*(const size_t *)a].name, roster->assets[*(const size_t *)b].name);
}

/* Room for every name, but for no more than a third of the page. */
static int find_label_width(const struct tl_roster *roster, const bool *assets, int page_width)
{
    int width = TL_LABEL_LEAST;
    for (size_t i = 0; i < roster->asset_count; i++) {
        int needed = TL_TIMELINE_INDENT + tl_text_width(roster->assets[i].name) + 1;
        width = assets[i] && needed > width ? needed : width;
    }
    return width < page_width / 3 ? width : page_width / 3;
}

/* How many assets may be shown. */
static size_t count_chosen(const struct tl_roster *roster, const bool *assets)
{
    size_t chosen = 0;
    for (size_t i = 0; i < roster->asset_count; i++) {
        chosen += assets[i];
    }
    return chosen;
}

struct tl_timeline *tl_timeline_create(const struct tl_page *page, const struct tl_roster *roster,
                                       const bool *assets, enum tl_timeline_by by, int64_t from_s,
                                       int64_t to_s)
{
    struct tl_timeline *timeline = tl_alloc(1, sizeof *timeline);
    int label_width = find_label_width(roster, assets, page->width);
    *timeline = (struct tl_timeline){
        .page = page,
        .roster = roster,
        .by = by,
        .scale = tl_timescale_make(from_s, to_s, page->width - label_width),
        .label_width = label_width,
        .is_partial = count_chosen(roster, assets) < roster->asset_count,
        .tells_missions = by == TL_TIMELINE_ASSET && count_chosen(roster, assets) <= TL_TIMELINE_TALL,
        .order = tl_alloc(roster->asset_count + 1, sizeof *timeline->order),
        .sections = tl_alloc(count_sections(roster, by) + 1, sizeof *timeline->sections),
        .section_count = count_sections(roster, by),
        .arena = tl_arena_create(),
    };
    for (size_t i = 0; i < roster->asset_count; i++) {
        timeline->order[i] = i;
    }
    qsort_r(timeline->order, roster->asset_count, sizeof *timeline->order, compare_assets, (void *)roster);
    return timeline;
}

static void clear_section(struct tl_timeline_section *section, size_t assets)
{
    for (size_t i = 0; section->rows && i < assets; i++) {
        tl_tally_clear(&section->rows[i]);
        tl_tally_clear(&section->serves[i]);
    }
    for (size_t i = 0; section->states && i < TL_STATES; i++) {
        tl_blocks_clear(&section->states[i]);
    }
    tl_blocks_clear(&section->total);
    free(section->rows);
    free(section->serves);
    free(section->states);
}

void tl_timeline_destroy(struct tl_timeline *timeline)
{
    for (size_t i = 0; i < timeline->section_count; i++) {
        clear_section(&timeline->sections[i], timeline->roster->asset_count);
    }
    tl_arena_destroy(timeline->arena);
    free(timeline->sections);
    free(timeline->order);
    free(timeline->marks);
    free(timeline);
}

/* Count one more in the span. */
static void count_one(const struct tl_timeline *timeline, struct tl_blocks *blocks,
                      const struct tl_asset_span *span)
{
    if (!blocks->sum) {
        tl_blocks_init(blocks, &timeline->scale);
    }
    tl_blocks_raise(blocks, &timeline->scale, span->from_s, span->to_s, 1);
}

static void add_service(const struct tl_timeline *timeline, struct tl_tally *serves,
                        const struct tl_asset_span *span)
{
    int missions = (int)timeline->roster->mission_count;
    if (!serves->spent_s) {
        tl_tally_init(serves, &timeline->scale, missions + 1);
    }
    tl_tally_add(serves, &timeline->scale, span->from_s, span->to_s,
                 span->mission == TL_NONE ? missions : span->mission);
}

void tl_timeline_add_asset(struct tl_timeline *timeline, const struct tl_asset_span *span)
{
    int32_t number = find_section(timeline, span);
    size_t assets = timeline->roster->asset_count;
    if (number == TL_NONE) {
        return;
    }
    struct tl_timeline_section *section = &timeline->sections[number];
    if (!section->rows) {
        section->rows = tl_alloc(assets, sizeof *section->rows);
        section->serves = tl_alloc(assets, sizeof *section->serves);
        section->states = tl_alloc(TL_STATES, sizeof *section->states);
    }
    struct tl_tally *row = &section->rows[span->asset];
    if (!row->spent_s) {
        tl_tally_init(row, &timeline->scale, TL_STATES);
        section->assets++;
        timeline->row_count++;
    }
    tl_tally_add(row, &timeline->scale, span->from_s, span->to_s, (int)span->state);
    if (timeline->tells_missions) {
        add_service(timeline, &section->serves[span->asset], span);
    }
    if (timeline->by == TL_TIMELINE_PARTNER) {
        count_one(timeline, &section->states[span->state], span);
    } else if (timeline->by == TL_TIMELINE_PLACE && span->state != TL_STATE_TRANSIT) {
        count_one(timeline, &section->total, span);
    }
}

void tl_timeline_add_mission(struct tl_timeline *timeline, const struct tl_mission_span *span)
{
    struct tl_blocks *blocks = &timeline->sections[span->mission].total;
    if (timeline->by != TL_TIMELINE_MISSION) {
        return;
    }
    if (!blocks->sum) {
        tl_blocks_init(blocks, &timeline->scale);
    }
    if (span->is_open || span->covered < 1) {
        tl_blocks_set(blocks, &timeline->scale, span->from_s, span->to_s, span->covered);
    }
}

void tl_timeline_finish(struct tl_timeline *timeline, int64_t until_s)
{
    const struct tl_timescale *scale = &timeline->scale;
    if (timeline->by == TL_TIMELINE_MISSION || until_s <= scale->from_s) {
        return;
    }
    for (size_t i = 0; i < timeline->section_count; i++) {
        struct tl_timeline_section *section = &timeline->sections[i];
        for (size_t k = 0; section->states && k < TL_STATES; k++) {
            if (section->states[k].sum) {
                tl_blocks_set(&section->states[k], scale, scale->from_s, until_s, 0);
            }
        }
        if (section->total.sum) {
            tl_blocks_set(&section->total, scale, scale->from_s, until_s, 0);
        }
    }
}

void tl_timeline_mark(struct tl_timeline *timeline, int64_t time_s, const char *what)
{
    if (time_s < timeline->scale.from_s || time_s >= timeline->scale.to_s) {
        return;
    }
    timeline->marks =
        tl_grow(timeline->marks, timeline->mark_count, &timeline->mark_capacity, sizeof *timeline->marks);
    timeline->marks[timeline->mark_count++] =
        (struct tl_timescale_mark){time_s, tl_arena_copy(timeline->arena, what)};
}
