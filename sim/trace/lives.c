#include "trace/lives.h"

#include <stdlib.h>

#include "base/memory.h"

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

/* What happens to an asset in the mission that it was given, and in no other. (What it leaves may be one that it was moved from.) */
static const bool needs_mission[TL_EVENT_KINDS] = {
    [TL_EVENT_ASSET_ON_STATION] = true, [TL_EVENT_ASSET_ON_ALERT] = true, [TL_EVENT_ASSET_RELIEVED] = true,
    [TL_EVENT_ASSET_SCRAMBLES] = true,  [TL_EVENT_ASSET_ON_SCENE] = true, [TL_EVENT_ASSET_WAITS] = true,
    [TL_EVENT_ASSET_LOADS] = true,      [TL_EVENT_ASSET_UNLOADS] = true,  [TL_EVENT_ASSET_FAILS] = true,
    [TL_EVENT_ASSET_LOST] = true,
};

void tl_lives_init(struct tl_lives *lives, const struct tl_roster *roster)
{
    *lives = (struct tl_lives){roster, tl_alloc(roster->asset_count + 1, sizeof *lives->assets)};
    for (size_t i = 0; i < roster->asset_count; i++) {
        lives->assets[i] = (struct tl_life){TL_STATE_ABSENT, TL_NONE, TL_NONE, TL_NONE};
    }
}

void tl_lives_clear(struct tl_lives *lives)
{
    free(lives->assets);
    *lives = (struct tl_lives){0};
}

static bool refuse(const struct tl_lives *lives, const struct tl_event *event, struct tl_flaw *flaw,
                   const char *rule, const char *name)
{
    return tl_flaw_set(flaw, "asset", lives->roster->assets[event->asset].name, "%s%s", rule, name);
}

/* It is at the area of a lift from the start, whose name comes with what it does there. */
static bool starts_lifting(const struct tl_event *event, const struct tl_life *life)
{
    return (event->kind == TL_EVENT_ASSET_WAITS || event->kind == TL_EVENT_ASSET_LOADS) &&
           life->state == TL_STATE_SET_UP && life->mission == TL_NONE;
}

/* An asset may be on station, on alert or where a lift begins from the start, without an order. */
static bool starts_there(const struct tl_event *event, const struct tl_life *life)
{
    if (event->kind == TL_EVENT_ASSET_ARRIVES) {
        return event->cause == 0 && life->state == TL_STATE_ABSENT;
    }
    return event->cause == 0 &&
           (event->kind == TL_EVENT_ASSET_ON_STATION || event->kind == TL_EVENT_ASSET_ON_ALERT) &&
           (life->state == TL_STATE_ABSENT || life->state == TL_STATE_READY);
}

static bool check_state(const struct tl_lives *lives, const struct tl_event *event,
                        const struct tl_life *life, struct tl_flaw *flaw)
{
    unsigned allowed = states_before[event->kind];
    if (allowed == 0 || (allowed & 1U << life->state) || starts_there(event, life)) {
        return true;
    }
    return tl_flaw_set(flaw, "asset", lives->roster->assets[event->asset].name,
                       "%s cannot happen to it while it is %s", tl_event_class_get(event->kind)->name,
                       tl_state_name(life->state));
}

static bool check_mission(const struct tl_lives *lives, const struct tl_event *event,
                          const struct tl_life *life, struct tl_flaw *flaw)
{
    const struct tl_roster_mission *missions = lives->roster->missions;
    if (event->kind == TL_EVENT_ASSET_TASKED) {
        return life->mission == TL_NONE ||
               refuse(lives, event, flaw, "it serves a mission already: ", missions[life->mission].name);
    }
    if (event->was != TL_NONE) {
        return event->was == life->mission ||
               refuse(lives, event, flaw, "it does not serve ", missions[event->was].name);
    }
    if (!needs_mission[event->kind] || event->mission == TL_NONE || starts_there(event, life) ||
        starts_lifting(event, life)) {
        return true;
    }
    return event->mission == life->mission ||
           refuse(lives, event, flaw, "it does not serve ", missions[event->mission].name);
}

/* What was under way is where it was bound for, when it was to be there. */
static bool check_arrival(const struct tl_lives *lives, const struct tl_event *event,
                          const struct tl_life *life, struct tl_flaw *flaw)
{
    bool flies = event->kind == TL_EVENT_ASSET_ON_SCENE;
    bool arrives = flies || (life->state == TL_STATE_TRANSIT && event->place != TL_NONE);
    if (!arrives) {
        return true;
    }
    if (!flies && event->place != life->to) {
        return refuse(lives, event, flaw, "its leg does not end at ",
                      lives->roster->places.items[event->place]);
    }
    return event->time_s == life->until_s ||
           refuse(lives, event, flaw, "it was to be there at another time", "");
}

/* Who takes over is there, and for the same mission. */
static bool check_relief(const struct tl_lives *lives, const struct tl_event *event, struct tl_flaw *flaw)
{
    if (event->kind != TL_EVENT_ASSET_RELIEVED) {
        return true;
    }
    const struct tl_life *by = &lives->assets[event->by];
    return (by->state == TL_STATE_SET_UP && by->mission == event->mission) ||
           refuse(lives, event, flaw, "not there to take over is ", lives->roster->assets[event->by].name);
}

/* What it leaves behind. */
static void live_on(struct tl_life *life, const struct tl_event *event)
{
    enum tl_asset_state state = tl_event_class_get(event->kind)->state;
    switch (event->kind) {
    case TL_EVENT_ASSET_TASKED:
    case TL_EVENT_ASSET_RETASKED:
    case TL_EVENT_ASSET_ON_STATION: /* from the start */
    case TL_EVENT_ASSET_ON_ALERT:
    case TL_EVENT_ASSET_WAITS:
    case TL_EVENT_ASSET_LOADS:
        life->mission = event->mission;
        break;
    case TL_EVENT_ASSET_RECALLED:
    case TL_EVENT_ASSET_READY:
    case TL_EVENT_ASSET_LOST:
        life->mission = TL_NONE;
        break;
    case TL_EVENT_ASSET_DEPARTS:
        life->to = event->to;
        life->until_s = event->until;
        break;
    case TL_EVENT_ASSET_SCRAMBLES:
        life->until_s = event->until;
        break;
    default:
        break;
    }
    life->state = state != TL_STATE_NONE ? state : life->state;
}

/* Does the kind tell something about its asset, or does it only name it: a report, an order? */
static bool is_about(enum tl_event_kind kind)
{
    return states_before[kind] != 0;
}

bool tl_lives_take(struct tl_lives *lives, const struct tl_event *event, struct tl_flaw *flaw)
{
    if (event->asset == TL_NONE || !is_about(event->kind)) {
        return true;
    }
    struct tl_life *life = &lives->assets[event->asset];
    bool good = check_state(lives, event, life, flaw) && check_mission(lives, event, life, flaw) &&
                check_arrival(lives, event, life, flaw) && check_relief(lives, event, flaw);
    if (good) {
        live_on(life, event);
    }
    return good;
}
