/* The micro-scenarios whose exact answers are known, on the kernel: every event of assets, orders and diversions with its cause, and
 * what is lost, to the second. The tables are worked out by hand from the legs in the files' comments. */
#include "test.h"

#include "kernel/runs.h"

struct line {
    int64_t time_s;
    const char *kind, *asset, *mission; /* "-": none */
    int64_t cause_s;                    /* of the event that made it happen; -1: the outside world */
    const char *cause_kind;
};

#define ROOT -1, "-"

static bool is_listed(const struct tl_event *event)
{
    const char *name = tl_event_class_get(event->kind)->name;
    return strncmp(name, "asset_", 6) == 0 || strncmp(name, "order_", 6) == 0 ||
           strncmp(name, "diversion_", 10) == 0;
}

static struct line describe(const struct run *run, const struct tl_event *event)
{
    struct line line = {event->time_s, tl_event_class_get(event->kind)->name, "-", "-", ROOT};
    if (event->asset != TL_NONE) {
        line.asset = run->model->assets[event->asset].name;
    }
    if (event->mission != TL_NONE) {
        line.mission = run->model->missions[event->mission].name;
    }
    if (event->cause > 0) {
        const struct tl_event *cause = &run->events[event->cause - 1];
        line.cause_s = cause->time_s;
        line.cause_kind = tl_event_class_get(cause->kind)->name;
    }
    return line;
}

static bool is_alike(const struct line *a, const struct line *b)
{
    return a->time_s == b->time_s && strcmp(a->kind, b->kind) == 0 && strcmp(a->asset, b->asset) == 0 &&
           strcmp(a->mission, b->mission) == 0 && a->cause_s == b->cause_s &&
           strcmp(a->cause_kind, b->cause_kind) == 0;
}

static void check_lines(const struct run *run, const struct line *lines, size_t count)
{
    size_t at = 0;
    for (size_t i = 0; i < run->count; i++) {
        if (!is_listed(&run->events[i])) {
            continue;
        }
        struct line got = describe(run, &run->events[i]);
        ck_assert_msg(at < count, "one too many: %lld %s %s", (long long)got.time_s, got.kind, got.asset);
        ck_assert_msg(is_alike(&got, &lines[at]), "line %zu: %lld %s %s %s, after %s of %lld", at,
                      (long long)got.time_s, got.kind, got.asset, got.mission, got.cause_kind,
                      (long long)got.cause_s);
        at++;
    }
    ck_assert_uint_eq(at, count);
}

/* Micro-seconds of coverage that a mission lacks until the horizon. */
static int64_t lost_us(const struct run *run, size_t mission)
{
    struct tl_coverage coverage;
    tl_coverage_init(&coverage, &run->model->roster);
    int64_t lost = 0;
    int64_t from_s = 0;
    for (size_t i = 0; i <= run->count; i++) {
        int64_t to_s = i < run->count ? run->events[i].time_s : run->model->horizon_s;
        lost += (to_s - from_s) * tl_coverage_loss_rate(1, 1, coverage.covered[mission]);
        from_s = to_s;
        if (i < run->count) {
            tl_coverage_take(&coverage, &run->events[i]);
        }
    }
    tl_coverage_clear(&coverage);
    return lost;
}

/* The same of the headline index, and of one mission's part in it. */
static int64_t index_lost_us(const struct run *run, size_t only_mission)
{
    const struct tl_roster_index *index = &run->model->roster.indexes[0];
    struct tl_coverage coverage;
    tl_coverage_init(&coverage, &run->model->roster);
    int64_t lost = 0;
    int64_t from_s = 0;
    for (size_t i = 0; i <= run->count; i++) {
        int64_t to_s = i < run->count ? run->events[i].time_s : run->model->horizon_s;
        int64_t rate_u = coverage.loss_rate_u[0];
        if (only_mission < run->model->mission_count) {
            rate_u = tl_coverage_loss_rate(index->weights[only_mission], index->weight_sum,
                                           coverage.covered[only_mission]);
        }
        lost += (to_s - from_s) * rate_u;
        from_s = to_s;
        if (i < run->count) {
            tl_coverage_take(&coverage, &run->events[i]);
        }
    }
    tl_coverage_clear(&coverage);
    return lost;
}

