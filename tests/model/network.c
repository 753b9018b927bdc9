#include "test.h"

#include "model/run.h"

/* Blue and green share mission c, 24,043 s from P; a hub knows both. Green's ship is ready at `day 1` and starts for c, which green
 * leads, at once. */
#define PARTNERS_WITH(green, more)                                                                           \
    "partners = { green = { capital = \"p\"; rank = 2; policy = \"greedy\"; " green " };"                    \
    " hub = { capital = \"p\"; rank = 3; policy = \"greedy\"; staff = \"1000 s\"; }; " more " };\n"
#define PARTNERS               PARTNERS_WITH("", "")
#define GREEN_SHIP(name, more) name " = { class = \"ship\"; partner = \"green\"; home = \"p\"; " more " };"
#define SHARED(name, area, lead, need, more)                                                                 \
    name " = { kind = \"station\"; theatre = \"line\"; area = \"area-" area                                  \
         "\"; partners = [\"blue\", \"green\"]; lead = \"" lead "\"; needs = { presence = " need "; };"      \
         " set-up = \"21600 s\"; " more " };"
#define GREEN_GOES                                                                                           \
    PARTNERS "assets = { " GREEN_SHIP("g", "available = \"1 d\";") " };\n"                                   \
                                                                   "missions = { " SHARED("c", "c", "green", \
                                                                                          "1.0", "") " };\n"
#define LINK(name, from, to, delay, more)                                                                    \
    name " = { from = \"" from "\"; to = \"" to "\"; delay = \"" delay "\"; " more " };"
#define DIRECT(delay, more) LINK("direct", "blue", "green", delay, more)
#define VIA_HUB             LINK("near", "green", "hub", "200 s", "") LINK("far", "hub", "blue", "300 s", "")
#define AT(name, kind, time, more)                                                                           \
    name " = { kind = \"" kind "\"; link = \"direct\"; at = \"" time "\"; " more " };"

static int32_t partner_of(const struct run *run, const char *name)
{
    for (size_t i = 0; i < run->model->partner_count; i++) {
        if (strcmp(run->model->partners[i].name, name) == 0) {
            return (int32_t)i;
        }
    }
    return TL_NONE;
}

/* The nth event of a kind to a partner, from another one. */
static const struct tl_event *message(const struct run *run, enum tl_event_kind kind, const char *from,
                                      const char *to, size_t nth)
{
    for (size_t i = 0; i < run->count; i++) {
        const struct tl_event *event = &run->events[i];
        if (event->kind == kind && event->sender == partner_of(run, from) &&
            event->partner == partner_of(run, to) && nth-- == 0) {
            return event;
        }
    }
    return NULL;
}

static int64_t time_of(const struct tl_event *event)
{
    return event != NULL ? event->time_s : TL_NONE;
}

/* When blue hears of green's nth picture. */
static int64_t hears(const struct run *run, size_t nth)
{
    return time_of(message(run, TL_EVENT_PICTURE_RECEIVED, "green", "blue", nth));
}

static int64_t told_u(const struct run *run, size_t nth)
{
    return message(run, TL_EVENT_PICTURE_RECEIVED, "green", "blue", nth)->supply;
}

/* ---- ways and delays: green's picture of 86,400 s ---- */

START_TEST(a_picture_takes_the_delay_of_its_link)
{
    struct run run = run_in_world(GREEN_GOES "links = { " DIRECT("600 s", "") " };");
    const struct tl_event *sent = message(&run, TL_EVENT_PICTURE_SENT, "green", "blue", 0);
    ck_assert_int_eq(time_of(sent), 86400);
    ck_assert_int_eq(sent->supply, TL_MICRO);
    ck_assert_int_eq(run.events[sent->cause - 1].asset, 0);
    ck_assert_int_eq(hears(&run, 0), 87000);
    ck_assert_int_eq(told_u(&run, 0), TL_MICRO);
    /* it leaves for home in time: 86,400 + 604,800 - 24,043; known at once there, 600 s later here */
    ck_assert_int_eq(hears(&run, 1), 691200 - 24043 + 600);
    ck_assert_int_eq(told_u(&run, 1), 0);
    /* who may not serve the mission is told nothing */
    ck_assert_ptr_null(message(&run, TL_EVENT_PICTURE_SENT, "green", "hub", 0));
    run_clear(&run);
}
END_TEST

