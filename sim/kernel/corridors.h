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

/* The second is over: lanes get what they carry now, and whoever waits and can set out does. Called by the calendar's actor. True when a
 * convoy set out, which may be due in this second. */
bool tl_corridors_serve(void);

/* While transfers are under way: let time pass up to a second, or less where something becomes due earlier. Called by the calendar's
 * actor. False when no transfer is under way, or time is there already: then no time has passed. */
bool tl_corridors_wait(int64_t until_s);

/* The run is over: transfers under way are cut off, and all actors end. Called by the calendar's actor. */
void tl_corridors_end(void);

/* After the run. */
void tl_corridors_clear(void);

#endif
