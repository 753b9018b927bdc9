/* A recorded sample. Between its sorted values the distribution function rises linearly: F(x_i) = (i - 1) / (n - 1)
 * (Law, Simulation Modeling and Analysis, ch. 6), so that no value past the recorded extremes is drawn. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dist/kinds.h"

#define TL_SAMPLE_MAX 10000000 /* values: 80 MB */

const char *tl_empirical_prepare(struct tl_dist *dist, enum tl_unit unit)
{
    if (dist->sample_count == 0) {
        return "an empirical distribution needs at least one value";
    }
    if (unit == TL_UNIT_TIME && dist->sample[0] < 0) {
        return "a time must not be negative: the sample holds one that is";
    }
    double sum = 0; /* of the trapezoids between neighbours */
    for (uint32_t i = 1; i < dist->sample_count; i++) {
        sum += dist->sample[i - 1] / 2 + dist->sample[i] / 2;
    }
    dist->derived[0] = dist->sample_count > 1 ? sum / (dist->sample_count - 1) : dist->sample[0];
    return NULL;
}

double tl_empirical_mean(const struct tl_dist *dist)
{
    return dist->derived[0];
}

double tl_empirical_quantile(const struct tl_dist *dist, double p)
{
    uint32_t last = dist->sample_count - 1;
    double place = p * last;
    uint32_t below = (uint32_t)place;
    if (below >= last) {
        return dist->sample[last];
    }
    double part = place - below;
    return dist->sample[below] * (1 - part) + dist->sample[below + 1] * part;
}

static int compare_values(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x > y) - (x < y);
}

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

/* A heap array that grows while the file is read. */
struct values {
    double *items;
    size_t count;
    size_t capacity;
};

/* Read one value a line. The rule, without the file's name, starts with the number of the line that is wrong. */
static bool read_values(FILE *file, enum tl_unit unit, struct values *values, struct tl_arena *arena,
                        const char **rule)
{
    char *buffer = NULL;
    size_t size = 0;
    int line = 0;
    const char *wrong = NULL;
    errno = 0;
    while (!wrong && getline(&buffer, &size, file) >= 0) {
        line++;
        double value = 0;
        const char *text = strip_line(buffer);
        if (!*text) {
            continue;
        }
        const char *broken = NULL;
        if (values->count == TL_SAMPLE_MAX) {
            wrong = "too many values";
        } else if (!tl_unit_parse(text, TL_UNIT_NONE, &value, &broken) &&
                   !tl_unit_parse(text, unit, &value, &broken)) {
            wrong = broken;
        }
        values->items = tl_grow(values->items, values->count, &values->capacity, sizeof *values->items);
        values->items[values->count++] = value;
    }
    if (wrong) {
        *rule = tl_arena_print(arena, "line %d: %s", line, wrong);
    } else if (ferror(file)) {
        wrong = strerror(errno);
        *rule = tl_arena_copy(arena, wrong);
    }
    free(buffer);
    return !wrong;
}

bool tl_empirical_load(struct tl_dist *dist, const char *file, enum tl_unit unit, const char *folder,
                       struct tl_arena *arena, const char **rule)
{
    bool relative = folder && *folder && file[0] != '/';
    const char *path = relative ? tl_arena_print(arena, "%s/%s", folder, file) : file;
    FILE *stream = fopen(path, "r");
    if (!stream) {
        *rule = tl_arena_print(arena, "cannot read %s: %s", path, strerror(errno));
        return false;
    }
    struct values values = {0};
    const char *wrong = NULL;
    bool read = read_values(stream, unit, &values, arena, &wrong);
    fclose(stream);
    if (!read) {
        *rule = tl_arena_print(arena, "cannot read %s: %s", path, wrong);
    } else if (values.count > 0) {
        qsort(values.items, values.count, sizeof *values.items, compare_values);
        double *sample = tl_arena_alloc(arena, values.count, sizeof *sample);
        dist->sample = memcpy(sample, values.items, values.count * sizeof *sample);
        dist->sample_count = (uint32_t)values.count;
    }
    free(values.items);
    return read;
}
