/* Berths as lift.c and service.c use them; the rest is in rules.h. */
#ifndef TL_MODEL_BERTH_H
#define TL_MODEL_BERTH_H

#include "model/state.h"

/* An asset waits at its place, to load or to unload: it is looked at before the second ends. */
void tl_berth_wait(struct tl_state *state, int32_t asset);

/* It waits no longer. */
void tl_berth_stop_waiting(struct tl_state *state, int32_t asset);

/* Is a berth free, and does the place handle anybody? */
bool tl_berth_is_free(const struct tl_state *state, int32_t place);

void tl_berth_take(struct tl_state *state, int32_t asset);
void tl_berth_leave(struct tl_state *state, int32_t asset, int64_t cause);

/* Whole seconds that so many persons take to be loaded or unloaded at one berth, rounded half up. */
int64_t tl_berth_handling(const struct tl_state *state, int32_t place, int64_t persons);

/* How many more persons may be landed; INT64_MAX: without bound. Those for whom room is kept count as there. */
int64_t tl_berth_room(const struct tl_state *state, int32_t place);
void tl_berth_keep_room(struct tl_state *state, int32_t place, int64_t persons);

/* When one that has loaded departs: now, or later where the last one does too short a while before. Nobody else departs then: those
 * who load first leave first. */
int64_t tl_berth_take_departure(struct tl_state *state, int32_t place);

/* ---- lift.c ---- */

/* Begin to load or to unload, where it can. Returns whether it did.
 * cause   the event that made us look
 * reason  out: why not */
bool tl_lift_try(struct tl_state *state, int32_t asset, int64_t cause, enum tl_reason *reason);

#endif
