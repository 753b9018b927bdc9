/* The moving state of one replication: plain data that the rules change, and the way to tell what happened. */
#ifndef TL_MODEL_STATE_H
#define TL_MODEL_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/stream.h"
#include "event/coverage.h"
#include "event/event.h"
#include "model/calendar.h"
#include "model/condition.h"
#include "model/model.h"

#define TL_TAKES_MAX 8 /* rows of take of one diversion */

struct tl_network;

/* A row of assets, or of answers, linked by their next and prev. */
struct tl_line {
    int32_t first, last; /* TL_NONE, or anything, while it is empty */
    int32_t count;
};

/* What a commander tells an asset. */
struct tl_order {
    int32_t partner, asset;
    int32_t mission;   /* TL_NONE: come home */
    int32_t diversion; /* TL_NONE: none behind it */
    int32_t relieves;  /* TL_NONE: nobody */
};

struct tl_leg {
    struct tl_point from;
    int32_t from_place; /* TL_NONE: at sea or in the air */
    int32_t to;         /* place */
    int64_t departs_s, arrives_s;
};

struct tl_asset {
    enum tl_asset_state state;
    bool failed;         /* on its way to repair */
    bool leaving;        /* taken by a diversion, still on its mission until notice or hold are over */
    bool plan_counts;    /* counted in planned_u of mission `plan` */
    bool wants_relief;   /* on station, asked for its relief and found none ready */
    int32_t mission;     /* that it serves or sails for; TL_NONE: none */
    int32_t plan;        /* that its commander last gave it: `mission` once the order has arrived */
    int32_t diversion;   /* that holds it, or TL_NONE */
    int32_t place;       /* where it is, but under way */
    int32_t relieves;    /* asset that it will take over from, or TL_NONE */
    int32_t relieved_by; /* asset that will take over from it, or TL_NONE */
    int32_t
        promised; /* on station: the ready asset meant to relieve it; ready: the asset that it is meant to relieve */
    int64_t milestone_s; /* of its state; TL_NONE: none */
    int64_t counts_s;   /* setting up: when it will be set up; the asset that it relieves may leave earlier */
    int64_t leave_s;    /* on station: when it must leave */
    int64_t deadline_s; /* when its endurance ends: back at a base by then */
    int64_t tasked_s;   /* when its present mission was given */
    int64_t operates_from_s; /* under way, setting up or on station since; TL_NONE: not operating */
    int64_t failure_left_s;  /* operating time until it fails, as of operates_from_s */
    int64_t cause;           /* id of the event that led to the next milestone */
    struct tl_leg leg;       /* in transit, or on a sortie */
    int32_t answer;          /* on a sortie: row of tl_state.answers; TL_NONE */
    bool on_scene;           /* on a sortie: there already */
    bool returns;            /* under way back from a sortie: it keeps its mission, and no order reaches it */
    int64_t alert_since_s;   /* on alert since */
    int32_t next, prev;      /* in the pool in which it is on alert, or in the queue for a dock */
    size_t starts_row; /* of a class with a bound on sorties: where its row of tl_state.starts_s begins */
    int64_t started;   /* how many sorties it has flown */
    bool on_sortie;    /* the present one is counted already */
    int64_t
        clock_s; /* in a sustained area: deadline_s is right as of then; TL_NONE: the clock runs at full pace */
    int64_t clock_pace_u; /* seconds of endurance used in a second since then */
    int64_t
        clock_gain_u; /* what deadline_s has not been put off by yet, in [0, 10^6) millionths of a second */
    int64_t aboard;   /* persons; 0: it is empty. Who they are: tl_state.people's lots of it */
    int64_t waits_s;  /* of a lift: waiting since */
    bool is_in_row;   /* of a lift: among those who wait at its place */
    bool is_told;     /* of a lift: that it waits has been told */
    bool has_slot;    /* of a lift: loaded, it waits for its time to depart */
    bool
        has_order; /* an order came while it was loading or loaded: the last one is carried out when it is empty */
    struct tl_order order;
    int64_t order_cause; /* id of its order_received; of a failure meanwhile that of asset_fails */
    bool unreported;     /* it failed or is lost, and no report of it has reached its owner yet */
    int32_t believed; /* mission for which its owner still counts it, though it failed or is lost; TL_NONE */
    int64_t report;   /* id of the report that will tell its owner; 0: none */
    int64_t released_s;   /* leaving: when its notice is over */
    int64_t held_until_s; /* leaving: when its longest hold is over; TL_NONE: without end */
    struct tl_stream failures, repair, turnaround;
};

