/* Files of moments, as a replay reads them: one a line, in any order; # starts a comment. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/check.h"
#include "scenario/source.h"

#define TL_DATES_MAX    10000000 /* moments: 80 MB */
#define TL_MISTAKES_MAX 20       /* of one file: it may be one of something else */

/* A file while it is read. */
struct dates {
    struct tl_check *c;
    const struct tl_spot *spot;
    const char *file;
    int64_t *items; /* on the heap */
    size_t count, capacity;
    size_t lines; /* that hold a moment, also one that is left out */
    int mistakes;
};

/* Cut comment and surrounding spaces off, in place. */
static char *strip_line(char *line)
{
    line[strcspn(line, "#\r\n")] = '\0';
    line += strspn(line, " \t");
    size_t size = strlen(line);
    while (size > 0 && (line[size - 1] == ' ' || line[size - 1] == '\t')) {
        line[--size] = '\0';
    }
    return line;
}

/* A moment from the scenario's start; of a date, unlike in a scenario, also one before it. */
static bool parse(const struct dates *dates, const char *text, int64_t *time_s, const char **rule)
{
    int64_t epoch_s = dates->c->scenario->top.epoch_s;
    if (strspn(text, "0123456789") != 4 || text[4] != '-') {
        return tl_moment_parse(text, epoch_s, time_s, rule);
    }
    if (!tl_date_parse(text, time_s, rule)) {
        return false;
    }
    *time_s -= epoch_s;
    return true;
}

static void take_line(struct dates *dates, const char *text, int line)
{
    int64_t time_s;
    const char *rule;
    if (dates->lines++ == TL_DATES_MAX) {
        tl_spot_refuse(dates->c, dates->spot, "%s holds more than %d moments", dates->file, TL_DATES_MAX);
        dates->mistakes = TL_MISTAKES_MAX;
    } else if (!parse(dates, text, &time_s, &rule)) {
        const struct tl_node node = {.kind = TL_NODE_TEXT, .origin = {dates->file, line}, .text = text};
        tl_mistake_add_node(dates->c->mistakes, &node, tl_spot_path(dates->c, dates->spot), "%s", rule);
        dates->mistakes++;
    } else if (time_s >= 0 && time_s <= dates->c->scenario->top.horizon_s) {
        dates->items = tl_grow(dates->items, dates->count, &dates->capacity, sizeof *dates->items);
        dates->items[dates->count++] = time_s;
    }
}

static void read_lines(struct dates *dates, FILE *stream)
{
    char *buffer = NULL;
    size_t size = 0;
    int line = 0;
    errno = 0;
    while (dates->mistakes < TL_MISTAKES_MAX && getline(&buffer, &size, stream) >= 0) {
        const char *text = strip_line(buffer);
        line++;
        if (*text) {
            take_line(dates, text, line);
        }
    }
    if (ferror(stream)) {
        tl_spot_refuse(dates->c, dates->spot, "cannot read %s: %s", dates->file, strerror(errno));
        dates->mistakes++;
    }
    free(buffer);
}

static int compare(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a;
    int64_t y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* What was read, sorted, in the arena. */
static struct tl_dates keep(const struct dates *dates)
{
    int64_t *items = tl_arena_alloc(dates->c->arena, dates->count, sizeof *items);
    if (dates->count > 0) {
        qsort(dates->items, dates->count, sizeof *dates->items, compare);
        memcpy(items, dates->items, dates->count * sizeof *items);
    }
    return (struct tl_dates){items, dates->count, true};
}

bool tl_read_dates(struct tl_check *c, const struct tl_spot *spot, void *out)
{
    const char *name = spot->node->kind == TL_NODE_TEXT ? spot->node->text : "";
    if (!*name) {
        return tl_spot_refuse(c, spot, "must be the name of a file in quotes, such as \"dates.csv\"");
    }
    const char *file = tl_path_join(c->arena, tl_path_folder(c->arena, spot->node->origin.file), name);
    FILE *stream = fopen(file, "r");
    if (!stream) {
        return tl_spot_refuse(c, spot, "cannot read %s: %s", file, strerror(errno));
    }
    struct dates dates = {.c = c, .spot = spot, .file = file};
    read_lines(&dates, stream);
    fclose(stream);
    bool good =
        dates.mistakes == 0 && (dates.lines > 0 || tl_spot_refuse(c, spot, "%s holds no moment", file));
    if (good) {
        *(struct tl_dates *)out = keep(&dates);
    }
    free(dates.items);
    return good;
}
