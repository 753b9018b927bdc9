/* What lowers the capacity of a lift or work mission, for as long as it does: closed and slowed places and lanes, rough weather, a consent
 * that is lacking, people who shelter, assets that have left it. Each begins with an event and ends with its undoing; the
 * label of a queue is the root of the last one that is in force. */
#ifndef TL_MEASURE_LEDGER_LOWERING_H
#define TL_MEASURE_LEDGER_LOWERING_H

#include "measure/ledger_aboard.h"
#include "measure/ledger_root.h"

/* Where people are held, from downstream: at the haven; aboard under way or at the place where they board; on the road; at home. */
enum tl_late_queue { TL_LATE_HAVEN, TL_LATE_PLACE, TL_LATE_ROAD, TL_LATE_HOME, TL_LATE_QUEUES };

enum tl_lowering_kind {
    TL_LOWERING_PLACE_CLOSED,
    TL_LOWERING_PLACE_SCALED,
    TL_LOWERING_LANE_CLOSED,
    TL_LOWERING_LANE_SCALED,
    TL_LOWERING_WEATHER,
    TL_LOWERING_CONSENT,
    TL_LOWERING_SHELTER,
    TL_LOWERING_MISSION,
    TL_LOWERING_ASSET
};

struct tl_lowering {
    enum tl_late_queue queue;
    enum tl_lowering_kind kind;
    int32_t subject; /* place, lane, weather, consent, group, mission or asset */
    int32_t root;
    int64_t share_u; /* of the capacity that is left, millionths */
};

struct tl_lowering_list { /* of a mission, the last to begin last */
    struct tl_lowering *items;
    size_t count, capacity;
    bool changed; /* by the last event */
};

struct tl_lowerings {
    const struct tl_roster *roster; /* borrowed */
    struct tl_lowering_list *lists; /* [missions] empty but of lift and work missions */
    int32_t *serves;                /* [assets] lift or work mission in which it is at work; TL_NONE */
    int32_t *relieved;              /* [assets] whom it has relieved just now; TL_NONE */
    bool any_changed;               /* some list did by the last event */
};

void tl_lowerings_init(struct tl_lowerings *lowerings, const struct tl_roster *roster);
void tl_lowerings_clear(struct tl_lowerings *lowerings);

/* One more event with its root (TL_NONE: it has none), taken by `aboard` already. Returns whether any list changed.
 * why  root of its asset's leaving, as the rest of the ledger knows it; TL_NONE: it knows none */
bool tl_lowerings_take(struct tl_lowerings *lowerings, const struct tl_aboard *aboard,
                       const struct tl_event *event, int32_t root, int32_t why);

/* To what is booked who is late in a queue of the mission: structural where nothing lowers it. */
int32_t tl_lowerings_label(const struct tl_lowerings *lowerings, size_t mission, enum tl_late_queue queue);

#endif
