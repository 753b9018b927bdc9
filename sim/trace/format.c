#include "trace/format.h"

#include "event/event.h"

static const char *const type_texts[] = {
    [TL_TYPE_ASSET] = "name of an asset",
    [TL_TYPE_MISSION] = "name of a mission",
    [TL_TYPE_PARTNER] = "name of a partner",
    [TL_TYPE_PLACE] = "name of a place",
    [TL_TYPE_DIVERSION] = "name of a diversion",
    [TL_TYPE_PHASE] = "name of a phase",
    [TL_TYPE_INJECT] = "name of an inject",
    [TL_TYPE_INCIDENT] = "name of an incident process",
    [TL_TYPE_LINK] = "name of a link",
    [TL_TYPE_AGREEMENT] = "name of an agreement",
    [TL_TYPE_GROUP] = "name of a population group",
    [TL_TYPE_CORRIDOR] = "name of a corridor",
    [TL_TYPE_LANE] = "name of a lane",
    [TL_TYPE_SERVICE] = "name of a service",
    [TL_TYPE_CONSENT] = "name of a consent",
    [TL_TYPE_POSTURE] = "name of an outside party's posture",
    [TL_TYPE_GAUGE] = "name of a gauge",
    [TL_TYPE_WEATHER] = "name of a weather",
    [TL_TYPE_GRADE] = "`refused`, `offshore` or `full`",
    [TL_TYPE_CAPABILITY] = "name of a capability",
    [TL_TYPE_MICRO] = "number with up to six decimals",
    [TL_TYPE_TIME] = "whole seconds from the start",
    [TL_TYPE_COUNT] = "whole number",
    [TL_TYPE_REASON] = "reason",
};

static const char *const state_helps[] = {
#define TL_STATE(NAME, name, letter, help) help,
#include "event/state.def"
#undef TL_STATE
};

static void print_kinds(struct tl_text *out)
{
    tl_text_add(
        out,
        "### Kinds of event\n\n"
        "A key in brackets is left out where it does not apply. *Outside*: it may have the cause 0. *State*: "
        "the "
        "state in which it leaves its asset.\n\n"
        "| event | keys, in this order | outside | state | meaning |\n| --- | --- | --- | --- | --- |\n");
    for (int kind = 0; kind < TL_EVENT_KINDS; kind++) {
        const struct tl_event_class *class = tl_event_class_get((enum tl_event_kind)kind);
        tl_text_print(out, "| `%s` | ", class->name);
        for (int i = 0; i < class->field_count; i++) {
            tl_text_print(out, class->optional[i] ? "%s[`%s`]" : "%s`%s`", i > 0 ? " " : "",
                          tl_field_class_get(class->fields[i])->name);
        }
        tl_text_print(out, " | %s | %s | %s |\n", class->may_be_root ? "yes" : "",
                      class->state == TL_STATE_NONE ? "" : tl_state_name(class->state), class->help);
    }
}

static void print_fields(struct tl_text *out)
{
    tl_text_add(out, "\n### Keys of events\n\n| key | value | meaning |\n| --- | --- | --- |\n");
    for (int field = 0; field < TL_FIELDS; field++) {
        const struct tl_field_class *class = tl_field_class_get((enum tl_field)field);
        tl_text_print(out, "| `%s` | %s | %s |\n", class->name, type_texts[class->type], class->help);
    }
}

void tl_trace_format_print(struct tl_text *out)
{
    print_kinds(out);
    print_fields(out);
    tl_text_add(out, "\n### Reasons\n\n| reason | meaning |\n| --- | --- |\n");
    for (int reason = 0; reason < TL_REASONS; reason++) {
        tl_text_print(out, "| `%s` | %s |\n", tl_reason_name((enum tl_reason)reason),
                      tl_reason_help((enum tl_reason)reason));
    }
    tl_text_add(out, "\n### States of an asset\n\n| state | meaning |\n| --- | --- |\n");
    for (int state = 0; state < TL_STATES; state++) {
        tl_text_print(out, "| %s | %s |\n", tl_state_name((enum tl_asset_state)state), state_helps[state]);
    }
}
