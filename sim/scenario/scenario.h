/* A scenario: what the files said, merged, checked and typed. Plain data in one arena; immutable once read.
 * Collections are sorted by name (strcmp), so that the order of a file changes nothing. */
#ifndef TL_SCENARIO_SCENARIO_H
#define TL_SCENARIO_SCENARIO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/units.h"
#include "dist/dist.h"

enum tl_section {
#define TL_SECTION(NAME, ...) TL_SECTION_##NAME,
#include "scenario/section.def"
#undef TL_SECTION
    TL_SECTIONS
};

enum tl_words {
#define TL_WORDS(NAME, ...) TL_WORDS_##NAME,
#include "scenario/words.def"
#undef TL_WORDS
    TL_WORDS_COUNT
};

enum tl_domain { TL_DOMAIN_SEA, TL_DOMAIN_AIR, TL_DOMAIN_LAND, TL_DOMAINS };
enum tl_place_kind {
    TL_PLACE_PORT,
    TL_PLACE_AIRFIELD,
    TL_PLACE_AREA,
    TL_PLACE_CITY,
    TL_PLACE_HAVEN,
    TL_PLACE_CAPITAL
};
enum tl_pick { TL_PICK_NEAREST, TL_PICK_IDLE_FIRST, TL_PICK_LEAST_LOSS };
enum tl_hold { TL_HOLD_NONE, TL_HOLD_UNTIL_RELIEVED };
enum tl_process { TL_PROCESS_POISSON, TL_PROCESS_GAMMA_MIXED, TL_PROCESS_MARKOV, TL_PROCESS_REPLAY };
enum tl_agreement_state { TL_AGREEMENT_ABSENT, TL_AGREEMENT_FROM_START, TL_AGREEMENT_LATE };
/* words of grade stand for enum tl_grade of event.h, in its order */
enum tl_loading { TL_LOADING_OWN_FIRST, TL_LOADING_POOLED, TL_LOADING_SHARES };
enum tl_denominator { TL_DENOMINATOR_ALL, TL_DENOMINATOR_READY };

/* A name that refers to an entity: its index in the section's sorted collection; TL_ABSENT where the key is not given.
 * member  of an asset with a count: i where NAME-i is named; 0 for all that NAME stands for, and in other sections */
#define TL_ABSENT (-1)
struct tl_ref {
    int32_t index;
    int32_t member;
};
struct tl_refs {
    const int32_t *items;
    const int32_t *members; /* [count] */
    size_t count;
    bool given;
};
/* Where an asset starts: at most one of the two is not TL_ABSENT. */
struct tl_start {
    int32_t mission;
    int32_t place;
};
struct tl_amount {
    const char *name;
    double value;
};
struct tl_amounts { /* sorted by name */
    const struct tl_amount *items;
    size_t count;
    bool given;
};
struct tl_name_list {
    const char *const *items;
    size_t count;
    bool given;
};
struct tl_point {
    double lat_deg;
    double lon_deg;
};
struct tl_rows {
    const void *items; /* struct tl_<section>_def of the key's section, in the order of the file */
    size_t count;
};
/* A text to be checked by a later room (a policy's name, a condition); origin and path are for its messages. */
struct tl_words_text {
    const char *text; /* NULL where not given */
    struct tl_origin origin;
    const char *path; /* "partners.japan.policy" */
};
struct tl_texts { /* by name, sorted; the path ends with it */
    const struct tl_words_text *items;
    size_t count;
    bool given;
};
struct tl_dates {         /* sorted */
    const int64_t *items; /* seconds from the start; before it and past the horizon left out */
    size_t count;
    bool given;
};
struct tl_delay { /* a distribution that may be absent */
    struct tl_dist dist;
    bool given;
};

