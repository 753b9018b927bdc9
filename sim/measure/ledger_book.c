#include "measure/ledger_book.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "measure/ledger_split.h"

/* The headline where it weighs the mission, else the index of its theatre. */
static size_t find_set(const struct tl_roster *roster, size_t mission)
{
    for (size_t i = 0; i < roster->index_count; i++) {
        bool may_be = i == 0 || strcmp(roster->indexes[i].name, roster->missions[mission].theatre) == 0;
        if (may_be && roster->indexes[i].weights[mission] > 0) {
            return i;
        }
    }
    return TL_NO_SET;
}

void tl_ledger_book_init(struct tl_ledger_book *book, const struct tl_roster *roster, size_t mission,
                         size_t roots)
{
    *book = (struct tl_ledger_book){.roster = roster,
                                    .mission = mission,
                                    .set = find_set(roster, mission),
                                    .vacancies.needs = tl_coverage_needs(&roster->missions[mission]),
                                    .accounts_us = tl_alloc(roots, sizeof *book->accounts_us)};
}

void tl_ledger_book_clear(struct tl_ledger_book *book)
{
    tl_vacancies_clear(&book->vacancies);
    free(book->parts);
    free(book->scratch);
    free(book->accounts_us);
}

/* Neighbours mostly have one root: they share a part. */
static void add_part(struct tl_ledger_book *book, int32_t root, int64_t rate_u)
{
    if (book->part_count > 0 && book->parts[book->part_count - 1].root == root) {
        book->parts[book->part_count - 1].rate_u += rate_u;
        return;
    }
    book->parts = tl_grow(book->parts, book->part_count, &book->part_capacity, sizeof *book->parts);
    book->parts[book->part_count++] = (struct tl_ledger_part){root, rate_u};
}

/* Split a rate among the vacancies of one need. */
static void split_need(struct tl_ledger_book *book, size_t need, int64_t rate_u)
{
    size_t count = book->vacancies.count;
    if (2 * count > book->scratch_capacity) {
        book->scratch_capacity = 4 * count;
        book->scratch = tl_realloc(book->scratch, book->scratch_capacity, sizeof *book->scratch);
    }
    int64_t *numbers = book->scratch;
    int64_t *parts = numbers + count;
    for (size_t i = 0; i < count; i++) {
        numbers[i] = book->vacancies.items[i].amount_u[need];
    }
    tl_ledger_split(rate_u, numbers, count, parts);
    for (size_t i = 0; i < count; i++) {
        if (parts[i] > 0) {
            add_part(book, book->vacancies.items[i].root, parts[i]);
        }
    }
}

/* Split a response mission's rate equally among the kinds that are not covered, then by need. */
static void split_kinds(struct tl_ledger_book *book, size_t kinds)
{
    int64_t open[TL_NEEDS_MAX];
    int64_t parts[TL_NEEDS_MAX];
    for (size_t k = 0; k < kinds; k++) {
        open[k] = book->missing_u[k] > 0;
    }
    tl_ledger_split(book->rate_u, open, kinds, parts);
    for (size_t k = 0; k < kinds; k++) {
        if (parts[k] > 0) {
            split_need(book, k, parts[k]);
        }
    }
}

static void split(struct tl_ledger_book *book)
{
    const struct tl_roster_mission *mission = &book->roster->missions[book->mission];
    book->part_count = 0;
    book->changed = false;
    if (book->rate_u == 0) {
        return;
    }
    if (mission->kinds > 0) {
        split_kinds(book, mission->kinds);
        return;
    }
    int64_t supply_u[TL_NEEDS_MAX];
    for (size_t k = 0; k < mission->needs;
         k++) { /* where nothing is missing it does not matter how much there is */
        supply_u[k] = book->demand_u[k] - book->missing_u[k];
    }
    split_need(book, tl_ledger_binding_need(mission->needs, supply_u, book->demand_u), book->rate_u);
}

void tl_ledger_book_settle(struct tl_ledger_book *book, int64_t now_s)
{
    int64_t warmup_s = book->roster->warmup_s;
    if (now_s == book->since_s) {
        return;
    }
    if (book->changed) {
        split(book);
    }
    int64_t since_s = book->since_s > warmup_s ? book->since_s : warmup_s;
    for (size_t i = 0; i < book->part_count && now_s > since_s; i++) {
        book->accounts_us[book->parts[i].root] += book->parts[i].rate_u * (now_s - since_s);
    }
    book->since_s = now_s;
}

void tl_ledger_book_look(struct tl_ledger_book *book, const struct tl_coverage *coverage,
                         int64_t more_u[TL_NEEDS_MAX])
{
    const struct tl_roster_mission *mission = &book->roster->missions[book->mission];
    size_t first = book->mission * TL_NEEDS_MAX;
    memset(more_u, 0, TL_NEEDS_MAX * sizeof *more_u);
    for (size_t k = 0; k < tl_coverage_needs(mission); k++) {
        int64_t missing_u = coverage->demand_u[first + k] - coverage->supply_u[first + k];
        missing_u = missing_u > 0 ? missing_u : 0;
        more_u[k] = missing_u - book->missing_u[k];
        book->missing_u[k] = missing_u;
        book->demand_u[k] = coverage->demand_u[first + k];
    }
    if (book->set != TL_NO_SET) {
        const struct tl_roster_index *index = &book->roster->indexes[book->set];
        book->rate_u = tl_coverage_loss_rate(index->weights[book->mission], index->weight_sum,
                                             coverage->covered[book->mission]);
    }
    book->changed = true;
}

bool tl_ledger_book_is_even(const struct tl_ledger_book *book)
{
    for (size_t k = 0; k < tl_coverage_needs(&book->roster->missions[book->mission]); k++) {
        if (tl_vacancies_sum(&book->vacancies, k) != book->missing_u[k]) {
            return false;
        }
    }
    return true;
}
