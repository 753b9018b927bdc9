/* The table of a comparison: what each variant costs, how deep it dips and how it recovers. */
#ifndef TL_REPORT_COSTS_H
#define TL_REPORT_COSTS_H

#include "report/contrast.h"
#include "report/sheet.h"

/* As many variants side by side as the page bears, and the notes of the table.
 * contrasts  [variants]; the base's, which comes first, is unused */
void tl_costs_print(struct tl_sheet *sheet, const struct tl_contrast *contrasts);

#endif
