/* The engine: one calendar actor that takes what is due, and one actor a commander that acts when it is its turn. SimGrid's clock is
 * moved only when another actor must wake: assets alone need no context switch. */
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

#include "model/state.h"

struct commander {
    sg_sem_t turn;         /* released when it is its turn */
    struct tl_entry entry; /* what it has to act on */
};

struct engine {
    struct tl_state state;
    struct commander *commanders; /* [partners] */
    sg_sem_t done;                /* released when a commander has acted */
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
        simgrid_run_until(0.0);
    }
    return is_loaded;
}

/* Move the clock, give the commander its turn, wait until it has acted. */
static void hand_turn(int32_t partner, const struct tl_entry *entry)
{
    struct commander *commander = &engine.commanders[partner];
    if (simgrid_get_clock() < (double)entry->time_s) {
        sg_actor_sleep_until((double)entry->time_s);
    }
    commander->entry = *entry;
    sg_sem_release(commander->turn);
    sg_sem_acquire(engine.done);
}

static void calendar_actor(int argc, char **argv)
{
    (void)argc;
    (void)argv;
    struct tl_state *state = &engine.state;
    int64_t next_s = 0;
    enum tl_work_kind kind = TL_WORK_ASSET;
    for (;;) {
        bool is_more =
            tl_calendar_peek(&state->calendar, &next_s, &kind) && next_s <= state->model->horizon_s;
        if ((!is_more || next_s > state->now_s) && tl_rules_end_second(state)) {
            continue; /* the end of a second may bring more for the same second */
        }
        if (!is_more) {
            break;
        }
        struct tl_entry entry = tl_calendar_pop(&state->calendar);
        int32_t partner = tl_rules_actor(&entry);
        if (partner == TL_NONE) {
            tl_rules_dispatch(state, &entry);
        } else {
            hand_turn(partner, &entry);
        }
    }
    engine.over = true;
    for (size_t i = 0; i < state->model->partner_count; i++) {
        sg_sem_release(engine.commanders[i].turn);
    }
}

static void commander_actor(int argc, char **argv)
{
    assert(argc == 2);
    struct commander *self = &engine.commanders[atoi(argv[1])];
    for (;;) {
        sg_sem_acquire(self->turn);
        if (engine.over) {
            return;
        }
        tl_rules_dispatch(&engine.state, &self->entry);
        sg_sem_release(engine.done);
    }
}

static void create_actors(const struct tl_model *model)
{
    char *const no_arguments[] = {"calendar"};
    const char *host = model->places[model->partners[0].capital].name;
    sg_actor_create("calendar", sg_host_by_name(host), calendar_actor, 1, no_arguments);
    for (size_t i = 0; i < model->partner_count; i++) {
        char number[24];
        snprintf(number, sizeof number, "%zu", i);
        char *const arguments[] = {"commander", number};
        engine.commanders[i].turn = sg_sem_init(0);
        host = model->places[model->partners[i].capital].name;
        sg_actor_create(model->partners[i].name, sg_host_by_name(host), commander_actor, 2, arguments);
    }
}

uint64_t tl_kernel_run(const struct tl_model *model, uint64_t seed, uint64_t replication,
                       const struct tl_sink *sinks, size_t sink_count, tl_lose_message *lose, void *context)
{
    assert(engine.commanders == NULL);
    engine.commanders = tl_alloc(model->partner_count + 1, sizeof *engine.commanders);
    engine.done = sg_sem_init(0);
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
        sg_sem_destroy(engine.commanders[i].turn);
    }
    sg_sem_destroy(engine.done);
    free(engine.commanders);
    engine.commanders = NULL;
    tl_state_clear(&engine.state);
    return events;
}
