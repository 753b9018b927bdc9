/* The ledger on whole runs: the micro-scenarios whose accounts are known, and what must hold of any scenario. */
#include "test.h"

#include <math.h>

#include "kernel/runs.h"
#include "measure/measure.h"
#include "property/generator.h"
#include "property/seeds.h"

/* A run, measured. */
struct measured {
    struct run run;
    struct tl_measures *measures;
    const struct tl_outcome *outcome;
};

static void measure(struct measured *m)
{
    m->measures = tl_measures_create(&m->run.model->roster);
    struct tl_sink sink = tl_measures_sink(m->measures);
    for (size_t i = 0; i < m->run.count; i++) {
        if (m->run.events[i].time_s <= m->run.model->horizon_s) {
            sink.take(sink.self, &m->run.events[i]);
        }
    }
    m->outcome = tl_measures_finish(m->measures);
}

static void clear(struct measured *m)
{
    tl_measures_destroy(m->measures);
    run_clear(&m->run);
}

static int64_t to_us(double days)
{
    return llround(days * 86400e6);
}

/* Over all columns of a measure whose entity begins with a prefix and has a colon, or has none (prefix NULL). */
static int64_t sum_us(const struct measured *m, const char *measure, const char *prefix)
{
    size_t count;
    int64_t sum = 0;
    const struct tl_column *columns = tl_measures_columns(m->measures, &count);
    for (size_t i = 0; i < count; i++) {
        const char *colon = strchr(columns[i].entity, ':');
        bool fits = prefix == NULL ? colon == NULL
                                   : colon != NULL && strlen(prefix) == (size_t)(colon - columns[i].entity) &&
                                         strncmp(prefix, columns[i].entity, strlen(prefix)) == 0;
        if (fits && strcmp(columns[i].measure, measure) == 0) {
            sum += to_us(m->outcome->values[i]);
        }
    }
    return sum;
}

/* A column, or 0 where there is none. */
static int64_t find_us(const struct measured *m, const char *measure, const char *entity)
{
    size_t count;
    const struct tl_column *columns = tl_measures_columns(m->measures, &count);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(columns[i].measure, measure) == 0 && strcmp(columns[i].entity, entity) == 0) {
            return to_us(m->outcome->values[i]);
        }
    }
    return 0;
}

static int64_t get_us(const struct measured *m, const char *measure, const char *entity)
{
    size_t count;
    const struct tl_column *columns = tl_measures_columns(m->measures, &count);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(columns[i].measure, measure) == 0 && strcmp(columns[i].entity, entity) == 0) {
            return to_us(m->outcome->values[i]);
        }
    }
    ck_abort_msg("no column %s of %s", measure, entity);
    return 0;
}

/* ---- known accounts ---- */

static struct measured measure_file(const char *file)
{
    struct measured m = {.run = runs_build_file(file)};
    runs_here(&m.run, 1, 0, NULL, NULL);
    measure(&m);
    return m;
}

START_TEST(failure_and_diversion_by_the_second)
{
    struct measured m = measure_file("configs/micro/ledger.cfg");
    ck_assert_int_eq(get_us(&m, "ledger", "failure"), INT64_C(100000) * TL_MICRO);
    ck_assert_int_eq(get_us(&m, "ledger", "diversion/away"), INT64_C(25000) * TL_MICRO);
    ck_assert_int_eq(get_us(&m, "loss", "headline"), INT64_C(125000) * TL_MICRO);
    clear(&m);
}
END_TEST

START_TEST(backfill_by_the_second)
{
    struct measured m = measure_file("configs/micro/diversion.cfg");
    ck_assert_int_eq(get_us(&m, "ledger-mission", "a: diversion/away"), INT64_C(52264500000));
    ck_assert_int_eq(get_us(&m, "ledger-mission", "c: diversion/away"), INT64_C(109832250000));
    ck_assert_int_eq(get_us(&m, "ledger", "diversion/away"), INT64_C(162096750000));
    ck_assert_int_eq(get_us(&m, "loss", "headline"), INT64_C(162096750000));
    clear(&m);
}
END_TEST

/* The first way there is the opening's; while the ship is home in between its gap is its rotation's. */
START_TEST(rotation_by_the_second)
{
    struct measured m = measure_file("configs/micro/transit.cfg");
    ck_assert_int_eq(get_us(&m, "ledger", "demand"), INT64_C(93729) * TL_MICRO);
    ck_assert_int_eq(get_us(&m, "ledger", "rotation"), (INT64_C(784929) - 532671) * TL_MICRO);
    clear(&m);
}
END_TEST

