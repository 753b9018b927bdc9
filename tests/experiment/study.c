#include "test.h"

#include <math.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "experiment/study.h"

#include "experiment/toy.h"

static struct tl_study *run(const struct tl_model *const *models, size_t count, uint64_t n, unsigned jobs)
{
    struct tl_error err = {0};
    struct tl_study_options options = {.seed = 7, .first = 10, .n = n, .jobs = jobs};
    struct tl_study *study = tl_study_run(models, count, &options, &err);
    ck_assert(tl_error_is_empty(&err));
    ck_assert_ptr_nonnull(study);
    ck_assert_int_eq(waitpid(-1, NULL, WNOHANG), -1);
    return study;
}

static void check_same_curve(const struct tl_curve *one, const struct tl_curve *other)
{
    ck_assert_uint_eq(one->n, other->n);
    ck_assert_uint_eq(one->cells, other->cells);
    ck_assert_mem_eq(one->mean, other->mean, one->cells * sizeof(double));
    ck_assert_mem_eq(one->covariance, other->covariance, one->cells * (one->cells + 1) / 2 * sizeof(double));
}

static void check_same_pair(const struct tl_study_pair *one, const struct tl_study_pair *other, size_t kept)
{
    for (size_t i = 0; i < 2; i++) {
        check_same_curve(&one->degradation[i], &other->degradation[i]);
    }
    for (size_t i = 0; i < kept; i++) {
        const struct tl_pair *p = &one->pairs[i], *q = &other->pairs[i];
        ck_assert_int_eq(p->degradation_us, q->degradation_us);
        ck_assert_double_eq(p->dip, q->dip);
        ck_assert_int_eq(p->closed, q->closed);
        ck_assert_int_eq(p->restored_s, q->restored_s);
    }
}

/* Every aggregate, bit for bit. */
static void check_same(const struct tl_study *one, const struct tl_study *other)
{
    ck_assert_uint_eq(one->kept, other->kept);
    ck_assert_mem_eq(one->replications, other->replications, one->kept * sizeof(uint64_t));
    for (size_t v = 0; v < one->variant_count; v++) {
        const struct tl_study_variant *a = &one->variants[v], *b = &other->variants[v];
        ck_assert_uint_eq(a->column_count, b->column_count);
        ck_assert_mem_eq(a->values, b->values, one->kept * a->kept_columns * sizeof(double));
        ck_assert_mem_eq(a->details, b->details, a->column_count * sizeof *a->details);
        ck_assert_uint_eq(a->events, b->events);
        for (size_t i = 0; i < a->series_count; i++) {
            check_same_curve(&a->curves[i], &b->curves[i]);
        }
        if (v > 0) {
            check_same_pair(&one->pairs[v], &other->pairs[v], one->kept);
        }
    }
}

/* The same bits for any number of jobs, though replications end in another order. */
START_TEST(jobs_change_nothing)
{
    struct tl_model base = make_toy("base", 0), slow = make_toy("slow", 2000), plain = make_toy("plain", 0);
    const struct tl_model *const models[] = {&base, &slow, &plain};
    struct tl_study *one = run(models, 3, 12, 1);
    ck_assert_uint_eq(one->kept, 12);
    ck_assert(!one->interrupted);
    for (unsigned jobs = 2; jobs <= 8; jobs *= 2) {
        struct tl_study *many = run(models, 3, 12, jobs);
        check_same(one, many);
        tl_study_destroy(many);
    }
    tl_study_destroy(one);
}
END_TEST

