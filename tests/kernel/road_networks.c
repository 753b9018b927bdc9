/* Networks of lanes beside a progressive filling of the test's own, at SimGrid's own times, with fractions: to 1e-9; and beside the greatest
 * flow that a cut lets through. */
#include "test.h"

#include "base/units.h"
#include "kernel/road_network.h"

enum { NETWORKS = 60, HORIZON_D = 30 };

/* ---- the test's own filling ---- */

struct filling {
    const struct network *n;
    const struct tl_model *model; /* for its lumps: when how many set out */
    double now_s, left[WAYS_MAX]; /* persons of the convoy on the road */
    int64_t waiting[WAYS_MAX];
    double rates_ps[WAYS_MAX];
    struct sent *on_road[WAYS_MAX]; /* NULL: none */
    struct sent_log log;
    int shared_changes; /* of lanes with two convoys or more on them */
};

static double capacity_ps(const struct filling *f, int road)
{
    const struct road *r = &f->n->roads[road];
    double share = 1;
    for (int i = 0; i < r->change_count && (double)r->changes[i].at_s <= f->now_s; i++) {
        share = r->changes[i].is_open ? (double)r->changes[i].share_permille / 1000 : 0;
    }
    return r->capacity_ph / 3600 * share;
}

static bool uses(const struct filling *f, int way, int road, bool back)
{
    const struct way *w = &f->n->ways[way];
    for (int i = 0; i < w->over_count; i++) {
        if (w->over[i] == road && w->back[i] == back) {
            return true;
        }
    }
    return false;
}

/* Where whoever is still to get a rate would get least, and how much; false when everybody has one. */
static bool find_narrowest(const struct filling *f, const bool *fixed, int *direction, double *least_ps)
{
    *least_ps = INFINITY;
    for (int d = 0; d < 2 * f->n->road_count; d++) {
        double left_ps = capacity_ps(f, d / 2);
        int open = 0;
        for (int w = 0; w < f->n->way_count; w++) {
            bool is_on_it = f->on_road[w] != NULL && uses(f, w, d / 2, d % 2 == 1);
            left_ps -= is_on_it && fixed[w] ? f->rates_ps[w] : 0;
            open += is_on_it && !fixed[w];
        }
        if (open > 0 && left_ps / open < *least_ps) {
            *least_ps = left_ps / open;
            *direction = d;
        }
    }
    return *least_ps < INFINITY;
}

/* Max-min fair rates, lane after lane (Bertsekas and Gallager, Data Networks, 6.5.2). */
static void fill_rates(struct filling *f)
{
    bool fixed[WAYS_MAX] = {false};
    int direction = 0;
    double least_ps = 0;
    while (find_narrowest(f, fixed, &direction, &least_ps)) {
        for (int w = 0; w < f->n->way_count; w++) {
            if (f->on_road[w] != NULL && !fixed[w] && uses(f, w, direction / 2, direction % 2 == 1)) {
                fixed[w] = true;
                f->rates_ps[w] = least_ps > 0 ? least_ps : 0;
            }
        }
    }
}

/* Convoys set out where people wait and every lane on the way is open. */
static void set_out(struct filling *f)
{
    for (int w = 0; w < f->n->way_count; w++) {
        const struct way *way = &f->n->ways[w];
        bool can = f->on_road[w] == NULL && f->waiting[w] > 0;
        for (int i = 0; i < way->over_count; i++) {
            can = can && capacity_ps(f, way->over[i]) > 0;
        }
        if (can) {
            int64_t persons = f->waiting[w] < way->convoy ? f->waiting[w] : way->convoy;
            run_assert_int(f->log.count, <, SENT_MAX);
            f->on_road[w] = &f->log.sent[f->log.count++];
            *f->on_road[w] = (struct sent){w, (double)persons, f->now_s, INFINITY};
            f->left[w] = (double)persons;
            f->waiting[w] -= persons;
        }
    }
}

