/* The assignment problem as a mixed integer program for GLPK.
 *
 * Columns: how many of a group go to a mission (whole numbers), and for each mission and each interval between the times at which
 * somebody starts or stops to count there its coverage, in [0, 1]; under joint needs the share of each need besides, which bounds the
 * coverage. Rows: nobody goes twice; a share is at most supply by demand. The relaxation is solved first and mostly is whole already.
 * Ties are broken by solving again with the value held: least sum of legs, then least sum of numbers. */
#include "model/assign.h"

#include <glpk.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* Full coverage of the weightiest mission is worth SCALE: well above the solver's tolerances. */
#define SCALE        1e3
#define TOLERANCE    1e-9
#define WHOLE_ENOUGH 1e-9
#define JOINT_SHARE  1e-3 /* what the mean over joint needs counts; see assign.h */

struct solver {
    const struct tl_assign *problem;
    glp_prob *lp;
    bool *wanted; /* [missions] somebody could be of use there; see mark_wanted */
    int *column;  /* [groups][missions] 0: nobody can be sent there */
    int *at;      /* of a row that is being written, from 1 */
    double *by;
    int length;
    double best; /* of the last problem solved */
};

/* ---- the library ---- */

static int print_message(void *info, const char *text)
{
    (void)info;
    fputs(text, stderr);
    return 1; /* nothing on standard output */
}

/* The library aborts after this. */
static void tell_failure(void *info)
{
    (void)info;
    fputs("trilat: the solver of policy optimal (GLPK) has failed\n", stderr);
}

static void require(bool is_done)
{
    if (!is_done) {
        tell_failure(NULL);
        abort();
    }
}

static void open_library(void)
{
    glp_term_hook(print_message, NULL);
    glp_error_hook(tell_failure, NULL);
    glp_term_out(GLP_OFF);
}

/* ---- writing the problem ---- */

static int add_column(struct solver *s, double most, double worth)
{
    int column = glp_add_cols(s->lp, 1);
    glp_set_col_bnds(s->lp, column, GLP_DB, 0.0, most);
    glp_set_obj_coef(s->lp, column, worth);
    return column;
}

static void put(struct solver *s, int column, double by)
{
    s->length++;
    s->at[s->length] = column;
    s->by[s->length] = by;
}

static void end_row(struct solver *s, double most)
{
    int row = glp_add_rows(s->lp, 1);
    glp_set_row_bnds(s->lp, row, GLP_UP, 0.0, most);
    glp_set_mat_row(s->lp, row, s->length, s->at, s->by);
    s->length = 0;
}

/* Could somebody of the group go to a mission that wants him? */
static bool may_go(const struct solver *s, size_t group)
{
    for (size_t m = 0; m < s->problem->mission_count; m++) {
        if (s->wanted[m] && tl_assign_is_way(s->problem, group, m)) {
            return true;
        }
    }
    return false;
}

/* May a need be below its demand, if all that could go away do? Else it never binds. */
static bool may_lack(const struct solver *s, size_t mission, size_t need)
{
    const struct tl_assign *p = s->problem;
    const struct tl_assign_mission *m = &p->missions[mission];
    int64_t supply_u = m->supply_u[need];
    for (size_t g = 0; g < p->group_count && supply_u >= m->demand_u[need]; g++) {
        if (p->groups[g].source == mission && may_go(s, g)) {
            supply_u -= p->groups[g].count * p->groups[g].gives_u[m->need[need]];
        }
    }
    return supply_u < m->demand_u[need];
}

/* A mission wants somebody when it lacks something, or would if those left that others want. */
static void mark_wanted(struct solver *s)
{
    bool any = true;
    while (any) {
        any = false;
        for (size_t m = 0; m < s->problem->mission_count; m++) {
            for (size_t k = 0; k < s->problem->missions[m].needs && !s->wanted[m]; k++) {
                s->wanted[m] = may_lack(s, m, k);
                any = any || s->wanted[m];
            }
        }
    }
}

