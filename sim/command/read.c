#include "command/read.h"

#include "scenario/mistake.h"

struct tl_model *tl_read_model(const struct tl_scenario_options *options, const char *spec, const char *label,
                               struct tl_scenario **scenario, struct tl_error *err)
{
    struct tl_mistakes mistakes = {0};
    struct tl_model *model = NULL;
    *scenario = tl_scenario_read_whole(spec, label, options->with, options->with_count, options->changes,
                                       options->change_count, &mistakes);
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
