#include "measure/ledger_root.h"

#include <stdlib.h>

static const struct tl_ledger_root_row rows[] = {
#define TL_ROOT(id, name, leave, meaning)              {name, meaning, false, leave},
#define TL_ROOT_NAMED(id, name, names, leave, meaning) {name, meaning, true, leave},
#include "measure/root.def"
};

const struct tl_ledger_root_row *tl_ledger_root_rows(size_t *count)
{
    *count = sizeof rows / sizeof *rows;
    return rows;
}

/* Where the root of an event comes from. */
enum origin {
    ORIGIN_CAUSE, /* from its cause, if it has one */
    ORIGIN_FIXED, /* it is one by itself, whatever caused it */
    ORIGIN_FIRST, /* it is one by itself unless something caused it */
    ORIGIN_DIVERSION,
    ORIGIN_INJECT,
    ORIGIN_DECIDED, /* a consent that is asked for */
    ORIGIN_WEATHER,
    ORIGIN_PHASE,   /* likewise, unless something caused it */
    ORIGIN_CONSENT, /* likewise */
    ORIGIN_POSTURE, /* likewise */
};

static const struct {
    enum origin origin;
    enum tl_root root;
} origins[TL_EVENT_KINDS] = {
    [TL_EVENT_DIVERSION_STARTS] = {.origin = ORIGIN_DIVERSION},
    [TL_EVENT_DIVERSION_ENDS] = {.origin = ORIGIN_DIVERSION},
    [TL_EVENT_WITHDRAWAL_ANNOUNCED] = {.origin = ORIGIN_DIVERSION},
    [TL_EVENT_INJECT_STRIKES] = {.origin = ORIGIN_INJECT},
    [TL_EVENT_PHASE_STARTS] = {.origin = ORIGIN_PHASE},
    [TL_EVENT_REQUEST_DECIDED] = {.origin = ORIGIN_DECIDED},
    [TL_EVENT_CONSENT_CHANGES] = {.origin = ORIGIN_CONSENT},
    [TL_EVENT_POSTURE_CHANGES] = {.origin = ORIGIN_POSTURE},
    [TL_EVENT_WEATHER_CHANGES] = {.origin = ORIGIN_WEATHER},
    [TL_EVENT_MISSION_OPENS] = {ORIGIN_FIRST, TL_ROOT_DEMAND},
    [TL_EVENT_MISSION_CLOSES] = {ORIGIN_FIRST, TL_ROOT_DEMAND},
    [TL_EVENT_DEMAND_CHANGES] = {ORIGIN_FIRST, TL_ROOT_DEMAND},
    [TL_EVENT_ASSET_FAILS] = {ORIGIN_FIXED, TL_ROOT_FAILURE},
    [TL_EVENT_ASSET_LOST] = {ORIGIN_FIRST, TL_ROOT_FAILURE},
    [TL_EVENT_ASSET_LEAVES] = {ORIGIN_FIRST, TL_ROOT_ROTATION},
    /* an asset that is free is no reason to leave another mission */
    [TL_EVENT_ASSET_READY] = {ORIGIN_FIXED, TL_ROOT_POLICY},
    [TL_EVENT_INCIDENT] = {ORIGIN_FIXED, TL_ROOT_INCIDENTS},
    [TL_EVENT_ORDER_REFUSED] = {ORIGIN_FIXED, TL_ROOT_REFUSAL},
    [TL_EVENT_PLACE_CLOSES] = {ORIGIN_FIRST, TL_ROOT_CLOSED},
    [TL_EVENT_LANE_CLOSES] = {ORIGIN_FIRST, TL_ROOT_CLOSED},
    [TL_EVENT_DECISION] = {ORIGIN_FIRST, TL_ROOT_POLICY},
};

void tl_ledger_roots_init(struct tl_ledger_roots *roots, const struct tl_roster *roster)
{
    *roots = (struct tl_ledger_roots){
        .roster = roster,
        .count = TL_ROOTS_FIXED,
    };
#define TL_ROOT_NAMED(id, name, names, leave, meaning) roots->count += roster->names.count;
#include "measure/root.def"
}

void tl_ledger_roots_clear(struct tl_ledger_roots *roots)
{
    free(roots->of_event);
    *roots = (struct tl_ledger_roots){0};
}

