/* A mission that nobody can serve is a mistake: for each need, some asset of a partner that may serve must give it and have the endurance
 * to reach the area, set up, and be back at a base. Who can answer incidents from a base is looked at where these are
 * compiled. */
#include "model/build.h"
#include "model/geo.h"

bool tl_build_fits(const struct tl_model *model, const struct tl_mission *mission, int32_t kin)
{
    const struct tl_kin *k = &model->kins[kin];
    bool gives = mission->needs == 0;
    for (size_t i = 0; i < mission->needs; i++) {
        gives = gives || model->classes[k->class_index].gives_u[mission->need[i]] > 0;
    }
    return gives && mission->eligible[k->partner];
}

/* The longest that an asset of a fitting kin could count in the area, seconds; negative: it cannot even get there and back. */
static int64_t longest_stay(const struct tl_model *model, const struct tl_mission *mission, size_t asset)
{
    const struct tl_asset_plan *plan = &model->assets[asset];
    const struct tl_kin *kin = &model->kins[plan->kin];
    if (kin->base_count == 0) {
        return -1;
    }
    int32_t nearest = kin->nearest[(size_t)mission->area * kin->base_count];
    int64_t leg_s = tl_geo_leg(model, plan->class_index, nearest, mission->area);
    return model->classes[plan->class_index].endurance_s - 2 * leg_s - mission->set_up_s;
}

static void check_need(const struct tl_model *model, const struct tl_scenario *scenario, size_t mission,
                       size_t need, struct tl_mistakes *mistakes)
{
    const struct tl_mission *m = &model->missions[mission];
    const struct tl_mission_def *def = &scenario->missions[mission];
    const char *name = model->roster.capabilities.items[m->need[need]];
    bool is_given = false;
    for (size_t i = 0; i < model->asset_count; i++) {
        const struct tl_asset_plan *plan = &model->assets[i];
        if (!m->eligible[plan->partner] || model->classes[plan->class_index].gives_u[m->need[need]] <= 0) {
            continue;
        }
        is_given = true;
        if (longest_stay(model, m, i) > 0) {
            return;
        }
    }
    if (is_given) {
        tl_mistake_add(
            mistakes, &def->origin, def->path, NULL,
            "nobody can serve it: no asset that gives %s has the endurance to reach %s, set up and be back",
            name, model->places[m->area].name);
    } /* that nobody gives it at all is the scenario reader's mistake to report */
}

void tl_build_check_reach(const struct tl_model *model, const struct tl_scenario *scenario,
                          struct tl_mistakes *mistakes)
{
    for (size_t i = 0; i < model->mission_count; i++) {
        const struct tl_mission_kind *kind = model->missions[i].kind;
        bool is_in_area = kind != NULL && !kind->is_at_base;
        for (size_t k = 0; is_in_area && k < model->missions[i].needs; k++) {
            check_need(model, scenario, i, k, mistakes);
        }
    }
}
