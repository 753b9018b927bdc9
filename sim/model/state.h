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
#include "model/model.h"

#define TL_TAKES_MAX 8 /* rows of take of one diversion */

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
    struct tl_leg leg;       /* in transit */
    struct tl_stream failures, repair, turnaround;
};

struct tl_mission_state {
    bool open;
    double scale;                   /* of the mission, or of an inject */
    double step_scale;              /* of the last step that had one */
    int64_t needs_u[TL_NEEDS_MAX];  /* unscaled */
    int64_t demand_u[TL_NEEDS_MAX]; /* what it needs now; 0 while it is closed */
    bool below;                     /* reported as below its demand */
    bool others_told;               /* its lead has told the others that it cannot meet the demand alone */
    int32_t wanting;                /* assets on station that want a relief */
    int64_t cause;                  /* id of the last event that changed its supply or demand */
};

struct tl_partner_state {
    int32_t policy;
    bool decision_pending;
};

struct tl_diversion_state {
    bool active;
    bool held_before;           /* its `when` was true when last looked at: conditions are edge-triggered */
    bool released;              /* the notice is over */
    bool hold_over;             /* the longest hold is over */
    int64_t cause;              /* id of diversion_starts */
    int64_t left[TL_TAKES_MAX]; /* by take: how many more are to be taken */
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
    struct tl_mission_state *missions;
    struct tl_partner_state *partners;
    struct tl_diversion_state *diversions;
    bool *place_open;
    bool *told; /* [partners][missions] that the lead has told it of a gap: it may help to fill it */
    int64_t
        *planned_u; /* [missions][TL_NEEDS_MAX] supply of all that are to stay on, or sail for, a mission */
    bool coverage_changed; /* since the last end of a second */
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

/* Count an asset in its plan's mission, or stop: the only way in which planned_u changes.
 * mission  TL_NONE: no plan
 * counts   false for one that leaves, or whose relief is on its way */
void tl_state_plan(struct tl_state *state, int32_t asset, int32_t mission, bool counts);

/* Coverage of a mission's present demand by a supply, with one asset's capability taken out and another's put in.
 * supply_u   [needs] millionths: what is planned, or what counts
 * out, in    TL_NONE: nobody */
double tl_state_covered(const struct tl_state *state, int32_t mission, const int64_t *supply_u, int32_t out,
                        int32_t in);

/* Is a supply ([needs] millionths) below the mission's present demand in any need? */
bool tl_state_lacks(const struct tl_state *state, int32_t mission, const int64_t *supply_u);

/* What is planned for a mission: [needs] millionths. */
const int64_t *tl_state_planned(const struct tl_state *state, int32_t mission);

/* Do what is due: one entry of the calendar that has been popped. Sets the clock to its time. */
void tl_rules_dispatch(struct tl_state *state, const struct tl_entry *entry);

/* The second is over (the next entry is later, or there is none): notices what only shows then, such as gaps that were not closed
 * within the second. May schedule more work, also for this second; true when it did. */
bool tl_rules_end_second(struct tl_state *state);

/* The partner whose commander must act on this entry, or TL_NONE when no commander is needed: its staff takes reports in and wakes it
 * when there is something to decide. */
int32_t tl_rules_actor(const struct tl_entry *entry);

#endif