/* y is to relieve x, but sinks before the order reaches it: from D+5 17:19:17 to D+11 10:40:43 x is home and nobody there. */
START_TEST(a_refused_relief_by_the_second)
{
    static const char scenario[] =
        "trilat = 1; title = \"refused\"; horizon = \"14 d\";\n"
        "places = { p = { kind = \"port\"; at = [0.0, 0.0]; }; area = { kind = \"area\"; at = [0.0, 2.0]; }; "
        "};\n"
        "partners = { blue = { capital = \"p\"; rank = 1; policy = \"greedy\"; rhythm = \"12 h\"; "
        "order-delay = \"4 h\"; }; };\n"
        "classes = { ship = { domain = \"sea\"; speed = \"18 kn\"; gives = { asw = 1.0; }; endurance = \"6 "
        "d\"; "
        "turnaround = \"5 d\"; }; };\n"
        "assets = { x = { class = \"ship\"; partner = \"blue\"; home = \"p\"; at = \"hold\"; };\n"
        "           y = { class = \"ship\"; partner = \"blue\"; home = \"p\"; }; };\n"
        "missions = { hold = { kind = \"station\"; theatre = \"line\"; area = \"area\"; partners = "
        "[\"blue\"]; "
        "needs = { asw = 1.0; }; }; };\n"
        "injects = { sinks = { at = \"128 h\"; kind = \"lose\"; asset = \"y\"; }; };\n";
    struct measured m = {.run = run_build(scenario, NULL)};
    run_replication(&m.run, 1, 0, NULL, NULL);
    measure(&m);
    ck_assert_int_eq(get_us(&m, "ledger", "refusal"), INT64_C(494486) * TL_MICRO);
    ck_assert_int_eq(get_us(&m, "loss", "headline"), INT64_C(494486) * TL_MICRO);
    clear(&m);
}
END_TEST

/* ---- any scenario ---- */

static void check_sums(const struct measured *m)
{
    const struct tl_roster *roster = &m->run.model->roster;
    int64_t missions_us = 0;
    for (size_t i = 0; i < roster->mission_count; i++) {
        bool is_in = roster->indexes[0].weights[i] > 0;
        missions_us += is_in ? sum_us(m, "ledger-mission", roster->missions[i].name) : 0;
    }
    run_assert_int(sum_us(m, "ledger", NULL), ==, get_us(m, "loss", roster->indexes[0].name));
    run_assert_int(missions_us, ==, get_us(m, "loss", roster->indexes[0].name));
    for (size_t i = 1; i < roster->index_count; i++) {
        bool is_theatre = false;
        for (size_t k = 0; k < roster->mission_count; k++) {
            is_theatre = is_theatre || (strcmp(roster->missions[k].theatre, roster->indexes[i].name) == 0 &&
                                        roster->indexes[0].weights[k] <= 0);
        }
        if (is_theatre) {
            run_assert_int(sum_us(m, "ledger", roster->indexes[i].name), ==,
                           get_us(m, "loss", roster->indexes[i].name));
        }
    }
}

static struct measured measure_seed(uint64_t seed, const char *overlay)
{
    struct tl_text text = {0};
    generator_write(seed, GENERATOR_PLAIN, &text);
    struct measured m = {.run = run_build(tl_text_get(&text), overlay)};
    tl_text_clear(&text);
    run_replication(&m.run, seed, 0, NULL, NULL);
    measure(&m);
    return m;
}

/* Accounts sum to the loss, and those of a variant differ from the base's by exactly what it loses. */
static void look_at_accounts(uint64_t seed)
{
    struct measured base = measure_seed(seed, NULL);
    struct measured variant =
        measure_seed(seed, "partners = { partner-0 = { policy = \"priority\"; rhythm = \"7 h\"; }; };\n"
                           "classes = { frigate = { turnaround = \"9 h\"; }; };\n");
    check_sums(&base);
    check_sums(&variant);
    struct tl_pair pair =
        tl_pair_compare(base.outcome->steps, base.outcome->step_count, variant.outcome->steps,
                        variant.outcome->step_count, 0, base.run.model->horizon_s);
    run_assert_int(sum_us(&variant, "ledger", NULL) - sum_us(&base, "ledger", NULL), ==, pair.degradation_us);
    clear(&base);
    clear(&variant);
}

