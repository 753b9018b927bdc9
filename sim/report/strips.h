/* Strips: a line of blocks for each of several curves between 0 and 1, over one axis of days. */
#ifndef TL_REPORT_STRIPS_H
#define TL_REPORT_STRIPS_H

#include "report/sheet.h"

/* Print the curves of a measure in a scenario, those that there are, each behind its entity's name. Nothing where the page is too
 * narrow. */
void tl_strips_print(struct tl_sheet *sheet, size_t variant, const char *measure, const char *const *entities,
                     size_t count);

#endif