/* The next second after now in which a lane changes or people set out; the horizon if none. */
static double next_given(const struct filling *f)
{
    double next_s = (double)f->model->horizon_s;
    for (int r = 0; r < f->n->road_count; r++) {
        for (int i = 0; i < f->n->roads[r].change_count; i++) {
            double at_s = (double)f->n->roads[r].changes[i].at_s;
            next_s = at_s > f->now_s && at_s < next_s ? at_s : next_s;
        }
    }
    for (size_t g = 0; g < f->model->group_count; g++) {
        for (size_t i = 0; i < f->model->groups[g].lump_count; i++) {
            double at_s = (double)f->model->groups[g].lumps[i].time_s;
            next_s = at_s > f->now_s && at_s < next_s ? at_s : next_s;
        }
    }
    return next_s;
}

static void gather(struct filling *f)
{
    for (size_t g = 0; g < f->model->group_count; g++) {
        for (size_t i = 0; i < f->model->groups[g].lump_count; i++) {
            const struct tl_lump *lump = &f->model->groups[g].lumps[i];
            f->waiting[lump->corridor] += (double)lump->time_s == f->now_s ? lump->persons : 0;
        }
    }
}

static void count_shared_changes(struct filling *f)
{
    for (int r = 0; r < f->n->road_count; r++) {
        bool changes = false;
        for (int i = 0; i < f->n->roads[r].change_count; i++) {
            changes = changes || (double)f->n->roads[r].changes[i].at_s == f->now_s;
        }
        int there = 0;
        int back = 0;
        for (int w = 0; w < f->n->way_count; w++) {
            there += f->on_road[w] != NULL && uses(f, w, r, false);
            back += f->on_road[w] != NULL && uses(f, w, r, true);
        }
        f->shared_changes += changes && (there > 1 || back > 1);
    }
}

static void solve(struct filling *f, const struct network *n, const struct tl_model *model)
{
    *f = (struct filling){.n = n, .model = model};
    gather(f);
    while (f->now_s < (double)model->horizon_s) {
        set_out(f);
        fill_rates(f);
        double given_s = next_given(f);
        double next_s = given_s;
        int ends = -1;
        for (int w = 0; w < n->way_count; w++) {
            double end_s = f->on_road[w] != NULL && f->rates_ps[w] > 0
                               ? f->now_s + f->left[w] / f->rates_ps[w]
                               : INFINITY;
            ends = end_s < next_s ? w : ends;
            next_s = end_s < next_s ? end_s : next_s;
        }
        for (int w = 0; w < n->way_count; w++) {
            f->left[w] -= f->on_road[w] != NULL ? f->rates_ps[w] * (next_s - f->now_s) : 0;
        }
        f->now_s = next_s;
        if (ends >= 0) {
            f->on_road[ends]->ends_s = next_s;
            f->on_road[ends] = NULL;
        } else {
            gather(f);
            count_shared_changes(f);
        }
    }
}

/* ---- beside SimGrid ---- */

/* The k-th of a way, from 0; NULL: none. */
static const struct sent *find_sent(const struct sent_log *log, int way, int k)
{
    for (size_t i = 0; i < log->count; i++) {
        if (log->sent[i].way == way && k-- == 0) {
            return &log->sent[i];
        }
    }
    return NULL;
}

static bool is_near(double got_s, double want_s)
{
    return got_s == want_s /* both INFINITY too */ || fabs(got_s - want_s) <= 1e-9 * want_s;
}

static void compare(const struct filling *f, uint64_t seed)
{
    ck_assert_uint_eq(sent_log->count, f->log.count);
    for (int w = 0; w < f->n->way_count; w++) {
        const struct sent *want = NULL;
        for (int k = 0; (want = find_sent(&f->log, w, k)) != NULL; k++) {
            const struct sent *got = find_sent(sent_log, w, k);
            run_assert(got != NULL);
            bool is_same = got->persons == want->persons && is_near(got->starts_s, want->starts_s) &&
                           is_near(got->ends_s, want->ends_s);
            run_assert_msg(is_same,
                           "network %d, way %d #%d: %.0f from %.9f to %.9f, not %.0f from %.9f to %.9f",
                           (int)seed, w, k + 1, got->persons, got->starts_s, got->ends_s, want->persons,
                           want->starts_s, want->ends_s);
        }
    }
}

