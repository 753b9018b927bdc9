#include "command/leave.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "test.h"

/* A micro-scenario with something of everything that can be left out. */
static struct tl_scenario *read_scenario(void)
{
    static const struct tl_change changes[] = {
        {"classes.ship.failures", "exponential(30 d)", NULL},
        {"classes.ship.repair", "3 d", NULL},
        {"classes.ship.readiness", "( { at = \"2 d\"; share = 1.0; } )", NULL},
        {"assets.s1.available", "1 d", NULL},
        {"phases.calm", "{ at = \"1 d\"; }", NULL},
        {"phases.war", "{ at = \"3 d\"; }", NULL},
        {"injects.sinks", "{ at = \"9 d\"; kind = \"lose\"; asset = \"s1\"; }", NULL},
        {"missions.a.steps",
         "( { phase = \"war\"; scale = 2.0; }, { phase = \"calm\"; scale = 1.0; }, { "
         "phase = \"war\"; scale = 3.0; } )",
         NULL},
        {"places.gate", "{ kind = \"port\"; at = [0.0, 1.0]; open = false; }", NULL},
        {"incidents.visit",
         "{ mission = \"a\"; rate = \"1 /d\"; ceiling = \"2 /d\"; steps = ("
         "{ phase = \"calm\"; scale = 0.5; }, { phase = \"war\"; scale = 2.0; } ); }",
         NULL},
    };
    struct tl_error err = {0};
    char file[512];
    snprintf(file, sizeof file, "%s/configs/micro/transit.cfg", getenv("TL_SOURCE"));
    struct tl_scenario *scenario =
        tl_scenario_read(file, NULL, NULL, 0, changes, sizeof changes / sizeof *changes, &err);
    ck_assert_ptr_nonnull(scenario);
    return scenario;
}

/* The changes that leave a root out, as "PATH=VALUE PATH ..." */
static void expect_changes(const char *root, const char *expected)
{
    struct tl_scenario *scenario = read_scenario();
    struct tl_arena *arena = tl_arena_create();
    struct tl_changes changes = {0};
    struct tl_text told = {0};
    ck_assert(tl_leave_check(root, NULL));
    ck_assert(tl_leave_find(scenario, root, arena, &changes));
    for (size_t i = 0; i < changes.count; i++) {
        const char *value = changes.items[i].value;
        tl_text_print(&told, "%s%s%s%s", i > 0 ? " " : "", changes.items[i].path, value ? "=" : "",
                      value ? value : "");
    }
    ck_assert_str_eq(tl_text_get(&told), expected);
    tl_text_clear(&told);
    tl_changes_clear(&changes);
    tl_arena_destroy(arena);
    tl_scenario_destroy(scenario);
}

START_TEST(test_a_root_falls_away)
{
    expect_changes("failure", "classes.ship.failures");
    expect_changes("ramp", "classes.ship.readiness assets.s1.available");
    expect_changes("rotation", "classes.ship.endurance=1728060 s");
    expect_changes("inject/sinks", "injects.sinks");
    expect_changes("closed", "places.gate.open=true");
}
END_TEST

/* The last first: the numbers of those before stay. */
START_TEST(test_all_steps_of_a_phase_fall_away)
{
    expect_changes("phase/war", "missions.a.steps[2] missions.a.steps[0] incidents.visit.steps[1]");
    expect_changes("phase/calm", "missions.a.steps[1] incidents.visit.steps[0]");
}
END_TEST

START_TEST(test_a_scenario_without_the_name_has_none)
{
    struct tl_scenario *scenario = read_scenario();
    struct tl_changes changes = {0};
    ck_assert(!tl_leave_find(scenario, "diversion/away", scenario->arena, &changes));
    ck_assert(!tl_leave_find(scenario, "phase/wa", scenario->arena, &changes));
    ck_assert(!tl_leave_find(scenario, "inject/war", scenario->arena, &changes));
    ck_assert_uint_eq(changes.count, 0);
    tl_scenario_destroy(scenario);
}
END_TEST

/* All that the list of roots says can be left out, and nothing else. */
START_TEST(test_the_list_is_kept)
{
    size_t count;
    const struct tl_ledger_root_row *rows = tl_ledger_root_rows(&count);
    for (size_t i = 0; i < count; i++) {
        char root[64];
        struct tl_error err = {0};
        snprintf(root, sizeof root, "%s%s", rows[i].name, rows[i].is_named ? "/x" : "");
        ck_assert_int_eq(tl_leave_check(root, &err), rows[i].may_leave);
        ck_assert_int_eq(tl_leave_without(&rows[i]) != NULL, rows[i].may_leave);
        tl_error_clear(&err);
    }
}
END_TEST

START_TEST(test_what_cannot_be_left_out_is_a_mistake)
{
    static const char *const bad[] = {"structural", "failure/x", "diversion", "", "/", "failures"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct tl_error err = {0};
        ck_assert(!tl_leave_check(bad[i], &err));
        ck_assert_int_eq(err.fault, TL_FAULT_USER);
        tl_error_clear(&err);
    }
}
END_TEST

TL_TEST_MAIN(leave, test_a_root_falls_away, test_all_steps_of_a_phase_fall_away,
             test_a_scenario_without_the_name_has_none, test_the_list_is_kept,
             test_what_cannot_be_left_out_is_a_mistake)
