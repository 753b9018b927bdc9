/* The model: the scenario compiled into what the rules read. Immutable during a run. Entities are ordered by name; an index means
 * the same entity here, in the roster and in the state. All times are whole seconds, all capabilities whole millionths. */
#ifndef TL_MODEL_MODEL_H
#define TL_MODEL_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/memory.h"
#include "event/event.h"
#include "scenario/scenario.h"

struct tl_condition; /* a compiled condition: see condition.h */
struct tl_watcher;   /* what conditions look at while they are evaluated */

struct tl_place {
    const char *name;
    struct tl_point at;
    bool open_at_start;
    int64_t docks;       /* assets that can be repaired at once; TL_NONE: no bound */
    const bool *permits; /* [partners] */
    double handling_ps;  /* persons per second at each berth; NAN: at once */
    int64_t berths;      /* TL_NONE: no bound */
    int64_t spacing_s;   /* TL_NONE: none */
    int64_t capacity;    /* persons landed there; TL_NONE: no bound */
    double disperses_ps; /* persons per second who move on; NAN: nobody */
    bool is_haven;       /* who is landed there is safe */
};

struct tl_class {
    const char *name;
    enum tl_domain domain;
    double speed_mps;
    double route_factor;
    const int64_t *gives_u; /* [capabilities] */
    int64_t gives_sum_u;    /* over all capabilities: who gives more is not spent on less */
    uint32_t gives_mask;    /* bit k: gives some of capability k; capabilities past 31 share bit 31 */
    int64_t endurance_s;
    struct tl_dist turnaround, failures, repair;
    bool fails;
    int64_t dwell_s;
    int64_t sorties; /* most in any 24 h; TL_NONE: no bound */
};

/* Assets of one class and one partner are alike but for their place: a kin. */
struct tl_kin {
    int32_t class_index;
    int32_t partner;
    /* [places][base_count] places that may serve as a base, nearest first (ties by name) */
    const int16_t *nearest;
    size_t base_count;
    struct tl_rows readiness; /* of struct tl_ramp_def */
};

struct tl_asset_plan { /* what stands about one asset */
    const char *name;
    int32_t entity; /* of the scenario, whose count made it */
    int32_t member; /* which of them, from 1 */
    int32_t class_index;
    int32_t partner;
    int32_t kin;
    int32_t home;
    int32_t start_place;             /* where it is at the start, or becomes ready */
    int32_t start_mission;           /* on station from the start, or TL_NONE */
    const struct tl_dist *available; /* NULL: the readiness ramp decides */
    uint64_t stream_failures, stream_repair, stream_turnaround,
        stream_ready; /* hashes of the streams' names */
};

struct tl_demand_step {
    int32_t phase;                   /* takes effect with this phase, or TL_NONE */
    int64_t from_s;                  /* or then; TL_NONE */
    const struct tl_condition *when; /* or whenever this becomes true; NULL */
    int64_t needs_u[TL_NEEDS_MAX];   /* replaces; TL_NONE leaves a need as it is */
    double scale;                    /* NAN leaves the scale as it is */
};

/* A step of the plan of a lift: so many of a group should be safe from then on. */
struct tl_due_step {
    int64_t time_s;
    int32_t group;
    int64_t persons;
};

struct tl_lift {           /* what a lift mission has beside the rest */
    int32_t haven;         /* place */
    int32_t seats;         /* capability that counts seats */
    const int32_t *groups; /* whose evacuation it is, ascending */
    size_t group_count;
    const bool *takes; /* [groups] may board: its groups and those taken along */
    enum tl_loading loading;
    const double *shares; /* [groups] of the seats; loading by shares */
    double fill;
    int64_t patience_s;
    const struct tl_due_step *due; /* by hours, then groups; what a group is due only grows */
    size_t due_count;
};

struct tl_part {
    int64_t amount_us;   /* finished when so much is done */
    int32_t place, lane; /* opens then; TL_NONE */
};

struct tl_work_plan {  /* what a work mission has beside the rest */
    int64_t amount_us; /* micro-unit-seconds to be done */
    int64_t
        within_s; /* evenly over this time from its opening; TL_NONE: no plan, coverage by what is done of all */
    const struct tl_part *parts; /* ascending by amount */
    size_t part_count;
};

