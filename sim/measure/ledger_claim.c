#include "measure/ledger_claim.h"

#include <stdlib.h>

void tl_ledger_claims_init(struct tl_ledger_claims *claims, const struct tl_roster *roster,
                           struct tl_ledger_book *books)
{
    *claims = (struct tl_ledger_claims){
        .roster = roster, .books = books, .items = tl_alloc(roster->asset_count, sizeof *claims->items)};
    for (size_t i = 0; i < roster->asset_count; i++) {
        claims->items[i] = (struct tl_ledger_claim){.mission = TL_NONE, .root = TL_NONE};
    }
}

void tl_ledger_claims_clear(struct tl_ledger_claims *claims)
{
    free(claims->items);
    *claims = (struct tl_ledger_claims){0};
}

static void get_gives(const struct tl_roster *roster, int64_t asset, int64_t mission,
                      int64_t gives_u[TL_NEEDS_MAX])
{
    const struct tl_roster_mission *m = &roster->missions[mission];
    for (size_t k = 0; k < TL_NEEDS_MAX; k++) {
        gives_u[k] = k < tl_coverage_needs(m) ? tl_coverage_gives(roster, asset, m, k) : 0;
    }
}

static struct tl_vacancy *find_vacancy(const struct tl_ledger_claims *claims, int64_t asset)
{
    const struct tl_ledger_claim *claim = &claims->items[asset];
    return claim->mission != TL_NONE
               ? tl_vacancies_find(&claims->books[claim->mission].vacancies, claim->number)
               : NULL;
}

void tl_ledger_claim_drop(struct tl_ledger_claims *claims, int64_t asset)
{
    struct tl_ledger_claim *claim = &claims->items[asset];
    struct tl_vacancy *vacancy = find_vacancy(claims, asset);
    if (vacancy != NULL) {
        int64_t gives_u[TL_NEEDS_MAX];
        get_gives(claims->roster, asset, claim->mission, gives_u);
        for (size_t k = 0; k < TL_NEEDS_MAX; k++) {
            vacancy->spoken_u[k] -= gives_u[k];
        }
    }
    claim->mission = claim->root = TL_NONE;
}

void tl_ledger_claim_make(struct tl_ledger_claims *claims, int64_t asset, int64_t mission)
{
    struct tl_vacancies *vacancies = &claims->books[mission].vacancies;
    int64_t gives_u[TL_NEEDS_MAX];
    tl_ledger_claim_drop(claims, asset);
    get_gives(claims->roster, asset, mission, gives_u);
    size_t open = tl_vacancies_find_open(vacancies, gives_u);
    if (open == SIZE_MAX) {
        return;
    }
    struct tl_vacancy *vacancy = &vacancies->items[open];
    for (size_t k = 0; k < TL_NEEDS_MAX; k++) {
        vacancy->spoken_u[k] += gives_u[k];
    }
    claims->items[asset] = (struct tl_ledger_claim){(int32_t)mission, vacancy->number, vacancy->root};
}

int32_t tl_ledger_claim_root(const struct tl_ledger_claims *claims, int64_t asset)
{
    const struct tl_vacancy *vacancy = find_vacancy(claims, asset);
    return vacancy != NULL ? vacancy->root : claims->items[asset].root;
}
