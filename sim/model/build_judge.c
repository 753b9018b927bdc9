/* Judging a scenario that has mistakes and so cannot become a model. */
#include <string.h>

#include "model/build.h"
#include "model/condition.h"

/* What conditions look at while they are compiled: the scenario, and names of indexes. All of those that could be there: how much
 * a mission weighs may not be known. */
static void name_indexes(struct tl_model *model, const struct tl_scenario *scenario)
{
    struct tl_roster *roster = &model->roster;
    size_t most = 1 + scenario->mission_count + scenario->partner_count;
    roster->indexes = tl_arena_alloc(model->arena, most, sizeof *roster->indexes);
    roster->indexes[roster->index_count++].name = "headline";
    for (size_t m = 0; m < scenario->mission_count; m++) {
        const char *theatre = scenario->missions[m].theatre.text;
        if (theatre != NULL && !tl_build_is_headline(scenario, theatre)) {
            roster->indexes[roster->index_count++].name = theatre;
        }
    }
    for (size_t p = 0; p < scenario->partner_count; p++) {
        roster->indexes[roster->index_count++].name = scenario->partners[p].name;
    }
}

struct judging {
    struct tl_model *model;
    struct tl_mistakes *mistakes;
};

static void judge_condition(const struct tl_words_text *text, void *context)
{
    const struct judging *judging = context;
    tl_condition_compile(judging->model->watcher, text, judging->mistakes);
}

static void judge_mission(const struct tl_mission_def *def, struct tl_mistakes *mistakes)
{
    tl_build_check_needs(def, mistakes);
    if (def->kind.text != NULL) {
        tl_build_mission_kind(&def->kind, mistakes);
    }
}

static void judge_inject(const struct tl_scenario *scenario, const struct tl_inject_def *def,
                         struct tl_mistakes *mistakes)
{
    const struct tl_inject_kind *kind =
        def->kind.text != NULL ? tl_build_inject_kind(&def->kind, mistakes) : NULL;
    if (kind != NULL) {
        tl_build_check_inject(scenario, def, kind, mistakes);
    }
    if (def->policy.text != NULL) {
        tl_build_policy(&def->policy, mistakes);
    }
}

void tl_model_judge(const struct tl_scenario *scenario, struct tl_mistakes *mistakes)
{
    struct tl_arena *arena = tl_arena_create();
    struct tl_model *model = tl_arena_alloc(arena, 1, sizeof *model);
    model->arena = arena;
    model->scenario = scenario;
    name_indexes(model, scenario);
    model->watcher = tl_watcher_create(model);
    for (size_t i = 0; i < scenario->partner_count; i++) {
        if (scenario->partners[i].policy.text != NULL) {
            tl_build_policy(&scenario->partners[i].policy, mistakes);
        }
    }
    for (size_t i = 0; i < scenario->mission_count; i++) {
        judge_mission(&scenario->missions[i], mistakes);
        tl_build_check_answers(scenario, i, mistakes);
    }
    for (size_t i = 0; i < scenario->incident_count; i++) {
        tl_build_check_ceiling(scenario, &scenario->incidents[i], mistakes);
    }
    for (size_t i = 0; i < scenario->diversion_count; i++) {
        tl_build_check_takes(&scenario->diversions[i], mistakes);
    }
    for (size_t i = 0; i < scenario->inject_count; i++) {
        judge_inject(scenario, &scenario->injects[i], mistakes);
    }
    tl_scenario_walk_conditions(scenario, judge_condition, &(struct judging){model, mistakes});
    tl_model_destroy(model);
}
