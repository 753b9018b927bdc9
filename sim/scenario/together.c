/* What entities say of each other: capabilities, theatres, names, and missions that nobody could serve. Nothing is concluded
 * from what is missing where a part could not be read: it may be just that part. */
#include <stdio.h>
#include <string.h>

#include "scenario/check.h"

/* Distinct names, for references to what has no section of its own: capabilities and theatres. */
struct names {
    const char **items;
    size_t count;
    bool complete; /* no other may be meant: all that gives such names could be read */
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

/* Is the key there, but could not be read? */
static bool is_lost(const struct tl_check *c, const char *path, const char *key, bool read)
{
    return !read && tl_scenario_gives(c->scenario, path, key);
}

static struct names list_capabilities(struct tl_check *c)
{
    const struct tl_scenario *s = c->scenario;
    size_t most = 0;
    for (size_t i = 0; i < s->class_count; i++) {
        most += s->classes[i].gives.count;
    }
    struct names names = {tl_arena_alloc(c->arena, most, sizeof(char *)), 0,
                          tl_scenario_is_whole(s, TL_SECTION_CLASS)};
    for (size_t i = 0; i < s->class_count; i++) {
        const struct tl_class_def *class = &s->classes[i];
        names.complete = names.complete && !is_lost(c, class->path, "gives", class->gives.given);
        for (size_t k = 0; k < class->gives.count; k++) {
            add_name(&names, class->gives.items[k].name);
        }
    }
    return names;
}

static struct names list_theatres(struct tl_check *c)
{
    const struct tl_scenario *s = c->scenario;
    struct names names = {tl_arena_alloc(c->arena, s->mission_count, sizeof(char *)), 0,
                          tl_scenario_is_whole(s, TL_SECTION_MISSION)};
    for (size_t i = 0; i < s->mission_count; i++) {
        const char *theatre = s->missions[i].theatre.text;
        names.complete = names.complete && theatre;
        if (theatre) {
            add_name(&names, theatre);
        }
    }
    return names;
}

/* Is the name among them? */
static bool check_name(struct tl_check *c, const struct names *names, const char *what, const char *name,
                       const char *path, const char *key)
{
    if (has_name(names, name)) {
        return true;
    }
    if (names->complete) {
        tl_path_refuse(c, path, key, "%s%s", what,
                       tl_mistake_advice(c->arena, name, names->items, names->count));
    }
    return false;
}

/* The weights of the headline; NAN where one of them could not be read. */
static double sum_headline(const struct tl_scenario *s)
{
    const struct tl_name_list *headline = &s->top.headline;
    double sum = 0;
    for (size_t i = 0; i < s->mission_count; i++) {
        bool counts = !headline->given;
        for (size_t k = 0; k < headline->count; k++) {
            counts = counts || strcmp(headline->items[k], s->missions[i].theatre.text) == 0;
        }
        sum += counts ? s->missions[i].weight : 0;
    }
    return sum;
}

static void check_headline(struct tl_check *c, const struct names *theatres)
{
    const struct tl_scenario *s = c->scenario;
    const struct tl_name_list *headline = &s->top.headline;
    bool known = theatres->complete && !is_lost(c, "", "headline", headline->given);
    for (size_t i = 0; i < headline->count; i++) {
        known = check_name(c, theatres, "no mission is in this theatre", headline->items[i], "",
                           tl_arena_print(c->arena, "headline[%zu]", i)) &&
                known;
    }
    if (known && sum_headline(s) <= 0) {
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
    if (!theatre) {
        return;
    }
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

/* Does an asset of the class give the capability, as far as is known? */
static bool may_give(const struct tl_check *c, int32_t class_index, const char *capability)
{
    if (class_index == TL_ABSENT) {
        return true;
    }
    const struct tl_class_def *class = &c->scenario->classes[class_index];
    return is_lost(c, class->path, "gives", class->gives.given) ||
           !(find_amount(&class->gives, capability) <= 0); /* NAN: there is some, but who knows how much */
}

/* Is there an asset of an eligible partner that gives the capability, as far as is known? */
static bool may_be_served(const struct tl_check *c, const struct tl_mission_def *mission,
                          const char *capability)
{
    const struct tl_scenario *s = c->scenario;
    if (mission->partners.count == 0 || !tl_scenario_is_whole(s, TL_SECTION_ASSET)) {
        return true;
    }
    for (size_t i = 0; i < s->asset_count; i++) {
        int32_t partner = s->assets[i].partner.index;
        bool is_eligible = partner == TL_ABSENT;
        for (size_t p = 0; p < mission->partners.count; p++) {
            is_eligible = is_eligible || partner == mission->partners.items[p];
        }
        if (is_eligible && may_give(c, s->assets[i].class.index, capability)) {
            return true;
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
            needs->items[i].value > 0 && !may_be_served(c, mission, name)) {
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
    if (mission->seats.text && tl_scenario_gives(c->scenario, mission->path, "seats")) {
        check_name(c, capabilities, "no class gives this capability", mission->seats.text, mission->path,
                   "seats");
    }
    const struct tl_step_def *steps = mission->steps.items;
    for (size_t i = 0; i < mission->steps.count; i++) {
        check_needs(c, mission, capabilities, &steps[i].needs, steps[i].path);
    }
}

static bool may_be(int32_t index, int32_t wanted)
{
    return index == TL_ABSENT || index == wanted;
}

/* How many of the asset's members a row of a diversion lists: all, or those that it names. */
static int64_t count_listed(const struct tl_take_def *take, const struct tl_asset_def *asset, int32_t index)
{
    int64_t all = asset->count == TL_ABSENT ? INT16_MAX : asset->count;
    int64_t named = 0;
    for (size_t i = 0; i < take->assets.count; i++) {
        if (take->assets.items[i] == index && take->assets.members[i] == 0) {
            return all;
        }
        named += take->assets.items[i] == index;
    }
    return take->assets.given ? named : all;
}

/* May what the row says, besides a list, hold for this asset, as far as is known? */
static bool may_fit(const struct tl_check *c, const struct tl_take_def *take, int32_t partner,
                    const struct tl_asset_def *asset)
{
    return may_be(asset->partner.index, partner) &&
           (take->class.index == TL_ABSENT || may_be(asset->class.index, take->class.index)) &&
           (take->from.index == TL_ABSENT || may_be(asset->home.index, take->from.index)) &&
           (!take->capability.text || may_give(c, asset->class.index, take->capability.text));
}

/* Could everything be read that says what fits? */
static bool is_read(const struct tl_check *c, const struct tl_take_def *take)
{
    return !is_lost(c, take->path, "assets", take->assets.given) &&
           !is_lost(c, take->path, "class", take->class.index != TL_ABSENT) &&
           !is_lost(c, take->path, "from", take->from.index != TL_ABSENT) &&
           !is_lost(c, take->path, "capability", take->capability.text) &&
           tl_scenario_is_whole(c->scenario, TL_SECTION_ASSET);
}

/* An enabled diversion must find what it takes. */
static void check_take(struct tl_check *c, const struct tl_diversion_def *diversion,
                       const struct tl_take_def *take)
{
    const struct tl_scenario *s = c->scenario;
    int64_t fitting = 0;
    for (size_t i = 0; i < s->asset_count; i++) {
        if (may_fit(c, take, diversion->partner.index, &s->assets[i])) {
            fitting += count_listed(take, &s->assets[i], (int32_t)i);
        }
    }
    if (fitting == 0) {
        tl_path_refuse(c, take->path, NULL, "%s has no asset that fits",
                       s->partners[diversion->partner.index].name);
    } else if (take->count > fitting) {
        tl_path_refuse(c, take->path, "count", "only %d fit", (int)fitting);
    }
}

/* Whoever is diverted to a lift mission has seats. */
static void check_seats(struct tl_check *c, const struct tl_diversion_def *diversion,
                        const struct tl_take_def *take)
{
    const struct tl_scenario *s = c->scenario;
    const struct tl_mission_def *to =
        diversion->to.index != TL_ABSENT ? &s->missions[diversion->to.index] : NULL;
    bool is_lift = to && to->kind.text && strcmp(to->kind.text, "lift") == 0 && to->seats.text;
    for (size_t i = 0; is_lift && i < s->asset_count; i++) {
        const struct tl_asset_def *asset = &s->assets[i];
        if (may_fit(c, take, diversion->partner.index, asset) && count_listed(take, asset, (int32_t)i) > 0 &&
            !may_give(c, asset->class.index, to->seats.text)) {
            tl_path_refuse(c, take->path, NULL,
                           "%s fits, but has no seats for a lift mission: it gives no %s", asset->name,
                           to->seats.text);
            return;
        }
    }
}

static void check_takes(struct tl_check *c, const struct tl_diversion_def *diversion,
                        const struct names *capabilities)
{
    const struct tl_take_def *takes = diversion->take.items;
    for (size_t t = 0; t < diversion->take.count; t++) {
        bool known =
            !takes[t].capability.text || check_name(c, capabilities, "no class gives this capability",
                                                    takes[t].capability.text, takes[t].path, "capability");
        if (known && diversion->enabled && diversion->partner.index != TL_ABSENT && is_read(c, &takes[t])) {
            check_take(c, diversion, &takes[t]);
            check_seats(c, diversion, &takes[t]);
        }
    }
}

/* Names of single assets against those that counts expand to. Two expansions never collide: a-1 of count 2 makes a-1-1,
 * which is no NAME-i of a. */
static void check_expansion(struct tl_check *c, const struct tl_asset_def *asset)
{
    int32_t number;
    int32_t index = tl_ref_find_member(c, asset->name, &number);
    if (index != TL_ABSENT && c->scenario->assets[index].count > 1 && asset->count == 1) {
        const struct tl_asset_def *other = &c->scenario->assets[index];
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
