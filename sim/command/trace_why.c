/* trilat trace why TRACE */
#include <argp.h>
#include <stdlib.h>
#include <string.h>

#include "base/units.h"
#include "command/command.h"
#include "command/output.h"
#include "command/selection.h"
#include "command/trace.h"
#include "command/trace_input.h"
#include "event/describe.h"
#include "report/why.h"
#include "trace/line.h"
#include "trace/reader.h"

struct input {
    struct tl_trace_input trace;
    int64_t event;       /* 0: not given */
    const char *mission; /* NULL: not given */
    const char *at;
    bool forward;
    int limit; /* lines of the tree */
};

#define TL_EVENT_MOST UINT64_C(1000000000000000) /* more than any trace has */

enum { OPTION_EVENT = 0x2401, OPTION_MISSION, OPTION_AT, OPTION_FORWARD, OPTION_LIMIT };

static void check_together(struct argp_state *state, const struct input *input)
{
    if ((input->event == 0) == (input->mission == NULL)) {
        argp_error(state, "why what? Give --event ID, or --mission M --at MOMENT");
    } else if ((input->mission == NULL) != (input->at == NULL)) {
        argp_error(state, "--mission and --at go together");
    } else if (input->mission && input->forward) {
        argp_error(state, "--forward follows an event: give --event ID");
    }
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
    struct input *input = state->input;
    switch (key) {
    case OPTION_EVENT:
        input->event = (int64_t)tl_count_parse(state, "--event", arg, 1, TL_EVENT_MOST);
        return 0;
    case OPTION_MISSION:
        input->mission = arg;
        return 0;
    case OPTION_AT:
        input->at = arg;
        return 0;
    case OPTION_FORWARD:
        input->forward = true;
        return 0;
    case OPTION_LIMIT:
        input->limit = (int)tl_count_parse(state, "--limit", arg, 1, TL_AFTERMATH_MOST);
        return 0;
    case ARGP_KEY_END:
        check_together(state, input);
        return 0;
    default:
        return tl_trace_input_parse(key, arg, state, &input->trace, TL_TRACE_TABLE_JSON);
    }
}

/* What the answer is written with. */
struct answer {
    const struct input *input;
    const struct tl_roster *roster;
    struct tl_output output;
    struct tl_page page;
    struct tl_text out;
    struct tl_trace_words words;
    bool is_found; /* there is something to tell */
};

/* ---- JSON ---- */

/* An event as its line in the trace says it, and in words. */
static void add_event(struct answer *answer, const struct tl_event *event, bool is_first)
{
    struct tl_text *out = &answer->out;
    struct tl_text words = {0};
    char *line = tl_alloc(answer->words.line_max, 1);
    size_t size = tl_trace_line_print(&answer->words, event, line);
    tl_text_add(out, is_first ? "\n    " : ",\n    ");
    tl_text_add_bytes(out, line, size - 2); /* without brace and line feed */
    tl_text_add(out, ",\"text\":");
    tl_event_tell(event, answer->roster, &words);
    tl_text_add_json(out, tl_text_get(&words));
    tl_text_add_char(out, '}');
    tl_text_clear(&words);
    free(line);
}

static void add_events(struct answer *answer, const char *key, const struct tl_event *events, size_t count)
{
    tl_text_print(&answer->out, ",\n  \"%s\": [", key);
    for (size_t i = 0; i < count; i++) {
        add_event(answer, &events[i], i == 0);
    }
    tl_text_add(&answer->out, count > 0 ? "\n  ]" : "]");
}

static void add_account(struct answer *answer, const struct tl_account *account)
{
    struct tl_text *out = &answer->out;
    tl_text_add(out, ",\n  \"root\": ");
    if (account->root) {
        tl_text_add_json(out, account->root);
    } else {
        tl_text_add(out, "null");
    }
    tl_text_add(out, ",\n  \"booked\": {");
    for (size_t i = 0; i < account->count; i++) {
        tl_text_add(out, i > 0 ? ", " : "");
        tl_text_add_json(out, account->rows[i].mission);
        tl_text_add(out, ": ");
        tl_text_add_real(out, account->rows[i].lost);
    }
    tl_text_add_char(out, '}');
}

static void add_aftermath(struct answer *answer, const struct tl_aftermath *aftermath)
{
    struct tl_text *out = &answer->out;
    const char *before = "";
    tl_text_print(out, ",\n  \"led-to\": %lld,\n  \"last\": %lld,\n  \"kinds\": {",
                  (long long)aftermath->count, (long long)aftermath->last_s);
    for (int kind = 0; kind < TL_EVENT_KINDS; kind++) {
        if (aftermath->by_kind[kind] > 0) {
            tl_text_print(out, "%s\"%s\": %lld", before, tl_event_class_get((enum tl_event_kind)kind)->name,
                          (long long)aftermath->by_kind[kind]);
            before = ", ";
        }
    }
    tl_text_add_char(out, '}');
    add_events(answer, "forward", aftermath->events, aftermath->kept);
}

