/* Random networks of lanes: branches, parallel lanes and ways, corridors that share lanes, lanes that close, open and change what they carry
 * while convoys are on them; and what SimGrid's own clock says of each transfer. */
#ifndef TL_TEST_KERNEL_ROAD_NETWORK_H
#define TL_TEST_KERNEL_ROAD_NETWORK_H

#include <dlfcn.h>
#include <math.h>
#include <simgrid/engine.h>
#include <simgrid/host.h>

#include "base/hash.h"
#include "base/stream.h"
#include "kernel/runs.h"

enum { TOWNS_MAX = 8, LANES_MAX = 16, WAYS_MAX = 12, CHANGES_MAX = 3, DOMAINS = 3, SENT_MAX = 2000 };

/* From a time on a lane is open or not, and carries this share of its capacity. */
struct change {
    int64_t at_s;
    bool is_open;
    int share_permille;
};

struct road {
    int ends[2];
    int domain; /* of those with the same ends each has another */
    double capacity_ph;
    struct change changes[CHANGES_MAX]; /* by time */
    int change_count;
};

struct way {
    int from, to;
    int over[TOWNS_MAX]; /* roads */
    bool back[TOWNS_MAX];
    int over_count;
    int convoy;
    int persons;       /* of its group */
    int from_s, for_s; /* when they set out, and over how long: 0: in one second */
    bool has_next;     /* they take the next way too, from the same town */
};

struct network {
    struct tl_stream stream;
    int towns, road_count, way_count;
    struct road roads[LANES_MAX];
    struct way ways[WAYS_MAX];
};

/* One transfer, by SimGrid's clock. */
struct sent {
    int way;
    double persons, starts_s, ends_s; /* ends_s INFINITY: not before the end of the run */
};

/* Shared with the child that runs. */
struct sent_log {
    size_t count;
    struct sent sent[SENT_MAX];
};
static struct sent_log *sent_log;

/* The program's own comes before SimGrid's, which it calls. */
void sg_host_sendto(sg_host_t from, sg_host_t to, double bytes)
{
    void (*send)(sg_host_t, sg_host_t, double) = NULL;
    *(void **)&send = dlsym(RTLD_NEXT, "sg_host_sendto");
    struct sent *sent = NULL;
    if (sent_log != NULL) {
        run_assert_int(sent_log->count, <, SENT_MAX);
        sent = &sent_log->sent[sent_log->count++];
        *sent = (struct sent){atoi(sg_host_get_name(from) + strlen("way-")), bytes / 1e6, simgrid_get_clock(),
                              INFINITY};
    }
    send(from, to, bytes);
    if (sent != NULL) {
        sent->ends_s = simgrid_get_clock();
    }
}

