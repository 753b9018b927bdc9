/* The vacancies of one mission: what is missing of its demand, each piece with the root of why. Plain data; over all vacancies the
 * amounts of a need sum to what is missing of it. Amounts are millionths of a capability, or of assets for kinds of incident. */
#ifndef TL_MEASURE_LEDGER_VACANCY_H
#define TL_MEASURE_LEDGER_VACANCY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "event/roster.h"

struct tl_vacancy {
    uint32_t number; /* its own for ever */
    int32_t asset;   /* whose absence it is; TL_NONE: a rise of demand */
    int32_t root;
    int8_t need;    /* of a rise */
    bool is_fresh;  /* a rise of this very second: who could meet it shows at its end */
    uint8_t sleeps; /* bit k: its mission has closed since, and need k has not been asked for again */
    int64_t amount_u[TL_NEEDS_MAX];
    int64_t spoken_u[TL_NEEDS_MAX]; /* capability on its way to fill it */
    int64_t high_u;                 /* of a rise: the demand that its need had then */
};

/* In the order of their age. Empty with its needs set, all else zero. */
struct tl_vacancies {
    size_t needs; /* of the mission: what lies behind them in arrays of TL_NEEDS_MAX is 0 */
    struct tl_vacancy *items;
    size_t count, capacity;
    uint32_t last_number;
};

void tl_vacancies_clear(struct tl_vacancies *vacancies);

/* An asset has left: [TL_NEEDS_MAX] of the needs is missing without it. Nothing is opened where that is nothing. */
void tl_vacancies_open(struct tl_vacancies *vacancies, int32_t asset, int32_t root, const int64_t *amount_u);

/* The demand of a need has risen to high_u: amount_u > 0 more is missing. */
void tl_vacancies_rise(struct tl_vacancies *vacancies, size_t need, int64_t amount_u, int64_t high_u,
                       int32_t root);

/* Move up to amount_u of a rise into a vacancy of its own with another root. */
void tl_vacancies_part(struct tl_vacancies *vacancies, size_t vacancy, int64_t amount_u, int32_t root);

/* An asset counts: so much less is missing ([TL_NEEDS_MAX], at most what is). It closes its own vacancy first, then that of the one
 * that it has relieved (`before`, TL_NONE: nobody), then the oldest; what is structural comes last, since nobody can fill that. */
void tl_vacancies_close(struct tl_vacancies *vacancies, int32_t asset, int32_t before,
                        const int64_t *amount_u);

/* The demand of a need has fallen: so much less is missing. First what is structural, then other rises, then the ramp, then absences;
 * the newest first. */
void tl_vacancies_lower(struct tl_vacancies *vacancies, size_t need, int64_t amount_u);

/* The mission closes: nothing is missing any longer. The absent are remembered. */
void tl_vacancies_sleep(struct tl_vacancies *vacancies);

/* One of them is free again for the mission, should it open. */
void tl_vacancies_forget(struct tl_vacancies *vacancies, int32_t asset);

/* Does it have any? */
bool tl_vacancies_has(const struct tl_vacancies *vacancies, int32_t asset);

/* Why the asset is away has changed. */
void tl_vacancies_relabel(struct tl_vacancies *vacancies, int32_t asset, int32_t root);

/* The oldest vacancy to which [TL_NEEDS_MAX] gives_u would add something and for which nobody sufficient is under way; SIZE_MAX: none. */
size_t tl_vacancies_find_open(const struct tl_vacancies *vacancies, const int64_t *gives_u);

/* By its number; NULL when it has been closed. */
struct tl_vacancy *tl_vacancies_find(struct tl_vacancies *vacancies, uint32_t number);

/* Remove those that are closed; the others keep their order. */
void tl_vacancies_sweep(struct tl_vacancies *vacancies);

/* What is missing of a need; of it, what is without an asset. */
int64_t tl_vacancies_sum(const struct tl_vacancies *vacancies, size_t need);
int64_t tl_vacancies_sum_of(const struct tl_vacancies *vacancies, int32_t asset, size_t need);

/* Is anything missing without the asset? */
bool tl_vacancies_miss(const struct tl_vacancies *vacancies, int32_t asset);

#endif
