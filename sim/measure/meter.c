#include "measure/meter.h"

#include <stdlib.h>

void tl_meter_init(struct tl_meter *meter, const struct tl_layout *layout)
{
    *meter = (struct tl_meter){.cells = tl_alloc(layout->cells, sizeof *meter->cells),
                               .warmup_s = layout->warmup_s};
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
        if (from_s < meter->warmup_s && meter->warmup_s < end_s) {
            end_s = meter->warmup_s;
        }
        double part = meter->rate * (double)(end_s - from_s);
        meter->cells[cell] += part;
        if (from_s < meter->warmup_s && cell == meter->warmup_s / TL_CELL_S) {
            meter->early += part;
        }
        from_s = end_s;
    }
    meter->since_s = from_s;
}

double tl_meter_total(const struct tl_meter *meter, size_t cells)
{
    double total = -meter->early;
    for (size_t i = (size_t)(meter->warmup_s / TL_CELL_S); i < cells; i++) {
        total += meter->cells[i];
    }
    return total;
}
