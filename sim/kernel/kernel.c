/* The engine: one actor a commander, and one turn that they pass on. Who has it takes from the calendar what is due, until that is another
 * one's to act on: so only a change of commanders is a context switch. Convoys alone move SimGrid's clock: no commander reads it. */
#include "kernel/kernel.h"

#include <assert.h>
#include <simgrid/actor.h>
#include <simgrid/engine.h>
#include <simgrid/host.h>
#include <simgrid/semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "kernel/corridors.h"
#include "model/state.h"

struct engine {
    struct tl_state state;
    sg_sem_t *turns;       /* [partners] released when it is that commander's turn */
    struct tl_entry entry; /* what whoever has the turn has to act on */
    bool over;
};

/* SimGrid passes actors no pointer of ours but through argv; one run a process makes a file's variable as good. */
static struct engine engine;

static bool load_platform(const struct tl_text *xml, struct tl_error *err)
{
    int fd = memfd_create("platform.xml", MFD_CLOEXEC);
    if (fd < 0) {
        return tl_error_add(err, TL_FAULT_WORLD, "cannot create a file in memory for the platform: %m");
    }
    const char *text = tl_text_get(xml);
    for (size_t done = 0; done < xml->size;) {
        ssize_t written = write(fd, text + done, xml->size - done);
        if (written < 0) {
            close(fd);
            return tl_error_add(err, TL_FAULT_WORLD, "cannot write the platform: %m");
        }
        done += (size_t)written;
    }
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    simgrid_load_platform(path);
    close(fd);
    return true;
}

static void idle_actor(int argc, char **argv)
{
    (void)argc;
    (void)argv;
    sg_sem_t turn = sg_sem_init(0);
    sg_sem_release(turn);
    sg_sem_acquire(turn);
    sg_sem_destroy(turn);
}

/* An actor comes and goes at once: what SimGrid, and the loader for it, look up at first use is then there for every replication. */
static void warm_up(const struct tl_model *model)
{
    char *const no_arguments[] = {"idle"};
    sg_actor_create("idle", sg_host_by_name(model->places[0].name), idle_actor, 1, no_arguments);
    simgrid_run_until(0.0);
}

bool tl_kernel_load(const struct tl_model *model, struct tl_error *err)
{
    /* exact max-min sharing; no log lines of SimGrid's own */
    char *arguments[] = {
        (char[]){"trilat"},
        (char[]){"--cfg=network/model:CM02"},
        (char[]){"--cfg=network/crosstraffic:0"},
        (char[]){"--cfg=network/optim:Full"},
        (char[]){"--cfg=contexts/stack-size:1024"},
        (char[]){"--log=root.thres:critical"},
        (char[]){"--log=no_loc"},
#ifdef TL_SANITIZE
        (char[]){"--cfg=contexts/factory:thread"},
#endif
        NULL,
    };
    int count = (int)(sizeof arguments / sizeof *arguments) - 1;
    struct tl_text xml = {0};
    tl_platform_print(model, &xml);
    simgrid_init(&count, arguments);
    bool is_loaded = load_platform(&xml, err);
    tl_text_clear(&xml);
    if (is_loaded) {
        warm_up(model);
    }
    return is_loaded;
}

/* What is due next; false at the end. */
static bool take_next(struct tl_entry *entry)
{
    struct tl_state *state = &engine.state;
    int64_t next_s = 0;
    enum tl_work_kind kind = TL_WORK_ASSET;
    for (;;) {
        bool is_more =
            tl_calendar_peek(&state->calendar, &next_s, &kind) && next_s <= state->model->horizon_s;
        if ((!is_more || next_s > state->now_s) && (tl_rules_end_second(state) || tl_corridors_serve())) {
            continue; /* the end of a second may bring more for the same second */
        }
        if (tl_corridors_reach(is_more ? next_s : state->model->horizon_s)) {
            continue; /* a convoy may be there before that */
        }
        if (is_more) {
            *entry = tl_calendar_pop(&state->calendar);
        }
        return is_more;
    }
}

static void end_run(void)
{
    engine.over = true;
    tl_corridors_end();
    for (size_t i = 0; i < engine.state.model->partner_count; i++) {
        sg_sem_release(engine.turns[i]);
    }
}

/* Take what is due, until it is another commander's turn or the run is over. */
static void keep_turn(int32_t self)
{
    while (take_next(&engine.entry)) {
        int32_t partner = tl_rules_actor(&engine.entry);
        if (partner != TL_NONE && partner != self) {
            sg_sem_release(engine.turns[partner]);
            return;
        }
        tl_rules_dispatch(&engine.state, &engine.entry);
    }
    end_run();
}

static void commander_actor(int argc, char **argv)
{
    assert(argc == 2);
    int32_t self = atoi(argv[1]);
    if (self == 0) {
        keep_turn(self); /* the first one begins */
    }
    for (;;) {
        sg_sem_acquire(engine.turns[self]);
        if (engine.over) {
            return;
        }
        tl_rules_dispatch(&engine.state, &engine.entry);
        keep_turn(self);
    }
}

static void create_actors(const struct tl_model *model)
{
    for (size_t i = 0; i < model->partner_count; i++) {
        char number[24];
        snprintf(number, sizeof number, "%zu", i);
        char *const arguments[] = {"commander", number};
        engine.turns[i] = sg_sem_init(0);
        const char *host = model->places[model->partners[i].capital].name;
        sg_actor_create(model->partners[i].name, sg_host_by_name(host), commander_actor, 2, arguments);
    }
    tl_corridors_create(&engine.state);
}

uint64_t tl_kernel_run(const struct tl_model *model, uint64_t seed, uint64_t replication,
                       const struct tl_sink *sinks, size_t sink_count, tl_lose_message *lose, void *context)
{
    assert(engine.turns == NULL);
    engine.turns = tl_alloc(model->partner_count + 1, sizeof *engine.turns);
    tl_state_init(&engine.state, model, seed, replication, sinks, sink_count);
    engine.state.lose = lose;
    engine.state.lose_context = context;
    create_actors(model);
    simgrid_run();
    if (!engine.over) { /* SimGrid only logs a deadlock */
        fprintf(stderr, "trilat: the actors wait for each other at %lld s\n", (long long)engine.state.now_s);
        abort();
    }
    uint64_t events = (uint64_t)engine.state.last_id;
    for (size_t i = 0; i < model->partner_count; i++) {
        sg_sem_destroy(engine.turns[i]);
    }
    tl_corridors_clear();
    free(engine.turns);
    engine.turns = NULL;
    tl_state_clear(&engine.state);
    return events;
}
