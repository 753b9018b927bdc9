/* Rows of a Gantt chart, drawn with letters: what something was in for longest, slice by slice, and how much there was of something. Rows are
 * filled interval by interval, so they need no more memory than what they show. */
#ifndef TL_REPORT_GANTT_H
#define TL_REPORT_GANTT_H

#include "event/event.h"
#include "report/timescale.h"

/* Which of several kinds holds, over time: an asset's state, its mission. */
struct tl_tally {
    int64_t *spent_s; /* [columns][kinds] */
    int kinds;
};

/* A number over time. */
struct tl_blocks {
    double *sum;      /* [columns] value x seconds */
    int64_t *known_s; /* [columns] for how long it is known; 0: nothing is drawn */
};

void tl_tally_init(struct tl_tally *tally, const struct tl_timescale *scale, int kinds);
void tl_tally_clear(struct tl_tally *tally);
/* The kind holds in [from_s, to_s), which lies in the window. */
void tl_tally_add(struct tl_tally *tally, const struct tl_timescale *scale, int64_t from_s, int64_t to_s,
                  int kind);
/* The kind that holds for longest in a column, of several the first; TL_NONE: none at all. */
int tl_tally_get(const struct tl_tally *tally, int column);
/* A bit, 1 << kind, for each of at most 32 kinds that ever holds. */
unsigned tl_tally_kinds(const struct tl_tally *tally, const struct tl_timescale *scale);
/* Do two rows look alike? */
bool tl_tally_are_alike(const struct tl_tally *a, const struct tl_tally *b, const struct tl_timescale *scale);

/* Print states of assets, a letter a column.
 * seen  [TL_STATES] those that are drawn are set in it */
void tl_letters_print(const struct tl_tally *states, const struct tl_timescale *scale, bool *seen,
                      const struct tl_page *page, struct tl_text *out);
/* Add what the letters mean that have been seen: "r ready, > transit". */
void tl_letters_add_legend(const bool *seen, struct tl_text *out);

/* Print names, each where its kind begins to hold, as far as it holds; nothing where that is narrower than three columns. A kind without
 * a name leaves its columns blank. Returns false, and prints nothing, where there is none.
 * names  [kinds] ASCII; NULL: no name */
bool tl_words_print(const struct tl_tally *tally, const struct tl_timescale *scale, const char *const *names,
                    struct tl_text *out);

void tl_blocks_init(struct tl_blocks *blocks, const struct tl_timescale *scale);
void tl_blocks_clear(struct tl_blocks *blocks);
/* The value is known in [from_s, to_s), and no other one is. */
void tl_blocks_set(struct tl_blocks *blocks, const struct tl_timescale *scale, int64_t from_s, int64_t to_s,
                   double value);
/* The value is greater by so much in [from_s, to_s), where it is known. */
void tl_blocks_raise(struct tl_blocks *blocks, const struct tl_timescale *scale, int64_t from_s, int64_t to_s,
                     double value);
/* Its mean over a column, NAN where it is not known; and over all columns. */
double tl_blocks_get(const struct tl_blocks *blocks, int column);
double tl_blocks_mean(const struct tl_blocks *blocks, const struct tl_timescale *scale);
/* The greatest mean of a column; 0 where nothing is known. */
double tl_blocks_most(const struct tl_blocks *blocks, const struct tl_timescale *scale);
/* The lowest block is nothing at all, the highest one `full`, above 0: anything between is drawn between. */
void tl_blocks_print(const struct tl_blocks *blocks, double full, const struct tl_timescale *scale,
                     const struct tl_page *page, struct tl_text *out);
/* How nothing and full are drawn. */
const char *tl_blocks_least(const struct tl_page *page);
const char *tl_blocks_full(const struct tl_page *page);

#endif
