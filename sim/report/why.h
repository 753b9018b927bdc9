/* Chains of causes for reading. Pure functions: what sim/story found in, text out. */
#ifndef TL_REPORT_WHY_H
#define TL_REPORT_WHY_H

#include "report/page.h"
#include "story/account.h"
#include "story/causes.h"
#include "story/shortfall.h"

/* One event a paragraph; of those without a cause, what of the outside world it may be. */
void tl_why_print_events(const struct tl_event *events, size_t count, const struct tl_roster *roster,
                         const struct tl_page *page, struct tl_text *out);

/* One event a paragraph, from the outside on. */
void tl_why_print_chain(const struct tl_causes *chain, const struct tl_roster *roster,
                        const struct tl_page *page, struct tl_text *out);

/* A sentence and a table: what is booked to the root of the event. */
void tl_why_print_account(const struct tl_account *account, const struct tl_page *page, struct tl_text *out);

/* What is asked for, who counts, what the loss is booked to. */
void tl_why_print_shortfall(const struct tl_shortfall *shortfall, const struct tl_roster *roster,
                            int32_t mission, int64_t at_s, const struct tl_page *page, struct tl_text *out);

/* All that came of an event, as a tree: what has one consequence alone goes on in the same column. Of many consequences of one kind the first
 * three are told; no more than so many lines.
 * lines  at least 1 */
void tl_why_print_aftermath(const struct tl_aftermath *aftermath, const struct tl_roster *roster, int lines,
                            const struct tl_page *page, struct tl_text *out);

#endif