START_TEST(transit_goes_by_the_second)
{
    static const struct line lines[] = {
        {0, "asset_ready", "s1", "-", ROOT},
        {0, "order_sent", "s1", "a", 0, "decision"},
        {0, "order_received", "s1", "a", 0, "order_sent"},
        {0, "asset_tasked", "s1", "a", 0, "order_received"},
        {0, "asset_departs", "s1", "-", 0, "asset_tasked"},
        {72129, "asset_arrives", "s1", "-", 0, "asset_departs"},
        {93729, "asset_on_station", "s1", "a", 72129, "asset_arrives"},
        {532671, "asset_leaves", "s1", "a", 93729, "asset_on_station"},
        {532671, "asset_departs", "s1", "-", 532671, "asset_leaves"},
        {604800, "asset_home", "s1", "-", 532671, "asset_departs"},
        {691200, "asset_ready", "s1", "-", 604800, "asset_home"},
        {691200, "order_sent", "s1", "a", 691200, "decision"},
        {691200, "order_received", "s1", "a", 691200, "order_sent"},
        {691200, "asset_tasked", "s1", "a", 691200, "order_received"},
        {691200, "asset_departs", "s1", "-", 691200, "asset_tasked"},
        {763329, "asset_arrives", "s1", "-", 691200, "asset_departs"},
        {784929, "asset_on_station", "s1", "a", 763329, "asset_arrives"},
    };
    struct run run = runs_build_file("configs/micro/transit.cfg");
    runs_here(&run, 1, 0, NULL, NULL);
    check_lines(&run, lines, sizeof lines / sizeof *lines);
    ck_assert_int_eq(run.model->horizon_s, 864000);
    ck_assert_int_eq(lost_us(&run, 0), INT64_C(345987) * TL_MICRO);
    ck_assert_int_eq(864000 - 345987, 518013);
    run_clear(&run);
}
END_TEST

START_TEST(relief_goes_by_the_second)
{
    static const struct line lines[] = {
        {0, "asset_ready", "s1", "-", ROOT},
        {0, "asset_ready", "s2", "-", ROOT},
        {0, "order_sent", "s1", "a", 0, "decision"},
        {0, "order_received", "s1", "a", 0, "order_sent"},
        {0, "asset_tasked", "s1", "a", 0, "order_received"},
        {0, "asset_departs", "s1", "-", 0, "asset_tasked"},
        {72129, "asset_arrives", "s1", "-", 0, "asset_departs"},
        {93729, "asset_on_station", "s1", "a", 72129, "asset_arrives"},
        {453342, "order_sent", "s2", "a", 93729, "asset_on_station"},
        {453342, "order_received", "s2", "a", 453342, "order_sent"},
        {453342, "asset_tasked", "s2", "a", 453342, "order_received"},
        {453342, "asset_departs", "s2", "-", 453342, "asset_tasked"},
        {525471, "asset_arrives", "s2", "-", 453342, "asset_departs"},
        {532671, "asset_relieved", "s1", "a", 525471, "asset_arrives"},
        {532671, "asset_leaves", "s1", "a", 532671, "asset_relieved"},
        {532671, "asset_departs", "s1", "-", 532671, "asset_leaves"},
        {532671, "asset_on_station", "s2", "a", 532671, "asset_leaves"},
        {604800, "asset_home", "s1", "-", 532671, "asset_departs"},
        {691200, "asset_ready", "s1", "-", 604800, "asset_home"},
        {906684, "order_sent", "s1", "a", 532671, "asset_on_station"},
        {906684, "order_received", "s1", "a", 906684, "order_sent"},
        {906684, "asset_tasked", "s1", "a", 906684, "order_received"},
        {906684, "asset_departs", "s1", "-", 906684, "asset_tasked"},
        {978813, "asset_arrives", "s1", "-", 906684, "asset_departs"},
        {986013, "asset_relieved", "s2", "a", 978813, "asset_arrives"},
        {986013, "asset_leaves", "s2", "a", 986013, "asset_relieved"},
        {986013, "asset_departs", "s2", "-", 986013, "asset_leaves"},
        {986013, "asset_on_station", "s1", "a", 986013, "asset_leaves"},
        {1058142, "asset_home", "s2", "-", 986013, "asset_departs"},
        {1144542, "asset_ready", "s2", "-", 1058142, "asset_home"},
        {1360026, "order_sent", "s2", "a", 986013, "asset_on_station"},
        {1360026, "order_received", "s2", "a", 1360026, "order_sent"},
        {1360026, "asset_tasked", "s2", "a", 1360026, "order_received"},
        {1360026, "asset_departs", "s2", "-", 1360026, "asset_tasked"},
        {1432155, "asset_arrives", "s2", "-", 1360026, "asset_departs"},
        {1439355, "asset_relieved", "s1", "a", 1432155, "asset_arrives"},
        {1439355, "asset_leaves", "s1", "a", 1439355, "asset_relieved"},
        {1439355, "asset_departs", "s1", "-", 1439355, "asset_leaves"},
        {1439355, "asset_on_station", "s2", "a", 1439355, "asset_leaves"},
        {1511484, "asset_home", "s1", "-", 1439355, "asset_departs"},
        {1597884, "asset_ready", "s1", "-", 1511484, "asset_home"},
    };
    struct run run = runs_build_file("configs/micro/relief.cfg");
    runs_here(&run, 1, 0, NULL, NULL);
    check_lines(&run, lines, sizeof lines / sizeof *lines);
    ck_assert_int_eq(run.model->horizon_s, 1728000);
    ck_assert_int_eq(lost_us(&run, 0), INT64_C(93729) * TL_MICRO);
    run_clear(&run);
}
END_TEST

