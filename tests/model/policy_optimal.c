/* Policy `optimal`: its plans and those of all policies from the same states. */
#include "test.h"

#include "model/assign.h"
#include "model/kinds.h"
#include "model/optimal.h"
#include "model/run.h"
#include "property/generator.h"

extern const struct tl_policy tl_policy_optimal;

/* What a policy's plan is worth in the problem of the state. */
static __int128 worth_of(const struct tl_state *state, int32_t partner, const struct tl_policy *policy,
                         __int128 *whole)
{
    struct tl_plan posed;
    struct tl_plan plan;
    struct tl_assign problem;
    tl_plan_init(&posed, state, partner);
    tl_optimal_pose(&posed, &problem);
    tl_plan_init(&plan, state, partner);
    policy->choose(state, partner, &plan);
    int64_t *sent = tl_alloc(problem.group_count * problem.mission_count + 1, sizeof *sent);
    for (size_t i = 0; i < plan.count; i++) {
        size_t group = 0;
        while (!tl_plan_is_in(&posed, &posed.groups[group], plan.moves[i].asset)) {
            group++;
            ck_assert_uint_lt(group, posed.group_count);
        }
        sent[tl_assign_cell(&problem, group, (size_t)plan.moves[i].mission)]++;
    }
    __int128 worth = tl_assign_evaluate(&problem, sent);
    *whole = tl_assign_whole(&problem);
    free(sent);
    tl_plan_clear(&plan);
    tl_plan_clear(&posed);
    tl_assign_clear(&problem);
    return worth;
}

static size_t strictly_better;

/* At a decision: no policy's plan is worth more than the optimal one. */
static void compare_policies(const struct tl_state *state, int32_t partner)
{
    size_t count = 0;
    const struct tl_policy *const *policies = tl_policies(&count);
    __int128 whole = 0;
    __int128 best = worth_of(state, partner, &tl_policy_optimal, &whole);
    double alike = 2 * TL_ASSIGN_ALIKE * (double)whole;
    for (size_t i = 0; i < count; i++) {
        double more = (double)(best - worth_of(state, partner, policies[i], &whole));
        run_assert_msg(more >= -alike, "%s is worth more than optimal", policies[i]->name);
        strictly_better += more > alike;
    }
}

static void compare_on(uint64_t seed)
{
    struct tl_text text = {0};
    generator_write(seed, GENERATOR_PLAIN, &text);
    struct run run = run_build(tl_text_get(&text), NULL);
    struct tl_state state;
    tl_state_init(&state, run.model, seed, 0, NULL, 0);
    int64_t next_s = 0;
    enum tl_work_kind kind = TL_WORK_ASSET;
    while (tl_calendar_peek(&state.calendar, &next_s, &kind) && next_s <= 10 * TL_DAY_S) {
        if (next_s > state.now_s && tl_rules_end_second(&state)) {
            continue;
        }
        struct tl_entry entry = tl_calendar_pop(&state.calendar);
        if (kind == TL_WORK_DECISION || kind == TL_WORK_RHYTHM) {
            state.now_s = next_s;
            compare_policies(&state, entry.work.subject);
        }
        tl_rules_dispatch(&state, &entry);
    }
    tl_state_clear(&state);
    run_clear(&run);
    tl_text_clear(&text);
}

START_TEST(no_policy_plans_better)
{
    strictly_better = 0;
    for (uint64_t seed = 1; seed <= 40; seed++) {
        compare_on(seed);
    }
    ck_assert_uint_gt(strictly_better, 100);
}
END_TEST

/* A replication in which every partner decides so. */
static struct run run_optimally(uint64_t seed, unsigned form)
{
    struct tl_text text = {0};
    generator_write(seed, form, &text);
    struct run run = run_build(tl_text_get(&text), NULL);
    size_t count = 0;
    const struct tl_policy *const *policies = tl_policies(&count);
    for (size_t p = 0; p < run.model->partner_count; p++) {
        struct tl_partner *partner = (struct tl_partner *)&run.model->partners[p];
        for (size_t i = 0; i < count; i++) {
            partner->policy = policies[i] == &tl_policy_optimal ? (int32_t)i : partner->policy;
        }
    }
    run_replication(&run, seed, 0, NULL, NULL);
    tl_text_clear(&text);
    return run;
}

