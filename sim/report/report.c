#include "report/report.h"

const char *tl_report_status(const struct tl_study *study)
{
    return study->interrupted ? "interrupted" : (study->crash_count > 0 ? "incomplete" : "complete");
}

const struct tl_roster *tl_report_roster(const struct tl_report *report, size_t variant)
{
    return &report->study->variants[variant].model->roster;
}

void tl_report_print_crashes(const struct tl_report *report, struct tl_text *out)
{
    const struct tl_study *study = report->study;
    for (size_t i = 0; i < study->crash_count; i++) {
        const struct tl_study_crash *crash = &study->crashes[i];
        const struct tl_report_scenario *scenario = &report->scenarios[crash->variant];
        tl_text_print(out,
                      "replication %llu of %s crashed: %s: replay with: trilat run %s%s%s --seed %llu "
                      "--replication %llu --traces DIR\n",
                      (unsigned long long)crash->replication,
                      tl_report_roster(report, crash->variant)->scenario, crash->why, scenario->file,
                      *scenario->options ? " " : "", scenario->options,
                      (unsigned long long)study->options.seed, (unsigned long long)crash->replication);
    }
}

struct tl_study tl_report_shown(const struct tl_report *report)
{
    struct tl_study study = *report->study;
    study.variant_count = report->shown > 0 ? report->shown : study.variant_count;
    return study;
}
