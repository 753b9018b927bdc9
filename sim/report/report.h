/* Reports on a study: pages for reading, JSON and CSV for programs. */
#ifndef TL_REPORT_REPORT_H
#define TL_REPORT_REPORT_H

#include "experiment/study.h"
#include "report/page.h"

/* What a study does not know of its scenarios. Label, title and hash are in the roster. */
struct tl_report_scenario {
    const char *file;        /* as the user would type it */
    const char *const *with; /* overlays merged over the file */
    size_t with_count;
    const char *const *set; /* changes on top of the file: "PATH=VALUE", or "PATH" alone where it is unset */
    size_t set_count;
    const char *
        options; /* "--with x.cfg --set 'a.b=1'": what replays this variant, quoted for a shell; "" without any */
};

struct tl_buyback;        /* see buyback.h */
struct tl_counterfactual; /* see counterfactual.h */

struct tl_report {
    const struct tl_study *study;
    const struct tl_report_scenario *scenarios; /* [variants] */
    const char *command; /* the command line that reproduces the whole, quoted for a shell */
    double confidence;   /* 0.95 */
    size_t shown; /* so many variants stand on pages and in JSON; those behind them serve what compares with
                     them. 0: all */
    const struct tl_buyback *buyback;               /* what agreements buy back; NULL: nobody asked */
    const struct tl_counterfactual *counterfactual; /* what changes without a root; NULL: nobody asked */
};

enum tl_rows_kind { TL_ROWS_SUMMARY, TL_ROWS_REPLICATIONS, TL_ROWS_SERIES };

/* Pages for reading. One scenario: */
void tl_report_print_run(const struct tl_report *report, const struct tl_page *page, struct tl_text *out);
/* Several, each against the first: */
void tl_report_print_compare(const struct tl_report *report, const struct tl_page *page, struct tl_text *out);

/* One JSON document, "trilat.run/1" or "trilat.compare/1"; the schemas are in schema/. */
void tl_report_print_json(const struct tl_report *report, struct tl_text *out);

/* Tidy CSV with a header line. */
void tl_report_print_csv(const struct tl_report *report, enum tl_rows_kind rows, struct tl_text *out);

/* One line a crash, with the command that replays it. */
void tl_report_print_crashes(const struct tl_report *report, struct tl_text *out);

/* "complete", "incomplete" (replications crashed) or "interrupted". */
const char *tl_report_status(const struct tl_study *study);

/* The study with those variants alone that are shown; all else is borrowed from the report's. */
struct tl_study tl_report_shown(const struct tl_report *report);

/* The roster of a variant: of the model that was run. */
const struct tl_roster *tl_report_roster(const struct tl_report *report, size_t variant);

#endif