static void add_shortfall(struct answer *answer, const struct tl_shortfall *shortfall, int64_t at_s)
{
    struct tl_text *out = &answer->out;
    tl_text_print(out, ",\n  \"at\": %lld,\n  \"mission\": ", (long long)at_s);
    tl_text_add_json(out, answer->input->mission);
    tl_text_add(out, ",\n  \"coverage\": ");
    tl_text_add_real(out, shortfall->covered);
    tl_text_add(out, ",\n  \"needs\": [");
    for (size_t i = 0; i < shortfall->needs; i++) {
        tl_text_add(out, i > 0 ? ", {\"need\": " : "{\"need\": ");
        tl_text_add_json(out, shortfall->need[i] != NULL ? shortfall->need[i] : "due");
        tl_text_add(out, ", \"supply\": ");
        tl_text_add_micro(out, shortfall->supply_u[i]);
        tl_text_add(out, ", \"demand\": ");
        tl_text_add_micro(out, shortfall->demand_u[i]);
        tl_text_add_char(out, '}');
    }
    tl_text_add(out, "],\n  \"assets\": [");
    for (size_t i = 0; i < shortfall->asset_count; i++) {
        tl_text_add(out, i > 0 ? ", " : "");
        tl_text_add_json(out, shortfall->assets[i]);
    }
    tl_text_add(out, "],\n  \"lost-to\": {");
    for (size_t i = 0; i < shortfall->root_count; i++) {
        tl_text_add(out, i > 0 ? ", " : "");
        tl_text_add_json(out, shortfall->roots[i].name);
        tl_text_add(out, ": ");
        tl_text_add_real(out, shortfall->roots[i].share);
    }
    tl_text_add_char(out, '}');
}

static void begin_json(struct answer *answer, int64_t event)
{
    const struct tl_roster *roster = answer->roster;
    struct tl_text *out = &answer->out;
    tl_text_add(out, "{\n  \"schema\": \"trilat.trace-why/1\",\n  \"program\": ");
    tl_text_add_json(out, roster->program);
    tl_text_add(out, ",\n  \"scenario\": ");
    tl_text_add_json(out, roster->scenario);
    tl_text_add(out, ",\n  \"hash\": ");
    tl_text_add_json(out, roster->hash);
    tl_text_print(out, ",\n  \"seed\": %llu,\n  \"replication\": %llu,\n  \"event\": %lld",
                  (unsigned long long)roster->seed, (unsigned long long)roster->replication,
                  (long long)event);
}

/* ---- the answers ---- */

static void tell_account(struct answer *answer, const struct tl_account *account)
{
    if (answer->input->trace.format == TL_FORMAT_JSON) {
        add_account(answer, account);
    } else {
        tl_why_print_account(account, &answer->page, &answer->out);
    }
}

/* What is booked is known of a whole trace alone; a chain that lies before a damage is told all the same. */
static void answer_back(struct answer *answer, int64_t event, struct tl_error *err)
{
    struct tl_causes chain;
    struct tl_account account = {0};
    const char *path = answer->input->trace.path;
    bool is_known = tl_causes_read(&chain, path, event, err);
    bool is_booked = is_known && tl_account_read(&account, path, event, err);
    bool is_json = answer->input->trace.format == TL_FORMAT_JSON;
    if (is_known && is_json) {
        add_events(answer, "chain", chain.events, chain.count);
    } else if (is_known) {
        tl_why_print_chain(&chain, answer->roster, &answer->page, &answer->out);
    }
    if (is_booked) {
        tell_account(answer, &account);
    }
    answer->is_found = answer->is_found || is_known;
    tl_causes_clear(&chain);
    tl_account_clear(&account);
}

static void answer_on(struct answer *answer, struct tl_error *err)
{
    struct tl_aftermath aftermath;
    struct tl_account account = {0};
    const struct input *input = answer->input;
    bool is_whole = tl_aftermath_read(&aftermath, input->trace.path, input->event, err);
    bool is_booked = is_whole && tl_account_read(&account, input->trace.path, input->event, err);
    answer->is_found = aftermath.kept > 0;
    if (answer->is_found && input->trace.format == TL_FORMAT_JSON) {
        add_aftermath(answer, &aftermath);
    } else if (answer->is_found) {
        tl_why_print_aftermath(&aftermath, answer->roster, input->limit, &answer->page, &answer->out);
    }
    if (is_booked) {
        tell_account(answer, &account);
    }
    tl_aftermath_clear(&aftermath);
    tl_account_clear(&account);
}

static bool find_mission(const struct answer *answer, int32_t *mission, struct tl_error *err)
{
    const struct tl_roster *roster = answer->roster;
    const char **names = tl_alloc(roster->mission_count + 1, sizeof *names);
    *mission = TL_NONE;
    for (size_t i = 0; i < roster->mission_count; i++) {
        names[i] = roster->missions[i].name;
        *mission = strcmp(names[i], answer->input->mission) == 0 ? (int32_t)i : *mission;
    }
    const char *nearest = tl_text_nearest(answer->input->mission, names, roster->mission_count);
    free(names);
    return *mission != TL_NONE ||
           tl_error_add(err, TL_FAULT_USER, "--mission %s: no such mission in this trace%s%s%s",
                        answer->input->mission, nearest ? "; did you mean " : "", nearest ? nearest : "",
                        nearest ? "?" : "");
}