START_TEST(a_cut_link_makes_it_stale_by_the_outage)
{
    /* cut in the very second of the change: what is heard is older by the outage, and by nothing else */
    struct run uncut = run_in_world(GREEN_GOES "links = { " DIRECT("600 s", "") " };");
    struct run run = run_in_world(
        GREEN_GOES "links = { " DIRECT("600 s", "") " };\n"
                                                    "injects = { " AT("cut", "cut-link", "86400 s", "")
                                                        AT("back", "restore-link", "100000 s", "") " };");
    int64_t outage_s =
        run_time(&run, TL_EVENT_LINK_OPENS, NULL, 0) - run_time(&run, TL_EVENT_LINK_CLOSES, NULL, 0);
    ck_assert_int_eq(outage_s, 100000 - 86400);
    ck_assert_int_eq(time_of(message(&run, TL_EVENT_PICTURE_SENT, "green", "blue", 0)), 86400);
    ck_assert_int_eq(hears(&run, 0) - hears(&uncut, 0), outage_s);
    ck_assert_int_eq(told_u(&run, 0), told_u(&uncut, 0));
    run_clear(&run);
    run_clear(&uncut);
}
END_TEST

START_TEST(a_message_on_a_cut_link_arrives)
{
    struct run run = run_in_world(GREEN_GOES "links = { " DIRECT(
        "600 s", "") " };\n"
                     "injects = { " AT("cut", "cut-link", "86401 s", "") " };");
    ck_assert_int_eq(hears(&run, 0), 87000);
    ck_assert_int_eq(hears(&run, 1), TL_NONE);
    run_clear(&run);
}
END_TEST

START_TEST(a_hub_adds_its_staff)
{
    struct run run = run_in_world(GREEN_GOES "links = { " VIA_HUB " };");
    ck_assert_int_eq(hears(&run, 0), 86400 + 200 + 1000 + 300);
    run_clear(&run);
}
END_TEST

START_TEST(the_quickest_open_way_is_taken)
{
    /* direct in 1,499 s, by the hub in 1,500; then the direct one is closed from the start; then it is slower */
    struct run run = run_in_world(GREEN_GOES "links = { " VIA_HUB DIRECT("1499 s", "") " };");
    ck_assert_int_eq(hears(&run, 0), 86400 + 1499);
    run_clear(&run);
    run = run_in_world(GREEN_GOES "links = { " VIA_HUB DIRECT("1499 s", "open = false;") " };");
    ck_assert_int_eq(hears(&run, 0), 86400 + 1500);
    run_clear(&run);
    run = run_in_world(GREEN_GOES "links = { " VIA_HUB DIRECT("1501 s", "") " };");
    ck_assert_int_eq(hears(&run, 0), 86400 + 1500);
    run_clear(&run);
}
END_TEST

START_TEST(a_hub_chooses_when_its_staff_is_done)
{
    /* with the hub from 86,600 to 87,600; its link to blue is cut meanwhile, and opens again later or sooner */
    static const char cut[] =
        GREEN_GOES "links = { " VIA_HUB " };\n"
                   "injects = { cut = { kind = \"cut-link\"; link = \"far\"; at = \"86500 s\"; };"
                   " back = { kind = \"restore-link\"; link = \"far\"; at = \"90000 s\"; }; };";
    struct run run = run_in_world(cut);
    ck_assert_int_eq(hears(&run, 0), 90300);
    run_clear(&run);
    run = run_in_world(GREEN_GOES
                       "links = { " VIA_HUB " };\n"
                       "injects = { cut = { kind = \"cut-link\"; link = \"far\"; at = \"86500 s\"; };"
                       " back = { kind = \"restore-link\"; link = \"far\"; at = \"87000 s\"; }; };");
    ck_assert_int_eq(hears(&run, 0), 87900);
    run_clear(&run);
}
END_TEST

