/* How a loss rate is shared: by whole millionths, to the last one. */
#ifndef TL_MEASURE_LEDGER_SPLIT_H
#define TL_MEASURE_LEDGER_SPLIT_H

#include <stddef.h>
#include <stdint.h>

#define TL_NO_NEED SIZE_MAX

/* Split a whole amount in proportion to shares by largest remainder; the parts sum to it exactly. Ties go to the first.
 * amount  >= 0 and below 2^62
 * shares  [count] >= 0, below 2^62; their sum is > 0 where amount is
 * parts   [count] out */
void tl_ledger_split(int64_t amount, const int64_t *shares, size_t count, int64_t *parts);

/* The need by which a mission's coverage is the least: the one with the least supply / demand of those in which supply is below
 * demand, compared exactly; of equal ones the first. TL_NO_NEED: nothing is missing. */
size_t tl_ledger_binding_need(size_t needs, const int64_t *supply_u, const int64_t *demand_u);

#endif
