/* Which mission every asset serves: a fold over events. From its order until it is home again, an asset belongs to its mission though
 * most events on the way there and back name none. */
#ifndef TL_EVENT_SERVING_H
#define TL_EVENT_SERVING_H

#include "event/event.h"

struct tl_serving {
    int64_t *mission; /* [assets] TL_NONE: none */
    bool *pooled;     /* [assets] in an alert pool, which it leaves only when it is told so */
};

void tl_serving_init(struct tl_serving *serving, const struct tl_roster *roster);
void tl_serving_clear(struct tl_serving *serving);

/* Fold one event. Returns the mission that the event itself belongs to, TL_NONE if to none: the one that it names, else the one that
 * its asset serves; what ends a service is still of it. */
int64_t tl_serving_take(struct tl_serving *serving, const struct tl_event *event);

#endif
