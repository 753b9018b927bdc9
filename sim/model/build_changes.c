/* Compiling diversions and injects. */
#include <string.h>

#include "model/build.h"
#include "model/condition.h"
#include "model/kinds.h"
#include "model/state.h"

/* Is the asset one of those that the scenario's entity stands for (itself, or NAME-i)? */
static bool stands_for(const struct tl_scenario *scenario, int32_t entity, const char *asset)
{
    const struct tl_asset_def *def = &scenario->assets[entity];
    size_t length = strlen(def->name);
    if (strncmp(asset, def->name, length) != 0) {
        return false;
    }
    if (def->count == 1) {
        return asset[length] == '\0';
    }
    /* expanded names do not collide with others: the reader has seen to that; still, f15-1 stands for f15, f15-x-1 does not */
    return asset[length] == '-' && strspn(asset + length + 1, "0123456789") == strlen(asset + length + 1) &&
           asset[length + 1] != '\0';
}

static bool fits_take(const struct tl_model *model, const struct tl_take_def *def, int32_t partner,
                      size_t asset)
{
    const struct tl_asset_plan *plan = &model->assets[asset];
    const struct tl_class *class = &model->classes[plan->class_index];
    bool is_named = !def->assets.given;
    for (size_t i = 0; i < def->assets.count; i++) {
        is_named = is_named || stands_for(model->scenario, def->assets.items[i], plan->name);
    }
    int32_t capability =
        def->capability.text != NULL ? tl_build_capability(model, def->capability.text) : TL_NONE;
    return is_named && plan->partner == partner &&
           (def->class.index == TL_ABSENT || def->class.index == plan->class_index) &&
           (def->from.index == TL_ABSENT || def->from.index == plan->home) &&
           (def->capability.text == NULL || (capability != TL_NONE && class->gives_u[capability] > 0));
}

/* That something fits at all is the scenario reader's mistake to report. */
static struct tl_take build_take(struct tl_model *model, const struct tl_take_def *def,
                                 const struct tl_diversion_def *diversion, struct tl_error *err)
{
    bool *fits = tl_arena_alloc(model->arena, model->asset_count + 1, sizeof *fits);
    int64_t fitting = 0;
    for (size_t i = 0; i < model->asset_count; i++) {
        fits[i] = fits_take(model, def, diversion->partner.index, i);
        fitting += fits[i];
    }
    if (diversion->enabled && def->count > fitting) {
        tl_error_at(err, &def->origin, def->path, NULL, "asks for %d, but only %d fit", (int)def->count,
                    (int)fitting);
    }
    bool is_whole = def->count == TL_ABSENT && def->share != def->share; /* neither: all that fit */
    return (struct tl_take){.fits = fits,
                            .count = is_whole ? fitting : def->count,
                            .share = def->share,
                            .denominator = (enum tl_denominator)def->denominator};
}

static void build_diversion(struct tl_model *model, struct tl_diversion *diversion,
                            const struct tl_diversion_def *def, struct tl_error *err)
{
    const struct tl_take_def *rows = def->take.items;
    struct tl_take *takes = tl_arena_alloc(model->arena, def->take.count + 1, sizeof *takes);
    if (def->take.count > TL_TAKES_MAX) {
        tl_error_at(err, &def->origin, def->path, NULL, "has more than %d rows of take", TL_TAKES_MAX);
        return;
    }
    for (size_t i = 0; i < def->take.count; i++) {
        takes[i] = build_take(model, &rows[i], def, err);
    }
    *diversion = (struct tl_diversion){.name = def->name,
                                       .partner = def->partner.index,
                                       .when = tl_condition_compile(model->watcher, &def->when, err),
                                       .to = def->to.index,
                                       .takes = takes,
                                       .take_count = def->take.count,
                                       .pick = (enum tl_pick)def->pick,
                                       .notice_s = def->notice_s,
                                       .hold = (enum tl_hold)def->hold,
                                       .max_hold_s = def->max_hold_s,
                                       .enabled = def->enabled};
    if (def->until.text != NULL) {
        diversion->until = tl_condition_compile(model->watcher, &def->until, err);
    }
}

/* The keys that an inject's kind must have, and must not. */
static void check_needs(const struct tl_inject_kind *kind, const struct tl_inject_def *def,
                        struct tl_error *err)
{
    const struct {
        enum tl_inject_needs need;
        const char *key;
        bool given;
    } keys[] = {
        {TL_NEEDS_PHASE, "phase", def->phase.index != TL_ABSENT},
        {TL_NEEDS_PLACE, "place", def->place.index != TL_ABSENT},
        {TL_NEEDS_ASSET, "asset", def->asset.index != TL_ABSENT},
        {TL_NEEDS_DELAY, "delay", def->delay_s != TL_ABSENT},
        {TL_NEEDS_MISSION, "mission", def->mission.index != TL_ABSENT},
        {TL_NEEDS_SCALE, "scale", def->scale == def->scale},
        {TL_NEEDS_PARTNER, "partner", def->partner.index != TL_ABSENT},
        {TL_NEEDS_POLICY, "policy", def->policy.text != NULL},
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        bool is_needed = (kind->needs & keys[i].need) != 0;
        if (is_needed != keys[i].given) {
            tl_error_at(err, &def->origin, def->path, NULL, "of kind %s %s %s", kind->name,
                        is_needed ? "needs" : "has no use for", keys[i].key);
        }
    }
}

static const struct tl_inject_kind *find_inject_kind(const struct tl_words_text *name, struct tl_error *err)
{
    size_t count = 0;
    const struct tl_inject_kind *kinds = tl_inject_kinds(&count);
    const char *names[64];
    for (size_t i = 0; i < count; i++) {
        names[i] = kinds[i].name;
        if (strcmp(names[i], name->text) == 0) {
            return &kinds[i];
        }
    }
    const char *nearest = tl_text_nearest(name->text, names, count);
    tl_error_at(err, &name->origin, name->path, name->text, "must be a kind of inject%s%s",
                nearest != NULL ? ": did you mean " : "", nearest != NULL ? nearest : "");
    return NULL;
}

static void build_inject(struct tl_model *model, struct tl_inject *inject, const struct tl_inject_def *def,
                         struct tl_error *err)
{
    int32_t *assets = tl_arena_alloc(model->arena, model->asset_count + 1, sizeof *assets);
    *inject =
        (struct tl_inject){.name = def->name,
                           .kind = find_inject_kind(&def->kind, err),
                           .at_s = def->at_s,
                           .phase = def->phase.index,
                           .place = def->place.index,
                           .mission = def->mission.index,
                           .partner = def->partner.index,
                           .policy = def->policy.text != NULL ? tl_build_policy(&def->policy, err) : TL_NONE,
                           .assets = assets,
                           .scale = def->scale,
                           .delay_s = def->delay_s};
    if (inject->kind != NULL) {
        check_needs(inject->kind, def, err);
    }
    for (size_t i = 0; i < model->asset_count && def->asset.index != TL_ABSENT; i++) {
        if (stands_for(model->scenario, def->asset.index, model->assets[i].name)) {
            assets[inject->asset_count++] = (int32_t)i;
        }
    }
}

void tl_build_changes(struct tl_model *model, const struct tl_scenario *scenario, struct tl_error *err)
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
        build_diversion(model, &diversions[i], &scenario->diversions[i], err);
    }
    for (size_t i = 0; i < scenario->inject_count; i++) {
        build_inject(model, &injects[i], &scenario->injects[i], err);
    }
}