/* What each key type is in C. Absent SPAN, MOMENT and COUNT are TL_ABSENT, REAL is NAN. */
#define TL_C_REAL       double
#define TL_C_COUNT      int64_t
#define TL_C_FLAG       bool
#define TL_C_SPAN       int64_t /* whole seconds */
#define TL_C_MOMENT     int64_t /* seconds from the start */
#define TL_C_DATE       int64_t /* Unix seconds */
#define TL_C_SPEED      double  /* m/s */
#define TL_C_LENGTH     double  /* m */
#define TL_C_RATE       double  /* per second; NAN where absent */
#define TL_C_FLOW       double  /* persons per second; NAN where absent */
#define TL_C_DATES      struct tl_dates
#define TL_C_DELAY      struct tl_delay
#define TL_C_TEXT       struct tl_words_text
#define TL_C_CONDITION  struct tl_words_text
#define TL_C_EXPRESSION struct tl_words_text
#define TL_C_POINT      struct tl_point
#define TL_C_REF        struct tl_ref
#define TL_C_REFS       struct tl_refs
#define TL_C_START      struct tl_start
#define TL_C_AMOUNTS    struct tl_amounts
#define TL_C_TEXTS      struct tl_texts
#define TL_C_NAMES      struct tl_name_list
#define TL_C_WORD       int
#define TL_C_ROWS       struct tl_rows

/* struct tl_place_def and so on: one member a key. */
#define TL_KEY(member, key, TYPE, ...) TL_C_##TYPE member;
#define TL_DEF_HEAD                                                                                          \
    const char *name;                                                                                        \
    const char *path; /* "missions.bmd-soj" */                                                               \
    struct tl_origin origin;
struct tl_top_def {
    TL_DEF_HEAD
#include "scenario/keys/top.def"
};
struct tl_partner_def {
    TL_DEF_HEAD
#include "scenario/keys/partner.def"
};
struct tl_place_def {
    TL_DEF_HEAD
#include "scenario/keys/place.def"
};
struct tl_lane_def {
    TL_DEF_HEAD
#include "scenario/keys/lane.def"
};
struct tl_class_def {
    TL_DEF_HEAD
#include "scenario/keys/class.def"
};
struct tl_asset_def {
    TL_DEF_HEAD
#include "scenario/keys/asset.def"
};
struct tl_phase_def {
    TL_DEF_HEAD
#include "scenario/keys/phase.def"
};
struct tl_mission_def {
    TL_DEF_HEAD
#include "scenario/keys/mission.def"
};
#define TL_ANSWERERS_MAX 64 /* assets that answer one incident */
struct tl_incident_def {
    TL_DEF_HEAD
#include "scenario/keys/incident.def"
};
struct tl_link_def {
    TL_DEF_HEAD
#include "scenario/keys/link.def"
};
struct tl_agreement_def {
    TL_DEF_HEAD
#include "scenario/keys/agreement.def"
};
struct tl_diversion_def {
    TL_DEF_HEAD
#include "scenario/keys/diversion.def"
};
struct tl_inject_def {
    TL_DEF_HEAD
#include "scenario/keys/inject.def"
};
struct tl_ramp_def {
    TL_DEF_HEAD
#include "scenario/keys/ramp.def"
};
struct tl_step_def {
    TL_DEF_HEAD
#include "scenario/keys/step.def"
};
struct tl_take_def {
    TL_DEF_HEAD
#include "scenario/keys/take.def"
};
struct tl_rate_step_def {
    TL_DEF_HEAD
#include "scenario/keys/rate_step.def"
};
struct tl_regime_def {
    TL_DEF_HEAD
#include "scenario/keys/regime.def"
};
struct tl_consent_def {
    TL_DEF_HEAD
#include "scenario/keys/consent.def"
};
struct tl_posture_def {
    TL_DEF_HEAD
#include "scenario/keys/posture.def"
};
struct tl_gauge_def {
    TL_DEF_HEAD
#include "scenario/keys/gauge.def"
};
struct tl_weather_def {
    TL_DEF_HEAD
#include "scenario/keys/weather.def"
};
struct tl_group_def {
    TL_DEF_HEAD
#include "scenario/keys/group.def"
};
struct tl_corridor_def {
    TL_DEF_HEAD
#include "scenario/keys/corridor.def"
};
struct tl_service_def {
    TL_DEF_HEAD
#include "scenario/keys/service.def"
};
struct tl_answer_def {
    TL_DEF_HEAD
#include "scenario/keys/answer.def"
};
struct tl_move_def {
    TL_DEF_HEAD
#include "scenario/keys/move.def"
};
struct tl_push_def {
    TL_DEF_HEAD
#include "scenario/keys/push.def"
};
struct tl_part_def {
    TL_DEF_HEAD
#include "scenario/keys/part.def"
};
#undef TL_KEY

