/* A row an event, a column a key. Names never need quotes: they are of letters, digits and dashes. */
#include <stdlib.h>

#include "base/memory.h"
#include "report/export.h"

struct csv {
    const struct tl_roster *roster;
    int64_t from_s;
    struct tl_text *out;
};

static void *csv_create(const struct tl_roster *roster, int64_t from_s, struct tl_text *out)
{
    struct csv *csv = tl_alloc(1, sizeof *csv);
    *csv = (struct csv){roster, from_s, out};
    tl_text_add(out, "t,id,cause,event");
    for (int field = 0; field < TL_FIELDS; field++) {
        tl_text_print(out, ",%s", tl_field_class_get((enum tl_field)field)->name);
    }
    tl_text_add_char(out, '\n');
    return csv;
}

/* As a trace says it, without quotes. */
static void add_value(const struct csv *csv, const struct tl_event *event, enum tl_field field)
{
    int64_t value = tl_event_field(event, field);
    switch (tl_field_class_get(field)->type) {
    case TL_TYPE_MICRO:
        tl_text_add_micro(csv->out, value);
        break;
    case TL_TYPE_TIME:
    case TL_TYPE_COUNT:
        tl_text_add_int(csv->out, value);
        break;
    case TL_TYPE_GRADE:
        tl_text_add(csv->out, tl_grade_name((enum tl_grade)value));
        break;
    case TL_TYPE_REASON:
        tl_text_add(csv->out, tl_reason_name((enum tl_reason)value));
        break;
    default:
        tl_text_add(csv->out, tl_event_name(event, field, csv->roster));
    }
}

static void csv_take(void *self, const struct tl_event *event)
{
    const struct csv *csv = self;
    struct tl_text *out = csv->out;
    if (event->time_s < csv->from_s) {
        return;
    }
    tl_text_print(out, "%lld,%lld,%lld,%s", (long long)event->time_s, (long long)event->id,
                  (long long)event->cause, tl_event_class_get(event->kind)->name);
    for (int i = 0; i < TL_FIELDS; i++) {
        tl_text_add_char(out, ',');
        if (tl_event_field(event, (enum tl_field)i) != TL_NONE) {
            add_value(csv, event, (enum tl_field)i);
        }
    }
    tl_text_add_char(out, '\n');
}

static void csv_finish(void *self, int64_t end_s, bool is_complete)
{
    (void)end_s;
    (void)is_complete;
    free(self);
}

const struct tl_export_class tl_export_csv = {csv_create, csv_take, csv_finish};
