/* Berths by hand: who is served when, how long it takes, who waits for what, who leaves first, and how a haven empties. */
#include "model/berth.h"

#include "base/units.h"
#include "model/rules.h"
#include "model/run.h"

#define HOUR  TL_HOUR_S
#define LEG_S INT64_C(24043)

/* From the quay Q to the haven P, 2 degrees or LEG_S at 18 kn: ferries of 100 seats, liners of 300. Who is `at` the mission is at Q at 0. */
static const char berth_world[] =
    "trilat = 1; title = \"berth\"; horizon = \"9 d\";\n"
    "places = { p = { kind = \"port\"; at = [0.0, 0.0]; }; q = { kind = \"port\"; at = [0.0, 2.0]; }; };\n"
    "partners = { blue = { capital = \"p\"; rank = 1; policy = \"greedy\"; rhythm = \"12 h\"; }; };\n"
    "classes = { ferry = { domain = \"sea\"; speed = \"18 kn\"; gives = { lift = 100.0; }; endurance = \"30 "
    "d\"; "
    "bases = [\"p\"]; };\n"
    "  liner = { domain = \"sea\"; speed = \"18 kn\"; gives = { lift = 300.0; }; endurance = \"30 d\"; bases "
    "= "
    "[\"p\"]; }; };\n"
    "groups = { folk = { nationality = \"folk\"; origin = \"q\"; persons = 1000; }; };\n"
    "missions = { out = { kind = \"lift\"; theatre = \"neo\"; area = \"q\"; haven = \"p\"; groups = "
    "[\"folk\"]; "
    "needs = { lift = 1000.0; }; partners = [\"blue\"]; }; };\n";

#define SHIP(name, class, more)                                                                              \
    name " = { class = \"" class "\"; partner = \"blue\"; home = \"p\"; " more " };\n"
#define AT_QUAY "at = \"out\";"

static int64_t loads_s(const struct run *run, const char *ship)
{
    return run_time(run, TL_EVENT_ASSET_LOADS, ship, 0);
}

/* For what it waits before it loads or unloads for the first time; TL_NONE: it does not. */
static int64_t waits_for(const struct run *run, enum tl_event_kind kind, const char *ship)
{
    int64_t reason = TL_NONE;
    for (size_t i = 0; i < run->count; i++) {
        const struct tl_event *event = &run->events[i];
        bool is_its = event->asset != TL_NONE && strcmp(run->model->assets[event->asset].name, ship) == 0;
        if (is_its && event->kind == kind) {
            break;
        }
        reason = is_its && event->kind == TL_EVENT_ASSET_WAITS ? event->reason : reason;
        reason = is_its && event->kind == TL_EVENT_ASSET_LOADS ? TL_NONE : reason;
    }
    return reason;
}

/* ---- berths ---- */

/* All at once: by name, one after the other, each as long as it takes. d comes from the haven while they load, and is the last one. */
START_TEST(first_come_first_served)
{
    struct run run =
        run_text(berth_world, "places = { q = { berths = 1; handling = \"10 persons/h\"; }; };\n"
                              "assets = { " SHIP("c", "ferry", AT_QUAY) SHIP("b", "ferry", AT_QUAY)
                                  SHIP("a", "ferry", "") SHIP("e", "ferry", AT_QUAY) " };\n");
    ck_assert_int_eq(loads_s(&run, "b"), 0);
    ck_assert_int_eq(loads_s(&run, "c"), 10 * HOUR);
    ck_assert_int_eq(loads_s(&run, "e"), 20 * HOUR);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_ARRIVES, "a", 0), LEG_S);
    ck_assert_int_eq(loads_s(&run, "a"), 30 * HOUR);
    ck_assert_int_eq(waits_for(&run, TL_EVENT_ASSET_LOADS, "b"), TL_NONE);
    ck_assert_int_eq(waits_for(&run, TL_EVENT_ASSET_LOADS, "c"), TL_REASON_BERTH);
    ck_assert_int_eq(waits_for(&run, TL_EVENT_ASSET_LOADS, "a"), TL_REASON_BERTH);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_WAITS, "a", 0), LEG_S);
    run_clear(&run);
}
END_TEST

