/* trilat trace diff A B */
#include <argp.h>
#include <string.h>

#include "base/units.h"
#include "command/command.h"
#include "command/difference_json.h"
#include "command/filter.h"
#include "command/output.h"
#include "command/quote.h"
#include "command/selection.h"
#include "command/trace.h"
#include "command/trace_input.h"
#include "report/differences.h"
#include "trace/reader.h"

#define TL_WITHIN_S TL_DAY_S /* unless asked otherwise */

struct input {
    struct tl_arguments paths;
    struct tl_asked asked;
    int64_t within_s;
    int limit;
    bool first_only;
    struct tl_trace_input trace; /* without a path: there are two */
};

enum { OPTION_WITHIN = 0x2501, OPTION_LIMIT, OPTION_FIRST };

static int64_t parse_span(struct argp_state *state, const char *text)
{
    double span_s;
    const char *rule;
    if (!tl_unit_parse(text, TL_UNIT_TIME, &span_s, &rule)) {
        argp_error(state, "--within %s: %s", text, rule);
    } else if (!(span_s >= 0 && span_s < 1e9)) {
        argp_error(state, "--within %s: must be a span of time from 0 on", text);
    }
    return tl_round(span_s);
}

static bool is_choosy(const struct input *input)
{
    return input->asked.kind || input->asked.asset || input->asked.mission || input->asked.from ||
           input->asked.to;
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
    struct input *input = state->input;
    error_t taken;
    switch (key) {
    case OPTION_WITHIN:
        input->within_s = parse_span(state, arg);
        return 0;
    case OPTION_LIMIT:
        input->limit = (int)tl_count_parse(state, "--limit", arg, 1, TL_DIFFERENCES_MOST);
        return 0;
    case OPTION_FIRST:
        input->first_only = true;
        return 0;
    case ARGP_KEY_NO_ARGS: /* told at the end, with how many there are */
        return 0;
    case ARGP_KEY_ARG:
        if (strcmp(arg, "-") == 0) {
            argp_error(state, "traces are read several times: name two files");
        }
        tl_arguments_add(&input->paths, arg);
        return 0;
    case ARGP_KEY_END:
        if (input->paths.count != 2) {
            argp_error(state, "two traces are needed, %zu given", input->paths.count);
        } else if (input->first_only && is_choosy(input)) {
            argp_error(state,
                       "--first looks at all events: leave out --kind, --asset, --mission, --from and --to");
        }
        return 0;
    default:
        taken = tl_trace_input_parse(key, arg, state, &input->trace, TL_TRACE_TABLE_JSON);
        return taken == ARGP_ERR_UNKNOWN ? tl_asked_parse(key, arg, &input->asked) : taken;
    }
}

/* What was found out. */
struct answer {
    const struct input *input;
    const char *paths[TL_SIDES];
    const struct tl_roster *rosters[TL_SIDES];
    struct tl_heads heads;
    struct tl_divergence divergence;
    bool is_parted; /* where they part is known, or that they do not */
    struct tl_causes chains[TL_SIDES];
    struct tl_differences differences; /* empty with --first */
    bool is_whole;
};

/* Why the event is there that one side has and the other has not. */
static void find_chains(struct answer *answer, struct tl_error *err)
{
    for (int side = 0; side < TL_SIDES; side++) {
        if (answer->divergence.has[side]) {
            tl_causes_read(&answer->chains[side], answer->paths[side], answer->divergence.events[side].id,
                           err);
        }
    }
}

/* Which events are asked for. */
struct choice {
    struct tl_filter filters[TL_SIDES];
    int64_t from_s, to_s; /* from_s <= t < to_s */
};

static bool wants(void *self, enum tl_side side, const struct tl_event *event)
{
    struct choice *choice = self;
    bool is_chosen = tl_filter_take(&choice->filters[side], event);
    return is_chosen && event->time_s >= choice->from_s && event->time_s < choice->to_s;
}

