/* Differences between two traces for reading. Pure functions: what sim/story found in, text out. */
#ifndef TL_REPORT_DIFFERENCES_H
#define TL_REPORT_DIFFERENCES_H

#include "report/page.h"
#include "story/causes.h"
#include "story/differences.h"
#include "story/divergence.h"
#include "story/heads.h"

/* Two traces, as the user named them. */
struct tl_differences_page {
    const struct tl_page *page;
    const char *paths[TL_SIDES];
    const struct tl_roster *rosters[TL_SIDES];
    struct tl_text *out;
};

/* Which traces these are, and what differs between their headers. */
void tl_differences_print_heads(const struct tl_differences_page *sheet, const struct tl_heads *heads);

/* Where they part, and the chains of causes on both sides: those that they share once.
 * chains  of the side's event; empty where it has none */
void tl_differences_print_parting(const struct tl_differences_page *sheet,
                                  const struct tl_divergence *divergence, const struct tl_causes *chains);

/* How many events fare how, by kind; what is covered and lost, by mission and day; the first differences, one by one.
 * within_s  as asked of tl_differences_read
 * limit     kinds and differences that are told at most, at least 1 */
void tl_differences_print(const struct tl_differences_page *sheet, const struct tl_differences *differences,
                          int64_t within_s, int limit);

#endif
