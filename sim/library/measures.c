/* libtrilat: what a trace comes to. */
#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "library/why.h"
#include "measure/measure.h"
#include "trace/reader.h"

static_assert(TRILAT_CELL_S == TL_CELL_S, "the header tells the cells of curves");

struct trilat_measures {
    struct tl_trace_reader *reader; /* names live there */
    struct tl_measures *measures;
    struct trilat_measure *rows;
    size_t row_count;
    const struct tl_series *series;
    size_t series_count, cells;
    const double *curves; /* [series][cells] */
};

/* Finish what was measured and lay it out. */
static void fill_rows(struct trilat_measures *result)
{
    const struct tl_outcome *outcome = tl_measures_finish(result->measures);
    const struct tl_column *columns = tl_measures_columns(result->measures, &result->row_count);
    result->rows = tl_alloc(result->row_count, sizeof *result->rows);
    for (size_t i = 0; i < result->row_count; i++) {
        result->rows[i] = (struct trilat_measure){columns[i].measure, columns[i].entity, columns[i].unit,
                                                  outcome->values[i]};
    }
    result->series = tl_measures_series(result->measures, &result->series_count, &result->cells);
    result->curves = outcome->cells;
}

/* Feed the whole trace to the measures. */
static bool read_events(struct trilat_measures *result, struct tl_error *err)
{
    struct tl_sink sink = tl_measures_sink(result->measures);
    struct tl_event event;
    enum tl_trace_step step;
    while ((step = tl_trace_reader_next(result->reader, &event, err)) == TL_TRACE_EVENT) {
        sink.take(sink.self, &event);
    }
    return step == TL_TRACE_END;
}

struct trilat_measures *trilat_measures_read(const char *path, char why[TRILAT_WHY])
{
    struct tl_error err = {0};
    struct trilat_measures *result = tl_alloc(1, sizeof *result);
    result->reader = tl_trace_reader_open(path, &err);
    if (result->reader) {
        result->measures = tl_measures_create(tl_trace_reader_roster(result->reader));
        if (read_events(result, &err)) {
            fill_rows(result);
            return result;
        }
    }
    tl_why_tell(&err, why);
    trilat_measures_free(result);
    return NULL;
}

void trilat_measures_free(struct trilat_measures *measures)
{
    if (measures) {
        free(measures->rows);
        tl_measures_destroy(measures->measures);
        tl_trace_reader_close(measures->reader);
        free(measures);
    }
}

size_t trilat_measures_count(const struct trilat_measures *measures)
{
    return measures->row_count;
}

const struct trilat_measure *trilat_measures_get(const struct trilat_measures *measures, size_t i)
{
    return i < measures->row_count ? &measures->rows[i] : NULL;
}

double trilat_measures_find(const struct trilat_measures *measures, const char *name, const char *entity)
{
    for (size_t i = 0; i < measures->row_count; i++) {
        if (strcmp(measures->rows[i].name, name) == 0 && strcmp(measures->rows[i].entity, entity) == 0) {
            return measures->rows[i].value;
        }
    }
    return NAN;
}

const double *trilat_measures_curve(const struct trilat_measures *measures, const char *name,
                                    const char *entity, size_t *cells)
{
    for (size_t i = 0; i < measures->series_count; i++) {
        const struct tl_series *series = &measures->series[i];
        if (strcmp(series->measure, name) == 0 && strcmp(series->entity, entity) == 0) {
            *cells = measures->cells;
            return measures->curves + i * measures->cells;
        }
    }
    return NULL;
}
