#include "trace/verify.h"

#include "trace/sample.h"

/* A small history in which everything is as it can be. */
struct history {
    struct tl_event events[32];
    int64_t count;
};

static struct tl_event *add(struct history *history, int64_t time_s, enum tl_event_kind kind, int64_t cause)
{
    struct tl_event *event = &history->events[history->count++];
    *event = tl_event_make(kind, cause);
    event->time_s = time_s;
    event->id = history->count;
    return event;
}

/* Fields that the kind does not list are absent. */
static void clear_unlisted(struct tl_event *event)
{
    const struct tl_event_class *class = tl_event_class_get(event->kind);
    for (int field = 0; field < TL_FIELDS; field++) {
        bool listed = false;
        for (int i = 0; i < class->field_count; i++) {
            listed = listed || class->fields[i] == (enum tl_field)field;
        }
        if (!listed) {
            *(int64_t *)((char *)event + tl_field_class_get((enum tl_field)field)->offset) = TL_NONE;
        }
    }
}

static void fill(struct tl_event *event)
{
    event->asset = 0;
    event->mission = event->was = 1;
    event->partner = event->place = event->to = event->from = 0;
    event->by = 2;
    event->until = event->time_s + 10;
    event->reason = TL_REASON_GAP;
    clear_unlisted(event);
}

static struct tl_event *add_asset(struct history *history, int64_t time_s, enum tl_event_kind kind,
                                  int64_t cause)
{
    struct tl_event *event = add(history, time_s, kind, cause);
    fill(event);
    return event;
}

/* Make something else happen to the asset at that line. */
static void become(struct tl_event *event, enum tl_event_kind kind, int64_t cause)
{
    event->kind = kind;
    event->cause = cause;
    fill(event);
}

static struct history plausible(void)
{
    struct history history = {.count = 0};
    add(&history, 0, TL_EVENT_MISSION_OPENS, 0)->mission = 1;
    struct tl_event *demand = add(&history, 0, TL_EVENT_DEMAND_CHANGES, 1);
    demand->mission = demand->capability = 1;
    demand->demand = 2000000;
    add_asset(&history, 10, TL_EVENT_ASSET_READY, 0);
    add_asset(&history, 20, TL_EVENT_ASSET_TASKED, 3);
    add_asset(&history, 20, TL_EVENT_ASSET_DEPARTS, 4);
    add_asset(&history, 30, TL_EVENT_ASSET_ARRIVES, 5);
    add_asset(&history, 90000, TL_EVENT_ASSET_ON_STATION, 6);
    add_asset(&history, 90001, TL_EVENT_ASSET_LEAVES, 7);
    add_asset(&history, 90001, TL_EVENT_ASSET_DEPARTS, 8);
    add_asset(&history, 90011, TL_EVENT_ASSET_HOME, 9);
    add_asset(&history, 90012, TL_EVENT_ASSET_READY, 10);
    add_asset(&history, 90012, TL_EVENT_ASSET_LOST, 11)->mission = TL_NONE;
    add(&history, 90013, TL_EVENT_MISSION_CLOSES, 0)->mission = 1;
    return history;
}

static void expect(const struct history *history, const char *text)
{
    const char *path = sample_path("verify");
    struct tl_roster roster = sample_roster();
    struct tl_error err = {0};
    struct tl_trace_summary summary;
    char want[200];
    sample_write(path, &roster, history->events, history->count);
    bool good = tl_trace_verify(path, &summary, &err);
    ck_assert_msg(good == !text, "%s", text ? text : err.lines[0]);
    if (text) {
        snprintf(want, sizeof want, "%s%s", path, text);
        ck_assert_uint_eq(err.count, 1);
        ck_assert_int_eq(err.fault, TL_FAULT_USER);
        ck_assert_str_eq(err.lines[0], want);
    }
    tl_error_clear(&err);
    unlink(path);
}

