/* An observer that believes events alone: it keeps a simple picture of every asset, of its own, and checks that the story makes
 * sense. It knows the scenario but neither the rules nor their state. */
#ifndef TL_TEST_PROPERTY_OBSERVER_H
#define TL_TEST_PROPERTY_OBSERVER_H

#include "model/run.h"

struct observed {
    enum tl_asset_state state;
    int64_t mission; /* that it was given; TL_NONE: none */
    int64_t place;   /* TL_NONE: under way */
    int64_t to;      /* of the leg */
    int64_t until_s; /* of the leg */
    int64_t left_s;  /* left its base, or started on station; TL_NONE: at a base */
    bool failed, repaired;
    bool returns;        /* from a sortie */
    int64_t announced_s; /* its withdrawal; TL_NONE: not since its last order */
    bool sustained;      /* has been in an area in which endurance runs down slower since it left its base */
};

struct observer {
    const struct run *run;
    struct observed *assets;
    bool *open;             /* [missions] */
    int64_t *demand_u;      /* [missions][capabilities] */
    int64_t *agreed_s;      /* [agreements] in force since; TL_NONE: not yet */
    int64_t *diverts_s;     /* [diversions] started last */
    int64_t last_closing_s; /* of a base; TL_NONE: none yet */
    int64_t same_second;    /* events within the second */
    int64_t slack_s;        /* by how much closed bases may have lengthened a way home */
};

#define OBSERVER_SECOND_MAX 5000 /* events of one second: more is a circle */

static inline void observer_init(struct observer *o, const struct run *run)
{
    const struct tl_model *model = run->model;
    *o = (struct observer){.run = run, .last_closing_s = TL_NONE};
    o->assets = tl_alloc(model->asset_count + 1, sizeof *o->assets);
    o->open = tl_alloc(model->mission_count + 1, sizeof *o->open);
    o->demand_u = tl_alloc(model->mission_count * model->capabilities + 1, sizeof *o->demand_u);
    o->agreed_s = tl_alloc(model->agreement_count + 1, sizeof *o->agreed_s);
    o->diverts_s = tl_alloc(model->diversion_count + 1, sizeof *o->diverts_s);
    for (size_t i = 0; i < model->agreement_count; i++) {
        o->agreed_s[i] = TL_NONE;
    }
    for (size_t i = 0; i < model->asset_count; i++) {
        o->assets[i] = (struct observed){.state = TL_STATE_ABSENT,
                                         .mission = TL_NONE,
                                         .place = model->assets[i].start_place,
                                         .left_s = TL_NONE,
                                         .announced_s = TL_NONE};
    }
}

static inline void observer_clear(struct observer *o)
{
    free(o->assets);
    free(o->open);
    free(o->demand_u);
    free(o->agreed_s);
    free(o->diverts_s);
}

static inline const struct tl_asset_plan *observer_plan(const struct observer *o,
                                                        const struct tl_event *event)
{
    return &o->run->model->assets[event->asset];
}

/* From base to base within the endurance; a base that closed meanwhile excuses, and so do tenders. */
static inline void observer_check_endurance(const struct observer *o, const struct observed *a,
                                            const struct tl_event *event)
{
    const struct tl_asset_plan *plan = observer_plan(o, event);
    int64_t endurance_s = o->run->model->classes[plan->class_index].endurance_s;
    bool excused = a->sustained || (o->last_closing_s != TL_NONE && o->last_closing_s >= a->left_s);
    run_assert_msg(excused || event->time_s - a->left_s <= endurance_s,
                   "%s is back at %lld, %lld s after it left: its endurance is %lld s", plan->name,
                   (long long)event->time_s, (long long)(event->time_s - a->left_s), (long long)endurance_s);
}

/* Does a mission's pool stand at a base? TL_NONE: there is no mission. */
static inline bool observer_is_pool(const struct observer *o, int64_t mission)
{
    return mission != TL_NONE && o->run->model->roster.missions[mission].kinds > 0;
}

/* ---- one function a kind of event that moves an asset ---- */

