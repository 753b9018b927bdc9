/* What entities say of each other: capabilities, theatres, names, and missions that nobody could serve. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/check.h"

/* Distinct names, for references to what has no section of its own: capabilities and theatres. */
struct names {
    const char **items;
    size_t count;
};

static void add_name(struct names *names, const char *name)
{
    for (size_t i = 0; i < names->count; i++) {
        if (strcmp(names->items[i], name) == 0) {
            return;
        }
    }
    names->items[names->count++] = name;
}

static bool has_name(const struct names *names, const char *name)
{
    for (size_t i = 0; i < names->count; i++) {
        if (strcmp(names->items[i], name) == 0) {
            return true;
        }
    }
    return false;
}

static struct names list_capabilities(struct tl_check *c)
{
    const struct tl_scenario *s = c->scenario;
    size_t most = 0;
    for (size_t i = 0; i < s->class_count; i++) {
        most += s->classes[i].gives.count;
    }
    struct names names = {tl_arena_alloc(c->arena, most, sizeof(char *)), 0};
    for (size_t i = 0; i < s->class_count; i++) {
        for (size_t k = 0; k < s->classes[i].gives.count; k++) {
            add_name(&names, s->classes[i].gives.items[k].name);
        }
    }
    return names;
}

static struct names list_theatres(struct tl_check *c)
{
    const struct tl_scenario *s = c->scenario;
    struct names names = {tl_arena_alloc(c->arena, s->mission_count, sizeof(char *)), 0};
    for (size_t i = 0; i < s->mission_count; i++) {
        add_name(&names, s->missions[i].theatre.text);
    }
    return names;
}

static bool check_name(struct tl_check *c, const struct names *names, const char *what, const char *name,
                       const char *path, const char *key)
{
    if (has_name(names, name)) {
        return true;
    }
    tl_path_refuse(c, path, key, "%s%s", what, tl_mistake_advice(c->arena, name, names->items, names->count));
    return false;
}

static void check_headline(struct tl_check *c, const struct names *theatres)
{
    const struct tl_scenario *s = c->scenario;
    const struct tl_name_list *headline = &s->top.headline;
    bool known = true;
    for (size_t i = 0; i < headline->count; i++) {
        known = check_name(c, theatres, "no mission is in this theatre", headline->items[i], "",
                           tl_arena_print(c->arena, "headline[%zu]", i)) &&
                known;
    }
    double sum = 0;
    for (size_t i = 0; i < s->mission_count; i++) {
        bool counts = !headline->given;
        for (size_t k = 0; k < headline->count; k++) {
            counts = counts || strcmp(headline->items[k], s->missions[i].theatre.text) == 0;
        }
        sum += counts ? s->missions[i].weight : 0;
    }
    if (known && !(sum > 0)) {
        const char *where = headline->given ? "headline" : s->mission_count > 0 ? "missions" : "";
        if (*where) {
            tl_path_refuse(c, where, NULL, "the weights of the missions in the headline index sum to 0");
        } else {
            tl_mistake_add(c->mistakes, &s->tree->origin, "missions", NULL,
                           "is required: at least one mission");
        }
    }
}

/* An index is called headline, or after its theatre or partner: no two may be alike. */
static void check_theatre(struct tl_check *c, const struct tl_mission_def *mission)
{
    const char *theatre = mission->theatre.text;
    if (strcmp(theatre, "headline") == 0) {
        tl_path_refuse(c, mission->path, "theatre", "headline is the index of all theatres in it");
    } else if (tl_ref_find(c, TL_SECTION_PARTNER, theatre) != TL_ABSENT) {
        tl_path_refuse(c, mission->path, "theatre", "is the name of a partner too; rename one of them");
    }
}

static double find_amount(const struct tl_amounts *amounts, const char *name)
{
    for (size_t i = 0; i < amounts->count; i++) {
        if (strcmp(amounts->items[i].name, name) == 0) {
            return amounts->items[i].value;
        }
    }
    return 0;
}

/* Is there an asset of an eligible partner that gives the capability? */
static bool can_serve(const struct tl_scenario *s, const struct tl_mission_def *mission,
                      const char *capability)
{
    for (size_t i = 0; i < s->asset_count; i++) {
        const struct tl_asset_def *asset = &s->assets[i];
        for (size_t p = 0; p < mission->partners.count; p++) {
            if (asset->partner.index == mission->partners.items[p] &&
                find_amount(&s->classes[asset->class.index].gives, capability) > 0) {
                return true;
            }
        }
    }
    return false;
}