/* A name may be in one trace alone; a pattern that fits none in either is a mistake. */
static bool init_choice(struct choice *choice, const struct answer *answer, struct tl_error *err)
{
    const struct input *input = answer->input;
    struct tl_error mistakes[TL_SIDES] = {0};
    bool fits = false;
    *choice = (struct choice){0};
    for (int side = 0; side < TL_SIDES; side++) {
        bool fits_here = tl_filter_init(&choice->filters[side], answer->rosters[side], input->asked.kind,
                                        input->asked.asset, input->asked.mission, &mistakes[side]);
        fits = fits || fits_here;
    }
    for (size_t i = 0; !fits && i < mistakes[TL_SIDE_A].count; i++) {
        tl_error_add(err, TL_FAULT_USER, "%s", mistakes[TL_SIDE_A].lines[i]);
    }
    tl_error_clear(&mistakes[TL_SIDE_A]);
    tl_error_clear(&mistakes[TL_SIDE_B]);
    const struct tl_roster *a = answer->rosters[TL_SIDE_A];
    const struct tl_roster *b = answer->rosters[TL_SIDE_B];
    int64_t horizon_s = a->horizon_s > b->horizon_s ? a->horizon_s : b->horizon_s;
    bool timed = tl_asked_window(&input->asked, a->epoch_s, horizon_s, &choice->from_s, &choice->to_s, err);
    return fits && timed;
}

static void find_differences(struct answer *answer, struct choice *choice, struct tl_error *err)
{
    struct tl_differences_wish wish = {.within_s = answer->input->within_s,
                                       .wants = is_choosy(answer->input) ? wants : NULL,
                                       .self = choice};
    answer->is_whole = tl_differences_read(&answer->differences, answer->paths, &wish, err);
}

/* Returns false where what is asked for is a mistake. */
static bool find_answer(struct answer *answer, struct tl_error *err)
{
    struct choice choice;
    struct tl_error again = {0}; /* a damage that was told already */
    bool good = init_choice(&choice, answer, err);
    answer->is_whole = good;
    tl_heads_compare(&answer->heads, answer->rosters[TL_SIDE_A], answer->rosters[TL_SIDE_B]);
    if (good && !answer->input->first_only) {
        find_differences(answer, &choice, err);
    }
    if (good) {
        answer->is_parted =
            tl_divergence_find(&answer->divergence, answer->paths, answer->is_whole ? err : &again);
        answer->is_whole = answer->is_whole && answer->is_parted;
    }
    if (answer->is_parted) {
        find_chains(answer, err);
    }
    tl_filter_clear(&choice.filters[TL_SIDE_A]);
    tl_filter_clear(&choice.filters[TL_SIDE_B]);
    tl_error_clear(&again);
    return good;
}

/* Where to go on from here. */
static void print_hint(const struct answer *answer, const struct tl_page *page, struct tl_text *out)
{
    enum tl_side side = answer->divergence.has[TL_SIDE_B] ? TL_SIDE_B : TL_SIDE_A;
    struct tl_text command = {0};
    struct tl_text id = {0};
    if (answer->divergence.parting != TL_PARTING_EVENT) {
        return;
    }
    tl_text_print(&id, "%lld", (long long)answer->divergence.events[side].id);
    const char *const words[] = {"trilat",  "trace",          "why",      answer->paths[side],
                                 "--event", tl_text_get(&id), "--forward"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        tl_quote_add(&command, words[i]);
    }
    tl_text_add(out, "\nWhat came of it: ");
    tl_page_fill_command(page, out, 17, 17, tl_text_get(&command));
    tl_text_clear(&command);
    tl_text_clear(&id);
}

static void print_table(const struct answer *answer, const struct tl_page *page, struct tl_text *out)
{
    struct tl_differences_page sheet = {.page = page, .out = out};
    memcpy(sheet.paths, answer->paths, sizeof sheet.paths);
    memcpy(sheet.rosters, answer->rosters, sizeof sheet.rosters);
    bool is_same = answer->is_whole && answer->divergence.parting == TL_PARTING_NONE;
    tl_differences_print_heads(&sheet, &answer->heads);
    if (answer->is_parted) {
        tl_differences_print_parting(&sheet, &answer->divergence, answer->chains);
        print_hint(answer, page, out);
    }
    if (is_same) {
        tl_text_add(out, "\nThe events are the same.\n");
    }
    if (answer->differences.arena && (!is_same || answer->heads.matters)) {
        tl_differences_print(&sheet, &answer->differences, answer->input->within_s, answer->input->limit);
    }
}

