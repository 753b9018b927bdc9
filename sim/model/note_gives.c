/* Notes on capabilities that assets give and nothing asks for. */
#include "model/build.h"
#include "model/note.h"

static bool is_needed(const struct tl_model *model, int32_t capability)
{
    bool is = false;
    for (size_t i = 0; i < model->mission_count; i++) {
        const struct tl_mission *mission = &model->missions[i];
        is = is || (mission->lift != NULL && mission->lift->seats == capability);
        for (size_t k = 0; k < mission->needs; k++) {
            is = is || mission->need[k] == capability;
        }
    }
    return is;
}

/* Does a diversion pick by it what it takes? */
static bool is_picked_by(const struct tl_model *model, int32_t capability)
{
    bool is = false;
    for (size_t i = 0; i < model->diversion_count; i++) {
        const struct tl_diversion_def *def = &model->scenario->diversions[i];
        const struct tl_take_def *rows = def->take.items;
        for (size_t k = 0; k < def->take.count; k++) {
            const char *name = rows[k].capability.text;
            is = is || (name != NULL && tl_build_capability(model, name) == capability);
        }
    }
    return is;
}

/* The first class, by name, whose assets give it; TL_NONE: there are none. */
static int32_t first_class(const struct tl_model *model, int32_t capability)
{
    int32_t first = TL_NONE;
    for (size_t i = 0; i < model->asset_count; i++) {
        int32_t class = model->assets[i].class_index;
        bool is_before = first == TL_NONE || class < first;
        first = is_before && model->classes[class].gives_u[capability] > 0 ? class : first;
    }
    return first;
}

/* What missions do need, to guess what was meant. */
static const char **list_needed(const struct tl_model *model, size_t *count)
{
    const char **needed = tl_arena_alloc(model->arena, model->capabilities + 1, sizeof *needed);
    *count = 0;
    for (size_t i = 0; i < model->capabilities; i++) {
        if (is_needed(model, (int32_t)i)) {
            needed[(*count)++] = model->roster.capabilities.items[i];
        }
    }
    return needed;
}

void tl_note_gives(const struct tl_notes *notes)
{
    const struct tl_model *model = notes->model;
    size_t count;
    const char **needed = list_needed(model, &count);
    for (size_t i = 0; i < model->capabilities; i++) {
        const char *name = model->roster.capabilities.items[i];
        int32_t class = first_class(model, (int32_t)i);
        if (class == TL_NONE || is_needed(model, (int32_t)i) || is_picked_by(model, (int32_t)i)) {
            continue;
        }
        tl_note_add(notes, model->scenario->classes[class].path,
                    tl_arena_print(model->arena, "gives.%s", name),
                    tl_arena_print(model->arena, "no mission needs it%s",
                                   tl_mistake_advice(model->arena, name, needed, count)));
    }
}