/* What the study keeps is what each replication gives by itself. */
START_TEST(values_are_the_replications_own)
{
    struct tl_model base = make_toy("base", 0), variant = make_toy("variant", 0);
    const struct tl_model *const models[] = {&base, &variant};
    variant.roster.in_force = &toy_may;
    struct tl_study *study = run(models, 2, 12, 2);
    struct tl_running hours = {0};
    for (size_t row = 0; row < study->kept; row++) {
        ck_assert_uint_eq(study->replications[row], 10 + row);
        for (size_t v = 0; v < 2; v++) {
            const struct tl_study_variant *kept = &study->variants[v];
            struct tl_measures *measures = tl_measures_create(&models[v]->roster);
            struct tl_sink sink = tl_measures_sink(measures);
            tl_kernel_run(models[v], 7, 10 + row, &sink, 1, NULL, NULL);
            const struct tl_outcome *outcome = tl_measures_finish(measures);
            ck_assert_mem_eq(&kept->values[row * kept->kept_columns], outcome->values,
                             kept->kept_columns * sizeof(double));
            double last = outcome->values[kept->column_count - 1];
            if (v == 1) {
                hours.n++;
                hours.mean += (last - hours.mean) / (double)hours.n;
                ck_assert_int_eq(study->pairs[1].pairs[row].order_s, outcome->orders_s[0]);
            }
            tl_measures_destroy(measures);
        }
    }
    const struct tl_study_variant *kept = &study->variants[1];
    ck_assert_uint_eq(kept->details[kept->column_count - 1].n, 12);
    ck_assert_double_eq(kept->details[kept->column_count - 1].mean, hours.mean);
    tl_study_destroy(study);
}
END_TEST

/* The clock of recovery: a diversion that never starts has none, and a variant without one that the base has not has it from the start. */
START_TEST(orders)
{
    struct tl_model base = make_toy("base", 0), never = make_toy("never", 0),
                    started = make_toy("started", 0);
    const struct tl_model *const models[] = {&base, &never, &started};
    started.roster.in_force = &toy_may;
    struct tl_study *without = run(models, 3, 4, 1);
    never.roster.in_force = &toy_may;
    struct tl_study *with = run(models, 3, 4, 1);
    ck_assert(!without->pairs[1].diverts && with->pairs[1].diverts && with->pairs[2].diverts);
    for (size_t row = 0; row < 4; row++) {
        const struct tl_pair *from_start = &without->pairs[1].pairs[row], *none = &with->pairs[1].pairs[row];
        ck_assert_int_eq(from_start->order_s, 0);
        ck_assert_int_ne(from_start->closed, TL_REACH_NO_ORDER);
        ck_assert_int_eq(none->order_s, TL_NONE);
        ck_assert_int_eq(none->closed, TL_REACH_NO_ORDER);
        ck_assert_int_eq(none->restored, TL_REACH_NO_ORDER);
        ck_assert_int_eq(none->degradation_us, from_start->degradation_us);
        ck_assert_double_eq(none->dip, from_start->dip);
        ck_assert_int_gt(with->pairs[2].pairs[row].order_s, 0);
    }
    base.roster.in_force = &toy_may;
    struct tl_study *both = run(models, 3, 4, 1);
    ck_assert(!both->pairs[1].diverts && !both->pairs[2].diverts);
    ck_assert_int_eq(both->pairs[2].pairs[0].order_s, 0);
    tl_study_destroy(both);
    tl_study_destroy(with);
    tl_study_destroy(without);
}
END_TEST

/* D is R_base - R_variant: by cell, and its integral is the difference of the losses. */
START_TEST(degradation)
{
    struct tl_model base = make_toy("base", 0), variant = make_toy("variant", 0);
    const struct tl_model *const models[] = {&base, &variant};
    struct tl_study *study = run(models, 2, 10, 2);
    const struct tl_curve *curve = &study->pairs[1].degradation[0];
    ck_assert_uint_eq(curve->n, 10);
    ck_assert_uint_eq(curve->cells, 10); /* 200,000 s */
    for (size_t cell = 0; cell < curve->cells; cell++) {
        double difference = study->variants[0].curves[0].mean[cell] - study->variants[1].curves[0].mean[cell];
        ck_assert_double_eq_tol(curve->mean[cell], difference, 1e-12);
    }
    size_t loss = 0;
    while (strcmp(study->variants[0].columns[loss].measure, "loss") != 0) {
        loss++;
    }
    for (size_t row = 0; row < 10; row++) {
        const struct tl_study_variant *v = study->variants;
        double more =
            v[1].values[row * v[1].kept_columns + loss] - v[0].values[row * v[0].kept_columns + loss];
        ck_assert_double_eq_tol((double)study->pairs[1].pairs[row].degradation_us / 1e6 / 86400, more, 1e-12);
    }
    tl_study_destroy(study);
}
END_TEST