/* An input marked uncertain(low, nominal, high) where it stands. */
struct tl_uncertain {
    const char
        *path; /* "missions.bmd-soj.weight", or with the parameter's number: "classes.kongo.failures#1" */
    double low, nominal, high;
    struct tl_origin origin;
};

struct tl_mistakes; /* see mistake.h */
struct tl_node;     /* the merged tree, for show, diff and origins: see tree.h */

struct tl_scenario {
    struct tl_arena *arena;
    const char *file;  /* as given */
    const char *label; /* stem of the file or LABEL of LABEL=FILE */
    const struct tl_node *tree;
    char hash
        [33]; /* digest of the merged scenario as printed by tl_scenario_print without title and comments */
    struct tl_top_def top;
    const struct tl_partner_def *partners;
    size_t partner_count;
    const struct tl_place_def *places;
    size_t place_count;
    const struct tl_lane_def *lanes;
    size_t lane_count;
    const struct tl_class_def *classes;
    size_t class_count;
    const struct tl_asset_def *assets;
    size_t asset_count;
    const struct tl_phase_def *phases;
    size_t phase_count;
    const struct tl_mission_def *missions;
    size_t mission_count;
    const struct tl_incident_def *incidents;
    size_t incident_count;
    const struct tl_link_def *links;
    size_t link_count;
    const struct tl_agreement_def *agreements;
    size_t agreement_count;
    const struct tl_consent_def *consents;
    size_t consent_count;
    const struct tl_posture_def *postures;
    size_t posture_count;
    const struct tl_gauge_def *gauges;
    size_t gauge_count;
    const struct tl_weather_def *weathers;
    size_t weather_count;
    const struct tl_group_def *groups;
    size_t group_count;
    const struct tl_corridor_def *corridors;
    size_t corridor_count;
    const struct tl_service_def *services;
    size_t service_count;
    const struct tl_diversion_def *diversions;
    size_t diversion_count;
    const struct tl_inject_def *injects;
    size_t inject_count;
    const struct tl_uncertain *uncertain;
    size_t uncertain_count;
};

/* One change from the command line, applied after the files and --with, in order. */
struct tl_change {
    const char *path;   /* "missions.x.steps[1].scale" */
    const char *value;  /* libconfig syntax, else taken as a string; NULL unsets */
    const char *option; /* under which it was given, such as "--vary"; NULL: --set, or --unset */
};

/* Read FILE with the chain of its bases, then each overlay of `with` left to right, then `changes` left to right; check
 * everything. All mistakes are reported, each with file, line, path, value and rule.
 * spec   "FILE" or "LABEL=FILE"
 * label  NULL, or what to call it instead of the file's stem
 * Returns NULL on any mistake; the caller destroys the result. */
struct tl_scenario *tl_scenario_read(const char *spec, const char *label, const char *const *with,
                                     size_t with_count, const struct tl_change *changes, size_t change_count,
                                     struct tl_error *err);

/* The same, but with its mistakes added to `mistakes`, and returned in spite of them: what could not be read is as if it were
 * not given (a required name TL_ABSENT, a required text NULL), so that a later room can go on to look for mistakes of its own.
 * Such a scenario has no hash. Returns NULL where files or overlays could not be merged, after a mistake. */
struct tl_scenario *tl_scenario_read_whole(const char *spec, const char *label, const char *const *with,
                                           size_t with_count, const struct tl_change *changes,
                                           size_t change_count, struct tl_mistakes *mistakes);

/* Is it a name: [a-z][a-z0-9-]*? */
bool tl_name_is_good(const char *name);
/* Is every entity of a collection in the scenario? Those that are no groups or have bad names are not: what seems to be missing
 * from such a collection may be one of them. Always true after tl_scenario_read. */
bool tl_scenario_is_whole(const struct tl_scenario *scenario, enum tl_section section);
/* Is there a value for the key of the group at `path`, even one that could not be read? */
bool tl_scenario_gives(const struct tl_scenario *scenario, const char *path, const char *key);

/* Visit every condition and expression that could be read, in the order of the tables of keys. */
void tl_scenario_walk_conditions(const struct tl_scenario *scenario,
                                 void (*visit)(const struct tl_words_text *text, void *context),
                                 void *context);

void tl_scenario_destroy(struct tl_scenario *scenario); /* NULL is allowed */

#endif
