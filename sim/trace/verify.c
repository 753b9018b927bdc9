#include "trace/verify.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "event/people.h"
#include "trace/reader.h"

#define BIT(STATE) (1U << TL_STATE_##STATE)
#define LIFTING    (BIT(WAITING) | BIT(LOADING) | BIT(UNLOADING))
#define OPERATING  (BIT(TRANSIT) | BIT(SET_UP) | BIT(ON_STATION) | BIT(SORTIE) | LIFTING)
#define AT_BASE    (BIT(READY) | BIT(ALERT) | BIT(TURNAROUND) | BIT(REPAIR))
#define LIVING     (BIT(ABSENT) | AT_BASE | OPERATING)

/* The states in which an asset may meet an event of a kind; 0: any, even a lost one. */
static const unsigned states_before[TL_EVENT_KINDS] = {
    [TL_EVENT_ASSET_READY] = BIT(ABSENT) | BIT(ALERT) | BIT(TURNAROUND) | BIT(REPAIR),
    [TL_EVENT_ASSET_TASKED] = LIVING,
    [TL_EVENT_ASSET_RETASKED] = LIVING,
    [TL_EVENT_ASSET_RECALLED] = LIVING,
    [TL_EVENT_ASSET_DEPARTS] = AT_BASE | OPERATING,
    [TL_EVENT_ASSET_ARRIVES] = BIT(TRANSIT),
    [TL_EVENT_ASSET_ON_STATION] = BIT(SET_UP),
    [TL_EVENT_ASSET_RELIEVED] = BIT(ON_STATION),
    [TL_EVENT_ASSET_LEAVES] = BIT(ON_STATION),
    [TL_EVENT_ASSET_HOME] = BIT(TRANSIT) | BIT(READY) | BIT(ALERT) | BIT(REPAIR),
    [TL_EVENT_ASSET_FAILS] = OPERATING,
    [TL_EVENT_ASSET_IN_REPAIR] = BIT(READY) | BIT(TURNAROUND) | BIT(REPAIR) | BIT(TRANSIT),
    [TL_EVENT_ASSET_REPAIRED] = BIT(REPAIR),
    [TL_EVENT_ASSET_DELAYED] = LIVING,
    [TL_EVENT_ASSET_LOST] = LIVING,
    [TL_EVENT_ASSET_ON_ALERT] = BIT(ABSENT) | BIT(READY) | BIT(TURNAROUND) | BIT(REPAIR),
    [TL_EVENT_ASSET_SCRAMBLES] = BIT(ALERT),
    [TL_EVENT_ASSET_ON_SCENE] = BIT(SORTIE),
    [TL_EVENT_ASSET_WAITS] = BIT(SET_UP),
    [TL_EVENT_ASSET_LOADS] = BIT(SET_UP) | BIT(WAITING),
    [TL_EVENT_ASSET_UNLOADS] = BIT(SET_UP) | BIT(WAITING),
    [TL_EVENT_ASSET_QUEUES] = BIT(READY) | BIT(TURNAROUND) | BIT(TRANSIT),
};

struct check {
    const char *path;
    const struct tl_roster *roster;
    struct tl_trace_digests digests;
    unsigned char *states; /* [assets] enum tl_asset_state */
    bool *open;            /* [missions] */
    int64_t *incidents;    /* [incident processes] how many came */
    struct tl_people people;
};

static void init_check(struct check *check, const char *path, const struct tl_roster *roster)
{
    *check = (struct check){
        .path = path,
        .roster = roster,
        .states = tl_alloc(roster->asset_count, 1),
        .open = tl_alloc(roster->mission_count, sizeof *check->open),
        .incidents = tl_alloc(roster->incident_count, sizeof *check->incidents),
    };
    tl_trace_digests_init(&check->digests, roster);
    tl_people_init(&check->people, roster);
}

static void clear_check(struct check *check)
{
    tl_trace_digests_clear(&check->digests);
    free(check->states);
    free(check->open);
    free(check->incidents);
    tl_people_clear(&check->people);
}

static bool fail(const struct check *check, int64_t line, const char *what, const char *name,
                 const char *rule, struct tl_error *err)
{
    struct tl_origin where = {check->path, (int)(line < INT32_MAX ? line : INT32_MAX)};
    return tl_error_at(err, &where, what, name, "%s", rule);
}

static const char *check_cause(const struct tl_event *event)
{
    if (event->cause >= event->id) {
        return "the cause must be an earlier event";
    }
    if (event->cause == 0 && !tl_event_class_get(event->kind)->may_be_root) {
        return "such an event has a cause";
    }
    return NULL;
}

/* An asset may be on station from the start, without having sailed there. */
static bool starts_there(const struct tl_event *event, enum tl_asset_state state)
{
    return event->kind == TL_EVENT_ASSET_ON_STATION && event->cause == 0 &&
           (state == TL_STATE_ABSENT || state == TL_STATE_READY);
}

static bool check_state(struct check *check, const struct tl_event *event, int64_t line, struct tl_error *err)
{
    const struct tl_event_class *class = tl_event_class_get(event->kind);
    if (event->asset < 0) {
        return true;
    }
    enum tl_asset_state state = (enum tl_asset_state)check->states[event->asset];
    unsigned allowed = states_before[event->kind];
    if (allowed != 0 && !(allowed & 1U << state) && !starts_there(event, state)) {
        struct tl_text rule = {0};
        tl_text_print(&rule, "%s cannot happen to it while it is %s", class->name, tl_state_name(state));
        fail(check, line, "asset", check->roster->assets[event->asset].name, tl_text_get(&rule), err);
        tl_text_clear(&rule);
        return false;
    }
    if (class->state != TL_STATE_NONE) {
        check->states[event->asset] = (unsigned char)class->state;
    }
    return true;
}

