/* The assignment problem against every possible assignment. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "test.h"

#include "base/hash.h"
#include "base/stream.h"
#include "base/units.h"
#include "model/assign.h"

/* ---- random problems ---- */

enum { CAPABILITIES = 3, GROUPS_MAX = 4, MISSIONS_MAX = 3, CELLS_MAX = GROUPS_MAX * MISSIONS_MAX };

struct puzzle {
    struct tl_assign problem;
    int64_t gives_u[GROUPS_MAX + 1][CAPABILITIES];
    int32_t need[MISSIONS_MAX][TL_NEEDS_MAX];
};

static int64_t pick(struct tl_stream *stream, int64_t low, int64_t high)
{
    double uniform = 0;
    tl_stream_draw(stream, &uniform);
    return low + (int64_t)(uniform * (double)(high - low + 1));
}

/* Needs of some capabilities, in fifths, eighths and thirds of units, more or less supplied already. */
static void draw_mission(struct puzzle *puzzle, size_t m, struct tl_stream *stream)
{
    struct tl_assign_mission *mission = &puzzle->problem.missions[m];
    static const int64_t units_u[] = {200000, 125000, 333333, 1000000};
    mission->weight = pick(stream, 0, 4) * (TL_ASSIGN_WEIGHT / 4);
    mission->room = pick(stream, 0, 9);
    mission->room = mission->room < 3 ? mission->room : INT64_MAX;
    mission->need = puzzle->need[m];
    int64_t given = pick(stream, 1, (1 << CAPABILITIES) - 1);
    for (int32_t c = 0; c < CAPABILITIES; c++) {
        if ((given >> c & 1) != 0) {
            puzzle->need[m][mission->needs] = c;
            mission->demand_u[mission->needs] = pick(stream, 0, 8) * units_u[pick(stream, 0, 3)];
            mission->supply_u[mission->needs] = pick(stream, 0, 2) * units_u[pick(stream, 0, 3)];
            mission->needs++;
        }
    }
}

static void draw_group(struct puzzle *puzzle, size_t g, struct tl_stream *stream)
{
    struct tl_assign *p = &puzzle->problem;
    struct tl_assign_group *group = &p->groups[g];
    group->gives_u = puzzle->gives_u[g];
    group->source = (size_t)pick(stream, 0, (int64_t)(2 * p->mission_count));
    group->source = group->source < p->mission_count ? group->source : p->mission_count;
    group->count = group->source == p->mission_count ? pick(stream, 1, 2) : 1;
    for (size_t c = 0; c < CAPABILITIES; c++) {
        puzzle->gives_u[g][c] = pick(stream, 0, 4) * 250000;
    }
    for (size_t m = 0; m < p->mission_count; m++) {
        struct tl_assign_way *way = &p->ways[tl_assign_cell(p, g, m)];
        way->leg_s = pick(stream, 0, 9);
        way->from_s = way->leg_s;
        way->until_s = pick(stream, way->from_s, p->span_s);
    }
    for (size_t k = 0; group->source < p->mission_count && k < p->missions[group->source].needs; k++) {
        struct tl_assign_mission *mission = &p->missions[group->source];
        mission->supply_u[k] += group->gives_u[mission->need[k]];
    }
}

static void draw_puzzle(struct puzzle *puzzle, uint64_t seed)
{
    struct tl_stream stream;
    tl_stream_init(&stream, seed, 0, tl_hash_text("puzzle"));
    *puzzle = (struct puzzle){0};
    size_t groups = (size_t)pick(&stream, 1, GROUPS_MAX);
    size_t missions = (size_t)pick(&stream, 1, MISSIONS_MAX);
    tl_assign_init(&puzzle->problem, groups, missions);
    puzzle->problem.span_s = pick(&stream, 10, 20);
    for (size_t m = 0; m < missions; m++) {
        draw_mission(puzzle, m, &stream);
    }
    for (size_t g = 0; g < groups; g++) {
        draw_group(puzzle, g, &stream);
    }
}

/* ---- every assignment ---- */

/* Coverage of a mission in one second, worked out from nothing but who is where. */
static double covered_in(const struct tl_assign *p, size_t mission, const int64_t *sent, int64_t at_s)
{
    const struct tl_assign_mission *m = &p->missions[mission];
    double least = 1.0;
    double sum = 0.0;
    for (size_t k = 0; k < m->needs; k++) {
        double supply = (double)m->supply_u[k];
        for (size_t g = 0; g < p->group_count; g++) {
            for (size_t to = 0; to < p->mission_count; to++) {
                const struct tl_assign_way *way = &p->ways[g * p->mission_count + to];
                double gives = (double)(sent[g * p->mission_count + to] * p->groups[g].gives_u[m->need[k]]);
                supply -= p->groups[g].source == mission ? gives : 0.0;
                supply += to == mission && way->from_s <= at_s && at_s < way->until_s ? gives : 0.0;
            }
        }
        double share = m->demand_u[k] > 0 ? fmin(1.0, supply / (double)m->demand_u[k]) : 1.0;
        least = fmin(least, share);
        sum += share;
    }
    return m->needs > 1 ? least + sum / (double)m->needs / 1000.0 : least;
}