struct tl_mission_state {
    bool open;
    bool in_window;                 /* between opens and closes; open where its `while` holds, too */
    bool is_finished;               /* nothing is left to do: it never opens again */
    bool runs;                      /* its `while` held when last looked at */
    double scale;                   /* of the mission, or of an inject */
    double factor;                  /* of its factor, as last looked at */
    double step_scale;              /* of the last step that had one */
    int64_t needs_u[TL_NEEDS_MAX];  /* unscaled */
    int64_t demand_u[TL_NEEDS_MAX]; /* what it needs now; 0 while it is closed */
    bool below;                     /* reported as below its demand */
    bool others_told;               /* its lead has told the others that it cannot meet the demand alone */
    int32_t wanting;                /* assets on station that want a relief */
    int64_t cause;                  /* id of the last event that changed its supply or demand */
    struct tl_line alert;           /* response: its pool, longest on alert first, then by name */
    struct tl_line waiting;         /* response: answers that wait, in order of arrival */
    bool tries;                     /* response: looks at those that wait later in this second */
};

struct tl_incident_state { /* of an incident process */
    double scale;          /* of the last step */
    double inject_scale;
    double rate_factor; /* of its factor, as last looked at */
    double factor;      /* gamma-mixed: of this quarter */
    size_t regime;      /* markov */
    int64_t rate_n;     /* per 10^9 s now; at most the ceiling */
    bool is_cut_told;   /* that it was cut there */
    int64_t candidate;  /* number of the candidate that comes next, from 1 */
    int64_t number;     /* incidents so far */
    int64_t cause;      /* id of the last rate_changes */
    struct tl_stream candidates, accept, scene, quarters, regimes, stays;
};

/* An incident that is being answered, or waits to be. */
struct tl_answer {
    bool used;
    bool missed; /* told so; who is on the way flies on */
    int32_t incident;
    int64_t number;
    int64_t since_s;    /* when it came */
    int64_t scene_s;    /* how long it keeps them */
    int64_t cause;      /* id of its event */
    int64_t sent;       /* assets under way to it or on the scene; 0: it waits */
    int64_t to_come;    /* of these, still under way */
    int64_t last_s;     /* when the last of those sent arrives */
    int32_t next, prev; /* among those that wait for the mission; of an unused row: the next unused one */
};

/* Where assets are repaired. */
struct tl_dock {
    int64_t used;         /* docks */
    struct tl_line queue; /* assets that wait for one, in order of arrival */
};

struct tl_partner_state {
    int32_t policy;
    bool decision_pending;
    int64_t decided_s; /* its last decision on a report; TL_NONE: none yet */
};

struct tl_diversion_state {
    bool active;
    bool held_before;           /* its `when` was true when last looked at: conditions are edge-triggered */
    bool has_announced;         /* it has announced withdrawals: some assets may have to stay yet */
    int64_t cause;              /* id of diversion_starts */
    int64_t left[TL_TAKES_MAX]; /* by take: how many more are to be taken */
};

struct tl_corridor_state; /* who waits for a turn, convoys: corridor.c */
struct tl_job_state;      /* work.c */
struct tl_people_state;   /* queues, convoys, who is aboard: people.c */
struct tl_service_state;  /* service.c */
struct tl_places_state;   /* berths, spacing, dispersal: berth.c */
struct tl_consent_state;  /* consent.c */
struct tl_watched;        /* watch.c */

/* Something that conditions may ask about has changed. */
struct tl_noted {
    enum tl_argument argument;
    int32_t subject;
    int64_t cause; /* id of the event */
};

struct tl_posture_state {
    int32_t level;
    bool is_cut_told; /* that its rates were cut at the ceiling */
    struct tl_stream candidates, accept;
};

struct tl_weather_state {
    bool is_rough;
    int64_t next_s; /* when it changes */
    struct tl_stream calm, rough;
};

