#include "measure/ledger_vacancy.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "measure/ledger_root.h"

void tl_vacancies_clear(struct tl_vacancies *vacancies)
{
    free(vacancies->items);
    *vacancies = (struct tl_vacancies){0};
}

static bool is_nothing(const struct tl_vacancies *vacancies, const int64_t *amount_u)
{
    int64_t any = 0;
    for (size_t k = 0; k < vacancies->needs; k++) {
        any |= amount_u[k];
    }
    return any == 0;
}

void tl_vacancies_sweep(struct tl_vacancies *vacancies)
{
    size_t kept = 0;
    for (size_t i = 0; i < vacancies->count; i++) {
        const struct tl_vacancy *vacancy = &vacancies->items[i];
        if (vacancy->sleeps != 0 || !is_nothing(vacancies, vacancy->amount_u)) {
            if (kept < i) {
                vacancies->items[kept] = *vacancy;
            }
            kept++;
        }
    }
    vacancies->count = kept;
}

static struct tl_vacancy *add(struct tl_vacancies *vacancies, int32_t asset, int32_t root)
{
    vacancies->items =
        tl_grow(vacancies->items, vacancies->count, &vacancies->capacity, sizeof *vacancies->items);
    struct tl_vacancy *vacancy = &vacancies->items[vacancies->count++];
    *vacancy = (struct tl_vacancy){
        .number = ++vacancies->last_number, .asset = asset, .root = root, .need = TL_NONE};
    return vacancy;
}

void tl_vacancies_open(struct tl_vacancies *vacancies, int32_t asset, int32_t root, const int64_t *amount_u)
{
    if (!is_nothing(vacancies, amount_u)) {
        struct tl_vacancy *vacancy = add(vacancies, asset, root);
        memcpy(vacancy->amount_u, amount_u, sizeof vacancy->amount_u);
    }
}

void tl_vacancies_rise(struct tl_vacancies *vacancies, size_t need, int64_t amount_u, int64_t high_u,
                       int32_t root)
{
    assert(amount_u > 0);
    struct tl_vacancy *vacancy = add(vacancies, TL_NONE, root);
    vacancy->need = (int8_t)need;
    vacancy->is_fresh = true;
    vacancy->high_u = high_u;
    vacancy->amount_u[need] = amount_u;
}

void tl_vacancies_part(struct tl_vacancies *vacancies, size_t vacancy, int64_t amount_u, int32_t root)
{
    size_t need = (size_t)vacancies->items[vacancy].need;
    int64_t left_u = vacancies->items[vacancy].amount_u[need];
    int64_t moved_u = amount_u < left_u ? amount_u : left_u;
    if (moved_u > 0) {
        vacancies->items[vacancy].amount_u[need] -= moved_u;
        struct tl_vacancy *part = add(vacancies, TL_NONE, root);
        part->need = (int8_t)need;
        part->amount_u[need] = moved_u;
    }
}

/* Take up to *amount_u of a need out of a vacancy. */
static void take(struct tl_vacancy *vacancy, size_t need, int64_t *amount_u)
{
    int64_t taken_u = vacancy->amount_u[need] < *amount_u ? vacancy->amount_u[need] : *amount_u;
    vacancy->amount_u[need] -= taken_u;
    *amount_u -= taken_u;
}

/* Close vacancies of an asset (TL_NONE: of anybody), the oldest first, while anything is left to close. */
static void close_some(struct tl_vacancies *vacancies, int32_t asset, bool structural, int64_t *left_u)
{
    bool is_done = is_nothing(vacancies, left_u);
    for (size_t i = 0; i < vacancies->count && !is_done; i++) {
        struct tl_vacancy *vacancy = &vacancies->items[i];
        bool is_meant =
            asset == TL_NONE ? (vacancy->root == TL_ROOT_STRUCTURAL) == structural : vacancy->asset == asset;
        for (size_t k = 0; is_meant && k < vacancies->needs; k++) {
            take(vacancy, k, &left_u[k]);
        }
        is_done = is_meant && is_nothing(vacancies, left_u);
    }
}

/* It is there, or free for the mission: nothing of it is remembered. Returns whether anything was. */
static bool wake(struct tl_vacancies *vacancies, int32_t asset)
{
    bool any = false;
    for (size_t i = 0; i < vacancies->count; i++) {
        if (vacancies->items[i].asset == asset) {
            any = any || vacancies->items[i].sleeps != 0;
            vacancies->items[i].sleeps = 0;
        }
    }
    return any;
}