START_TEST(diversion_goes_by_the_second)
{
    static const struct line lines[] = {
        {0, "asset_on_station", "a", "a", ROOT},
        {0, "asset_on_station", "b", "c", ROOT},
        {86400, "diversion_starts", "-", "-", ROOT},
        {86400, "order_sent", "a", "b", 86400, "diversion_starts"},
        {86400, "order_sent", "b", "a", 86400, "decision"},
        {86400, "order_received", "a", "b", 86400, "order_sent"},
        {86400, "asset_retasked", "a", "b", 86400, "order_received"},
        {86400, "asset_leaves", "a", "a", 86400, "asset_retasked"},
        {86400, "asset_departs", "a", "-", 86400, "asset_leaves"},
        {86400, "order_received", "b", "a", 86400, "order_sent"},
        {86400, "asset_retasked", "b", "a", 86400, "order_received"},
        {86400, "asset_leaves", "b", "c", 86400, "asset_retasked"},
        {86400, "asset_departs", "b", "-", 86400, "asset_leaves"},
        {134486, "asset_arrives", "b", "-", 86400, "asset_departs"},
        {156086, "asset_on_station", "b", "a", 134486, "asset_arrives"},
        {206615, "asset_arrives", "a", "-", 86400, "asset_departs"},
        {228215, "asset_on_station", "a", "b", 206615, "asset_arrives"},
        {432000, "diversion_ends", "-", "-", ROOT},
        {432000, "order_sent", "a", "c", 432000, "decision"},
        {432000, "order_received", "a", "c", 432000, "order_sent"},
        {432000, "asset_retasked", "a", "c", 432000, "order_received"},
        {432000, "asset_leaves", "a", "b", 432000, "asset_retasked"},
        {432000, "asset_departs", "a", "-", 432000, "asset_leaves"},
        {504129, "asset_arrives", "a", "-", 432000, "asset_departs"},
        {525729, "asset_on_station", "a", "c", 504129, "asset_arrives"},
    };
    struct run run = runs_build_file("configs/micro/diversion.cfg");
    runs_here(&run, 1, 0, NULL, NULL);
    check_lines(&run, lines, sizeof lines / sizeof *lines);
    ck_assert_int_eq(index_lost_us(&run, 0), INT64_C(52264500000));
    ck_assert_int_eq(index_lost_us(&run, 1), 0);
    ck_assert_int_eq(index_lost_us(&run, 2), INT64_C(109832250000));
    ck_assert_int_eq(index_lost_us(&run, 3), INT64_C(162096750000)); /* the whole index */
    run_clear(&run);
}
END_TEST

