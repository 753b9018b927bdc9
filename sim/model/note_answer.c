/* Notes on incidents that are never answered as they ask, or that nobody would see. */
#include <math.h>
#include <string.h>

#include "model/build.h"
#include "model/note.h"

static bool is_response(const struct tl_incident *incident)
{
    return incident->leg_s != NULL;
}

/* What the k-th need of the pool lets policies send of those that could answer, the weakest of them first, so at most so many. */
static int64_t count_for_need(const struct tl_model *model, const struct tl_incident *incident, size_t k)
{
    int32_t capability = model->missions[incident->mission].need[k];
    int64_t least_u = 0;
    for (size_t i = 0; i < model->asset_count; i++) {
        int64_t gives_u = model->classes[model->assets[i].class_index].gives_u[capability];
        bool counts = gives_u > 0 && tl_build_may_answer(model, incident, i);
        least_u = counts && (least_u == 0 || gives_u < least_u) ? gives_u : least_u;
    }
    int64_t most_u = tl_note_most_needed(model, incident->mission, k);
    return least_u == 0 ? 0 : most_u / least_u + (most_u % least_u > 0);
}

/* The most assets that are ever in the pool by its needs. Partners of a command network may not know of each other's and each
 * fill it. */
static int64_t count_pool(const struct tl_model *model, const struct tl_incident *incident)
{
    const struct tl_mission *mission = &model->missions[incident->mission];
    int64_t asked = 0;
    int64_t starting = 0;
    int64_t fillers = 0;
    for (size_t k = 0; k < mission->needs; k++) {
        asked += count_for_need(model, incident, k);
    }
    for (size_t i = 0; i < model->asset_count; i++) {
        starting += model->assets[i].start_mission == incident->mission;
    }
    for (size_t p = 0; p < model->partner_count; p++) {
        fillers += mission->eligible[p];
    }
    asked *= model->link_count > 0 ? fillers : 1;
    return asked > starting ? asked : starting;
}

/* A diversion may send more than the pool asks for. */
static bool is_diverted_to(const struct tl_model *model, int32_t mission)
{
    bool is = false;
    for (size_t i = 0; i < model->diversion_count; i++) {
        is = is || (model->diversions[i].enabled && model->diversions[i].to == mission);
    }
    return is;
}

/* "1 presence and 2 asw" */
static void print_needs(struct tl_text *out, const struct tl_model *model, int32_t mission)
{
    const struct tl_mission *m = &model->missions[mission];
    for (size_t k = 0; k < m->needs; k++) {
        tl_text_add(out, k > 0 ? " and " : "");
        tl_text_add_micro(out, tl_note_most_needed(model, mission, k));
        tl_text_print(out, " %s", model->roster.capabilities.items[m->need[k]]);
    }
    tl_text_add(out, m->needs == 0 ? "nothing" : "");
}

/* An incident that takes more than could ever come is always missed, as it may be in a variant with fewer forces. */
static void note_takes(const struct tl_notes *notes, const struct tl_incident *incident,
                       const struct tl_incident_def *def)
{
    const struct tl_model *model = notes->model;
    int64_t count = tl_build_count_answering(model, incident);
    int64_t pool = count_pool(model, incident);
    if (count < incident->takes) {
        tl_note_add(notes, def->path, "takes",
                    tl_arena_print(model->arena,
                                   "is never answered: only %d could be there within the limit and come back",
                                   (int)count));
    } else if (pool < incident->takes && !is_diverted_to(model, incident->mission)) {
        struct tl_text needs = {0};
        print_needs(&needs, model, incident->mission);
        tl_note_add(notes, def->path, "takes",
                    tl_arena_print(model->arena,
                                   "is never answered: its pool asks for %s, so for no more than %d "
                                   "asset%s",
                                   tl_text_get(&needs), (int)pool, pool == 1 ? "" : "s"));
        tl_text_clear(&needs);
    }
}

/* The longest that one of those who could answer might stay on the scene. */
static int64_t longest_stay(const struct tl_model *model, const struct tl_incident *incident)
{
    int64_t longest_s = 0;
    for (size_t i = 0; i < model->asset_count; i++) {
        int32_t class = model->assets[i].class_index;
        int64_t stay_s = model->classes[class].endurance_s - 2 * incident->leg_s[class];
        longest_s = tl_build_may_answer(model, incident, i) && stay_s > longest_s ? stay_s : longest_s;
    }
    return longest_s;
}

static void note_scene(const struct tl_notes *notes, const struct tl_incident *incident,
                       const struct tl_incident_def *def)
{
    double mean_s = tl_dist_mean(&incident->scene);
    double longest_s = (double)longest_stay(notes->model, incident);
    if (isfinite(mean_s) && mean_s > longest_s) {
        tl_note_add(
            notes, def->path, "scene",
            tl_arena_print(notes->model->arena,
                           "is cut short: it takes %s on average, and endurance lets nobody who could "
                           "answer stay longer than %s",
                           tl_note_span(notes, mean_s), tl_note_span(notes, longest_s)));
    }
}

void tl_note_answers(const struct tl_notes *notes, const struct tl_incident *incident,
                     const struct tl_incident_def *def)
{
    if (is_response(incident)) {
        note_takes(notes, incident, def);
        note_scene(notes, incident, def);
    } else if (!(tl_dist_mean(&incident->scene) > 0)) {
        tl_note_add(notes, def->path, "scene", "those who come leave at once: give the key \"scene\"");
    }
}
