/* Who is late, counted twice: the measures' persons are what the coverage of the lift missions leaves of those who are due, over time. */
#include "test.h"

#include <math.h>

#include "measure/measure.h"
#include "model/run.h"
#include "property/generator.h"
#include "property/seeds.h"

/* Persons x seconds of one run, from coverage and demand alone. */
struct lateness {
    struct tl_coverage coverage;
    int64_t
        person_s; /* of the nationality: of several lifts for the same people, the one that is furthest behind */
    int64_t *mission_s; /* [missions] of each lift */
    int64_t from_s;
};

static int64_t count_late(const struct tl_coverage *coverage, size_t mission)
{
    double due = (double)coverage->demand_u[mission * TL_NEEDS_MAX] / 1e6;
    return coverage->roster->missions[mission].groups > 0 ? llround((1 - coverage->covered[mission]) * due)
                                                          : 0;
}

static void settle(struct lateness *l, int64_t to_s)
{
    const struct tl_roster *roster = l->coverage.roster;
    int64_t since_s = l->from_s > roster->warmup_s ? l->from_s : roster->warmup_s;
    int64_t length_s = to_s > since_s ? to_s - since_s : 0;
    int64_t most = 0;
    for (size_t m = 0; m < roster->mission_count; m++) {
        int64_t late = count_late(&l->coverage, m);
        l->mission_s[m] += late * length_s;
        most = late > most ? late : most;
    }
    l->person_s += most * length_s;
    l->from_s = to_s;
}

static void fold(struct lateness *l, const struct run *run)
{
    const struct tl_roster *roster = &run->model->roster;
    tl_coverage_init(&l->coverage, roster);
    l->mission_s = tl_alloc(roster->mission_count, sizeof *l->mission_s);
    for (size_t i = 0; i < run->count; i++) {
        if (run->events[i].time_s > l->from_s) {
            settle(l, run->events[i].time_s);
        }
        tl_coverage_take(&l->coverage, &run->events[i]);
    }
    settle(l, roster->horizon_s);
    tl_coverage_clear(&l->coverage);
}

static double find_value(const struct tl_measures *measures, const struct tl_outcome *outcome,
                         const char *measure, const char *entity)
{
    size_t count;
    const struct tl_column *columns = tl_measures_columns(measures, &count);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(columns[i].measure, measure) == 0 && strcmp(columns[i].entity, entity) == 0) {
            return outcome->values[i];
        }
    }
    ck_abort_msg("no column %s of %s", measure, entity);
    return 0;
}

static size_t late_seeds, due_seeds; /* in this process: a property that never applies proves nothing */

static void look_at_late(uint64_t seed)
{
    struct tl_text text = {0};
    generator_write(seed, GENERATOR_PEOPLE, &text);
    struct run run = run_build(tl_text_get(&text), seed % 3 == 0 ? "warmup = \"37 h\";" : NULL);
    tl_text_clear(&text);
    run_replication(&run, seed, 0, NULL, NULL);
    struct tl_measures *measures = tl_measures_create(&run.model->roster);
    struct tl_sink sink = tl_measures_sink(measures);
    for (size_t i = 0; i < run.count; i++) {
        sink.take(sink.self, &run.events[i]);
    }
    const struct tl_outcome *outcome = tl_measures_finish(measures);
    struct lateness late = {.person_s = 0};
    fold(&late, &run);
    run_assert_int(llround(find_value(measures, outcome, "late-person-days", "folk") * 86400), ==,
                   late.person_s);
    for (size_t m = 0; m < run.model->roster.mission_count; m++) {
        const struct tl_roster_mission *mission = &run.model->roster.missions[m];
        if (mission->groups > 0) {
            run_assert_int(llround(find_value(measures, outcome, "gap-unmet", mission->name) * 3600), ==,
                           late.mission_s[m]);
        }
    }
    late_seeds += late.person_s > 0;
    due_seeds++;
    if (due_seeds == 20) {
        run_assert_msg(late_seeds >= 10, "somebody was late in %zu of %zu seeds", late_seeds, due_seeds);
    }
    free(late.mission_s);
    tl_measures_destroy(measures);
    run_clear(&run);
}

START_TEST(late_is_what_the_loss_takes_of_those_due)
{
    seeds_look(60, 20, look_at_late);
}
END_TEST

TL_TEST_MAIN(late, late_is_what_the_loss_takes_of_those_due)
