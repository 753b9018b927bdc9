#include "scenario/key.h"

#include <assert.h>
#include <string.h>

const char tl_key_required[] = "required";
const char tl_key_optional[] = "";

#define TL_REQUIRED tl_key_required
#define TL_OPTIONAL tl_key_optional
#define TL_KEY(member, key, TYPE, of, low, high, fallback, help)                                             \
    {key, TL_TYPE_##TYPE, (int)(of), low, high, fallback, help, offsetof(TL_DEF, member)},

#define TL_DEF struct tl_top_def
static const struct tl_key top_keys[] = {
#include "scenario/keys/top.def"
};
#undef TL_DEF
#define TL_DEF struct tl_partner_def
static const struct tl_key partner_keys[] = {
#include "scenario/keys/partner.def"
};
#undef TL_DEF
#define TL_DEF struct tl_place_def
static const struct tl_key place_keys[] = {
#include "scenario/keys/place.def"
};
#undef TL_DEF
#define TL_DEF struct tl_lane_def
static const struct tl_key lane_keys[] = {
#include "scenario/keys/lane.def"
};
#undef TL_DEF
#define TL_DEF struct tl_class_def
static const struct tl_key class_keys[] = {
#include "scenario/keys/class.def"
};
#undef TL_DEF
#define TL_DEF struct tl_asset_def
static const struct tl_key asset_keys[] = {
#include "scenario/keys/asset.def"
};
#undef TL_DEF
#define TL_DEF struct tl_phase_def
static const struct tl_key phase_keys[] = {
#include "scenario/keys/phase.def"
};
#undef TL_DEF
#define TL_DEF struct tl_mission_def
static const struct tl_key mission_keys[] = {
#include "scenario/keys/mission.def"
};
#undef TL_DEF
#define TL_DEF struct tl_incident_def
static const struct tl_key incident_keys[] = {
#include "scenario/keys/incident.def"
};
#undef TL_DEF
#define TL_DEF struct tl_link_def
static const struct tl_key link_keys[] = {
#include "scenario/keys/link.def"
};
#undef TL_DEF
#define TL_DEF struct tl_agreement_def
static const struct tl_key agreement_keys[] = {
#include "scenario/keys/agreement.def"
};
#undef TL_DEF
#define TL_DEF struct tl_rate_step_def
static const struct tl_key rate_step_keys[] = {
#include "scenario/keys/rate_step.def"
};
#undef TL_DEF
#define TL_DEF struct tl_regime_def
static const struct tl_key regime_keys[] = {
#include "scenario/keys/regime.def"
};
#undef TL_DEF
#define TL_DEF struct tl_diversion_def
static const struct tl_key diversion_keys[] = {
#include "scenario/keys/diversion.def"
};
#undef TL_DEF
#define TL_DEF struct tl_inject_def
static const struct tl_key inject_keys[] = {
#include "scenario/keys/inject.def"
};
#undef TL_DEF
#define TL_DEF struct tl_ramp_def
static const struct tl_key ramp_keys[] = {
#include "scenario/keys/ramp.def"
};
#undef TL_DEF
#define TL_DEF struct tl_step_def
static const struct tl_key step_keys[] = {
#include "scenario/keys/step.def"
};
#undef TL_DEF
#define TL_DEF struct tl_take_def
static const struct tl_key take_keys[] = {
#include "scenario/keys/take.def"
};
#undef TL_DEF
#define TL_DEF struct tl_consent_def
static const struct tl_key consent_keys[] = {
#include "scenario/keys/consent.def"
};
#undef TL_DEF
#define TL_DEF struct tl_posture_def
static const struct tl_key posture_keys[] = {
#include "scenario/keys/posture.def"
};
#undef TL_DEF
#define TL_DEF struct tl_gauge_def
static const struct tl_key gauge_keys[] = {
#include "scenario/keys/gauge.def"
};
#undef TL_DEF
#define TL_DEF struct tl_weather_def
static const struct tl_key weather_keys[] = {
#include "scenario/keys/weather.def"
};
#undef TL_DEF
#define TL_DEF struct tl_group_def
static const struct tl_key group_keys[] = {
#include "scenario/keys/group.def"
};
#undef TL_DEF
#define TL_DEF struct tl_corridor_def
static const struct tl_key corridor_keys[] = {
#include "scenario/keys/corridor.def"
};
#undef TL_DEF
#define TL_DEF struct tl_service_def
static const struct tl_key service_keys[] = {
#include "scenario/keys/service.def"
};
#undef TL_DEF
#define TL_DEF struct tl_answer_def
static const struct tl_key answer_keys[] = {
#include "scenario/keys/answer.def"
};
#undef TL_DEF
#define TL_DEF struct tl_move_def
static const struct tl_key move_keys[] = {
#include "scenario/keys/move.def"
};
#undef TL_DEF
#define TL_DEF struct tl_push_def
static const struct tl_key push_keys[] = {
#include "scenario/keys/push.def"
};
#undef TL_DEF
#define TL_DEF struct tl_part_def
static const struct tl_key part_keys[] = {
#include "scenario/keys/part.def"
};
#undef TL_DEF
#undef TL_KEY

/* What a section is made of, and for collections where struct tl_scenario keeps them. */
#define TL_PARTS(SHAPE, name)                                                                                \
    SHAPE, name##_keys, sizeof name##_keys / sizeof *name##_keys, sizeof(struct tl_##name##_def)
#define TL_COLLECTION(name, plural)                                                                          \
    TL_PARTS(TL_SHAPE_COLLECTION, name), offsetof(struct tl_scenario, plural),                               \
        offsetof(struct tl_scenario, name##_count)
#define TL_PARTS_top       TL_PARTS(TL_SHAPE_ROOT, top), 0, 0
#define TL_PARTS_partner   TL_COLLECTION(partner, partners)
#define TL_PARTS_place     TL_COLLECTION(place, places)
#define TL_PARTS_lane      TL_COLLECTION(lane, lanes)
#define TL_PARTS_class     TL_COLLECTION(class, classes)
#define TL_PARTS_asset     TL_COLLECTION(asset, assets)
#define TL_PARTS_phase     TL_COLLECTION(phase, phases)
#define TL_PARTS_mission   TL_COLLECTION(mission, missions)
#define TL_PARTS_incident  TL_COLLECTION(incident, incidents)
#define TL_PARTS_link      TL_COLLECTION(link, links)
#define TL_PARTS_agreement TL_COLLECTION(agreement, agreements)
#define TL_PARTS_diversion TL_COLLECTION(diversion, diversions)
#define TL_PARTS_inject    TL_COLLECTION(inject, injects)
#define TL_PARTS_consent   TL_COLLECTION(consent, consents)
#define TL_PARTS_posture   TL_COLLECTION(posture, postures)
#define TL_PARTS_gauge     TL_COLLECTION(gauge, gauges)
#define TL_PARTS_weather   TL_COLLECTION(weather, weathers)
#define TL_PARTS_group     TL_COLLECTION(group, groups)
#define TL_PARTS_corridor  TL_COLLECTION(corridor, corridors)
#define TL_PARTS_service   TL_COLLECTION(service, services)
#define TL_PARTS_ramp      TL_PARTS(TL_SHAPE_ROWS, ramp), 0, 0
#define TL_PARTS_step      TL_PARTS(TL_SHAPE_ROWS, step), 0, 0
#define TL_PARTS_rate_step TL_PARTS(TL_SHAPE_ROWS, rate_step), 0, 0
#define TL_PARTS_regime    TL_PARTS(TL_SHAPE_ROWS, regime), 0, 0
#define TL_PARTS_answer    TL_PARTS(TL_SHAPE_ROWS, answer), 0, 0
#define TL_PARTS_move      TL_PARTS(TL_SHAPE_ROWS, move), 0, 0
#define TL_PARTS_push      TL_PARTS(TL_SHAPE_ROWS, push), 0, 0
#define TL_PARTS_part      TL_PARTS(TL_SHAPE_ROWS, part), 0, 0
#define TL_PARTS_take      TL_PARTS(TL_SHAPE_ROWS, take), 0, 0

static const struct tl_section_row sections[TL_SECTIONS] = {
#define TL_SECTION(NAME, title, group, text) [TL_SECTION_##NAME] = {#title, group, text, TL_PARTS_##title},
#include "scenario/section.def"
#undef TL_SECTION
};

const struct tl_section_row *tl_section_get(enum tl_section section)
{
    assert(section < TL_SECTIONS);
    return &sections[section];
}

const struct tl_key *tl_key_find(const struct tl_section_row *section, const char *name)
{
    for (size_t i = 0; i < section->key_count; i++) {
        if (strcmp(section->keys[i].name, name) == 0) {
            return &section->keys[i];
        }
    }
    return NULL;
}

const char *tl_type_text(enum tl_type type)
{
    static const char *const texts[] = {
#define TL_TYPE(NAME, name, text) text,
#include "scenario/type.def"
#undef TL_TYPE
    };
    assert(type < TL_TYPES);
    return texts[type];
}

const char *const *tl_words_get(enum tl_words words, size_t *count)
{
#define TL_WORDS(NAME, name, ...) static const char *const name##_words[] = {__VA_ARGS__};
#include "scenario/words.def"
#undef TL_WORDS
    static const struct {
        const char *const *words;
        size_t count;
    } lists[] = {
#define TL_WORDS(NAME, name, ...) {name##_words, sizeof name##_words / sizeof *name##_words},
#include "scenario/words.def"
#undef TL_WORDS
    };
    assert(words < TL_WORDS_COUNT);
    *count = lists[words].count;
    return lists[words].words;
}

struct visit {
    void (*visit)(const char *path, const struct tl_section_row *section, const struct tl_key *key,
                  void *context);
    void *context;
    struct tl_text path;
};

static void truncate_path(struct visit *v, size_t size)
{
    v->path.size = size;
    v->path.data[size] = '\0';
}

/* Visit a section's keys behind the path so far, and the rows of each list where it stands. */
static void walk_section(struct visit *v, const struct tl_section_row *section)
{
    size_t base = v->path.size;
    for (size_t i = 0; i < section->key_count; i++) {
        const struct tl_key *key = &section->keys[i];
        tl_text_print(&v->path, "%s%s", base ? "." : "", key->name);
        size_t end = v->path.size;
        tl_text_add(&v->path, key->type == TL_TYPE_AMOUNTS || key->type == TL_TYPE_TEXTS ? ".*" : "");
        v->visit(tl_text_get(&v->path), section, key, v->context);
        truncate_path(v, end);
        if (key->type == TL_TYPE_ROWS) {
            tl_text_add(&v->path, "[*]");
            walk_section(v, tl_section_get((enum tl_section)key->of));
        }
        truncate_path(v, base);
    }
}

void tl_key_walk(void (*visit)(const char *path, const struct tl_section_row *section,
                               const struct tl_key *key, void *context),
                 void *context)
{
    struct visit v = {visit, context, {0}};
    for (enum tl_section s = 0; s < TL_SECTIONS; s++) {
        if (sections[s].shape == TL_SHAPE_ROWS) {
            continue;
        }
        tl_text_reset(&v.path);
        if (sections[s].shape == TL_SHAPE_COLLECTION) {
            tl_text_print(&v.path, "%s.*", sections[s].key);
        }
        walk_section(&v, &sections[s]);
    }
    tl_text_clear(&v.path);
}

void tl_key_print_number(enum tl_type type, double value, struct tl_text *out)
{
    if (type == TL_TYPE_SPAN || type == TL_TYPE_MOMENT) {
        tl_span_print(out, value);
        return;
    }
    tl_text_add_real(out, value);
    tl_text_add(out, type == TL_TYPE_SPEED    ? " m/s"
                     : type == TL_TYPE_LENGTH ? " m"
                     : type == TL_TYPE_RATE   ? " /s"
                     : type == TL_TYPE_FLOW   ? " persons/s"
                                              : "");
}

void tl_key_print_range(const struct tl_key *key, struct tl_text *out)
{
    if (key->low == 0 && key->high == 0) {
        return;
    }
    tl_key_print_number(key->type, key->low, out);
    tl_text_add(out, " to ");
    tl_key_print_number(key->type, key->high, out);
}
