/* Docks to the second. Three ships sail at 0, fail after 36,064 s half-way to A and are back at P at 72,128; a repair takes 50,000 s. */
#include "test.h"

#include "model/rules.h"
#include "model/run.h"

#define FAILING "classes = { ship = { failures = \"36064 s\"; repair = \"50000 s\"; }; };\n"
#define SHIPS                                                                                                \
    "assets = { " RUN_SHIP("s", "count = 3;") " }; missions = { " RUN_MISSION("a", "a", "3.0", "") " };\n"
#define DOCKS(n)       "places = { p = { docks = " n "; }; };\n"
#define LOSE(at, name) "injects = { x = { at = \"" at " s\"; kind = \"lose\"; asset = \"" name "\"; }; };\n"

static void expect(const struct run *run, const char *asset, int64_t queues_s, int64_t repair_s,
                   int64_t repaired_s)
{
    ck_assert_int_eq(run_time(run, TL_EVENT_ASSET_QUEUES, asset, 0), queues_s);
    ck_assert_int_eq(run_time(run, TL_EVENT_ASSET_IN_REPAIR, asset, 0), repair_s);
    ck_assert_int_eq(run_time(run, TL_EVENT_ASSET_REPAIRED, asset, 0), repaired_s);
}

START_TEST(without_a_bound_nobody_waits)
{
    struct run run = run_in_world(FAILING SHIPS);
    expect(&run, "s-1", TL_NONE, 72128, 122128);
    expect(&run, "s-2", TL_NONE, 72128, 122128);
    expect(&run, "s-3", TL_NONE, 72128, 122128);
    run_clear(&run);
}
END_TEST

START_TEST(three_share_one_dock)
{
    struct run run = run_in_world(FAILING DOCKS("1") SHIPS);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_IN_REPAIR, "s-1", 0), 72128);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_REPAIRED, "s-1", 0), 122128);
    expect(&run, "s-2", 72128, 122128, 172128);
    expect(&run, "s-3", 72128, 172128, 222128);
    ck_assert_int_eq(run_event(&run, TL_EVENT_ASSET_IN_REPAIR, "s-2", 0)->cause,
                     run_event(&run, TL_EVENT_ASSET_REPAIRED, "s-1", 0)->id);
    /* s-1 sails again at 122,128, fails at 158,192, is back at 194,256 and waits for s-3 */
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_QUEUES, "s-1", 0), 194256);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_IN_REPAIR, "s-1", 1), 222128);
    run_clear(&run);
}
END_TEST

START_TEST(three_share_two_docks)
{
    struct run run = run_in_world(FAILING DOCKS("2") SHIPS);
    expect(&run, "s-1", TL_NONE, 72128, 122128);
    expect(&run, "s-2", TL_NONE, 72128, 122128);
    expect(&run, "s-3", 72128, 122128, 172128);
    run_clear(&run);
}
END_TEST

START_TEST(one_lost_in_the_dock_makes_room)
{
    struct run run = run_in_world(FAILING DOCKS("1") SHIPS LOSE("80000", "s-1"));
    expect(&run, "s-1", TL_NONE, 72128, TL_NONE);
    expect(&run, "s-2", 72128, 80000, 130000);
    expect(&run, "s-3", 72128, 130000, 180000);
    ck_assert_int_eq(run_event(&run, TL_EVENT_ASSET_IN_REPAIR, "s-2", 0)->cause,
                     run_event(&run, TL_EVENT_ASSET_LOST, "s-1", 0)->id);
    run_clear(&run);
}
END_TEST

START_TEST(one_lost_in_the_queue_is_left_out)
{
    struct run run = run_in_world(FAILING DOCKS("1") SHIPS LOSE("80000", "s-2"));
    expect(&run, "s-1", TL_NONE, 72128, 122128);
    expect(&run, "s-2", 72128, TL_NONE, TL_NONE);
    expect(&run, "s-3", 72128, 122128, 172128);
    run_clear(&run);
}
END_TEST

/* Who is delayed in a dock keeps it for longer; who queues cannot be delayed. */
START_TEST(a_delay_holds_the_dock)
{
    struct run run = run_in_world(FAILING DOCKS("1") SHIPS
                                  "injects = { x = { at = \"80000 s\"; kind = \"delay\"; asset = \"s-1\"; "
                                  "delay = \"10000 s\"; }; y = { at = \"80000 s\"; kind = \"delay\"; asset = "
                                  "\"s-2\"; delay = \"10000 s\"; }; };\n");
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_REPAIRED, "s-1", 0), 132128);
    expect(&run, "s-2", 72128, 132128, 182128);
    ck_assert_int_eq(run_count(&run, TL_EVENT_ASSET_DELAYED, NULL), 1);
    run_clear(&run);
}
END_TEST

static void check_docks(const struct tl_state *state)
{
    for (size_t place = 0; place < state->model->place_count; place++) {
        int64_t repaired = 0;
        int64_t queued = 0;
        for (size_t i = 0; i < state->model->asset_count; i++) {
            const struct tl_asset *a = &state->assets[i];
            bool is_there = a->state == TL_STATE_REPAIR && a->place == (int32_t)place;
            repaired += is_there && a->milestone_s != TL_NONE;
            queued += is_there && a->milestone_s == TL_NONE;
        }
        int64_t docks = state->model->places[place].docks;
        run_assert_int(state->docks[place].used, ==, repaired);
        run_assert_int(state->docks[place].queue.count, ==, queued);
        run_assert(docks == TL_NONE || repaired <= docks);
        run_assert(queued == 0 || repaired == docks); /* nobody waits while a dock is free */
    }
}

/* Machine repair: 20 machines, 3 repairmen, all at one place. */
START_TEST(docks_are_never_overfull_and_never_idle_while_somebody_waits)
{
    struct run run = run_build(
        run_world,
        "classes = { ship = { failures = \"exponential(10 h)\"; repair = \"exponential(2 h)\"; endurance = "
        "\"3000 d\"; turnaround = \"0 s\"; }; };\n" DOCKS("3") "assets = { " RUN_SHIP(
            "s", "count = 20;") " }; missions = { a = { kind = \"station\"; theatre = \"line\"; area = "
                                "\"p\"; partners = [\"blue\"]; needs = { presence = 20.0; }; }; };\n");
    run.watch = check_docks;
    run_replication(&run, 1, 0, NULL, NULL);
    ck_assert_int_gt(run_count(&run, TL_EVENT_ASSET_QUEUES, NULL), 100);
    run_clear(&run);
}
END_TEST

TL_TEST_MAIN(repair, without_a_bound_nobody_waits, three_share_one_dock, three_share_two_docks,
             one_lost_in_the_dock_makes_room, one_lost_in_the_queue_is_left_out, a_delay_holds_the_dock,
             docks_are_never_overfull_and_never_idle_while_somebody_waits)
