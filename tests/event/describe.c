#include "event/describe.h"

#include "test.h"

#include <stdio.h>
#include <string.h>

static const char *places[] = {"sasebo", "soj"};
static const char *partners[] = {"japan"};
static struct tl_roster_asset assets[] = {{.name = "js-kongo"}, {.name = "js-myoko"}};
static struct tl_roster_mission missions[] = {{.name = "bmd-soj"}, {.name = "neo"}};
static struct tl_roster_incident incidents[] = {{.name = "visit"}};
static struct tl_roster_group groups[] = {{.name = "japan-seoul"}};
static const struct tl_names states[] = {{places, 2}};
static const struct tl_roster roster = {.lanes = {places, 2},
                                        .corridors = {places, 2},
                                        .services = {places, 2},
                                        .consents = {places, 2},
                                        .postures = {partners, 1},
                                        .states = states,
                                        .gauges = {places, 2},
                                        .weathers = {places, 2},
                                        .groups = groups,
                                        .group_count = 1,
                                        .places = {places, 2},
                                        .partners = {partners, 1},
                                        .capabilities = {places, 2},
                                        .assets = assets,
                                        .asset_count = 2,
                                        .links = {places, 2},
                                        .agreements = {places, 2},
                                        .incidents = incidents,
                                        .incident_count = 1,
                                        .missions = missions,
                                        .mission_count = 2};

static void expect(const struct tl_event *event, const char *text)
{
    struct tl_text out = {0};
    tl_event_describe(event, &roster, &out);
    ck_assert_str_eq(tl_text_get(&out), text);
    tl_text_clear(&out);
}

START_TEST(reads_well)
{
    struct tl_event event = tl_event_make(TL_EVENT_ASSET_DEPARTS, 1);
    event.asset = 0;
    event.from = 0;
    event.to = 1;
    event.until = 3 * 86400 + 72072;
    expect(&event, "js-kongo sasebo -> soj, until D+3 20:01:12");
    event.from = TL_NONE;
    expect(&event, "js-kongo -> soj, until D+3 20:01:12");
    event = tl_event_make(TL_EVENT_ASSET_RETASKED, 1);
    event.asset = event.mission = 1;
    event.was = event.partner = 0;
    expect(&event, "js-myoko neo from bmd-soj (japan)");
    event = tl_event_make(TL_EVENT_DEMAND_CHANGES, 1);
    event.mission = event.capability = 0;
    event.demand = 1500000;
    expect(&event, "bmd-soj sasebo = 1.5");
    event = tl_event_make(TL_EVENT_DECISION, 1);
    event.partner = 0;
    event.reason = TL_REASON_GAP;
    event.orders = 0;
    expect(&event, "japan: gap, orders: 0");
    event = tl_event_make(TL_EVENT_ASSET_SCRAMBLES, 1);
    event.asset = event.mission = event.incident = 0;
    event.number = 17;
    event.until = 3600;
    expect(&event, "js-kongo bmd-soj visit #17, until D+0 01:00:00");
    event = tl_event_make(TL_EVENT_INCIDENT_MISSED, 1);
    event.mission = event.incident = 0;
    event.number = 18;
    event.reason = TL_REASON_LIMIT;
    expect(&event, "bmd-soj visit #18: limit");
    event = tl_event_make(TL_EVENT_PICTURE_SENT, 1);
    event.partner = event.sender = event.mission = event.capability = 0;
    event.supply = 2500000;
    expect(&event, "japan, told by japan bmd-soj sasebo = 2.5");
    event = tl_event_make(TL_EVENT_PERSONS_LAND, 1);
    event.group = event.from = event.asset = 0;
    event.persons = 450;
    event.place = 1;
    expect(&event, "japan-seoul, 450 persons sasebo at soj js-kongo");
    event = tl_event_make(TL_EVENT_POSTURE_CHANGES, 0);
    event.posture = 0;
    event.level = 1;
    expect(&event, "japan: soj");
    event = tl_event_make(TL_EVENT_WEATHER_CHANGES, 0);
    event.weather = 0;
    event.level = 1;
    expect(&event, "sasebo: rough");
    event = tl_event_make(TL_EVENT_REQUEST_DECIDED, 1);
    event.consent = event.partner = 0;
    event.number = 2;
    event.grade = TL_GRADE_OFFSHORE;
    expect(&event, "sasebo (japan) #2: offshore");
}
END_TEST

