/* A study made by hand: 20 replications of a base and two variants over 45 days. All numbers come from a few formulas and the
 * random streams, so every page of it is the same for ever. */
#ifndef TL_TESTS_REPORT_FIXTURE_H
#define TL_TESTS_REPORT_FIXTURE_H

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/stream.h"
#include "report/report.h"

#define FIXTURE_DAYS     45
#define FIXTURE_CELLS    (FIXTURE_DAYS * 4)
#define FIXTURE_MISSIONS 4
#define FIXTURE_INDEXES  5
#define FIXTURE_ASSETS   3
#define FIXTURE_VARIANTS 3

struct fixture {
    struct tl_report report;
    struct tl_study study;
    struct tl_report_scenario scenarios[FIXTURE_VARIANTS];
    struct tl_model models[FIXTURE_VARIANTS];
    struct tl_study_variant variants[FIXTURE_VARIANTS];
    struct tl_study_pair pairs[FIXTURE_VARIANTS];
    struct tl_measures *measures;
};

static const double fixture_weights[FIXTURE_INDEXES][FIXTURE_MISSIONS] = {
    {3, 2, 1, 0}, {0, 0, 0, 1}, {3, 2, 1, 2}, {3, 4, 1, 1}, {3, 2, 1, 1}};

static const char *fixture_partners[] = {"japan", "rok", "us"};
static const char *fixture_diversions[] = {"away"};
static const char *fixture_capabilities[] = {"asw", "bmd", "escort", "surface"};
static const int64_t fixture_gives[] = {600000, 1000000, 1000000, 0};

static struct tl_roster fixture_roster(const char *label, const char *title)
{
    static const char *const indexes[] = {"headline", "senkaku", "japan", "rok", "us"};
    static struct tl_roster_mission missions[FIXTURE_MISSIONS] = {
        {.name = "bmd-soj", .theatre = "peninsula", .weight = 3, .needs = 1, .need = {1}, .post = 0},
        {.name = "escort-csg", .theatre = "peninsula", .weight = 2, .needs = 1, .need = {2}, .post = 0},
        {.name = "mpa-soj", .theatre = "peninsula", .weight = 1, .needs = 1, .need = {0}, .post = 0},
        {.name = "senkaku-msdf", .theatre = "senkaku", .weight = 1, .needs = 1, .need = {3}, .post = 0},
    };
    static struct tl_roster_asset assets[FIXTURE_ASSETS] = {
        {"js-kongo", "kongo", 0, fixture_gives},
        {"js-myoko", "kongo", 0, fixture_gives},
        {"us-barry", "ddg", 2, fixture_gives},
    };
    static struct tl_roster_index rows[FIXTURE_INDEXES];
    for (size_t i = 0; i < FIXTURE_INDEXES; i++) {
        rows[i] = (struct tl_roster_index){indexes[i], fixture_weights[i], 0};
        for (size_t m = 0; m < FIXTURE_MISSIONS; m++) {
            rows[i].weight_sum += fixture_weights[i][m];
        }
    }
    return (struct tl_roster){
        .program = "trilat 0.1.0",
        .scenario = label,
        .title = title,
        .hash = "0123456789abcdef0123456789abcdef",
        .seed = 7,
        .epoch_s = 1493078400, /* 2017-04-25 */
        .horizon_s = FIXTURE_DAYS * TL_DAY_S,
        .capabilities = {fixture_capabilities, 4},
        .partners = {fixture_partners, 3},
        .diversions = {fixture_diversions, 1},
        .missions = missions,
        .mission_count = FIXTURE_MISSIONS,
        .assets = assets,
        .asset_count = FIXTURE_ASSETS,
        .indexes = rows,
        .index_count = FIXTURE_INDEXES,
    };
}

/* How deep the variant's diversion cuts each mission's coverage at a day: it starts on D+2, is worst on D+6 and fades. */
static double fixture_cut(size_t variant, size_t mission, double day)
{
    static const double depths[FIXTURE_VARIANTS][FIXTURE_MISSIONS] = {
        {0, 0, 0, 0}, {0.05, 0.25, 0.01, -0.3}, {0.001, 0, 0, -0.02}};
    if (day < 2) {
        return 0;
    }
    double shape = day < 6 ? (day - 2) / 4 : exp(-(day - 6) / 6);
    return depths[variant][mission] * shape;
}

