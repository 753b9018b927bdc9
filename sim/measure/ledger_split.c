#include "measure/ledger_split.h"

#include <assert.h>
#include <stdbool.h>

/* One more to the part with the largest remainder, which is spent. */
static void give_one(int64_t amount, const int64_t *shares, __int128 sum, size_t count, int64_t *parts)
{
    size_t best = 0;
    __int128 most = -1;
    for (size_t i = 0; i < count; i++) {
        __int128 over = (__int128)amount * shares[i] - parts[i] * sum; /* < 0 once it has got one */
        if (over > most) {
            most = over;
            best = i;
        }
    }
    parts[best]++;
}

void tl_ledger_split(int64_t amount, const int64_t *shares, size_t count, int64_t *parts)
{
    __int128 sum = 0;
    int64_t left = amount;
    for (size_t i = 0; i < count; i++) {
        sum += shares[i];
    }
    assert(amount == 0 || sum > 0);
    for (size_t i = 0; i < count; i++) {
        parts[i] = amount > 0 ? (int64_t)((__int128)amount * shares[i] / sum) : 0;
        left -= parts[i];
    }
    for (; left > 0; left--) {
        give_one(amount, shares, sum, count, parts);
    }
}

size_t tl_ledger_binding_need(size_t needs, const int64_t *supply_u, const int64_t *demand_u)
{
    size_t least = TL_NO_NEED;
    for (size_t i = 0; i < needs; i++) {
        bool is_short = supply_u[i] < demand_u[i];
        if (is_short && (least == TL_NO_NEED ||
                         (__int128)supply_u[i] * demand_u[least] < (__int128)supply_u[least] * demand_u[i])) {
            least = i;
        }
    }
    return least;
}
