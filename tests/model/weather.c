#include "test.h"

#include "model/run.h"

/* Ten hours calm, five rough, ten calm; from p at half speed. */
static struct run run_weather(const char *more, const char *ship)
{
    struct tl_text overlay = {0};
    tl_text_print(&overlay,
                  "weathers = { sky = { places = [\"p\"]; domain = \"sea\"; calm = \"10 h\"; rough = \"5 "
                  "h\"; %s }; };\n"
                  "assets = { s1 = { class = \"ship\"; partner = \"blue\"; home = \"p\"; %s }; };\n"
                  "missions = { " RUN_MISSION("a", "a", "1.0", "") " };\n",
                  more, ship);
    struct run run = run_in_world(tl_text_get(&overlay));
    tl_text_clear(&overlay);
    return run;
}

START_TEST(it_takes_turns)
{
    struct run run = run_weather("speed = 0.5;", "");
    for (size_t i = 0; i < 6; i++) {
        const struct tl_event *event = run_event(&run, TL_EVENT_WEATHER_CHANGES, NULL, i);
        ck_assert_int_eq(event->time_s, (int64_t)(10 + (i % 2) * 5 + (i / 2) * 15) * 3600);
        ck_assert_int_eq(event->level, i % 2 == 0);
    }
    run_clear(&run);
}
END_TEST

START_TEST(legs_that_begin_then_are_slower)
{
    struct run calm = run_weather("speed = 0.5;", "");
    struct run rough = run_weather("speed = 0.5;", "available = \"11 h\";");
    ck_assert_int_eq(run_time(&calm, TL_EVENT_ASSET_ARRIVES, "s1", 0), 72129);
    ck_assert_int_eq(run_time(&rough, TL_EVENT_ASSET_ARRIVES, "s1", 0), 11 * 3600 + 2 * 72129);
    run_clear(&calm);
    run_clear(&rough);
}
END_TEST

/* Nobody orders what the weather keeps in port; as it calms it is offered at once, and goes. */
START_TEST(some_do_not_set_out)
{
    struct run run = run_weather("no-go = [\"ship\"];", "available = \"11 h\";");
    ck_assert_int_eq(run_count(&run, TL_EVENT_ORDER_REFUSED, NULL), 0);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_TASKED, "s1", 0), 15 * 3600);
    run_clear(&run);
}
END_TEST

/* When to leave for home is planned in the weather of the second in which the ship is on station: hour 31 is calm, hour 57 rough. */
START_TEST(plans_count_on_the_weather_of_now)
{
    struct run calm = run_weather("speed = 0.5;", "available = \"5 h\";");
    struct run rough = run_weather("speed = 0.5;", "available = \"11 h\";");
    ck_assert_int_eq(run_event(&calm, TL_EVENT_ASSET_ON_STATION, "s1", 0)->until, 5 * 3600 + 604800 - 72129);
    ck_assert_int_eq(run_event(&rough, TL_EVENT_ASSET_ON_STATION, "s1", 0)->until,
                     11 * 3600 + 604800 - 2 * 72129);
    run_clear(&calm);
    run_clear(&rough);
}
END_TEST

/* As the changes of the weather: "2 1 7 0 " are rough at hour 2 and calm at hour 7. */
static void expect_changes(const char *injects, const char *expected)
{
    struct run run = run_in_world(injects);
    struct tl_text text = {0};
    for (size_t i = 0; i < 4 && run_event(&run, TL_EVENT_WEATHER_CHANGES, NULL, i) != NULL; i++) {
        const struct tl_event *event = run_event(&run, TL_EVENT_WEATHER_CHANGES, NULL, i);
        tl_text_print(&text, "%lld %lld ", (long long)event->time_s / 3600, (long long)event->level);
    }
    ck_assert_str_eq(tl_text_get(&text), expected);
    tl_text_clear(&text);
    run_clear(&run);
}

#define SKY                                                                                                  \
    "weathers = { sky = { places = [\"p\"]; domain = \"sea\"; calm = \"10 h\"; rough = \"5 h\"; }; };\n"     \
    "assets = { " RUN_SHIP("s1", "") " };\nmissions = { " RUN_MISSION("a", "a", "1.0", "") " };\n"
#define TURN(name, state, at)                                                                                \
    name " = { kind = \"set-weather\"; weather = \"sky\"; state = \"" state "\"; at = \"" at " h\"; };\n"

/* The next change of its own is a whole stay after the inject, also where nothing changes at the inject. */
START_TEST(an_inject_turns_it)
{
    expect_changes(SKY, "10 1 15 0 25 1 30 0 ");
    expect_changes(SKY "injects = { " TURN("x", "rough", "2") " };\n", "2 1 7 0 17 1 22 0 ");
    expect_changes(SKY "injects = { " TURN("x", "calm", "12") " };\n", "10 1 12 0 22 1 27 0 ");
    expect_changes(SKY "injects = { " TURN("x", "calm", "2") " };\n", "12 1 17 0 27 1 32 0 ");
    expect_changes(SKY "injects = { " TURN("x", "rough", "5") " };\n", "5 1 10 0 20 1 25 0 ");
    expect_changes(SKY "injects = { " TURN("x", "calm", "10") " };\n", "10 1 10 0 20 1 25 0 ");
}
END_TEST

TL_TEST_MAIN(weather, it_takes_turns, an_inject_turns_it, legs_that_begin_then_are_slower,
             some_do_not_set_out, plans_count_on_the_weather_of_now)
