#include "report/gantt.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

#define TL_WORD_LEAST 3

/* ---- tallies ---- */

void tl_tally_init(struct tl_tally *tally, const struct tl_timescale *scale, int kinds)
{
    tally->spent_s = tl_alloc((size_t)scale->columns * (size_t)kinds, sizeof *tally->spent_s);
    tally->kinds = kinds;
}

void tl_tally_clear(struct tl_tally *tally)
{
    free(tally->spent_s);
    tally->spent_s = NULL;
}

void tl_tally_add(struct tl_tally *tally, const struct tl_timescale *scale, int64_t from_s, int64_t to_s,
                  int kind)
{
    for (int i = tl_timescale_column(scale, from_s); i <= tl_timescale_column(scale, to_s - 1); i++) {
        tally->spent_s[i * tally->kinds + kind] += tl_timescale_overlap(scale, i, from_s, to_s);
    }
}

int tl_tally_get(const struct tl_tally *tally, int column)
{
    const int64_t *spent_s = tally->spent_s + (ptrdiff_t)column * tally->kinds;
    int longest = 0;
    for (int kind = 1; kind < tally->kinds; kind++) {
        longest = spent_s[kind] > spent_s[longest] ? kind : longest;
    }
    return spent_s[longest] > 0 ? longest : TL_NONE;
}

unsigned tl_tally_kinds(const struct tl_tally *tally, const struct tl_timescale *scale)
{
    unsigned kinds = 0;
    assert(tally->kinds <= 32);
    for (int i = 0; i < scale->columns * tally->kinds; i++) {
        kinds |= tally->spent_s[i] > 0 ? 1U << (i % tally->kinds) : 0;
    }
    return kinds;
}

bool tl_tally_are_alike(const struct tl_tally *a, const struct tl_tally *b, const struct tl_timescale *scale)
{
    for (int i = 0; i < scale->columns; i++) {
        if (tl_tally_get(a, i) != tl_tally_get(b, i)) {
            return false;
        }
    }
    return true;
}

/* ---- letters ---- */

static const enum tl_ink state_inks[TL_STATES] = {
    [TL_STATE_ABSENT] = TL_INK_FAINT,     [TL_STATE_READY] = TL_INK_FAINT,
    [TL_STATE_TRANSIT] = TL_INK_MOVE,     [TL_STATE_SET_UP] = TL_INK_WAIT,
    [TL_STATE_ON_STATION] = TL_INK_GOOD,  [TL_STATE_ALERT] = TL_INK_GOOD,
    [TL_STATE_SORTIE] = TL_INK_CURVE,     [TL_STATE_WAITING] = TL_INK_WAIT,
    [TL_STATE_LOADING] = TL_INK_GOOD,     [TL_STATE_UNLOADING] = TL_INK_GOOD,
    [TL_STATE_TURNAROUND] = TL_INK_FAINT, [TL_STATE_REPAIR] = TL_INK_WARNING,
    [TL_STATE_LOST] = TL_INK_WARNING,
};

void tl_letters_print(const struct tl_tally *states, const struct tl_timescale *scale, bool *seen,
                      const struct tl_page *page, struct tl_text *out)
{
    enum tl_ink ink = TL_INK_PLAIN;
    int owed = 0; /* blanks that go before the next letter */
    for (int i = 0; i < scale->columns; i++) {
        int state = tl_tally_get(states, i);
        if (state == TL_NONE) {
            owed++;
            continue;
        }
        seen[state] = true;
        if (state_inks[state] != ink || owed > 0) {
            tl_page_end(page, out, ink);
            tl_text_print(out, "%*s", owed, "");
            ink = state_inks[state];
            tl_page_begin(page, out, ink);
            owed = 0;
        }
        tl_text_add_char(out, tl_state_letter((enum tl_asset_state)state));
    }
    tl_page_end(page, out, ink);
}

void tl_letters_add_legend(const bool *seen, struct tl_text *out)
{
    const char *before = "";
    for (int i = 0; i < TL_STATES; i++) {
        if (seen[i]) {
            enum tl_asset_state state = (enum tl_asset_state)i;
            tl_text_print(out, "%s%c %s", before, tl_state_letter(state), tl_state_name(state));
            before = ", ";
        }
    }
}

/* ---- words ---- */

