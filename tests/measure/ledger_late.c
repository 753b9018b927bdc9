/* To what late people are booked, label by label. Two lifts: a takes folk-a from area-a to the port over the road `north`; b takes folk-b
 * from area-b to area-c over `south`. All are due from the start, and nobody is ever safe unless a test says so. */
#include "measure/crisis.h"

#define DAY INT64_C(86400)
#define END 10 /* days */

enum { NORTH, SOUTH };
enum { GALE, SWELL, FOG };
enum { SHUT, SLOW };

struct tale {
    struct tl_roster roster;
    struct tl_measures *measures;
    const struct tl_outcome *outcome;
    int64_t id;
};

static struct tl_roster make_lifts(void)
{
    static const char *lane_names[] = {"north", "south"};
    static const char *weather_names[] = {"gale", "swell", "fog"};
    static const char *inject_names[] = {"shut", "slow"};
    static const int32_t first[] = {FOLK_A};
    static const int32_t second[] = {FOLK_B};
    static const bool over_north[] = {true, false};
    static const bool over_south[] = {false, true};
    static const bool at_sea[] = {false, true, false};
    static const bool on_lanes[] = {false, false, true};
    static const bool is_haven[PLACES] = {[AREA_C] = true, [PORT] = true};
    struct tl_roster roster = make_crisis_roster(END * DAY);
    struct tl_roster_mission *a = &roster.missions[MISSION_A];
    struct tl_roster_mission *b = &roster.missions[MISSION_B];
    a->groups = b->groups = 1;
    a->group = first;
    a->haven = PORT;
    a->lanes = over_north;
    a->weathers = at_sea;
    a->lane_weathers = on_lanes;
    b->group = second;
    b->haven = AREA_C;
    b->lanes = over_south;
    b->consent = TL_NONE;
    roster.is_haven = is_haven;
    roster.lanes = (struct tl_names){lane_names, 2};
    roster.weathers = (struct tl_names){weather_names, 3};
    roster.injects = (struct tl_names){inject_names, 2};
    return roster;
}

static int64_t put(struct tale *tale, struct tl_event event)
{
    event.id = ++tale->id;
    tell(tale->measures, event);
    return event.id;
}

/* People of a group wait at a stage: at a place to board, for a turn on a corridor, or at home. */
static void gather(struct tale *tale, int64_t group, int64_t place, int64_t corridor)
{
    struct tl_event event = at(0, TL_EVENT_PERSONS_GATHER, TL_NONE, TL_NONE);
    event.group = group;
    event.persons = 1000;
    event.place = place;
    event.corridor = corridor;
    put(tale, event);
}

static void begin(struct tale *tale)
{
    *tale = (struct tale){.roster = make_lifts()};
}

/* Everybody is due. */
static void start(struct tale *tale)
{
    tale->measures = tl_measures_create(&tale->roster);
    for (int64_t m = MISSION_A; m <= MISSION_B; m++) {
        struct tl_event event = at(0, TL_EVENT_PERSONS_DUE, TL_NONE, m);
        event.group = m == MISSION_A ? FOLK_A : FOLK_B;
        event.persons = 1000;
        put(tale, event);
    }
}

/* An inject, and what it does to a place (or lane). share_u: TL_NONE: it opens or closes */
static void strike(struct tale *tale, int64_t day, int64_t inject, enum tl_event_kind kind, int64_t subject,
                   int64_t share_u)
{
    struct tl_event strikes = at(day * DAY, TL_EVENT_INJECT_STRIKES, TL_NONE, TL_NONE);
    strikes.inject = inject;
    int64_t cause = put(tale, strikes);
    struct tl_event event = at(day * DAY, kind, TL_NONE, TL_NONE);
    bool is_lane =
        kind == TL_EVENT_LANE_CLOSES || kind == TL_EVENT_LANE_OPENS || kind == TL_EVENT_LANE_SCALES;
    event.cause = cause;
    *(is_lane ? &event.lane : &event.place) = subject;
    event.scale = share_u;
    put(tale, event);
}

static void tell_weather(struct tale *tale, int64_t day, int64_t weather, int64_t level)
{
    struct tl_event event = at(day * DAY, TL_EVENT_WEATHER_CHANGES, TL_NONE, TL_NONE);
    event.weather = weather;
    event.level = level;
    put(tale, event);
}

