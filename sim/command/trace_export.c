/* trilat trace export TRACE */
#include <argp.h>

#include "command/command.h"
#include "command/output.h"
#include "command/selection.h"
#include "command/trace.h"
#include "command/trace_input.h"
#include "report/export.h"
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
    struct tl_trace_input trace;
    struct tl_asked asked;
    const struct tl_export_class *form; /* NULL: not given */
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
    if (key == OPTION_TO) {
        input->form = forms[tl_choice_parse(state, "--to", arg, names)].class;
        return 0;
    }
    if (key == ARGP_KEY_END && !input->form) {
        argp_error(state, "into what? Give --to perfetto, --to csv or --to geojson");
    }
    error_t taken = tl_trace_input_parse(key, arg, state, &input->trace, 0);
    return taken == ARGP_ERR_UNKNOWN ? tl_asked_parse(key, arg, &input->asked) : taken;
}

/* What is written, and where. */
struct job {
    const struct input *input;
    struct tl_trace_reader *reader;
    int64_t from_s, to_s; /* from_s <= t < to_s */
    struct tl_output output;
    struct tl_text out;
};

/* Export every whole event. Returns whether there is anything to keep. */
static bool export_events(struct job *job, struct tl_error *err)
{
    const struct tl_export_class *form = job->input->form;
    const struct tl_roster *roster = tl_trace_reader_roster(job->reader);
    struct tl_event event = {0};
    enum tl_trace_step step;
    int64_t count = 0;
    void *export = form->create(roster, job->from_s, &job->out);
    while ((step = tl_trace_reader_next(job->reader, &event, err)) == TL_TRACE_EVENT &&
           event.time_s < job->to_s) {
        form->take(export, &event);
        count++;
        if (job->out.size > PIECE_BYTES) {
            tl_output_add(&job->output, &job->out);
        }
    }
    int64_t end_s = job->to_s < roster->horizon_s ? job->to_s : roster->horizon_s;
    form->finish(export, step == TL_TRACE_BROKEN ? event.time_s : end_s, step != TL_TRACE_BROKEN);
    bool is_kept = count > 0 || step == TL_TRACE_EVENT;
    if (step == TL_TRACE_END && count == 0) {
        tl_error_add(err, TL_FAULT_USER, "%s: holds no event", job->input->trace.path);
    }
    if (is_kept) {
        tl_output_add(&job->output, &job->out);
    }
    return is_kept;
}

static void export_trace(const struct input *input, struct tl_error *err)
{
    const char *path = input->trace.path;
    struct job job = {.input = input, .reader = tl_trace_reader_open(path, err)};
    if (!job.reader) {
        return;
    }
    const struct tl_roster *roster = tl_trace_reader_roster(job.reader);
    if (tl_asked_window(&input->asked, roster->epoch_s, roster->horizon_s, &job.from_s, &job.to_s, err) &&
        tl_output_open(&job.output, input->trace.file, &path, 1, err)) {
        bool is_kept = export_events(&job, err);
        tl_output_close(&job.output, is_kept, err);
    }
    tl_text_clear(&job.out);
    tl_trace_reader_close(job.reader);
}

int tl_trace_verb_export(int argc, char **argv)
{
    static const struct argp_option rows[] = {
        {"to", OPTION_TO, "FORM", 0, "into what, see below", 0},
        {"from", TL_ASKED_FROM, "MOMENT", 0,
         "from this moment on: " TL_ASKED_MOMENTS "; what goes on then begins there", 0},
        {"until", TL_ASKED_UNTIL, "MOMENT", 0, "before this moment", 0},
        TL_TRACE_FILE_ROW,
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
    struct input input = {.asked.is_until = true};
    struct tl_error err = {0};
    argp_parse(&argp, argc, argv, 0, NULL, &input);
    export_trace(&input, &err);
    return tl_command_fail(&err);
}
