#include "command/read.h"

#include <stdlib.h>

#include "base/memory.h"
#include "scenario/mistake.h"

static struct tl_scenario *read_whole(const struct tl_scenario_options *options, const char *spec,
                                      const char *label, const struct tl_change *vary,
                                      struct tl_mistakes *mistakes)
{
    struct tl_change *changes = tl_alloc(options->change_count + 1, sizeof *changes);
    size_t count = options->change_count;
    for (size_t i = 0; i < count; i++) {
        changes[i] = options->changes[i];
    }
    if (vary) {
        changes[count++] = *vary;
    }
    struct tl_scenario *scenario =
        tl_scenario_read_whole(spec, label, options->with, options->with_count, changes, count, mistakes);
    free(changes);
    return scenario;
}

struct tl_model *tl_read_model(const struct tl_scenario_options *options, const char *spec, const char *label,
                               const struct tl_change *vary, struct tl_scenario **scenario,
                               struct tl_error *err)
{
    struct tl_mistakes mistakes = {0};
    struct tl_model *model = NULL;
    *scenario = read_whole(options, spec, label, vary, &mistakes);
    if (mistakes.count == 0) {
        model = tl_model_build(*scenario, err);
    } else if (*scenario) {
        tl_model_judge(*scenario, &mistakes);
    }
    tl_mistakes_tell(&mistakes, err);
    tl_mistakes_clear(&mistakes);
    if (!model) {
        tl_scenario_destroy(*scenario);
        *scenario = NULL;
    }
    return model;
}