static bool find_moment(const struct answer *answer, int64_t *at_s, struct tl_error *err)
{
    if (!tl_asked_moment("--at", answer->input->at, answer->roster->epoch_s, at_s, err)) {
        return false;
    }
    return *at_s < answer->roster->horizon_s ||
           tl_error_at(err, NULL, "--at", answer->input->at, "is not before the trace's end");
}

static void answer_mission(struct answer *answer, struct tl_error *err)
{
    struct tl_shortfall shortfall = {0};
    int32_t mission;
    int64_t at_s;
    bool known = find_mission(answer, &mission, err);
    if (find_moment(answer, &at_s, err) && known &&
        tl_shortfall_read(&shortfall, answer->input->trace.path, mission, at_s, err)) {
        if (answer->input->trace.format == TL_FORMAT_JSON) {
            begin_json(answer, shortfall.fell_id);
            add_shortfall(answer, &shortfall, at_s);
        } else {
            tl_why_print_shortfall(&shortfall, answer->roster, mission, at_s, &answer->page, &answer->out);
            tl_text_add(&answer->out, shortfall.fell_id > 0 ? "\nIt fell last by event"
                                                            : "\nIt has not fallen until then.\n");
            if (shortfall.fell_id > 0) {
                tl_text_print(&answer->out, " %lld, the last of these:\n\n", (long long)shortfall.fell_id);
            }
        }
        answer->is_found = true;
        if (shortfall.fell_id > 0) {
            answer_back(answer, shortfall.fell_id, err);
        }
    }
    tl_shortfall_clear(&shortfall);
}

static void answer_input(struct answer *answer, struct tl_error *err)
{
    const struct input *input = answer->input;
    if (input->mission) {
        answer_mission(answer, err);
        return;
    }
    if (input->trace.format == TL_FORMAT_JSON) {
        begin_json(answer, input->event);
    }
    if (input->forward) {
        answer_on(answer, err);
    } else {
        answer_back(answer, input->event, err);
    }
}

static void tell_why(const struct input *input, struct tl_error *err)
{
    if (strcmp(input->trace.path, "-") == 0) {
        tl_error_add(err, TL_FAULT_USER,
                     "-: causes are looked up in a file, which is read several times: name one");
        return;
    }
    const char *path = input->trace.path;
    struct answer answer = {.input = input};
    struct tl_trace_reader *reader = tl_trace_reader_open(path, err);
    if (!reader || !tl_output_open(&answer.output, input->trace.file, &path, 1, err)) {
        tl_trace_reader_close(reader);
        return;
    }
    answer.roster = tl_trace_reader_roster(reader);
    answer.page = tl_output_page(&answer.output);
    tl_trace_words_init(&answer.words, answer.roster);
    answer_input(&answer, err);
    if (answer.is_found) {
        if (input->trace.format == TL_FORMAT_JSON) {
            tl_text_print(&answer.out, ",\n  \"complete\": %s\n}\n", err->count == 0 ? "true" : "false");
        }
        tl_output_add(&answer.output, &answer.out);
    }
    tl_output_close(&answer.output, answer.is_found, err);
    tl_trace_words_clear(&answer.words);
    tl_text_clear(&answer.out);
    tl_trace_reader_close(reader);
}

int tl_trace_verb_why(int argc, char **argv)
{
    static const struct argp_option rows[] = {
        {"event", OPTION_EVENT, "ID", 0, "why this event happened: its number, as trace events prints it", 0},
        {"mission", OPTION_MISSION, "NAME", 0, "why this mission is covered as it is", 0},
        {"at", OPTION_AT, "MOMENT", 0, "then: " TL_ASKED_MOMENTS, 0},
        {"forward", OPTION_FORWARD, NULL, 0, "what came of the event instead", 0},
        {"limit", OPTION_LIMIT, "LINES", 0, "of what came of it; 40 unless given", 0},
        TL_TRACE_FORMAT_ROW("table|json", ""),
        TL_TRACE_FILE_ROW,
        {0},
    };
    static const struct argp argp = {
        .options = rows,
        .parser = parse,
        .args_doc = "TRACE",
        .doc = "Tell the chain of causes of an event, from a draw, a date or a clock on, each event in "
               "words; or what came of "
               "it; or why a mission was covered as it was, and by which event it fell. And what the ledger "
               "books to where "
               "that comes from. Of a trace that is damaged it tells what is known from before that, without "
               "what is booked, with status 2."
               "\vExample: trilat trace why base.r0.trace.gz --mission bmd-soj --at D+6",
    };
    struct input input = {.limit = 40};
    struct tl_error err = {0};
    argp_parse(&argp, argc, argv, 0, NULL, &input);
    tell_why(&input, &err);
    return tl_command_fail(&err);
}
