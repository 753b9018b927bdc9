#include "baseline/lab.h"

static struct lab lab;
static struct tl_baseline *baseline; /* as made, to be changed and saved */
static struct tl_trial trial;        /* the lab's scenario, held against what is in the baseline's file */
static struct tl_model *model;
static struct tl_scenario *scenario;
static char traces[64];

static void begin(void)
{
    lab = lab_open();
    baseline = lab_make(&lab, NULL);
}

static void end(void)
{
    tl_baseline_destroy(baseline);
    lab_close(&lab);
}

static void hold(void)
{
    struct tl_mistakes mistakes = {0};
    trial = (struct tl_trial){.path = lab.baseline};
    snprintf(traces, sizeof traces, "/tmp/trilat-held-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(traces));
    trial.baseline = tl_baseline_read(lab.baseline, &trial.failures);
    ck_assert_ptr_nonnull(trial.baseline);
    scenario = lab_read(&lab, &model);
    trial.scenario = scenario;
    trial.model = model;
    ck_assert(tl_trial_read(&trial, &mistakes));
    ck_assert(tl_trial_run(&trial, 2, traces, false));
}

static void let_go(void)
{
    tl_baseline_destroy(trial.baseline);
    tl_trial_clear(&trial);
    tl_model_destroy(model);
    tl_scenario_destroy(scenario);
    ck_assert_int_eq(nftw(traces, lab_remove, 8, FTW_DEPTH | FTW_PHYS), 0);
}

static void replace(const char *from, const char *to)
{
    struct tl_text text = {0};
    const char *at = strstr(lab_text, from);
    ck_assert_ptr_nonnull(at);
    tl_text_add_bytes(&text, lab_text, (size_t)(at - lab_text));
    tl_text_add(&text, to);
    tl_text_add(&text, at + strlen(from));
    lab_write(lab.scenario, tl_text_get(&text));
    tl_text_clear(&text);
}

START_TEST(as_it_was)
{
    begin();
    lab_save(&lab, baseline);
    hold();
    ck_assert_uint_eq(trial.n, LAB_N);
    ck_assert_uint_eq(trial.different, 0);
    ck_assert_uint_eq(trial.changes.count, 0);
    ck_assert_int_eq(tl_trial_outcome(&trial), TL_FAULT_NONE);
    ck_assert_double_eq(tl_trial_decides(&trial), 0);
    let_go();
    end();
}
END_TEST

START_TEST(another_need)
{
    begin();
    lab_save(&lab, baseline);
    replace("needs = { presence = 2.0; }", "needs = { presence = 3.0; }");
    hold();
    ck_assert_uint_eq(trial.different, LAB_N); /* at fewer nothing is looked at */
    ck_assert_uint_eq(trial.changes.count, 1);
    ck_assert_str_eq(trial.changes.items[0].path, "missions.a.needs.presence");
    ck_assert_int_eq(trial.changes.items[0].origin.line, 8);
    ck_assert(trial.place.is_known && trial.place.replication == 0 && trial.place.day == 0);
    ck_assert_uint_eq(trial.place.mission_count, 1);
    ck_assert_str_eq(trial.place.missions[0], "a");
    ck_assert_uint_gt(trial.judgements.counts[TL_RULING_REGRESSED], 0);
    ck_assert_int_eq(tl_trial_outcome(&trial), TL_FAULT_NO);
    /* on both sides another event, of the same second, with words for it */
    ck_assert(trial.has_fork);
    const struct tl_fork_chain *now = &trial.fork.chains[TL_FORK_IS];
    ck_assert_uint_gt(now->count, 0);
    ck_assert_ptr_nonnull(strstr(now->lines[now->count - 1], "D+0 00:00:00"));
    let_go();
    end();
}
END_TEST

/* Replication 2 alone was another one: it is found, by its day; the trace of replication 0 has nothing to say. */
START_TEST(one_replication_and_its_day)
{
    begin();
    baseline->fingerprints[2][0] = baseline->fingerprints[2][0] == '0' ? '1' : '0';
    baseline->records[2].days[5] = "00000000000000000000000000000000";
    lab_save(&lab, baseline);
    hold();
    ck_assert_uint_eq(trial.different, 1);
    ck_assert_uint_eq(trial.first, 2);
    ck_assert(trial.place.is_known && trial.place.replication == 2 && trial.place.day == 5);
    ck_assert(!trial.has_fork);
    ck_assert_int_eq(tl_trial_outcome(&trial), TL_FAULT_NONE); /* no measure differs */
    let_go();
    end();
}
END_TEST

/* Without the trace beside it there is no fork, and everything else. */
START_TEST(no_trace_beside_it)
{
    begin();
    lab_save(&lab, baseline);
    ck_assert_int_eq(unlink(lab.trace), 0);
    replace("count = 3", "count = 2");
    hold();
    ck_assert(trial.place.is_known && !trial.has_fork);
    ck_assert_ptr_nonnull(strstr(trial.trace_fault, "lab.check.trace.gz is not there"));
    ck_assert_int_eq(tl_trial_outcome(&trial), TL_FAULT_NO);
    let_go();
    end();
}
END_TEST

/* One of another baseline beside it: nothing is told of it. */
START_TEST(another_trace_beside_it)
{
    begin();
    lab_save(&lab, baseline);
    replace("count = 3", "count = 4");
    struct tl_baseline *other = lab_make(&lab, NULL); /* its trace stays */
    replace("count = 3", "count = 2");
    hold();
    ck_assert(trial.place.is_known && trial.place.replication == 0 && !trial.has_fork);
    ck_assert_ptr_nonnull(strstr(trial.trace_fault, "lab.check.trace.gz is not the trace of this baseline"));
    let_go();
    tl_baseline_destroy(other);
    end();
}
END_TEST

/* What is expected is no part of what is simulated: other events are the program's, then, too. */
START_TEST(expectations_are_not_simulated)
{
    begin();
    baseline->fingerprints[9][0] = baseline->fingerprints[9][0] == '0' ? '1' : '0';
    lab_save(&lab, baseline);
    replace("title = \"Lab\";", "title = \"Lab\"; expect = { some = \"mean(index.headline) >= 0\"; };");
    hold();
    ck_assert_uint_eq(trial.changes.count, 1);
    ck_assert_str_eq(trial.changes.items[0].path, "expect.some");
    ck_assert_uint_eq(trial.different, 1);
    ck_assert(tl_trial_is_program(&trial));
    ck_assert_int_eq(tl_trial_outcome(&trial), TL_FAULT_NONE);
    let_go();
    replace("count = 3", "count = 2");
    hold();
    ck_assert(!tl_trial_is_program(&trial));
    let_go();
    end();
}
END_TEST

static struct tl_baseline_measure *find_measure(const char *name)
{
    for (size_t m = 0; m < baseline->measure_count; m++) {
        if (strcmp(baseline->measures[m].measure, name) == 0) {
            return &baseline->measures[m];
        }
    }
    return NULL;
}

/* The same events are another outcome where they are measured otherwise, and none by what libraries of mathematics differ by. */
START_TEST(measured_otherwise)
{
    begin();
    struct tl_baseline_measure *measure = find_measure("coverage");
    for (size_t i = 0; i < LAB_N; i++) {
        measure->values[i] = nextafter(measure->values[i], 2);
    }
    lab_save(&lab, baseline);
    hold();
    ck_assert(trial.different == 0 && !trial.is_other && !tl_trial_is_program(&trial));
    ck_assert_int_eq(tl_trial_outcome(&trial), TL_FAULT_NONE);
    let_go();
    for (size_t i = 0; i < LAB_N; i++) {
        measure->values[i] += 0.5;
    }
    lab_save(&lab, baseline);
    hold();
    ck_assert(trial.different == 0 && trial.is_other && tl_trial_is_program(&trial));
    ck_assert(!trial.place.is_known);
    ck_assert_uint_eq(trial.judgements.counts[TL_RULING_REGRESSED], 1);
    ck_assert_int_eq(tl_trial_outcome(&trial), TL_FAULT_NO);
    let_go();
    measure->measure = "gone";
    lab_save(&lab, baseline);
    hold();
    ck_assert(trial.different == 0 && trial.is_other); /* what cannot be judged does not pass */
    ck_assert_int_eq(tl_trial_outcome(&trial), TL_FAULT_NO);
    let_go();
    measure->tolerance = NAN; /* nobody judges it */
    lab_save(&lab, baseline);
    hold();
    ck_assert(!trial.is_other);
    let_go();
    end();
}
END_TEST

/* A change at the end of a long text is one. */
START_TEST(long_values)
{
    struct tl_text expect = {0};
    lab = lab_open();
    tl_text_print(&expect, "expect = { some = \"mean(index.headline) >= %5000s\"; }; title", "0");
    replace("title", tl_text_get(&expect));
    baseline = lab_make(&lab, NULL);
    lab_save(&lab, baseline);
    *strstr(expect.data, "0\"; }") = '1';
    replace("title", tl_text_get(&expect));
    hold();
    ck_assert_uint_eq(trial.changes.count, 1);
    let_go();
    tl_text_clear(&expect);
    end();
}
END_TEST

START_TEST(what_it_comes_to)
{
    trial = (struct tl_trial){.was_judged = true, .events = 9};
    ck_assert_int_eq(tl_trial_outcome(&trial), TL_FAULT_NONE);
    trial.open = 1;
    ck_assert_int_eq(tl_trial_outcome(&trial), TL_FAULT_UNDECIDED);
    trial.judgements.counts[TL_RULING_IMPROVED] = 1;
    ck_assert_int_eq(tl_trial_outcome(&trial), TL_FAULT_NO);
    trial = (struct tl_trial){.was_judged = true};
    ck_assert_int_eq(tl_trial_outcome(&trial), TL_FAULT_NO); /* nothing happens in it */
    trial = (struct tl_trial){.events = 9};
    ck_assert_int_eq(tl_trial_outcome(&trial), TL_FAULT_UNDECIDED); /* not run */
    trial.crash_count = 1;
    ck_assert_int_eq(tl_trial_outcome(&trial), TL_FAULT_WORLD);
    trial.interrupted = true;
    ck_assert_int_eq(tl_trial_outcome(&trial), TL_FAULT_INTERRUPT);
    tl_error_add(&trial.failures, TL_FAULT_USER, "cut off");
    ck_assert_int_eq(tl_trial_outcome(&trial), TL_FAULT_USER);
    tl_error_clear(&trial.failures);
}
END_TEST

TL_TEST_MAIN(trial, as_it_was, another_need, one_replication_and_its_day, no_trace_beside_it,
             another_trace_beside_it, expectations_are_not_simulated, long_values, measured_otherwise,
             what_it_comes_to)