/* The groups of named roots, in their order. */
enum named {
#define TL_ROOT_NAMED(id, name, names, leave, meaning) NAMED_##id,
#include "measure/root.def"
};

static int32_t named_root(const struct tl_roster *roster, enum named group, int64_t index)
{
    const size_t counts[] = {
#define TL_ROOT_NAMED(id, name, names, leave, meaning) roster->names.count,
#include "measure/root.def"
    };
    size_t first = TL_ROOTS_FIXED;
    for (size_t i = 0; i < (size_t)group; i++) {
        first += counts[i];
    }
    return (int32_t)first + (int32_t)index;
}

int32_t tl_ledger_root_of_diversion(const struct tl_roster *roster, int64_t diversion)
{
    return named_root(roster, NAMED_DIVERSION, diversion);
}

int32_t tl_ledger_root_of_consent(const struct tl_roster *roster, int64_t consent)
{
    return named_root(roster, NAMED_CONSENT, consent);
}

const char *tl_ledger_root_print(const struct tl_ledger_roots *roots, int32_t root, struct tl_arena *arena)
{
    const struct tl_roster *roster = roots->roster;
    const struct tl_names *groups[] = {
#define TL_ROOT_NAMED(id, name, names, leave, meaning) &roster->names,
#include "measure/root.def"
    };
    if (root < TL_ROOTS_FIXED) {
        return rows[root].name;
    }
    size_t at = (size_t)root - TL_ROOTS_FIXED;
    size_t group = 0;
    while (at >= groups[group]->count) {
        at -= groups[group++]->count;
    }
    return tl_arena_print(arena, "%s/%s", rows[TL_ROOTS_FIXED + group].name, groups[group]->items[at]);
}

int32_t tl_ledger_root_get(const struct tl_ledger_roots *roots, int64_t id)
{
    bool is_known = id > 0 && (uint64_t)id <= roots->event_count;
    return is_known ? roots->of_event[id - 1] - 1 : TL_NONE;
}

static int32_t find_root(const struct tl_ledger_roots *roots, const struct tl_event *event)
{
    const struct tl_roster *roster = roots->roster;
    int32_t inherited = tl_ledger_root_get(roots, event->cause);
    switch (origins[event->kind].origin) {
    case ORIGIN_FIXED:
        return (int32_t)origins[event->kind].root;
    case ORIGIN_FIRST:
        return inherited != TL_NONE ? inherited : (int32_t)origins[event->kind].root;
    case ORIGIN_DIVERSION:
        return named_root(roster, NAMED_DIVERSION, event->diversion);
    case ORIGIN_INJECT:
        return named_root(roster, NAMED_INJECT, event->inject);
    case ORIGIN_DECIDED:
        return named_root(roster, NAMED_CONSENT, event->consent);
    case ORIGIN_WEATHER:
        return inherited != TL_NONE ? inherited : named_root(roster, NAMED_WEATHER, event->weather);
    case ORIGIN_PHASE:
        return inherited != TL_NONE ? inherited : named_root(roster, NAMED_PHASE, event->phase);
    case ORIGIN_CONSENT:
        return inherited != TL_NONE ? inherited : named_root(roster, NAMED_CONSENT, event->consent);
    case ORIGIN_POSTURE:
        return inherited != TL_NONE ? inherited : named_root(roster, NAMED_POSTURE, event->posture);
    case ORIGIN_CAUSE:
        break;
    }
    return inherited;
}

int32_t tl_ledger_root_note(struct tl_ledger_roots *roots, const struct tl_event *event)
{
    int32_t root = find_root(roots, event);
    if (event->id > 0 && (uint64_t)event->id == roots->event_count + 1) {
        roots->of_event =
            tl_grow(roots->of_event, roots->event_count, &roots->event_capacity, sizeof *roots->of_event);
        roots->of_event[roots->event_count++] = (uint16_t)(root + 1);
    }
    return root;
}

void tl_ledger_root_correct(struct tl_ledger_roots *roots, const struct tl_event *event, int32_t root)
{
    if (event->id > 0 && (uint64_t)event->id <= roots->event_count) {
        roots->of_event[event->id - 1] = (uint16_t)(root + 1);
    }
}
