/* From the merged tree to checked, typed rows. Inside sim/scenario only. */
#ifndef TL_SCENARIO_CHECK_H
#define TL_SCENARIO_CHECK_H

#include "scenario/key.h"
#include "scenario/mistake.h"
#include "scenario/scenario.h"
#include "scenario/tree.h"

/* What reading needs at hand. */
struct tl_check {
    struct tl_arena *arena;
    struct tl_mistakes *mistakes;
    struct tl_scenario *scenario;
    const struct tl_node **entities[TL_SECTIONS]; /* of each collection, sorted by name */
    const char **names[TL_SECTIONS];              /* theirs */
    size_t counts[TL_SECTIONS];
    const struct tl_node *forgiven; /* the group whose missing keys have been told at once */
    struct tl_uncertain *uncertain; /* grows on the heap until the scenario takes it over */
    size_t uncertain_count;
    size_t uncertain_capacity;
};

/* One value to be read: of the file, or a key's default. */
struct tl_spot {
    const struct tl_node *node;
    const char *parent; /* path of the group in which it stands; "" for the file itself */
    const struct tl_key *key;
};

/* The path of a spot, in the arena. */
const char *tl_spot_path(struct tl_check *c, const struct tl_spot *spot);
/* Report the value at a spot. Always returns false. */
bool tl_spot_refuse(struct tl_check *c, const struct tl_spot *spot, const char *rule, ...)
    __attribute__((format(printf, 3, 4)));

/* Readers, one a type: `out` is what TL_C_<TYPE> says. Return false after a mistake, with `out` as if the key were absent
 * (amounts: with NAN for the values that are wrong). */
#define TL_TYPE(NAME, name, ...)                                                                             \
    bool tl_read_##name(struct tl_check *c, const struct tl_spot *spot, void *out);
#include "scenario/type.def"
#undef TL_TYPE
/* Read by type. */
bool tl_read_value(struct tl_check *c, const struct tl_spot *spot, void *out);
/* Set what a member is when its key is not given. */
void tl_read_absent(enum tl_type type, void *out);

/* Read a number (whole, real, "40 %") or quantity, perhaps uncertain, within the key's range; an uncertain one is listed.
 * path   of the value, or NULL for that of the spot
 * value  out: the nominal value, in the canonical unit */
bool tl_read_quantity(struct tl_check *c, const struct tl_spot *spot, const char *path, enum tl_unit unit,
                      double *value);
/* Add an input to the scenario's list of what is not known. bounds: low, nominal, high */
void tl_uncertain_add(struct tl_check *c, const char *path, const double bounds[3],
                      const struct tl_origin *where);

/* The index of a name in a collection, or TL_ABSENT. */
int32_t tl_ref_find(const struct tl_check *c, enum tl_section section, const char *name);
/* The index of the asset with a count that has a member of this name, NAME-i; TL_ABSENT where there is none. Where a count could not
 * be read, any member may be one of it. Assets must have been read.
 * member  out: i */
int32_t tl_ref_find_member(const struct tl_check *c, const char *name, int32_t *member);

/* Read a group's keys into the struct of its section: unknown and missing ones are reported.
 * path  of the group; "" for the file itself */
void tl_check_group(struct tl_check *c, enum tl_section section, const struct tl_node *group,
                    const char *path, void *def);
/* Read the whole tree. */
void tl_check_tree(struct tl_check *c, const struct tl_node *tree);

/* Report the value at a path of the scenario, or, where that key is not given, the group that should have it.
 * key  appended to `path`; NULL: the path itself */
void tl_path_refuse(struct tl_check *c, const char *path, const char *key, const char *rule, ...)
    __attribute__((format(printf, 4, 5)));

/* Is the entity of this index among the names? */
bool tl_refs_hold(const struct tl_refs *refs, int32_t index);
/* Can it be a base in this domain: ships use ports, aircraft airfields, land forces anything but an area of the sea? True where one
 * of the two could not be read. */
bool tl_place_fits(const struct tl_place_def *place, int domain);
/* May the partner's assets use it as a base? */
bool tl_place_permits(const struct tl_place_def *place, int32_t partner);

/* Does the row of steps at the path say when it takes effect, in one way? */
void tl_check_start(struct tl_check *c, const char *path);

/* Check one incident process; one link, or one agreement; of a mission what depends on its kind. */
void tl_check_incident(struct tl_check *c, const struct tl_incident_def *incident);
void tl_check_link(struct tl_check *c, const struct tl_link_def *link);
void tl_check_agreement(struct tl_check *c, const struct tl_agreement_def *agreement);
void tl_check_kind(struct tl_check *c, const struct tl_mission_def *mission);

/* Check one corridor, group of people, service; of a place, how it handles people; of a lift or work mission, what it alone has. */
void tl_check_corridor(struct tl_check *c, const struct tl_corridor_def *corridor);
void tl_check_people(struct tl_check *c, const struct tl_group_def *group);
void tl_check_service(struct tl_check *c, const struct tl_service_def *service);
void tl_check_handling(struct tl_check *c, const struct tl_place_def *place);
void tl_check_lift(struct tl_check *c, const struct tl_mission_def *mission);
void tl_check_work(struct tl_check *c, const struct tl_mission_def *mission);

/* Check one consent, posture, gauge, weather; the name of a phase; the consent that a mission needs; what an inject sets. */
void tl_check_consent(struct tl_check *c, const struct tl_consent_def *consent);
void tl_check_posture(struct tl_check *c, const struct tl_posture_def *posture);
void tl_check_gauge(struct tl_check *c, const struct tl_gauge_def *gauge);
void tl_check_weather(struct tl_check *c, const struct tl_weather_def *weather);
void tl_check_phase(struct tl_check *c, const struct tl_phase_def *phase);
void tl_check_bound(struct tl_check *c, const struct tl_mission_def *mission);
void tl_check_setting(struct tl_check *c, const struct tl_inject_def *inject);

/* Does the posture have the state that a key names? NULL: could not be read. */
void tl_check_is_state(struct tl_check *c, const struct tl_posture_def *posture, const char *path,
                       const char *key, const char *name);
/* Rows of time and share: later, and never less, from row to row. */
void tl_check_ramp(struct tl_check *c, const char *path, const char *key, const struct tl_rows *rows);
/* Do shares or probabilities sum to 1? NAN: one could not be read. key  NULL: they are the row's own keys */
void tl_check_sum(struct tl_check *c, const char *path, const char *key, double sum);
/* A rate of candidates that variants share: above 0 and not uncertain. NAN: could not be read. */
void tl_check_ceiling(struct tl_check *c, const char *path, double ceiling_ps);
/* Groups that are to board: at least one is named, and none that flees. */
void tl_check_boards(struct tl_check *c, const char *path, const char *key, const struct tl_refs *groups);
/* People can wait or be landed there. TL_ABSENT: could not be read. */
void tl_check_ashore(struct tl_check *c, const char *path, const char *key, int32_t place);

/* Check what rows alone cannot say, within the scenario that tl_check_tree has read. Parts that had mistakes are skipped. */
void tl_check_entities(struct tl_check *c);
/* Check what entities say of each other, as far as nothing that a check looks at had mistakes. */
void tl_check_together(struct tl_check *c);

#endif
