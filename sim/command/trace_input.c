#include "command/trace_input.h"

static enum tl_format parse_format(struct argp_state *state, const char *word, int formats)
{
    static const char *const names[] = {"table", "json", "csv"};
    const char *known[TL_TRACE_TABLE_JSON_CSV + 1] = {NULL};
    for (int i = 0; i < formats; i++) {
        known[i] = names[i];
    }
    return (enum tl_format)tl_choice_parse(state, "--format", word, known);
}

error_t tl_trace_input_parse(int key, char *arg, struct argp_state *state, struct tl_trace_input *input,
                             int formats)
{
    switch (key) {
    case TL_TRACE_FORMAT:
        input->format = parse_format(state, arg, formats);
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
    case ARGP_KEY_NO_ARGS:
        argp_error(state, "which trace?");
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}
