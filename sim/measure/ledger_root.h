/* The roots of losses: what a loss is booked to. Each diversion, inject, phase and so on is one by name; the others stand for a kind of cause.
 * The root of an event follows from its chain of causes. */
#ifndef TL_MEASURE_LEDGER_ROOT_H
#define TL_MEASURE_LEDGER_ROOT_H

#include "event/event.h"

/* TL_ROOT_X: the fixed ones; behind them come the named ones of root.def, in its order. */
enum tl_root {
#define TL_ROOT(id, name, leave, meaning) TL_ROOT_##id,
#include "measure/root.def"
    TL_ROOTS_FIXED
};

/* A line of root.def: what the user is told of a root. */
struct tl_ledger_root_row {
    const char *
        name; /* "failure"; where is_named, what stands before the '/': "diversion" of "diversion/senkaku-naval" */
    const char *meaning; /* half a sentence */
    bool is_named;       /* one root for each that the scenario names, not one for all */
    bool may_leave;      /* changes of a scenario can leave it out */
};

/* The lines of root.def, in the order of the accounts. */
const struct tl_ledger_root_row *tl_ledger_root_rows(size_t *count);

struct tl_ledger_roots {
    const struct tl_roster *roster; /* borrowed */
    size_t count;
    uint16_t *of_event; /* [events seen] root + 1 of each, 0: none */
    size_t event_count, event_capacity;
};

void tl_ledger_roots_init(struct tl_ledger_roots *roots, const struct tl_roster *roster);
void tl_ledger_roots_clear(struct tl_ledger_roots *roots);

int32_t tl_ledger_root_of_diversion(const struct tl_roster *roster, int64_t diversion);
int32_t tl_ledger_root_of_consent(const struct tl_roster *roster, int64_t consent);

/* The name of a root: "failure", "diversion/senkaku-naval"; in the arena. */
const char *tl_ledger_root_print(const struct tl_ledger_roots *roots, int32_t root, struct tl_arena *arena);

/* The root of the event with this id; TL_NONE where it has none, or has not been noted. */
int32_t tl_ledger_root_get(const struct tl_ledger_roots *roots, int64_t id);

/* Note the root of one more event: its own kind's, else that of its cause. Returns it, or TL_NONE. Ids run from 1 without a gap;
 * what comes out of this order is not remembered. */
int32_t tl_ledger_root_note(struct tl_ledger_roots *roots, const struct tl_event *event);

/* Correct the root of the event noted last. */
void tl_ledger_root_correct(struct tl_ledger_roots *roots, const struct tl_event *event, int32_t root);

#endif