START_TEST(a_plausible_trace_is_good)
{
    const char *path = sample_path("good");
    struct history history = plausible();
    struct tl_roster roster = sample_roster();
    struct tl_error err = {0};
    struct tl_trace_summary summary;
    expect(&history, NULL);
    sample_write(path, &roster, history.events, history.count);
    ck_assert(tl_trace_verify(path, &summary, &err));
    ck_assert_int_eq(summary.events, history.count + 1);
    ck_assert_uint_eq(summary.days, SAMPLE_DAYS);
    ck_assert_uint_eq(strlen(summary.digest), TL_DIGEST_TEXT - 1);
    ck_assert(summary.indexed);
    unlink(path);
}
END_TEST

START_TEST(few_kinds_come_from_outside)
{
    struct history history = plausible();
    history.events[4].cause = 0;
    expect(&history, ":6: cause = 0: such an event has a cause");
}
END_TEST

START_TEST(missions_open_and_close_in_turn)
{
    struct history history = plausible();
    history.events[12].kind = TL_EVENT_MISSION_OPENS;
    expect(&history, ":14: mission = neo: it is open already");
    history = plausible();
    history.events[0].kind = TL_EVENT_MISSION_CLOSES;
    expect(&history, ":2: mission = neo: it is closed already");
    history = plausible();
    history.events[0].mission = 0;
    expect(&history, ":3: mission = neo: only an open mission has a demand");
}
END_TEST

START_TEST(assets_go_from_state_to_state)
{
    struct history history = plausible();
    become(&history.events[5], TL_EVENT_ASSET_ON_STATION, 5);
    expect(&history, ":7: asset = js-a: asset_on_station cannot happen to it while it is transit");
    history.events[5] = history.events[4]; /* two legs one after the other */
    history.events[5].id = 6;
    expect(&history, ":8: asset = js-a: asset_on_station cannot happen to it while it is transit");
    history = plausible();
    become(&history.events[10], TL_EVENT_ASSET_LOST, 9); /* lost before, and again */
    expect(&history, ":13: asset = js-a: asset_lost cannot happen to it while it is lost");
    history = plausible();
    become(&history.events[3], TL_EVENT_ASSET_ON_STATION, 0); /* on station from the start */
    become(&history.events[4], TL_EVENT_ASSET_LEAVES, 4);
    become(&history.events[5], TL_EVENT_ASSET_DEPARTS, 5);
    history.events[6].time_s = 40;
    become(&history.events[6], TL_EVENT_ASSET_ARRIVES, 6);
    become(&history.events[7], TL_EVENT_ASSET_ON_STATION, 7);
    expect(&history, NULL);
    history.events[3].cause = 3;
    expect(&history, ":5: asset = js-a: asset_on_station cannot happen to it while it is ready");
}
END_TEST

/* An incident of a mission's process. */
static void add_incident(struct history *history, int64_t time_s, enum tl_event_kind kind, int64_t cause,
                         int64_t number)
{
    struct tl_event *event = add(history, time_s, kind, cause);
    event->mission = 4;
    event->incident = 0;
    event->number = number;
    event->reason = TL_REASON_SHORT;
    clear_unlisted(event);
}

/* One asset of an alert pool answers an incident, comes back and fails; there is no dock for it. */
static struct history sortie(void)
{
    struct history history = {.count = 0};
    add(&history, 0, TL_EVENT_MISSION_OPENS, 0)->mission = 4;
    add_asset(&history, 10, TL_EVENT_ASSET_ON_ALERT, 0);
    add_incident(&history, 20, TL_EVENT_INCIDENT, 0, 1);
    add_asset(&history, 20, TL_EVENT_ASSET_SCRAMBLES, 3);
    add_asset(&history, 30, TL_EVENT_ASSET_ON_SCENE, 4);
    add_incident(&history, 30, TL_EVENT_INCIDENT_ANSWERED, 5, 1);
    add_asset(&history, 40, TL_EVENT_ASSET_DEPARTS, 5);
    add_incident(&history, 40, TL_EVENT_INCIDENT_OVER, 7, 1);
    add_asset(&history, 50, TL_EVENT_ASSET_HOME, 7);
    add_asset(&history, 60, TL_EVENT_ASSET_ON_ALERT, 9);
    add_incident(&history, 70, TL_EVENT_INCIDENT, 0, 2);
    add_asset(&history, 70, TL_EVENT_ASSET_SCRAMBLES, 11);
    add_asset(&history, 75, TL_EVENT_ASSET_FAILS, 0);
    add_incident(&history, 75, TL_EVENT_INCIDENT_MISSED, 13, 2);
    add_asset(&history, 75, TL_EVENT_ASSET_DEPARTS, 13);
    add_asset(&history, 85, TL_EVENT_ASSET_QUEUES, 15);
    add_asset(&history, 90, TL_EVENT_ASSET_IN_REPAIR, 16);
    return history;
}

