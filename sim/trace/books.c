#include "trace/books.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

void tl_books_init(struct tl_books *books, const struct tl_roster *roster)
{
    size_t carriers = roster->asset_count + roster->services.count;
    *books = (struct tl_books){
        .roster = roster,
        .open = tl_alloc(roster->mission_count + 1, sizeof *books->open),
        .incidents = tl_alloc(roster->incident_count + 1, sizeof *books->incidents),
        .aboard = tl_alloc(carriers * roster->group_count + 1, sizeof *books->aboard),
        .done = tl_alloc(roster->mission_count + 1, sizeof *books->done),
    };
    tl_people_init(&books->people, roster);
}

void tl_books_clear(struct tl_books *books)
{
    for (size_t i = 0; i < books->roster->incident_count; i++) {
        free(books->incidents[i].stages);
    }
    free(books->open);
    free(books->sent);
    free(books->incidents);
    free(books->aboard);
    free(books->done);
    tl_people_clear(&books->people);
    *books = (struct tl_books){0};
}

/* ---- missions ---- */

static bool check_mission(struct tl_books *books, const struct tl_event *event, struct tl_flaw *flaw)
{
    const char *name = event->mission != TL_NONE ? books->roster->missions[event->mission].name : NULL;
    switch (event->kind) {
    case TL_EVENT_MISSION_OPENS:
    case TL_EVENT_MISSION_CLOSES: {
        bool opens = event->kind == TL_EVENT_MISSION_OPENS;
        if (books->open[event->mission] == opens) {
            return tl_flaw_set(flaw, "mission", name, "it is %s already", opens ? "open" : "closed");
        }
        books->open[event->mission] = opens;
        return true;
    }
    case TL_EVENT_DEMAND_CHANGES:
        return books->open[event->mission] ||
               tl_flaw_set(flaw, "mission", name, "only an open mission has a demand");
    case TL_EVENT_WORK_DONE:
        if (event->done < books->done[event->mission]) {
            return tl_flaw_set(flaw, "mission", name, "more of its work was done before");
        }
        books->done[event->mission] = event->done;
        return true;
    default:
        return true;
    }
}

/* ---- what is sent and received ---- */

/* What is received, and what was sent then. They agree in all fields that both have, but for one. */
static const struct tl_passage {
    enum tl_event_kind sent, received;
    enum tl_field except; /* TL_FIELDS: none */
} passages[] = {
    {TL_EVENT_REPORT_SENT, TL_EVENT_REPORT_RECEIVED, TL_FIELDS},
    {TL_EVENT_PICTURE_SENT, TL_EVENT_PICTURE_RECEIVED, TL_FIELDS},
    {TL_EVENT_ORDER_SENT, TL_EVENT_ORDER_RECEIVED, TL_FIELDS},
    {TL_EVENT_REQUEST_SENT, TL_EVENT_REQUEST_RECEIVED, TL_FIELD_PARTNER}, /* who asks, who is asked */
    {TL_EVENT_CONVOY_DEPARTS, TL_EVENT_CONVOY_ARRIVES, TL_FIELD_PLACE},
};
#define PASSAGES (sizeof passages / sizeof *passages)

static void note_sent(struct tl_books *books, const struct tl_event *event)
{
    for (size_t i = 0; i < PASSAGES; i++) {
        if (passages[i].sent == event->kind) {
            books->sent = tl_grow(books->sent, books->sent_count, &books->sent_capacity, sizeof *books->sent);
            books->sent[books->sent_count++] = *event;
        }
    }
}

/* The place of an id among what is not received yet, or the number of these. */
static size_t find_sent(const struct tl_books *books, int64_t id)
{
    size_t low = 0;
    size_t high = books->sent_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (books->sent[middle].id < id) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < books->sent_count && books->sent[low].id == id ? low : books->sent_count;
}

static bool agree(const struct tl_event *sent, const struct tl_event *received, enum tl_field except)
{
    bool same = true;
    for (int i = 0; i < TL_FIELDS; i++) {
        enum tl_field field = (enum tl_field)i;
        same = same && (field == except || tl_event_field(sent, field) == tl_event_field(received, field));
    }
    return same;
}

static bool check_received(struct tl_books *books, const struct tl_event *event, struct tl_flaw *flaw)
{
    for (size_t i = 0; i < PASSAGES; i++) {
        if (passages[i].received != event->kind) {
            continue;
        }
        size_t at = find_sent(books, event->cause);
        const char *name = tl_event_class_get(event->kind)->name;
        if (at == books->sent_count || books->sent[at].kind != passages[i].sent) {
            return tl_flaw_set(flaw, "event", name, "its cause is no %s that is under way",
                               tl_event_class_get(passages[i].sent)->name);
        }
        if (!agree(&books->sent[at], event, passages[i].except)) {
            return tl_flaw_set(flaw, "event", name, "it is not what event %lld sent",
                               (long long)event->cause);
        }
        memmove(&books->sent[at], &books->sent[at + 1], (--books->sent_count - at) * sizeof *books->sent);
    }
    return true;
}

