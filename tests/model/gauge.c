/* Gauges and what partners tell: told when they change and only then, kept within their bounds. */
#include "model/rules.h"
#include "model/run.h"

static const char overlay[] = "assets = { " RUN_SHIP("s", "") " };\nmissions = { " RUN_MISSION(
    "a", "a", "0.0", "") " };\n"
                         "gauges = { trust = { start = 0.4; low = 0.25; high = 0.75; }; plain = { }; };\n";

enum { PLAIN, TRUST };

/* A state at the start of a run, and its events. */
struct scene {
    struct run run;
    struct tl_sink sink;
    struct tl_state state;
};

static void begin(struct scene *scene, const char *more)
{
    struct tl_text text = {0};
    tl_text_print(&text, "%s%s", overlay, more);
    scene->run = run_build(run_world, tl_text_get(&text));
    scene->sink = (struct tl_sink){run_take, &scene->run};
    tl_state_init(&scene->state, scene->run.model, 1, 0, &scene->sink, 1);
    tl_text_clear(&text);
}

static void end(struct scene *scene)
{
    tl_state_clear(&scene->state);
    run_clear(&scene->run);
}

/* The last event tells the gauge's new value, with the cause. */
static void check_told(const struct scene *scene, int32_t gauge, int64_t value_u, size_t count)
{
    ck_assert_uint_eq(scene->run.count, count);
    const struct tl_event *event = &scene->run.events[count - 1];
    ck_assert_int_eq(event->kind, TL_EVENT_GAUGE_CHANGES);
    ck_assert_int_eq(event->gauge, gauge);
    ck_assert_int_eq(event->value, value_u);
    ck_assert_int_eq(scene->state.gauges_u[gauge], value_u);
}

START_TEST(a_gauge_is_set_within_its_bounds)
{
    static const struct {
        int64_t set_u, value_u;
    } cases[] = {{500000, 500000}, {1000000, 750000}, {0, 250000}, {250001, 250001}, {750000, 750000}};
    struct scene scene;
    begin(&scene, "");
    ck_assert_int_eq(scene.state.gauges_u[TRUST], 400000);
    ck_assert_int_eq(scene.state.gauges_u[PLAIN], 0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        tl_gauge_set(&scene.state, TRUST, cases[i].set_u, 0);
        check_told(&scene, TRUST, cases[i].value_u, i + 1);
    }
    ck_assert_int_eq(scene.state.gauges_u[PLAIN], 0);
    end(&scene);
}
END_TEST

/* Not where it would only have gone past its bound, either; conditions are looked at when it is told, and then alone. */
START_TEST(what_does_not_change_is_not_told)
{
    struct scene scene;
    begin(&scene, "");
    scene.state.must_look = false;
    tl_gauge_set(&scene.state, TRUST, 400000, 0);
    ck_assert_uint_eq(scene.run.count, 0);
    ck_assert(!scene.state.must_look);
    tl_gauge_set(&scene.state, TRUST, 900000, 0);
    check_told(&scene, TRUST, 750000, 1);
    ck_assert(scene.state.must_look);
    ck_assert_int_eq(scene.state.look_cause, scene.run.events[0].id);
    scene.state.must_look = false;
    tl_gauge_set(&scene.state, TRUST, 800000, 0);
    ck_assert_uint_eq(scene.run.count, 1);
    ck_assert(!scene.state.must_look);
    end(&scene);
}
END_TEST

/* By so much up or down, or to a value, which goes before. */
START_TEST(a_push_moves_it)
{
    struct scene scene;
    begin(&scene, "");
    tl_gauge_push(&scene.state, TRUST, &(struct tl_push){.by_u = 200000, .to_u = TL_NONE}, 0);
    check_told(&scene, TRUST, 600000, 1);
    tl_gauge_push(&scene.state, TRUST, &(struct tl_push){.by_u = -100000, .to_u = TL_NONE}, 0);
    check_told(&scene, TRUST, 500000, 2);
    tl_gauge_push(&scene.state, TRUST, &(struct tl_push){.by_u = -900000, .to_u = TL_NONE}, 0);
    check_told(&scene, TRUST, 250000, 3);
    tl_gauge_push(&scene.state, TRUST, &(struct tl_push){.by_u = 1, .to_u = 300000}, 0);
    check_told(&scene, TRUST, 300000, 4);
    end(&scene);
}
END_TEST

/* What a partner tells is not said at first, which is another thing than 0. */
START_TEST(messaging_is_told_when_it_changes)
{
    struct scene scene;
    begin(&scene, "");
    ck_assert_int_eq(scene.state.messaging_u[0], TL_NONE);
    int64_t id = tl_state_tell(&scene.state, tl_event_make(TL_EVENT_INJECT_STRIKES, 0));
    tl_gauge_set_messaging(&scene.state, 0, 0, id);
    tl_gauge_set_messaging(&scene.state, 0, 0, id);
    ck_assert_uint_eq(scene.run.count, 2);
    ck_assert_int_eq(scene.run.events[1].kind, TL_EVENT_MESSAGING_CHANGES);
    ck_assert_int_eq(scene.run.events[1].value, 0);
    ck_assert_int_eq(scene.run.events[1].cause, id);
    tl_gauge_set_messaging(&scene.state, 0, 700000, id);
    ck_assert_uint_eq(scene.run.count, 3);
    end(&scene);
    begin(&scene, "partners = { blue = { messaging = 0.6; }; };\n");
    ck_assert_int_eq(scene.state.messaging_u[0], 600000);
    end(&scene);
}
END_TEST

/* In a run: each time that its condition becomes true, by its moves in their order, and by an inject; what reads it follows in that second. */
START_TEST(it_moves_in_a_run)
{
    struct run run = run_text(
        run_world,
        "assets = { " RUN_SHIP("s", "") " };\nmissions = { " RUN_MISSION(
            "a", "a", "0.0",
            "while = \"gauge(\\\"trust\\\") >= 0.6\";") " };\n"
                                                        "gauges = { trust = { start = 0.5; moves = ( { when "
                                                        "= \"day() >= 2 && day() < 3\"; by = 0.25; }, "
                                                        "{ when = \"day() >= 2\"; by = -0.05; }, { when = "
                                                        "\"day() >= 4\"; to = 0.1; } ); }; };\n"
                                                        "injects = { x = { kind = \"set-gauge\"; gauge = "
                                                        "\"trust\"; value = 0.8; at = \"6 d\"; }; };\n");
    static const struct {
        int64_t day, value_u;
    } told[] = {{2, 750000}, {2, 700000}, {4, 100000}, {6, 800000}};
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        const struct tl_event *event = run_event(&run, TL_EVENT_GAUGE_CHANGES, NULL, i);
        ck_assert_ptr_nonnull(event);
        ck_assert_int_eq(event->time_s, told[i].day * 86400);
        ck_assert_int_eq(event->value, told[i].value_u);
    }
    ck_assert_int_eq(run_count(&run, TL_EVENT_GAUGE_CHANGES, NULL), 4);
    ck_assert_int_eq(run_time(&run, TL_EVENT_MISSION_OPENS, NULL, 0), 2 * 86400);
    ck_assert_int_eq(run_time(&run, TL_EVENT_MISSION_CLOSES, NULL, 0), 4 * 86400);
    ck_assert_int_eq(run_time(&run, TL_EVENT_MISSION_OPENS, NULL, 1), 6 * 86400);
    run_clear(&run);
}
END_TEST

TL_TEST_MAIN(gauge, a_gauge_is_set_within_its_bounds, what_does_not_change_is_not_told, a_push_moves_it,
             messaging_is_told_when_it_changes, it_moves_in_a_run)