/* Who goes where: one column a way that is of use, one row a group that has a choice. */
static void write_ways(struct solver *s)
{
    const struct tl_assign *p = s->problem;
    for (size_t g = 0; g < p->group_count; g++) {
        double count = (double)p->groups[g].count;
        for (size_t m = 0; m < p->mission_count && p->groups[g].count > 0; m++) {
            if (s->wanted[m] && tl_assign_is_way(p, g, m)) {
                int column = add_column(s, count, 0.0);
                glp_set_col_kind(s->lp, column, GLP_IV);
                s->column[tl_assign_cell(p, g, m)] = column;
                put(s, column, 1.0);
            }
        }
        if (s->length > 1) {
            end_row(s, count);
        }
        s->length = 0;
    }
}

/* As many as may be sent to a mission. */
static void write_room(struct solver *s, size_t mission)
{
    const struct tl_assign *p = s->problem;
    int64_t could_go = 0;
    for (size_t g = 0; g < p->group_count; g++) {
        int column = s->column[tl_assign_cell(p, g, mission)];
        if (column != 0) {
            could_go += p->groups[g].count;
            put(s, column, 1.0);
        }
    }
    if (could_go > p->missions[mission].room) {
        end_row(s, (double)p->missions[mission].room);
    }
    s->length = 0;
}

/* share - supply by demand <= 0, with the constant part of the supply on the right. */
static void write_share(struct solver *s, size_t mission, size_t need, int64_t at_s, int share)
{
    const struct tl_assign *p = s->problem;
    const struct tl_assign_mission *m = &p->missions[mission];
    double demand = (double)m->demand_u[need];
    put(s, share, 1.0);
    for (size_t g = 0; g < p->group_count; g++) {
        double gives = (double)p->groups[g].gives_u[m->need[need]] / demand;
        for (size_t to = 0; to < p->mission_count && gives > 0; to++) {
            size_t cell = tl_assign_cell(p, g, to);
            bool counts = to == mission && p->ways[cell].from_s <= at_s && at_s < p->ways[cell].until_s;
            bool leaves = p->groups[g].source == mission;
            if (s->column[cell] != 0 && (counts || leaves)) {
                put(s, s->column[cell], leaves ? gives : -gives);
            }
        }
    }
    end_row(s, (double)m->supply_u[need] / demand);
}

/* Coverage of a mission in an interval, which lasts for so many seconds. */
static void write_interval(struct solver *s, size_t mission, int64_t at_s, int64_t lasts_s)
{
    const struct tl_assign_mission *m = &s->problem->missions[mission];
    double worth =
        SCALE * (double)m->weight / (double)TL_ASSIGN_WEIGHT * (double)lasts_s / (double)s->problem->span_s;
    int coverage = add_column(s, 1.0, worth);
    for (size_t k = 0; k < m->needs; k++) {
        if (!may_lack(s, mission, k)) {
            continue;
        }
        int share = coverage;
        if (m->needs > 1) {
            share = add_column(s, 1.0, worth * JOINT_SHARE / (double)m->needs);
            put(s, coverage, 1.0);
            put(s, share, -1.0);
            end_row(s, 0.0);
        }
        write_share(s, mission, k, at_s, share);
    }
}

