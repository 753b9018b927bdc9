/* trilat trace verify TRACE... */
#include <argp.h>

#include "command/command.h"
#include "command/options.h"
#include "command/trace.h"
#include "trace/verify.h"

static error_t parse(int key, char *arg, struct argp_state *state)
{
    struct tl_arguments *paths = state->input;
    switch (key) {
    case ARGP_KEY_ARG:
        tl_arguments_add(paths, arg);
        return 0;
    case ARGP_KEY_NO_ARGS:
        argp_error(state, "which trace?");
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static void print_summary(const char *path, const struct tl_trace_summary *summary)
{
    struct tl_text out = {0};
    if (path) {
        tl_text_print(&out, "%s: ", path);
    }
    tl_text_add(&out, "ok: ");
    tl_text_add_grouped(&out, summary->events - 1); /* without the end itself */
    tl_text_print(&out, " events, %zu day%s, digest %s%s\n", summary->days, summary->days == 1 ? "" : "s",
                  summary->digest, summary->indexed ? "" : ", compressed anew without an index");
    tl_command_write(&out);
    tl_text_clear(&out);
}

int tl_trace_verb_verify(int argc, char **argv)
{
    static const struct argp argp = {
        .parser = parse,
        .args_doc = "TRACE...",
        .doc = "Read whole traces and look at everything: the form of each line, order, causes, states of "
               "assets, count, "
               "digests and index. Tells the first mistake of each. The exit status is 2 if there is any. "
               "TRACE may be - for the standard input.",
    };
    struct tl_arguments paths = {0};
    int status = TL_FAULT_NONE;
    argp_parse(&argp, argc, argv, 0, NULL, &paths);
    for (size_t i = 0; i < paths.count; i++) {
        struct tl_error err = {0};
        struct tl_trace_summary summary;
        if (tl_trace_verify(paths.items[i], &summary, &err)) {
            print_summary(paths.count > 1 ? paths.items[i] : NULL, &summary);
        }
        int found = tl_command_fail(&err);
        status = found > status ? found : status;
    }
    tl_arguments_clear(&paths);
    return status;
}
