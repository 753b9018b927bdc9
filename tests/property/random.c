/* Properties that hold on random small scenarios. In the environment, TL_SEED=N looks at that one seed alone, TL_SEEDS=N at so many. */
#include "test.h"

#include "kernel/runs.h"
#include "property/generator.h"
#include "property/invariants.h"
#include "property/observer.h"
#include "property/people.h"
#include "property/seeds.h"

static struct run build(uint64_t seed, unsigned form)
{
    struct tl_text text = {0};
    generator_write(seed, form, &text);
    struct run run = run_build(tl_text_get(&text), NULL);
    tl_text_clear(&text);
    return run;
}

/* ---- one asset, one place, one mission; endurance; coverage; causes ---- */

static bool is_last_of_second(const struct run *run, size_t at)
{
    return at + 1 == run->count || run->events[at + 1].time_s > run->events[at].time_s;
}

static void check_story(uint64_t seed, unsigned form, tl_lose_message *lose)
{
    struct run run = build(seed, form);
    if ((form & GENERATOR_ROADS) != 0) {
        run_assert(runs_forked(&run, seed, 0));
    } else {
        run.watch = invariants_check;
        run_replication(&run, seed, 0, lose, NULL);
    }
    struct people_books people;
    people_open(&people, &run);
    struct observer observer;
    struct tl_coverage coverage;
    observer_init(&observer, &run);
    tl_coverage_init(&coverage, &run.model->roster);
    for (size_t i = 0; i < run.count; i++) {
        observer_take(&observer, i);
        tl_coverage_take(&coverage, &run.events[i]);
        people_take(&people, &run.events[i]);
        for (size_t m = 0; m < run.model->mission_count && is_last_of_second(&run, i); m++) {
            if (tl_coverage_is_progress(&run.model->roster.missions[m])) {
                continue; /* by people.h */
            }
            double covered = coverage.covered[m];
            run_assert(covered >= 0 && covered <= 1);
            run_assert(!(covered < observer_coverage(&observer, m)) &&
                       !(covered > observer_coverage(&observer, m)));
        }
    }
    tl_coverage_clear(&coverage);
    observer_clear(&observer);
    people_close(&people);
    run_clear(&run);
}

static void look_at_story(uint64_t seed)
{
    check_story(seed, GENERATOR_PLAIN, NULL);
}

START_TEST(stories_make_sense)
{
    seeds_look(600, 50, look_at_story);
}
END_TEST

static void look_at_people(uint64_t seed)
{
    check_story(seed, GENERATOR_PEOPLE, NULL);
}

START_TEST(stories_of_people_make_sense)
{
    seeds_look(300, 30, look_at_people);
}
END_TEST

static void look_at_roads(uint64_t seed)
{
    check_story(seed, GENERATOR_PEOPLE | GENERATOR_ROADS, NULL);
}

START_TEST(stories_on_roads_make_sense)
{
    seeds_look(100, 15, look_at_roads);
}
END_TEST

/* One message in five. */
static bool lose_some(void *context, const struct tl_event *sent)
{
    (void)context;
    return sent->id % 5 == 0;
}

static void look_at_losses(uint64_t seed)
{
    check_story(seed, GENERATOR_PLAIN, lose_some);
}

START_TEST(stories_make_sense_though_messages_get_lost)
{
    seeds_look(100, 50, look_at_losses);
}
END_TEST

/* The properties say little where little happens: the seeds together reach every kind of event and every reason to refuse. */
START_TEST(seeds_reach_everything)
{
    bool kinds[TL_EVENT_KINDS] = {false};
    bool refusals[TL_REASONS] = {false};
    for (uint64_t seed = 1; seed <= 300; seed++) {
        struct run run = build(seed, seed % 2 ? GENERATOR_PLAIN : GENERATOR_PEOPLE | GENERATOR_ROADS);
        ck_assert(runs_forked(&run, seed, 0));
        for (size_t i = 0; i < run.count; i++) {
            kinds[run.events[i].kind] = true;
            refusals[run.events[i].kind == TL_EVENT_ORDER_REFUSED ? run.events[i].reason : 0] = true;
        }
        run_clear(&run);
    }
    for (int i = 0; i < TL_EVENT_KINDS; i++) {
        ck_assert_msg(kinds[i], "no %s", tl_event_class_get((enum tl_event_kind)i)->name);
    }
    static const enum tl_reason reasons[] = {TL_REASON_STATE, TL_REASON_DEMAND, TL_REASON_ENDURANCE};
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
        ck_assert_msg(refusals[reasons[i]], "no refusal for %s", tl_reason_name(reasons[i]));
    }
}
END_TEST

/* ---- the kernel does what the rules say ---- */

