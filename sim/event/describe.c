#include "event/describe.h"

#include <string.h>

#include "base/units.h"

/* What stands before and behind a field's value. */
static const struct {
    const char *before;
    const char *after;
} frames[TL_FIELDS] = {
    [TL_FIELD_ASSET] = {" ", ""},
    [TL_FIELD_MISSION] = {" ", ""},
    [TL_FIELD_WAS] = {" from ", ""},
    [TL_FIELD_PARTNER] = {" (", ")"},
    [TL_FIELD_BY] = {", by ", ""},
    [TL_FIELD_PLACE] = {" at ", ""},
    [TL_FIELD_FROM] = {" ", ""},
    [TL_FIELD_TO] = {" -> ", ""},
    [TL_FIELD_DIVERSION] = {", diversion ", ""},
    [TL_FIELD_PHASE] = {" ", ""},
    [TL_FIELD_INJECT] = {" ", ""},
    [TL_FIELD_CAPABILITY] = {" ", ""},
    [TL_FIELD_DEMAND] = {" = ", ""},
    [TL_FIELD_UNTIL] = {", until ", ""},
    [TL_FIELD_INCIDENT] = {" ", ""},
    [TL_FIELD_NUMBER] = {" #", ""},
    [TL_FIELD_RATE] = {" = ", " per 10^9 s"},
    [TL_FIELD_PACE] = {", pace ", ""},
    [TL_FIELD_SENDER] = {", told by ", ""},
    [TL_FIELD_SUPPLY] = {" = ", ""},
    [TL_FIELD_LINK] = {" ", ""},
    [TL_FIELD_DELAY] = {", delay ", ""},
    [TL_FIELD_AGREEMENT] = {" ", ""},
    [TL_FIELD_GROUP] = {" ", ""},
    [TL_FIELD_PERSONS] = {", ", " persons"},
    [TL_FIELD_CORRIDOR] = {" by ", ""},
    [TL_FIELD_LANE] = {" ", ""},
    [TL_FIELD_SERVICE] = {", ", ""},
    [TL_FIELD_CONSENT] = {" ", ""},
    [TL_FIELD_GRADE] = {": ", ""},
    [TL_FIELD_POSTURE] = {" ", ""},
    [TL_FIELD_LEVEL] = {": ", ""},
    [TL_FIELD_GAUGE] = {" ", ""},
    [TL_FIELD_WEATHER] = {" ", ""},
    [TL_FIELD_VALUE] = {" = ", ""},
    [TL_FIELD_SCALE] = {" x ", ""},
    [TL_FIELD_DONE] = {", done ", ""},
    [TL_FIELD_DUE] = {", due ", ""},
    [TL_FIELD_PART] = {", part ", ""},
    [TL_FIELD_ORDERS] = {", orders: ", ""},
    [TL_FIELD_REASON] = {": ", ""},
};

void tl_event_print_time(int64_t time_s, struct tl_text *out)
{
    tl_text_print(out, "D+%lld %02d:%02d:%02d", (long long)(time_s / TL_DAY_S),
                  (int)(time_s % TL_DAY_S / TL_HOUR_S), (int)(time_s % TL_HOUR_S / 60), (int)(time_s % 60));
}

/* The name of the state of an outside party, or of a weather. */
static const char *state_of(const struct tl_event *event, const struct tl_roster *roster)
{
    if (event->weather != TL_NONE) {
        return event->level == 0 ? "calm" : "rough";
    }
    const struct tl_names *states = &roster->states[event->posture];
    return (size_t)event->level < states->count ? states->items[event->level] : "?";
}

void tl_event_print_value(const struct tl_event *event, enum tl_field field, const struct tl_roster *roster,
                          struct tl_text *out)
{
    int64_t value = tl_event_field(event, field);
    if (field == TL_FIELD_LEVEL) {
        tl_text_add(out, state_of(event, roster));
        return;
    }
    switch (tl_field_class_get(field)->type) {
    case TL_TYPE_MICRO:
        tl_text_add_micro(out, value);
        break;
    case TL_TYPE_TIME:
        tl_event_print_time(value, out);
        break;
    case TL_TYPE_COUNT:
        tl_text_add_int(out, value);
        break;
    case TL_TYPE_GRADE:
        tl_text_add(out, tl_grade_name((enum tl_grade)value));
        break;
    case TL_TYPE_REASON:
        tl_text_add(out, tl_reason_name((enum tl_reason)value));
        break;
    default: {
        const char *name = tl_event_name(event, field, roster);
        tl_text_add(out, name ? name : "?");
    }
    }
}

void tl_event_describe(const struct tl_event *event, const struct tl_roster *roster, struct tl_text *out)
{
    const struct tl_event_class *class = tl_event_class_get(event->kind);
    size_t start = out->size;
    for (int i = 0; i < class->field_count; i++) {
        enum tl_field field = class->fields[i];
        if (tl_event_field(event, field) == TL_NONE) {
            continue;
        }
        const char *before = frames[field].before;
        bool first = out->size == start; /* nothing to be set off from */
        tl_text_add(out, first ? before + strspn(before, ", (") : before);
        tl_event_print_value(event, field, roster, out);
        tl_text_add(out, first ? "" : frames[field].after);
    }
}

/* ---- in words ---- */

static const char *const sentences[TL_EVENT_KINDS] = {
#define TL_SENTENCE(NAME, text) [TL_EVENT_##NAME] = (text),
#include "event/sentence.def"
#undef TL_SENTENCE
};

/* The field that is named before a closing brace; TL_FIELD_REASON for its words, too. */
static enum tl_field field_named(const char *name, size_t length)
{
    for (int i = 0; i < TL_FIELDS; i++) {
        const char *member = tl_field_class_get((enum tl_field)i)->name;
        if (strlen(member) == length && memcmp(member, name, length) == 0) {
            return (enum tl_field)i;
        }
    }
    return TL_FIELD_REASON; /* {why}: tests see to that nothing else is left */
}

/* Print up to the end or the closing bracket; returns where that is. is_whole: out, no field was absent. */
static const char *print_part(const char *text, const struct tl_event *event, const struct tl_roster *roster,
                              struct tl_text *out, bool *is_whole)
{
    *is_whole = true;
    for (; *text != '\0' && *text != ']'; text++) {
        if (*text == '[') {
            bool has_all;
            struct tl_text part = {0};
            text = print_part(text + 1, event, roster, &part, &has_all);
            tl_text_add(out, has_all ? tl_text_get(&part) : "");
            tl_text_clear(&part);
        } else if (*text == '{') {
            size_t length = strcspn(++text, "}");
            enum tl_field field = field_named(text, length);
            int64_t value = tl_event_field(event, field);
            if (value == TL_NONE) {
                *is_whole = false;
            } else if (strncmp(text, "why}", 4) == 0) {
                tl_text_add(out, tl_reason_help((enum tl_reason)value));
            } else {
                tl_event_print_value(event, field, roster, out);
            }
            text += length;
        } else {
            tl_text_add_char(out, *text);
        }
    }
    return text;
}

void tl_event_tell(const struct tl_event *event, const struct tl_roster *roster, struct tl_text *out)
{
    bool is_whole;
    print_part(sentences[event->kind], event, roster, out, &is_whole);
}