/* Coverage of a mission in one cell; `luck` in (0, 1) is the replication's own. */
static double fixture_coverage(size_t variant, size_t mission, size_t cell, double luck)
{
    static const double usual[FIXTURE_MISSIONS] = {0.95, 0.85, 0.9, 0.6};
    double day = (double)cell / 4;
    double wave = 0.02 * sin(day / 3 + (double)mission);
    double cut = fixture_cut(variant, mission, day) * (0.4 + 1.2 * luck);
    double covered = usual[mission] + wave + 0.05 * (luck - 0.5) - cut;
    return fmin(1, fmax(0, covered));
}

static void fixture_set(struct tl_study_variant *variant, double *row, const char *measure,
                        const char *entity, double value)
{
    for (size_t i = 0; i < variant->kept_columns; i++) {
        if (strcmp(variant->columns[i].measure, measure) == 0 &&
            strcmp(variant->columns[i].entity, entity) == 0) {
            row[i] = value;
        }
    }
}

/* The columns of forces: the hours of each partner sum to those of its assets. */
static void fixture_set_forces(struct tl_study_variant *variant, double *row, size_t v, double luck)
{
    double hours = 2 * FIXTURE_DAYS * 24;
    fixture_set(variant, row, "force-hours", "japan/on-station", hours * (0.5 + 0.1 * luck));
    fixture_set(variant, row, "force-hours", "japan/transit", hours * 0.2);
    fixture_set(variant, row, "force-hours", "japan/turnaround", hours * (0.3 - 0.1 * luck));
    fixture_set(variant, row, "force-hours", "us/on-station", hours / 2);
    fixture_set(variant, row, "diverted-hours", "japan", v == 1 ? 480 + 24 * luck : 0);
    fixture_set(variant, row, "diverted-under-way", "japan", v == 1 ? 0.2 + 0.05 * luck : (double)NAN);
    fixture_set(variant, row, "diverted-under-way", "us", NAN);
    fixture_set(variant, row, "diverted-under-way", "rok", NAN);
    fixture_set(variant, row, "gap-hours", "senkaku-msdf", luck > 0.9 ? 500 : 3 * luck);
}

static const char *const fixture_roots[3] = {"failure", "rotation", "diversion/away"};

/* What a mission's account of a root loses by its cells, in whole micro-index-seconds of its index: a third of the base's to failures,
 * two to rotation, and what a diversion cuts to it. */
static int64_t fixture_account(size_t v, size_t mission, size_t root, double luck, const double *covered)
{
    static const double shares[2] = {1.0 / 3, 2.0 / 3};
    size_t set = fixture_weights[0][mission] > 0 ? 0 : 1;
    double weight_sum = 0;
    double sum = 0;
    for (size_t m = 0; m < FIXTURE_MISSIONS; m++) {
        weight_sum += fixture_weights[set][m];
    }
    for (size_t c = 0; c < FIXTURE_CELLS; c++) {
        double cut = fixture_cut(v, mission, (double)c / 4) * (0.4 + 1.2 * luck);
        sum += root == 2 ? cut : (1 - covered[c] - cut) * shares[root];
    }
    return tl_round(1e6 * (double)TL_CELL_S * fixture_weights[set][mission] / weight_sum * sum);
}

/* The accounts of one replication. Those of the headline sum to its loss exactly: what roundings leave goes to an account that changes
 * anyway, and what does not change is the base's to the last bit. base: the accounts of the base, filled where v is 0 */
static void fixture_set_accounts(struct tl_study_variant *variant, double *row, size_t v, double luck,
                                 double covered[FIXTURE_MISSIONS][FIXTURE_CELLS], int64_t loss_us,
                                 int64_t base[FIXTURE_MISSIONS][3])
{
    const struct tl_roster *roster = &variant->model->roster;
    int64_t us[FIXTURE_MISSIONS][3];
    int64_t sums_us[3] = {0, 0, 0};
    int64_t left_us = loss_us;
    for (size_t m = 0; m < FIXTURE_MISSIONS; m++) {
        for (size_t i = 0; i < 3; i++) {
            us[m][i] = v > 0 && i < 2 ? base[m][i] : fixture_account(v, m, i, luck, covered[m]);
            left_us -= fixture_weights[0][m] > 0 ? us[m][i] : 0;
        }
    }
    us[0][v > 0 ? 2 : 1] += left_us;
    for (size_t m = 0; m < FIXTURE_MISSIONS; m++) {
        for (size_t i = 0; i < 3; i++) {
            char entity[64];
            base[m][i] = v > 0 ? base[m][i] : us[m][i];
            snprintf(entity, sizeof entity, "%s: %s", roster->missions[m].name, fixture_roots[i]);
            fixture_set(variant, row, "ledger-mission", entity, (double)us[m][i] / 1e6 / (double)TL_DAY_S);
            sums_us[i] += fixture_weights[0][m] > 0 ? us[m][i] : 0;
            fixture_set(variant, row, "ledger", fixture_roots[i],
                        (double)sums_us[i] / 1e6 / (double)TL_DAY_S);
        }
    }
}

