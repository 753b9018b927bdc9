#include "command/filter.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/text.h"

/* Which of `names` fit the pattern? None is a mistake.
 * option   "asset"
 * what     "asset in this trace"
 * chosen   out: [count] */
static bool choose(const char *option, const char *what, const char *pattern, const char *const *names,
                   size_t count, bool *chosen, struct tl_error *err)
{
    bool any = false;
    for (size_t i = 0; i < count; i++) {
        chosen[i] = tl_text_matches(pattern, names[i]);
        any = any || chosen[i];
    }
    if (any) {
        return true;
    }
    const char *nearest = tl_text_nearest(pattern, names, count);
    return tl_error_add(err, TL_FAULT_USER, "--%s %s: no such %s%s%s", option, pattern, what,
                        nearest ? "; did you mean " : "", nearest ? nearest : "");
}

static bool choose_kinds(struct tl_filter *filter, const char *pattern, struct tl_error *err)
{
    const char *names[TL_EVENT_KINDS];
    for (int kind = 0; kind < TL_EVENT_KINDS; kind++) {
        names[kind] = tl_event_class_get((enum tl_event_kind)kind)->name;
    }
    return choose("kind", "kind of event", pattern ? pattern : "*", names, TL_EVENT_KINDS, filter->kinds,
                  err);
}

static bool choose_assets(struct tl_filter *filter, const char *pattern, struct tl_error *err)
{
    size_t count = filter->roster->asset_count;
    const char **names = tl_alloc(count, sizeof *names);
    for (size_t i = 0; i < count; i++) {
        names[i] = filter->roster->assets[i].name;
    }
    filter->assets = tl_alloc(count, sizeof *filter->assets);
    bool chosen = choose("asset", "asset in this trace", pattern, names, count, filter->assets, err);
    free(names);
    return chosen;
}

static bool choose_missions(struct tl_filter *filter, const char *pattern, struct tl_error *err)
{
    size_t count = filter->roster->mission_count;
    const char **names = tl_alloc(count, sizeof *names);
    for (size_t i = 0; i < count; i++) {
        names[i] = filter->roster->missions[i].name;
    }
    filter->missions = tl_alloc(count, sizeof *filter->missions);
    bool chosen = choose("mission", "mission in this trace", pattern, names, count, filter->missions, err);
    free(names);
    return chosen;
}

bool tl_filter_init(struct tl_filter *filter, const struct tl_roster *roster, const char *kind,
                    const char *asset, const char *mission, struct tl_error *err)
{
    *filter = (struct tl_filter){.roster = roster};
    filter->serving = tl_alloc(roster->asset_count, sizeof *filter->serving);
    filter->pooled = tl_alloc(roster->asset_count, sizeof *filter->pooled);
    for (size_t i = 0; i < roster->asset_count; i++) {
        filter->serving[i] = TL_NONE;
    }
    bool kinds = choose_kinds(filter, kind, err);
    bool assets = !asset || choose_assets(filter, asset, err);
    bool missions = !mission || choose_missions(filter, mission, err);
    return kinds && assets && missions;
}

void tl_filter_clear(struct tl_filter *filter)
{
    free(filter->assets);
    free(filter->missions);
    free(filter->serving);
    free(filter->pooled);
    *filter = (struct tl_filter){0};
}

/* Is one of two references chosen? */
static bool is_chosen(const bool *chosen, int64_t first, int64_t second)
{
    return !chosen || (first != TL_NONE && chosen[first]) || (second != TL_NONE && chosen[second]);
}

/* Does the event end what its asset does for a mission? One of an alert pool comes home, rests and is on alert again for the same one;
 * any other has done with its mission once it is home. */
static bool ends_service(const struct tl_filter *filter, const struct tl_event *event)
{
    switch (event->kind) {
    case TL_EVENT_ASSET_HOME:
        return !filter->pooled[event->asset];
    case TL_EVENT_ASSET_READY:
    case TL_EVENT_ASSET_IN_REPAIR:
    case TL_EVENT_ASSET_LOST:
        return true;
    default:
        return false;
    }
}

/* Follow which mission the event's asset serves. Returns the one that the event itself belongs to, TL_NONE if to none: the way
 * there and the way home name no mission. */
static int64_t follow(struct tl_filter *filter, const struct tl_event *event)
{
    if (event->asset == TL_NONE) {
        return event->mission;
    }
    int64_t *serving = &filter->serving[event->asset];
    if (event->kind == TL_EVENT_ASSET_TASKED || event->kind == TL_EVENT_ASSET_RETASKED ||
        event->kind == TL_EVENT_ASSET_ON_STATION || event->kind == TL_EVENT_ASSET_ON_ALERT) {
        *serving = event->mission;
        filter->pooled[event->asset] = event->kind == TL_EVENT_ASSET_ON_ALERT;
    }
    int64_t mission = event->mission == TL_NONE && event->was == TL_NONE ? *serving : event->mission;
    if (ends_service(filter, event)) {
        *serving = TL_NONE;
        filter->pooled[event->asset] = false;
    }
    return mission;
}

bool tl_filter_take(struct tl_filter *filter, const struct tl_event *event)
{
    int64_t mission = follow(filter, event);
    return filter->kinds[event->kind] && is_chosen(filter->assets, event->asset, event->by) &&
           is_chosen(filter->missions, mission, event->was);
}
