/* What the pages of run and compare share: heads, numbers in tables, notes. */
#ifndef TL_REPORT_SHEET_H
#define TL_REPORT_SHEET_H

#include "report/contrast.h"
#include "report/grid.h"
#include "report/marked.h"

/* A page being written. */
struct tl_sheet {
    const struct tl_report *report;
    const struct tl_page *page;
    struct tl_text *out;
    unsigned flags;          /* of all numbers so far: which notes are due */
    struct tl_marked marked; /* numbers of the table or the sentence under way */
};

/* A headline: a blank line, then the text in bold, filled to the width. */
void tl_sheet_print_title(struct tl_sheet *sheet, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* A filled paragraph. */
void tl_sheet_print_line(struct tl_sheet *sheet, int indent, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The scenarios, how many replications, and the command that reproduces all of it; a warning unless all are complete. */
void tl_sheet_print_head(struct tl_sheet *sheet);

/* The notes that the numbers so far ask for. */
void tl_sheet_print_notes(struct tl_sheet *sheet);

/* Put a number into two cells of a row: its value, and its interval with marks in the next column. The row is named in its first
 * column by then. */
void tl_sheet_set(struct tl_sheet *sheet, struct tl_grid *grid, size_t row, size_t column,
                  struct tl_interval interval);

/* Put the number alone into a cell. */
void tl_sheet_set_value(struct tl_grid *grid, size_t row, size_t column, const struct tl_interval *mean);

/* Add "0.84 (0.71 to 0.97)" with marks to a text. row, column: what the number is, should its median be told; column is borrowed.
 * `limit` as for tl_number_print. */
void tl_sheet_add_interval(struct tl_sheet *sheet, struct tl_text *text, const char *row, const char *column,
                           struct tl_interval interval, double limit);

/* Print the medians that the sentences so far ask for. A table's follow it by themselves. */
void tl_sheet_print_medians(struct tl_sheet *sheet);

/* Add two columns: a number and its interval. `drop` as in a grid. Returns the first one's number. */
size_t tl_sheet_add_number(struct tl_sheet *sheet, struct tl_grid *grid, const char *title, int drop);

/* Print the grid and the medians that it asks for, and release it. */
void tl_sheet_end_grid(struct tl_sheet *sheet, struct tl_grid *grid);

/* Is the index one of the partners' own? */
bool tl_sheet_is_partner(const struct tl_roster *roster, const char *index);

/* Add the names of the partners who share an index: the same weights in the base and in the variant. They stand in one row,
 * that of the first; returns false for the others, and adds nothing. */
bool tl_sheet_add_sharers(const struct tl_sheet *sheet, size_t variant, size_t index, struct tl_text *names);

/* The horizon in days. */
double tl_sheet_horizon_days(const struct tl_roster *roster);

/* The day on which measures start, 0 without a warm-up. */
double tl_sheet_warmup_days(const struct tl_roster *roster);

/* The days that measures are about: from the warm-up's end to the horizon. */
double tl_sheet_measured_days(const struct tl_roster *roster);

#endif
