/* Scenarios held against their baselines, for reading and for the programs of a CI. Pure functions: trials in, text out. */
#ifndef TL_REPORT_CHECK_H
#define TL_REPORT_CHECK_H

#include "baseline/trial.h"
#include "report/page.h"

/* "passes", "regressed", "improved", "moved", "fails" (an expectation), "undecided", "empty" (nothing happens), "crashed", "interrupted",
 * "refused" (mistakes in the baseline or the scenario), "failed" (the world), "not run" */
const char *tl_check_word(const struct tl_trial *trial);

enum tl_check_format {
    TL_CHECK_TABLE,
    TL_CHECK_JSON,
    TL_CHECK_GITHUB,
    TL_CHECK_MARKDOWN,
    TL_CHECK_JUNIT,
    TL_CHECK_FORMATS
};
/* "table", by enum tl_check_format; NULL ends it */
extern const char *const tl_check_formats[TL_CHECK_FORMATS + 1];

/* In one of the formats below. page: of a table alone */
void tl_check_print(const struct tl_trial *trials, size_t count, enum tl_check_format format,
                    const struct tl_page *page, struct tl_text *out);

/* A paragraph a baseline, with what is no longer as it was; then how many pass. */
void tl_check_print_table(const struct tl_trial *trials, size_t count, const struct tl_page *page,
                          struct tl_text *out);

/* One document, "trilat.check-report/1". */
void tl_check_print_json(const struct tl_trial *trials, size_t count, struct tl_text *out);

/* Annotations of GitHub Actions: an error at each value of a scenario that changed where its outcome moved, else at its baseline. */
void tl_check_print_github(const struct tl_trial *trials, size_t count, struct tl_text *out);

/* A summary for people in Markdown: a table of baselines, and one of measures for each that does not pass. */
void tl_check_print_markdown(const struct tl_trial *trials, size_t count, struct tl_text *out);

/* A JUnit report: a test case a baseline; what is undecided is a failure, what is refused or failed an error, what was not run skipped. */
void tl_check_print_junit(const struct tl_trial *trials, size_t count, struct tl_text *out);

/* ---- what the formats share ---- */

#define TL_CHECK_TOLD 4
extern const enum tl_ruling
    tl_check_told[TL_CHECK_TOLD]; /* verdicts that are told one by one, the gravest first */

/* The next judgement of a verdict behind `last` (NULL: the first): the largest as a multiple of what matters first, of equals in their
 * order. NULL: there is none. */
const struct tl_judgement *tl_check_next(const struct tl_judgements *judgements, enum tl_ruling verdict,
                                         const struct tl_judgement *last);

/* "coverage neo-japan" */
void tl_check_add_name(const struct tl_judgement *judgement, struct tl_text *out);
/* "0.88 to 0.86: by -0.022 (-0.024 to -0.02), matters from 0.01" */
void tl_check_add_difference(const struct tl_judgement *judgement, struct tl_text *out);
/* "missions.a.weight was 4, is 5" */
void tl_check_add_change(const struct tl_baseline_change *change, struct tl_text *out);
/* `expect.fast "p(...) >= 0.9" fails: it is 0.8 (0.75 to 0.84)` */
void tl_check_add_expected(const struct tl_trial *trial, size_t expectation, struct tl_text *out);

/* Plain lines: when and where events differ; that it is the program; what would decide; why the first event is not known. */
void tl_check_add_place(const struct tl_trial *trial, struct tl_text *out);
void tl_check_add_program(const struct tl_trial *trial, struct tl_text *out);
void tl_check_add_advice(const struct tl_trial *trial, struct tl_text *out);
void tl_check_add_trace_fault(const struct tl_trial *trial, struct tl_text *out);

/* The first event that differs, of both sides, with what led to it, below this heading. */
#define TL_CHECK_FORK "The first event that differs in replication 0, with what led to it"
void tl_check_add_fork(const struct tl_fork *fork, const struct tl_page *page, struct tl_text *out);

/* What moved from one baseline to the next, for the message of a commit. judgements: of the new outcome by the old baseline. */
void tl_check_print_moves(const struct tl_baseline_changes *changes, const struct tl_judgements *judgements,
                          const struct tl_page *page, struct tl_text *out);

/* Refused, failed, or not run? */
bool tl_check_is_absent(const struct tl_trial *trial);

/* What is told of one baseline in a table; of one that was refused, failed or was not run, that alone. */
void tl_check_add_trial(const struct tl_trial *trial, const struct tl_page *page, struct tl_text *out);

/* How a trial ends, in one plain line without markup: "regressed: coverage neo-japan 0.88 to 0.86 (-0.022, -0.024 to -0.020; matters from
 * 0.01)". */
void tl_check_print_reason(const struct tl_trial *trial, struct tl_text *out);

#endif
