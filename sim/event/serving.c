#include "event/serving.h"

#include <stdlib.h>

#include "base/memory.h"

void tl_serving_init(struct tl_serving *serving, const struct tl_roster *roster)
{
    serving->mission = tl_alloc(roster->asset_count + 1, sizeof *serving->mission);
    serving->pooled = tl_alloc(roster->asset_count + 1, sizeof *serving->pooled);
    for (size_t i = 0; i < roster->asset_count; i++) {
        serving->mission[i] = TL_NONE;
    }
}

void tl_serving_clear(struct tl_serving *serving)
{
    free(serving->mission);
    free(serving->pooled);
    *serving = (struct tl_serving){0};
}

/* Does the event end what its asset does for a mission? One of an alert pool comes home, rests and is on alert again for the same one;
 * any other has done with its mission once it is home. */
static bool ends_service(const struct tl_serving *serving, const struct tl_event *event)
{
    switch (event->kind) {
    case TL_EVENT_ASSET_HOME:
        return !serving->pooled[event->asset];
    case TL_EVENT_ASSET_READY:
    case TL_EVENT_ASSET_IN_REPAIR:
    case TL_EVENT_ASSET_LOST:
        return true;
    default:
        return false;
    }
}

int64_t tl_serving_take(struct tl_serving *serving, const struct tl_event *event)
{
    if (event->asset == TL_NONE) {
        return event->mission;
    }
    int64_t *served = &serving->mission[event->asset];
    if (event->kind == TL_EVENT_ASSET_TASKED || event->kind == TL_EVENT_ASSET_RETASKED ||
        event->kind == TL_EVENT_ASSET_ON_STATION || event->kind == TL_EVENT_ASSET_ON_ALERT) {
        *served = event->mission;
        serving->pooled[event->asset] = event->kind == TL_EVENT_ASSET_ON_ALERT;
    }
    int64_t mission = event->mission == TL_NONE && event->was == TL_NONE ? *served : event->mission;
    if (ends_service(serving, event)) {
        *served = TL_NONE;
        serving->pooled[event->asset] = false;
    }
    return mission;
}
