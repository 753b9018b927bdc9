/* What differs between two traces: events by kind, by mission and day, and what was covered and lost on both sides. */
#ifndef TL_STORY_DIFFERENCES_H
#define TL_STORY_DIFFERENCES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/memory.h"
#include "story/alignment.h"

/* One event that is not the same in both. */
struct tl_difference {
    enum tl_verdict verdict;
    struct tl_event events[TL_SIDES]; /* id 0: it is not in that trace */
};

/* How events of one kind fare. Both numbers of a pair count it once. */
struct tl_difference_kind {
    int64_t counts[TL_VERDICTS];
    int64_t least_shift_s, most_shift_s; /* of those that are moved, B's time less A's */
};

/* A mission, or an index, in both. */
struct tl_difference_row {
    const char *name;
    bool has[TL_SIDES];
    double days
        [TL_SIDES]; /* of a mission: days times its coverage; of an index: index-days lost; from the warm-up on */
    double *by_day[TL_SIDES]; /* [days] the same in each day */
    int64_t events;           /* that name the mission and are not the same in both; a pair counts once */
    int64_t *events_by_day;   /* [days] by the earlier time of a pair */
};

struct tl_differences {
    struct tl_arena *arena;
    int64_t events[TL_SIDES]; /* that were laid side by side */
    int64_t
        until_s; /* up to here: the later horizon, or where one is damaged, which second and all that is behind it is left out */
    size_t days;
    struct tl_difference_kind kinds[TL_EVENT_KINDS];
    struct tl_difference_kind all;      /* the sum of them */
    struct tl_difference_row *missions; /* by name */
    size_t mission_count;
    struct tl_difference_row *indexes; /* as A has them, then those of B alone; no events */
    size_t index_count;
    int64_t *events_by_day;      /* [days] of all missions and none */
    struct tl_difference *items; /* the first TL_DIFFERENCES_MOST, in order of time */
    size_t kept;
    int64_t count; /* of all events and pairs that are not the same */
};

#define TL_DIFFERENCES_MOST 2000

/* What is asked for. */
struct tl_differences_wish {
    int64_t within_s; /* the greatest shift of what is moved, >= 0 */
    /* Is the event to be laid beside those of the other side? Asked of every event of a side, in order. NULL: all are */
    bool (*wants)(void *self, enum tl_side side, const struct tl_event *event);
    void *self;
};

/* Reads both traces once, side by side.
 * paths  of two files
 * Returns false and reports where one cannot be read; a damaged one gives what stands before the damage. Cleared by the caller,
 * whatever it returns. Without `arena` nothing was found out. */
bool tl_differences_read(struct tl_differences *differences, const char *const paths[TL_SIDES],
                         const struct tl_differences_wish *wish, struct tl_error *err);
void tl_differences_clear(struct tl_differences *differences);

#endif
