#include "command/reference.h"

#include <string.h>

static const char *article(const char *noun)
{
    return strchr("aeiou", *noun) ? "an" : "a";
}

static void add_words(enum tl_words words, struct tl_text *out)
{
    size_t count;
    const char *const *list = tl_words_get(words, &count);
    for (size_t i = 0; i < count; i++) {
        tl_text_print(out, "%s%s", i > 0 ? " | " : "", list[i]);
    }
}

/* What a key refers to, by its type. */
static void add_kind(const struct tl_key *key, struct tl_text *out)
{
    bool refers = key->type == TL_TYPE_REF || key->type == TL_TYPE_REFS || key->type == TL_TYPE_ROWS;
    const struct tl_section_row *section = refers ? tl_section_get((enum tl_section)key->of) : NULL;
    if (key->type == TL_TYPE_WORD) {
        add_words((enum tl_words)key->of, out);
    } else if (key->type == TL_TYPE_REF) {
        tl_text_print(out, "name of %s %s", article(section->name), section->name);
    } else if (key->type == TL_TYPE_REFS) {
        tl_text_print(out, "list of names of %s", section->key);
    } else if (key->type == TL_TYPE_START) {
        tl_text_add(out, "name of a mission or place");
    } else if (key->type == TL_TYPE_ROWS) {
        tl_text_print(out, "list of groups (%s)", section->name);
    } else if (key->type == TL_TYPE_AMOUNTS) {
        tl_text_add(out, "number");
    } else if (key->type == TL_TYPE_TEXTS) {
        tl_text_add(out, "text");
    } else {
        tl_text_add(out, tl_type_text(key->type));
    }
}

void tl_reference_add_value(const struct tl_key *key, struct tl_text *out)
{
    add_kind(key, out);
    if (key->type != TL_TYPE_REF && key->type != TL_TYPE_REFS && (key->low != 0 || key->high != 0)) {
        tl_text_add(out, ", ");
        tl_key_print_range(key, out);
    }
}

void tl_reference_add_default(const struct tl_key *key, struct tl_text *out)
{
    if (key->fallback == tl_key_required) {
        tl_text_add(out, "required");
    } else if (key->fallback == tl_key_optional) {
        tl_text_add(out, "optional");
    } else {
        tl_text_print(out, "default %s", key->fallback);
    }
}

static void add_member(struct tl_text *out, const char *name, const char *value)
{
    tl_text_print(out, ", \"%s\": ", name);
    tl_text_add_json(out, value);
}

/* The unit in which "range" counts. */
static const char *range_unit(enum tl_type type)
{
    bool time = type == TL_TYPE_SPAN || type == TL_TYPE_MOMENT;
    return time                     ? "s"
           : type == TL_TYPE_SPEED  ? "m/s"
           : type == TL_TYPE_LENGTH ? "m"
           : type == TL_TYPE_RATE   ? "/s"
           : type == TL_TYPE_FLOW   ? "persons/s"
                                    : "";
}

void tl_reference_add_json(const char *path, const struct tl_section_row *section, const struct tl_key *key,
                           struct tl_text *out)
{
    struct tl_text value = {0};
    add_kind(key, &value);
    tl_text_add(out, "{\"path\": ");
    tl_text_add_json(out, path);
    add_member(out, "section", section->name);
    add_member(out, "key", key->name);
    add_member(out, "type", tl_text_get(&value));
    if (key->low != 0 || key->high != 0) {
        tl_text_add(out, ", \"range\": {\"low\": ");
        tl_text_add_real(out, key->low);
        tl_text_add(out, ", \"high\": ");
        tl_text_add_real(out, key->high);
        add_member(out, "unit", range_unit(key->type));
        tl_text_add(out, "}");
    }
    tl_text_print(out, ", \"required\": %s", key->fallback == tl_key_required ? "true" : "false");
    if (key->fallback != tl_key_required && key->fallback != tl_key_optional) {
        add_member(out, "default", key->fallback);
    }
    add_member(out, "help", key->help);
    tl_text_add(out, "}");
    tl_text_clear(&value);
}

/* A cell of a Markdown table: '|' would end it. */
static void add_cell(struct tl_text *out, const char *text)
{
    for (; *text; text++) {
        tl_text_add(out, *text == '|' ? "\\" : "");
        tl_text_add_char(out, *text);
    }
}

struct page {
    struct tl_text *out;
    const struct tl_section_row *section;
};

static void print_row(const char *path, const struct tl_section_row *section, const struct tl_key *key,
                      void *context)
{
    struct page *page = context;
    struct tl_text value = {0};
    struct tl_text fallback = {0};
    if (section != page->section) {
        return;
    }
    tl_reference_add_value(key, &value);
    tl_reference_add_default(key, &fallback);
    tl_text_print(page->out, "| `%s` | ", path);
    add_cell(page->out, tl_text_get(&value));
    tl_text_print(page->out, " | %s | ", tl_text_get(&fallback));
    add_cell(page->out, key->help);
    tl_text_add(page->out, " |\n");
    tl_text_clear(&value);
    tl_text_clear(&fallback);
}

void tl_reference_print(struct tl_text *out)
{
    for (enum tl_section s = 0; s < TL_SECTIONS; s++) {
        struct page page = {out, tl_section_get(s)};
        if (*page.section->key) {
            tl_text_print(out, "\n### `%s`: %s\n\n", page.section->key, page.section->help);
        } else {
            tl_text_print(out, "### At the top of a file: %s\n\n", page.section->help);
        }
        tl_text_add(out, "| path | value | | meaning |\n| --- | --- | --- | --- |\n");
        tl_key_walk(print_row, &page);
    }
}
