/* The grammar of libconfig, walked once before it: libconfig stops at its first offence and says no more than "syntax
 * error", lets numbers overflow and joins neighbouring strings. Here each of these is told in a planner's words. */
#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "scenario/source.h"
#include "scenario/token.h"

#define TL_DEPTH_MAX 64 /* groups and lists within each other */

struct walk {
    const struct tl_source *source;
    struct tl_mistakes *mistakes;
    struct tl_text *out; /* everything before `done`, rewritten */
    const char *done;
    struct tl_cursor cursor; /* behind the current token */
    struct tl_token now;
    struct tl_token last; /* the one before */
    const char *root;     /* what to call the first key in messages, or NULL: as it is */
    struct tl_text path;
    int depth;
    bool twice; /* a key was given twice */
};

static void advance(struct walk *w)
{
    w->last = w->now;
    tl_token_next(&w->cursor, &w->now);
}

static bool is_mark(const struct walk *w, char mark)
{
    return w->now.kind == TL_TOKEN_MARK && *w->now.start == mark;
}

/* Tell the offence at a token, showing its line. */
static bool offend(struct walk *w, const struct tl_token *token, const char *cause, ...)
    __attribute__((format(printf, 3, 4)));
static bool offend(struct walk *w, const struct tl_token *token, const char *cause, ...)
{
    const char *start = token->start;
    const char *text = w->source->text.data;
    while (start > text && start[-1] != '\n') {
        start--;
    }
    start += strspn(start, " \t");
    struct tl_text line = {0};
    struct tl_text rule = {0};
    tl_text_add_bytes(&line, start, strcspn(start, "\r\n"));
    va_list args;
    va_start(args, cause);
    tl_text_print_args(&rule, cause, args);
    va_end(args);
    struct tl_origin where = tl_source_origin(w->source, token->line);
    tl_mistake_add(w->mistakes, &where, NULL, line.size ? tl_text_get(&line) : NULL, "%s",
                   tl_text_get(&rule));
    tl_text_clear(&line);
    tl_text_clear(&rule);
    return false;
}

/* Write out what has been passed, with `replacement` for the current token. */
static void rewrite(struct walk *w, const char *replacement)
{
    tl_text_add_bytes(w->out, w->done, (size_t)(w->now.start - w->done));
    tl_text_add(w->out, replacement);
    w->done = w->now.start + w->now.size;
}

static bool read_value(struct walk *w);

/* A mistake about a value that does not keep the rest from being read. */
static void complain(struct walk *w, const char *value, const char *rule)
{
    struct tl_origin where = tl_source_origin(w->source, w->now.line);
    tl_mistake_add(w->mistakes, &where, w->path.size ? tl_text_get(&w->path) : NULL, value, "%s", rule);
}

static void check_whole(struct walk *w, const char *digits, const char *end)
{
    bool hex = digits[0] == '0' && (digits[1] == 'x' || digits[1] == 'X');
    errno = 0;
    long long value = strtoll(digits, NULL, hex ? 16 : 10);
    bool is_long = end[-1] == 'L';
    struct tl_text fixed = {0};
    if (errno == ERANGE) {
        complain(w, digits, "is beyond the range of whole numbers (64 bits)");
        rewrite(w, "0");
    } else if (!is_long && (value > INT32_MAX || value < INT32_MIN)) {
        tl_text_print(&fixed, "a whole number beyond 32 bits needs an L: %sL", digits);
        complain(w, digits, tl_text_get(&fixed));
        tl_text_reset(&fixed);
        tl_text_print(&fixed, "%sL", digits);
        rewrite(w, tl_text_get(&fixed));
    }
    tl_text_clear(&fixed);
}

static bool read_number(struct walk *w)
{
    struct tl_text number = {0};
    tl_text_add_bytes(&number, w->now.start, w->now.size);
    const char *text = tl_text_get(&number);
    bool good = true;
    if (tl_token_is_whole(text)) {
        check_whole(w, text, text + number.size);
    } else if (!tl_token_is_real(text)) {
        size_t digits = strspn(text, "+-.0123456789");
        good = digits > 0 && isalpha((unsigned char)text[digits])
                   ? offend(w, &w->now, "a quantity with a unit needs quotes and a blank: \"%.*s %s\"",
                            (int)digits, text, text + digits)
                   : offend(w, &w->now, "%s is not a number", text);
    } else if (!isfinite(strtod(text, NULL))) {
        complain(w, text, "is beyond the range of real numbers");
        rewrite(w, "0.0");
    }
    tl_text_clear(&number);
    if (good) {
        advance(w);
    }
    return good;
}

