/* libtrilat: a trace, event by event. */
#include "library/trace.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "event/describe.h"
#include "library/why.h"

const char *trilat_version(void)
{
    return TL_VERSION;
}

const char *trilat_time_print(int64_t time_s, char out[TRILAT_TIME])
{
    struct tl_text text = {0};
    tl_event_print_time(time_s, &text);
    snprintf(out, TRILAT_TIME, "%s", tl_text_get(&text));
    tl_text_clear(&text);
    return out;
}

struct trilat_trace *trilat_trace_open(const char *path, char why[TRILAT_WHY])
{
    struct tl_error err = {0};
    struct tl_trace_reader *reader = tl_trace_reader_open(path, &err);
    if (!reader) {
        tl_why_tell(&err, why);
        return NULL;
    }
    const struct tl_roster *roster = tl_trace_reader_roster(reader);
    struct trilat_trace *trace = tl_alloc(1, sizeof *trace);
    trace->reader = reader;
    trace->roster = roster;
    trace->header = (struct trilat_header){
        .program = roster->program,
        .scenario = roster->scenario,
        .title = roster->title,
        .hash = roster->hash,
        .seed = roster->seed,
        .replication = roster->replication,
        .epoch_s = roster->epoch_s,
        .horizon_s = roster->horizon_s,
        .warmup_s = roster->warmup_s,
    };
    tl_coverage_init(&trace->coverage, roster);
    trace->is_followed = true;
    return trace;
}

void trilat_trace_close(struct trilat_trace *trace)
{
    if (trace) {
        tl_coverage_clear(&trace->coverage);
        tl_error_clear(&trace->err);
        tl_text_clear(&trace->words);
        tl_trace_reader_close(trace->reader);
        free(trace);
    }
}

const struct trilat_header *trilat_trace_header(const struct trilat_trace *trace)
{
    return &trace->header;
}

/* A field as the trace has it. */
static struct trilat_field give_field(const struct tl_event *event, enum tl_field field,
                                      const struct tl_roster *roster)
{
    const struct tl_field_class *class = tl_field_class_get(field);
    int64_t value = tl_event_field(event, field);
    switch (class->type) {
    case TL_TYPE_MICRO:
        return (struct trilat_field){class->name, NULL, (double)value / (double)TL_MICRO};
    case TL_TYPE_TIME:
    case TL_TYPE_COUNT:
        return (struct trilat_field){class->name, NULL, (double)value};
    case TL_TYPE_GRADE:
        return (struct trilat_field){class->name, tl_grade_name((enum tl_grade)value), NAN};
    case TL_TYPE_REASON:
        return (struct trilat_field){class->name, tl_reason_name((enum tl_reason)value), NAN};
    default:
        return (struct trilat_field){class->name, tl_event_name(event, field, roster), NAN};
    }
}

static const struct trilat_event *give_event(struct trilat_trace *trace)
{
    const struct tl_event *last = &trace->last;
    const struct tl_event_class *class = tl_event_class_get(last->kind);
    size_t count = 0;
    for (int i = 0; i < class->field_count; i++) {
        if (tl_event_field(last, class->fields[i]) != TL_NONE) {
            trace->fields[count++] = give_field(last, class->fields[i], trace->roster);
        }
    }
    trace->event = (struct trilat_event){
        .time_s = last->time_s,
        .id = last->id,
        .cause = last->cause,
        .kind = class->name,
        .field_count = count,
        .fields = trace->fields,
    };
    return &trace->event;
}

const struct trilat_event *trilat_trace_next(struct trilat_trace *trace)
{
    struct tl_event event;
    if (trace->is_over || tl_trace_reader_next(trace->reader, &event, &trace->err) != TL_TRACE_EVENT) {
        trace->is_over = true;
        return NULL;
    }
    trace->last = event;
    if (trace->is_followed) {
        tl_coverage_take(&trace->coverage, &trace->last);
        if (!trace->coverage.is_sound) { /* events go on; what follows from them is not known any longer */
            trace->is_followed = false;
            tl_error_add(&trace->err, TL_FAULT_USER, "event %lld moves more persons than there are",
                         (long long)trace->last.id);
        }
    }
    return give_event(trace);
}

const char *trilat_trace_error(const struct trilat_trace *trace)
{
    return trace->err.count > 0 ? trace->err.lines[0] : NULL;
}

int trilat_trace_seek(struct trilat_trace *trace, int64_t time_s)
{
    tl_error_clear(&trace->err);
    trace->is_over = false;
    trace->last = (struct tl_event){0};
    trace->is_followed = time_s <= 0;
    if (trace->is_followed) {
        tl_coverage_clear(&trace->coverage);
        tl_coverage_init(&trace->coverage, trace->roster);
    }
    if (!tl_trace_reader_seek(trace->reader, time_s, &trace->err)) {
        trace->is_over = true;
        return -1;
    }
    return 0;
}

/* NULL: the event has no such field. */
static const struct trilat_field *find_field(const struct trilat_event *event, const char *name)
{
    for (size_t i = 0; i < event->field_count; i++) {
        if (strcmp(event->fields[i].name, name) == 0) {
            return &event->fields[i];
        }
    }
    return NULL;
}

const char *trilat_event_text(const struct trilat_event *event, const char *field)
{
    const struct trilat_field *found = find_field(event, field);
    return found ? found->text : NULL;
}

double trilat_event_number(const struct trilat_event *event, const char *field)
{
    const struct trilat_field *found = find_field(event, field);
    return found ? found->number : NAN;
}

const char *trilat_trace_tell(struct trilat_trace *trace)
{
    tl_text_reset(&trace->words);
    if (trace->last.id > 0) {
        tl_event_tell(&trace->last, trace->roster, &trace->words);
    }
    return tl_text_get(&trace->words);
}

double trilat_trace_coverage(const struct trilat_trace *trace, size_t mission)
{
    return trace->is_followed && mission < trace->roster->mission_count ? trace->coverage.covered[mission]
                                                                        : NAN;
}

double trilat_trace_index(const struct trilat_trace *trace, size_t index)
{
    return trace->is_followed && index < trace->roster->index_count
               ? 1 - (double)trace->coverage.loss_rate_u[index] / (double)TL_MICRO
               : NAN;
}