static inline void network_open_log(void)
{
    if (sent_log == NULL) {
        sent_log = mmap(NULL, sizeof *sent_log, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
        ck_assert_ptr_ne(sent_log, MAP_FAILED);
    }
    sent_log->count = 0;
}

static inline int network_pick(struct network *n, int low, int high)
{
    double uniform = 0;
    tl_stream_draw(&n->stream, &uniform);
    return low + (int)(uniform * (double)(high - low + 1));
}

/* ---- making ---- */

/* Times rise by up to 30 h. It closes, opens, and changes its share, in any order, but is open in the end for most lanes. */
static inline void network_make_changes(struct network *n, struct road *road)
{
    int64_t at_s = 0;
    bool is_open = true;
    int share = 1000;
    road->change_count = network_pick(n, 0, 1) * CHANGES_MAX;
    for (int i = 0; i < road->change_count; i++) {
        at_s += network_pick(n, 1, 30 * 3600);
        if (!is_open || network_pick(n, 0, 1) == 0) {
            is_open = !is_open;
        } else {
            share = network_pick(n, 0, 9) == 0 ? 0 : network_pick(n, 1, 3000);
        }
        road->changes[i] = (struct change){at_s, is_open, share};
    }
}

/* First a tree, so that no town is apart; then more, parallel ones among them. */
static inline void network_make_roads(struct network *n)
{
    n->towns = network_pick(n, 3, TOWNS_MAX);
    int wanted = network_pick(n, n->towns, LANES_MAX);
    for (int i = 0; i < wanted; i++) {
        struct road road = {.capacity_ph = network_pick(n, 300, 3000) / 7.0};
        road.ends[0] = i < n->towns - 1 ? i + 1 : network_pick(n, 1, n->towns - 1);
        road.ends[1] = network_pick(n, 0, road.ends[0] - 1);
        for (int j = 0; j < n->road_count; j++) {
            road.domain += n->roads[j].ends[0] == road.ends[0] && n->roads[j].ends[1] == road.ends[1];
        }
        network_make_changes(n, &road);
        if (road.domain < DOMAINS) {
            n->roads[n->road_count++] = road;
        }
    }
}

/* A walk that comes to no town twice. */
static inline void network_make_way(struct network *n, struct way *way)
{
    bool seen[TOWNS_MAX] = {false};
    int at = network_pick(n, 0, n->towns / 2); /* so that many set out from one town */
    way->from = at;
    for (int tries = 0; tries < 12 || way->over_count == 0; tries++) {
        int r = network_pick(n, 0, n->road_count - 1);
        const struct road *road = &n->roads[r];
        int next = road->ends[0] == at ? road->ends[1] : road->ends[0];
        seen[at] = true;
        if ((road->ends[0] == at || road->ends[1] == at) && !seen[next] && way->over_count < TOWNS_MAX) {
            way->over[way->over_count] = r;
            way->back[way->over_count++] = road->ends[1] == at;
            at = next;
        }
    }
    way->to = at;
    way->convoy = network_pick(n, 100, 900);
    way->persons = network_pick(n, 500, 5000);
    way->from_s = network_pick(n, 0, 2) * network_pick(n, 0, 40000);
    way->for_s = network_pick(n, 0, 1) * network_pick(n, 1, 60 * 3600);
}

static inline void network_make(struct network *n, uint64_t seed)
{
    *n = (struct network){0};
    tl_stream_init(&n->stream, seed, 0, tl_hash_text("road network"));
    network_make_roads(n);
    n->way_count = network_pick(n, 3, WAYS_MAX);
    for (int i = 0; i < n->way_count; i++) {
        network_make_way(n, &n->ways[i]);
    }
    for (int i = 0; i < n->way_count; i++) {
        n->ways[i].has_next = n->ways[(i + 1) % n->way_count].from == n->ways[i].from;
    }
}

/* ---- as a scenario ---- */

static inline void network_print_injects(const struct network *n, struct tl_text *out)
{
    tl_text_add(out, "injects = { ");
    for (int r = 0; r < n->road_count; r++) {
        bool was_open = true;
        for (int i = 0; i < n->roads[r].change_count; i++) {
            const struct change *change = &n->roads[r].changes[i];
            bool scales = change->is_open == was_open;
            const char *kind = scales ? "scale-lane" : change->is_open ? "open-lane" : "close-lane";
            tl_text_print(out, "i-%d-%d = { kind = \"%s\"; at = \"%lld s\"; lane = \"lane-%02d\"; ", r, i,
                          kind, (long long)change->at_s, r);
            if (scales) {
                tl_text_print(out, "scale = %d.%03d; ", change->share_permille / 1000,
                              change->share_permille % 1000);
            }
            tl_text_add(out, "};\n");
            was_open = change->is_open;
        }
    }
    tl_text_add(out, "};\n");
}

static inline void network_print_ways(const struct network *n, struct tl_text *out)
{
    tl_text_add(out, "corridors = { ");
    for (int w = 0; w < n->way_count; w++) {
        const struct way *way = &n->ways[w];
        tl_text_print(out, "way-%02d = { from = \"town-%d\"; to = \"town-%d\"; convoy = %d; over = [", w,
                      way->from, way->to, way->convoy);
        for (int i = 0; i < way->over_count; i++) {
            tl_text_print(out, "%s\"lane-%02d\"", i == 0 ? "" : ", ", way->over[i]);
        }
        tl_text_add(out, "]; };\n");
    }
    tl_text_add(out, "};\n");
}

/* A group a way, which may take the next one too. They set out in one second, or evenly over a time. */
static inline void network_print_groups(const struct network *n, struct tl_text *out)
{
    tl_text_add(out, "groups = { ");
    for (int w = 0; w < n->way_count; w++) {
        const struct way *way = &n->ways[w];
        int next = (w + 1) % n->way_count;
        tl_text_print(out, "group-%02d = { nationality = \"n\"; origin = \"town-%d\"; persons = %d; ", w,
                      way->from, way->persons);
        if (way->has_next) {
            tl_text_print(out, "corridors = { way-%02d = 0.625; way-%02d = 0.375; }; ", w, next);
        } else {
            tl_text_print(out, "corridors = { way-%02d = 1.0; }; ", w);
        }
        const char *share = way->for_s > 0 ? "0.25" : "1.0";
        tl_text_print(out, "mobilisation = ( { at = \"%d s\"; share = %s; }", way->from_s, share);
        if (way->for_s > 0) {
            tl_text_print(out, ", { at = \"%d s\"; share = 1.0; }", way->from_s + way->for_s);
        }
        tl_text_add(out, " ); flees = true; };\n");
    }
    tl_text_add(out, "};\n");
}

/* Lanes that a free journey passes in 100 s. */
static inline void network_print_roads(const struct network *n, const char *horizon, struct tl_text *out)
{
    static const char *const domains[DOMAINS] = {"land", "sea", "air"};
    tl_text_print(out, "trilat = 1; title = \"roads\"; horizon = \"%s\";\nplaces = { ", horizon);
    for (int i = 0; i < n->towns; i++) {
        tl_text_print(out, "town-%d = { kind = \"city\"; at = [0.0, %d.0]; }; ", i, i);
    }
    tl_text_add(out, "area = { kind = \"area\"; at = [1.0, 0.0]; }; };\nlanes = { ");
    for (int r = 0; r < n->road_count; r++) {
        tl_text_print(out,
                      "lane-%02d = { from = \"town-%d\"; to = \"town-%d\"; domain = \"%s\"; length = \"1 "
                      "km\"; speed = \"10 m/s\"; capacity = \"%.17g persons/h\"; };\n",
                      r, n->roads[r].ends[0], n->roads[r].ends[1], domains[n->roads[r].domain],
                      n->roads[r].capacity_ph);
    }
    tl_text_add(out, "};\npartners = { p = { capital = \"town-0\"; rank = 1; policy = \"greedy\"; rhythm = "
                     "\"300 d\"; }; };\n"
                     "classes = { ship = { domain = \"land\"; speed = \"18 kn\"; gives = { x = 1.0; }; "
                     "endurance = \"9 d\"; }; };\n"
                     "assets = { s = { class = \"ship\"; partner = \"p\"; home = \"town-0\"; }; };\n"
                     "missions = { m = { kind = \"station\"; theatre = \"t\"; area = \"area\"; partners = "
                     "[\"p\"]; }; };\n");
}

/* The model of a network; overlay may be NULL. */
static inline struct run network_build(const struct network *n, const char *horizon, const char *overlay)
{
    struct tl_text text = {0};
    network_print_roads(n, horizon, &text);
    network_print_ways(n, &text);
    network_print_groups(n, &text);
    network_print_injects(n, &text);
    struct run run = run_build(tl_text_get(&text), overlay);
    tl_text_clear(&text);
    ck_assert_uint_eq(run.model->lane_count, (size_t)n->road_count);
    ck_assert_uint_eq(run.model->corridor_count, (size_t)n->way_count);
    return run;
}

#endif