START_TEST(held_until_relieved_only_the_backfill_costs)
{
    static const struct line lines[] = {
        {0, "asset_on_station", "a", "a", ROOT},
        {0, "asset_on_station", "b", "c", ROOT},
        {86400, "diversion_starts", "-", "-", ROOT},
        {86400, "order_sent", "b", "a", 86400, "decision"},
        {86400, "order_received", "b", "a", 86400, "order_sent"},
        {86400, "asset_retasked", "b", "a", 86400, "order_received"},
        {86400, "asset_leaves", "b", "c", 86400, "asset_retasked"},
        {86400, "asset_departs", "b", "-", 86400, "asset_leaves"},
        {134486, "asset_arrives", "b", "-", 86400, "asset_departs"},
        {156086, "asset_on_station", "b", "a", 134486, "asset_arrives"},
        {156086, "order_sent", "a", "b", 86400, "diversion_starts"},
        {156086, "order_received", "a", "b", 156086, "order_sent"},
        {156086, "asset_retasked", "a", "b", 156086, "order_received"},
        {156086, "asset_leaves", "a", "a", 156086, "asset_retasked"},
        {156086, "asset_departs", "a", "-", 156086, "asset_leaves"},
        {276301, "asset_arrives", "a", "-", 156086, "asset_departs"},
        {297901, "asset_on_station", "a", "b", 276301, "asset_arrives"},
        {432000, "diversion_ends", "-", "-", ROOT},
        {432000, "order_sent", "a", "c", 432000, "decision"},
        {432000, "order_received", "a", "c", 432000, "order_sent"},
        {432000, "asset_retasked", "a", "c", 432000, "order_received"},
        {432000, "asset_leaves", "a", "b", 432000, "asset_retasked"},
        {432000, "asset_departs", "a", "-", 432000, "asset_leaves"},
        {504129, "asset_arrives", "a", "-", 432000, "asset_departs"},
        {525729, "asset_on_station", "a", "c", 504129, "asset_arrives"},
    };
    struct run run = runs_build_file("configs/micro/diversion-held.cfg");
    runs_here(&run, 1, 0, NULL, NULL);
    check_lines(&run, lines, sizeof lines / sizeof *lines);
    ck_assert_int_eq(index_lost_us(&run, 0), 0);
    ck_assert_int_eq(index_lost_us(&run, 1), 0);
    ck_assert_int_eq(index_lost_us(&run, 2), INT64_C(109832250000));
    ck_assert_int_eq(index_lost_us(&run, 3), INT64_C(109832250000));
    run_clear(&run);
}
END_TEST

/* Could an asset leave the mission for which it counts without its being short of anything, and give a mission that is short some of
 * what it lacks? */
static bool is_wasted(const struct tl_coverage *coverage, const struct tl_model *model, size_t asset)
{
    const struct tl_roster *roster = &model->roster;
    int32_t held = coverage->counting[asset];
    if (held == TL_NONE) {
        return false;
    }
    const struct tl_roster_mission *own = &roster->missions[held];
    for (size_t k = 0; k < tl_coverage_needs(own); k++) {
        size_t at = (size_t)held * TL_NEEDS_MAX + k;
        if (coverage->supply_u[at] - tl_coverage_gives(roster, (int64_t)asset, own, k) <
            coverage->demand_u[at]) {
            return false;
        }
    }
    for (size_t m = 0; m < roster->mission_count; m++) {
        const struct tl_roster_mission *other = &roster->missions[m];
        for (size_t k = 0; k < tl_coverage_needs(other); k++) {
            size_t at = m * TL_NEEDS_MAX + k;
            if (coverage->supply_u[at] < coverage->demand_u[at] &&
                tl_coverage_gives(roster, (int64_t)asset, other, k) > 0) {
                return true;
            }
        }
    }
    return false;
}

/* Seconds in which an asset is spare where it counts while another mission lacks what it gives. */
static int64_t harmful_double_s(const struct run *run)
{
    struct tl_coverage coverage;
    tl_coverage_init(&coverage, &run->model->roster);
    int64_t harmful_s = 0;
    int64_t from_s = 0;
    for (size_t i = 0; i < run->count; i++) {
        bool is_harmful = false;
        for (size_t a = 0; a < run->model->asset_count; a++) {
            is_harmful = is_harmful || is_wasted(&coverage, run->model, a);
        }
        harmful_s += is_harmful ? run->events[i].time_s - from_s : 0;
        from_s = run->events[i].time_s;
        tl_coverage_take(&coverage, &run->events[i]);
    }
    tl_coverage_clear(&coverage);
    return harmful_s;
}

