/* trilat trace format */
#include <argp.h>

#include "command/command.h"
#include "command/options.h"
#include "command/trace.h"
#include "trace/format.h"

enum { OPTION_FORMAT = 0x2001 };

static error_t parse(int key, char *arg, struct argp_state *state)
{
    static const char *const formats[] = {"markdown", NULL};
    if (key == OPTION_FORMAT) {
        tl_choice_parse(state, "--format", arg, formats);
        return 0;
    }
    return ARGP_ERR_UNKNOWN;
}

int tl_trace_verb_format(int argc, char **argv)
{
    static const struct argp_option rows[] = {
        {"format", OPTION_FORMAT, "markdown", 0, "the only form, and the default", 0},
        {0},
    };
    static const struct argp argp = {
        .options = rows,
        .parser = parse,
        .doc = "Print the reference of the trace format: kinds of event, keys, reasons and states.",
    };
    struct tl_text out = {0};
    argp_parse(&argp, argc, argv, 0, NULL, NULL);
    tl_trace_format_print(&out);
    tl_command_write(&out);
    tl_text_clear(&out);
    return TL_FAULT_NONE;
}