START_TEST(a_slow_link_takes_longer)
{
    struct run run = run_in_world(GREEN_GOES "links = { " DIRECT(
        "601 s", "") " };\n"
                     "injects = { " AT("slow", "slow-link", "1 h", "scale = 2.5;") " };");
    ck_assert_int_eq(run_event(&run, TL_EVENT_LINK_SLOWS, NULL, 0)->delay, 1503); /* 1,502.5, half up */
    ck_assert_int_eq(hears(&run, 0), 86400 + 1503);
    run_clear(&run);
}
END_TEST

START_TEST(a_restored_link_has_its_own_delay)
{
    /* slowed, whether it was cut meanwhile or not */
    static const char *const cuts[] = {"", AT("cut", "cut-link", "2 h", "")};
    for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
        struct tl_text overlay = {0};
        tl_text_print(&overlay, "%slinks = { %s };\ninjects = { %s%s%s };", GREEN_GOES, DIRECT("1 h", ""),
                      AT("slow", "slow-link", "1 h", "scale = 5.0;"), cuts[i],
                      AT("restore", "restore-link", "3 h", ""));
        struct run run = run_in_world(tl_text_get(&overlay));
        ck_assert_int_eq(run_event(&run, TL_EVENT_LINK_SLOWS, NULL, 1)->delay, 3600);
        ck_assert_int_eq(hears(&run, 0), 86400 + 3600);
        run_clear(&run);
        tl_text_clear(&overlay);
    }
}
END_TEST

/* ---- what waits, what overtakes ---- */

#define TWO_GREEN_SHIPS                                                                                      \
    PARTNERS "assets = { " GREEN_SHIP("g1", "available = \"1 d\";") GREEN_SHIP(                              \
        "g2", "available = \"100000 s\";") " };\n"                                                           \
                                           "missions = { " SHARED("c", "c", "green", "2.0", "") " };\n"

START_TEST(held_pictures_collapse_to_the_newest)
{
    struct run run = run_in_world(TWO_GREEN_SHIPS "links = { " DIRECT(
        "600 s", "open = false;") " };\n"
                                  "injects = { " AT("open", "restore-link", "200000 s", "") " };");
    ck_assert_int_eq(time_of(message(&run, TL_EVENT_PICTURE_SENT, "green", "blue", 0)), 86400);
    ck_assert_int_eq(time_of(message(&run, TL_EVENT_PICTURE_SENT, "green", "blue", 1)), 100000);
    ck_assert_int_eq(hears(&run, 0), 200600);
    ck_assert_int_eq(told_u(&run, 0), 2 * TL_MICRO);
    ck_assert_int_gt(hears(&run, 1), 600000); /* nothing but the first that goes home */
    run_clear(&run);
}
END_TEST

START_TEST(an_old_picture_does_not_undo_a_newer_one)
{
    /* the first takes 50,000 s; then the link is quick, and the second is there before it */
    struct run run = run_in_world(TWO_GREEN_SHIPS "links = { " DIRECT(
        "50000 s", "") " };\n"
                       "injects = { " AT("quick", "slow-link", "90000 s", "scale = 0.01;") " };");
    ck_assert_int_eq(hears(&run, 0), 100500);
    ck_assert_int_eq(told_u(&run, 0), 2 * TL_MICRO);
    ck_assert_int_gt(hears(&run, 1), 600000);
    run_clear(&run);
}
END_TEST

START_TEST(where_forces_stand_at_the_start_is_known)
{
    /* blue believes in both ships of c from the start, so that it sends nobody, though no message ever gets through */
    struct run run = run_in_world(
        PARTNERS "assets = { " GREEN_SHIP("g", "at = \"c\";") RUN_SHIP("s", "at = \"c\";")
            RUN_SHIP("spare", "") " };\n"
                                  "missions = { " SHARED(
                                      "c", "c", "blue", "2.0",
                                      "closes = \"4 d\";") " };\n"
                                                           "links = { " DIRECT("1 h", "open = false;") " };");
    ck_assert_int_eq(run_count(&run, TL_EVENT_ORDER_SENT, "spare"), 0);
    run_clear(&run);
}
END_TEST

