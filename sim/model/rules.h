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

/* Where an entity stands among simultaneous work of one kind: agreements, phases, missions, assets, each by name. Behind all
 * orders: missions whose incidents wait for who comes on alert, and then the processes of incidents that must not wait any longer. */
enum tl_band {
    TL_BAND_AGREEMENT = 0,
    TL_BAND_PHASE = 1 << 24,
    TL_BAND_MISSION = 2 << 24,
    TL_BAND_ASSET = 3 << 24,
    TL_BAND_WAITING = 4 << 24,
    TL_BAND_LIMIT = 5 << 24
};

/* ---- asset.c: the asset state machine ---- */

/* The only way in which an asset's state changes. */
void tl_asset_enter(struct tl_state *state, int32_t asset, enum tl_asset_state into);

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

/* A base closed or opened (cause): departures of assets in their areas are worked out anew, those on their way to a closed base turn
 * to the nearest open one, and so do those on alert at it: nobody is on alert at a closed base. */
void tl_asset_bases_changed(struct tl_state *state, int64_t cause);

/* May an order take it from what it does: ready, on alert, or with a mission under way to it, setting up or on station? Not on a
 * sortie or on the way back from one, in turnaround or repair, failed, absent or lost. */
bool tl_asset_can_go(const struct tl_state *state, int32_t asset);

/* The place at which it stands and its state after a sortie or a turnaround: on alert again where its plan is a response mission
 * whose post that is, and the post is open, else ready. cause: the event that ended the turnaround or repair. */
void tl_asset_become_ready(struct tl_state *state, int32_t asset, int64_t cause);

/* ---- readiness.c ---- */

/* It starts to operate now, and its endurance clock at departs_s, when it leaves its base. */
void tl_asset_set_out(struct tl_state *state, int32_t asset, int64_t departs_s);

/* It flies to an incident or to an area: a sortie, counted once between two stays at a base. A leg between bases is none. */
void tl_asset_count_sortie(struct tl_state *state, int32_t asset);

/* When it may leave a base again: a day after the first of its last n sorties, n being its class's bound; now where there is none. */
int64_t tl_asset_may_leave(const struct tl_state *state, int32_t asset);

/* ---- whereabouts.c ---- */

/* Under way between two places? On a sortie it is at its base until the reaction is over, and at the incident once there. */
bool tl_asset_is_moving(const struct tl_state *state, int32_t asset);
struct tl_point tl_asset_position(const struct tl_state *state, int32_t asset);

/* The nearest base that is open. A ship cannot vanish: where none is it goes to the nearest all the same. */
int32_t tl_asset_base(const struct tl_state *state, int32_t asset);

/* ---- line.c: rows of assets ---- */

/* Put an asset into a row, behind `after` (TL_NONE: at its head). */
void tl_line_insert(struct tl_state *state, struct tl_line *line, int32_t asset, int32_t after);
void tl_line_remove(struct tl_state *state, struct tl_line *line, int32_t asset);

/* ---- response.c: alert pools and incidents ---- */

/* A response mission's incident has come: answer it, let it wait, or miss it. incident: the process; cause: its event. */
void tl_response_take(struct tl_state *state, int32_t incident, int64_t number, int64_t scene_s,
                      int64_t cause);

/* The milestone of an asset on a sortie: it is on the scene, or leaves it. */
void tl_response_milestone(struct tl_state *state, int32_t asset);

/* An asset on a sortie fails or is lost: an incident that not all had reached by then is missed. cause: that event. */
void tl_response_abort(struct tl_state *state, int32_t asset, int64_t cause);

/* ---- incident.c: incident processes ---- */

void tl_incident_start_all(struct tl_state *state);

/* A phase has begun: steps of rates that wait for it. */
void tl_incident_begin_phase(struct tl_state *state, int32_t phase, int64_t cause);

/* An inject scales a process's rate. */
void tl_incident_scale(struct tl_state *state, int32_t incident, double scale, int64_t cause);

/* ---- repair.c: docks ---- */

/* An asset at a base needs repair: it starts now, or waits for a dock. cause: the event that brought it here. */
void tl_repair_begin(struct tl_state *state, int32_t asset, int64_t cause);

/* Its repair is done, or it is lost in the dock or the queue: the next one starts. cause: that event. */
void tl_repair_end(struct tl_state *state, int32_t asset, int64_t cause);

/* ---- station.c: held areas ---- */

