#include "experiment/result.h"

#include <string.h>
#include <sys/uio.h>

struct head {
    uint64_t events;
    uint64_t step_count;
    char fingerprint[TL_DIGEST_TEXT];
};

struct tl_result_shape tl_result_shape_of(const struct tl_measures *measures, const struct tl_roster *roster)
{
    struct tl_result_shape shape = {.diversions = roster->diversions.count};
    size_t series, cells;
    tl_measures_columns(measures, &shape.columns);
    tl_measures_series(measures, &series, &cells);
    shape.cells = series * cells;
    return shape;
}

bool tl_result_write(int fd, struct tl_result_shape shape, const struct tl_result *result)
{
    const struct tl_outcome *outcome = &result->outcome;
    struct head head = {outcome->events, outcome->step_count, ""};
    memcpy(head.fingerprint, result->fingerprint, sizeof head.fingerprint);
    const struct iovec parts[] = {
        {&head, sizeof head},
        {outcome->values, shape.columns * sizeof *outcome->values},
        {outcome->cells, shape.cells * sizeof *outcome->cells},
        {outcome->orders_s, shape.diversions * sizeof *outcome->orders_s},
        {outcome->steps, outcome->step_count * sizeof *outcome->steps},
    };
    size_t size = 0;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        size += parts[i].iov_len;
    }
    return writev(fd, parts, sizeof parts / sizeof *parts) == (ssize_t)size;
}

bool tl_result_read(const void *bytes, size_t size, struct tl_result_shape shape, struct tl_result *result)
{
    const struct head *head = bytes;
    struct tl_outcome *outcome = &result->outcome;
    double *values = (double *)(head + 1);
    int64_t *orders_s = (int64_t *)(values + shape.columns + shape.cells);
    struct tl_step *steps = (struct tl_step *)(orders_s + shape.diversions);
    size_t before_steps = (size_t)((const char *)steps - (const char *)bytes);
    if (size < before_steps) {
        return false;
    }
    *outcome = (struct tl_outcome){
        .values = values,
        .cells = values + shape.columns,
        .steps = steps,
        .step_count = head->step_count,
        .orders_s = orders_s,
        .events = head->events,
    };
    memcpy(result->fingerprint, head->fingerprint, sizeof head->fingerprint);
    size_t left = size - before_steps;
    return left % sizeof *outcome->steps == 0 && left / sizeof *outcome->steps == head->step_count;
}