static int compare_times(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a;
    int64_t y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static void write_mission(struct solver *s, size_t mission, int64_t *times_s)
{
    const struct tl_assign *p = s->problem;
    size_t count = 0;
    times_s[count++] = 0;
    times_s[count++] = p->span_s;
    for (size_t g = 0; g < p->group_count; g++) {
        size_t cell = tl_assign_cell(p, g, mission);
        if (s->column[cell] != 0) {
            times_s[count++] = p->ways[cell].from_s;
            times_s[count++] = p->ways[cell].until_s;
        }
    }
    qsort(times_s, count, sizeof *times_s, compare_times);
    for (size_t i = 0; i + 1 < count; i++) {
        if (times_s[i] < times_s[i + 1]) {
            write_interval(s, mission, times_s[i], times_s[i + 1] - times_s[i]);
        }
    }
}

static void write_problem(struct solver *s)
{
    const struct tl_assign *p = s->problem;
    int64_t *times_s = tl_alloc(2 * p->group_count + 2, sizeof *times_s);
    mark_wanted(s);
    write_ways(s);
    for (size_t m = 0; m < p->mission_count; m++) {
        if (s->wanted[m] && p->missions[m].weight > 0) {
            write_room(s, m);
            write_mission(s, m, times_s);
        }
    }
    free(times_s);
}

/* ---- solving ---- */

static size_t count_cells(const struct solver *s)
{
    return s->problem->group_count * s->problem->mission_count;
}

static bool is_whole(const struct solver *s)
{
    for (size_t i = 0; i < count_cells(s); i++) {
        double value = s->column[i] != 0 ? glp_get_col_prim(s->lp, s->column[i]) : 0.0;
        if (fabs(value - round(value)) > WHOLE_ENOUGH) {
            return false;
        }
    }
    return true;
}

/* Solve what stands there; the numbers go to `sent`. False: the solver found nothing. */
static bool optimise(struct solver *s, int64_t *sent)
{
    glp_smcp simplex;
    glp_init_smcp(&simplex);
    simplex.msg_lev = GLP_MSG_OFF;
    simplex.tol_bnd = simplex.tol_dj = TOLERANCE;
    if (glp_simplex(s->lp, &simplex) != 0 || glp_get_status(s->lp) != GLP_OPT) {
        return false;
    }
    bool is_mixed = !is_whole(s);
    if (is_mixed) {
        glp_iocp branch;
        glp_init_iocp(&branch);
        branch.msg_lev = GLP_MSG_OFF;
        branch.mir_cuts = GLP_ON; /* halves the time of the hard ones */
        branch.tol_obj = TOLERANCE;
        branch.tol_int = WHOLE_ENOUGH;
        if (glp_intopt(s->lp, &branch) != 0 || glp_mip_status(s->lp) != GLP_OPT) {
            return false;
        }
    }
    s->best = is_mixed ? glp_mip_obj_val(s->lp) : glp_get_obj_val(s->lp);
    for (size_t i = 0; i < count_cells(s); i++) {
        int column = s->column[i];
        double value = column == 0 ? 0.0
                       : is_mixed  ? glp_mip_col_val(s->lp, column)
                                   : glp_get_col_prim(s->lp, column);
        sent[i] = llround(value);
    }
    return true;
}

/* Columns that would cost more than what is alike when they move from their bound stay there (reduced costs bound the loss from
 * below). */
static void fix_columns(struct solver *s, double slack)
{
    double lost =
        slack + glp_get_obj_val(s->lp) - s->best; /* the relaxation may be better than whole numbers */
    for (size_t i = 0; i < count_cells(s); i++) {
        int column = s->column[i];
        bool is_loss = column != 0 && fabs(glp_get_col_dual(s->lp, column)) > lost;
        int at = column != 0 ? glp_get_col_stat(s->lp, column) : GLP_BS;
        if (is_loss && (at == GLP_NL || at == GLP_NU)) {
            double bound = at == GLP_NL ? 0.0 : glp_get_col_ub(s->lp, column);
            glp_set_col_bnds(s->lp, column, GLP_FX, bound, bound);
        }
    }
}

/* Hold the value: from now on it may not fall by more than what is alike. The sum to reach stands as a column that is fixed at 1, so
 * that the solver's tolerance is not relative to it. */
static void hold_value(struct solver *s)
{
    double weights = 0.0;
    for (size_t m = 0; m < s->problem->mission_count; m++) {
        weights += (double)s->problem->missions[m].weight / (double)TL_ASSIGN_WEIGHT;
    }
    double slack = TL_ASSIGN_ALIKE * SCALE * weights;
    fix_columns(s, slack);
    for (int j = 1; j <= glp_get_num_cols(s->lp); j++) {
        double worth = glp_get_obj_coef(s->lp, j);
        if (worth > 0) {
            put(s, j, -worth);
            glp_set_obj_coef(s->lp, j, 0.0);
        }
    }
    int one = add_column(s, 1.0, 0.0);
    glp_set_col_bnds(s->lp, one, GLP_FX, 1.0, 1.0);
    put(s, one, s->best);
    end_row(s, slack);
}

/* The least sum of legs at this value. Numbers break ties: together they count less than half of a second. */
static bool shorten(struct solver *s, int64_t *sent)
{
    double assets = 1.0;
    for (size_t g = 0; g < s->problem->group_count; g++) {
        assets += (double)s->problem->groups[g].count;
    }
    for (size_t i = 0; i < count_cells(s); i++) {
        if (s->column[i] != 0) {
            double number = (double)(i + 1) / (double)count_cells(s) / assets / 2.0;
            glp_set_obj_coef(s->lp, s->column[i], -(double)s->problem->ways[i].leg_s - number);
        }
    }
    return optimise(s, sent);
}

/* The best value, then the shortest of all plans alike. Where the solver's tolerances let a plan through that is not quite alike, the
 * best one stands. */
static void solve(struct solver *s, int64_t *sent)
{
    require(optimise(s, sent));
    int64_t *shorter = tl_alloc(count_cells(s) + 1, sizeof *shorter);
    __int128 best = tl_assign_evaluate(s->problem, sent);
    double alike = 2 * TL_ASSIGN_ALIKE * (double)tl_assign_whole(s->problem);
    hold_value(s);
    bool is_found = shorten(s, shorter);
    if (is_found && (double)(best - tl_assign_evaluate(s->problem, shorter)) <= alike) {
        memcpy(sent, shorter, count_cells(s) * sizeof *sent);
    }
    free(shorter);
}

/* The best assignment of a core. */
static void solve_core(const struct tl_assign *core, int64_t *sent)
{
    size_t cells = core->group_count * core->mission_count;
    open_library();
    struct solver s = {.problem = core, .lp = glp_create_prob()};
    s.wanted = tl_alloc(core->mission_count + 1, sizeof *s.wanted);
    s.column = tl_alloc(cells + 1, sizeof *s.column);
    glp_set_obj_dir(s.lp, GLP_MAX);
    /* no row is longer than all columns: a way has one, an interval of a mission one and one a need, the value one */
    size_t longest = cells + core->mission_count * (2 * core->group_count + 2) * (TL_NEEDS_MAX + 1) + 2;
    s.at = tl_alloc(longest, sizeof *s.at);
    s.by = tl_alloc(longest, sizeof *s.by);
    write_problem(&s);
    if (glp_get_num_cols(s.lp) > 0) {
        solve(&s, sent);
    }
    glp_delete_prob(s.lp);
    free(s.wanted);
    free(s.column);
    free(s.at);
    free(s.by);
    glp_free_env();
}

void tl_assign_solve(const struct tl_assign *problem, int64_t *sent)
{
    memset(sent, 0, problem->group_count * problem->mission_count * sizeof *sent);
    size_t *groups = tl_alloc(problem->group_count + 1, sizeof *groups);
    size_t *missions = tl_alloc(problem->mission_count + 1, sizeof *missions);
    struct tl_assign core;
    tl_assign_reduce(problem, &core, groups, missions);
    int64_t *core_sent = tl_alloc(core.group_count * core.mission_count + 1, sizeof *core_sent);
    solve_core(&core, core_sent);
    for (size_t g = 0; g < core.group_count; g++) {
        for (size_t m = 0; m < core.mission_count; m++) {
            sent[tl_assign_cell(problem, groups[g], missions[m])] = core_sent[tl_assign_cell(&core, g, m)];
        }
    }
    free(core_sent);
    tl_assign_clear(&core);
    free(groups);
    free(missions);
}