/* Work out anew when an asset on station must leave its area at the latest. */
void tl_station_set_departure(struct tl_state *state, int32_t asset);

/* ---- sustain.c: endurance that runs down slower ---- */

/* Bring the endurance clock of an asset up to now and let it run at the pace of where it is: called whenever it enters, leaves or
 * stays in an area while something about it changes. */
void tl_sustain_settle(struct tl_state *state, int32_t asset);

/* When the endurance of an asset ends, as of now: deadline_s with what its slow clock has gained since it was last settled. */
int64_t tl_sustain_deadline(const struct tl_state *state, int32_t asset);

/* When an asset in its area must leave it to be home in time: its clock at the present pace until then, at full pace on the way.
 * home_s: the leg home. Never after its endurance would end; at least now. */
int64_t tl_sustain_latest(const struct tl_state *state, int32_t asset, int64_t home_s);

/* The second is over and coverage changed: paces that follow from it. True when any changed. */
bool tl_sustain_look(struct tl_state *state);

/* ---- network.c: the command network and what partners tell each other ---- */

void tl_network_start(struct tl_state *state);
void tl_network_clear(struct tl_state *state);

/* What an asset's owner plans to supply to a need of a mission has changed by this much, because of the asset: its own belief follows
 * at once, and so do those of partners whom a message takes no time to reach. Without links that is everybody. */
void tl_network_note(struct tl_state *state, int32_t asset, int32_t mission, size_t need, int64_t change_u);

/* What an asset supplies to a mission, as just noted, is common knowledge: it stands there from the start. */
void tl_network_share(struct tl_state *state, int32_t asset, int32_t mission);

/* An event was told: the cause of pictures that follow from it, and of what partners believe of a mission. */
void tl_network_see(struct tl_state *state, const struct tl_event *event);

/* The second is over: id of the event behind what a partner believes of a mission, one that it knows of. To be asked in every second in
 * which that may have changed. 0: nothing has happened to it yet. */
int64_t tl_network_ground(struct tl_state *state, int32_t partner, int32_t mission);

/* The second is over: owners tell the others what changed in it. True when anything was sent that may be due in this second. */
bool tl_network_tell(struct tl_state *state);

/* Send the warning of a mission's lead to another partner (reason gap), or call it off (filled): a report with a sender, over the
 * quickest open route, then as long as the partner's reports take. Whatever was sent later about the mission wins. */
void tl_network_warn(struct tl_state *state, int32_t sender, int32_t partner, enum tl_reason reason,
                     int32_t mission, int64_t cause);

/* A link is cut, restored or slowed. Restored it has its own delay again, even one that was open. */
void tl_network_set_open(struct tl_state *state, int32_t link, bool open, int64_t cause);
void tl_network_slow(struct tl_state *state, int32_t link, double scale, int64_t cause);

/* ---- agreement.c ---- */

void tl_agreement_start_all(struct tl_state *state);

/* The second is over: whose partner sees its mission short now? After its notice the partner decides. True when that is in this
 * second. */
bool tl_agreement_look(struct tl_state *state);

/* May the partner fill the mission on its own picture, by an agreement in force whose notice has passed? */
bool tl_agreement_backs_up(const struct tl_state *state, int32_t partner, int32_t mission);

/* How many more assets of the partner may go to the mission by such agreements; INT64_MAX: without limit. */
int64_t tl_agreement_room(const struct tl_state *state, int32_t partner, int32_t mission);

/* What agreements in force ask of a diversion that takes an asset of the partner from the mission: the longer of both notices, the
 * stricter hold, the longer longest hold. The three hold the diversion's own on entry. */
void tl_agreement_bind(const struct tl_state *state, int32_t partner, int32_t mission, int64_t *notice_s,
                       enum tl_hold *hold, int64_t *max_hold_s);

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

/* Is the mission open, and may this partner fill it: as its lead, since the lead has told it of a gap, or by an agreement? */
bool tl_command_may_fill(const struct tl_state *state, int32_t partner, int32_t mission);

/* Something has reached the partner's staff: where anything that it may fill is short, its commander decides when the staff is done. At
 * most one such decision a second. cause: the event that says so, 0: an agreement's time. */
void tl_command_hear(struct tl_state *state, int32_t partner, enum tl_reason reason, int64_t cause);

/* The same, and the staff's time is over already. */
void tl_command_call(struct tl_state *state, int32_t partner, enum tl_reason reason, int64_t cause);

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