/* In units of the weightiest mission, covered for one second. */
static double value_of(const struct tl_assign *p, const int64_t *sent)
{
    double value = 0.0;
    for (size_t m = 0; m < p->mission_count; m++) {
        for (int64_t at_s = 0; at_s < p->span_s && p->missions[m].weight > 0; at_s++) {
            value += (double)p->missions[m].weight / (double)TL_ASSIGN_WEIGHT * covered_in(p, m, sent, at_s);
        }
    }
    return value;
}

struct choice {
    double value;
    int64_t legs_s, numbers;
    int64_t sent[CELLS_MAX];
};

static struct choice weigh(const struct tl_assign *p, const int64_t *sent)
{
    struct choice choice = {.value = value_of(p, sent)};
    for (size_t i = 0; i < p->group_count * p->mission_count; i++) {
        choice.sent[i] = sent[i];
        choice.legs_s += sent[i] * p->ways[i].leg_s;
        choice.numbers += sent[i] * (int64_t)(i + 1);
    }
    return choice;
}

/* Values are told apart down to this. */
static double alike(const struct tl_assign *p)
{
    return TL_ASSIGN_ALIKE * (double)tl_assign_whole(p) / 1e9 / (double)TL_ASSIGN_WEIGHT;
}

/* Is the choice better than the best so far, both being worth at least `least`? */
static bool is_better(const struct choice *choice, const struct choice *best, double least)
{
    if (least < 0) { /* not known yet */
        return choice->value > best->value;
    }
    if (choice->value < least || best->value < least) {
        return choice->value >= least;
    }
    return choice->legs_s != best->legs_s ? choice->legs_s < best->legs_s : choice->numbers < best->numbers;
}

/* Try all that can be sent from this cell on; `left` of this group are still there. */
static void try_all(const struct tl_assign *p, size_t cell, int64_t left, int64_t *sent, double least,
                    struct choice *best)
{
    if (cell == p->group_count * p->mission_count) {
        struct choice choice = weigh(p, sent);
        *best = is_better(&choice, best, least) ? choice : *best;
        return;
    }
    size_t group = cell / p->mission_count;
    left = cell % p->mission_count == 0 ? p->groups[group].count : left;
    bool is_shut =
        p->ways[cell].from_s >= p->ways[cell].until_s || p->groups[group].source == cell % p->mission_count;
    int64_t room = p->missions[cell % p->mission_count].room;
    for (size_t before = cell % p->mission_count; before < cell; before += p->mission_count) {
        room -= room < INT64_MAX ? sent[before] : 0;
    }
    for (int64_t goes = 0; goes <= (is_shut ? 0 : left) && goes <= room; goes++) {
        sent[cell] = goes;
        try_all(p, cell + 1, left - goes, sent, least, best);
    }
    sent[cell] = 0;
}

/* Values agree to the rounding of coverage: a billionth in each mission and second. */
static void check_value(const struct tl_assign *p, const struct choice *choice)
{
    double value = (double)tl_assign_evaluate(p, choice->sent) / 1e9 / (double)TL_ASSIGN_WEIGHT;
    ck_assert_double_le(fabs(value - choice->value), 1e-6);
}

START_TEST(it_finds_what_trying_everything_finds)
{
    size_t moves = 0;
    size_t joint = 0;
    for (uint64_t seed = 1; seed <= 600; seed++) {
        struct puzzle puzzle;
        draw_puzzle(&puzzle, seed);
        const struct tl_assign *p = &puzzle.problem;
        int64_t sent[CELLS_MAX] = {0};
        struct choice best = weigh(p, sent);
        try_all(p, 0, 0, sent, -1.0, &best);
        double greatest = best.value;
        try_all(p, 0, 0, sent, greatest - alike(p), &best);
        tl_assign_solve(p, sent);
        struct choice found = weigh(p, sent);
        ck_assert_msg(found.value >= greatest - 1.1 * alike(p), "%llu: %.12f, not %.12f",
                      (unsigned long long)seed, found.value, greatest);
        ck_assert_msg(found.legs_s == best.legs_s && found.numbers == best.numbers,
                      "%llu: legs %lld, not %lld; numbers %lld, not %lld", (unsigned long long)seed,
                      (long long)found.legs_s, (long long)best.legs_s, (long long)found.numbers,
                      (long long)best.numbers);
        check_value(p, &found);
        moves += found.numbers > 0;
        joint += p->missions[0].needs > 1;
        tl_assign_clear(&puzzle.problem);
    }
    ck_assert_uint_gt(moves, 300);
    ck_assert_uint_gt(joint, 300);
}
END_TEST

