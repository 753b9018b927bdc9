#include "event/event.h"

#include <assert.h>

static const struct tl_field_class fields[TL_FIELDS] = {
#define TL_FIELD(NAME, member, TYPE, help) {#member, TL_TYPE_##TYPE, offsetof(struct tl_event, member), help},
#include "event/field.def"
#undef TL_FIELD
};

/* A row's fields become the list ", field, optional, field, optional ..."; ROW deals it out to the two arrays, after
 * padding to the six that a class has room for. */
#define F(NAME)    , TL_FIELD_##NAME, false
#define O(NAME)    , TL_FIELD_##NAME, true
#define PAD        TL_FIELDS, false
#define COUNT(...) ((int)(sizeof((const int[]){__VA_ARGS__}) / sizeof(int)) / 2)
#define ROW(start, f0, o0, f1, o1, f2, o2, f3, o3, f4, o4, f5, o5, ...)                                      \
    .fields = {f0, f1, f2, f3, f4, f5}, .optional = {o0, o1, o2, o3, o4, o5}
#define ROW_OF(...) ROW(__VA_ARGS__)

static const struct tl_event_class kinds[TL_EVENT_KINDS] = {
#define TL_EVENT(NAME, kind_name, ROOT, STATE, FIELDS, kind_help)                                            \
    {.name = #kind_name,                                                                                     \
     .may_be_root = ROOT,                                                                                    \
     .state = TL_STATE_##STATE,                                                                              \
     .field_count = COUNT(0 FIELDS),                                                                         \
     ROW_OF(0 FIELDS, PAD, PAD, PAD, PAD, PAD, PAD, ),                                                       \
     .help = kind_help},
#include "event/event.def"
#undef TL_EVENT
};

#define TL_EVENT(NAME, name, ROOT, STATE, FIELDS, help)                                                      \
    static_assert(COUNT(0 FIELDS) <= 6, #name " has more fields than struct tl_event_class holds");
#include "event/event.def"
#undef TL_EVENT

static const char *const reasons[TL_REASONS] = {
#define TL_REASON(NAME, name, help) #name,
#include "event/reason.def"
#undef TL_REASON
};

static const char *const states[TL_STATES] = {
#define TL_STATE(NAME, name, letter, help) name,
#include "event/state.def"
#undef TL_STATE
};

const struct tl_field_class *tl_field_class_get(enum tl_field field)
{
    assert(field < TL_FIELDS);
    return &fields[field];
}

const struct tl_event_class *tl_event_class_get(enum tl_event_kind kind)
{
    assert(kind < TL_EVENT_KINDS);
    return &kinds[kind];
}

const char *tl_reason_name(enum tl_reason reason)
{
    assert(reason < TL_REASONS);
    return reasons[reason];
}

const char *tl_reason_help(enum tl_reason reason)
{
    static const char *const words[] = {
#define TL_REASON(NAME, name, help) (help),
#include "event/reason.def"
#undef TL_REASON
    };
    assert(reason < TL_REASONS);
    return words[reason];
}

const char *tl_grade_name(enum tl_grade grade)
{
    static const char *const names[TL_GRADES] = {"refused", "offshore", "full"};
    assert(grade < TL_GRADES);
    return names[grade];
}

const char *tl_state_name(enum tl_asset_state state)
{
    assert(state < TL_STATES);
    return states[state];
}

char tl_state_letter(enum tl_asset_state state)
{
    static const char letters[TL_STATES] = {
#define TL_STATE(NAME, name, letter, help) letter,
#include "event/state.def"
#undef TL_STATE
    };
    assert(state < TL_STATES);
    return letters[state];
}

struct tl_event tl_event_make(enum tl_event_kind kind, int64_t cause)
{
    return (struct tl_event){
        .cause = cause,
        .kind = kind,
#define TL_FIELD(NAME, member, ...) .member = TL_NONE,
#include "event/field.def"
#undef TL_FIELD
    };
}

static const char *mission_name(const struct tl_roster *roster, int64_t index)
{
    return (size_t)index < roster->mission_count ? roster->missions[index].name : NULL;
}

static const char *asset_name(const struct tl_roster *roster, int64_t index)
{
    return (size_t)index < roster->asset_count ? roster->assets[index].name : NULL;
}

static const char *listed_name(const struct tl_names *names, int64_t index)
{
    return (size_t)index < names->count ? names->items[index] : NULL;
}

const char *tl_event_name(const struct tl_event *event, enum tl_field field, const struct tl_roster *roster)
{
    int64_t index = tl_event_field(event, field);
    if (index < 0) {
        return NULL;
    }
    switch (fields[field].type) {
    case TL_TYPE_ASSET:
        return asset_name(roster, index);
    case TL_TYPE_MISSION:
        return mission_name(roster, index);
    case TL_TYPE_PARTNER:
        return listed_name(&roster->partners, index);
    case TL_TYPE_PLACE:
        return listed_name(&roster->places, index);
    case TL_TYPE_DIVERSION:
        return listed_name(&roster->diversions, index);
    case TL_TYPE_PHASE:
        return listed_name(&roster->phases, index);
    case TL_TYPE_INJECT:
        return listed_name(&roster->injects, index);
    case TL_TYPE_INCIDENT:
        return (size_t)index < roster->incident_count ? roster->incidents[index].name : NULL;
    case TL_TYPE_LINK:
        return listed_name(&roster->links, index);
    case TL_TYPE_AGREEMENT:
        return listed_name(&roster->agreements, index);
    case TL_TYPE_GROUP:
        return (size_t)index < roster->group_count ? roster->groups[index].name : NULL;
    case TL_TYPE_CORRIDOR:
        return listed_name(&roster->corridors, index);
    case TL_TYPE_LANE:
        return listed_name(&roster->lanes, index);
    case TL_TYPE_SERVICE:
        return listed_name(&roster->services, index);
    case TL_TYPE_CONSENT:
        return listed_name(&roster->consents, index);
    case TL_TYPE_POSTURE:
        return listed_name(&roster->postures, index);
    case TL_TYPE_GAUGE:
        return listed_name(&roster->gauges, index);
    case TL_TYPE_WEATHER:
        return listed_name(&roster->weathers, index);
    case TL_TYPE_CAPABILITY:
        return listed_name(&roster->capabilities, index);
    case TL_TYPE_MICRO:
    case TL_TYPE_TIME:
    case TL_TYPE_COUNT:
    case TL_TYPE_GRADE:
    case TL_TYPE_REASON:
        break;
    }
    return NULL;
}