/* What is told, in whole seconds, is what SimGrid's clock said: set out in the second that is not over, there a free journey after the end
 * rounded half up. */
static void look_at_seconds(const struct run *run, const struct network *n)
{
    size_t told = 0;
    for (size_t i = 0; i < run->count; i++) {
        const struct tl_event *event = &run->events[i];
        bool departs = event->kind == TL_EVENT_CONVOY_DEPARTS;
        if (!departs && event->kind != TL_EVENT_CONVOY_ARRIVES) {
            continue;
        }
        const struct sent *sent = find_sent(sent_log, (int)event->corridor, (int)event->number - 1);
        run_assert(sent != NULL);
        double clock_s = floor((departs ? sent->starts_s : sent->ends_s) * 1e6 + 0.5) / 1e6;
        int64_t free_s = 100 * n->ways[event->corridor].over_count;
        run_assert_int(event->time_s, ==, departs ? (int64_t)ceil(clock_s) : tl_round(clock_s) + free_s);
        told++;
    }
    run_assert_int(told, >=, sent_log->count);
}

static struct filling filling; /* large */

static void look_at_network(uint64_t seed, const char *overlay)
{
    static struct network n;
    network_make(&n, seed);
    char horizon[16];
    snprintf(horizon, sizeof horizon, "%d d", HORIZON_D);
    struct run run = network_build(&n, horizon, overlay);
    network_open_log();
    ck_assert(runs_forked(&run, 1, 0));
    solve(&filling, &n, run.model);
    compare(&filling, seed);
    look_at_seconds(&run, &n);
    run_clear(&run);
}

START_TEST(networks_whose_lanes_change_fill_up_alike)
{
    int shared_changes = 0;
    size_t transfers = 0;
    size_t cut = 0;
    for (uint64_t seed = 1; seed <= NETWORKS; seed++) {
        look_at_network(seed, NULL);
        shared_changes += filling.shared_changes;
        transfers += filling.log.count;
        for (size_t i = 0; i < filling.log.count; i++) {
            cut += filling.log.sent[i].ends_s == INFINITY;
        }
    }
    ck_assert_uint_gt(transfers, 1000);
    ck_assert_int_gt(shared_changes, 100);
    ck_assert_uint_gt(cut, 10);
}
END_TEST

/* A condition may change a lane at any hour: SimGrid is stepped far more often, and comes to the same. */
START_TEST(more_steps_change_nothing)
{
    for (uint64_t seed = 1; seed <= NETWORKS / 3; seed++) {
        look_at_network(seed, "injects = { never = { kind = \"close-lane\"; lane = \"lane-00\"; when = "
                              "\"day() >= 1000\"; }; };\n");
    }
}
END_TEST

/* ---- the greatest flow ---- */

/* From town 0 to the last one, per hour: the least that any division of the towns lets through (Ford and Fulkerson, 1956). */
static double least_cut(const struct network *n)
{
    double least_ph = INFINITY;
    for (unsigned side = 1; side < 1U << (n->towns - 1); side += 2) {
        double cut_ph = 0;
        for (int r = 0; r < n->road_count; r++) {
            unsigned a = side >> n->roads[r].ends[0] & 1U;
            unsigned b = side >> n->roads[r].ends[1] & 1U;
            cut_ph += a != b ? n->roads[r].capacity_ph : 0;
        }
        least_ph = cut_ph < least_ph ? cut_ph : least_ph;
    }
    return least_ph;
}