struct tl_mission {
    const char *name;
    const struct tl_mission_kind *kind;
    int32_t area; /* place */
    int32_t post; /* place to which assets are ordered: the base of a response mission, else the area */
    size_t needs;
    int32_t need[TL_NEEDS_MAX];    /* capability of each need, ascending */
    int64_t needs_u[TL_NEEDS_MAX]; /* at the start */
    uint32_t needs_mask;
    double scale;
    const struct tl_demand_step *steps;
    size_t step_count;
    int64_t opens_s, closes_s; /* closes_s TL_NONE: never */
    const bool *eligible;      /* [partners] */
    int32_t lead;
    double weight;
    double worth; /* its weight in policies */
    int64_t priority;
    int64_t set_up_s, handover_s;
    int64_t reaction_s, limit_s; /* response; limit_s TL_NONE: without limit */
    bool waits;                  /* response: incidents wait for who answers */
    int32_t of;                  /* sustain: the mission that it supplies; TL_NONE */
    int64_t pace_u; /* sustain: seconds of endurance used in a second while it is fully covered */
    const struct tl_condition *runs;   /* open only while it holds; NULL: always */
    const struct tl_condition *factor; /* of its needs; NULL: 1 */
    int32_t consent;                   /* that its asker needs to serve it; TL_NONE */
    enum tl_grade grade;               /* and the least grade of it */
    const struct tl_lift *lift;        /* of a lift mission, else NULL */
    const struct tl_work_plan *job;    /* of a work mission, else NULL */
    const int32_t *sustained_by;       /* its sustain missions, by name */
    size_t sustained_by_count;
};

/* A factor on a mission's needs is cut at this, and so is the need at the end, in millionths. */
#define TL_FACTOR_MOST   1e3
#define TL_DEMAND_MOST_U 1e18

/* A rate of incidents is whole events per 10^9 s before a draw meets it. */
#define TL_RATE_SCALE INT64_C(1000000000)

struct tl_regime { /* a state of a markov process */
    int64_t rate_n;
    struct tl_dist stay;
    const double *next; /* [regimes] cumulative probability of each to follow; the last is 1 */
};

struct tl_rate_step {
    int32_t phase;                   /* takes effect with this phase, or TL_NONE */
    int64_t from_s;                  /* or then; TL_NONE */
    const struct tl_condition *when; /* or whenever this becomes true; NULL */
    double scale;
};

struct tl_incident { /* an incident process */
    const char *name;
    int32_t mission;
    int32_t area; /* place */
    enum tl_process process;
    double rate_ps;        /* per second, unscaled */
    int64_t ceiling_n;     /* per 10^9 s: candidates come at this rate */
    struct tl_dist factor; /* gamma-mixed: of a quarter's rate */
    const struct tl_regime *regimes;
    size_t regime_count;
    const int64_t *dates_s; /* replay: sorted */
    size_t date_count;
    const struct tl_rate_step *steps;
    size_t step_count;
    const struct tl_condition *rate_factor; /* of the rate; NULL: 1 */
    int64_t takes;
    struct tl_dist scene;
    const int64_t *leg_s; /* [classes] from the mission's base to the area; of a response mission */
    int64_t quickest_s;   /* the least leg of the assets that may answer; of a response mission */
    uint64_t stream_candidates, stream_accept, stream_scene, stream_quarters, stream_regimes, stream_stays;
};

struct tl_link { /* between two partners, both ways */
    int32_t ends[2];
    int64_t delay_s;
    bool open_at_start;
};

struct tl_agreement {
    int32_t partner, mission;
    int64_t starts_s; /* when it comes into force; TL_NONE: it is absent */
    bool backs_up;
    int64_t notice_s;
    int64_t up_to; /* assets; TL_NONE: without limit */
    int64_t announce_s;
    enum tl_hold hold;
    int64_t max_hold_s; /* TL_NONE: without end */
};

struct tl_lane { /* as convoys use it */
    const char *name;
    int32_t ends[2];    /* places */
    double capacity_ps; /* persons per second each way; NAN: none, and no corridor uses it */
    double speed_mps;
    double length_m;
    bool open_at_start;
    bool may_change; /* what it carries: by an inject, the weather or a work */
};

struct tl_corridor_lane {
    int32_t lane;
    bool back; /* from ends[1] to ends[0] */
};

