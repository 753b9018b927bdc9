/* What stands beside the index: incidents and their answers, visits of outside parties, gaps that could have been served and double
 * cover. */
#ifndef TL_REPORT_INCIDENTS_H
#define TL_REPORT_INCIDENTS_H

#include "report/sheet.h"

/* One scenario: a table each of what its missions have of it. Nothing where they have nothing. */
void tl_incidents_print_run(struct tl_sheet *sheet);

/* A variant against the base, in one table: what both have, where it is not 0 in both. Of gaps and of double cover those changes that
 * exclude 0, the greatest few of the others, and how many more there are; numbers that change nowhere are named in a line.
 * variant  1 and up */
void tl_incidents_print_compare(struct tl_sheet *sheet, size_t variant);

#endif
