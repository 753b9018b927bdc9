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

/* The properties say little where little is booked: the seeds together book to all but refusals, which are rare. */
START_TEST(seeds_book_to_everything)
{
    static const char *const roots[] = {"demand",     "failure",   "rotation", "ramp",
                                        "structural", "incidents", "policy"};
    static const char *const kinds[] = {"diversion/", "inject/", "phase/"};
    bool booked[7] = {false};
    bool named[3] = {false};
    for (uint64_t seed = 1; seed <= 120; seed++) {
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
             accounts_sum_to_the_loss, seeds_book_to_everything)
