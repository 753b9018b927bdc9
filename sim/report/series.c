#include "report/series.h"

static void give_curve(const struct tl_report *report, struct tl_curve_row row, tl_take_curve *take,
                       void *self)
{
    tl_bands_init(&row.bands, row.curve, row.base ? tl_range_of_degradation : tl_range_of_share,
                  report->confidence);
    take(self, &row);
    tl_bands_clear(&row.bands);
}

void tl_series_walk(const struct tl_report *report, tl_take_curve *take, void *self)
{
    const struct tl_study *study = report->study;
    if (study->kept == 0) {
        return;
    }
    for (size_t v = 0; v < study->variant_count; v++) {
        const struct tl_study_variant *variant = &study->variants[v];
        const char *label = tl_report_roster(report, v)->scenario;
        for (size_t i = 0; i < variant->series_count; i++) {
            const struct tl_series *series = &variant->series[i];
            give_curve(
                report,
                (struct tl_curve_row){label, NULL, series->measure, series->entity, &variant->curves[i], {0}},
                take, self);
        }
    }
    const struct tl_roster *base = tl_report_roster(report, 0);
    for (size_t v = 1; v < study->variant_count; v++) {
        const char *label = tl_report_roster(report, v)->scenario;
        for (size_t i = 0; i < base->index_count; i++) {
            give_curve(report,
                       (struct tl_curve_row){label,
                                             base->scenario,
                                             "degradation",
                                             base->indexes[i].name,
                                             &study->pairs[v].degradation[i],
                                             {0}},
                       take, self);
        }
    }
}
