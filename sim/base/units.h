/* Units: what a user writes ("18 kn", "3 d 6 h", "2.2 /d") and the SI numbers that the program computes with. */
#ifndef TL_BASE_UNITS_H
#define TL_BASE_UNITS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

/* What a number measures. The canonical unit is what tl_unit_parse returns. */
enum tl_unit {
    TL_UNIT_NONE,   /* a bare number; "%" is allowed: 40 % is 0.4 */
    TL_UNIT_TIME,   /* s: s min h d wk */
    TL_UNIT_LENGTH, /* m: m km nmi */
    TL_UNIT_SPEED,  /* m/s: kn km/h m/s */
    TL_UNIT_RATE,   /* events per s: "2.2 /d", "1 /h" */
    TL_UNIT_FLOW,   /* persons per s: "800 persons/h" */
};

#define TL_DAY_S  INT64_C(86400)
#define TL_HOUR_S INT64_C(3600)

/* Round half up to a whole number, the rule for every delay. `value` within +-9e18. */
int64_t tl_round(double value);

/* A leg's whole seconds: round-half-up(length_m / speed_mps). speed_mps > 0. */
int64_t tl_leg_seconds(double length_m, double speed_mps);

/* Parse one quantity. Several terms add up for times ("3 d 6 h").
 * text   the whole string must be used
 * unit   what is due here; a bare number where a unit is due is a mistake
 * value  out: in the canonical unit
 * rule   out, on failure: what was expected, a static text such as "a time needs a unit: s, min, h, d or wk"
 * Returns false on a mistake. */
bool tl_unit_parse(const char *text, enum tl_unit unit, double *value, const char **rule);

/* Parse a quantity that may be marked as not known: a plain one, whose bounds are all the same, or
 * "uncertain(low, nominal, high)" with low <= nominal <= high.
 * bounds     out: low, nominal, high in the canonical unit
 * uncertain  out: was it marked?
 * rule       as for tl_unit_parse */
bool tl_unit_parse_uncertain(const char *text, enum tl_unit unit, double bounds[3], bool *uncertain,
                             const char **rule);

/* A moment from the scenario's start: a duration, "D+3 06:00", "D+3", or an ISO date-time with Z ("2017-04-25T00:00:00Z").
 * epoch_s  the scenario's start in Unix seconds; needed for ISO dates
 * time_s   out: whole seconds from the start, >= 0 */
bool tl_moment_parse(const char *text, int64_t epoch_s, int64_t *time_s, const char **rule);

/* "2017-04-25T00:00:00Z" (or the date alone) to Unix seconds and back; proleptic Gregorian, UTC. */
bool tl_date_parse(const char *text, int64_t *unix_s, const char **rule);
void tl_date_print(struct tl_text *out, int64_t unix_s);

/* When the calendar quarter after that of a moment begins: the first of January, April, July or October at midnight, UTC. */
int64_t tl_date_next_quarter(int64_t unix_s);

/* "D+3 06:00" (seconds only where they are not 0). */
void tl_moment_print(struct tl_text *out, int64_t time_s);

/* A duration for reading, in the largest unit that keeps two significant places: "36 h", "4.2 d", "90 s". */
void tl_span_print(struct tl_text *out, double span_s);

#endif