/* The rate is each berth's own: of two, both load as fast as one alone. */
START_TEST(each_berth_has_the_rate)
{
    struct run run =
        run_text(berth_world, "places = { q = { berths = 2; handling = \"100 persons/h\"; }; };\n"
                              "assets = { " SHIP("a", "ferry", AT_QUAY) SHIP("b", "liner", AT_QUAY)
                                  SHIP("c", "ferry", AT_QUAY) SHIP("d", "ferry", AT_QUAY) " };\n");
    ck_assert_int_eq(loads_s(&run, "a"), 0);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_DEPARTS, "a", 0), HOUR);
    ck_assert_int_eq(loads_s(&run, "b"), 0);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_DEPARTS, "b", 0), 3 * HOUR);
    ck_assert_int_eq(loads_s(&run, "c"), HOUR);
    ck_assert_int_eq(loads_s(&run, "d"), 2 * HOUR);
    run_clear(&run);
}
END_TEST

/* Half the rate from 30 min on: who loads goes on as it began, the next one takes twice as long. None at all from 4 h to 9 h. */
START_TEST(handling_is_scaled_for_who_begins)
{
    struct run run = run_text(
        berth_world,
        "places = { q = { berths = 1; handling = \"100 persons/h\"; }; };\n"
        "assets = { " SHIP("a", "ferry", AT_QUAY) SHIP("b", "ferry", AT_QUAY) SHIP("c", "ferry", AT_QUAY)
            SHIP("d", "ferry", AT_QUAY) " };\n"
                                        "injects = { half = { kind = \"scale-handling\"; place = \"q\"; "
                                        "scale = 0.5; at = \"30 min\"; };\n"
                                        "  none = { kind = \"scale-handling\"; place = \"q\"; scale = 0.0; "
                                        "at = \"4 h\"; };\n"
                                        "  full = { kind = \"scale-handling\"; place = \"q\"; scale = 1.0; "
                                        "at = \"9 h\"; }; };\n");
    ck_assert_int_eq(loads_s(&run, "b"), HOUR);
    ck_assert_int_eq(loads_s(&run, "c"), 3 * HOUR);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_DEPARTS, "c", 0), 5 * HOUR); /* begun at half the rate */
    ck_assert_int_eq(loads_s(&run, "d"), 9 * HOUR);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_DEPARTS, "d", 0), 10 * HOUR);
    run_clear(&run);
}
END_TEST

/* The berth is freed in the second of an arrival, whoever's name is first: it is taken at once, and nobody waited. 100 persons at 14.973173 an
 * hour take LEG_S. */
START_TEST(freed_in_the_second_of_an_arrival)
{
    static const char *const names[][2] = {{"a", "b"}, {"b", "a"}};
    for (size_t i = 0; i < 2; i++) {
        struct tl_text text = {0};
        tl_text_add(&text,
                    "places = { q = { berths = 1; handling = \"14.973173 persons/h\"; }; };\nassets = { ");
        tl_text_print(&text, "%s = { class = \"ferry\"; partner = \"blue\"; home = \"p\"; at = \"out\"; }; ",
                      names[i][0]);
        tl_text_print(&text, "%s = { class = \"ferry\"; partner = \"blue\"; home = \"p\"; }; };\n",
                      names[i][1]);
        struct run run = run_text(berth_world, tl_text_get(&text));
        ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_DEPARTS, names[i][0], 0), LEG_S);
        ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_ARRIVES, names[i][1], 0), LEG_S);
        ck_assert_int_eq(loads_s(&run, names[i][1]), LEG_S);
        ck_assert_int_eq(waits_for(&run, TL_EVENT_ASSET_LOADS, names[i][1]), TL_NONE);
        run_clear(&run);
        tl_text_clear(&text);
    }
}
END_TEST

/* ... but whoever waits already is first, though its name is last. */
START_TEST(who_waits_is_before_who_arrives)
{
    struct run run =
        run_text(berth_world, "places = { q = { berths = 1; handling = \"14.973173 persons/h\"; }; };\n"
                              "assets = { " SHIP("a", "ferry", "") SHIP("b", "ferry", AT_QUAY)
                                  SHIP("z", "ferry", AT_QUAY) " };\n");
    ck_assert_int_eq(loads_s(&run, "z"), LEG_S);
    ck_assert_int_eq(loads_s(&run, "a"), 2 * LEG_S);
    ck_assert_int_eq(waits_for(&run, TL_EVENT_ASSET_LOADS, "a"), TL_REASON_BERTH);
    run_clear(&run);
}
END_TEST

