/* The lives of assets, as events tell them: do they go on as they can? */
#ifndef TL_TRACE_LIVES_H
#define TL_TRACE_LIVES_H

#include <stdbool.h>

#include "event/event.h"
#include "trace/flaw.h"

struct tl_life {
    enum tl_asset_state state;
    int64_t mission; /* that it was given; TL_NONE: none */
    int64_t to;      /* of the leg that it is on; TL_NONE: of none */
    int64_t until_s; /* when the leg, or the way to an incident, ends */
};

struct tl_lives {
    const struct tl_roster *roster; /* borrowed */
    struct tl_life *assets;         /* [assets] */
};

void tl_lives_init(struct tl_lives *lives, const struct tl_roster *roster);
void tl_lives_clear(struct tl_lives *lives);

/* Fold one event. Returns false where it cannot happen to its asset after all that came before: what arrives was under way there, and is
 * there when it was to be; who does something for a mission was given it, and was free for it; a lost asset does nothing. */
bool tl_lives_take(struct tl_lives *lives, const struct tl_event *event, struct tl_flaw *flaw);

#endif
