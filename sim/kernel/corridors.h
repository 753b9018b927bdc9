/* Convoys as SimGrid's transfers: lanes are links, shared max-min fairly by the corridors that use them, as in a zipper merge. Private to
 * the room. A corridor sends one convoy after the other; the next one starts at the very end, with fractions, of the last. */
#ifndef TL_KERNEL_CORRIDORS_H
#define TL_KERNEL_CORRIDORS_H

#include <stdbool.h>
#include <stdint.h>

#include "model/state.h"

/* Names of a corridor's ends and of a lane's way back in the platform; the caller's buffer. */
#define TL_CORRIDOR_NAME_MAX 128
void tl_corridors_name_end(const struct tl_corridor *corridor, bool far_end, char name[TL_CORRIDOR_NAME_MAX]);
void tl_corridors_name_link(const struct tl_lane *lane, bool back, char name[TL_CORRIDOR_NAME_MAX]);

/* Make the actors, one a corridor. Does nothing for a model without corridors. */
void tl_corridors_create(struct tl_state *state);

/* The second is over: lanes get what they carry now, and whoever waits and can set out does. Called by whoever has the turn. True when a
 * convoy set out, which may be due in this second. */
bool tl_corridors_serve(void);

/* Before anything is done at a time: transfers that end by then book what follows from it. The calendar does not change the roads before
 * tl_corridor_next_change, so SimGrid's clock runs ahead to it at once, and what is due until then needs no turn of SimGrid. Called by
 * whoever has the turn. True when time passed: something may be due earlier now. */
bool tl_corridors_reach(int64_t time_s);

/* The run is over: transfers under way are cut off, and all actors end. Called by whoever has the turn. */
void tl_corridors_end(void);

/* After the run. */
void tl_corridors_clear(void);

#endif
