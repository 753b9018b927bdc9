#include "model/calendar.h"

#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"

static bool is_before(const struct tl_heap_item *a, const struct tl_heap_item *b)
{
    if (a->time_s != b->time_s) {
        return a->time_s < b->time_s;
    }
    if (a->order != b->order) {
        return a->order < b->order;
    }
    return a->sequence < b->sequence;
}

static void place(struct tl_calendar *calendar, size_t at, const struct tl_heap_item *item)
{
    calendar->heap[at] = *item;
    calendar->position[item->slot] = (uint32_t)at + 1;
}

/* Move the item up from `at` to where no parent is later, or down to where no child is earlier. It lies outside of the heap's items. */
static void settle(struct tl_calendar *calendar, size_t at, const struct tl_heap_item *item)
{
    while (at > 0 && is_before(item, &calendar->heap[(at - 1) / 2])) {
        place(calendar, at, &calendar->heap[(at - 1) / 2]);
        at = (at - 1) / 2;
    }
    for (size_t child = 2 * at + 1; child < calendar->count; child = 2 * at + 1) {
        if (child + 1 < calendar->count && is_before(&calendar->heap[child + 1], &calendar->heap[child])) {
            child++;
        }
        if (!is_before(&calendar->heap[child], item)) {
            break;
        }
        place(calendar, at, &calendar->heap[child]);
        at = child;
    }
    place(calendar, at, item);
}

static void remove_at(struct tl_calendar *calendar, size_t at)
{
    calendar->position[calendar->heap[at].slot] = 0;
    calendar->count--;
    if (at < calendar->count) {
        settle(calendar, at, &calendar->heap[calendar->count]);
    }
}

static uint32_t new_slot(struct tl_calendar *calendar)
{
    if (calendar->free_count > 0) {
        return calendar->free_slots[--calendar->free_count];
    }
    calendar->works =
        tl_grow(calendar->works, calendar->slots, &calendar->works_capacity, sizeof *calendar->works);
    calendar->position = tl_grow(calendar->position, calendar->slots, &calendar->position_capacity,
                                 sizeof *calendar->position);
    calendar->position[calendar->slots] = 0;
    return (uint32_t)calendar->slots++;
}

void tl_calendar_init(struct tl_calendar *calendar, size_t reserved)
{
    *calendar = (struct tl_calendar){0};
    for (size_t i = 0; i < reserved; i++) {
        new_slot(calendar);
    }
    calendar->reserved = (uint32_t)reserved;
}

void tl_calendar_clear(struct tl_calendar *calendar)
{
    free(calendar->heap);
    free(calendar->works);
    free(calendar->position);
    free(calendar->free_slots);
    *calendar = (struct tl_calendar){0};
}

void tl_calendar_set(struct tl_calendar *calendar, uint32_t slot, int64_t time_s, enum tl_due due,
                     uint32_t entity, struct tl_work work)
{
    assert(slot < calendar->slots);
    struct tl_heap_item item = {time_s, (uint64_t)due << 32 | entity, calendar->sequence++, slot};
    calendar->works[slot] = work;
    if (calendar->position[slot] != 0) {
        settle(calendar, calendar->position[slot] - 1, &item);
        return;
    }
    calendar->heap =
        tl_grow(calendar->heap, calendar->count, &calendar->heap_capacity, sizeof *calendar->heap);
    calendar->count++;
    settle(calendar, calendar->count - 1, &item);
}

void tl_calendar_cancel(struct tl_calendar *calendar, uint32_t slot)
{
    assert(slot < calendar->reserved);
    if (calendar->position[slot] != 0) {
        remove_at(calendar, calendar->position[slot] - 1);
    }
}

void tl_calendar_add(struct tl_calendar *calendar, int64_t time_s, enum tl_due due, uint32_t entity,
                     struct tl_work work)
{
    tl_calendar_set(calendar, new_slot(calendar), time_s, due, entity, work);
}

bool tl_calendar_peek(const struct tl_calendar *calendar, int64_t *time_s, enum tl_work_kind *kind)
{
    if (calendar->count == 0) {
        return false;
    }
    *time_s = calendar->heap[0].time_s;
    *kind = calendar->works[calendar->heap[0].slot].kind;
    return true;
}

struct tl_entry tl_calendar_pop(struct tl_calendar *calendar)
{
    assert(calendar->count > 0);
    uint32_t slot = calendar->heap[0].slot;
    struct tl_entry entry = {calendar->heap[0].time_s, calendar->works[slot]};
    remove_at(calendar, 0);
    if (slot >= calendar->reserved) {
        calendar->free_slots = tl_grow(calendar->free_slots, calendar->free_count, &calendar->free_capacity,
                                       sizeof *calendar->free_slots);
        calendar->free_slots[calendar->free_count++] = slot;
    }
    return entry;
}
