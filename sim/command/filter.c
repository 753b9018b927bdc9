#include "command/filter.h"

#include <stdlib.h>

#include "base/memory.h"
#include "command/pattern.h"

static bool choose_kinds(struct tl_filter *filter, const char *pattern, struct tl_error *err)
{
    const char *names[TL_EVENT_KINDS];
    for (int kind = 0; kind < TL_EVENT_KINDS; kind++) {
        names[kind] = tl_event_class_get((enum tl_event_kind)kind)->name;
    }
    return tl_pattern_choose("kind", "kind of event", pattern ? pattern : "*", names, TL_EVENT_KINDS,
                             filter->kinds, err);
}

static bool choose_assets(struct tl_filter *filter, const char *pattern, struct tl_error *err)
{
    size_t count = filter->roster->asset_count;
    const char **names = tl_alloc(count, sizeof *names);
    for (size_t i = 0; i < count; i++) {
        names[i] = filter->roster->assets[i].name;
    }
    filter->assets = tl_alloc(count, sizeof *filter->assets);
    bool chosen =
        tl_pattern_choose("asset", "asset in this trace", pattern, names, count, filter->assets, err);
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
    bool chosen =
        tl_pattern_choose("mission", "mission in this trace", pattern, names, count, filter->missions, err);
    free(names);
    return chosen;
}

bool tl_filter_init(struct tl_filter *filter, const struct tl_roster *roster, const char *kind,
                    const char *asset, const char *mission, struct tl_error *err)
{
    *filter = (struct tl_filter){.roster = roster};
    tl_serving_init(&filter->serving, roster);
    bool kinds = choose_kinds(filter, kind, err);
    bool assets = !asset || choose_assets(filter, asset, err);
    bool missions = !mission || choose_missions(filter, mission, err);
    return kinds && assets && missions;
}

void tl_filter_clear(struct tl_filter *filter)
{
    free(filter->assets);
    free(filter->missions);
    tl_serving_clear(&filter->serving);
    *filter = (struct tl_filter){0};
}

/* Is one of two references chosen? */
static bool is_chosen(const bool *chosen, int64_t first, int64_t second)
{
    return !chosen || (first != TL_NONE && chosen[first]) || (second != TL_NONE && chosen[second]);
}

bool tl_filter_take(struct tl_filter *filter, const struct tl_event *event)
{
    int64_t mission = tl_serving_take(&filter->serving, event);
    return filter->kinds[event->kind] && is_chosen(filter->assets, event->asset, event->by) &&
           is_chosen(filter->missions, mission, event->was);
}
