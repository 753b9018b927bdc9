/* The rules: what happens when something is due. Every function changes the state and tells what it did; none knows the kernel.
 * Functions of the calendar's work (work.def) have the form `void f(struct tl_state *, const struct tl_work *)`. */
#ifndef TL_MODEL_RULES_H
#define TL_MODEL_RULES_H

#include <stdbool.h>
#include <stdint.h>

#include "model/state.h"

#define TL_WORK(NAME, DUE, function) void function(struct tl_state *state, const struct tl_work *work);
#include "model/work.def"
#undef TL_WORK

/* Where an entity stands among simultaneous work of one kind: phases, missions, assets, each by name. */
enum tl_band { TL_BAND_PHASE = 0, TL_BAND_MISSION = 1 << 24, TL_BAND_ASSET = 2 << 24 };

/* ---- asset.c: the asset state machine ---- */

/* Decide when each asset becomes ready or starts on station, and put it into the calendar. */
void tl_asset_start_all(struct tl_state *state);

/* Sail or fly to a place from wherever it is. cause: the event that made it go. */
void tl_asset_depart(struct tl_state *state, int32_t asset, int32_t to, int64_t cause);

/* Give up its mission, without saying so, and go to the nearest base. */
void tl_asset_go_home(struct tl_state *state, int32_t asset, int64_t cause);

/* Stop counting, if it counts; tells asset_leaves. Returns the id of that event, or `cause`. */
int64_t tl_asset_stop_counting(struct tl_state *state, int32_t asset, int64_t cause);

/* Set its next milestone (TL_NONE: none but a failure) and put it into the calendar. */
void tl_asset_schedule(struct tl_state *state, int32_t asset, int64_t milestone_s, int64_t cause);

/* Seconds from where it is, at its class's speed, to a place. */
int64_t tl_asset_leg(const struct tl_state *state, int32_t asset, int32_t to);

/* Seconds that its endurance leaves it in a mission's area, setting out now and being back at the nearest base in time; negative
 * where it cannot even get there and back. Only for assets READY or with a mission. */
int64_t tl_asset_stay(const struct tl_state *state, int32_t asset, int32_t mission);

/* Draw the operating time until its next failure, at least 1 s; classes that never fail draw nothing. */
void tl_asset_draw_failure(struct tl_state *state, int32_t asset);

void tl_asset_lose(struct tl_state *state, int32_t asset, int64_t cause);
void tl_asset_delay(struct tl_state *state, int32_t asset, int64_t delay_s, int64_t cause);

/* A base closed or opened (cause): departures of assets in their areas are worked out anew, and those on their way to a closed base
 * turn to the nearest open one. */
void tl_asset_bases_changed(struct tl_state *state, int64_t cause);

/* ---- relief.c: who takes over from whom ---- */

/* The milestone at which an asset on station asks for its relief; sets the next one. */
void tl_relief_call(struct tl_state *state, int32_t asset);

/* An asset on station is to stay after all: it asks for its relief within this second. Others: nothing happens. */
void tl_relief_ask(struct tl_state *state, int32_t asset);

/* Forget every tie of the asset as reliever or relieved. */
void tl_relief_untie(struct tl_state *state, int32_t asset);

/* ---- demand.c: what missions need ---- */

void tl_demand_start_all(struct tl_state *state);
void tl_demand_begin_phase(struct tl_state *state, int32_t phase, int64_t cause);

/* Tell the demand of an open mission where it changed, and who serves it. */
void tl_demand_update(struct tl_state *state, int32_t mission, int64_t cause);

/* ---- order.c: messages between commanders and forces ---- */

struct tl_order {
    int32_t partner, asset;
    int32_t mission;   /* TL_NONE: come home */
    int32_t diversion; /* TL_NONE: none behind it */
    int32_t relieves;  /* TL_NONE: nobody */
};

/* Send an order; the plan counts it from now on. */
void tl_order_send(struct tl_state *state, struct tl_order order, int64_t cause);

/* Send a report to a partner's commander. asset, mission: TL_NONE where it is not about one. */
void tl_order_report(struct tl_state *state, int32_t partner, enum tl_reason reason, int32_t asset,
                     int32_t mission, int64_t cause);

/* ---- command.c ---- */

void tl_command_start_all(struct tl_state *state);

/* Is the mission open, and may this partner fill it: as its lead, or since the lead has told it of a gap? */
bool tl_command_may_fill(const struct tl_state *state, int32_t partner, int32_t mission);

/* Does any mission that the partner may fill lack something? */
bool tl_command_is_short(const struct tl_state *state, int32_t partner);

/* ---- diversion.c ---- */

void tl_diversion_start_all(struct tl_state *state);

/* Look at every condition now. cause: the event that makes us look, 0 for the clock. */
void tl_diversion_look(struct tl_state *state, int64_t cause);

/* Order an asset that a diversion holds to the diversion's mission, whatever the notice. */
void tl_diversion_send(struct tl_state *state, int32_t asset);

/* An asset became ready: does a diversion want it? True when it was ordered away. */
bool tl_diversion_claims(struct tl_state *state, int32_t asset);

/* Assets that a diversion holds until relieved: may they go now? Called at the end of a second in which coverage changed. */
bool tl_diversion_check_holds(struct tl_state *state);

/* ---- inject.c ---- */

void tl_inject_start_all(struct tl_state *state);

#endif