static inline void observer_ready(struct observer *o, struct observed *a, const struct tl_event *event)
{
    run_assert(a->state == TL_STATE_ABSENT || a->state == TL_STATE_TURNAROUND || a->repaired ||
               (a->state == TL_STATE_ALERT && /* recalled from its pool, or its only base has closed */
                (a->mission == TL_NONE || o->last_closing_s == event->time_s)));
    run_assert_int(a->place, ==, event->place);
    a->repaired = a->failed = false;
    a->mission = TL_NONE;
}

static inline void observer_tasked(struct observer *o, struct observed *a, const struct tl_event *event)
{
    run_assert_int(a->state, ==, TL_STATE_READY);
    run_assert_int(a->mission, ==, TL_NONE);
    run_assert(o->open[event->mission]);
    run_assert(o->run->model->missions[event->mission].eligible[observer_plan(o, event)->partner]);
    a->mission = event->mission;
}

static inline void observer_retasked(struct observer *o, struct observed *a, const struct tl_event *event)
{
    run_assert_int(a->mission, !=, TL_NONE);
    run_assert_int(a->mission, ==, event->was);
    run_assert_int(event->mission, !=, event->was);
    run_assert(o->open[event->mission]);
    run_assert(o->run->model->missions[event->mission].eligible[observer_plan(o, event)->partner]);
    a->mission = event->mission;
}

static inline void observer_departs(struct observer *o, struct observed *a, const struct tl_event *event)
{
    run_assert(a->state != TL_STATE_ABSENT && a->state != TL_STATE_LOST && a->state != TL_STATE_REPAIR);
    run_assert(a->state != TL_STATE_TURNAROUND && a->state != TL_STATE_ON_STATION);
    bool flies =
        a->state == TL_STATE_SORTIE && event->from == TL_NONE; /* its reaction is over, its leg is not */
    run_assert(flies || a->place == event->from);
    a->returns = a->state == TL_STATE_SORTIE;
    run_assert_int(event->until, >=, event->time_s);
    const struct tl_mission *mission = a->mission != TL_NONE ? &o->run->model->missions[a->mission] : NULL;
    bool to_haven =
        mission && mission->lift && mission->lift->haven == event->to && a->state == TL_STATE_LOADING;
    bool to_mission = mission && (mission->post == event->to || to_haven);
    if (!to_mission) { /* so it goes home, and serves nobody from now on */
        a->mission = TL_NONE;
    }
    a->left_s = a->left_s == TL_NONE ? event->time_s : a->left_s;
    a->place = TL_NONE;
    a->to = event->to;
    a->until_s = event->until;
}

static inline void observer_recalled(struct observer *o, struct observed *a, const struct tl_event *event)
{
    (void)o;
    run_assert_int(a->mission, ==, event->was);
    a->mission = a->state == TL_STATE_ALERT ? TL_NONE : a->mission; /* others go home first */
}

/* Under way until now; or it starts where it is to carry people. */
static inline void observer_arrives(struct observer *o, struct observed *a, const struct tl_event *event)
{
    if (a->state == TL_STATE_ABSENT) {
        a->mission = observer_plan(o, event)->start_mission;
        run_assert(o->run->model->missions[a->mission].lift != NULL);
        run_assert_int(o->run->model->missions[a->mission].post, ==, event->place);
        run_assert_int(a->place, ==, event->place);
        a->left_s = event->time_s;
        return;
    }
    run_assert_int(a->state, ==, TL_STATE_TRANSIT);
    run_assert_int(a->to, ==, event->place);
    run_assert_int(a->until_s, ==, event->time_s);
    a->place = event->place;
    a->sustained =
        a->sustained || (a->mission != TL_NONE && o->run->model->missions[a->mission].sustained_by_count > 0);
}

static inline void observer_on_station(struct observer *o, struct observed *a, const struct tl_event *event)
{
    if (a->state == TL_STATE_ABSENT) {
        run_assert_int(observer_plan(o, event)->start_mission, ==, event->mission);
        a->left_s = event->time_s;
        a->mission = event->mission;
        a->sustained = o->run->model->missions[a->mission].sustained_by_count > 0;
    } else {
        run_assert_int(a->state, ==, TL_STATE_SET_UP);
    }
    run_assert_int(a->mission, ==, event->mission);
    run_assert_int(a->place, ==, o->run->model->missions[event->mission].area);
    run_assert_int(event->until, >=, event->time_s);
}

