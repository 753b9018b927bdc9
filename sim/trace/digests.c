#include "trace/digests.h"

#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/units.h"

void tl_trace_digests_init(struct tl_trace_digests *digests, const struct tl_roster *roster)
{
    size_t days = (size_t)((roster->horizon_s + TL_DAY_S - 1) / TL_DAY_S);
    *digests = (struct tl_trace_digests){
        .day_count = days,
        .mission_count = roster->mission_count,
        .whole = tl_digest_create(),
        .today = tl_digest_create(),
        .missions = tl_alloc(roster->mission_count, sizeof(struct tl_digest *)),
        .days = tl_alloc(days, TL_DIGEST_TEXT),
    };
    for (size_t m = 0; m < roster->mission_count; m++) {
        digests->missions[m] = tl_digest_create();
    }
}

void tl_trace_digests_clear(struct tl_trace_digests *digests)
{
    for (size_t m = 0; m < digests->mission_count; m++) {
        tl_digest_destroy(digests->missions[m]);
    }
    tl_digest_destroy(digests->whole);
    tl_digest_destroy(digests->today);
    free(digests->missions);
    free(digests->days);
    *digests = (struct tl_trace_digests){0};
}

size_t tl_trace_digests_day(const struct tl_trace_digests *digests, int64_t time_s)
{
    size_t day = (size_t)(time_s / TL_DAY_S);
    return day < digests->day_count ? day : digests->day_count - 1;
}

static void go_to_day(struct tl_trace_digests *digests, size_t day)
{
    assert(day >= digests->day);
    while (digests->day < day) {
        tl_digest_get(digests->today, digests->days[digests->day++]);
        tl_digest_reset(digests->today);
    }
}

void tl_trace_digests_add(struct tl_trace_digests *digests, size_t day, const char *lines, size_t size)
{
    go_to_day(digests, day);
    tl_digest_add(digests->whole, lines, size);
    tl_digest_add(digests->today, lines, size);
}

void tl_trace_digests_add_missions(struct tl_trace_digests *digests, const struct tl_event *event,
                                   const char *line, size_t size)
{
    if (event->mission >= 0) {
        tl_digest_add(digests->missions[event->mission], line, size);
    }
    if (event->was >= 0 && event->was != event->mission) {
        tl_digest_add(digests->missions[event->was], line, size);
    }
}

void tl_trace_digests_finish(struct tl_trace_digests *digests)
{
    go_to_day(digests, digests->day_count);
}