static bool read_text(struct walk *w)
{
    advance(w);
    if (w->now.kind != TL_TOKEN_TEXT) {
        return true;
    }
    struct tl_text both = {0};
    tl_text_add_bytes(&both, w->last.start, w->last.size);
    tl_text_add_char(&both, ' ');
    tl_text_add_bytes(&both, w->now.start, w->now.size);
    complain(w, tl_text_get(&both), "two texts next to each other; a comma may be missing");
    tl_text_clear(&both);
    while (w->now.kind == TL_TOKEN_TEXT) {
        advance(w);
    }
    return true;
}

/* What stands in place of a value. */
static bool refuse_value(struct walk *w)
{
    const struct tl_token *t = &w->now;
    if (t->kind == TL_TOKEN_NAME) {
        return offend(w, t, "a text needs quotes: \"%.*s\"", (int)t->size, t->start);
    }
    if (t->kind == TL_TOKEN_END) {
        return offend(w, &w->last, "the file ends where a value is due");
    }
    if (*t->start == '\'') {
        return offend(w, t, "a text stands in double quotes");
    }
    if (*t->start == '=') {
        return offend(w, t, "one = is enough");
    }
    if (w->last.kind == TL_TOKEN_MARK && *w->last.start == ',' && strchr(")]", *t->start)) {
        return offend(w, t, "a comma too many before %c", *t->start);
    }
    return offend(w, t, "a value is missing before %c", *t->start);
}

/* Does a text end where a quote within it was meant: "coverage("guard") < 1"? */
static bool is_cut(const struct tl_token *text, const struct tl_token *next)
{
    bool is_followed = next->kind == TL_TOKEN_NAME || next->kind == TL_TOKEN_NUMBER;
    return text->kind == TL_TOKEN_TEXT && is_followed && text->size > 2 &&
           (next->start == text->start + text->size || text->start[text->size - 2] == '(');
}

static bool refuse_cut(struct walk *w, const struct tl_token *next)
{
    return offend(w, next, "a quote inside a text is written \\\"");
}

/* The list behind its opening mark, up to and with `close`. */
static bool read_list(struct walk *w, char close, const struct tl_token *open)
{
    size_t base = w->path.size;
    for (size_t i = 0; !is_mark(w, close); i++) {
        tl_text_print(&w->path, "[%zu]", i);
        if (!read_value(w)) {
            return false;
        }
        w->path.size = base;
        w->path.data[base] = '\0';
        if (is_mark(w, ',')) {
            advance(w);
            if (is_mark(w, close)) {
                return refuse_value(w);
            }
        } else if (w->now.kind == TL_TOKEN_END) {
            return offend(w, open, "the %c that opens here is never closed", *open->start);
        } else if (is_cut(&w->last, &w->now)) {
            return refuse_cut(w, &w->now);
        } else if (!is_mark(w, close)) {
            return w->last.kind == TL_TOKEN_NUMBER && w->now.kind == TL_TOKEN_NAME &&
                           w->last.line == w->now.line
                       ? offend(w, &w->now, "a quantity with a unit needs quotes: \"%.*s %.*s\"",
                                (int)w->last.size, w->last.start, (int)w->now.size, w->now.start)
                       : offend(w, &w->now, "a comma or %c is missing before %.*s", close, (int)w->now.size,
                                w->now.start);
        }
    }
    if (close == ']') {
        rewrite(w, ")");
    }
    advance(w);
    return true;
}

static bool read_settings(struct walk *w, const struct tl_token *open);

static bool read_aggregate(struct walk *w)
{
    struct tl_token open = w->now;
    if (++w->depth > TL_DEPTH_MAX) {
        return offend(w, &open, "more than %d groups and lists within each other", TL_DEPTH_MAX);
    }
    if (*open.start == '[') {
        rewrite(w, "(");
    }
    advance(w);
    bool good = *open.start == '{'   ? read_settings(w, &open)
                : *open.start == '[' ? read_list(w, ']', &open)
                                     : read_list(w, ')', &open);
    w->depth--;
    return good;
}

static bool read_value(struct walk *w)
{
    if (w->now.kind == TL_TOKEN_NUMBER) {
        return read_number(w);
    }
    if (w->now.kind == TL_TOKEN_TEXT) {
        return read_text(w);
    }
    if (w->now.kind == TL_TOKEN_MARK && strchr("[({", *w->now.start)) {
        return read_aggregate(w);
    }
    bool word =
        w->now.kind == TL_TOKEN_NAME && ((w->now.size == 4 && strncasecmp(w->now.start, "true", 4) == 0) ||
                                         (w->now.size == 5 && strncasecmp(w->now.start, "false", 5) == 0));
    if (!word) {
        return refuse_value(w);
    }
    advance(w);
    return true;
}

