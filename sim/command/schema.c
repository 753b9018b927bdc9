/* trilat schema [GLOB] */
#include <argp.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "command/command.h"
#include "command/options.h"
#include "command/reference.h"
#include "report/page.h"
#include "scenario/key.h"

#define TL_PATH_COLUMNS 34 /* longer patterns push what follows to the right */

enum format { FORMAT_TABLE, FORMAT_JSON, FORMAT_MARKDOWN };

struct input {
    const char *glob;
    enum format format;
};

enum { OPTION_FORMAT = 0x2001 };

static error_t parse(int key, char *arg, struct argp_state *state)
{
    static const char *const formats[] = {"table", "json", "markdown", NULL};
    struct input *input = state->input;
    switch (key) {
    case OPTION_FORMAT:
        input->format = (enum format)tl_choice_parse(state, "--format", arg, formats);
        return 0;
    case ARGP_KEY_ARG:
        if (input->glob) {
            argp_error(state, "one pattern at a time; put it in quotes: 'missions.*'");
        }
        input->glob = arg;
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

struct listing {
    const char *glob;
    struct tl_text *out;
    struct tl_page page;
    int path_width;
    size_t count;
    char **paths; /* all of them, for advice */
    size_t path_count;
    size_t path_capacity;
};

/* Without a pattern everything; a pattern that names a section or key means what is below it, too. */
static bool matches(const char *glob, const char *path)
{
    if (!glob) {
        return true;
    }
    size_t n = strlen(glob);
    return tl_text_matches(glob, path) || (strncmp(path, glob, n) == 0 && strchr(".[", path[n]));
}

static void measure(const char *path, const struct tl_section_row *section, const struct tl_key *key,
                    void *context)
{
    struct listing *list = context;
    (void)section;
    (void)key;
    int width = tl_text_width(path);
    if (matches(list->glob, path) && width <= TL_PATH_COLUMNS && width > list->path_width) {
        list->path_width = width;
    }
    list->paths = tl_grow(list->paths, list->path_count, &list->path_capacity, sizeof *list->paths);
    list->paths[list->path_count++] = tl_copy(path);
}

static void print_row(const char *path, const struct tl_section_row *section, const struct tl_key *key,
                      void *context)
{
    struct listing *list = context;
    (void)section;
    if (!matches(list->glob, path)) {
        return;
    }
    struct tl_text text = {0};
    int column = list->path_width + 2;
    tl_reference_add_value(key, &text);
    tl_text_add(&text, "; ");
    tl_reference_add_default(key, &text);
    int used = tl_text_width(path);
    tl_page_add(&list->page, list->out, TL_INK_BOLD, path);
    tl_text_print(list->out, "%*s", used < column ? column - used : 2, "");
    tl_page_fill(&list->page, list->out, used < column ? column : used + 2, column, tl_text_get(&text));
    tl_text_print(list->out, "%*s", column, "");
    tl_page_fill(&list->page, list->out, column, column, key->help);
    tl_text_clear(&text);
    list->count++;
}

static void print_json_row(const char *path, const struct tl_section_row *section, const struct tl_key *key,
                           void *context)
{
    struct listing *list = context;
    if (matches(list->glob, path)) {
        tl_text_add(list->out, list->count++ > 0 ? ",\n    " : "\n    ");
        tl_reference_add_json(path, section, key, list->out);
    }
}

/* Returns how many keys match. */
static size_t print_listing(struct listing *list, enum format format)
{
    tl_key_walk(measure, list);
    if (format == FORMAT_JSON) {
        tl_text_add(list->out, "{\n  \"schema\": \"trilat.schema/1\",\n  \"program\": \"trilat " TL_VERSION
                               "\",\n  \"keys\": [");
        tl_key_walk(print_json_row, list);
        tl_text_add(list->out, "\n  ]\n}\n");
    } else {
        tl_key_walk(print_row, list);
    }
    return list->count;
}

/* Advice comes from the names of sections first, since that is where a pattern begins. */
static void refuse_glob(const struct listing *list, struct tl_error *err)
{
    const char *sections[TL_SECTIONS];
    for (enum tl_section s = 0; s < TL_SECTIONS; s++) {
        sections[s] = tl_section_get(s)->key;
    }
    char *first = tl_copy(list->glob);
    first[strcspn(first, ".[*?")] = '\0';
    const char *nearest = tl_text_nearest(first, sections, TL_SECTIONS);
    if (!nearest || strcmp(nearest, first) == 0) {
        nearest = tl_text_nearest(list->glob, (const char *const *)list->paths, list->path_count);
    }
    tl_error_add(err, TL_FAULT_USER, "no key matches %s%s%s%s", list->glob, nearest ? "; did you mean " : "",
                 nearest ? nearest : "", nearest ? "?" : "");
    free(first);
}

static void print_schema(const struct input *input, struct tl_error *err)
{
    struct tl_text out = {0};
    struct listing list = {.glob = input->glob, .out = &out, .page = tl_page_detect(stdout, TL_COLOR_AUTO)};
    if (list.page.width < 60 || list.page.width > 100) {
        list.page.width = list.page.width < 60 ? 60 : 100;
    }
    if (input->format == FORMAT_MARKDOWN) {
        tl_reference_print(&out);
    } else if (print_listing(&list, input->format) == 0) {
        refuse_glob(&list, err);
        tl_text_reset(&out);
    }
    tl_command_write(&out);
    for (size_t i = 0; i < list.path_count; i++) {
        free(list.paths[i]);
    }
    free(list.paths);
    tl_text_clear(&out);
}

int tl_command_schema(int argc, char **argv)
{
    static const struct argp_option rows[] = {
        {"format", OPTION_FORMAT, "table|json|markdown", 0,
         "table unless given; markdown is the reference page of all keys", 0},
        {0},
    };
    static const struct argp argp = {
        .options = rows,
        .parser = parse,
        .args_doc = "[GLOB]",
        .doc = "List the keys of scenario files with their type, range, default and meaning. GLOB picks some "
               "of them: "
               "'missions.*', '*.at', 'classes.*.readiness'.",
    };
    struct input input = {0};
    struct tl_error err = {0};
    argp_parse(&argp, argc, argv, 0, NULL, &input);
    print_schema(&input, &err);
    return tl_command_fail(&err);
}
