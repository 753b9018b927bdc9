/* A small scenario in a folder of its own, run in process, and the baseline of what came of it. */
#ifndef TL_TEST_BASELINE_LAB_H
#define TL_TEST_BASELINE_LAB_H

#include <ftw.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "baseline/trial.h"
#include "model/model.h"
#include "scenario/mistake.h"
#include "test.h"

#define LAB_N 20

/* Ships that fail at random. */
static const char lab_text[] =
    "trilat = 1; title = \"Lab\"; horizon = \"20 d\"; headline = [\"line\"];\n"
    "places = { p = { kind = \"port\"; at = [0.0, 0.0]; }; sea = { kind = \"area\"; at = [0.0, 1.0]; }; };\n"
    "partners = { blue = { capital = \"p\"; rank = 1; policy = \"greedy\"; rhythm = \"12 h\"; }; };\n"
    "classes = { ship = { domain = \"sea\"; speed = \"18 kn\"; gives = { presence = 1.0; }; endurance = \"4 "
    "d\";\n"
    "turnaround = \"1 d\"; failures = \"exponential(5 d)\"; repair = \"empirical(\\\"repairs.csv\\\")\"; }; "
    "};\n"
    "assets = { s = { class = \"ship\"; partner = \"blue\"; home = \"p\"; count = 3; }; };\n"
    "missions = { a = { kind = \"station\"; theatre = \"line\"; area = \"sea\"; partners = [\"blue\"];\n"
    "needs = { presence = 2.0; }; }; };\n";

struct lab {
    char folder[64];
    char scenario[96], baseline[96], trace[96];
};

static inline void lab_write(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    ck_assert(fputs(text, file) >= 0 && fclose(file) == 0);
}

static inline struct lab lab_open(void)
{
    struct lab lab = {.folder = "/tmp/trilat-lab-XXXXXX"};
    char samples[96];
    ck_assert_ptr_nonnull(mkdtemp(lab.folder));
    snprintf(lab.scenario, sizeof lab.scenario, "%s/lab.cfg", lab.folder);
    snprintf(lab.baseline, sizeof lab.baseline, "%s/lab.check.json", lab.folder);
    snprintf(lab.trace, sizeof lab.trace, "%s/lab.check.trace.gz", lab.folder);
    snprintf(samples, sizeof samples, "%s/repairs.csv", lab.folder);
    lab_write(lab.scenario, lab_text);
    lab_write(samples, "1 d\n3 d\n");
    return lab;
}

static inline int lab_remove(const char *path, const struct stat *status, int type, struct FTW *where)
{
    (void)status;
    (void)type;
    (void)where;
    return remove(path);
}

static inline void lab_close(struct lab *lab)
{
    ck_assert_int_eq(nftw(lab->folder, lab_remove, 8, FTW_DEPTH | FTW_PHYS), 0);
}

static inline struct tl_scenario *lab_read(const struct lab *lab, struct tl_model **model)
{
    struct tl_error err = {0};
    struct tl_scenario *scenario = tl_scenario_read(lab->scenario, NULL, NULL, 0, NULL, 0, &err);
    *model = scenario ? tl_model_build(scenario, &err) : NULL;
    tl_error_print(&err, stderr);
    ck_assert_ptr_nonnull(*model);
    return scenario;
}

/* Run the scenario and make its baseline; the trace of replication 0 is put beside it. before: may be NULL */
static inline struct tl_baseline *lab_make(const struct lab *lab, const struct tl_baseline *before)
{
    struct tl_error err = {0};
    struct tl_model *model;
    struct tl_scenario *scenario = lab_read(lab, &model);
    struct tl_study_options options = {.seed = 7,
                                       .n = LAB_N,
                                       .jobs = 2,
                                       .traces = lab->folder,
                                       .trace_last = TL_BASELINE_RECORDS - 1,
                                       .fingerprints = true};
    const struct tl_model *const models[] = {model};
    struct tl_study *study = tl_study_run(models, 1, &options, &err);
    ck_assert_ptr_nonnull(study);
    struct tl_baseline *baseline = tl_baseline_make(lab->baseline, scenario, study, before, &err);
    tl_error_print(&err, stderr);
    ck_assert_ptr_nonnull(baseline);
    char path[128];
    snprintf(path, sizeof path, "%s/lab.r0.trace.gz", lab->folder);
    ck_assert_int_eq(rename(path, lab->trace), 0);
    tl_study_destroy(study);
    tl_model_destroy(model);
    tl_scenario_destroy(scenario);
    return baseline;
}

static inline void lab_save(const struct lab *lab, const struct tl_baseline *baseline)
{
    struct tl_text text = {0};
    tl_baseline_print(baseline, &text);
    lab_write(lab->baseline, tl_text_get(&text));
    tl_text_clear(&text);
}

#endif
