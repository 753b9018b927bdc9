#include "command/study_options.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command/command.h"
#include "report/save.h"

enum {
    OPTION_SEED = 0x3001,
    OPTION_JOBS,
    OPTION_REPLICATION,
    OPTION_TRACES,
    OPTION_TRACE_REPLICATIONS,
    OPTION_FORMAT,
    OPTION_ROWS,
    OPTION_COLOR,
};

void tl_study_input_init(struct tl_study_input *input)
{
    *input = (struct tl_study_input){
        .n = TL_N_DEFAULT,
        .jobs = tl_study_jobs_default(),
        .format = TL_FORMAT_UNTOLD,
    };
}

/* Digits alone, up to `most`. */
static bool read_count(const char *text, size_t size, uint64_t most, uint64_t *count)
{
    *count = 0;
    for (size_t i = 0; i < size; i++) {
        if (!isdigit((unsigned char)text[i])) {
            return false;
        }
        uint64_t digit = (uint64_t)(text[i] - '0');
        if (*count > (most - digit) / 10) {
            return false;
        }
        *count = *count * 10 + digit;
    }
    return size > 0;
}

uint64_t tl_count_parse(struct argp_state *state, const char *name, const char *text, uint64_t least,
                        uint64_t most)
{
    uint64_t count;
    if (!read_count(text, strlen(text), most, &count) || count < least) {
        argp_error(state, "%s %s: must be a whole number from %llu to %llu", name, text,
                   (unsigned long long)least, (unsigned long long)most);
    }
    return count;
}

/* "A-B", or "A" alone. */
static void parse_range(struct argp_state *state, const char *text, struct tl_study_input *input)
{
    size_t first = strcspn(text, "-");
    bool single = text[first] == '\0';
    const char *last = single ? text : text + first + 1;
    if (!read_count(text, first, TL_SEED_MOST, &input->trace_first) ||
        !read_count(last, strlen(last), TL_SEED_MOST, &input->trace_last) ||
        input->trace_first > input->trace_last) {
        argp_error(state, "--trace-replications %s: must be A-B with A <= B, such as 0-9, or one number",
                   text);
    }
    input->trace_range_given = true;
}

/* Do the options go together? */
static void check_input(struct argp_state *state, const struct tl_study_input *input)
{
    uint64_t first = input->replication_given ? input->replication : 0;
    uint64_t last = input->replication_given ? input->replication : input->n - 1;
    if (input->replication_given && input->n_given) {
        argp_error(state, "--replication runs one replication alone: leave -n out");
    }
    if (input->trace_range_given && !input->traces) {
        argp_error(state, "--trace-replications needs --traces DIR");
    }
    if (input->trace_range_given && (input->trace_first < first || input->trace_last > last)) {
        argp_error(state, "--trace-replications %llu-%llu: replications %llu to %llu are run",
                   (unsigned long long)input->trace_first, (unsigned long long)input->trace_last,
                   (unsigned long long)first, (unsigned long long)last);
    }
}