/* What stands where a key is due. */
static bool refuse_key(struct walk *w, const struct tl_token *open)
{
    const struct tl_token *t = &w->now;
    if (is_cut(&w->last, t)) {
        return refuse_cut(w, t);
    }
    if (t->kind == TL_TOKEN_END) {
        return offend(w, open, "the { that opens here is never closed");
    }
    if (t->kind == TL_TOKEN_MARK && strchr("})]", *t->start)) {
        struct tl_origin where = open ? tl_source_origin(w->source, open->line) : (struct tl_origin){0};
        return open ? offend(w, t, "%c closes what { opened in line %d", *t->start, where.line)
                    : offend(w, t, "%c closes what nothing opened", *t->start);
    }
    if (t->kind == TL_TOKEN_MARK && strchr(";,", *t->start)) {
        return offend(w, t, "nothing stands before this %c", *t->start);
    }
    if (t->kind == TL_TOKEN_MARK && *t->start == '@') {
        return offend(w, t, "@include stands alone on its line");
    }
    return offend(w, t, "a key is due here, not %.*s", (int)t->size, t->start);
}

/* What stands where the = behind a key is due. */
static bool refuse_equals(struct walk *w, const struct tl_token *before, const struct tl_token *key)
{
    if (before->kind == TL_TOKEN_NUMBER && before->line == key->line) {
        return offend(w, key, "a quantity with a unit needs quotes: \"%.*s %.*s\"", (int)before->size,
                      before->start, (int)key->size, key->start);
    }
    if (is_cut(before, key)) {
        return refuse_cut(w, key);
    }
    return offend(w, key, "= is missing behind %.*s", (int)key->size, key->start);
}

/* Keys of the group under way, to find one that is given twice. */
struct given {
    struct tl_token *items;
    size_t count;
    size_t capacity;
};

static void note_key(struct walk *w, struct given *given)
{
    for (size_t i = 0; i < given->count; i++) {
        const struct tl_token *other = &given->items[i];
        if (other->size == w->now.size && memcmp(other->start, w->now.start, other->size) == 0) {
            struct tl_origin first = tl_source_origin(w->source, other->line);
            struct tl_text rule = {0};
            tl_text_print(&rule, "is given twice; first at %s:%d", first.file, first.line);
            complain(w, NULL, tl_text_get(&rule));
            tl_text_clear(&rule);
            w->twice = true;
            return;
        }
    }
    given->items = tl_grow(given->items, given->count, &given->capacity, sizeof *given->items);
    given->items[given->count++] = w->now;
}

static bool read_setting(struct walk *w, struct given *given, const struct tl_token *open)
{
    if (w->now.kind != TL_TOKEN_NAME) {
        return refuse_key(w, open);
    }
    size_t base = w->path.size;
    struct tl_token before = w->last;
    if (w->root && base == 0) {
        tl_text_add(&w->path, w->root);
    } else {
        tl_text_print(&w->path, "%s%.*s", base ? "." : "", (int)w->now.size, w->now.start);
    }
    note_key(w, given);
    struct tl_token key = w->now;
    advance(w);
    if (!is_mark(w, '=') && !is_mark(w, ':')) {
        return refuse_equals(w, &before, &key);
    }
    advance(w);
    if (!read_value(w)) {
        return false;
    }
    w->path.size = base;
    w->path.data[base] = '\0';
    if (is_mark(w, ';') || is_mark(w, ',')) {
        advance(w);
    }
    return true;
}

/* Settings up to the end (open NULL) or up to and with the } that closes `open`. */
static bool read_settings(struct walk *w, const struct tl_token *open)
{
    struct given given = {0};
    bool good = true;
    while (good && (open ? !is_mark(w, '}') : w->now.kind != TL_TOKEN_END)) {
        good = read_setting(w, &given, open);
    }
    free(given.items);
    if (good && open) {
        advance(w);
    }
    return good;
}

bool tl_source_normalize(const struct tl_source *source, const char *root, struct tl_text *out,
                         struct tl_mistakes *mistakes)
{
    const char *text = tl_text_get(&source->text);
    struct tl_mistakes values = {0};
    struct walk w = {
        .source = source, .root = root, .mistakes = &values, .out = out, .done = text, .cursor = {text, 1}};
    advance(&w);
    bool good = read_settings(&w, NULL);
    if (good) {
        tl_text_add(out, w.done);
    }
    size_t first = good || values.count == 0 ? 0 : values.count - 1; /* a syntax error is told alone */
    tl_mistakes_take(mistakes, &values, first);
    tl_text_clear(&w.path);
    return good && !w.twice;
}