/* One replication of one variant: its columns, its curves, and the steps of the headline's loss. */
static void fixture_run(struct fixture *fixture, size_t v, size_t replication, double luck,
                        struct tl_step *steps, double cells[FIXTURE_INDEXES][FIXTURE_CELLS])
{
    struct tl_study_variant *variant = &fixture->variants[v];
    const struct tl_roster *roster = &fixture->models[v].roster;
    double *row = variant->values + replication * variant->kept_columns;
    double covered[FIXTURE_MISSIONS][FIXTURE_CELLS];
    static int64_t base_accounts[FIXTURE_MISSIONS][3]; /* the base comes first */
    int64_t loss_us = 0;
    for (size_t m = 0; m < FIXTURE_MISSIONS; m++) {
        double sum = 0;
        for (size_t c = 0; c < FIXTURE_CELLS; c++) {
            covered[m][c] = fixture_coverage(v, m, c, luck);
            sum += covered[m][c];
        }
        fixture_set(variant, row, "coverage", roster->missions[m].name, sum / FIXTURE_CELLS);
        fixture_set(variant, row, "gap-hours", roster->missions[m].name, 6 * (FIXTURE_CELLS - sum));
        fixture_set(variant, row, "gap-longest", roster->missions[m].name, 12);
    }
    for (size_t i = 0; i < FIXTURE_INDEXES; i++) {
        double loss = 0;
        for (size_t c = 0; c < FIXTURE_CELLS; c++) {
            cells[i][c] = 1;
            for (size_t m = 0; m < FIXTURE_MISSIONS; m++) {
                cells[i][c] -= fixture_weights[i][m] * (1 - covered[m][c]) / roster->indexes[i].weight_sum;
            }
            loss += 1 - cells[i][c];
        }
        fixture_set(variant, row, "index", roster->indexes[i].name, 1 - loss / FIXTURE_CELLS);
        fixture_set(variant, row, "loss", roster->indexes[i].name, loss / 4);
    }
    for (size_t s = 0; s < variant->series_count; s++) {
        bool index = strcmp(variant->series[s].measure, "index") == 0;
        for (size_t e = 0; e < (index ? FIXTURE_INDEXES : FIXTURE_MISSIONS); e++) {
            const char *name = index ? roster->indexes[e].name : roster->missions[e].name;
            if (strcmp(variant->series[s].entity, name) == 0) {
                tl_curve_add(&variant->curves[s], index ? cells[e] : covered[e]);
            }
        }
    }
    for (size_t c = 0; c < FIXTURE_CELLS; c++) {
        steps[c] = (struct tl_step){(int64_t)c * TL_CELL_S, tl_round(1e6 * (1 - cells[0][c]))};
        loss_us += steps[c].rate_u * TL_CELL_S;
    }
    fixture_set_accounts(variant, row, v, luck, covered, loss_us, base_accounts);
    fixture_set_forces(variant, row, v, luck);
}

static void fixture_init_variant(struct fixture *fixture, size_t v, size_t kept)
{
    struct tl_study_variant *variant = &fixture->variants[v];
    *variant = (struct tl_study_variant){.model = &fixture->models[v]};
    variant->columns = tl_measures_columns(fixture->measures, &variant->column_count);
    variant->series = tl_measures_series(fixture->measures, &variant->series_count, &variant->cells);
    while (variant->kept_columns < variant->column_count &&
           variant->columns[variant->kept_columns].role != TL_COLUMN_DETAIL) {
        variant->kept_columns++;
    }
    variant->values = tl_alloc(kept * variant->kept_columns + 1, sizeof *variant->values);
    variant->details = tl_alloc(variant->column_count, sizeof *variant->details);
    variant->curves = tl_alloc(variant->series_count, sizeof *variant->curves);
    for (size_t i = 0; i < variant->series_count; i++) {
        tl_curve_init(&variant->curves[i], variant->cells);
    }
    fixture->pairs[v].diverts = true;
    fixture->pairs[v].pairs = tl_alloc(kept + 1, sizeof *fixture->pairs[v].pairs);
    fixture->pairs[v].degradation = tl_alloc(FIXTURE_INDEXES, sizeof *fixture->pairs[v].degradation);
    for (size_t i = 0; i < FIXTURE_INDEXES; i++) {
        tl_curve_init(&fixture->pairs[v].degradation[i], FIXTURE_CELLS);
    }
}

