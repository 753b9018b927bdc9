/* A window of time cut into columns of a page, with its axis: whole slices, each a round number of seconds, minutes or hours. */
#ifndef TL_REPORT_TIMESCALE_H
#define TL_REPORT_TIMESCALE_H

#include <stdint.h>

#include "report/page.h"

struct tl_timescale {
    int64_t from_s, to_s; /* from_s < to_s */
    int64_t slice_s;      /* of a column; the last one may be shorter */
    int columns;          /* at least 1 */
};

/* As many columns as the roundest slice gives that is hardly longer than the window asks for.
 * most  columns that there is room for, at least 1 */
struct tl_timescale tl_timescale_make(int64_t from_s, int64_t to_s, int most);

/* Add how long a column is: "18 h", "2 h 15 min". */
void tl_timescale_print_slice(const struct tl_timescale *scale, struct tl_text *out);

/* The column of a time in the window. */
int tl_timescale_column(const struct tl_timescale *scale, int64_t time_s);

/* How many seconds of [from_s, to_s) lie in a column. */
int64_t tl_timescale_overlap(const struct tl_timescale *scale, int column, int64_t from_s, int64_t to_s);

/* A moment in the window to point at. */
struct tl_timescale_mark {
    int64_t time_s;
    const char *what; /* ASCII */
};

/* Print the axis, indented: a rule with ticks and their times, round ones; then the marks, several to a line where they have room. On a
 * page that is read from its head, `above`, the times come first, then the rule, and no marks. */
void tl_timescale_print(const struct tl_timescale *scale, int indent, const struct tl_page *page,
                        struct tl_text *out);
void tl_timescale_print_above(const struct tl_timescale *scale, int indent, const struct tl_page *page,
                              struct tl_text *out);

/* Those that find no room are counted.
 * marks  in order of time, all in the window */
void tl_timescale_print_marks(const struct tl_timescale *scale, int indent,
                              const struct tl_timescale_mark *marks, size_t count, struct tl_text *out);

#endif
