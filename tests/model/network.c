#include "test.h"

#include "model/network.h"
#include "model/run.h"
#include "property/generator.h"

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
    struct run run = run_in_world(
        GREEN_GOES "links = { " DIRECT("600 s", "") " };\n"
                                                    "injects = { " AT("cut", "cut-link", "80000 s", "")
                                                        AT("back", "restore-link", "100000 s", "") " };");
    ck_assert_int_eq(time_of(message(&run, TL_EVENT_PICTURE_SENT, "green", "blue", 0)), 86400);
    ck_assert_int_eq(hears(&run, 0), 100600);
    ck_assert_int_eq(run_time(&run, TL_EVENT_LINK_CLOSES, NULL, 0), 80000);
    ck_assert_int_eq(run_time(&run, TL_EVENT_LINK_OPENS, NULL, 0), 100000);
    run_clear(&run);
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

/* ---- links without delay, and no links ---- */

/* Every pair of the model's partners, linked with this delay. */
static void link_all(const struct tl_model *model, const char *delay, struct tl_text *out)
{
    tl_text_print(out, "links = { ");
    for (size_t i = 0; i < model->partner_count; i++) {
        for (size_t j = i + 1; j < model->partner_count; j++) {
            tl_text_print(out, "link-%zu-%zu = { from = \"%s\"; to = \"%s\"; delay = \"%s\"; }; ", i, j,
                          model->partners[i].name, model->partners[j].name, delay);
        }
    }
    tl_text_print(out, "};");
}

static bool is_picture(const struct tl_event *event)
{
    return event->kind == TL_EVENT_PICTURE_SENT || event->kind == TL_EVENT_PICTURE_RECEIVED;
}

/* All events but for pictures, and their numbers. */
static void check_same_story(const struct run *a, const struct run *b)
{
    size_t j = 0;
    for (size_t i = 0; i < a->count; i++, j++) {
        while (j < b->count && is_picture(&b->events[j])) {
            j++;
        }
        run_assert_msg(j < b->count, "ends early");
        struct tl_event event = b->events[j];
        event.id = a->events[i].id;
        event.cause = a->events[i].cause;
        run_assert_msg(run_is_same_event(&a->events[i], &event), "%s at %lld",
                       tl_event_class_get(event.kind)->name, (long long)event.time_s);
    }
    while (j < b->count && is_picture(&b->events[j])) {
        j++;
    }
    run_assert_int(j, ==, b->count);
}

START_TEST(links_without_delay_are_as_good_as_none)
{
    size_t shared = 0;
    for (uint64_t seed = 1; seed <= 100; seed++) {
        struct tl_text text = {0};
        struct tl_text links = {0};
        generator_write(seed, GENERATOR_PLAIN, &text);
        struct run none = run_text(tl_text_get(&text), NULL);
        if (none.model->partner_count > 1 && none.model->link_count == 0) {
            link_all(none.model, "0 s", &links);
            struct run all = run_text(tl_text_get(&text), tl_text_get(&links));
            check_same_story(&none, &all);
            shared += run_count(&all, TL_EVENT_PICTURE_RECEIVED, NULL) > 0;
            run_clear(&all);
        }
        run_clear(&none);
        tl_text_clear(&text);
        tl_text_clear(&links);
    }
    ck_assert_uint_gt(shared, 10);
}
END_TEST

/* ---- no livelock ---- */

/* No partner decides twice on reports in one second, and the story ends. */
static void check_calm(const struct run *run)
{
    for (size_t i = 0; i < run->count; i++) {
        const struct tl_event *event = &run->events[i];
        for (size_t j = i + 1; event->kind == TL_EVENT_DECISION && event->reason != TL_REASON_RHYTHM &&
                               j < run->count && run->events[j].time_s == event->time_s;
             j++) {
            const struct tl_event *other = &run->events[j];
            run_assert(other->kind != TL_EVENT_DECISION || other->reason == TL_REASON_RHYTHM ||
                       other->partner != event->partner);
        }
    }
}