static const char *check_mission(struct check *check, const struct tl_event *event)
{
    switch (event->kind) {
    case TL_EVENT_MISSION_OPENS:
    case TL_EVENT_MISSION_CLOSES: {
        bool opens = event->kind == TL_EVENT_MISSION_OPENS;
        if (check->open[event->mission] == opens) {
            return opens ? "it is open already" : "it is closed already";
        }
        check->open[event->mission] = opens;
        return NULL;
    }
    case TL_EVENT_DEMAND_CHANGES:
        return check->open[event->mission] ? NULL : "only an open mission has a demand";
    default:
        return NULL;
    }
}

/* Incidents of a process are numbered as they come, and belong to its mission. */
static const char *check_incident(struct check *check, const struct tl_event *event)
{
    if (event->incident == TL_NONE || event->number == TL_NONE) {
        return NULL; /* about the process itself */
    }
    int64_t *came = &check->incidents[event->incident];
    if (event->mission != check->roster->incidents[event->incident].mission) {
        return "it is another mission's";
    }
    if (event->kind == TL_EVENT_INCIDENT) {
        return event->number == ++*came ? NULL : "its number must be one above the last one's";
    }
    return event->number >= 1 && event->number <= *came ? NULL : "no incident of that number has come";
}

static bool check_event(struct check *check, const struct tl_event *event, int64_t line, struct tl_error *err)
{
    const char *rule = check_cause(event);
    if (rule) {
        struct tl_text cause = {0};
        tl_text_add_int(&cause, event->cause);
        fail(check, line, "cause", tl_text_get(&cause), rule, err);
        tl_text_clear(&cause);
        return false;
    }
    rule = check_mission(check, event);
    if (rule) {
        return fail(check, line, "mission", check->roster->missions[event->mission].name, rule, err);
    }
    rule = check_incident(check, event);
    if (rule) {
        return fail(check, line, "incident", check->roster->incidents[event->incident].name, rule, err);
    }
    bool sound;
    tl_people_take(&check->people, event, &sound);
    if (!sound) {
        return fail(check, line, "group", check->roster->groups[event->group].name,
                    "fewer of them are where the event takes them from", err);
    }
    return check_state(check, event, line, err);
}

/* The digests of days and missions against those of the last line. */
static bool check_parts(struct check *check, const struct tl_trace_end *end, int64_t line,
                        struct tl_error *err)
{
    tl_trace_digests_finish(&check->digests);
    if (end->day_count != check->digests.day_count) {
        return fail(check, line, "days", NULL, "must be as many as the horizon has", err);
    }
    for (size_t d = 0; d < end->day_count; d++) {
        if (strcmp(end->days[d], check->digests.days[d]) != 0) {
            struct tl_text day = {0};
            tl_text_print(&day, "days[%zu]", d);
            fail(check, line, tl_text_get(&day), end->days[d], "is not the digest of that day's lines", err);
            tl_text_clear(&day);
            return false;
        }
    }
    for (size_t m = 0; m < check->roster->mission_count; m++) {
        char digest[TL_DIGEST_TEXT];
        tl_digest_get(check->digests.missions[m], digest);
        if (strcmp(end->missions[m], digest) != 0) {
            return fail(check, line, check->roster->missions[m].name, end->missions[m],
                        "is not the digest of that mission's lines", err);
        }
    }
    return true;
}

static bool read_all(struct check *check, struct tl_trace_reader *reader, struct tl_error *err)
{
    struct tl_event event;
    enum tl_trace_step step;
    while ((step = tl_trace_reader_next(reader, &event, err)) == TL_TRACE_EVENT) {
        size_t size;
        const char *line = tl_trace_reader_line(reader, &size);
        if (!check_event(check, &event, tl_trace_reader_line_number(reader), err)) {
            return false;
        }
        size_t day = tl_trace_digests_day(&check->digests, event.time_s);
        tl_trace_digests_add(&check->digests, day, line, size + 1); /* its newline stands behind it */
        tl_trace_digests_add_missions(&check->digests, &event, line, size + 1);
    }
    return step == TL_TRACE_END &&
           check_parts(check, tl_trace_reader_end(reader), tl_trace_reader_line_number(reader) + 1, err);
}

bool tl_trace_verify(const char *path, struct tl_trace_summary *summary, struct tl_error *err)
{
    struct tl_trace_reader *reader = tl_trace_reader_open(path, err);
    if (!reader) {
        return false;
    }
    struct check check;
    init_check(&check, path, tl_trace_reader_roster(reader));
    bool good = read_all(&check, reader, err);
    if (good) {
        const struct tl_trace_end *end = tl_trace_reader_end(reader);
        *summary = (struct tl_trace_summary){
            .events = end->events, .days = end->day_count, .indexed = tl_trace_reader_is_indexed(reader)};
        memcpy(summary->digest, end->digest, TL_DIGEST_TEXT);
    }
    clear_check(&check);
    tl_trace_reader_close(reader);
    return good;
}
