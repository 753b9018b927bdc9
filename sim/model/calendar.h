/* The calendar: what will happen next. An indexed binary heap ordered by (time, kind of work, entity, sequence); plain data.
 * Slots 0..reserved-1 belong to their owners and can be moved or cancelled (an asset has one next milestone); further slots are
 * taken and given back as one-time work comes and goes. */
#ifndef TL_MODEL_CALENDAR_H
#define TL_MODEL_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The order of simultaneous work: milestones of assets, missions and phases; injects and conditions; incidents; reports; decisions; orders,
 * and behind them incidents that wait */
enum tl_due {
    TL_DUE_MILESTONE,
    TL_DUE_INJECT,
    TL_DUE_INCIDENT,
    TL_DUE_REPORT,
    TL_DUE_DECISION,
    TL_DUE_ORDER
};

enum tl_work_kind {
#define TL_WORK(NAME, ...) TL_WORK_##NAME,
#include "model/work.def"
#undef TL_WORK
    TL_WORKS
};

/* What is to be done. Meaning of the numbers: see work.def and the rule that schedules it. */
struct tl_work {
    enum tl_work_kind kind;
    int32_t subject;
    int32_t mission, diversion, other;
    int64_t cause; /* id of the event behind it, 0: none */
    int64_t detail;
};

struct tl_entry {
    int64_t time_s;
    struct tl_work work;
};

struct tl_calendar {
    struct tl_heap_item {
        int64_t time_s;
        uint64_t order;    /* due, then entity */
        uint64_t sequence; /* first scheduled, first served */
        uint32_t slot;
    } * heap;
    size_t count;
    size_t heap_capacity;
    struct tl_work *works; /* [slots] */
    uint32_t *position;    /* [slots] in the heap, from 1; 0: not scheduled */
    size_t slots;
    size_t works_capacity;
    size_t position_capacity;
    uint32_t reserved;
    uint32_t *free_slots;
    size_t free_count;
    size_t free_capacity;
    uint64_t sequence;
};

void tl_calendar_init(struct tl_calendar *calendar, size_t reserved);
void tl_calendar_clear(struct tl_calendar *calendar);

/* Schedule the work of a reserved slot, or move it to another time: there are never two entries. */
void tl_calendar_set(struct tl_calendar *calendar, uint32_t slot, int64_t time_s, enum tl_due due,
                     uint32_t entity, struct tl_work work);
void tl_calendar_cancel(struct tl_calendar *calendar, uint32_t slot);

/* Schedule one-time work. */
void tl_calendar_add(struct tl_calendar *calendar, int64_t time_s, enum tl_due due, uint32_t entity,
                     struct tl_work work);

/* The time of the next entry, or false when nothing is left. */
bool tl_calendar_peek(const struct tl_calendar *calendar, int64_t *time_s, enum tl_work_kind *kind);

/* Take the next entry out. There must be one. */
struct tl_entry tl_calendar_pop(struct tl_calendar *calendar);

#endif
