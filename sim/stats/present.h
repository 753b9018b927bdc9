/* Values that are there: NAN marks a measure that a replication does not have. For sim/stats/ alone. */
#ifndef TL_STATS_PRESENT_H
#define TL_STATS_PRESENT_H

#include <stddef.h>

#include "stats/stats.h"

/* The values that are not NAN, in their order; heap, never NULL, the caller frees.
 * kept  out: how many */
double *tl_stats_copy_present(const double *values, size_t n, size_t *kept);

/* Sort values that hold no NAN, the least first. */
void tl_stats_sort(double *values, size_t n);

/* An interval without ends around `value`; flagged where some of the `n` are absent or only one is there. */
struct tl_interval tl_stats_bare_interval(double value, size_t kept, size_t n);

#endif