static void fixture_add_pair(struct fixture *fixture, size_t v, size_t replication,
                             struct tl_step (*steps)[FIXTURE_CELLS],
                             double (*cells)[FIXTURE_INDEXES][FIXTURE_CELLS])
{
    fixture->pairs[v].pairs[replication] = tl_pair_compare(steps[0], FIXTURE_CELLS, steps[v], FIXTURE_CELLS,
                                                           2 * TL_DAY_S, FIXTURE_DAYS * TL_DAY_S);
    for (size_t i = 0; i < FIXTURE_INDEXES; i++) {
        double degradation[FIXTURE_CELLS];
        for (size_t c = 0; c < FIXTURE_CELLS; c++) {
            degradation[c] = cells[0][i][c] - cells[v][i][c];
        }
        tl_curve_add(&fixture->pairs[v].degradation[i], degradation);
    }
}

/* variants  1 (a run) to 3;  kept  replications, 0 and up */
static void fixture_init(struct fixture *fixture, size_t variants, size_t kept)
{
    static const char *const labels[] = {"base", "senkaku-naval", "senkaku-air"};
    static const char *const titles[] = {"Korea 2017: base", "Ships to the Senkakus on day 2",
                                         "Aircraft to Naha on day 2"};
    static const char *const set[] = {"missions.mpa-soj.weight=1"};
    static struct tl_step steps[FIXTURE_VARIANTS][FIXTURE_CELLS];
    static double cells[FIXTURE_VARIANTS][FIXTURE_INDEXES][FIXTURE_CELLS];
    *fixture = (struct fixture){0};
    for (size_t v = 0; v < variants; v++) {
        fixture->models[v].roster = fixture_roster(labels[v], titles[v]);
        fixture->scenarios[v] = (struct tl_report_scenario){
            v == 0 ? "base.cfg" : "naval.cfg", NULL, 0, set, 1, "--set missions.mpa-soj.weight=1"};
    }
    fixture->measures = tl_measures_create(&fixture->models[0].roster);
    fixture->study = (struct tl_study){.options = {.seed = 7, .n = kept, .jobs = 1},
                                       .variant_count = variants,
                                       .variants = fixture->variants,
                                       .pairs = fixture->pairs,
                                       .kept = kept,
                                       .replications = tl_alloc(kept + 1, sizeof(uint64_t))};
    for (size_t v = 0; v < variants; v++) {
        fixture_init_variant(fixture, v, kept);
    }
    for (size_t k = 0; k < kept; k++) {
        struct tl_stream stream;
        double luck;
        tl_stream_init(&stream, 7, k, tl_hash_text("fixture"));
        tl_stream_draw(&stream, &luck);
        fixture->study.replications[k] = k;
        for (size_t v = 0; v < variants; v++) {
            fixture_run(fixture, v, k, luck, steps[v], cells[v]);
            if (v > 0) {
                fixture_add_pair(fixture, v, k, steps, cells);
            }
        }
    }
    fixture->report = (struct tl_report){.study = &fixture->study,
                                         .scenarios = fixture->scenarios,
                                         .command = "trilat compare base.cfg naval.cfg -n 20 --seed 7",
                                         .confidence = 0.95};
}

static void fixture_clear(struct fixture *fixture)
{
    for (size_t v = 0; v < fixture->study.variant_count; v++) {
        struct tl_study_variant *variant = &fixture->variants[v];
        for (size_t i = 0; i < variant->series_count; i++) {
            tl_curve_clear(&variant->curves[i]);
        }
        for (size_t i = 0; i < FIXTURE_INDEXES; i++) {
            tl_curve_clear(&fixture->pairs[v].degradation[i]);
        }
        free(variant->values);
        free(variant->details);
        free(variant->curves);
        free(fixture->pairs[v].pairs);
        free(fixture->pairs[v].degradation);
    }
    free(fixture->study.replications);
    tl_measures_destroy(fixture->measures);
}

#endif
