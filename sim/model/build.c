#include "model/build.h"

#include <stdlib.h>
#include <string.h>

#include "base/units.h"
#include "model/condition.h"
#include "model/geo.h"

int64_t tl_build_micro(double value)
{
    return tl_round(value * (double)TL_MICRO);
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

int32_t tl_build_capability(const struct tl_model *model, const char *name)
{
    for (size_t i = 0; i < model->roster.capabilities.count; i++) {
        if (strcmp(model->roster.capabilities.items[i], name) == 0) {
            return (int32_t)i;
        }
    }
    return TL_NONE;
}

/* Every capability that a class gives, sorted by name. */
static void build_capabilities(struct tl_model *model, const struct tl_scenario *scenario)
{
    const char **names = NULL;
    size_t count = 0;
    size_t capacity = 0;
    for (size_t i = 0; i < scenario->class_count; i++) {
        for (size_t j = 0; j < scenario->classes[i].gives.count; j++) {
            names = tl_grow(names, count, &capacity, sizeof *names);
            names[count++] = scenario->classes[i].gives.items[j].name;
        }
    }
    if (count > 0) {
        qsort(names, count, sizeof *names, compare_texts);
    }
    model->roster.capabilities.items = tl_arena_alloc(model->arena, count + 1, sizeof *names);
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || strcmp(names[i], names[i - 1]) != 0) {
            model->roster.capabilities.items[model->roster.capabilities.count++] = names[i];
        }
    }
    model->capabilities = model->roster.capabilities.count;
    free(names);
}

/* Are people who are landed there safe: is it called a haven, or used as one? */
static bool is_haven(const struct tl_scenario *scenario, int32_t place)
{
    bool is = scenario->places[place].kind == TL_PLACE_HAVEN;
    for (size_t i = 0; i < scenario->mission_count; i++) {
        is = is || scenario->missions[i].haven.index == place;
    }
    for (size_t i = 0; i < scenario->service_count; i++) {
        is = is || scenario->services[i].haven.index == place;
    }
    return is;
}

static void build_places(struct tl_model *model, const struct tl_scenario *scenario)
{
    struct tl_place *places = tl_arena_alloc(model->arena, scenario->place_count + 1, sizeof *places);
    for (size_t i = 0; i < scenario->place_count; i++) {
        const struct tl_place_def *def = &scenario->places[i];
        bool *permits = tl_arena_alloc(model->arena, scenario->partner_count + 1, sizeof *permits);
        for (size_t p = 0; p < scenario->partner_count; p++) {
            permits[p] =
                !def->permits.given && (def->owner.index == TL_ABSENT || def->owner.index == (int32_t)p);
        }
        for (size_t j = 0; j < def->permits.count; j++) {
            permits[def->permits.items[j]] = true;
        }
        places[i] = (struct tl_place){.name = def->name,
                                      .at = def->at,
                                      .open_at_start = def->open,
                                      .docks = def->docks,
                                      .permits = permits,
                                      .handling_ps = def->handling_ps,
                                      .berths = def->berths,
                                      .spacing_s = def->spacing_s,
                                      .capacity = def->capacity,
                                      .disperses_ps = def->disperses_ps,
                                      .is_haven = is_haven(scenario, (int32_t)i)};
    }
    model->places = places;
    model->place_count = scenario->place_count;
}

static void build_classes(struct tl_model *model, const struct tl_scenario *scenario)
{
    const double factors[TL_DOMAINS] = {scenario->top.sea_route_factor, scenario->top.air_route_factor,
                                        scenario->top.land_route_factor};
    struct tl_class *classes = tl_arena_alloc(model->arena, scenario->class_count + 1, sizeof *classes);
    for (size_t i = 0; i < scenario->class_count; i++) {
        const struct tl_class_def *def = &scenario->classes[i];
        int64_t *gives_u = tl_arena_alloc(model->arena, model->capabilities + 1, sizeof *gives_u);
        struct tl_class *class = &classes[i];
        *class = (struct tl_class){.name = def->name,
                                   .domain = (enum tl_domain)def->domain,
                                   .speed_mps = def->speed_mps,
                                   .route_factor = factors[def->domain],
                                   .gives_u = gives_u,
                                   .endurance_s = def->endurance_s,
                                   .turnaround = def->turnaround.dist,
                                   .failures = def->failures.dist,
                                   .repair = def->repair.dist,
                                   .fails = def->failures.given,
                                   .dwell_s = def->dwell_s,
                                   .sorties = def->sorties};
        for (size_t j = 0; j < def->gives.count; j++) {
            int32_t capability = tl_build_capability(model, def->gives.items[j].name);
            gives_u[capability] = tl_build_micro(def->gives.items[j].value);
            class->gives_sum_u += gives_u[capability];
            class->gives_mask |= gives_u[capability] > 0 ? 1U << (capability < 31 ? capability : 31) : 0U;
        }
    }
    model->classes = classes;
    model->class_count = scenario->class_count;
}

static void build_phases(struct tl_model *model, const struct tl_scenario *scenario)
{
    int64_t *at_s = tl_arena_alloc(model->arena, scenario->phase_count + 1, sizeof *at_s);
    for (size_t i = 0; i < scenario->phase_count; i++) {
        at_s[i] = scenario->phases[i].at_s == TL_ABSENT ? TL_NONE : scenario->phases[i].at_s;
    }
    model->phase_at_s = at_s;
    model->phase_count = scenario->phase_count;
}

struct tl_model *tl_model_build(const struct tl_scenario *scenario, struct tl_error *err)
{
    struct tl_mistakes mistakes = {0};
    struct tl_arena *arena = tl_arena_create();
    struct tl_model *model = tl_arena_alloc(arena, 1, sizeof *model);
    model->arena = arena;
    model->scenario = scenario;
    model->horizon_s = scenario->top.horizon_s;
    model->watch_s = scenario->top.watch_s;
    build_capabilities(model, scenario);
    build_places(model, scenario);
    build_classes(model, scenario);
    build_phases(model, scenario);
    model->leg_m = tl_geo_build_legs(model, scenario, arena);
    model->leg_s = tl_geo_build_times(model, arena);
    tl_build_assets(model, scenario, &mistakes);
    tl_build_people(model, scenario);
    tl_build_missions(model, scenario, &mistakes);
    tl_build_partners(model, scenario, &mistakes);
    tl_build_incidents(model, scenario, &mistakes);
    tl_build_network(model, scenario);
    tl_build_parties(model, scenario);
    tl_build_check_streams(model, scenario, &mistakes);
    tl_build_roster(model, scenario);
    model->watcher = tl_watcher_create(model);
    tl_build_changes(model, scenario, &mistakes);
    tl_build_conditions(model, scenario, &mistakes);
    tl_build_check_reach(model, scenario, &mistakes);
    bool is_sound = tl_mistakes_tell(&mistakes, err);
    tl_mistakes_clear(&mistakes);
    if (!is_sound) {
        tl_model_destroy(model);
        return NULL;
    }
    return model;
}

void tl_model_destroy(struct tl_model *model)
{
    if (model != NULL) {
        tl_watcher_destroy(model->watcher);
        tl_arena_destroy(model->arena);
    }
}