static void print_json(const struct answer *answer, struct tl_text *out)
{
    struct tl_difference_json json = {
        .heads = &answer->heads,
        .divergence = answer->is_parted ? &answer->divergence : NULL,
        .chains = answer->chains,
        .differences = answer->differences.arena ? &answer->differences : NULL,
        .within_s = answer->input->within_s,
        .is_whole = answer->is_whole,
    };
    memcpy(json.paths, answer->paths, sizeof json.paths);
    memcpy(json.rosters, answer->rosters, sizeof json.rosters);
    tl_difference_json_print(&json, out);
}

static void write_answer(const struct answer *answer, struct tl_output *output)
{
    struct tl_text out = {0};
    struct tl_page page = tl_output_page(output);
    if (answer->input->trace.format == TL_FORMAT_JSON) {
        print_json(answer, &out);
    } else {
        print_table(answer, &page, &out);
    }
    tl_output_add(output, &out);
    tl_text_clear(&out);
}

/* Returns whether anything differs. */
static bool tell_differences(const struct input *input, struct tl_error *err)
{
    struct answer answer = {.input = input, .paths = {input->paths.items[0], input->paths.items[1]}};
    struct tl_output output;
    struct tl_trace_reader *readers[TL_SIDES];
    for (int side = 0; side < TL_SIDES; side++) {
        readers[side] = tl_trace_reader_open(answer.paths[side], err);
        answer.rosters[side] = readers[side] ? tl_trace_reader_roster(readers[side]) : NULL;
    }
    if (readers[TL_SIDE_A] && readers[TL_SIDE_B] &&
        tl_output_open(&output, input->trace.file, answer.paths, TL_SIDES, err)) {
        bool is_found = find_answer(&answer, err);
        if (is_found) {
            write_answer(&answer, &output);
        }
        tl_output_close(&output, is_found, err);
    }
    bool differs = answer.heads.matters || answer.divergence.parting != TL_PARTING_NONE;
    tl_heads_clear(&answer.heads);
    tl_differences_clear(&answer.differences);
    for (int side = 0; side < TL_SIDES; side++) {
        tl_causes_clear(&answer.chains[side]);
        tl_trace_reader_close(readers[side]);
    }
    return differs;
}

int tl_trace_verb_diff(int argc, char **argv)
{
    static const struct argp_option rows[] = {
        {"kind", TL_ASKED_KIND, "GLOB", 0, "compare events of these kinds alone: 'asset_*'", 0},
        {"asset", TL_ASKED_ASSET, "GLOB", 0, "events of these assets alone", 0},
        {"mission", TL_ASKED_MISSION, "GLOB", 0,
         "events of these missions alone, with the ways there and home of their assets", 0},
        TL_ASKED_FROM_ROW,
        TL_ASKED_TO_ROW,
        {"within", OPTION_WITHIN, "SPAN", 0,
         "an event that is at most this much earlier or later in B is moved; 24 h unless given", 0},
        {"limit", OPTION_LIMIT, "N", 0, "kinds and differences told one by one; 20 unless given", 0},
        {"first", OPTION_FIRST, NULL, 0,
         "tell only where they part: by the digests of their days, without reading what is before", 0},
        TL_TRACE_FORMAT_ROW("table|json", ""),
        TL_TRACE_FILE_ROW,
        {0},
    };
    static const struct argp argp = {
        .options = rows,
        .parser = parse,
        .args_doc = "A B",
        .doc =
            "Tell what differs between two traces: their headers; where they part, with the causes on both "
            "sides; and how many events are the same, come with other quantities, are moved, or are in one "
            "alone, by kind, mission and day. Events are the same by what they mean, not by their lines: "
            "by kind, names and reason. The exit status is 1 if anything differs but the program that "
            "wrote them."
            "\vExample: trilat trace diff base.r0.trace.gz senkaku-naval.r0.trace.gz --within '6 h'",
    };
    struct input input = {.within_s = TL_WITHIN_S, .limit = 20};
    struct tl_error err = {0};
    argp_parse(&argp, argc, argv, 0, NULL, &input);
    bool differs = tell_differences(&input, &err);
    tl_arguments_clear(&input.paths);
    int status = tl_command_fail(&err);
    return status != TL_FAULT_NONE ? status : differs ? TL_FAULT_NO : TL_FAULT_NONE;
}