/* A road is two towns and persons an hour; a way its roads in order, and the persons an hour that it should carry. */
struct flow_case {
    int towns, roads[6][3], road_count;
    int ways[3][4], way_count; /* roads, ended by -1 */
    int carries_ph[3], greatest_ph;
};

static const struct flow_case flow_cases[] = {
    /* two ways apart, each with its own narrow place */
    {4, {{0, 1, 60}, {0, 2, 90}, {1, 3, 80}, {2, 3, 50}}, 4, {{0, 2, -1}, {1, 3, -1}}, 2, {60, 50}, 110},
    /* the same, and one lane to the exit: half of it each */
    {5,
     {{0, 1, 60}, {0, 2, 90}, {1, 3, 80}, {2, 3, 50}, {3, 4, 70}},
     5,
     {{0, 2, 4, -1}, {1, 3, 4, -1}},
     2,
     {35, 35},
     70},
    /* one cannot use its half, the other has the rest */
    {5,
     {{0, 1, 20}, {0, 2, 90}, {1, 3, 80}, {2, 3, 90}, {3, 4, 70}},
     5,
     {{0, 2, 4, -1}, {1, 3, 4, -1}},
     2,
     {20, 50},
     70},
    /* a third way changes over: 0-1-3, 0-1-2-3, 0-2-3 */
    {4,
     {{0, 1, 100}, {0, 2, 40}, {1, 2, 30}, {1, 3, 50}, {2, 3, 100}},
     5,
     {{0, 3, -1}, {0, 2, 4, -1}, {1, 4, -1}},
     3,
     {50, 30, 40},
     120},
};

static void make_flow(struct network *n, const struct flow_case *c)
{
    *n = (struct network){.towns = c->towns, .road_count = c->road_count, .way_count = c->way_count};
    for (int r = 0; r < c->road_count; r++) {
        n->roads[r] = (struct road){.ends = {c->roads[r][0], c->roads[r][1]}, .capacity_ph = c->roads[r][2]};
    }
    for (int w = 0; w < c->way_count; w++) {
        struct way *way = &n->ways[w];
        *way = (struct way){.convoy = 7, .persons = 10 * c->carries_ph[w]};
        for (int i = 0; c->ways[w][i] >= 0; i++) {
            const struct road *road = &n->roads[c->ways[w][i]];
            way->back[i] = road->ends[1] == way->to;
            way->to = road->ends[way->back[i] ? 0 : 1];
            way->over[way->over_count++] = c->ways[w][i];
        }
        ck_assert_int_eq(way->to, c->towns - 1);
    }
}

/* All set out at once, ten hours' worth on each way: the last of each is through after ten hours, and in each convoy before at its share. */
static void look_at_flow(const struct flow_case *c)
{
    static struct network n;
    make_flow(&n, c);
    ck_assert_double_eq(least_cut(&n), (double)c->greatest_ph);
    struct run run = network_build(&n, "2 d", NULL);
    network_open_log();
    ck_assert(runs_forked(&run, 1, 0));
    double through = 0;
    for (size_t i = 0; i < sent_log->count; i++) {
        const struct sent *sent = &sent_log->sent[i];
        double due_s = sent->persons * 3600 / c->carries_ph[sent->way];
        ck_assert(is_near(sent->ends_s, sent->starts_s + due_s));
        ck_assert_double_le(sent->ends_s, 36000 * (1 + 1e-9));
        through += sent->persons;
    }
    ck_assert_double_eq(through, 10.0 * c->greatest_ph);
    run_clear(&run);
}

START_TEST(the_greatest_flow_is_the_least_cut)
{
    for (size_t i = 0; i < sizeof flow_cases / sizeof *flow_cases; i++) {
        look_at_flow(&flow_cases[i]);
    }
}
END_TEST

TL_TEST_MAIN(road_networks, networks_whose_lanes_change_fill_up_alike, more_steps_change_nothing,
             the_greatest_flow_is_the_least_cut)
