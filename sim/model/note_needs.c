/* Notes on needs that can never be met, and on policies that have nothing to go by. */
#include <math.h>
#include <string.h>

#include "model/build.h"
#include "model/note.h"

/* ---- bounds of what a mission asks for ---- */

static bool is_scaled_by(const struct tl_inject *inject, int32_t mission)
{
    return inject->mission == mission && !isnan(inject->scale);
}

static double least_scale(const struct tl_model *model, int32_t mission)
{
    const struct tl_mission *m = &model->missions[mission];
    double least = m->scale;
    for (size_t i = 0; i < m->step_count; i++) {
        least = fmin(least, m->steps[i].scale); /* NAN is passed over */
    }
    for (size_t i = 0; i < model->inject_count; i++) {
        least = is_scaled_by(&model->injects[i], mission) ? fmin(least, model->injects[i].scale) : least;
    }
    return least;
}

static double greatest_scale(const struct tl_model *model, int32_t mission)
{
    const struct tl_mission *m = &model->missions[mission];
    double greatest = m->scale;
    for (size_t i = 0; i < m->step_count; i++) {
        greatest = fmax(greatest, m->steps[i].scale);
    }
    for (size_t i = 0; i < model->inject_count; i++) {
        greatest =
            is_scaled_by(&model->injects[i], mission) ? fmax(greatest, model->injects[i].scale) : greatest;
    }
    return greatest;
}

static int64_t least_need(const struct tl_mission *mission, size_t k)
{
    int64_t least_u = mission->needs_u[k];
    for (size_t i = 0; i < mission->step_count; i++) {
        int64_t step_u = mission->steps[i].needs_u[k];
        least_u = step_u != TL_NONE && step_u < least_u ? step_u : least_u;
    }
    return least_u;
}

int64_t tl_note_most_needed(const struct tl_model *model, int32_t mission, size_t k)
{
    const struct tl_mission *m = &model->missions[mission];
    int64_t most_u = m->needs_u[k];
    for (size_t i = 0; i < m->step_count; i++) {
        most_u = m->steps[i].needs_u[k] > most_u ? m->steps[i].needs_u[k] : most_u;
    }
    return (int64_t)ceil((double)most_u * greatest_scale(model, mission));
}

/* ---- needs above all that there is ---- */

/* What all that may serve the mission give of its k-th need, millionths. */
static int64_t supply(const struct tl_model *model, const struct tl_mission *mission, size_t k)
{
    int64_t total_u = 0;
    for (size_t i = 0; i < model->asset_count; i++) {
        const struct tl_asset_plan *asset = &model->assets[i];
        int64_t gives_u = model->classes[asset->class_index].gives_u[mission->need[k]];
        total_u += mission->eligible[asset->partner] ? gives_u : 0;
    }
    return total_u;
}

/* The need at path.key asks for so much of the k-th, millionths. Returns whether that was noted. */
static bool note_need(const struct tl_notes *notes, const struct tl_mission *mission, size_t k,
                      double asked_u, const char *path, const char *key)
{
    int64_t total_u = supply(notes->model, mission, k);
    if (!(asked_u > (double)total_u)) {
        return false;
    }
    struct tl_text total = {0};
    tl_text_add_micro(&total, total_u);
    tl_note_add(notes, path, key,
                tl_arena_print(notes->model->arena,
                               "can never be met: all that may serve the mission give %s %s together",
                               tl_text_get(&total),
                               notes->model->roster.capabilities.items[mission->need[k]]));
    tl_text_clear(&total);
    return true;
}

/* What a step asks for at the least, whatever others have made of needs and scale. */
static void note_step(const struct tl_notes *notes, int32_t mission, const struct tl_demand_step *step,
                      const char *path)
{
    const struct tl_mission *m = &notes->model->missions[mission];
    bool has_scale = !isnan(step->scale);
    double scale = has_scale ? step->scale : least_scale(notes->model, mission);
    bool is_noted = false;
    for (size_t k = 0; k < m->needs; k++) {
        const char *capability = notes->model->roster.capabilities.items[m->need[k]];
        if (step->needs_u[k] != TL_NONE) {
            note_need(notes, m, k, (double)step->needs_u[k] * scale, path,
                      tl_arena_print(notes->model->arena, "needs.%s", capability));
        } else if (has_scale && !is_noted) {
            is_noted = note_need(notes, m, k, (double)least_need(m, k) * scale, path, "scale");
        }
    }
}

/* Does a step replace the need, or the scale, from the very start? */
static bool is_replaced(const struct tl_mission *mission, size_t k)
{
    bool is = false;
    for (size_t i = 0; i < mission->step_count; i++) {
        const struct tl_demand_step *step = &mission->steps[i];
        bool is_at_start = step->phase == TL_NONE && step->from_s == 0;
        is = is || (is_at_start && (step->needs_u[k] != TL_NONE || !isnan(step->scale)));
    }
    return is;
}

static void note_mission(const struct tl_notes *notes, int32_t mission)
{
    const struct tl_mission *m = &notes->model->missions[mission];
    const struct tl_mission_def *def = &notes->model->scenario->missions[mission];
    const struct tl_step_def *steps = def->steps.items;
    if (m->kind->is_at_base) {
        return; /* its coverage counts who is on alert, not what its pool asks for */
    }
    for (size_t k = 0; k < m->needs; k++) {
        const char *capability = notes->model->roster.capabilities.items[m->need[k]];
        if (!is_replaced(m, k)) {
            note_need(notes, m, k, (double)m->needs_u[k] * m->scale, def->path,
                      tl_arena_print(notes->model->arena, "needs.%s", capability));
        }
    }
    for (size_t i = 0; i < m->step_count; i++) {
        note_step(notes, mission, &m->steps[i], steps[i].path);
    }
}

/* ---- policies ---- */

static bool has_shares(const struct tl_partner_def *partner)
{
    bool has = false;
    for (size_t i = 0; i < partner->shares.count; i++) {
        has = has || partner->shares.items[i].value > 0;
    }
    return has;
}

static void note_policy(const struct tl_notes *notes, int32_t partner, const struct tl_words_text *policy,
                        const char *path)
{
    if (partner != TL_NONE && policy->text != NULL && strcmp(policy->text, "shares") == 0 &&
        !has_shares(&notes->model->scenario->partners[partner])) {
        tl_note_add(notes, path, "policy",
                    tl_arena_print(notes->model->arena, "sends nothing anywhere: %s has no shares",
                                   notes->model->partners[partner].name));
    }
}

void tl_note_needs(const struct tl_notes *notes)
{
    const struct tl_scenario *s = notes->model->scenario;
    for (size_t i = 0; i < s->partner_count; i++) {
        note_policy(notes, (int32_t)i, &s->partners[i].policy, s->partners[i].path);
    }
    for (size_t i = 0; i < s->inject_count; i++) {
        note_policy(notes, notes->model->injects[i].partner, &s->injects[i].policy, s->injects[i].path);
    }
    for (size_t i = 0; i < s->mission_count; i++) {
        note_mission(notes, (int32_t)i);
    }
}