/* Nobody loads or unloads where it is closed; they do in the second in which it opens, with its event as the cause. */
START_TEST(a_closed_place_serves_nobody)
{
    struct run run = run_text(
        berth_world,
        "assets = { " SHIP("a", "ferry", AT_QUAY)
            SHIP("b", "ferry", "") " };\n"
                                   "injects = { c = { kind = \"close\"; place = \"q\"; at = \"1 h\"; };\n"
                                   "  d = { kind = \"close\"; place = \"p\"; at = \"2 h\"; };\n"
                                   "  e = { kind = \"open\"; place = \"q\"; at = \"20 h\"; };\n"
                                   "  f = { kind = \"open\"; place = \"p\"; at = \"30 h\"; }; };\n");
    ck_assert_int_eq(loads_s(&run, "a"), 0);
    ck_assert_int_eq(waits_for(&run, TL_EVENT_ASSET_UNLOADS, "a"), TL_REASON_CLOSED);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_UNLOADS, "a", 0), 30 * HOUR);
    ck_assert_int_eq(waits_for(&run, TL_EVENT_ASSET_LOADS, "b"), TL_REASON_CLOSED);
    const struct tl_event *loads = run_event(&run, TL_EVENT_ASSET_LOADS, "b", 0);
    ck_assert_int_eq(loads->time_s, 20 * HOUR);
    ck_assert_int_eq(run.events[loads->cause - 1].kind, TL_EVENT_PLACE_OPENS);
    run_clear(&run);
}
END_TEST

/* ---- havens ---- */

/* Of 400 at the haven 200 are there and leave by tens an hour. The liner's 300 have room after 10 h; ferries behind it, for which there is
 * room all the time, wait for it, or it would never land anybody. */
START_TEST(small_ones_do_not_starve_a_large_one)
{
    struct run run = run_text(
        berth_world, "places = { p = { capacity = 400; disperses = \"10 persons/h\"; }; };\n"
                     "groups = { locals = { nationality = \"locals\"; origin = \"p\"; persons = 200; }; };\n"
                     "assets = { " SHIP("a-liner", "liner", AT_QUAY) SHIP("f-1", "ferry", AT_QUAY)
                         SHIP("f-2", "ferry", AT_QUAY) " };\n");
    int64_t liner_s = run_time(&run, TL_EVENT_ASSET_UNLOADS, "a-liner", 0);
    ck_assert_int_eq(waits_for(&run, TL_EVENT_ASSET_UNLOADS, "a-liner"), TL_REASON_ROOM);
    ck_assert_int_eq(waits_for(&run, TL_EVENT_ASSET_UNLOADS, "f-1"), TL_REASON_ROOM);
    ck_assert_int_eq(liner_s, 10 * HOUR);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_UNLOADS, "f-1", 0), 20 * HOUR);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_UNLOADS, "f-2", 0), 30 * HOUR);
    run_clear(&run);
}
END_TEST

/* The haven is full, two ships wait for room, and one behind them makes it: it loads those who are there for another haven. */
START_TEST(who_makes_room_does_not_wait_for_it)
{
    struct run run = run_text(
        berth_world, "places = { p = { capacity = 100; }; r = { kind = \"port\"; at = [0.0, 1.0]; }; };\n"
                     "groups = { locals = { nationality = \"locals\"; origin = \"p\"; persons = 100; }; };\n"
                     "missions = { on = { kind = \"lift\"; theatre = \"neo\"; area = \"p\"; haven = \"r\"; "
                     "groups = [\"locals\"]; "
                     "also = [\"folk\"]; needs = { lift = 100.0; }; partners = [\"blue\"]; opens = \"12 h\"; "
                     "weight = 9.0; }; };\n"
                     "assets = { " SHIP("a", "ferry", AT_QUAY) SHIP("b", "ferry", AT_QUAY)
                         SHIP("c", "ferry", "available = \"12 h\";") " };\n");
    ck_assert_int_eq(waits_for(&run, TL_EVENT_ASSET_UNLOADS, "a"), TL_REASON_ROOM);
    ck_assert_int_eq(waits_for(&run, TL_EVENT_ASSET_UNLOADS, "b"), TL_REASON_ROOM);
    ck_assert_str_eq(run_mission(&run, TL_EVENT_ASSET_LOADS, "c", 0), "on");
    ck_assert_int_eq(loads_s(&run, "c"), 12 * HOUR);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_UNLOADS, "a", 0), 12 * HOUR);
    run_clear(&run);
}
END_TEST

/* Without a bound on who is there, nobody waits for room. */
START_TEST(room_without_a_bound)
{
    struct run run = run_text(berth_world, "assets = { " SHIP("a", "liner", AT_QUAY) " };\n");
    ck_assert_int_eq(waits_for(&run, TL_EVENT_ASSET_UNLOADS, "a"), TL_NONE);
    ck_assert_int_eq(run_time(&run, TL_EVENT_PERSONS_LAND, "a", 0), LEG_S);
    run_clear(&run);
}
END_TEST