START_TEST(who_shares_does_not_double_up)
{
    static const struct line lines[] = {
        {0, "asset_ready", "b", "-", ROOT},
        {0, "asset_ready", "g", "-", ROOT},
        {600, "order_sent", "b", "x", 600, "decision"},
        {600, "order_received", "b", "x", 600, "order_sent"},
        {600, "asset_tasked", "b", "x", 600, "order_received"},
        {600, "asset_departs", "b", "-", 600, "asset_tasked"},
        {4200, "order_sent", "g", "y", 4200, "decision"},
        {4200, "order_received", "g", "y", 4200, "order_sent"},
        {4200, "asset_tasked", "g", "y", 4200, "order_received"},
        {4200, "asset_departs", "g", "-", 4200, "asset_tasked"},
        {24643, "asset_arrives", "b", "-", 600, "asset_departs"},
        {46243, "asset_on_station", "b", "x", 24643, "asset_arrives"},
        {52286, "asset_arrives", "g", "-", 4200, "asset_departs"},
        {73886, "asset_on_station", "g", "y", 52286, "asset_arrives"},
    };
    struct run run = runs_build_file("configs/micro/sharing.cfg");
    runs_here(&run, 1, 0, NULL, NULL);
    check_lines(&run, lines, sizeof lines / sizeof *lines);
    ck_assert_int_eq(harmful_double_s(&run), 0);
    run_clear(&run);
}
END_TEST

START_TEST(who_hears_late_doubles_up)
{
    static const struct line lines[] = {
        {0, "asset_ready", "b", "-", ROOT},
        {0, "asset_ready", "g", "-", ROOT},
        {600, "order_sent", "b", "x", 600, "decision"},
        {600, "order_received", "b", "x", 600, "order_sent"},
        {600, "asset_tasked", "b", "x", 600, "order_received"},
        {600, "asset_departs", "b", "-", 600, "asset_tasked"},
        {4200, "order_sent", "g", "x", 4200, "decision"},
        {4200, "order_received", "g", "x", 4200, "order_sent"},
        {4200, "asset_tasked", "g", "x", 4200, "order_received"},
        {4200, "asset_departs", "g", "-", 4200, "asset_tasked"},
        {24643, "asset_arrives", "b", "-", 600, "asset_departs"},
        {28243, "asset_arrives", "g", "-", 4200, "asset_departs"},
        {46243, "asset_on_station", "b", "x", 24643, "asset_arrives"},
        {49843, "asset_on_station", "g", "x", 28243, "asset_arrives"},
        {345600, "order_sent", "g", "y", 345600, "decision"},
        {345600, "order_received", "g", "y", 345600, "order_sent"},
        {345600, "asset_retasked", "g", "y", 345600, "order_received"},
        {345600, "asset_leaves", "g", "x", 345600, "asset_retasked"},
        {345600, "asset_departs", "g", "-", 345600, "asset_leaves"},
        {417729, "asset_arrives", "g", "-", 345600, "asset_departs"},
        {439329, "asset_on_station", "g", "y", 417729, "asset_arrives"},
    };
    struct run run = runs_build_file("configs/micro/sharing-hub.cfg");
    runs_here(&run, 1, 0, NULL, NULL);
    check_lines(&run, lines, sizeof lines / sizeof *lines);
    ck_assert_int_eq(harmful_double_s(&run), 295757);
    run_clear(&run);
}
END_TEST

/* Each decision that moved somebody goes back to the diversion's start or end by its causes. */
START_TEST(diversion_is_behind_both_moves)
{
    struct run run = runs_build_file("configs/micro/diversion.cfg");
    runs_here(&run, 1, 0, NULL, NULL);
    int moves = 0;
    for (size_t i = 0; i < run.count; i++) {
        const struct tl_event *event = &run.events[i];
        if (event->kind != TL_EVENT_ASSET_RETASKED) {
            continue;
        }
        while (event->cause != 0) {
            event = &run.events[event->cause - 1];
        }
        moves++;
        ck_assert(event->kind == TL_EVENT_DIVERSION_STARTS || event->kind == TL_EVENT_DIVERSION_ENDS);
    }
    ck_assert_int_eq(moves, 3);
    run_clear(&run);
}
END_TEST

START_TEST(without_the_diversion_nothing_is_lost)
{
    struct run run = runs_build_file("configs/micro/diversion-base.cfg");
    runs_here(&run, 1, 0, NULL, NULL);
    static const struct line lines[] = {
        {0, "asset_on_station", "a", "a", ROOT},
        {0, "asset_on_station", "b", "c", ROOT},
    };
    check_lines(&run, lines, sizeof lines / sizeof *lines);
    ck_assert_int_eq(index_lost_us(&run, 3), 0);
    run_clear(&run);
}
END_TEST

TL_TEST_MAIN(micro, transit_goes_by_the_second, relief_goes_by_the_second, diversion_goes_by_the_second,
             held_until_relieved_only_the_backfill_costs, who_shares_does_not_double_up,
             who_hears_late_doubles_up, diversion_is_behind_both_moves, without_the_diversion_nothing_is_lost)
