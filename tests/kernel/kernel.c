#include "test.h"

#include "kernel/runs.h"

#define OVERLAY                                                                                              \
    "partners = { blue = { order-delay = \"1 h\"; report-delay = \"10 min\"; };\n"                           \
    "  red = { capital = \"area-c\"; rank = 2; policy = \"priority\"; }; };\n"                               \
    "classes = { ship = { failures = \"exponential(3 d)\"; repair = \"exponential(2 d)\"; }; };\n"           \
    "assets = { " RUN_SHIP("s", "count = 4;") " };\n"                                                        \
                                              "missions = { " RUN_MISSION("a", "a", "2.0",                   \
                                                                          "handover = \"2 h\";")             \
                                                  RUN_MISSION("c", "c", "1.0", "") " };\n"

START_TEST(it_runs_the_rules_in_their_order)
{
    struct run plain = run_text(run_world, OVERLAY);
    struct run run = run_build(run_world, OVERLAY);
    runs_here(&run, 1, 0, NULL, NULL);
    ck_assert_uint_gt(run.count, 200);
    ck_assert(run_is_same(&run, &plain));
    run_clear(&plain);
    run_clear(&run);
}
END_TEST

START_TEST(a_child_gives_the_same_bits_as_its_parent)
{
    struct run forked = run_build(run_world, OVERLAY);
    struct run run = run_build(run_world, OVERLAY);
    ck_assert(runs_forked(&forked, 7, 5));
    runs_here(&run, 7, 5, NULL, NULL);
    ck_assert(run_is_same(&run, &forked));
    run_clear(&forked);
    run_clear(&run);
}
END_TEST

START_TEST(every_sink_takes_every_event)
{
    struct run runs[2] = {run_build(run_world, OVERLAY), run_build(run_world, OVERLAY)};
    struct tl_sink sinks[2] = {{run_take, &runs[0]}, {run_take, &runs[1]}};
    struct tl_error err = {0};
    ck_assert(tl_kernel_load(runs[0].model, &err));
    uint64_t events = tl_kernel_run(runs[0].model, 1, 0, sinks, 2, NULL, NULL);
    ck_assert_uint_eq(runs[0].count, events);
    ck_assert_uint_eq(runs[1].count, events);
    ck_assert(run_is_same(&runs[0], &runs[1]));
    run_clear(&runs[0]);
    run_clear(&runs[1]);
}
END_TEST

/* Lose every order to the asset whose number is in context. */
static bool lose_orders(void *context, const struct tl_event *sent)
{
    return sent->kind == TL_EVENT_ORDER_SENT && sent->asset == *(const int64_t *)context;
}

START_TEST(a_lost_order_is_not_carried_out)
{
    struct run run = run_build(run_world, OVERLAY);
    int64_t deaf = 0;
    runs_here(&run, 1, 0, lose_orders, &deaf);
    ck_assert_int_gt(run_count(&run, TL_EVENT_ORDER_SENT, "s-1"), 0);
    ck_assert_int_eq(run_count(&run, TL_EVENT_ORDER_RECEIVED, "s-1"), 0);
    ck_assert_int_eq(run_count(&run, TL_EVENT_ASSET_TASKED, "s-1"), 0);
    ck_assert_int_eq(run_count(&run, TL_EVENT_ASSET_DEPARTS, "s-1"), 0);
    ck_assert_int_gt(run_count(&run, TL_EVENT_ASSET_TASKED, "s-2"), 0);
    run_clear(&run);
}
END_TEST

START_TEST(it_stops_at_the_horizon_and_takes_what_is_due_then)
{
    struct run run =
        run_build(run_world, "horizon = \"72129 s\"; assets = { " RUN_SHIP(
                                 "s1", "") " };\n"
                                           "missions = { " RUN_MISSION("a", "a", "1.0", "") " };\n");
    runs_here(&run, 1, 0, NULL, NULL);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_ARRIVES, "s1", 0), 72129);
    ck_assert_int_eq(run.events[run.count - 1].time_s, 72129);
    run_clear(&run);
}
END_TEST

TL_TEST_MAIN(kernel, it_runs_the_rules_in_their_order, a_child_gives_the_same_bits_as_its_parent,
             every_sink_takes_every_event, a_lost_order_is_not_carried_out,
             it_stops_at_the_horizon_and_takes_what_is_due_then)
