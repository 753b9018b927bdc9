/* What is covered and lost on both sides of two traces, by mission and day. */
#ifndef TL_REPORT_DIFFERENCE_DAYS_H
#define TL_REPORT_DIFFERENCE_DAYS_H

#include "report/page.h"
#include "story/differences.h"

/* A row each mission and index that differs: the sums, the events that are not the same, and a strip of marks over the days where the page has
 * room for it. Nothing where none differs. */
void tl_difference_days_print(const struct tl_differences *differences, const struct tl_page *page,
                              struct tl_text *out);

#endif
