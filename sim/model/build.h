/* Steps of compiling a scenario into a model; see build.c for their order. */
#ifndef TL_MODEL_BUILD_H
#define TL_MODEL_BUILD_H

#include "base/error.h"
#include "model/model.h"

/* Fill names, masks and weights of what readers of events need: model->roster. After missions and assets are there. */
void tl_build_roster(struct tl_model *model, const struct tl_scenario *scenario);

/* Assets expanded by count, their kins and streams. Collisions of stream names are refused. */
void tl_build_assets(struct tl_model *model, const struct tl_scenario *scenario, struct tl_error *err);

void tl_build_missions(struct tl_model *model, const struct tl_scenario *scenario, struct tl_error *err);
void tl_build_partners(struct tl_model *model, const struct tl_scenario *scenario, struct tl_error *err);

/* Diversions with their conditions, and injects. */
void tl_build_changes(struct tl_model *model, const struct tl_scenario *scenario, struct tl_error *err);

/* Every need of every mission can be served by somebody whose endurance reaches the area and back. */
void tl_build_check_reach(const struct tl_model *model, const struct tl_scenario *scenario,
                          struct tl_error *err);

/* The capability's index, or TL_NONE. */
int32_t tl_build_capability(const struct tl_model *model, const char *name);

/* A given quantity as whole millionths, rounded half up. */
int64_t tl_build_micro(double value);

/* Row of policy.def by name, or TL_NONE and a mistake with the nearest known name. */
int32_t tl_build_policy(const struct tl_words_text *name, struct tl_error *err);

#endif