struct tl_state {
    const struct tl_model *model;
    struct tl_roster roster; /* the model's, with this run's seed and replication */
    int64_t now_s;
    int64_t last_id;
    int32_t phase; /* TL_NONE: none yet */
    int64_t phase_cause;
    struct tl_calendar calendar;
    struct tl_coverage coverage;
    struct tl_asset *assets;
    uint64_t *ready; /* bit a: asset a is ready */
    struct tl_mission_state *missions;
    struct tl_partner_state *partners;
    struct tl_diversion_state *diversions;
    struct tl_incident_state *incidents;
    struct tl_answer *answers; /* rows come and go; see response.c */
    size_t answer_count, answer_capacity;
    struct tl_line answers_free;
    struct tl_dock *docks; /* [places] */
    int64_t *starts_s;     /* the last times at which assets with a bound on sorties left a base */
    int64_t *pace_u; /* [missions] endurance used in a second in its area; TL_MICRO unless it is sustained */
    struct tl_network *network; /* routes, pictures, what is held up: see network.h */
    bool *agreement_holds;      /* [agreements] in force */
    size_t *backing;            /* those that back up */
    size_t backing_count;
    int64_t *
        agreement_seen_s; /* [agreements] since when its partner sees the mission short, and may do so; TL_NONE */
    struct tl_people_state *people;
    struct tl_places_state *berths;    /* [places] */
    struct tl_service_state *services; /* [services] */
    struct tl_consent_state *consents; /* [consents] */
    struct tl_corridor_state *corridors;
    bool *lane_open;        /* [lanes] */
    int64_t *lane_scale_u;  /* [lanes] of injects */
    bool lanes_changed;     /* since the kernel last looked: what lanes carry now */
    bool corridors_changed; /* since then: somebody waits where nobody did, or a lane opened */
    struct tl_posture_state *postures;
    int64_t *gauges_u; /* [gauges] */
    struct tl_weather_state *weathers;
    int64_t *messaging_u;       /* [partners] TL_NONE: not said */
    int64_t *place_scale_u;     /* [places] of their handling */
    bool *struck;               /* [injects] on a condition, once */
    struct tl_watched *watched; /* conditions, and what follows from them: watch.c */
    size_t watched_count, watched_capacity;
    bool watches;           /* there are conditions */
    bool is_looking;        /* at them, just now */
    struct tl_noted *noted; /* what changed since they were looked at last, in order */
    size_t noted_count, noted_capacity;
    size_t seen_count;        /* of these, by the look under way */
    int64_t looked_s, rounds; /* of looking, in that second */
    int64_t look_cause;       /* id of the event that asked for it last */
    bool must_look; /* something that conditions see changed in this second; looked at before it ends */
    struct tl_job_state *jobs; /* [missions] of work missions */
    bool *place_open;
    bool *told; /* [partners][missions] that the lead has told it of a gap: it may help to fill it */
    int64_t *
        planned_u; /* [partners][missions][TL_NEEDS_MAX] supply of all that are to stay on, or sail for, a mission, as
                         * the partner believes: its own at once, the others' as last told */
    bool coverage_changed; /* or who is to stay, since the last end of a second */
    const struct tl_sink *sinks;
    size_t sink_count;
    bool (*lose)(void *context, const struct tl_event *sent); /* a test loses messages; NULL loses none */
    void *lose_context;
};

/* The state at the start: nothing has happened yet, everything that will is in the calendar.
 * model, sinks   borrowed; must outlive the state */
void tl_state_init(struct tl_state *state, const struct tl_model *model, uint64_t seed, uint64_t replication,
                   const struct tl_sink *sinks, size_t sink_count);
void tl_state_clear(struct tl_state *state);

/* Tell an event: stamps time and id, folds it into the coverage, gives it to every sink. Returns its id. */
int64_t tl_state_tell(struct tl_state *state, struct tl_event event);

/* Count an asset in its plan's mission, or stop: the only way in which its owner's planned_u changes, but for tl_state_hear_of. The
 * others learn of it over the command network. One that failed or is lost counts for its owner until the report is there.
 * mission  TL_NONE: no plan
 * counts   false for one that leaves, or whose relief is on its way */
void tl_state_plan(struct tl_state *state, int32_t asset, int32_t mission, bool counts);

/* A report about an asset has reached its owner, who now knows of a failure or loss before it.
 * report  id of its report_sent
 * Returns the mission for which the owner counts it no longer, or TL_NONE. */
int32_t tl_state_hear_of(struct tl_state *state, int32_t asset, int64_t report);

/* Coverage of a mission's present demand by a supply, with one asset's capability taken out and another's put in.
 * supply_u   [needs] millionths: what is planned, or what counts
 * out, in    TL_NONE: nobody */
double tl_state_covered(const struct tl_state *state, int32_t mission, const int64_t *supply_u, int32_t out,
                        int32_t in);

/* Is a supply ([needs] millionths) below the mission's present demand in any need? */
bool tl_state_lacks(const struct tl_state *state, int32_t mission, const int64_t *supply_u);

/* What a partner believes to be planned for a mission: [needs] millionths. */
const int64_t *tl_state_planned(const struct tl_state *state, int32_t partner, int32_t mission);

/* Do what is due: one entry of the calendar that has been popped. Sets the clock to its time. */
void tl_rules_dispatch(struct tl_state *state, const struct tl_entry *entry);

/* The second is over (the next entry is later, or there is none): notices what only shows then, such as gaps that were not closed
 * within the second. May schedule more work, also for this second; true when it did. */
bool tl_rules_end_second(struct tl_state *state);

/* The partner whose commander must act on this entry, or TL_NONE when no commander is needed: its staff takes reports in and wakes it
 * when there is something to decide. */
int32_t tl_rules_actor(const struct tl_entry *entry);

#endif
