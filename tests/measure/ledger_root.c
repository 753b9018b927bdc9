#include "measure/ledger_root.h"

#include <string.h>

#include "test.h"

static const char *diversions[] = {"away", "back"};
static const char *injects[] = {"sinks"};
static const char *phases[] = {"war"};
static const char *consents[] = {"entry"};
static const char *postures[] = {"china"};
static const char *weathers[] = {"strait"};

/* The rows tell of each root that there is, in the order of the accounts. */
START_TEST(rows_name_the_roots)
{
    struct tl_roster roster = {.diversions = {diversions, 2},
                               .injects = {injects, 1},
                               .phases = {phases, 1},
                               .consents = {consents, 1},
                               .postures = {postures, 1},
                               .weathers = {weathers, 1}};
    struct tl_ledger_roots roots;
    tl_ledger_roots_init(&roots, &roster);
    struct tl_arena *arena = tl_arena_create();
    size_t count;
    const struct tl_ledger_root_row *rows = tl_ledger_root_rows(&count);
    size_t row = 0;
    for (size_t i = 0; i < roots.count; i++) {
        const char *name = tl_ledger_root_print(&roots, (int32_t)i, arena);
        size_t size = strcspn(name, "/");
        while (row < count && (strlen(rows[row].name) != size || strncmp(rows[row].name, name, size) != 0)) {
            row++;
        }
        ck_assert_msg(row < count, "no row for %s", name);
        ck_assert_int_eq(rows[row].is_named, name[size] == '/');
        ck_assert_uint_gt(strlen(rows[row].meaning), 0);
    }
    ck_assert_uint_eq(row + 1, count);
    ck_assert_str_eq(tl_ledger_root_print(&roots, tl_ledger_root_of_diversion(&roster, 1), arena),
                     "diversion/back");
    tl_arena_destroy(arena);
    tl_ledger_roots_clear(&roots);
}
END_TEST

TL_TEST_MAIN(ledger_root, rows_name_the_roots)