/* One group of needs: names that a class gives, and that somebody eligible has. */
static void check_needs(struct tl_check *c, const struct tl_mission_def *mission,
                        const struct names *capabilities, const struct tl_amounts *needs, const char *path)
{
    for (size_t i = 0; i < needs->count; i++) {
        const char *name = needs->items[i].name;
        const char *key = tl_arena_print(c->arena, "needs.%s", name);
        if (check_name(c, capabilities, "no class gives this capability", name, path, key) &&
            needs->items[i].value > 0 && !can_serve(c->scenario, mission, name)) {
            tl_path_refuse(c, path, key, "nobody can serve it: no asset of the mission's partners gives %s",
                           name);
        }
    }
}

static void check_mission(struct tl_check *c, const struct tl_mission_def *mission,
                          const struct names *capabilities)
{
    check_theatre(c, mission);
    check_needs(c, mission, capabilities, &mission->needs, mission->path);
    const struct tl_step_def *steps = mission->steps.items;
    for (size_t i = 0; i < mission->steps.count; i++) {
        check_needs(c, mission, capabilities, &steps[i].needs, steps[i].path);
    }
}

/* Does the row of a diversion name this asset? */
static bool fits_take(const struct tl_scenario *s, const struct tl_take_def *take, int32_t index)
{
    const struct tl_asset_def *asset = &s->assets[index];
    bool listed = !take->assets.given;
    for (size_t i = 0; i < take->assets.count; i++) {
        listed = listed || take->assets.items[i] == index;
    }
    return listed && (take->class.index == TL_ABSENT || take->class.index == asset->class.index) &&
           (take->from.index == TL_ABSENT || take->from.index == asset->home.index) &&
           (!take->capability.text ||
            find_amount(&s->classes[asset->class.index].gives, take->capability.text) > 0);
}

/* An enabled diversion must find something to take. */
static void check_takes(struct tl_check *c, const struct tl_diversion_def *diversion,
                        const struct names *capabilities)
{
    const struct tl_scenario *s = c->scenario;
    const struct tl_take_def *takes = diversion->take.items;
    for (size_t t = 0; t < diversion->take.count; t++) {
        bool known =
            !takes[t].capability.text || check_name(c, capabilities, "no class gives this capability",
                                                    takes[t].capability.text, takes[t].path, "capability");
        bool found = false;
        for (size_t i = 0; i < s->asset_count; i++) {
            found = found || (s->assets[i].partner.index == diversion->partner.index &&
                              fits_take(s, &takes[t], (int32_t)i));
        }
        if (known && !found && diversion->enabled) {
            tl_path_refuse(c, takes[t].path, NULL, "%s has no asset that fits",
                           s->partners[diversion->partner.index].name);
        }
    }
}

/* If `name` is OTHER-i of an asset that has a count of at least i, that asset; else NULL. */
static const struct tl_asset_def *find_expansion(const struct tl_check *c, const char *name)
{
    const char *dash = strrchr(name, '-');
    if (!dash || dash[1] < '1' || dash[1] > '9' || strlen(dash + 1) > 4) {
        return NULL;
    }
    char *end;
    long number = strtol(dash + 1, &end, 10);
    const char *stem = tl_arena_print(c->arena, "%.*s", (int)(dash - name), name);
    int32_t index = tl_ref_find(c, TL_SECTION_ASSET, stem);
    if (*end || index == TL_ABSENT) {
        return NULL;
    }
    const struct tl_asset_def *other = &c->scenario->assets[index];
    return other->count > 1 && number <= other->count ? other : NULL;
}

/* Names of single assets against those that counts expand to. Two expansions never collide: a-1 of count 2 makes a-1-1,
 * which is no NAME-i of a. */
static void check_expansion(struct tl_check *c, const struct tl_asset_def *asset)
{
    const struct tl_asset_def *other = find_expansion(c, asset->name);
    if (other && asset->count == 1) {
        tl_path_refuse(c, asset->path, NULL, "is also one of the %d that %s expands to", (int)other->count,
                       other->path);
    }
}

void tl_check_together(struct tl_check *c)
{
    const struct tl_scenario *s = c->scenario;
    struct names capabilities = list_capabilities(c);
    struct names theatres = list_theatres(c);
    check_headline(c, &theatres);
    for (size_t i = 0; i < s->mission_count; i++) {
        check_mission(c, &s->missions[i], &capabilities);
    }
    for (size_t i = 0; i < s->diversion_count; i++) {
        check_takes(c, &s->diversions[i], &capabilities);
    }
    for (size_t i = 0; i < s->asset_count; i++) {
        check_expansion(c, &s->assets[i]);
    }
    for (size_t i = 0; i < s->partner_count; i++) {
        if (strcmp(s->partners[i].name, "headline") == 0) {
            tl_path_refuse(c, s->partners[i].path, NULL, "headline is the name of an index; rename it");
        }
        for (size_t k = 0; k < s->partners[i].shares.count; k++) {
            const char *name = s->partners[i].shares.items[k].name;
            check_name(c, &theatres, "no mission is in this theatre", name, s->partners[i].path,
                       tl_arena_print(c->arena, "shares.%s", name));
        }
    }
}