START_TEST(where_forces_come_to_stand_later_is_not_known)
{
    /* green's ship is on station from 4 d on; over the closed link blue cannot know, so its agreement sends s at 5 d */
    struct run run =
        run_in_world(PARTNERS "assets = { " GREEN_SHIP("late", "at = \"c\"; available = \"4 d\";") RUN_SHIP(
            "s", "available = \"5 d\";") " };\n"
                                         "missions = { " SHARED(
                                             "c", "c", "green", "1.0",
                                             "") " };\n"
                                                 "links = { " DIRECT(
                                                     "1 h", "open = false;") " };\n"
                                                                             "agreements = { help = { "
                                                                             "partner = \"blue\"; mission = "
                                                                             "\"c\"; backs-up = true; }; };");
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_ON_STATION, "late", 0), 4 * 86400);
    ck_assert_int_eq(time_of(message(&run, TL_EVENT_PICTURE_SENT, "green", "blue", 0)), 4 * 86400);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ORDER_SENT, "s", 0), 5 * 86400);
    run_clear(&run);
}
END_TEST

/* ---- warnings ---- */

/* Blue leads c and cannot fill it; green has a ship and helps once it is told, which takes it 2 h 30 min. */
#define GREEN_HELPS_WITH(ships)                                                                              \
    PARTNERS_WITH("report-delay = \"1800 s\";", "")                                                          \
    "assets = { " GREEN_SHIP("g", "") ships " };\n"                                                          \
                                            "missions = { " SHARED("c", "c", "blue", "1.0", "") " };\n"
#define GREEN_HELPS GREEN_HELPS_WITH("")

START_TEST(a_warning_goes_over_the_network)
{
    struct run run = run_in_world(GREEN_HELPS "links = { " DIRECT("7200 s", "") " };");
    const struct tl_event *sent = message(&run, TL_EVENT_REPORT_SENT, "blue", "green", 0);
    ck_assert_int_eq(time_of(sent), 0);
    ck_assert_int_eq(sent->reason, TL_REASON_GAP);
    ck_assert_int_eq(time_of(message(&run, TL_EVENT_REPORT_RECEIVED, "blue", "green", 0)), 9000);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ORDER_SENT, "g", 0), 9000);
    /* blue is told 2 h later, and calls it off when it decides again */
    const struct tl_event *off = message(&run, TL_EVENT_REPORT_SENT, "blue", "green", 1);
    ck_assert_int_eq(time_of(off), 43200);
    ck_assert_int_eq(off->reason, TL_REASON_FILLED);
    ck_assert_int_eq(time_of(message(&run, TL_EVENT_REPORT_RECEIVED, "blue", "green", 1)), 43200 + 9000);
    run_clear(&run);
}
END_TEST

START_TEST(without_links_a_warning_takes_as_long_as_a_report)
{
    struct run run = run_in_world(GREEN_HELPS);
    ck_assert_int_eq(time_of(message(&run, TL_EVENT_REPORT_RECEIVED, "blue", "green", 0)), 1800);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ORDER_SENT, "g", 0), 1800);
    ck_assert_int_eq(run_count(&run, TL_EVENT_PICTURE_SENT, NULL), 0);
    run_clear(&run);
}
END_TEST

START_TEST(without_a_way_nobody_is_warned)
{
    struct run run = run_in_world(GREEN_HELPS "links = { " LINK("elsewhere", "blue", "hub", "0 s", "") " };");
    ck_assert_int_gt(run_count(&run, TL_EVENT_REPORT_SENT, NULL), 0);
    ck_assert_ptr_null(message(&run, TL_EVENT_REPORT_RECEIVED, "blue", "green", 0));
    ck_assert_int_eq(run_count(&run, TL_EVENT_ORDER_SENT, "g"), 0);
    run_clear(&run);
}
END_TEST

