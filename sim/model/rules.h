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

/* Where an entity stands among simultaneous work of one kind: agreements, phases, missions, assets, groups, corridors, places, each by name. Behind all
 * orders: missions whose incidents wait for who comes on alert, then the processes of incidents that must not wait any longer, and the
 * places where somebody waits for a berth. Services come behind all other milestones. */
enum tl_band {
    TL_BAND_AGREEMENT = 0,
    TL_BAND_PHASE = 1 << 24,
    TL_BAND_MISSION = 2 << 24,
    TL_BAND_ASSET = 3 << 24,
    TL_BAND_GROUP = 3 << 24 | 1 << 22,
    TL_BAND_CORRIDOR = 3 << 24 | 2 << 22,
    TL_BAND_PLACE = 3 << 24 | 3 << 22,
    TL_BAND_WEATHER = 4 << 24 | 1 << 22,
    TL_BAND_POSTURE = 1 << 24,
    TL_BAND_WAITING = 4 << 24,
    TL_BAND_LIMIT = 5 << 24,
    TL_BAND_BERTH = 6 << 24,
    TL_BAND_SERVICE = 7 << 24
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

/* Seconds from where it is, at its class's speed in the weather of now, to a place: what plans count on and, setting out now, sails. */
int64_t tl_asset_leg(const struct tl_state *state, int32_t asset, int32_t to);

/* The same from a place to the nearest open base; TL_NONE where none is open. */
int64_t tl_asset_leg_home(const struct tl_state *state, int32_t asset, int32_t from);

/* Seconds that its endurance leaves it in a mission's area, setting out now and being back at the nearest base in time; negative
 * where it cannot even get there and back, or make a full trip of a lift, or the weather keeps it at its base. Only for assets READY or with a mission. */
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

/* It has become calm where the asset is: one that waits free at its base is offered again as one that becomes ready is. */
void tl_asset_hear_of_calm(struct tl_state *state, int32_t asset, int64_t cause);

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

/* A step of its rate takes effect; its factor is something else now. */
void tl_incident_apply(struct tl_state *state, int32_t incident, const struct tl_rate_step *step,
                       int64_t cause);
void tl_incident_set_factor(struct tl_state *state, int32_t incident, double factor, int64_t cause);

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

/* A step of a mission's demand takes effect. */
void tl_demand_apply(struct tl_state *state, int32_t mission, const struct tl_demand_step *step,
                     int64_t cause);

/* What its needs are multiplied by has become something else, or not. */
void tl_demand_set_factor(struct tl_state *state, int32_t mission, double factor, int64_t cause);

/* Open or close a mission by its window (opens, closes), its `while` and whether anything is left to do. */
void tl_demand_set_window(struct tl_state *state, int32_t mission, int64_t cause);

/* There is nothing left to do in a mission: it closes for good. */
void tl_demand_finish(struct tl_state *state, int32_t mission, int64_t cause);

/* Tell the demand of an open mission where it changed, and who serves it. */
void tl_demand_update(struct tl_state *state, int32_t mission, int64_t cause);

/* ---- order.c: messages between commanders and forces ---- */

/* Send an order; the plan counts it from now on. */
void tl_order_send(struct tl_state *state, struct tl_order order, int64_t cause);

/* Call home whoever serves a mission, or is on its way, by its own commander; one that a diversion is about to take goes to that at
 * once. partner: whose assets; TL_NONE: everybody's. cause: what ends their service */
void tl_order_call_home(struct tl_state *state, int32_t partner, int32_t mission, int64_t cause);

/* Do what an order that has arrived says (cause: its order_received), or refuse it. */
void tl_order_carry_out(struct tl_state *state, const struct tl_order *order, int64_t cause);

/* Tell that an order is not carried out, and why: its plan is undone, and its commander hears of it. */
void tl_order_refuse(struct tl_state *state, const struct tl_order *order, enum tl_reason reason,
                     int64_t cause);

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

/* ---- people.c: groups, who waits where, who is aboard ---- */

void tl_people_start_all(struct tl_state *state);
void tl_people_forget(struct tl_state *state);

/* When anybody sets out next, as far as is known now; INT64_MAX: nobody does. */
int64_t tl_people_next(const struct tl_state *state);

/* A phase has begun: groups that shelter from it on. */
void tl_people_begin_phase(struct tl_state *state, int32_t phase, int64_t cause);

/* People of a group have come to a place where they board: they join its queue, or are gone where the group flees. cause: the event
 * that brought them. */
void tl_people_queue(struct tl_state *state, int32_t place, int32_t group, int64_t persons, int64_t cause);

/* Is anybody of the group at a corridor or on the way, or at home and to set out? */
bool tl_people_are_to_come(const struct tl_state *state, int32_t group);

/* How many wait at a place to board, or are in that haven, of the groups in `takes`? */
int64_t tl_people_waiting(const struct tl_state *state, int32_t place, const bool *takes);

/* Who boards, and in which order. */
struct tl_boarding {
    int32_t place;
    int64_t seats;
    const bool *takes; /* [groups] */
    enum tl_loading loading;
    int32_t partner;        /* own-first: whose nationals are first; TL_NONE: nobody's */
    const double *shares;   /* [groups] loading by shares; else NULL */
    int32_t asset, service; /* on what; one of the two is TL_NONE */
};

/* They board: those that the rule puts first, and of these who came first; tells an event a group. From a haven whoever is there.
 * aboard  [groups] adds how many of each
 * Returns how many in all, at most seats. */
int64_t tl_people_board(struct tl_state *state, const struct tl_boarding *boarding, int64_t *aboard,
                        int64_t cause);

/* All of them, who boarded at `from`, are landed and safe; sets `aboard` to 0. */
void tl_people_land(struct tl_state *state, int32_t from, int32_t place, int32_t asset, int32_t service,
                    int64_t *aboard, int64_t cause);

/* Their ship or aircraft is lost: they are brought back to where they came from and are the first in its queue; sets `aboard` to 0. */
void tl_people_return(struct tl_state *state, int32_t place, int32_t asset, int64_t *aboard, int64_t cause);

/* So many persons, those who came first, leave a haven for good. */
void tl_people_move_on(struct tl_state *state, int32_t place, int64_t persons, int64_t cause);

/* Who is aboard an asset: [groups]. */
int64_t *tl_people_aboard(struct tl_state *state, int32_t asset);

/* ---- corridor.c: convoys, as far as they are not the kernel's ---- */

void tl_corridor_start_all(struct tl_state *state);
void tl_corridor_clear(struct tl_state *state);

/* People of a group join those who wait for their turn. */
void tl_corridor_join(struct tl_state *state, int32_t corridor, int32_t group, int64_t persons,
                      int64_t cause);

/* Does anybody wait, are all lanes on the way open, and is no convoy being sent? */
bool tl_corridor_can_send(const struct tl_state *state, int32_t corridor);

/* A convoy sets out: who came first, whatever their group. It is told in the second that is not over yet.
 * clock_s  SimGrid's time, with fractions
 * Returns its persons, > 0. */
int64_t tl_corridor_send(struct tl_state *state, int32_t corridor, double clock_s);

/* The last of it has passed the narrowest place: it arrives a free journey later, in whole seconds rounded half up. */
void tl_corridor_sent(struct tl_state *state, int32_t corridor, double clock_s);

/* The earliest second from now on at which anything but convoys may change the roads: people set out, an inject strikes, the weather
 * changes, or, where a condition or a work can do so, now. INT64_MAX: nothing does. */
int64_t tl_corridor_next_change(const struct tl_state *state);

/* Persons per second that a lane carries each way now; 0 where it is closed. */
double tl_corridor_capacity(const struct tl_state *state, int32_t lane);

/* What lanes carry has changed: the kernel looks at it before any time passes. */
void tl_lane_changed(struct tl_state *state);
void tl_lane_set_open(struct tl_state *state, int32_t lane, bool open, int64_t cause);
void tl_lane_scale(struct tl_state *state, int32_t lane, double scale, int64_t cause);

/* ---- berth.c: berths, spacing of departures, dispersal from havens ---- */

void tl_berth_start_all(struct tl_state *state);
void tl_berth_clear(struct tl_state *state);

/* Something about who may load, unload or depart at a place has changed: people or room, weather, opening, handling. Whoever waits
 * there is looked at before the second ends. */
void tl_berth_note(struct tl_state *state, int32_t place, int64_t cause);

void tl_berth_scale(struct tl_state *state, int32_t place, double scale, int64_t cause);

/* ---- lift.c, service.c: who carries people ---- */

void tl_lift_start_all(struct tl_state *state);

/* Seconds of a full trip from a lift's area to its haven and of the way home from there, in the weather of now. */
int64_t tl_lift_trip(const struct tl_state *state, int32_t asset, int32_t mission);

/* Has it people aboard, or is it loading? */
bool tl_lift_carries(const struct tl_state *state, int32_t asset);

/* People are safe by this event: lift missions all of whose people are close. */
void tl_lift_check_done(struct tl_state *state, int64_t cause);

/* An order has arrived at an asset that is loading or has people aboard: it keeps it until it is empty. False for any other asset. */
bool tl_lift_keeps(struct tl_state *state, const struct tl_order *order, int64_t cause);

void tl_service_start_all(struct tl_state *state);
void tl_service_clear(struct tl_state *state);

/* ---- consent.c ---- */

void tl_consent_start_all(struct tl_state *state);
void tl_consent_clear(struct tl_state *state);
enum tl_grade tl_consent_grade(const struct tl_state *state, int32_t consent);

/* May the partner's forces serve the mission, as far as consent goes? */
bool tl_consent_allows(const struct tl_state *state, int32_t partner, int32_t mission);

/* It has this grade now, whatever was asked: who may no longer serve a mission is called home from it. */
void tl_consent_set(struct tl_state *state, int32_t consent, enum tl_grade grade, int64_t cause);

/* Its condition has become true (cause: the event that made us look): the asker asks. */
void tl_consent_begin(struct tl_state *state, int32_t consent, int64_t cause);

/* ---- work.c ---- */

void tl_job_start_all(struct tl_state *state);
void tl_job_clear(struct tl_state *state);

/* The second is over and coverage changed: who works where now? True when anything is due in this second. */
bool tl_job_look(struct tl_state *state);

/* ---- posture.c, gauge.c, weather.c ---- */

void tl_posture_start_all(struct tl_state *state);
void tl_posture_clear(struct tl_state *state);
void tl_posture_set(struct tl_state *state, int32_t posture, int32_t level, int64_t cause);

void tl_gauge_start_all(struct tl_state *state);
void tl_gauge_clear(struct tl_state *state);
void tl_gauge_set(struct tl_state *state, int32_t gauge, int64_t value_u, int64_t cause);
void tl_gauge_push(struct tl_state *state, int32_t gauge, const struct tl_push *push, int64_t cause);
void tl_gauge_set_messaging(struct tl_state *state, int32_t partner, int64_t value_u, int64_t cause);

void tl_weather_start_all(struct tl_state *state);
void tl_weather_clear(struct tl_state *state);

/* It is calm or rough from now on, whatever it was; how long is drawn anew. */
void tl_weather_set(struct tl_state *state, int32_t weather, bool is_rough, int64_t cause);

/* How long a leg of so many seconds takes in the weather of now. from TL_NONE: at sea or in the air. */
int64_t tl_weather_slow(const struct tl_state *state, int32_t class_index, int32_t from, int32_t to,
                        int64_t leg_s);

/* Does the weather keep the class from setting out from or to a place? */
bool tl_weather_stops(const struct tl_state *state, int32_t class_index, int32_t place);

/* When a weather that is felt on lanes changes next; INT64_MAX: there is none. */
int64_t tl_weather_next(const struct tl_state *state);

/* Millionths of a lane's capacity that the weather leaves. */
int64_t tl_weather_lane(const struct tl_state *state, int32_t lane);

/* ---- diversion.c ---- */

/* Conditions are looked at: which diversions start or end?
 * is_hour  time alone has passed since the last look */
void tl_diversion_look(struct tl_state *state, int64_t cause, bool is_hour);

/* Order an asset that a diversion holds to the diversion's mission, whatever the notice. */
void tl_diversion_send(struct tl_state *state, int32_t asset);

/* An asset became ready: does a diversion want it? True when it was ordered away. */
bool tl_diversion_claims(struct tl_state *state, int32_t asset);

/* Assets that a diversion holds until relieved: may they go now? Called at the end of a second in which coverage changed. */
bool tl_diversion_check_holds(struct tl_state *state);

/* ---- inject.c ---- */

/* Tell which places and lanes are closed from the start. */
void tl_place_start_all(struct tl_state *state);

/* A place closes or opens. */
void tl_place_set_open(struct tl_state *state, int32_t place, bool open, int64_t cause);

void tl_inject_start_all(struct tl_state *state);

/* It happens now. cause: the event that made its condition true; 0: its time has come, or time alone made it true.
 * Returns the id of its event. */
int64_t tl_inject_strike_now(struct tl_state *state, int32_t inject, int64_t cause);

#endif
