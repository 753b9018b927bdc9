/* The roster's table of reaches: how long each kin takes from each place to count in each mission. */
#include <stdlib.h>
#include <string.h>

#include "model/build.h"
#include "model/geo.h"

/* A table of rows under way. */
struct reaches {
    const struct tl_model *model;
    struct tl_roster_reach *rows;
    size_t count, capacity;
};

/* May assets of the kin fill something of what the mission needs? */
static bool may_fill(const struct tl_model *model, size_t kin, const struct tl_mission *mission)
{
    return mission->needs > 0 && tl_build_fits(model, mission, (int32_t)kin);
}

/* Where assets of a kin may set out from: its bases, where they start, and the posts of what they may serve. from: [places] */
static void mark_places(const struct tl_model *model, size_t kin, bool *from)
{
    const struct tl_kin *k = &model->kins[kin];
    memset(from, 0, model->place_count * sizeof *from);
    for (size_t i = 0; i < k->base_count; i++) {
        from[k->nearest[i]] = true;
    }
    for (size_t a = 0; a < model->asset_count; a++) {
        if (model->assets[a].kin == (int32_t)kin && model->assets[a].start_place >= 0) {
            from[model->assets[a].start_place] = true;
        }
    }
    for (size_t m = 0; m < model->mission_count; m++) {
        if (may_fill(model, kin, &model->missions[m])) {
            from[model->missions[m].post] = true;
        }
    }
}

/* The leg back from a mission's post; 0 where the post is a base. */
static int64_t leg_home(const struct tl_model *model, const struct tl_kin *kin,
                        const struct tl_mission *mission)
{
    int32_t nearest = kin->nearest[(size_t)mission->post * kin->base_count];
    return tl_geo_leg(model, kin->class_index, nearest, mission->post);
}

static void add_rows(struct reaches *reaches, size_t mission, size_t kin, const bool *from)
{
    const struct tl_model *model = reaches->model;
    const struct tl_mission *m = &model->missions[mission];
    const struct tl_kin *k = &model->kins[kin];
    const struct tl_class *class = &model->classes[k->class_index];
    if (k->base_count == 0 || !may_fill(model, kin, m)) {
        return;
    }
    int64_t spare_s = class->endurance_s - m->set_up_s - leg_home(model, k, m);
    for (size_t p = 0; p < model->place_count; p++) {
        int64_t leg_s = from[p] ? tl_geo_leg(model, k->class_index, (int32_t)p, m->post) : 0;
        if (from[p] && leg_s <= spare_s) {
            int64_t reach_s = model->partners[k->partner].order_s + leg_s + m->set_up_s;
            reaches->rows = tl_grow(reaches->rows, reaches->count, &reaches->capacity, sizeof *reaches->rows);
            reaches->rows[reaches->count++] =
                (struct tl_roster_reach){(int32_t)mission, k->partner, (int32_t)p, class->name, reach_s};
        }
    }
}

void tl_build_reaches(struct tl_model *model)
{
    struct reaches reaches = {.model = model};
    bool *from = tl_alloc(model->place_count, sizeof *from);
    for (size_t kin = 0; kin < model->kin_count; kin++) {
        mark_places(model, kin, from);
        for (size_t m = 0; m < model->mission_count; m++) {
            add_rows(&reaches, m, kin, from);
        }
    }
    struct tl_roster *roster = &model->roster;
    roster->reach_count = reaches.count;
    roster->reaches = tl_arena_alloc(model->arena, reaches.count + 1, sizeof *roster->reaches);
    if (reaches.count > 0) {
        tl_roster_sort_reaches(reaches.rows, reaches.count);
        memcpy(roster->reaches, reaches.rows, reaches.count * sizeof *reaches.rows);
    }
    free(reaches.rows);
    free(from);
}