/* A crashed replication leaves all variants and is told; the others are as they would have been. */
START_TEST(crash)
{
    struct tl_model base = make_toy("base", 0), variant = make_toy("steps[1]:x", 0);
    const struct tl_model *const models[] = {&base, &variant};
    struct tl_study *whole = run(models, 2, 20, 2);
    setenv("TL_TEST_ABORT", "steps[1]:x:13", 1);
    struct tl_study *study = run(models, 2, 20, 3);
    unsetenv("TL_TEST_ABORT");
    ck_assert_uint_eq(study->kept, 19);
    ck_assert(!study->interrupted);
    ck_assert_uint_eq(study->crash_count, 1);
    ck_assert_uint_eq(study->crashes[0].variant, 1);
    ck_assert_uint_eq(study->crashes[0].replication, 13);
    ck_assert_str_eq(study->crashes[0].why, "killed by signal 6 (Aborted)");
    for (size_t v = 0; v < 2; v++) {
        const struct tl_study_variant *a = &whole->variants[v], *b = &study->variants[v];
        size_t bytes = a->kept_columns * sizeof(double);
        ck_assert_mem_eq(a->values, b->values, 3 * bytes);
        ck_assert_mem_eq(a->values + 4 * a->kept_columns, b->values + 3 * b->kept_columns, 16 * bytes);
        ck_assert_uint_eq(b->curves[0].n, 19);
    }
    ck_assert_uint_eq(study->replications[2], 12);
    ck_assert_uint_eq(study->replications[3], 14);
    tl_study_destroy(study);
    tl_study_destroy(whole);
}
END_TEST

/* Ctrl-C: what is complete is kept, the handler from before is back, and nobody is left running. */
START_TEST(interrupt)
{
    struct tl_model base = make_toy("base", 5000), variant = make_toy("variant", 5000);
    const struct tl_model *const models[] = {&base, &variant};
    const int numbers[] = {SIGINT, SIGTERM};
    for (size_t i = 0; i < 2; i++) {
        struct sigaction before, after;
        sigaction(numbers[i], NULL, &before);
        pid_t parent = getpid();
        pid_t killer = fork();
        if (killer == 0) {
            usleep(300000);
            kill(parent, numbers[i]);
            _exit(0);
        }
        struct tl_error err = {0};
        struct tl_study_options options = {.seed = 7, .n = 100000, .jobs = 2};
        struct tl_study *study = tl_study_run(models, 2, &options, &err);
        ck_assert_ptr_nonnull(study);
        ck_assert(study->interrupted);
        ck_assert_uint_gt(study->kept, 0);
        ck_assert_uint_lt(study->kept, 100000);
        for (size_t row = 0; row < study->kept; row++) {
            ck_assert_uint_eq(study->replications[row], row);
        }
        ck_assert_double_lt(study->seconds, 10);
        tl_study_destroy(study);
        sigaction(numbers[i], NULL, &after);
        ck_assert(after.sa_handler == before.sa_handler);
        ck_assert_int_eq(waitpid(killer, NULL, 0), killer);
        ck_assert_int_eq(waitpid(-1, NULL, WNOHANG), -1);
    }
}
END_TEST

START_TEST(jobs_by_default)
{
    setenv("SLURM_CPUS_PER_TASK", "3", 1);
    ck_assert_uint_eq(tl_study_jobs_default(), 3);
    setenv("SLURM_CPUS_PER_TASK", "many", 1);
    ck_assert_uint_ge(tl_study_jobs_default(), 1);
    unsetenv("SLURM_CPUS_PER_TASK");
    cpu_set_t set;
    ck_assert_int_eq(sched_getaffinity(0, sizeof set, &set), 0);
    ck_assert_uint_eq(tl_study_jobs_default(), (unsigned)CPU_COUNT(&set));
    size_t cpu = (size_t)sched_getcpu();
    CPU_ZERO(&set);
    CPU_SET(cpu, &set);
    ck_assert_int_eq(sched_setaffinity(0, sizeof set, &set), 0);
    ck_assert_uint_eq(tl_study_jobs_default(), 1);
}
END_TEST

TL_TEST_MAIN(study, jobs_change_nothing, values_are_the_replications_own, orders, degradation, crash,
             interrupt, jobs_by_default)
