#include "command/filter.h"

#include <string.h>

#include "test.h"

static struct tl_roster_mission missions[] = {{.name = "cap"}, {.name = "watch", .kinds = 1}};
static struct tl_roster_asset assets[] = {{.name = "f-1"}, {.name = "f-2"}};
static const struct tl_roster roster = {
    .missions = missions, .mission_count = 2, .assets = assets, .asset_count = 2};

/* Which of a list of kinds, all of asset 0, belong to the mission `watch`: + or - each. Those that name a mission name watch, from the
 * one numbered `other` on (-1: none) cap. */
static void expect(const enum tl_event_kind *kinds, size_t count, int other, const char *wanted)
{
    struct tl_filter filter;
    struct tl_error err = {0};
    char got[64] = "";
    ck_assert(tl_filter_init(&filter, &roster, NULL, NULL, "watch", &err));
    for (size_t i = 0; i < count; i++) {
        struct tl_event event = tl_event_make(kinds[i], 1);
        const struct tl_event_class *class = tl_event_class_get(kinds[i]);
        event.asset = 0;
        for (int f = 0; f < class->field_count; f++) {
            if (class->fields[f] == TL_FIELD_MISSION) {
                event.mission = other >= 0 && (int)i >= other ? 0 : 1;
            } else if (class->fields[f] == TL_FIELD_WAS) {
                event.was = 1;
            }
        }
        got[i] = tl_filter_take(&filter, &event) ? '+' : '-';
    }
    ck_assert_str_eq(got, wanted);
    tl_filter_clear(&filter);
}
#define EXPECT(kinds, other, wanted) expect(kinds, sizeof(kinds) / sizeof *(kinds), other, wanted)

START_TEST(a_ship_is_done_with_its_mission_when_it_is_home)
{
    static const enum tl_event_kind kinds[] = {
        TL_EVENT_ASSET_READY,   TL_EVENT_ASSET_TASKED,     TL_EVENT_ASSET_DEPARTS,
        TL_EVENT_ASSET_ARRIVES, TL_EVENT_ASSET_ON_STATION, TL_EVENT_ASSET_LEAVES,
        TL_EVENT_ASSET_DEPARTS, TL_EVENT_ASSET_HOME,       TL_EVENT_ASSET_READY};
    EXPECT(kinds, -1, "-+++++++-");
}
END_TEST

/* Sorties come and go, and the turnarounds between them are the pool's, too. */
START_TEST(an_alert_pool_keeps_its_aircraft)
{
    static const enum tl_event_kind kinds[] = {
        TL_EVENT_ASSET_ON_ALERT, TL_EVENT_ASSET_SCRAMBLES, TL_EVENT_ASSET_ON_SCENE, TL_EVENT_ASSET_DEPARTS,
        TL_EVENT_ASSET_HOME,     TL_EVENT_ASSET_DELAYED,   TL_EVENT_ASSET_ON_ALERT, TL_EVENT_ASSET_SCRAMBLES,
        TL_EVENT_ASSET_ON_SCENE, TL_EVENT_ASSET_DEPARTS,   TL_EVENT_ASSET_HOME};
    EXPECT(kinds, -1, "+++++++++++");
}
END_TEST

START_TEST(until_it_is_sent_away)
{
    static const enum tl_event_kind recalled[] = {TL_EVENT_ASSET_ON_ALERT, TL_EVENT_ASSET_RECALLED,
                                                  TL_EVENT_ASSET_READY, TL_EVENT_ASSET_DELAYED};
    EXPECT(recalled, -1, "+++-");
    static const enum tl_event_kind retasked[] = {TL_EVENT_ASSET_ON_ALERT, TL_EVENT_ASSET_RETASKED,
                                                  TL_EVENT_ASSET_DEPARTS,  TL_EVENT_ASSET_ARRIVES,
                                                  TL_EVENT_ASSET_HOME,     TL_EVENT_ASSET_READY};
    EXPECT(retasked, 1, "++----");
}
END_TEST

START_TEST(or_fails)
{
    static const enum tl_event_kind kinds[] = {
        TL_EVENT_ASSET_ON_ALERT, TL_EVENT_ASSET_SCRAMBLES, TL_EVENT_ASSET_FAILS,    TL_EVENT_ASSET_DEPARTS,
        TL_EVENT_ASSET_QUEUES,   TL_EVENT_ASSET_IN_REPAIR, TL_EVENT_ASSET_REPAIRED, TL_EVENT_ASSET_READY};
    EXPECT(kinds, -1, "++++++--");
}
END_TEST

START_TEST(another_asset_is_another_matter)
{
    struct tl_filter filter;
    struct tl_error err = {0};
    ck_assert(tl_filter_init(&filter, &roster, NULL, NULL, "watch", &err));
    struct tl_event event = tl_event_make(TL_EVENT_ASSET_ON_ALERT, 1);
    event.asset = 0;
    event.mission = 1;
    ck_assert(tl_filter_take(&filter, &event));
    event = tl_event_make(TL_EVENT_ASSET_DEPARTS, 1);
    event.asset = 1;
    ck_assert(!tl_filter_take(&filter, &event));
    event.asset = 0;
    ck_assert(tl_filter_take(&filter, &event));
    tl_filter_clear(&filter);
}
END_TEST

START_TEST(who_is_not_there_cannot_be_asked_for)
{
    struct tl_filter filter;
    struct tl_error err = {0};
    ck_assert(!tl_filter_init(&filter, &roster, NULL, "f-3", "watches", &err));
    ck_assert_uint_eq(err.count, 2);
    ck_assert_ptr_nonnull(strstr(err.lines[1], "did you mean watch"));
    tl_error_clear(&err);
    tl_filter_clear(&filter);
}
END_TEST

TL_TEST_MAIN(filter, a_ship_is_done_with_its_mission_when_it_is_home, an_alert_pool_keeps_its_aircraft,
             until_it_is_sent_away, or_fails, another_asset_is_another_matter,
             who_is_not_there_cannot_be_asked_for)
