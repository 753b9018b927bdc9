#include "story/account.h"

#include <stdlib.h>
#include <string.h>

#include "measure/ledger_root.h"
#include "measure/measure.h"
#include "trace/reader.h"

static int by_loss(const void *left, const void *right)
{
    const struct tl_account_row *a = left;
    const struct tl_account_row *b = right;
    return a->lost > b->lost ? -1 : a->lost < b->lost ? 1 : strcmp(a->mission, b->mission);
}

/* The ledger's columns are "MISSION: ROOT". */
static void find_rows(struct tl_account *account, struct tl_measures *measures)
{
    size_t count;
    const struct tl_column *columns = tl_measures_columns(measures, &count);
    const double *values = tl_measures_finish(measures)->values;
    account->rows = tl_arena_alloc(account->arena, count + 1, sizeof *account->rows);
    for (size_t i = 0; i < count; i++) {
        const char *root =
            strcmp(columns[i].measure, "ledger-mission") == 0 ? strstr(columns[i].entity, ": ") : NULL;
        if (root && strcmp(root + 2, account->root) == 0 && values[i] > 0) {
            account->rows[account->count++] = (struct tl_account_row){
                tl_arena_print(account->arena, "%.*s", (int)(root - columns[i].entity), columns[i].entity),
                values[i]};
        }
    }
    qsort(account->rows, account->count, sizeof *account->rows, by_loss);
}

bool tl_account_read(struct tl_account *account, const char *path, int64_t id, struct tl_error *err)
{
    *account = (struct tl_account){.arena = tl_arena_create()};
    struct tl_trace_reader *reader = tl_trace_reader_open(path, err);
    if (!reader) {
        return false;
    }
    const struct tl_roster *roster = tl_trace_reader_roster(reader);
    struct tl_measures *measures = tl_measures_create(roster);
    struct tl_sink sink = tl_measures_sink(measures);
    struct tl_ledger_roots roots;
    tl_ledger_roots_init(&roots, roster);
    struct tl_event event;
    enum tl_trace_step step;
    while ((step = tl_trace_reader_next(reader, &event, err)) == TL_TRACE_EVENT) {
        sink.take(sink.self, &event);
        tl_ledger_root_note(&roots, &event);
    }
    int32_t root = tl_ledger_root_get(&roots, id);
    if (step == TL_TRACE_END && root != TL_NONE) {
        account->root = tl_ledger_root_print(&roots, root, account->arena);
        find_rows(account, measures);
    }
    tl_ledger_roots_clear(&roots);
    tl_measures_destroy(measures);
    tl_trace_reader_close(reader);
    return step == TL_TRACE_END;
}

void tl_account_clear(struct tl_account *account)
{
    if (account->arena) {
        tl_arena_destroy(account->arena);
    }
}