static double best_value(const struct tl_assign *p, int64_t *legs_s)
{
    int64_t sent[CELLS_MAX + MISSIONS_MAX] = {0};
    tl_assign_solve(p, sent);
    *legs_s = 0;
    for (size_t i = 0; i < p->group_count * p->mission_count; i++) {
        *legs_s += sent[i] * p->ways[i].leg_s;
    }
    return value_of(p, sent);
}

START_TEST(more_assets_never_lower_the_value)
{
    size_t raised = 0;
    int64_t legs_s = 0;
    for (uint64_t seed = 1; seed <= 300; seed++) {
        struct puzzle puzzle;
        draw_puzzle(&puzzle, seed);
        double before = best_value(&puzzle.problem, &legs_s);
        size_t group = seed % puzzle.problem.group_count;
        struct tl_assign_group *more = &puzzle.problem.groups[group];
        if (more->source == puzzle.problem.mission_count) {
            more->count++;
            double after = best_value(&puzzle.problem, &legs_s);
            ck_assert_double_ge(after, before - 1e-7);
            raised += after > before + 1e-7;
        }
        tl_assign_clear(&puzzle.problem);
    }
    ck_assert_uint_gt(raised, 30);
}
END_TEST

/* The same problem with groups and missions in the opposite order. */
static void turn_over(const struct tl_assign *p, struct tl_assign *q)
{
    tl_assign_init(q, p->group_count, p->mission_count);
    q->span_s = p->span_s;
    for (size_t m = 0; m < p->mission_count; m++) {
        q->missions[m] = p->missions[p->mission_count - 1 - m];
    }
    for (size_t g = 0; g < p->group_count; g++) {
        size_t from = p->group_count - 1 - g;
        q->groups[g] = p->groups[from];
        bool serves = q->groups[g].source < p->mission_count;
        q->groups[g].source = serves ? p->mission_count - 1 - q->groups[g].source : p->mission_count;
        for (size_t m = 0; m < p->mission_count; m++) {
            q->ways[tl_assign_cell(q, g, m)] = p->ways[tl_assign_cell(p, from, p->mission_count - 1 - m)];
        }
    }
}

START_TEST(the_order_in_which_it_is_asked_does_not_matter)
{
    for (uint64_t seed = 1; seed <= 200; seed++) {
        struct puzzle puzzle;
        struct tl_assign turned;
        int64_t legs_s[2] = {0, 0};
        draw_puzzle(&puzzle, seed);
        turn_over(&puzzle.problem, &turned);
        double value = best_value(&puzzle.problem, &legs_s[0]);
        ck_assert_double_eq_tol(best_value(&turned, &legs_s[1]), value, 1e-7);
        ck_assert_int_eq(legs_s[0], legs_s[1]);
        tl_assign_clear(&turned);
        tl_assign_clear(&puzzle.problem);
    }
}
END_TEST

/* The same problem with a mission that nobody could serve and a group that nobody wants before all others, and each again behind. */
static void surround(const struct tl_assign *p, struct tl_assign *q)
{
    static const int64_t nothing_u[CAPABILITIES] = {0};
    static const int32_t need[] = {0};
    tl_assign_init(q, p->group_count + 2, p->mission_count + 2);
    q->span_s = p->span_s;
    for (size_t m = 0; m < q->mission_count; m++) {
        bool is_old = m > 0 && m <= p->mission_count;
        q->missions[m] = is_old ? p->missions[m - 1]
                                : (struct tl_assign_mission){
                                      .weight = TL_ASSIGN_WEIGHT, .needs = 1, .need = need, .demand_u = {1}};
    }
    for (size_t g = 0; g < q->group_count; g++) {
        bool is_old = g > 0 && g <= p->group_count;
        q->groups[g] = is_old ? p->groups[g - 1] : (struct tl_assign_group){9, q->mission_count, nothing_u};
        if (is_old) {
            bool serves = p->groups[g - 1].source < p->mission_count;
            q->groups[g].source = serves ? p->groups[g - 1].source + 1 : q->mission_count;
        }
        for (size_t m = 0; is_old && m < p->mission_count; m++) {
            q->ways[tl_assign_cell(q, g, m + 1)] = p->ways[tl_assign_cell(p, g - 1, m)];
        }
    }
}