/* ---- incidents ---- */

enum stage { STAGE_CAME, STAGE_ANSWERED, STAGE_MISSED, STAGE_OVER };

/* The stage in which an event of a kind finds an incident, and that in which it leaves it. */
static bool find_stages(enum tl_event_kind kind, enum stage *before, enum stage *after)
{
    switch (kind) {
    case TL_EVENT_INCIDENT_ANSWERED:
        *before = STAGE_CAME;
        *after = STAGE_ANSWERED;
        return true;
    case TL_EVENT_INCIDENT_MISSED:
        *before = STAGE_CAME;
        *after = STAGE_MISSED;
        return true;
    case TL_EVENT_INCIDENT_OVER:
        *before = STAGE_ANSWERED;
        *after = STAGE_OVER;
        return true;
    default:
        return false;
    }
}

static bool add_incident(struct tl_book_incidents *incidents, int64_t number)
{
    if (number != (int64_t)incidents->count + 1) {
        return false;
    }
    incidents->stages = tl_grow(incidents->stages, incidents->count, &incidents->capacity, 1);
    incidents->stages[incidents->count++] = STAGE_CAME;
    return true;
}

/* Incidents of a process are numbered as they come, belong to its mission, and are answered or missed once. */
static bool check_incident(struct tl_books *books, const struct tl_event *event, struct tl_flaw *flaw)
{
    static const char *const told[] = {"has not been answered", "was answered", "was missed", "is over"};
    if (event->incident == TL_NONE || event->number == TL_NONE) {
        return true; /* about the process itself */
    }
    const struct tl_roster_incident *process = &books->roster->incidents[event->incident];
    struct tl_book_incidents *incidents = &books->incidents[event->incident];
    enum stage before;
    enum stage after;
    if (event->mission != process->mission) {
        return tl_flaw_set(flaw, "incident", process->name, "it is another mission's");
    }
    if (event->kind == TL_EVENT_INCIDENT) {
        return add_incident(incidents, event->number) ||
               tl_flaw_set(flaw, "incident", process->name, "its number must be one above the last one's");
    }
    if (event->number < 1 || event->number > (int64_t)incidents->count) {
        return tl_flaw_set(flaw, "incident", process->name, "no incident of that number has come");
    }
    if (!find_stages(event->kind, &before, &after)) {
        return true;
    }
    unsigned char *stage = &incidents->stages[event->number - 1];
    if (*stage != before) {
        return tl_flaw_set(flaw, "incident", process->name, "%s, but that one %s",
                           tl_event_class_get(event->kind)->name, told[*stage]);
    }
    *stage = (unsigned char)after;
    return true;
}

/* ---- people ---- */

/* Who carries a group's people, among all who carry; TL_NONE: nobody. */
static int64_t find_carrier(const struct tl_books *books, const struct tl_event *event)
{
    int64_t service =
        event->service != TL_NONE ? (int64_t)books->roster->asset_count + event->service : TL_NONE;
    return event->asset != TL_NONE ? event->asset : service;
}

static bool check_aboard(struct tl_books *books, const struct tl_event *event, struct tl_flaw *flaw)
{
    bool boards = event->kind == TL_EVENT_PERSONS_BOARD;
    if (!boards && event->kind != TL_EVENT_PERSONS_LAND && event->kind != TL_EVENT_PERSONS_RETURN) {
        return true;
    }
    const char *name = books->roster->groups[event->group].name;
    int64_t carrier = find_carrier(books, event);
    if (carrier == TL_NONE) {
        return tl_flaw_set(flaw, "group", name, "nobody carries them");
    }
    int64_t *aboard = &books->aboard[carrier * (int64_t)books->roster->group_count + event->group];
    *aboard += boards ? event->persons : -event->persons;
    return *aboard >= 0 || tl_flaw_set(flaw, "group", name, "fewer of them are aboard");
}

static bool check_people(struct tl_books *books, const struct tl_event *event, struct tl_flaw *flaw)
{
    bool sound;
    tl_people_take(&books->people, event, &sound);
    return (sound || tl_flaw_set(flaw, "group", books->roster->groups[event->group].name,
                                 "fewer of them are where the event takes them from")) &&
           check_aboard(books, event, flaw);
}

bool tl_books_take(struct tl_books *books, const struct tl_event *event, struct tl_flaw *flaw)
{
    bool good = check_mission(books, event, flaw) && check_received(books, event, flaw) &&
                check_incident(books, event, flaw) && check_people(books, event, flaw);
    note_sent(books, event);
    return good;
}