START_TEST(accounts_sum_to_the_loss)
{
    seeds_look(200, 50, look_at_accounts);
}
END_TEST

/* ---- what the labels may say ---- */

/* Which roots a run can book to at all, seen in its events alone. */
struct grounds {
    bool diversion[GENERATOR_ENTITIES_MAX], inject[GENERATOR_ENTITIES_MAX], phase[GENERATOR_ENTITIES_MAX];
    bool failure, incidents, refusal, ramp;
    bool present[GENERATOR_ENTITIES_MAX]; /* [assets] */
    int64_t most_u[GENERATOR_ENTITIES_MAX]
                  [GENERATOR_ENTITIES_MAX]; /* [missions][capabilities] ever asked for */
};

static void note_event(struct grounds *grounds, const struct tl_event *event)
{
    grounds->failure |= event->kind == TL_EVENT_ASSET_FAILS;
    grounds->incidents |= event->kind == TL_EVENT_INCIDENT;
    grounds->refusal |= event->kind == TL_EVENT_ORDER_REFUSED;
    if (event->kind == TL_EVENT_DIVERSION_STARTS || event->kind == TL_EVENT_WITHDRAWAL_ANNOUNCED) {
        grounds->diversion[event->diversion] = true;
    } else if (event->kind == TL_EVENT_INJECT_STRIKES) {
        grounds->inject[event->inject] = true;
    } else if (event->kind == TL_EVENT_PHASE_STARTS) {
        grounds->phase[event->phase] = true;
    } else if (event->kind == TL_EVENT_DEMAND_CHANGES) {
        int64_t *most_u = &grounds->most_u[event->mission][event->capability];
        *most_u = event->demand > *most_u ? event->demand : *most_u;
    }
    if (event->asset != TL_NONE && event->time_s == 0 &&
        tl_event_class_get(event->kind)->state != TL_STATE_NONE) {
        grounds->present[event->asset] = true;
    }
}

static struct grounds find_grounds(const struct measured *m)
{
    struct grounds grounds = {0};
    ck_assert_uint_le(m->run.model->roster.asset_count, GENERATOR_ENTITIES_MAX);
    for (size_t i = 0; i < m->run.count; i++) {
        note_event(&grounds, &m->run.events[i]);
    }
    for (size_t i = 0; i < m->run.model->roster.asset_count; i++) {
        grounds.ramp |= !grounds.present[i];
    }
    return grounds;
}

/* What all who may serve a mission could give of its need, or how many of them could answer its kind of incident in time. */
static int64_t sum_eligible(const struct tl_roster *roster, size_t mission, size_t need)
{
    const struct tl_roster_mission *m = &roster->missions[mission];
    int64_t sum_u = 0;
    for (size_t i = 0; i < roster->asset_count; i++) {
        if (m->eligible == NULL || m->eligible[roster->assets[i].partner]) {
            bool in_time = m->kinds > 0 && roster->incidents[m->kind[need]].in_time[i];
            sum_u += m->kinds > 0 ? in_time * TL_MICRO : roster->assets[i].gives_u[m->need[need]];
        }
    }
    return sum_u;
}

static bool may_be_structural(const struct tl_roster *roster, const struct grounds *grounds, size_t mission)
{
    const struct tl_roster_mission *m = &roster->missions[mission];
    for (size_t k = 0; k < (m->kinds > 0 ? m->kinds : m->needs); k++) {
        int64_t most_u = m->kinds > 0 ? roster->incidents[m->kind[k]].takes * TL_MICRO
                                      : grounds->most_u[mission][m->need[k]];
        if (most_u > sum_eligible(roster, mission, k)) {
            return true;
        }
    }
    return false;
}

/* Seeds in which each root had no grounds, and booked nothing: a property that never applies proves nothing. */
enum {
    NO_DIVERSION,
    NO_INJECT,
    NO_PHASE,
    NO_FAILURE,
    NO_INCIDENTS,
    NO_REFUSAL,
    NO_RAMP,
    NO_STRUCTURAL,
    NO_ROOTS
};

static size_t groundless[NO_ROOTS];

