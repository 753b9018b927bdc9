/* Compiling diversions and injects. */
#include <assert.h>
#include <math.h>
#include <string.h>

#include "model/build.h"
#include "model/condition.h"

/* Is the asset what is named: the member, or with 0 any that the entity stands for? */
static bool stands_for(int32_t entity, int32_t member, const struct tl_asset_plan *asset)
{
    return asset->entity == entity && (member == 0 || asset->member == member);
}

static bool fits_take(const struct tl_model *model, const struct tl_take_def *def, int32_t partner,
                      size_t asset)
{
    const struct tl_asset_plan *plan = &model->assets[asset];
    const struct tl_class *class = &model->classes[plan->class_index];
    bool is_named = !def->assets.given;
    for (size_t i = 0; i < def->assets.count; i++) {
        is_named = is_named || stands_for(def->assets.items[i], def->assets.members[i], plan);
    }
    int32_t capability =
        def->capability.text != NULL ? tl_build_capability(model, def->capability.text) : TL_NONE;
    return is_named && plan->partner == partner &&
           (def->class.index == TL_ABSENT || def->class.index == plan->class_index) &&
           (def->from.index == TL_ABSENT || def->from.index == plan->home) &&
           (def->capability.text == NULL || (capability != TL_NONE && class->gives_u[capability] > 0));
}

/* That enough of them fit is the scenario reader's to check. */
static struct tl_take build_take(struct tl_model *model, const struct tl_take_def *def,
                                 const struct tl_diversion_def *diversion)
{
    bool *fits = tl_arena_alloc(model->arena, model->asset_count + 1, sizeof *fits);
    int64_t fitting = 0;
    for (size_t i = 0; i < model->asset_count; i++) {
        fits[i] = fits_take(model, def, diversion->partner.index, i);
        fitting += fits[i];
    }
    assert(!diversion->enabled || def->count <= fitting);
    bool is_whole = def->count == TL_ABSENT && def->share != def->share; /* neither: all that fit */
    return (struct tl_take){.fits = fits,
                            .count = is_whole ? fitting : def->count,
                            .share = def->share,
                            .denominator = (enum tl_denominator)def->denominator};
}

static void build_diversion(struct tl_model *model, struct tl_diversion *diversion,
                            const struct tl_diversion_def *def, struct tl_mistakes *mistakes)
{
    const struct tl_take_def *rows = def->take.items;
    struct tl_take *takes = tl_arena_alloc(model->arena, def->take.count + 1, sizeof *takes);
    if (!tl_build_check_takes(def, mistakes)) {
        return;
    }
    for (size_t i = 0; i < def->take.count; i++) {
        takes[i] = build_take(model, &rows[i], def);
    }
    *diversion = (struct tl_diversion){.name = def->name,
                                       .partner = def->partner.index,
                                       .when = tl_condition_compile(model->watcher, &def->when, mistakes),
                                       .to = def->to.index,
                                       .takes = takes,
                                       .take_count = def->take.count,
                                       .pick = (enum tl_pick)def->pick,
                                       .notice_s = def->notice_s,
                                       .hold = (enum tl_hold)def->hold,
                                       .max_hold_s = def->max_hold_s,
                                       .enabled = def->enabled};
    if (def->until.text != NULL) {
        diversion->until = tl_condition_compile(model->watcher, &def->until, mistakes);
    }
}

/* The number of the state that a posture or a weather is set to. */
static int32_t find_level(const struct tl_scenario *scenario, const struct tl_inject_def *def)
{
    bool is_of_weather = def->weather.index != TL_ABSENT && def->state.text != NULL;
    return is_of_weather ? strcmp(def->state.text, "rough") == 0
                         : tl_build_state(scenario, def->posture.index, &def->state);
}

static void build_inject(struct tl_model *model, struct tl_inject *inject, const struct tl_inject_def *def,
                         struct tl_mistakes *mistakes)
{
    int32_t *assets = tl_arena_alloc(model->arena, model->asset_count + 1, sizeof *assets);
    *inject = (struct tl_inject){.name = def->name,
                                 .kind = tl_build_inject_kind(&def->kind, mistakes),
                                 .at_s = def->at_s,
                                 .again = def->again,
                                 .phase = def->phase.index,
                                 .place = def->place.index,
                                 .mission = def->mission.index,
                                 .partner = def->partner.index,
                                 .policy = def->policy.text != NULL ? tl_build_policy(&def->policy, mistakes)
                                                                    : TL_NONE,
                                 .link = def->link.index,
                                 .incident = def->incident.index,
                                 .lane = def->lane.index,
                                 .consent = def->consent.index,
                                 .grade = def->grade,
                                 .posture = def->posture.index,
                                 .level = find_level(model->scenario, def),
                                 .gauge = def->gauge.index,
                                 .weather = def->weather.index,
                                 .value_u = isnan(def->value) ? TL_NONE : tl_build_micro(def->value),
                                 .assets = assets,
                                 .scale = def->scale,
                                 .delay_s = def->delay_s};
    if (inject->kind != NULL) {
        tl_build_check_inject(model->scenario, def, inject->kind, mistakes);
    }
    for (size_t i = 0; i < model->asset_count && def->asset.index != TL_ABSENT; i++) {
        if (stands_for(def->asset.index, def->asset.member, &model->assets[i])) {
            assets[inject->asset_count++] = (int32_t)i;
        }
    }
}

void tl_build_changes(struct tl_model *model, const struct tl_scenario *scenario,
                      struct tl_mistakes *mistakes)
{
    struct tl_diversion *diversions =
        tl_arena_alloc(model->arena, scenario->diversion_count + 1, sizeof *diversions);
    struct tl_inject *injects = tl_arena_alloc(model->arena, scenario->inject_count + 1, sizeof *injects);
    model->diversions = diversions;
    model->injects = injects;
    model->diversion_count = scenario->diversion_count;
    model->inject_count = scenario->inject_count;
    for (size_t i = 0; i < scenario->diversion_count; i++) { /* conditions may name any diversion */
        diversions[i].name = scenario->diversions[i].name;
    }
    for (size_t i = 0; i < scenario->diversion_count; i++) {
        build_diversion(model, &diversions[i], &scenario->diversions[i], mistakes);
    }
    for (size_t i = 0; i < scenario->inject_count; i++) {
        build_inject(model, &injects[i], &scenario->injects[i], mistakes);
    }
}
