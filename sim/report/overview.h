/* What a trace comes to, for reading. A pure function: what sim/story found in, text out. */
#ifndef TL_REPORT_OVERVIEW_H
#define TL_REPORT_OVERVIEW_H

#include "report/page.h"
#include "story/overview.h"

/* The header's facts, events by day and by kind, turning points with their ids, and the main measures.
 * path   as the user typed it
 * bytes  of the file; 0: not known */
void tl_overview_print(const struct tl_overview *overview, const struct tl_roster *roster, const char *path,
                       int64_t bytes, const struct tl_page *page, struct tl_text *out);

#endif
