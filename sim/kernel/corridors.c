#include "kernel/corridors.h"

#include <assert.h>
#include <math.h>
#include <simgrid/actor.h>
#include <simgrid/engine.h>
#include <simgrid/host.h>
#include <simgrid/link.h>
#include <simgrid/semaphore.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "model/rules.h"

/* SimGrid cuts sizes to whole bytes: a person is a million. */
#define TL_PERSON_BYTES 1e6
/* SimGrid ignores a bandwidth of 0. */
#define TL_CLOSED_BPS 1e-9
#define TL_OPEN_BPS   1e30

struct corridor {
    sg_actor_t actor;
    sg_host_t from, to;
    sg_sem_t turn;   /* released when a convoy has set out */
    int64_t persons; /* of that convoy */
    bool is_sending;
};

static struct {
    struct tl_state *state;
    struct corridor *corridors;
    sg_link_t (*links)[2];             /* [lanes] there and back; NULL where convoys cannot use it */
    sg_sem_t starting;                 /* one transfer at a time starts: links are wide open meanwhile */
    sg_sem_t restore;                  /* released when they are to be narrowed again */
    const struct tl_corridor *widened; /* whose lanes these are */
    size_t under_way;
    int64_t clock_s; /* the whole second up to which SimGrid's clock has run */
    bool is_over;
} roads;

void tl_corridors_name_end(const struct tl_corridor *corridor, bool far_end, char name[TL_CORRIDOR_NAME_MAX])
{
    snprintf(name, TL_CORRIDOR_NAME_MAX, "%s/%s", corridor->name, far_end ? "to" : "from");
}

void tl_corridors_name_link(const struct tl_lane *lane, bool back, char name[TL_CORRIDOR_NAME_MAX])
{
    snprintf(name, TL_CORRIDOR_NAME_MAX, "%s%s", lane->name, back ? "/back" : "");
}

/* ---- lanes ---- */

/* Give a lane what it carries now. */
static void narrow_lane(size_t lane)
{
    double bytes_ps = tl_corridor_capacity(roads.state, (int32_t)lane) * TL_PERSON_BYTES;
    for (int back = 0; back < 2 && roads.links[lane][back] != NULL; back++) {
        sg_link_set_bandwidth(roads.links[lane][back], bytes_ps > TL_CLOSED_BPS ? bytes_ps : TL_CLOSED_BPS);
    }
}

static void narrow_all_lanes(void)
{
    for (size_t i = 0; i < roads.state->model->lane_count; i++) {
        narrow_lane(i);
    }
}

/* A flow's rate is capped for ever at its route's lowest bandwidth at its start: so that it can gain when a lane does, lanes that may change
 * are wide open in that instant. The transfer blocks the actor that starts it, so another one narrows them. */
static void widen_lanes(const struct tl_corridor *corridor)
{
    for (size_t i = 0; i < corridor->over_count; i++) {
        if (roads.state->model->lanes[corridor->over[i].lane].may_change) {
            sg_link_set_bandwidth(roads.links[corridor->over[i].lane][corridor->over[i].back], TL_OPEN_BPS);
        }
    }
    roads.widened = corridor;
}

static void narrow_lanes(const struct tl_corridor *corridor)
{
    for (size_t i = 0; i < corridor->over_count; i++) {
        if (roads.state->model->lanes[corridor->over[i].lane].may_change) {
            narrow_lane((size_t)corridor->over[i].lane);
        }
    }
}

static void narrowing_actor(int argc, char **argv)
{
    (void)argc;
    (void)argv;
    for (;;) {
        sg_sem_acquire(roads.restore);
        if (roads.is_over) {
            return;
        }
        sg_actor_yield(); /* the transfer starts */
        sg_actor_yield();
        narrow_lanes(roads.widened);
        sg_sem_release(roads.starting);
    }
}

/* ---- convoys ---- */

/* SimGrid's time, to the microsecond: its last bits depend on how often it was stepped, and must decide nothing. */
static double get_time(void)
{
    return floor(simgrid_get_clock() * 1e6 + 0.5) / 1e6;
}

/* A convoy sets out now. Whoever finds that it can says so; the transfer starts when its actor comes to it, before SimGrid's clock moves. */
static void set_out(size_t index)
{
    struct corridor *self = &roads.corridors[index];
    self->persons = tl_corridor_send(roads.state, (int32_t)index, get_time());
    self->is_sending = true;
    roads.under_way++;
}

/* The transfer of a convoy that has set out, from its start to its end. */
static void transfer(size_t index)
{
    struct corridor *self = &roads.corridors[index];
    const struct tl_corridor *corridor = &roads.state->model->corridors[index];
    if (corridor->may_change) { /* else nothing is to be waited for: each of SimGrid's turns has its price */
        sg_sem_acquire(roads.starting);
        widen_lanes(corridor);
        sg_sem_release(roads.restore);
    }
    sg_host_sendto(self->from, self->to, (double)self->persons * TL_PERSON_BYTES);
    self->is_sending = false;
    roads.under_way--;
    tl_corridor_sent(roads.state, (int32_t)index, get_time());
}

