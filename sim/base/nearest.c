/* Names: what was meant by a misspelt one, and which ones a pattern names. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Optimal string alignment distance: Levenshtein's with swaps of neighbours, each place edited once.
 * rows  room for three rows of strlen(b) + 1 */
static size_t edit_distance(const char *a, const char *b, size_t *rows)
{
    size_t columns = strlen(b) + 1;
    size_t *before = rows;
    size_t *last = rows + columns;
    size_t *row = rows + 2 * columns;
    for (size_t j = 0; j < columns; j++) {
        last[j] = j;
    }
    for (size_t i = 1; a[i - 1]; i++) {
        row[0] = i;
        for (size_t j = 1; j < columns; j++) {
            size_t change = last[j - 1] + (a[i - 1] != b[j - 1]);
            row[j] = least(change, least(last[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                row[j] = least(row[j], before[j - 2] + 1);
            }
        }
        size_t *free_row = before;
        before = last;
        last = row;
        row = free_row;
    }
    return last[columns - 1];
}

const char *tl_text_nearest(const char *name, const char *const *candidates, size_t count)
{
    const char *best = NULL;
    size_t best_distance = SIZE_MAX;
    size_t length = strlen(name);
    for (size_t i = 0; i < count; i++) {
        size_t other = strlen(candidates[i]);
        size_t longer = length > other ? length : other;
        size_t allowed = longer / 3 > 1 ? longer / 3 : 1;
        size_t *rows = tl_alloc(3 * (other + 1), sizeof *rows);
        size_t distance = edit_distance(name, candidates[i], rows);
        free(rows);
        if (distance <= allowed &&
            distance < best_distance) { /* ties go to the first: keeps advice repeatable */
            best = candidates[i];
            best_distance = distance;
        }
    }
    return best;
}

bool tl_text_matches(const char *pattern, const char *name)
{
    const char *star = NULL;  /* the last * seen */
    const char *taken = name; /* where what follows that * was last tried */
    while (*name) {
        if (*pattern == '*') {
            star = pattern++;
            taken = name;
        } else if (*pattern == '?' || *pattern == *name) {
            pattern++;
            name++;
        } else if (star) {
            pattern = star + 1; /* let the * take one byte more */
            name = ++taken;
        } else {
            return false;
        }
    }
    while (*pattern == '*') {
        pattern++;
    }
    return *pattern == '\0';
}
