/* Numbers for reading: never more digits than the interval bears. */
#ifndef TL_REPORT_NUMBER_H
#define TL_REPORT_NUMBER_H

#include <stddef.h>

#include "base/text.h"
#include "stats/stats.h"

/* How many decimals show half the interval's width with two significant digits; negative: tens, hundreds. Where one end is not
 * reached, the distance of the other from the value counts. Without any interval: four significant digits of the value. */
int tl_number_decimals(const struct tl_interval *interval);

/* `value` with `decimals` decimals; never "-0". Not reached (INFINITY) is "> LIMIT" with `limit` printed plainly. NAN is "-". */
void tl_number_print(struct tl_text *out, double value, int decimals, double limit);

/* Up to four significant digits without trailing zeros: for what is exact or has no interval. */
void tl_number_print_plain(struct tl_text *out, double value);

/* The value alone, rounded as its interval asks. */
void tl_number_print_value(struct tl_text *out, const struct tl_interval *interval, double limit);

/* What follows the value: "(0.71 to 0.97)", "identical in all 200", or nothing for a single value. */
void tl_number_print_range(struct tl_text *out, const struct tl_interval *interval, double limit);

/* The same for tables, where a note explains it: "0.71 to 0.97", "identical", or nothing. */
void tl_number_print_ends(struct tl_text *out, const struct tl_interval *interval, double limit);

/* Both: "0.84 (0.71 to 0.97)". */
void tl_number_print_interval(struct tl_text *out, const struct tl_interval *interval, double limit);

/* A share as percent: "8 %" or "92 % (87 to 95)"; 0 of n is "0 % (at most 3/n)" and all of n "100 % (at least 1 - 3/n)", the
 * rule of three (Hanley and Lippman-Hand, 1983), in percent. */
void tl_number_print_share(struct tl_text *out, const struct tl_interval *share);

/* The interval times a factor: for other units. */
struct tl_interval tl_number_scale(struct tl_interval interval, double factor);

#endif