static inline void observer_leaves(struct observer *o, struct observed *a, const struct tl_event *event)
{
    (void)o;
    (void)event;
    run_assert_int(a->state, ==, TL_STATE_ON_STATION);
}

/* At a base: to rest, to be repaired, or to wait for a dock. One that has been repaired, or got its dock, is there already. */
static inline void observer_home(struct observer *o, struct observed *a, const struct tl_event *event)
{
    if (a->state == TL_STATE_REPAIR) {
        run_assert_int(a->place, ==, event->place);
        run_assert_int(a->repaired, ==, event->kind == TL_EVENT_ASSET_HOME);
        a->failed = a->failed && !a->repaired;
        a->repaired = false;
        return;
    }
    observer_arrives(o, a, event);
    run_assert_int(a->failed, ==, event->kind != TL_EVENT_ASSET_HOME);
    run_assert(a->failed || a->mission == TL_NONE || observer_is_pool(o, a->mission));
    a->mission = a->failed ? TL_NONE : a->mission;
    observer_check_endurance(o, a, event);
    a->left_s = TL_NONE;
    a->sustained = a->returns = false;
}

static inline void observer_on_alert(struct observer *o, struct observed *a, const struct tl_event *event)
{
    if (a->state == TL_STATE_ABSENT) {
        run_assert_int(observer_plan(o, event)->start_mission, ==, event->mission);
        a->mission = event->mission;
    }
    run_assert(a->state == TL_STATE_ABSENT || a->state == TL_STATE_READY || a->state == TL_STATE_ALERT ||
               a->state == TL_STATE_TURNAROUND);
    run_assert(observer_is_pool(o, event->mission));
    run_assert_int(a->mission, ==, event->mission);
    run_assert_int(a->place, ==, o->run->model->missions[event->mission].post);
    run_assert_int(a->left_s, ==, TL_NONE);
}

static inline void observer_scrambles(struct observer *o, struct observed *a, const struct tl_event *event)
{
    run_assert_int(a->state, ==, TL_STATE_ALERT);
    run_assert_int(a->mission, ==, event->mission);
    a->left_s =
        event->time_s + o->run->model->missions[event->mission].reaction_s; /* then it leaves its base */
    a->until_s = event->until;
}

static inline void observer_on_scene(struct observer *o, struct observed *a, const struct tl_event *event)
{
    run_assert_int(a->state, ==, TL_STATE_SORTIE);
    run_assert_int(a->mission, ==, event->mission);
    run_assert_int(a->until_s, ==, event->time_s);
    a->place = o->run->model->incidents[event->incident].area;
}

static inline void observer_fails(struct observer *o, struct observed *a, const struct tl_event *event)
{
    (void)o;
    run_assert(a->state != TL_STATE_ABSENT && a->left_s != TL_NONE); /* it is out */
    run_assert(!a->failed);
    run_assert_msg(a->mission == event->mission, "%s fails at %lld", observer_plan(o, event)->name,
                   (long long)event->time_s);
    a->failed = true;
    a->mission = a->returns ? TL_NONE : a->mission; /* it is on its way home already, and leaves the pool */
    a->returns = false;
}

static inline void observer_repaired(struct observer *o, struct observed *a, const struct tl_event *event)
{
    (void)o;
    (void)event;
    run_assert_int(a->state, ==, TL_STATE_REPAIR);
    a->repaired = true;
}

static inline void observer_relieved(struct observer *o, struct observed *a, const struct tl_event *event)
{
    const struct observed *by = &o->assets[event->by];
    run_assert_int(event->by, !=, event->asset);
    run_assert_int(a->state, ==, TL_STATE_ON_STATION);
    run_assert_int(by->state, ==, TL_STATE_SET_UP);
    run_assert_int(by->mission, ==, event->mission);
    run_assert_int(a->mission, ==, event->mission);
}

static inline void observer_lost(struct observer *o, struct observed *a, const struct tl_event *event)
{
    (void)o;
    run_assert_int(a->state, !=, TL_STATE_LOST);
    run_assert_int(a->mission, ==, event->mission);
    a->mission = TL_NONE;
}

