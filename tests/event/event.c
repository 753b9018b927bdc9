#include "event/event.h"

#include <string.h>

#include "test.h"

START_TEST(every_row_is_a_class)
{
    for (int i = 0; i < TL_EVENT_KINDS; i++) {
        const struct tl_event_class *class = tl_event_class_get((enum tl_event_kind)i);
        for (int k = 0; k < i; k++) {
            ck_assert_str_ne(tl_event_class_get((enum tl_event_kind)k)->name, class->name);
        }
        ck_assert_int_ge(class->field_count, 1);
        ck_assert_int_le(class->field_count, 6);
        ck_assert_int_gt((int)strlen(class->help), 0);
        ck_assert(class->state <= TL_STATE_NONE);
        bool has_asset = false;
        for (int f = 0; f < class->field_count; f++) {
            ck_assert(class->fields[f] < TL_FIELDS);
            has_asset = has_asset || (class->fields[f] == TL_FIELD_ASSET && !class->optional[f]);
            for (int g = 0; g < f; g++) {
                ck_assert(class->fields[g] != class->fields[f]);
            }
        }
        ck_assert_msg(has_asset || class->state == TL_STATE_NONE, "%s changes the state of nobody",
                      class->name);
    }
}
END_TEST

START_TEST(fields_come_as_listed)
{
    const struct tl_event_class *class = tl_event_class_get(TL_EVENT_ASSET_TASKED);
    ck_assert_str_eq(class->name, "asset_tasked");
    ck_assert_int_eq(class->field_count, 5);
    ck_assert(class->fields[0] == TL_FIELD_ASSET && !class->optional[0]);
    ck_assert(class->fields[1] == TL_FIELD_MISSION && !class->optional[1]);
    ck_assert(class->fields[4] == TL_FIELD_BY && class->optional[4]);
    ck_assert(!class->may_be_root && class->state == TL_STATE_NONE);
    class = tl_event_class_get(TL_EVENT_ASSET_READY);
    ck_assert(class->may_be_root && class->state == TL_STATE_READY);
}
END_TEST

/* Each field is a member of its own. */
START_TEST(fields_are_members)
{
    struct tl_event event = tl_event_make(TL_EVENT_DECISION, 9);
    ck_assert_int_eq(event.cause, 9);
    for (int i = 0; i < TL_FIELDS; i++) {
        ck_assert_int_eq(tl_event_field(&event, (enum tl_field)i), TL_NONE);
        *(int64_t *)((char *)&event + tl_field_class_get((enum tl_field)i)->offset) = 100 + i;
    }
    for (int i = 0; i < TL_FIELDS; i++) {
        ck_assert_int_eq(tl_event_field(&event, (enum tl_field)i), 100 + i);
    }
    ck_assert_int_eq(event.asset, 100 + TL_FIELD_ASSET);
    ck_assert_int_eq(event.reason, 100 + TL_FIELD_REASON);
    ck_assert_int_eq(event.cause, 9);
    ck_assert_int_eq(event.kind, TL_EVENT_DECISION);
    ck_assert_str_eq(tl_field_class_get(TL_FIELD_WAS)->name, "was");
    ck_assert_int_eq(tl_field_class_get(TL_FIELD_WAS)->type, TL_TYPE_MISSION);
}
END_TEST

START_TEST(words_differ)
{
    for (int i = 0; i < TL_REASONS; i++) {
        for (int k = 0; k < i; k++) {
            ck_assert_str_ne(tl_reason_name((enum tl_reason)i), tl_reason_name((enum tl_reason)k));
        }
    }
    ck_assert_str_eq(tl_reason_name(TL_REASON_GAP), "gap");
    ck_assert_str_eq(tl_state_name(TL_STATE_ON_STATION), "on-station");
}
END_TEST

START_TEST(names_come_from_the_roster)
{
    const char *lists[15][2] = {{"cap", "c"}, {"par", "p"}, {"pla", "q"}, {"div", "d"}, {"pha", "h"},
                                {"inj", "i"}, {"lin", "l"}, {"agr", "g"}, {"lan", "n"}, {"cor", "r"},
                                {"ser", "s"}, {"con", "o"}, {"pos", "t"}, {"gau", "u"}, {"wea", "w"}};
    struct tl_roster_group groups[] = {{.name = "g0"}, {.name = "g1"}};
    struct tl_roster_incident incidents[] = {{.name = "u0"}, {.name = "u1"}};
    struct tl_roster_mission missions[] = {{.name = "m0"}, {.name = "m1"}};
    struct tl_roster_asset assets[] = {{.name = "a0"}, {.name = "a1"}};
    struct tl_roster roster = {.capabilities = {lists[0], 2},
                               .partners = {lists[1], 2},
                               .places = {lists[2], 2},
                               .diversions = {lists[3], 2},
                               .phases = {lists[4], 2},
                               .injects = {lists[5], 2},
                               .links = {lists[6], 2},
                               .agreements = {lists[7], 2},
                               .lanes = {lists[8], 2},
                               .corridors = {lists[9], 2},
                               .services = {lists[10], 2},
                               .consents = {lists[11], 2},
                               .postures = {lists[12], 2},
                               .gauges = {lists[13], 2},
                               .weathers = {lists[14], 2},
                               .groups = groups,
                               .group_count = 2,
                               .incidents = incidents,
                               .incident_count = 2,
                               .missions = missions,
                               .mission_count = 2,
                               .assets = assets,
                               .asset_count = 2};
    static const char *const first[] = {
        [TL_TYPE_ASSET] = "a0",     [TL_TYPE_MISSION] = "m0",     [TL_TYPE_PARTNER] = "par",
        [TL_TYPE_PLACE] = "pla",    [TL_TYPE_DIVERSION] = "div",  [TL_TYPE_PHASE] = "pha",
        [TL_TYPE_INJECT] = "inj",   [TL_TYPE_CAPABILITY] = "cap", [TL_TYPE_INCIDENT] = "u0",
        [TL_TYPE_LINK] = "lin",     [TL_TYPE_AGREEMENT] = "agr",  [TL_TYPE_LANE] = "lan",
        [TL_TYPE_CORRIDOR] = "cor", [TL_TYPE_SERVICE] = "ser",    [TL_TYPE_CONSENT] = "con",
        [TL_TYPE_POSTURE] = "pos",  [TL_TYPE_GAUGE] = "gau",      [TL_TYPE_WEATHER] = "wea",
        [TL_TYPE_GROUP] = "g0"};
    struct tl_event event = tl_event_make(TL_EVENT_DECISION, 0);
    for (int i = 0; i < TL_FIELDS; i++) {
        const struct tl_field_class *field = tl_field_class_get((enum tl_field)i);
        int64_t *value = (int64_t *)((char *)&event + field->offset);
        ck_assert_ptr_null(tl_event_name(&event, (enum tl_field)i, &roster));
        *value = 0;
        if (field->type > TL_TYPE_CAPABILITY) {
            ck_assert_ptr_null(tl_event_name(&event, (enum tl_field)i, &roster));
            continue;
        }
        ck_assert_str_eq(tl_event_name(&event, (enum tl_field)i, &roster), first[field->type]);
        *value = 2;
        ck_assert_ptr_null(tl_event_name(&event, (enum tl_field)i, &roster));
    }
}
END_TEST

TL_TEST_MAIN(event, every_row_is_a_class, fields_come_as_listed, fields_are_members, words_differ,
             names_come_from_the_roster)