/* Who is about to be landed has a place already: while 300 are unloaded for 3 h, there is room for 100 more, not for 200. */
START_TEST(room_is_kept_for_who_is_unloaded)
{
    struct run run = run_text(
        berth_world,
        "places = { p = { capacity = 450; handling = \"100 persons/h\"; disperses = \"1 persons/h\"; }; };\n"
        "assets = { " SHIP("a", "liner", AT_QUAY) SHIP("b", "ferry", AT_QUAY)
            SHIP("c", "ferry", AT_QUAY) " };\n");
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_UNLOADS, "a", 0), LEG_S);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_UNLOADS, "b", 0), LEG_S);
    ck_assert_int_eq(waits_for(&run, TL_EVENT_ASSET_UNLOADS, "c"), TL_REASON_ROOM);
    /* the first are there after an hour: 50 of them are gone 50 h later */
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_UNLOADS, "c", 0), LEG_S + HOUR + 50 * HOUR);
    run_clear(&run);
}
END_TEST

struct party {
    int64_t time_s, persons;
};

static void check_parties(const char *overlay, const struct party *parties, size_t count)
{
    struct run run = run_text(berth_world, overlay);
    for (size_t i = 0; i < count; i++) {
        const struct tl_event *event = run_event(&run, TL_EVENT_PERSONS_MOVE_ON, NULL, i);
        ck_assert_ptr_nonnull(event);
        ck_assert_int_eq(event->time_s, parties[i].time_s);
        ck_assert_int_eq(event->persons, parties[i].persons);
    }
    ck_assert_int_eq(run_count(&run, TL_EVENT_PERSONS_MOVE_ON, NULL), (int64_t)count);
    run_clear(&run);
}
#define PARTIES(rate, persons, ...)                                                                          \
    check_parties("places = { p = { disperses = \"" rate "\"; }; };\n"                                       \
                  "groups = { locals = { nationality = \"locals\"; origin = \"p\"; persons = " persons       \
                  "; }; };\n" SHIPLESS,                                                                      \
                  (const struct party[])__VA_ARGS__,                                                         \
                  sizeof(const struct party[]) __VA_ARGS__ / sizeof(struct party))
#define SHIPLESS "assets = { " SHIP("a", "ferry", "available = \"300 d\";") " };\n"

/* At a rate, one by one where it is slow, in parties of an hour where it is fast; the last ones as they are. */
START_TEST(a_haven_empties_at_its_rate)
{
    PARTIES("1 persons/d", "2", {{86400, 1}, {2 * 86400, 1}});
    PARTIES("40 persons/h", "100", {{HOUR, 40}, {2 * HOUR, 40}, {3 * HOUR, 20}});
    PARTIES("1.5 persons/h", "4",
            {{HOUR, 2}, {2 * HOUR, 1}, {3 * HOUR, 1}}); /* 1.5, 3 and 4.5, rounded half up */
}
END_TEST

/* Empty in between it starts anew: the second one is no sooner gone for the time in which nobody was there. */
START_TEST(an_empty_haven_starts_anew)
{
    static const struct party parties[] = {{10 * HOUR, 1}, {34 * HOUR, 1}};
    check_parties(
        "places = { p = { disperses = \"0.1 persons/h\"; }; };\n"
        "groups = { locals = { nationality = \"locals\"; origin = \"p\"; persons = 2; mobilisation = ( { "
        "at = \"0 h\"; share = 0.5; }, { at = \"24 h\"; share = 1.0; } ); "
        "}; };\n" SHIPLESS,
        parties, 2);
}
END_TEST

/* ---- departures ---- */

START_TEST(departures_are_handed_out_in_turn)
{
    struct run run = run_build(berth_world, "places = { q = { spacing = \"1 h\"; }; };\n" SHIPLESS);
    struct tl_state state;
    tl_state_init(&state, run.model, 1, 0, NULL, 0);
    const int32_t p = 0, q = 1;
    ck_assert_str_eq(run.model->places[q].name, "q");
    ck_assert_int_eq(tl_berth_take_departure(&state, q), 0);
    ck_assert_int_eq(tl_berth_take_departure(&state, q), HOUR);
    state.now_s = 1800; /* behind those who have one already, though they have not left */
    ck_assert_int_eq(tl_berth_take_departure(&state, q), 2 * HOUR);
    state.now_s = 3 * HOUR;
    ck_assert_int_eq(tl_berth_take_departure(&state, q), 3 * HOUR);
    state.now_s = 9 * HOUR + 1;
    ck_assert_int_eq(tl_berth_take_departure(&state, q), 9 * HOUR + 1);
    ck_assert_int_eq(tl_berth_take_departure(&state, q), 10 * HOUR + 1);
    ck_assert_int_eq(tl_berth_take_departure(&state, p), 9 * HOUR + 1); /* no bound there */
    ck_assert_int_eq(tl_berth_take_departure(&state, p), 9 * HOUR + 1);
    tl_state_clear(&state);
    run_clear(&run);
}
END_TEST

