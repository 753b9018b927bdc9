/* The roster: every name and fact that a reader of events needs. It is a trace's header, and the model has one too, so a
 * measure works alike on a live run and on a trace. Entities are ordered by name; an event refers to them by index. */
#ifndef TL_EVENT_ROSTER_H
#define TL_EVENT_ROSTER_H

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
};

struct tl_roster_asset {
    const char *name;
    const char *class_name;
    int32_t partner;
    const int64_t *gives_u; /* [capabilities] millionths of a unit */
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
    struct tl_names capabilities, partners, places, diversions, phases, injects;
    struct tl_roster_mission *missions;
    size_t mission_count;
    struct tl_roster_asset *assets;
    size_t asset_count;
    struct tl_roster_index *indexes; /* [0] is the headline */
    size_t index_count;
};

/* A mission that weighs differently in the two headlines, NULL: there is none, and the two are the same index. */
const char *tl_roster_find_weight(const struct tl_roster *a, const struct tl_roster *b);

#endif
