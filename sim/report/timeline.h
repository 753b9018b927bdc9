/* The page of a timeline: who did what when, in sections by partner, mission or place, drawn as a Gantt chart of letters. */
#ifndef TL_REPORT_TIMELINE_H
#define TL_REPORT_TIMELINE_H

#include "report/page.h"
#include "story/spans.h"

/* What has a section of its own. */
enum tl_timeline_by {
    TL_TIMELINE_ASSET,   /* partners, and in them a row an asset */
    TL_TIMELINE_MISSION, /* missions: a row an asset that serves it, beneath them its coverage */
    TL_TIMELINE_PLACE, /* places: a row an asset that is there or on its way there, beneath them how many are there */
    TL_TIMELINE_PARTNER, /* partners: a row a state, how many assets are in it */
};

struct tl_timeline;

/* page, roster  borrowed
 * assets        [assets] those that may be shown: their names must find room
 * from_s, to_s  the window; from_s < to_s */
struct tl_timeline *tl_timeline_create(const struct tl_page *page, const struct tl_roster *roster,
                                       const bool *assets, enum tl_timeline_by by, int64_t from_s,
                                       int64_t to_s);
void tl_timeline_destroy(struct tl_timeline *timeline);

/* What is to be shown: spans in the window, in any order. Coverage is shown by mission alone. */
void tl_timeline_add_asset(struct tl_timeline *timeline, const struct tl_asset_span *span);
void tl_timeline_add_mission(struct tl_timeline *timeline, const struct tl_mission_span *span);

/* A moment to point at, in order of time; those outside of the window are passed over. `what` is copied. */
void tl_timeline_mark(struct tl_timeline *timeline, int64_t time_s, const char *what);

/* All has been added that is known: what there was until until_s, at the window's end or before. Once. */
void tl_timeline_finish(struct tl_timeline *timeline, int64_t until_s);

void tl_timeline_print(const struct tl_timeline *timeline, struct tl_text *out);

#endif