static void tell_asset(struct tale *tale, int64_t day, enum tl_event_kind kind, int64_t asset, int64_t place)
{
    struct tl_event event = at(day * DAY, kind, asset, MISSION_A);
    event.place = event.to = place;
    put(tale, event);
}

/* Days of complete loss of mission a (3 of the headline's 4) or b (all of its theatre) that are booked to a root. */
static void expect_days(struct tale *tale, const char *entity, double days)
{
    tale->outcome = tale->outcome ? tale->outcome : tl_measures_finish(tale->measures);
    double share = entity[0] == 'a' ? 0.75 : 1;
    double got_d = get_value(tale->measures, tale->outcome, "ledger-mission", entity) / share;
    ck_assert_msg(got_d > days - 1e-4 && got_d < days + 1e-4, "%s: %g, not %g", entity, got_d, days);
}

static void finish(struct tale *tale)
{
    tl_measures_destroy(tale->measures);
}

/* Closed on day 1; slowed on day 2 by another inject, less so on day 3, not at all on day 4; open on day 6. */
START_TEST(a_label_ends_with_its_cause)
{
    struct tale tale;
    begin(&tale);
    start(&tale);
    gather(&tale, FOLK_A, AREA_A, TL_NONE);
    strike(&tale, 1, SHUT, TL_EVENT_PLACE_CLOSES, AREA_A, TL_NONE);
    strike(&tale, 2, SLOW, TL_EVENT_PLACE_SCALES, AREA_A, 500000);
    strike(&tale, 3, SHUT, TL_EVENT_PLACE_SCALES, AREA_A, 800000);
    strike(&tale, 4, SLOW, TL_EVENT_PLACE_SCALES, AREA_A, TL_MICRO);
    strike(&tale, 6, SLOW, TL_EVENT_PLACE_OPENS, AREA_A, TL_NONE);
    expect_days(&tale, "a: inject/shut", 1 + 2);
    expect_days(&tale, "a: inject/slow", 2);
    expect_days(&tale, "a: structural", 1 + 4);
    finish(&tale);
}
END_TEST

/* Less and less is left: the last that took something away is to blame. */
START_TEST(further_down_is_one_more_lowering)
{
    struct tale tale;
    begin(&tale);
    start(&tale);
    gather(&tale, FOLK_A, AREA_A, 0);
    strike(&tale, 2, SHUT, TL_EVENT_LANE_SCALES, NORTH, 500000);
    strike(&tale, 5, SLOW, TL_EVENT_LANE_SCALES, NORTH, 200000);
    strike(&tale, 6, SHUT, TL_EVENT_LANE_SCALES, NORTH, 300000);
    expect_days(&tale, "a: inject/shut", 3);
    expect_days(&tale, "a: inject/slow", 5);
    expect_days(&tale, "a: structural", 2);
    finish(&tale);
}
END_TEST

/* A lane of the other's corridor, the other's haven, and weather that no ship of a feels say nothing of a. */
START_TEST(only_whom_it_concerns)
{
    struct tale tale;
    begin(&tale);
    start(&tale);
    gather(&tale, FOLK_A, AREA_A, 0);
    gather(&tale, FOLK_B, AREA_B, 0);
    strike(&tale, 1, SHUT, TL_EVENT_LANE_CLOSES, SOUTH, TL_NONE);
    strike(&tale, 2, SLOW, TL_EVENT_PLACE_CLOSES, AREA_C, TL_NONE);
    tell_weather(&tale, 3, GALE, 1);
    tell_weather(&tale, 4, FOG, 1);
    tell_weather(&tale, 6, FOG, 0);
    strike(&tale, 7, SHUT, TL_EVENT_LANE_OPENS, SOUTH, TL_NONE);
    expect_days(&tale, "a: inject/shut", 0);
    expect_days(&tale, "a: inject/slow", 0);
    expect_days(&tale, "a: weather/gale", 0);
    expect_days(&tale, "a: weather/fog", 2); /* over its road */
    expect_days(&tale, "a: structural", 8);
    expect_days(&tale, "b: inject/shut", 6);
    expect_days(&tale, "b: weather/fog", 0);
    expect_days(&tale, "b: structural", 4);
    finish(&tale);
}
END_TEST