struct tl_corridor {
    const char *name;
    int32_t from, to; /* places */
    const struct tl_corridor_lane *over;
    size_t over_count;
    bool may_change; /* any of its lanes */
    int64_t convoy;  /* most persons of one */
    int64_t
        travel_s; /* where nothing holds it up: whole seconds of all lanes together, each rounded half up */
};

/* Persons who set out at one time: the n-th part of a group that is in place. */
struct tl_lump {
    int64_t time_s;
    int64_t persons;
    int32_t corridor; /* TL_NONE: they are where they board already */
};

struct tl_group {
    const char *name;
    int32_t partner; /* TL_NONE */
    int32_t origin;
    int64_t persons, stayers;
    bool flees;
    int32_t shelter_phase; /* TL_NONE: none */
    int64_t shelter_s;
    const struct tl_lump *lumps; /* by time, then corridor; they sum to persons - stayers */
    size_t lump_count;
};

struct tl_service {
    const char *name;
    int32_t from, haven;
    int64_t every_s, first_s, last_s; /* last_s TL_NONE: to the end */
    int64_t seats, takes_s;
    const bool *takes;               /* [groups] */
    const struct tl_condition *runs; /* NULL: always */
};

struct tl_answer_row {
    const struct tl_condition *when; /* NULL: always */
    double chances[TL_GRADES];       /* they sum to 1 */
};

struct tl_consent {
    const char *name;
    int32_t asker, giver; /* giver TL_NONE: a domestic step */
    enum tl_grade start;
    const struct tl_condition *when; /* NULL: never asks */
    int32_t after;                   /* consent that must be full first; TL_NONE */
    struct tl_dist delay;
    const struct tl_answer_row *answers;
    size_t answer_count;
    int64_t again_s; /* TL_NONE: asks once */
    uint64_t stream_delay, stream_answer;
};

/* Rates of postures, some of a few events a year, are whole events per 10^15 s before a draw meets them. */
#define TL_POSTURE_SCALE INT64_C(1000000000000000)

struct tl_posture_move {
    int32_t from, to; /* states */
    double rate_ps;
    const struct tl_condition *factor;
};

struct tl_posture {
    const char *name;
    size_t state_count;
    int64_t ceiling_n; /* per TL_POSTURE_SCALE */
    const struct tl_posture_move *moves;
    size_t move_count;
    uint64_t stream_candidates, stream_accept;
};

struct tl_push {
    const struct tl_condition *when;
    int64_t by_u; /* millionths */
    int64_t to_u; /* TL_NONE: by */
};

struct tl_gauge {
    const char *name;
    int64_t start_u, low_u, high_u; /* millionths, >= 0 */
    const struct tl_push *pushes;
    size_t push_count;
};

struct tl_weather {
    const char *name;
    const bool *places; /* [places] */
    const bool *lanes;  /* [lanes] */
    bool is_on_lanes;   /* any of them */
    enum tl_domain domain;
    struct tl_dist calm, rough;
    int64_t speed_u;   /* millionths of the speed while it is rough */
    const bool *no_go; /* [classes] */
    uint64_t stream_calm, stream_rough;
};

struct tl_fitting {
    const int32_t *assets; /* by name */
    size_t count;
    const uint64_t *bits; /* bit a of word a / 64: asset a is among them */
};

struct tl_partner {
    const char *name;
    int32_t capital; /* place */
    int64_t rank;
    int32_t policy;      /* row of policy.def */
    int64_t messaging_u; /* millionths; TL_NONE: not said */
    int64_t rhythm_s, first_s, staff_s, report_s, order_s, lookahead_s;
    const double *weights;       /* [missions] worth in its policy, as this partner weighs them */
    const double *index_weights; /* [missions] weights in its own index */
    const double *
        share_of; /* [missions] share of each capability that policy `shares` holds in the mission's theatre; 0 unless given */
    const int32_t *theatre_of;        /* [missions] number of the mission's theatre */
    bool serves_several;              /* missions, so that assets can be moved from one to another */
    const bool *is_helped;            /* [missions] may another partner serve it too? */
    const struct tl_fitting *fitting; /* [missions] its assets that give something that the mission needs */
    const int64_t
        *lead_s; /* [missions] longest leg to its area from the home of a fitting asset of this partner */
    const int32_t *assets; /* its assets, by name */
    size_t asset_count;
    const uint64_t *bits; /* bit a of word a / 64: asset a is its own */
};

struct tl_take {
    const bool *fits; /* [assets] */
    int64_t count;    /* TL_NONE: a share */
    double share;
    enum tl_denominator denominator;
};