void tl_vacancies_close(struct tl_vacancies *vacancies, int32_t asset, int32_t before,
                        const int64_t *amount_u)
{
    int64_t left_u[TL_NEEDS_MAX];
    memcpy(left_u, amount_u, sizeof left_u);
    close_some(vacancies, asset, false, left_u);
    if (before != TL_NONE) {
        close_some(vacancies, before, false, left_u);
    }
    close_some(vacancies, TL_NONE, false, left_u);
    close_some(vacancies, TL_NONE, true, left_u);
    assert(is_nothing(vacancies, left_u));
    wake(vacancies, asset);
    tl_vacancies_sweep(vacancies);
}

/* Which vacancies go first when demand falls. */
static int rank_of(const struct tl_vacancy *vacancy)
{
    if (vacancy->asset != TL_NONE) {
        return 3;
    }
    return vacancy->root == TL_ROOT_STRUCTURAL ? 0 : vacancy->root == TL_ROOT_RAMP ? 2 : 1;
}

void tl_vacancies_lower(struct tl_vacancies *vacancies, size_t need, int64_t amount_u)
{
    for (int rank = 0; rank <= 3 && amount_u > 0; rank++) {
        for (size_t i = vacancies->count; i-- > 0;) {
            if (rank_of(&vacancies->items[i]) == rank) {
                take(&vacancies->items[i], need, &amount_u);
            }
        }
    }
    assert(amount_u == 0);
    tl_vacancies_sweep(vacancies);
}

void tl_vacancies_sleep(struct tl_vacancies *vacancies)
{
    for (size_t i = 0; i < vacancies->count; i++) {
        struct tl_vacancy *vacancy = &vacancies->items[i];
        vacancy->sleeps = vacancy->asset != TL_NONE ? UINT8_MAX : 0;
        memset(vacancy->amount_u, 0, sizeof vacancy->amount_u);
    }
    tl_vacancies_sweep(vacancies);
}

void tl_vacancies_forget(struct tl_vacancies *vacancies, int32_t asset)
{
    if (wake(vacancies, asset)) {
        tl_vacancies_sweep(vacancies);
    }
}

bool tl_vacancies_has(const struct tl_vacancies *vacancies, int32_t asset)
{
    for (size_t i = 0; i < vacancies->count; i++) {
        if (vacancies->items[i].asset == asset) {
            return true;
        }
    }
    return false;
}

void tl_vacancies_relabel(struct tl_vacancies *vacancies, int32_t asset, int32_t root)
{
    for (size_t i = 0; i < vacancies->count; i++) {
        if (vacancies->items[i].asset == asset) {
            vacancies->items[i].root = root;
        }
    }
}

size_t tl_vacancies_find_open(const struct tl_vacancies *vacancies, const int64_t *gives_u)
{
    for (size_t i = 0; i < vacancies->count; i++) {
        const struct tl_vacancy *vacancy = &vacancies->items[i];
        for (size_t k = 0; vacancy->root != TL_ROOT_STRUCTURAL && k < vacancies->needs; k++) {
            if (gives_u[k] > 0 && vacancy->amount_u[k] > vacancy->spoken_u[k]) {
                return i;
            }
        }
    }
    return SIZE_MAX;
}

struct tl_vacancy *tl_vacancies_find(struct tl_vacancies *vacancies, uint32_t number)
{
    for (size_t i = 0; i < vacancies->count; i++) {
        if (vacancies->items[i].number == number) {
            return &vacancies->items[i];
        }
    }
    return NULL;
}

int64_t tl_vacancies_sum(const struct tl_vacancies *vacancies, size_t need)
{
    int64_t sum_u = 0;
    for (size_t i = 0; i < vacancies->count; i++) {
        sum_u += vacancies->items[i].amount_u[need];
    }
    return sum_u;
}

int64_t tl_vacancies_sum_of(const struct tl_vacancies *vacancies, int32_t asset, size_t need)
{
    int64_t sum_u = 0;
    for (size_t i = 0; i < vacancies->count; i++) {
        sum_u += vacancies->items[i].asset == asset ? vacancies->items[i].amount_u[need] : 0;
    }
    return sum_u;
}

bool tl_vacancies_miss(const struct tl_vacancies *vacancies, int32_t asset)
{
    for (size_t k = 0; k < vacancies->needs; k++) {
        if (tl_vacancies_sum_of(vacancies, asset, k) > 0) {
            return true;
        }
    }
    return false;
}