static void look_at_kernel(uint64_t seed)
{
    struct run plain = build(seed, GENERATOR_PEOPLE);
    struct run kernel = build(seed, GENERATOR_PEOPLE);
    run_replication(&plain, seed, 3, NULL, NULL);
    runs_here(&kernel, seed, 3, NULL, NULL);
    ck_assert(run_is_same(&plain, &kernel));
    run_clear(&plain);
    run_clear(&kernel);
}

START_TEST(kernel_runs_the_rules)
{
    seeds_look(25, 1, look_at_kernel);
}
END_TEST

/* ---- the order of a file ---- */

static void look_at_order(uint64_t seed)
{
    struct run run = build(seed, GENERATOR_PEOPLE);
    struct run reversed = build(seed, GENERATOR_PEOPLE | GENERATOR_REVERSED);
    ck_assert_str_eq(run.scenario->hash, reversed.scenario->hash);
    run_replication(&run, seed, 1, NULL, NULL);
    run_replication(&reversed, seed, 1, NULL, NULL);
    ck_assert(run_is_same(&run, &reversed));
    run_clear(&run);
    run_clear(&reversed);
}

START_TEST(order_of_a_file_shifts_nothing)
{
    seeds_look(50, 25, look_at_order);
}
END_TEST

/* ---- one entity more ---- */

/* An event in names alone, with those of its cause, so that numbers may differ. */
static void print_event(const struct run *run, const struct tl_event *event, struct tl_text *out)
{
    const struct tl_event_class *class = tl_event_class_get(event->kind);
    tl_text_print(out, "%lld %s", (long long)event->time_s, class->name);
    for (int i = 0; i < class->field_count; i++) {
        const char *name = tl_event_name(event, class->fields[i], &run->model->roster);
        if (name != NULL) {
            tl_text_print(out, " %s", name);
        } else {
            tl_text_print(out, " %lld", (long long)tl_event_field(event, class->fields[i]));
        }
    }
    if (event->cause > 0) {
        tl_text_add(out, " <- ");
        print_event(run, &run->events[event->cause - 1], out);
    }
}

/* Is the event about something that only the extended scenario has? */
static bool is_extra(const struct run *run, const struct tl_event *event)
{
    const struct tl_event_class *class = tl_event_class_get(event->kind);
    for (int i = 0; i < class->field_count; i++) {
        const char *name = tl_event_name(event, class->fields[i], &run->model->roster);
        if (name != NULL && strncmp(name, "a-", 2) == 0) {
            return true;
        }
    }
    return false;
}

static void look_at_extra(uint64_t seed)
{
    struct run run = build(seed, GENERATOR_PLAIN);
    struct run more = build(seed, GENERATOR_EXTRA);
    run_replication(&run, seed, 2, NULL, NULL);
    run_replication(&more, seed, 2, NULL, NULL);
    struct tl_text texts[2] = {{0}, {0}};
    size_t at = 0;
    for (size_t i = 0; i < more.count; i++) {
        if (is_extra(&more, &more.events[i])) {
            continue;
        }
        ck_assert_uint_lt(at, run.count);
        tl_text_reset(&texts[0]);
        tl_text_reset(&texts[1]);
        print_event(&run, &run.events[at++], &texts[0]);
        print_event(&more, &more.events[i], &texts[1]);
        run_assert_msg(strcmp(tl_text_get(&texts[0]), tl_text_get(&texts[1])) == 0, "%s\nbecame\n%s",
                       tl_text_get(&texts[0]), tl_text_get(&texts[1]));
    }
    ck_assert_uint_eq(at, run.count);
    ck_assert_uint_gt(more.count, run.count);
    tl_text_clear(&texts[0]);
    tl_text_clear(&texts[1]);
    run_clear(&run);
    run_clear(&more);
}

START_TEST(one_entity_more_shifts_nobody)
{
    seeds_look(40, 20, look_at_extra);
}
END_TEST

/* ---- chance ---- */

/* Replications differ where there is chance, and repeat to the bit. */
static void look_at_chance(uint64_t seed)
{
    struct run run = build(seed, GENERATOR_EXTRA); /* its three ships fail now and then */
    struct run again = build(seed, GENERATOR_EXTRA);
    run_replication(&run, seed, 1, NULL, NULL);
    run_replication(&again, seed, 2, NULL, NULL);
    ck_assert(!run_is_same(&run, &again));
    run_replication(&again, seed, 1, NULL, NULL);
    ck_assert(run_is_same(&run, &again));
    run_clear(&run);
    run_clear(&again);
}

START_TEST(replications_repeat_and_differ)
{
    seeds_look(20, 20, look_at_chance);
}
END_TEST

TL_TEST_MAIN(random, stories_make_sense, stories_of_people_make_sense, stories_on_roads_make_sense,
             stories_make_sense_though_messages_get_lost, seeds_reach_everything, kernel_runs_the_rules,
             order_of_a_file_shifts_nothing, one_entity_more_shifts_nobody, replications_repeat_and_differ)
