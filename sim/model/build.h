/* Steps of compiling a scenario into a model; see build.c for their order. */
#ifndef TL_MODEL_BUILD_H
#define TL_MODEL_BUILD_H

#include "model/kinds.h"
#include "model/model.h"
#include "scenario/mistake.h"

/* Fill names, masks and weights of what readers of events need: model->roster. After missions and assets are there. */
void tl_build_roster(struct tl_model *model, const struct tl_scenario *scenario);

/* The part of it that says who reaches what from where, and how fast. */
void tl_build_reaches(struct tl_model *model);
void tl_build_ways(struct tl_model *model);

/* Assets expanded by count, their kins and streams. Collisions of stream names are refused. */
void tl_build_assets(struct tl_model *model, const struct tl_scenario *scenario,
                     struct tl_mistakes *mistakes);

void tl_build_missions(struct tl_model *model, const struct tl_scenario *scenario,
                       struct tl_mistakes *mistakes);
void tl_build_partners(struct tl_model *model, const struct tl_scenario *scenario,
                       struct tl_mistakes *mistakes);

/* Incident processes; after missions. Ceilings that are reached too often are refused, and response missions that nobody can serve
 * in time. */
void tl_build_incidents(struct tl_model *model, const struct tl_scenario *scenario,
                        struct tl_mistakes *mistakes);

/* The highest rate of a process, per second: of its steps, states and high bounds of uncertain inputs; of a gamma-mixed one, the rate that
 * a quarter exceeds with a probability of 10^-6. Not of a replay. NAN, or 0, where something could not be read. */
double tl_build_peak_rate(const struct tl_scenario *scenario, const struct tl_incident_def *def);

/* May assets of the kin serve the mission: its partner may, and its class gives something of what the mission needs, if that is
 * anything? Wherever they are. */
bool tl_build_fits(const struct tl_model *model, const struct tl_mission *mission, int32_t kin);

/* Could the asset answer an incident of a response mission: it fits and may use its base, would be there from the base within the limit, and has the
 * endurance to come back. How many could? */
bool tl_build_may_answer(const struct tl_model *model, const struct tl_incident *incident, size_t asset);
int64_t tl_build_count_answering(const struct tl_model *model, const struct tl_incident *incident);

/* Is a process's ceiling high enough for it? Has a response mission something to answer, and no more than fits into a model? */
void tl_build_check_ceiling(const struct tl_scenario *scenario, const struct tl_incident_def *def,
                            struct tl_mistakes *mistakes);
void tl_build_check_answers(const struct tl_scenario *scenario, size_t mission, struct tl_mistakes *mistakes);

/* Lanes, corridors, groups, services. */
void tl_build_people(struct tl_model *model, const struct tl_scenario *scenario);

/* What a lift or work mission has beside the rest. */
void tl_build_extras(struct tl_model *model, struct tl_mission *mission, const struct tl_mission_def *def);

/* Consents, postures, gauges, weathers; their conditions come with tl_build_conditions. */
void tl_build_parties(struct tl_model *model, const struct tl_scenario *scenario);

/* Streams of consents, postures and weathers whose hash is that of another one are refused. After all that has streams. */
void tl_build_check_streams(const struct tl_model *model, const struct tl_scenario *scenario,
                            struct tl_mistakes *mistakes);

/* Every condition and expression outside diversions and injects: of steps, rates, windows, services, consents, postures, gauges. */
void tl_build_conditions(struct tl_model *model, const struct tl_scenario *scenario,
                         struct tl_mistakes *mistakes);

/* Links of the command network and agreements. */
void tl_build_network(struct tl_model *model, const struct tl_scenario *scenario);

/* Diversions with their conditions, and injects. */
void tl_build_changes(struct tl_model *model, const struct tl_scenario *scenario,
                      struct tl_mistakes *mistakes);

/* Every need of every mission can be served by somebody whose endurance reaches the area and back. */
void tl_build_check_reach(const struct tl_model *model, const struct tl_scenario *scenario,
                          struct tl_mistakes *mistakes);

/* The capability's index, or TL_NONE. */
int32_t tl_build_capability(const struct tl_model *model, const char *name);

/* A given quantity as whole millionths, rounded half up. */
int64_t tl_build_micro(double value);

/* Is a theatre's mission in the headline index? */
bool tl_build_is_headline(const struct tl_scenario *scenario, const char *theatre);

/* The row of a table by name: of mission.def, inject.def or policy.def. NULL or TL_NONE, and a mistake with the nearest known
 * name, where there is none. */
const struct tl_mission_kind *tl_build_mission_kind(const struct tl_words_text *words,
                                                    struct tl_mistakes *mistakes);
const struct tl_inject_kind *tl_build_inject_kind(const struct tl_words_text *words,
                                                  struct tl_mistakes *mistakes);
int32_t tl_build_policy(const struct tl_words_text *words, struct tl_mistakes *mistakes);

/* The number of a posture's state, TL_NONE where one of the two is not given. That there is such a state is the scenario reader's to check. */
int32_t tl_build_state(const struct tl_scenario *scenario, int32_t posture,
                       const struct tl_words_text *state);

/* Has an inject the keys that its kind must have, and no other? */
void tl_build_check_inject(const struct tl_scenario *scenario, const struct tl_inject_def *def,
                           const struct tl_inject_kind *kind, struct tl_mistakes *mistakes);
/* Does a diversion fit into a model, with its rows of take? Does a mission, with its joint needs, those of its steps included?
 * Return false after a mistake. */
bool tl_build_check_takes(const struct tl_diversion_def *def, struct tl_mistakes *mistakes);
bool tl_build_check_needs(const struct tl_mission_def *def, struct tl_mistakes *mistakes);

#endif