/* Whoever has loaded keeps its berth until it departs: a's and b's departures are 5 h apart, and c has b's berth only then. */
START_TEST(a_berth_is_held_until_departure)
{
    struct run run = run_text(
        berth_world, "places = { q = { berths = 1; handling = \"100 persons/h\"; spacing = \"5 h\"; }; };\n"
                     "assets = { " SHIP("a", "ferry", AT_QUAY) SHIP("b", "ferry", AT_QUAY)
                         SHIP("c", "ferry", AT_QUAY) " };\n");
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_DEPARTS, "a", 0), HOUR);
    ck_assert_int_eq(loads_s(&run, "b"), HOUR);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_DEPARTS, "b", 0), 6 * HOUR);
    ck_assert_int_eq(loads_s(&run, "c"), 6 * HOUR);
    run_clear(&run);
}
END_TEST

/* Whole seconds, rounded half up; at once without a rate. */
START_TEST(handling_takes_whole_seconds)
{
    struct run run =
        run_build(berth_world, "places = { q = { handling = \"7200 persons/h\"; }; };\n" SHIPLESS);
    struct tl_state state;
    tl_state_init(&state, run.model, 1, 0, NULL, 0);
    static const int64_t seconds[] = {0, 1, 1, 2, 2, 3}; /* half a second each */
    for (int64_t persons = 0; persons < 6; persons++) {
        ck_assert_int_eq(tl_berth_handling(&state, 1, persons), seconds[persons]);
        ck_assert_int_eq(tl_berth_handling(&state, 0, persons), 0);
    }
    tl_state_clear(&state);
    run_clear(&run);
}
END_TEST

/* Rates that come to more than a run can hold: no endurance reaches for a trip, and of those at the haven nobody moves on. */
START_TEST(rates_next_to_none_take_for_ever)
{
    struct run run = run_text(
        berth_world,
        "places = { q = { handling = \"1e-30 persons/h\"; }; p = { disperses = \"1e-30 persons/h\"; }; };\n"
        "groups = { locals = { nationality = \"locals\"; origin = \"p\"; persons = 100; }; };\n"
        "assets = { " SHIP("a", "ferry", AT_QUAY) " };\n");
    ck_assert_int_eq(run_count(&run, TL_EVENT_ASSET_LOADS, "a"), 0);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_DEPARTS, "a", 0), 0);
    ck_assert_int_eq(run_count(&run, TL_EVENT_PERSONS_MOVE_ON, NULL), 0);
    run_clear(&run);
}
END_TEST

/* For 100 there is room, and a is lost while it lands as many: b, which waits for it, lands in that second. */
START_TEST(who_is_lost_frees_its_room)
{
    struct run run = run_text(
        berth_world,
        "places = { p = { capacity = 100; handling = \"10 persons/h\"; }; };\n"
        "assets = { " SHIP("a", "ferry", AT_QUAY)
            SHIP("b", "ferry",
                 AT_QUAY) " };\n"
                          "injects = { x = { kind = \"lose\"; asset = \"a\"; at = \"30000 s\"; }; };\n");
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_UNLOADS, "a", 0), LEG_S);
    ck_assert_int_eq(waits_for(&run, TL_EVENT_ASSET_UNLOADS, "b"), TL_REASON_ROOM);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_UNLOADS, "b", 0), 30000);
    run_clear(&run);
}
END_TEST

TL_TEST_MAIN(berth, first_come_first_served, each_berth_has_the_rate, handling_is_scaled_for_who_begins,
             freed_in_the_second_of_an_arrival, who_waits_is_before_who_arrives, a_closed_place_serves_nobody,
             small_ones_do_not_starve_a_large_one, who_makes_room_does_not_wait_for_it, room_without_a_bound,
             room_is_kept_for_who_is_unloaded, a_haven_empties_at_its_rate, an_empty_haven_starts_anew,
             departures_are_handed_out_in_turn, a_berth_is_held_until_departure, handling_takes_whole_seconds,
             rates_next_to_none_take_for_ever, who_is_lost_frees_its_room)
