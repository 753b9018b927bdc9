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

TL_TEST_MAIN(weather, it_takes_turns, legs_that_begin_then_are_slower, some_do_not_set_out,
             plans_count_on_the_weather_of_now)
