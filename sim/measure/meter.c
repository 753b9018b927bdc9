#include "measure/meter.h"

#include <stdlib.h>

void tl_meter_init(struct tl_meter *meter, const struct tl_layout *layout)
{
    *meter = (struct tl_meter){.cells = tl_alloc(layout->cells, sizeof *meter->cells)};
}

void tl_meter_clear(struct tl_meter *meter)
{
    free(meter->cells);
    *meter = (struct tl_meter){0};
}

void tl_meter_advance(struct tl_meter *meter, int64_t until_s)
{
    int64_t from_s = meter->since_s;
    while (from_s < until_s) {
        int64_t cell = from_s / TL_CELL_S;
        int64_t end_s = (cell + 1) * TL_CELL_S;
        end_s = end_s < until_s ? end_s : until_s;
        meter->cells[cell] += meter->rate * (double)(end_s - from_s);
        from_s = end_s;
    }
    meter->since_s = from_s;
}

double tl_meter_total(const struct tl_meter *meter, size_t cells)
{
    double total = 0;
    for (size_t i = 0; i < cells; i++) {
        total += meter->cells[i];
    }
    return total;
}