START_TEST(the_order_in_a_file_does_not_matter)
{
    for (uint64_t seed = 1; seed <= 20; seed++) {
        struct run plain = run_optimally(seed, GENERATOR_PLAIN);
        struct run reversed = run_optimally(seed, GENERATOR_REVERSED);
        ck_assert(run_is_same(&plain, &reversed));
        run_clear(&plain);
        run_clear(&reversed);
    }
}
END_TEST

/* s1 gives both capabilities, s2 the first alone. Greedy lets s1 take the weightier mission; s2 then has nothing left to do. */
static const char swap[] =
    "classes = { both = { domain = \"sea\"; speed = \"18 kn\"; gives = { presence = 1.0; asw = 1.0; };\n"
    "    endurance = \"604800 s\"; }; };\n"
    "assets = { s1 = { class = \"both\"; partner = \"blue\"; home = \"p\"; }; " RUN_SHIP(
        "s2", "") " };\n"
                  "missions = { " RUN_MISSION(
                      "a", "c", "1.0",
                      "weight = 1.2;") " b = { kind = \"station\"; theatre = \"line\"; area = \"area-c\"; "
                                       "partners = [\"blue\"];\n"
                                       "    needs = { asw = 1.0; }; set-up = \"21600 s\"; }; };\n"
                                       "partners = { blue = { policy = \"optimal\"; }; };\n";

START_TEST(it_keeps_the_able_for_what_others_cannot_do)
{
    struct run run = run_in_world(swap);
    ck_assert_str_eq(run_mission(&run, TL_EVENT_ASSET_TASKED, "s1", 0), "b");
    ck_assert_str_eq(run_mission(&run, TL_EVENT_ASSET_TASKED, "s2", 0), "a");
    run_clear(&run);
}
END_TEST

/* A mission that needs two capabilities at once draws both ships, or none: one alone is worth next to nothing. */
static const char joint[] =
    "classes = { hunter = { domain = \"sea\"; speed = \"18 kn\"; gives = { asw = 1.0; };\n"
    "    endurance = \"604800 s\"; }; };\n"
    "missions = { " RUN_MISSION(
        "c", "c", "2.0",
        "weight = 1.0;") " j = { kind = \"station\"; theatre = \"line\"; area = \"area-c\"; partners = "
                         "[\"blue\"]; weight = 3.0;\n"
                         "    needs = { presence = 1.0; asw = 1.0; }; set-up = \"21600 s\"; }; };\n"
                         "partners = { blue = { policy = \"optimal\"; }; };\n";

START_TEST(joint_needs_are_filled_together_or_not_at_all)
{
    struct tl_text text = {0};
    tl_text_print(&text,
                  "%sassets = { s1 = { class = \"hunter\"; partner = \"blue\"; home = \"p\"; }; %s };\n",
                  joint, RUN_SHIP("s2", ""));
    struct run run = run_in_world(tl_text_get(&text));
    ck_assert_str_eq(run_mission(&run, TL_EVENT_ASSET_TASKED, "s2", 0), "j");
    ck_assert_str_eq(run_mission(&run, TL_EVENT_ASSET_TASKED, "s1", 0), "j");
    run_clear(&run);
    tl_text_clear(&text);
    tl_text_print(&text,
                  "%sassets = { s1 = { class = \"hunter\"; partner = \"blue\"; home = \"p\";\n"
                  "  available = \"19 d\"; }; %s };\n",
                  joint, RUN_SHIP("s2", ""));
    run = run_in_world(tl_text_get(&text));
    ck_assert_str_eq(run_mission(&run, TL_EVENT_ASSET_TASKED, "s2", 0), "c");
    run_clear(&run);
    tl_text_clear(&text);
}
END_TEST

TL_TEST_MAIN(policy_optimal, no_policy_plans_better, the_order_in_a_file_does_not_matter,
             it_keeps_the_able_for_what_others_cannot_do, joint_needs_are_filled_together_or_not_at_all)