static void corridor_actor(int argc, char **argv)
{
    assert(argc == 2);
    size_t index = (size_t)atoi(argv[1]);
    for (;;) {
        sg_sem_acquire(roads.corridors[index].turn);
        if (roads.is_over) {
            return;
        }
        transfer(index);
        /* at a whole second before those who set out in it: what is due then comes after transfers that end then */
        while (tl_corridor_can_send(roads.state, (int32_t)index)) {
            set_out(index);
            transfer(index);
        }
    }
}

/* Only whoever has the turn lets SimGrid's clock run. */
static void run_to(int64_t time_s)
{
    sg_actor_sleep_until((double)time_s);
    roads.clock_s = time_s;
}

bool tl_corridors_serve(void)
{
    struct tl_state *state = roads.state;
    if (state == NULL || (!state->lanes_changed && !state->corridors_changed)) {
        return false;
    }
    assert(roads.clock_s <= state->now_s); /* nothing unforeseen changes the roads */
    if (roads.clock_s < state->now_s) {
        run_to(state->now_s);
    }
    if (state->lanes_changed) {
        sg_sem_acquire(roads.starting);
        narrow_all_lanes();
        sg_sem_release(roads.starting);
    }
    state->lanes_changed = state->corridors_changed = false;
    bool any = false;
    for (size_t i = 0; i < state->model->corridor_count; i++) {
        if (tl_corridor_can_send(state, (int32_t)i)) {
            any = true;
            set_out(i);
            sg_sem_release(roads.corridors[i].turn);
        }
    }
    return any;
}

bool tl_corridors_reach(int64_t time_s)
{
    if (roads.under_way == 0 || roads.clock_s >= time_s) {
        return false;
    }
    int64_t change_s = tl_corridor_next_change(roads.state);
    int64_t horizon_s = roads.state->model->horizon_s;
    change_s = change_s < horizon_s ? change_s : horizon_s;
    run_to(change_s > time_s ? change_s : time_s);
    sg_actor_yield(); /* transfers that end now book their arrivals */
    return true;
}

/* ---- beginning and end ---- */

static void find_links(const struct tl_model *model)
{
    char name[TL_CORRIDOR_NAME_MAX];
    for (size_t i = 0; i < model->lane_count; i++) {
        bool is_usable = model->lanes[i].capacity_ps > 0; /* false for what is no number */
        for (int back = 0; back < 2 && is_usable; back++) {
            tl_corridors_name_link(&model->lanes[i], back == 1, name);
            roads.links[i][back] = sg_link_by_name(name);
        }
    }
}

void tl_corridors_create(struct tl_state *state)
{
    const struct tl_model *model = state->model;
    if (model->corridor_count == 0) {
        return;
    }
    roads.state = state;
    roads.clock_s = 0;
    roads.corridors = tl_alloc(model->corridor_count, sizeof *roads.corridors);
    roads.links = tl_alloc(model->lane_count, sizeof *roads.links);
    roads.starting = sg_sem_init(1);
    roads.restore = sg_sem_init(0);
    find_links(model);
    for (size_t i = 0; i < model->corridor_count; i++) {
        struct corridor *corridor = &roads.corridors[i];
        char name[TL_CORRIDOR_NAME_MAX];
        char number[24];
        snprintf(number, sizeof number, "%zu", i);
        char *const arguments[] = {"corridor", number};
        tl_corridors_name_end(&model->corridors[i], true, name);
        corridor->to = sg_host_by_name(name);
        tl_corridors_name_end(&model->corridors[i], false, name);
        corridor->from = sg_host_by_name(name);
        corridor->turn = sg_sem_init(0);
        corridor->actor =
            sg_actor_create(model->corridors[i].name, corridor->from, corridor_actor, 2, arguments);
    }
    char *const no_arguments[] = {"narrowing"};
    sg_actor_create("narrowing", roads.corridors[0].from, narrowing_actor, 1, no_arguments);
}

void tl_corridors_end(void)
{
    roads.is_over = true;
    for (size_t i = 0; roads.state != NULL && i < roads.state->model->corridor_count; i++) {
        if (roads.corridors[i].is_sending) {
            sg_actor_kill(roads.corridors[i].actor);
        } else {
            sg_sem_release(roads.corridors[i].turn);
        }
    }
    if (roads.state != NULL) {
        sg_sem_release(roads.restore);
    }
}

void tl_corridors_clear(void)
{
    if (roads.state == NULL) {
        return;
    }
    for (size_t i = 0; i < roads.state->model->corridor_count; i++) {
        sg_sem_destroy(roads.corridors[i].turn);
    }
    sg_sem_destroy(roads.starting);
    sg_sem_destroy(roads.restore);
    free(roads.corridors);
    free(roads.links);
    roads.state = NULL;
}
