/* Recorded samples: their values stand in files of their own, which a scenario names. */
#ifndef TL_SCENARIO_SAMPLE_H
#define TL_SCENARIO_SAMPLE_H

#include "base/text.h"
#include "scenario/scenario.h"

enum tl_sample_naming {
    TL_SAMPLE_NAMELESS, /* empirical(): for a digest that does not depend on where a file is */
    TL_SAMPLE_RESOLVED, /* by its whole path, so that it is found from every folder */
    TL_SAMPLE_DIGESTED, /* as written, with a digest of its values: "dates.csv of 3f0c...", so that others have another name */
};

/* A copy of the tree of a scenario without mistakes in which samples are named like this. It lives in the scenario's arena. */
const struct tl_node *tl_sample_name(const struct tl_scenario *scenario, enum tl_sample_naming naming);

/* Visit the file of every sample, as the user would type it. */
void tl_sample_walk_files(const struct tl_scenario *scenario, void (*visit)(const char *file, void *context),
                          void *context);

/* Add the values of every sample, for a digest: they are part of what is simulated. */
void tl_sample_add_all(const struct tl_scenario *scenario, struct tl_text *out);

#endif