/* Every field has its frame: no two values run together. */
START_TEST(no_two_values_touch)
{
    for (int kind = 0; kind < TL_EVENT_KINDS; kind++) {
        struct tl_event event = tl_event_make((enum tl_event_kind)kind, 0);
        const struct tl_event_class *class = tl_event_class_get(event.kind);
        for (int i = 0; i < class->field_count; i++) {
            *(int64_t *)((char *)&event + tl_field_class_get(class->fields[i])->offset) = 0;
        }
        struct tl_text out = {0};
        tl_event_describe(&event, &roster, &out);
        int words = 0;
        for (const char *c = tl_text_get(&out); *c; c++) {
            words += *c == ' ';
        }
        ck_assert_msg(words >= class->field_count - 1, "%s: %s", class->name, tl_text_get(&out));
        ck_assert_int_ne(*tl_text_get(&out), ' ');
        tl_text_clear(&out);
    }
}
END_TEST

static void expect_told(const struct tl_event *event, const char *text)
{
    struct tl_text out = {0};
    tl_event_tell(event, &roster, &out);
    ck_assert_str_eq(tl_text_get(&out), text);
    tl_text_clear(&out);
}

START_TEST(tells_in_words)
{
    struct tl_event event = tl_event_make(TL_EVENT_ASSET_DEPARTS, 1);
    event.asset = 0;
    event.from = 0;
    event.to = 1;
    event.until = 3 * 86400 + 72072;
    expect_told(&event, "js-kongo sets out from sasebo for soj, to be there at D+3 20:01:12");
    event.from = TL_NONE;
    expect_told(&event, "js-kongo sets out for soj, to be there at D+3 20:01:12");
    event = tl_event_make(TL_EVENT_DECISION, 1);
    event.partner = 0;
    event.reason = TL_REASON_GAP;
    event.orders = 2;
    expect_told(&event, "japan decides, since a mission fell below its demand; orders: 2");
}
END_TEST

/* Every kind of event has a sentence, which names each of its fields, and none that it does not have. */
START_TEST(sentences_name_all_fields)
{
    static const struct {
        enum tl_event_kind kind;
        const char *text;
    } sentences[] = {
#define TL_SENTENCE(NAME, text) {TL_EVENT_##NAME, text},
#include "event/sentence.def"
#undef TL_SENTENCE
    };
    ck_assert_uint_eq(sizeof sentences / sizeof *sentences, TL_EVENT_KINDS);
    for (size_t i = 0; i < TL_EVENT_KINDS; i++) {
        const struct tl_event_class *class = tl_event_class_get((enum tl_event_kind)i);
        ck_assert_uint_eq(sentences[i].kind, i);
        int named = 0;
        for (const char *at = sentences[i].text; (at = strchr(at, '{')) != NULL; at++) {
            named++;
        }
        ck_assert_msg(named == class->field_count, "%s", class->name);
        for (int k = 0; k < class->field_count; k++) {
            char member[64];
            const char *name = tl_field_class_get(class->fields[k])->name;
            snprintf(member, sizeof member, "{%s}", name);
            bool is_why = class->fields[k] == TL_FIELD_REASON && strstr(sentences[i].text, "{why}") != NULL;
            ck_assert_msg(is_why || strstr(sentences[i].text, member) != NULL, "%s lacks %s", class->name,
                          name);
        }
    }
}
END_TEST

TL_TEST_MAIN(describe, reads_well, tells_in_words, sentences_name_all_fields, no_two_values_touch)
