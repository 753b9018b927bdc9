/* The roster's ways of lift and work missions: over which lanes people come, to where they are taken, and which weathers are felt. */
#include "model/build.h"

/* The lanes of all corridors over which people of the lift's groups come. */
static const bool *mark_lanes(const struct tl_model *model, const struct tl_lift *lift)
{
    bool *lanes = tl_arena_alloc(model->arena, model->lane_count + 1, sizeof *lanes);
    for (size_t g = 0; g < lift->group_count; g++) {
        const struct tl_group *group = &model->groups[lift->groups[g]];
        for (size_t i = 0; i < group->lump_count; i++) {
            int32_t corridor = group->lumps[i].corridor;
            for (size_t k = 0; corridor != TL_NONE && k < model->corridors[corridor].over_count; k++) {
                lanes[model->corridors[corridor].over[k].lane] = true;
            }
        }
    }
    return lanes;
}

/* Does the weather slow or stop assets of any kin that may serve the mission? */
static bool is_felt(const struct tl_model *model, const struct tl_weather *weather,
                    const struct tl_mission *mission)
{
    for (size_t kin = 0; kin < model->kin_count; kin++) {
        int32_t class_index = model->kins[kin].class_index;
        bool acts = weather->domain == model->classes[class_index].domain &&
                    (weather->speed_u < TL_MICRO || weather->no_go[class_index]);
        if (acts && tl_build_fits(model, mission, (int32_t)kin)) {
            return true;
        }
    }
    return false;
}

/* Those at the mission's area or haven. */
static const bool *mark_weathers(const struct tl_model *model, const struct tl_mission *mission)
{
    bool *weathers = tl_arena_alloc(model->arena, model->weather_count + 1, sizeof *weathers);
    for (size_t i = 0; i < model->weather_count; i++) {
        const struct tl_weather *weather = &model->weathers[i];
        bool is_there = weather->places[mission->post] ||
                        (mission->lift != NULL && weather->places[mission->lift->haven]);
        weathers[i] = is_there && is_felt(model, weather, mission);
    }
    return weathers;
}

static const bool *mark_lane_weathers(const struct tl_model *model, const bool *lanes)
{
    bool *weathers = tl_arena_alloc(model->arena, model->weather_count + 1, sizeof *weathers);
    for (size_t i = 0; i < model->weather_count; i++) {
        for (size_t lane = 0; lane < model->lane_count; lane++) {
            bool is_slowed = model->weathers[i].lanes[lane] && model->weathers[i].speed_u < TL_MICRO;
            weathers[i] = weathers[i] || (lanes[lane] && is_slowed);
        }
    }
    return weathers;
}

void tl_build_ways(struct tl_model *model)
{
    for (size_t i = 0; i < model->mission_count; i++) {
        const struct tl_mission *mission = &model->missions[i];
        struct tl_roster_mission *row = &model->roster.missions[i];
        row->haven = TL_NONE;
        if (mission->lift != NULL || mission->job != NULL) {
            row->weathers = mark_weathers(model, mission);
        }
        if (mission->lift != NULL) {
            row->haven = mission->lift->haven;
            row->lanes = mark_lanes(model, mission->lift);
            row->lane_weathers = mark_lane_weathers(model, row->lanes);
        }
    }
}
