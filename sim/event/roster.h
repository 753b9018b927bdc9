/* The roster: every name and fact that a reader of events needs. It is a trace's header, and the model has one too, so a
 * measure works alike on a live run and on a trace. Entities are ordered by name; an event refers to them by index. */
#ifndef TL_EVENT_ROSTER_H
#define TL_EVENT_ROSTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/memory.h"

#define TL_NONE      (-1)
#define TL_MICRO     INT64_C(1000000)
#define TL_NEEDS_MAX 8 /* joint needs of one mission */

struct tl_names {
    const char **items;
    size_t count;
};

struct tl_roster_mission {
    const char *name;
    const char *theatre;
    double weight; /* as declared, >= 0 */
    size_t needs;
    int32_t need[TL_NEEDS_MAX]; /* capability index of each need, ascending */
    /* a response mission: its kinds of incident, by name; 0: of another kind. Its coverage counts who is on alert for them, not what
     * `need` says of the pool */
    size_t kinds;
    int32_t kind[TL_NEEDS_MAX]; /* index into incidents */
    const bool *eligible;       /* [partners] who may serve it; NULL: nobody */
    int32_t post;               /* place to which its assets are ordered: the pool's base or the area */
    /* a lift mission: coverage is how many of its groups' people are safe, beside the plan's; 0: of another kind */
    size_t groups;
    const int32_t *group; /* [groups] index into the roster's groups, ascending */
    int32_t haven;        /* place to which a lift takes them; TL_NONE: of another kind */
    const bool *lanes;    /* [lanes] over which its groups come; NULL: none */
    /* [weathers] that slow or stop who may serve a lift or work mission at its area or haven, and that slow these lanes; NULL: none */
    const bool *weathers, *lane_weathers;
    int32_t consent; /* that whose asker needs to serve it; TL_NONE: nobody needs any */
    int32_t grade;   /* and the least grade of it: enum tl_grade */
    bool is_work;    /* a work mission: coverage is what is done beside the plan's */
};

/* An incident process. */
struct tl_roster_incident {
    const char *name;
    int32_t mission;
    int64_t takes; /* assets that answer one */
    int32_t area;  /* place where they happen */
    /* [assets] that could answer it: of a class that serves, would be there in time from the base and has the endurance to come back;
     * NULL: its mission is no response mission */
    const bool *in_time;
};

/* People of one nationality and origin. */
struct tl_roster_group {
    const char *name;
    const char *nationality;
    int64_t persons;
    bool flees; /* they are out of it where their corridor ends */
};

/* How long one of a class and partner takes from an order to counting in a mission, from a place where it is ready or another
 * mission's post: order, leg and set-up. Only where the class gives something that the mission needs, the partner may serve it,
 * and endurance allows to count there and be back. */
struct tl_roster_reach {
    int32_t mission;
    int32_t partner;
    int32_t place;
    const char *class_name;
    int64_t reach_s;
};

struct tl_roster_asset {
    const char *name;
    const char *class_name;
    int32_t partner;
    const int64_t *gives_u; /* [capabilities] millionths of a unit */
};

/* What has candidates that are drawn at a ceiling: an incident process but a replay, an outside party. */
struct tl_roster_ceiling {
    const char *path;
    double ceiling_ps;
    int64_t ceiling_n; /* as draws know it, whole events in some span */
};

/* One index: a weighted mean of coverages over a fixed set of missions, with a denominator constant in time. */
struct tl_roster_index {
    const char *name;      /* "headline", a theatre's name off the headline, or a partner's name */
    const double *weights; /* [missions], 0 outside the set */
    double weight_sum;     /* > 0 */
};

struct tl_roster {
    const char *program;  /* "trilat 0.1.0" */
    const char *scenario; /* label of the variant */
    const char *title;
    const char *hash; /* of the merged scenario */
    uint64_t seed;
    uint64_t replication;
    int64_t epoch_s;   /* Unix seconds of t = 0 */
    int64_t horizon_s; /* > 0 */
    int64_t warmup_s;  /* measures start here; in [0, horizon_s) */
    struct tl_names capabilities, partners, places, diversions, phases, injects, links, agreements, lanes,
        corridors, services, consents, postures, gauges, weathers;
    const double (*at_deg)[2]; /* [places] latitude and longitude, WGS84 */
    const bool *in_force;      /* [diversions] it may start: it is enabled */
    const bool *is_haven;      /* [places] people who are landed there are safe */
    struct tl_roster_group *groups;
    size_t group_count;
    const struct tl_names *states; /* [postures] of each outside party, from the calmest on */
    struct tl_roster_incident *incidents;
    size_t incident_count;
    const struct tl_roster_ceiling *ceilings; /* in order of path; NULL: of a trace */
    size_t ceiling_count;
    struct tl_roster_reach *reaches; /* ordered by mission, class name, partner, place; each once */
    size_t reach_count;
    struct tl_roster_mission *missions;
    size_t mission_count;
    struct tl_roster_asset *assets;
    size_t asset_count;
    struct tl_roster_index *indexes; /* [0] is the headline */
    size_t index_count;
};

/* Put rows into their order. */
void tl_roster_sort_reaches(struct tl_roster_reach *rows, size_t count);

/* A mission that weighs differently in the two headlines, NULL: there is none, and the two are the same index. */
const char *tl_roster_find_weight(const struct tl_roster *a, const struct tl_roster *b);

#endif