/* Supply that an owner's assets are planned to give to a need, as the owner believes. */
static int64_t own_u(const struct tl_state *state, int32_t owner, size_t mission, size_t need)
{
    const struct tl_model *model = state->model;
    int64_t sum_u = 0;
    for (size_t i = 0; i < model->asset_count; i++) {
        const struct tl_asset *a = &state->assets[i];
        bool counts = (a->plan == (int32_t)mission && a->plan_counts) || a->believed == (int32_t)mission;
        if (counts && model->assets[i].partner == owner) {
            sum_u +=
                model->classes[model->assets[i].class_index].gives_u[model->missions[mission].need[need]];
        }
    }
    return sum_u;
}

/* What each partner believes is what its own assets are planned to give, and what it was told of the others. */
static void check_books(const struct tl_state *state)
{
    const struct tl_network *network = state->network;
    int32_t partners = (int32_t)state->model->partner_count;
    for (size_t cell = 0; cell < network->cells; cell++) {
        size_t mission = (size_t)network->mission_of[cell];
        size_t need = cell - network->first_cell[mission];
        for (int32_t p = 0; p < partners; p++) {
            int64_t sum_u = own_u(state, p, mission, need);
            run_assert_int(network->shares[(size_t)p * network->cells + cell].supply_u, ==, sum_u);
            for (int32_t other = 0; other < partners; other++) {
                size_t pair = (size_t)(other * partners + p);
                sum_u += other != p ? network->told_u[pair * network->cells + cell] : 0;
            }
            run_assert_int(tl_state_planned(state, p, (int32_t)mission)[need], ==, sum_u);
        }
    }
}

START_TEST(quick_staffs_do_not_answer_each_other_for_ever)
{
    static const char *const delays[] = {"0 s", "1 s", "1 h"};
    for (uint64_t seed = 1; seed <= 40; seed++) {
        for (size_t d = 0; d < sizeof delays / sizeof *delays; d++) {
            struct tl_text text = {0};
            struct tl_text overlay = {0};
            generator_write(seed, GENERATOR_PLAIN, &text);
            struct run run = run_build(tl_text_get(&text), NULL);
            if (run.model->link_count == 0) {
                link_all(run.model, delays[d], &overlay);
            }
            tl_text_print(&overlay, "\npartners = { ");
            for (size_t p = 0; p < run.model->partner_count; p++) {
                tl_text_print(&overlay,
                              "%s = { staff = \"0 s\"; report-delay = \"0 s\"; order-delay = \"0 s\"; }; ",
                              run.model->partners[p].name);
            }
            tl_text_print(&overlay, "};");
            run_clear(&run);
            run = run_build(tl_text_get(&text), tl_text_get(&overlay));
            run.watch = check_books;
            run_replication(&run, seed, 0, NULL, NULL);
            check_calm(&run);
            run_assert_int(run.count, <, 100000);
            run_clear(&run);
            tl_text_clear(&text);
            tl_text_clear(&overlay);
        }
    }
}
END_TEST

TL_TEST_MAIN(network, a_picture_takes_the_delay_of_its_link, a_cut_link_makes_it_stale_by_the_outage,
             a_message_on_a_cut_link_arrives, a_hub_adds_its_staff, the_quickest_open_way_is_taken,
             a_hub_chooses_when_its_staff_is_done, a_slow_link_takes_longer,
             held_pictures_collapse_to_the_newest, an_old_picture_does_not_undo_a_newer_one,
             where_forces_stand_at_the_start_is_known, a_warning_goes_over_the_network,
             without_links_a_warning_takes_as_long_as_a_report, without_a_way_nobody_is_warned,
             a_warning_that_was_called_off_is_not_heard, an_old_warning_does_not_undo_its_calling_off,
             a_picture_of_a_shortage_wakes_the_commander, links_without_delay_are_as_good_as_none,
             quick_staffs_do_not_answer_each_other_for_ever)