static error_t parse_study(int key, char *arg, struct argp_state *state)
{
    struct tl_study_input *input = state->input;
    switch (key) {
    case 'n':
        input->n = tl_count_parse(state, "-n", arg, 1, TL_N_MOST);
        input->n_given = true;
        return 0;
    case OPTION_SEED:
        input->seed = tl_count_parse(state, "--seed", arg, 0, TL_SEED_MOST);
        input->seed_given = true;
        return 0;
    case OPTION_JOBS:
        input->jobs = (unsigned)tl_count_parse(state, "--jobs", arg, 1, INT16_MAX);
        return 0;
    case OPTION_REPLICATION:
        input->replication = tl_count_parse(state, "--replication", arg, 0, TL_N_MOST);
        input->replication_given = true;
        return 0;
    case OPTION_TRACES:
        if (*arg == '\0') {
            argp_error(state, "--traces: name a folder");
        }
        input->traces = arg;
        return 0;
    case OPTION_TRACE_REPLICATIONS:
        parse_range(state, arg, input);
        return 0;
    case ARGP_KEY_END:
        check_input(state, input);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_option study_rows[] = {
    {0, 'n', "N", 0, "how many replications (200)", 1},
    {"seed", OPTION_SEED, "N", 0, "of the random streams (the scenario's own)", 1},
    {"jobs", OPTION_JOBS, "N", 0,
     "how many at a time (as many as there are processors); results do not depend on it", 1},
    {"replication", OPTION_REPLICATION, "K", 0, "run replication K alone, counted from 0", 1},
    {"traces", OPTION_TRACES, "DIR", 0, "record events, in DIR/LABEL.rK.trace.gz", 1},
    {"trace-replications", OPTION_TRACE_REPLICATIONS, "A-B", 0, "which are recorded (the first ten)", 1},
    {0},
};

const struct argp tl_study_argp = {.options = study_rows, .parser = parse_study};

/* The format that a file's suffix asks for. */
static int find_format(const char *file)
{
    const char *suffix = file ? strrchr(file, '.') : NULL;
    if (suffix && strcmp(suffix, ".json") == 0) {
        return TL_FORMAT_JSON;
    }
    return suffix && strcmp(suffix, ".csv") == 0 ? TL_FORMAT_CSV : TL_FORMAT_TABLE;
}

static void finish_output(struct argp_state *state, struct tl_study_input *input)
{
    if (input->format == TL_FORMAT_UNTOLD) {
        input->format = find_format(input->file);
    }
    if (input->rows_given && input->format != TL_FORMAT_CSV) {
        argp_error(state, "--rows is for CSV: add --format csv or -o FILE.csv");
    }
}

static error_t parse_output(int key, char *arg, struct argp_state *state)
{
    static const char *const formats[] = {"table", "json", "csv", NULL};
    static const char *const rows[] = {"summary", "replications", "series", NULL};
    static const char *const colors[] = {"auto", "always", "never", NULL};
    struct tl_study_input *input = state->input;
    switch (key) {
    case OPTION_FORMAT:
        input->format = tl_choice_parse(state, "--format", arg, formats);
        return 0;
    case OPTION_ROWS:
        input->rows = (enum tl_rows_kind)tl_choice_parse(state, "--rows", arg, rows);
        input->rows_given = true;
        return 0;
    case OPTION_COLOR:
        input->color = (enum tl_color)tl_choice_parse(state, "--color", arg, colors);
        return 0;
    case 'o':
        if (*arg == '\0') {
            argp_error(state, "-o: name a file");
        }
        input->file = strcmp(arg, "-") == 0 ? NULL : arg;
        return 0;
    case ARGP_KEY_END:
        finish_output(state, input);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_option output_rows[] = {
    {"format", OPTION_FORMAT, "table|json|csv", 0, "a table, unless the suffix of -o says otherwise", 1},
    {"rows", OPTION_ROWS, "summary|replications|series", 0, "what a CSV holds (summary)", 1},
    {0, 'o', "FILE", 0,
     "write there and not to the standard output; it appears whole or not at all; what an interrupt leaves "
     "goes to FILE.partial",
     1},
    {"color", OPTION_COLOR, "auto|always|never", 0,
     "auto: on a terminal, unless NO_COLOR is set or TERM is dumb", 1},
    {0},
};

const struct argp tl_output_argp = {.options = output_rows, .parser = parse_output};

struct tl_study_options tl_study_input_options(const struct tl_study_input *input, uint64_t seed)
{
    struct tl_study_options options = {
        .seed = input->seed_given ? input->seed : seed,
        .first = input->replication_given ? input->replication : 0,
        .n = input->replication_given ? 1 : input->n,
        .jobs = input->jobs,
        .traces = input->traces,
        .trace_first = input->trace_first,
        .trace_last = input->trace_last,
        .draw_progress = isatty(STDERR_FILENO) == 1,
    };
    if (!input->trace_range_given) {
        uint64_t traced = options.n < TL_TRACES_UNTOLD ? options.n : TL_TRACES_UNTOLD;
        options.trace_first = options.first;
        options.trace_last = options.first + traced - 1;
    }
    return options;
}

void tl_study_input_print(const struct tl_study_options *options, const struct tl_study_input *input,
                          struct tl_text *out)
{
    if (input->replication_given) {
        tl_text_print(out, " --replication %llu", (unsigned long long)options->first);
    } else {
        tl_text_print(out, " -n %llu", (unsigned long long)options->n);
    }
    tl_text_print(out, " --seed %llu", (unsigned long long)options->seed);
}

static void print_report(const struct tl_study_input *input, const struct tl_report *report,
                         struct tl_text *out)
{
    struct tl_page page = tl_page_detect(stdout, input->color);
    if (input->file) { /* not for this terminal */
        page.width = TL_PAGE_DEFAULT;
        page.color = input->color == TL_COLOR_ALWAYS;
    }
    if (input->format == TL_FORMAT_JSON) {
        tl_report_print_json(report, out);
    } else if (input->format == TL_FORMAT_CSV) {
        tl_report_print_csv(report, input->rows, out);
    } else if (report->shown != 1 && report->study->variant_count > 1) {
        tl_report_print_compare(report, &page, out);
    } else {
        tl_report_print_run(report, &page, out);
    }
}

/* Write to the file that was asked for. What an interrupt has left goes beside it, so that an older, whole result stays. */
static bool save_report(const struct tl_study_input *input, const struct tl_study *study,
                        const struct tl_text *out, struct tl_error *err)
{
    struct tl_text path = {0};
    bool beside = study->interrupted && !tl_save_is_special(input->file);
    tl_text_print(&path, "%s%s", input->file, beside ? ".partial" : "");
    bool written = tl_save_text(tl_text_get(&path), out, err);
    if (study->interrupted) {
        tl_error_add(err, TL_FAULT_INTERRUPT, "interrupted after %zu of %llu replications%s%s", study->kept,
                     (unsigned long long)study->options.n, written ? ": what is complete is in " : "",
                     written ? tl_text_get(&path) : "");
    }
    tl_text_clear(&path);
    return written;
}

int tl_study_input_write(const struct tl_study_input *input, const struct tl_report *report,
                         struct tl_error *err)
{
    const struct tl_study *study = report->study;
    struct tl_text out = {0};
    print_report(input, report, &out);
    bool written = true;
    if (input->file) {
        written = save_report(input, study, &out, err);
    } else {
        tl_command_write(&out);
        if (study->interrupted) {
            tl_error_add(err, TL_FAULT_INTERRUPT, "interrupted after %zu of %llu replications", study->kept,
                         (unsigned long long)study->options.n);
        }
    }
    tl_text_reset(&out);
    tl_report_print_crashes(report, &out);
    tl_command_flush(); /* keeps the order where both go to one file */
    fputs(tl_text_get(&out), stderr);
    tl_text_clear(&out);
    if (!written) {
        return TL_FAULT_WORLD;
    }
    return study->interrupted ? TL_FAULT_INTERRUPT
                              : (study->crash_count > 0 ? TL_FAULT_WORLD : TL_FAULT_NONE);
}