/* Nothing is booked to an entity (root "kind/NAME") or a kind of cause without grounds. */
static void check_root(const struct measured *m, size_t which, const char *kind, const char *name,
                       bool grounds)
{
    struct tl_text root = {0};
    tl_text_print(&root, name ? "%s/%s" : "%s", kind, name);
    for (size_t i = 0; !grounds && i < m->run.model->roster.mission_count; i++) {
        struct tl_text pair = {0};
        tl_text_print(&pair, "%s: %s", m->run.model->roster.missions[i].name, tl_text_get(&root));
        run_assert_int(find_us(m, "ledger-mission", tl_text_get(&pair)), ==, 0);
        tl_text_clear(&pair);
    }
    groundless[which] += !grounds;
    tl_text_clear(&root);
}

static void check_names(const struct measured *m, size_t which, const char *kind,
                        const struct tl_names *names, const bool *grounds)
{
    for (size_t i = 0; i < names->count; i++) {
        check_root(m, which, kind, names->items[i], grounds[i]);
    }
}

static void check_labels(const struct measured *m)
{
    const struct tl_roster *roster = &m->run.model->roster;
    struct grounds grounds = find_grounds(m);
    check_names(m, NO_DIVERSION, "diversion", &roster->diversions, grounds.diversion);
    check_names(m, NO_INJECT, "inject", &roster->injects, grounds.inject);
    check_names(m, NO_PHASE, "phase", &roster->phases, grounds.phase);
    check_root(m, NO_FAILURE, "failure", NULL, grounds.failure);
    check_root(m, NO_INCIDENTS, "incidents", NULL, grounds.incidents);
    check_root(m, NO_REFUSAL, "refusal", NULL, grounds.refusal);
    check_root(m, NO_RAMP, "ramp", NULL, grounds.ramp);
    for (size_t i = 0; i < roster->mission_count; i++) {
        if (!may_be_structural(roster, &grounds, i)) {
            struct tl_text pair = {0};
            tl_text_print(&pair, "%s: structural", roster->missions[i].name);
            run_assert_int(find_us(m, "ledger-mission", tl_text_get(&pair)), ==, 0);
            tl_text_clear(&pair);
            groundless[NO_STRUCTURAL]++;
        }
    }
}

START_TEST(labels_have_grounds)
{
    for (uint64_t seed = 1; seed <= 200; seed++) {
        struct measured m = measure_seed(seed, NULL);
        check_labels(&m);
        clear(&m);
    }
    for (size_t i = 0; i < NO_ROOTS; i++) {
        ck_assert_msg(groundless[i] >= 5, "root %zu had no grounds in %zu seeds alone", i, groundless[i]);
    }
}
END_TEST

/* The properties say little where little is booked: the seeds together book to all but refusals, which are rare (and known above). */
START_TEST(seeds_book_to_everything)
{
    static const char *const roots[] = {"demand",     "failure",   "rotation", "ramp",
                                        "structural", "incidents", "policy"};
    static const char *const kinds[] = {"diversion/", "inject/", "phase/"};
    bool booked[7] = {false};
    bool named[3] = {false};
    for (uint64_t seed = 1; seed <= 250; seed++) {
        struct measured m = measure_seed(seed, NULL);
        size_t count;
        const struct tl_column *columns = tl_measures_columns(m.measures, &count);
        for (size_t i = 0; i < count; i++) {
            bool any = strcmp(columns[i].measure, "ledger") == 0 && m.outcome->values[i] > 0;
            for (size_t k = 0; any && k < 7; k++) {
                booked[k] = booked[k] || strcmp(columns[i].entity, roots[k]) == 0;
            }
            for (size_t k = 0; any && k < 3; k++) {
                named[k] = named[k] || strncmp(columns[i].entity, kinds[k], strlen(kinds[k])) == 0;
            }
        }
        clear(&m);
    }
    for (size_t k = 0; k < 7; k++) {
        ck_assert_msg(booked[k], "nothing is booked to %s", roots[k]);
    }
    for (size_t k = 0; k < 3; k++) {
        ck_assert_msg(named[k], "nothing is booked to any %s", kinds[k]);
    }
}
END_TEST

TL_TEST_MAIN(ledger, failure_and_diversion_by_the_second, backfill_by_the_second, rotation_by_the_second,
             a_refused_relief_by_the_second, accounts_sum_to_the_loss, labels_have_grounds,
             seeds_book_to_everything)
