/* Spans: what every asset does, and how well every mission is covered, from when to when. A fold over events that hands each span out as
 * it ends, so it needs no more memory for a longer trace. */
#ifndef TL_STORY_SPANS_H
#define TL_STORY_SPANS_H

#include "event/coverage.h"
#include "event/serving.h"

/* Of an asset, for to_s - from_s > 0 seconds. */
struct tl_asset_span {
    int64_t from_s, to_s; /* from_s <= t < to_s */
    int32_t asset;
    enum tl_asset_state state;
    int32_t mission; /* that it serves, the ways there and home included; TL_NONE: none */
    int32_t place;   /* where it is or, in transit, where it goes; TL_NONE: not known, or no named place */
};

/* Of a mission. */
struct tl_mission_span {
    int64_t from_s, to_s;
    int32_t mission;
    bool is_open;
    double covered; /* in [0, 1]; of a closed one 1, unless people are due all the same */
};

/* Whoever consumes spans, in the order in which they end. Spans are borrowed. */
struct tl_span_sink {
    void (*take_asset)(void *self, const struct tl_asset_span *span);
    void (*take_mission)(void *self, const struct tl_mission_span *span);
    void *self;
};

struct tl_spans {
    const struct tl_roster *roster; /* borrowed */
    struct tl_span_sink sink;
    int64_t from_s, to_s; /* what lies outside of this window is cut off */
    int64_t time_s;       /* of the last event */
    struct tl_serving serving;
    struct tl_coverage coverage;
    struct tl_asset_span *assets,
        *shown_assets; /* [assets] as of the last event, and as of the last second before its own */
    struct tl_mission_span *shown_missions; /* [missions] */
    int32_t *touched; /* [touched_count] assets that something happened to in this second, each once */
    size_t touched_count;
    bool *is_touched; /* [assets] */
    bool coverage_touched;
};

/* Of each asset and each mission the spans partition the window: they follow each other without a gap, and one differs from the next. */
void tl_spans_init(struct tl_spans *spans, const struct tl_roster *roster, int64_t from_s, int64_t to_s,
                   struct tl_span_sink sink);
void tl_spans_clear(struct tl_spans *spans);

/* Fold one event, from the first one of a trace on, in order. */
void tl_spans_take(struct tl_spans *spans, const struct tl_event *event);

/* Close all that is still going on, as of until_s, at the last event or later: the horizon, or the place to which a damaged trace can be
 * read. Once. */
void tl_spans_finish(struct tl_spans *spans, int64_t until_s);

#endif
