/* Vacancies that come with the demand of a mission, not with its assets. */
#include <assert.h>

#include "measure/ledger_book.h"
#include "measure/ledger_root.h"

/* What all who may serve a mission could hold of a need, but for those who are absent (NULL: with all). */
static int64_t count_held(const struct tl_ledger_book *book, size_t need, const bool *absent)
{
    const struct tl_roster *roster = book->roster;
    const bool *eligible = roster->missions[book->mission].eligible;
    int64_t held_u = 0;
    for (size_t i = 0; i < roster->asset_count; i++) {
        bool may = eligible == NULL || eligible[roster->assets[i].partner];
        if (may && (absent == NULL || !absent[i])) {
            held_u += tl_ledger_gives(roster, (int64_t)i, book->mission, need);
        }
    }
    return held_u;
}

static int64_t clamp(int64_t value, int64_t low, int64_t high)
{
    return value < low ? low : value > high ? high : value;
}

/* What has been filled of a rise in its second is the lower part of it. */
static void tell_apart(struct tl_ledger_book *book, size_t vacancy, const bool *absent)
{
    struct tl_vacancy *rise = &book->vacancies.items[vacancy];
    size_t need = (size_t)rise->need;
    int64_t high_u = rise->high_u < book->demand_u[need] ? rise->high_u : book->demand_u[need];
    int64_t low_u = high_u - rise->amount_u[need];
    int64_t all_u = clamp(count_held(book, need, NULL), low_u, high_u);
    int64_t present_u = clamp(count_held(book, need, absent), low_u, all_u);
    rise->is_fresh = false;
    tl_vacancies_part(&book->vacancies, vacancy, all_u - present_u, TL_ROOT_RAMP);
    tl_vacancies_part(&book->vacancies, vacancy, high_u - all_u, TL_ROOT_STRUCTURAL);
    book->changed = true;
}

void tl_ledger_demand_tell_apart(struct tl_ledger_book *book, const bool *absent)
{
    size_t count = book->vacancies.count; /* parts come behind */
    for (size_t i = 0; i < count; i++) {
        if (book->vacancies.items[i].is_fresh) {
            tell_apart(book, i, absent);
        }
    }
    tl_vacancies_sweep(&book->vacancies);
}

/* Those who were away when the mission closed, and still are, come first. Returns how much that is. */
static int64_t wake(struct tl_ledger_book *book, size_t need, int64_t amount_u)
{
    int64_t woken_u = 0;
    for (size_t i = 0; i < book->vacancies.count; i++) {
        struct tl_vacancy *vacancy = &book->vacancies.items[i];
        if ((vacancy->sleeps & 1U << need) != 0) {
            int64_t gives_u = tl_ledger_gives(book->roster, vacancy->asset, book->mission, need);
            int64_t left_u = amount_u - woken_u;
            vacancy->amount_u[need] = gives_u < left_u ? gives_u : left_u;
            vacancy->sleeps = (uint8_t)(vacancy->sleeps & ~(1U << need));
            woken_u += vacancy->amount_u[need];
        }
    }
    tl_vacancies_sweep(&book->vacancies);
    return woken_u;
}

bool tl_ledger_demand_change(struct tl_ledger_book *book, const struct tl_coverage *coverage,
                             const struct tl_event *event, int32_t root)
{
    bool any = false;
    int64_t more_u[TL_NEEDS_MAX];
    tl_ledger_book_settle(book, event->time_s);
    tl_ledger_book_look(book, coverage, more_u);
    if (event->kind == TL_EVENT_MISSION_CLOSES) {
        tl_vacancies_sleep(&book->vacancies);
        assert(tl_ledger_book_is_even(book));
        return false;
    }
    for (size_t k = 0; k < TL_NEEDS_MAX; k++) {
        int64_t rise_u = more_u[k] > 0 ? more_u[k] - wake(book, k, more_u[k]) : 0;
        if (rise_u > 0) {
            tl_vacancies_rise(&book->vacancies, k, rise_u, book->demand_u[k], root);
            any = true;
        } else if (more_u[k] < 0) {
            tl_vacancies_lower(&book->vacancies, k, -more_u[k]);
        }
    }
    assert(tl_ledger_book_is_even(book));
    return any;
}