/* The gale in the air covers the hours of the swell: ships feel the swell alone. */
START_TEST(weather_of_the_ships_that_carry)
{
    struct tale tale;
    begin(&tale);
    start(&tale);
    gather(&tale, FOLK_A, AREA_A, TL_NONE);
    tell_weather(&tale, 1, SWELL, 1);
    tell_weather(&tale, 2, GALE, 1);
    tell_weather(&tale, 4, SWELL, 0);
    tell_weather(&tale, 5, GALE, 0);
    expect_days(&tale, "a: weather/swell", 3);
    expect_days(&tale, "a: weather/gale", 0);
    expect_days(&tale, "a: structural", 7);
    finish(&tale);
}
END_TEST

/* The haven closes on day 1. Aboard from day 2 on they are under way, and held by the haven when they wait for it, from day 4. */
START_TEST(aboard_and_in_front_of_the_haven)
{
    struct tale tale;
    begin(&tale);
    start(&tale);
    gather(&tale, FOLK_A, AREA_A, TL_NONE);
    strike(&tale, 1, SHUT, TL_EVENT_PLACE_CLOSES, PORT, TL_NONE);
    strike(&tale, 1, SLOW, TL_EVENT_PLACE_SCALES, AREA_A, 500000);
    struct tl_event board = at(2 * DAY, TL_EVENT_PERSONS_BOARD, ASSET_X, TL_NONE);
    board.group = FOLK_A;
    board.persons = 600;
    board.place = AREA_A;
    tell_asset(&tale, 2, TL_EVENT_ASSET_LOADS, ASSET_X, AREA_A);
    put(&tale, board);
    tell_asset(&tale, 3, TL_EVENT_ASSET_DEPARTS, ASSET_X, PORT);
    tell_asset(&tale, 4, TL_EVENT_ASSET_WAITS, ASSET_X, PORT);
    strike(&tale, 6, SHUT, TL_EVENT_PLACE_OPENS, PORT, TL_NONE);
    tell_asset(&tale, 6, TL_EVENT_ASSET_UNLOADS, ASSET_X, PORT);
    board.kind = TL_EVENT_PERSONS_LAND;
    board.time_s = 7 * DAY;
    board.from = AREA_A;
    board.place = PORT;
    put(&tale, board);
    expect_days(&tale, "a: inject/shut", 2 * 0.6);
    expect_days(&tale, "a: inject/slow", 3 + 2 * 0.4 + 0.4 + 3 * 0.4);
    expect_days(&tale, "a: structural", 1 + 0.6); /* while it unloads nothing lowers the haven */
    finish(&tale);
}
END_TEST

/* Endurance calls x home on day 2, for the port, which is the haven, too; back on day 5. Another one that comes in between stands in. */
START_TEST(ships_that_go_home)
{
    for (int stands_in = 0; stands_in < 2; stands_in++) {
        struct tale tale;
        begin(&tale);
        start(&tale);
        gather(&tale, FOLK_A, AREA_A, TL_NONE);
        tell_asset(&tale, 1, TL_EVENT_ASSET_WAITS, ASSET_X, AREA_A);
        tell_asset(&tale, 2, TL_EVENT_ASSET_DEPARTS, ASSET_X, PORT);
        if (stands_in) {
            tell_asset(&tale, 3, TL_EVENT_ASSET_WAITS, ASSET_Y, AREA_A);
        }
        tell_asset(&tale, 5, TL_EVENT_ASSET_WAITS, ASSET_X, AREA_A);
        tell_asset(&tale, 6, TL_EVENT_ASSET_DEPARTS, ASSET_X, AREA_A); /* for the next trip */
        expect_days(&tale, "a: rotation", stands_in ? 1 : 3);
        expect_days(&tale, "a: structural", stands_in ? 9 : 7);
        finish(&tale);
    }
}
END_TEST

/* x is diverted on day 1, y fails on day 2; y is back on day 4, x on day 6. */
START_TEST(assets_that_are_missed)
{
    struct tale tale;
    begin(&tale);
    start(&tale);
    gather(&tale, FOLK_A, AREA_A, TL_NONE);
    tell_asset(&tale, 0, TL_EVENT_ASSET_WAITS, ASSET_X, AREA_A);
    tell_asset(&tale, 0, TL_EVENT_ASSET_WAITS, ASSET_Y, AREA_A);
    struct tl_event moved = at(DAY, TL_EVENT_ASSET_RETASKED, ASSET_X, MISSION_C);
    moved.was = MISSION_A;
    moved.diversion = 0;
    put(&tale, moved);
    tell_asset(&tale, 1, TL_EVENT_ASSET_DEPARTS, ASSET_X, AREA_C);
    tell_asset(&tale, 2, TL_EVENT_ASSET_FAILS, ASSET_Y, TL_NONE);
    tell_asset(&tale, 2, TL_EVENT_ASSET_DEPARTS, ASSET_Y, PORT);
    tell_asset(&tale, 4, TL_EVENT_ASSET_WAITS, ASSET_Y, AREA_A);
    tell_asset(&tale, 6, TL_EVENT_ASSET_LOADS, ASSET_X, AREA_A);
    expect_days(&tale, "a: diversion/early", 1 + 2);
    expect_days(&tale, "a: failure", 2);
    expect_days(&tale, "a: rotation", 0);
    expect_days(&tale, "a: structural", 1 + 4);
    finish(&tale);
}
END_TEST