struct tl_diversion {
    const char *name;
    int32_t partner;
    const struct tl_condition *when, *until; /* until NULL: never ends */
    int32_t to;                              /* mission */
    const struct tl_take *takes;
    size_t take_count;
    enum tl_pick pick;
    int64_t notice_s;
    enum tl_hold hold;
    int64_t max_hold_s; /* TL_NONE: without end */
    bool enabled;
};

struct tl_inject {
    const char *name;
    const struct tl_inject_kind *kind;
    int64_t at_s;                    /* or TL_NONE */
    const struct tl_condition *when; /* or when this becomes true; NULL */
    bool again;                      /* each time; else the first time alone */
    int32_t phase, place, mission, partner, policy, link, incident, lane, consent, grade, posture, level,
        gauge, weather; /* TL_NONE where the kind has no use for it */
    const int32_t *assets;
    size_t asset_count;
    double scale;
    int64_t value_u; /* millionths */
    int64_t delay_s;
};

struct tl_model {
    struct tl_arena *arena;
    const struct tl_scenario *scenario; /* borrowed; must outlive the model */
    struct tl_roster roster; /* replication 0 and the scenario's seed; a run sets its own in a copy */
    int64_t horizon_s, watch_s;
    size_t capabilities;
    const struct tl_place *places;
    size_t place_count;
    const double
        *leg_m; /* [domains][places][places] length of the way: lane, or geodesic times the route factor */
    const int64_t *leg_s; /* [classes][places][places] whole seconds of it at cruise speed */
    const struct tl_class *classes;
    size_t class_count;
    const struct tl_kin *kins;
    size_t kin_count;
    const struct tl_partner *partners;
    size_t partner_count;
    const struct tl_asset_plan *assets;
    size_t asset_count;
    const int64_t *phase_at_s; /* [phases] TL_NONE: started by an inject alone */
    size_t phase_count;
    const struct tl_mission *missions;
    size_t mission_count;
    const struct tl_incident *incidents;
    size_t incident_count;
    const struct tl_link *links;
    size_t link_count;
    const struct tl_agreement *agreements;
    size_t agreement_count;
    const struct tl_lane *lanes;
    size_t lane_count;
    const struct tl_corridor *corridors;
    size_t corridor_count;
    bool roads_may_change; /* at any time: by an inject on a condition, or a work */
    const struct tl_group *groups;
    size_t group_count;
    const struct tl_service *services;
    size_t service_count;
    const struct tl_consent *consents;
    size_t consent_count;
    const struct tl_posture *postures;
    size_t posture_count;
    const struct tl_gauge *gauges;
    size_t gauge_count;
    const struct tl_weather *weathers;
    size_t weather_count;
    const struct tl_diversion *diversions;
    size_t diversion_count;
    const struct tl_inject *injects;
    size_t inject_count;
    struct tl_watcher
        *watcher; /* holds the state while a condition is evaluated: the one part that is written in a run */
};

/* Compile a scenario. Reports what the scenario room cannot know: unknown policies, mission and inject kinds, broken conditions,
 * legs beyond endurance (a mission that nobody can serve), colliding stream names. The scenario is borrowed.
 * Returns NULL on any mistake; the caller destroys the result. */
struct tl_model *tl_model_build(const struct tl_scenario *scenario, struct tl_error *err);

/* Add to `mistakes` those that tl_model_build would report of a scenario that has others (see tl_scenario_read_whole), as far as
 * its readable parts go: names, conditions and limits, but not legs. */
void tl_model_judge(const struct tl_scenario *scenario, struct tl_mistakes *mistakes);

/* Note what a scenario says that can never happen: what is not before the horizon, conditions of the time alone that do not become
 * true before it, rows of take that take nothing or, while their diversion is disabled, find too few, incidents that never come or are never
 * answered and steps of their rate that nothing starts, needs above all that there is, shares that are not given, visits that last no
 * time, scenes that endurance cuts short, and injects of places that are nobody's base; a diversion that starts in the warm-up alone;
 * and an inject that takes a rate past its ceiling. None of it is a mistake: an overlay may
 * make it happen. Told as mistakes are, by file and line. */
void tl_model_note(const struct tl_model *model, struct tl_mistakes *list);

void tl_model_destroy(struct tl_model *model); /* NULL is allowed */

#endif
