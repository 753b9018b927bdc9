#include "command/leave.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* What every entity of a scenario begins with. */
struct head {
    TL_DEF_HEAD
};

/* Entities of a scenario. */
struct list {
    const void *items;
    size_t count;
    size_t bytes; /* of one */
};

struct leaving {
    const struct tl_scenario *scenario;
    const char *path; /* of the entity that the root names; NULL: it names none */
    struct tl_arena *arena;
    struct tl_changes *changes;
};

static struct head get_head(const struct list *list, size_t i)
{
    struct head head;
    memcpy(&head, (const char *)list->items + i * list->bytes, sizeof head);
    return head;
}

/* The path of the entity of this name, or NULL. */
static const char *find_path(const struct list *list, const char *name)
{
    for (size_t i = 0; i < list->count; i++) {
        struct head head = get_head(list, i);
        if (strcmp(head.name, name) == 0) {
            return head.path;
        }
    }
    return NULL;
}

static struct list list_diversions(const struct tl_scenario *scenario)
{
    return (struct list){scenario->diversions, scenario->diversion_count, sizeof *scenario->diversions};
}

static struct list list_injects(const struct tl_scenario *scenario)
{
    return (struct list){scenario->injects, scenario->inject_count, sizeof *scenario->injects};
}

static struct list list_phases(const struct tl_scenario *scenario)
{
    return (struct list){scenario->phases, scenario->phase_count, sizeof *scenario->phases};
}

static struct list list_consents(const struct tl_scenario *scenario)
{
    return (struct list){scenario->consents, scenario->consent_count, sizeof *scenario->consents};
}

static struct list list_postures(const struct tl_scenario *scenario)
{
    return (struct list){scenario->postures, scenario->posture_count, sizeof *scenario->postures};
}

static struct list list_weathers(const struct tl_scenario *scenario)
{
    return (struct list){scenario->weathers, scenario->weather_count, sizeof *scenario->weathers};
}

/* value: NULL to unset; key: NULL for all of it */
static void change(const struct leaving *leaving, const char *path, const char *key, const char *value)
{
    const char *whole = tl_arena_print(leaving->arena, key ? "%s.%s" : "%s", path, key);
    tl_changes_add(leaving->changes, whole, value);
}

/* Change a key where it is given. */
static void change_given(const struct leaving *leaving, const char *path, const char *key, const char *value)
{
    if (tl_scenario_gives(leaving->scenario, path, key)) {
        change(leaving, path, key, value);
    }
}

static void change_classes(const struct leaving *leaving, const char *key, const char *value)
{
    for (size_t i = 0; i < leaving->scenario->class_count; i++) {
        change_given(leaving, leaving->scenario->classes[i].path, key, value);
    }
}

static void leave_diversion(const struct leaving *leaving)
{
    change(leaving, leaving->path, "enabled", "false");
}

static void leave_inject(const struct leaving *leaving)
{
    change(leaving, leaving->path, NULL, NULL);
}

static void leave_consent(const struct leaving *leaving)
{
    change(leaving, leaving->path, "start", "full");
}

/* It stays in its first state: neither does it move by itself, nor does an inject move it. */
static void leave_posture(const struct leaving *leaving)
{
    const struct tl_scenario *scenario = leaving->scenario;
    change_given(leaving, leaving->path, "moves", NULL);
    for (size_t i = 0; i < scenario->inject_count; i++) {
        int32_t posture = scenario->injects[i].posture.index;
        if (posture >= 0 && scenario->postures[posture].path == leaving->path) {
            change(leaving, scenario->injects[i].path, NULL, NULL);
        }
    }
}

/* It is never felt; its turns stay, so that conditions may go on asking for it. */
static void leave_weather(const struct leaving *leaving)
{
    change_given(leaving, leaving->path, "speed", NULL);
    change_given(leaving, leaving->path, "no-go", NULL);
}

static bool is_left(const struct leaving *leaving, const struct tl_ref *phase)
{
    return phase->index >= 0 && leaving->scenario->phases[phase->index].path == leaving->path;
}

/* The phase begins all the same, but asks nobody for more, and brings no more incidents: the steps that wait for it fall away, the last
 * first, so that those before keep their numbers. */
static void leave_phase(const struct leaving *leaving)
{
    const struct tl_scenario *scenario = leaving->scenario;
    for (size_t m = 0; m < scenario->mission_count; m++) {
        const struct tl_step_def *steps = scenario->missions[m].steps.items;
        for (size_t i = scenario->missions[m].steps.count; i-- > 0;) {
            if (is_left(leaving, &steps[i].phase)) {
                change(leaving, steps[i].path, NULL, NULL);
            }
        }
    }
    for (size_t k = 0; k < scenario->incident_count; k++) {
        const struct tl_rate_step_def *steps = scenario->incidents[k].steps.items;
        for (size_t i = scenario->incidents[k].steps.count; i-- > 0;) {
            if (is_left(leaving, &steps[i].phase)) {
                change(leaving, steps[i].path, NULL, NULL);
            }
        }
    }
}

static void leave_failure(const struct leaving *leaving)
{
    change_classes(leaving, "failures", NULL);
}

static void leave_closed(const struct leaving *leaving)
{
    const struct tl_scenario *scenario = leaving->scenario;
    for (size_t i = 0; i < scenario->place_count; i++) {
        if (!scenario->places[i].open) {
            change(leaving, scenario->places[i].path, "open", "true");
        }
    }
    for (size_t i = 0; i < scenario->lane_count; i++) {
        if (!scenario->lanes[i].open) {
            change(leaving, scenario->lanes[i].path, "open", "true");
        }
    }
}

