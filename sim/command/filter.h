/* Which events of a trace are wanted: by kind, asset and mission. */
#ifndef TL_COMMAND_FILTER_H
#define TL_COMMAND_FILTER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "event/serving.h"

struct tl_filter {
    const struct tl_roster *roster;
    bool kinds[TL_EVENT_KINDS];
    bool *assets;   /* [assets]; NULL: all, and events of none */
    bool *missions; /* likewise */
    struct tl_serving serving;
};

/* Patterns of * and ?; NULL: everything. One that fits no name of the roster is a mistake, and all mistakes are told. The
 * roster is borrowed. */
bool tl_filter_init(struct tl_filter *filter, const struct tl_roster *roster, const char *kind,
                    const char *asset, const char *mission, struct tl_error *err);
void tl_filter_clear(struct tl_filter *filter);

/* Is it wanted? Must be asked of every event from the first one on, in order: an event that names an asset and no mission is one of
 * the mission that the asset then serves. */
bool tl_filter_take(struct tl_filter *filter, const struct tl_event *event);

#endif
