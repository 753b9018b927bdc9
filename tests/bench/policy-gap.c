/* How far policy `greedy` is from `optimal`: at every decision of a scenario's replications in which something is short both plan from
 * the same state, and both plans are valued by the same whole-number function.
 *   test-bench-policy-gap [REPLICATIONS [SCENARIO]]    one replication of the Korean base unless given
 * Prints a line a partner; fails where greedy's plan is worth more. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "model/kinds.h"
#include "model/optimal.h"
#include "model/rules.h"

extern const struct tl_policy tl_policy_greedy, tl_policy_optimal;

struct tally { /* of one partner */
    long decisions, equal, worse;
    double gap, worst_gap;     /* shares of full coverage */
    double gained, could_gain; /* over doing nothing, the same */
    double greedy_ms, optimal_ms, worst_ms;
};

static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return 1e3 * (double)now.tv_sec + 1e-6 * (double)now.tv_nsec;
}

/* What the policy's plan is worth in the problem; `ms` out: how long it took to decide. */
static __int128 worth_of(const struct tl_plan *posed, const struct tl_assign *problem,
                         const struct tl_policy *policy, double *ms)
{
    struct tl_plan plan;
    int64_t *sent = tl_alloc(problem->group_count * problem->mission_count + 1, sizeof *sent);
    tl_plan_init(&plan, posed->state, posed->partner);
    double start_ms = now_ms();
    if (policy != NULL) {
        policy->choose(posed->state, posed->partner, &plan);
    }
    *ms = now_ms() - start_ms;
    for (size_t i = 0; i < plan.count; i++) {
        size_t group = 0;
        while (!tl_plan_is_in(posed, &posed->groups[group], plan.moves[i].asset)) {
            group++;
            assert(group < posed->group_count);
        }
        sent[tl_assign_cell(problem, group, (size_t)plan.moves[i].mission)]++;
    }
    __int128 worth = tl_assign_evaluate(problem, sent);
    free(sent);
    tl_plan_clear(&plan);
    return worth;
}

static void compare(const struct tl_state *state, int32_t partner, struct tally *tally)
{
    struct tl_plan posed;
    struct tl_assign problem;
    double ms = 0;
    tl_plan_init(&posed, state, partner);
    tl_optimal_pose(&posed, &problem);
    double whole = (double)tl_assign_whole(&problem);
    __int128 idle = worth_of(&posed, &problem, NULL, &ms);
    __int128 greedy = worth_of(&posed, &problem, &tl_policy_greedy, &ms);
    tally->greedy_ms += ms;
    __int128 optimal = worth_of(&posed, &problem, &tl_policy_optimal, &ms);
    tally->optimal_ms += ms;
    tally->worst_ms = ms > tally->worst_ms ? ms : tally->worst_ms;
    double gap = (double)(optimal - greedy) / whole;
    tally->decisions++;
    tally->equal += gap <= 2 * TL_ASSIGN_ALIKE;
    tally->worse += gap < -2 * TL_ASSIGN_ALIKE;
    tally->gap += gap;
    tally->worst_gap = gap > tally->worst_gap ? gap : tally->worst_gap;
    tally->gained += (double)(greedy - idle) / whole;
    tally->could_gain += (double)(optimal - idle) / whole;
    tl_plan_clear(&posed);
    tl_assign_clear(&problem);
}

static void replicate(const struct tl_model *model, uint64_t seed, uint64_t replication,
                      struct tally *tallies)
{
    struct tl_state state;
    int64_t next_s = 0;
    enum tl_work_kind kind = TL_WORK_ASSET;
    tl_state_init(&state, model, seed, replication, NULL, 0);
    while (tl_calendar_peek(&state.calendar, &next_s, &kind) && next_s <= model->horizon_s) {
        if (next_s > state.now_s && tl_rules_end_second(&state)) {
            continue;
        }
        struct tl_entry entry = tl_calendar_pop(&state.calendar);
        bool decides = kind == TL_WORK_DECISION || kind == TL_WORK_RHYTHM;
        state.now_s = next_s;
        if (decides && tl_command_is_short(&state, entry.work.subject)) {
            compare(&state, entry.work.subject, &tallies[entry.work.subject]);
        }
        tl_rules_dispatch(&state, &entry);
    }
    tl_state_clear(&state);
}

static bool print_tally(const char *name, const struct tally *t)
{
    double n = t->decisions > 0 ? (double)t->decisions : 1.0;
    double gain = t->could_gain > 0 ? t->could_gain : 1.0;
    printf("%-10s %9ld %8.1f %12.3f %12.3f %12.4f %12.3f %11.3f %11.1f\n", name, t->decisions,
           100.0 * (double)t->equal / n, 100.0 * t->gained / gain, 100.0 * t->gap / n, 100.0 * t->worst_gap,
           t->greedy_ms / n, t->optimal_ms / n, t->worst_ms);
    if (t->worse > 0) {
        printf("%s: %ld of greedy's plans are worth more than the optimal one\n", name, t->worse);
    }
    return t->worse == 0;
}

static const char *base_path(void)
{
    static char path[4096];
    const char *source = getenv("TL_SOURCE");
    snprintf(path, sizeof path, "%s/configs/korea-2017/base.cfg", source != NULL ? source : ".");
    return path;
}

int main(int argc, char **argv)
{
    struct tl_error err = {0};
    long replications = argc > 1 ? strtol(argv[1], NULL, 10) : 1;
    struct tl_scenario *scenario =
        tl_scenario_read(argc > 2 ? argv[2] : base_path(), "base", NULL, 0, NULL, 0, &err);
    struct tl_model *model = scenario != NULL ? tl_model_build(scenario, &err) : NULL;
    if (model == NULL || replications < 1) {
        tl_error_print(&err, stderr);
        tl_error_clear(&err);
        tl_scenario_destroy(scenario);
        return 2;
    }
    struct tally *tallies = tl_alloc(model->partner_count, sizeof *tallies);
    for (long r = 0; r < replications; r++) {
        replicate(model, model->roster.seed, (uint64_t)r, tallies);
    }
    printf("%-10s %9s %8s %12s %12s %12s %12s %11s %11s\n", "partner", "decisions", "equal, %", "of gain, %",
           "mean gap, %", "worst, %", "greedy, ms", "optimal, ms", "worst, ms");
    bool is_sound = true;
    for (size_t p = 0; p < model->partner_count; p++) {
        is_sound = print_tally(model->partners[p].name, &tallies[p]) && is_sound;
    }
    free(tallies);
    tl_model_destroy(model);
    tl_scenario_destroy(scenario);
    return is_sound ? 0 : 1;
}