bool tl_words_print(const struct tl_tally *tally, const struct tl_timescale *scale, const char *const *names,
                    struct tl_text *out)
{
    int printed = 0; /* columns so far */
    int end = 0;
    for (int start = 0; start < scale->columns; start = end) {
        int kind = tl_tally_get(tally, start);
        for (end = start + 1; end < scale->columns && tl_tally_get(tally, end) == kind; end++) {
        }
        int room = end < scale->columns ? end - start - 1 : end - start; /* a blank before the next one */
        if (kind != TL_NONE && names[kind] && room >= TL_WORD_LEAST) {
            int width = (int)strnlen(names[kind], (size_t)room);
            tl_text_print(out, "%*s%.*s", start - printed, "", width, names[kind]);
            printed = start + width;
        }
    }
    return printed > 0;
}

/* ---- blocks ---- */

#define TL_BLOCKS 8

static const char *const blocks_utf8[TL_BLOCKS] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
static const char *const blocks_ascii[TL_BLOCKS] = {"_", ".", ":", "-", "=", "+", "*", "#"};

void tl_blocks_init(struct tl_blocks *blocks, const struct tl_timescale *scale)
{
    blocks->sum = tl_alloc((size_t)scale->columns, sizeof *blocks->sum);
    blocks->known_s = tl_alloc((size_t)scale->columns, sizeof *blocks->known_s);
}

void tl_blocks_clear(struct tl_blocks *blocks)
{
    free(blocks->sum);
    free(blocks->known_s);
    *blocks = (struct tl_blocks){0};
}

void tl_blocks_set(struct tl_blocks *blocks, const struct tl_timescale *scale, int64_t from_s, int64_t to_s,
                   double value)
{
    tl_blocks_raise(blocks, scale, from_s, to_s, value);
    for (int i = tl_timescale_column(scale, from_s); i <= tl_timescale_column(scale, to_s - 1); i++) {
        blocks->known_s[i] += tl_timescale_overlap(scale, i, from_s, to_s);
    }
}

void tl_blocks_raise(struct tl_blocks *blocks, const struct tl_timescale *scale, int64_t from_s, int64_t to_s,
                     double value)
{
    for (int i = tl_timescale_column(scale, from_s); i <= tl_timescale_column(scale, to_s - 1); i++) {
        blocks->sum[i] += value * (double)tl_timescale_overlap(scale, i, from_s, to_s);
    }
}

double tl_blocks_get(const struct tl_blocks *blocks, int column)
{
    int64_t known_s = blocks->known_s[column];
    return known_s > 0 ? blocks->sum[column] / (double)known_s : NAN;
}

double tl_blocks_mean(const struct tl_blocks *blocks, const struct tl_timescale *scale)
{
    double sum = 0;
    int64_t known_s = 0;
    for (int i = 0; i < scale->columns; i++) {
        sum += blocks->known_s[i] > 0 ? blocks->sum[i] : 0;
        known_s += blocks->known_s[i];
    }
    return known_s > 0 ? sum / (double)known_s : NAN;
}

double tl_blocks_most(const struct tl_blocks *blocks, const struct tl_timescale *scale)
{
    double most = 0;
    for (int i = 0; i < scale->columns; i++) {
        most = fmax(most, tl_blocks_get(blocks, i)); /* fmax passes over NAN */
    }
    return most;
}

static int find_level(double share)
{
    int level = 1 + (int)floor(share * (TL_BLOCKS - 2));
    return share <= 0 ? 0 : share >= 1 ? TL_BLOCKS - 1 : level;
}

void tl_blocks_print(const struct tl_blocks *blocks, double full, const struct tl_timescale *scale,
                     const struct tl_page *page, struct tl_text *out)
{
    int last = scale->columns - 1;
    while (last >= 0 && blocks->known_s[last] == 0) {
        last--;
    }
    tl_page_begin(page, out, TL_INK_CURVE);
    for (int i = 0; i <= last; i++) {
        double value = tl_blocks_get(blocks, i);
        if (isnan(value)) {
            tl_text_add_char(out, ' ');
        } else {
            tl_text_add(out, (page->utf8 ? blocks_utf8 : blocks_ascii)[find_level(value / full)]);
        }
    }
    tl_page_end(page, out, TL_INK_CURVE);
}

const char *tl_blocks_least(const struct tl_page *page)
{
    return (page->utf8 ? blocks_utf8 : blocks_ascii)[0];
}

const char *tl_blocks_full(const struct tl_page *page)
{
    return (page->utf8 ? blocks_utf8 : blocks_ascii)[TL_BLOCKS - 1];
}
