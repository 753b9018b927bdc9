/* What a trace's ledger books to the root of an event. */
#ifndef TL_STORY_ACCOUNT_H
#define TL_STORY_ACCOUNT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/memory.h"

struct tl_account_row {
    const char *mission;
    double lost; /* index-days of the mission's index, over the whole trace; above 0 */
};

struct tl_account {
    struct tl_arena *arena;
    const char *root; /* "diversion/senkaku-naval"; NULL: the event has none, nothing is booked to it */
    struct tl_account_row *rows; /* the largest first */
    size_t count;
};

/* Reads the whole trace. Returns false and reports where it cannot; a damaged trace is one. Cleared by the caller, whatever it returns. */
bool tl_account_read(struct tl_account *account, const char *path, int64_t id, struct tl_error *err);
void tl_account_clear(struct tl_account *account);

#endif
