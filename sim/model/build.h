/* Steps of compiling a scenario into a model; see build.c for their order. */
#ifndef TL_MODEL_BUILD_H
#define TL_MODEL_BUILD_H

#include "model/kinds.h"
#include "model/model.h"
#include "scenario/mistake.h"

/* Fill names, masks and weights of what readers of events need: model->roster. After missions and assets are there. */
void tl_build_roster(struct tl_model *model, const struct tl_scenario *scenario);

/* Assets expanded by count, their kins and streams. Collisions of stream names are refused. */
void tl_build_assets(struct tl_model *model, const struct tl_scenario *scenario,
                     struct tl_mistakes *mistakes);

void tl_build_missions(struct tl_model *model, const struct tl_scenario *scenario,
                       struct tl_mistakes *mistakes);
void tl_build_partners(struct tl_model *model, const struct tl_scenario *scenario,
                       struct tl_mistakes *mistakes);

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

/* Has an inject the keys that its kind must have, and no other? */
void tl_build_check_inject(const struct tl_scenario *scenario, const struct tl_inject_def *def,
                           const struct tl_inject_kind *kind, struct tl_mistakes *mistakes);
/* Does a diversion fit into a model, with its rows of take? Does a mission, with its joint needs, those of its steps included?
 * Return false after a mistake. */
bool tl_build_check_takes(const struct tl_diversion_def *def, struct tl_mistakes *mistakes);
bool tl_build_check_needs(const struct tl_mission_def *def, struct tl_mistakes *mistakes);

#endif
