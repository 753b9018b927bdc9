/* trilat trace export TRACE */
#include <argp.h>

#include "command/command.h"
#include "command/options.h"
#include "command/trace.h"
#include "report/export.h"
#include "report/save.h"
#include "report/saving.h"
#include "trace/reader.h"

#define PIECE_BYTES ((size_t)1 << 16)

static const struct {
    const char *name;
    const struct tl_export_class *class;
} forms[] = {
#define TL_EXPORT(name, help) {#name, &tl_export_##name},
#include "report/export.def"
#undef TL_EXPORT
};

struct input {
    const char *path;
    const struct tl_export_class *form; /* NULL: not given */
    const char *file;                   /* NULL: stdout */
};

enum { OPTION_TO = 0x2901 };

static error_t parse(int key, char *arg, struct argp_state *state)
{
    static const char *const names[] = {
#define TL_EXPORT(name, help) #name,
#include "report/export.def"
#undef TL_EXPORT
        NULL};
    struct input *input = state->input;
    switch (key) {
    case OPTION_TO:
        input->form = forms[tl_choice_parse(state, "--to", arg, names)].class;
        return 0;
    case 'o':
        input->file = arg;
        return 0;
    case ARGP_KEY_ARG:
        if (input->path) {
            argp_error(state, "one trace at a time");
        }
        input->path = arg;
        return 0;
    case ARGP_KEY_END:
        if (!input->path) {
            argp_error(state, "which trace?");
        } else if (!input->form) {
            argp_error(state, "into what? Give --to perfetto, --to csv or --to geojson");
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

/* What is written, and where. */
struct job {
    struct tl_text out;
    struct tl_saving *saving; /* NULL: to stdout */
};

static void hand_on(struct job *job)
{
    if (job->saving) {
        tl_saving_add(job->saving, &job->out);
    } else {
        tl_command_write(&job->out);
    }
    tl_text_reset(&job->out);
}

/* Export every whole event. Returns how many they were. */
static int64_t export_events(struct job *job, const struct input *input, struct tl_trace_reader *reader,
                             struct tl_error *err)
{
    const struct tl_roster *roster = tl_trace_reader_roster(reader);
    struct tl_event event = {0};
    enum tl_trace_step step;
    int64_t count = 0;
    void *export = input->form->create(roster, &job->out);
    while ((step = tl_trace_reader_next(reader, &event, err)) == TL_TRACE_EVENT) {
        input->form->take(export, &event);
        count++;
        if (job->out.size > PIECE_BYTES) {
            hand_on(job);
        }
    }
    bool is_complete = step == TL_TRACE_END;
    input->form->finish(export, is_complete ? roster->horizon_s : event.time_s, is_complete);
    if (count == 0 && is_complete) {
        tl_error_add(err, TL_FAULT_USER, "%s: holds no event", input->path);
    }
    return count;
}

static void export_trace(const struct input *input, struct tl_error *err)
{
    struct job job = {0};
    struct tl_trace_reader *reader = tl_trace_reader_open(input->path, err);
    if (!reader || (input->file && !tl_save_check(input->file, err))) {
        tl_trace_reader_close(reader);
        return;
    }
    job.saving = input->file ? tl_saving_open(input->file, err) : NULL;
    if (job.saving || !input->file) {
        int64_t count = export_events(&job, input, reader, err);
        if (count > 0) {
            hand_on(&job);
        }
        if (job.saving) {
            tl_saving_close(job.saving, count > 0, err);
        }
    }
    tl_text_clear(&job.out);
    tl_trace_reader_close(reader);
}

int tl_trace_verb_export(int argc, char **argv)
{
    static const struct argp_option rows[] = {
        {"to", OPTION_TO, "FORM", 0, "into what, see below", 0},
        {NULL, 'o', "FILE", 0, "write there instead of to the standard output; gzipped where it ends in .gz",
         0},
        {0},
    };
    static const struct argp argp = {
        .options = rows,
        .parser = parse,
        .args_doc = "TRACE --to FORM",
        .doc = "Turn a trace into a form that other programs open. A trace that is damaged is exported as "
               "far as it "
               "is whole, with status 2. TRACE may be - for the standard input.\v"
               "FORM is one of\n"
#define TL_EXPORT(name, help) "  " #name ": " help "\n"
#include "report/export.def"
#undef TL_EXPORT
               "For example, to be opened in ui.perfetto.dev:\n"
               "  trilat trace export base.r0.trace.gz --to perfetto -o base.json.gz",
    };
    struct input input = {0};
    struct tl_error err = {0};
    argp_parse(&argp, argc, argv, 0, NULL, &input);
    export_trace(&input, &err);
    return tl_command_fail(&err);
}