static void number_sorties(struct history *history)
{
    for (int64_t i = 0; i < history->count; i++) {
        struct tl_event *event = &history->events[i];
        if (event->kind == TL_EVENT_ASSET_ON_ALERT || event->kind == TL_EVENT_ASSET_FAILS) {
            event->mission = 4;
        }
        if (event->kind == TL_EVENT_ASSET_SCRAMBLES || event->kind == TL_EVENT_ASSET_ON_SCENE) {
            event->mission = 4;
            event->incident = 0;
            event->number = event->time_s < 50 ? 1 : 2;
        }
    }
}

START_TEST(sorties_follow_from_alert)
{
    struct history history = sortie();
    number_sorties(&history);
    expect(&history, NULL);
    become(&history.events[1], TL_EVENT_ASSET_READY, 0);
    expect(&history, ":5: asset = js-a: asset_scrambles cannot happen to it while it is ready");
    history = sortie();
    number_sorties(&history);
    become(&history.events[6], TL_EVENT_ASSET_HOME, 5);
    expect(&history, ":8: asset = js-a: asset_home cannot happen to it while it is sortie");
}
END_TEST

START_TEST(incidents_are_numbered)
{
    struct history history = sortie();
    number_sorties(&history);
    history.events[10].number = 3;
    expect(&history, ":12: incident = alpha: its number must be one above the last one's");
    history.events[10].number = 2;
    history.events[7].number = 2;
    expect(&history, ":9: incident = alpha: no incident of that number has come");
    history.events[7].number = 1;
    history.events[7].mission = 1;
    expect(&history, ":9: incident = alpha: it is another mission's");
}
END_TEST

/* People of a group of 57,000 board at a place and are landed at a haven. */
static struct history trip(void)
{
    static const struct {
        enum tl_event_kind kind;
        int64_t cause, persons, place;
    } lines[] = {{TL_EVENT_PERSONS_STAY, 0, 7000, TL_NONE}, {TL_EVENT_PERSONS_GATHER, 0, 400, 0},
                 {TL_EVENT_PERSONS_BOARD, 2, 300, 0},       {TL_EVENT_PERSONS_LAND, 3, 300, 1},
                 {TL_EVENT_PERSONS_MOVE_ON, 4, 200, 1},     {TL_EVENT_PERSONS_BOARD, 4, 100, 0}};
    struct history history = {.count = 0};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct tl_event *event = add(&history, (int64_t)i * 10, lines[i].kind, lines[i].cause);
        event->group = 0;
        event->persons = lines[i].persons;
        event->place = lines[i].place;
        event->from = event->asset = 0;
        clear_unlisted(event);
    }
    return history;
}

/* Nobody leaves from where they are not: more than board, land, gather or are at that place. */
START_TEST(people_leave_from_where_they_are)
{
    static const struct {
        size_t line;
        int64_t persons;
    } more[] = {{0, 57001}, {1, 50001}, {2, 401}, {3, 301}, {4, 301}, {5, 101}};
    struct history history = trip();
    expect(&history, NULL);
    for (size_t i = 0; i < sizeof more / sizeof *more; i++) {
        char text[100];
        snprintf(text, sizeof text, ":%zu: group = alpha: fewer of them are where the event takes them from",
                 more[i].line + 2);
        history = trip();
        history.events[more[i].line].persons = more[i].persons;
        expect(&history, text);
    }
    history = trip();
    history.events[2].place = 2; /* they wait, but not there */
    expect(&history, ":4: group = alpha: fewer of them are where the event takes them from");
    history = trip();
    history.events[4].group = 1;
    expect(&history, ":6: group = alpha-2: fewer of them are where the event takes them from");
}
END_TEST