/* Everybody is there from the start: an asset's own delay decides before that of its class. */
static void leave_ramp(const struct leaving *leaving)
{
    change_classes(leaving, "readiness", NULL);
    for (size_t i = 0; i < leaving->scenario->asset_count; i++) {
        change_given(leaving, leaving->scenario->assets[i].path, "available", NULL);
    }
}

/* Whoever sets out may stay until the end. */
static void leave_rotation(const struct leaving *leaving)
{
    long long endurance_s = 2 * (long long)leaving->scenario->top.horizon_s + 60;
    change_classes(leaving, "endurance", tl_arena_print(leaving->arena, "%lld s", endurance_s));
}

/* How each root of measure/root.def that can be left out falls away. */
struct kind {
    const char *root;
    struct list (*list)(
        const struct tl_scenario *scenario); /* of those that are named; NULL: it is one for all */
    void (*leave)(const struct leaving *leaving);
    const char *without; /* what a scenario without it is */
};

static const struct kind kinds[] = {
    {"diversion", list_diversions, leave_diversion, "it is not enabled"},
    {"inject", list_injects, leave_inject, "it does not strike"},
    {"phase", list_phases, leave_phase, "it begins, but no step of demand or of incidents waits for it"},
    {"consent", list_consents, leave_consent, "it is full from the start"},
    {"posture", list_postures, leave_posture, "it stays in its first state"},
    {"weather", list_weathers, leave_weather, "nobody is slowed or kept by it"},
    {"failure", NULL, leave_failure, "nothing fails"},
    {"ramp", NULL, leave_ramp, "everything is ready from the start"},
    {"closed", NULL, leave_closed, "everything is open at the start"},
    {"rotation", NULL, leave_rotation, "the endurance of every class is above twice the horizon"},
};

/* NULL: no change leaves it out */
static const struct kind *get_kind(const struct tl_ledger_root_row *row)
{
    for (size_t i = 0; row->may_leave && i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(kinds[i].root, row->name) == 0) {
            assert((kinds[i].list != NULL) == row->is_named);
            return &kinds[i];
        }
    }
    assert(!row->may_leave);
    return NULL;
}

const char *tl_leave_without(const struct tl_ledger_root_row *row)
{
    return row->may_leave ? get_kind(row)->without : NULL;
}

/* Behind the '/' of a root, or NULL. */
static const char *find_name(const char *root)
{
    const char *slash = strchr(root, '/');
    return slash ? slash + 1 : NULL;
}

/* NULL where nothing can leave it out. */
static const struct kind *find_kind(const char *root)
{
    size_t count;
    const struct tl_ledger_root_row *rows = tl_ledger_root_rows(&count);
    size_t size = strcspn(root, "/");
    for (size_t i = 0; i < count; i++) {
        bool is_it = strlen(rows[i].name) == size && strncmp(rows[i].name, root, size) == 0;
        if (is_it && rows[i].is_named == (root[size] == '/')) {
            return get_kind(&rows[i]);
        }
    }
    return NULL;
}

const char *tl_leave_meaning(const char *root)
{
    return find_kind(root)->without;
}

/* "; did you mean failure?", where one root of the same form is near enough. */
static void add_near(const char *root, const struct tl_ledger_root_row *rows, size_t count,
                     struct tl_text *out)
{
    const char **names = tl_alloc(count, sizeof *names);
    size_t name_count = 0;
    size_t size = strcspn(root, "/");
    char *word = tl_copy(root);
    word[size] = '\0';
    for (size_t i = 0; i < count; i++) {
        if (rows[i].may_leave && rows[i].is_named == (root[size] == '/')) {
            names[name_count++] = rows[i].name;
        }
    }
    const char *near = tl_text_nearest(word, names, name_count);
    if (near) {
        tl_text_print(out, "; did you mean %s%s?", near, root + size);
    }
    free(names);
    free(word);
}

bool tl_leave_check(const char *root, struct tl_error *err)
{
    size_t count;
    const struct tl_ledger_root_row *rows = tl_ledger_root_rows(&count);
    struct tl_text takes = {0};
    if (find_kind(root)) {
        return true;
    }
    for (size_t i = 0; i < count; i++) {
        if (rows[i].may_leave) {
            tl_text_print(&takes, "%s%s%s", tl_text_get(&takes)[0] ? ", " : "", rows[i].name,
                          rows[i].is_named ? "/NAME" : "");
        }
    }
    add_near(root, rows, count, &takes);
    tl_error_add(err, TL_FAULT_USER,
                 "--counterfactual %s: no change of a scenario leaves this out; it takes one of %s", root,
                 tl_text_get(&takes));
    tl_text_clear(&takes);
    return false;
}

bool tl_leave_find(const struct tl_scenario *scenario, const char *root, struct tl_arena *arena,
                   struct tl_changes *changes)
{
    const struct kind *kind = find_kind(root);
    struct leaving leaving = {.scenario = scenario, .arena = arena, .changes = changes};
    if (kind->list) {
        struct list list = kind->list(scenario);
        leaving.path = find_path(&list, find_name(root));
        if (!leaving.path) {
            return false;
        }
    }
    kind->leave(&leaving);
    return true;
}

bool tl_leave_refuse(const struct tl_scenario *scenario, const char *root, struct tl_error *err)
{
    const struct kind *kind = find_kind(root);
    struct list list = kind->list(scenario);
    struct tl_text option = {0};
    const char **names = tl_alloc(list.count + 1, sizeof *names);
    for (size_t i = 0; i < list.count; i++) {
        names[i] = get_head(&list, i).name;
    }
    tl_text_print(&option, "--counterfactual %s", root);
    tl_name_refuse(tl_text_get(&option), scenario, kind->root, find_name(root), names, list.count, err);
    tl_text_clear(&option);
    free(names);
    return false;
}
