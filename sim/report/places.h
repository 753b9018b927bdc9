/* Where a variant loses: differences of coverage by mission, and of the indexes off the headline. */
#ifndef TL_REPORT_PLACES_H
#define TL_REPORT_PLACES_H

#include "report/sheet.h"

/* Missions in the headline by their part of its loss, greatest first; then, never netted against it, the missions and indexes off
 * the headline; then each partner's own index.
 * variant  1 and up */
void tl_places_print(struct tl_sheet *sheet, size_t variant);

#endif