/* What an asset is given to do, it does; and it gets where it was bound for, when it was to be there. */
START_TEST(assets_keep_to_their_orders)
{
    struct history history = plausible();
    history.events[6].mission = 2;
    expect(&history, ":8: asset = js-a: it does not serve patrol");
    history = plausible();
    become(&history.events[8], TL_EVENT_ASSET_TASKED, 8);
    expect(&history, ":10: asset = js-a: it serves a mission already: neo");
    history = plausible();
    become(&history.events[8], TL_EVENT_ASSET_RECALLED, 8);
    history.events[8].was = 2;
    expect(&history, ":10: asset = js-a: it does not serve patrol");
    history = plausible();
    history.events[5].place = 1;
    expect(&history, ":7: asset = js-a: its leg does not end at alpha-2");
    history = plausible();
    history.events[5].time_s++;
    expect(&history, ":7: asset = js-a: it was to be there at another time");
    history = plausible();
    become(&history.events[7], TL_EVENT_ASSET_RELIEVED, 7); /* by one that is not there */
    expect(&history, ":9: asset = js-a: not there to take over is js-c");
    history = sortie();
    number_sorties(&history);
    history.events[4].time_s--;
    expect(&history, ":6: asset = js-a: it was to be there at another time");
}
END_TEST

/* An order from one to another. */
static struct tl_event *add_message(struct history *history, int64_t time_s, enum tl_event_kind kind,
                                    int64_t cause)
{
    struct tl_event *event = add(history, time_s, kind, cause);
    event->partner = event->asset = 0;
    event->mission = 1;
    event->reason = TL_REASON_GAP;
    event->consent = 1;
    event->number = 7;
    clear_unlisted(event);
    return event;
}

static struct history post(void)
{
    struct history history = {.count = 0};
    add(&history, 0, TL_EVENT_MISSION_OPENS, 0)->mission = 1;
    add_message(&history, 1, TL_EVENT_ORDER_SENT, 1);
    add_message(&history, 2, TL_EVENT_REPORT_SENT, 1);
    add_message(&history, 3, TL_EVENT_REQUEST_SENT, 1);
    add_message(&history, 4, TL_EVENT_REPORT_RECEIVED, 3);
    add_message(&history, 4, TL_EVENT_ORDER_RECEIVED, 2);
    add_message(&history, 5, TL_EVENT_REQUEST_RECEIVED, 4)->partner = 2; /* the one that is asked */
    add_message(&history, 6, TL_EVENT_ORDER_SENT, 1);                    /* and lost */
    return history;
}

START_TEST(what_is_received_was_sent)
{
    struct history history = post();
    expect(&history, NULL);
    history.events[5].cause = 3;
    expect(&history, ":7: event = order_received: its cause is no order_sent that is under way");
    history = post();
    history.events[5].mission = 2;
    expect(&history, ":7: event = order_received: it is not what event 2 sent");
    history = post();
    history.events[6].number = 8;
    expect(&history, ":8: event = request_received: it is not what event 4 sent");
    history = post();
    add_message(&history, 7, TL_EVENT_ORDER_RECEIVED, 2); /* a second time */
    expect(&history, ":10: event = order_received: its cause is no order_sent that is under way");
}
END_TEST

START_TEST(incidents_end_once)
{
    struct history history = sortie();
    number_sorties(&history);
    history.events[7].kind = TL_EVENT_INCIDENT_ANSWERED;
    expect(&history, ":9: incident = alpha: incident_answered, but that one was answered");
    history.events[7].kind = TL_EVENT_INCIDENT_MISSED;
    history.events[7].reason = TL_REASON_SHORT;
    expect(&history, ":9: incident = alpha: incident_missed, but that one was answered");
    history = sortie();
    number_sorties(&history);
    history.events[13].kind = TL_EVENT_INCIDENT_OVER;
    clear_unlisted(&history.events[13]);
    expect(&history, ":15: incident = alpha: incident_over, but that one has not been answered");
}
END_TEST

