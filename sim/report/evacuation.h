/* The evacuation, and what opens and closes it: who is safe when, outside parties' postures, consents. Nothing where a scenario has none
 * of them. */
#ifndef TL_REPORT_EVACUATION_H
#define TL_REPORT_EVACUATION_H

#include "report/sheet.h"

void tl_evacuation_print_run(struct tl_sheet *sheet);

/* A variant against the base: what both have, and the paired change of means. variant  1 and up */
void tl_evacuation_print_compare(struct tl_sheet *sheet, size_t variant);

#endif
