/* What is possible: an interval by Student's t or the bootstrap knows no bounds, the quantity does. */
#ifndef TL_REPORT_RANGE_H
#define TL_REPORT_RANGE_H

#include "measure/measure.h"
#include "stats/stats.h"

struct tl_range {
    double low, high; /* -INFINITY, INFINITY where there is none */
};

extern const struct tl_range tl_range_of_share;       /* an index, a coverage: 0 to 1 */
extern const struct tl_range tl_range_of_degradation; /* the difference of two: -1 to 1 */

/* Of a column's mean, and of the difference of two such means. */
struct tl_range tl_range_of_column(const struct tl_column *column);
struct tl_range tl_range_of_difference(const struct tl_column *column);

/* `value` or the nearest end of the range; NAN stays so. */
double tl_range_clamp(struct tl_range range, double value);

/* Both ends of the interval. Its value is not touched. */
struct tl_interval tl_range_cut(struct tl_range range, struct tl_interval interval);

#endif