/* A warning and its calling off that wait for a link together are one message: green never hears of the gap. */
START_TEST(a_warning_that_was_called_off_is_not_heard)
{
    struct run run =
        run_in_world(GREEN_HELPS_WITH(RUN_SHIP("s", "available = \"20000 s\";")) "links = { " DIRECT(
            "600 s", "open = false;") " };\n"
                                      "injects = { " AT("open", "restore-link", "100000 s", "") " };");
    ck_assert_int_eq(message(&run, TL_EVENT_REPORT_SENT, "blue", "green", 0)->reason, TL_REASON_GAP);
    ck_assert_int_eq(message(&run, TL_EVENT_REPORT_SENT, "blue", "green", 1)->reason, TL_REASON_FILLED);
    const struct tl_event *heard = message(&run, TL_EVENT_REPORT_RECEIVED, "blue", "green", 0);
    ck_assert_int_eq(time_of(heard), 100000 + 600 + 1800);
    ck_assert_int_eq(heard->reason, TL_REASON_FILLED);
    run_clear(&run);
}
END_TEST

START_TEST(an_old_warning_does_not_undo_its_calling_off)
{
    /* the warning takes 50,000 s; at 20,000 s blue sends its own s and calls it off, over a link that is quick by then */
    struct run run =
        run_in_world(GREEN_HELPS_WITH(RUN_SHIP("s", "available = \"20000 s\";")) "links = { " DIRECT(
            "50000 s", "") " };\n"
                           "injects = { " AT("quick", "slow-link", "10000 s", "scale = 0.01;") " };");
    const struct tl_event *heard = message(&run, TL_EVENT_REPORT_RECEIVED, "blue", "green", 0);
    ck_assert_int_eq(time_of(heard), 20000 + 500 + 1800);
    ck_assert_int_eq(heard->reason, TL_REASON_FILLED);
    /* the next is when s has to go home */
    ck_assert_int_gt(time_of(message(&run, TL_EVENT_REPORT_RECEIVED, "blue", "green", 1)), 500000);
    run_clear(&run);
}
END_TEST

/* ---- pictures move commanders ---- */

START_TEST(a_picture_of_a_shortage_wakes_the_commander)
{
    /* green holds c, which blue leads; when its ship is diverted to b, blue's picture says so 600 s later; its staff takes 1,000 s */
    struct run run = run_in_world(
        PARTNERS_WITH("", "blue = { rhythm = \"30 d\"; first-decision = \"1 h\"; report-delay = \"9 d\"; "
                          "staff = \"1000 s\"; };") "assets = { " GREEN_SHIP("g", "at = \"c\";")
            RUN_SHIP("s", "") " };\n"
                              "missions = { " SHARED("b", "b", "green", "0.0", "")
                                  SHARED("c", "c", "blue", "1.0",
                                         "") " };\n"
                                             "diversions = { d = { partner = \"green\"; to = \"b\"; when = "
                                             "\"day() >= 1\"; pick = \"nearest\";"
                                             " take = ( { assets = [\"g\"]; } ); }; };\n"
                                             "links = { " DIRECT("600 s", "") " };");
    ck_assert_int_eq(hears(&run, 0), 87000);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ORDER_SENT, "s", 0), 88000);
    run_clear(&run);
}
END_TEST

TL_TEST_MAIN(network, a_restored_link_has_its_own_delay, where_forces_come_to_stand_later_is_not_known,
             a_picture_takes_the_delay_of_its_link, a_cut_link_makes_it_stale_by_the_outage,
             a_message_on_a_cut_link_arrives, a_hub_adds_its_staff, the_quickest_open_way_is_taken,
             a_hub_chooses_when_its_staff_is_done, a_slow_link_takes_longer,
             held_pictures_collapse_to_the_newest, an_old_picture_does_not_undo_a_newer_one,
             where_forces_stand_at_the_start_is_known, a_warning_goes_over_the_network,
             without_links_a_warning_takes_as_long_as_a_report, without_a_way_nobody_is_warned,
             a_warning_that_was_called_off_is_not_heard, an_old_warning_does_not_undo_its_calling_off,
             a_picture_of_a_shortage_wakes_the_commander)
