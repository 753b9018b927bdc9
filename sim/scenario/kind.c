/* What missions must keep to that depends on their kind. A kind that is not known here is left to the model, which knows them. */
#include <string.h>

#include "scenario/check.h"

static const char *const kinds[] = {"station", "response", "sustain", "lift", "work"};
enum { STATION = 1, RESPONSE = 2, SUSTAIN = 4, LIFT = 8, WORK = 16 };

/* Which kinds need a key, and which may have it. */
static const struct {
    const char *key;
    int needs, allows;
} kind_keys[] = {
    {"base", RESPONSE, RESPONSE},
    {"reaction", 0, RESPONSE},
    {"limit", 0, RESPONSE},
    {"waits", 0, RESPONSE},
    {"of", SUSTAIN, SUSTAIN},
    {"pace", SUSTAIN, SUSTAIN},
    {"haven", LIFT, LIFT},
    {"groups", LIFT, LIFT},
    {"also", 0, LIFT},
    {"seats", 0, LIFT},
    {"loading", 0, LIFT},
    {"shares", 0, LIFT},
    {"fill", 0, LIFT},
    {"patience", 0, LIFT},
    {"due", 0, LIFT},
    {"amount", WORK, WORK},
    {"within", 0, WORK},
    {"parts", 0, WORK},
    {"needs", LIFT | WORK, STATION | RESPONSE | SUSTAIN | LIFT | WORK},
};

/* The kind's bit, or 0. */
static int find_kind(const struct tl_mission_def *mission)
{
    for (int i = 0; i < (int)(sizeof kinds / sizeof *kinds); i++) {
        if (mission->kind.text && strcmp(mission->kind.text, kinds[i]) == 0) {
            return 1 << i;
        }
    }
    return 0;
}

static void check_keys(struct tl_check *c, const struct tl_mission_def *mission, int kind)
{
    for (size_t i = 0; i < sizeof kind_keys / sizeof *kind_keys; i++) {
        const char *key = kind_keys[i].key;
        bool gives = tl_scenario_gives(c->scenario, mission->path, key);
        if (gives && !(kind_keys[i].allows & kind)) {
            tl_path_refuse(c, mission->path, key, "a %s mission has no use for it", mission->kind.text);
        } else if (!gives && kind_keys[i].needs & kind) {
            tl_path_refuse(c, mission->path, NULL, "a %s mission needs the key \"%s\"", mission->kind.text,
                           key);
        }
    }
}

/* Does the class give something that the mission needs, as far as is known? */
static bool may_help(const struct tl_check *c, const struct tl_class_def *class,
                     const struct tl_mission_def *mission)
{
    bool gives_read = class->gives.given || !tl_scenario_gives(c->scenario, class->path, "gives");
    bool needs_read = mission->needs.given || !tl_scenario_gives(c->scenario, mission->path, "needs");
    bool helps = !gives_read || !needs_read || mission->needs.count == 0;
    for (size_t i = 0; i < mission->needs.count; i++) {
        for (size_t k = 0; k < class->gives.count; k++) {
            helps = helps || (strcmp(mission->needs.items[i].name, class->gives.items[k].name) == 0 &&
                              !(class->gives.items[k].value <= 0));
        }
    }
    return helps || mission->steps.count > 0;
}

/* May the asset stand in the mission's alert pool, as far as is known? */
static bool may_stand_by(const struct tl_check *c, const struct tl_asset_def *asset,
                         const struct tl_mission_def *mission)
{
    if (asset->partner.index == TL_ABSENT || asset->class.index == TL_ABSENT) {
        return true;
    }
    const struct tl_class_def *class = &c->scenario->classes[asset->class.index];
    const struct tl_place_def *base = &c->scenario->places[mission->base.index];
    bool owner_read = base->owner.index != TL_ABSENT || !tl_scenario_gives(c->scenario, base->path, "owner");
    bool permits_read = base->permits.given || !tl_scenario_gives(c->scenario, base->path, "permits");
    bool permitted = !owner_read || !permits_read || tl_place_permits(base, asset->partner.index);
    bool bases_read = class->bases.given || !tl_scenario_gives(c->scenario, class->path, "bases");
    bool based = !bases_read || !class->bases.given || tl_refs_hold(&class->bases, mission->base.index);
    return tl_refs_hold(&mission->partners, asset->partner.index) && permitted && based &&
           tl_place_fits(base, class->domain) && may_help(c, class, mission);
}

static void check_base(struct tl_check *c, const struct tl_mission_def *mission)
{
    const struct tl_scenario *s = c->scenario;
    bool may = mission->base.index == TL_ABSENT || mission->partners.count == 0 ||
               !tl_scenario_is_whole(s, TL_SECTION_ASSET);
    for (size_t i = 0; i < s->asset_count && !may; i++) {
        may = may_stand_by(c, &s->assets[i], mission);
    }
    if (!may) {
        tl_path_refuse(c, mission->path, "base",
                       "no asset of the mission's partners that gives what it needs may use it as a base");
    }
}

static void check_of(struct tl_check *c, const struct tl_mission_def *mission)
{
    const struct tl_mission_def *of =
        mission->of.index != TL_ABSENT ? &c->scenario->missions[mission->of.index] : NULL;
    int kind = of ? find_kind(of) : 0;
    if (kind != 0 && kind != STATION) {
        tl_path_refuse(c, mission->path, "of", "is a %s mission; only one of kind station can be sustained",
                       of->kind.text);
    }
}

void tl_check_kind(struct tl_check *c, const struct tl_mission_def *mission)
{
    int kind = find_kind(mission);
    if (kind != 0) {
        check_keys(c, mission, kind);
    }
    if (kind == RESPONSE) {
        check_base(c, mission);
    } else if (kind == SUSTAIN) {
        check_of(c, mission);
    } else if (kind == LIFT) {
        tl_check_lift(c, mission);
    } else if (kind == WORK) {
        tl_check_work(c, mission);
    }
}
