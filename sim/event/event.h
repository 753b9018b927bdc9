/* Events: the one stream in which running and measuring meet. All values are whole numbers. */
#ifndef TL_EVENT_EVENT_H
#define TL_EVENT_EVENT_H

#include <stdbool.h>
#include <stdint.h>

#include "event/roster.h"

enum tl_event_kind {
#define TL_EVENT(NAME, ...) TL_EVENT_##NAME,
#include "event/event.def"
#undef TL_EVENT
    TL_EVENT_KINDS
};

enum tl_field {
#define TL_FIELD(NAME, ...) TL_FIELD_##NAME,
#include "event/field.def"
#undef TL_FIELD
    TL_FIELDS
};

/* Grades of consent, from none to all. */
enum tl_grade { TL_GRADE_REFUSED, TL_GRADE_OFFSHORE, TL_GRADE_FULL, TL_GRADES };

enum tl_field_type {
    TL_TYPE_ASSET,
    TL_TYPE_MISSION,
    TL_TYPE_PARTNER,
    TL_TYPE_PLACE,
    TL_TYPE_DIVERSION,
    TL_TYPE_PHASE,
    TL_TYPE_INJECT,
    TL_TYPE_INCIDENT,
    TL_TYPE_LINK,
    TL_TYPE_AGREEMENT,
    TL_TYPE_GROUP,
    TL_TYPE_CORRIDOR,
    TL_TYPE_LANE,
    TL_TYPE_SERVICE,
    TL_TYPE_CONSENT,
    TL_TYPE_POSTURE,
    TL_TYPE_GAUGE,
    TL_TYPE_WEATHER,
    TL_TYPE_CAPABILITY, /* up to here: an index into the roster, TL_NONE where absent */
    TL_TYPE_MICRO,      /* millionths */
    TL_TYPE_TIME,       /* seconds from the start */
    TL_TYPE_COUNT,
    TL_TYPE_GRADE, /* of consent: a word of tl_grade_name */
    TL_TYPE_REASON,
};

enum tl_reason {
#define TL_REASON(NAME, ...) TL_REASON_##NAME,
#include "event/reason.def"
#undef TL_REASON
    TL_REASONS
};

enum tl_asset_state {
#define TL_STATE(NAME, ...) TL_STATE_##NAME,
#include "event/state.def"
#undef TL_STATE
    TL_STATES,
    TL_STATE_NONE = TL_STATES, /* in the event table: changes no state */
};

/* One event. Fields that its kind does not list hold TL_NONE. */
struct tl_event {
    int64_t time_s;
    int64_t id;    /* from 1, in order */
    int64_t cause; /* id of the event that made this one happen; 0: the outside world */
    enum tl_event_kind kind;
#define TL_FIELD(NAME, member, ...) int64_t member;
#include "event/field.def"
#undef TL_FIELD
};

struct tl_field_class {
    const char *name;
    enum tl_field_type type;
    size_t offset; /* of the int64_t in struct tl_event */
    const char *help;
};

struct tl_event_class {
    const char *name;
    bool may_be_root;
    enum tl_asset_state state; /* TL_STATE_NONE: changes none */
    int field_count;
    enum tl_field fields[6];
    bool optional[6];
    const char *help;
};

const struct tl_field_class *tl_field_class_get(enum tl_field field);
const struct tl_event_class *tl_event_class_get(enum tl_event_kind kind);
const char *tl_reason_name(enum tl_reason reason);
const char *tl_reason_help(enum tl_reason reason); /* in words */
const char *tl_grade_name(enum tl_grade grade);
const char *tl_state_name(enum tl_asset_state state);
char tl_state_letter(enum tl_asset_state state); /* that stands for it in a chart */

/* An event of `kind` with every field TL_NONE. */
struct tl_event tl_event_make(enum tl_event_kind kind, int64_t cause);

static inline int64_t tl_event_field(const struct tl_event *event, enum tl_field field)
{
    return *(const int64_t *)((const char *)event + tl_field_class_get(field)->offset);
}

/* The name behind a field's index, or NULL where the field is not a reference or is absent. */
const char *tl_event_name(const struct tl_event *event, enum tl_field field, const struct tl_roster *roster);

/* Whoever consumes events: a measure, a trace, a test. Called once an event, in order; the event is borrowed. */
struct tl_sink {
    void (*take)(void *self, const struct tl_event *event);
    void *self;
};

#endif