/* Where its people are taken up or landed. */
static inline void observer_lifts(struct observer *o, struct observed *a, const struct tl_event *event)
{
    const struct tl_mission *mission = &o->run->model->missions[event->mission];
    run_assert(mission->lift != NULL);
    run_assert_int(a->mission, ==, event->mission);
    run_assert_int(a->place, ==, event->place);
    run_assert(event->place == (event->kind == TL_EVENT_ASSET_UNLOADS ? mission->lift->haven : event->place));
    run_assert(event->place == mission->post || event->place == mission->lift->haven);
    run_assert(a->state == TL_STATE_SET_UP || a->state == TL_STATE_WAITING);
    a->until_s = event->until;
}

static void (*const observer_rules[TL_EVENT_KINDS])(struct observer *, struct observed *,
                                                    const struct tl_event *) = {
    [TL_EVENT_ASSET_READY] = observer_ready,       [TL_EVENT_ASSET_TASKED] = observer_tasked,
    [TL_EVENT_ASSET_RETASKED] = observer_retasked, [TL_EVENT_ASSET_DEPARTS] = observer_departs,
    [TL_EVENT_ASSET_ARRIVES] = observer_arrives,   [TL_EVENT_ASSET_ON_STATION] = observer_on_station,
    [TL_EVENT_ASSET_LEAVES] = observer_leaves,     [TL_EVENT_ASSET_HOME] = observer_home,
    [TL_EVENT_ASSET_IN_REPAIR] = observer_home,    [TL_EVENT_ASSET_FAILS] = observer_fails,
    [TL_EVENT_ASSET_REPAIRED] = observer_repaired, [TL_EVENT_ASSET_LOST] = observer_lost,
    [TL_EVENT_ASSET_RELIEVED] = observer_relieved, [TL_EVENT_ASSET_RECALLED] = observer_recalled,
    [TL_EVENT_ASSET_QUEUES] = observer_home,       [TL_EVENT_ASSET_ON_ALERT] = observer_on_alert,
    [TL_EVENT_ASSET_WAITS] = observer_lifts,       [TL_EVENT_ASSET_LOADS] = observer_lifts,
    [TL_EVENT_ASSET_UNLOADS] = observer_lifts,     [TL_EVENT_ASSET_SCRAMBLES] = observer_scrambles,
    [TL_EVENT_ASSET_ON_SCENE] = observer_on_scene,
};

/* Times never go back, ids count, and whatever has no earlier cause is of a kind that may come from outside. */
static inline void observer_check_order(struct observer *o, size_t at)
{
    const struct tl_event *event = &o->run->events[at];
    int64_t before_s = at > 0 ? o->run->events[at - 1].time_s : 0;
    run_assert_int(event->time_s, >=, before_s);
    run_assert_int(event->time_s, <=, o->run->model->horizon_s);
    run_assert_int(event->id, ==, (int64_t)at + 1);
    run_assert_int(event->cause, <, event->id);
    run_assert_int(event->cause, >=, 0);
    run_assert(event->cause > 0 || tl_event_class_get(event->kind)->may_be_root);
    o->same_second = event->time_s == before_s ? o->same_second + 1 : 0;
    run_assert_int(o->same_second, <, OBSERVER_SECOND_MAX);
}

/* The share of a pool's kinds of incident that it could answer in time now. */
static inline double observer_answered(const struct observer *o, size_t mission)
{
    const struct tl_roster *roster = &o->run->model->roster;
    const struct tl_roster_mission *m = &roster->missions[mission];
    size_t answered = 0;
    for (size_t k = 0; k < m->kinds; k++) {
        const struct tl_roster_incident *incident = &roster->incidents[m->kind[k]];
        int64_t count = 0;
        for (size_t i = 0; i < roster->asset_count; i++) {
            count += o->assets[i].state == TL_STATE_ALERT && o->assets[i].mission == (int64_t)mission &&
                     incident->in_time[i];
        }
        answered += count >= incident->takes;
    }
    return o->open[mission] ? (double)answered / (double)m->kinds : 1;
}