/* Who is landed was aboard that very ship. */
START_TEST(people_are_landed_by_whoever_took_them_up)
{
    struct history history = trip();
    history.events[3].asset = 1;
    expect(&history, ":5: group = alpha: fewer of them are aboard");
    history = trip();
    history.events[3].asset = TL_NONE;
    history.events[3].service = 0;
    expect(&history, ":5: group = alpha: fewer of them are aboard");
    history.events[2].asset = TL_NONE;
    history.events[2].service = 0;
    expect(&history, NULL);
    history.events[2].service = TL_NONE;
    expect(&history, ":4: group = alpha: nobody carries them");
}
END_TEST

START_TEST(works_do_not_shrink)
{
    struct history history = {.count = 0};
    for (int64_t i = 0; i < 3; i++) {
        struct tl_event *event = add(&history, i, TL_EVENT_WORK_DONE, 0);
        event->mission = 3;
        event->done = event->due = i * TL_MICRO;
    }
    expect(&history, NULL);
    history.events[1].done = 3 * TL_MICRO;
    expect(&history, ":4: mission = patrol-2: more of its work was done before");
}
END_TEST

/* Exchange two digests of the last line: the whole is right, the parts are not. */
static void expect_edit(const char *sed, const char *text)
{
    const char *path = sample_path("parts");
    struct history history = plausible();
    struct tl_roster roster = sample_roster();
    struct tl_error err = {0};
    struct tl_trace_summary summary;
    char command[400];
    size_t size;
    sample_write(path, &roster, history.events, history.count);
    snprintf(command, sizeof command, "f() { zcat \"$1\" | sed -E '%s' | gzip; }; f", sed);
    unsigned char *bytes = sample_run(command, path, &size);
    sample_store(path, bytes, size);
    bool good = tl_trace_verify(path, &summary, &err);
    ck_assert_msg(good == !text, "%s", sed);
    ck_assert(good ? !summary.indexed : strstr(err.lines[0], text) != NULL);
    tl_error_clear(&err);
    free(bytes);
    unlink(path);
}

START_TEST(digests_of_parts_are_looked_at)
{
    expect_edit("", NULL);
    expect_edit("15s/(\"days\":.\"[0-9a-f]*\"),(\"[0-9a-f]*\")/\\1,\"0123456789abcdef0123456789abcdef\"/",
                ":15: days[1] = 0123");
    expect_edit("15s/(\"days\":.)\"[0-9a-f]*\",/\\1/", ":15: days: must be as many");
    expect_edit("15s/\"neo\":\"[0-9a-f]*\"/\"neo\":\"0123456789abcdef0123456789abcdef\"/", ":15: neo = 0123");
}
END_TEST

START_TEST(damage_is_told)
{
    struct tl_error err = {0};
    struct tl_trace_summary summary;
    ck_assert(!tl_trace_verify("/nowhere", &summary, &err));
    ck_assert_uint_eq(err.count, 1);
    tl_error_clear(&err);
    ck_assert(!tl_trace_verify("/dev/null", &summary, &err));
    ck_assert_str_eq(err.lines[0], "/dev/null: an empty file, not a trace");
    tl_error_clear(&err);
}
END_TEST

TL_TEST_MAIN(verify, a_plausible_trace_is_good, few_kinds_come_from_outside, missions_open_and_close_in_turn,
             assets_go_from_state_to_state, sorties_follow_from_alert, incidents_are_numbered,
             people_leave_from_where_they_are, assets_keep_to_their_orders, what_is_received_was_sent,
             incidents_end_once, people_are_landed_by_whoever_took_them_up, works_do_not_shrink,
             digests_of_parts_are_looked_at, damage_is_told)