START_TEST(a_port_that_is_closed_from_the_start)
{
    struct tale tale;
    begin(&tale);
    start(&tale);
    struct tl_event closed = at(0, TL_EVENT_PLACE_CLOSES, TL_NONE, TL_NONE);
    closed.place = AREA_A;
    put(&tale, closed);
    gather(&tale, FOLK_A, AREA_A, TL_NONE);
    closed.kind = TL_EVENT_PLACE_OPENS; /* by a work: it has no root */
    closed.time_s = 4 * DAY;
    put(&tale, closed);
    expect_days(&tale, "a: closed", 4);
    expect_days(&tale, "a: structural", 6);
    expect_days(&tale, "b: closed", 0);
    finish(&tale);
}
END_TEST

/* Lacking from the start; granted on day 2, taken back on day 5, offshore, which is too little, on day 6, full on day 8. */
START_TEST(a_consent_that_is_lacking)
{
    static const int64_t grades[][2] = {
        {2, TL_GRADE_FULL}, {5, TL_GRADE_REFUSED}, {6, TL_GRADE_OFFSHORE}, {8, TL_GRADE_FULL}};
    struct tale tale;
    begin(&tale);
    tale.roster.missions[MISSION_A].consent = 0;
    tale.roster.missions[MISSION_A].grade = TL_GRADE_FULL;
    start(&tale);
    gather(&tale, FOLK_A, AREA_A, TL_NONE);
    for (size_t i = 0; i < sizeof grades / sizeof *grades; i++) {
        struct tl_event strikes = at(grades[i][0] * DAY, TL_EVENT_INJECT_STRIKES, TL_NONE, TL_NONE);
        strikes.inject = i == 1 ? SHUT : SLOW;
        struct tl_event event = at(grades[i][0] * DAY, TL_EVENT_CONSENT_CHANGES, TL_NONE, TL_NONE);
        event.cause = put(&tale, strikes);
        event.consent = 0;
        event.grade = grades[i][1];
        put(&tale, event);
    }
    expect_days(&tale, "a: consent/entry", 2);
    expect_days(&tale, "a: inject/shut", 3);
    expect_days(&tale, "a: inject/slow", 0);
    expect_days(&tale, "a: structural", 5);
    finish(&tale);
}
END_TEST

/* folk-a shelter for two days; folk-b are at home as well, and nothing keeps them. */
START_TEST(those_who_shelter)
{
    struct tale tale;
    begin(&tale);
    start(&tale);
    struct tl_event strikes = at(DAY, TL_EVENT_INJECT_STRIKES, TL_NONE, TL_NONE);
    strikes.inject = SHUT;
    struct tl_event event = at(DAY, TL_EVENT_SHELTER_STARTS, TL_NONE, TL_NONE);
    event.cause = put(&tale, strikes);
    event.group = FOLK_A;
    event.until = 3 * DAY;
    put(&tale, event);
    event.kind = TL_EVENT_SHELTER_ENDS;
    event.time_s = 3 * DAY;
    put(&tale, event);
    expect_days(&tale, "a: inject/shut", 2);
    expect_days(&tale, "a: structural", 8);
    expect_days(&tale, "b: structural", 10);
    finish(&tale);
}
END_TEST

TL_TEST_MAIN(ledger_late, a_label_ends_with_its_cause, further_down_is_one_more_lowering,
             only_whom_it_concerns, weather_of_the_ships_that_carry, aboard_and_in_front_of_the_haven,
             ships_that_go_home, assets_that_are_missed, a_port_that_is_closed_from_the_start,
             a_consent_that_is_lacking, those_who_shelter)
