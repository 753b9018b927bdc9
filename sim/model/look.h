/* Looking at conditions: what makes them be looked at, and what follows from them (watch.c). Private to the room. */
#ifndef TL_MODEL_LOOK_H
#define TL_MODEL_LOOK_H

#include <stdbool.h>
#include <stdint.h>

#include "model/state.h"

void tl_watch_start_all(struct tl_state *state);
void tl_watch_clear(struct tl_state *state);

/* Look at every condition now, in this order: steps of missions, steps and factors of rates, windows of missions, injects, gauges,
 * consents, diversions; within each by name. All are edge-triggered: what became true since it was last looked at happens. Asked for by
 * what a look does, the next one is before the second ends.
 * cause  the event that makes us look, 0 for the clock */
void tl_watch_look(struct tl_state *state, int64_t cause);

/* Conditions are to be looked at before the second ends, because of this event. */
void tl_watch_ask(struct tl_state *state, int64_t cause);

/* The same, and what this event has changed: the cause of what follows from conditions that ask about it. */
void tl_watch_note(struct tl_state *state, enum tl_argument argument, int32_t subject, int64_t cause);

/* Does any condition that is looked at, but for those of diversions, ask about this? */
bool tl_watch_is_asked(const struct tl_state *state, enum tl_argument argument, int32_t subject);

/* While conditions are looked at: the last event that changed what the condition asks about since they were looked at before; `cause`,
 * that of the look, where none did. */
int64_t tl_watch_cause(const struct tl_state *state, const struct tl_condition *condition, int64_t cause);

/* The second is over: look where something was noted. True when anything happened. */
bool tl_watch_end_second(struct tl_state *state);

#endif
