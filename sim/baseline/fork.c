#include "baseline/fork.h"

#include <unistd.h>

#include "base/text.h"
#include "base/units.h"
#include "event/describe.h"
#include "story/causes.h"
#include "story/divergence.h"
#include "trace/reader.h"

static void tell_chain(struct tl_fork_chain *told, const struct tl_causes *chain,
                       const struct tl_roster *roster, struct tl_arena *arena)
{
    told->lines = tl_arena_alloc(arena, chain->count, sizeof *told->lines);
    told->count = chain->count;
    for (size_t i = 0; i < chain->count; i++) {
        struct tl_text line = {0};
        tl_event_print_time(chain->events[i].time_s, &line);
        tl_text_add(&line, "  ");
        tl_event_tell(&chain->events[i], roster, &line);
        told->lines[i] = tl_arena_copy(arena, tl_text_get(&line));
        tl_text_clear(&line);
    }
}

static bool read_chain(struct tl_fork_chain *told, const char *path, int64_t id, struct tl_arena *arena,
                       struct tl_error *err)
{
    struct tl_causes chain;
    struct tl_trace_reader *reader = tl_trace_reader_open(path, err);
    bool good = tl_causes_read(&chain, path, id, err) && reader;
    if (good) {
        tell_chain(told, &chain, tl_trace_reader_roster(reader), arena);
    }
    tl_causes_clear(&chain);
    tl_trace_reader_close(reader);
    return good;
}

bool tl_fork_read(struct tl_fork *fork, const char *was, const char *is, struct tl_arena *arena)
{
    const char *const paths[TL_SIDES] = {was, is};
    struct tl_divergence divergence;
    struct tl_error err = {0};
    *fork = (struct tl_fork){0};
    bool good = access(was, R_OK) == 0 && tl_divergence_find(&divergence, paths, &err) &&
                divergence.parting != TL_PARTING_NONE;
    for (size_t side = 0; side < TL_SIDES && good; side++) {
        if (divergence.has[side]) {
            good = read_chain(&fork->chains[side], paths[side], divergence.events[side].id, arena, &err);
        }
    }
    tl_error_clear(&err);
    return good;
}
