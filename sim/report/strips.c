#include "report/strips.h"

#include "report/axis.h"
#include "report/chart.h"
#include "report/summary.h"

#define TL_STRIP_WIDEST 90
#define TL_STRIP_LEAST  8

void tl_strips_print(struct tl_sheet *sheet, size_t variant, const char *measure, const char *const *entities,
                     size_t count)
{
    int names = 0;
    for (size_t i = 0; i < count; i++) {
        int width = tl_text_width(entities[i]);
        names = width > names ? width : names;
    }
    int width = sheet->page->width - names - 2;
    width = width > TL_STRIP_WIDEST ? TL_STRIP_WIDEST : width;
    for (size_t i = 0; i < count && width >= TL_STRIP_LEAST; i++) {
        const struct tl_curve *curve =
            tl_summary_find_curve(&sheet->report->study->variants[variant], measure, entities[i]);
        if (curve) {
            tl_text_print(sheet->out, "%s%*s", entities[i], names + 2 - tl_text_width(entities[i]), "");
            tl_page_begin(sheet->page, sheet->out, TL_INK_CURVE);
            tl_chart_print_spark(curve->mean, curve->cells, width, sheet->page, sheet->out);
            tl_page_end(sheet->page, sheet->out, TL_INK_CURVE);
            tl_text_add_char(sheet->out, '\n');
        }
    }
    if (width >= TL_STRIP_LEAST && count > 0) {
        struct tl_axis axis = {.label_width = names};
        tl_axis_print_days(&axis, tl_sheet_horizon_days(tl_report_roster(sheet->report, variant)), NULL, 0,
                           width, sheet->page, sheet->out);
    }
}