/* Coverage by definition, from who is on station or on alert now. */
static inline double observer_coverage(const struct observer *o, size_t mission)
{
    const struct tl_model *model = o->run->model;
    double least = 1;
    if (observer_is_pool(o, (int64_t)mission)) {
        return observer_answered(o, mission);
    }
    for (size_t c = 0; c < model->capabilities && o->open[mission]; c++) {
        int64_t demand_u = o->demand_u[mission * model->capabilities + c];
        int64_t supply_u = 0;
        for (size_t i = 0; i < model->asset_count; i++) {
            bool counts =
                o->assets[i].state == TL_STATE_ON_STATION && o->assets[i].mission == (int64_t)mission;
            supply_u += counts ? model->classes[model->assets[i].class_index].gives_u[c] : 0;
        }
        double share = supply_u < demand_u ? (double)supply_u / (double)demand_u : 1;
        least = share < least ? share : least;
    }
    return least;
}

/* An order of a diversion to an asset that serves: every agreement about its mission that was in force when the diversion started has
 * had its announcement. */
static inline void observer_check_promises(const struct observer *o, const struct tl_event *event)
{
    const struct tl_model *model = o->run->model;
    const struct observed *a = &o->assets[event->asset];
    bool serves =
        a->state == TL_STATE_ON_STATION || a->state == TL_STATE_SET_UP || a->state == TL_STATE_ALERT;
    if (!serves || a->mission == event->mission || !o->open[a->mission]) {
        return;
    }
    for (size_t i = 0; i < model->agreement_count; i++) {
        const struct tl_agreement *agreement = &model->agreements[i];
        bool binds = agreement->partner == event->partner && agreement->mission == a->mission &&
                     o->agreed_s[i] != TL_NONE && o->agreed_s[i] <= o->diverts_s[event->diversion];
        run_assert_msg(
            !binds || agreement->announce_s == 0 ||
                (a->announced_s != TL_NONE && event->time_s - a->announced_s >= agreement->announce_s),
            "%s is taken at %lld without its announcement", model->assets[event->asset].name,
            (long long)event->time_s);
    }
}

static inline void observer_take(struct observer *o, size_t at)
{
    const struct tl_event *event = &o->run->events[at];
    observer_check_order(o, at);
    switch (event->kind) {
    case TL_EVENT_MISSION_OPENS:
        o->open[event->mission] = true;
        break;
    case TL_EVENT_MISSION_CLOSES:
        o->open[event->mission] = false;
        break;
    case TL_EVENT_DEMAND_CHANGES:
        o->demand_u[(size_t)event->mission * o->run->model->capabilities + (size_t)event->capability] =
            event->demand;
        break;
    case TL_EVENT_AGREEMENT_STARTS:
        o->agreed_s[event->agreement] = event->time_s;
        break;
    case TL_EVENT_DIVERSION_STARTS:
        o->diverts_s[event->diversion] = event->time_s;
        break;
    case TL_EVENT_WITHDRAWAL_ANNOUNCED:
        o->assets[event->asset].announced_s = event->time_s;
        break;
    case TL_EVENT_ORDER_SENT:
        if (event->diversion != TL_NONE) {
            observer_check_promises(o, event);
        }
        o->assets[event->asset].announced_s = TL_NONE;
        break;
    case TL_EVENT_PLACE_CLOSES:
    case TL_EVENT_WEATHER_CHANGES: /* so may rough weather */
        o->last_closing_s = event->time_s;
        break;
    case TL_EVENT_ASSET_WAITS: /* with people aboard it waits as long as it takes */
        o->assets[event->asset].sustained =
            o->assets[event->asset].sustained || event->place != o->run->model->missions[event->mission].post;
        break;
    default:
        break;
    }
    if (observer_rules[event->kind] != NULL) {
        struct observed *a = &o->assets[event->asset];
        run_assert_int(a->state, !=, TL_STATE_LOST);
        observer_rules[event->kind](o, a, event);
        enum tl_asset_state state = tl_event_class_get(event->kind)->state;
        a->state = state != TL_STATE_NONE ? state : a->state;
    }
}

#endif