/* However many plans are equally good. */
START_TEST(what_nobody_could_serve_and_whom_nobody_wants_do_not_matter)
{
    size_t moves = 0;
    for (uint64_t seed = 1; seed <= 600; seed++) {
        struct puzzle puzzle;
        struct tl_assign more;
        int64_t sent[CELLS_MAX] = {0};
        int64_t again[(GROUPS_MAX + 2) * (MISSIONS_MAX + 2)] = {0};
        draw_puzzle(&puzzle, seed);
        const struct tl_assign *p = &puzzle.problem;
        for (size_t i = 0; i < p->group_count * p->mission_count; i++) {
            puzzle.problem.ways[i].leg_s = 1; /* many plans are alike */
        }
        surround(p, &more);
        tl_assign_solve(p, sent);
        tl_assign_solve(&more, again);
        for (size_t i = 0; i < more.group_count * more.mission_count; i++) {
            size_t g = i / more.mission_count;
            size_t m = i % more.mission_count;
            bool is_old = g > 0 && g <= p->group_count && m > 0 && m <= p->mission_count;
            int64_t expected = is_old ? sent[tl_assign_cell(p, g - 1, m - 1)] : 0;
            ck_assert_msg(again[i] == expected, "%llu: group %zu, mission %zu: %lld, not %lld",
                          (unsigned long long)seed, g, m, (long long)again[i], (long long)expected);
            moves += again[i] > 0;
        }
        tl_assign_clear(&more);
        tl_assign_clear(&puzzle.problem);
    }
    ck_assert_uint_gt(moves, 300);
}
END_TEST

/* A move worth one and a half times what is alike here, and less than what would be if bystanders counted. */
START_TEST(bystanders_do_not_make_plans_alike)
{
    static const int64_t gives_u[CAPABILITIES] = {3};
    static const int32_t need[] = {0};
    int64_t sent[9] = {0};
    struct tl_assign p;
    struct tl_assign more;
    tl_assign_init(&p, 1, 1);
    p.span_s = 100;
    p.missions[0] = (struct tl_assign_mission){
        .weight = TL_ASSIGN_WEIGHT, .room = 9, .needs = 1, .need = need, .demand_u = {20000000}};
    p.groups[0] = (struct tl_assign_group){1, 1, gives_u};
    p.ways[0] = (struct tl_assign_way){0, 100, 30};
    surround(&p, &more);
    tl_assign_solve(&p, sent);
    ck_assert_int_eq(sent[0], 1);
    tl_assign_solve(&more, sent);
    ck_assert_int_eq(sent[tl_assign_cell(&more, 1, 1)], 1);
    tl_assign_clear(&more);
    tl_assign_clear(&p);
}
END_TEST

/* ---- ties, by hand ---- */

/* Some groups of one asset each that give 1 to a mission that needs 1; legs in seconds, 100 ahead. */
static void check_tie(size_t groups, const int64_t *legs_s, int64_t demand_u, const int64_t *expected)
{
    static const int64_t gives_u[] = {1000000};
    static const int32_t need[] = {0};
    int64_t sent[CELLS_MAX] = {0};
    struct tl_assign p;
    tl_assign_init(&p, groups, 1);
    p.span_s = 100;
    p.missions[0] = (struct tl_assign_mission){
        .weight = TL_ASSIGN_WEIGHT, .room = 9, .needs = 1, .need = need, .demand_u = {demand_u}};
    for (size_t g = 0; g < groups; g++) {
        p.groups[g] = (struct tl_assign_group){1, 1, gives_u};
        p.ways[g] = (struct tl_assign_way){50, 100, legs_s[g]}; /* all count from the same time */
    }
    tl_assign_solve(&p, sent);
    for (size_t g = 0; g < groups; g++) {
        ck_assert_int_eq(sent[g], expected[g]);
    }
    tl_assign_clear(&p);
}

START_TEST(ties_go_to_the_shorter_way_then_to_the_first)
{
    check_tie(3, (const int64_t[]){30, 20, 30}, 1000000, (const int64_t[]){0, 1, 0});
    check_tie(3, (const int64_t[]){20, 20, 20}, 1000000, (const int64_t[]){1, 0, 0});
    check_tie(4, (const int64_t[]){30, 20, 30, 20}, 3000000, (const int64_t[]){1, 1, 0, 1});
    check_tie(2, (const int64_t[]){0, 0}, 0, (const int64_t[]){0, 0}); /* nobody goes for nothing */
    check_tie(2, (const int64_t[]){0, 0}, 500000, (const int64_t[]){1, 0});
}
END_TEST

TL_TEST_MAIN(assign, it_finds_what_trying_everything_finds, more_assets_never_lower_the_value,
             the_order_in_which_it_is_asked_does_not_matter,
             what_nobody_could_serve_and_whom_nobody_wants_do_not_matter, bystanders_do_not_make_plans_alike,
             ties_go_to_the_shorter_way_then_to_the_first)
